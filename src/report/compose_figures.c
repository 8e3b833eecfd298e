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

/* The least and the greatest number stated, the latter with "over" where it is a lower bound. */
typedef struct Stated {
    Number least, most;
    bool open;
} Stated;

static void widen(Stated *s, Number n, bool open) {
    if (!n.some) return;
    if (!s->least.some || n.milli < s->least.milli) s->least = n;
    if (s->most.some && n.milli < s->most.milli) return;
    s->open = open && (!s->most.some || n.milli > s->most.milli || s->open);
    s->most = n;
}

static Stated stated_of(const Composing *c, const Fact *fact) {
    Stated s = {0};
    for (uint32_t i = 0; i < fact->items.n; i++) {
        Found f = record_index_find(&c->index, fact->items.v[i]);
        if (!f.records || f.kind != RECORD_FIGURE) continue;
        const Figure *figure = records_figure(f.records, f.ref);
        bool open = figure->quantifier == QUANT_MORE_THAN || figure->quantifier == QUANT_AT_LEAST;
        widen(&s, figure->value, open);
        if (figure->quantifier != QUANT_BETWEEN) continue;
        widen(&s, figure->low, false);
        widen(&s, figure->high, false);
    }
    return s;
}

static Str range_of(Composing *c, const Fact *fact) {
    Stated s = stated_of(c, fact);
    if (fact->items.n < 2 || !s.least.some) return S("");
    Str least = words_of_number(c, s.least), most = words_of_number(c, s.most);
    const char *over = s.open ? "over " : "";
    if (str_eq(least, most)) return composing_format(c, ": %s%.*s", over, STR_ARG(most));
    return composing_format(c, ": %.*s to %s%.*s", STR_ARG(least), over, STR_ARG(most));
}

static bool is_recent(const Composing *c, const Records *r, const Figure *f) {
    bool worked_out;
    Days published = composing_published(c, r, &worked_out);
    Days days = f->as_of && days_some(f->as_of->days) ? f->as_of->days : published;
    return !c->options->since || !days.to || days.to >= c->options->since;
}

static const Str raised = STR(" ▲");

/* The row from line `first` on that says the same, raised later or not: copies of one text share a
 * row. */
static Line *same_row(Composing *c, uint32_t first, Str what, Str when, Str who) {
    for (uint32_t i = first; i < c->out->lines.n; i++) {
        Line *line = &c->out->lines.v[i];
        Str said = line->cells[0];
        if (str_ends(said, raised)) said.n -= raised.n;
        if (line->kind == LINE_ROW && str_eq(said, what) && str_eq(line->cells[1], when) &&
            str_eq(line->cells[2], who))
            return line;
    }
    return NULL;
}

static void figure_row(Composing *c, uint32_t first, Str id) {
    Found f = record_index_find(&c->index, id);
    if (!f.records || f.kind != RECORD_FIGURE) return;
    const Figure *figure = records_figure(f.records, f.ref);
    if (!is_recent(c, f.records, figure)) return;
    Str what = words_of_figure(c, f.records, figure);
    if (figure->status != STATUS_ASSERTED)
        what = composing_format(c, "%.*s (%s)", STR_ARG(what), STATUS_words[figure->status]);
    Str when = words_of_figure_day(c, f.records, figure);
    Str who = words_of_speaker(c, f.records, figure->voice, figure->claim);
    Line *line = same_row(c, first, what, when, who);
    if (!line) {
        line = composing_line(c, LINE_ROW, what);
        line->cells[1] = when;
        line->cells[2] = who;
    }
    if (map_get(&c->grown, id) && !str_ends(line->cells[0], raised))
        line->cells[0] = composing_format(c, "%.*s%.*s", STR_ARG(what), STR_ARG(raised));
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

/* The story's figures worth a line, the first first. */
static Ranked *ranked_of(Composing *c, uint32_t *n) {
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
        Ranked r = {fact, measure, rank_of(measure)};
        if (is_key(&r) || c->options->all) ranked[(*n)++] = r;
    }
    if (*n) qsort(ranked, *n, sizeof *ranked, by_rank);
    return ranked;
}

void compose_short_figures(Composing *c, uint32_t most) {
    uint32_t n;
    const Ranked *ranked = ranked_of(c, &n);
    for (uint32_t i = 0; ranked && i < n && most; i++) {
        const Fact *fact = ranked[i].fact;
        if (fact->items.n < 2 || !stated_of(c, fact).least.some) continue;
        Text t = {.arena = c->a};
        text_add(&t, fact->label);
        text_add(&t, range_of(c, fact));
        for (uint32_t k = 0; k < fact->speakers.n && k < 3; k++) {
            text_add_c(&t, k ? ", " : " (");
            text_add(&t, fact->speakers.v[k]);
        }
        if (fact->speakers.n) text_add_c(&t, fact->speakers.n > 3 ? " and others)" : ")");
        c->failed = c->failed || t.failed;
        composing_cite_all(c, composing_line(c, LINE_BULLET, text_str(&t)), &fact->items);
        most--;
    }
}

void compose_figures(Composing *c) {
    uint32_t n;
    const Ranked *ranked = ranked_of(c, &n);
    if (!n) return;
    mark_grown(c);
    Line *head = composing_line(c, LINE_SECTION, S("KEY FIGURES"));
    head->cells[1] = S("as stated, never added up   ▲ raised later   ~ date worked out");
    for (uint32_t i = 0; i < n; i++) {
        const Fact *fact = ranked[i].fact;
        Line *group = composing_line(
            c, LINE_GROUP,
            composing_format(c, "%.*s%.*s", STR_ARG(fact->label), STR_ARG(range_of(c, fact))));
        if (fact->independent > 1)
            group->tag = composing_format(c, "%u independent voices", fact->independent);
        uint32_t first = c->out->lines.n;
        for (uint32_t k = 0; k < fact->items.n; k++) figure_row(c, first, fact->items.v[k]);
    }
}
