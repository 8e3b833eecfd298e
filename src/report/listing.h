/* Rows of one kind of record, filtered, for people or as JSON lines; and one record with its
 * sentence. Views of the same records and stories as the report.
 */
#ifndef SITREP_REPORT_LISTING_H
#define SITREP_REPORT_LISTING_H

#include "report/report.h"

typedef enum Listing {
    LIST_STORIES,
    LIST_FACTS,
    LIST_CLAIMS,
    LIST_EVENTS,
    LIST_TIMELINE,
    LIST_DISPUTES
} Listing;

/* Each is {NULL,0} or 0 where not asked for. Names match folded, as a part of the record's. */
typedef struct Filter {
    Str story, actor, measure, place;
    Day since, until;
} Filter;

/* Appends the rows; `*rows` says how many matched. */
StCode listing_write(Listing what, const RecordsList *docs, const Stories *stories,
                     const Tables *tables, const Filter *filter, bool json, Arena *a, Text *out,
                     uint32_t *rows, StErr *err);

/* Stories alone, of which only id, title, days and counts need be there; `lines` are their JSON
 * lines, wanted instead of rows, or NULL. */
StCode listing_write_stories(const Stories *stories, const Strs *lines, const Filter *filter,
                             Arena *a, Text *out, uint32_t *rows, StErr *err);

/* The sentence a record stands in with its span marked, who says it, and where it comes from; for a
 * record of a story its items; for a document its article; for what a report cites the sentence and
 * the records in it. Reports have the numbers of a report of `numbered`. ST_NOT_FOUND where no such
 * id is. */
StCode show_write(Str id, const RecordsList *docs, const RecordsList *numbered,
                  const Stories *stories, const Tables *tables, bool color, bool json, Arena *a,
                  Text *out, StErr *err);
/* Is it what a report cites by, "4:20", "R4:20" or "R4"? Then the sentence is 0 for all of them. */
bool show_is_cite(Str words, uint32_t *report, uint32_t *sentence);

/* A story's bonds, each a line under it; as JSON the story's own line. */
StCode listing_write_bonds(const Story *story, bool json, Text *out);

#endif
