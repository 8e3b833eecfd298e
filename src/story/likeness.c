#include "story/likeness.h"

#include <stdlib.h>

enum {
    BAR = 100,                /* per mille of likeness that ties two documents of one day … */
    BAR_PER_DOUBLING = 8,     /* … more for each doubling of the documents … */
    FEW_DOCUMENTS = 8,        /* … from so many … */
    DOUBLINGS_MAX = 9,        /* … up to so many … */
    UNDATED_PER_DOUBLING = 2, /* … and again, where the days between them are not known … */
    BAR_PER_DAYS = 40,        /* … and more for each doubling of the days between them … */
    DAYS_DOUBLINGS_MAX = 5,   /* … up to so many */
    NAMES_SHARE = 25,         /* per cent of likeness that names give, the rest is words */
    NAMES_TO_WORDS = 2,       /* names count at most so many times the words */
    OTHER_WORDS = 60, /* per cent of the words that count where what happened or where is another */
    FAR_WORDS = 30,   /* and where towns lie far apart and nobody is named in both */
    FAR_TENTHS = 14,  /* far: so many tenths of a degree of a great circle */
};

/* Tenths of what a degree of longitude is at the equator, by ten degrees of latitude. */
static const int32_t longitude_tenths[] = {10, 10, 9, 9, 8, 6, 5, 3, 2, 1};

void likeness_weigh(Profile *p, const uint8_t *rarity) {
    p->names = p->words = 0;
    memset(p->of_kind, 0, sizeof p->of_kind);
    for (uint32_t k = 0; k < p->n; k++) {
        Feature *f = &p->v[k];
        f->weight = (uint16_t)(f->base * rarity[k]);
        p->of_kind[f->kind]++;
        bool word = f->kind == FEATURE_WORD || f->kind == FEATURE_RARE_WORD;
        *(word ? &p->words : &p->names) += (uint64_t)f->weight * f->weight;
    }
}

static uint64_t root_floor(uint64_t n) {
    uint64_t root = 0;
    for (uint64_t bit = 1ull << 31; bit; bit >>= 1)
        if ((root | bit) * (root | bit) <= n) root |= bit;
    return root;
}

static uint32_t cosine(uint64_t dot, uint64_t a, uint64_t b) {
    uint64_t length = root_floor(a) * root_floor(b);
    return length ? (uint32_t)(dot * 1000 / length) : 0;
}

/* ---- far apart */

static bool sites_far(uint32_t a, uint32_t b) {
    enum { POLE = 900 };
    int32_t row_a = (int32_t)(a / SITE_ROW), row_b = (int32_t)(b / SITE_ROW);
    int32_t middle = abs((row_a + row_b) / 2 - POLE) / 100;
    int32_t columns = abs((int32_t)(a % SITE_ROW) - (int32_t)(b % SITE_ROW));
    if (columns > SITE_ROW / 2) columns = SITE_ROW - columns;
    return abs(row_a - row_b) > FAR_TENTHS || columns * longitude_tenths[middle] > FAR_TENTHS * 10;
}

/* Both name towns, and each lies far from all of the other's. */
static bool are_far(const Profile *a, const Profile *b) {
    bool far = false;
    for (uint32_t i = 0; i < a->n && a->v[i].key < SITE_KEYS; i++)
        for (uint32_t k = 0; k < b->n && b->v[k].key < SITE_KEYS; k++) {
            if (a->v[i].kind != FEATURE_SITE || b->v[k].kind != FEATURE_SITE) continue;
            if (!sites_far(a->v[i].key, b->v[k].key)) return false;
            far = true;
        }
    return far;
}

/* ---- likeness */

/* Both have features of a kind, and none is of both. */
static bool have_others(const Profile *a, const Profile *b, const uint32_t *shared,
                        FeatureKind kind) {
    return a->of_kind[kind] && b->of_kind[kind] && !shared[kind];
}

/* Per cent of the words that count: less for each that is another, country, scene or disaster.
 * Whoever is named in both, and a name that stands nowhere else, outweighs that towns are others:
 * a war has many villages. */
static uint32_t words_count(const Profile *a, const Profile *b, const uint32_t *shared) {
    bool named = shared[FEATURE_ACTOR] || shared[FEATURE_RARE_WORD];
    bool far = !shared[FEATURE_PLACE] && are_far(a, b);
    if (far && !named) return FAR_WORDS;
    bool abroad = !shared[FEATURE_PLACE] && have_others(a, b, shared, FEATURE_COUNTRY);
    bool elsewhere = !named && have_others(a, b, shared, FEATURE_SCENE);
    bool other = have_others(a, b, shared, FEATURE_DISASTER);
    uint32_t share = 100;
    for (int n = (far || abroad) + elsewhere + other; n > 0; n--) share = share * OTHER_WORDS / 100;
    return share;
}

uint32_t likeness_of(const Profile *a, const Profile *b) {
    uint64_t dot[FEATURE_KINDS] = {0};
    uint32_t shared[FEATURE_KINDS] = {0};
    for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
        if (a->v[i].key < b->v[k].key)
            i++;
        else if (a->v[i].key > b->v[k].key)
            k++;
        else {
            uint8_t kind = a->v[i].kind > b->v[k].kind ? a->v[i].kind : b->v[k].kind;
            shared[kind]++;
            dot[kind] += (uint64_t)a->v[i].weight * b->v[k].weight;
            i++, k++;
        }
    }
    uint32_t words = cosine(dot[FEATURE_WORD] + dot[FEATURE_RARE_WORD], a->words, b->words);
    uint32_t names =
        cosine(dot[FEATURE_NAME] + dot[FEATURE_PLACE] + dot[FEATURE_ACTOR], a->names, b->names);
    if (names > words * NAMES_TO_WORDS) names = words * NAMES_TO_WORDS;
    words = words * words_count(a, b, shared) / 100;
    return (names * NAMES_SHARE + words * (100 - NAMES_SHARE)) / 100;
}

/* How often `from` is doubled up to n, at most `most` times. */
static uint32_t doublings(uint32_t from, uint32_t n, uint32_t most) {
    uint32_t times = 0;
    while (times < most && n >> (times + 1) >= from) times++;
    return times;
}

uint32_t likeness_doublings(uint32_t among) {
    return doublings(FEW_DOCUMENTS, among, DOUBLINGS_MAX);
}

/* The first days between two reports part them more than the later ones: what is still told of
 * after a month may be told of after two. */
static uint32_t bar_between(Day a, Day b, uint32_t among) {
    uint32_t times = likeness_doublings(among);
    uint32_t bar = BAR + BAR_PER_DOUBLING * times;
    if (!a || !b) return bar + UNDATED_PER_DOUBLING * times;
    uint32_t days = (uint32_t)(a < b ? b - a : a - b);
    return bar + BAR_PER_DAYS * doublings(1, days + 1, DAYS_DOUBLINGS_MAX);
}

uint32_t likeness_tie(const Profile *a, const Profile *b, uint32_t among) {
    uint32_t score = likeness_of(a, b), bar = bar_between(a->day, b->day, among);
    return score < bar ? 0 : score - bar + 1;
}
