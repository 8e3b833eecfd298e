/* Articles in JSON-LD, the structured data that pages carry for search engines.
 *
 *   in   the text of a <script type="application/ld+json">
 *   out  what it says of an article (or, where there is none, of the page), added to what is
 *        still unknown; several authors joined by ", "
 *   note broken JSON says nothing; the walk goes JSON_LD_DEPTH deep
 */
#ifndef SITREP_READ_JSON_LD_H
#define SITREP_READ_JSON_LD_H

#include "read/reading.h"

typedef struct JsonLd {
    Str headline, author, publisher, published, modified;
    bool article; /* from something that is an article */
} JsonLd;

StCode json_ld_read(Reading *r, Str script, JsonLd *io);

#endif
