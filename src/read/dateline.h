/* The dateline that opens a wire story, and the agencies that lines name.
 *
 *   in   a paragraph: "KHARTOUM, Sudan (AP) — …", "GENEVA, 3 March (Agency) - …", "(Reuters) - …",
 *        "SAN SALVADOR, 3 JAN 90 (DPA) -- [TEXT] …", "ISLAMABAD: …", "PARIS - …",
 *        "Kampala, 29 April 2016. …"
 *   out  where the dateline ends (its dash and [TEXT] marks included), its agencies, its date
 *   note no place table is asked: capitals, an agency, a date or a region tell a place
 */
#ifndef SITREP_READ_DATELINE_H
#define SITREP_READ_DATELINE_H

#include "read/reading.h"

typedef struct Dateline {
    Span span; /* none: there is no dateline */
    Day day;   /* a whole date in it, or 0 */
    Span day_at;
} Dateline;

/* Adds the agencies to r->doc. */
StCode dateline_find(Reading *r, Span paragraph, Dateline *out);

/* Adds every agency that is named in `span` to r->doc, each once. */
StCode agencies_add(Reading *r, Span span);

#endif
