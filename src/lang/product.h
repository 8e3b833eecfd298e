/* Integer products of small matrices, the one thing that costs the parser time.
 *
 *   in   `rows` vectors of `inputs` (a multiple of 2) int16, one behind the other; weights in pairs
 *        as tree_net.h lays them out; `outputs` a multiple of 16
 *   out  rows × outputs sums in int32
 *   note product_best is chosen once by what the CPU has; all give the same sums
 */
#ifndef SITREP_LANG_PRODUCT_H
#define SITREP_LANG_PRODUCT_H

#include <stdint.h>

typedef void Product(const int16_t *x, uint32_t rows, uint32_t inputs, const int16_t *weights,
                     uint32_t outputs, int32_t *sums);

Product product_plain;
/* Those this CPU can run, product_plain first; ends with NULL. For the tests. */
Product *const *product_all(void);
Product *product_best(void);

#endif
