#include "lang/tagger.h"
#include "trainer.h"

#include <math.h>
#include <stdio.h>

enum {
    CLASS_COUNT_MIN = 3,
    FEATURE_COUNT_MIN = 2,
    SURE_COUNT_MIN = 12,
    SURE_PER_MILLE = 998,
    CASELESS_PER_MILLE = 100
};

typedef struct Cell {
    uint8_t class;
    int32_t weight;
    uint32_t stamp;
    int64_t total;
} Cell;

typedef struct Row {
    Cell *cells;
    uint16_t n, cap;
} Row;

typedef struct Trainer {
    TagClass classes[TAG_CLASSES_MAX];
    uint32_t class_count;
    uint8_t class_of[UPOS_COUNT][XPOS_COUNT]; /* the class, or the nearest one */
    KeyMap sure;                              /* words with one class */
    uint8_t *sure_class;
    KeyMap features;
    Row *rows;
    uint32_t now;
} Trainer;

/* ---- classes */

static void find_classes(Trainer *t, const Examples *all) {
    uint32_t counts[UPOS_COUNT][XPOS_COUNT] = {{0}};
    for (uint32_t i = 0; i < all->n; i++)
        for (uint32_t k = 0; k < all->v[i].n; k++)
            counts[all->v[i].words[k].upos][all->v[i].words[k].xpos]++;
    memset(t->class_of, TAG_NONE, sizeof t->class_of);
    for (uint8_t u = 0; u < UPOS_COUNT; u++)
        for (uint8_t x = 0; x < XPOS_COUNT; x++) {
            if (counts[u][x] < CLASS_COUNT_MIN || t->class_count + 4 > TAG_CLASSES_MAX) continue;
            t->class_of[u][x] = (uint8_t)t->class_count;
            t->classes[t->class_count++] = (TagClass){u, x};
        }
    while (t->class_count % 4) t->classes[t->class_count++] = (TagClass){UPOS_X, XPOS_XX};
    for (uint32_t u = 0; u < UPOS_COUNT; u++)
        for (uint32_t x = 0; x < XPOS_COUNT; x++) { /* rare pairs: the commonest of that xpos */
            uint32_t best = 0;
            for (uint32_t v = 0; v < UPOS_COUNT && t->class_of[u][x] == TAG_NONE; v++)
                if (counts[v][x] > counts[best][x]) best = v;
            if (t->class_of[u][x] == TAG_NONE)
                t->class_of[u][x] = t->class_of[best][x] == TAG_NONE ? 0 : t->class_of[best][x];
        }
}

static void find_sure(Trainer *t, const Examples *all, Selection use) {
    KeyMap words = {0};
    uint32_t(*counts)[TAG_CLASSES_MAX] = NULL;
    uint32_t cap = 0;
    uint64_t *keys = NULL;
    for (uint32_t i = 0; i < all->n; i++) {
        const Example *e = &all->v[i];
        for (uint32_t k = 0; selected(use, e) && k < e->n; k++) {
            uint32_t w = key_put(&words, tag_sure_key(&e->views[k]));
            if (w > cap) {
                uint32_t old = cap;
                cap = w * 2;
                counts = regrow(counts, cap, sizeof *counts);
                keys = regrow(keys, cap, sizeof *keys);
                memset(counts + old, 0, (cap - old) * sizeof *counts);
            }
            keys[w - 1] = tag_sure_key(&e->views[k]);
            counts[w - 1][t->class_of[e->words[k].upos][e->words[k].xpos]]++;
        }
    }
    t->sure_class = take(words.n + 1, 1);
    for (uint32_t w = 0; w < words.n; w++) {
        uint32_t total = 0, best = 0;
        for (uint32_t c = 0; c < t->class_count; c++) {
            total += counts[w][c];
            if (counts[w][c] > counts[w][best]) best = c;
        }
        if (total < SURE_COUNT_MIN || counts[w][best] * 1000ull < total * (uint64_t)SURE_PER_MILLE)
            continue;
        t->sure_class[key_put(&t->sure, keys[w]) - 1] = (uint8_t)best;
    }
    key_drop(&words);
    free(counts);
    free(keys);
}

static void gold_classes(const Trainer *t, const Example *e, uint8_t *out) {
    for (uint32_t k = 0; k < e->n; k++) out[k] = t->class_of[e->words[k].upos][e->words[k].xpos];
}

/* ---- features that were seen often enough */

static void count_features(const Trainer *t, const Example *e, KeyMap *seen, uint8_t **counts,
                           uint32_t *cap, uint8_t *gold) {
    gold_classes(t, e, gold);
    for (uint32_t k = 0; k < e->n; k++) {
        if (key_get(&t->sure, tag_sure_key(&e->views[k]))) continue;
        uint64_t f[TAG_FEATURES];
        tagger_features(e->views, e->n, k, gold, f);
        for (int j = 0; j < TAG_FEATURES; j++) {
            uint32_t id = key_put(seen, f[j]);
            if (id > *cap) {
                *counts = regrow(*counts, id * 2, 1);
                memset(*counts + *cap, 0, id * 2 - *cap);
                *cap = id * 2;
            }
            if ((*counts)[id - 1] < 255) (*counts)[id - 1]++;
        }
    }
}

static void find_features(Trainer *t, const Examples *all, Selection use, uint8_t *gold) {
    KeyMap seen = {0};
    uint8_t *counts = NULL;
    uint32_t cap = 0;
    for (uint32_t i = 0; i < all->n; i++) {
        Example *e = &all->v[i];
        if (!selected(use, e)) continue;
        count_features(t, e, &seen, &counts, &cap, gold);
        if (e->caseless) continue;
        example_view(e, true);
        count_features(t, e, &seen, &counts, &cap, gold);
        example_view(e, false);
    }
    for (uint32_t i = 0; i < seen.cap; i++)
        if (seen.values[i] && counts[seen.values[i] - 1] > FEATURE_COUNT_MIN)
            key_put(&t->features, seen.keys[i]);
    t->rows = take(t->features.n + 1, sizeof *t->rows);
    key_drop(&seen);
    free(counts);
}

/* ---- the perceptron */

static void add(Trainer *t, uint32_t feature, uint8_t class, int32_t by) {
    Row *r = &t->rows[feature - 1];
    uint32_t i = 0;
    while (i < r->n && r->cells[i].class != class) i++;
    if (i == r->n) {
        if (r->n == r->cap) {
            r->cap = (uint16_t)(r->cap ? r->cap * 2 : 2);
            r->cells = regrow(r->cells, r->cap, sizeof *r->cells);
        }
        r->cells[r->n++] = (Cell){.class = class, .stamp = t->now};
    }
    Cell *c = &r->cells[i];
    c->total += (int64_t)c->weight * (t->now - c->stamp);
    c->stamp = t->now;
    c->weight += by;
}

static uint8_t guess(const Trainer *t, const uint32_t *ids) {
    int32_t scores[TAG_CLASSES_MAX] = {0};
    for (int j = 0; j < TAG_FEATURES; j++) {
        if (!ids[j]) continue;
        const Row *r = &t->rows[ids[j] - 1];
        for (uint32_t i = 0; i < r->n; i++) scores[r->cells[i].class] += r->cells[i].weight;
    }
    uint8_t best = 0;
    for (uint32_t c = 1; c < t->class_count; c++)
        if (scores[c] > scores[best]) best = (uint8_t)c;
    return best;
}

static void learn_from(Trainer *t, const Example *e, const uint8_t *gold, uint8_t *have) {
    for (uint32_t k = 0; k < e->n; k++) {
        uint32_t sure = key_get(&t->sure, tag_sure_key(&e->views[k]));
        if (sure) {
            have[k] = t->sure_class[sure - 1];
            continue;
        }
        uint64_t f[TAG_FEATURES];
        uint32_t ids[TAG_FEATURES];
        tagger_features(e->views, e->n, k, have, f);
        for (int j = 0; j < TAG_FEATURES; j++) ids[j] = key_get(&t->features, f[j]);
        t->now++;
        have[k] = guess(t, ids);
        for (int j = 0; j < TAG_FEATURES && have[k] != gold[k]; j++) {
            if (!ids[j]) continue;
            add(t, ids[j], gold[k], 1);
            add(t, ids[j], have[k], -1);
        }
    }
}

/* ---- writing */

static double average(const Trainer *t, const Cell *c) {
    return (double)(c->total + (int64_t)c->weight * (t->now - c->stamp)) / t->now;
}

static uint32_t slots_for(uint32_t n) {
    uint32_t slots = 16;
    while (slots < n + n / 3) slots *= 2;
    return slots;
}

static void put_slot(TagSlot *slots, uint32_t count, uint64_t key, uint32_t row) {
    uint32_t i = (uint32_t)key & (count - 1), check = tag_check(key);
    while (slots[i].check && slots[i].check != check) i = (i + 1) & (count - 1);
    if (!slots[i].check) slots[i] = (TagSlot){check, row};
}

/* So that the largest but a few weights fit into a byte. */
static double scale_of(const Trainer *t) {
    uint32_t histogram[4096] = {0}, total = 0, seen = 0, top = 4095;
    for (uint32_t i = 0; i < t->features.n; i++)
        for (uint32_t k = 0; k < t->rows[i].n; k++, total++) {
            double w = fabs(average(t, &t->rows[i].cells[k])) * 64;
            histogram[w < 4095 ? (int)w : 4095]++;
        }
    while (top > 64 && (seen += histogram[top]) < total / 2000) top--;
    return 127.0 * 64 / top;
}

static Bytes write_tagger(const Trainer *t) {
    double scale = scale_of(t);
    TaggerHead head = {.classes = t->class_count};
    Bytes cells = {0}, out = {0};
    uint32_t *row = take(t->features.n + 1, sizeof *row), used = 0;
    for (uint32_t i = 0; i < t->features.n; i++) {
        uint32_t first = (uint32_t)(cells.n / sizeof(TagCell)), n = 0;
        for (uint32_t k = 0; k < t->rows[i].n; k++) {
            double w = average(t, &t->rows[i].cells[k]) * scale;
            int q = (int)lrint(w > 127 ? 127 : w < -127 ? -127 : w);
            if (q > -4 && q < 4) continue;
            TagCell c = {t->rows[i].cells[k].class, (int8_t)q};
            bytes_add(&cells, &c, sizeof c);
            n++;
        }
        row[i] = first << 8 | n;
        used += n > 0;
    }
    head.cells = (uint32_t)(cells.n / sizeof(TagCell));
    head.slots = slots_for(used);
    head.sure_slots = slots_for(t->sure.n);
    TagSlot *slots = take(head.slots, sizeof *slots), *sure = take(head.sure_slots, sizeof *sure);
    for (uint32_t i = 0; i < t->features.cap; i++) {
        uint32_t id = t->features.values[i];
        if (id && (row[id - 1] & 255))
            put_slot(slots, head.slots, t->features.keys[i], row[id - 1]);
    }
    for (uint32_t i = 0; i < t->sure.cap; i++)
        if (t->sure.values[i])
            put_slot(sure, head.sure_slots, t->sure.keys[i], t->sure_class[t->sure.values[i] - 1]);
    bytes_add(&out, &head, sizeof head);
    bytes_add(&out, t->classes, head.classes * sizeof *t->classes);
    bytes_add(&out, slots, head.slots * sizeof *slots);
    bytes_add(&out, sure, head.sure_slots * sizeof *sure);
    bytes_add(&out, cells.p, cells.n);
    free(cells.p);
    free(slots);
    free(sure);
    free(row);
    return out;
}

static void drop(Trainer *t) {
    for (uint32_t i = 0; i < t->features.n; i++) free(t->rows[i].cells);
    free(t->rows);
    free(t->sure_class);
    key_drop(&t->features);
    key_drop(&t->sure);
    free(t);
}

Bytes train_tagger(const Examples *all, Selection use, uint32_t rounds, uint64_t seed) {
    Trainer *t = take(1, sizeof *t);
    uint32_t longest = 1, n = 0, *order = take(all->n, sizeof *order);
    for (uint32_t i = 0; i < all->n; i++) {
        if (selected(use, &all->v[i])) order[n++] = i;
        if (all->v[i].n > longest) longest = all->v[i].n;
    }
    uint8_t *gold = take(longest, 1), *have = take(longest, 1);
    find_classes(t, all);
    find_sure(t, all, use);
    find_features(t, all, use, gold);
    Random random = {seed};
    for (uint32_t round = 0; round < rounds; round++) {
        random_shuffle(&random, order, n);
        for (uint32_t i = 0; i < n; i++) {
            Example *e = &all->v[order[i]];
            bool hide = !e->caseless && random_chance(&random, CASELESS_PER_MILLE);
            if (hide) example_view(e, true);
            gold_classes(t, e, gold);
            learn_from(t, e, gold, have);
            if (hide) example_view(e, false);
        }
    }
    Bytes out = write_tagger(t);
    drop(t);
    free(order);
    free(gold);
    free(have);
    return out;
}
