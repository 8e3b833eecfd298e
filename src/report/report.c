#include "report/report.h"

#include "report/changes.h"
#include "report/charts.h"
#include "report/composing.h"
#include "report/status.h"

#include <stdlib.h>

static void meta(Composing *c, Str name, Str value) {
    composing_line(c, LINE_META, name)->cells[1] = value;
}

static void compose_head(Composing *c) {
    const Story *s = c->story;
    int year = c->year;
    c->year = 0; /* here with the year */
    composing_line(c, LINE_TITLE,
                   composing_format(c, "SITUATION REPORT   %.*s", STR_ARG(s->title)));
    uint32_t foreign = 0, dated = 0;
    bool prints = false; /* the newest report its day */
    for (uint32_t i = 0; i < s->docs.n; i++) {
        Found f = record_index_find(&c->index, s->docs.v[i]);
        if (!f.records) continue;
        const Document *d = &f.records->doc;
        foreign += d->lang.n && !str_eq(d->lang, S("en"));
        bool own = d->published && d->published->basis != PUBLISHED_INFERRED;
        dated += own;
        prints |= own && d->published->days.to == s->days.to;
    }
    if (s->days.to)
        meta(c, S("As of"),
             composing_format(c, "%.*s (day of the newest report)",
                              STR_ARG(words_of_days(c, (Days){s->days.to, s->days.to}, !prints))));
    if (s->days.from && s->days.to) meta(c, S("Period"), words_of_days(c, s->days, false));
    c->year = year;
    Text t = {.arena = c->a};
    text_format(&t, "%u report%s", s->docs.n, s->docs.n == 1 ? "" : "s");
    if (s->independent < s->docs.n) text_format(&t, ", %u after folding copies", s->independent);
    if (s->independent == s->docs.n && s->docs.n > 1) text_add_c(&t, ", no copies among them");
    if (dated < s->docs.n)
        text_add(&t, dated            ? composing_format(c, "; %u with a date of its own", dated)
                     : s->docs.n == 1 ? S("; it prints no date")
                                      : S("; none prints its date"));
    if (foreign) text_format(&t, "; %u in other languages, not coded", foreign);
    c->failed = c->failed || t.failed;
    meta(c, S("Read"), text_str(&t));
    meta(c, S("Status"), report_status(c));
    bool accepted = c->options->reviews && c->options->reviews->accepted.n;
    meta(c, S("Cites"),
         accepted
             ? S("[4:20] is report 4, sentence 20; " ACCEPTED_MARK " accepted in review; from a "
                 "store, sitrep show 4:20 prints it")
             : S("[4:20] is report 4, sentence 20; from a store, sitrep show 4:20 prints it"));
}

static void compose_story(Composing *c, const Story *s) {
    composing_enter(c, s);
    compose_head(c);
    compose_since(c, s);
    compose_short(c);
    compose_figures(c);
    chart_figures(c);
    compose_causes(c);
    compose_disputes(c);
    compose_claims(c);
    compose_needs(c);
    compose_timeline(c);
    chart_days(c);
    compose_gaps(c);
    compose_sources(c);
}

static int by_cite(const void *a, const void *b) {
    const CitedSentence *x = a, *y = b;
    if (x->cite.report != y->cite.report) return x->cite.report < y->cite.report ? -1 : 1;
    return x->cite.sentence < y->cite.sentence ? -1 : x->cite.sentence > y->cite.sentence;
}

void report_sort_cited(Report *r) {
    if (r->cited.n) qsort(r->cited.v, r->cited.n, sizeof *r->cited.v, by_cite);
}

/* Several stories: a list first, so that the reader can choose. */
static void compose_contents(Composing *c, const Stories *stories) {
    composing_line(c, LINE_TITLE, composing_format(c, "%u STORIES", stories->n));
    for (uint32_t i = 0; i < stories->n; i++) {
        const Story *s = &stories->v[i];
        composing_line(c, LINE_BULLET,
                       composing_format(c, "%.*s  %.*s, %u report%s", STR_ARG(s->id),
                                        STR_ARG(s->title), s->docs.n, s->docs.n == 1 ? "" : "s"));
    }
    composing_line(c, LINE_NOTE, S(""));
}

StCode report_compose(const RecordsList *docs, const Stories *stories, const ReportOptions *options,
                      Arena *a, Report *out, StErr *err) {
    *out = (Report){0};
    Composing c;
    TRY_MEM(composing_begin(&c, docs, options, a, out), err);
    uint32_t found = 0;
    if (stories->n > 1 && !options->story.n) compose_contents(&c, stories);
    for (uint32_t i = 0; i < stories->n; i++) {
        const Story *s = &stories->v[i];
        if (options->story.n && !str_eq(options->story, s->id)) continue;
        if (found++ == 0)
            out->title = s->title;
        else
            composing_line(&c, LINE_NOTE, S(" "));
        compose_story(&c, s);
    }
    if (options->story.n && !found)
        return st_fail(err, ST_NOT_FOUND, 0, "no story %.*s", STR_ARG(options->story));
    report_sort_cited(out);
    TRY_MEM(!c.failed, err);
    return ST_OK;
}

void cite_text(Cite c, Text *out) {
    text_format(out, "%u:%u", c.report, c.sentence);
}

StCode report_render(const Report *r, const ReportOptions *options, Arena *a, Text *out,
                     StErr *err) {
    switch (options->format) {
    case REPORT_TEXT: report_render_text(r, options, a, out); break;
    case REPORT_MARKDOWN: report_render_markdown(r, out); break;
    case REPORT_HTML: report_render_html(r, out); break;
    case REPORT_JSON: report_render_json(r, out); break;
    }
    TRY_MEM(!out->failed && !a->spent, err);
    return ST_OK;
}

StCode report_write(const RecordsList *docs, const Stories *stories, const ReportOptions *options,
                    Arena *a, Text *out, StErr *err) {
    Report report;
    TRY(report_compose(docs, stories, options, a, &report, err));
    return report_render(&report, options, a, out, err);
}

StCode report_write_contents(const Stories *stories, const ReportOptions *options, Arena *a,
                             Text *out, StErr *err) {
    Report report = {.title = S("Stories")};
    Composing c;
    TRY_MEM(composing_begin(&c, &(RecordsList){NULL, 0}, options, a, &report), err);
    compose_contents(&c, stories);
    TRY_MEM(!c.failed, err);
    return report_render(&report, options, a, out, err);
}
