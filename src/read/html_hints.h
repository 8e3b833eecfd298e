/* What the attributes of an element say of it: tables/world/html_hints.tsv. */
#ifndef SITREP_READ_HTML_HINTS_H
#define SITREP_READ_HTML_HINTS_H

#include "read/html_tree.h"

enum {
    HINT_NOISE = 1 << 0,
    HINT_CONTENT = 1 << 1,
    HINT_BYLINE = 1 << 2,
    HINT_DATE = 1 << 3,
    HINT_CAPTION = 1 << 4
};

/* The hints of class, id, itemprop, role, rel and data-… names, as a set of bits. */
unsigned html_hints(Reading *r, const GumboNode *n);

#endif
