/* Stories → a situation report: what and when, key figures, what is disputed, who says what,
 * needs and access, timeline, what is not known, the dates and the sources.
 *
 *   in   the documents' records and the stories made of them
 *   out  text for a terminal, Markdown, a standalone HTML page, or JSON
 *   own  all in the arena
 *   note every line cites report and sentence as [3:12]; the same documents give the same bytes in
 *        any order. Labels are built from fields; words of a report stand in quotation marks.
 */
#ifndef SITREP_REPORT_REPORT_H
#define SITREP_REPORT_REPORT_H

#include "story/story.h"

typedef enum ReportFormat { REPORT_TEXT, REPORT_MARKDOWN, REPORT_HTML, REPORT_JSON } ReportFormat;

typedef struct ReportOptions {
    const Tables *tables; /* names of countries; NULL: codes */
    ReportFormat format;
    unsigned width; /* columns, for text: REPORT_WIDTH_MIN … _MAX */
    bool color;     /* for text */
    bool all;       /* rows of low precision too */
    Str story;      /* only this one; NULL: all */
    Day since;      /* what is new since that day first, and nothing older in figures, claims and
                       timeline; 0: all */
    const struct Changes *changes; /* the same since an earlier state of the stories, or NULL */
    Str since_words;               /* what that state is called: "run 3" */
    const Reviews *reviews;        /* what people decided, or NULL */
    const RecordsList *all_docs;   /* the documents with what they set aside, or NULL */
} ReportOptions;

enum {
    REPORT_WIDTH_MIN = 40,
    REPORT_WIDTH_MAX = 400,
    REPORT_WIDTH_DEFAULT = 100,
    REPORT_DOCUMENTS_MAX = 2000 /* in one report; with more, the list of stories stands for it */
};

/* err  ST_NOT_FOUND when there is no such story, ST_NOMEM */
StCode report_write(const RecordsList *docs, const Stories *stories, const ReportOptions *options,
                    Arena *a, Text *out, StErr *err);
/* The list of stories alone, of which only id, title and counts need be there. */
StCode report_write_contents(const Stories *stories, const ReportOptions *options, Arena *a,
                             Text *out, StErr *err);

#endif
