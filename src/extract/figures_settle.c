/* What one sentence cannot tell of a toll: who "was shot" died or was wounded, by what the rest of
 * the document counts; whether a number holds both; which totals belong together.
 */
#include "extract/figures.h"

#include "base/map.h"

enum { PART_AHEAD = 4, TOTALS_GAP = 14 };

static bool measures(const FigureScan *f, const Count *c, const char *what) {
    return c->measure_row &&
           str_is(table_cell(f->tables.measures, c->measure_row - 1, MEASURE_NAME), what);
}

static uint32_t row_of(const FigureScan *f, const char *measure) {
    for (uint32_t r = 0; r < table_rows(f->tables.measures); r++)
        if (str_is(table_cell(f->tables.measures, r, MEASURE_NAME), measure)) return r + 1;
    return 0;
}

/* "Taken to hospital": the dead may be among them. */
static bool may_hold_dead(const FigureScan *f, const Count *c) {
    return str_eq(table_cell(f->tables.measures, c->measure_row - 1, MEASURE_WEAK), S("some"));
}

/* "killing one and shooting four others": the four are not among the dead. */
static bool besides(const FigureScan *f, const Count *c) {
    for (uint32_t i = c->after; i < c->phrase_end; i++)
        if (str_eq(f->norms[i], S("other")) || str_eq(f->norms[i], S("others")) ||
            str_eq(f->norms[i], S("more")))
            return true;
    return false;
}

/* The sums of the dead and each number of injured: "six were shot: one dead, five hurt". */
static Map find_sums(FigureScan *f, int64_t killed) {
    Map sums = {.arena = f->x->arena};
    for (uint32_t k = 0; k < f->counts.n && !sums.failed; k++) {
        const Count *c = &f->counts.v[k];
        bool injured =
            !c->dropped && !c->share && c->by != COUNTED_NEGATION && measures(f, c, "injured");
        if (!injured) continue;
        int64_t sum = figures_most(c) + killed;
        Str key = arena_copy(f->x->arena, (Str){(const char *)&sum, sizeof sum});
        if (key.p)
            map_set(&sums, key, 1);
        else
            sums.failed = true;
    }
    return sums;
}

static bool same_sentence(const FigureScan *f, const Count *a, const Count *b) {
    return f->parse->tokens.v[a->number].sentence == f->parse->tokens.v[b->number].sentence;
}

/* "four were shot, one fatally": how many of them died. */
static int64_t dead_part(const FigureScan *f, uint32_t index) {
    const Count *c = &f->counts.v[index];
    for (uint32_t k = index + 1; k < f->counts.n && k < index + PART_AHEAD; k++) {
        const Count *next = &f->counts.v[k];
        if (!same_sentence(f, c, next)) return 0;
        if (measures(f, next, "killed") && figures_most(next) < figures_most(c) &&
            next->by != COUNTED_NEGATION)
            return figures_most(next);
    }
    return 0;
}

/* Does a number say how many were wounded and lived? */
static bool has_wounded(const FigureScan *f) {
    for (uint32_t k = 0; k < f->counts.n; k++) {
        const Count *c = &f->counts.v[k];
        bool number = !c->dropped && !c->share && c->by < COUNTED_MENTION && figures_most(c) > 0;
        if (number && measures(f, c, "injured") && (!c->weak || besides(f, c))) return true;
    }
    return false;
}

/* Those of the number at `index` that were wounded, when the dead among them are taken off. */
static StCode add_rest(FigureScan *f, uint32_t index, int64_t dead) {
    const Count whole = f->counts.v[index];
    Count *c = figures_push(f, whole.range);
    TRY_MEM(c, f->x->err);
    *c = whole;
    c->value = c->low = c->high = (Number){figures_most(&whole) - dead, true};
    c->quantifier = QUANT_EXACT;
    c->by = COUNTED_LIST;
    c->weak = false;
    c->whole = c->outer = c->base = 0;
    return ST_OK;
}

/* The most dead of the news, and the most that are written as a number above one. */
typedef struct Dead {
    int64_t most, written;
} Dead;

static Dead count_dead(FigureScan *f) {
    Dead dead = {0};
    for (uint32_t k = 0; k < f->counts.n; k++) {
        const Count *c = &f->counts.v[k];
        if (c->dropped || c->negated || c->share || !measures(f, c, "killed")) continue;
        f->sentence = clause_sentence(f->parse, c->number);
        if (!figures_is_news(f, c)) continue;
        if (figures_most(c) > dead.most) dead.most = figures_most(c);
        if (figures_most(c) > dead.written && c->by < COUNTED_MENTION && figures_most(c) > 1000)
            dead.written = figures_most(c);
    }
    return dead;
}

/* The row by which a count of the same sentence counts dead; 0 for none. */
static uint32_t dead_beside(const FigureScan *f, uint32_t index) {
    const Count *c = &f->counts.v[index];
    uint32_t first = index > PART_AHEAD ? index - PART_AHEAD : 0;
    for (uint32_t k = first; k < f->counts.n && k < index + PART_AHEAD; k++)
        if (same_sentence(f, c, &f->counts.v[k]) && measures(f, &f->counts.v[k], "killed"))
            return f->counts.v[k].measure_row;
    return 0;
}

/* "The toll stands at 61" is of the dead where they were counted last, and where nobody was counted
 * before. */
static void settle_tolls(FigureScan *f) {
    uint32_t last = row_of(f, "killed");
    for (uint32_t k = 0; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k];
        if (c->dropped || c->share || c->money) continue;
        if (measures(f, c, "killed")) last = c->measure_row;
        if (measures(f, c, "injured") && c->by < COUNTED_MENTION && !c->weak) last = 0;
        if (!c->weak || !measures(f, c, "casualties") || c->trigger == TOKEN_NONE) continue;
        if (!figures_word(f, c->trigger, "toll")) continue;
        uint32_t row = dead_beside(f, k);
        if (!row) row = last;
        if (!row) continue;
        c->measure_row = row;
        c->rank = figures_rank(f, row);
    }
}

/* A number that holds both the dead and the wounded: it is of casualties; the wounded are the rest
 * where no number counts them. */
static StCode settle_both(FigureScan *f, uint32_t index, int64_t dead, bool *rest) {
    if (*rest && f->counts.v[index].quantifier == QUANT_EXACT) {
        TRY(add_rest(f, index, dead));
        *rest = false;
    }
    Count *c = &f->counts.v[index];
    c->measure_row = row_of(f, "casualties");
    c->rank = figures_rank(f, c->measure_row);
    return ST_OK;
}

/* ---- one more */

/* The number of "a fourth man"; 0 where the words tell none. */
static uint64_t ordinal_of(const FigureScan *f, const Count *c) {
    uint64_t n = 0;
    if (!figures_word(f, c->range.first, "a") && !figures_word(f, c->range.first, "an")) return 0;
    for (uint32_t i = c->range.first + 1; i < c->head; i++)
        for (uint32_t r = 0; (r = table_find(f->tables.numbers, f->norms[i], r)) != 0;) {
            bool ordinal = str_eq(table_cell(f->tables.numbers, r - 1, 2), S("ordinal"));
            if (ordinal && str_to_u64(table_cell(f->tables.numbers, r - 1, 1), &n)) return n;
        }
    return 0;
}

/* Was a number of the same written before? */
static bool was_counted(const FigureScan *f, const Count *c, uint64_t n) {
    for (uint32_t k = 0; k < f->counts.n; k++) {
        const Count *b = &f->counts.v[k];
        if (b->number >= c->number || b->dropped || b->by >= COUNTED_MENTION || b->whole) continue;
        if (b->value.milli == (int64_t)n * 1000 && measures(f, b, "killed")) return true;
    }
    return false;
}

/* "Three died on Friday. A fourth man died on Sunday": four are dead by now. */
static StCode add_ordinals(FigureScan *f) {
    uint32_t n = f->counts.n;
    f->sentence = (TokenRange){0, f->parse->tokens.n};
    for (uint32_t k = 0; k < n; k++) {
        const Count c = f->counts.v[k];
        bool one = c.by == COUNTED_MENTION && !c.dropped && !c.whole && c.head != TOKEN_NONE;
        uint64_t order = one && measures(f, &c, "killed") ? ordinal_of(f, &c) : 0;
        if (order < 2 || !was_counted(f, &c, order - 1)) continue;
        Count *total = figures_push(f, c.range);
        TRY_MEM(total, f->x->err);
        *total = c;
        total->value = total->low = total->high = number_of((int64_t)order);
        total->by = COUNTED_WORD;
        f->counts.v[k].whole = f->counts.n;
    }
    return ST_OK;
}

/* ---- disease */

static bool tells_of_disease(const FigureScan *f) {
    for (uint32_t i = 0; i < f->parse->tokens.n; i++) {
        Phrase m = figures_match_norm(f, f->tables.cues, i, 1);
        if (m.row && str_is(table_cell(f->tables.cues, m.row - 1, CUE_SAYS), "disease"))
            return true;
    }
    return false;
}

/* Where a disease is told of, "345 cases" are infected and who is treated is no injured. */
static void settle_disease(FigureScan *f) {
    if (!tells_of_disease(f)) return;
    uint32_t infected = row_of(f, "infected"), treated = row_of(f, "hospitalized");
    for (uint32_t k = 0; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k];
        if (c->dropped || c->share || c->money) continue;
        bool cases =
            !c->measure_row && str_eq(figures_unit_cell(f, c->unit_row, UNIT_CLASS), S("case"));
        bool cared = measures(f, c, "injured") && c->trigger != TOKEN_NONE &&
                     str_eq(f->keys[c->trigger], S("treat"));
        if (!cases && !cared) continue;
        c->measure_row = cases ? infected : treated;
        c->rank = figures_rank(f, c->measure_row);
    }
}

/* Who "was shot" was killed if the document speaks of as many dead. Of more shot than dead they
 * are the injured, unless the number holds both. */
StCode figures_settle(FigureScan *f) {
    f->sentence = (TokenRange){0, f->parse->tokens.n};
    settle_tolls(f);
    settle_disease(f);
    TRY(add_ordinals(f));
    Dead told = count_dead(f);
    Map sums = find_sums(f, told.most);
    TRY_MEM(!sums.failed, f->x->err);
    uint32_t dead = row_of(f, "killed"), n = f->counts.n;
    bool rest = !has_wounded(f);
    for (uint32_t k = 0; k < n; k++) {
        Count *c = &f->counts.v[k];
        int64_t total = figures_most(c), part = dead_part(f, k);
        if (c->dropped || !measures(f, c, "injured") || besides(f, c)) continue;
        bool sum = told.most && map_get(&sums, (Str){(const char *)&total, sizeof total});
        if (!c->weak) {
            if (sum && may_hold_dead(f, c) && c->by < COUNTED_MENTION && !dead_beside(f, k))
                TRY(settle_both(f, k, told.most, &rest));
        } else if (total <= (c->by == COUNTED_MENTION ? told.written : told.most)) {
            c->measure_row = dead;
            c->rank = figures_rank(f, dead);
        } else if (part || sum || (rest && told.most)) {
            TRY(settle_both(f, k, part ? part : told.most, &rest));
        }
    }
    return ST_OK;
}

/* ---- totals */

static bool is_harm(const FigureScan *f, const Count *c) {
    return c->measure_row && !c->dropped && !c->share && c->by < COUNTED_MENTION &&
           str_eq(figures_kind_cell(f, c->measure_row, KIND_SINGULAR), S("yes"));
}

/* Told in one breath: no time of its own and no other clause between the two. */
static bool told_together(const FigureScan *f, const Count *a, const Count *b) {
    uint32_t from = a->phrase_end, to = b->range.first;
    if (from > to || to - from > TOTALS_GAP) return false;
    for (uint32_t i = from; i < to; i++) {
        if (f->x->time_at[i]) return false;
        if (figures_word_in(f, i, LIST_TOLL_APART)) return false;
    }
    return true;
}

void figures_spread_totals(FigureScan *f) {
    uint32_t last = 0;
    for (uint32_t k = 0; k < f->counts.n; k++) {
        Count *b = &f->counts.v[k], *a = last ? &f->counts.v[last - 1] : NULL;
        if (!is_harm(f, b)) continue;
        last = k + 1;
        if (!a || !same_sentence(f, a, b) || !told_together(f, a, b)) continue;
        f->sentence = clause_sentence(f->parse, b->number);
        bool x = figures_scope_of(f, a) == SCOPE_CUMULATIVE;
        bool y = figures_scope_of(f, b) == SCOPE_CUMULATIVE;
        if (x != y) a->several = b->several = true;
    }
}
