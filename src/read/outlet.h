/* Outlets by their address, and by what page titles add to headlines. */
#ifndef SITREP_READ_OUTLET_H
#define SITREP_READ_OUTLET_H

#include "read/reading.h"

/* "https://www.bbc.co.uk/news/…" → BBC; {NULL,0} when the host is not in the tables. */
Str outlet_of_url(Reading *r, Str url);
/* The host of an address without "www."; empty when there is none. */
Str url_host(Str url);

/* "Flood kills five | Daily Times" → the headline alone; *outlet (left alone when there is none) is
 * the piece cut off. `site` is the site's own name or host where known, else empty. */
Str title_without_outlet(Reading *r, Str title, Str site, Str *outlet);

#endif
