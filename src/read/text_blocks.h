/* A document's text → its blocks, and what the blocks say: title, byline, agencies, date, whether
 * the text opens or ends mid-story.
 *
 *   in   the text in r->doc; for HTML also its lines, some of them with a kind already
 *   out  r->doc->blocks, and the fields of r->doc that were still unknown
 *   err  ST_NOMEM
 *   note precision first: a line is noise only when a cue or its shape says so
 */
#ifndef SITREP_READ_TEXT_BLOCKS_H
#define SITREP_READ_TEXT_BLOCKS_H

#include "read/reading.h"

/* A paragraph or a line that stands alone. */
typedef struct Line {
    Span span;
    BlockKind kind;
    bool fixed;     /* the kind is known: by the page's markup */
    uint32_t words; /* at most CUE_WORDS_MAX + 1 */
} Line;
LIST_OF(Line, Lines);

/* Plain text → lines: at every line break, or at blank lines where the text is wrapped. */
StCode lines_split(Reading *r, Lines *out);

StCode text_blocks_find(Reading *r, Lines *lines);

#endif
