#include "lang/tagger.h"

static const WordView outside = {.word = 0x0D0C5EED, .shape = SHAPE_COUNT};

static const WordView *word_at(const WordView *w, uint32_t n, int64_t i) {
    return i < 0 || i >= n ? &outside : &w[i];
}

void tagger_features(const WordView *words, uint32_t n, uint32_t at, const uint8_t *classes,
                     uint64_t out[TAG_FEATURES]) {
    int64_t i = at;
    const WordView *w = &words[i], *l1 = word_at(words, n, i - 1), *l2 = word_at(words, n, i - 2);
    const WordView *r1 = word_at(words, n, i + 1), *r2 = word_at(words, n, i + 2);
    uint64_t t1 = i > 0 ? classes[i - 1] : TAG_NONE, t2 = i > 1 ? classes[i - 2] : TAG_NONE;
    uint64_t form = w->shape | (uint64_t)w->joins << 4;
    const uint64_t pairs[TAG_FEATURES][2] = {
        {w->word, 0},
        {w->word, form},
        {w->suffix[3], w->shape},
        {w->suffix[2], w->shape},
        {w->suffix[1], w->shape},
        {w->suffix[0], form},
        {w->prefix[0], w->shape},
        {w->prefix[2], w->shape},
        {form, l1->shape | (uint64_t)r1->shape << 8},
        {t1, form},
        {t1, t2},
        {t1, w->word},
        {t1, w->suffix[2]},
        {t1, r1->word},
        {hash_mix(t1, t2), w->word},
        {l1->word, 0},
        {l2->word, 0},
        {r1->word, 0},
        {r2->word, 0},
        {l1->word, w->word},
        {w->word, r1->word},
        {l1->word, r1->word},
        {l1->suffix[2], w->shape},
        {r1->suffix[2], w->shape},
        {r1->suffix[1], w->suffix[2]},
        {r1->word, r2->word},
        {t1, r1->suffix[1]},
    };
    for (uint64_t k = 0; k < TAG_FEATURES; k++)
        out[k] = hash_mix(hash_mix(hash_mix(k + 1, pairs[k][0]), pairs[k][1]), 0x5EED);
}

static const TagSlot *slot_of(const TagSlot *slots, uint32_t count, uint64_t key) {
    uint32_t check = tag_check(key), i = (uint32_t)key & (count - 1);
    while (slots[i].check && slots[i].check != check) i = (i + 1) & (count - 1);
    return slots[i].check ? &slots[i] : NULL;
}

static bool has_room(const TagSlot *slots, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (!slots[i].check) return true;
    return false;
}

static bool power_of_two(uint32_t n) {
    return n && !(n & (n - 1));
}

StCode tagger_open(Str part, Tagger *out, StErr *err) {
    *out = (Tagger){0};
    const TaggerHead *h = (const void *)part.p;
    StCode bad = st_fail(err, ST_BAD_FORMAT, 0, "the model's tagger is damaged");
    if (part.n < sizeof *h || h->classes == 0 || h->classes > TAG_CLASSES_MAX || h->classes % 4 ||
        !power_of_two(h->slots) || !power_of_two(h->sure_slots))
        return bad;
    uint64_t need = sizeof *h + h->classes * sizeof(TagClass) +
                    ((uint64_t)h->slots + h->sure_slots) * sizeof(TagSlot) +
                    (uint64_t)h->cells * sizeof(TagCell);
    if (part.n != need) return bad;
    Tagger t = {.head = h, .classes = (const void *)(h + 1)};
    t.slots = (const void *)(t.classes + h->classes);
    t.sure = t.slots + h->slots;
    t.cells = (const void *)(t.sure + h->sure_slots);
    for (uint32_t i = 0; i < h->classes; i++)
        if (t.classes[i].upos >= UPOS_COUNT || t.classes[i].xpos >= XPOS_COUNT) return bad;
    for (uint32_t i = 0; i < h->slots; i++)
        if ((t.slots[i].row >> 8) + (t.slots[i].row & 255) > h->cells) return bad;
    for (uint32_t i = 0; i < h->sure_slots; i++)
        if (t.sure[i].row >= h->classes) return bad;
    for (uint32_t i = 0; i < h->cells; i++)
        if (t.cells[i].class >= h->classes) return bad;
    if (!has_room(t.slots, h->slots) || !has_room(t.sure, h->sure_slots)) return bad;
    *out = t;
    if (err) *err = (StErr){0};
    return ST_OK;
}

void tagger_run(const Tagger *t, const WordView *words, uint32_t n, uint8_t *classes) {
    for (uint32_t i = 0; i < n; i++) {
        const TagSlot *sure = slot_of(t->sure, t->head->sure_slots, tag_sure_key(&words[i]));
        if (sure) {
            classes[i] = (uint8_t)sure->row;
            continue;
        }
        int32_t scores[TAG_CLASSES_MAX] = {0};
        uint64_t features[TAG_FEATURES];
        tagger_features(words, n, i, classes, features);
        for (int k = 0; k < TAG_FEATURES; k++) {
            const TagSlot *s = slot_of(t->slots, t->head->slots, features[k]);
            if (!s) continue;
            const TagCell *c = t->cells + (s->row >> 8), *end = c + (s->row & 255);
            for (; c < end; c++) scores[c->class] += c->weight;
        }
        uint32_t best = 0;
        for (uint32_t k = 1; k < t->head->classes; k++)
            if (scores[k] > scores[best]) best = k;
        classes[i] = (uint8_t)best;
    }
}
