/* Integer sums and products of small matrices: all that costs the parser time.
 *
 *   note whichever way is chosen by what the CPU has, the results are the same to the bit: inputs
 *        have seven bits, so that no instruction set cuts a sum of two products
 */
#ifndef SITREP_LANG_PRODUCT_H
#define SITREP_LANG_PRODUCT_H

#include <stddef.h>
#include <stdint.h>

enum {
    PRODUCT_PANEL = 64, /* outputs that stand together */
    PRODUCT_CUT = 1500, /* sums_round's largest result: 21 of them fit an int16 */
    PRODUCT_PRE = 5,    /* sums_round's first shift */
    PRODUCT_POST = 10,  /* and its second */
    PRODUCT_INPUT_MAX = 127,
    PRODUCT_TOP_MAX = 192
};

/* Where the weight of input k for output j stands: in panels of PRODUCT_PANEL outputs (the last is
 * as wide as what is left), four inputs side by side. */
static inline size_t product_place(uint32_t inputs, uint32_t outputs, uint32_t k, uint32_t j) {
    uint32_t panel = j / PRODUCT_PANEL * PRODUCT_PANEL;
    uint32_t width = outputs - panel < PRODUCT_PANEL ? outputs - panel : PRODUCT_PANEL;
    return (size_t)panel * inputs + (size_t)(k / 4 * width + j - panel) * 4 + k % 4;
}

/* One instruction set's ways. */
typedef struct Kernels {
    const char *name;
    /* sums (rows × outputs) = x (rows × inputs) · weights. `inputs` is a multiple of 4, `outputs`
     * of 16; entries of x are at most PRODUCT_INPUT_MAX. */
    void (*product)(const uint8_t *x, uint32_t rows, uint32_t inputs, const int8_t *weights,
                    uint32_t outputs, int32_t *sums);
    /* Sums of n rows of `width` entries, a multiple of 64 (of bytes: 32). */
    void (*rows_sum)(const int16_t *const *rows, uint32_t n, uint32_t width, int16_t *out);
    void (*bytes_sum)(const int8_t *const *rows, uint32_t n, uint32_t width, int16_t *out);
    /* s = round(round((sums + bias) / 2^PRE) · by / 2^POST), at most PRODUCT_CUT; n a multiple of
     * 16. sums_round: s, at least -PRODUCT_CUT; sums_add: s, at least 0, is added to out. */
    void (*sums_round)(const int32_t *sums, const int32_t *bias, const int32_t *by, uint32_t n,
                       int16_t *out);
    void (*sums_add)(const int32_t *sums, const int32_t *bias, const int32_t *by, uint32_t n,
                     int16_t *out);
    /* Where of from … to - 1 round((sums + bias) / 2^PRE) · by is largest; of equal ones the
     * first. n as above, at most PRODUCT_TOP_MAX. */
    uint32_t (*top)(const int32_t *sums, const int32_t *bias, const int32_t *by, uint32_t n,
                    uint32_t from, uint32_t to);
    /* round(x / 2^shift) + zero, between 0 and PRODUCT_INPUT_MAX; n a multiple of 32. */
    void (*narrow)(const int16_t *x, uint32_t n, int shift, int16_t zero, uint8_t *out);
} Kernels;

/* Those this CPU can run, plain C first, the best last; ends with NULL. */
const Kernels *const *kernels_all(void);
const Kernels *kernels_best(void);

#endif
