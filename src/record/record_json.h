/* Records ↔ JSON lines: the contract of docs/records.md, written and read by one table
 * (fields.h).
 */
#ifndef SITREP_RECORD_RECORD_JSON_H
#define SITREP_RECORD_RECORD_JSON_H

#include "base/err.h"
#include "record/record.h"

/* Gives every record its id: DOC.kSTART-END, k the kind's letter (a p t f c e), offsets in code
 * points, and ".2", ".3" … for a second, third record of one kind on one span. Call it once, after
 * the lists are complete. */
StCode records_assign_ids(Records *r, Arena *a);

/* Appends one line per record: the document, then each kind in the order of RECORD_KINDS. */
StCode records_write(const Records *r, Arena *scratch, Text *out);
/* The document's line alone. */
StCode records_write_document(const Records *r, Arena *scratch, Text *out);
/* One record as a JSON object, without a newline. */
StCode records_write_one(const Records *r, RecordKind kind, Ref ref, Arena *scratch, Text *out);

LIST_OF(Records *, RecordsList);

/* Reads JSON lines as records_write makes them, in any order of lines as long as a document stands
 * before its records. Unknown fields and records of other kinds (story, fact, …) are passed over.
 *   own  everything in `a`; `lines` is not needed afterwards
 *   err  ST_BAD_FORMAT with the line number and what is wrong; `out` is then empty
 */
StCode records_read(Str lines, Arena *a, RecordsList *out, StErr *err);

#endif
