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

static bool has_contradiction(const Stories *stories, Str only) {
    for (uint32_t i = 0; i < stories->n; i++) {
        const Story *s = &stories->v[i];
        if (only.n && !str_eq(only, s->id)) continue;
        for (uint32_t k = 0; k < s->disputes.n; k++)
            if (s->disputes.v[k].status == DISPUTE_CONTRADICTION ||
                s->disputes.v[k].status == DISPUTE_SELF_CONTRADICTION)
                return true;
    }
    return false;
}

static int print_report(const Args *args, ReportOptions *options, const Tables *tables,
                        const RecordsList *docs, const Stories *stories, Arena *a) {
    Text out = {.arena = a};
    StErr err = {0};
    if (!docs->n) {
        say_error("nothing to report on");
        return EXIT_NOTHING;
    }
    options->tables = tables;
    if (report_write(docs, stories, options, a, &out, &err) != ST_OK) return tell_error(&err);
    int code = write_out(args->value[OPT_OUT], text_str(&out));
    if (code == EXIT_DONE && given(args, OPT_FAIL_ON) && has_contradiction(stories, options->story))
        return EXIT_FOUND;
    return code;
}

static int report_files(const Args *args, ReportOptions *options) {
    Collection kept = {0};
    Work w = {.document = work_extract, .keep = collection_keep, .context = &kept};
    Stories stories;
    StErr err = {0};
    int code = work_open(args, &w);
    if (code >= 0) return code;
    code = work_run(args, &w);
    if (code == EXIT_DONE || code == EXIT_INPUTS) {
        int shown = EXIT_FAILED;
        if (stories_make(&kept.records, w.engine.tables, &kept.arena, &stories, &err) != ST_OK)
            tell_error(&err);
        else
            shown =
                print_report(args, options, w.engine.tables, &kept.records, &stories, &kept.arena);
        if (shown != EXIT_DONE) code = shown;
    }
    collection_free(&kept);
    work_close(&w);
    return code;
}

int command_report(const Args *args) {
    ReportOptions options = {0};
    if (!report_options(args, &options)) return EXIT_USAGE;
    if (args->path_count) return report_files(args, &options);
    Stored s = {0};
    int code = stored_open(args, &s);
    if (code < 0)
        code = print_report(args, &options, s.work.engine.tables, &s.docs, &s.stories, &s.arena);
    stored_close(&s);
    return code;
}
