/* How fast sitrep is: seconds of each stage over the documents of a JSONL file, on one thread.
 *
 *   throughput FILE.jsonl
 *
 * A reference loop of pure computing is timed in the same run: the ratio of the two says more from
 * machine to machine, and on a busy one, than the seconds. */
#include "api/engine.h"
#include "extract/extraction.h"
#include "read/inputs.h"
#include "record/record_json.h"
#include "story/story.h"

#include <stdio.h>
#include <stdlib.h>
#include <xxhash.h>

typedef enum Stage {
    STAGE_INPUT,
    STAGE_READ,
    STAGE_LANG,
    STAGE_TIMES,
    STAGE_PLACES,
    STAGE_ACTORS,
    STAGE_CLAIMS,
    STAGE_EVENTS,
    STAGE_FIGURES,
    STAGE_LINKS,
    STAGE_WRITE,
    STAGE_STORY,
    STAGE_COUNT
} Stage;

static const char *const stage_names[STAGE_COUNT] = {
    "input",  "read",   "lang",    "times", "places", "actors",
    "claims", "events", "figures", "links", "write",  "story",
};

enum { REFERENCE_PIECE = 1 << 20, REFERENCE_PIECES = 4096 };

typedef struct Bench {
    Engine engine;
    double seconds[STAGE_COUNT];
    double clock; /* of the last reading */
    uint64_t documents, sentences, tokens, bytes, written;
    Text records; /* all of them, for the stories */
} Bench;

/* Seconds this process has computed for, so that others on the machine do not count. */
static double cpu_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* What passed since the last call goes to `stage`. */
static void spend(Bench *b, Stage stage) {
    double now = cpu_seconds();
    b->seconds[stage] += now - b->clock;
    b->clock = now;
}

/* XXH3 over one MiB, 4096 times, each seeded with the last. */
static double reference_seconds(void) {
    unsigned char *piece = malloc(REFERENCE_PIECE);
    if (!piece) return 0;
    memset(piece, 1, REFERENCE_PIECE);
    double before = cpu_seconds();
    XXH64_hash_t hash = 0;
    for (int i = 0; i < REFERENCE_PIECES; i++)
        hash = XXH3_64bits_withSeed(piece, REFERENCE_PIECE, hash);
    double seconds = cpu_seconds() - before;
    free(piece);
    return hash ? seconds : 0;
}

static StCode run_stages(Bench *b, Extraction *x) {
    static StCode (*const stages[])(Extraction *) = {
        extract_times,  extract_places,  extract_actors, extract_claims,
        extract_events, extract_figures, extract_links,
    };
    for (int i = 0; i < (int)(sizeof stages / sizeof *stages); i++) {
        TRY(stages[i](x));
        spend(b, (Stage)(STAGE_TIMES + i));
    }
    return ST_OK;
}

/* What extract_document does, stage by stage. */
static StCode run_document(Bench *b, const Input *in, Arena *a, StErr *err) {
    Records r = {0};
    Str notice;
    TRY(read_document(in, b->engine.tables, a, &r.doc, &notice, err));
    spend(b, STAGE_READ);
    Extraction x = {
        .tables = b->engine.tables, .lang = b->engine.lang, .arena = a, .out = &r, .err = err};
    TRY(lang_parse(b->engine.lang, &r.doc, a, &x.parse, err));
    spend(b, STAGE_LANG);
    b->documents++;
    b->sentences += x.parse.sentences.n;
    b->tokens += x.parse.tokens.n;
    b->bytes += r.doc.text.n;
    if (!r.doc.lang.p || str_eq(r.doc.lang, S("en"))) {
        TRY(extraction_begin(&x));
        TRY(run_stages(b, &x));
    }
    TRY(records_assign_ids(&r, a));
    TRY(records_write(&r, a, &b->records));
    spend(b, STAGE_WRITE);
    return ST_OK;
}

static StCode run_file(Bench *b, const char *path, StErr *err) {
    Inputs *inputs;
    Arena a = {0};
    TRY(inputs_open(&path, 1, INPUT_JSONL, &inputs, err));
    StCode code = ST_OK;
    b->clock = cpu_seconds();
    for (InputItem *item; code == ST_OK && (item = inputs_next(inputs));) {
        spend(b, STAGE_INPUT);
        code = item->error.code ? item->error.code : run_document(b, &item->input, &a, err);
        arena_reset(&a);
        input_item_free(item);
    }
    inputs_close(inputs);
    arena_drop(&a);
    return code;
}

static StCode run_story(Bench *b, StErr *err) {
    Arena a = {0};
    RecordsList docs;
    Stories stories;
    StCode code = records_read(text_str(&b->records), &a, &docs, err);
    b->clock = cpu_seconds();
    if (code == ST_OK) code = stories_make(&docs, b->engine.tables, &a, &stories, err);
    spend(b, STAGE_STORY);
    arena_drop(&a);
    return code;
}

static void print(const Bench *b, double reference) {
    double mb = (double)b->bytes / 1e6, all = 0;
    for (int s = 0; s < STAGE_STORY; s++) all += b->seconds[s];
    printf("%llu documents, %llu sentences, %llu tokens, %.2f MB of text\n",
           (unsigned long long)b->documents, (unsigned long long)b->sentences,
           (unsigned long long)b->tokens, mb);
    printf("%-10s %9s %9s %12s\n", "stage", "seconds", "MB/s", "tokens/s");
    for (int s = 0; s < STAGE_COUNT; s++)
        printf("%-10s %9.3f %9.2f %12.0f\n", stage_names[s], b->seconds[s], mb / b->seconds[s],
               (double)b->tokens / b->seconds[s]);
    printf("%-10s %9.3f %9.2f %12.0f\n", "extract", all, mb / all, (double)b->tokens / all);
    printf("%-10s %9.3f  (XXH3 over 4 GiB)\n", "reference", reference);
    printf("extract takes %.2f references a MB\n", all / reference / mb);
}

int main(int argc, char **argv) {
    Arena keep = {0};
    Bench b = {.records = {.arena = &keep}};
    StErr err = {0};
    if (argc != 2) {
        fprintf(stderr, "usage: throughput FILE.jsonl\n");
        return 2;
    }
    double reference = reference_seconds();
    StCode code = engine_open(DATA_FOLDER, NULL, &b.engine, &err);
    if (code == ST_OK) code = run_file(&b, argv[1], &err);
    if (code == ST_OK) code = run_story(&b, &err);
    if (code == ST_OK)
        print(&b, reference);
    else
        fprintf(stderr, "throughput: %s: %s\n", st_code_text(code), err.what);
    engine_close(&b.engine);
    arena_drop(&keep);
    return code != ST_OK;
}
