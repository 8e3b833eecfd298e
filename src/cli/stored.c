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
    say_error("%s", err->what[0] ? err->what : st_code_text(err->code));
    return err->code == ST_NOT_FOUND      ? EXIT_NOTHING
           : err->code == ST_BAD_ARGUMENT ? EXIT_USAGE
                                          : EXIT_FAILED;
}

int stored_open_store(const Args *args, bool create, Stored *s) {
    StErr err = {0};
    return store_open(stored_path(args), create, &s->store, &err) == ST_OK ? -1 : tell_error(&err);
}

int stored_open(const Args *args, Stored *s) {
    StErr err = {0};
    int code = stored_open_store(args, false, s);
    if (code < 0) code = work_open(args, &s->work);
    if (code >= 0) return code;
    StCode loaded = store_load(s->store, &s->arena, &s->docs, &err);
    if (loaded == ST_OK)
        loaded = stories_make(&s->docs, s->work.engine.tables, &s->arena, &s->stories, &err);
    return loaded == ST_OK ? -1 : tell_error(&err);
}

void stored_close(Stored *s) {
    store_close(s->store);
    work_close(&s->work);
    arena_drop(&s->arena);
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
    if (!good) say_error("standard output: %s", strerror(errno));
    return good ? EXIT_DONE : EXIT_FAILED;
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
