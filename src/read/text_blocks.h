/* Plain text → its blocks.
 *
 *   in   the document's text, in r->doc
 *   out  r->doc->blocks
 *   err  ST_NOMEM
 */
#ifndef SITREP_READ_TEXT_BLOCKS_H
#define SITREP_READ_TEXT_BLOCKS_H

#include "read/reading.h"

StCode text_blocks_find(Reading *r);

#endif
