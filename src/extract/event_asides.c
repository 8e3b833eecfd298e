/* Happenings that a sentence names only to set its own beside them: "five days after a fire in
 * Oresk killed dozens", "the deadliest attack since a bombing in Velmar killed 141", "unlike the
 * raid in May, which killed 49". What stands in such an aside is of that happening, and nothing
 * outside is.
 *
 *   in   words with rows
 *   out  x->aside_at: per token 1 + the first token of the aside that it stands in, 0 none
 *   note "two days after the quake" goes on with what everybody knows of: days and weeks open an
 *        aside before something new, and beside another harm; months and years before anything
 */
#include "extract/event_making.h"

static const Token *token_of(const EventMaking *m, uint32_t i) {
    return &m->p->tokens.v[i];
}

static bool is_harm(const EventMaking *m, uint32_t i) {
    const EventWord *w = event_word_at(m, i);
    int class =
        w && w->event ? WORD_FIND(CLASS, table_cell(m->events, w->event - 1, m->col.class)) : -1;
    return class == CLASS_ASSAULT || class == CLASS_DISASTER || class == CLASS_CASUALTY;
}

static bool has_harm(const EventMaking *m, uint32_t first, uint32_t end) {
    for (uint32_t i = first; i < end; i++)
        if (is_harm(m, i)) return true;
    return false;
}

/* A comma that the aside goes over: between two places, before "which". */
static bool goes_on(const EventMaking *m, uint32_t comma, uint32_t end) {
    if (!comma || comma + 1 >= end) return false;
    const Token *next = token_of(m, comma + 1);
    if (m->x->place_at[comma - 1] && m->x->place_at[comma + 1]) return true;
    bool relative = next->xpos == XPOS_WDT || next->xpos == XPOS_WP || next->xpos == XPOS_WRB;
    bool in_which =
        next->xpos == XPOS_IN && comma + 2 < end && token_of(m, comma + 2)->xpos == XPOS_WDT;
    return relative || in_which;
}

/* From `first` to the comma or the stop that closes it. */
static uint32_t aside_end(const EventMaking *m, uint32_t first, uint32_t end) {
    uint32_t i = first;
    for (; i < end; i++) {
        const Token *t = token_of(m, i);
        if (t->xpos == XPOS_STOP || t->xpos == XPOS_COLON || t->xpos == XPOS_CLOSE) break;
        if (t->xpos == XPOS_COMMA && !goes_on(m, i, end)) break;
    }
    return i;
}

/* "a factory fire", "gunmen", "another raid", but not "the quake", "their attack". */
static bool is_new(const EventMaking *m, uint32_t i) {
    const Token *t = token_of(m, i);
    if (token_in(t, LIST_POINTING) || t->xpos == XPOS_PRPS || t->xpos == XPOS_PRP) return false;
    return t->xpos == XPOS_DT || t->xpos == XPOS_CD || t->xpos == XPOS_JJ || token_is_noun(t);
}

/* "five days", "nearly a year": where what measures the time before `after` begins, or TOKEN_NONE. */
static uint32_t measure_first(const EventMaking *m, uint32_t after, uint32_t first, bool *years) {
    if (after < first + 2) return TOKEN_NONE;
    const Token *unit = token_of(m, after - 1), *count = token_of(m, after - 2);
    *years = token_lemma_in(unit, LIST_YEARS);
    if (!*years && !token_lemma_in(unit, LIST_DAYS)) return TOKEN_NONE;
    bool counted = count->xpos == XPOS_CD || count->xpos == XPOS_DT || count->xpos == XPOS_JJ;
    return counted ? after - 2 : TOKEN_NONE;
}

static bool has_superlative(const EventMaking *m, uint32_t first, uint32_t end) {
    for (uint32_t i = first; i < end; i++) {
        const Token *t = token_of(m, i);
        if (t->xpos == XPOS_JJS || t->xpos == XPOS_RBS || token_is_word(t, "first")) return true;
    }
    return false;
}

/* "unlike", "compared with", "similar to", "reminiscent of" */
static bool compares(const EventMaking *m, uint32_t i, uint32_t end) {
    const Token *t = token_of(m, i);
    if (token_in(t, LIST_COMPARING)) return true;
    return i + 1 < end && token_in(t, LIST_COMPARING_WITH) &&
           (token_of(m, i + 1)->xpos == XPOS_IN || token_of(m, i + 1)->xpos == XPOS_TO);
}

/* Whether an aside opens at a token: the token it begins with, else TOKEN_NONE. */
static uint32_t opens_at(const EventMaking *m, uint32_t i, TokenRange s, uint32_t *content) {
    const Token *t = token_of(m, i);
    bool years = false;
    *content = i + 1;
    if (compares(m, i, s.end)) return i;
    if (token_is_word(t, "since")) return has_superlative(m, s.first, i) ? i : TOKEN_NONE;
    if (!token_is_word(t, "after") || i + 1 >= s.end) return TOKEN_NONE;
    uint32_t first = measure_first(m, i, s.first, &years);
    if (first == TOKEN_NONE) return TOKEN_NONE;
    if (years) return first;
    uint32_t end = aside_end(m, i, s.end);
    bool beside = has_harm(m, s.first, first) || has_harm(m, end, s.end);
    return is_new(m, i + 1) && beside ? first : TOKEN_NONE;
}

StCode event_asides_find(EventMaking *m) {
    const Parse *p = m->p;
    m->x->aside_at = arena_new(m->x->arena, uint32_t, p->tokens.n);
    TRY_MEM(m->x->aside_at, m->x->err);
    TokenRange s = {0, 0};
    for (uint32_t i = 0; i < p->tokens.n; i++) {
        if (i >= s.end) s = clause_sentence(p, i);
        uint32_t content, first = opens_at(m, i, s, &content);
        if (first == TOKEN_NONE) continue;
        uint32_t end = aside_end(m, content, s.end);
        if (!has_harm(m, content, end)) continue;
        for (uint32_t k = first; k < end; k++) m->x->aside_at[k] = first + 1;
        i = end > i ? end - 1 : i;
    }
    return ST_OK;
}
