/* Bytes → a document: decoded text, its blocks, and what can be known of title, outlet, date.
 *
 *   in   one input's bytes, at most READ_BYTES_MAX, and what the caller knows of it
 *   out  a document without sentences (lang_parse adds them). Plain text is never changed: offsets
 *        are the user's own. HTML becomes the extracted article with a source map.
 *   own  all in the arena; plain UTF-8 text is not copied, so `bytes` must outlive the document
 *   err  ST_LIMIT too large, ST_BAD_TEXT binary or not decodable, ST_UNSUPPORTED (PDF, DOCX, image;
 *        the message says what to do instead), ST_BAD_FORMAT broken JSON, ST_NOT_FOUND empty
 *   note safe from several threads
 */
#ifndef SITREP_READ_READ_H
#define SITREP_READ_READ_H

#include "know/tables.h"
#include "record/record.h"

enum { READ_BYTES_MAX = 64 << 20 };

typedef enum InputKind { INPUT_AUTO, INPUT_TEXT, INPUT_HTML, INPUT_JSONL } InputKind;

typedef struct Input {
    Str bytes; /* a file, or one line of JSONL */
    Str path;  /* as given; {NULL,0} for standard input */
    InputKind
        kind;      /* of these bytes: INPUT_JSONL is one line; INPUT_AUTO looks at name and bytes */
    uint64_t line; /* of JSONL, from 1 */
    Str outlet, title,
        published; /* the caller's word, stronger than the document's; NULL unknown */
} Input;

/* What was noticed on the way, for stderr: "decoded as Windows-1252". Empty when nothing. */
StCode read_document(const Input *in, const Tables *tables, Arena *a, Document *out, Str *notice,
                     StErr *err);

#endif
