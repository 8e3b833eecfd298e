/* Documents, their revisions and codings, and what users say of them. */
#include "store/store_parts.h"

#include <zstd.h>

enum { RECORDS_BYTES_MAX = 1 << 30 };

Str store_key(const Document *d) {
    return d->source_id.n ? d->source_id : d->uri.n ? d->uri : d->id;
}

StCode store_has(Store *s, Str id, bool *out, StErr *err) {
    int64_t one;
    return store_ask(s, err, "SELECT 1 FROM document WHERE id = ? AND current = 1", 1, &id, out,
                     &one);
}

/* ---- writing */

static StCode pack_records(const Store *s, const Records *r, Arena *a, Str *packed, StErr *err) {
    Text lines = {.arena = a};
    TRY_MEM(records_write(r, a, &lines) == ST_OK && !lines.failed, err);
    size_t bound = ZSTD_compressBound(lines.n);
    char *p = arena_take(a, 1, bound, 1);
    TRY_MEM(p, err);
    size_t n = ZSTD_compress(p, bound, lines.p, lines.n, s->by_id ? 1 : 3);
    if (ZSTD_isError(n)) return st_fail(err, ST_STORE, 0, "records could not be compressed");
    *packed = (Str){p, n};
    return ST_OK;
}

static void bind_numbers(sqlite3_stmt *q, int first, int n, const int64_t *values) {
    for (int i = 0; i < n; i++) sqlite3_bind_int64(q, first + i, values[i]);
}

/* The records that a document has now are those it had before this run. */
static StCode keep_coding(Store *s, int64_t number, int64_t run, StErr *err) {
    sqlite3_stmt *q;
    TRY(store_prepare(s, &q, err,
                      "INSERT OR IGNORE INTO coding (document, until, records)"
                      " SELECT number, ?2, records FROM document WHERE number = ?1",
                      0, NULL));
    bind_numbers(q, 1, 2, (int64_t[]){number, run});
    return store_finish(s, q, err);
}

static StCode same_records(Store *s, int64_t number, Str packed, bool *same, StErr *err) {
    sqlite3_stmt *q;
    TRY(store_prepare(s, &q, err, "SELECT records = ?2 FROM document WHERE number = ?1", 0, NULL));
    sqlite3_bind_int64(q, 1, number);
    sqlite3_bind_blob64(q, 2, packed.p, packed.n, SQLITE_STATIC);
    int rc = sqlite3_step(q);
    *same = rc == SQLITE_ROW && sqlite3_column_int(q, 0);
    StCode code = rc == SQLITE_ROW ? ST_OK : store_failed(s, err);
    store_done(q);
    return code;
}

static StCode update_document(Store *s, int64_t number, int64_t revision, Str packed, StErr *err) {
    sqlite3_stmt *q;
    int64_t version;
    TRY(store_change_number(s, &version, err));
    TRY(store_prepare(s, &q, err,
                      "UPDATE document SET revision = ?2, version = ?3, records = ?4, current = 1"
                      " WHERE number = ?1",
                      0, NULL));
    bind_numbers(q, 1, 3, (int64_t[]){number, revision, version});
    sqlite3_bind_blob64(q, 4, packed.p, packed.n, SQLITE_STATIC);
    return store_finish(s, q, err);
}

static StCode insert_document(Store *s, Str id, Str key, int64_t revision, Str packed,
                              int64_t *number, StErr *err) {
    sqlite3_stmt *q;
    int64_t version;
    TRY(store_change(s, err, "INSERT OR IGNORE INTO source (key) VALUES (?)", 1, &key));
    TRY(store_change_number(s, &version, err));
    TRY(store_prepare(s, &q, err,
                      "INSERT INTO document (id, key, revision, current, version, records)"
                      " VALUES (?, ?, ?, 1, ?, ?)",
                      2, (Str[]){id, key}));
    bind_numbers(q, 3, 2, (int64_t[]){revision, version});
    sqlite3_bind_blob64(q, 5, packed.p, packed.n, SQLITE_STATIC);
    TRY(store_finish(s, q, err));
    *number = sqlite3_last_insert_rowid(s->db);
    return ST_OK;
}

/* It is current from this run on, found by its words and ready to be grouped. */
static StCode make_current(Store *s, const Records *r, int64_t number, int64_t run, StErr *err) {
    sqlite3_stmt *q;
    TRY(store_prepare(s, &q, err, "INSERT OR REPLACE INTO stay (document, since) VALUES (?, ?)", 0,
                      NULL));
    bind_numbers(q, 1, 2, (int64_t[]){number, run});
    TRY(store_finish(s, q, err));
    if (s->by_id) return store_write_digest(s, r, number, err); /* nobody searches it */
    TRY(store_prepare(s, &q, err, "INSERT INTO body (title, text, rowid) VALUES (?, ?, ?)", 2,
                      (Str[]){r->doc.title, r->doc.text}));
    sqlite3_bind_int64(q, 3, number);
    TRY(store_finish(s, q, err));
    return store_write_digest(s, r, number, err);
}

/* Runs statements whose ?1 is a document's number and ?2 the run. */
static StCode for_number(Store *s, const char *const *sql, size_t n, int64_t number, int64_t run,
                         StErr *err) {
    for (size_t i = 0; i < n; i++) {
        sqlite3_stmt *q;
        TRY(store_prepare(s, &q, err, sql[i], 0, NULL));
        sqlite3_bind_int64(q, 1, number);
        if (sqlite3_bind_parameter_count(q) > 1) sqlite3_bind_int64(q, 2, run);
        TRY(store_finish(s, q, err));
    }
    return ST_OK;
}

static StCode retire(Store *s, Str key, int64_t run, StErr *err) {
    static const char *const sql[] = {
        "DELETE FROM body WHERE rowid = ?",
        "DELETE FROM digest WHERE document = ?",
        "DELETE FROM member WHERE document = ?",
        "UPDATE document SET current = 0 WHERE number = ?",
        "UPDATE stay SET until = ?2 WHERE document = ?1 AND until IS NULL",
    };
    bool found;
    int64_t number;
    TRY(store_ask(s, err, "SELECT number FROM document WHERE key = ? AND current = 1", 1, &key,
                  &found, &number));
    if (!found) return ST_OK;
    TRY(store_note_dirty(s, number, err));
    return for_number(s, sql, sizeof sql / sizeof *sql, number, run, err);
}

/* The same bytes as before: only better records, of a new program or of fields the user set. */
static StCode refresh(Store *s, const Records *r, int64_t number, Str packed, StErr *err) {
    bool same, found;
    int64_t run, revision;
    TRY(same_records(s, number, packed, &same, err));
    if (same) return ST_OK;
    TRY(store_run(s, &run, err));
    TRY(keep_coding(s, number, run, err));
    TRY(store_ask(s, err, "SELECT revision FROM document WHERE id = ?", 1, &r->doc.id, &found,
                  &revision));
    TRY(update_document(s, number, revision, packed, err));
    return store_write_digest(s, r, number, err);
}

/* A new text, or an old one that comes back as the newest. */
static StCode put_revision(Store *s, const Records *r, Str key, int64_t known, Str packed,
                           Added *out, StErr *err) {
    bool found, same = true;
    int64_t run, last, number = known;
    TRY(store_run(s, &run, err));
    TRY(store_ask(s, err, "SELECT max(revision) FROM document WHERE key = ?", 1, &key, &found,
                  &last));
    TRY(retire(s, key, run, err));
    if (known) TRY(same_records(s, known, packed, &same, err));
    if (!same) TRY(keep_coding(s, known, run, err));
    if (known)
        TRY(update_document(s, known, last + 1, packed, err));
    else
        TRY(insert_document(s, r->doc.id, key, found ? last + 1 : 1, packed, &number, err));
    *out = found ? ADDED_REVISION : ADDED_NEW;
    return make_current(s, r, number, run, err);
}

StCode store_add(Store *s, const Records *r, Arena *scratch, Added *out, StErr *err) {
    Str key = s->by_id ? r->doc.id : store_key(&r->doc), packed;
    bool known, current;
    int64_t number;
    TRY(store_ask(s, err, "SELECT number FROM document WHERE id = ?", 1, &r->doc.id, &known,
                  &number));
    TRY(store_has(s, r->doc.id, &current, err));
    TRY(pack_records(s, r, scratch, &packed, err));
    if (!current) return put_revision(s, r, key, known ? number : 0, packed, out, err);
    *out = ADDED_NOTHING;
    return refresh(s, r, number, packed, err);
}

StCode store_remove(Store *s, Str id, StErr *err) {
    bool found;
    int64_t one, run;
    TRY(store_ask(s, err, "SELECT 1 FROM document WHERE id = ?", 1, &id, &found, &one));
    if (!found) return st_fail(err, ST_NOT_FOUND, 0, "no document %.*s", STR_ARG(id));
    TRY(store_run(s, &run, err));
    sqlite3_stmt *q;
    TRY(store_prepare(s, &q, err,
                      "INSERT INTO gone (run, id, key) SELECT ?2, id, key FROM document WHERE"
                      " current = 1 AND key = (SELECT key FROM document WHERE id = ?1)",
                      1, &id));
    sqlite3_bind_int64(q, 2, run);
    TRY(store_finish(s, q, err));
    TRY(store_change(s, err,
                     "INSERT OR IGNORE INTO dirty SELECT story FROM member WHERE document IN"
                     " (SELECT number FROM document WHERE key ="
                     " (SELECT key FROM document WHERE id = ?))",
                     1, &id));
    TRY(store_change(s, err,
                     "DELETE FROM body WHERE rowid IN (SELECT number FROM document WHERE key ="
                     " (SELECT key FROM document WHERE id = ?) AND current = 1)",
                     1, &id));
    return store_change(
        s, err, "DELETE FROM source WHERE key = (SELECT key FROM document WHERE id = ?)", 1, &id);
}

StCode store_set(Store *s, Str key, Str field, Str value, StErr *err) {
    if (value.n > STORE_FIELD_MAX)
        return st_fail(err, ST_LIMIT, 0, "a value of at most %d bytes", STORE_FIELD_MAX);
    if (value.n == 0)
        return store_change(s, err, "DELETE FROM said_by_user WHERE key = ? AND field = ?", 2,
                            (Str[]){key, field});
    return store_change(s, err,
                        "INSERT INTO said_by_user (key, field, value) VALUES (?, ?, ?)"
                        " ON CONFLICT (key, field) DO UPDATE SET value = excluded.value",
                        3, (Str[]){key, field, value});
}

StCode store_field(Store *s, Str key, Str field, Arena *a, Str *out, StErr *err) {
    sqlite3_stmt *q;
    *out = (Str){NULL, 0};
    TRY(store_prepare(s, &q, err, "SELECT value FROM said_by_user WHERE key = ? AND field = ?", 2,
                      (Str[]){key, field}));
    int rc = sqlite3_step(q);
    StCode code = rc == SQLITE_ROW || rc == SQLITE_DONE ? ST_OK : store_failed(s, err);
    if (rc == SQLITE_ROW) *out = store_column(q, 0, a);
    if (rc == SQLITE_ROW && !out->p) code = st_fail(err, ST_NOMEM, 0, "out of memory");
    store_done(q);
    return code;
}

/* ---- reading */

StCode store_unpack(sqlite3_stmt *q, int column, Arena *a, Text *lines, StErr *err) {
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

/* One document's records at a time, so that no more than its lines stand beside what is kept. */
static StCode load_rows(Store *s, sqlite3_stmt *q, Arena *a, RecordsList *out, StErr *err) {
    Arena scratch = {0};
    StCode code = ST_OK;
    int rc = SQLITE_DONE;
    while (code == ST_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        Text lines = {.arena = &scratch};
        RecordsList one = {NULL, 0};
        code = store_unpack(q, 0, &scratch, &lines, err);
        if (code == ST_OK) code = records_read(text_str(&lines), a, &one, err);
        for (uint32_t i = 0; i < one.n && code == ST_OK; i++) {
            Records **slot = list_push(a, out, Records *);
            if (!slot)
                code = st_fail(err, ST_NOMEM, 0, "out of memory");
            else
                *slot = one.v[i];
        }
        arena_reset(&scratch);
    }
    if (code == ST_OK && rc != SQLITE_DONE) code = store_failed(s, err);
    arena_drop(&scratch);
    store_done(q);
    return code;
}

StCode store_load(Store *s, Arena *a, RecordsList *out, StErr *err) {
    sqlite3_stmt *q;
    *out = (RecordsList){NULL, 0};
    TRY(store_prepare(s, &q, err, "SELECT records FROM document WHERE current = 1 ORDER BY id", 0,
                      NULL));
    return load_rows(s, q, a, out, err);
}

StCode store_load_one(Store *s, Str id, Arena *a, Records **out, StErr *err) {
    RecordsList list = {NULL, 0};
    sqlite3_stmt *q;
    *out = NULL;
    TRY(store_prepare(s, &q, err, "SELECT records FROM document WHERE id = ?", 1, &id));
    TRY(load_rows(s, q, a, &list, err));
    if (!list.n) return st_fail(err, ST_NOT_FOUND, 0, "no document %.*s", STR_ARG(id));
    *out = list.v[0];
    return ST_OK;
}

/* The id of the first current document after `last`. */
static StCode next_id(Store *s, Str last, Arena *a, Str *out, StErr *err) {
    sqlite3_stmt *q;
    TRY(store_prepare(s, &q, err,
                      "SELECT id FROM document WHERE current = 1 AND id > ? ORDER BY id LIMIT 1", 1,
                      &last));
    int rc = sqlite3_step(q);
    *out = rc == SQLITE_ROW ? store_column(q, 0, a) : (Str){NULL, 0};
    StCode code = rc == SQLITE_ROW || rc == SQLITE_DONE ? ST_OK : store_failed(s, err);
    store_done(q);
    if (code == ST_OK && rc == SQLITE_ROW && !out->p)
        return st_fail(err, ST_NOMEM, 0, "out of memory");
    return code;
}

StCode store_each_document(Store *s,
                           StCode (*call)(void *context, Records *r, Arena *a, StErr *err),
                           void *context, StErr *err) {
    Arena a = {0}, ids[2] = {{0}, {0}};
    Str id = S("");
    StCode code = ST_OK;
    for (int turn = 0; code == ST_OK; turn = !turn) {
        arena_reset(&ids[turn]); /* `id` is in the other one */
        code = next_id(s, id, &ids[turn], &id, err);
        if (code != ST_OK || !id.p) break;
        Records *r;
        code = store_load_one(s, id, &a, &r, err);
        if (code == ST_OK) code = call(context, r, &a, err);
        arena_reset(&a);
    }
    for (int i = 0; i < 2; i++) arena_drop(&ids[i]);
    arena_drop(&a);
    return code;
}

StCode store_load_key(Store *s, Str key, Arena *a, Records **out, StErr *err) {
    RecordsList list = {NULL, 0};
    sqlite3_stmt *q;
    *out = NULL;
    TRY(store_prepare(s, &q, err, "SELECT records FROM document WHERE key = ? AND current = 1", 1,
                      &key));
    TRY(load_rows(s, q, a, &list, err));
    if (list.n) *out = list.v[0];
    return ST_OK;
}

StCode store_load_members(Store *s, Str story, Arena *a, RecordsList *out, StErr *err) {
    sqlite3_stmt *q;
    *out = (RecordsList){NULL, 0};
    TRY(store_prepare(s, &q, err,
                      "SELECT d.records FROM member m JOIN document d ON d.number = m.document"
                      " WHERE m.story = ? ORDER BY d.id",
                      1, &story));
    return load_rows(s, q, a, out, err);
}

StCode store_load_members_at(Store *s, Str story, int64_t run, Arena *a, RecordsList *out,
                             StErr *err) {
    sqlite3_stmt *q;
    *out = (RecordsList){NULL, 0};
    TRY(store_prepare(s, &q, err,
                      "SELECT coalesce((SELECT c.records FROM coding c WHERE c.document = d.number"
                      " AND c.until > ?2 ORDER BY c.until LIMIT 1), d.records)"
                      " FROM document d JOIN stay t ON t.document = d.number"
                      " WHERE t.since <= ?2 AND (t.until IS NULL OR t.until > ?2) AND d.key IN"
                      " (SELECT k.key FROM member m JOIN document k ON k.number = m.document"
                      " WHERE m.story = ?1) ORDER BY d.id",
                      1, &story));
    sqlite3_bind_int64(q, 2, run);
    return load_rows(s, q, a, out, err);
}

StCode store_gone(Store *s, int64_t run, Arena *a, Strs *ids, Strs *keys, StErr *err) {
    sqlite3_stmt *q;
    TRY(store_prepare(s, &q, err, "SELECT id, key FROM gone WHERE run > ? ORDER BY run, id", 0,
                      NULL));
    sqlite3_bind_int64(q, 1, run);
    StCode code = ST_OK;
    int rc = SQLITE_DONE;
    while (code == ST_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        Str *id = list_push(a, ids, Str), *key = list_push(a, keys, Str);
        if (!id || !key)
            code = st_fail(err, ST_NOMEM, 0, "out of memory");
        else {
            *id = store_column(q, 0, a);
            *key = store_column(q, 1, a);
        }
    }
    if (code == ST_OK && rc != SQLITE_DONE) code = store_failed(s, err);
    store_done(q);
    return code;
}
