#include "store/schema.h"

#include "store/store.h"

#include <stdio.h>

/* Step i takes a file from version i to i + 1. A step is never changed once released. */
static const char *const steps[STORE_VERSION] = {
    "CREATE TABLE source (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;"
    "CREATE TABLE document ("
    "  id TEXT PRIMARY KEY,"
    "  key TEXT NOT NULL REFERENCES source (key) ON DELETE CASCADE,"
    "  revision INTEGER NOT NULL,"
    "  current INTEGER NOT NULL CHECK (current IN (0, 1)),"
    "  records BLOB NOT NULL," /* its JSON lines, as zstd */
    "  UNIQUE (key, revision)"
    ") STRICT;"
    "CREATE INDEX document_current ON document (key) WHERE current = 1;"
    "CREATE TABLE said_by_user ("
    "  key TEXT NOT NULL REFERENCES source (key) ON DELETE CASCADE,"
    "  field TEXT NOT NULL,"
    "  value TEXT NOT NULL,"
    "  PRIMARY KEY (key, field)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE VIRTUAL TABLE body USING fts5 (title, text, document UNINDEXED,"
    "  tokenize = 'unicode61 remove_diacritics 2');",
};

static StCode failed(sqlite3 *db, StErr *err) {
    return st_fail(err, ST_STORE, 0, "the store: %s", sqlite3_errmsg(db));
}

static StCode version_of(sqlite3 *db, int *version, StErr *err) {
    sqlite3_stmt *q;
    if (sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &q, NULL) != SQLITE_OK)
        return failed(db, err);
    int rc = sqlite3_step(q);
    *version = rc == SQLITE_ROW ? sqlite3_column_int(q, 0) : -1;
    sqlite3_finalize(q);
    return rc == SQLITE_ROW ? ST_OK : failed(db, err);
}

static StCode migrate_from(sqlite3 *db, int version, StErr *err) {
    for (int i = version; i < STORE_VERSION; i++)
        if (sqlite3_exec(db, steps[i], NULL, NULL, NULL) != SQLITE_OK) return failed(db, err);
    char set[64];
    snprintf(set, sizeof set, "PRAGMA user_version = %d", STORE_VERSION);
    return sqlite3_exec(db, set, NULL, NULL, NULL) == SQLITE_OK ? ST_OK : failed(db, err);
}

StCode schema_migrate(sqlite3 *db, StErr *err) {
    int version;
    TRY(version_of(db, &version, err));
    if (version == STORE_VERSION) return ST_OK;
    if (version > STORE_VERSION)
        return st_fail(err, ST_STORE, 0, "the store was made by a later version of sitrep");
    /* another process may be at it: the version is read again inside the transaction */
    if (sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK) return failed(db, err);
    StCode code = version_of(db, &version, err);
    if (code == ST_OK) code = migrate_from(db, version, err);
    if (code == ST_OK && sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
        code = failed(db, err);
    if (code != ST_OK) sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return code;
}
