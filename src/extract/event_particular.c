/* Whether words tell of one attack in particular ("gunmen shot a judge", "the bombing of the
 * embassy") or of what goes on again and again ("terrorist attacks", "they have killed many
 * people"), which is the setting of the news and no happening of its own.
 *
 *   in   an event with its own roles, place and time, before others lend it any
 *   note A day, a place of its own, a definite or counted deed, the simple past, somebody or
 *        something definite, counted or named that it is done to: each makes it one in particular
 *   src  Carlson, Reference to Kinds in English (1977): bare plurals; Dowty (1979): tenses
 */
#include "extract/event_making.h"

enum { LARGE_DIGITS = 4 };

static const Token *token_of(const EventMaking *m, uint32_t i) {
    return &m->p->tokens.v[i];
}

/* "many people", "all others": how many, and nobody in particular. */
static bool is_vague_word(const Token *t) {
    return token_in(t, LIST_VAGUE_COUNT);
}

/* Everybody, or the others in general. */
static bool is_crowd_word(const Token *t) {
    return token_in(t, LIST_CROWD);
}

/* A number of one happening; thousands are the toll of many. */
static bool is_number(const Token *t) {
    size_t digits = 0;
    for (size_t i = 0; i < t->form.n; i++) digits += t->form.p[i] >= '0' && t->form.p[i] <= '9';
    return t->xpos == XPOS_CD && digits < LARGE_DIGITS;
}

static bool is_definite_word(const Token *t) {
    if (t->xpos == XPOS_PRPS || t->xpos == XPOS_POS) return true;
    return token_in(t, LIST_DEFINITE);
}

static bool is_plural(const Token *t) {
    return t->xpos == XPOS_NNS || t->xpos == XPOS_NNPS;
}

static bool is_single_pronoun(const Token *t) {
    return token_in(t, LIST_ONE_PERSON);
}

/* Somebody or something definite, counted or named. */
static bool is_particular_phrase(const EventMaking *m, uint32_t head) {
    const Token *t = token_of(m, head);
    if (t->xpos == XPOS_PRP) return is_single_pronoun(t);
    TokenRange c = clause_noun_chunk(m->p, head);
    bool counted = false, definite = false, vague = is_vague_word(t), named = t->upos == UPOS_PROPN;
    for (uint32_t i = c.first; i < head; i++) {
        counted |= is_number(token_of(m, i));
        vague |= token_of(m, i)->xpos == XPOS_CD;
        definite |= is_definite_word(token_of(m, i));
        vague |= is_vague_word(token_of(m, i));
    }
    if (counted) return true;
    if (vague || is_crowd_word(t)) return false;
    const Actor *a = records_actor(m->x->out, m->x->actor_at[head]);
    const Place *p = records_place(m->x->out, m->x->place_at[head]);
    /* a country suffers much */
    if ((a && a->kind == ACTOR_STATE) || (p && p->precision == PRECISION_COUNTRY)) return false;
    return named || definite || !is_plural(t) || (a && a->kind == ACTOR_PERSON);
}

static bool is_particular_span(const EventMaking *m, Span span) {
    TokenRange r = {clause_token_from(m->p, span.start), 0};
    for (r.end = r.first; r.end < m->p->tokens.n && token_of(m, r.end)->span.start < span.end;)
        r.end++;
    if (!range_some(r)) return false;
    uint32_t head = clause_noun_head(m->p, r);
    return is_particular_phrase(m, head == TOKEN_NONE ? r.end - 1 : head);
}

/* "terrorist attacks", whatever they hit, but not "two attacks", "the killings of the nuns" */
static bool is_bare_plural(const EventMaking *m, const EventWord *w) {
    if (w->pos != 'n' || !is_plural(token_of(m, w->head))) return false;
    TokenRange c = clause_noun_chunk(m->p, w->head);
    for (uint32_t i = c.first; i < w->head; i++)
        if (is_number(token_of(m, i)) || is_definite_word(token_of(m, i))) return false;
    return true;
}

/* "constant raids", "the repeated attacks": again and again. */
static bool is_repeated(const EventMaking *m, const EventWord *w) {
    if (w->pos != 'n') return false;
    TokenRange c = clause_noun_chunk(m->p, w->head);
    for (uint32_t i = c.first; i < w->head; i++)
        if (token_in(token_of(m, i), LIST_REPEATED)) return true;
    return false;
}

/* "the murder", "his assassination", "two raids", but not "the war", "terrorist attacks". */
static bool is_particular_noun(const EventMaking *m, const EventWord *w) {
    if (m->conditions && w->key.p && table_find(m->conditions, w->key, 0)) return false;
    TokenRange c = clause_noun_chunk(m->p, w->head);
    bool plural = is_plural(token_of(m, w->head));
    for (uint32_t i = c.first; i < w->head; i++) {
        const Token *t = token_of(m, i);
        if (is_number(t) || (is_definite_word(t) && !plural)) return true;
    }
    return false;
}

/* "shot": once, while "have shot", "shoot", "by shooting" may be any number of times. */
static bool is_once(const EventMaking *m, uint32_t verb) {
    VerbGroup g = clause_verb_group(m->p, verb);
    /* "has lasted ten years and killed many": of one tense with the verb before */
    const Token *t = token_of(m, verb);
    bool joined = t->deprel == DEP_CONJ && t->head && token_is_verb(token_of(m, t->head - 1)) &&
                  g.range.end - g.range.first == 1;
    if (joined && clause_verb_group(m->p, t->head - 1).perfect) return false;
    return g.finite && g.tense == TENSE_PAST && !g.perfect && !g.progressive &&
           g.modal == TOKEN_NONE;
}

/* "Two shot in Oresk": headlines leave out what would tell, and tell the news. */
static bool is_headline(const EventMaking *m, uint32_t token) {
    TokenRange s = clause_sentence(m->p, token);
    Xpos last = token_of(m, s.end - 1)->xpos;
    return m->p->sentences.v[token_of(m, token)->sentence].block == BLOCK_HEADLINE ||
           (last != XPOS_STOP && !token_is_punct(token_of(m, s.end - 1)));
}

/* "Nine wounded": the word stands behind its number. */
static bool is_counted(const EventMaking *m, uint32_t token) {
    return token > clause_sentence(m->p, token).first && is_number(token_of(m, token - 1));
}

/* "a 7-year-old", of however many tokens. */
static bool is_age(const Token *t) {
    return t->flags & TOKEN_DIGIT && (t->xpos != XPOS_CD || is_number(t));
}

/* Whom a verb is done to, also where that plays no part in the record: "a 7-year-old", "himself".
 */
static bool has_single_patient(const EventMaking *m, const EventWord *w) {
    uint32_t patient = w->pos == 'v' ? clause_patient(m->p, w->head) : TOKEN_NONE;
    if (patient == TOKEN_NONE) return false;
    if (is_single_pronoun(token_of(m, patient))) return true;
    TokenRange c = clause_noun_chunk(m->p, patient);
    for (uint32_t i = c.first; i <= patient && i < c.end; i++)
        if (is_age(token_of(m, i))) return true;
    return false;
}

/* "Fighting broke out", "attacks killed nine" */
static bool happened_once(const EventMaking *m, const EventWord *w) {
    Governor g[GOVERNORS_MAX];
    uint32_t n = arc_governors(m, w, g);
    for (uint32_t i = 0; i < n; i++) {
        const EventWord *by = g[i].token == TOKEN_NONE ? NULL : event_word_at(m, g[i].token);
        if (by && by != w && str_eq(g[i].arc, S("subj")) && is_once(m, g[i].token) &&
            event_operator_row(m, by, g[i].arc))
            return true;
    }
    return false;
}

/* "on Friday", "on 19 September": a day, though only that of publication would tell which. */
static bool is_open_day(const Time *t) {
    if (days_some(t->days)) return false;
    return (t->relative && t->relative->weekday) || t->value.n == sizeof "XXXX-09-19" - 1;
}

bool event_has_day(const EventMaking *m, const Event *e, uint32_t token) {
    if (e->time) return e->time->precision == WHEN_DAY;
    TokenRange s = clause_sentence(m->p, token);
    for (uint32_t i = s.first; i < s.end; i++) {
        const Time *t = records_time(m->x->out, m->x->time_at[i]);
        if (t && is_open_day(t)) return true;
    }
    return false;
}

/* Somebody or something in particular that it is done to. */
static bool hits_particular(const EventMaking *m, const Event *e) {
    for (uint32_t i = 0; i < e->recipients.n; i++)
        if (is_particular_span(m, e->recipients.v[i].span)) return true;
    for (uint32_t i = 0; i < e->objects.n; i++)
        if (is_particular_span(m, e->objects.v[i].span)) return true;
    return false;
}

bool event_is_particular(const EventMaking *m, uint32_t event) {
    const Event *e = &m->x->out->events.v[event];
    const Place *p = records_place(m->x->out, e->place);
    uint32_t trigger = m->triggers.v[event] - 1;
    const EventWord *w = event_word_at(m, trigger);
    if (w && is_repeated(m, w)) return false;
    if (p && p->precision != PRECISION_COUNTRY) return true;
    if (event_has_day(m, e, trigger)) return true;
    if (is_headline(m, trigger) || is_counted(m, trigger)) return true;
    bool hits = hits_particular(m, e);
    /* "the murder of children": its article is only that of what follows */
    bool any = (e->recipients.n || e->objects.n) && !hits;
    if (w && w->pos == 'n' && !any && is_particular_noun(m, w)) return true;
    if (w && w->pos == 'n' && happened_once(m, w)) return true;
    if (w && w->pos == 'v' && (is_once(m, w->head) || has_single_patient(m, w))) return true;
    return hits && !(w && is_bare_plural(m, w));
}
