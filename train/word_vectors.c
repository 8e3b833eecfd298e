#include "word_vectors.h"

#include "lang/tokenise.h"
#include "matrix.h"

#include <math.h>
#include <stdio.h>

enum {
    NEIGHBOURS =
        599,   /* the commonest words, which are counted beside others; 0: a sentence's end */
    REACH = 2, /* to either side */
    COMPANY = (NEIGHBOURS + 1) * 2 * REACH,
    ITERATIONS = 6
};
/* Evens out the rarer neighbours. */
static const double neighbour_power = 0.75;

/* ---- reading */

static void put_word(RunningText *t, uint32_t id) {
    if (t->n == t->cap) {
        t->cap = t->cap ? t->cap * 2 : 1 << 16;
        t->ids = regrow(t->ids, t->cap, sizeof *t->ids);
    }
    t->ids[t->n++] = id;
}

static void read_word(RunningText *t, Str line, Arena *a) {
    Str id, form;
    if (!str_split(&line, '\t', &id) || !str_split(&line, '\t', &form) || !form.n) return;
    if (str_find_char(id, '-') < id.n || str_find_char(id, '.') < id.n) return;
    Token word = {.form = form, .norm = token_norm(a, form), .flags = token_flags(form)};
    WordView view;
    words_view(&word, 1, false, &view);
    put_word(t, key_put(&t->words, view.word));
}

StCode text_read(const char *path, RunningText *out, StErr *err) {
    FILE *f = fopen(path, "rb");
    if (!f) return st_fail(err, ST_IO, 0, "%s cannot be opened", path);
    Arena a = {0};
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    put_word(out, 0);
    while ((n = getline(&line, &cap, f)) >= 0) {
        Str s = {line, (size_t)n};
        while (s.n && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r')) s.n--;
        if (!s.n) put_word(out, 0);
        if (!s.n || s.p[0] == '#') continue;
        read_word(out, s, &a);
        arena_reset(&a);
    }
    put_word(out, 0);
    bool failed = ferror(f) || a.spent;
    free(line);
    arena_drop(&a);
    fclose(f);
    return failed ? st_fail(err, ST_IO, 0, "%s cannot be read", path) : ST_OK;
}

void text_drop(RunningText *t) {
    key_drop(&t->words);
    free(t->ids);
    *t = (RunningText){0};
}

/* ---- counting */

typedef struct WordCount {
    uint32_t count, word;
} WordCount;

static int commonest_first(const void *a, const void *b) {
    const WordCount *x = a, *y = b;
    return x->count != y->count ? (x->count < y->count ? 1 : -1)
                                : (x->word > y->word) - (x->word < y->word);
}

/* Words from the commonest on, so that word k is row k + 1; answers how many are kept. */
static uint32_t rank_words(const RunningText *t, WordCount **out) {
    WordCount *counts = take(t->words.n + 1, sizeof *counts);
    for (uint32_t i = 0; i <= t->words.n; i++) counts[i].word = i;
    for (uint32_t i = 0; i < t->n; i++) counts[t->ids[i]].count += t->ids[i] != 0;
    qsort(counts, t->words.n + 1, sizeof *counts, commonest_first);
    uint32_t n = 0;
    while (n < t->words.n && counts[n].count >= VECTOR_COUNT_MIN) n++;
    *out = counts;
    return n;
}

/* How much more often than by chance each word stands beside each neighbour: log of the ratio, 0
 * where it is less often. */
static void weigh(float *cells, uint32_t words) {
    double *of_word = take(words, sizeof *of_word), *of_company = take(COMPANY, sizeof *of_company);
    double all = 0;
    for (uint32_t i = 0; i < words; i++)
        for (uint32_t j = 0; j < COMPANY; j++) {
            of_word[i] += (double)cells[(size_t)i * COMPANY + j];
            of_company[j] += (double)cells[(size_t)i * COMPANY + j];
        }
    for (uint32_t j = 0; j < COMPANY; j++) {
        of_company[j] = pow(of_company[j], neighbour_power);
        all += of_company[j];
    }
    for (uint32_t i = 0; i < words; i++)
        for (uint32_t j = 0; j < COMPANY; j++) {
            float *c = &cells[(size_t)i * COMPANY + j];
            if (*c == 0) continue;
            double ratio = (double)*c * all / (of_word[i] * of_company[j]);
            *c = ratio > 1 ? (float)log(ratio) : 0;
        }
    free(of_word);
    free(of_company);
}

static float *count_company(const RunningText *t, const uint32_t *row, uint32_t words) {
    float *cells = take((size_t)words * COMPANY, sizeof *cells);
    for (uint32_t i = 0; i < t->n; i++) {
        uint32_t r = row[t->ids[i]];
        if (!r) continue;
        uint32_t side = 0;
        for (int k = -REACH; k <= REACH; k++) {
            if (!k) continue;
            int64_t at = (int64_t)i + k;
            uint32_t id = at < 0 || at >= t->n ? 0 : t->ids[at];
            uint32_t near = id == 0 ? 0 : row[id];
            if ((id == 0 || near) && near <= NEIGHBOURS)
                cells[(size_t)(r - 1) * COMPANY + side * (NEIGHBOURS + 1) + near]++;
            side++;
        }
    }
    weigh(cells, words);
    return cells;
}

/* ---- fewer columns */

/* Makes columns of q (rows × VECTOR_WIDTH) orthonormal, from the first on. */
static void orthonormalise(float *q, uint32_t rows) {
    for (uint32_t j = 0; j < VECTOR_WIDTH; j++)
        for (uint32_t k = 0; k <= j; k++) {
            double dot = 0;
            for (uint32_t i = 0; i < rows; i++)
                dot += (double)q[(size_t)i * VECTOR_WIDTH + j] *
                       (double)q[(size_t)i * VECTOR_WIDTH + k];
            double by = k < j ? dot : 1 / sqrt(dot + 1e-30);
            for (uint32_t i = 0; i < rows; i++) {
                float *x = &q[(size_t)i * VECTOR_WIDTH + j];
                *x = k < j ? *x - (float)by * q[(size_t)i * VECTOR_WIDTH + k] : *x * (float)by;
            }
        }
}

/* Columns by the root of their length, then every row of the same length. */
static void level(float *v, uint32_t words) {
    for (uint32_t j = 0; j < VECTOR_WIDTH; j++) {
        double sum = 0;
        for (uint32_t i = 0; i < words; i++) {
            double x = (double)v[(size_t)i * VECTOR_WIDTH + j];
            sum += x * x;
        }
        float by = (float)(1 / sqrt(sqrt(sum) + 1e-30));
        for (uint32_t i = 0; i < words; i++) v[(size_t)i * VECTOR_WIDTH + j] *= by;
    }
    for (uint32_t i = 0; i < words; i++) {
        double sum = 0;
        float *x = v + (size_t)i * VECTOR_WIDTH;
        for (int j = 0; j < VECTOR_WIDTH; j++) sum += (double)x[j] * (double)x[j];
        float by = (float)(0.5 * sqrt(VECTOR_WIDTH / (sum + 1e-30)));
        for (int j = 0; j < VECTOR_WIDTH; j++) x[j] *= by;
    }
}

/* The words' places along the main axes of their company, by iteration on a subspace. */
static void reduce(const float *cells, uint32_t words, uint64_t seed, float *out) {
    float *turned = take((size_t)words * COMPANY, sizeof *turned);
    float *axes = take((size_t)COMPANY * VECTOR_WIDTH, sizeof *axes);
    Random random = {seed};
    matrix_turn((int)words, COMPANY, cells, turned);
    for (uint32_t i = 0; i < COMPANY * VECTOR_WIDTH; i++)
        axes[i] = (float)random_below(&random, 1 << 24) / (1 << 23) - 1;
    for (int i = 0; i < ITERATIONS; i++) {
        orthonormalise(axes, COMPANY);
        matrix_product((int)words, VECTOR_WIDTH, COMPANY, cells, axes, out, 0);
        matrix_product(COMPANY, VECTOR_WIDTH, (int)words, turned, out, axes, 0);
    }
    orthonormalise(axes, COMPANY);
    matrix_product((int)words, VECTOR_WIDTH, COMPANY, cells, axes, out, 0);
    free(turned);
    free(axes);
}

void vectors_make(const RunningText *text, uint64_t seed, WordVectors *out) {
    *out = (WordVectors){0};
    WordCount *ranked;
    uint32_t n = rank_words(text, &ranked);
    uint32_t *row = take(text->words.n + 1, sizeof *row);
    uint64_t *keys = take(text->words.n + 1, sizeof *keys);
    for (uint32_t i = 0; i < text->words.cap; i++)
        if (text->words.values[i]) keys[text->words.values[i]] = text->words.keys[i];
    for (uint32_t i = 0; i < n; i++)
        row[ranked[i].word] = key_put(&out->words, keys[ranked[i].word]);
    out->v = take((size_t)(n + 1) * VECTOR_WIDTH, sizeof *out->v);
    if (n) {
        float *cells = count_company(text, row, n);
        reduce(cells, n, seed, out->v + VECTOR_WIDTH);
        level(out->v + VECTOR_WIDTH, n);
        free(cells);
    }
    free(keys);
    free(row);
    free(ranked);
}

void vectors_drop(WordVectors *v) {
    key_drop(&v->words);
    free(v->v);
    *v = (WordVectors){0};
}
