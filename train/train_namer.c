/* Trains the tagger of names: an averaged structured perceptron. Text with entities is learned from
 * as it is; text with trees alone gets, of the labels its trees allow, those that the tagger
 * learned so far finds best, and is then learned from as well, twice. */
#include "extract/names_hints.h"
#include "names_gold.h"
#include "trainer.h"
#include "word_classes.h"

#include <math.h>
#include <stdio.h>

enum {
    COUNT_MIN = 2,
    FIRST_ROUNDS = 6, /* on text with entities alone */
    ROUNDS = 6,
    LAST_ROUNDS = 10,      /* on the features that are kept */
    VARIED_PER_MILLE = 80, /* sentences seen in capitals too, and as many in lower case */
    WEIGHT_MIN = 8         /* 64ths of a step; smaller weights are dropped */
};

typedef struct Item {
    uint32_t n, first; /* words; of the first in the arrays of Namings */
    bool entities, varied;
} Item;

typedef struct Namings {
    const Namer *classes; /* for namer_class */
    Item *items;
    uint32_t n, cap, words, word_cap;
    uint32_t *allowed; /* per word */
    uint8_t *labels;   /* per word; from `allowed` */
    uint32_t *starts;  /* per word: its features */
    uint64_t *keys;
    uint32_t *ids; /* 0: dropped */
    uint32_t features, feature_cap;
} Namings;

/* ---- sentences with their features */

static void add_item(Namings *all, const Example *e, const WordView *views, const uint64_t *hints,
                     bool entities, bool varied) {
    if (all->n == all->cap) {
        all->cap = all->cap ? all->cap * 2 : 1024;
        all->items = regrow(all->items, all->cap, sizeof *all->items);
    }
    while (all->words + e->n + 1 > all->word_cap) {
        all->word_cap = all->word_cap ? all->word_cap * 2 : 4096;
        all->allowed = regrow(all->allowed, all->word_cap, sizeof *all->allowed);
        all->labels = regrow(all->labels, all->word_cap, sizeof *all->labels);
        all->starts = regrow(all->starts, all->word_cap, sizeof *all->starts);
    }
    uint32_t first = all->words;
    all->items[all->n++] = (Item){e->n, first, entities, varied};
    if (entities)
        names_gold_from_entities(e, hints, all->allowed + first);
    else
        names_gold_from_tree(e, hints, all->allowed + first);
    NamerWord *words = take(e->n, sizeof *words);
    for (uint32_t i = 0; i < e->n; i++)
        words[i] = (NamerWord){&views[i], hints[i], namer_class(all->classes, views[i].word)};
    for (uint32_t i = 0; i < e->n; i++) {
        uint32_t set = all->allowed[first + i];
        all->labels[first + i] = (uint8_t)__builtin_ctz(set);
        while (all->features + NAMER_FEATURES_MAX > all->feature_cap) {
            all->feature_cap = all->feature_cap ? all->feature_cap * 2 : 1 << 16;
            all->keys = regrow(all->keys, all->feature_cap, sizeof *all->keys);
        }
        all->starts[first + i] = all->features;
        all->features += namer_features(words, e->n, i, all->keys + all->features);
    }
    free(words);
    all->words += e->n;
    all->starts[all->words] = all->features;
}

static void all_upper(Token *t, bool upper) {
    uint32_t case_flags = TOKEN_CAPITAL | TOKEN_UPPER;
    bool letters = t->form.n && !(t->flags & TOKEN_DIGIT) && t->upos != UPOS_PUNCT;
    t->flags &= ~case_flags;
    if (upper && letters) t->flags |= TOKEN_CAPITAL | (t->form.n > 1 ? TOKEN_UPPER : 0u);
}

/* One document: hints want it whole. */
static void add_document(Namings *all, const Examples *from, uint32_t first, uint32_t end,
                         const Tables *tables, Random *random, bool vary) {
    Arena a = {0};
    StErr err = {0};
    uint32_t words = 0;
    bool entities = false;
    for (uint32_t i = first; i < end; i++) {
        words += from->v[i].n;
        entities = entities || names_gold_has_entities(&from->v[i]);
    }
    uint32_t copies = vary ? 3 : 1;
    for (uint32_t copy = 0; copy < copies; copy++) {
        Parse p = {{arena_new(&a, Token, words), words},
                   {arena_new(&a, Sentence, end - first), end - first}};
        WordView *views = arena_new(&a, WordView, words);
        if (!p.tokens.v || !p.sentences.v || !views) give_up("out of memory");
        uint32_t at = 0;
        for (uint32_t i = first; i < end; i++) {
            const Example *e = &from->v[i];
            memcpy(p.tokens.v + at, e->words, e->n * sizeof *e->words);
            p.sentences.v[i - first] = (Sentence){.first = at, .count = e->n, .coded = true};
            for (uint32_t k = at; k < at + e->n; k++) {
                p.tokens.v[k].sentence = i - first;
                if (copy) all_upper(&p.tokens.v[k], copy == 1);
            }
            at += e->n;
        }
        World w;
        NameHints hints;
        if (world_open(tables, &p, &a, &w, &err) != ST_OK ||
            name_hints_find(&p, &w, &a, &hints, &err) != ST_OK)
            give_up(err.what);
        for (uint32_t i = first; i < end; i++) {
            const Example *e = &from->v[i];
            const Sentence *s = &p.sentences.v[i - first];
            if (copy && (e->caseless || !random_chance(random, VARIED_PER_MILLE))) continue;
            words_view(p.tokens.v + s->first, s->count,
                       copy || hints.loud[i - first] || e->caseless, views);
            add_item(all, e, views, hints.of + s->first, entities, copy > 0);
        }
    }
    arena_drop(&a);
}

static void add_examples(Namings *all, const Examples *from, const Tables *tables, bool vary) {
    Random random = {7};
    for (uint32_t i = 0; i < from->n;) {
        uint32_t end = i + 1;
        while (end < from->n && from->v[end].document == from->v[i].document) end++;
        add_document(all, from, i, end, tables, &random, vary);
        i = end;
    }
}

/* ---- the perceptron */

typedef struct Learner {
    KeyMap features;
    int32_t *weights; /* per feature and label */
    int64_t *moved;   /* the same: changes times when they came */
    NamerSteps steps;
    int64_t steps_moved[NAMER_LABELS + 1][NAMER_LABELS + 1];
    int64_t now;
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
    l->moved = take((size_t)(l->features.n + 1) * NAMER_LABELS, sizeof *l->moved);
    key_drop(&seen);
    free(counts);
}

static void set_ids(const Learner *l, Namings *all) {
    all->ids = take(all->features, sizeof *all->ids);
    for (uint32_t i = 0; i < all->features; i++) all->ids[i] = key_get(&l->features, all->keys[i]);
}

static void forget(Learner *l) {
    size_t n = (size_t)(l->features.n + 1) * NAMER_LABELS;
    memset(l->weights, 0, n * sizeof *l->weights);
    memset(l->moved, 0, n * sizeof *l->moved);
    memset(l->steps, 0, sizeof l->steps);
    memset(l->steps_moved, 0, sizeof l->steps_moved);
    l->now = 0;
}

static void decode(const Learner *l, const Namings *all, const Item *item, bool constrained,
                   uint8_t *labels) {
    static NamerScores scores[4096];
    static NamerBack back[4096];
    if (item->n > 4096) give_up("a sentence is too long");
    memset(scores, 0, item->n * sizeof *scores);
    for (uint32_t i = 0; i < item->n; i++) {
        uint32_t word = item->first + i;
        for (uint32_t f = all->starts[word]; f < all->starts[word + 1]; f++) {
            const int32_t *row = l->weights + (size_t)all->ids[f] * NAMER_LABELS;
            for (int k = 0; all->ids[f] && k < NAMER_LABELS; k++) scores[i][k] += row[k];
        }
    }
    namer_decode((const int32_t(*)[NAMER_LABELS + 1]) l->steps, (const NamerScores *)scores,
                 constrained ? all->allowed + item->first : NULL, item->n, back, labels);
}

static void move(Learner *l, const Namings *all, uint32_t word, uint8_t label, int32_t by) {
    for (uint32_t f = all->starts[word]; f < all->starts[word + 1]; f++) {
        if (!all->ids[f]) continue;
        size_t at = (size_t)all->ids[f] * NAMER_LABELS + label;
        l->weights[at] += by;
        l->moved[at] += by * l->now;
    }
}

static void move_steps(Learner *l, const uint8_t *labels, uint32_t n, int32_t by) {
    for (uint32_t i = 0; i <= n; i++) {
        uint32_t from = i ? labels[i - 1] : NAMER_LABELS, to = i < n ? labels[i] : NAMER_LABELS;
        l->steps[from][to] += by;
        l->steps_moved[from][to] += by * l->now;
    }
}

static void learn_from(Learner *l, const Namings *all, const Item *item, uint8_t *have) {
    const uint8_t *gold = all->labels + item->first;
    decode(l, all, item, false, have);
    l->now++;
    if (!memcmp(have, gold, item->n)) return;
    for (uint32_t i = 0; i < item->n; i++) {
        if (have[i] == gold[i]) continue;
        move(l, all, item->first + i, gold[i], 1);
        move(l, all, item->first + i, have[i], -1);
    }
    move_steps(l, gold, item->n, 1);
    move_steps(l, have, item->n, -1);
}

/* Weights times 64, averaged over all moments. */
static int32_t averaged(int32_t weight, int64_t moved, int64_t now) {
    return (int32_t)lrint(64.0 * ((double)weight - (double)moved / (double)(now + 1)));
}

static void average(Learner *l) {
    size_t n = (size_t)(l->features.n + 1) * NAMER_LABELS;
    for (size_t i = 0; i < n; i++) l->weights[i] = averaged(l->weights[i], l->moved[i], l->now);
    for (int a = 0; a <= NAMER_LABELS; a++)
        for (int b = 0; b <= NAMER_LABELS; b++)
            l->steps[a][b] = averaged(l->steps[a][b], l->steps_moved[a][b], l->now);
}

static void teach(Learner *l, const Namings *all, bool entities_only, uint32_t rounds,
                  uint64_t seed) {
    uint32_t *order = take(all->n, sizeof *order), n = 0, longest = 1;
    for (uint32_t i = 0; i < all->n; i++) {
        if (entities_only && !all->items[i].entities) continue;
        order[n++] = i;
        if (all->items[i].n > longest) longest = all->items[i].n;
    }
    uint8_t *have = take(longest, 1);
    Random random = {seed};
    forget(l);
    for (uint32_t round = 0; round < rounds; round++) {
        random_shuffle(&random, order, n);
        for (uint32_t i = 0; i < n; i++) learn_from(l, all, &all->items[order[i]], have);
    }
    average(l);
    free(order);
    free(have);
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
static void prune(const Learner *l, Namings *all, Namings *test, uint32_t most) {
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
    for (uint32_t i = 0; i < l->features.n && i < most; i++) kept[order[i].id] = true;
    Namings *both[] = {all, test};
    for (int b = 0; b < 2; b++)
        for (uint32_t i = 0; i < both[b]->features; i++)
            if (!kept[both[b]->ids[i]]) both[b]->ids[i] = 0;
    free(order);
    free(kept);
}

/* Labels for the text that has trees alone. */
static void label_rest(const Learner *l, Namings *all) {
    for (uint32_t i = 0; i < all->n; i++)
        if (!all->items[i].entities)
            decode(l, all, &all->items[i], true, all->labels + all->items[i].first);
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
        const Item *item = &all->items[k];
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

typedef struct Row {
    uint64_t key;
    uint32_t id;
} Row;

static int by_bucket(const void *a, const void *b) {
    const Row *x = a, *y = b;
    uint32_t bx = namer_bucket(x->key), by = namer_bucket(y->key);
    if (bx != by) return bx < by ? -1 : 1;
    uint32_t cx = namer_check(x->key), cy = namer_check(y->key);
    if (cx != cy) return cx < cy ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

/* The model holds signed square roots: the few large weights fit into a byte, and small ones stay
 * fine. `scale` makes the largest weight the largest square. */
static double scale_of(const Learner *l) {
    int32_t most = 1;
    size_t cells = (size_t)(l->features.n + 1) * NAMER_LABELS;
    for (size_t i = 0; i < cells; i++)
        if (abs(l->weights[i]) > most) most = abs(l->weights[i]);
    return 127.0 * 127.0 / most;
}

static int32_t root_of(int32_t weight, double scale) {
    if (abs(weight) < WEIGHT_MIN) return 0;
    int32_t root = (int32_t)lrint(sqrt(abs(weight) * scale));
    return weight < 0 ? -root : root;
}

static Bytes write_namer(const Learner *l, double scale, const Namer *classes) {
    Row *rows = take(l->features.n + 1, sizeof *rows);
    uint32_t n = 0, b = 0;
    for (uint32_t i = 0; i < l->features.cap; i++)
        if (l->features.values[i]) rows[n++] = (Row){l->features.keys[i], l->features.values[i]};
    qsort(rows, n, sizeof *rows, by_bucket);
    NamerHead *head = take(1, sizeof *head);
    Bytes cells = {0}, out = {0};
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        while (b <= namer_bucket(rows[i].key)) head->buckets[b++] = (uint32_t)cells.n;
        if (i && namer_bucket(rows[i - 1].key) == namer_bucket(rows[i].key) &&
            namer_check(rows[i - 1].key) == namer_check(rows[i].key))
            continue;
        uint8_t entry[3 + 2 * NAMER_LABELS];
        uint32_t check = namer_check(rows[i].key), count = 0;
        for (uint8_t k = 0; k < NAMER_LABELS; k++) {
            int32_t q = root_of(l->weights[(size_t)rows[i].id * NAMER_LABELS + k], scale);
            if (!q) continue;
            entry[3 + 2 * count] = k;
            entry[4 + 2 * count++] = (uint8_t)(int8_t)q;
        }
        if (!count) continue;
        kept++;
        entry[0] = (uint8_t)check, entry[1] = (uint8_t)(check >> 8), entry[2] = (uint8_t)count;
        bytes_add(&cells, entry, 3 + 2 * count);
    }
    while (b <= NAMER_BUCKETS) head->buckets[b++] = (uint32_t)cells.n;
    head->labels = NAMER_LABELS;
    head->bytes = (uint32_t)cells.n;
    for (int x = 0; x <= NAMER_LABELS; x++)
        for (int y = 0; y <= NAMER_LABELS; y++)
            head->steps[x][y] = (int32_t)lrint(l->steps[x][y] * scale);
    head->words = classes->head->words;
    bytes_add(&out, head, sizeof *head);
    bytes_add(&out, classes->words, head->words * sizeof *classes->words);
    bytes_add(&out, classes->classes, head->words);
    while (out.n % 4) bytes_add(&out, "", 1);
    bytes_add(&out, cells.p, cells.n);
    printf("names: %u features of %u, %zu bytes\n", kept, l->features.n, out.n);
    free(cells.p);
    free(head);
    free(rows);
    return out;
}

/* The weights as the model gives them. */
static void read_back(Learner *l, double scale) {
    size_t cells = (size_t)(l->features.n + 1) * NAMER_LABELS;
    for (size_t i = 0; i < cells; i++) {
        int32_t root = root_of(l->weights[i], scale);
        l->weights[i] = root * abs(root);
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

Bytes train_namer(const Examples *train, const Examples *dev, const Tables *tables,
                  const char *text, Str before, uint64_t seed) {
    Namer classes = classes_make(text, before, tables, seed);
    Namings all = {.classes = &classes}, test = {.classes = &classes};
    Learner l = {0};
    add_examples(&all, train, tables, true);
    add_examples(&test, dev, tables, false);
    find_features(&l, &all);
    set_ids(&l, &test);
    teach(&l, &all, true, FIRST_ROUNDS, seed);
    report(&l, &test, "names, from entities");
    label_rest(&l, &all);
    teach(&l, &all, false, ROUNDS, seed);
    report(&l, &test, "names, and from trees");
    label_rest(&l, &all);
    static const uint32_t kept[] = {36000, 19000};
    for (int i = 0; i < 2; i++) {
        prune(&l, &all, &test, kept[i]);
        teach(&l, &all, false, LAST_ROUNDS, seed);
        report(&l, &test, "names, fewer features");
    }
    double scale = scale_of(&l);
    Bytes out = write_namer(&l, scale, &classes);
    read_back(&l, scale);
    report(&l, &test, "names, as written");
    free(l.weights);
    free(l.moved);
    key_drop(&l.features);
    Namings *both[] = {&all, &test};
    for (int i = 0; i < 2; i++) {
        free(both[i]->items);
        free(both[i]->allowed);
        free(both[i]->labels);
        free(both[i]->starts);
        free(both[i]->keys);
        free(both[i]->ids);
    }
    return out;
}
