#include "report/charts.h"

#include "report/composing.h"

#include <stdlib.h>

static Days figure_days(Composing *c, const Records *r, const Figure *f) {
    bool worked_out;
    if (f->as_of && f->as_of->basis == AS_OF_STATED && days_some(f->as_of->days))
        return f->as_of->days;
    return composing_published(c, r, &worked_out);
}

/* The number itself; its bounds where none is stated. */
static bool point_value(const Figure *f, ChartPoint *p) {
    Number least = f->value.some ? f->value : f->low.some ? f->low : f->high;
    Number most = f->high.some ? f->high : least;
    if (!least.some || f->bounds != BOUND_STATED || least.milli < 0) return false;
    p->least = least.milli < most.milli ? least.milli : most.milli;
    p->most = most.milli;
    p->over = f->low.some && !f->high.some;
    return true;
}

static bool add_point(Composing *c, Chart *chart, Str id) {
    Found found = record_index_find(&c->index, id);
    if (!found.records || found.kind != RECORD_FIGURE) return false;
    const Records *r = found.records;
    const Figure *f = records_figure(r, found.ref);
    ChartPoint p = {.report = composing_number(c, r->doc.id),
                    .sentence = document_sentence_at(&r->doc, f->head.span.start)};
    p.day = figure_days(c, r, f).from;
    if (f->status != STATUS_ASSERTED || !p.day || !p.report || !p.sentence || !point_value(f, &p))
        return false;
    p.words = words_of_figure(c, r, f);
    p.speaker = words_of_speaker(c, r, f->voice, f->claim);
    ChartPoint *slot = list_push(c->a, &chart->points, ChartPoint);
    if (slot)
        *slot = p;
    else
        c->failed = true;
    return slot != NULL;
}

static int by_day(const void *x, const void *y) {
    const ChartPoint *a = x, *b = y;
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    if (a->least != b->least) return a->least < b->least ? -1 : 1;
    if (a->report != b->report) return a->report < b->report ? -1 : 1;
    return (a->sentence > b->sentence) - (a->sentence < b->sentence);
}

/* Worth drawing: two days and two values. */
static bool moves(const Chart *chart) {
    bool days = false, values = false;
    for (uint32_t i = 1; i < chart->points.n; i++) {
        days |= chart->points.v[i].day != chart->points.v[0].day;
        values |= chart->points.v[i].least != chart->points.v[0].least;
    }
    return days && values;
}

static void put_chart(Composing *c, const Chart *chart) {
    Chart *slot = list_push(c->a, &c->out->charts, Chart);
    if (slot)
        *slot = *chart;
    else
        c->failed = true;
}

void chart_figures(Composing *c) {
    uint32_t line = c->out->lines.n ? c->out->lines.n - 1 : 0, drawn = 0;
    if (c->options->format != REPORT_HTML) return;
    for (uint32_t i = 0; i < c->story->facts.n && drawn < CHARTS_MAX; i++) {
        const Fact *fact = &c->story->facts.v[i];
        Chart chart = {.title = fact->label, .line = line};
        if (fact->kind != FACT_FIGURE || fact->background) continue;
        for (uint32_t k = 0; k < fact->items.n && chart.points.n < CHART_POINTS_MAX; k++)
            add_point(c, &chart, fact->items.v[k]);
        if (chart.points.n) qsort(chart.points.v, chart.points.n, sizeof(ChartPoint), by_day);
        if (!moves(&chart)) continue;
        put_chart(c, &chart);
        drawn++;
    }
}

/* The first statement of a line. */
static bool first_cite(const Composing *c, const Strs *items, ChartPoint *p) {
    for (uint32_t i = 0; i < items->n; i++) {
        Found f = record_index_find(&c->index, items->v[i]);
        if (!f.records || f.kind == RECORD_DOCUMENT) continue;
        p->report = composing_number(c, f.records->doc.id);
        p->sentence = document_sentence_at(&f.records->doc,
                                           records_head(f.records, f.kind, f.ref)->span.start);
        if (p->report && p->sentence) return true;
    }
    return false;
}

/* How much the timeline has on each day that is known to the day. */
void chart_days(Composing *c) {
    Chart chart = {.title = S("Happenings a day"),
                   .line = c->out->lines.n ? c->out->lines.n - 1 : 0,
                   .bars = true};
    if (c->options->format != REPORT_HTML) return;
    for (uint32_t i = 0; i < c->story->timelines.n; i++) {
        const Timeline *t = &c->story->timelines.v[i];
        if (t->background || !t->days.from || t->days.from != t->days.to) continue;
        if (c->options->since && t->days.from < c->options->since) continue;
        ChartPoint *last = chart.points.n ? &chart.points.v[chart.points.n - 1] : NULL;
        if (!last || last->day != t->days.from) {
            ChartPoint p = {.day = t->days.from};
            if (chart.points.n == CHART_POINTS_MAX || !first_cite(c, &t->items, &p)) continue;
            last = list_push(c->a, &chart.points, ChartPoint);
            if (!last) {
                c->failed = true;
                return;
            }
            *last = p;
        }
        last->least = last->most += 1000;
    }
    for (uint32_t i = 0; i < chart.points.n; i++)
        chart.points.v[i].words =
            composing_format(c, "%lld on record", (long long)(chart.points.v[i].most / 1000));
    if (chart.points.n > 1) put_chart(c, &chart);
}
