#include "lesson.h"

enum {
    WORD_COUNT_MIN = 2,
    PIECE_COUNT_MIN = 4, /* of affixes */
};

typedef struct PairCount {
    uint32_t count, pair;
} PairCount;

static int more_first(const void *a, const void *b) {
    const PairCount *x = a, *y = b;
    return x->count != y->count ? (x->count < y->count ? 1 : -1)
                                : (x->pair > y->pair) - (x->pair < y->pair);
}

static void find_classes(Lesson *l) {
    PairCount pairs[UPOS_COUNT * XPOS_COUNT];
    for (uint32_t i = 0; i < UPOS_COUNT * XPOS_COUNT; i++) pairs[i] = (PairCount){0, i};
    for (uint32_t i = 0; i < l->all->n; i++)
        for (uint32_t k = 0; k < l->all->v[i].n; k++) {
            const Token *t = &l->all->v[i].words[k];
            pairs[t->upos * XPOS_COUNT + t->xpos].count++;
        }
    qsort(pairs, UPOS_COUNT * XPOS_COUNT, sizeof *pairs, more_first);
    while (l->class_count < NET_TAGS && pairs[l->class_count].count > 1) {
        uint32_t pair = pairs[l->class_count].pair;
        l->classes[l->class_count++] =
            (TagClass){(uint8_t)(pair / XPOS_COUNT), (uint8_t)(pair % XPOS_COUNT)};
    }
}

static void set_gold(const Lesson *l, const Examples *all) {
    for (uint32_t i = 0; i < all->n; i++)
        for (uint32_t k = 0; k < all->v[i].n; k++) {
            const Token *w = &all->v[i].words[k];
            uint32_t c = 0;
            while (c < l->class_count &&
                   (l->classes[c].upos != w->upos || l->classes[c].xpos != w->xpos))
                c++;
            all->v[i].gold[k] = c < l->class_count ? (uint8_t)c : TAG_NONE;
        }
}

static void find_rows(Lesson *l) {
    KeyMap seen = {0};
    uint32_t *counts = NULL, cap = 0;
    bool *is_word = NULL;
    for (uint32_t i = 0; i < l->all->n; i++)
        for (uint32_t k = 0; k < l->all->v[i].n; k++)
            for (int caseless = 0; caseless < 2; caseless++) {
                uint64_t keys[NET_FEATURES];
                WordView v = l->all->v[i].views[k];
                if (caseless && v.shape < SHAPE_CASELESS) v.shape = SHAPE_CASELESS;
                net_features(&v, keys);
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
    key_drop(&seen);
    free(counts);
    free(is_word);
    free(keys);
}

/* Rows for the words that have vectors, also for those that no treebank has. */
static void find_vectors(Lesson *l) {
    const KeyMap *words = &l->vectors->words;
    uint32_t most = l->rows.n + words->n + 1, had = l->rows.n;
    uint64_t *sorted = take(words->n + 1, sizeof *sorted);
    l->vector_of = take(most, sizeof *l->vector_of);
    l->word_counts = regrow(l->word_counts, most, sizeof *l->word_counts);
    memset(l->word_counts + had + 1, 0, (most - had - 1) * sizeof *l->word_counts);
    for (uint32_t i = 0; i < words->cap; i++)
        if (words->values[i]) sorted[words->values[i]] = words->keys[i];
    for (uint32_t i = 1; i <= words->n; i++) {
        const WordView view = {.word = sorted[i]};
        uint64_t keys[NET_FEATURES];
        net_features(&view, keys);
        l->vector_of[key_put(&l->rows, keys[0])] = i;
    }
    free(sorted);
}

void lesson_make(const Examples *all, const Examples *dev, const WordVectors *vectors,
                 Lesson *out) {
    *out = (Lesson){.all = all, .dev = dev, .vectors = vectors};
    find_rows(out);
    find_vectors(out);
    find_classes(out);
    set_gold(out, all);
    set_gold(out, dev);
}

void lesson_drop(Lesson *l) {
    key_drop(&l->rows);
    free(l->word_counts);
    free(l->vector_of);
}
