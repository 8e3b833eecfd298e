/* One line of JSONL → what it says of a document.
 *
 *   in   one JSON object with `text` or `html`, and perhaps id, uri, title, outlet, published, lang
 *   out  slices in the arena; {NULL,0} where a key is missing, null or empty
 *   err  ST_BAD_FORMAT not one JSON object, or one without text and html; ST_NOT_FOUND their text is empty
 */
#ifndef SITREP_READ_JSON_LINE_H
#define SITREP_READ_JSON_LINE_H

#include "base/arena.h"
#include "base/err.h"

typedef struct JsonLine {
    Str content; /* text or page, decoded: these are the document's raw bytes */
    bool html;
    Str id, uri, title, outlet, published, lang;
} JsonLine;

StCode json_line_read(Str line, Arena *a, JsonLine *out, StErr *err);

#endif
