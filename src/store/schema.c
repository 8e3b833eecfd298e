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

    /* runs and what was current in each; marks of people; what stories are made from and of */
    "CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "INSERT INTO state VALUES ('change', 1), ('grouped', 0);"
    "CREATE TABLE run (number INTEGER PRIMARY KEY, what TEXT NOT NULL) STRICT;"
    "INSERT INTO run (number, what) SELECT 1, 'before runs were counted'"
    "  WHERE EXISTS (SELECT 1 FROM document);"
    "CREATE TABLE numbered ("
    "  number INTEGER PRIMARY KEY,"
    "  id TEXT NOT NULL UNIQUE,"
    "  key TEXT NOT NULL REFERENCES source (key) ON DELETE CASCADE,"
    "  revision INTEGER NOT NULL,"
    "  current INTEGER NOT NULL CHECK (current IN (0, 1)),"
    "  version INTEGER NOT NULL," /* of 'change' when its records were last written */
    "  records BLOB NOT NULL,"
    "  UNIQUE (key, revision)"
    ") STRICT;"
    "INSERT INTO numbered (id, key, revision, current, version, records)"
    "  SELECT id, key, revision, current, 1, records FROM document ORDER BY rowid;"
    "DROP TABLE document;"
    "ALTER TABLE numbered RENAME TO document;"
    "CREATE INDEX document_current ON document (key) WHERE current = 1;"
    "CREATE TABLE found (title, text, number INTEGER);"
    "INSERT INTO found SELECT b.title, b.text, d.number FROM body b"
    "  JOIN document d ON d.id = b.document WHERE d.current = 1;"
    "DROP TABLE body;"
    "CREATE VIRTUAL TABLE body USING fts5 (title, text,"
    "  tokenize = 'unicode61 remove_diacritics 2');" /* rowid: the document's number */
    "INSERT INTO body (rowid, title, text) SELECT number, title, text FROM found;"
    "DROP TABLE found;"
    /* a document was current from run `since` until before run `until` */
    "CREATE TABLE stay ("
    "  document INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,"
    "  since INTEGER NOT NULL,"
    "  until INTEGER,"
    "  PRIMARY KEY (document, since)"
    ") STRICT, WITHOUT ROWID;"
    "INSERT INTO stay (document, since, until) SELECT number, 1, iif(current, NULL, 1)"
    "  FROM document;"
    /* records that a document had before run `until` */
    "CREATE TABLE coding ("
    "  document INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,"
    "  until INTEGER NOT NULL,"
    "  records BLOB NOT NULL,"
    "  UNIQUE (document, until)"
    ") STRICT;"
    "CREATE TABLE gone (run INTEGER NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL) STRICT;"
    "CREATE TABLE digest ("
    "  document INTEGER PRIMARY KEY REFERENCES document (number) ON DELETE CASCADE,"
    "  day INTEGER NOT NULL,"
    "  shingles BLOB NOT NULL,"
    "  profile BLOB NOT NULL"
    ") STRICT;"
    "CREATE TABLE member ("
    "  document INTEGER PRIMARY KEY REFERENCES document (number) ON DELETE CASCADE,"
    "  story TEXT NOT NULL,"
    "  leader INTEGER NOT NULL" /* number of the document whose text it carries */
    ") STRICT;"
    "CREATE INDEX member_story ON member (story);"
    "CREATE TABLE story ("
    "  id TEXT PRIMARY KEY,"
    "  key INTEGER NOT NULL," /* hash of all that it is made from */
    "  title TEXT NOT NULL,"
    "  first_day INTEGER NOT NULL,"
    "  last_day INTEGER NOT NULL,"
    "  documents INTEGER NOT NULL,"
    "  independent INTEGER NOT NULL,"
    "  contradictions INTEGER NOT NULL,"
    "  line TEXT NOT NULL"
    ") STRICT, WITHOUT ROWID;"
    /* marks outlive documents: nothing here refers to one */
    "CREATE TABLE mark ("
    "  number INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  run INTEGER NOT NULL,"
    "  verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'merge', 'split')),"
    "  by TEXT NOT NULL,"
    "  why TEXT NOT NULL,"
    "  kind TEXT NOT NULL," /* of record, as it was marked: figure, fact, story … */
    "  label TEXT NOT NULL,"
    "  withdrawn INTEGER" /* run in which it was taken back */
    ") STRICT;"
    "CREATE TABLE mark_place ("
    "  mark INTEGER NOT NULL REFERENCES mark (number),"
    "  side INTEGER NOT NULL CHECK (side IN (0, 1)),"
    "  key TEXT NOT NULL,"
    "  kind TEXT NOT NULL,"
    "  quote TEXT NOT NULL,"
    "  sentence TEXT NOT NULL,"
    "  ordinal INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX mark_place_mark ON mark_place (mark);",

    /* what placing one document among many needs: see store_placing.c */
    "INSERT INTO state VALUES ('placed', 0), ('document_marks', 0);"
    "CREATE INDEX document_version ON document (version);"
    "CREATE INDEX mark_place_key ON mark_place (key);"
    "ALTER TABLE digest ADD COLUMN rarity BLOB;" /* of each feature, when it was grouped last */
    "CREATE TABLE dirty (story TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;",

    /* why documents are in one story or in two; which program made a digest */
    "ALTER TABLE digest ADD COLUMN version INTEGER NOT NULL DEFAULT 0;"
    "INSERT INTO state VALUES ('digests', 0);"
    "CREATE TABLE tie ("
    "  kind INTEGER NOT NULL," /* TieKind */
    "  a INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,"
    "  b INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,"
    "  likeness INTEGER NOT NULL," /* per mille */
    "  day_a INTEGER NOT NULL,"
    "  day_b INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX tie_a ON tie (a);"
    "CREATE INDEX tie_b ON tie (b);",
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

/* Tables are rebuilt while nothing is enforced: a dropped one would take what refers to it along.
 * The pragma does nothing inside a transaction. */
static StCode enforce(sqlite3 *db, bool on, StErr *err) {
    const char *sql = on ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF";
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? ST_OK : failed(db, err);
}

static StCode migrate_in_one(sqlite3 *db, StErr *err) {
    int version;
    if (sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK) return failed(db, err);
    /* another process may be at it: the version is read again inside the transaction */
    StCode code = version_of(db, &version, err);
    if (code == ST_OK) code = migrate_from(db, version, err);
    if (code == ST_OK && sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
        code = failed(db, err);
    if (code != ST_OK) sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return code;
}

StCode schema_migrate(sqlite3 *db, StErr *err) {
    int version;
    TRY(version_of(db, &version, err));
    if (version > STORE_VERSION)
        return st_fail(err, ST_STORE, 0, "the store was made by a later version of sitrep");
    if (version < STORE_VERSION) {
        TRY(enforce(db, false, err));
        TRY(migrate_in_one(db, err));
    }
    return enforce(db, true, err);
}
