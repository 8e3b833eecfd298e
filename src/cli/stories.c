/* sitrep story and sitrep report: many documents compared. */
#include "cli/cli_commands.h"

#include "cli/messages.h"
#include "cli/stored.h"
#include "report/report.h"

#include <errno.h>

/* A whole stream into the arena. */
static StCode read_stream(FILE *f, Text *out, StErr *err) {
    char part[1 << 16];
    size_t n;
    while ((n = fread(part, 1, sizeof part, f)) > 0) text_add(out, (Str){part, n});
    if (ferror(f)) return st_fail(err, ST_IO, 0, "%s", strerror(errno));
    TRY_MEM(!out->failed, err);
    return ST_OK;
}

static StCode read_records_file(const char *path, Text *out, StErr *err) {
    if (strcmp(path, "-") == 0) return read_stream(stdin, out, err);
    FILE *f = fopen(path, "rb");
    if (!f) return st_fail(err, ST_IO, 0, "%s: %s", path, strerror(errno));
    StCode code = read_stream(f, out, err);
    fclose(f);
    return code;
}

static StCode make_story_lines(const Args *args, const Engine *engine, Arena *a, Text *out,
                               StErr *err) {
    Text lines = {.arena = a};
    if (args->path_count == 0) TRY(read_records_file("-", &lines, err));
    for (int i = 0; i < args->path_count; i++) TRY(read_records_file(args->paths[i], &lines, err));
    RecordsList docs;
    Stories stories;
    TRY(records_read(text_str(&lines), a, &docs, err));
    TRY(stories_make(&docs, engine->tables, a, &stories, err));
    return stories_write(&stories, out);
}

int command_story(const Args *args) {
    Work w = {0};
    int code = work_open(args, &w);
    if (code >= 0) return code;
    Arena a = {0};
    Text out = {.arena = &a};
    StErr err = {0};
    if (make_story_lines(args, &w.engine, &a, &out, &err) != ST_OK)
        code = tell_error(&err);
    else
        code = out.n ? write_out(NULL, text_str(&out)) : EXIT_NOTHING;
    arena_drop(&a);
    work_close(&w);
    return code;
}

static bool report_options(const Args *args, ReportOptions *options) {
    static const char *const formats[] = {"text", "md", "html", "json", NULL};
    static const char *const failures[] = {"contradiction", NULL};
    int format = option_word(args, OPT_FORMAT, formats, given(args, OPT_JSON) ? 3 : 0);
    if (format < 0 || option_word(args, OPT_FAIL_ON, failures, 0) < 0 ||
        !output_width(args, &options->width) || !option_day(args, OPT_SINCE, &options->since))
        return false;
    options->format = (ReportFormat)format;
    options->color = !given(args, OPT_OUT) && output_color();
    options->all = given(args, OPT_ALL);
    options->story = str_of(args->value[OPT_STORY]);
    return true;
}

static bool has_contradiction(const Stories *stories) {
    for (uint32_t i = 0; i < stories->n; i++)
        for (uint32_t k = 0; k < stories->v[i].disputes.n; k++)
            if (stories->v[i].disputes.v[k].status == DISPUTE_CONTRADICTION ||
                stories->v[i].disputes.v[k].status == DISPUTE_SELF_CONTRADICTION)
                return true;
    return false;
}

static int print_told(const Args *args, ReportOptions *options, Stored *s, const Told *told) {
    Text out = {.arena = &s->arena};
    StErr err = {0};
    options->tables = s->work.engine.tables;
    options->reviews = &told->reviews;
    options->all_docs = &told->all;
    if (report_write(&told->docs, &told->stories, options, &s->arena, &out, &err) != ST_OK)
        return tell_error(&err);
    int code = write_out(args->value[OPT_OUT], text_str(&out));
    return code == EXIT_DONE && given(args, OPT_FAIL_ON) && has_contradiction(&told->stories)
               ? EXIT_FOUND
               : code;
}

/* More than can be read, or held, at once: which stories there are. */
static int print_contents(const Args *args, const ReportOptions *options, Stored *s) {
    Stories stories = {NULL, 0};
    Text out = {.arena = &s->arena};
    StErr err = {0};
    uint32_t contradictions = 0;
    if (stored_refresh(s, &err) != ST_OK) return tell_error(&err);
    for (uint32_t i = 0; i < s->stories.n; i++) {
        const StoredStory *row = &s->stories.v[i];
        Story *story = list_push(&s->arena, &stories, Story);
        if (!story) return EXIT_FAILED;
        *story = (Story){.id = row->id,
                         .title = row->title,
                         .days = row->days,
                         .docs = {NULL, row->documents},
                         .independent = row->independent};
        contradictions += row->contradictions;
    }
    if (report_write_contents(&stories, options, &s->arena, &out, &err) != ST_OK)
        return tell_error(&err);
    say_notice("too many documents for one report: --story ID reports on one");
    int code = write_out(args->value[OPT_OUT], text_str(&out));
    return code == EXIT_DONE && given(args, OPT_FAIL_ON) && contradictions ? EXIT_FOUND : code;
}

/* One story, or all where they are few. */
static int report_store(const Args *args, ReportOptions *options, Stored *s) {
    StErr err = {0};
    Told told;
    uint32_t documents;
    if (store_use(s->store, s->work.engine.tables, &err) != ST_OK ||
        store_count(s->store, &documents, &err) != ST_OK)
        return tell_error(&err);
    if (!documents) {
        say_error("nothing to report on");
        return EXIT_NOTHING;
    }
    if (!options->story.n && documents > REPORT_DOCUMENTS_MAX)
        return print_contents(args, options, s);
    StCode code = options->story.n ? stored_refresh(s, &err) : ST_OK;
    if (code == ST_OK)
        code = options->story.n ? store_tell(s->store, options->story, &s->arena, &told, &err)
                                : store_tell_all(s->store, &s->arena, &told, &err);
    return code == ST_OK ? print_told(args, options, s, &told) : tell_error(&err);
}

typedef struct Shelving {
    Store *store;
    StErr err;
    StCode code;
} Shelving;

/* Nothing of a document stays in memory but what the report asks for. */
static bool shelve(void *context, WorkItem *item) {
    Shelving *x = context;
    Added added;
    if (x->code == ST_OK)
        x->code = store_add(x->store, &item->records, &item->arena, &added, &x->err);
    if (x->code != ST_OK) atomic_store(&work_stop, true);
    return false;
}

static int shelve_all(const Args *args, Stored *s) {
    Shelving x = {.store = s->store};
    s->work.document = work_extract;
    s->work.keep = shelve;
    s->work.context = &x;
    StErr err = {0};
    if (store_begin(s->store, &err) != ST_OK) return tell_error(&err);
    int code = work_run(args, &s->work);
    if (x.code != ST_OK) return tell_error(&x.err);
    if (store_commit(s->store, &err) != ST_OK) return tell_error(&err);
    return code;
}

/* Files go through a store that nobody else sees. */
static int report_files(const Args *args, ReportOptions *options) {
    Stored s = {0};
    StErr err = {0};
    int code = work_open(args, &s.work);
    if (code < 0 && (store_open_temporary(&s.store, &err) != ST_OK ||
                     store_use(s.store, s.work.engine.tables, &err) != ST_OK))
        code = tell_error(&err);
    if (code < 0) {
        code = shelve_all(args, &s);
        if (code == EXIT_DONE || code == EXIT_INPUTS) {
            int shown = report_store(args, options, &s);
            if (shown != EXIT_DONE) code = shown;
        }
    }
    stored_close(&s);
    return code;
}

int command_report(const Args *args) {
    ReportOptions options = {0};
    if (!report_options(args, &options)) return EXIT_USAGE;
    if (args->path_count) return report_files(args, &options);
    Stored s = {0};
    int code = stored_open_store(args, false, &s);
    if (code < 0) code = work_open(args, &s.work);
    if (code < 0) code = report_store(args, &options, &s);
    stored_close(&s);
    return code;
}
