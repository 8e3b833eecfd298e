#include "word_classes.h"

#include "lang/lang.h"

#include <math.h>
#include <stdio.h>

enum {
    NEIGHBOURS = 400, /* the commonest words: what stands beside a word is told by these */
    TRAITS = 8,       /* behind them: rare neighbours and the word's own form */
    WIDTH = 2 * (NEIGHBOURS + TRAITS),
    PASSES = 12
};

typedef struct Corpus {
    KeyMap words;
    uint32_t *seen; /* per word */
    uint32_t *ids;  /* the text: words by number, 0 between paragraphs */
    uint8_t *forms; /* Shape, TOKEN_… as far as needed */
    uint32_t n, cap, seen_cap;
} Corpus;

static void add_word(Corpus *c, uint64_t key, uint8_t form) {
    if (c->n == c->cap) {
        c->cap = c->cap ? c->cap * 2 : 1 << 16;
        c->ids = regrow(c->ids, c->cap, sizeof *c->ids);
        c->forms = regrow(c->forms, c->cap, 1);
    }
    uint32_t id = key ? key_put(&c->words, key) : 0;
    while (id >= c->seen_cap) {
        uint32_t old = c->seen_cap;
        c->seen_cap = old ? old * 2 : 4096;
        c->seen = regrow(c->seen, c->seen_cap, sizeof *c->seen);
        memset(c->seen + old, 0, (c->seen_cap - old) * sizeof *c->seen);
    }
    c->seen[id]++;
    c->ids[c->n] = id;
    c->forms[c->n++] = form;
}

static void add_line(Corpus *c, const Lang *lang, Str line) {
    Arena a = {0};
    StErr err = {0};
    Parse p;
    Block *block = arena_new(&a, Block, 1);
    if (!block) give_up("out of memory");
    *block = (Block){BLOCK_PARAGRAPH, {0, (uint32_t)line.n}};
    Document doc = {.id = S("t"), .text = line, .lang = S("en"), .blocks = {block, 1}};
    if (lang_parse(lang, &doc, &a, &p, &err) == ST_OK) {
        for (uint32_t k = 0; k < p.sentences.n; k++) {
            const Sentence *s = &p.sentences.v[k];
            WordView *views = arena_new(&a, WordView, s->count);
            if (!views) give_up("out of memory");
            const Token *t = p.tokens.v + s->first;
            words_view(t, s->count, words_caseless(t, s->count), views);
            for (uint32_t i = 0; i < s->count; i++) {
                uint8_t form = views[i].joins & 4 ? SHAPE_CASELESS : views[i].shape;
                add_word(c, views[i].word, form);
            }
            add_word(c, 0, SHAPE_OTHER);
        }
    }
    arena_drop(&a);
}

static void read_text(Corpus *c, const char *path, const Tables *tables) {
    StErr err = {0};
    Lang *lang;
    FILE *f = fopen(path, "rb");
    if (!f) give_up("the text cannot be opened");
    if (lang_open(tables, NULL, &lang, &err) != ST_OK) give_up(err.what);
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    while ((n = getline(&line, &cap, f)) >= 0) add_line(c, lang, (Str){line, (size_t)n});
    free(line);
    fclose(f);
    lang_close(lang);
}

/* ---- what stands beside a word */

typedef struct Common {
    uint32_t id, seen;
} Common;

static int by_seen(const void *a, const void *b) {
    const Common *x = a, *y = b;
    if (x->seen != y->seen) return x->seen > y->seen ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

/* Per word: 1 + its place among the commonest, 0 when it is none of them. */
static uint32_t *rank_words(const Corpus *c) {
    Common *all = take(c->words.n, sizeof *all);
    uint32_t *rank = take(c->words.n + 1, sizeof *rank);
    for (uint32_t i = 0; i < c->words.n; i++) all[i] = (Common){i + 1, c->seen[i + 1]};
    qsort(all, c->words.n, sizeof *all, by_seen);
    for (uint32_t i = 0; i < NEIGHBOURS && i < c->words.n; i++) rank[all[i].id] = i + 1;
    free(all);
    return rank;
}

static uint32_t trait(const Corpus *c, const uint32_t *rank, uint32_t at) {
    if (!c->ids[at]) return NEIGHBOURS;
    if (rank[c->ids[at]]) return rank[c->ids[at]] - 1;
    switch ((Shape)c->forms[at]) {
    case SHAPE_CAPITAL:
    case SHAPE_MIXED: return NEIGHBOURS + 1;
    case SHAPE_UPPER: return NEIGHBOURS + 2;
    case SHAPE_DIGIT: return NEIGHBOURS + 3;
    case SHAPE_LOWER: return NEIGHBOURS + 4;
    default: return NEIGHBOURS + 5;
    }
}

/* Rows of the words seen often enough, as unit vectors of how much more often than chance each
 * neighbour stands there. */
static float *vectors_make(const Corpus *c, const uint32_t *row_of, uint32_t rows) {
    uint32_t *rank = rank_words(c);
    float *v = take((size_t)rows * WIDTH, sizeof *v);
    double *column = take(WIDTH, sizeof *column), all = 0;
    for (uint32_t i = 1; i + 1 < c->n; i++) {
        uint32_t row = row_of[c->ids[i]];
        if (!row) continue;
        v[(size_t)(row - 1) * WIDTH + trait(c, rank, i - 1)] += 1;
        v[(size_t)(row - 1) * WIDTH + WIDTH / 2 + trait(c, rank, i + 1)] += 1;
        uint32_t own = c->forms[i] == SHAPE_LOWER ? 6 : c->forms[i] == SHAPE_UPPER ? 7 : 0;
        if (own) v[(size_t)(row - 1) * WIDTH + NEIGHBOURS + own] += 1;
        if (c->forms[i] == SHAPE_CAPITAL)
            v[(size_t)(row - 1) * WIDTH + WIDTH / 2 + NEIGHBOURS + 6] += 1;
    }
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t k = 0; k < WIDTH; k++) {
            column[k] += v[(size_t)r * WIDTH + k];
            all += v[(size_t)r * WIDTH + k];
        }
    for (uint32_t r = 0; r < rows; r++) {
        float *row = v + (size_t)r * WIDTH;
        double sum = 0, length = 0;
        for (uint32_t k = 0; k < WIDTH; k++) sum += row[k];
        for (uint32_t k = 0; k < WIDTH; k++) {
            double more = row[k] > 0 ? log(row[k] * all / (sum * column[k])) : 0;
            row[k] = (float)(more > 0 ? more * sqrt(row[k] / sum) : 0);
            length += row[k] * row[k];
        }
        for (uint32_t k = 0; k < WIDTH; k++) row[k] /= (float)sqrt(length + 1e-9);
    }
    free(rank);
    free(column);
    return v;
}

/* ---- classes */

static float product(const float *a, const float *b) {
    float sum = 0;
    for (uint32_t k = 0; k < WIDTH; k++) sum += a[k] * b[k];
    return sum;
}

static void move_centres(float *centres, const float *v, const uint8_t *classes, uint32_t rows) {
    memset(centres, 0, (size_t)WORD_CLASSES * WIDTH * sizeof *centres);
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t k = 0; k < WIDTH; k++)
            centres[(size_t)classes[r] * WIDTH + k] += v[(size_t)r * WIDTH + k];
    for (uint32_t c = 0; c < WORD_CLASSES; c++) {
        float *row = centres + (size_t)c * WIDTH, length = sqrtf(product(row, row) + 1e-9f);
        for (uint32_t k = 0; k < WIDTH; k++) row[k] /= length;
    }
}

static void classes_find(const float *v, uint32_t rows, uint8_t *classes, Random *random) {
    float *centres = take((size_t)WORD_CLASSES * WIDTH, sizeof *centres);
    for (uint32_t c = 0; c < WORD_CLASSES; c++)
        memcpy(centres + (size_t)c * WIDTH, v + (size_t)random_below(random, rows) * WIDTH,
               WIDTH * sizeof *v);
    for (int pass = 0; pass < PASSES; pass++) {
        for (uint32_t r = 0; r < rows; r++) {
            float best = -1;
            for (uint32_t c = 0; c < WORD_CLASSES; c++) {
                float near = product(v + (size_t)r * WIDTH, centres + (size_t)c * WIDTH);
                if (near > best) best = near, classes[r] = (uint8_t)c;
            }
        }
        move_centres(centres, v, classes, rows);
    }
    free(centres);
}

WordClasses word_classes_learn(const char *path, const Tables *tables, Random *random) {
    Corpus c = {0};
    WordClasses out = {0};
    add_word(&c, 0, SHAPE_OTHER);
    read_text(&c, path, tables);
    uint32_t *row_of = take(c.words.n + 1, sizeof *row_of);
    out.words = take(c.words.n + 1, sizeof *out.words);
    for (uint32_t i = 0; i < c.words.cap; i++) {
        uint32_t id = c.words.values[i];
        if (!id || c.seen[id] < CLASS_WORD_MIN) continue;
        out.words[out.n++] = c.words.keys[i];
        row_of[id] = out.n;
    }
    if (out.n < WORD_CLASSES) give_up("too little text for classes of words");
    float *v = vectors_make(&c, row_of, out.n);
    out.classes = take(out.n, 1);
    classes_find(v, out.n, out.classes, random);
    for (uint32_t i = 0; i < out.n; i++) out.classes[i]++;
    printf("classes of words: %u words of %u, %u of text\n", out.n, c.words.n, c.n);
    free(v);
    free(row_of);
    free(c.seen);
    free(c.ids);
    free(c.forms);
    key_drop(&c.words);
    return out;
}
