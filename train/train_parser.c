#include "lang/parser.h"
#include "lang/tagger.h"
#include "matrix.h"
#include "trainer.h"
#include "tree_oracle.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

enum {
    BATCH = 32, /* sentences */
    WORD_COUNT_MIN = 2,
    PIECE_COUNT_MIN = 5, /* of affixes */
    CASELESS_PER_MILLE = 120,
    TITLE_PER_MILLE = 40, /* every word capitalised */
    NO_STOP_PER_MILLE = 60,
    EXPLORE_PER_MILLE = 900,
    DROP_ROWS = 51,
    DROP_LAYERS = 26,
    DROP_HIDDEN = 51, /* of 256 */
    EMA_EVERY = 4
};
/* How much a tag counts beside a move. */
static const float tag_share = 0.5f;
static const float rate_first = 2e-3f, rate_last = 5e-5f, ema_keep = 0.985f;

/* What is learned, but for the word table. */
typedef struct Weights {
    float layers[NET_LAYERS][NET_WINDOW * NET_WIDTH * NET_WIDTH];
    float layer_bias[NET_LAYERS][NET_WIDTH];
    float shares[NET_WIDTH * NET_SHARES];
    float special[2][NET_SHARES];
    float bias[NET_HIDDEN];
    float facts[FACT_ROWS][NET_HIDDEN];
    float moves[NET_HIDDEN][NET_MOVES];
    float move_bias[NET_MOVES];
    float tags[NET_WIDTH * NET_TAGS];
    float tag_bias[NET_TAGS];
} Weights;

enum { WEIGHTS = sizeof(Weights) / sizeof(float) };

typedef struct WordTable {
    float *v, *m, *s, *mean; /* rows; Adam's moments; running mean */
    float *grad;
    uint32_t *steps;
    bool *touched;
    uint32_t *list, listed;
} WordTable;

/* One sentence of a batch. */
typedef struct Item {
    const Example *example;
    uint32_t n, first; /* words; its first row in the batch */
    WordView views[TREE_WORDS_MAX];
    GoldTree gold;
} Item;

typedef struct Learner {
    Weights *w, *grad, *m, *s, *mean;
    WordTable table;
    KeyMap rows; /* feature → row + 1; row 0 is the unknown word */
    uint32_t row_count, *word_counts;
    uint64_t step;
    Random random;
    Item *items;
    uint32_t words;    /* of the batch */
    int32_t *features; /* words × NET_FEATURES, -1 none */
    float *vectors[NET_LAYERS + 1], *windows[NET_LAYERS], *kept[NET_LAYERS], *input_mask;
    float *tags; /* scores, then their gradients */
    float *shares, *shares_grad, *vectors_grad, *windows_grad, *scratch;
    uint32_t cap;
    double loss;
    uint64_t states;
    uint32_t round, classes;
    float rate;
} Learner;

/* ---- small things */

static float random_float(Random *r) {
    return (float)random_below(r, 1 << 24) / (1 << 24);
}

static float random_normal(Random *r) {
    float sum = 0;
    for (int i = 0; i < 12; i++) sum += random_float(r);
    return sum - 6;
}

static void fill(Random *r, float *v, size_t n, float spread) {
    for (size_t i = 0; i < n; i++) v[i] = random_normal(r) * spread;
}

/* 0 or what keeps the mean, at random; eight at a time from one number. */
static void mask_fill(Random *r, float *mask, size_t n, uint32_t drop) {
    float keep = 256.0f / (256.0f - (float)drop);
    uint64_t bits = 0;
    for (size_t i = 0; i < n; i++, bits >>= 8) {
        if (i % 4 == 0) bits = random_below(r, UINT32_MAX);
        mask[i] = (bits & 255) < drop ? 0 : keep;
    }
}

/* ---- features */

static void find_rows(Learner *l, const Examples *all) {
    KeyMap seen = {0};
    uint32_t *counts = NULL, cap = 0;
    bool *is_word = NULL;
    for (uint32_t i = 0; i < all->n; i++)
        for (uint32_t k = 0; k < all->v[i].n; k++)
            for (int caseless = 0; caseless < 2; caseless++) {
                uint64_t keys[NET_FEATURES];
                WordView v = all->v[i].views[k];
                if (caseless && v.shape < SHAPE_CASELESS) v.shape = SHAPE_CASELESS;
                const uint8_t *tags = caseless ? all->v[i].caseless_classes : all->v[i].classes;
                net_features(&v, tags[k], keys);
                for (int f = 0; f < NET_FEATURES; f++) {
                    uint32_t id = key_put(&seen, keys[f]);
                    if (id > cap) {
                        counts = regrow(counts, id * 2, sizeof *counts);
                        is_word = regrow(is_word, id * 2, 1);
                        memset(counts + cap, 0, (id * 2 - cap) * sizeof *counts);
                        cap = id * 2;
                    }
                    counts[id - 1]++;
                    is_word[id - 1] = f == 0;
                }
            }
    l->word_counts = take(seen.n + 1, sizeof *l->word_counts);
    uint64_t *keys = take(seen.n + 1, sizeof *keys);
    for (uint32_t i = 0; i < seen.cap; i++)
        if (seen.values[i]) keys[seen.values[i] - 1] = seen.keys[i];
    for (uint32_t i = 0; i < seen.n; i++) { /* each was counted twice */
        uint32_t least = is_word[i] ? 2 * WORD_COUNT_MIN : 2 * PIECE_COUNT_MIN;
        if (counts[i] >= least)
            l->word_counts[key_put(&l->rows, keys[i])] = is_word[i] ? counts[i] / 2 : 0;
    }
    l->row_count = l->rows.n + 1;
    key_drop(&seen);
    free(counts);
    free(is_word);
    free(keys);
}

static void set_features(Learner *l, const Item *item, const uint8_t *tags) {
    for (uint32_t i = 0; i < item->n; i++) {
        uint64_t keys[NET_FEATURES];
        net_features(&item->views[i], tags[i], keys);
        int32_t *rows = l->features + (size_t)(item->first + i) * NET_FEATURES;
        for (int f = 0; f < NET_FEATURES; f++) {
            uint32_t row = key_get(&l->rows, keys[f]);
            rows[f] = row ? (int32_t)row : f == 0 ? 0 : -1;
            float p = f == 0                 ? 0.35f / (0.35f + (float)l->word_counts[row])
                      : f == NET_TAG_FEATURE ? 0.10f
                                             : 0.03f;
            if (row && random_float(&l->random) < p) rows[f] = f == 0 ? 0 : -1;
        }
    }
}

static void make_item(Learner *l, const Example *e, Item *item) {
    item->example = e;
    item->n = e->n;
    const Token *last = &e->words[e->n - 1];
    bool leaf = true;
    for (uint32_t i = 0; i < e->n; i++) leaf = leaf && e->words[i].head != e->n;
    if (e->n > 2 && last->upos == UPOS_PUNCT && leaf &&
        random_chance(&l->random, NO_STOP_PER_MILLE))
        item->n--;
    memcpy(item->views, e->views, item->n * sizeof *item->views);
    bool caseless = !e->caseless && random_chance(&l->random, CASELESS_PER_MILLE);
    bool title = !caseless && !e->caseless && random_chance(&l->random, TITLE_PER_MILLE);
    for (uint32_t i = 0; i < item->n; i++) {
        uint8_t *shape = &item->views[i].shape;
        if (caseless && *shape < SHAPE_CASELESS) *shape = SHAPE_CASELESS;
        if (title && *shape == SHAPE_LOWER) *shape = SHAPE_CAPITAL;
    }
    gold_tree(e->words, (int)item->n, &item->gold);
    item->first = l->words;
    l->words += item->n;
    set_features(l, item, caseless ? e->caseless_classes : e->classes);
}

/* ---- forwards */

static void make_room(Learner *l, uint32_t words) {
    if (words <= l->cap) return;
    l->cap = words * 2;
    l->features = regrow(l->features, (size_t)l->cap * NET_FEATURES, sizeof *l->features);
    size_t v = (size_t)l->cap * NET_WIDTH;
    for (int i = 0; i <= NET_LAYERS; i++) l->vectors[i] = regrow(l->vectors[i], v, sizeof(float));
    for (int i = 0; i < NET_LAYERS; i++) {
        l->windows[i] = regrow(l->windows[i], v * NET_WINDOW, sizeof(float));
        l->kept[i] = regrow(l->kept[i], v, sizeof(float));
    }
    l->input_mask = regrow(l->input_mask, v, sizeof(float));
    l->vectors_grad = regrow(l->vectors_grad, v, sizeof(float));
    l->windows_grad = regrow(l->windows_grad, v * NET_WINDOW, sizeof(float));
    l->tags = regrow(l->tags, (size_t)l->cap * NET_TAGS, sizeof(float));
    l->shares = regrow(l->shares, (size_t)l->cap * NET_SHARES, sizeof(float));
    l->shares_grad = regrow(l->shares_grad, (size_t)l->cap * NET_SHARES, sizeof(float));
    l->scratch =
        regrow(l->scratch, (size_t)(l->cap + NET_WIDTH) * (NET_SHARES + NET_WINDOW * NET_WIDTH),
               sizeof(float));
}

static void embed(Learner *l) {
    float *x = l->vectors[0];
    memset(x, 0, (size_t)l->words * NET_WIDTH * sizeof *x);
    for (uint32_t i = 0; i < l->words; i++)
        for (int f = 0; f < NET_FEATURES; f++) {
            int32_t row = l->features[i * NET_FEATURES + (uint32_t)f];
            if (row < 0) continue;
            const float *v = l->table.v + (size_t)row * NET_WIDTH;
            for (int j = 0; j < NET_WIDTH; j++) x[i * NET_WIDTH + (uint32_t)j] += v[j];
        }
    mask_fill(&l->random, l->input_mask, (size_t)l->words * NET_WIDTH, DROP_ROWS);
    for (size_t i = 0; i < (size_t)l->words * NET_WIDTH; i++) x[i] *= l->input_mask[i];
}

/* Neighbours within each sentence; `back` adds gradients the other way. */
static void gather(Learner *l, uint32_t items, int step, float *vectors, float *windows,
                   bool back) {
    for (uint32_t s = 0; s < items; s++) {
        int n = (int)l->items[s].n;
        float *v = vectors + (size_t)l->items[s].first * NET_WIDTH;
        float *w = windows + (size_t)l->items[s].first * NET_WINDOW * NET_WIDTH;
        for (int i = 0; i < n; i++)
            for (int k = -1; k <= 1; k++, w += NET_WIDTH) {
                int at = i + k * step;
                bool inside = at >= 0 && at < n;
                for (int j = 0; j < NET_WIDTH; j++) {
                    if (!back)
                        w[j] = inside ? v[at * NET_WIDTH + j] : 0;
                    else if (inside)
                        v[at * NET_WIDTH + j] += w[j];
                }
            }
    }
}

static void forward(Learner *l, uint32_t items) {
    embed(l);
    for (int k = 0; k < NET_LAYERS; k++) {
        size_t n = (size_t)l->words * NET_WIDTH;
        gather(l, items, net_steps[k], l->vectors[k], l->windows[k], false);
        float *out = l->vectors[k + 1], *kept = l->kept[k];
        matrix_product((int)l->words, NET_WIDTH, NET_WINDOW * NET_WIDTH, l->windows[k],
                       l->w->layers[k], out, 0);
        mask_fill(&l->random, kept, n, DROP_LAYERS);
        for (size_t i = 0; i < n; i++) {
            float z = out[i] + l->w->layer_bias[k][i % NET_WIDTH];
            kept[i] = z > 0 ? kept[i] : 0;
            out[i] = l->vectors[k][i] + z * kept[i];
        }
    }
    matrix_product((int)l->words, NET_SHARES, NET_WIDTH, l->vectors[NET_LAYERS], l->w->shares,
                   l->shares, 0);
}

/* Scores of the tags, made into their gradients. */
static void learn_tags(Learner *l, uint32_t items) {
    matrix_product((int)l->words, NET_TAGS, NET_WIDTH, l->vectors[NET_LAYERS], l->w->tags, l->tags,
                   0);
    for (uint32_t s = 0; s < items; s++)
        for (uint32_t i = 0; i < l->items[s].n; i++) {
            float *x = l->tags + (size_t)(l->items[s].first + i) * NET_TAGS, sum = 0, top = -1e30f;
            uint8_t gold = l->items[s].example->gold[i];
            for (int j = 0; j < NET_TAGS; j++) {
                x[j] += l->w->tag_bias[j];
                top = fmaxf(top, x[j]);
            }
            for (int j = 0; j < NET_TAGS; j++) sum += x[j] = expf(x[j] - top);
            for (int j = 0; j < NET_TAGS; j++) {
                x[j] = gold == TAG_NONE ? 0 : tag_share * (x[j] / sum - (float)(j == gold));
                l->grad->tag_bias[j] += x[j];
            }
        }
}

/* ---- one state */

typedef struct Hidden {
    NetState state;
    float h[NET_HIDDEN], mask[NET_HIDDEN], scores[NET_MOVES];
} Hidden;

static float *share_of(float *shares, float special[2][NET_SHARES], const Item *item, int word) {
    if (word == NO_WORD) return special[1];
    if (word == (int)item->n) return special[0];
    return shares + (size_t)(item->first + (uint32_t)word) * NET_SHARES;
}

static void score(Learner *l, const Item *item, const TreeState *s, Hidden *x) {
    net_state(s, &x->state);
    memcpy(x->h, l->w->bias, sizeof x->h);
    for (int k = 0; k < NET_SLOTS; k++) {
        const float *row =
            share_of(l->shares, l->w->special, item, x->state.words[k]) + k * NET_HIDDEN;
        for (int j = 0; j < NET_HIDDEN; j++) x->h[j] += row[j];
    }
    for (int k = 0; k < NET_FACTS; k++)
        for (int j = 0; j < NET_HIDDEN; j++) x->h[j] += l->w->facts[x->state.facts[k]][j];
    mask_fill(&l->random, x->mask, NET_HIDDEN, DROP_HIDDEN);
    memcpy(x->scores, l->w->move_bias, sizeof x->scores);
    for (int j = 0; j < NET_HIDDEN; j++) {
        if (x->h[j] <= 0) x->mask[j] = 0;
        x->h[j] *= x->mask[j];
        if (x->h[j] == 0) continue;
        for (int m = 0; m < NET_MOVES; m++) x->scores[m] += x->h[j] * l->w->moves[j][m];
    }
}

/* Gradient of the scores: what is thought of each move, less what the best ones should share. */
static void score_gradient(Learner *l, const Hidden *x, const bool *possible, const bool *best,
                           float grad[NET_MOVES]) {
    float top = -1e30f, all = 0, good = 0;
    for (int m = 0; m < MOVES; m++)
        if (possible[m] && x->scores[m] > top) top = x->scores[m];
    memset(grad, 0, NET_MOVES * sizeof *grad);
    for (int m = 0; m < MOVES; m++) {
        if (!possible[m]) continue;
        grad[m] = expf(x->scores[m] - top);
        all += grad[m];
        if (best[m]) good += grad[m];
    }
    l->loss -= log((double)good / (double)all + 1e-30);
    for (int m = 0; m < MOVES; m++)
        grad[m] = grad[m] / all - (best[m] ? grad[m] / (good + 1e-30f) : 0);
}

static void learn_state(Learner *l, const Item *item, Hidden *x, const float grad[NET_MOVES]) {
    float dh[NET_HIDDEN];
    for (int m = 0; m < NET_MOVES; m++) l->grad->move_bias[m] += grad[m];
    for (int j = 0; j < NET_HIDDEN; j++) {
        dh[j] = 0;
        if (x->mask[j] == 0) continue;
        float sum = 0;
        for (int m = 0; m < NET_MOVES; m++) {
            sum += l->w->moves[j][m] * grad[m];
            l->grad->moves[j][m] += x->h[j] * grad[m];
        }
        dh[j] = sum * x->mask[j];
    }
    for (int j = 0; j < NET_HIDDEN; j++) l->grad->bias[j] += dh[j];
    for (int k = 0; k < NET_SLOTS; k++) {
        float *row =
            share_of(l->shares_grad, l->grad->special, item, x->state.words[k]) + k * NET_HIDDEN;
        for (int j = 0; j < NET_HIDDEN; j++) row[j] += dh[j];
    }
    for (int k = 0; k < NET_FACTS; k++)
        for (int j = 0; j < NET_HIDDEN; j++) l->grad->facts[x->state.facts[k]][j] += dh[j];
}

static uint32_t top_move(const Hidden *x, const bool *of) {
    uint32_t top = MOVES;
    for (uint32_t m = 0; m < MOVES; m++)
        if (of[m] && (top == MOVES || x->scores[m] > x->scores[top])) top = m;
    return top;
}

static void learn_sentence(Learner *l, const Item *item, TreeState *s) {
    bool possible[MOVES], best[MOVES];
    tree_begin(s, (int)item->n);
    while (!tree_done(s)) {
        uint32_t move = MOVE_SHIFT;
        if (s->depth > 0 && !tree_must_end(s)) {
            Hidden x;
            float grad[NET_MOVES];
            score(l, item, s, &x);
            oracle_moves(s, &item->gold, possible, best);
            score_gradient(l, &x, possible, best, grad);
            learn_state(l, item, &x, grad);
            bool free_choice = l->round > 0 && random_chance(&l->random, EXPLORE_PER_MILLE);
            move = top_move(&x, free_choice ? possible : best);
            l->states++;
        }
        tree_move(s, move);
    }
}

/* ---- backwards */

static void backward(Learner *l, uint32_t items) {
    int words = (int)l->words;
    size_t n = (size_t)l->words * NET_WIDTH;
    float *turned = l->scratch;
    matrix_turn(words, NET_WIDTH, l->vectors[NET_LAYERS], turned);
    matrix_product(NET_WIDTH, NET_SHARES, words, turned, l->shares_grad, l->grad->shares, 1);
    matrix_turn(NET_WIDTH, NET_SHARES, l->w->shares, turned);
    matrix_product(words, NET_WIDTH, NET_SHARES, l->shares_grad, turned, l->vectors_grad, 0);
    matrix_turn(words, NET_WIDTH, l->vectors[NET_LAYERS], turned);
    matrix_product(NET_WIDTH, NET_TAGS, words, turned, l->tags, l->grad->tags, 1);
    matrix_turn(NET_WIDTH, NET_TAGS, l->w->tags, turned);
    matrix_product(words, NET_WIDTH, NET_TAGS, l->tags, turned, l->vectors_grad, 1);
    for (int k = NET_LAYERS - 1; k >= 0; k--) {
        enum { INPUTS = NET_WINDOW * NET_WIDTH };
        float *z = l->kept[k]; /* becomes the gradient before the bend */
        for (size_t i = 0; i < n; i++) {
            z[i] *= l->vectors_grad[i];
            l->grad->layer_bias[k][i % NET_WIDTH] += z[i];
        }
        matrix_turn(words, INPUTS, l->windows[k], turned);
        matrix_product(INPUTS, NET_WIDTH, words, turned, z, l->grad->layers[k], 1);
        matrix_turn(INPUTS, NET_WIDTH, l->w->layers[k], turned);
        matrix_product(words, INPUTS, NET_WIDTH, z, turned, l->windows_grad, 0);
        gather(l, items, net_steps[k], l->vectors_grad, l->windows_grad, true);
    }
    WordTable *t = &l->table;
    for (uint32_t i = 0; i < l->words; i++)
        for (int f = 0; f < NET_FEATURES; f++) {
            int32_t row = l->features[i * NET_FEATURES + (uint32_t)f];
            if (row < 0) continue;
            if (!t->touched[row]) {
                t->touched[row] = true;
                t->list[t->listed++] = (uint32_t)row;
            }
            float *g = t->grad + (size_t)row * NET_WIDTH;
            for (uint32_t j = 0; j < NET_WIDTH; j++)
                g[j] += l->vectors_grad[i * NET_WIDTH + j] * l->input_mask[i * NET_WIDTH + j];
        }
}

static void adam(float *w, float *g, float *m, float *s, size_t n, float rate, float scale,
                 uint64_t step) {
    const float b1 = 0.9f, b2 = 0.99f;
    float fix1 = 1 - powf(b1, (float)step), fix2 = 1 - powf(b2, (float)step);
    float by = rate * sqrtf(fix2) / fix1;
    for (size_t i = 0; i < n; i++) {
        float x = g[i] * scale;
        m[i] = b1 * m[i] + (1 - b1) * x;
        s[i] = b2 * s[i] + (1 - b2) * x * x;
        w[i] -= by * m[i] / (sqrtf(s[i]) + 1e-7f);
        g[i] = 0;
    }
}

static void run_mean(float *mean, const float *v, size_t n, float keep) {
    for (size_t i = 0; i < n; i++) mean[i] = keep * mean[i] + (1 - keep) * v[i];
}

static void update(Learner *l, float scale) {
    l->step++;
    adam((float *)l->w, (float *)l->grad, (float *)l->m, (float *)l->s, WEIGHTS, l->rate, scale,
         l->step);
    WordTable *t = &l->table;
    for (uint32_t i = 0; i < t->listed; i++) {
        size_t at = (size_t)t->list[i] * NET_WIDTH;
        adam(t->v + at, t->grad + at, t->m + at, t->s + at, NET_WIDTH, l->rate, scale,
             ++t->steps[t->list[i]]);
        t->touched[t->list[i]] = false;
    }
    t->listed = 0;
    if (l->step % EMA_EVERY) return;
    float keep = fminf(ema_keep, (float)l->step / (float)(l->step + 10 * EMA_EVERY));
    run_mean((float *)l->mean, (const float *)l->w, WEIGHTS, keep);
    run_mean(t->mean, t->v, (size_t)l->row_count * NET_WIDTH, keep);
}

/* ---- writing */

static int16_t fixed(float x, float one) {
    float y = x * one;
    return (int16_t)lrintf(y > 32767 ? 32767 : y < -32767 ? -32767 : y);
}

static void pack(const float *w, int inputs, int outputs, int16_t *out) {
    for (int k = 0; k < inputs; k++)
        for (int j = 0; j < outputs; j++)
            out[(k / 2 * outputs + j) * 2 + k % 2] =
                fixed(w[k * outputs + j], 1 << NET_WEIGHT_SHIFT);
}

static void fix_all(const float *v, size_t n, int16_t *out) {
    for (size_t i = 0; i < n; i++) out[i] = fixed(v[i], NET_ONE);
}

static Bytes write_parser(const Learner *l) {
    Bytes out = {0};
    NetHead head = {.rows = l->row_count, .slots = 16};
    while (head.slots < l->rows.n + l->rows.n / 3) head.slots *= 2;
    NetSlot *slots = take(head.slots, sizeof *slots);
    for (uint32_t i = 0; i < l->rows.cap; i++) {
        if (!l->rows.values[i]) continue;
        uint64_t key = l->rows.keys[i];
        uint32_t k = (uint32_t)key & (head.slots - 1), check = (uint32_t)(key >> 32) | 1u;
        while (slots[k].check && slots[k].check != check) k = (k + 1) & (head.slots - 1);
        if (!slots[k].check) slots[k] = (NetSlot){check, l->rows.values[i]};
    }
    NetFixed *f = take(1, sizeof *f);
    const Weights *w = l->mean;
    const float sums = (float)NET_ONE * (1 << NET_WEIGHT_SHIFT);
    for (int k = 0; k < NET_LAYERS; k++) {
        pack(w->layers[k], NET_WINDOW * NET_WIDTH, NET_WIDTH, f->layers[k]);
        for (int j = 0; j < NET_WIDTH; j++)
            f->layer_bias[k][j] = (int32_t)lrintf(w->layer_bias[k][j] * sums);
    }
    pack(w->shares, NET_WIDTH, NET_SHARES, f->shares);
    pack(w->tags, NET_WIDTH, NET_TAGS, f->tags);
    for (int j = 0; j < NET_TAGS; j++) f->tag_bias[j] = (int32_t)lrintf(w->tag_bias[j] * sums);
    pack(w->moves[0], NET_HIDDEN, NET_MOVES, f->moves);
    for (int j = 0; j < NET_MOVES; j++) f->move_bias[j] = (int32_t)lrintf(w->move_bias[j] * sums);
    fix_all(w->special[0], 2 * NET_SHARES, f->special[0]);
    fix_all(w->bias, NET_HIDDEN, f->bias);
    fix_all(w->facts[0], (size_t)FACT_ROWS * NET_HIDDEN, f->facts[0]);
    size_t n = (size_t)l->row_count * NET_WIDTH;
    int16_t *rows = take(n, sizeof *rows);
    fix_all(l->table.mean, n, rows);
    bytes_add(&out, &head, sizeof head);
    bytes_add(&out, slots, head.slots * sizeof *slots);
    bytes_add(&out, f, sizeof *f);
    bytes_add(&out, rows, n * sizeof *rows);
    free(slots);
    free(f);
    free(rows);
    return out;
}

static double cpu_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Attachment with gold words, by the library's own parser; punctuation counts, subtypes do not. */
static void report(const Learner *l, Bytes part, const Examples *dev) {
    TreeNet net;
    StErr err = {0};
    if (net_open((Str){part.p, part.n}, &net, &err) != ST_OK) give_up(err.what);
    void *scratch = aligned_alloc(64, (parser_scratch_bytes(TREE_WORDS_MAX) + 63) & ~63ul);
    TreeArc arcs[TREE_WORDS_MAX];
    uint8_t tags[TREE_WORDS_MAX];
    uint64_t n = 0, heads = 0, both = 0, tagged = 0;
    for (uint32_t i = 0; scratch && i < dev->n; i++) {
        const Example *e = &dev->v[i];
        if (e->n > TREE_WORDS_MAX) continue;
        memcpy(tags, e->classes, e->n);
        parser_run(&net, e->views, tags, l->classes, e->n, scratch, arcs);
        for (uint32_t k = 0; k < e->n; k++, n++) {
            uint32_t head = e->words[k].head ? e->words[k].head - 1 : e->n;
            Str have = str_of(DEP_words[arcs[k].deprel]),
                want = str_of(DEP_words[e->words[k].deprel]);
            size_t a = str_find_char(have, ':'), b = str_find_char(want, ':');
            if (a < have.n) have.n = a;
            if (b < want.n) want.n = b;
            tagged += tags[k] == e->gold[k];
            heads += arcs[k].head == head;
            both += arcs[k].head == head && str_eq(have, want);
        }
    }
    free(scratch);
    printf("round %u: loss %.4f tags %.2f uas %.2f las %.2f, %zu bytes (%.0f s)\n", l->round,
           l->loss / (double)(l->states + 1), 100.0 * (double)tagged / (double)(n + !n),
           100.0 * (double)heads / (double)(n + !n), 100.0 * (double)both / (double)(n + !n),
           part.n, cpu_seconds());
    fflush(stdout);
}

/* ---- all of it */

static void start(Learner *l, const Examples *all) {
    find_rows(l, all);
    Weights **parts[] = {&l->w, &l->grad, &l->m, &l->s, &l->mean};
    for (int i = 0; i < 5; i++) *parts[i] = take(1, sizeof(Weights));
    size_t n = (size_t)l->row_count * NET_WIDTH;
    WordTable *t = &l->table;
    float **rows[] = {&t->v, &t->m, &t->s, &t->mean, &t->grad};
    for (int i = 0; i < 5; i++) *rows[i] = take(n, sizeof(float));
    t->steps = take(l->row_count, sizeof *t->steps);
    t->touched = take(l->row_count, sizeof *t->touched);
    t->list = take(l->row_count, sizeof *t->list);
    fill(&l->random, t->v, n, 0.25f);
    Weights *w = l->w;
    for (int k = 0; k < NET_LAYERS; k++)
        fill(&l->random, w->layers[k], NET_WINDOW * NET_WIDTH * NET_WIDTH, 0.06f);
    fill(&l->random, w->shares, NET_WIDTH * NET_SHARES, 0.05f);
    fill(&l->random, w->special[0], 2 * NET_SHARES, 0.05f);
    fill(&l->random, w->facts[0], (size_t)FACT_ROWS * NET_HIDDEN, 0.1f);
    fill(&l->random, w->tags, NET_WIDTH * NET_TAGS, 0.08f);
    fill(&l->random, w->moves[0], NET_HIDDEN * NET_MOVES, 0.08f);
    l->items = take(BATCH, sizeof *l->items);
}

static void drop(Learner *l) {
    Weights *parts[] = {l->w, l->grad, l->m, l->s, l->mean};
    for (int i = 0; i < 5; i++) free(parts[i]);
    WordTable *t = &l->table;
    float *rows[] = {t->v,
                     t->m,
                     t->s,
                     t->mean,
                     t->grad,
                     l->input_mask,
                     l->vectors_grad,
                     l->windows_grad,
                     l->tags,
                     l->shares,
                     l->shares_grad,
                     l->scratch};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) free(rows[i]);
    for (int i = 0; i <= NET_LAYERS; i++) free(l->vectors[i]);
    for (int i = 0; i < NET_LAYERS; i++) free(l->windows[i]), free(l->kept[i]);
    free(t->steps);
    free(t->touched);
    free(t->list);
    free(l->features);
    free(l->items);
    free(l->word_counts);
    key_drop(&l->rows);
}

static void learn_batch(Learner *l, const Examples *all, const uint32_t *order, uint32_t n,
                        TreeState *state) {
    uint32_t words = 0;
    for (uint32_t i = 0; i < n; i++) words += all->v[order[i]].n;
    make_room(l, words);
    l->words = 0;
    for (uint32_t i = 0; i < n; i++) make_item(l, &all->v[order[i]], &l->items[i]);
    forward(l, n);
    learn_tags(l, n);
    memset(l->shares_grad, 0, (size_t)l->words * NET_SHARES * sizeof(float));
    for (uint32_t i = 0; i < n; i++) learn_sentence(l, &l->items[i], state);
    backward(l, n);
    update(l, 1.0f / (float)(l->words + 1));
}

Bytes train_parser(const Examples *all, const Examples *dev, const TrainOptions *options) {
    Learner l = {.random = {options->seed * 977 + 5}, .classes = options->classes};
    start(&l, all);
    uint32_t *order = take(all->n, sizeof *order), n = 0;
    for (uint32_t i = 0; i < all->n; i++)
        if (all->v[i].n <= TREE_WORDS_MAX) order[n++] = i;
    uint32_t batches = (n + BATCH - 1) / BATCH, total = batches * options->parser_rounds;
    TreeState *state = take(1, sizeof *state);
    Bytes out = {0};
    for (l.round = 0; l.round < options->parser_rounds; l.round++) {
        random_shuffle(&l.random, order, n);
        l.loss = 0;
        l.states = 0;
        for (uint32_t i = 0; i < n; i += BATCH) {
            float part = (float)(l.round * batches + i / BATCH) / (float)total;
            l.rate = rate_first + (rate_last - rate_first) * part;
            learn_batch(&l, all, order + i, n - i < BATCH ? n - i : BATCH, state);
        }
        free(out.p);
        out = write_parser(&l);
        report(&l, out, dev);
    }
    free(state);
    free(order);
    drop(&l);
    return out;
}
