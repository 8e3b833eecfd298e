/* sitrep check-tables and sitrep gazetteer: tables of the user's own. */
#include "cli/cli_commands.h"
#include "cli/messages.h"
#include "cli/stored.h"
#include "cli/work.h"
#include "know/gazetteer.h"
#include "know/tables_check.h"

#include <errno.h>

static void print_fault(void *context, const char *text) {
    (void)context;
    puts(text);
}

int command_check_tables(const Args *args) {
    Work w = {0};
    int code = work_open(args, &w);
    if (code >= 0) return code;
    TablesReport r = {.fault = print_fault};
    for (int i = 0; i < args->path_count && code < 0; i++) {
        Arena a = {0};
        StErr err = {0};
        if (tables_check(w.engine.tables, args->paths[i], &a, &r, &err) != ST_OK)
            code = tell_error(&err);
        arena_drop(&a);
    }
    work_close(&w);
    if (code >= 0) return code;
    say_notice("%llu tables, %llu rows, %llu faults", (unsigned long long)r.tables,
               (unsigned long long)r.rows, (unsigned long long)r.faults);
    return r.faults ? EXIT_FAILED : EXIT_DONE;
}

static bool show_progress(void *context, const char *step, uint64_t rows) {
    (void)context;
    char what[40];
    snprintf(what, sizeof what, "rows %s", step);
    progress_step(rows, what);
    return !atomic_load(&work_stop);
}

int command_gazetteer(const Args *args) {
    if (strcmp(args->paths[0], "build") != 0) {
        say_error("usage: sitrep gazetteer build FILE (see sitrep gazetteer --help)");
        return EXIT_USAGE;
    }
    bool standard_input = strcmp(args->paths[1], "-") == 0;
    Gazetteer g = {.from_name = standard_input ? "standard input" : args->paths[1],
                   .to = given(args, OPT_OUT) ? args->value[OPT_OUT] : "gazetteer.tables",
                   .progress = show_progress};
    g.from = standard_input ? stdin : fopen(args->paths[1], "rb");
    if (!g.from) {
        say_error("%s: %s", args->paths[1], strerror(errno));
        return EXIT_FAILED;
    }
    StErr err = {0};
    StCode code = gazetteer_build(&g, &err);
    progress_end();
    if (!standard_input) fclose(g.from);
    if (code != ST_OK) return tell_error(&err);
    say_notice("%s: %llu places of %llu rows, %.1f MB", g.to, (unsigned long long)g.kept,
               (unsigned long long)g.read, (double)g.bytes / 1e6);
    return EXIT_DONE;
}
