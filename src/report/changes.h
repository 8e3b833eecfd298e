/* Two states of one story → what is new, changed and gone: reports, dates, figures, happenings,
 * disputes. Every line cites the statements that make the difference.
 *
 *   in   a Composing over the documents of both states, entered into the later one
 *   out  sections of the report; `*lines` counts the changes
 *   note a fact is known again by its statements, so that a changed label or id is no change
 */
#ifndef SITREP_REPORT_CHANGES_H
#define SITREP_REPORT_CHANGES_H

#include "report/composing.h"

/* A story in two states; either may have no story. */
typedef struct Change {
    const Story *before, *now;
    const RecordsList *docs_before, *docs_now;
} Change;
typedef struct Changes {
    Change *v;
    uint32_t n;
} Changes;

void compose_changes(Composing *c, const Change *change, uint32_t *lines);

/* A section of a report: what is new since the day or state of its options; nothing where there is
 * none. */
void compose_since(Composing *c, const Story *s); /* compose_since.c */
/* Whether an item of a document is new enough for the report: of a document that the earlier state
 * did not have, or that holds up to a day (0: not known) that is not before the options' day. */
bool composing_is_recent(const Composing *c, const Records *r, Day day);

/* A whole report of changes. `since` is what the head calls the earlier state; documents that were
 * removed, text and all, are named by `gone`. */
StCode changes_write(const Changes *changes, Str since, const Strs *gone,
                     const ReportOptions *options, Arena *a, Text *out, uint32_t *lines,
                     StErr *err);

#endif
