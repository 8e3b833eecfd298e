#include "check.h"

#include "lang/product.h"

#include <stdlib.h>

static uint32_t next(uint32_t *seed) {
    return *seed = *seed * 1664525u + 1013904223u;
}

/* Every product gives the very same sums, at every size and at the largest inputs. */
static void test_same_everywhere(void **state) {
    (void)state;
    static const uint32_t shapes[][3] = {/* rows, inputs, outputs */
                                         {1, 128, 96}, {3, 96, 1024}, {16, 288, 96},
                                         {7, 2, 16},   {9, 64, 48},   {20, 30, 32}};
    uint32_t seed = 7;
    for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++) {
        uint32_t rows = shapes[k][0], inputs = shapes[k][1], outputs = shapes[k][2];
        int16_t *x = calloc((size_t)rows * inputs, sizeof *x);
        int16_t *w = calloc((size_t)inputs * outputs, sizeof *w);
        int32_t *want = calloc((size_t)rows * outputs, sizeof *want);
        int32_t *have = calloc((size_t)rows * outputs, sizeof *have);
        assert_true(x && w && want && have);
        for (uint32_t i = 0; i < rows * inputs; i++) x[i] = (int16_t)(next(&seed) >> 19) % 4096;
        for (uint32_t i = 0; i < inputs * outputs; i++)
            w[i] = (int16_t)((int)(next(&seed) >> 18) - 8192) / 8;
        product_plain(x, rows, inputs, w, outputs, want);
        int64_t first = 0; /* one sum by hand */
        for (uint32_t i = 0; i < inputs; i++) first += x[i] * w[i / 2 * outputs * 2 + i % 2];
        assert_int_equal(want[0], first);
        for (Product *const *p = product_all(); *p; p++) {
            (*p)(x, rows, inputs, w, outputs, have);
            assert_memory_equal(want, have, (size_t)rows * outputs * sizeof *have);
        }
        free(x);
        free(w);
        free(want);
        free(have);
    }
}

static void test_sums(void **state) {
    (void)state;
    int16_t rows[5][128], have[128], want[128];
    int32_t sums[128], bias[128];
    const int16_t *list[5];
    uint32_t seed = 3;
    for (int r = 0; r < 5; r++) {
        list[r] = rows[r];
        for (int j = 0; j < 128; j++) rows[r][j] = (int16_t)(next(&seed) >> 16);
    }
    rows_sum(list, 5, 128, have);
    rows_sum_plain(list, 5, 128, want);
    assert_memory_equal(have, want, sizeof have);
    for (int j = 0; j < 128; j++) {
        sums[j] = (int32_t)next(&seed) / 4;
        bias[j] = (int32_t)next(&seed) / 8;
    }
    for (int with = 0; with < 2; with++) {
        sums_round(sums, with ? bias : NULL, 128, 12, have);
        sums_round_plain(sums, with ? bias : NULL, 128, 12, want);
        assert_memory_equal(have, want, sizeof have);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_everywhere),
                                       cmocka_unit_test(test_sums)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
