#include "check.h"

#include "know/tables_compile.h"
#include "know/word_lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const names[WORD_LIST_COUNT] = {
#define X(list, name) [LIST_##list] = (name),
    WORD_LISTS(X)
#undef X
};

/* Tables of one file, en/word_lists.tsv. */
static StCode open_rows(const char *rows, Tables **out, StErr *err) {
    char folder[64] = "/tmp/sitrep-lists-XXXXXX", path[128];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/en", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/en/word_lists.tsv", folder);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fprintf(f, "#words\tlist\tnote\n%s", rows);
    fclose(f);
    Arena a = {0};
    Str blob;
    check_ok(tables_compile(folder, &a, &blob, err), err);
    StCode code = tables_open_bytes(blob, out, err);
    arena_drop(&a);
    unlink(path);
    snprintf(path, sizeof path, "%s/en", folder);
    rmdir(path);
    rmdir(folder);
    return code;
}

static void test_words_of_lists(void **state) {
    (void)state;
    static const struct {
        const char *reason, *word;
        bool former, day;
    } rows[] = {
        {"a word of one list", "former", true, false},
        {"a word of two lists", "late", true, true},
        {"the second row of a list", "quondam", true, false},
        {"the table's capitals and accents are folded", "emerite", true, false},
        {"a word of none", "minister", false, false},
        {"a beginning is no word", "form", false, false},
        {"nothing", "", false, false},
    };
    Tables *t;
    StErr err = {0};
    check_ok(
        open_rows("former|late|Émérite\tformer\t\nlate\tday_name\t\nquondam\tformer\t\n", &t, &err),
        &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const WordSet *s = word_lists_of(tables_word_lists(t), str_of(rows[i].word));
        if (word_set_has(s, LIST_FORMER) != rows[i].former ||
            word_set_has(s, LIST_DAY_NAME) != rows[i].day)
            fail_msg("%s: \"%s\"", rows[i].reason, rows[i].word);
        assert_int_equal(word_is_in(t, str_of(rows[i].word), LIST_FORMER), rows[i].former);
    }
    tables_close(t);
}

static void test_rows_laid_over(void **state) {
    (void)state;
    Tables *t, *over;
    StErr err = {0};
    check_ok(open_rows("former\tformer\t\n", &t, &err), &err);
    check_ok(open_rows("erstwhile\tformer\t\n", &over, &err), &err);
    check_ok(tables_lay(t, over, &err), &err);
    assert_true(word_is_in(t, S("former"), LIST_FORMER));
    assert_true(word_is_in(t, S("erstwhile"), LIST_FORMER));
    tables_close(t);
}

static void test_unknown_list(void **state) {
    (void)state;
    Tables *t;
    StErr err = {0};
    assert_int_equal(open_rows("former\tformr\t\n", &t, &err), ST_BAD_FORMAT);
    assert_null(t);
    assert_non_null(strstr(err.what, "formr"));
}

/* Every list that a mechanism asks for has words in the tables that sitrep comes with. */
static void test_shipped_lists(void **state) {
    (void)state;
    StErr err = {0};
    Tables *tables;
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    const Table *t = tables_get(tables, "en/word_lists");
    int list = table_column(t, "list");
    for (unsigned i = 0; i < WORD_LIST_COUNT; i++) {
        uint32_t row = 0;
        while (row < table_rows(t) && !str_eq(table_cell(t, row, list), str_of(names[i]))) row++;
        if (row == table_rows(t)) fail_msg("%s has no row", names[i]);
        for (unsigned k = 0; k < i; k++) assert_string_not_equal(names[i], names[k]);
    }
    tables_close(tables);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_of_lists),
        cmocka_unit_test(test_rows_laid_over),
        cmocka_unit_test(test_unknown_list),
        cmocka_unit_test(test_shipped_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
