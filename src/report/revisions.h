/* Statements of a revised report that stand in it as before: the revision is another document, so
 * their ids are others.
 *
 *   in   the documents of an earlier state and of now
 *   out  pairs of ids, of one kind of record, on the same words of the same sentence
 *   own  in the arena
 *   err  false when out of memory
 */
#ifndef SITREP_REPORT_REVISIONS_H
#define SITREP_REPORT_REVISIONS_H

#include "base/map.h"
#include "record/record_json.h"

typedef struct Revised {
    Str before, now;
} Revised;
LIST_OF(Revised, RevisedList);

/* Whether one is a revision of the other: by the source's id, else by where it was read from. */
bool revisions_of_one(const Document *a, const Document *b);
bool revisions_match(const RecordsList *before, const RecordsList *now, Arena *a, RevisedList *out);

#endif
