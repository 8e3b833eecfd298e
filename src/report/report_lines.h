/* A report before it has a form: lines with their citations. Composing fills them, a renderer per
 * format prints them.
 */
#ifndef SITREP_REPORT_REPORT_LINES_H
#define SITREP_REPORT_REPORT_LINES_H

#include "report/report.h"

typedef enum LineKind {
    LINE_TITLE,   /* cells: title */
    LINE_META,    /* cells: name, value */
    LINE_SECTION, /* cells: heading, what it holds */
    LINE_GROUP,   /* cells: what the rows below share; tag */
    LINE_ROW,     /* cells: what, when, who */
    LINE_BULLET,  /* cells: text */
    LINE_NOTE     /* cells: text, below a group */
} LineKind;

enum { LINE_CELLS = 3 };

typedef struct Cite {
    uint32_t report, sentence; /* from 1 */
} Cite;
LIST_OF(Cite, Cites);

typedef struct Line {
    LineKind kind;
    Str cells[LINE_CELLS];
    Str tag;
    Cites cites;
    Strs ids;          /* the records behind the line */
    uint32_t accepted; /* of these, by people who reviewed them */
} Line;
LIST_OF(Line, ReportLines);

/* A sentence that some line cites. */
typedef struct CitedSentence {
    Cite cite;
    Str text;
} CitedSentence;
LIST_OF(CitedSentence, CitedSentences);

/* One point of a chart: charts.h. */
typedef struct ChartPoint {
    Day day;
    int64_t least, most; /* thousandths */
    bool over;           /* a lower bound */
    uint32_t report, sentence;
    Str words, speaker;
} ChartPoint;
LIST_OF(ChartPoint, ChartPoints);

typedef struct Chart {
    Str title;
    ChartPoints points; /* by day */
    bool bars;          /* counts a day; else what was stated */
    uint32_t line;      /* below which it stands */
} Chart;
LIST_OF(Chart, Charts);

typedef struct Report {
    Str title;
    ReportLines lines;
    CitedSentences cited; /* by report and sentence */
    Charts charts;
} Report;

StCode report_compose(const RecordsList *docs, const Stories *stories, const ReportOptions *options,
                      Arena *a, Report *out, StErr *err);

void report_sort_cited(Report *r);
/* In the format of the options. */
StCode report_render(const Report *r, const ReportOptions *options, Arena *a, Text *out,
                     StErr *err);
void report_render_text(const Report *r, const ReportOptions *options, Arena *a, Text *out);
void report_render_markdown(const Report *r, Text *out);
void report_render_html(const Report *r, Text *out);
void report_render_json(const Report *r, Text *out);

/* "3:12" */
void cite_text(Cite c, Text *out);

/* All records behind the line were accepted by people. */
static inline bool line_accepted(const Line *line) {
    return line->ids.n && line->accepted == line->ids.n;
}
/* How a line says so. */
#define ACCEPTED_MARK "✓"

#endif
