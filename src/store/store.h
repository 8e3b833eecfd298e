/* Documents and their records in one SQLite file.
 *
 *   in   complete records (extract); a document is known by its key, the path or source id it came
 *        under. The same bytes again change nothing; other bytes under a known key make a new
 *        revision and the old one is kept, no longer current.
 *   out  records as they went in, current revisions only unless asked by id
 *   own  store_close
 *   err  ST_STORE with SQLite's words, ST_NOT_FOUND, ST_BAD_ARGUMENT
 *   note write-ahead log, foreign keys, full synchronisation: what store_commit acknowledged
 *        survives kill -9. One thread a Store; several processes may share the file.
 *   src  https://www.sqlite.org/wal.html, https://www.sqlite.org/fts5.html
 */
#ifndef SITREP_STORE_STORE_H
#define SITREP_STORE_STORE_H

#include "base/err.h"
#include "record/record_json.h"

enum { STORE_VERSION = 1, STORE_FIELD_MAX = 4096 };

typedef struct Store Store;

/* `create`: made when missing; else ST_NOT_FOUND. */
StCode store_open(const char *path, bool create, Store **out, StErr *err);
void store_close(Store *s);

/* Writes are held back until store_commit, or undone by store_close. */
StCode store_begin(Store *s, StErr *err);
StCode store_commit(Store *s, StErr *err);

typedef enum Added { ADDED_NEW, ADDED_REVISION, ADDED_NOTHING } Added;

/* What a document is known by across revisions: its source id, else its path. */
Str store_key(const Document *d);
/* Whether these very records' document is there and current. */
StCode store_has(Store *s, Str id, bool *out, StErr *err);
StCode store_add(Store *s, const Records *r, Arena *scratch, Added *out, StErr *err);
/* A document with its revisions; ST_NOT_FOUND when there is none. */
StCode store_remove(Store *s, Str id, StErr *err);

/* What the user knows better than the text: outlet, title, published. It holds for all revisions
 * that come under the document's key; an empty value takes it back. */
StCode store_set(Store *s, Str key, Str field, Str value, StErr *err);
/* The user's word for a field, {NULL,0} when there is none. */
StCode store_field(Store *s, Str key, Str field, Arena *a, Str *out, StErr *err);

/* All current documents with their records, by id. */
StCode store_load(Store *s, Arena *a, RecordsList *out, StErr *err);
/* One document, any revision. */
StCode store_load_one(Store *s, Str id, Arena *a, Records **out, StErr *err);

typedef struct Hit {
    Str doc;
    Str title, snippet;
} Hit;
LIST_OF(Hit, Hits);

/* Full-text search, best first; words are all asked for, "quoted words" as a phrase. */
StCode store_search(Store *s, Str query, uint32_t most, Arena *a, Hits *out, StErr *err);

#endif
