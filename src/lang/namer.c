#include "lang/namer.h"

enum { RUN_REACH = 8 };

static const WordView outside_view = {.word = 0x0D0C5EED, .shape = SHAPE_COUNT};
static const NamerWord outside = {&outside_view, 0, 0};

/* ---- features */

typedef struct Sink {
    uint64_t *out;
    uint32_t n;
    uint64_t kind;
} Sink;

static void put(Sink *s, uint64_t a, uint64_t b) {
    s->out[s->n++] = hash_mix(hash_mix(hash_mix(++s->kind, a), b), 0x4E414D45);
}

static void put_bits(Sink *s, uint64_t bits, uint64_t where) {
    s->kind++;
    for (; bits; bits &= bits - 1) {
        uint64_t bit = (uint64_t)__builtin_ctzll(bits);
        s->out[s->n++] = hash_mix(hash_mix(hash_mix(s->kind, bit), where), 0x4E414D45);
    }
}

static bool has_capital(const NamerWord *w) {
    Shape shape = (Shape)w->view->shape;
    return shape == SHAPE_CAPITAL || shape == SHAPE_UPPER || shape == SHAPE_MIXED;
}

/* A word of at most three letters, or a mark without white space on either side. */
static bool may_join(const NamerWord *w) {
    const WordView *v = w->view;
    return v->shape == SHAPE_LOWER ? v->prefix[2] == v->suffix[2] : (v->joins & 3) == 3;
}

/* The run of capitalised words around one, over a small word or mark that is between two such. */
typedef struct Run {
    uint32_t first, end;
} Run;

static Run run_around(const NamerWord *words, uint32_t n, uint32_t at) {
    Run r = {at, at + 1};
    if (!has_capital(&words[at])) return r;
    for (uint32_t k = 0; k < RUN_REACH && r.first; k++) {
        if (has_capital(&words[r.first - 1]))
            r.first--;
        else if (r.first > 1 && has_capital(&words[r.first - 2]) && may_join(&words[r.first - 1]))
            r.first -= 2;
        else
            break;
    }
    for (uint32_t k = 0; k < RUN_REACH && r.end < n; k++) {
        if (has_capital(&words[r.end]))
            r.end++;
        else if (r.end + 1 < n && has_capital(&words[r.end + 1]) && may_join(&words[r.end]))
            r.end += 2;
        else
            break;
    }
    return r;
}

static void put_run(Sink *s, const NamerWord *words, uint32_t n, uint32_t at) {
    Run r = run_around(words, n, at);
    const NamerWord *first = &words[r.first], *last = &words[r.end - 1];
    const NamerWord *before = r.first ? &words[r.first - 1] : &outside;
    const NamerWord *after = r.end < n ? &words[r.end] : &outside;
    uint64_t place = (at == r.first) | (uint64_t)(at + 1 == r.end) << 1;
    uint64_t size = r.end - r.first < 6 ? r.end - r.first : 6;
    put(s, last->view->word, place);
    put(s, first->view->word, place);
    put(s, before->view->word, place);
    put(s, after->view->word, place);
    put(s, hash_mix(before->view->word, size), place);
    put(s, hash_mix(after->view->word, size), place);
    put(s, size, place);
    put(s, last->view->suffix[2], place);
    put(s, last->hints, place);
    put(s, first->hints, place);
    put(s, last->class, place);
    put(s, first->class, place);
    put(s, before->class, place);
    put(s, after->class, place);
    put(s, hash_mix(first->class, last->class), place);
    uint64_t inside = 0;
    for (uint32_t i = r.first; i < r.end; i++) inside |= words[i].hints;
    put(s, inside, place);
    put_bits(s, inside, place);
}

uint32_t namer_features(const NamerWord *words, uint32_t n, uint32_t at,
                        uint64_t out[NAMER_FEATURES_MAX]) {
    const NamerWord *x[5];
    for (uint32_t k = 0; k < 5; k++) {
        int64_t i = (int64_t)at + k - 2;
        x[k] = i >= 0 && i < n ? &words[i] : &outside;
    }
    const WordView *w = x[2]->view, *l = x[1]->view, *r = x[3]->view;
    const WordView *ll = x[0]->view, *rr = x[4]->view;
    uint64_t hl = x[1]->hints, h = x[2]->hints, hr = x[3]->hints;
    uint64_t shapes = (uint64_t)l->shape << 8 | w->shape | (uint64_t)r->shape << 16;
    Sink s = {out, 0, 0};
    put(&s, 0, 0);
    put(&s, w->word, 0);
    put(&s, w->word, w->shape);
    put(&s, l->word, w->shape);
    put(&s, r->word, w->shape);
    put(&s, ll->word, w->shape);
    put(&s, rr->word, w->shape);
    put(&s, l->word, w->word);
    put(&s, w->word, r->word);
    put(&s, l->word, r->word);
    put(&s, hash_mix(ll->word, l->word), w->shape);
    put(&s, hash_mix(r->word, rr->word), w->shape);
    for (uint64_t k = 1; k < SUFFIX_MAX; k++) put(&s, w->suffix[k], w->shape);
    for (uint64_t k = 1; k < PREFIX_MAX; k++) put(&s, w->prefix[k], w->shape);
    put(&s, l->suffix[2], w->shape);
    put(&s, r->suffix[2], w->shape);
    put(&s, shapes, 0);
    put(&s, shapes, w->joins);
    put(&s, shapes, (uint64_t)ll->shape << 8 | rr->shape);
    put(&s, x[2]->class, w->shape);
    put(&s, x[1]->class, w->shape);
    put(&s, x[3]->class, w->shape);
    put(&s, x[0]->class, w->shape);
    put(&s, x[4]->class, w->shape);
    put(&s, hash_mix(x[1]->class, x[2]->class), w->shape);
    put(&s, hash_mix(x[2]->class, x[3]->class), w->shape);
    put(&s, hash_mix(x[1]->class, x[3]->class), w->shape);
    put(&s, h, 0);
    put(&s, h, hr);
    put(&s, hl, h);
    put(&s, hl, w->shape);
    put(&s, hr, w->shape);
    put(&s, h, l->word);
    put(&s, h, r->word);
    put_bits(&s, h, 0);
    put_bits(&s, hl, 1);
    put_bits(&s, hr, 2);
    put_run(&s, words, n, at);
    return s.n;
}

/* ---- the best sequence */

/* The labels that may stand before one: those that end a name or are none; or those of the same
 * kind that want more. */
static uint32_t labels_before(uint8_t to, uint8_t out[NAMER_LABELS]) {
    uint32_t n = 0;
    if (to && (namer_place(to) == NAMER_INSIDE || namer_place(to) == NAMER_LAST)) {
        out[n++] = namer_label(namer_kind(to), NAMER_FIRST);
        out[n++] = namer_label(namer_kind(to), NAMER_INSIDE);
        return n;
    }
    out[n++] = 0;
    for (int kind = 0; kind < NAMER_KINDS; kind++) {
        out[n++] = namer_label((NamerKind)kind, NAMER_LAST);
        out[n++] = namer_label((NamerKind)kind, NAMER_ALONE);
    }
    return n;
}

void namer_decode(const NamerSteps steps, const NamerScores *scores, const uint32_t *allowed,
                  uint32_t n, NamerBack *back, uint8_t *labels) {
    static const int32_t never = INT32_MIN / 2;
    NamerScores now, before;
    uint8_t from[NAMER_LABELS][NAMER_LABELS];
    uint32_t counts[NAMER_LABELS];
    if (!n) return;
    for (uint32_t to = 0; to < NAMER_LABELS; to++)
        counts[to] = labels_before((uint8_t)to, from[to]);
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t to = 0; to < NAMER_LABELS; to++) {
            int32_t best = never;
            back[i][to] = from[to][0];
            if (!i && from[to][0] == 0) best = steps[NAMER_LABELS][to];
            for (uint32_t k = 0; i && k < counts[to]; k++) {
                uint8_t label = from[to][k];
                int32_t score = before[label] == never ? never : before[label] + steps[label][to];
                if (score > best) best = score, back[i][to] = label;
            }
            bool may = !allowed || allowed[i] >> to & 1;
            now[to] = best == never || !may ? never : best + scores[i][to];
        }
        memcpy(before, now, sizeof before);
    }
    int32_t best = never;
    labels[n - 1] = 0;
    for (uint32_t k = 0; k < counts[0]; k++) {
        uint8_t label = from[0][k];
        if (before[label] == never) continue;
        int32_t score = before[label] + steps[label][NAMER_LABELS];
        if (score > best) best = score, labels[n - 1] = label;
    }
    for (uint32_t i = n - 1; i > 0; i--) labels[i - 1] = back[i][labels[i]];
}

/* ---- the part */

static uint32_t filled(uint32_t n) {
    return (n + 3) & ~3u;
}

static bool cells_sound(const NamerHead *h, const uint8_t *cells) {
    if (h->buckets[0] != 0 || h->buckets[NAMER_BUCKETS] != h->bytes) return false;
    for (uint32_t b = 0; b < NAMER_BUCKETS; b++) {
        uint32_t at = h->buckets[b], end = h->buckets[b + 1];
        if (end > h->bytes) return false;
        while (at < end) {
            uint32_t size = 3 + 2u * (end - at > 2 ? cells[at + 2] : 0);
            if (end - at < size) return false;
            for (uint32_t k = at + 3; k < at + size; k += 2)
                if (cells[k] >= NAMER_LABELS) return false;
            at += size;
        }
        if (at != end) return false;
    }
    return true;
}

StCode namer_open(Str part, Namer *out, StErr *err) {
    *out = (Namer){0};
    if (!part.n) return ST_OK;
    const NamerHead *h = (const void *)part.p;
    StCode bad = st_fail(err, ST_BAD_FORMAT, 0, "the model's names are damaged");
    if (part.n < sizeof *h || h->labels != NAMER_LABELS || h->words > NAMER_WORDS_KNOWN_MAX ||
        part.n != sizeof *h + 4ull * h->words + filled(h->words) + h->bytes)
        return bad;
    Namer n = {.head = h, .words = (const void *)(h + 1)};
    n.classes = (const uint8_t *)(n.words + h->words);
    n.cells = n.classes + filled(h->words);
    if (!cells_sound(h, n.cells)) return bad;
    *out = n;
    if (err) *err = (StErr){0};
    return ST_OK;
}

uint32_t namer_class(const Namer *namer, uint64_t word) {
    uint32_t check = namer_word_check(word), low = 0, high = namer->head->words;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (namer->words[middle] < check)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < namer->head->words && namer->words[low] == check;
    return found ? namer->classes[low] : 0;
}

static void add_scores(const Namer *namer, uint64_t feature, int32_t *scores) {
    uint32_t b = namer_bucket(feature), check = namer_check(feature);
    const uint8_t *c = namer->cells + namer->head->buckets[b];
    const uint8_t *end = namer->cells + namer->head->buckets[b + 1];
    for (; c < end; c += 3 + 2 * c[2]) {
        if (((uint32_t)c[0] | (uint32_t)c[1] << 8) != check) continue;
        for (const uint8_t *p = c + 3, *to = p + 2 * c[2]; p < to; p += 2)
            scores[p[0]] += (int8_t)p[1] * ((int8_t)p[1] < 0 ? -(int8_t)p[1] : (int8_t)p[1]);
        return;
    }
}

static void run_piece(const Namer *namer, const WordView *views, const uint64_t *hints, uint32_t n,
                      uint8_t *labels) {
    NamerScores scores[NAMER_WORDS_MAX];
    NamerBack back[NAMER_WORDS_MAX];
    NamerWord words[NAMER_WORDS_MAX];
    memset(scores, 0, n * sizeof *scores);
    for (uint32_t i = 0; i < n; i++)
        words[i] = (NamerWord){&views[i], hints[i], namer_class(namer, views[i].word)};
    for (uint32_t i = 0; i < n; i++) {
        uint64_t features[NAMER_FEATURES_MAX];
        uint32_t count = namer_features(words, n, i, features);
        for (uint32_t k = 0; k < count; k++) add_scores(namer, features[k], scores[i]);
    }
    namer_decode(namer->head->steps, (const NamerScores *)scores, NULL, n, back, labels);
}

void namer_run(const Namer *namer, const WordView *views, const uint64_t *hints, uint32_t n,
               uint8_t *labels) {
    for (uint32_t at = 0; at < n; at += NAMER_WORDS_MAX) {
        uint32_t count = n - at < NAMER_WORDS_MAX ? n - at : NAMER_WORDS_MAX;
        run_piece(namer, views + at, hints + at, count, labels + at);
    }
}
