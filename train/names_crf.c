#include "names_crf.h"

#include <math.h>

enum { OUTSIDE = NAMER_LABELS, STATES = NAMER_LABELS + 1, WORDS_MAX = 4096 };

typedef float Row[NAMER_LABELS];

/* Room for one sentence. */
typedef struct Lattice {
    Row scores[WORDS_MAX];
    Row ahead[WORDS_MAX], behind[WORDS_MAX]; /* sums over what comes before, after */
    Row free[WORDS_MAX], bound[WORDS_MAX];   /* probabilities of labels */
    float scale[WORDS_MAX];
    uint32_t open[WORDS_MAX];
    NameStepWeights likely; /* exp of the steps; 0 for those that do not fit */
    NameStepWeights change;
} Lattice;

static bool ends_name(uint32_t label) {
    return label == OUTSIDE || label == 0 || namer_place((uint8_t)label) == NAMER_LAST ||
           namer_place((uint8_t)label) == NAMER_ALONE;
}

static bool begins_name(uint32_t label) {
    return label == OUTSIDE || label == 0 || namer_place((uint8_t)label) == NAMER_FIRST ||
           namer_place((uint8_t)label) == NAMER_ALONE;
}

static bool fits(uint32_t from, uint32_t to) {
    if (ends_name(from) != begins_name(to)) return false;
    return ends_name(from) || namer_kind((uint8_t)from) == namer_kind((uint8_t)to);
}

NameField names_field_make(uint32_t features) {
    NameField f = {.features = features};
    size_t cells = (size_t)(features + 1) * NAMER_LABELS;
    f.weights = take(cells, sizeof *f.weights);
    f.squares = take(cells, sizeof *f.squares);
    return f;
}

void names_field_drop(NameField *f) {
    free(f->weights);
    free(f->squares);
    *f = (NameField){0};
}

void names_field_add(NameField *sum, const NameField *f) {
    size_t cells = (size_t)(f->features + 1) * NAMER_LABELS;
    for (size_t i = 0; i < cells; i++) {
        sum->weights[i] += f->weights[i];
        sum->squares[i] += f->squares[i];
    }
    for (uint32_t a = 0; a < STATES; a++)
        for (uint32_t b = 0; b < STATES; b++) {
            sum->steps[a][b] += f->steps[a][b];
            sum->step_squares[a][b] += f->step_squares[a][b];
        }
}

void names_field_divide(NameField *f, uint32_t by) {
    size_t cells = (size_t)(f->features + 1) * NAMER_LABELS;
    float share = 1.0f / (float)by;
    for (size_t i = 0; i < cells; i++) {
        f->weights[i] *= share;
        f->squares[i] *= share;
    }
    for (uint32_t a = 0; a < STATES; a++)
        for (uint32_t b = 0; b < STATES; b++) {
            f->steps[a][b] *= share;
            f->step_squares[a][b] *= share;
        }
}

/* ---- probabilities */

static void set_likely(Lattice *x, const NameField *f) {
    for (uint32_t a = 0; a < STATES; a++)
        for (uint32_t b = 0; b < STATES; b++)
            x->likely[a][b] = fits(a, b) ? expf(f->steps[a][b]) : 0;
}

/* Sums of what leads to each label, each word's made to add up to one; false when nothing does. */
static bool go_ahead(Lattice *x, uint32_t n, const uint32_t *sets) {
    for (uint32_t i = 0; i < n; i++) {
        float sum = 0;
        for (uint32_t b = 0; b < NAMER_LABELS; b++) {
            float here = 0;
            if (sets[i] >> b & 1) {
                if (!i) here = x->likely[OUTSIDE][b];
                for (uint32_t a = 0; i && a < NAMER_LABELS; a++)
                    here += x->ahead[i - 1][a] * x->likely[a][b];
                here *= x->scores[i][b];
            }
            x->ahead[i][b] = here;
            sum += here;
        }
        if (!(sum > 0)) return false;
        x->scale[i] = 1 / sum;
        for (uint32_t b = 0; b < NAMER_LABELS; b++) x->ahead[i][b] *= x->scale[i];
    }
    return true;
}

static void go_back(Lattice *x, uint32_t n, const uint32_t *sets) {
    for (uint32_t i = n; i-- > 0;)
        for (uint32_t a = 0; a < NAMER_LABELS; a++) {
            float here = i + 1 == n ? x->likely[a][OUTSIDE] : 0;
            for (uint32_t b = 0; i + 1 < n && b < NAMER_LABELS; b++)
                if (sets[i + 1] >> b & 1)
                    here += x->likely[a][b] * x->scores[i + 1][b] * x->behind[i + 1][b] *
                            x->scale[i + 1];
            x->behind[i][a] = here;
        }
}

/* Adds `by` times the probability of each step to `change`. */
static void count_steps(Lattice *x, uint32_t n, const uint32_t *sets, float whole, float by) {
    for (uint32_t b = 0; b < NAMER_LABELS; b++) {
        x->change[OUTSIDE][b] += by * x->ahead[0][b] * x->behind[0][b] / whole;
        x->change[b][OUTSIDE] += by * x->ahead[n - 1][b] * x->likely[b][OUTSIDE] / whole;
    }
    for (uint32_t i = 1; i < n; i++) {
        if (sets[i] == 1 && sets[i - 1] == 1) {
            x->change[0][0] += by;
            continue;
        }
        for (uint32_t b = 0; b < NAMER_LABELS; b++) {
            if (!(sets[i] >> b & 1)) continue;
            float rest = by * x->scores[i][b] * x->behind[i][b] * x->scale[i] / whole;
            for (uint32_t a = 0; a < NAMER_LABELS; a++)
                x->change[a][b] += x->ahead[i - 1][a] * x->likely[a][b] * rest;
        }
    }
}

static bool find_likely(Lattice *x, uint32_t n, const uint32_t *sets, float by, Row *out) {
    if (!go_ahead(x, n, sets)) return false;
    go_back(x, n, sets);
    float whole = 0;
    for (uint32_t b = 0; b < NAMER_LABELS; b++) whole += x->ahead[n - 1][b] * x->likely[b][OUTSIDE];
    if (!(whole > 0)) return false;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t b = 0; b < NAMER_LABELS; b++)
            out[i][b] = x->ahead[i][b] * x->behind[i][b] / whole;
    count_steps(x, n, sets, whole, by);
    return true;
}

/* ---- learning */

/* The features that each word is seen with this time. */
typedef struct Seen {
    uint32_t *ids;
    uint32_t starts[WORDS_MAX + 1];
    uint32_t cap;
} Seen;

static void see(Seen *s, const Namings *all, const NameItem *item, uint32_t hidden,
                Random *random) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < item->n; i++) {
        uint32_t word = item->first + i;
        s->starts[i] = n;
        if (n + NAMER_FEATURES_MAX > s->cap) {
            s->cap = s->cap ? s->cap * 2 : 1 << 14;
            s->ids = regrow(s->ids, s->cap, sizeof *s->ids);
        }
        for (uint32_t f = all->starts[word]; f < all->starts[word + 1]; f++)
            if (all->ids[f] && !(hidden && random_chance(random, hidden)))
                s->ids[n++] = all->ids[f];
    }
    s->starts[item->n] = n;
}

static void score(Lattice *x, const NameField *f, const Seen *s, const NameItem *item,
                  const Namings *all, float more) {
    for (uint32_t i = 0; i < item->n; i++) {
        x->open[i] = all->open[item->first + i] ? (1u << NAMER_LABELS) - 1 : 1;
        Row sum = {0};
        float most = 0;
        for (uint32_t k = s->starts[i]; k < s->starts[i + 1]; k++)
            for (uint32_t b = 0; b < NAMER_LABELS; b++)
                sum[b] += f->weights[(size_t)s->ids[k] * NAMER_LABELS + b];
        for (uint32_t b = 0; b < NAMER_LABELS; b++)
            most = sum[b] * more > most ? sum[b] * more : most;
        for (uint32_t b = 0; b < NAMER_LABELS; b++) x->scores[i][b] = expf(sum[b] * more - most);
    }
}

static void take_step(float *weight, float *square, float slope, float rate) {
    *square += slope * slope;
    *weight += rate * slope / sqrtf(*square + 1e-6f);
}

static void learn_one(NameField *f, const Namings *all, const NameItem *item, Lattice *x, Seen *s,
                      const NameLearning *how, Random *random) {
    float share = item->entities ? 1 : how->tree_share;
    see(s, all, item, how->hidden_per_mille, random);
    score(x, f, s, item, all, 1000.0f / (1000.0f - (float)how->hidden_per_mille));
    set_likely(x, f);
    memset(x->change, 0, sizeof x->change);
    if (!find_likely(x, item->n, all->allowed + item->first, share, x->bound) ||
        !find_likely(x, item->n, x->open, -share, x->free))
        return;
    for (uint32_t i = 0; i < item->n; i++) {
        float off = 0;
        for (uint32_t b = 0; b < NAMER_LABELS; b++) off += fabsf(x->bound[i][b] - x->free[i][b]);
        if (off < 1e-3f) continue;
        for (uint32_t k = s->starts[i]; k < s->starts[i + 1]; k++) {
            size_t at = (size_t)s->ids[k] * NAMER_LABELS;
            for (uint32_t b = 0; b < NAMER_LABELS; b++)
                take_step(&f->weights[at + b], &f->squares[at + b],
                          share * (x->bound[i][b] - x->free[i][b]), how->rate);
        }
    }
    for (uint32_t a = 0; a < STATES; a++)
        for (uint32_t b = 0; b < STATES; b++)
            if (fits(a, b))
                take_step(&f->steps[a][b], &f->step_squares[a][b], x->change[a][b], how->rate);
}

void names_field_learn(NameField *f, const Namings *all, const NameLearning *how) {
    uint32_t *order = take(all->n, sizeof *order), n = 0;
    Lattice *x = take(1, sizeof *x);
    Seen *seen = take(1, sizeof *seen);
    Random random = {how->seed};
    for (uint32_t i = 0; i < all->n; i++) {
        if (how->entities_only && !all->items[i].entities) continue;
        if (all->items[i].n > WORDS_MAX) give_up("a sentence is too long");
        order[n++] = i;
    }
    for (uint32_t round = 0; round < how->rounds; round++) {
        random_shuffle(&random, order, n);
        for (uint32_t i = 0; i < n; i++)
            learn_one(f, all, &all->items[order[i]], x, seen, how, &random);
    }
    free(order);
    free(seen->ids);
    free(seen);
    free(x);
}
