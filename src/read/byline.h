/* Is a line a byline: "By Jane Doe", "Jane Doe, Reuters", "By JANE DOE and JOHN ROE in Gaza"?
 *
 *   out  the names (and what stands beside them) as a span of the text; none when it is no byline
 */
#ifndef SITREP_READ_BYLINE_H
#define SITREP_READ_BYLINE_H

#include "read/reading.h"
#include "read/words.h"

Span byline_find(const Reading *r, const Words *words);

#endif
