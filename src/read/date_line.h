/* Lines that only say when a text was published: "Lomé, 10 September 2021", "PRESS RELEASE   3 July
 * 2012", "(City Radio, 17.03.2011)".
 *
 *   in   a line and where it stands
 *   note a date inside a sentence is none of these: it is of what the sentence tells
 */
#ifndef SITREP_READ_DATE_LINE_H
#define SITREP_READ_DATE_LINE_H

#include "read/words.h"

#include "read/reading.h"

typedef enum LinePlace { LINE_INSIDE, LINE_HEAD, LINE_TAIL } LinePlace;

/* Digits and month make up most of it; in the head of a document it may also end in a date, and
 * there or at its end a note in brackets may. */
bool date_line_is(Reading *r, const Words *w, Span line, LinePlace place);

#endif
