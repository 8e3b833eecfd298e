/* One document with every record under its sentence and the rows of the tables that made it: why
 * sitrep says what it says.
 *
 *   in   a document's records, as extract_document made them (not read back from JSON: the rows
 *        are not written)
 *   out  text for a terminal or a file
 *   own  what it needs for itself lives in the arena
 *   err  ST_NOMEM
 */
#ifndef SITREP_REPORT_EXPLAIN_H
#define SITREP_REPORT_EXPLAIN_H

#include "base/err.h"
#include "record/record.h"

StCode explain_write(const Records *r, Arena *a, Text *out);

#endif
