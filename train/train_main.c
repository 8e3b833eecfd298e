/* sitrep-train MODEL TREEBANK… [--dev TREEBANK…] [--seed N] [--rounds N]: trains the language
 * model. */
#include "lang/lemmatiser.h"
#include "lang/model_file.h"
#include "lang/tagger.h"
#include "trainer.h"

#include <stdio.h>
#include <time.h>

typedef struct Job {
    Examples train, dev;
    Arena arena;
    TrainOptions options;
    const char *model;
} Job;

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static Tagger open_tagger(Bytes part) {
    Tagger t;
    StErr err = {0};
    if (tagger_open((Str){part.p, part.n}, &t, &err) != ST_OK) give_up(err.what);
    return t;
}

static void tag_all(const Tagger *t, Examples *all, Selection not_these) {
    for (uint32_t i = 0; i < all->n; i++) {
        Example *e = &all->v[i];
        if (not_these.folds && selected(not_these, e)) continue;
        tagger_run(t, e->views, e->n, e->classes);
        bool caseless = e->caseless;
        example_view(e, true);
        tagger_run(t, e->views, e->n, e->caseless_classes);
        example_view(e, caseless);
    }
}

static void set_gold(const Tagger *t, Examples *all) {
    for (uint32_t i = 0; i < all->n; i++)
        for (uint32_t k = 0; k < all->v[i].n; k++) {
            const Token *w = &all->v[i].words[k];
            uint32_t c = 0;
            while (c < t->head->classes &&
                   (t->classes[c].upos != w->upos || t->classes[c].xpos != w->xpos))
                c++;
            all->v[i].gold[k] = c < t->head->classes ? (uint8_t)c : TAG_NONE;
        }
}

static void report_tags(const Tagger *t, const Examples *all, const char *what) {
    uint64_t upos = 0, xpos = 0, n = 0;
    for (uint32_t i = 0; i < all->n; i++)
        for (uint32_t k = 0; k < all->v[i].n; k++, n++) {
            TagClass c = t->classes[all->v[i].classes[k]];
            upos += c.upos == all->v[i].words[k].upos;
            xpos += c.xpos == all->v[i].words[k].xpos;
        }
    printf("%s: upos %.2f xpos %.2f of %llu words (%.0f s)\n", what,
           100.0 * (double)upos / (double)n, 100.0 * (double)xpos / (double)n,
           (unsigned long long)n, seconds());
    fflush(stdout);
}

static void report_lemmas(Bytes part, const Tagger *tagger, const Examples *all, Arena *a) {
    Lemmatiser l;
    StErr err = {0};
    if (lemmatiser_open((Str){part.p, part.n}, &l, &err) != ST_OK) give_up(err.what);
    uint64_t right = 0, n = 0;
    for (uint32_t i = 0; i < all->n; i++)
        for (uint32_t k = 0; k < all->v[i].n; k++, n++) {
            Token t = all->v[i].words[k];
            t.xpos = (Xpos)tagger->classes[all->v[i].classes[k]].xpos;
            Str lemma = lemmatiser_run(&l, &t, &all->v[i].views[k], a);
            right += str_eq(lemma, t.lemma) || str_eq(t.lemma, S("_"));
        }
    printf("lemmas %.2f, %u rules, %zu bytes\n", 100.0 * (double)right / (double)n, l.head->rules,
           part.n);
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

/* Tags the training text with taggers that did not see it, as new text will be tagged. */
static void jackknife(Job *job) {
    uint32_t folds = job->options.folds;
    for (uint32_t fold = 0; fold < folds; fold++) {
        Selection use = {folds, fold};
        Bytes part = train_tagger(&job->train, use, job->options.tagger_rounds, job->options.seed);
        Tagger t = open_tagger(part);
        tag_all(&t, &job->train, use);
        if (fold + 1 == folds) report_tags(&t, &job->train, "jackknife");
        free(part.p);
    }
}

static void train(Job *job) {
    Bytes parts[MODEL_PARTS] = {{0}};
    parts[MODEL_TAGS] =
        train_tagger(&job->train, (Selection){0, 0}, job->options.tagger_rounds, job->options.seed);
    Tagger tagger = open_tagger(parts[MODEL_TAGS]);
    printf("tagger: %u classes, %u cells, %zu bytes\n", tagger.head->classes, tagger.head->cells,
           parts[MODEL_TAGS].n);
    tag_all(&tagger, &job->dev, (Selection){0, 0});
    job->options.classes = tagger.head->classes;
    set_gold(&tagger, &job->train);
    set_gold(&tagger, &job->dev);
    if (job->dev.n) report_tags(&tagger, &job->dev, "dev");
    parts[MODEL_LEMMAS] = train_lemmatiser(&job->train);
    if (job->dev.n) report_lemmas(parts[MODEL_LEMMAS], &tagger, &job->dev, &job->arena);
    if (job->options.parser_rounds) {
        jackknife(job);
        parts[MODEL_TREES] = train_parser(&job->train, &job->dev, &job->options);
    }
    write_model(job->model, parts);
    for (int i = 0; i < MODEL_PARTS; i++) free(parts[i].p);
}

int main(int argc, char **argv) {
    Job job = {.options = {.seed = 1, .tagger_rounds = 8, .parser_rounds = 18, .folds = 4}};
    Examples *into = &job.train;
    for (int i = 1; i < argc; i++) {
        uint64_t n = 0;
        bool number = i + 1 < argc && str_to_u64(str_of(argv[i + 1]), &n);
        if (!strcmp(argv[i], "--dev"))
            into = &job.dev;
        else if (!strcmp(argv[i], "--seed") && number)
            job.options.seed = n, i++;
        else if (!strcmp(argv[i], "--rounds") && number)
            job.options.parser_rounds = (uint32_t)n, i++;
        else if (!job.model)
            job.model = argv[i];
        else {
            StErr err = {0};
            if (treebank_read(argv[i], &job.arena, into, &err) != ST_OK) give_up(err.what);
        }
    }
    if (!job.model || !job.train.n)
        give_up("usage: sitrep-train MODEL TREEBANK... [--dev TREEBANK...]");
    train(&job);
    arena_drop(&job.arena);
    return 0;
}
