/* sitrep stories, facts, claims, events, timeline, disputes, search, show, export: views of the
 * store. */
#include "cli/cli_commands.h"

#include "base/json_write.h"
#include "cli/messages.h"
#include "cli/stored.h"
#include "report/export.h"
#include "report/listing.h"

#include <errno.h>
#include <sys/stat.h>

enum { SEARCH_HITS = 50 };

static bool filter_of(const Args *args, Filter *filter) {
    filter->story = str_of(args->value[OPT_STORY]);
    filter->actor = str_of(args->value[OPT_ACTOR]);
    filter->measure = str_of(args->value[OPT_MEASURE]);
    filter->place = str_of(args->value[OPT_PLACE]);
    return option_day(args, OPT_SINCE, &filter->since) &&
           option_day(args, OPT_UNTIL, &filter->until);
}

static int list(const Args *args, Listing what) {
    Filter filter = {0};
    if (!filter_of(args, &filter)) return EXIT_USAGE;
    Stored s = {0};
    StErr err = {0};
    uint32_t rows = 0;
    int code = stored_open(args, &s);
    if (code < 0) {
        Text out = {.arena = &s.arena};
        if (listing_write(what, &s.docs, &s.stories, s.work.engine.tables, &filter,
                          given(args, OPT_JSON), &s.arena, &out, &rows, &err) != ST_OK)
            code = tell_error(&err);
        else
            code = rows ? write_out(NULL, text_str(&out)) : EXIT_NOTHING;
    }
    stored_close(&s);
    return code;
}

int command_stories(const Args *args) {
    return list(args, LIST_STORIES);
}
int command_facts(const Args *args) {
    return list(args, LIST_FACTS);
}
int command_claims(const Args *args) {
    return list(args, LIST_CLAIMS);
}
int command_events(const Args *args) {
    return list(args, LIST_EVENTS);
}
int command_timeline(const Args *args) {
    return list(args, LIST_TIMELINE);
}
int command_disputes(const Args *args) {
    return list(args, LIST_DISPUTES);
}

static Str one_line(Arena *a, Str s) {
    Str copy = arena_copy(a, s);
    char *p = (char *)(uintptr_t)copy.p;
    for (size_t i = 0; p && i < copy.n; i++)
        if (p[i] == '\n' || p[i] == '\r' || p[i] == '\t') p[i] = ' ';
    return copy;
}

static int print_hits(const Args *args, Stored *s, const Hits *hits) {
    Text out = {.arena = &s->arena};
    for (uint32_t i = 0; i < hits->n; i++) {
        const Hit *hit = &hits->v[i];
        if (given(args, OPT_JSON)) {
            Json j = {.out = &out};
            json_open(&j, '{');
            json_key(&j, S("doc"));
            json_str(&j, hit->doc);
            json_key(&j, S("title"));
            json_str(&j, hit->title);
            json_key(&j, S("snippet"));
            json_str(&j, hit->snippet);
            json_close(&j, '}');
        } else {
            text_format(&out, "%.*s  %.*s", STR_ARG(hit->doc), STR_ARG(hit->title));
            text_format(&out, "%s%.*s", hit->title.n ? ": " : "",
                        STR_ARG(one_line(&s->arena, hit->snippet)));
        }
        text_add_char(&out, '\n');
    }
    return hits->n ? write_out(NULL, text_str(&out)) : EXIT_NOTHING;
}

int command_search(const Args *args) {
    Stored s = {0};
    StErr err = {0};
    Hits hits;
    Text query = {.arena = &s.arena};
    int code = stored_open_store(args, false, &s);
    if (code < 0) {
        for (int i = 0; i < args->path_count; i++) {
            if (i) text_add_char(&query, ' ');
            text_add_c(&query, args->paths[i]);
        }
        code = store_search(s.store, text_str(&query), SEARCH_HITS, &s.arena, &hits, &err) == ST_OK
                   ? print_hits(args, &s, &hits)
                   : tell_error(&err);
    }
    stored_close(&s);
    return code;
}

int command_show(const Args *args) {
    Stored s = {0};
    StErr err = {0};
    int code = stored_open(args, &s);
    if (code < 0) {
        Text out = {.arena = &s.arena};
        StCode shown = ST_OK;
        for (int i = 0; i < args->path_count && shown == ST_OK; i++)
            shown = show_write(str_of(args->paths[i]), &s.docs, &s.stories, s.work.engine.tables,
                               output_color(), given(args, OPT_JSON), &s.arena, &out, &err);
        code = shown == ST_OK ? write_out(NULL, text_str(&out)) : tell_error(&err);
    }
    stored_close(&s);
    return code;
}

static int write_csv(const Args *args, Stored *s) {
    CsvFiles files;
    StErr err = {0};
    const char *folder = args->value[OPT_OUT];
    if (!folder) {
        say_error("--format csv writes a folder of files: name it with --out");
        return EXIT_USAGE;
    }
    if (export_csv(&s->docs, &s->stories, s->work.engine.tables, &s->arena, &files, &err) != ST_OK)
        return tell_error(&err);
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        say_error("%s: %s", folder, strerror(errno));
        return EXIT_FAILED;
    }
    for (uint32_t i = 0; i < files.n; i++) {
        Str path = arena_format(&s->arena, "%s/%.*s.csv", folder, STR_ARG(files.v[i].kind));
        int code = path.p ? write_out(path.p, text_str(&files.v[i].text)) : EXIT_FAILED;
        if (code != EXIT_DONE) return code;
    }
    return EXIT_DONE;
}

int command_export(const Args *args) {
    static const char *const formats[] = {"jsonl", "csv", "geojson", NULL};
    int format = option_word(args, OPT_FORMAT, formats, 0);
    if (format < 0) return EXIT_USAGE;
    Stored s = {0};
    StErr err = {0};
    int code = stored_open(args, &s);
    if (code < 0 && format == 1)
        code = write_csv(args, &s);
    else if (code < 0) {
        Text out = {.arena = &s.arena};
        StCode made = format == 0 ? export_jsonl(&s.docs, &s.stories, &s.arena, &out, &err)
                                  : export_geojson(&s.docs, &s.stories, s.work.engine.tables,
                                                   &s.arena, &out, &err);
        code = made == ST_OK ? write_out(args->value[OPT_OUT], text_str(&out)) : tell_error(&err);
    }
    stored_close(&s);
    return code;
}
