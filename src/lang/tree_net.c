#include "lang/tree_net.h"

#include <stdlib.h>

static uint64_t feature_key(uint64_t kind, uint64_t value) {
    return hash_mix(hash_mix(kind + 101, value), 9);
}

void net_features(const WordView *v, uint64_t out[NET_FEATURES]) {
    uint64_t form = v->shape | (uint64_t)v->joins << 4;
    const uint64_t values[NET_FEATURES] = {
        v->word,      v->suffix[3], v->suffix[2], v->suffix[1],
        v->prefix[2], v->prefix[1], form,         hash_mix(v->suffix[2], v->shape)};
    for (uint64_t k = 0; k < NET_FEATURES; k++) out[k] = feature_key(k, values[k]);
}

uint32_t net_row(const TreeNet *net, uint64_t key) {
    uint32_t mask = net->head->slots - 1, i = (uint32_t)key & mask;
    uint32_t check = (uint32_t)(key >> 32) | 1u;
    while (net->slots[i].check && net->slots[i].check != check) i = (i + 1) & mask;
    return net->slots[i].check ? net->slots[i].row : 0;
}

bool net_knows(const TreeNet *net, Str word) {
    return net_row(net, feature_key(0, str_hash(word))) != 0;
}

static uint32_t distance_class(int d) {
    return d < 5 ? (uint32_t)(d > 0 ? d : 0) : d < 7 ? 5 : d < 12 ? 6 : 7;
}

static uint32_t label_fact(const TreeState *s, int child) {
    return child == NO_WORD ? 0 : 1u + s->words[child].label;
}

static uint32_t count_fact(uint32_t n) {
    return n < FACT_COUNTS ? n : FACT_COUNTS - 1;
}

void net_state(const TreeState *s, NetState *out) {
    static const struct TreeWord nobody = {.head = NO_WORD, .left = NO_WORD, .right = NO_WORD};
    int s0 = s->depth > 0 ? s->stack[s->depth - 1] : NO_WORD;
    int s1 = s->depth > 1 ? s->stack[s->depth - 2] : NO_WORD;
    int s2 = s->depth > 2 ? s->stack[s->depth - 3] : NO_WORD;
    const struct TreeWord *w0 = s0 == NO_WORD ? &nobody : &s->words[s0];
    const struct TreeWord *w1 = s1 == NO_WORD ? &nobody : &s->words[s1];
    const struct TreeWord *wb = &s->words[s->next];
    *out = (NetState){.words = {(int16_t)s0, (int16_t)s1, (int16_t)s2, (int16_t)s->next, w0->left,
                                w0->right, w1->right, wb->left}};
    const uint32_t labels[5] = {label_fact(s, w0->left), label_fact(s, w0->right),
                                label_fact(s, w1->left), label_fact(s, w1->right),
                                label_fact(s, wb->left)};
    const uint32_t counts[5] = {w0->lefts, w0->rights, w1->lefts, w1->rights, wb->lefts};
    uint32_t row = 0, k = 0;
    for (int i = 0; i < 5; i++, row += FACT_LABELS) out->facts[k++] = (uint16_t)(row + labels[i]);
    for (int i = 0; i < 5; i++, row += FACT_COUNTS)
        out->facts[k++] = (uint16_t)(row + count_fact(counts[i]));
    out->facts[k++] = (uint16_t)(row + distance_class(s0 == NO_WORD ? 0 : s->next - s0));
    row += FACT_DISTANCES;
    out->facts[k++] = (uint16_t)(row + distance_class(s1 == NO_WORD ? 0 : s0 - s1));
}

/* Whether no sum can leave 32 bits on its way through sums_round. */
static bool sums_fit(const int8_t *w, const int32_t *bias, const int32_t *by, uint32_t inputs,
                     uint32_t outputs) {
    for (uint32_t j = 0; j < outputs; j++) {
        int64_t sum = 0;
        for (uint32_t k = 0; k < inputs; k++) sum += abs(w[product_place(inputs, outputs, k, j)]);
        sum = sum * PRODUCT_INPUT_MAX + llabs((long long)bias[j]);
        if (sum > INT32_MAX / 2 || by[j] < 0) return false;
        if (((sum >> PRODUCT_PRE) + 1) * by[j] > INT32_MAX / 2) return false;
    }
    return true;
}

#define FITS(P, INPUTS, OUTPUTS) sums_fit((P).w, (P).bias, (P).by, INPUTS, OUTPUTS)

static bool net_fits(const NetFixed *f) {
    bool fits = FITS(f->shares, NET_WIDTH, NET_SHARES) && FITS(f->tags, NET_WIDTH, NET_TAGS) &&
                FITS(f->moves, NET_HIDDEN, NET_MOVES);
    for (int k = 0; k < NET_LAYERS; k++)
        fits = fits && FITS(f->layers[k], NET_WINDOW * NET_WIDTH, NET_WIDTH);
    return fits;
}

StCode net_open(Str part, TreeNet *out, StErr *err) {
    *out = (TreeNet){0};
    const NetHead *h = (const void *)part.p;
    StCode bad = st_fail(err, ST_BAD_FORMAT, 0, "the model's net is damaged");
    if (part.n < sizeof *h || !h->rows || !h->slots || (h->slots & (h->slots - 1)) ||
        h->classes - 1 >= NET_TAGS)
        return bad;
    uint64_t need = sizeof *h + (uint64_t)h->slots * sizeof(NetSlot) + sizeof(NetFixed) +
                    (uint64_t)h->rows * NET_WIDTH;
    if (part.n != need) return bad;
    TreeNet net = {.head = h, .slots = (const void *)(h + 1)};
    net.fixed = (const void *)(net.slots + h->slots);
    net.rows = (const void *)(net.fixed + 1);
    uint32_t empty = 0;
    for (uint32_t i = 0; i < h->slots; i++) {
        if (net.slots[i].row >= h->rows) return bad;
        empty += net.slots[i].check == 0;
    }
    for (uint32_t i = 0; i < h->classes; i++)
        if (h->tags[i].upos >= UPOS_COUNT || h->tags[i].xpos >= XPOS_COUNT) return bad;
    if (!empty || !net_fits(net.fixed)) return bad;
    *out = net;
    if (err) *err = (StErr){0};
    return ST_OK;
}
