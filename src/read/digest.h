/* SHA-256 of a document and the short id made from it.
 *
 *   out  `sha256` is 64 hex digits of the raw bytes; `id` the first DIGEST_ID of those of the raw
 *        bytes, a NUL, and `name` (the id or path a document was given under), so that two
 *        outlets' identical texts are two documents
 *   err  ST_NOMEM
 *   src  FIPS 180-4, by libmd
 */
#ifndef SITREP_READ_DIGEST_H
#define SITREP_READ_DIGEST_H

#include "base/arena.h"
#include "base/err.h"

enum { DIGEST_ID = 10 };

StCode digest_make(Str raw, Str name, Arena *a, Str *sha256, Str *id, StErr *err);

#endif
