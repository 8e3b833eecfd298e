/* A document's records without some of them.
 *
 *   in   records with ids, and the ids to leave out
 *   out  a copy whose references lead where they led; a reference to what is left out is none. What
 *        only a claim says that is left out, its figures and events, goes with it: without its
 *        speaker it would be the outlet's word.
 *   own  what changed is in `a`, the rest is shared with the original
 *   err  ST_NOMEM
 */
#ifndef SITREP_RECORD_RECORD_DROP_H
#define SITREP_RECORD_RECORD_DROP_H

#include "base/err.h"
#include "base/map.h"
#include "record/record.h"

/* Whether any record of `r` is among `ids`. */
bool records_have_any(const Records *r, const Map *ids);
/* `*dropped` counts what was left out, with what went along. */
StCode records_without(const Records *r, const Map *ids, Arena *a, Records *out, uint32_t *dropped);

#endif
