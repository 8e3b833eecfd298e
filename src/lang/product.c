#include "lang/product.h"

#include <stdbool.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define PRODUCT_X86 1
#include <immintrin.h>
#elif defined(__aarch64__) && defined(__GNUC__)
#define PRODUCT_ARM 1
#include <arm_neon.h>
#endif
#if defined(PRODUCT_ARM) && defined(__linux__)
#include <sys/auxv.h>
#endif

/* ---- what needs no special instruction: written once, compiled for each instruction set */

#define INLINE       static inline __attribute__((always_inline))
#define VECTOR(N, T) __attribute__((vector_size((N) * sizeof(T)), aligned(1), may_alias)) T

typedef VECTOR(16, int32_t) Ints;
typedef VECTOR(16, int16_t) Halves;
typedef VECTOR(32, int16_t) Shorts;
typedef VECTOR(32, int8_t) Bytes32;
typedef VECTOR(32, uint8_t) Inputs;

#define AT(TYPE, P)       (*(TYPE *)(void *)(P))
#define AT_CONST(TYPE, P) (*(const TYPE *)(const void *)(P))
/* Each lane the larger, the smaller. */
#define LARGER(a, b)  (((a) & ((a) > (b))) | ((b) & ~((a) > (b))))
#define SMALLER(a, b) (((a) & ((a) < (b))) | ((b) & ~((a) < (b))))

INLINE void rows_sum_as(const int16_t *const *rows, uint32_t n, uint32_t width, int16_t *out) {
    for (uint32_t j = 0; j < width; j += 64) {
        Shorts low = {0}, high = {0};
        for (uint32_t r = 0; r < n; r++) {
            low += AT_CONST(Shorts, rows[r] + j);
            high += AT_CONST(Shorts, rows[r] + j + 32);
        }
        AT(Shorts, out + j) = low;
        AT(Shorts, out + j + 32) = high;
    }
}

INLINE void bytes_sum_as(const int8_t *const *rows, uint32_t n, uint32_t width, int16_t *out) {
    for (uint32_t j = 0; j < width; j += 32) {
        Shorts sum = {0};
        for (uint32_t r = 0; r < n; r++)
            sum += __builtin_convertvector(AT_CONST(Bytes32, rows[r] + j), Shorts);
        AT(Shorts, out + j) = sum;
    }
}

INLINE void scale(const int32_t *sums, const int32_t *bias, const int32_t *by, Ints *out) {
    Ints x = AT_CONST(Ints, sums) + AT_CONST(Ints, bias);
    *out = ((x + (1 << (PRODUCT_PRE - 1))) >> PRODUCT_PRE) * AT_CONST(Ints, by);
}

INLINE void scale_round(const int32_t *sums, const int32_t *bias, const int32_t *by, int32_t least,
                        Halves *out) {
    const Ints low = (Ints){0} + least, top = (Ints){0} + PRODUCT_CUT;
    Ints x;
    scale(sums, bias, by, &x);
    x = (x + (1 << (PRODUCT_POST - 1))) >> PRODUCT_POST;
    x = SMALLER(x, top);
    x = LARGER(x, low);
    *out = __builtin_convertvector(x, Halves);
}

INLINE void sums_round_as(const int32_t *sums, const int32_t *bias, const int32_t *by, uint32_t n,
                          int16_t *out) {
    for (uint32_t j = 0; j < n; j += 16) {
        Halves x;
        scale_round(sums + j, bias + j, by + j, -PRODUCT_CUT, &x);
        AT(Halves, out + j) = x;
    }
}

INLINE void sums_add_as(const int32_t *sums, const int32_t *bias, const int32_t *by, uint32_t n,
                        int16_t *out) {
    for (uint32_t j = 0; j < n; j += 16) {
        Halves x;
        scale_round(sums + j, bias + j, by + j, 0, &x);
        AT(Halves, out + j) += x;
    }
}

INLINE uint32_t top_as(const int32_t *sums, const int32_t *bias, const int32_t *by, uint32_t n,
                       uint32_t from, uint32_t to) {
    int32_t scores[PRODUCT_TOP_MAX];
    Ints lanes = (Ints){0} + INT32_MIN;
    for (uint32_t j = 0; j < n; j += 16) {
        Ints x;
        scale(sums + j, bias + j, by + j, &x);
        AT(Ints, scores + j) = x;
    }
    for (uint32_t j = 0; j < from; j++) scores[j] = INT32_MIN;
    for (uint32_t j = to; j < n; j++) scores[j] = INT32_MIN;
    for (uint32_t j = 0; j < n; j += 16) {
        Ints x = AT_CONST(Ints, scores + j);
        lanes = LARGER(x, lanes);
    }
    int32_t most = INT32_MIN;
    for (int c = 0; c < 16; c++) most = lanes[c] > most ? lanes[c] : most;
    while (scores[from] != most) from++;
    return from;
}

INLINE void narrow_as(const int16_t *x, uint32_t n, int shift, int16_t zero, uint8_t *out) {
    const Shorts low = {0}, top = low + PRODUCT_INPUT_MAX;
    const int16_t half = (int16_t)(1 << shift >> 1);
    for (uint32_t j = 0; j < n; j += 32) {
        Shorts y = ((AT_CONST(Shorts, x + j) + half) >> (int16_t)shift) + zero;
        y = LARGER(y, low);
        y = SMALLER(y, top);
        AT(Inputs, out + j) = __builtin_convertvector(y, Inputs);
    }
}

#define WIDE_WAYS(SUFFIX, TARGET)                                                                  \
    TARGET static void rows_sum_##SUFFIX(const int16_t *const *rows, uint32_t n, uint32_t width,   \
                                         int16_t *out) {                                           \
        rows_sum_as(rows, n, width, out);                                                          \
    }                                                                                              \
    TARGET static void bytes_sum_##SUFFIX(const int8_t *const *rows, uint32_t n, uint32_t width,   \
                                          int16_t *out) {                                          \
        bytes_sum_as(rows, n, width, out);                                                         \
    }                                                                                              \
    TARGET static void sums_round_##SUFFIX(const int32_t *sums, const int32_t *bias,               \
                                           const int32_t *by, uint32_t n, int16_t *out) {          \
        sums_round_as(sums, bias, by, n, out);                                                     \
    }                                                                                              \
    TARGET static void sums_add_##SUFFIX(const int32_t *sums, const int32_t *bias,                 \
                                         const int32_t *by, uint32_t n, int16_t *out) {            \
        sums_add_as(sums, bias, by, n, out);                                                       \
    }                                                                                              \
    TARGET static uint32_t top_##SUFFIX(const int32_t *sums, const int32_t *bias,                  \
                                        const int32_t *by, uint32_t n, uint32_t from,              \
                                        uint32_t to) {                                             \
        return top_as(sums, bias, by, n, from, to);                                                \
    }                                                                                              \
    TARGET static void narrow_##SUFFIX(const int16_t *x, uint32_t n, int shift, int16_t zero,      \
                                       uint8_t *out) {                                             \
        narrow_as(x, n, shift, zero, out);                                                         \
    }

#define KERNELS(SUFFIX, NAME)                                                                      \
    static const Kernels kernels_##SUFFIX = {NAME,                                                 \
                                             product_##SUFFIX,                                     \
                                             rows_sum_##SUFFIX,                                    \
                                             bytes_sum_##SUFFIX,                                   \
                                             sums_round_##SUFFIX,                                  \
                                             sums_add_##SUFFIX,                                    \
                                             top_##SUFFIX,                                         \
                                             narrow_##SUFFIX};

/* ---- plain C: what the others must equal */

static void product_plain(const uint8_t *x, uint32_t rows, uint32_t inputs, const int8_t *weights,
                          uint32_t outputs, int32_t *sums) {
    for (uint32_t r = 0; r < rows; r++, x += inputs, sums += outputs) {
        const int8_t *w = weights;
        memset(sums, 0, outputs * sizeof *sums);
        for (uint32_t panel = 0; panel < outputs; panel += PRODUCT_PANEL) {
            uint32_t width = outputs - panel < PRODUCT_PANEL ? outputs - panel : PRODUCT_PANEL;
            for (uint32_t k = 0; k < inputs; k += 4)
                for (uint32_t j = 0; j < width; j++, w += 4)
                    sums[panel + j] +=
                        x[k] * w[0] + x[k + 1] * w[1] + x[k + 2] * w[2] + x[k + 3] * w[3];
        }
    }
}

WIDE_WAYS(plain, )
KERNELS(plain, "plain")

#if defined(PRODUCT_X86) || defined(PRODUCT_ARM)

/* Four inputs as one int32, whatever the alignment. */
static inline int32_t four_at(const uint8_t *x) {
    int32_t p;
    memcpy(&p, x, sizeof p);
    return p;
}

/* A loop over registers, of which no loop must be left. */
#define EACH(I, N) _Pragma("GCC unroll 8") for (int I = 0; I < (N); I++)

/* ROWS rows by COLUMNS registers of outputs, all sums kept in registers; `width` of the panel. */
#define TILE(NAME, TARGET, LANES, ROWS, COLUMNS, DOT)                                              \
    TARGET static void NAME(const uint8_t *x, uint32_t inputs, const int8_t *w, uint32_t width,    \
                            uint32_t outputs, int32_t *sums) {                                     \
        typedef VECTOR(LANES, int32_t) Sums;                                                       \
        Sums s[ROWS][COLUMNS], v[COLUMNS];                                                         \
        EACH (r, ROWS)                                                                             \
            EACH (c, COLUMNS) s[r][c] = (Sums){0};                                                 \
        for (uint32_t k = 0; k < inputs; k += 4, w += 4 * (size_t)width) {                         \
            EACH (c, COLUMNS) v[c] = AT_CONST(Sums, w + 4 * c * (LANES));                          \
            EACH (r, ROWS) {                                                                       \
                Sums p = (Sums){0} + four_at(x + (size_t)r * inputs + k);                          \
                EACH (c, COLUMNS) s[r][c] = DOT(s[r][c], p, v[c]);                                 \
            }                                                                                      \
        }                                                                                          \
        EACH (r, ROWS)                                                                             \
            EACH (c, COLUMNS) AT(Sums, sums + (size_t)r * outputs + c * (LANES)) = s[r][c];        \
    }

typedef void Tile(const uint8_t *x, uint32_t inputs, const int8_t *w, uint32_t width,
                  uint32_t outputs, int32_t *sums);

/* Tiles of one instruction set: [0] for `tall` rows, [1] for one; by columns, the most first. */
typedef struct TileSet {
    uint32_t tall, lanes;
    uint32_t columns[3];
    Tile *tiles[2][3];
} TileSet;

static void product_tiled(const TileSet *t, const uint8_t *x, uint32_t rows, uint32_t inputs,
                          const int8_t *weights, uint32_t outputs, int32_t *sums) {
    bool tall = rows >= t->tall;
    uint32_t step = tall ? t->tall : 1;
    for (uint32_t panel = 0; panel < outputs; panel += PRODUCT_PANEL) {
        uint32_t width = outputs - panel < PRODUCT_PANEL ? outputs - panel : PRODUCT_PANEL;
        const int8_t *w = weights + (size_t)panel * inputs;
        for (uint32_t next = 0; next < rows; next += step) {
            uint32_t r = next + step <= rows ? next : rows - step; /* the last tile overlaps */
            for (uint32_t j = 0, cover; j < width; j += cover) {
                int k = 0;
                while (j + (cover = t->columns[k] * t->lanes) > width) k++;
                t->tiles[!tall][k](x + (size_t)r * inputs, inputs, w + 4 * (size_t)j, width,
                                   outputs, sums + (size_t)r * outputs + panel + j);
            }
        }
    }
}

#define PRODUCT(SUFFIX, NAME, TARGET, LANES, TALL, MOST, HALF, LEAST, DOT)                         \
    TILE(SUFFIX##_tall_most, TARGET, LANES, TALL, MOST, DOT)                                       \
    TILE(SUFFIX##_tall_half, TARGET, LANES, TALL, HALF, DOT)                                       \
    TILE(SUFFIX##_tall_least, TARGET, LANES, TALL, LEAST, DOT)                                     \
    TILE(SUFFIX##_flat_most, TARGET, LANES, 1, MOST, DOT)                                          \
    TILE(SUFFIX##_flat_half, TARGET, LANES, 1, HALF, DOT)                                          \
    TILE(SUFFIX##_flat_least, TARGET, LANES, 1, LEAST, DOT)                                        \
    static void product_##SUFFIX(const uint8_t *x, uint32_t rows, uint32_t inputs,                 \
                                 const int8_t *weights, uint32_t outputs, int32_t *sums) {         \
        static const TileSet set = {                                                               \
            TALL,                                                                                  \
            LANES,                                                                                 \
            {MOST, HALF, LEAST},                                                                   \
            {{SUFFIX##_tall_most, SUFFIX##_tall_half, SUFFIX##_tall_least},                        \
             {SUFFIX##_flat_most, SUFFIX##_flat_half, SUFFIX##_flat_least}}};                      \
        product_tiled(&set, x, rows, inputs, weights, outputs, sums);                              \
    }                                                                                              \
    WIDE_WAYS(SUFFIX, TARGET)                                                                      \
    KERNELS(SUFFIX, NAME)
#endif

/* ---- what each instruction set has of its own: how four products are added to each lane */

#ifdef PRODUCT_X86
#define DOT_AVX2(s, p, w)                                                                          \
    ((Sums)_mm256_add_epi32((__m256i)(s),                                                          \
                            _mm256_madd_epi16(_mm256_maddubs_epi16((__m256i)(p), (__m256i)(w)),    \
                                              _mm256_set1_epi16(1))))
#define DOT_AVX512(s, p, w)                                                                        \
    ((Sums)_mm512_add_epi32((__m512i)(s),                                                          \
                            _mm512_madd_epi16(_mm512_maddubs_epi16((__m512i)(p), (__m512i)(w)),    \
                                              _mm512_set1_epi16(1))))
#define DOT_VNNI(s, p, w) ((Sums)_mm512_dpbusd_epi32((__m512i)(s), (__m512i)(p), (__m512i)(w)))

#define AVX2   __attribute__((target("avx2")))
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq")))
#define VNNI   __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")))

PRODUCT(avx2, "AVX2", AVX2, 8, 2, 4, 4, 2, DOT_AVX2)
PRODUCT(avx512, "AVX-512", AVX512, 16, 6, 4, 2, 1, DOT_AVX512)
PRODUCT(vnni, "AVX-512 VNNI", VNNI, 16, 6, 4, 2, 1, DOT_VNNI)
#endif

#ifdef PRODUCT_ARM
/* Inputs have seven bits: they may be taken as signed. */
#define DOT_NEON(s, p, w)                                                                          \
    ((Sums)vaddq_s32((int32x4_t)(s),                                                               \
                     vpaddq_s32(vpaddlq_s16(vmull_s8(vget_low_s8((int8x16_t)(p)),                  \
                                                     vget_low_s8((int8x16_t)(w)))),                \
                                vpaddlq_s16(vmull_high_s8((int8x16_t)(p), (int8x16_t)(w))))))
#define DOT_DOTPROD(s, p, w) ((Sums)vdotq_s32((int32x4_t)(s), (int8x16_t)(w), (int8x16_t)(p)))

#define DOTPROD __attribute__((target("arch=armv8.2-a+dotprod")))

PRODUCT(neon, "NEON", , 4, 4, 4, 4, 4, DOT_NEON)
PRODUCT(dotprod, "NEON dot product", DOTPROD, 4, 4, 4, 4, 4, DOT_DOTPROD)

static bool has_dotprod(void) {
#ifdef __linux__
    return (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0;
#else
    return false;
#endif
}
#endif

const Kernels *const *kernels_all(void) {
    static const Kernels *const plain[] = {&kernels_plain, NULL};
#ifdef PRODUCT_X86
    static const Kernels *const avx2[] = {&kernels_plain, &kernels_avx2, NULL};
    static const Kernels *const avx512[] = {&kernels_plain, &kernels_avx2, &kernels_avx512, NULL};
    static const Kernels *const vnni[] = {&kernels_plain, &kernels_avx2, &kernels_avx512,
                                          &kernels_vnni, NULL};
    __builtin_cpu_init();
    bool wide = __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                __builtin_cpu_supports("avx512dq");
    if (wide && __builtin_cpu_supports("avx512vnni")) return vnni;
    if (wide) return avx512;
    if (__builtin_cpu_supports("avx2")) return avx2;
#endif
#ifdef PRODUCT_ARM
    static const Kernels *const neon[] = {&kernels_plain, &kernels_neon, NULL};
    static const Kernels *const dots[] = {&kernels_plain, &kernels_neon, &kernels_dotprod, NULL};
    return has_dotprod() ? dots : neon;
#endif
    return plain;
}

const Kernels *kernels_best(void) {
    const Kernels *const *k = kernels_all();
    while (k[1]) k++;
    return *k;
}
