#include "check.h"

#include "lang/product.h"

#include <stdlib.h>

static uint32_t next(uint32_t *seed) {
    return *seed = *seed * 1664525u + 1013904223u;
}

/* Every product gives the very same sums, at every size and at the largest inputs. */
static void test_products(void **state) {
    (void)state;
    static const uint32_t shapes[][3] = {
        /* rows, inputs, outputs */
        {1, 128, 96}, {3, 96, 1024}, {16, 288, 96}, {7, 4, 16},     {9, 64, 48},
        {20, 32, 32}, {13, 96, 80},  {37, 288, 96}, {16, 96, 1024}, {33, 128, 64}};
    const Kernels *plain = kernels_all()[0];
    uint32_t seed = 7;
    for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++) {
        uint32_t rows = shapes[k][0], inputs = shapes[k][1], outputs = shapes[k][2];
        uint8_t *x = calloc((size_t)rows * inputs, 1);
        int8_t *w = calloc((size_t)inputs * outputs, 1);
        int32_t *want = calloc((size_t)rows * outputs, sizeof *want);
        int32_t *have = calloc((size_t)rows * outputs, sizeof *have);
        assert_true(x && w && want && have);
        for (uint32_t i = 0; i < rows * inputs; i++)
            x[i] = k ? (uint8_t)((next(&seed) >> 19) % (PRODUCT_INPUT_MAX + 1)) : PRODUCT_INPUT_MAX;
        for (uint32_t i = 0; i < inputs * outputs; i++)
            w[i] = k ? (int8_t)((int)(next(&seed) >> 24) - 128) : 127;
        plain->product(x, rows, inputs, w, outputs, want);
        for (uint32_t r = 0; r < rows; r++)
            for (uint32_t j = 0; j < outputs; j++) { /* by hand */
                int32_t sum = 0;
                for (uint32_t i = 0; i < inputs; i++)
                    sum += x[r * inputs + i] * w[product_place(inputs, outputs, i, j)];
                assert_int_equal(want[r * outputs + j], sum);
            }
        for (const Kernels *const *p = kernels_all(); *p; p++) {
            (*p)->product(x, rows, inputs, w, outputs, have);
            assert_memory_equal(want, have, (size_t)rows * outputs * sizeof *have);
        }
        free(x);
        free(w);
        free(want);
        free(have);
    }
}

static int32_t by_hand(int32_t sum, int32_t bias, int32_t by, int16_t least) {
    int64_t x = ((int64_t)sum + bias + (1 << (PRODUCT_PRE - 1))) >> PRODUCT_PRE;
    x = (x * by + (1 << (PRODUCT_POST - 1))) >> PRODUCT_POST;
    return (int32_t)(x > PRODUCT_CUT ? PRODUCT_CUT : x < least ? least : x);
}

enum { N = 192 };

typedef struct Sums {
    int16_t rows[5][N];
    int8_t bytes[5][N];
    int32_t sums[N], bias[N], by[N];
} Sums;

static void check_top(const Kernels *k, const Sums *s, uint32_t from, uint32_t to) {
    uint32_t best = from;
    int32_t score[N];
    for (int j = 0; j < N; j++)
        score[j] = ((s->sums[j] + s->bias[j] + (1 << (PRODUCT_PRE - 1))) >> PRODUCT_PRE) * s->by[j];
    for (uint32_t j = from; j < to; j++)
        if (score[j] > score[best]) best = j;
    assert_int_equal(k->top(s->sums, s->bias, s->by, N, from, to), best);
    /* of equal ones the first */
    Sums even = *s;
    for (int j = 0; j < N; j++) even.sums[j] = even.bias[j] = 0;
    assert_int_equal(k->top(even.sums, even.bias, even.by, N, from, to), from);
}

static void check_sums(const Kernels *k, const Sums *s) {
    const int16_t *rows[5];
    const int8_t *bytes[5];
    int16_t out[N];
    uint8_t inputs[N];
    for (int r = 0; r < 5; r++) rows[r] = s->rows[r], bytes[r] = s->bytes[r];
    k->rows_sum(rows, 5, N, out);
    for (int j = 0; j < N; j++) {
        int sum = 0;
        for (int r = 0; r < 5; r++) sum += s->rows[r][j];
        assert_int_equal(out[j], sum);
    }
    k->bytes_sum(bytes, 5, N, out);
    for (int j = 0; j < N; j++) {
        int sum = 0;
        for (int r = 0; r < 5; r++) sum += s->bytes[r][j];
        assert_int_equal(out[j], sum);
    }
    k->sums_round(s->sums, s->bias, s->by, N, out);
    for (int j = 0; j < N; j++)
        assert_int_equal(out[j], by_hand(s->sums[j], s->bias[j], s->by[j], -PRODUCT_CUT));
    memcpy(out, s->rows[1], sizeof out);
    k->sums_add(s->sums, s->bias, s->by, N, out);
    for (int j = 0; j < N; j++)
        assert_int_equal(out[j], s->rows[1][j] + by_hand(s->sums[j], s->bias[j], s->by[j], 0));
    check_top(k, s, 0, N);
    check_top(k, s, 5, 100);
    check_top(k, s, 37, 38);
    for (int shift = 2; shift <= 3; shift++) {
        int zero = shift == 2 ? 64 : 0;
        k->narrow(s->rows[0], N, shift, (int16_t)zero, inputs);
        for (int j = 0; j < N; j++) {
            int x = ((s->rows[0][j] + (1 << shift >> 1)) >> shift) + zero;
            assert_int_equal(inputs[j], x < 0 ? 0 : x > PRODUCT_INPUT_MAX ? PRODUCT_INPUT_MAX : x);
        }
    }
}

static void test_sums(void **state) {
    (void)state;
    Sums s;
    uint32_t seed = 3;
    for (int j = 0; j < N; j++) {
        for (int r = 0; r < 5; r++) {
            s.rows[r][j] = (int16_t)((int)(next(&seed) >> 16) % PRODUCT_CUT - PRODUCT_CUT / 2);
            s.bytes[r][j] = (int8_t)((int)(next(&seed) >> 24) - 128);
        }
        s.sums[j] = (int32_t)(next(&seed) >> 9) - (1 << 22);
        s.bias[j] = (int32_t)(next(&seed) >> 12) - (1 << 19);
        s.by[j] = (int32_t)(next(&seed) >> 21);
    }
    for (const Kernels *const *p = kernels_all(); *p; p++) check_sums(*p, &s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_products),
                                       cmocka_unit_test(test_sums)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
