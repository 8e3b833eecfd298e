/* sitrep-train MODEL TREEBANK… [--dev TREEBANK…] [--seed N] [--rounds N] [--teachers N]
 * [--teacher-rounds N] [--tables FILE] [--names] [--names-text FILE]: trains the language model.
 * With --tables, the compiled tables, the tagger of names too, and sentences with the verbs that
 * they know; with --names the tagger of names alone, and the other parts of MODEL stay as they are.
 */
#include "lang/lemmatiser.h"
#include "lang/model_file.h"
#include "lang/parser.h"
#include "speaker_frames.h"
#include "verb_swaps.h"
#include "word_vectors.h"

#include <stdio.h>

enum {
    FRAMES_ONE_IN = 24, /* sentences; so many more are put together from two */
    SWAPS_ONE_IN = 2    /* sentences; so many more are had with other verbs */
};

typedef struct Job {
    Examples train, dev;
    RunningText text;
    Arena arena;
    TrainOptions options;
    const char *model, *names_text;
    Tables *tables;
    bool names_only;
} Job;

/* Lemmas with the tags that the net gives. */
static void report_lemmas(const Bytes parts[MODEL_PARTS], const Examples *all, Arena *a) {
    Lemmatiser l;
    TreeNet net;
    StErr err = {0};
    Bytes lemmas = parts[MODEL_LEMMAS], trees = parts[MODEL_TREES];
    if (lemmatiser_open((Str){lemmas.p, lemmas.n}, &l, &err) != ST_OK ||
        net_open((Str){trees.p, trees.n}, &net, &err) != ST_OK)
        give_up(err.what);
    l.net = &net;
    void *scratch = take(1, parser_scratch_bytes(TREE_WORDS_MAX) + 64);
    void *aligned = (void *)(((uintptr_t)scratch + 63) & ~(uintptr_t)63);
    TreeArc arcs[TREE_WORDS_MAX];
    uint8_t tags[TREE_WORDS_MAX];
    uint64_t right = 0, n = 0;
    for (uint32_t i = 0; i < all->n; i++) {
        const Example *e = &all->v[i];
        if (e->n > TREE_WORDS_MAX) continue;
        parser_run(&net, e->views, e->n, aligned, tags, arcs);
        for (uint32_t k = 0; k < e->n; k++, n++) {
            Token t = e->words[k];
            t.upos = (Upos)net.head->tags[tags[k]].upos;
            t.xpos = (Xpos)net.head->tags[tags[k]].xpos;
            Str lemma = lemmatiser_run(&l, &t, &e->views[k], a);
            right += str_eq(lemma, t.lemma) || str_eq(t.lemma, S("_"));
        }
    }
    free(scratch);
    printf("lemmas %.2f, %u rules, %zu bytes\n", 100.0 * (double)right / (double)(n + !n),
           l.head->rules, lemmas.n);
}

static void write_model(const char *path, const Bytes parts[MODEL_PARTS]) {
    ModelHead head = {.magic = MODEL_MAGIC, .version = MODEL_VERSION};
    Bytes out = {0};
    static const char zeros[MODEL_ALIGN] = {0};
    bytes_add(&out, &head, sizeof head);
    for (int i = 0; i < MODEL_PARTS; i++) {
        bytes_add(&out, zeros, (MODEL_ALIGN - out.n % MODEL_ALIGN) % MODEL_ALIGN);
        head.parts[i].at = (uint32_t)out.n;
        head.parts[i].bytes = (uint32_t)parts[i].n;
        if (parts[i].n) bytes_add(&out, parts[i].p, parts[i].n);
    }
    head.bytes = (uint32_t)out.n;
    head.sum = str_hash((Str){out.p + sizeof head, out.n - sizeof head});
    memcpy(out.p, &head, sizeof head);
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(out.p, 1, out.n, f) != out.n || fclose(f))
        give_up("the model cannot be written");
    printf("%s: %zu bytes\n", path, out.n);
    if (out.n > MODEL_BYTES_MAX) give_up("the model is larger than the library opens");
    free(out.p);
}

/* The parts of a model that is there already; its sum is not asked for, as it is written anew. */
static void read_parts(const char *path, Bytes parts[MODEL_PARTS]) {
    FILE *f = fopen(path, "rb");
    if (!f) give_up("the model cannot be read");
    char *all = take(MODEL_BYTES_MAX, 1);
    size_t n = fread(all, 1, MODEL_BYTES_MAX, f);
    fclose(f);
    ModelHead head = {0};
    memcpy(&head, all, n < sizeof head ? n : sizeof head);
    if (head.magic != MODEL_MAGIC || head.bytes != n) give_up("the model is damaged");
    for (int i = 0; i < MODEL_PARTS; i++)
        if (head.parts[i].at <= n && head.parts[i].bytes <= n - head.parts[i].at)
            bytes_add(&parts[i], all + head.parts[i].at, head.parts[i].bytes);
    free(all);
}

static Bytes name_part(const Job *job, Bytes before) {
    return job->tables ? train_namer(&job->train, &job->dev, job->tables, job->names_text,
                                     (Str){before.p, before.n}, job->options.seed)
                       : (Bytes){0};
}

static void train_names_only(const Job *job) {
    Bytes parts[MODEL_PARTS] = {{0}};
    read_parts(job->model, parts);
    Bytes before = parts[MODEL_NAMES];
    parts[MODEL_NAMES] = name_part(job, before);
    free(before.p);
    write_model(job->model, parts);
    for (int i = 0; i < MODEL_PARTS; i++) free(parts[i].p);
}

static void train(Job *job) {
    Bytes parts[MODEL_PARTS] = {{0}};
    parts[MODEL_NAMES] = name_part(job, (Bytes){0});
    uint32_t added = 0;
    if (job->tables)
        added = verb_swaps_add(&job->train, job->tables, job->train.n / SWAPS_ONE_IN,
                               job->options.seed, &job->arena);
    printf("%u sentences added: with other verbs\n", added);
    parts[MODEL_LEMMAS] = train_lemmatiser(&job->train);
    added = speaker_frames_add(&job->train, job->train.n / FRAMES_ONE_IN, job->options.seed,
                               &job->arena);
    printf("%u sentences added: what one says, who speaks in another\n", added);
    WordVectors vectors;
    vectors_make(&job->text, job->options.seed, &vectors);
    printf("vectors for %u of %u words of text\n", vectors.words.n, job->text.n);
    text_drop(&job->text);
    parts[MODEL_TREES] = train_parser(&job->train, &job->dev, &vectors, &job->options);
    vectors_drop(&vectors);
    if (job->dev.n) report_lemmas(parts, &job->dev, &job->arena);
    write_model(job->model, parts);
    for (int i = 0; i < MODEL_PARTS; i++) free(parts[i].p);
}

/* Reads one argument, or two; answers how many. */
static int read_argument(Job *job, char **argv, Examples **into) {
    const struct {
        const char *name;
        uint32_t *to;
    } numbers[] = {{"--rounds", &job->options.rounds},
                   {"--teachers", &job->options.teachers},
                   {"--teacher-rounds", &job->options.teacher_rounds}};
    StErr err = {0};
    uint64_t n = 0;
    bool number = argv[1] && str_to_u64(str_of(argv[1]), &n);
    for (size_t k = 0; number && k < sizeof numbers / sizeof *numbers; k++)
        if (!strcmp(*argv, numbers[k].name)) return *numbers[k].to = (uint32_t)n, 2;
    if (number && !strcmp(*argv, "--seed")) return job->options.seed = n, 2;
    if (!strcmp(*argv, "--dev")) return *into = &job->dev, 1;
    if (!strcmp(*argv, "--names")) return job->names_only = true, 1;
    if (argv[1] && !strcmp(*argv, "--tables")) {
        if (tables_open(argv[1], &job->tables, &err) != ST_OK) give_up(err.what);
        return 2;
    }
    if (argv[1] && !strcmp(*argv, "--names-text")) return job->names_text = argv[1], 2;
    if (argv[1] && !strcmp(*argv, "--text")) {
        if (text_read(argv[1], &job->text, &err) != ST_OK) give_up(err.what);
        return 2;
    }
    if (!job->model)
        job->model = *argv;
    else if (treebank_read(*argv, &job->arena, *into, &err) != ST_OK)
        give_up(err.what);
    return 1;
}

int main(int argc, char **argv) {
    Job job = {.options = {.seed = 1, .rounds = 24, .teachers = 3, .teacher_rounds = 16}};
    Examples *into = &job.train;
    for (int i = 1; i < argc;) i += read_argument(&job, argv + i, &into);
    if (!job.model || !job.train.n)
        give_up("usage: sitrep-train MODEL TREEBANK... [--dev TREEBANK...] [--text WORDS]");
    if (job.names_only)
        train_names_only(&job);
    else
        train(&job);
    arena_drop(&job.arena);
    tables_close(job.tables);
    return 0;
}
