#include "check.h"

#include "base/utf8.h"
#include "know/tables.h"
#include "know/tables_compile.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder of its own with one table. */
static void put_table(char folder[64], const char *name, const char *text) {
    snprintf(folder, 64, "/tmp/sitrep-tables-XXXXXX");
    assert_non_null(mkdtemp(folder));
    char path[128];
    snprintf(path, sizeof path, "%s/%s.tsv", folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void drop_table(const char *folder, const char *name) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s.tsv", folder, name);
    unlink(path);
    rmdir(folder);
}

static const char quantifiers[] = "# words for bounds\n#words\tquantifier\tbounds\n"
                                  "more than|over|in excess of\tmore_than\tn+1..\n"
                                  "nearly\tnearly\t..n\n"
                                  "Nagorno-Karabakh|Ağdam's\tplace\n";

static void test_find_and_match(void **state) {
    (void)state;
    char folder[64];
    put_table(folder, "quantifiers", quantifiers);
    Arena a = {0};
    StErr err = {0};
    Str blob;
    const char *folders[] = {folder};
    check_ok(tables_compile(folders, 1, &a, &blob, &err), &err);
    Tables *tables;
    check_ok(tables_open_bytes(blob, &tables, &err), &err);
    const Table *t = tables_get(tables, "quantifiers");
    assert_non_null(t);
    assert_int_equal(table_rows(t), 3);
    int bounds = table_column(t, "bounds");
    assert_int_equal(bounds, 2);
    assert_int_equal(table_column(t, "no such"), -1);
    check_str(table_cell(t, 0, bounds), "n+1..");
    check_str(table_cell(t, 2, bounds), ""); /* a short row */
    assert_int_equal(table_find(t, S("over"), 0), 1);
    assert_int_equal(table_find(t, S("over"), 1), 0);
    assert_int_equal(table_find(t, S("in"), 0), 0); /* only a beginning */
    Str words[] = {STR("in"), STR("excess"), STR("of"), STR("200")};
    Phrase p = table_match(t, words, 4);
    assert_int_equal(p.row, 1);
    assert_int_equal(p.words, 3);
    check_str(p.key, "in excess of");
    assert_int_equal(table_match(t, words, 2).row, 0);
    Str hyphens[] = {STR("nagorno"), STR("-"), STR("karabakh"), STR("'s")};
    p = table_match(t, hyphens, 4);
    assert_int_equal(p.row, 3);
    assert_int_equal(p.words, 3);
    Str clitic[] = {STR("agdam"), STR("'s")};
    assert_int_equal(table_match(t, clitic, 2).words, 2);
    tables_close(tables);
    arena_drop(&a);
    drop_table(folder, "quantifiers");
}

static void test_later_folder_counts_first(void **state) {
    (void)state;
    char ours[64], theirs[64];
    put_table(ours, "t", "#key\tvalue\nrice\tour\nsalt\tour\n");
    put_table(theirs, "t", "#key\tvalue\nrice\ttheir\n");
    Arena a = {0};
    StErr err = {0};
    Str blob, again;
    const char *folders[] = {ours, theirs};
    check_ok(tables_compile(folders, 2, &a, &blob, &err), &err);
    check_ok(tables_compile(folders, 2, &a, &again, &err), &err);
    assert_true(str_eq(blob, again));
    Tables *tables;
    check_ok(tables_open_bytes(blob, &tables, &err), &err);
    const Table *t = tables_get(tables, "t");
    uint32_t first = table_find(t, S("rice"), 0);
    check_str(table_cell(t, first - 1, 1), "their");
    uint32_t second = table_find(t, S("rice"), first);
    check_str(table_cell(t, second - 1, 1), "our");
    assert_int_equal(table_find(t, S("rice"), second), 0);
    check_str(table_cell(t, table_find(t, S("salt"), 0) - 1, 1), "our");
    tables_close(tables);
    arena_drop(&a);
    drop_table(ours, "t");
    drop_table(theirs, "t");
}

static void test_errors_name_file_and_line(void **state) {
    (void)state;
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"rice\t1\n", ":1: no header"},
        {"#key\tvalue\nrice\t1\t2\n", ":2: more cells"},
        {"#key\tvalue\n\nrice||\t1\n|salt\t1\n", ":3: an empty key"},
        {"#key\tvalue\n\xff\t1\n", "not UTF-8 at byte 11"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char folder[64];
        put_table(folder, "t", rows[i].text);
        Arena a = {0};
        StErr err = {0};
        Str blob;
        const char *folders[] = {folder};
        assert_int_not_equal(tables_compile(folders, 1, &a, &blob, &err), ST_OK);
        if (str_find(str_of(err.what), str_of(rows[i].want)) == SIZE_MAX)
            fail_msg("row %zu: %s", i, err.what);
        assert_null(blob.p);
        arena_drop(&a);
        drop_table(folder, "t");
    }
}

/* Every byte of a blob damaged in turn: refused or harmless, never a crash (ASan watches). */
static void test_damaged_blob(void **state) {
    (void)state;
    char folder[64];
    put_table(folder, "quantifiers", quantifiers);
    Arena a = {0};
    StErr err = {0};
    Str blob;
    const char *folders[] = {folder};
    check_ok(tables_compile(folders, 1, &a, &blob, &err), &err);
    char *copy = arena_take(&a, 1, blob.n, 8);
    uint32_t refused = 0;
    for (size_t i = 0; i < blob.n; i++) {
        memcpy(copy, blob.p, blob.n);
        copy[i] = (char)(copy[i] ^ 0x55);
        Tables *tables;
        if (tables_open_bytes((Str){copy, blob.n}, &tables, &err) != ST_OK) {
            refused++;
            continue;
        }
        const Table *t = tables_get(tables, "quantifiers");
        Str word = S("over");
        if (t) table_match(t, &word, 1);
        tables_close(tables);
    }
    assert_true(refused > 20); /* the heads; a text is checked when it is asked for */
    for (size_t n = 0; n < blob.n; n += 7) {
        Tables *tables;
        assert_int_equal(tables_open_bytes((Str){blob.p, n}, &tables, &err), ST_BAD_FORMAT);
    }
    arena_drop(&a);
    drop_table(folder, "quantifiers");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find_and_match),
        cmocka_unit_test(test_later_folder_counts_first),
        cmocka_unit_test(test_errors_name_file_and_line),
        cmocka_unit_test(test_damaged_blob),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
