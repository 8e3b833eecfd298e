#include "lang/namer.h"

enum { RUN_REACH = 8, GAP_MAX = 3, SEEN = 2 /* words on either side */ };

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

static bool is_strong(const NamerWord *w, uint64_t telling) {
    return has_capital(w) || w->view->shape == SHAPE_CASELESS || w->hints & telling;
}

/* Does it stand between two strong words with at most GAP_MAX words between them? */
static bool is_between(const NamerWord *words, uint32_t n, uint32_t at, uint64_t telling) {
    uint32_t before = 1, behind = 1;
    while (before <= GAP_MAX && at >= before && !is_strong(&words[at - before], telling)) before++;
    if (before > GAP_MAX || at < before) return false;
    while (before + behind <= GAP_MAX && at + behind < n &&
           !is_strong(&words[at + behind], telling))
        behind++;
    return at + behind < n && is_strong(&words[at + behind], telling);
}

bool namer_may_name(const NamerWord *words, uint32_t n, uint32_t at, uint64_t telling) {
    const NamerWord *w = &words[at];
    if (is_strong(w, telling) || is_between(words, n, at, telling)) return true;
    bool joined = w->view->joins & 1, joins = w->view->joins & 2;
    if (at && is_strong(&words[at - 1], telling) && (joined || w->view->shape == SHAPE_DIGIT))
        return true;
    if (!joins || at + 1 == n) return false;
    /* "al-Assad", "e-Bay" */
    return is_strong(&words[at + 1], telling) ||
           (words[at + 1].view->joins & 2 && at + 2 < n && is_strong(&words[at + 2], telling));
}

static void put_classes(Sink *s, const NamerWord *const x[5]) {
    uint64_t shape = x[2]->view->shape;
    for (int k = 0; k < 5; k++) put(s, x[k]->class, shape);
    put(s, hash_mix(x[1]->class, x[2]->class), shape);
    put(s, hash_mix(x[2]->class, x[3]->class), shape);
    put(s, hash_mix(x[1]->class, x[3]->class), shape);
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
    for (uint64_t k = 1; k < SUFFIX_MAX; k++) put(&s, w->suffix[k], w->shape);
    for (uint64_t k = 1; k < PREFIX_MAX; k++) put(&s, w->prefix[k], w->shape);
    put(&s, l->suffix[2], w->shape);
    put(&s, r->suffix[2], w->shape);
    put(&s, shapes, 0);
    put(&s, shapes, w->joins);
    put(&s, shapes, (uint64_t)ll->shape << 8 | rr->shape);
    put_classes(&s, x);
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
            now[to] = never;
            back[i][to] = from[to][0];
            if (allowed && !(allowed[i] >> to & 1)) continue;
            if (!i && from[to][0] == 0) best = steps[NAMER_LABELS][to];
            for (uint32_t k = 0; i && k < counts[to]; k++) {
                uint8_t label = from[to][k];
                int32_t score = before[label] == never ? never : before[label] + steps[label][to];
                if (score > best) best = score, back[i][to] = label;
            }
            if (best != never) now[to] = best + scores[i][to];
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

static bool slots_sound(const Namer *n) {
    uint32_t empty = 0;
    for (uint32_t s = 0; s < 1u << n->head->slot_bits; s++) {
        empty += !n->checks[s];
        if (n->slots[s] >= n->head->rows) return false;
    }
    return empty > 0;
}

StCode namer_open(Str part, Namer *out, StErr *err) {
    *out = (Namer){0};
    if (!part.n) return ST_OK;
    const NamerHead *h = (const void *)part.p;
    StCode bad = st_fail(err, ST_BAD_FORMAT, 0, "the model's names are damaged");
    if (part.n < sizeof *h || h->labels != NAMER_LABELS || h->words > NAMER_WORDS_KNOWN_MAX ||
        h->slot_bits > NAMER_SLOT_BITS_MAX)
        return bad;
    uint64_t slots = 1ull << h->slot_bits;
    uint64_t word_bytes = sizeof(uint32_t) + 1, slot_bytes = sizeof(uint32_t) + sizeof(uint16_t);
    if (part.n != sizeof *h + word_bytes * h->words + slot_bytes * slots +
                      (uint64_t)h->rows * sizeof(NamerRow))
        return bad;
    Namer n = {.head = h, .words = (const void *)(h + 1)};
    n.slots = n.words + h->words;
    n.checks = (const void *)(n.slots + slots);
    n.classes = (const void *)(n.checks + slots);
    n.rows = (const void *)(n.classes + h->words);
    if (!slots_sound(&n)) return bad;
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

static void add_row(const int8_t *restrict row, int32_t *restrict scores) {
    int16_t squares[NAMER_ROW];
    for (int k = 0; k < NAMER_ROW; k++) {
        int16_t root = (int16_t)row[k], size = (int16_t)(root < 0 ? -root : root);
        squares[k] = (int16_t)(root * size);
    }
    for (int k = 0; k < NAMER_ROW; k++) scores[k] += squares[k];
}

/* All slots are asked for before the first is looked at, and so are the rows. */
static void add_scores(const Namer *namer, const uint64_t *features, uint32_t n, int32_t *scores) {
    uint32_t bits = namer->head->slot_bits, mask = (1u << bits) - 1;
    uint32_t found[NAMER_FEATURES_MAX], count = 0;
    for (uint32_t k = 0; k < n; k++)
        __builtin_prefetch(&namer->checks[namer_slot(features[k], bits)]);
    for (uint32_t k = 0; k < n; k++) {
        uint32_t slot = namer_slot(features[k], bits);
        uint16_t check = namer_check(features[k]);
        while (namer->checks[slot] && namer->checks[slot] != check) slot = (slot + 1) & mask;
        if (!namer->checks[slot]) continue;
        found[count++] = slot;
        __builtin_prefetch(&namer->slots[slot]);
    }
    for (uint32_t k = 0; k < count; k++) {
        found[k] = namer->slots[found[k]];
        __builtin_prefetch(namer->rows + (size_t)found[k] * NAMER_ROW);
    }
    for (uint32_t k = 0; k < count; k++)
        add_row(namer->rows + (size_t)found[k] * NAMER_ROW, scores);
}

/* Which words may stand in names; false when none may. The classes of those, and of the words that
 * they see, are looked up. */
static bool look_around(const Namer *namer, NamerWord *words, uint32_t n, uint64_t telling,
                        uint32_t *allowed) {
    uint32_t known = 0; /* words whose classes are looked up */
    for (uint32_t i = 0; i < n; i++) {
        bool may = namer_may_name(words, n, i, telling);
        allowed[i] = may ? ~0u : 1;
        if (!may) continue;
        uint32_t from = i < SEEN ? 0 : i - SEEN, to = i + SEEN < n ? i + SEEN + 1 : n;
        for (known = known < from ? from : known; known < to; known++)
            words[known].class = namer_class(namer, words[known].view->word);
    }
    return known;
}

static void run_piece(const Namer *namer, const WordView *views, const uint64_t *hints, uint32_t n,
                      uint64_t telling, uint8_t *labels) {
    NamerScores scores[NAMER_WORDS_MAX];
    NamerBack back[NAMER_WORDS_MAX];
    NamerWord words[NAMER_WORDS_MAX];
    uint32_t allowed[NAMER_WORDS_MAX];
    memset(labels, 0, n);
    for (uint32_t i = 0; i < n; i++) words[i] = (NamerWord){&views[i], hints[i], 0};
    if (!look_around(namer, words, n, telling, allowed)) return;
    memset(scores, 0, n * sizeof *scores);
    for (uint32_t i = 0; i < n; i++) {
        if (allowed[i] == 1) continue;
        uint64_t features[NAMER_FEATURES_MAX];
        uint32_t count = namer_features(words, n, i, features);
        add_scores(namer, features, count, scores[i] + 1);
    }
    namer_decode(namer->head->steps, (const NamerScores *)scores, allowed, n, back, labels);
}

void namer_run(const Namer *namer, const WordView *views, const uint64_t *hints, uint32_t n,
               uint64_t telling, uint8_t *labels) {
    for (uint32_t at = 0; at < n; at += NAMER_WORDS_MAX) {
        uint32_t count = n - at < NAMER_WORDS_MAX ? n - at : NAMER_WORDS_MAX;
        run_piece(namer, views + at, hints + at, count, telling, labels + at);
    }
}
