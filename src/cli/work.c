#include "cli/work.h"

#include "base/date.h"
#include "base/pipeline.h"
#include "cli/messages.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { DOCUMENT_MEMORY_MAX = 1 << 30 };

atomic_bool work_stop;

typedef struct Running {
    Work *work;
    Inputs *inputs;
    Str published;
    bool no_memory;
} Running;

int work_open(const Args *args, Work *w) {
    StErr err = {0};
    if (engine_open(NULL, args->value[OPT_TABLES], &w->engine, &err) == ST_OK) return -1;
    say_error("%s", err.what);
    return EXIT_FAILED;
}

void work_close(Work *w) {
    engine_close(&w->engine);
}

void work_item_free(WorkItem *item) {
    if (!item) return;
    input_item_free(item->input);
    arena_drop(&item->arena);
    free(item);
}

static bool next_item(void *context, void **out) {
    Running *r = context;
    InputItem *input = inputs_next(r->inputs);
    if (!input) return false;
    WorkItem *item = calloc(1, sizeof *item);
    if (!item) {
        input_item_free(input);
        r->no_memory = true;
        return false;
    }
    item->input = input;
    item->arena.limit = DOCUMENT_MEMORY_MAX;
    item->out.arena = &item->arena;
    if (r->work->meta) meta_apply(r->work->meta, &input->input);
    if (r->published.p && !input->input.published.p) input->input.published = r->published;
    *out = item;
    return true;
}

/* What is wrong with one document stays with it. */
static StCode work_item(void *context, void *at, unsigned worker, StErr *err) {
    (void)worker;
    (void)err;
    Running *r = context;
    WorkItem *item = at;
    const Engine *engine = &r->work->engine;
    if (item->input->error.code != ST_OK) {
        item->error = item->input->error;
        return ST_OK;
    }
    StCode code = read_document(&item->input->input, engine->tables, &item->arena, &item->doc,
                                &item->notice, &item->error);
    if (code == ST_OK) code = r->work->document(engine, item, &item->error);
    if (code == ST_OK && item->out.failed)
        code = st_fail(&item->error, ST_NOMEM, 0, "out of memory");
    if (code == ST_NOMEM &&
        item->arena.taken > DOCUMENT_MEMORY_MAX / 2) /* lists grow by doubling */
        code = st_fail(&item->error, ST_LIMIT, 0,
                       "too much text for one document: cut it into its reports");
    item->error.code = code;
    return ST_OK;
}

static void name_input(const Input *in, char *out, size_t size) {
    Str path = in->path.p ? in->path : S("standard input");
    if (in->line)
        snprintf(out, size, "%.*s:%llu", STR_ARG(path), (unsigned long long)in->line);
    else
        snprintf(out, size, "%.*s", STR_ARG(path));
}

static StCode print_out(const WorkItem *item, StErr *err) {
    if (item->out.n && fwrite(item->out.p, 1, item->out.n, stdout) != item->out.n)
        return output_failed(err);
    return ST_OK;
}

static StCode sink_item(void *context, void *at, StErr *err) {
    Running *r = context;
    WorkItem *item = at;
    Work *w = r->work;
    StCode code = ST_OK;
    char name[512];
    name_input(&item->input->input, name, sizeof name);
    w->done++;
    if (item->notice.n) say_notice("%s: %.*s", name, STR_ARG(item->notice));
    if (item->error.code != ST_OK) {
        w->failed++;
        say_error("%s: %s", name, item->error.what);
    } else if (w->keep) {
        if (w->keep(w->context, item)) item = NULL;
    } else {
        code = print_out(item, err);
    }
    work_item_free(item);
    progress_step(w->done, "documents");
    return code;
}

static unsigned processors(void) {
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > PIPELINE_THREADS_MAX ? PIPELINE_THREADS_MAX : (unsigned)n;
}

static int finish(Running *r, StCode code, const StErr *err) {
    progress_end();
    r->work->passed_over = inputs_passed_over(r->inputs);
    if (r->work->passed_over)
        say_notice("%llu file%s of other kinds passed over",
                   (unsigned long long)r->work->passed_over, r->work->passed_over == 1 ? "" : "s");
    if (code == ST_OK && (r->no_memory || inputs_failed(r->inputs))) {
        say_error("out of memory");
        return EXIT_FAILED;
    }
    if (code != ST_OK) {
        if (code != ST_STOPPED) say_error("%s", err->what);
        return EXIT_FAILED;
    }
    return r->work->failed ? EXIT_INPUTS : EXIT_DONE;
}

int work_run(const Args *args, Work *w) {
    static const char *const kinds[] = {"auto", "text", "html", "jsonl", NULL};
    unsigned threads;
    int day, kind = option_word(args, OPT_FROM, kinds, 0);
    if (kind < 0 ||
        !option_count(args, OPT_THREADS, PIPELINE_THREADS_MAX, processors(), &threads) ||
        !option_day(args, OPT_PUBLISHED, &day))
        return EXIT_USAGE;
    Running r = {.work = w};
    if (day) r.published = str_of(args->value[OPT_PUBLISHED]);
    static const char *const standard_input[] = {"-"};
    const char *const *paths = args->path_count ? (const char *const *)args->paths : standard_input;
    uint32_t n = args->path_count ? (uint32_t)args->path_count : 1;
    StErr err = {0};
    if (inputs_open(paths, n, (InputKind)kind, &r.inputs, &err) != ST_OK) {
        say_error("%s", err.what);
        return EXIT_FAILED;
    }
    Pipeline p = {.context = &r,
                  .threads = threads,
                  .stop = &work_stop,
                  .next = next_item,
                  .work = work_item,
                  .sink = sink_item};
    StCode code = pipeline_run(&p, &err);
    if (code == ST_OK && !w->keep && fflush(stdout) != 0) code = output_failed(&err);
    int exit_code = finish(&r, code, &err);
    inputs_close(r.inputs);
    return exit_code;
}

StCode work_extract(const Engine *engine, WorkItem *item, StErr *err) {
    return extract_document(engine->extractor, &item->doc, &item->arena, &item->records, err);
}
