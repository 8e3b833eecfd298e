#include "check.h"

#include "store/store.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct Fixture {
    char path[64];
    Arena a;
    Store *store;
} Fixture;

static int set_up(void **state) {
    Fixture *f = calloc(1, sizeof *f);
    snprintf(f->path, sizeof f->path, "/tmp/sitrep-store-%ld.db", (long)getpid());
    StErr err = {0};
    check_ok(store_open(f->path, STORE_MAKE, &f->store, &err), &err);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    Fixture *f = *state;
    store_close(f->store);
    arena_drop(&f->a);
    const char *const endings[] = {"", "-wal", "-shm"};
    for (int i = 0; i < 3; i++) {
        char path[80];
        snprintf(path, sizeof path, "%s%s", f->path, endings[i]);
        unlink(path);
    }
    free(f);
    return 0;
}

static Records document(const char *id, const char *uri, const char *text) {
    return (Records){.doc = {.id = str_of(id),
                             .uri = str_of(uri),
                             .title = STR("Flood in Derna"),
                             .text = str_of(text)}};
}

static Added add(Fixture *f, const Records *r) {
    Added added;
    StErr err = {0};
    check_ok(store_begin(f->store, &err), &err);
    check_ok(store_add(f->store, r, &f->a, &added, &err), &err);
    check_ok(store_commit(f->store, &err), &err);
    return added;
}

static RecordsList load(Fixture *f) {
    RecordsList list;
    StErr err = {0};
    check_ok(store_load(f->store, &f->a, &list, &err), &err);
    return list;
}

static void test_revisions(void **state) {
    Fixture *f = *state;
    Records first = document("aa", "derna.txt", "Two died."),
            second = document("bb", "derna.txt", "Three died.");
    assert_int_equal(add(f, &first), ADDED_NEW);
    assert_int_equal(add(f, &first), ADDED_NOTHING);
    assert_int_equal(add(f, &second), ADDED_REVISION);
    RecordsList list = load(f);
    assert_int_equal(list.n, 1);
    check_str(list.v[0]->doc.text, "Three died.");
    Records *old;
    StErr err = {0};
    check_ok(store_load_one(f->store, S("aa"), &f->a, &old, &err), &err);
    check_str(old->doc.text, "Two died.");
    assert_int_equal(add(f, &first), ADDED_REVISION); /* the old text is back */
    check_str(load(f).v[0]->doc.text, "Two died.");
}

static void test_remove_takes_all_revisions(void **state) {
    Fixture *f = *state;
    Records first = document("aa", "derna.txt", "Two died."),
            second = document("bb", "derna.txt", "Three died.");
    add(f, &first);
    add(f, &second);
    StErr err = {0};
    check_ok(store_set(f->store, S("derna.txt"), S("outlet"), S("Coast Daily"), &err), &err);
    check_ok(store_remove(f->store, S("bb"), &err), &err);
    assert_int_equal(load(f).n, 0);
    Records *old;
    assert_int_equal(store_load_one(f->store, S("aa"), &f->a, &old, &err), ST_NOT_FOUND);
    assert_int_equal(store_remove(f->store, S("bb"), &err), ST_NOT_FOUND);
    Str value;
    check_ok(store_field(f->store, S("derna.txt"), S("outlet"), &f->a, &value, &err), &err);
    assert_null(value.p);
    Hits hits;
    check_ok(store_search(f->store, S("died"), 10, &f->a, &hits, &err), &err);
    assert_int_equal(hits.n, 0);
}

static void test_fields(void **state) {
    Fixture *f = *state;
    Records r = document("aa", "derna.txt", "Two died.");
    add(f, &r);
    StErr err = {0};
    Str value;
    check_ok(store_set(f->store, S("derna.txt"), S("outlet"), S("Coast Daily"), &err), &err);
    check_ok(store_set(f->store, S("derna.txt"), S("outlet"), S("Hill Post"), &err), &err);
    check_ok(store_field(f->store, S("derna.txt"), S("outlet"), &f->a, &value, &err), &err);
    check_str(value, "Hill Post");
    check_ok(store_set(f->store, S("derna.txt"), S("outlet"), S(""), &err), &err);
    check_ok(store_field(f->store, S("derna.txt"), S("outlet"), &f->a, &value, &err), &err);
    assert_null(value.p);
    assert_int_equal(store_set(f->store, S("nowhere"), S("outlet"), S("x"), &err), ST_STORE);
}

static void test_search(void **state) {
    Fixture *f = *state;
    Records a = document("aa", "a.txt", "The Şuşa bridge fell. Nobody was hurt."),
            b = document("bb", "b.txt", "A bridge stood.");
    add(f, &a);
    add(f, &b);
    static const struct {
        const char *why, *query;
        uint32_t hits;
    } rows[] = {
        {"accents do not matter", "susa", 1},
        {"all words are asked for", "bridge fell", 1},
        {"a phrase", "\"bridge stood\"", 1},
        {"a phrase that is not there", "\"stood bridge\"", 0},
        {"signs are no syntax", "bridge* OR -(", 0},
        {"both", "bridge", 2},
        {"nothing asked", "", 0},
        {"an open quote", "\"bridge", 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Hits hits;
        StErr err = {0};
        check_ok(store_search(f->store, str_of(rows[i].query), 10, &f->a, &hits, &err), &err);
        if (hits.n != rows[i].hits) fail_msg("%s: %u hits", rows[i].why, hits.n);
    }
}

/* What was not committed is not there after the process is killed; what was, is. */
static void test_kill_keeps_what_was_acknowledged(void **state) {
    Fixture *f = *state;
    store_close(f->store);
    f->store = NULL;
    pid_t child = fork();
    if (child == 0) {
        Arena a = {0};
        Store *s;
        Added added;
        Records first = document("aa", "a.txt", "one"), second = document("bb", "b.txt", "two");
        bool good =
            store_open(f->path, STORE_MAKE, &s, NULL) == ST_OK && store_begin(s, NULL) == ST_OK &&
            store_add(s, &first, &a, &added, NULL) == ST_OK && store_commit(s, NULL) == ST_OK &&
            store_begin(s, NULL) == ST_OK && store_add(s, &second, &a, &added, NULL) == ST_OK;
        if (good) kill(getpid(), SIGKILL);
        _exit(1);
    }
    int status;
    waitpid(child, &status, 0);
    assert_true(WIFSIGNALED(status));
    StErr err = {0};
    check_ok(store_open(f->path, STORE_CHANGE, &f->store, &err), &err);
    RecordsList list = load(f);
    assert_int_equal(list.n, 1);
    check_str(list.v[0]->doc.id, "aa");
}

static void test_refusals(void **state) {
    Fixture *f = *state;
    StErr err = {0};
    Store *other;
    assert_int_equal(store_open("/tmp/no-such-folder/x.db", STORE_CHANGE, &other, &err),
                     ST_NOT_FOUND);
    char path[80];
    snprintf(path, sizeof path, "%s-not", f->path);
    FILE *file = fopen(path, "wb");
    fputs("this is no database, but it is long enough to be looked at as one ....................",
          file);
    fclose(file);
    assert_int_equal(store_open(path, STORE_MAKE, &other, &err), ST_STORE);
    unlink(path);
    sqlite3 *db; /* a later version's file is left alone */
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    sqlite3_exec(db, "PRAGMA user_version = 999", NULL, NULL, NULL);
    sqlite3_close(db);
    assert_int_equal(store_open(f->path, STORE_MAKE, &other, &err), ST_STORE);
    if (str_find(str_of(err.what), S("later version")) == SIZE_MAX) fail_msg("%s", err.what);
}

/* A file of version 1, as the first release made it. */
static const char version_1[] =
    "CREATE TABLE source (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;"
    "CREATE TABLE document (id TEXT PRIMARY KEY,"
    "  key TEXT NOT NULL REFERENCES source (key) ON DELETE CASCADE, revision INTEGER NOT NULL,"
    "  current INTEGER NOT NULL CHECK (current IN (0, 1)), records BLOB NOT NULL,"
    "  UNIQUE (key, revision)) STRICT;"
    "CREATE INDEX document_current ON document (key) WHERE current = 1;"
    "CREATE TABLE said_by_user (key TEXT NOT NULL REFERENCES source (key) ON DELETE CASCADE,"
    "  field TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (key, field)) STRICT, WITHOUT ROWID;"
    "CREATE VIRTUAL TABLE body USING fts5 (title, text, document UNINDEXED,"
    "  tokenize = 'unicode61 remove_diacritics 2');"
    "INSERT INTO source VALUES ('derna.txt');"
    "INSERT INTO said_by_user VALUES ('derna.txt', 'outlet', 'Coast Daily');"
    "PRAGMA user_version = 1;";

static void test_older_schema(void **state) {
    Fixture *f = *state;
    /* records as they are packed are taken from a store of today */
    Records first = document("aa", "derna.txt", "Two died."),
            second = document("bb", "derna.txt", "Three died.");
    add(f, &first);
    add(f, &second);
    char path[80], sql[256];
    snprintf(path, sizeof path, "%s.old", f->path);
    unlink(path);
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, version_1, NULL, NULL, NULL), SQLITE_OK);
    snprintf(sql, sizeof sql, "ATTACH '%s' AS new", f->path);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db,
                                  "INSERT INTO main.document SELECT id, key, revision, current,"
                                  " records FROM new.document;"
                                  "INSERT INTO main.body SELECT title, text, 'bb' FROM new.body;",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    Store *store;
    StErr err = {0};
    check_ok(store_open(path, STORE_CHANGE, &store, &err), &err);
    RecordsList list;
    Records *old;
    Str outlet;
    Hits hits;
    Runs runs;
    check_ok(store_load(store, &f->a, &list, &err), &err);
    assert_int_equal(list.n, 1);
    check_str(list.v[0]->doc.text, "Three died.");
    check_ok(store_load_one(store, S("aa"), &f->a, &old, &err), &err);
    check_str(old->doc.text, "Two died.");
    check_ok(store_field(store, S("derna.txt"), S("outlet"), &f->a, &outlet, &err), &err);
    check_str(outlet, "Coast Daily");
    check_ok(store_search(store, S("three"), 5, &f->a, &hits, &err), &err);
    assert_int_equal(hits.n, 1);
    check_str(hits.v[0].doc, "bb");
    check_ok(store_runs(store, &f->a, &runs, &err), &err);
    assert_int_equal(runs.n, 1);
    /* and it goes on from there */
    Added added;
    check_ok(store_begin(store, &err), &err);
    check_ok(store_add(store, &first, &f->a, &added, &err), &err);
    assert_int_equal(added, ADDED_REVISION);
    check_ok(store_commit(store, &err), &err);
    check_ok(store_remove(store, S("aa"), &err), &err);
    check_ok(store_load(store, &f->a, &list, &err), &err);
    assert_int_equal(list.n, 0);
    store_close(store);
    unlink(path);
}

int main(void) {
#define TEST(t) cmocka_unit_test_setup_teardown(t, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_older_schema, set_up, tear_down),
        TEST(test_revisions),
        TEST(test_remove_takes_all_revisions),
        TEST(test_fields),
        TEST(test_search),
        TEST(test_refusals),
        TEST(test_kill_keeps_what_was_acknowledged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
