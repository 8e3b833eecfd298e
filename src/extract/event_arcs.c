#include "extract/event_making.h"

enum {
    COMPLEMENT_REACH = 14, /* tokens between a word and the infinitive it asks for */
    PHRASE_HOPS_MAX = 4
};

static const Token *token_of(const EventMaking *m, uint32_t i) {
    return &m->p->tokens.v[i];
}

static bool is_preposition(const Token *t) {
    return t->xpos == XPOS_IN || t->xpos == XPOS_TO;
}

static void heads_add(Heads *h, uint32_t token) {
    if (token == TOKEN_NONE || h->n == HEADS_MAX) return;
    for (uint32_t i = 0; i < h->n; i++)
        if (h->v[i] == token) return;
    h->v[h->n++] = token;
}

static uint32_t chunk_head(const EventMaking *m, uint32_t at) {
    TokenRange c = clause_noun_chunk(m->p, at);
    for (uint32_t i = c.end; i > c.first; i--)
        if (token_is_nominal(token_of(m, i - 1))) return i - 1;
    return token_of(m, at)->xpos == XPOS_CD || token_of(m, at)->xpos == XPOS_DT ? c.end - 1
                                                                                : TOKEN_NONE;
}

/* ---- coordination */

static bool is_and(const Token *t) {
    return t->xpos == XPOS_CC && !str_eq(t->norm, S("but")) && !str_eq(t->norm, S("yet"));
}

static bool has_finite_verb_at(const EventMaking *m, uint32_t i, uint32_t end) {
    while (i < end && token_of(m, i)->xpos == XPOS_RB) i++;
    if (i >= end) return false;
    Xpos x = token_of(m, i)->xpos;
    return x == XPOS_MD || x == XPOS_VBD || x == XPOS_VBZ || x == XPOS_VBP;
}

/* "…, B and C": what follows a phrase; nothing when it turns out to be the next clause's subject.
 */
static void coordinated_after(const EventMaking *m, uint32_t head, bool of_verb, Heads *out) {
    TokenRange s = clause_sentence(m->p, head);
    uint32_t end = clause_noun_chunk(m->p, head).end, found[HEADS_MAX], n = 0;
    bool closed = false;
    while (n < HEADS_MAX && !closed) {
        uint32_t i = end;
        bool comma = i < s.end && token_of(m, i)->xpos == XPOS_COMMA;
        i += comma;
        closed = i < s.end && is_and(token_of(m, i));
        i += closed;
        if (i >= s.end || (!comma && !closed)) break;
        uint32_t next = chunk_head(m, i);
        if (next == TOKEN_NONE) break;
        end = clause_noun_chunk(m->p, i).end;
        if (of_verb && closed && has_finite_verb_at(m, end, s.end)) break;
        found[n++] = next;
    }
    for (uint32_t i = 0; closed && i < n; i++) heads_add(out, found[i]);
}

/* "A, B and …": what stands before a phrase that a verb follows. */
static uint32_t coordinated_before(const EventMaking *m, uint32_t head, uint32_t out[HEADS_MAX]) {
    TokenRange s = clause_sentence(m->p, head);
    uint32_t first = clause_noun_chunk(m->p, head).first, n = 0;
    while (n < HEADS_MAX && first > s.first + 1) {
        const Token *joint = token_of(m, first - 1);
        bool list = n && joint->xpos == XPOS_COMMA;
        if (!is_and(joint) && !list) break;
        uint32_t before = first - 2;
        if (token_of(m, before)->xpos == XPOS_COMMA && before > s.first) before--;
        if (!token_is_nominal(token_of(m, before))) break;
        out[n++] = before;
        first = clause_noun_chunk(m->p, before).first;
    }
    /* "shelled Oresk and Velmar fled": a verb's object is no conjunct */
    if (n && first > s.first && token_is_verb(token_of(m, first - 1))) return 0;
    return n;
}

static void tree_coordinated(const EventMaking *m, uint32_t head, Heads *out) {
    TokenRange s = clause_sentence(m->p, head);
    heads_add(out, head);
    for (uint32_t i = head + 1; i < s.end; i++)
        if (token_of(m, i)->deprel == DEP_CONJ && token_of(m, i)->head == head + 1)
            heads_add(out, i);
}

static void coordinated(const EventMaking *m, uint32_t head, bool of_verb, Heads *out) {
    if (head == TOKEN_NONE) return;
    if (clause_has_tree(m->p, head)) {
        tree_coordinated(m, head, out);
        return;
    }
    uint32_t before[HEADS_MAX], n = coordinated_before(m, head, before);
    while (n) heads_add(out, before[--n]);
    heads_add(out, head);
    coordinated_after(m, head, of_verb, out);
}

/* ---- arcs of verbs */

/* A participle without an auxiliary is no passive where it has an object or an active subject, or
 * is coordinated with an active one: "said to have seized posts and destroyed tanks". */
bool event_is_passive(const EventMaking *m, uint32_t verb) {
    VerbGroup g = clause_verb_group(m->p, verb);
    bool bare = g.range.end - g.range.first == 1 && g.range.first == verb;
    if (!g.passive || !bare || !clause_has_tree(m->p, verb)) return g.passive;
    TokenRange s = clause_sentence(m->p, verb);
    for (uint32_t i = s.first; i < s.end; i++) {
        if (token_of(m, i)->head != verb + 1) continue;
        Deprel d = token_of(m, i)->deprel;
        if (d == DEP_OBJ || d == DEP_NSUBJ) return false;
        if (d == DEP_NSUBJ_PASS) return true;
    }
    const Token *t = token_of(m, verb);
    return !(t->deprel == DEP_CONJ && t->head && !clause_verb_group(m->p, t->head - 1).passive);
}

static bool is_speaker(const EventMaking *m, uint32_t verb, uint32_t head) {
    const Claim *c = records_claim(m->x->out, m->x->claim_at[verb]);
    return c && c->source && span_has(c->source->span, token_of(m, head)->span);
}

/* Infinitives and gerunds, and what is coordinated with them, are of the speaker's own deeds. */
static bool is_own_deed(const EventMaking *m, uint32_t verb) {
    for (int n = 0; n < PHRASE_HOPS_MAX; n++) {
        const Token *t = token_of(m, verb);
        if (t->xpos == XPOS_VBG || clause_verb_group(m->p, verb).infinitive) return true;
        if (t->deprel != DEP_CONJ || !t->head || !token_is_verb(token_of(m, t->head - 1))) break;
        verb = t->head - 1;
    }
    return false;
}

/* Who tells of a deed is not who did it: "the envoy said the raid hit a school, killed ten". The
 * subject is then that of the verb before it in what he said. */
static uint32_t subject_in_speech(const EventMaking *m, uint32_t verb) {
    /* the subject of "is responsible" hangs on the predicate */
    if (token_of(m, verb)->deprel == DEP_COP && token_of(m, verb)->head)
        verb = token_of(m, verb)->head - 1;
    uint32_t head = clause_subject(m->p, verb);
    if (head == TOKEN_NONE && clause_verb_group(m->p, verb).finite)
        head = clause_subject_near(m->p, verb);
    bool own = !m->x->claim_at[verb] || is_own_deed(m, verb);
    if (head == TOKEN_NONE || own || !is_speaker(m, verb, head)) return head;
    TokenRange s = clause_sentence(m->p, verb);
    for (uint32_t i = verb; i > s.first && m->x->claim_at[i - 1] == m->x->claim_at[verb]; i--) {
        if (!token_is_verb(token_of(m, i - 1))) continue;
        uint32_t other = clause_subject(m->p, i - 1);
        if (other != TOKEN_NONE && !is_speaker(m, verb, other)) return other;
    }
    return token_of(m, verb)->deprel == DEP_CONJ ? TOKEN_NONE : head;
}

static uint32_t verb_subject(const EventMaking *m, uint32_t verb) {
    if (event_is_passive(m, verb)) return clause_oblique(m->p, verb, S("by"));
    return subject_in_speech(m, verb);
}

static uint32_t verb_patient(const EventMaking *m, uint32_t verb) {
    return event_is_passive(m, verb) ? clause_subject(m->p, verb) : clause_object(m->p, verb);
}

/* "more than 200", "as many as forty": the words before a number. */
static uint32_t skip_quantifier(const EventMaking *m, uint32_t i, uint32_t end) {
    static const char *const words[] = {
        "more", "than", "less",  "fewer",  "at",   "least",  "most",   "up",    "to",     "as",
        "many", "over", "about", "around", "some", "nearly", "almost", "under", "roughly"};
    uint32_t k = i;
    for (; k < end && token_of(m, k)->xpos != XPOS_CD; k++) {
        bool known = false;
        for (size_t w = 0; w < sizeof words / sizeof *words; w++)
            known |= str_eq(token_of(m, k)->norm, str_of(words[w]));
        if (!known) return i;
    }
    return k < end ? k : i;
}

static uint32_t noun_from(const EventMaking *m, uint32_t at) {
    TokenRange s = clause_sentence(m->p, at ? at - 1 : at);
    uint32_t i = at;
    while (i < s.end && (token_of(m, i)->xpos == XPOS_RB || token_of(m, i)->xpos == XPOS_RP ||
                         token_of(m, i)->xpos == XPOS_QUOTE_OPEN))
        i++;
    i = skip_quantifier(m, i, s.end);
    if (i >= s.end) return TOKEN_NONE;
    const Token *t = token_of(m, i);
    if (is_preposition(t) || token_is_punct(t) || t->xpos == XPOS_CC) return TOKEN_NONE;
    if (token_is_verb(t) && t->xpos != XPOS_VBN && t->xpos != XPOS_VBG) return TOKEN_NONE;
    return chunk_head(m, i);
}

/* What follows an object without a preposition is the object, and the first the receiver: "gave
 * Oresk a loan". */
static uint32_t second_object(const EventMaking *m, uint32_t first) {
    TokenRange s = clause_sentence(m->p, first), c = clause_noun_chunk(m->p, first);
    if (c.end >= s.end || first == TOKEN_NONE) return TOKEN_NONE;
    const Token *t = token_of(m, c.end);
    if (t->xpos != XPOS_DT && t->xpos != XPOS_CD && t->xpos != XPOS_PRPS && t->xpos != XPOS_DOLLAR)
        return TOKEN_NONE;
    return chunk_head(m, c.end);
}

static bool is_phrase(const EventWord *w) {
    return w->range.end - w->range.first > 1;
}

/* "two were killed and 23 wounded": the count or noun between the conjunction and the verb. */
static uint32_t elliptic_subject(const EventMaking *m, const EventWord *w) {
    TokenRange s = clause_sentence(m->p, w->head);
    uint32_t i = w->pos == 'v' ? clause_verb_group(m->p, w->head).range.first : w->head;
    if (i < s.first + 2) return TOKEN_NONE;
    const Token *before = token_of(m, i - 1);
    if (!token_is_noun(before) && before->xpos != XPOS_CD && !str_eq(before->norm, S("others")))
        return TOKEN_NONE;
    TokenRange c = clause_noun_chunk(m->p, i - 1);
    bool joined = c.first > s.first && is_and(token_of(m, c.first - 1));
    return joined && c.first < i ? i - 1 : TOKEN_NONE;
}

static uint32_t verb_object(const EventMaking *m, const EventWord *w) {
    bool passive = event_is_passive(m, w->head);
    uint32_t elliptic = passive ? elliptic_subject(m, w) : TOKEN_NONE;
    if (elliptic != TOKEN_NONE) return elliptic;
    if (passive || !is_phrase(w)) {
        uint32_t o = verb_patient(m, w->head);
        if (o != TOKEN_NONE && !range_has(w->range, o)) return o;
        if (passive) return TOKEN_NONE;
    }
    return noun_from(m, w->range.end);
}

/* From `i` on, over prepositional phrases, adverbs and times but over no verb, the phrase after a
 * preposition: "the attack last night on the port", "sent arms by sea to the rebels". */
static uint32_t phrase_after(const EventMaking *m, uint32_t i, Str preposition) {
    TokenRange s = clause_sentence(m->p, i ? i - 1 : i);
    for (int hop = 0; hop < PHRASE_HOPS_MAX && i < s.end; hop++) {
        const Token *t = token_of(m, i);
        if (str_eq(t->norm, preposition)) return i + 1 < s.end ? chunk_head(m, i + 1) : TOKEN_NONE;
        if (is_preposition(t) && i + 1 < s.end) {
            if (chunk_head(m, i + 1) == TOKEN_NONE) return TOKEN_NONE;
            i = clause_noun_chunk(m->p, i + 1).end;
        } else if (m->x->time_at[i]) {
            while (i < s.end && m->x->time_at[i]) i++;
        } else if (t->xpos == XPOS_RB) {
            i++;
        } else {
            return TOKEN_NONE;
        }
    }
    return TOKEN_NONE;
}

/* Whether the phrase follows the preposition at once: "to" may also open an infinitive. */
static bool stands_after(const EventMaking *m, uint32_t head, Str preposition) {
    if (clause_has_tree(m->p, head)) return true;
    TokenRange c = clause_noun_chunk(m->p, head), s = clause_sentence(m->p, head);
    uint32_t i = range_has(c, head) ? c.first : head;
    while (i > s.first && token_is_punct(token_of(m, i - 1))) i--;
    return i > s.first && str_eq(token_of(m, i - 1)->norm, preposition);
}

/* "out of" is "of" after "out". */
static uint32_t verb_oblique(const EventMaking *m, const EventWord *w, Str arc) {
    size_t space = str_find_char(arc, ' ');
    bool two = space < arc.n;
    Str last = two ? str_from(arc, space + 1) : arc;
    uint32_t head = clause_oblique(m->p, w->head, last);
    if (head == TOKEN_NONE || head < w->range.end || !stands_after(m, head, last)) {
        if (two || str_eq(arc, S("by"))) return TOKEN_NONE;
        /* the phrase may hang on the object or beyond: "sent arms for the war to the rebels" */
        uint32_t object = verb_object(m, w);
        bool after = object != TOKEN_NONE && object >= w->range.end;
        return phrase_after(m, after ? clause_noun_chunk(m->p, object).end : w->range.end, last);
    }
    if (!two) return head;
    TokenRange c = clause_noun_chunk(m->p, head);
    bool both = c.first >= 2 && str_eq(token_of(m, c.first - 2)->norm, (Str){arc.p, space});
    return both ? head : TOKEN_NONE;
}

static uint32_t verb_arc(const EventMaking *m, const EventWord *w, Str arc) {
    const Parse *p = m->p;
    uint32_t object;
    if (str_eq(arc, S("subj"))) return verb_subject(m, w->head);
    if (str_eq(arc, S("obj"))) {
        object = verb_object(m, w);
        if (object == TOKEN_NONE || event_is_passive(m, w->head)) return object;
        uint32_t second = clause_has_tree(p, w->head) ? TOKEN_NONE : second_object(m, object);
        return second == TOKEN_NONE ? object : second;
    }
    if (str_eq(arc, S("iobj"))) {
        if (clause_has_tree(p, w->head)) {
            TokenRange s = clause_sentence(p, w->head);
            for (uint32_t i = s.first; i < s.end; i++)
                if (token_of(m, i)->deprel == DEP_IOBJ && token_of(m, i)->head == w->head + 1)
                    return i;
            return TOKEN_NONE;
        }
        object = verb_object(m, w);
        return object == TOKEN_NONE || second_object(m, object) == TOKEN_NONE ? TOKEN_NONE : object;
    }
    if (str_eq(arc, S("poss")) || str_eq(arc, S("mod"))) return TOKEN_NONE;
    return verb_oblique(m, w, arc);
}

/* The verb of a clause whose modal tells of something: "must", "have to". */
static uint32_t verb_of_modal(const EventMaking *m, uint32_t modal) {
    TokenRange s = clause_sentence(m->p, modal);
    uint32_t i = modal + 1;
    while (i < s.end && (token_of(m, i)->xpos == XPOS_RB || token_of(m, i)->xpos == XPOS_TO)) i++;
    while (i + 1 < s.end && token_is_verb(token_of(m, i)) && token_is_verb(token_of(m, i + 1))) i++;
    return i < s.end && token_is_verb(token_of(m, i)) ? i : TOKEN_NONE;
}

static uint32_t modal_arc(const EventMaking *m, const EventWord *w, Str arc) {
    uint32_t verb = verb_of_modal(m, w->head);
    if (verb == TOKEN_NONE || !str_eq(arc, S("subj"))) return TOKEN_NONE;
    return clause_subject(m->p, verb);
}

/* Who says what holds the word, where he stands in the same sentence. */
static uint32_t speaker_of(const EventMaking *m, uint32_t token) {
    const Claim *claim = records_claim(m->x->out, m->x->claim_at[token]);
    if (!claim || !claim->source || !span_some(claim->source->span)) return TOKEN_NONE;
    TokenRange s = clause_sentence(m->p, token);
    uint32_t found = TOKEN_NONE;
    for (uint32_t i = s.first; i < s.end; i++) {
        const Token *t = token_of(m, i);
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
        if (token_of(m, i)->xpos == XPOS_STOP) break;
        if (!str_eq(token_of(m, i)->norm, conjunction)) continue;
        uint32_t k = i + 1;
        while (k < s.end && token_of(m, k)->xpos == XPOS_RB) k++;
        return k < s.end ? chunk_head(m, k) : TOKEN_NONE;
    }
    return TOKEN_NONE;
}

static bool is_conjunction(Str arc) {
    return str_eq(arc, S("that")) || str_eq(arc, S("unless")) || str_eq(arc, S("if"));
}

/* The infinitive, gerund or clause that a word asks for. */
static uint32_t complement(const EventMaking *m, const EventWord *w) {
    TokenRange s = clause_sentence(m->p, w->head);
    for (uint32_t i = w->range.end; i < s.end && i < w->range.end + COMPLEMENT_REACH; i++) {
        const Token *t = token_of(m, i);
        if (t->xpos == XPOS_TO && i + 1 < s.end && token_is_verb(token_of(m, i + 1))) return i + 1;
        if (i == w->range.end && str_eq(t->norm, S("to")) && i + 1 < s.end &&
            token_of(m, i + 1)->xpos == XPOS_VBG)
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
        if (token_of(m, i)->upos == UPOS_ADJ &&
            (i + 1 == s.end || !token_is_noun(token_of(m, i + 1))))
            return i;
    return TOKEN_NONE;
}

/* ---- arcs of nouns */

static uint32_t possessor(const EventMaking *m, uint32_t noun) {
    TokenRange c = clause_noun_chunk(m->p, noun);
    for (uint32_t i = noun; i > c.first + 1; i--)
        if (token_of(m, i - 1)->xpos == XPOS_POS) return i - 2;
    /* "their attack" says no more than the verb's subject does, unless it is known who they are */
    bool known = token_of(m, c.first)->xpos == XPOS_PRPS && m->x->actor_at[c.first];
    return known ? c.first : TOKEN_NONE;
}

/* "US air strikes", "the guerrilla attack": an actor among the words before the noun. */
static uint32_t modifier(const EventMaking *m, const EventWord *w) {
    TokenRange c = clause_noun_chunk(m->p, w->head);
    uint32_t first = w->range.first < w->head ? w->range.first : w->head;
    for (uint32_t i = first; i > c.first; i--) {
        bool counts = token_of(m, i - 1)->xpos == XPOS_CD || m->x->time_at[i - 1];
        if (m->x->actor_at[i - 1] && !counts) return i - 1;
    }
    return TOKEN_NONE;
}

static uint32_t noun_oblique(const EventMaking *m, const EventWord *w, Str preposition) {
    uint32_t head =
        clause_has_tree(m->p, w->head) ? clause_oblique(m->p, w->head, preposition) : TOKEN_NONE;
    uint32_t end = w->range.end > w->head ? w->range.end : w->head + 1;
    TokenRange s = clause_sentence(m->p, w->head);
    if (head != TOKEN_NONE || end >= s.end) return head;
    bool of = str_eq(preposition, S("of"));
    if (of && !str_eq(token_of(m, end)->norm, preposition)) return TOKEN_NONE;
    return phrase_after(m, end, preposition);
}

static uint32_t noun_arc(const EventMaking *m, const EventWord *w, Str arc) {
    if (str_eq(arc, S("poss"))) return possessor(m, w->head);
    if (str_eq(arc, S("mod"))) return modifier(m, w);
    if (str_eq(arc, S("subj")) || str_eq(arc, S("obj"))) return TOKEN_NONE;
    return noun_oblique(m, w, arc);
}

static uint32_t adjective_arc(const EventMaking *m, const EventWord *w, Str arc) {
    if (str_eq(arc, S("subj"))) {
        uint32_t elliptic = elliptic_subject(m, w);
        if (elliptic != TOKEN_NONE) return elliptic;
        if (clause_has_tree(m->p, w->head)) return clause_subject(m->p, w->head);
        TokenRange s = clause_sentence(m->p, w->head);
        uint32_t i = w->head;
        while (i > s.first &&
               (token_of(m, i - 1)->xpos == XPOS_RB || token_of(m, i - 1)->xpos == XPOS_JJ))
            i--;
        if (i > s.first && token_is_verb(token_of(m, i - 1))) return clause_subject(m->p, i - 1);
        return TOKEN_NONE;
    }
    return noun_oblique(m, w, arc);
}

/* "a joint naval exercise": the adjectives before a noun. */
static void attributes(const EventMaking *m, const EventWord *w, Heads *out) {
    TokenRange c = clause_noun_chunk(m->p, w->head);
    for (uint32_t i = c.first; i < w->head; i++)
        if (token_of(m, i)->upos == UPOS_ADJ) heads_add(out, i);
}

/* The verbs of en/operators that a noun stands inside: "fighting *broke out*". */
static void verbs_over(const EventMaking *m, const EventWord *w, Heads *out) {
    Governor g[GOVERNORS_MAX];
    uint32_t n = arc_governors(m, w, g);
    for (uint32_t i = 0; i < n; i++) {
        const EventWord *o = g[i].token == TOKEN_NONE ? NULL : event_word_at(m, g[i].token);
        if (o && o != w && o->operator_pos == 'v' && event_operator_row(m, o, g[i].arc))
            heads_add(out, g[i].token);
    }
}

/* "the rebels today claimed": where a time stands for the subject, what stands before it. */
static uint32_t subject_before_time(const EventMaking *m, uint32_t head) {
    TokenRange s = clause_sentence(m->p, head);
    uint32_t i = head;
    while (i > s.first && m->x->time_at[i]) i--;
    while (i > s.first && is_preposition(token_of(m, i))) i--;
    return token_is_nominal(token_of(m, i)) && !m->x->time_at[i] ? i : TOKEN_NONE;
}

void arc_fill(const EventMaking *m, const EventWord *w, Str arc, Heads *out) {
    *out = (Heads){.n = 0};
    uint32_t head;
    if (str_eq(arc, S("comp"))) {
        heads_add(out, complement(m, w));
        heads_add(out, predicate(m, w));
        return;
    }
    if (str_eq(arc, S("inf"))) {
        uint32_t verb = complement(m, w);
        if (verb != TOKEN_NONE && token_of(m, verb - 1)->xpos == XPOS_TO) heads_add(out, verb);
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
    if (str_eq(arc, S("speaker"))) {
        heads_add(out, speaker_of(m, w->head));
        return;
    }
    if (is_conjunction(arc)) {
        head = subordinate_subject(m, w, arc);
        if (head != TOKEN_NONE) coordinated(m, head, false, out);
        return;
    }
    switch (token_of(m, w->head)->xpos == XPOS_MD ? 'm' : w->pos) {
    case 'm': head = modal_arc(m, w, arc); break;
    case 'v': head = verb_arc(m, w, arc); break;
    case 'n': head = noun_arc(m, w, arc); break;
    default: head = adjective_arc(m, w, arc); break;
    }
    if (head != TOKEN_NONE && str_eq(arc, S("subj")) && m->x->time_at[head])
        head = subject_before_time(m, head);
    /* a day is nobody's target */
    if (head == TOKEN_NONE || (m->x->time_at[head] && !m->x->actor_at[head])) return;
    coordinated(m, head, w->pos == 'v', out);
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
