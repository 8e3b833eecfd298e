#include "report/composing.h"

#include <stdlib.h>

/* What an analyst looks for first stands first; what is not listed comes after, by name. */
static const char *const measure_order[] = {
    "killed",    "injured",   "casualties", "missing",        "captured",  "detained", "abducted",
    "released",  "infected",  "displaced",  "crossed_border", "evacuated", "returned", "homeless",
    "sheltered", "remaining", "population", "affected",       "in_need",   "reached",  "destroyed",
    "damaged",   "seized",    "lost",       "delivered",      "present",
};
enum { MEASURES = sizeof measure_order / sizeof *measure_order };

static Str measure_of(const Composing *c, const Fact *fact) {
    Found f = fact->items.n ? record_index_find(&c->index, fact->items.v[0]) : (Found){0};
    if (!f.records || f.kind != RECORD_FIGURE) return S("");
    return records_figure(f.records, f.ref)->measure;
}

static int rank_of(Str measure) {
    for (int i = 0; i < MEASURES; i++)
        if (str_eq(measure, str_of(measure_order[i]))) return i;
    return MEASURES;
}

typedef struct Ranked {
    const Fact *fact;
    Str measure;
    int rank;
} Ranked;

static int by_rank(const void *a, const void *b) {
    const Ranked *x = a, *y = b;
    if (x->rank != y->rank) return x->rank - y->rank;
    int c = str_cmp(x->measure, y->measure);
    if (c) return c;
    if (x->fact->items.n != y->fact->items.n) return x->fact->items.n < y->fact->items.n ? 1 : -1;
    return str_cmp(x->fact->id, y->fact->id);
}

static Str range_of(Composing *c, const Fact *fact) {
    Str low = words_of_number(c, fact->low), high = words_of_number(c, fact->high);
    if (!low.n && !high.n) return S("");
    if (!high.n) return composing_format(c, ": %.*s or more", STR_ARG(low));
    if (!low.n) return composing_format(c, ": up to %.*s", STR_ARG(high));
    if (str_eq(low, high)) return composing_format(c, ": %.*s", STR_ARG(low));
    return composing_format(c, ": %.*s to %.*s", STR_ARG(low), STR_ARG(high));
}

static bool is_recent(const Composing *c, const Records *r, const Figure *f) {
    bool worked_out;
    Days published = composing_published(c, r, &worked_out);
    Days days = f->as_of && days_some(f->as_of->days) ? f->as_of->days : published;
    return !c->options->since || !days.to || days.to >= c->options->since;
}

static void figure_row(Composing *c, Str id) {
    Found f = record_index_find(&c->index, id);
    if (!f.records || f.kind != RECORD_FIGURE) return;
    const Figure *figure = records_figure(f.records, f.ref);
    if (!is_recent(c, f.records, figure)) return;
    Str what = words_of_figure(c, f.records, figure);
    if (figure->status != STATUS_ASSERTED)
        what = composing_format(c, "%.*s (%s)", STR_ARG(what), STATUS_words[figure->status]);
    if (map_get(&c->grown, id)) what = composing_format(c, "%.*s ▲", STR_ARG(what));
    Line *line = composing_line(c, LINE_ROW, what);
    line->cells[1] = words_of_figure_day(c, f.records, figure);
    line->cells[2] = words_of_speaker(c, f.records, figure->voice, figure->claim);
    composing_cite(c, line, id);
}

static bool is_key(const Ranked *r) {
    return r->rank < MEASURES;
}

static void mark_grown(Composing *c) {
    for (uint32_t i = 0; i < c->story->relations.n; i++) {
        const Relation *r = &c->story->relations.v[i];
        if (r->type == RELATION_REVISES && r->change == CHANGE_GROWTH) {
            map_set(&c->grown, r->a, 1);
            c->failed = c->failed || c->grown.failed;
        }
    }
}

void compose_figures(Composing *c) {
    uint32_t n = 0;
    Ranked *ranked = arena_new(c->a, Ranked, c->story->facts.n);
    if (!ranked) {
        c->failed = true;
        return;
    }
    for (uint32_t i = 0; i < c->story->facts.n; i++) {
        const Fact *fact = &c->story->facts.v[i];
        if (fact->kind != FACT_FIGURE) continue;
        Str measure = measure_of(c, fact);
        Ranked r = {fact, measure, rank_of(measure)};
        if (is_key(&r) || c->options->all) ranked[n++] = r;
    }
    if (!n) return;
    mark_grown(c);
    qsort(ranked, n, sizeof *ranked, by_rank);
    Line *head = composing_line(c, LINE_SECTION, S("KEY FIGURES"));
    head->cells[1] = S("as stated, never added up   ▲ raised later   ~ date worked out");
    for (uint32_t i = 0; i < n; i++) {
        const Fact *fact = ranked[i].fact;
        Line *group = composing_line(
            c, LINE_GROUP,
            composing_format(c, "%.*s%.*s", STR_ARG(fact->label), STR_ARG(range_of(c, fact))));
        if (fact->independent > 1)
            group->tag = composing_format(c, "%u independent reports", fact->independent);
        for (uint32_t k = 0; k < fact->items.n; k++) figure_row(c, fact->items.v[k]);
    }
}
