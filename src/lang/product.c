#include "lang/product.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define PRODUCT_X86 1
#include <immintrin.h>
#endif

/* ---- plain C: what the others must equal */

static int16_t cut16(int32_t x) {
    return (int16_t)(x > INT16_MAX ? INT16_MAX : x < INT16_MIN ? INT16_MIN : x);
}

void product_plain(const int16_t *x, uint32_t rows, uint32_t inputs, const int16_t *weights,
                   uint32_t outputs, int32_t *sums) {
    for (uint32_t r = 0; r < rows; r++, x += inputs, sums += outputs) {
        memset(sums, 0, outputs * sizeof *sums);
        for (uint32_t k = 0; k < inputs; k += 2) {
            const int16_t *w = weights + (size_t)k * outputs;
            int32_t a = x[k], b = x[k + 1];
            for (uint32_t j = 0; j < outputs; j++) sums[j] += a * w[2 * j] + b * w[2 * j + 1];
        }
    }
}

void rows_sum_plain(const int16_t *const *rows, uint32_t n, uint32_t width, int16_t *out) {
    memset(out, 0, width * sizeof *out);
    for (uint32_t r = 0; r < n; r++)
        for (uint32_t j = 0; j < width; j++) out[j] = cut16(out[j] + rows[r][j]);
}

void sums_round_plain(const int32_t *sums, const int32_t *bias, uint32_t n, int shift,
                      int16_t *out) {
    for (uint32_t j = 0; j < n; j++)
        out[j] = cut16((sums[j] + (bias ? bias[j] : 0) + (1 << (shift - 1))) >> shift);
}

#ifdef PRODUCT_X86

/* Two int16 as one int32, whatever the alignment. */
static inline int32_t pair_at(const int16_t *x) {
    int32_t p;
    memcpy(&p, x, sizeof p);
    return p;
}

#define DOT_AVX2(s, p, w)   _mm256_add_epi32((s), _mm256_madd_epi16((p), (w)))
#define DOT_AVX512(s, p, w) _mm512_add_epi32((s), _mm512_madd_epi16((p), (w)))
#define DOT_VNNI(s, p, w)   _mm512_dpwssd_epi32((s), (p), (w))

/* ROWS rows by COLUMNS registers of outputs, all sums kept in registers. */
#define TILE(NAME, ISA, VECTOR, BITS, ROWS, COLUMNS, DOT)                                          \
    __attribute__((target(ISA))) static void NAME(                                                 \
        const int16_t *x, uint32_t inputs, const int16_t *w, uint32_t outputs, int32_t *sums) {    \
        enum { LANES = BITS / 32 };                                                                \
        VECTOR s[ROWS][COLUMNS];                                                                   \
        for (int r = 0; r < ROWS; r++)                                                             \
            for (int c = 0; c < COLUMNS; c++) s[r][c] = _mm##BITS##_setzero_si##BITS();            \
        for (uint32_t k = 0; k < inputs; k += 2, w += 2 * (size_t)outputs) {                       \
            VECTOR v[COLUMNS];                                                                     \
            for (int c = 0; c < COLUMNS; c++)                                                      \
                v[c] = _mm##BITS##_loadu_si##BITS((const void *)(w + 2 * c * LANES));              \
            for (int r = 0; r < ROWS; r++) {                                                       \
                VECTOR p = _mm##BITS##_set1_epi32(pair_at(x + (size_t)r * inputs + k));            \
                for (int c = 0; c < COLUMNS; c++) s[r][c] = DOT(s[r][c], p, v[c]);                 \
            }                                                                                      \
        }                                                                                          \
        for (int r = 0; r < ROWS; r++)                                                             \
            for (int c = 0; c < COLUMNS; c++)                                                      \
                _mm##BITS##_storeu_si##BITS((void *)(sums + (size_t)r * outputs + c * LANES),      \
                                            s[r][c]);                                              \
    }

typedef void Tile(const int16_t *x, uint32_t inputs, const int16_t *w, uint32_t outputs,
                  int32_t *sums);

/* Tiles of one instruction set: [0] for `tall` rows, [1] for one; by width, the widest first. */
typedef struct TileSet {
    uint32_t tall, lanes;
    uint32_t columns[3];
    Tile *tiles[2][3];
} TileSet;

static void product_tiled(const TileSet *t, const int16_t *x, uint32_t rows, uint32_t inputs,
                          const int16_t *weights, uint32_t outputs, int32_t *sums) {
    bool tall = rows >= t->tall;
    uint32_t step = tall ? t->tall : 1;
    for (uint32_t next = 0; next < rows; next += step) {
        uint32_t r = next + step <= rows ? next : rows - step; /* the last tile overlaps */
        for (uint32_t j = 0, width; j < outputs; j += width) {
            int k = 0;
            while (j + (width = t->columns[k] * t->lanes) > outputs) k++;
            t->tiles[!tall][k](x + (size_t)r * inputs, inputs, weights + 2 * j, outputs,
                               sums + (size_t)r * outputs + j);
        }
    }
}

#define PRODUCT(NAME, ISA, VECTOR, BITS, TALL, WIDE, HALF, LEAST, DOT)                             \
    TILE(NAME##_tall_wide, ISA, VECTOR, BITS, TALL, WIDE, DOT)                                     \
    TILE(NAME##_tall_half, ISA, VECTOR, BITS, TALL, HALF, DOT)                                     \
    TILE(NAME##_tall_least, ISA, VECTOR, BITS, TALL, LEAST, DOT)                                   \
    TILE(NAME##_flat_wide, ISA, VECTOR, BITS, 1, WIDE, DOT)                                        \
    TILE(NAME##_flat_half, ISA, VECTOR, BITS, 1, HALF, DOT)                                        \
    TILE(NAME##_flat_least, ISA, VECTOR, BITS, 1, LEAST, DOT)                                      \
    static void NAME(const int16_t *x, uint32_t rows, uint32_t inputs, const int16_t *weights,     \
                     uint32_t outputs, int32_t *sums) {                                            \
        static const TileSet set = {TALL,                                                          \
                                    BITS / 32,                                                     \
                                    {WIDE, HALF, LEAST},                                           \
                                    {{NAME##_tall_wide, NAME##_tall_half, NAME##_tall_least},      \
                                     {NAME##_flat_wide, NAME##_flat_half, NAME##_flat_least}}};    \
        product_tiled(&set, x, rows, inputs, weights, outputs, sums);                              \
    }

PRODUCT(product_avx2, "avx2", __m256i, 256, 3, 4, 4, 2, DOT_AVX2)
PRODUCT(product_avx512, "avx512f,avx512bw", __m512i, 512, 6, 4, 2, 1, DOT_AVX512)
PRODUCT(product_vnni, "avx512f,avx512bw,avx512vnni", __m512i, 512, 6, 4, 2, 1, DOT_VNNI)

/* SSE2 is part of every x86-64. */
void rows_sum(const int16_t *const *rows, uint32_t n, uint32_t width, int16_t *out) {
    for (uint32_t j = 0; j < width; j += 32) {
        __m128i s[4];
        for (int c = 0; c < 4; c++) s[c] = _mm_setzero_si128();
        for (uint32_t r = 0; r < n; r++)
            for (int c = 0; c < 4; c++)
                s[c] = _mm_adds_epi16(s[c], _mm_loadu_si128((const void *)(rows[r] + j + 8 * c)));
        for (int c = 0; c < 4; c++) _mm_storeu_si128((void *)(out + j + 8 * c), s[c]);
    }
}

void sums_round(const int32_t *sums, const int32_t *bias, uint32_t n, int shift, int16_t *out) {
    __m128i half = _mm_set1_epi32(1 << (shift - 1));
    for (uint32_t j = 0; j < n; j += 8) {
        __m128i x = _mm_loadu_si128((const void *)(sums + j));
        __m128i y = _mm_loadu_si128((const void *)(sums + j + 4));
        if (bias) {
            x = _mm_add_epi32(x, _mm_loadu_si128((const void *)(bias + j)));
            y = _mm_add_epi32(y, _mm_loadu_si128((const void *)(bias + j + 4)));
        }
        x = _mm_srai_epi32(_mm_add_epi32(x, half), shift);
        y = _mm_srai_epi32(_mm_add_epi32(y, half), shift);
        _mm_storeu_si128((void *)(out + j), _mm_packs_epi32(x, y));
    }
}
#else
void rows_sum(const int16_t *const *rows, uint32_t n, uint32_t width, int16_t *out) {
    rows_sum_plain(rows, n, width, out);
}

void sums_round(const int32_t *sums, const int32_t *bias, uint32_t n, int shift, int16_t *out) {
    sums_round_plain(sums, bias, n, shift, out);
}
#endif

Product *const *product_all(void) {
    static Product *const plain[] = {product_plain, NULL};
#ifdef PRODUCT_X86
    static Product *const avx2[] = {product_plain, product_avx2, NULL};
    static Product *const avx512[] = {product_plain, product_avx2, product_avx512, NULL};
    static Product *const vnni[] = {product_plain, product_avx2, product_avx512, product_vnni,
                                    NULL};
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw")) return vnni;
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
