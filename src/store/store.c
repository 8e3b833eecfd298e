#include "store/store.h"

#include "store/schema.h"

#include <stdlib.h>
#include <unistd.h>
#include <zstd.h>

enum { BUSY_MILLISECONDS = 10000, RECORDS_BYTES_MAX = 1 << 30 };

struct Store {
    sqlite3 *db;
    bool writing;
};

static StCode failed(const Store *s, StErr *err) {
    return st_fail(err, ST_STORE, 0, "the store: %s", sqlite3_errmsg(s->db));
}

static StCode run(Store *s, const char *sql, StErr *err) {
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK ? ST_OK : failed(s, err);
}

/* A statement with its texts bound: prepare(s, &q, err, sql, n, texts). */
static StCode prepare(Store *s, sqlite3_stmt **q, StErr *err, const char *sql, int n,
                      const Str *texts) {
    if (sqlite3_prepare_v2(s->db, sql, -1, q, NULL) != SQLITE_OK) return failed(s, err);
    for (int i = 0; i < n; i++) {
        const char *p = texts[i].p ? texts[i].p : "";
        if (sqlite3_bind_text64(*q, i + 1, p, texts[i].n, SQLITE_STATIC, SQLITE_UTF8) !=
            SQLITE_OK) {
            sqlite3_finalize(*q);
            return failed(s, err);
        }
    }
    return ST_OK;
}

/* Runs a statement that gives no rows. */
static StCode change(Store *s, StErr *err, const char *sql, int n, const Str *texts) {
    sqlite3_stmt *q;
    TRY(prepare(s, &q, err, sql, n, texts));
    StCode code = sqlite3_step(q) == SQLITE_DONE ? ST_OK : failed(s, err);
    sqlite3_finalize(q);
    return code;
}

/* The first column of the first row; *found is false when there is none. */
static StCode ask_int(Store *s, StErr *err, const char *sql, int n, const Str *texts, bool *found,
                      int64_t *out) {
    sqlite3_stmt *q;
    TRY(prepare(s, &q, err, sql, n, texts));
    int rc = sqlite3_step(q);
    *found = rc == SQLITE_ROW && sqlite3_column_type(q, 0) != SQLITE_NULL;
    *out = *found ? sqlite3_column_int64(q, 0) : 0;
    sqlite3_finalize(q);
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? ST_OK : failed(s, err);
}

static Str column_text(sqlite3_stmt *q, int column, Arena *a) {
    const char *p = (const char *)sqlite3_column_text(q, column);
    return p ? arena_copy(a, (Str){p, (size_t)sqlite3_column_bytes(q, column)}) : (Str){NULL, 0};
}

static StCode configure(Store *s, StErr *err) {
    sqlite3_busy_timeout(s->db, BUSY_MILLISECONDS);
    TRY(run(s, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;",
            err));
    return schema_migrate(s->db, err);
}

StCode store_open(const char *path, bool create, Store **out, StErr *err) {
    *out = NULL;
    if (!create && access(path, F_OK) != 0)
        return st_fail(err, ST_NOT_FOUND, 0, "no store at %s (sitrep add makes one)", path);
    Store *s = calloc(1, sizeof *s);
    TRY_MEM(s, err);
    int flags = SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0);
    StCode code;
    if (sqlite3_open_v2(path, &s->db, flags, NULL) != SQLITE_OK)
        code = st_fail(err, ST_STORE, 0, "%s: %s", path, sqlite3_errmsg(s->db));
    else
        code = configure(s, err);
    if (code != ST_OK) {
        store_close(s);
        return code;
    }
    *out = s;
    return ST_OK;
}

void store_close(Store *s) {
    if (!s) return;
    if (s->writing) sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close(s->db);
    free(s);
}

StCode store_begin(Store *s, StErr *err) {
    TRY(run(s, "BEGIN IMMEDIATE", err));
    s->writing = true;
    return ST_OK;
}

StCode store_commit(Store *s, StErr *err) {
    TRY(run(s, "COMMIT", err));
    s->writing = false;
    return ST_OK;
}

Str store_key(const Document *d) {
    return d->source_id.n ? d->source_id : d->uri.n ? d->uri : d->id;
}

StCode store_has(Store *s, Str id, bool *out, StErr *err) {
    int64_t one;
    return ask_int(s, err, "SELECT 1 FROM document WHERE id = ? AND current = 1", 1, &id, out,
                   &one);
}

/* ---- writing */

static StCode compress(Str lines, Arena *a, Str *out, StErr *err) {
    size_t bound = ZSTD_compressBound(lines.n);
    char *p = arena_take(a, 1, bound, 1);
    TRY_MEM(p, err);
    size_t n = ZSTD_compress(p, bound, lines.p, lines.n, 3);
    if (ZSTD_isError(n)) return st_fail(err, ST_STORE, 0, "records could not be compressed");
    *out = (Str){p, n};
    return ST_OK;
}

static StCode pack_records(const Records *r, Arena *a, Str *packed, StErr *err) {
    Text lines = {.arena = a};
    TRY_MEM(records_write(r, a, &lines) == ST_OK, err);
    return compress(text_str(&lines), a, packed, err);
}

/* Runs a statement whose last parameter is a document's packed records. */
static StCode change_records(Store *s, const char *sql, int n, const Str *texts, Str packed,
                             StErr *err) {
    sqlite3_stmt *q;
    TRY(prepare(s, &q, err, sql, n, texts));
    sqlite3_bind_blob64(q, n + 1, packed.p, packed.n, SQLITE_STATIC);
    StCode code = sqlite3_step(q) == SQLITE_DONE ? ST_OK : failed(s, err);
    sqlite3_finalize(q);
    return code;
}

static StCode insert_document(Store *s, const Records *r, Str key, int64_t revision, Arena *a,
                              StErr *err) {
    Str packed, number = arena_format(a, "%lld", (long long)revision);
    TRY_MEM(number.p, err);
    TRY(pack_records(r, a, &packed, err));
    TRY(change_records(s,
                       "INSERT INTO document (id, key, revision, current, records)"
                       " VALUES (?, ?, CAST(? AS INTEGER), 1, ?)",
                       3, (Str[]){r->doc.id, key, number}, packed, err));
    return change(s, err, "INSERT INTO body (title, text, document) VALUES (?, ?, ?)", 3,
                  (Str[]){r->doc.title, r->doc.text, r->doc.id});
}

/* The same bytes as before: only better records, of a new program or of fields the user set. */
static StCode refresh(Store *s, const Records *r, Arena *a, StErr *err) {
    Str packed;
    TRY(pack_records(r, a, &packed, err));
    return change_records(s, "UPDATE document SET records = ?2 WHERE id = ?1 AND records <> ?2", 1,
                          &r->doc.id, packed, err);
}

static StCode retire(Store *s, Str key, StErr *err) {
    TRY(change(s, err,
               "DELETE FROM body WHERE document IN"
               " (SELECT id FROM document WHERE key = ? AND current = 1)",
               1, &key));
    return change(s, err, "UPDATE document SET current = 0 WHERE key = ? AND current = 1", 1, &key);
}

StCode store_add(Store *s, const Records *r, Arena *scratch, Added *out, StErr *err) {
    Str key = store_key(&r->doc);
    bool found, current;
    int64_t last;
    TRY(store_has(s, r->doc.id, &current, err));
    if (current) {
        *out = ADDED_NOTHING;
        return refresh(s, r, scratch, err);
    }
    TRY(ask_int(s, err, "SELECT max(revision) FROM document WHERE key = ?", 1, &key, &found,
                &last));
    if (found) TRY(retire(s, key, err));
    TRY(change(s, err, "INSERT OR IGNORE INTO source (key) VALUES (?)", 1, &key));
    /* an old revision that comes back becomes the newest */
    TRY(change(s, err, "DELETE FROM document WHERE id = ?", 1, &r->doc.id));
    TRY(insert_document(s, r, key, found ? last + 1 : 1, scratch, err));
    *out = found ? ADDED_REVISION : ADDED_NEW;
    return ST_OK;
}

StCode store_remove(Store *s, Str id, StErr *err) {
    bool found;
    int64_t one;
    TRY(ask_int(s, err, "SELECT 1 FROM document WHERE id = ?", 1, &id, &found, &one));
    if (!found) return st_fail(err, ST_NOT_FOUND, 0, "no document %.*s", STR_ARG(id));
    TRY(change(s, err,
               "DELETE FROM body WHERE document IN (SELECT id FROM document WHERE key ="
               " (SELECT key FROM document WHERE id = ?))",
               1, &id));
    return change(s, err, "DELETE FROM source WHERE key = (SELECT key FROM document WHERE id = ?)",
                  1, &id);
}

StCode store_set(Store *s, Str key, Str field, Str value, StErr *err) {
    if (value.n > STORE_FIELD_MAX)
        return st_fail(err, ST_LIMIT, 0, "a value of at most %d bytes", STORE_FIELD_MAX);
    if (value.n == 0)
        return change(s, err, "DELETE FROM said_by_user WHERE key = ? AND field = ?", 2,
                      (Str[]){key, field});
    return change(s, err,
                  "INSERT INTO said_by_user (key, field, value) VALUES (?, ?, ?)"
                  " ON CONFLICT (key, field) DO UPDATE SET value = excluded.value",
                  3, (Str[]){key, field, value});
}

StCode store_field(Store *s, Str key, Str field, Arena *a, Str *out, StErr *err) {
    sqlite3_stmt *q;
    *out = (Str){NULL, 0};
    TRY(prepare(s, &q, err, "SELECT value FROM said_by_user WHERE key = ? AND field = ?", 2,
                (Str[]){key, field}));
    int rc = sqlite3_step(q);
    StCode code = rc == SQLITE_ROW || rc == SQLITE_DONE ? ST_OK : failed(s, err);
    if (rc == SQLITE_ROW) *out = column_text(q, 0, a);
    if (rc == SQLITE_ROW && !out->p) code = st_fail(err, ST_NOMEM, 0, "out of memory");
    sqlite3_finalize(q);
    return code;
}

/* ---- reading */

static StCode unpack(sqlite3_stmt *q, int column, Arena *a, Text *lines, StErr *err) {
    const void *p = sqlite3_column_blob(q, column);
    size_t n = (size_t)sqlite3_column_bytes(q, column);
    unsigned long long size = p ? ZSTD_getFrameContentSize(p, n) : ZSTD_CONTENTSIZE_ERROR;
    if (size > RECORDS_BYTES_MAX) return st_fail(err, ST_STORE, 0, "the store has damaged records");
    char *raw = arena_take(a, 1, (size_t)size, 1);
    TRY_MEM(raw, err);
    size_t got = ZSTD_decompress(raw, (size_t)size, p, n);
    if (ZSTD_isError(got)) return st_fail(err, ST_STORE, 0, "the store has damaged records");
    text_add(lines, (Str){raw, got});
    TRY_MEM(!lines->failed, err);
    return ST_OK;
}

static StCode load(Store *s, const char *sql, int n, const Str *texts, Arena *a, RecordsList *out,
                   StErr *err) {
    sqlite3_stmt *q;
    Arena scratch = {0};
    Text lines = {.arena = &scratch};
    TRY(prepare(s, &q, err, sql, n, texts));
    StCode code = ST_OK;
    int rc;
    while (code == ST_OK && (rc = sqlite3_step(q)) == SQLITE_ROW)
        code = unpack(q, 0, &scratch, &lines, err);
    if (code == ST_OK && rc != SQLITE_DONE) code = failed(s, err);
    sqlite3_finalize(q);
    if (code == ST_OK) code = records_read(text_str(&lines), a, out, err);
    arena_drop(&scratch);
    return code;
}

StCode store_load(Store *s, Arena *a, RecordsList *out, StErr *err) {
    *out = (RecordsList){NULL, 0};
    return load(s, "SELECT records FROM document WHERE current = 1 ORDER BY id", 0, NULL, a, out,
                err);
}

StCode store_load_one(Store *s, Str id, Arena *a, Records **out, StErr *err) {
    RecordsList list;
    *out = NULL;
    TRY(load(s, "SELECT records FROM document WHERE id = ?", 1, &id, a, &list, err));
    if (!list.n) return st_fail(err, ST_NOT_FOUND, 0, "no document %.*s", STR_ARG(id));
    *out = list.v[0];
    return ST_OK;
}

/* The user's words as FTS5 asks for them: each in quotes, so that no sign of theirs is syntax; a
 * phrase in quotes stays one. */
static Str match_query(Str query, Arena *a) {
    Text t = {.arena = a};
    bool inside = false, open = false;
    for (size_t i = 0; i < query.n; i++) {
        char ch = query.p[i];
        bool breaks = ch == '"' || (ch == ' ' && !inside);
        if (breaks && open) text_add_c(&t, "\" ");
        if (breaks) open = false;
        if (ch == '"') inside = !inside;
        if (breaks) continue;
        if (!open) text_add_char(&t, '"');
        open = true;
        text_add_char(&t, ch);
    }
    if (open) text_add_char(&t, '"');
    return t.failed || !t.p ? S("") : text_str(&t);
}

static StCode read_hits(Store *s, sqlite3_stmt *q, Arena *a, Hits *out, StErr *err) {
    int rc;
    while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
        Hit *hit = list_push(a, out, Hit);
        TRY_MEM(hit, err);
        *hit = (Hit){column_text(q, 0, a), column_text(q, 1, a), column_text(q, 2, a)};
    }
    return rc == SQLITE_DONE ? ST_OK : failed(s, err);
}

StCode store_search(Store *s, Str query, uint32_t most, Arena *a, Hits *out, StErr *err) {
    *out = (Hits){NULL, 0};
    Str match = match_query(query, a);
    if (!match.n) return ST_OK;
    sqlite3_stmt *q;
    TRY(prepare(s, &q, err,
                "SELECT document, title, snippet(body, 1, '[', ']', ' … ', 24) FROM body"
                " WHERE body MATCH ? ORDER BY rank, document LIMIT ?",
                1, &match));
    sqlite3_bind_int64(q, 2, most);
    StCode code = read_hits(s, q, a, out, err);
    sqlite3_finalize(q);
    return code;
}
