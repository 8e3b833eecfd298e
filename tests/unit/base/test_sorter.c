#include "check.h"

#include "base/sorter.h"
#include "base/spool.h"

#include <stdio.h>

/* A fixed sequence that looks like chance. */
static uint32_t shuffle(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* In memory and in many runs: the same order. */
static void test_sorted(void **state) {
    (void)state;
    static const size_t run_bytes[] = {0, 4096, 300};
    enum { RECORDS = 5000 };
    for (size_t k = 0; k < sizeof run_bytes / sizeof *run_bytes; k++) {
        uint32_t seed = 7, count = k == 2 ? 500 : RECORDS;
        Sorter s = {.run_bytes = run_bytes[k]};
        StErr err = {0};
        for (uint32_t i = 0; i < count; i++) {
            char record[40];
            int n = snprintf(record, sizeof record, "%u", shuffle(&seed) % 3000);
            for (uint32_t extra = i % 5; extra; extra--) record[n++] = 'x';
            check_ok(sorter_add(&s, (Str){record, (size_t)n}, &err), &err);
        }
        check_ok(sorter_finish(&s, &err), &err);
        if (k) assert_true(s.run_count > 1);
        char last[40] = "";
        uint32_t seen = 0;
        for (Str r;; seen++) {
            check_ok(sorter_next(&s, &r, &err), &err);
            if (!r.p) break;
            char now[40];
            snprintf(now, sizeof now, "%.*s", STR_ARG(r));
            assert_true(strcmp(last, now) <= 0);
            memcpy(last, now, sizeof last);
        }
        assert_int_equal(seen, count);
        sorter_drop(&s);
    }
}

static void test_limits(void **state) {
    (void)state;
    static char record[SORTER_RECORD_MAX + 1];
    Sorter s = {0};
    StErr err = {0};
    Str r;
    check_ok(sorter_add(&s, (Str){record, SORTER_RECORD_MAX}, &err), &err);
    assert_int_equal(sorter_add(&s, (Str){record, SORTER_RECORD_MAX + 1}, &err), ST_LIMIT);
    check_ok(sorter_add(&s, S(""), &err), &err);
    check_ok(sorter_finish(&s, &err), &err);
    check_ok(sorter_next(&s, &r, &err), &err);
    assert_non_null(r.p);
    assert_int_equal(r.n, 0);
    check_ok(sorter_next(&s, &r, &err), &err);
    assert_int_equal(r.n, SORTER_RECORD_MAX);
    check_ok(sorter_next(&s, &r, &err), &err);
    assert_null(r.p);
    sorter_drop(&s);
    Sorter nowhere = {.folder = "/no/such/folder", .run_bytes = 64};
    StCode code = ST_OK;
    for (int i = 0; i < 20 && code == ST_OK; i++) code = sorter_add(&nowhere, S("a record"), &err);
    assert_int_equal(code, ST_IO);
    sorter_drop(&nowhere);
}

/* More than memory holds comes back as it went in. */
static void test_spool(void **state) {
    (void)state;
    enum { NUMBERS = 3 << 20 }; /* 12 MiB of them */
    Spool s = {0};
    StErr err = {0};
    for (uint32_t i = 0; i < NUMBERS; i++) check_ok(spool_add(&s, &i, sizeof i, &err), &err);
    assert_true(s.written > 0 && s.n <= SPOOL_MEMORY_MAX);
    uint32_t next = 0, v[1000];
    for (size_t got = 1; got;) {
        check_ok(spool_read(&s, v, sizeof v, &got, &err), &err);
        for (size_t i = 0; i < got / sizeof *v; i++) assert_int_equal(v[i], next++);
    }
    assert_int_equal(next, NUMBERS);
    spool_drop(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sorted),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_spool),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
