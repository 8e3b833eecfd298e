/* How grouping, folding and the store grow with the number of documents.
 *
 *   scale group N [SEED]         N made documents grouped by their digests alone, in memory
 *   scale store N FILE [SEED]    N made documents added to a store, its stories made, then one more
 *                                added and one story told
 *   scale records N [SEED]       what N documents' records weigh in memory, by kind
 *   scale write N [SEED]         N made documents' records as JSON lines on standard output
 */
#include "api/engine.h"
#include "made_records.h"
#include "store/store.h"
#include "story/copies.h"
#include "story/grouping.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { SEED = 20231, BATCH = 1000 };

typedef struct Scale {
    Engine engine;
    Arena arena;
    MadeWords words;
    uint64_t seed;
    uint32_t n;
    const char *path;
    double from;
    StErr err;
} Scale;

/* Seconds computed, so that others on the machine count little; what waits for a disk is told by
 * wall(). */
static double computed(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double wall(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double peak_mb(void) {
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    return (double)use.ru_maxrss / 1024;
}

static void step(Scale *s, const char *what) {
    double now = computed();
    printf("%-28s %9.2f s  %8.1f us a document  peak %7.0f MB\n", what, now - s->from,
           (now - s->from) * 1e6 / s->n, peak_mb());
    fflush(stdout);
    s->from = computed();
}

static StCode no_memory(Scale *s) {
    return st_fail(&s->err, ST_NOMEM, 0, "out of memory");
}

/* ---- grouping */

/* B-cubed over the documents, in one pass over the sizes of stories, crises and what they share. */
static StCode score(Scale *s, const uint32_t *stories, const uint32_t *crises) {
    Arena a = {0};
    Map shared = {.arena = &a};
    uint32_t *in_story = arena_new(&a, uint32_t, s->n), top = 0;
    for (uint32_t i = 0; i < s->n; i++)
        if (crises[i] > top) top = crises[i];
    uint32_t *in_crisis = arena_new(&a, uint32_t, (size_t)top + 1);
    if (!in_story || !in_crisis) return no_memory(s);
    for (uint32_t i = 0; i < s->n; i++) {
        in_story[stories[i]]++;
        in_crisis[crises[i]]++;
        Str key = arena_format(&a, "%u %u", stories[i], crises[i]);
        uint32_t *both = key.p ? map_at(&shared, key) : NULL;
        if (!both) return no_memory(s);
        ++*both;
    }
    double precision = 0, recall = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        char key[32];
        int length = snprintf(key, sizeof key, "%u %u", stories[i], crises[i]);
        double both = map_get(&shared, (Str){key, (size_t)length});
        precision += both / in_story[stories[i]];
        recall += both / in_crisis[crises[i]];
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->n; i++) count += stories[i] == i;
    precision /= s->n;
    recall /= s->n;
    printf("stories %u  B-cubed precision %.3f recall %.3f F1 %.3f\n", count, precision, recall,
           2 * precision * recall / (precision + recall));
    arena_drop(&a);
    return ST_OK;
}

typedef struct Digests {
    Arena of_texts, of_profiles; /* the former is let go when copies are folded */
    Shingles *texts;
    Profile *profiles;
    uint32_t *crises, *of_text;
} Digests;

static StCode make_digests(Scale *s, Digests *d) {
    Arena one = {0};
    ProfileMaker maker;
    StCode code = profile_maker_open(s->engine.tables, &d->of_profiles, &maker);
    for (uint32_t i = 0; i < s->n && code == ST_OK; i++) {
        Made made;
        code = made_document(&s->words, s->seed, i, &one, &made);
        if (code == ST_OK) {
            d->crises[i] = made.crisis;
            d->of_text[i] = made.text;
            code = shingles_make(&made.records.doc, &d->of_texts, &d->texts[i]);
        }
        if (code == ST_OK)
            code = profile_make(&maker, &made.records, &d->of_profiles, &d->profiles[i]);
        arena_reset(&one);
    }
    arena_drop(&one);
    return code;
}

static void score_copies(const Scale *s, const uint32_t *leaders, const uint32_t *of_text) {
    uint32_t right = 0, found = 0, real = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        bool copy = of_text[i] != i, folded = copy && leaders[i] == leaders[of_text[i]];
        real += copy;
        right += folded;
        found += leaders[i] != i && of_text[leaders[i]] == of_text[i];
    }
    uint32_t all = 0;
    for (uint32_t i = 0; i < s->n; i++) all += leaders[i] != i;
    printf("copies: recall %.4f precision %.4f\n", real ? (double)right / real : 1,
           all ? (double)found / all : 1);
}

static StCode group(Scale *s) {
    Digests d = {0};
    Arena keep = {0};
    uint32_t *leaders, *stories;
    d.crises = arena_new(&keep, uint32_t, s->n);
    d.of_text = arena_new(&keep, uint32_t, s->n);
    d.texts = arena_new(&d.of_texts, Shingles, s->n);
    d.profiles = arena_new(&d.of_profiles, Profile, s->n);
    if (!d.crises || !d.of_text || !d.texts || !d.profiles) return no_memory(s);
    s->from = computed();
    if (make_digests(s, &d) != ST_OK) return no_memory(s);
    step(s, "documents and digests made");
    if (copies_fold(d.texts, s->n, &keep, &leaders, &s->err) != ST_OK) return s->err.code;
    step(s, "copies folded");
    score_copies(s, leaders, d.of_text);
    arena_drop(&d.of_texts);
    if (grouping_divide(d.profiles, s->n, leaders, &keep, &stories, NULL, &s->err) != ST_OK)
        return s->err.code;
    step(s, "documents grouped");
    arena_drop(&d.of_profiles);
    StCode code = score(s, stories, d.crises);
    arena_drop(&keep);
    return code;
}

/* ---- the store */

static StCode add_some(Scale *s, Store *store, uint32_t from, uint32_t to) {
    Arena one = {0};
    StCode code = ST_OK;
    for (uint32_t i = from; i < to && code == ST_OK; i++) {
        Made made;
        Added added;
        if ((i - from) % BATCH == 0) code = store_begin(store, &s->err);
        if (code == ST_OK) code = made_document(&s->words, s->seed, i, &one, &made);
        if (code == ST_OK) code = store_add(store, &made.records, &one, &added, &s->err);
        if (code == ST_OK && ((i - from) % BATCH == BATCH - 1 || i + 1 == to))
            code = store_commit(store, &s->err);
        arena_reset(&one);
    }
    arena_drop(&one);
    return code;
}

static StCode run_store(Scale *s, Store *store) {
    Arena a = {0};
    StoredStories stories;
    Told told;
    uint32_t have;
    TRY(store_use(store, s->engine.tables, &s->err));
    TRY(store_count(store, &have, &s->err));
    s->from = computed();
    TRY(add_some(s, store, have, s->n));
    step(s, "documents added");
    TRY(store_refresh(store, &s->err));
    step(s, "grouped, all stories made");
    for (uint32_t i = 0; i < 5; i++) {
        double before = wall(), spent = computed();
        TRY(add_some(s, store, s->n + i, s->n + i + 1));
        double added = wall(), adding = computed();
        TRY(store_refresh(store, &s->err));
        printf("one more: added in %.1f ms, placed and told in %.1f ms (computed %.1f and %.1f)\n",
               (added - before) * 1e3, (wall() - added) * 1e3, (adding - spent) * 1e3,
               (computed() - adding) * 1e3);
    }
    TRY(store_stories(store, &a, &stories, &s->err));
    double before = wall();
    TRY(store_tell(store, stories.v[stories.n / 2].id, &a, &told, &s->err));
    printf("one story of %u told in %.1f ms (%u documents)\n", stories.n, (wall() - before) * 1e3,
           told.docs.n);
    printf("peak %.0f MB\n", peak_mb());
    arena_drop(&a);
    return ST_OK;
}

static StCode fill_store(Scale *s) {
    Store *store;
    TRY(store_open(s->path, STORE_MAKE, &store, &s->err));
    StCode code = run_store(s, store);
    store_close(store);
    return code;
}

/* ---- what records weigh */

static StCode weigh(Scale *s) {
    Arena one = {0}, read = {0};
    uint64_t lines = 0, kept = 0, text = 0, kinds[RECORD_COUNT] = {0};
    for (uint32_t i = 0; i < s->n; i++) {
        Made made;
        Text out = {.arena = &one};
        RecordsList list;
        if (made_document(&s->words, s->seed, i, &one, &made) != ST_OK ||
            records_write(&made.records, &one, &out) != ST_OK)
            return no_memory(s);
        TRY(records_read(text_str(&out), &read, &list, &s->err));
        lines += out.n;
        kept += read.taken;
        text += made.records.doc.text.n;
        for (int k = RECORD_ACTOR; k < RECORD_COUNT; k++)
            kinds[k] += (uint64_t)records_list(list.v[0], (RecordKind)k).n *
                        records_list(list.v[0], (RecordKind)k).size;
        arena_reset(&one);
        arena_reset(&read);
    }
    printf("a document: text %llu, JSON lines %llu, in memory %llu bytes, of these structs:",
           (unsigned long long)(text / s->n), (unsigned long long)(lines / s->n),
           (unsigned long long)(kept / s->n));
    for (int k = RECORD_ACTOR; k < RECORD_COUNT; k++)
        printf(" %s %llu", RECORD_words[k], (unsigned long long)(kinds[k] / s->n));
    printf("\n");
    arena_drop(&one);
    arena_drop(&read);
    return ST_OK;
}

static StCode write_lines(Scale *s) {
    Arena one = {0};
    for (uint32_t i = 0; i < s->n; i++) {
        Made made;
        Text out = {.arena = &one};
        if (made_document(&s->words, s->seed, i, &one, &made) != ST_OK ||
            records_write(&made.records, &one, &out) != ST_OK)
            return no_memory(s);
        if (fwrite(out.p, 1, out.n, stdout) != out.n)
            return st_fail(&s->err, ST_IO, 0, "standard output");
        arena_reset(&one);
    }
    arena_drop(&one);
    return ST_OK;
}

int main(int argc, char **argv) {
    Scale s = {.seed = SEED};
    uint64_t n = 0;
    bool store = argc > 1 && strcmp(argv[1], "store") == 0;
    int seed_at = store ? 4 : 3;
    if (argc < (store ? 4 : 3) || !str_to_u64(str_of(argv[2]), &n) || n == 0 || n > 100000000 ||
        (argc > seed_at && !str_to_u64(str_of(argv[seed_at]), &s.seed))) {
        fprintf(stderr, "usage: scale group|records|write N [SEED]\n"
                        "       scale store N FILE [SEED]\n");
        return 2;
    }
    s.n = (uint32_t)n;
    s.path = store ? argv[3] : NULL;
    StCode code = engine_open(DATA_FOLDER, NULL, &s.engine, &s.err);
    if (code == ST_OK) code = made_words_open(&s.arena, &s.words);
    if (code == ST_OK)
        code = store                             ? fill_store(&s)
               : strcmp(argv[1], "group") == 0   ? group(&s)
               : strcmp(argv[1], "records") == 0 ? weigh(&s)
               : strcmp(argv[1], "write") == 0   ? write_lines(&s)
                                                 : ST_BAD_ARGUMENT;
    if (code != ST_OK) fprintf(stderr, "scale: %s: %s\n", st_code_text(code), s.err.what);
    engine_close(&s.engine);
    arena_drop(&s.arena);
    return code != ST_OK;
}
