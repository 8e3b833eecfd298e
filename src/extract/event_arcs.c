#include "extract/event_arcs.h"

enum {
    COMPLEMENT_REACH = 14, /* tokens between a word and the infinitive it asks for */
    ASIDE_REACH = 24,      /* tokens from a deed over whom it was done to, to who did it */
    MODIFIER_REACH = 6,    /* tokens from a noun to the participle that hangs on it */
    PLACE_HOPS_MAX = 3     /* "in the town of Iln in Oresk" */
};

/* Who says what holds the word, where he stands in the same sentence. */
static uint32_t speaker_of(const EventMaking *m, uint32_t token) {
    const Claim *claim = records_claim(m->x->out, m->x->claim_at[token]);
    if (!claim || !claim->source || !span_some(claim->source->span)) return TOKEN_NONE;
    TokenRange s = clause_sentence(m->p, token);
    uint32_t found = TOKEN_NONE;
    for (uint32_t i = s.first; i < s.end; i++) {
        const Token *t = arc_token(m, i);
        if (!span_has(claim->source->span, t->span) || !token_is_nominal(t)) continue;
        if (found == TOKEN_NONE || m->x->actor_at[i] == claim->source->actor) found = i;
    }
    return found;
}

/* The subject of the clause that a conjunction opens: "demanded *that* Oresk …", "threatened to …
 * *unless* Oresk …". */
static uint32_t subordinate_subject(const EventMaking *m, const EventWord *w, Str conjunction) {
    TokenRange s = clause_sentence(m->p, w->head);
    for (uint32_t i = w->range.end; i < s.end; i++) {
        if (arc_token(m, i)->xpos == XPOS_STOP) break;
        if (!str_eq(arc_token(m, i)->norm, conjunction)) continue;
        uint32_t k = i + 1;
        while (k < s.end && arc_token(m, k)->xpos == XPOS_RB) k++;
        return k < s.end ? arc_chunk_head(m, k) : TOKEN_NONE;
    }
    return TOKEN_NONE;
}

/* "were killed when the dam burst": the verb of the clause that tells of the moment, and its
 * subject. */
static void clause_of_moment(const EventMaking *m, const EventWord *w, Heads *out) {
    TokenRange s = clause_sentence(m->p, w->head);
    uint32_t when = w->range.end;
    while (when < s.end && !str_eq(arc_token(m, when)->norm, S("when"))) {
        Xpos x = arc_token(m, when)->xpos;
        if (x == XPOS_STOP || x == XPOS_CC) return;
        when++;
    }
    uint32_t verb = when + 1;
    while (verb < s.end && !token_is_verb(arc_token(m, verb))) verb++;
    while (verb + 1 < s.end && token_lemma_in(arc_token(m, verb), LIST_AUXILIARY) &&
           token_is_verb(arc_token(m, verb + 1)))
        verb++;
    if (verb >= s.end) return;
    arc_heads_add(out, verb);
    arc_heads_add(out, arc_chunk_head(m, when + 1));
}

static bool is_conjunction(Str arc) {
    return str_eq(arc, S("that")) || str_eq(arc, S("unless")) || str_eq(arc, S("if"));
}

/* The infinitive, gerund or clause that a word asks for. */
static uint32_t complement(const EventMaking *m, const EventWord *w) {
    TokenRange s = clause_sentence(m->p, w->head);
    for (uint32_t i = w->range.end; i < s.end && i < w->range.end + COMPLEMENT_REACH; i++) {
        const Token *t = arc_token(m, i);
        if (t->xpos == XPOS_TO && i + 1 < s.end && token_is_verb(arc_token(m, i + 1))) return i + 1;
        if (i == w->range.end && str_eq(t->norm, S("to")) && i + 1 < s.end &&
            arc_token(m, i + 1)->xpos == XPOS_VBG)
            return i + 1;
        if (str_eq(t->norm, S("that")) && i + 1 < s.end) return i + 1;
        if (t->xpos == XPOS_STOP || t->xpos == XPOS_COLON || t->xpos == XPOS_COMMA) break;
        if (i == w->range.end && t->xpos == XPOS_VBG) return i;
        if (i > w->range.end && token_is_verb(t)) break;
    }
    return TOKEN_NONE;
}

/* "called the move illegal": what is said of an object. */
static uint32_t predicate(const EventMaking *m, const EventWord *w) {
    TokenRange s = clause_sentence(m->p, w->head);
    uint32_t i = w->range.end;
    for (; i < s.end && i < w->range.end + COMPLEMENT_REACH; i++)
        if (arc_token(m, i)->upos == UPOS_ADJ &&
            (i + 1 == s.end || !token_is_noun(arc_token(m, i + 1))))
            return i;
    return TOKEN_NONE;
}

/* ---- arcs of nouns */

static uint32_t possessor(const EventMaking *m, uint32_t noun) {
    TokenRange c = clause_noun_chunk(m->p, noun);
    for (uint32_t i = noun; i > c.first + 1; i--)
        if (arc_token(m, i - 1)->xpos == XPOS_POS) return i - 2;
    /* "their attack" says no more than the verb's subject does, unless it is known who they are */
    bool known = arc_token(m, c.first)->xpos == XPOS_PRPS && m->x->actor_at[c.first];
    return known ? c.first : TOKEN_NONE;
}

/* "US air strikes", "the guerrilla attack": an actor among the words before the noun. */
static uint32_t modifier(const EventMaking *m, const EventWord *w) {
    TokenRange c = clause_noun_chunk(m->p, w->head);
    uint32_t first = w->range.first < w->head ? w->range.first : w->head;
    for (uint32_t i = first; i > c.first; i--) {
        bool counts = arc_token(m, i - 1)->xpos == XPOS_CD || m->x->time_at[i - 1];
        if (m->x->actor_at[i - 1] && !counts) return i - 1;
    }
    for (uint32_t i = first; i > c.first; i--) { /* "US drone strikes" */
        const Place *p = records_place(m->x->out, m->x->place_at[i - 1]);
        if (p && p->precision == PRECISION_COUNTRY) return i - 1;
    }
    return TOKEN_NONE;
}

static uint32_t noun_oblique(const EventMaking *m, const EventWord *w, Str preposition) {
    uint32_t head =
        clause_has_tree(m->p, w->head) ? clause_oblique(m->p, w->head, preposition) : TOKEN_NONE;
    /* "exchange of fire": the preposition of the phrase itself brings nothing */
    if (head != TOKEN_NONE && range_has(w->range, head)) head = TOKEN_NONE;
    uint32_t end = w->range.end > w->head ? w->range.end : w->head + 1;
    TokenRange s = clause_sentence(m->p, w->head);
    if (head != TOKEN_NONE || end >= s.end) return head;
    bool of = str_eq(preposition, S("of"));
    if (of && !str_eq(arc_token(m, end)->norm, preposition)) return TOKEN_NONE;
    return arc_phrase_after(m, end, preposition);
}

/* The verbs of en/operators that a noun stands inside: "fighting *broke out*". */
static void verbs_over(const EventMaking *m, const EventWord *w, Heads *out) {
    Governor g[GOVERNORS_MAX];
    uint32_t n = arc_governors(m, w, g);
    for (uint32_t i = 0; i < n; i++) {
        const EventWord *o = g[i].token == TOKEN_NONE ? NULL : event_word_at(m, g[i].token);
        if (o && o != w && o->operator_pos == 'v' && event_operator_row(m, o, g[i].arc))
            arc_heads_add(out, g[i].token);
    }
}

/* "Fighting broke out *between* the army and the rebels": the phrase hangs on the verb whose
 * subject the noun is. */
static uint32_t oblique_of_verb(const EventMaking *m, const EventWord *w, Str preposition) {
    Heads verbs = {.n = 0};
    if (arc_token(m, w->head)->deprel != DEP_NSUBJ) return TOKEN_NONE;
    verbs_over(m, w, &verbs);
    return verbs.n ? clause_oblique(m->p, verbs.v[0], preposition) : TOKEN_NONE;
}

/* "Iln *was the mastermind*". */
static uint32_t subject_of_predicate(const EventMaking *m, uint32_t noun) {
    TokenRange s = clause_sentence(m->p, noun);
    for (uint32_t i = s.first; i < noun; i++)
        if (arc_token(m, i)->head == noun + 1 && arc_token(m, i)->deprel == DEP_COP)
            return clause_subject(m->p, noun);
    return TOKEN_NONE;
}

/* "the attack | staged by Iln | on the port": the phrase hangs on the verb that hangs on the noun. */
static uint32_t oblique_of_modifier(const EventMaking *m, const EventWord *w, Str preposition) {
    TokenRange s = clause_sentence(m->p, w->head);
    uint32_t end = w->range.end + MODIFIER_REACH;
    for (uint32_t i = w->range.end; i < s.end && i < end; i++) {
        const Token *t = arc_token(m, i);
        if (t->head != w->head + 1 || t->deprel != DEP_ACL || t->xpos != XPOS_VBN) continue;
        const EventWord *o = event_word_at(m, i);
        return o && o->event ? TOKEN_NONE : clause_oblique(m->p, i, preposition);
    }
    return TOKEN_NONE;
}

/* "the murder of Iln, minister of trade, by gunmen": behind what stands between commas. */
static uint32_t doer_behind_aside(const EventMaking *m, const EventWord *w) {
    TokenRange s = clause_sentence(m->p, w->head);
    for (uint32_t i = w->range.end; i + 1 < s.end && i < w->range.end + ASIDE_REACH; i++) {
        const Token *t = arc_token(m, i);
        if (t->xpos == XPOS_STOP || t->xpos == XPOS_COLON ||
            (token_is_verb(t) && t->xpos != XPOS_VBN && t->xpos != XPOS_VBG))
            return TOKEN_NONE;
        if (t->xpos != XPOS_COMMA || !token_is_word(arc_token(m, i + 1), "by")) continue;
        uint32_t who = i + 2 < s.end ? arc_chunk_head(m, i + 2) : TOKEN_NONE;
        return who != TOKEN_NONE && event_is_actor(m, who) ? who : TOKEN_NONE;
    }
    return TOKEN_NONE;
}

static uint32_t noun_arc(const EventMaking *m, const EventWord *w, Str arc) {
    if (str_eq(arc, S("poss"))) return possessor(m, w->head);
    if (str_eq(arc, S("mod"))) return modifier(m, w);
    if (str_eq(arc, S("subj"))) return subject_of_predicate(m, w->head);
    if (str_eq(arc, S("obj"))) return TOKEN_NONE;
    uint32_t head = noun_oblique(m, w, arc);
    bool own = str_eq(arc, S("of")) || str_eq(arc, S("by"));
    if (head == TOKEN_NONE && str_eq(arc, S("by"))) return doer_behind_aside(m, w);
    if (head == TOKEN_NONE && (str_eq(arc, S("on")) || str_eq(arc, S("against"))))
        head = oblique_of_modifier(m, w, arc);
    return head != TOKEN_NONE || own ? head : oblique_of_verb(m, w, arc);
}

/* "hold Oresk [OR] responsible": it is said of the object, whatever the tree hangs it on. */
static uint32_t held_to_be(const EventMaking *m, uint32_t adjective) {
    const Token *t = arc_token(m, adjective);
    uint32_t verb =
        t->deprel == DEP_XCOMP && t->head ? t->head - 1 : clause_verb_of(m->p, adjective);
    if (verb == TOKEN_NONE || verb > adjective) return TOKEN_NONE;
    if (t->deprel != DEP_XCOMP && !str_eq(m->lemmas[verb], S("hold"))) return TOKEN_NONE;
    uint32_t object = clause_object(m->p, verb);
    return object != TOKEN_NONE && object < adjective ? object : TOKEN_NONE;
}

static uint32_t adjective_arc(const EventMaking *m, const EventWord *w, Str arc) {
    if (str_eq(arc, S("subj"))) {
        uint32_t object = held_to_be(m, w->head);
        if (object != TOKEN_NONE) return object;
        uint32_t elliptic = arc_elliptic_subject(m, w);
        if (elliptic != TOKEN_NONE) return elliptic;
        if (clause_has_tree(m->p, w->head)) return clause_subject(m->p, w->head);
        TokenRange s = clause_sentence(m->p, w->head);
        uint32_t i = w->head;
        while (i > s.first &&
               (arc_token(m, i - 1)->xpos == XPOS_RB || arc_token(m, i - 1)->xpos == XPOS_JJ))
            i--;
        if (i > s.first && token_is_verb(arc_token(m, i - 1))) return clause_subject(m->p, i - 1);
        return TOKEN_NONE;
    }
    return noun_oblique(m, w, arc);
}

/* "a joint naval exercise", "dengue cases": adjectives and nouns before a noun. */
static void attributes(const EventMaking *m, const EventWord *w, Heads *out) {
    TokenRange c = clause_noun_chunk(m->p, w->head);
    for (uint32_t i = c.first; i < w->head; i++)
        if (arc_token(m, i)->upos == UPOS_ADJ || token_is_noun(arc_token(m, i)))
            arc_heads_add(out, i);
}

/* Where a time or a place behind a preposition stands for the subject, what stands before it: "the
 * rebels today claimed", "settlers in the city of Oresk attacked". */
static uint32_t subject_before_setting(const EventMaking *m, uint32_t head) {
    TokenRange s = clause_sentence(m->p, head);
    uint32_t i = head;
    for (int hop = 0; hop < PLACE_HOPS_MAX && i > s.first; hop++) {
        bool place = m->x->place_at[i] && !m->x->actor_at[i];
        bool part = hop && str_eq(event_kind_at(m, i), S("territory"));
        uint32_t before = clause_noun_chunk(m->p, i).first;
        if (m->x->time_at[i] && !m->x->actor_at[i]) {
            while (i > s.first && m->x->time_at[i]) i--;
            while (i > s.first && arc_is_preposition(arc_token(m, i))) i--;
        } else if ((place || part) && before > s.first + 1 && before <= i &&
                   arc_is_preposition(arc_token(m, before - 1))) {
            i = before - 2;
        } else {
            break;
        }
    }
    if (i == head) return head;
    return token_is_nominal(arc_token(m, i)) && !m->x->time_at[i] ? i : TOKEN_NONE;
}

void arc_fill(const EventMaking *m, const EventWord *w, Str arc, Heads *out) {
    *out = (Heads){.n = 0};
    uint32_t head;
    if (str_eq(arc, S("comp"))) {
        arc_heads_add(out, complement(m, w));
        arc_heads_add(out, predicate(m, w));
        return;
    }
    if (str_eq(arc, S("inf"))) {
        uint32_t verb = complement(m, w);
        if (verb != TOKEN_NONE && arc_token(m, verb - 1)->xpos == XPOS_TO) arc_heads_add(out, verb);
        return;
    }
    if (str_eq(arc, S("attr"))) {
        attributes(m, w, out);
        return;
    }
    if (str_eq(arc, S("over"))) {
        verbs_over(m, w, out);
        return;
    }
    if (str_eq(arc, S("when"))) {
        clause_of_moment(m, w, out);
        return;
    }
    if (str_eq(arc, S("speaker"))) {
        arc_heads_add(out, speaker_of(m, w->head));
        return;
    }
    if (is_conjunction(arc)) {
        head = subordinate_subject(m, w, arc);
        if (head != TOKEN_NONE) arc_coordinated(m, head, false, out);
        return;
    }
    switch (arc_token(m, w->head)->xpos == XPOS_MD ? 'm' : w->pos) {
    case 'm': head = arc_of_modal(m, w, arc); break;
    case 'v': head = arc_of_verb(m, w, arc); break;
    case 'n': head = noun_arc(m, w, arc); break;
    default: head = adjective_arc(m, w, arc); break;
    }
    if (head != TOKEN_NONE && str_eq(arc, S("subj"))) head = subject_before_setting(m, head);
    /* a day is nobody's target */
    if (head == TOKEN_NONE || (m->x->time_at[head] && !m->x->actor_at[head])) return;
    arc_coordinated(m, head, w->pos == 'v', out);
}

void arc_fill_first(const EventMaking *m, const EventWord *w, Str arcs, Heads *out, Str *which) {
    Str arc;
    *out = (Heads){.n = 0};
    if (which) *which = (Str){NULL, 0};
    while (!out->n && cell_next(&arcs, ',', &arc)) {
        arc_fill(m, w, arc, out);
        if (out->n && which) *which = arc;
    }
}
