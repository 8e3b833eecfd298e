#include "cli/stored.h"

#include "cli/messages.h"
#include "report/report.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

const char *stored_path(const Args *args) {
    if (given(args, OPT_STORE)) return args->value[OPT_STORE];
    const char *named = getenv("SITREP_STORE");
    return named && *named ? named : "sitrep.db";
}

int tell_error(const StErr *err) {
    if (err->code != ST_STOPPED)
        say_error("%s", err->what[0] ? err->what : st_code_text(err->code));
    return err->code == ST_NOT_FOUND      ? EXIT_NOTHING
           : err->code == ST_BAD_ARGUMENT ? EXIT_USAGE
                                          : EXIT_FAILED;
}

int nothing_matched(void) {
    say_notice("nothing matched");
    return EXIT_NOTHING;
}

int stored_open_store(const Args *args, StoreUse use, Stored *s) {
    StErr err = {0};
    return store_open(stored_path(args), use, &s->store, &err) == ST_OK ? -1 : tell_error(&err);
}

StCode stored_refresh(Stored *s, StErr *err) {
    TRY(store_use(s->store, s->work.engine.tables, err));
    TRY(store_refresh(s->store, err));
    return store_stories(s->store, &s->arena, &s->stories, err);
}

int stored_open(const Args *args, StoreUse use, Stored *s) {
    StErr err = {0};
    int code = stored_open_store(args, use, s);
    if (code < 0) code = work_open(args, &s->work);
    if (code >= 0) return code;
    return stored_refresh(s, &err) == ST_OK ? -1 : tell_error(&err);
}

void stored_close(Stored *s) {
    store_close(s->store);
    work_close(&s->work);
    arena_drop(&s->arena);
}

StCode stored_each(Stored *s, Str only,
                   StCode (*call)(void *context, Told *told, Arena *a, StErr *err), void *context,
                   StErr *err) {
    Arena a = {0};
    StCode code = ST_OK;
    bool found = false;
    for (uint32_t i = 0; i < s->stories.n && code == ST_OK; i++) {
        Told told;
        if (only.n && !str_eq(only, s->stories.v[i].id)) continue;
        found = true;
        code = store_tell(s->store, s->stories.v[i].id, &a, &told, err);
        if (code == ST_OK) code = call(context, &told, &a, err);
        arena_reset(&a);
    }
    arena_drop(&a);
    if (code == ST_OK && only.n && !found)
        return st_fail(err, ST_NOT_FOUND, 0, "no story %.*s", STR_ARG(only));
    return code;
}

StCode stored_tell_of(Stored *s, Str id, Arena *a, Told *out, StErr *err) {
    size_t dot = str_find_char(id, '.');
    Str front = {id.p, dot == SIZE_MAX ? id.n : dot}, story = front;
    if (!str_starts(front, S("s"))) TRY(store_story_of(s->store, front, a, &story, err));
    StCode code = story.n ? store_tell(s->store, story, a, out, err) : ST_NOT_FOUND;
    if (code != ST_NOT_FOUND) return code;
    Records *one;
    code = store_load_one(s->store, front, a, &one, err);
    if (code == ST_NOT_FOUND) return st_fail(err, code, 0, "no record %.*s", STR_ARG(id));
    TRY(code);
    Records **v = arena_new(a, Records *, 1);
    TRY_MEM(v, err);
    *v = one;
    return store_tell_documents(s->store, &(RecordsList){v, 1}, true, a, out, err);
}

static int write_file(const char *path, Str bytes) {
    FILE *f = fopen(path, "wb");
    bool good = f && (!bytes.n || fwrite(bytes.p, 1, bytes.n, f) == bytes.n);
    if (f && fclose(f) != 0) good = false;
    if (!good) say_error("%s: %s", path, strerror(errno));
    return good ? EXIT_DONE : EXIT_FAILED;
}

int write_out(const char *path, Str bytes) {
    if (path) return write_file(path, bytes);
    bool good = (!bytes.n || fwrite(bytes.p, 1, bytes.n, stdout) == bytes.n) && fflush(stdout) == 0;
    StErr err = {0};
    if (!good) output_failed(&err);
    return good ? EXIT_DONE : tell_error(&err);
}

bool output_width(const Args *args, unsigned *width) {
    unsigned otherwise = REPORT_WIDTH_DEFAULT;
    struct winsize size;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
        otherwise = size.ws_col;
    return option_count(args, OPT_WIDTH, REPORT_WIDTH_MAX, otherwise, width);
}

bool output_color(void) {
    const char *no_color = getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) && !(no_color && *no_color);
}

bool stored_since(const Args *args, Arena *a, Since *out) {
    *out = (Since){.words = S("")};
    if (!given(args, OPT_SINCE)) return true;
    Str text = str_of(args->value[OPT_SINCE]);
    uint64_t run;
    if (str_to_u64(text, &run) && run < INT64_MAX) {
        *out = (Since){.by_run = true, .run = (int64_t)run};
        out->words = arena_format(a, "run %llu", (unsigned long long)run);
        return out->words.p != NULL;
    }
    out->day = text.n == 10 ? day_parse(text) : 0;
    out->words = text;
    if (!out->day) say_error("--since takes a day as 2023-09-20, or the number of a run");
    return out->day != 0;
}

StCode stored_run_known(Stored *s, const Since *since, StErr *err) {
    Runs runs;
    if (!since->by_run) return ST_OK;
    TRY(store_runs(s->store, &s->arena, &runs, err));
    for (uint32_t i = 0; i < runs.n; i++)
        if (runs.v[i].number >= since->run) return ST_OK;
    return st_fail(err, ST_NOT_FOUND, 0, "no %.*s (sitrep diff lists them)", STR_ARG(since->words));
}
