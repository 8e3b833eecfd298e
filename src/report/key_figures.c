#include "report/key_figures.h"

#include <stdlib.h>

enum { RANK_HIDDEN = 100, COUNT_MAX = 10000 }; /* hidden: only with --all */

static Str measure_of(const Composing *c, const Fact *fact) {
    Found f = fact->items.n ? record_index_find(&c->index, fact->items.v[0]) : (Found){0};
    if (!f.records || f.kind != RECORD_FIGURE) return S("");
    return records_figure(f.records, f.ref)->measure;
}

Str key_figure_cell(const Composing *c, Str measure, const char *column) {
    const Table *t =
        c->options->tables ? tables_get(c->options->tables, "en/measure_families") : NULL;
    uint32_t row = t ? table_find(t, measure, 0) : 0;
    return row ? table_cell(t, row - 1, table_column(t, column)) : S("");
}

/* A small number of a cell; `none` where there is none. */
int key_figure_number(Str cell, int none) {
    int n = 0;
    for (size_t i = 0; i < cell.n; i++) {
        if (cell.p[i] < '0' || cell.p[i] > '9' || n >= COUNT_MAX) return none;
        n = n * 10 + (cell.p[i] - '0');
    }
    return cell.n ? n : none;
}

/* What an analyst looks for first stands first; what has no rank comes after, by name. */
static int rank_of(const Composing *c, Str measure) {
    return key_figure_number(key_figure_cell(c, measure, "rank"), RANK_HIDDEN);
}

static int by_rank(const void *a, const void *b) {
    const Ranked *x = a, *y = b;
    if (x->rank != y->rank) return x->rank - y->rank;
    int c = str_cmp(x->measure, y->measure);
    if (c) return c;
    if (x->fact->background != y->fact->background) return x->fact->background ? 1 : -1;
    if (x->part != y->part) return x->part ? 1 : -1;
    if (x->fact->items.n != y->fact->items.n) return x->fact->items.n < y->fact->items.n ? 1 : -1;
    if (x->most != y->most) return x->most < y->most ? 1 : -1;
    return str_cmp(x->fact->id, y->fact->id);
}

static void widen(Stated *s, Number n, bool open) {
    if (!n.some) return;
    if (!s->least.some || n.milli < s->least.milli) s->least = n;
    if (s->most.some && n.milli < s->most.milli) return;
    s->open = open && (!s->most.some || n.milli > s->most.milli || s->open);
    s->most = n;
}

Stated key_figure_stated(const Composing *c, const Fact *fact) {
    Stated s = {0};
    for (uint32_t i = 0; i < fact->items.n; i++) {
        Found f = record_index_find(&c->index, fact->items.v[i]);
        if (!f.records || f.kind != RECORD_FIGURE) continue;
        const Figure *figure = records_figure(f.records, f.ref);
        bool open = figure->quantifier == QUANT_MORE_THAN || figure->quantifier == QUANT_AT_LEAST;
        widen(&s, figure->value, open);
        s.share |= str_eq(figure->unit, S("percent"));
        if (figure->quantifier != QUANT_BETWEEN) continue;
        widen(&s, figure->low, false);
        widen(&s, figure->high, false);
    }
    return s;
}

Str words_of_range(Composing *c, const Fact *fact) {
    Stated s = key_figure_stated(c, fact);
    if (!s.least.some) return S("");
    Str least = words_of_number(c, s.least), most = words_of_number(c, s.most);
    const char *over = s.open ? "over " : "", *unit = s.share ? " %" : "";
    if (str_eq(least, most)) return composing_format(c, ": %s%.*s%s", over, STR_ARG(most), unit);
    return composing_format(c, ": %.*s to %s%.*s%s", STR_ARG(least), over, STR_ARG(most), unit);
}

const Str key_lead_measure = STR("killed"), key_tail_measure = STR("injured");

/* The dead that a count of the injured is told with: of one sentence and speaker. */
const Figure *key_figure_told_with(const Records *r, const Figure *injured) {
    for (uint32_t i = 0; i < r->figures.n; i++) {
        const Figure *f = &r->figures.v[i];
        if (f->sentence.start == injured->sentence.start && f->claim == injured->claim &&
            f->voice == injured->voice && !f->part_of && f->quantifier != QUANT_NO &&
            str_eq(f->measure, key_lead_measure))
            return f;
    }
    return NULL;
}

/* "Nearly all of the 120,000" is a share and a number of people: the number's row tells both. */
static bool is_share_told(const Records *r, const Figure *share) {
    for (uint32_t i = 0; str_eq(share->unit, S("percent")) && i < r->figures.n; i++) {
        const Figure *f = &r->figures.v[i];
        if (f != share && str_eq(f->unit, S("person")) && str_eq(f->measure, share->measure) &&
            span_overlaps(f->head.span, share->head.span))
            return true;
    }
    return false;
}

/* Whether each figure of a fact is told in the row of another: a part in its whole's, the injured
 * in the row of the dead, a share in the row of its number. */
bool key_figure_is_told_elsewhere(const Composing *c, const Fact *fact) {
    for (uint32_t i = 0; i < fact->items.n; i++) {
        Found f = record_index_find(&c->index, fact->items.v[i]);
        const Figure *x =
            f.records && f.kind == RECORD_FIGURE ? records_figure(f.records, f.ref) : NULL;
        if (!x) return false;
        bool injured = str_eq(x->measure, key_tail_measure) && x->quantifier != QUANT_NO;
        if (!x->part_of && !(injured && key_figure_told_with(f.records, x)) &&
            !is_share_told(f.records, x))
            return false;
    }
    return fact->items.n > 0;
}

Number key_figure_level(const Figure *x) {
    return x->value.some ? x->value : x->low.some ? x->low : x->high;
}

/* "None of it", "nobody": of nothing that is counted nothing is said. */
static bool counts_nothing(const Composing *c, const Fact *fact) {
    for (uint32_t i = 0; i < fact->items.n; i++) {
        Found f = record_index_find(&c->index, fact->items.v[i]);
        const Figure *x =
            f.records && f.kind == RECORD_FIGURE ? records_figure(f.records, f.ref) : NULL;
        if (!x || x->quantifier != QUANT_NO || x->counted.n) return false;
    }
    return fact->items.n > 0;
}

/* What may come, shall be or is denied is no figure of the crisis; a denied one is told among the
 * disputes. */
static bool is_asserted(const Composing *c, const Fact *fact) {
    for (uint32_t i = 0; i < fact->items.n; i++) {
        Found f = record_index_find(&c->index, fact->items.v[i]);
        if (f.records && f.kind == RECORD_FIGURE &&
            records_figure(f.records, f.ref)->status == STATUS_ASSERTED)
            return true;
    }
    return fact->items.n == 0;
}

/* One who is held is a name and no number. */
static bool is_too_few(const Composing *c, const Fact *fact, Str measure) {
    int least = key_figure_number(key_figure_cell(c, measure, "least"), 0);
    Stated s = key_figure_stated(c, fact);
    return s.most.some && s.most.milli > 0 && s.most.milli < (int64_t)least * 1000;
}

const Figure *key_figure_first(const Composing *c, const Fact *fact, const Records **r) {
    Found f = fact->items.n ? record_index_find(&c->index, fact->items.v[0]) : (Found){0};
    *r = f.records;
    return f.records && f.kind == RECORD_FIGURE ? records_figure(f.records, f.ref) : NULL;
}

/* Civilians, soldiers, children: a kind of people that is counted apart. */
static bool is_of_some(const Composing *c, const Fact *fact) {
    const Records *r;
    const Figure *x = key_figure_first(c, fact, &r);
    const Table *t = c->options->tables ? tables_get(c->options->tables, "en/groups") : NULL;
    for (uint32_t i = 0; t && x && x->population && i < x->population->groups.n; i++) {
        uint32_t row = table_find(t, x->population->groups.v[i], 0);
        if (row && table_cell(t, row - 1, table_column(t, "contrast")).n) return true;
    }
    return false;
}

/* "Took none of it", "14 were destroyed": how many of things without a name says nothing, nor that
 * there were none. */
static bool counts_no_thing(const Composing *c, const Fact *fact) {
    const Records *r;
    const Figure *x = key_figure_first(c, fact, &r);
    return x && str_eq(x->unit, S("item")) && (!x->counted.n || x->quantifier == QUANT_NO);
}

/* Of some measures only those with arms: "24 were inside" is told of anybody. */
static bool is_of_others(const Composing *c, const Fact *fact, Str measure) {
    const Records *r;
    const Figure *x = key_figure_first(c, fact, &r);
    if (!x || !str_eq(key_figure_cell(c, measure, "whom"), S("armed"))) return false;
    for (uint32_t i = 0; x->population && i < x->population->groups.n; i++) {
        const Table *t = tables_get(c->options->tables, "en/groups");
        uint32_t row = t ? table_find(t, x->population->groups.v[i], 0) : 0;
        if (row && table_cell(t, row - 1, table_column(t, "arms")).n) return false;
    }
    return true;
}

static bool is_key(const Composing *c, const Ranked *r) {
    return r->rank < RANK_HIDDEN && !counts_nothing(c, r->fact) && is_asserted(c, r->fact) &&
           !is_too_few(c, r->fact, r->measure) && !counts_no_thing(c, r->fact) &&
           !is_of_others(c, r->fact, r->measure);
}

bool composing_is_key_figure(Composing *c, const Fact *fact) {
    Ranked r = {.fact = fact, .measure = measure_of(c, fact)};
    r.rank = rank_of(c, r.measure);
    return is_key(c, &r);
}

void key_figures_mark_grown(Composing *c) {
    for (uint32_t i = 0; i < c->story->relations.n; i++) {
        const Relation *r = &c->story->relations.v[i];
        if (r->type == RELATION_REVISES && r->change == CHANGE_GROWTH) {
            map_set(&c->grown, r->a, 1);
            c->failed = c->failed || c->grown.failed;
        }
    }
}

/* The story's figures worth a line, the first first. */
Ranked *key_figures_rank(Composing *c, uint32_t *n) {
    *n = 0;
    Ranked *ranked = arena_new(c->a, Ranked, c->story->facts.n);
    if (!ranked) {
        c->failed = true;
        return NULL;
    }
    for (uint32_t i = 0; i < c->story->facts.n; i++) {
        const Fact *fact = &c->story->facts.v[i];
        if (fact->kind != FACT_FIGURE) continue;
        Str measure = measure_of(c, fact);
        Ranked r = {fact, measure, rank_of(c, measure), is_of_some(c, fact),
                    key_figure_stated(c, fact).most.milli};
        if (is_key(c, &r) || c->options->all) ranked[(*n)++] = r;
    }
    if (*n) qsort(ranked, *n, sizeof *ranked, by_rank);
    return ranked;
}
