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
    check_ok(tables_compile(folder, &a, &blob, &err), &err);
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
    assert_true(table_begins(t, S("over")));
    assert_true(table_begins(t, S("in"))); /* of "in excess of" */
    assert_false(table_begins(t, S("excess")));
    assert_false(table_begins(NULL, S("over")));
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

/* The tables of a folder, opened. */
static Tables *open_table(const char *name, const char *text) {
    char folder[64];
    put_table(folder, name, text);
    Arena a = {0};
    StErr err = {0};
    Str blob, again;
    Tables *tables;
    check_ok(tables_compile(folder, &a, &blob, &err), &err);
    check_ok(tables_compile(folder, &a, &again, &err), &err);
    assert_true(str_eq(blob, again));
    check_ok(tables_open_bytes(blob, &tables, &err), &err);
    arena_drop(&a);
    drop_table(folder, name);
    return tables;
}

static void test_tables_laid_over_count_first(void **state) {
    (void)state;
    StErr err = {0};
    Tables *tables = open_table("t", "#key\tvalue\tplace:number\nrice\tour\t1\nsalt\tour\t2\n"
                                     "salt of the sea\tour\t3\n");
    check_ok(tables_lay(tables, open_table("t", "#key\tplace\tvalue\nrice\t7\ttheir\n"), &err),
             &err);
    check_ok(tables_lay(tables, open_table("u", "#key\tvalue\nnew\ttheir\n"), &err), &err);
    assert_int_equal(tables_count(tables), 2);
    const Table *t = tables_get(tables, "t");
    assert_int_equal(table_rows(t), 4);
    int value = table_column(t, "value"), place = table_column(t, "place");
    uint32_t first = table_find(t, S("rice"), 0);
    check_str(table_cell(t, first - 1, value), "their");
    assert_int_equal(table_number(t, first - 1, place), 7); /* from a text */
    uint32_t second = table_find(t, S("rice"), first);
    check_str(table_cell(t, second - 1, value), "our");
    assert_int_equal(table_number(t, second - 1, place), 1);
    assert_int_equal(table_find(t, S("rice"), second), 0);
    check_str(table_cell(t, table_find(t, S("salt"), 0) - 1, value), "our");
    Str words[] = {STR("salt"), STR("of"), STR("the"), STR("sea")};
    Phrase p = table_match(t, words, 4);
    assert_int_equal(p.words, 4);
    check_str(p.key, "salt of the sea");
    assert_int_equal(table_number(t, p.row - 1, place), 3);
    assert_int_equal(tables_lay(tables, open_table("t", "#key\tcolour\nrice\tred\n"), &err),
                     ST_BAD_FORMAT);
    check_str(str_of(err.what), "table t has no column colour");
    tables_close(tables);
}

static void test_kinds_of_columns(void **state) {
    (void)state;
    Tables *tables =
        open_table("t", "#key\tcode:word\tlat:number\nx\tGE\t-41690\ny\t\t\nz\tGE\t0\n");
    const Table *t = tables_get(tables, "t");
    check_str(table_column_name(t, 2), "lat");
    check_str(table_cell(t, 0, 1), "GE");
    check_str(table_cell(t, 1, 1), "");
    check_str(table_cell(t, 2, 1), "GE");
    assert_int_equal(table_number(t, 0, 2), -41690);
    assert_int_equal(table_number(t, 1, 2), TABLE_NUMBER_NONE);
    assert_int_equal(table_number(t, 2, 2), 0);
    assert_int_equal(table_number(t, 0, 1), TABLE_NUMBER_NONE);
    assert_int_equal(table_number(t, 9, 2), TABLE_NUMBER_NONE);
    tables_close(tables);
}

/* More rows than a bucket holds, several of one key. */
static void test_many_rows(void **state) {
    (void)state;
    enum { ROWS = 3000 };
    char *text = malloc(ROWS * 40);
    assert_non_null(text);
    int n = snprintf(text, ROWS * 40, "#key\tnumber:number\n");
    for (int i = 0; i < ROWS; i++)
        n += snprintf(text + n, (size_t)(ROWS * 40 - n), "key %d|odd%d\t%d\n", i / 2, i % 2, i);
    Tables *tables = open_table("t", text);
    free(text);
    const Table *t = tables_get(tables, "t");
    assert_int_equal(table_rows(t), ROWS);
    for (int i = 0; i < ROWS; i += 2) {
        char key[20];
        snprintf(key, sizeof key, "key %d", i / 2);
        assert_int_equal(table_find(t, str_of(key), 0), i + 1);
        assert_int_equal(table_find(t, str_of(key), (uint32_t)i + 1), i + 2);
        assert_int_equal(table_find(t, str_of(key), (uint32_t)i + 2), 0);
    }
    int odd = 0;
    for (uint32_t r = 0; (r = table_find(t, S("odd1"), r));) {
        assert_int_equal(table_number(t, r - 1, 1), 2 * odd + 1);
        odd++;
    }
    assert_int_equal(odd, ROWS / 2);
    tables_close(tables);
}

static void test_errors_name_file_and_line(void **state) {
    (void)state;
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"rice\t1\n", ":1:1: no header"},
        {"#key\tvalue\nrice\t1\t2\n", ":2:3: more cells"},
        {"#key\tvalue\n\nrice||\t1\n|salt\t1\n", ":3:1: an empty key"},
        {"#key\tvalue\n\xff\t1\n", ":2: not UTF-8 at byte 11"},
        {"#key\tvalue:number\nrice\t1\nsalt\t1x\n", ":3:2: not a whole number: 1x"},
        {"#key\tvalue:date\nrice\t1\n", ":2:2: a column is name"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char folder[64];
        put_table(folder, "t", rows[i].text);
        Arena a = {0};
        StErr err = {0};
        Str blob;
        assert_int_not_equal(tables_compile(folder, &a, &blob, &err), ST_OK);
        if (str_find(str_of(err.what), str_of(rows[i].want)) == SIZE_MAX)
            fail_msg("row %zu: %s", i, err.what);
        assert_null(blob.p);
        arena_drop(&a);
        drop_table(folder, "t");
    }
}

/* All that can be asked of a table, wherever its parts point. */
static void ask_everything(const Tables *tables) {
    Str words[] = {STR("in"), STR("excess"), STR("of")};
    for (uint32_t i = 0; i < tables_count(tables); i++) {
        const Table *t = tables_at(tables, i);
        table_match(t, words, 3);
        for (uint32_t r = 0, n = 0; (r = table_find(t, S("over"), r)) && n < 10; n++) {
        }
        for (uint32_t r = 0; r < table_rows(t) && r < 10; r++)
            for (int c = 0; c < (int)table_columns(t); c++) {
                table_cell(t, r, c);
                table_number(t, r, c);
            }
        table_column(t, "bounds");
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
    check_ok(tables_compile(folder, &a, &blob, &err), &err);
    char *copy = arena_take(&a, 1, blob.n, 8);
    uint32_t refused = 0;
    for (size_t i = 0; i < blob.n * 2; i++) {
        memcpy(copy, blob.p, blob.n);
        copy[i / 2] = (char)(i % 2 ? copy[i / 2] ^ 0x55 : 0xff);
        Tables *tables;
        if (tables_open_bytes((Str){copy, blob.n}, &tables, &err) != ST_OK) {
            refused++;
            continue;
        }
        ask_everything(tables);
        tables_close(tables);
    }
    assert_true(refused > 40); /* the heads; what the parts hold is checked when it is asked for */
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
        cmocka_unit_test(test_tables_laid_over_count_first),
        cmocka_unit_test(test_kinds_of_columns),
        cmocka_unit_test(test_many_rows),
        cmocka_unit_test(test_errors_name_file_and_line),
        cmocka_unit_test(test_damaged_blob),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
