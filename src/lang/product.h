/* Integer sums and products of small matrices: all that costs the parser time.
 *
 *   note whichever way is chosen by what the CPU has, the results are the same to the bit
 */
#ifndef SITREP_LANG_PRODUCT_H
#define SITREP_LANG_PRODUCT_H

#include <stdint.h>

/* sums (rows × outputs) = x (rows × inputs) · weights. `inputs` is a multiple of 2; weights stand
 * in pairs as tree_net.h lays them out; `outputs` is a multiple of 16. */
typedef void Product(const int16_t *x, uint32_t rows, uint32_t inputs, const int16_t *weights,
                     uint32_t outputs, int32_t *sums);

Product product_plain;
/* Those this CPU can run, product_plain first, the best last; ends with NULL. */
Product *const *product_all(void);
Product *product_best(void);

/* Adds n rows of `width` (a multiple of 32) one after the other, each sum cut to int16. */
typedef void RowsSum(const int16_t *const *rows, uint32_t n, uint32_t width, int16_t *out);
RowsSum rows_sum, rows_sum_plain;

/* (sums + bias + half) >> shift, cut to int16; `n` a multiple of 8; bias NULL is zeros. */
typedef void SumsRound(const int32_t *sums, const int32_t *bias, uint32_t n, int shift,
                       int16_t *out);
SumsRound sums_round, sums_round_plain;

#endif
