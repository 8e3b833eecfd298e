/* Who does what a verb tells of, to whom and whither: its subject, objects and obliques. */
#include "extract/event_arcs.h"

enum {
    PHRASE_HOPS_MAX = 4,
    WHO_REACH = 6,
    FIRST_REACH = 6,
    AGE_MOST = 6,       /* tokens of "19-year-old" */
    INVERTED_REACH = 12 /* "Killed in Monday's raid on the port | were …" */
};

static bool has_child(const EventMaking *m, uint32_t head, Deprel deprel) {
    TokenRange s = clause_sentence(m->p, head);
    for (uint32_t i = s.first; i < s.end; i++)
        if (arc_token(m, i)->head == head + 1 && arc_token(m, i)->deprel == deprel) return true;
    return false;
}

/* "The two envoys, kidnapped on Monday, were freed": tagged as a past tense, and an aside. */
static bool is_aside(const EventMaking *m, uint32_t verb) {
    const Token *t = arc_token(m, verb);
    TokenRange s = clause_sentence(m->p, verb);
    return t->xpos == XPOS_VBD && t->deprel == DEP_ADVCL && t->head > verb + 1 && verb > s.first &&
           arc_token(m, verb - 1)->xpos == XPOS_COMMA && !has_child(m, verb, DEP_OBJ) &&
           !has_child(m, verb, DEP_MARK);
}

/* A participle without an auxiliary is no passive where it has an object or an active subject, or
 * is coordinated with an active one: "said to have seized posts and destroyed tanks". */
bool event_is_passive(const EventMaking *m, uint32_t verb) {
    VerbGroup g = clause_verb_group(m->p, verb);
    bool bare = g.range.end - g.range.first == 1 && g.range.first == verb;
    if (bare && clause_has_tree(m->p, verb) && is_aside(m, verb)) return true;
    if (!g.passive || !bare || !clause_has_tree(m->p, verb)) return g.passive;
    TokenRange s = clause_sentence(m->p, verb);
    for (uint32_t i = s.first; i < s.end; i++) {
        if (arc_token(m, i)->head != verb + 1) continue;
        Deprel d = arc_token(m, i)->deprel;
        if (d == DEP_OBJ || d == DEP_NSUBJ) return false;
        if (d == DEP_NSUBJ_PASS) return true;
    }
    const Token *t = arc_token(m, verb);
    return !(t->deprel == DEP_CONJ && t->head && !clause_verb_group(m->p, t->head - 1).passive);
}

static bool is_speaker(const EventMaking *m, uint32_t verb, uint32_t head) {
    const Claim *c = records_claim(m->x->out, m->x->claim_at[verb]);
    return c && c->source && span_has(c->source->span, arc_token(m, head)->span);
}

/* Infinitives and gerunds, and what is coordinated with them, are of the speaker's own deeds. */
static bool is_own_deed(const EventMaking *m, uint32_t verb) {
    for (int n = 0; n < PHRASE_HOPS_MAX; n++) {
        const Token *t = arc_token(m, verb);
        if (t->xpos == XPOS_VBG || clause_verb_group(m->p, verb).infinitive) return true;
        if (t->deprel != DEP_CONJ || !t->head || !token_is_verb(arc_token(m, t->head - 1))) break;
        verb = t->head - 1;
    }
    return false;
}

/* "called for Iln to resign" */
static uint32_t subject_after_for(const EventMaking *m, uint32_t verb) {
    VerbGroup g = clause_verb_group(m->p, verb);
    TokenRange s = clause_sentence(m->p, verb);
    uint32_t to = g.range.first;
    if (to > s.first && arc_token(m, to - 1)->xpos == XPOS_TO) to--;
    if (!g.infinitive || to < s.first + 2 || !token_is_nominal(arc_token(m, to - 1)))
        return TOKEN_NONE;
    TokenRange c = clause_noun_chunk(m->p, to - 1);
    bool whole = range_has(c, to - 1) && c.first > s.first;
    if (!whole || !str_eq(arc_token(m, c.first - 1)->norm, S("for"))) return TOKEN_NONE;
    return clause_noun_head(m->p, c);
}

/* Who tells of a deed is not who did it: "the envoy said the raid hit a school, killed ten". The
 * subject is then that of the verb before it in what he said. */
static uint32_t subject_in_speech(const EventMaking *m, uint32_t verb) {
    /* the subject of "is responsible" hangs on the predicate */
    if (arc_token(m, verb)->deprel == DEP_COP && arc_token(m, verb)->head)
        verb = arc_token(m, verb)->head - 1;
    uint32_t asked = subject_after_for(m, verb);
    if (asked != TOKEN_NONE) return asked;
    uint32_t head = clause_subject(m->p, verb);
    if (head == TOKEN_NONE && clause_verb_group(m->p, verb).finite)
        head = clause_subject_near(m->p, verb);
    bool own = !m->x->claim_at[verb] || is_own_deed(m, verb);
    if (head == TOKEN_NONE || own || !is_speaker(m, verb, head)) return head;
    TokenRange s = clause_sentence(m->p, verb);
    for (uint32_t i = verb; i > s.first && m->x->claim_at[i - 1] == m->x->claim_at[verb]; i--) {
        if (!token_is_verb(arc_token(m, i - 1))) continue;
        uint32_t other = clause_subject(m->p, i - 1);
        if (other != TOKEN_NONE && !is_speaker(m, verb, other)) return other;
    }
    if (arc_token(m, verb)->deprel == DEP_CONJ) return TOKEN_NONE;
    /* what he says of himself he says with "he" or "I" */
    uint32_t near = clause_verb_group(m->p, verb).finite ? clause_subject_near(m->p, verb) : head;
    return near != TOKEN_NONE && near != head && is_speaker(m, verb, near) ? TOKEN_NONE : near;
}

/* "Oresk became | the first country to | recognise it": the subject of what somebody is first in. */
static uint32_t subject_of_first(const EventMaking *m, uint32_t verb) {
    const Token *t = arc_token(m, verb);
    if (!t->head || !clause_verb_group(m->p, verb).infinitive) return TOKEN_NONE;
    TokenRange s = clause_sentence(m->p, verb);
    bool ranked = false;
    for (uint32_t i = verb; i > s.first && verb - i < FIRST_REACH; i--)
        ranked = ranked || token_in(arc_token(m, i - 1), LIST_RANK);
    uint32_t up = t->head - 1;
    if (arc_token(m, up)->deprel == DEP_OBJ && arc_token(m, up)->head)
        up = arc_token(m, up)->head - 1;
    bool becomes = str_eq(m->lemmas[up], S("become")) || str_eq(m->lemmas[up], S("remain"));
    if (!ranked || (!becomes && !has_child(m, up, DEP_COP))) return TOKEN_NONE;
    for (uint32_t i = s.first; i < up; i++)
        if (arc_token(m, i)->head == up + 1 && arc_token(m, i)->deprel == DEP_NSUBJ) return i;
    return TOKEN_NONE;
}

static uint32_t verb_subject(const EventMaking *m, uint32_t verb) {
    uint32_t first = subject_of_first(m, verb);
    if (first != TOKEN_NONE) return first;
    if (event_is_passive(m, verb)) return clause_oblique(m->p, verb, S("by"));
    return subject_in_speech(m, verb);
}

/* "…, Iln, who was shot": whom "who" stands for, where the tree hangs the clause on a verb. */
static uint32_t antecedent(const EventMaking *m, uint32_t verb) {
    TokenRange s = clause_sentence(m->p, verb);
    uint32_t i = verb;
    while (i > s.first && verb - i < WHO_REACH && !str_eq(arc_token(m, i)->norm, S("who"))) i--;
    if (!str_eq(arc_token(m, i)->norm, S("who")) || arc_token(m, i)->head != verb + 1)
        return TOKEN_NONE;
    while (i > s.first && token_is_punct(arc_token(m, i - 1))) i--;
    if (i == s.first || !token_is_noun(arc_token(m, i - 1))) return TOKEN_NONE;
    return clause_noun_head(m->p, clause_noun_chunk(m->p, i - 1));
}

/* "The injured were Iln and Sul", "the kidnapped man is Iln": who the injured are. */
static uint32_t identity(const EventMaking *m, uint32_t verb) {
    TokenRange s = clause_sentence(m->p, verb);
    const Token *t = arc_token(m, verb);
    bool noun = t->deprel == DEP_NSUBJ || t->deprel == DEP_NSUBJ_PASS || t->deprel == DEP_OBL;
    if (!noun || !t->head || verb == s.first || arc_token(m, verb - 1)->xpos != XPOS_DT)
        return TOKEN_NONE;
    uint32_t up = t->head - 1;
    if (token_is_noun(arc_token(m, up)) && has_child(m, up, DEP_COP)) return up;
    if (!token_is_verb(arc_token(m, up))) return TOKEN_NONE;
    if (str_eq(m->lemmas[up], S("include"))) return clause_object(m->p, up);
    return arc_phrase_after(m, up + 1, S("as"));
}

/* "Those who were seized are Iln and Sul": who they are. */
static uint32_t named_as(const EventMaking *m, uint32_t who) {
    const Token *t = arc_token(m, who);
    bool subject = t->deprel == DEP_NSUBJ && t->head && has_child(m, t->head - 1, DEP_COP);
    if (!subject || !token_in(t, LIST_STANDS_IN)) return who;
    return token_is_noun(arc_token(m, t->head - 1)) ? t->head - 1 : who;
}

static uint32_t verb_patient(const EventMaking *m, uint32_t verb) {
    if (!event_is_passive(m, verb)) return clause_object(m->p, verb);
    uint32_t who = identity(m, verb);
    if (who != TOKEN_NONE) return who;
    who = clause_subject(m->p, verb);
    if (who != TOKEN_NONE && !str_eq(arc_token(m, who)->norm, S("who"))) return named_as(m, who);
    uint32_t before = antecedent(m, verb);
    return before == TOKEN_NONE ? who : before;
}

/* "more than 200", "as many as forty": the words before a number. */
static uint32_t skip_quantifier(const EventMaking *m, uint32_t i, uint32_t end) {
    uint32_t k = i;
    for (; k < end && arc_token(m, k)->xpos != XPOS_CD; k++) {
        if (!token_in(arc_token(m, k), LIST_QUANTIFIER_WORD)) return i;
    }
    return k < end ? k : i;
}

static uint32_t noun_from(const EventMaking *m, uint32_t at) {
    TokenRange s = clause_sentence(m->p, at ? at - 1 : at);
    uint32_t i = at;
    while (i < s.end && (arc_token(m, i)->xpos == XPOS_RB || arc_token(m, i)->xpos == XPOS_RP ||
                         arc_token(m, i)->xpos == XPOS_QUOTE_OPEN))
        i++;
    i = skip_quantifier(m, i, s.end);
    if (i >= s.end) return TOKEN_NONE;
    const Token *t = arc_token(m, i);
    if (arc_is_preposition(t) || token_is_punct(t) || t->xpos == XPOS_CC) return TOKEN_NONE;
    if (token_is_verb(t) && t->xpos != XPOS_VBN && t->xpos != XPOS_VBG) return TOKEN_NONE;
    return arc_chunk_head(m, i);
}

/* What follows an object without a preposition is the object, and the first the receiver: "gave
 * Oresk a loan". */
static uint32_t second_object(const EventMaking *m, uint32_t first) {
    TokenRange s = clause_sentence(m->p, first), c = clause_noun_chunk(m->p, first);
    if (c.end >= s.end || first == TOKEN_NONE) return TOKEN_NONE;
    const Token *t = arc_token(m, c.end);
    if (t->xpos != XPOS_DT && t->xpos != XPOS_CD && t->xpos != XPOS_PRPS && t->xpos != XPOS_DOLLAR)
        return TOKEN_NONE;
    return arc_chunk_head(m, c.end);
}

/* The same where a tree took the second for an adverb of measure: "lent Oresk | 750 million". */
static uint32_t measured_object(const EventMaking *m, uint32_t verb, uint32_t first) {
    if (first == TOKEN_NONE || first < verb || !m->x->actor_at[first]) return TOKEN_NONE;
    uint32_t stop = clause_sentence(m->p, verb).end;
    for (uint32_t i = first + 1; i < stop && i <= first + WHO_REACH; i++) {
        const Token *t = arc_token(m, i);
        if (t->head == verb + 1 && t->deprel == DEP_OBL_UNMARKED)
            return token_is_noun(t) && !m->x->time_at[i] ? i : TOKEN_NONE;
        if (!t->head || t->head <= i) return TOKEN_NONE; /* its numbers hang on it */
    }
    return TOKEN_NONE;
}

static bool is_phrase(const EventWord *w) {
    return w->range.end - w->range.first > 1;
}

uint32_t arc_elliptic_subject(const EventMaking *m, const EventWord *w) {
    TokenRange s = clause_sentence(m->p, w->head);
    uint32_t i = w->pos == 'v' ? clause_verb_group(m->p, w->head).range.first : w->head;
    if (i < s.first + 2) return TOKEN_NONE;
    const Token *before = arc_token(m, i - 1);
    if (!token_is_noun(before) && before->xpos != XPOS_CD && !str_eq(before->norm, S("others")))
        return TOKEN_NONE;
    TokenRange c = clause_noun_chunk(m->p, i - 1);
    bool joined = c.first > s.first && arc_is_and(arc_token(m, c.first - 1));
    return joined && c.first < i ? i - 1 : TOKEN_NONE;
}

/* Where the phrase behind an age begins: "19-year-old | Iln". */
static uint32_t past_age(const EventMaking *m, uint32_t i, uint32_t end) {
    for (uint32_t k = i; k < end && k < i + AGE_MOST; k++)
        if (token_is_word(arc_token(m, k), "old")) return k + 1;
    return i;
}

/* "Also killed were Iln and Sul", "Wounded in the raid was Orm", "The injured were: …": a participle
 * opens the sentence, and who suffered it stands behind the auxiliary. */
static uint32_t inverted_patient(const EventMaking *m, uint32_t verb) {
    TokenRange s = clause_sentence(m->p, verb);
    if (arc_token(m, verb)->xpos != XPOS_VBN && arc_token(m, verb)->xpos != XPOS_VBD)
        return TOKEN_NONE;
    if (verb > s.first + 1) return TOKEN_NONE;
    const Token *first = arc_token(m, s.first);
    if (verb > s.first && first->xpos != XPOS_RB && first->xpos != XPOS_DT) return TOKEN_NONE;
    for (uint32_t i = verb + 1; i < s.end && i < verb + INVERTED_REACH; i++) {
        const Token *t = arc_token(m, i);
        if (!token_in(t, LIST_COPULA)) {
            if (token_is_verb(t) || t->xpos == XPOS_COMMA || t->xpos == XPOS_STOP) break;
            continue;
        }
        for (i++; i < s.end && token_is_punct(arc_token(m, i)); i++) {
        }
        i = past_age(m, i, s.end);
        uint32_t who = i < s.end ? arc_chunk_head(m, i) : TOKEN_NONE;
        return who != TOKEN_NONE && token_is_noun(arc_token(m, who)) ? who : TOKEN_NONE;
    }
    return TOKEN_NONE;
}

static uint32_t verb_object(const EventMaking *m, const EventWord *w) {
    uint32_t inverted = inverted_patient(m, w->head);
    if (inverted != TOKEN_NONE) return inverted;
    bool passive = event_is_passive(m, w->head);
    uint32_t elliptic = passive ? arc_elliptic_subject(m, w) : TOKEN_NONE;
    if (elliptic != TOKEN_NONE) return elliptic;
    if (passive || !is_phrase(w)) {
        uint32_t o = verb_patient(m, w->head);
        if (o != TOKEN_NONE && !range_has(w->range, o)) return o;
        if (passive) return TOKEN_NONE;
    }
    uint32_t next = noun_from(m, w->range.end);
    if (next != TOKEN_NONE || !clause_has_tree(m->p, w->head)) return next;
    /* "sent home | over a million people" */
    uint32_t object = clause_object(m->p, w->head);
    return object != TOKEN_NONE && object >= w->range.end ? object : TOKEN_NONE;
}

uint32_t arc_phrase_after(const EventMaking *m, uint32_t i, Str preposition) {
    TokenRange s = clause_sentence(m->p, i ? i - 1 : i);
    for (int hop = 0; hop < PHRASE_HOPS_MAX && i < s.end; hop++) {
        const Token *t = arc_token(m, i);
        if (str_eq(t->norm, preposition))
            return i + 1 < s.end ? arc_chunk_head(m, i + 1) : TOKEN_NONE;
        if (arc_is_preposition(t) && i + 1 < s.end) {
            if (arc_chunk_head(m, i + 1) == TOKEN_NONE) return TOKEN_NONE;
            i = clause_noun_chunk(m->p, i + 1).end;
        } else if (m->x->time_at[i]) {
            while (i < s.end && m->x->time_at[i]) i++;
            /* "last night and early this morning" */
            if (i + 1 < s.end && arc_is_and(arc_token(m, i)) && m->x->time_at[i + 1]) i++;
        } else if (t->xpos == XPOS_RB || (t->xpos == XPOS_COMMA && i + 1 < s.end &&
                                          arc_token(m, i + 1)->xpos == XPOS_RB)) {
            i++; /* "the murder of Iln, apparently by gunmen" */
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
    while (i > s.first && token_is_punct(arc_token(m, i - 1))) i--;
    return i > s.first && str_eq(arc_token(m, i - 1)->norm, preposition);
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
        return arc_phrase_after(m, after ? clause_noun_chunk(m->p, object).end : w->range.end,
                                last);
    }
    if (!two) return head;
    TokenRange c = clause_noun_chunk(m->p, head);
    bool both = c.first >= 2 && str_eq(arc_token(m, c.first - 2)->norm, (Str){arc.p, space});
    return both ? head : TOKEN_NONE;
}

/* "was shot dead by Iln": the tree may hang him on any word of the phrase. */
static uint32_t phrase_subject(const EventMaking *m, const EventWord *w) {
    uint32_t who = verb_subject(m, w->head);
    if (!event_is_passive(m, w->head)) return who;
    for (uint32_t i = w->range.first; i < w->range.end && who == TOKEN_NONE; i++)
        who = clause_oblique(m->p, i, S("by"));
    if (who != TOKEN_NONE) return who;
    /* "kidnapped over the past two weeks by gunmen": the tree may hang them on what stands between
     */
    who = arc_phrase_after(m, w->range.end, S("by"));
    return who != TOKEN_NONE && m->x->actor_at[who] ? who : TOKEN_NONE;
}

uint32_t arc_of_verb(const EventMaking *m, const EventWord *w, Str arc) {
    const Parse *p = m->p;
    uint32_t object;
    if (str_eq(arc, S("subj"))) return phrase_subject(m, w);
    if (str_eq(arc, S("obj"))) {
        object = verb_object(m, w);
        if (object == TOKEN_NONE || event_is_passive(m, w->head)) return object;
        uint32_t second = clause_has_tree(p, w->head) ? measured_object(m, w->head, object)
                                                      : second_object(m, object);
        return second == TOKEN_NONE ? object : second;
    }
    if (str_eq(arc, S("iobj"))) {
        if (clause_has_tree(p, w->head)) {
            TokenRange s = clause_sentence(p, w->head);
            for (uint32_t i = s.first; i < s.end; i++)
                if (arc_token(m, i)->deprel == DEP_IOBJ && arc_token(m, i)->head == w->head + 1)
                    return i;
            if (event_is_passive(m, w->head)) return TOKEN_NONE;
            object = clause_object(p, w->head);
            return measured_object(m, w->head, object) == TOKEN_NONE ? TOKEN_NONE : object;
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
    while (i < s.end && (arc_token(m, i)->xpos == XPOS_RB || arc_token(m, i)->xpos == XPOS_TO)) i++;
    while (i + 1 < s.end && token_is_verb(arc_token(m, i)) && token_is_verb(arc_token(m, i + 1)))
        i++;
    return i < s.end && token_is_verb(arc_token(m, i)) ? i : TOKEN_NONE;
}

uint32_t arc_of_modal(const EventMaking *m, const EventWord *w, Str arc) {
    uint32_t verb = verb_of_modal(m, w->head);
    if (verb == TOKEN_NONE || !str_eq(arc, S("subj"))) return TOKEN_NONE;
    return clause_subject(m->p, verb);
}
