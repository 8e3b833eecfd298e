#include "check.h"

#include "know/gazetteer.h"
#include "know/tables.h"

#include <stdlib.h>
#include <unistd.h>

/* number, name, others, lat, lon, class, code, country, admin1, inhabitants */
#define ROW(id, name, others, lat, lon, class, code, country, admin1, people)                      \
    id "\t" name "\t" name "\t" others "\t" lat "\t" lon                                           \
       "\t" class "\t" code "\t" country "\t\t" admin1 "\t\t\t\t" people                           \
                  "\t\t1\tAsia/Baku\t2020-01-01\n"

static StCode build(const char *lines, char to[64], Gazetteer *g, StErr *err) {
    snprintf(to, 64, "/tmp/sitrep-gazetteer-XXXXXX");
    int file = mkstemp(to);
    assert_true(file >= 0);
    close(file);
    *g = (Gazetteer){.from = fmemopen((void *)(uintptr_t)lines, strlen(lines), "rb"),
                     .from_name = "dump.txt",
                     .to = to};
    assert_non_null(g->from);
    StCode code = gazetteer_build(g, err);
    fclose(g->from);
    return code;
}

static const char dump[] =
    ROW("11", "Derna", "", "32.76704", "22.63669", "P", "PPLA", "LY", "19", "85000")
        ROW("12", "Derna", "", "45.1", "25.2", "P", "PPL", "RO", "03", "900")
            ROW("13", "Baku", "Bakou,Bakı,Baki,BAK,Baku city (old)", "40.37767", "-49.89205", "P",
                "PPLC", "AZ", "09",
                "1116513") ROW("14", "Old Town", "", "1", "2", "P", "PPLH", "LY", "", "")
                ROW("15", "Some Stream", "", "1", "2", "H", "STM", "LY", "", "")
                    ROW("16", "Al Jabal (district)", "", "-0.0005", "2", "A", "ADM2", "LY", "", "")
                        ROW("17", "Kutupalong", "", "21.21", "92.16", "S", "CMPRF", "BD", "", "0");

static void test_rows(void **state) {
    (void)state;
    char path[64];
    Gazetteer g;
    StErr err = {0};
    check_ok(build(dump, path, &g, &err), &err);
    assert_int_equal(g.read, 7);
    assert_int_equal(g.kept, 5);
    Tables *tables;
    check_ok(tables_open(path, &tables, &err), &err);
    unlink(path);
    const Table *t = tables_get(tables, "places/cities");
    assert_non_null(t);
    assert_int_equal(table_rows(t), 5);
    uint32_t r = table_find(t, S("derna"), 0);
    check_str(table_cell(t, r - 1, table_column(t, "country")), "LY");
    assert_int_equal(table_number(t, r - 1, table_column(t, "lat")), 32767);
    assert_int_equal(table_number(t, r - 1, table_column(t, "geonames")), 11);
    r = table_find(t, S("derna"), r);
    check_str(table_cell(t, r - 1, table_column(t, "country")), "RO");
    assert_int_equal(table_find(t, S("derna"), r), 0);
    r = table_find(t, S("bakou"), 0);
    assert_int_equal(r, 1);
    check_str(table_cell(t, 0, 0), "Baku|Bakou");
    assert_int_equal(table_number(t, 0, table_column(t, "lon")), -49892);
    r = table_find(t, S("al jabal"), 0);
    check_str(table_cell(t, r - 1, table_column(t, "feature")), "division");
    assert_int_equal(table_number(t, r - 1, table_column(t, "lat")), -1);
    r = table_find(t, S("kutupalong"), 0);
    check_str(table_cell(t, r - 1, table_column(t, "feature")), "camp");
    assert_int_equal(table_find(t, S("old town"), 0), 0);
    assert_int_equal(table_find(t, S("some stream"), 0), 0);
    tables_close(tables);
}

static void test_faults_name_line_and_column(void **state) {
    (void)state;
    static const struct {
        const char *lines, *want;
    } rows[] = {
        {"1\tA\n", "dump.txt:1:2: 2 columns instead of the 19 of a GeoNames dump"},
        {ROW("1", "A b", "", "1", "2", "P", "PPL", "LY", "", "1")
             ROW("x", "A b", "", "1", "2", "P", "PPL", "LY", "", "1"),
         "dump.txt:2:1: no number of GeoNames"},
        {ROW("1", "A b", "", "91", "2", "P", "PPL", "LY", "", "1"), "dump.txt:1:5: no latitude"},
        {ROW("1", "A b", "", "1", "2e3", "P", "PPL", "LY", "", "1"), "dump.txt:1:6: no longitude"},
        {ROW("1", "A b", "", "1", "2", "P", "PPL", "LY", "", "many"),
         "dump.txt:1:15: no number of inhabitants"},
        {ROW("1", "A \xff", "", "1", "2", "P", "PPL", "LY", "", "1"), "dump.txt:1:2: not UTF-8"},
        {ROW("1", "A b", "", "1", "2", "H", "STM", "LY", "", "1"), "dump.txt: no places in it"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char path[64];
        Gazetteer g;
        StErr err = {0};
        assert_int_equal(build(rows[i].lines, path, &g, &err), ST_BAD_FORMAT);
        check_str(str_of(err.what), rows[i].want);
        unlink(path);
    }
}

static bool stop_at_once(void *context, const char *step, uint64_t rows) {
    (void)context;
    (void)step;
    return rows < GAZETTEER_STEP;
}

/* Ctrl-C in the middle leaves no half a file. */
static void test_stopped(void **state) {
    (void)state;
    char path[] = "/tmp/sitrep-gazetteer-stopped";
    static const char row[] = ROW("1", "A b", "", "1", "2", "P", "PPL", "LY", "", "1");
    FILE *from = tmpfile();
    assert_non_null(from);
    for (int i = 0; i < GAZETTEER_STEP; i++) fputs(row, from);
    rewind(from);
    Gazetteer g = {.from = from, .from_name = "dump.txt", .to = path, .progress = stop_at_once};
    StErr err = {0};
    assert_int_equal(gazetteer_build(&g, &err), ST_STOPPED);
    assert_int_not_equal(access(path, F_OK), 0);
    fclose(from);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_faults_name_line_and_column),
        cmocka_unit_test(test_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
