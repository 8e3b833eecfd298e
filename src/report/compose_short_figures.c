/* IN SHORT: the figures most was said of, each with its last values and who gives them. */
#include "report/key_figures.h"

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
    Stated s = key_figure_stated(c, fact);
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
    Number level = key_figure_level(x);
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

/* The first dispute is of just these counts, and tells them. */
static bool is_told_as_dispute(const Composing *c, const ShortValues *values) {
    const Dispute *d = c->story->disputes.n ? &c->story->disputes.v[0] : NULL;
    uint32_t found = 0;
    for (uint32_t i = 0; d && i < values->n; i++)
        for (uint32_t p = 0; p < d->positions.n; p++)
            for (uint32_t k = 0; k < d->positions.v[p].items.n; k++)
                found += str_eq(d->positions.v[p].items.v[k], values->v[i].figure->head.id);
    return values->n > 1 && found >= values->n;
}

/* A fact's last values. */
static void short_fact(Composing *c, const Fact *fact) {
    enum { VALUES_MAX = 3 };
    ShortValues values = {NULL, 0};
    gather_values(c, fact, &values);
    if (!values.n || is_told_as_dispute(c, &values)) return;
    uint32_t first = values.n > VALUES_MAX ? values.n - VALUES_MAX : 0;
    Text t = {.arena = c->a};
    text_add(&t, words_capital(c, fact->label));
    Line *line = composing_line(c, LINE_BULLET, S(""));
    for (uint32_t i = first; i < values.n; i++) {
        const ShortValue *v = &values.v[i], *before = i > first ? &values.v[i - 1] : NULL;
        bool grown = before && map_get(&c->grown, v->figure->head.id) &&
                     key_figure_level(v->figure).milli > key_figure_level(before->figure).milli;
        text_add_c(&t, before ? "; " : ": ");
        short_value(c, &t, v->records, v->figure, grown);
        composing_cite(c, line, v->figure->head.id);
        composing_cite_all(c, line, &v->more);
    }
    c->failed = c->failed || t.failed;
    line->cells[0] = text_str(&t);
}

/* One person held or freed, a handful on the move, how many live somewhere or were there: no news
 * in short. */
static bool says_little(const Composing *c, const Fact *fact, Str measure) {
    Str fewest = key_figure_cell(c, measure, "short");
    Stated s = key_figure_stated(c, fact);
    if (str_eq(fewest, S("-"))) return true;
    return s.most.some && s.most.milli < (int64_t)key_figure_number(fewest, 2) * 1000;
}

void choose_short_facts(Composing *c, ShortFacts *out) {
    uint32_t n;
    const Ranked *ranked = key_figures_rank(c, &n);
    Str last = S("");
    *out = (ShortFacts){.n = 0};
    for (uint32_t i = 0; ranked && i < n && out->n < SHORT_FIGURES; i++) {
        const Fact *fact = ranked[i].fact;
        bool told = last.n && str_eq(ranked[i].measure, last);            /* one of each measure */
        bool both = out->n && str_eq(ranked[i].measure, S("casualties")); /* beside the killed */
        if (told || both || says_little(c, fact, ranked[i].measure) || fact->background ||
            key_figure_is_told_elsewhere(c, fact) || !key_figure_stated(c, fact).least.some ||
            (out->n && only_denies(c, fact)))
            continue;
        last = ranked[i].measure;
        out->v[out->n] = fact;
        out->measures[out->n++] = last;
    }
}

void compose_short_figures(Composing *c, const ShortFacts *facts) {
    key_figures_mark_grown(c);
    for (uint32_t i = 0; i < facts->n; i++) short_fact(c, facts->v[i]);
}
