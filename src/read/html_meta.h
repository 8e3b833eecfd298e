/* What a page says of itself: meta tags, JSON-LD, <time>, bylines, addresses.
 *
 *   in   a parsed page and its elements
 *   out  the best value of each; {NULL,0} or 0 where the page is silent
 *   own  the document's arena
 *   src  schema.org (Article), Open Graph, Dublin Core, Parse.ly and others: html_meta.tsv
 */
#ifndef SITREP_READ_HTML_META_H
#define SITREP_READ_HTML_META_H

#include "read/html_blocks.h"

typedef struct HtmlMeta {
    Str title, author, site, url, lang;
    Day day;
    PublishedBasis basis;
} HtmlMeta;

StCode html_meta_find(Reading *r, HtmlTree *tree, const HtmlBlocks *blocks, HtmlMeta *out);

#endif
