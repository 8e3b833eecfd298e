#include "check.h"

#include "know/tables.h"
#include "know/tables_compile.h"
#include "know/tables_index.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TEXTS = 5000, TABLES_ASKED = 130, STRIDE = 7 };

static uint64_t hash_of(uint32_t i) {
    return str_hash((Str){(const char *)&i, sizeof i});
}

/* Text i is known to tables i % 7, i % 7 + 7, … */
static bool is_told(uint32_t text, uint32_t table) {
    return table % STRIDE == text % STRIDE;
}

static void test_never_a_wrong_no(void **state) {
    (void)state;
    Arena a = {0};
    StErr err = {0};
    IndexEntries entries = {0};
    for (uint32_t i = 0; i < TEXTS; i++)
        for (uint32_t table = i % STRIDE; table < INDEX_TABLES_MAX; table += STRIDE)
            *list_push(&a, &entries, IndexEntry) = (IndexEntry){hash_of(i), table};
    TextIndex x;
    check_ok(text_index_make(&entries, &a, &x, &err), &err);
    assert_true(x.bits > 0 && x.set_count > STRIDE);
    uint32_t wrong = 0, strange = 0;
    for (uint32_t i = 0; i < TEXTS; i++)
        for (uint32_t table = 0; table < TABLES_ASKED; table++) {
            bool has = text_index_has(&x, table, hash_of(i));
            bool beyond = table >= INDEX_TABLES_MAX; /* of those nothing is known */
            if (is_told(i, table) || beyond) assert_true(has);
            wrong += !beyond && has && !is_told(i, table);
            strange += !beyond && text_index_has(&x, table, hash_of(TEXTS + i));
        }
    assert_true(wrong < TEXTS * INDEX_TABLES_MAX / 50);
    assert_true(strange < TEXTS * INDEX_TABLES_MAX / 50);
    arena_drop(&a);
}

static void test_nothing_and_no_index(void **state) {
    (void)state;
    Arena a = {0};
    StErr err = {0};
    IndexEntries entries = {0};
    TextIndex x;
    check_ok(text_index_make(&entries, &a, &x, &err), &err);
    assert_false(text_index_has(&x, 0, hash_of(1)));
    TextIndex none = {.bits = 0};
    assert_true(text_index_has(&none, 0, hash_of(1)));
    arena_drop(&a);
}

static void put_file(const char *folder, const char *name, const char *text) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s.tsv", folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static Tables *two_tables(void) {
    char folder[64] = "/tmp/sitrep-index-XXXXXX", path[128];
    assert_non_null(mkdtemp(folder));
    put_file(folder, "grain", "#key\tvalue\nrice\t1\nrye bread|Oat\t2\n");
    put_file(folder, "salt", "#key\tvalue\nsalt of the sea\t1\nrice\t2\n");
    Arena a = {0};
    StErr err = {0};
    Str blob;
    Tables *tables;
    check_ok(tables_compile(folder, &a, &blob, &err), &err);
    check_ok(tables_open_bytes(blob, &tables, &err), &err);
    arena_drop(&a);
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s.tsv", folder, i ? "grain" : "salt");
        unlink(path);
    }
    rmdir(folder);
    return tables;
}

static void test_words_of_tables(void **state) {
    (void)state;
    static const struct {
        const char *why;
        Str word;
        bool grain, salt;
    } rows[] = {
        {"a key of both", STR("rice"), true, true},
        {"a key, folded", STR("oat"), true, false},
        {"the beginning of a key", STR("rye"), true, false},
        {"the beginning of another table's", STR("salt"), false, true},
        {"a word inside a key", STR("sea"), false, false},
        {"no word of theirs", STR("barley"), false, false},
    };
    Tables *tables = two_tables();
    const Table *grain = tables_get(tables, "grain"), *salt = tables_get(tables, "salt");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t of = tables_of_word(tables, rows[i].word);
        bool may = table_may(grain, of) >= rows[i].grain && table_may(salt, of) >= rows[i].salt;
        bool begins = table_begins(grain, rows[i].word) == rows[i].grain;
        if (!of || !may || !begins) fail_msg("%s", rows[i].why);
    }
    assert_true(table_may(grain, 0)); /* nothing is said */
    assert_false(table_may(NULL, 0));
    StErr err = {0};
    check_ok(tables_lay(tables, two_tables(), &err), &err);
    uint32_t of = tables_of_word(tables, S("barley"));
    assert_true(table_may(tables_get(tables, "grain"), of)); /* over others nothing is kept */
    assert_false(table_begins(tables_get(tables, "grain"), S("barley")));
    assert_true(table_begins(tables_get(tables, "grain"), S("rye")));
    tables_close(tables);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_never_a_wrong_no),
        cmocka_unit_test(test_nothing_and_no_index),
        cmocka_unit_test(test_words_of_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
