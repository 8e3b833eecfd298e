/* What the parts of the store share: the connection, its prepared statements, its transaction.
 *
 *   note a statement is prepared once for each text of SQL, which must be a literal; store_done
 *        gives it back. Only one use of a statement at a time.
 */
#ifndef SITREP_STORE_STORE_PARTS_H
#define SITREP_STORE_STORE_PARTS_H

#include "store/store.h"
#include "story/grouping.h"

#include <sqlite3.h>

enum { STATEMENTS_MAX = 96 };

typedef struct Statement {
    const char *sql;
    sqlite3_stmt *q;
} Statement;

struct Store {
    sqlite3 *db;
    const char *what; /* of the run */
    int64_t run;      /* 0 until something is written */
    bool writing;
    bool changed; /* documents or marks, in this transaction */
    bool by_id;   /* temporary: documents are known by id, so that none replaces another */
    Statement statements[STATEMENTS_MAX];
    uint32_t statement_count;
    uint32_t placing_min; /* documents from which on one is placed among them */
    Arena arena;          /* of the maker */
    const Tables *tables;
    ProfileMaker maker;
};

StCode store_failed(const Store *s, StErr *err);
static inline StCode store_no_memory(StErr *err) {
    return st_fail(err, ST_NOMEM, 0, "out of memory");
}
StCode store_execute(Store *s, const char *sql, StErr *err);
/* A statement with its first `n` parameters bound to texts. */
StCode store_prepare(Store *s, sqlite3_stmt **q, StErr *err, const char *sql, int n,
                     const Str *texts);
void store_done(sqlite3_stmt *q);
/* Steps a statement that gives no rows, and gives it back. */
StCode store_finish(Store *s, sqlite3_stmt *q, StErr *err);
/* Prepares, runs, gives back. */
StCode store_change(Store *s, StErr *err, const char *sql, int n, const Str *texts);
/* The first column of the first row; *found is false when there is none, or it is NULL. */
StCode store_ask(Store *s, StErr *err, const char *sql, int n, const Str *texts, bool *found,
                 int64_t *out);
/* A copy in `a`; {NULL,0} for NULL or when out of memory. */
Str store_column(sqlite3_stmt *q, int column, Arena *a);

/* The number of this command's run, made by the first write. */
StCode store_run(Store *s, int64_t *run, StErr *err);
/* What documents and marks count up: the number of the change that is under way. */
StCode store_change_number(Store *s, int64_t *number, StErr *err);
StCode store_state(Store *s, const char *name, int64_t *value, StErr *err);
StCode store_set_state(Store *s, const char *name, int64_t value, StErr *err);
/* The story of this document has to be made anew. */
StCode store_note_dirty(Store *s, int64_t document, StErr *err);

/* store_documents.c: records packed as zstd, appended to `lines` */
StCode store_unpack(sqlite3_stmt *q, int column, Arena *a, Text *lines, StErr *err);

/* store_digests.c: what grouping needs of a document, kept beside it */
StCode store_write_digest(Store *s, const Records *r, int64_t number, StErr *err);

/* store_stories.c: what a story is made from, as a number: begun with 0, each document in order of
 * the ids, then each mark on one of them in order of the numbers. */
uint64_t story_hash_document(uint64_t hash, int64_t number, int64_t version, int64_t leader);
uint64_t story_hash_mark(uint64_t hash, int64_t number, bool withdrawn);
/* Makes a story of member rows and writes its row, unless one of this key is there. */
StCode store_make_row(Store *s, Str story, uint64_t key, Arena *scratch, StErr *err);

/* store_ties.c: a tie of two documents by their numbers */
StCode store_write_tie(Store *s, const Tie *tie, int64_t a, int64_t b, StErr *err);
/* Where every document was before grouping anew, and what moved. */
StCode store_note_places(Store *s, StErr *err);
StCode store_find_moves(Store *s, Arena *a, Moves *out, StErr *err);

/* store_placing.c: documents of a version above `grouped` among the stories there are. */
StCode store_place_documents(Store *s, int64_t grouped, StErr *err);

#endif
