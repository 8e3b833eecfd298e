/* Which tables of a page hold data: sets HtmlBlock.table, row and column of the text in their cells.
 *
 *   in   the elements and blocks of a page
 *   out  rows of a table of data: those of its column heads, and those with a number behind words;
 *        all other text is left as it is
 *   note a table of data has like rows of short cells, most of them words with numbers behind them,
 *        few links, and no table inside: calendars, lists of links and tables for layout have not
 */
#ifndef SITREP_READ_HTML_TABLES_H
#define SITREP_READ_HTML_TABLES_H

#include "read/html_blocks.h"

void html_tables_mark(HtmlBlocks *b);

#endif
