#include "matrix.h"

#include <string.h>

typedef float Lane __attribute__((vector_size(64), aligned(4)));

enum { ROWS = 6, LANES = 16, WIDE = 2 * LANES, DEEP = 384 };

/* Up to ROWS rows by WIDE columns: c (+)= a · panel, `k` deep. */
static void tile(const float *const r[ROWS], int rows, const float *panel, int k, float *c, int n,
                 int columns, int add) {
    Lane s[ROWS][2] = {{{0}}};
    for (int p = 0; p < k; p++) {
        Lane x = *(const Lane *)(const void *)(panel + p * WIDE);
        Lane y = *(const Lane *)(const void *)(panel + p * WIDE + LANES);
        for (int t = 0; t < ROWS; t++) {
            s[t][0] += r[t][p] * x;
            s[t][1] += r[t][p] * y;
        }
    }
    for (int t = 0; t < rows; t++)
        for (int h = 0; h * LANES < columns; h++) {
            Lane *out = (Lane *)(void *)(c + (long)t * n + h * LANES);
            *out = add ? *out + s[t][h] : s[t][h];
        }
}

/* Columns of b side by side in a piece of memory that stays in the cache. */
static void pack(const float *b, int n, int k, int columns, float *panel) {
    for (int p = 0; p < k; p++)
        memcpy(panel + (long)p * WIDE, b + (long)p * n, (size_t)columns * sizeof *panel);
}

void matrix_product(int m, int n, int k, const float *a, const float *b, float *c, int add) {
    float panel[DEEP * WIDE] = {0};
    for (int deep = 0; deep < k; deep += DEEP) {
        int depth = k - deep < DEEP ? k - deep : DEEP;
        for (int j = 0; j < n; j += WIDE) {
            int columns = n - j < WIDE ? n - j : WIDE;
            pack(b + (long)deep * n + j, n, depth, columns, panel);
            for (int i = 0; i < m; i += ROWS) {
                int rows = m - i < ROWS ? m - i : ROWS;
                const float *r[ROWS];
                for (int t = 0; t < ROWS; t++) r[t] = a + (long)(i + (t < rows ? t : 0)) * k + deep;
                tile(r, rows, panel, depth, c + (long)i * n + j, n, columns, add || deep);
            }
        }
    }
}

void matrix_turn(int rows, int columns, const float *in, float *out) {
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < columns; j++) out[(long)j * rows + i] = in[(long)i * columns + j];
}
