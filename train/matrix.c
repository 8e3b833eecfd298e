#include "matrix.h"

#include <string.h>

typedef float Lane __attribute__((vector_size(64), aligned(4)));

enum { TILE_ROWS = 6 };

void matrix_product(int m, int n, int k, const float *a, const float *b, float *c, int add) {
    for (int i = 0; i < m; i += TILE_ROWS) {
        int rows = m - i < TILE_ROWS ? m - i : TILE_ROWS;
        const float *r[TILE_ROWS];
        for (int t = 0; t < TILE_ROWS; t++) r[t] = a + (long)(i + (t < rows ? t : 0)) * k;
        for (int j = 0; j < n; j += 16) {
            Lane s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0}, s4 = {0}, s5 = {0};
            for (int p = 0; p < k; p++) {
                Lane x = *(const Lane *)(const void *)(b + (long)p * n + j);
                s0 += r[0][p] * x;
                s1 += r[1][p] * x;
                s2 += r[2][p] * x;
                s3 += r[3][p] * x;
                s4 += r[4][p] * x;
                s5 += r[5][p] * x;
            }
            const Lane s[TILE_ROWS] = {s0, s1, s2, s3, s4, s5};
            for (int t = 0; t < rows; t++) {
                Lane *out = (Lane *)(void *)(c + (long)(i + t) * n + j);
                *out = add ? *out + s[t] : s[t];
            }
        }
    }
}

void matrix_turn(int rows, int columns, const float *in, float *out) {
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < columns; j++) out[(long)j * rows + i] = in[(long)i * columns + j];
}
