#include "report/changes.h"

#include <stdlib.h>

enum { RANK_HIDDEN = 100, COUNT_MAX = 10000 }; /* hidden: only with --all */

static Str measure_of(const Composing *c, const Fact *fact) {
    Found f = fact->items.n ? record_index_find(&c->index, fact->items.v[0]) : (Found){0};
    if (!f.records || f.kind != RECORD_FIGURE) return S("");
    return records_figure(f.records, f.ref)->measure;
}

static Str cell_of(const Composing *c, Str measure, const char *column) {
    const Table *t =
        c->options->tables ? tables_get(c->options->tables, "en/measure_families") : NULL;
    uint32_t row = t ? table_find(t, measure, 0) : 0;
    return row ? table_cell(t, row - 1, table_column(t, column)) : S("");
}

/* A small number of a cell; `none` where there is none. */
static int small_number(Str cell, int none) {
    int n = 0;
    for (size_t i = 0; i < cell.n; i++) {
        if (cell.p[i] < '0' || cell.p[i] > '9' || n >= COUNT_MAX) return none;
        n = n * 10 + (cell.p[i] - '0');
    }
    return cell.n ? n : none;
}

/* What an analyst looks for first stands first; what has no rank comes after, by name. */
static int rank_of(const Composing *c, Str measure) {
    return small_number(cell_of(c, measure, "rank"), RANK_HIDDEN);
}

typedef struct Ranked {
    const Fact *fact;
    Str measure;
    int rank;
    int64_t most; /* thousandths; the greatest number stated */
} Ranked;

static int by_rank(const void *a, const void *b) {
    const Ranked *x = a, *y = b;
    if (x->rank != y->rank) return x->rank - y->rank;
    int c = str_cmp(x->measure, y->measure);
    if (c) return c;
    if (x->fact->background != y->fact->background) return x->fact->background ? 1 : -1;
    if (x->fact->items.n != y->fact->items.n) return x->fact->items.n < y->fact->items.n ? 1 : -1;
    if (x->most != y->most) return x->most < y->most ? 1 : -1;
    return str_cmp(x->fact->id, y->fact->id);
}

/* The least and the greatest number stated, the latter with "over" where it is a lower bound. */
typedef struct Stated {
    Number least, most;
    bool open, share;
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
        s.share |= str_eq(figure->unit, S("percent"));
        if (figure->quantifier != QUANT_BETWEEN) continue;
        widen(&s, figure->low, false);
        widen(&s, figure->high, false);
    }
    return s;
}

Str words_of_range(Composing *c, const Fact *fact) {
    Stated s = stated_of(c, fact);
    if (!s.least.some) return S("");
    Str least = words_of_number(c, s.least), most = words_of_number(c, s.most);
    const char *over = s.open ? "over " : "", *unit = s.share ? " %" : "";
    if (str_eq(least, most)) return composing_format(c, ": %s%.*s%s", over, STR_ARG(most), unit);
    return composing_format(c, ": %.*s to %s%.*s%s", STR_ARG(least), over, STR_ARG(most), unit);
}

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

static const Str lead_measure = STR("killed"), tail_measure = STR("injured");

/* The dead that a count of the injured is told with: of one sentence and speaker. */
static const Figure *told_with(const Records *r, const Figure *injured) {
    for (uint32_t i = 0; i < r->figures.n; i++) {
        const Figure *f = &r->figures.v[i];
        if (f->sentence.start == injured->sentence.start && f->claim == injured->claim &&
            f->voice == injured->voice && !f->part_of && f->quantifier != QUANT_NO &&
            str_eq(f->measure, lead_measure))
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
static bool is_told_elsewhere(const Composing *c, const Fact *fact) {
    for (uint32_t i = 0; i < fact->items.n; i++) {
        Found f = record_index_find(&c->index, fact->items.v[i]);
        const Figure *x =
            f.records && f.kind == RECORD_FIGURE ? records_figure(f.records, f.ref) : NULL;
        if (!x) return false;
        bool injured = str_eq(x->measure, tail_measure) && x->quantifier != QUANT_NO;
        if (!x->part_of && !(injured && told_with(f.records, x)) && !is_share_told(f.records, x))
            return false;
    }
    return fact->items.n > 0;
}

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
    for (uint32_t i = 0; str_eq(f->measure, lead_measure) && i < r->figures.n; i++) {
        const Figure *x = &r->figures.v[i];
        if (!str_eq(x->measure, tail_measure) || x->part_of || x->quantifier == QUANT_NO ||
            told_with(r, x) != f)
            continue;
        text_format(&t, "; %.*s injured", STR_ARG(words_of_figure(c, r, x)));
        add_parts(c, &t, r, x, line);
        composing_cite(c, line, x->head.id);
    }
    c->failed = c->failed || t.failed;
    line->cells[0] = text_str(&t);
}

static Number level_of(const Figure *x) {
    return x->value.some ? x->value : x->low.some ? x->low : x->high;
}

/* `top`: the greatest number of the rows above; a lower one was not raised, whoever raised it. */
static void figure_row(Composing *c, uint32_t first, Str id, Number *top) {
    Found f = record_index_find(&c->index, id);
    if (!f.records || f.kind != RECORD_FIGURE) return;
    const Figure *figure = records_figure(f.records, f.ref);
    if (!is_recent(c, f.records, figure)) return;
    Str what = words_of_figure(c, f.records, figure);
    if (figure->status != STATUS_ASSERTED)
        what = composing_format(c, "%.*s (%s)", STR_ARG(what), STATUS_words[figure->status]);
    Str when = words_of_figure_day(c, f.records, figure);
    Str who = words_of_counter(c, f.records, figure);
    Line *line = same_row(c, first, what, when, who);
    if (!line) {
        line = composing_line(c, LINE_ROW, what);
        line->cells[1] = when;
        line->cells[2] = who;
        composing_cite(c, line, id);
        if (!c->options->all) add_told(c, f.records, figure, line);
    }
    Number level = level_of(figure);
    bool higher = level.some && (!top->some || level.milli > top->milli);
    bool above = higher && top->some;
    if (higher) *top = level;
    if (above && map_get(&c->grown, id) && !str_ends(line->cells[0], raised))
        line->cells[0] = composing_format(c, "%.*s%.*s", STR_ARG(line->cells[0]), STR_ARG(raised));
    composing_cite(c, line, id);
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
    int least = small_number(cell_of(c, measure, "least"), 0);
    Stated s = stated_of(c, fact);
    return s.most.some && s.most.milli < (int64_t)least * 1000;
}

static const Figure *first_figure(const Composing *c, const Fact *fact, const Records **r) {
    Found f = fact->items.n ? record_index_find(&c->index, fact->items.v[0]) : (Found){0};
    *r = f.records;
    return f.records && f.kind == RECORD_FIGURE ? records_figure(f.records, f.ref) : NULL;
}

/* "Took none of it", "14 were destroyed": how many of things without a name says nothing, nor that
 * there were none. */
static bool counts_no_thing(const Composing *c, const Fact *fact) {
    const Records *r;
    const Figure *x = first_figure(c, fact, &r);
    return x && str_eq(x->unit, S("item")) && (!x->counted.n || x->quantifier == QUANT_NO);
}

/* Of some measures only those with arms: "24 were inside" is told of anybody. */
static bool is_of_others(const Composing *c, const Fact *fact, Str measure) {
    const Records *r;
    const Figure *x = first_figure(c, fact, &r);
    if (!x || !str_eq(cell_of(c, measure, "whom"), S("armed"))) return false;
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
    Ranked r = {fact, measure_of(c, fact), 0, 0};
    r.rank = rank_of(c, r.measure);
    return is_key(c, &r);
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
        Ranked r = {fact, measure, rank_of(c, measure), stated_of(c, fact).most.milli};
        if (is_key(c, &r) || c->options->all) ranked[(*n)++] = r;
    }
    if (*n) qsort(ranked, *n, sizeof *ranked, by_rank);
    return ranked;
}

/* "nearly 30 (unnamed reports, ~20 Sep)" */
static void short_value(Composing *c, Text *t, const Records *r, const Figure *f, bool grown) {
    Str who = words_of_counter(c, r, f);
    Str when = words_of_figure_day(c, r, f);
    text_format(t, "%s%.*s (%.*s", grown ? "then " : "", STR_ARG(words_of_value(c, r, f)),
                STR_ARG(who));
    if (when.n) text_format(t, ", %.*s", STR_ARG(when));
    text_add_char(t, ')');
}

/* "None": beside counts of harm it is a dispute, which is told as one. */
static bool only_denies(const Composing *c, const Fact *fact) {
    Stated s = stated_of(c, fact);
    return s.most.some && !s.most.milli;
}

static bool is_disputed(const Composing *c, Str id) {
    for (uint32_t i = 0; i < c->story->disputes.n; i++)
        for (uint32_t p = 0; p < c->story->disputes.v[i].positions.n; p++) {
            const Strs *items = &c->story->disputes.v[i].positions.v[p].items;
            for (uint32_t k = 0; k < items->n; k++)
                if (str_eq(items->v[k], id)) return true;
        }
    return false;
}

/* Of what only grows a count of less than half that comes later is of a part ("17 deaths were struck
 * from a register"), unless somebody sets it against the higher one; a closer one is a rival. */
static bool tells_whole(const Composing *c, const Figure *x, Number *top) {
    const Table *growing = c->options->tables ? tables_get(c->options->tables, "en/growing") : NULL;
    Number level = level_of(x);
    bool grows = growing && table_find(growing, x->measure, 0);
    bool lower = grows && top->some && level.some && level.milli < top->milli / 2;
    if (level.some && (!top->some || level.milli > top->milli)) *top = level;
    return !lower || is_disputed(c, x->head.id);
}

typedef struct ShortValue {
    const Records *records;
    const Figure *figure;
    Str words;
    Strs more; /* figures of the same words */
} ShortValue;
LIST_OF(ShortValue, ShortValues);

/* By day, each once. */
static void gather_values(Composing *c, const Fact *fact, ShortValues *out) {
    DatedItems items = {NULL, 0};
    Number top = {0};
    composing_date_items(c, &fact->items, &items);
    for (uint32_t i = 0; i < items.n; i++) {
        Found f = record_index_find(&c->index, items.v[i].id);
        if (!f.records || f.kind != RECORD_FIGURE) continue;
        const Figure *x = records_figure(f.records, f.ref);
        Str words = words_of_value(c, f.records, x);
        bool none = x->quantifier == QUANT_NO && !only_denies(c, fact); /* of another part */
        bool known = none || !tells_whole(c, x, &top);
        for (uint32_t k = 0; k < out->n; k++) {
            if (!str_eq(out->v[k].words, words)) continue;
            Str *more = list_push(c->a, &out->v[k].more, Str);
            if (more) *more = x->head.id;
            known = true;
        }
        ShortValue *slot = known ? NULL : list_push(c->a, out, ShortValue);
        if (slot) *slot = (ShortValue){f.records, x, words, {NULL, 0}};
        c->failed = c->failed || (!slot && !known);
    }
}

/* A fact's last values. */
static void short_fact(Composing *c, const Fact *fact) {
    enum { VALUES_MAX = 3 };
    ShortValues values = {NULL, 0};
    gather_values(c, fact, &values);
    if (!values.n) return;
    uint32_t first = values.n > VALUES_MAX ? values.n - VALUES_MAX : 0;
    Text t = {.arena = c->a};
    text_add(&t, words_capital(c, fact->label));
    Line *line = composing_line(c, LINE_BULLET, S(""));
    for (uint32_t i = first; i < values.n; i++) {
        const ShortValue *v = &values.v[i];
        text_add_c(&t, i > first ? "; " : ": ");
        short_value(c, &t, v->records, v->figure,
                    i > first && map_get(&c->grown, v->figure->head.id));
        composing_cite(c, line, v->figure->head.id);
        composing_cite_all(c, line, &v->more);
    }
    c->failed = c->failed || t.failed;
    line->cells[0] = text_str(&t);
}

/* One person held or freed, a handful on the move, how many live somewhere or were there: no news
 * in short. */
static bool says_little(const Composing *c, const Fact *fact, Str measure) {
    Str fewest = cell_of(c, measure, "short");
    Stated s = stated_of(c, fact);
    if (str_eq(fewest, S("-"))) return true;
    return s.most.some && s.most.milli < (int64_t)small_number(fewest, 2) * 1000;
}

void choose_short_facts(Composing *c, ShortFacts *out) {
    uint32_t n;
    const Ranked *ranked = ranked_of(c, &n);
    Str last = S("");
    *out = (ShortFacts){.n = 0};
    for (uint32_t i = 0; ranked && i < n && out->n < SHORT_FIGURES; i++) {
        const Fact *fact = ranked[i].fact;
        bool told = last.n && str_eq(ranked[i].measure, last);            /* one of each measure */
        bool both = out->n && str_eq(ranked[i].measure, S("casualties")); /* beside the killed */
        if (told || both || says_little(c, fact, ranked[i].measure) || fact->background ||
            is_told_elsewhere(c, fact) || !stated_of(c, fact).least.some ||
            (out->n && only_denies(c, fact)))
            continue;
        last = ranked[i].measure;
        out->v[out->n] = fact;
        out->measures[out->n++] = last;
    }
}

void compose_short_figures(Composing *c, const ShortFacts *facts) {
    mark_grown(c);
    for (uint32_t i = 0; i < facts->n; i++) short_fact(c, facts->v[i]);
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

void composing_date_items(Composing *c, const Strs *items, DatedItems *out) {
    for (uint32_t i = 0; i < items->n; i++) {
        DatedItem *slot = list_push(c->a, out, DatedItem);
        if (slot)
            *slot = (DatedItem){day_of_figure(c, items->v[i]), out->n, items->v[i]};
        else
            c->failed = true;
    }
    if (out->n) qsort(out->v, out->n, sizeof *out->v, by_day);
}

/* Of days well before the crisis that the reports are of. */
static bool is_long_past(const Composing *c, const Fact *fact) {
    enum { WELL_BEFORE = 60 };
    const Records *r;
    const Figure *x = first_figure(c, fact, &r);
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
    DatedItems items = {NULL, 0};
    for (uint32_t i = at + 1; i; i = next[i - 1])
        if (c->options->all || !is_told_elsewhere(c, ranked[i - 1].fact))
            composing_date_items(c, &ranked[i - 1].fact->items, &items);
    Number top = {0, false};
    for (uint32_t i = 0; i < items.n; i++) figure_row(c, first, items.v[i].id, &top);
    if (c->out->lines.n == first) c->out->lines.n = first - 1; /* all of them told elsewhere */
    if (is_long_past(c, fact))
        c->out->lines.v[heading].tag = S("earlier");
    else if (fact->independent > 1 && !next[at] && c->out->lines.n > first + 1)
        c->out->lines.v[heading].tag =
            composing_format(c, "%u independent voices", fact->independent);
}

void compose_figures(Composing *c) {
    uint32_t n;
    const Ranked *ranked = ranked_of(c, &n);
    if (!n) return;
    mark_grown(c);
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
