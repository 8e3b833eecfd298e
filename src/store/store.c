#include "store/store_parts.h"

#include "store/schema.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { BUSY_MILLISECONDS = 10000 };

StCode store_failed(const Store *s, StErr *err) {
    if (sqlite3_errcode(s->db) == SQLITE_READONLY)
        return st_fail(err, ST_STORE, 0,
                       "the store cannot be written: asking keeps its stories up to date; copy it "
                       "where you may write");
    return st_fail(err, ST_STORE, 0, "the store: %s", sqlite3_errmsg(s->db));
}

StCode store_execute(Store *s, const char *sql, StErr *err) {
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK ? ST_OK : store_failed(s, err);
}

static StCode statement_of(Store *s, const char *sql, sqlite3_stmt **q, StErr *err) {
    for (uint32_t i = 0; i < s->statement_count; i++)
        if (s->statements[i].sql == sql) {
            *q = s->statements[i].q;
            return ST_OK;
        }
    if (s->statement_count == STATEMENTS_MAX)
        return st_fail(err, ST_LIMIT, 0, "more than %d statements", STATEMENTS_MAX);
    if (sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, q, NULL) != SQLITE_OK)
        return store_failed(s, err);
    s->statements[s->statement_count++] = (Statement){sql, *q};
    return ST_OK;
}

StCode store_prepare(Store *s, sqlite3_stmt **q, StErr *err, const char *sql, int n,
                     const Str *texts) {
    TRY(statement_of(s, sql, q, err));
    for (int i = 0; i < n; i++) {
        const char *p = texts[i].p ? texts[i].p : "";
        if (sqlite3_bind_text64(*q, i + 1, p, texts[i].n, SQLITE_STATIC, SQLITE_UTF8) !=
            SQLITE_OK) {
            store_done(*q);
            return store_failed(s, err);
        }
    }
    return ST_OK;
}

void store_done(sqlite3_stmt *q) {
    sqlite3_reset(q);
    sqlite3_clear_bindings(q);
}

StCode store_finish(Store *s, sqlite3_stmt *q, StErr *err) {
    StCode code = sqlite3_step(q) == SQLITE_DONE ? ST_OK : store_failed(s, err);
    store_done(q);
    return code;
}

StCode store_change(Store *s, StErr *err, const char *sql, int n, const Str *texts) {
    sqlite3_stmt *q;
    TRY(store_prepare(s, &q, err, sql, n, texts));
    return store_finish(s, q, err);
}

StCode store_ask(Store *s, StErr *err, const char *sql, int n, const Str *texts, bool *found,
                 int64_t *out) {
    sqlite3_stmt *q;
    TRY(store_prepare(s, &q, err, sql, n, texts));
    int rc = sqlite3_step(q);
    *found = rc == SQLITE_ROW && sqlite3_column_type(q, 0) != SQLITE_NULL;
    *out = *found ? sqlite3_column_int64(q, 0) : 0;
    StCode code = rc == SQLITE_ROW || rc == SQLITE_DONE ? ST_OK : store_failed(s, err);
    store_done(q);
    return code;
}

Str store_column(sqlite3_stmt *q, int column, Arena *a) {
    const char *p = (const char *)sqlite3_column_text(q, column);
    return p ? arena_copy(a, (Str){p, (size_t)sqlite3_column_bytes(q, column)}) : (Str){NULL, 0};
}

static StCode configure(Store *s, StErr *err) {
    sqlite3_busy_timeout(s->db, BUSY_MILLISECONDS);
    TRY(store_execute(s, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;", err));
    return schema_migrate(s->db, err);
}

static StCode open_at(const char *path, int flags, Store **out, StErr *err) {
    Store *s = calloc(1, sizeof *s);
    TRY_MEM(s, err);
    s->what = "change";
    s->placing_min = STORE_PLACING_MIN;
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

StCode store_open(const char *path, bool create, Store **out, StErr *err) {
    *out = NULL;
    if (!create && access(path, F_OK) != 0) {
        bool none = errno == ENOENT || errno == ENOTDIR;
        return none ? st_fail(err, ST_NOT_FOUND, 0, "no store at %s (sitrep add makes one)", path)
                    : st_fail(err, ST_IO, 0, "%s: %s", path, strerror(errno));
    }
    return open_at(path, SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0), out, err);
}

StCode store_open_temporary(Store **out, StErr *err) {
    *out = NULL;
    /* no name: SQLite keeps it in memory while it is small, else in a file that is gone at the end
     */
    TRY(open_at("", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, out, err));
    (*out)->by_id = true;
    return ST_OK;
}

void store_close(Store *s) {
    if (!s) return;
    for (uint32_t i = 0; i < s->statement_count; i++) sqlite3_finalize(s->statements[i].q);
    if (s->writing) sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close(s->db);
    arena_drop(&s->arena);
    free(s);
}

StCode store_use(Store *s, const Tables *tables, StErr *err) {
    s->tables = tables;
    TRY_MEM(profile_maker_open(tables, &s->arena, &s->maker) == ST_OK, err);
    return ST_OK;
}

void store_name_run(Store *s, const char *what) {
    s->what = what;
}

StCode store_begin(Store *s, StErr *err) {
    TRY(store_execute(s, "BEGIN IMMEDIATE", err));
    s->writing = true;
    s->changed = false;
    return ST_OK;
}

StCode store_commit(Store *s, StErr *err) {
    if (s->changed)
        TRY(store_change(s, err, "UPDATE state SET value = value + 1 WHERE name = 'change'", 0,
                         NULL));
    TRY(store_execute(s, "COMMIT", err));
    s->writing = s->changed = false;
    return ST_OK;
}

StCode store_state(Store *s, const char *name, int64_t *value, StErr *err) {
    bool found;
    return store_ask(s, err, "SELECT value FROM state WHERE name = ?", 1,
                     &(Str){name, strlen(name)}, &found, value);
}

StCode store_set_state(Store *s, const char *name, int64_t value, StErr *err) {
    sqlite3_stmt *q;
    Str text = str_of(name);
    TRY(store_prepare(s, &q, err, "UPDATE state SET value = ?2 WHERE name = ?1", 1, &text));
    sqlite3_bind_int64(q, 2, value);
    return store_finish(s, q, err);
}

StCode store_note_dirty(Store *s, int64_t document, StErr *err) {
    sqlite3_stmt *q;
    TRY(store_prepare(s, &q, err,
                      "INSERT OR IGNORE INTO dirty SELECT story FROM member WHERE document = ?", 0,
                      NULL));
    sqlite3_bind_int64(q, 1, document);
    return store_finish(s, q, err);
}

void store_place_from(Store *s, uint32_t documents) {
    s->placing_min = documents;
}

StCode store_run(Store *s, int64_t *run, StErr *err) {
    s->changed = true;
    if (!s->run) {
        Str what = str_of(s->what);
        TRY(store_change(s, err, "INSERT INTO run (what) VALUES (?)", 1, &what));
        s->run = sqlite3_last_insert_rowid(s->db);
    }
    *run = s->run;
    return ST_OK;
}

StCode store_change_number(Store *s, int64_t *number, StErr *err) {
    TRY(store_state(s, "change", number, err));
    ++*number;
    return ST_OK;
}

StCode store_runs(Store *s, Arena *a, Runs *out, StErr *err) {
    static const char sql[] =
        "SELECT r.number, r.what,"
        " (SELECT count(*) FROM stay WHERE since = r.number),"
        " (SELECT count(*) FROM stay WHERE until = r.number),"
        " (SELECT count(*) FROM coding WHERE until = r.number),"
        " (SELECT count(*) FROM gone WHERE run = r.number),"
        " (SELECT count(*) FROM mark WHERE run = r.number OR withdrawn = r.number)"
        " FROM run r ORDER BY r.number";
    sqlite3_stmt *q;
    *out = (Runs){NULL, 0};
    TRY(store_prepare(s, &q, err, sql, 0, NULL));
    StCode code = ST_OK;
    int rc;
    while (code == ST_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        Run *run = list_push(a, out, Run);
        Str what = store_column(q, 1, a);
        if (!run || !what.p) {
            code = st_fail(err, ST_NOMEM, 0, "out of memory");
            break;
        }
        *run = (Run){sqlite3_column_int64(q, 0),           what,
                     (uint32_t)sqlite3_column_int64(q, 2), (uint32_t)sqlite3_column_int64(q, 3),
                     (uint32_t)sqlite3_column_int64(q, 4), (uint32_t)sqlite3_column_int64(q, 5),
                     (uint32_t)sqlite3_column_int64(q, 6)};
    }
    if (code == ST_OK && rc != SQLITE_DONE) code = store_failed(s, err);
    store_done(q);
    return code;
}
