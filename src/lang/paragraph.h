/* Where the paragraphs of a document are: sentences never cross their ends.
 *
 *   in   the document's text and blocks; without blocks the whole text is one paragraph block
 *   out  paragraphs in text order. Each lies in one block; blank lines end one, and so does a
 *        line's end unless the line was only wrapped: the next word had no room left in it, or goes
 *        on in small letters
 *   err  ST_NOMEM
 */
#ifndef SITREP_LANG_PARAGRAPH_H
#define SITREP_LANG_PARAGRAPH_H

#include "record/record.h"
#include "base/err.h"

enum {
    WRAP_WIDTH_MIN = 50,
    WRAP_WIDTH_MAX = 120, /* bytes of the widest line of a wrapped text */
    WRAP_SLACK = 8        /* paragraphs may be narrower by a part of the width */
};

StCode paragraphs_find(const Document *doc, Arena *a, Blocks *out, StErr *err);

#endif
