/* Products of float matrices, row by row in memory. */
#ifndef SITREP_TRAIN_MATRIX_H
#define SITREP_TRAIN_MATRIX_H

/* c (m × n) = a (m × k) · b (k × n), added to c where `add`; n a multiple of 16. */
void matrix_product(int m, int n, int k, const float *a, const float *b, float *c, int add);
/* out (columns × rows) = in (rows × columns) turned. */
void matrix_turn(int rows, int columns, const float *in, float *out);

#endif
