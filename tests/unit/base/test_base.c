#include "check.h"

#include "base/arena.h"
#include "base/date.h"
#include "base/json_write.h"
#include "base/map.h"
#include "base/pipeline.h"

#include <stdlib.h>

static void test_split(void **state) {
    (void)state;
    Str rest = S("a||b|"), piece;
    const char *want[] = {"a", "", "b"};
    for (int i = 0; i < 3; i++) {
        assert_true(str_split(&rest, '|', &piece));
        check_str(piece, want[i]);
    }
    assert_false(str_split(&rest, '|', &piece));
}

static void test_numbers(void **state) {
    (void)state;
    uint64_t n;
    assert_true(str_to_u64(S("18446744073709551615"), &n));
    assert_true(n == UINT64_MAX);
    assert_false(str_to_u64(S("18446744073709551616"), &n));
    assert_false(str_to_u64(S("12a"), &n));
    assert_false(str_to_u64(S(""), &n));
}

static void test_arena_limit(void **state) {
    (void)state;
    Arena a = {.limit = 100};
    assert_non_null(arena_take(&a, 1, 100, 1));
    assert_null(arena_take(&a, 1, 1, 1));
    assert_true(a.spent);
    assert_null(arena_take(&a, SIZE_MAX, 2, 1));
    arena_reset(&a);
    assert_non_null(arena_take(&a, 1, 100, 1));
    arena_drop(&a);
}

LIST_OF(int, Ints);

static void test_list_grows(void **state) {
    (void)state;
    Arena a = {0};
    Ints list = {0};
    for (int i = 0; i < 1000; i++) *list_push(&a, &list, int) = i;
    for (int i = 0; i < 1000; i++) assert_int_equal(list.v[i], i);
    arena_drop(&a);
}

static void test_map_counts(void **state) {
    (void)state;
    Arena a = {0};
    Map m = {.arena = &a};
    for (int i = 0; i < 3000; i++) ++*map_at(&m, arena_format(&a, "key %d", i % 1000));
    for (int i = 0; i < 1000; i++) assert_int_equal(map_get(&m, arena_format(&a, "key %d", i)), 3);
    assert_int_equal(map_get(&m, S("no such")), 0);
    assert_int_equal(m.n, 1000);
    arena_drop(&a);
}

/* Weekdays run on without a break through leap days and centuries, and days come back as they went.
 */
static void test_days(void **state) {
    (void)state;
    assert_int_equal(day_of(1, 1, 1), 1);
    assert_int_equal(day_of(9999, 12, 31), DAY_MAX);
    assert_int_equal(day_weekday(day_of(2023, 9, 20)), 3);
    assert_int_equal(day_of(2023, 2, 29), 0);
    assert_int_equal(day_of(1900, 2, 29), 0);
    assert_int_not_equal(day_of(2000, 2, 29), 0);
    for (Day d = day_of(1896, 1, 1); d <= day_of(2104, 12, 31); d++) {
        int y, m, day;
        char text[11];
        day_split(d, &y, &m, &day);
        assert_int_equal(day_of(y, m, day), d);
        day_format(d, text);
        assert_int_equal(day_parse(str_of(text)), d);
    }
    assert_int_equal(day_parse(S("2023-13-01")), 0);
    assert_int_equal(day_parse(S("2023-09-2")), 0);
    assert_int_equal(day_parse(S("2023-09-20T18:00")), day_of(2023, 9, 20));
}

static void test_json(void **state) {
    (void)state;
    Arena a = {0};
    Text t = {.arena = &a};
    Json j = {.out = &t};
    json_open(&j, '{');
    json_key(&j, S("a"));
    json_milli(&j, -12050);
    json_key(&j, S("b"));
    json_open(&j, '[');
    json_str(&j, S("x\n\"\\\x01"));
    json_none(&j);
    json_close(&j, ']');
    json_close(&j, '}');
    check_str(text_str(&t), "{\"a\":-12.05,\"b\":[\"x\\n\\\"\\\\\\u0001\",null]}");
    arena_drop(&a);
}

typedef struct Numbers {
    int next, last, sum, stop_at;
    bool ordered;
} Numbers;

static bool next_number(void *context, void **item) {
    Numbers *n = context;
    if (n->next == 500) return false;
    int *made = malloc(sizeof *made);
    *made = n->next++;
    *item = made;
    return true;
}

static StCode slow_work(void *context, void *item, unsigned worker, StErr *err) {
    (void)context;
    (void)worker;
    (void)err;
    volatile int spin = *(int *)item % 7 * 1000;
    while (spin > 0) spin = spin - 1;
    return ST_OK;
}

static StCode sink_number(void *context, void *item, StErr *err) {
    Numbers *n = context;
    int value = *(int *)item;
    free(item);
    n->ordered = n->ordered && value == n->last + 1;
    n->last = value;
    return value == n->stop_at ? st_fail(err, ST_IO, 7, "at %d", value) : ST_OK;
}

static void test_pipeline_keeps_order(void **state) {
    (void)state;
    for (unsigned threads = 1; threads <= 8; threads += 7) {
        Numbers n = {.last = -1, .ordered = true, .stop_at = -1};
        Pipeline p = {.context = &n,
                      .threads = threads,
                      .next = next_number,
                      .work = slow_work,
                      .sink = sink_number};
        check_ok(pipeline_run(&p, NULL), NULL);
        assert_true(n.ordered);
        assert_int_equal(n.last, 499);
    }
}

static void test_pipeline_stops(void **state) {
    (void)state;
    Numbers n = {.next = 499, .last = 498, .ordered = true, .stop_at = 499};
    StErr err = {0};
    Pipeline p = {
        .context = &n, .threads = 4, .next = next_number, .work = slow_work, .sink = sink_number};
    assert_int_equal(pipeline_run(&p, &err), ST_IO);
    assert_int_equal(err.at, 7);
    check_str(str_of(err.what), "at 499");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_split),          cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_arena_limit),    cmocka_unit_test(test_list_grows),
        cmocka_unit_test(test_map_counts),     cmocka_unit_test(test_days),
        cmocka_unit_test(test_json),           cmocka_unit_test(test_pipeline_keeps_order),
        cmocka_unit_test(test_pipeline_stops),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
