/* Trains the tagger of names, a conditional random field; the mean of several. Text with entities
 * is learned from as it is; text with trees alone gets, of the labels that its trees and the tables
 * allow, those that the field learned so far finds best, and is then learned from as well, for
 * half. */
#include "extract/names_hints.h"
#include "names_crf.h"
#include "word_classes.h"

#include <math.h>
#include <stdio.h>

enum {
    COUNT_MIN = 2,
    FIELDS = 3,       /* learned from other seeds; their mean is steadier than one */
    FIRST_ROUNDS = 5, /* on text with entities alone */
    ROUNDS = 5,
    LAST_ROUNDS = 1, /* on the features that are kept */
    FEATURES_KEPT = 90000,
    WEIGHT_ONE = 1024,
    WEIGHT_MIN = 24 /* smaller weights are dropped */
};

/* ---- features */

typedef struct Learner {
    KeyMap features;
    int32_t *weights; /* per feature and label */
    NamerSteps steps;
    uint32_t kept; /* features */
} Learner;

static void find_features(Learner *l, Namings *all) {
    KeyMap seen = {0};
    uint8_t *counts = NULL;
    uint32_t cap = 0;
    for (uint32_t i = 0; i < all->features; i++) {
        uint32_t k = key_put(&seen, all->keys[i]);
        if (k > cap) {
            uint32_t old = cap;
            cap = k * 2;
            counts = regrow(counts, cap, 1);
            memset(counts + old, 0, cap - old);
        }
        if (counts[k - 1] < 255) counts[k - 1]++;
    }
    all->ids = take(all->features, sizeof *all->ids);
    for (uint32_t i = 0; i < all->features; i++)
        if (counts[key_get(&seen, all->keys[i]) - 1] > COUNT_MIN)
            all->ids[i] = key_put(&l->features, all->keys[i]);
    l->weights = take((size_t)(l->features.n + 1) * NAMER_LABELS, sizeof *l->weights);
    key_drop(&seen);
    free(counts);
}

static void set_ids(const Learner *l, Namings *all) {
    all->ids = take(all->features, sizeof *all->ids);
    for (uint32_t i = 0; i < all->features; i++) all->ids[i] = key_get(&l->features, all->keys[i]);
}

/* ---- learning */

static void decode(const Learner *l, const Namings *all, const NameItem *item, bool constrained,
                   uint8_t *labels) {
    static NamerScores scores[4096];
    static NamerBack back[4096];
    static uint32_t open[4096];
    if (item->n > 4096) give_up("a sentence is too long");
    memset(scores, 0, item->n * sizeof *scores);
    for (uint32_t i = 0; i < item->n; i++) {
        uint32_t word = item->first + i;
        open[i] = all->open[word] ? ~0u : 1;
        for (uint32_t f = all->starts[word]; f < all->starts[word + 1]; f++) {
            const int32_t *row = l->weights + (size_t)all->ids[f] * NAMER_LABELS;
            for (int k = 0; all->ids[f] && k < NAMER_LABELS; k++) scores[i][k] += row[k];
        }
    }
    namer_decode((const int32_t(*)[NAMER_LABELS + 1]) l->steps, (const NamerScores *)scores,
                 constrained ? all->allowed + item->first : open, item->n, back, labels);
}

/* Of the labels that trees allow, those that the field finds best. */
static void label_rest(const Learner *l, Namings *all) {
    for (uint32_t i = 0; i < all->n; i++) {
        const NameItem *item = &all->items[i];
        if (item->entities) continue;
        decode(l, all, item, true, all->labels + item->first);
        for (uint32_t k = item->first; k < item->first + item->n; k++)
            all->allowed[k] = 1u << all->labels[k];
    }
}

/* What the field has learned, in whole numbers. */
static void take_over(Learner *l, const NameField *f) {
    size_t n = (size_t)(l->features.n + 1) * NAMER_LABELS;
    for (size_t i = 0; i < n; i++) l->weights[i] = (int32_t)lrintf(WEIGHT_ONE * f->weights[i]);
    for (int a = 0; a <= NAMER_LABELS; a++)
        for (int b = 0; b <= NAMER_LABELS; b++)
            l->steps[a][b] = (int32_t)lrintf(WEIGHT_ONE * f->steps[a][b]);
}

typedef struct Weighed {
    int64_t weight;
    uint32_t id;
} Weighed;

static int by_weight(const void *a, const void *b) {
    const Weighed *x = a, *y = b;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

/* Only the features that weigh most are kept; the rest are no features any more. */
static void prune(Learner *l, NameField *field, Namings *all, Namings *test, uint32_t most) {
    Weighed *order = take(l->features.n, sizeof *order);
    bool *kept = take(l->features.n + 1, sizeof *kept);
    for (uint32_t id = 1; id <= l->features.n; id++) {
        order[id - 1] = (Weighed){0, id};
        for (uint32_t k = 0; k < NAMER_LABELS; k++) {
            int64_t w = l->weights[(size_t)id * NAMER_LABELS + k];
            order[id - 1].weight += w * w;
        }
    }
    qsort(order, l->features.n, sizeof *order, by_weight);
    l->kept = l->features.n < most ? l->features.n : most;
    for (uint32_t i = 0; i < l->kept; i++) kept[order[i].id] = true;
    for (uint32_t id = 1; id <= l->features.n; id++)
        if (!kept[id])
            memset(field->weights + (size_t)id * NAMER_LABELS, 0,
                   NAMER_LABELS * sizeof *field->weights);
    Namings *both[] = {all, test};
    for (int b = 0; b < 2; b++)
        for (uint32_t i = 0; i < both[b]->features; i++)
            if (!kept[both[b]->ids[i]]) both[b]->ids[i] = 0;
    free(order);
    free(kept);
}

/* ---- figures */

static bool starts(uint8_t label) {
    return label && (namer_place(label) == NAMER_FIRST || namer_place(label) == NAMER_ALONE);
}

static uint32_t name_until(const uint8_t *labels, uint32_t n, uint32_t i) {
    while (i + 1 < n && labels[i + 1] && !starts(labels[i + 1])) i++;
    return i + 1;
}

static void report(const Learner *l, const Namings *all, const char *what) {
    uint32_t hits[NAMER_KINDS] = {0}, have[NAMER_KINDS] = {0}, want[NAMER_KINDS] = {0};
    uint8_t labels[4096];
    for (uint32_t k = 0; k < all->n; k++) {
        const NameItem *item = &all->items[k];
        const uint8_t *gold = all->labels + item->first;
        if (!item->entities || item->varied) continue;
        decode(l, all, item, false, labels);
        for (uint32_t i = 0; i < item->n; i++) {
            bool g = starts(gold[i]), h = starts(labels[i]);
            want[g ? namer_kind(gold[i]) : 0] += g;
            have[h ? namer_kind(labels[i]) : 0] += h;
            if (g && h && gold[i] == labels[i] &&
                name_until(gold, item->n, i) == name_until(labels, item->n, i))
                hits[namer_kind(gold[i])]++;
        }
    }
    static const char *const names[] = {"person", "organisation", "place", "other"};
    printf("%s:", what);
    uint32_t sum[3] = {0};
    for (int k = 0; k < NAMER_KINDS; k++) {
        printf(" %s %.1f (%u)", names[k], 200.0 * hits[k] / (have[k] + want[k] + 1e-9), want[k]);
        if (k == NAMER_OTHER) continue;
        sum[0] += hits[k], sum[1] += have[k], sum[2] += want[k];
    }
    printf(" first three %.1f\n", 200.0 * sum[0] / (sum[1] + sum[2] + 1e-9));
    fflush(stdout);
}

/* ---- writing */

/* The model holds signed square roots: the few large weights fit into a byte, and small ones stay
 * fine. `scale` makes the largest weight the largest square. */
static double scale_of(const Learner *l) {
    int32_t most = 1;
    for (uint32_t id = 1; id <= l->features.n; id++)
        for (uint32_t k = 1; k < NAMER_LABELS; k++) {
            const int32_t *row = l->weights + (size_t)id * NAMER_LABELS;
            if (abs(row[k] - row[0]) > most) most = abs(row[k] - row[0]);
        }
    return 127.0 * 127.0 / most;
}

static int32_t root_of(int32_t weight, double scale) {
    if (abs(weight) < WEIGHT_MIN) return 0;
    int32_t root = (int32_t)lrint(sqrt(abs(weight) * scale));
    return weight < 0 ? -root : root;
}

/* The slots of the features with their rows; a check that is there already hides its like. */
typedef struct Slots {
    uint32_t bits, n; /* rows */
    uint32_t *rows;
    uint16_t *checks;
    Bytes cells;
} Slots;

/* How much more a row of weights speaks for a label than for none, as the model has it. */
static int8_t cell_of(const int32_t *weights, uint32_t label, double scale) {
    int32_t root = root_of(weights[label] - weights[0], scale);
    return (int8_t)(root < -127 ? -127 : root > 127 ? 127 : root);
}

static void add_slot(Slots *s, uint64_t feature, const int32_t *weights, double scale) {
    NamerRow row;
    bool any = false;
    for (uint32_t k = 1; k < NAMER_LABELS; k++) {
        row[k - 1] = cell_of(weights, k, scale);
        any = any || row[k - 1];
    }
    uint32_t at = namer_slot(feature, s->bits), mask = (1u << s->bits) - 1;
    uint16_t check = namer_check(feature);
    while (s->checks[at] && s->checks[at] != check) at = (at + 1) & mask;
    if (!any || s->checks[at]) return;
    s->checks[at] = check;
    s->rows[at] = s->n++;
    bytes_add(&s->cells, row, sizeof row);
}

static Bytes write_namer(const Learner *l, double scale, const Namer *classes) {
    static const NamerRow none = {0};
    Slots s = {.bits = 10, .n = 1};
    while ((1u << s.bits) / 10 * 7 < l->kept) s.bits++;
    s.rows = take((size_t)1 << s.bits, sizeof *s.rows);
    s.checks = take((size_t)1 << s.bits, sizeof *s.checks);
    bytes_add(&s.cells, none, sizeof none); /* of empty slots */
    for (uint32_t i = 0; i < l->features.cap; i++)
        if (l->features.values[i])
            add_slot(&s, l->features.keys[i],
                     l->weights + (size_t)l->features.values[i] * NAMER_LABELS, scale);
    NamerHead *head = take(1, sizeof *head);
    Bytes out = {0};
    *head = (NamerHead){
        .labels = NAMER_LABELS, .words = classes->head->words, .slot_bits = s.bits, .rows = s.n};
    for (int x = 0; x <= NAMER_LABELS; x++)
        for (int y = 0; y <= NAMER_LABELS; y++)
            head->steps[x][y] = (int32_t)lrint(l->steps[x][y] * scale);
    bytes_add(&out, head, sizeof *head);
    bytes_add(&out, classes->words, head->words * sizeof *classes->words);
    bytes_add(&out, s.rows, ((size_t)1 << s.bits) * sizeof *s.rows);
    bytes_add(&out, s.checks, ((size_t)1 << s.bits) * sizeof *s.checks);
    bytes_add(&out, classes->classes, head->words);
    bytes_add(&out, s.cells.p, s.cells.n);
    printf("names: %u features of %u, %zu bytes\n", s.n - 1, l->features.n, out.n);
    free(s.rows);
    free(s.checks);
    free(s.cells.p);
    free(head);
    return out;
}

/* The weights as the model gives them. */
static void read_back(Learner *l, double scale) {
    for (uint32_t id = 0; id <= l->features.n; id++) {
        int32_t *row = l->weights + (size_t)id * NAMER_LABELS;
        for (uint32_t k = NAMER_LABELS; k-- > 0;) {
            int32_t root = cell_of(row, k, scale);
            row[k] = root * abs(root);
        }
    }
    for (int x = 0; x <= NAMER_LABELS; x++)
        for (int y = 0; y <= NAMER_LABELS; y++)
            l->steps[x][y] = (int32_t)lrint(l->steps[x][y] * scale);
}

typedef struct Classed {
    uint32_t check;
    uint8_t class;
} Classed;

static int by_check(const void *a, const void *b) {
    const Classed *x = a, *y = b;
    if (x->check != y->check) return x->check < y->check ? -1 : 1;
    return (x->class > y->class) - (x->class < y->class);
}

/* The classes as the model will hold them. */
static Namer classes_make(const char *text, Str before, const Tables *tables, uint64_t seed) {
    NamerHead *head = take(1, sizeof *head);
    Namer n = {.head = head}, old;
    StErr err = {0};
    if (!text && namer_open(before, &old, &err) == ST_OK && old.head) return old;
    if (!text) return n;
    Random random = {seed};
    WordClasses found = word_classes_learn(text, tables, &random);
    Classed *all = take(found.n, sizeof *all);
    uint32_t *words = take(found.n, sizeof *words);
    uint8_t *classes = take(found.n, 1);
    for (uint32_t i = 0; i < found.n; i++)
        all[i] = (Classed){namer_word_check(found.words[i]), found.classes[i]};
    qsort(all, found.n, sizeof *all, by_check);
    for (uint32_t i = 0; i < found.n; i++) {
        if (i && all[i].check == all[i - 1].check) continue;
        words[head->words] = all[i].check;
        classes[head->words++] = all[i].class;
    }
    n.words = words;
    n.classes = classes;
    free(all);
    free(found.words);
    free(found.classes);
    return n;
}

/* ---- in order */

/* Goes on learning `field`, and sees its weights in `l`. */
static void learn(Learner *l, NameField *field, const Namings *all, uint32_t rounds,
                  bool entities_only, uint64_t seed) {
    NameLearning how = {.rounds = rounds,
                        .entities_only = entities_only,
                        .rate = 0.02f,
                        .hidden_per_mille = 200,
                        .tree_share = 0.5f,
                        .seed = seed};
    names_field_learn(field, all, &how);
    take_over(l, field);
}

/* Adds to `sum` the weights of a field learned from one seed, all else being equal. */
static void add_field(Learner *l, NameField *sum, const Namings *all, uint64_t seed) {
    Namings own = *all;
    own.allowed = take(all->words, sizeof *own.allowed);
    own.labels = take(all->words, sizeof *own.labels);
    memcpy(own.allowed, all->allowed, all->words * sizeof *own.allowed);
    memcpy(own.labels, all->labels, all->words * sizeof *own.labels);
    NameField one = names_field_make(l->features.n);
    learn(l, &one, &own, FIRST_ROUNDS, true, seed);
    label_rest(l, &own);
    learn(l, &one, &own, ROUNDS, false, seed);
    names_field_add(sum, &one);
    names_field_drop(&one);
    free(own.allowed);
    free(own.labels);
}

Bytes train_namer(const Examples *train, const Examples *dev, const Tables *tables,
                  const char *text, Str before, uint64_t seed) {
    Namer classes = classes_make(text, before, tables, seed);
    Namings all = {.classes = &classes}, test = {.classes = &classes};
    Learner l = {0};
    namings_add(&all, train, tables, true);
    namings_add(&test, dev, tables, false);
    find_features(&l, &all);
    set_ids(&l, &test);
    NameField field = names_field_make(l.features.n);
    for (uint32_t k = 0; k < FIELDS; k++) {
        add_field(&l, &field, &all, seed + k);
        report(&l, &test, "names, one field");
    }
    names_field_divide(&field, FIELDS);
    take_over(&l, &field);
    label_rest(&l, &all);
    report(&l, &test, "names, the mean of the fields");
    prune(&l, &field, &all, &test, FEATURES_KEPT);
    learn(&l, &field, &all, LAST_ROUNDS, false, seed);
    report(&l, &test, "names, fewer features");
    double scale = scale_of(&l);
    Bytes out = write_namer(&l, scale, &classes);
    read_back(&l, scale);
    report(&l, &test, "names, as written");
    names_field_drop(&field);
    free(l.weights);
    key_drop(&l.features);
    namings_drop(&all);
    namings_drop(&test);
    return out;
}
