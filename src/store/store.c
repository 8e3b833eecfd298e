#include "store/store_parts.h"

#include "store/schema.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUSY_MILLISECONDS = 10000 };

StCode store_failed(const Store *s, StErr *err) {
    if (sqlite3_errcode(s->db) == SQLITE_READONLY)
        return st_fail(err, ST_STORE, 0,
                       "the store cannot be written: copy it where you may write");
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

static StCode open_file(const char *path, int flags, sqlite3 **db, StErr *err) {
    if (sqlite3_open_v2(path, db, flags, NULL) == SQLITE_OK) return ST_OK;
    return st_fail(err, ST_STORE, 0, "%s: %s", path, sqlite3_errmsg(*db));
}

/* ---- a store that cannot be written */

/* The write-ahead log wants room beside the file. */
static bool may_write(const char *path, Arena *a) {
    const char *slash = strrchr(path, '/');
    Str folder = slash ? (Str){path, (size_t)(slash - path) + 1} : S("./");
    Str name = arena_format(a, "%.*s", STR_ARG(folder));
    return access(path, W_OK) == 0 && name.p && access(name.p, W_OK) == 0;
}

/* Its name as SQLite takes it with settings. Without a log beside it nobody is writing to it, and it
 * can be read as a file that does not change. */
static Str uri_of(const char *path, Arena *a) {
    Text uri = {.arena = a};
    Str log = arena_format(a, "%s-wal", path);
    text_add(&uri, S("file:"));
    for (const char *p = path; *p; p++)
        if (strchr("%?#", *p))
            text_add(&uri, arena_format(a, "%%%02x", (unsigned)*p));
        else
            text_add_char(&uri, *p);
    text_add(&uri, S("?mode=ro"));
    if (!log.p || access(log.p, F_OK) != 0) text_add(&uri, S("&immutable=1"));
    text_add_char(&uri, 0);
    return text_str(&uri);
}

static StCode copy_into(sqlite3 *to, const char *path, Arena *a, StErr *err) {
    sqlite3 *from = NULL;
    Str uri = uri_of(path, a);
    TRY_MEM(uri.p, err);
    StCode code = open_file(uri.p, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, &from, err);
    sqlite3_backup *copy = code == ST_OK ? sqlite3_backup_init(to, "main", from, "main") : NULL;
    if (copy) sqlite3_backup_step(copy, -1);
    if (code == ST_OK && (!copy || sqlite3_backup_finish(copy) != SQLITE_OK))
        code = st_fail(err, ST_STORE, 0, "%s: %s", path, sqlite3_errmsg(to));
    sqlite3_close(from);
    return code;
}

/* `copy_of`: what it begins as; NULL for nothing. */
static StCode open_at(const char *path, int flags, const char *copy_of, Store **out, StErr *err) {
    Store *s = calloc(1, sizeof *s);
    TRY_MEM(s, err);
    s->what = "change";
    s->placing_min = STORE_PLACING_MIN;
    StCode code = open_file(path, flags, &s->db, err);
    if (code == ST_OK && copy_of) code = copy_into(s->db, copy_of, &s->arena, err);
    if (code == ST_OK) code = configure(s, err);
    if (code != ST_OK) {
        store_close(s);
        return code;
    }
    *out = s;
    return ST_OK;
}

/* No name: SQLite keeps it in memory while it is small, else in a file that is gone at the end. */
static StCode open_nameless(const char *copy_of, Store **out, StErr *err) {
    return open_at("", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, copy_of, out, err);
}

StCode store_open(const char *path, StoreUse use, Store **out, StErr *err) {
    *out = NULL;
    if (use != STORE_MAKE && access(path, F_OK) != 0) {
        bool none = errno == ENOENT || errno == ENOTDIR;
        return none ? st_fail(err, ST_NOT_FOUND, 0, "no store at %s (sitrep add makes one)", path)
                    : st_fail(err, ST_IO, 0, "%s: %s", path, strerror(errno));
    }
    if (use == STORE_ASK) {
        Arena a = {0};
        bool copied = !may_write(path, &a);
        arena_drop(&a);
        if (copied) return open_nameless(path, out, err);
    }
    int create = use == STORE_MAKE ? SQLITE_OPEN_CREATE : 0;
    return open_at(path, SQLITE_OPEN_READWRITE | create, NULL, out, err);
}

StCode store_open_temporary(Store **out, StErr *err) {
    *out = NULL;
    TRY(open_nameless(NULL, out, err));
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
