/* Which blocks of a page are the article: sets HtmlBlock.drop on all others.
 *
 *   note the article is the element whose blocks have most text and fewest links and scraps; inside
 *        it link lists, scraps and headings without text are dropped. Integers throughout.
 */
#ifndef SITREP_READ_HTML_CHOOSE_H
#define SITREP_READ_HTML_CHOOSE_H

#include "read/html_blocks.h"

StCode html_choose(Reading *r, HtmlTree *tree, HtmlBlocks *b);

#endif
