/* A web page → the document of its main article.
 *
 *   in   r->doc with what is known beside the page; the page as UTF-8
 *   out  r->doc: title, a blank line, paragraphs with blank lines between them; the source map;
 *        title, byline, outlet, date and language where they were unknown; `lines` for the blocks
 *   err  ST_LIMIT, ST_NOMEM; ST_NOT_FOUND a page without text
 */
#ifndef SITREP_READ_HTML_ARTICLE_H
#define SITREP_READ_HTML_ARTICLE_H

#include "read/text_blocks.h"

StCode html_article_read(Reading *r, Str page, Lines *lines);

#endif
