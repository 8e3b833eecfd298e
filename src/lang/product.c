#include "lang/product.h"

#include <stddef.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define PRODUCT_X86 1
#include <immintrin.h>
#endif

void product_plain(const int16_t *x, uint32_t rows, uint32_t inputs, const int16_t *weights,
                   uint32_t outputs, int32_t *sums) {
    for (uint32_t r = 0; r < rows; r++, x += inputs, sums += outputs) {
        memset(sums, 0, outputs * sizeof *sums);
        for (uint32_t k = 0; k < inputs; k += 2) {
            const int16_t *w = weights + (size_t)k * outputs;
            int32_t a = x[k], b = x[k + 1];
            if (!a && !b) continue;
            for (uint32_t j = 0; j < outputs; j++) sums[j] += a * w[2 * j] + b * w[2 * j + 1];
        }
    }
}

#ifdef PRODUCT_X86

/* Two int16 as one int32, whatever the alignment. */
static inline int32_t pair_at(const int16_t *x) {
    int32_t p;
    memcpy(&p, x, sizeof p);
    return p;
}

/* 16 outputs of `n` <= 4 rows. */
#define TILE_AVX2(n)                                                                               \
    __attribute__((target("avx2"))) static void tile_avx2_##n(                                     \
        const int16_t *x, uint32_t inputs, const int16_t *w, uint32_t outputs, int32_t *sums) {    \
        __m256i low[n], high[n];                                                                   \
        for (int r = 0; r < n; r++) low[r] = high[r] = _mm256_setzero_si256();                     \
        for (uint32_t k = 0; k < inputs; k += 2, w += 2 * (size_t)outputs) {                       \
            __m256i w0 = _mm256_loadu_si256((const void *)w);                                      \
            __m256i w1 = _mm256_loadu_si256((const void *)(w + 16));                               \
            for (int r = 0; r < n; r++) {                                                          \
                __m256i p = _mm256_set1_epi32(pair_at(x + (size_t)r * inputs + k));                \
                low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(p, w0));                       \
                high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(p, w1));                     \
            }                                                                                      \
        }                                                                                          \
        for (int r = 0; r < n; r++) {                                                              \
            _mm256_storeu_si256((void *)(sums + (size_t)r * outputs), low[r]);                     \
            _mm256_storeu_si256((void *)(sums + (size_t)r * outputs + 8), high[r]);                \
        }                                                                                          \
    }
TILE_AVX2(1)
TILE_AVX2(4)

static void product_avx2(const int16_t *x, uint32_t rows, uint32_t inputs, const int16_t *weights,
                         uint32_t outputs, int32_t *sums) {
    for (uint32_t r = 0; r < rows;) {
        uint32_t n = rows - r >= 4 ? 4 : 1;
        for (uint32_t j = 0; j < outputs; j += 16)
            (n == 4 ? tile_avx2_4 : tile_avx2_1)(x + (size_t)r * inputs, inputs, weights + 2 * j,
                                                 outputs, sums + (size_t)r * outputs + j);
        r += n;
    }
}

/* 32 or, at the end, 16 outputs of `n` rows. */
#define TILE_AVX512(n)                                                                             \
    __attribute__((target("avx512f,avx512bw"))) static void tile_avx512_##n(                       \
        const int16_t *x, uint32_t inputs, const int16_t *w, uint32_t outputs, int32_t *sums,      \
        uint32_t wide) {                                                                           \
        __m512i low[n], high[n];                                                                   \
        for (int r = 0; r < n; r++) low[r] = high[r] = _mm512_setzero_si512();                     \
        for (uint32_t k = 0; k < inputs; k += 2, w += 2 * (size_t)outputs) {                       \
            __m512i w0 = _mm512_loadu_si512((const void *)w);                                      \
            __m512i w1 = wide ? _mm512_loadu_si512((const void *)(w + 32)) : w0;                   \
            for (int r = 0; r < n; r++) {                                                          \
                __m512i p = _mm512_set1_epi32(pair_at(x + (size_t)r * inputs + k));                \
                low[r] = _mm512_add_epi32(low[r], _mm512_madd_epi16(p, w0));                       \
                high[r] = _mm512_add_epi32(high[r], _mm512_madd_epi16(p, w1));                     \
            }                                                                                      \
        }                                                                                          \
        for (int r = 0; r < n; r++) {                                                              \
            _mm512_storeu_si512((void *)(sums + (size_t)r * outputs), low[r]);                     \
            if (wide) _mm512_storeu_si512((void *)(sums + (size_t)r * outputs + 16), high[r]);     \
        }                                                                                          \
    }
TILE_AVX512(1)
TILE_AVX512(8)

static void product_avx512(const int16_t *x, uint32_t rows, uint32_t inputs, const int16_t *weights,
                           uint32_t outputs, int32_t *sums) {
    for (uint32_t r = 0; r < rows;) {
        uint32_t n = rows - r >= 8 ? 8 : 1;
        for (uint32_t j = 0; j < outputs; j += 32)
            (n == 8 ? tile_avx512_8
                    : tile_avx512_1)(x + (size_t)r * inputs, inputs, weights + 2 * j, outputs,
                                     sums + (size_t)r * outputs + j, j + 32 <= outputs);
        r += n;
    }
}
#endif

Product *const *product_all(void) {
    static Product *const plain[] = {product_plain, NULL};
#ifdef PRODUCT_X86
    static Product *const avx2[] = {product_plain, product_avx2, NULL};
    static Product *const avx512[] = {product_plain, product_avx2, product_avx512, NULL};
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512bw")) return avx512;
    if (__builtin_cpu_supports("avx2")) return avx2;
#endif
    return plain;
}

Product *product_best(void) {
    Product *const *p = product_all();
    while (p[1]) p++;
    return *p;
}
