#include "story/copies.h"

#include "base/hash.h"
#include "story/edges.h"
#include "story/words.h"

#include <stdlib.h>

enum {
    SHINGLE_WORDS = 4,
    SAMPLE_RANGE = 1 << 29, /* an eighth of all hashes */
    SAMPLE_MIN = 16,        /* a short text gives at least so many */
    BUCKET_HALF = 12,    /* of a bucket each document meets the first and the last ones before it */
    MEET_PER_MILLE = 300 /* of the smaller sample, to be compared exactly */
};

typedef struct Entry {
    uint32_t shingle, doc;
} Entry;

typedef struct Folding {
    Arena *a;
    uint32_t n;
    const Shingles *texts;
    Entry *entries;
    uint32_t entry_count;
    Edges edges;
    uint32_t *parent, *shortest, *longest; /* of the groups; the latter two by root */
} Folding;

static int by_value(const void *x, const void *y) {
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

static int by_shingle(const void *x, const void *y) {
    const Entry *a = x, *b = y;
    if (a->shingle != b->shingle) return a->shingle < b->shingle ? -1 : 1;
    return (a->doc > b->doc) - (a->doc < b->doc);
}

static uint32_t shingle_hash(const uint64_t *ring, uint32_t at) {
    uint64_t h = 0;
    for (uint32_t i = 1; i <= SHINGLE_WORDS; i++)
        h = hash_spread(h ^ ring[(at + i) % SHINGLE_WORDS]);
    return (uint32_t)(h >> 32);
}

void shingles_sample(Shingles *s) {
    s->sampled = 0;
    while (s->sampled < s->n && (s->v[s->sampled] < SAMPLE_RANGE || s->sampled < SAMPLE_MIN))
        s->sampled++;
}

/* Into `v`, which has room for one a word. */
static uint32_t scan_shingles(const Document *doc, uint32_t *v) {
    uint64_t ring[SHINGLE_WORDS] = {0};
    uint32_t words = 0, n = 0;
    WordReader reader = {.doc = doc};
    for (Word w; word_next(&reader, &w); words++) {
        ring[words % SHINGLE_WORDS] = w.hash;
        if (words + 1 >= SHINGLE_WORDS) v[n++] = shingle_hash(ring, words % SHINGLE_WORDS);
    }
    qsort(v, n, sizeof *v, by_value);
    uint32_t distinct = 0;
    for (uint32_t i = 0; i < n; i++)
        if (i == 0 || v[i] != v[i - 1]) v[distinct++] = v[i];
    return distinct;
}

StCode shingles_make(const Document *doc, Arena *a, Shingles *out) {
    Arena scratch = {0};
    *out = (Shingles){0};
    /* a word and what parts it: 2 bytes */
    uint32_t *v = arena_new(&scratch, uint32_t, doc->text.n / 2 + 1);
    uint32_t n = v ? scan_shingles(doc, v) : 0;
    out->v = v ? arena_new(a, uint32_t, n) : NULL;
    StCode code = out->v ? ST_OK : ST_NOMEM;
    if (code == ST_OK) {
        if (n) memcpy(out->v, v, n * sizeof *v);
        out->n = n;
        shingles_sample(out);
    }
    arena_drop(&scratch);
    return code;
}

static StCode fill_buckets(Folding *f) {
    for (uint32_t i = 0; i < f->n; i++) f->entry_count += f->texts[i].sampled;
    f->entries = arena_new(f->a, Entry, f->entry_count);
    if (!f->entries) return ST_NOMEM;
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->n; i++)
        for (uint32_t k = 0; k < f->texts[i].sampled; k++)
            f->entries[n++] = (Entry){f->texts[i].v[k], i};
    qsort(f->entries, n, sizeof *f->entries, by_shingle);
    return ST_OK;
}

static uint32_t first_entry(const Folding *f, Entry e) {
    uint32_t low = 0, high = f->entry_count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (by_shingle(&f->entries[mid], &e) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static uint32_t shared_count(const Shingles *a, const Shingles *b) {
    uint32_t shared = 0;
    for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
        if (a->v[i] == b->v[k])
            shared++, i++, k++;
        else if (a->v[i] < b->v[k])
            i++;
        else
            k++;
    }
    return shared;
}

uint32_t copies_score(const Shingles *a, const Shingles *b) {
    uint32_t small = a->n < b->n ? a->n : b->n, both = shared_count(a, b);
    if (!both) return 0;
    uint32_t jaccard = (uint32_t)((uint64_t)both * 1000 / (a->n + b->n - both));
    uint32_t containment = (uint32_t)((uint64_t)both * 1000 / small);
    bool copy = small < COPIES_SHINGLES_MIN
                    ? jaccard >= COPIES_SHORT
                    : jaccard >= COPIES_JACCARD || containment >= COPIES_CONTAINMENT;
    return copy ? jaccard + containment : 0;
}

/* Counts how often documents before `doc` meet it; `met` lists them once each. */
static uint32_t meet(const Folding *f, uint32_t doc, uint32_t *hits, uint32_t *met) {
    uint32_t n = 0;
    for (uint32_t k = 0; k < f->texts[doc].sampled; k++) {
        uint32_t shingle = f->texts[doc].v[k];
        uint32_t first = first_entry(f, (Entry){shingle, 0});
        uint32_t own = first_entry(f, (Entry){shingle, doc});
        for (uint32_t i = first; i < own; i++) {
            if (own - first > 2 * BUCKET_HALF && i == first + BUCKET_HALF) i = own - BUCKET_HALF;
            uint32_t other = f->entries[i].doc;
            if (hits[other]++ == 0) met[n++] = other;
        }
    }
    return n;
}

static StCode find_edges(Folding *f) {
    uint32_t *hits = arena_new(f->a, uint32_t, f->n);
    uint32_t *met = arena_new(f->a, uint32_t, f->n);
    if (!hits || !met) return ST_NOMEM;
    for (uint32_t d = 0; d < f->n; d++) {
        uint32_t n = meet(f, d, hits, met);
        for (uint32_t i = 0; i < n; i++) {
            uint32_t other = met[i], x = f->texts[other].sampled, y = f->texts[d].sampled;
            bool often = (uint64_t)hits[other] * 1000 >= (x < y ? x : y) * (uint32_t)MEET_PER_MILLE;
            hits[other] = 0;
            uint32_t score = often ? copies_score(&f->texts[other], &f->texts[d]) : 0;
            if (!score) continue;
            Edge *e = list_push(f->a, &f->edges, Edge);
            if (!e) return ST_NOMEM;
            *e = (Edge){other, d, score};
        }
    }
    if (f->edges.n) qsort(f->edges.v, f->edges.n, sizeof *f->edges.v, edge_by_score);
    return ST_OK;
}

static uint32_t longer(const Folding *f, uint32_t x, uint32_t y) {
    if (f->texts[x].n != f->texts[y].n) return f->texts[x].n > f->texts[y].n ? x : y;
    return x < y ? x : y;
}

static bool same_text(const Folding *f, uint32_t x, uint32_t y) {
    return x == y || copies_score(&f->texts[x], &f->texts[y]) > 0;
}

static void join_groups(Folding *f) {
    for (uint32_t i = 0; i < f->n; i++) f->parent[i] = f->shortest[i] = f->longest[i] = i;
    for (uint32_t i = 0; i < f->edges.n; i++) {
        uint32_t x = edge_root(f->parent, f->edges.v[i].a),
                 y = edge_root(f->parent, f->edges.v[i].b);
        if (x == y || !same_text(f, f->shortest[x], f->shortest[y]) ||
            !same_text(f, f->longest[x], f->longest[y]))
            continue;
        uint32_t top = x < y ? x : y, low = x < y ? y : x;
        uint32_t tall = longer(f, f->longest[x], f->longest[y]);
        uint32_t kept = longer(f, f->shortest[x], f->shortest[y]);
        f->shortest[top] = kept == f->shortest[x] ? f->shortest[y] : f->shortest[x];
        f->longest[top] = tall;
        f->parent[low] = top;
    }
}

static StCode fold(Folding *f, uint32_t *leaders) {
    f->parent = arena_new(f->a, uint32_t, f->n);
    f->shortest = arena_new(f->a, uint32_t, f->n);
    f->longest = arena_new(f->a, uint32_t, f->n);
    if (!f->parent || !f->shortest || !f->longest) return ST_NOMEM;
    TRY(fill_buckets(f));
    TRY(find_edges(f));
    join_groups(f);
    for (uint32_t i = 0; i < f->n; i++) leaders[i] = f->longest[edge_root(f->parent, i)];
    return ST_OK;
}

StCode copies_fold(const Shingles *texts, uint32_t n, Arena *a, uint32_t **leaders, StErr *err) {
    *leaders = arena_new(a, uint32_t, n);
    TRY_MEM(*leaders, err);
    Arena scratch = {0};
    Folding f = {.a = &scratch, .n = n, .texts = texts};
    StCode code = fold(&f, *leaders);
    arena_drop(&scratch);
    if (code == ST_OK) return ST_OK;
    *leaders = NULL;
    return st_fail(err, code, 0, "%s", st_code_text(code));
}

StCode copies_find(const RecordsList *docs, Arena *a, uint32_t **leaders, StErr *err) {
    Arena scratch = {0};
    *leaders = NULL;
    Shingles *texts = arena_new(&scratch, Shingles, docs->n);
    StCode code = texts ? ST_OK : ST_NOMEM;
    for (uint32_t i = 0; i < docs->n && code == ST_OK; i++)
        code = shingles_make(&docs->v[i]->doc, &scratch, &texts[i]);
    code = code == ST_OK ? copies_fold(texts, docs->n, a, leaders, err)
                         : st_fail(err, code, 0, "%s", st_code_text(code));
    arena_drop(&scratch);
    return code;
}
