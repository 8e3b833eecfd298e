/* KEY FIGURES: a group for each fact, a row for each number with all who are
 * held to give it. */
#include "report/changes.h"
#include "report/key_figures.h"

#include <stdlib.h>

static bool is_recent(const Composing *c, const Records *r, const Figure *f) {
    bool worked_out;
    Days published = composing_published(c, r, &worked_out);
    Days days = f->as_of && days_some(f->as_of->days) ? f->as_of->days : published;
    return composing_is_recent(c, r, days.to);
}

static const Str raised = STR(" ▲");

/* The row from line `first` on that says the same, raised later or not: copies of one text share a
 * row. */
static Line *same_row(Composing *c, uint32_t first, Str what, Str when, Str who) {
    for (uint32_t i = first; i < c->out->lines.n; i++) {
        Line *line = &c->out->lines.v[i];
        Str said = line->cells[0];
        if (str_ends(said, raised)) said.n -= raised.n;
        bool more = said.n > what.n && (said.p[what.n] == ',' || said.p[what.n] == ';');
        if (line->kind == LINE_ROW && str_starts(said, what) && (said.n == what.n || more) &&
            str_eq(line->cells[1], when) && str_eq(line->cells[2], who))
            return line;
    }
    return NULL;
}

/* ---- what stands in one row: "two civilians killed; 23 injured, of them at least eight children"
 */
static void add_parts(Composing *c, Text *t, const Records *r, const Figure *whole, Line *line) {
    bool more = false;
    for (uint32_t i = 0; i < r->figures.n; i++) {
        const Figure *f = &r->figures.v[i];
        if (records_figure(r, f->part_of) != whole) continue;
        text_format(t, "%s%.*s", more ? " and " : ", of them ", STR_ARG(words_of_figure(c, r, f)));
        more = true;
        composing_cite(c, line, f->head.id);
    }
}

/* The row's figure with those told in it. */
static void add_told(Composing *c, const Records *r, const Figure *f, Line *line) {
    Text t = {.arena = c->a};
    text_add(&t, line->cells[0]);
    add_parts(c, &t, r, f, line);
    for (uint32_t i = 0; str_eq(f->measure, key_lead_measure) && i < r->figures.n; i++) {
        const Figure *x = &r->figures.v[i];
        if (!str_eq(x->measure, key_tail_measure) || x->part_of || x->quantifier == QUANT_NO ||
            key_figure_told_with(r, x) != f)
            continue;
        text_format(&t, "; %.*s injured", STR_ARG(words_of_figure(c, r, x)));
        add_parts(c, &t, r, x, line);
        composing_cite(c, line, x->head.id);
    }
    c->failed = c->failed || t.failed;
    line->cells[0] = text_str(&t);
}

/* ---- a row for each number, and all who give it */

typedef struct Row {
    uint32_t line;
    const Figure *figure;
    Strs tellers, ids;
} Row;
LIST_OF(Row, Rows);

/* The rows of one group. */
typedef struct Group {
    uint32_t first; /* line */
    Number top;     /* of the rows above; a lower number was not raised, whoever raised it */
    Rows rows;
} Group;

/* Whether the story holds the figure to agree with one of the row: a number that is met twice in a
 * war need not be one count. */
static bool agrees_with(const Composing *c, const Row *row, Str id) {
    const Relations *list = &c->story->relations;
    for (uint32_t i = 0; i < list->n; i++) {
        const Relation *r = &list->v[i];
        bool a = str_eq(r->a, id);
        if (r->type != RELATION_AGREES || (!a && !str_eq(r->b, id))) continue;
        for (uint32_t k = 0; k < row->ids.n; k++)
            if (str_eq(row->ids.v[k], a ? r->b : r->a)) return true;
    }
    return false;
}

static bool same_number(const Figure *a, const Figure *b) {
    return a->quantifier == b->quantifier && a->status == b->status && a->value.some &&
           b->value.some && a->value.milli == b->value.milli && str_eq(a->measure, b->measure);
}

/* "the ministry; the Red Cross (~4 May); R3, no source given and 2 more" */
static void add_teller(Composing *c, Row *row, Str who, Str when) {
    enum { NAMED_MAX = 3 };
    Line *line = &c->out->lines.v[row->line];
    for (uint32_t i = 0; i < row->tellers.n; i++)
        if (str_eq(row->tellers.v[i], who)) return;
    Str *slot = list_push(c->a, &row->tellers, Str);
    c->failed = c->failed || !slot;
    if (!slot) return;
    *slot = who;
    Str named = line->cells[2];
    bool day = when.n && !str_eq(when, line->cells[1]);
    if (row->tellers.n > NAMED_MAX + 1) named.n = str_find(named, S(" and "));
    if (row->tellers.n > NAMED_MAX)
        line->cells[2] =
            composing_format(c, "%.*s and %u more", STR_ARG(named), row->tellers.n - NAMED_MAX);
    else
        line->cells[2] =
            composing_format(c, "%.*s; %.*s%s%.*s%s", STR_ARG(named), STR_ARG(who), day ? " (" : "",
                             day ? (int)when.n : 0, when.p, day ? ")" : "");
}

static void add_id(Composing *c, Row *row, Str id) {
    Str *slot = list_push(c->a, &row->ids, Str);
    if (slot) *slot = id;
    c->failed = c->failed || !slot;
}

/* Whether a row above gives the number: then who tells it stands there. */
static bool join_row(Composing *c, Group *g, const Figure *figure, Str id, Str when, Str who) {
    for (uint32_t i = 0; !c->options->all && i < g->rows.n; i++) {
        Row *row = &g->rows.v[i];
        if (!same_number(row->figure, figure) || !agrees_with(c, row, id)) continue;
        add_teller(c, row, who, when);
        add_id(c, row, id);
        composing_cite(c, &c->out->lines.v[row->line], id);
        return true;
    }
    return false;
}

static void open_row(Composing *c, Group *g, const Figure *figure, Str id, Str who) {
    Row *row = list_push(c->a, &g->rows, Row);
    c->failed = c->failed || !row;
    if (!row) return;
    *row = (Row){.line = c->out->lines.n - 1, .figure = figure};
    Str *slot = list_push(c->a, &row->tellers, Str);
    if (slot) *slot = who;
    c->failed = c->failed || !slot;
    add_id(c, row, id);
}

static void figure_row(Composing *c, Group *g, Str id) {
    Found f = record_index_find(&c->index, id);
    if (!f.records || f.kind != RECORD_FIGURE) return;
    const Figure *figure = records_figure(f.records, f.ref);
    if (!is_recent(c, f.records, figure)) return;
    Str what = words_of_figure(c, f.records, figure);
    if (figure->status != STATUS_ASSERTED)
        what = composing_format(c, "%.*s (%s)", STR_ARG(what), STATUS_words[figure->status]);
    Str when = words_of_figure_day(c, f.records, figure);
    Str who = words_of_counter(c, f.records, figure);
    Line *line = same_row(c, g->first, what, when, who);
    if (!line && join_row(c, g, figure, id, when, who)) return;
    for (uint32_t i = 0; line && i < g->rows.n; i++)
        if (&c->out->lines.v[g->rows.v[i].line] == line) add_id(c, &g->rows.v[i], id);
    if (!line) {
        line = composing_line(c, LINE_ROW, what);
        line->cells[1] = when;
        line->cells[2] = who;
        open_row(c, g, figure, id, who);
        composing_cite(c, line, id);
        if (!c->options->all) add_told(c, f.records, figure, line);
    }
    Number level = key_figure_level(figure);
    bool higher = level.some && (!g->top.some || level.milli > g->top.milli);
    bool above = higher && g->top.some;
    if (higher) g->top = level;
    if (above && map_get(&c->grown, id) && !str_ends(line->cells[0], raised))
        line->cells[0] = composing_format(c, "%.*s%.*s", STR_ARG(line->cells[0]), STR_ARG(raised));
    composing_cite(c, line, id);
}

/* The next fact with the same label, 1 + index: what is told in one group, though it is not held to
 * be one thing. */
static uint32_t *link_labels(Composing *c, const Ranked *ranked, uint32_t n, bool *follows) {
    Map last = {.arena = c->a};
    uint32_t *next = arena_new(c->a, uint32_t, n);
    for (uint32_t i = 0; next && i < n; i++) {
        uint32_t *at = map_at(&last, ranked[i].fact->label);
        if (!at) break;
        follows[i] = *at != 0;
        if (*at) next[*at - 1] = i + 1;
        *at = i + 1;
    }
    c->failed = c->failed || !next || last.failed;
    return next;
}

/* By the day it holds for; what has none comes last. */
static int by_day(const void *a, const void *b) {
    const DatedItem *x = a, *y = b;
    Day p = x->day ? x->day : INT32_MAX, q = y->day ? y->day : INT32_MAX;
    if (p != q) return p < q ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static Day day_of_figure(const Composing *c, Str id) {
    Found f = record_index_find(&c->index, id);
    if (!f.records || f.kind != RECORD_FIGURE) return 0;
    const Figure *x = records_figure(f.records, f.ref);
    bool worked_out;
    if (x->as_of && x->as_of->basis == AS_OF_STATED && days_some(x->as_of->days))
        return x->as_of->days.from;
    return composing_published(c, f.records, &worked_out).from;
}

static bool revises(const Composing *c, Str later, Str earlier) {
    const Relations *list = &c->story->relations;
    for (uint32_t i = 0; i < list->n; i++)
        if (list->v[i].type == RELATION_REVISES && str_eq(list->v[i].a, later) &&
            str_eq(list->v[i].b, earlier))
            return true;
    return false;
}

/* Of one day, what was said before stands before what revised it: "the office had put it at". */
static void put_revised_first(const Composing *c, DatedItems *items) {
    for (uint32_t i = 1; i < items->n; i++)
        for (uint32_t k = i; k > 0; k--) {
            DatedItem *a = &items->v[k - 1], *b = &items->v[k], moved = *b;
            if (a->day != b->day || !revises(c, a->id, b->id)) break;
            *b = *a;
            *a = moved;
        }
}

void composing_date_items(Composing *c, const Strs *items, DatedItems *out) {
    for (uint32_t i = 0; i < items->n; i++) {
        DatedItem *slot = list_push(c->a, out, DatedItem);
        if (slot)
            *slot = (DatedItem){day_of_figure(c, items->v[i]), out->n, items->v[i]};
        else
            c->failed = true;
    }
    if (out->n) qsort(out->v, out->n, sizeof *out->v, by_day);
    put_revised_first(c, out);
}

/* Of days well before the crisis that the reports are of. */
static bool is_long_past(const Composing *c, const Fact *fact) {
    enum { WELL_BEFORE = 60 };
    const Records *r;
    const Figure *x = key_figure_first(c, fact, &r);
    Day to = x && x->period ? x->period->to : x && x->as_of ? x->as_of->days.to : 0;
    return fact->background && to && c->story->days.from && c->story->days.from - to > WELL_BEFORE;
}

static void figure_group(Composing *c, const Ranked *ranked, const uint32_t *next, uint32_t at) {
    const Fact *fact = ranked[at].fact;
    /* of several facts there is no range, and one row says it itself */
    Str range = next[at] || fact->items.n < 2 ? S("") : words_of_range(c, fact);
    composing_line(c, LINE_GROUP,
                   composing_format(c, "%.*s%.*s", STR_ARG(fact->label), STR_ARG(range)));
    uint32_t heading = c->out->lines.n - 1;
    uint32_t first = c->out->lines.n;
    Group group = {.first = first};
    DatedItems items = {NULL, 0};
    for (uint32_t i = at + 1; i; i = next[i - 1])
        if (c->options->all || !key_figure_is_told_elsewhere(c, ranked[i - 1].fact))
            composing_date_items(c, &ranked[i - 1].fact->items, &items);
    for (uint32_t i = 0; i < items.n; i++) figure_row(c, &group, items.v[i].id);
    if (c->out->lines.n == first) c->out->lines.n = first - 1; /* all of them told elsewhere */
    if (is_long_past(c, fact))
        c->out->lines.v[heading].tag = S("earlier");
    else if (fact->independent > 1 && !next[at])
        c->out->lines.v[heading].tag =
            composing_format(c, "%u independent voices", fact->independent);
}

void compose_figures(Composing *c) {
    uint32_t n;
    const Ranked *ranked = key_figures_rank(c, &n);
    if (!n) return;
    key_figures_mark_grown(c);
    bool *follows = arena_new(c->a, bool, n);
    const uint32_t *next = follows ? link_labels(c, ranked, n, follows) : NULL;
    if (!next) {
        c->failed = true;
        return;
    }
    uint32_t before = c->out->lines.n;
    Line *head = composing_line(c, LINE_SECTION, S("KEY FIGURES"));
    head->cells[1] = S("as stated, never added up   ▲ raised later   ~ date worked out");
    for (uint32_t i = 0; i < n; i++)
        if (!follows[i]) figure_group(c, ranked, next, i);
    composing_end_section(c, before);
}
