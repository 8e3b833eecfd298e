/* Times of an undated document once its day of publication is known from elsewhere.
 *
 *   in   the time records of one document as extract left them, and the day
 *   out  as many, in the same order: relative times and days without a year have value and days
 *        now; what was known stays
 *   own  new values in the arena, the rest shared with `in`
 *   err  ST_NOMEM
 */
#ifndef SITREP_EXTRACT_TIMES_REDATE_H
#define SITREP_EXTRACT_TIMES_REDATE_H

#include "base/err.h"
#include "record/record.h"

StCode times_redate(const Times *in, Day published, Arena *a, Time *out);

#endif
