/* A number that stands alone goes on with what was counted before it: "Nurses count 41 dead; the
 * commissioner says that there were 24", "six were hurt, the union said; none according to the
 * police", "three, and not five".
 */
#include "extract/figures.h"

enum {
    BARE_BACK = 2,      /* sentences to what was counted before */
    BARE_COUNTS = 16,   /* counts looked back at */
    BARE_TIMES = 20,    /* so many times another number is no other count of the same */
    SUBJECT_REACH = 9,  /* tokens from "the figure" to its number */
    ELLIPSIS_RANK = 15, /* "1,200 had": measures below may come of the auxiliary */
    CUE_REACH = 4
};

static bool ends_clause(const FigureScan *f, uint32_t i) {
    return i >= f->sentence.end || f->parse->tokens.v[i].upos == UPOS_PUNCT ||
           figures_word_in(f, i, LIST_CLAUSE_END);
}

static bool is_be(const FigureScan *f, uint32_t i) {
    return figures_word_in(f, i, LIST_BE);
}

/* "There were 24", "the figure, he says, is 24" */
static bool is_complement(const FigureScan *f, uint32_t at) {
    if (at == f->sentence.first) return false;
    uint32_t be = at - 1;
    if (figures_word(f, be, "only") && be > f->sentence.first) be--;
    if (!is_be(f, be)) return false;
    for (uint32_t i = be; i > f->sentence.first && be - i < SUBJECT_REACH; i--)
        if (figures_word_in(f, i - 1, LIST_TOLL_SUBJECT)) return true;
    return false;
}

/* The words right before a number, times left out: "spoke yesterday of 19,000". */
static uint32_t words_before(const FigureScan *f, uint32_t at, Str *out) {
    uint32_t n = 0;
    for (uint32_t i = at; i > f->sentence.first && n < CUE_REACH; i--)
        if (!f->x->time_at[i - 1]) out[CUE_REACH - ++n] = f->keys[i - 1];
    return n;
}

/* "sticks to nine", "put them at 24", "spoke of 19,000": a cue that ends right before it. */
static bool is_told_again(const FigureScan *f, uint32_t at) {
    Str words[CUE_REACH];
    uint32_t n = words_before(f, at, words);
    for (uint32_t i = CUE_REACH - n; i < CUE_REACH; i++) {
        Phrase m = table_match(f->tables.cues, &words[i], CUE_REACH - i);
        if (i + m.words != CUE_REACH) continue;
        for (uint32_t r = m.row; r; r = table_find(f->tables.cues, m.key, r))
            if (str_eq(table_cell(f->tables.cues, r - 1, CUE_SAYS), S("again"))) return true;
    }
    return false;
}

/* "The company said 1,200 had." */
static bool is_ellipsis(const FigureScan *f, uint32_t after) {
    return figures_word_in(f, after, LIST_ELLIPSIS) && ends_clause(f, after + 1) &&
           !figures_word(f, after + 1, "according");
}

/* "Three, and not five" */
static bool is_rejected(const FigureScan *f, const Count *c) {
    return c->range.first > f->sentence.first && figures_word(f, c->range.first - 1, "not") &&
           ends_clause(f, c->phrase_end);
}

/* "; none according to the police" */
static bool is_none(const FigureScan *f, const Count *c) {
    return c->by == COUNTED_NEGATION && figures_word(f, c->number, "none") &&
           figures_word(f, c->after, "according");
}

static int64_t size_of(const Count *c) {
    return c->value.some ? c->value.milli : c->low.some ? c->low.milli : c->high.milli;
}

/* The count that a number alone may be of: 1 + its place; 0 where there is none. */
static uint32_t counted_before(const FigureScan *f, uint32_t index, uint32_t sentences) {
    const Count *c = &f->counts.v[index];
    uint32_t own = f->parse->tokens.v[c->number].sentence;
    for (uint32_t k = index; k > 0 && index - k < BARE_COUNTS; k--) {
        const Count *b = &f->counts.v[k - 1];
        if (own - f->parse->tokens.v[b->number].sentence > sentences) return 0;
        if (!b->measure_row || b->dropped || b->money || b->share || b->outer) continue;
        if (b->by == COUNTED_NEGATION || b->by == COUNTED_MENTION || b->by == COUNTED_LIST)
            continue;
        int64_t x = size_of(c), y = size_of(b);
        bool near = c->by == COUNTED_NEGATION || (x <= y * BARE_TIMES && y <= x * BARE_TIMES);
        if (near) return k;
    }
    return 0;
}

void figures_carry_bare(FigureScan *f) {
    for (uint32_t k = f->first; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k];
        if (c->dropped || c->money || c->share || c->slot || c->head != TOKEN_NONE || c->unit_row ||
            c->partitive || c->outer)
            continue;
        uint32_t after = c->phrase_end > c->range.end ? c->phrase_end : c->range.end;
        bool ellipsis = is_ellipsis(f, after);
        if (c->measure_row && !(ellipsis && c->rank < ELLIPSIS_RANK)) continue;
        bool rejected = is_rejected(f, c);
        bool alone = ends_clause(f, after);
        bool told = alone && (is_complement(f, c->range.first) || is_told_again(f, c->range.first));
        if (!ellipsis && !rejected && !is_none(f, c) && !told) continue;
        uint32_t before = counted_before(f, k, rejected ? 0 : BARE_BACK);
        if (!before) continue;
        const Count *b = &f->counts.v[before - 1];
        c->measure_row = b->measure_row;
        c->unit_row = b->unit_row;
        c->rank = b->rank;
        c->weak = b->weak;
        c->negated = rejected;
    }
}
