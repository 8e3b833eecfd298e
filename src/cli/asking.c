/* sitrep stories, facts, claims, events, timeline, disputes, search, show: views of the store. */
#include "cli/cli_commands.h"

#include "base/json_write.h"
#include "cli/messages.h"
#include "cli/stored.h"
#include "report/listing.h"
#include "store/marks.h"

#include <errno.h>

enum { SEARCH_HITS = 50 };

static bool filter_of(const Args *args, Filter *filter) {
    filter->story = str_of(args->value[OPT_STORY]);
    filter->actor = str_of(args->value[OPT_ACTOR]);
    filter->measure = str_of(args->value[OPT_MEASURE]);
    filter->place = str_of(args->value[OPT_PLACE]);
    return option_day(args, OPT_SINCE, &filter->since) &&
           option_day(args, OPT_UNTIL, &filter->until);
}

typedef struct ListWork {
    const Args *args;
    Stored *stored;
    Listing what;
    Filter filter;
    uint32_t rows;
} ListWork;

static StCode print(Str bytes, StErr *err) {
    bool good = !bytes.n || fwrite(bytes.p, 1, bytes.n, stdout) == bytes.n;
    return good ? ST_OK : output_failed(err);
}

static StCode list_told(void *context, Told *told, Arena *a, StErr *err) {
    ListWork *w = context;
    Text out = {.arena = a};
    uint32_t rows;
    if (!told->stories.n) return ST_OK;
    TRY(listing_write(w->what, &told->docs, &told->stories, w->stored->work.engine.tables,
                      &w->filter, given(w->args, OPT_JSON), a, &out, &rows, err));
    w->rows += rows;
    return print(text_str(&out), err);
}

/* The stories are listed from what the store keeps of them. */
static StCode list_stories(ListWork *w, StErr *err) {
    Arena *a = &w->stored->arena;
    Stories rows = {NULL, 0};
    Strs lines = {NULL, 0};
    Text out = {.arena = a};
    for (uint32_t i = 0; i < w->stored->stories.n; i++) {
        const StoredStory *s = &w->stored->stories.v[i];
        Story *row = list_push(a, &rows, Story);
        Str *line = list_push(a, &lines, Str);
        TRY_MEM(row && line, err);
        *row = (Story){.id = s->id,
                       .title = s->title,
                       .days = s->days,
                       .docs = {NULL, s->documents},
                       .independent = s->independent};
        *line = s->line;
    }
    TRY(listing_write_stories(&rows, given(w->args, OPT_JSON) ? &lines : NULL, &w->filter, a, &out,
                              &w->rows, err));
    return print(text_str(&out), err);
}

static StCode print_bonds(void *context, Told *told, Arena *a, StErr *err) {
    ListWork *w = context;
    Text out = {.arena = a};
    for (uint32_t i = 0; i < told->stories.n; i++)
        TRY_MEM(listing_write_bonds(&told->stories.v[i], given(w->args, OPT_JSON), &out) == ST_OK,
                err);
    return print(text_str(&out), err);
}

/* One story with why its reports are one; of many only what they are. */
static StCode list_stories_told(ListWork *w, StErr *err) {
    bool one = w->filter.story.n > 0;
    if (!one || !given(w->args, OPT_JSON)) TRY(list_stories(w, err));
    if (!one) return ST_OK;
    TRY(stored_each(w->stored, w->filter.story, print_bonds, w, err));
    w->rows += given(w->args, OPT_JSON);
    return ST_OK;
}

static void add_move(const Args *args, const Move *m, Text *out) {
    if (given(args, OPT_JSON)) {
        Json j = {.out = out};
        json_open(&j, '{');
        json_key(&j, S("record"));
        json_str(&j, S("move"));
        json_key(&j, S("before"));
        json_str(&j, m->before);
        json_key(&j, S("after"));
        json_str(&j, m->after);
        json_key(&j, S("documents"));
        json_int(&j, m->documents);
        json_key(&j, S("reason"));
        json_str(&j, m->reason);
        json_close(&j, '}');
    } else
        text_format(out, "%.*s  %u report%s of %.*s%s%.*s", STR_ARG(m->after), m->documents,
                    m->documents == 1 ? "" : "s", STR_ARG(m->before), m->reason.n ? "; " : "",
                    STR_ARG(m->reason));
    text_add_char(out, '\n');
}

static int regroup(const Args *args) {
    Stored s = {0};
    StErr err = {0};
    Moves moves;
    int code = stored_open(args, STORE_CHANGE, &s);
    if (code < 0) {
        Text out = {.arena = &s.arena};
        bool done = store_regroup(s.store, &s.arena, &moves, &err) == ST_OK;
        for (uint32_t i = 0; done && i < moves.n; i++) add_move(args, &moves.v[i], &out);
        if (done && !moves.n) say_notice("grouped anew; nothing moved");
        code = !done ? tell_error(&err) : moves.n ? write_out(NULL, text_str(&out)) : EXIT_DONE;
    }
    stored_close(&s);
    return code;
}

/* No measure of the tables is called so: which there are. */
static int measure_unknown(const ListWork *w) {
    const Table *t = tables_get(w->stored->work.engine.tables, "en/measures");
    int column = table_column(t, "measure");
    Text names = {.arena = &w->stored->arena};
    Map seen = {.arena = &w->stored->arena};
    for (uint32_t row = 0; row < table_rows(t); row++) {
        Str name = table_cell(t, row, column);
        if (str_eq(name, w->filter.measure)) return nothing_matched();
        if (!name.n || map_get(&seen, name)) continue;
        map_set(&seen, name, 1);
        text_format(&names, "%s%.*s", names.n ? ", " : "", STR_ARG(name));
    }
    say_notice("no measure is called %.*s: %.*s", STR_ARG(w->filter.measure),
               STR_ARG(text_str(&names)));
    return EXIT_NOTHING;
}

static int list(const Args *args, Listing what) {
    Stored s = {0};
    StErr err = {0};
    ListWork w = {.args = args, .stored = &s, .what = what};
    if (!filter_of(args, &w.filter)) return EXIT_USAGE;
    int code = stored_open(args, STORE_ASK, &s);
    if (code < 0) {
        StCode listed = what == LIST_STORIES ? list_stories_told(&w, &err)
                                             : stored_each(&s, w.filter.story, list_told, &w, &err);
        if (listed == ST_OK && fflush(stdout) != 0) listed = output_failed(&err);
        code = listed != ST_OK      ? tell_error(&err)
               : w.rows             ? EXIT_DONE
               : w.filter.measure.n ? measure_unknown(&w)
                                    : nothing_matched();
    }
    stored_close(&s);
    return code;
}

int command_stories(const Args *args) {
    return given(args, OPT_REGROUP) ? regroup(args) : list(args, LIST_STORIES);
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
    return hits->n ? write_out(NULL, text_str(&out)) : nothing_matched();
}

int command_search(const Args *args) {
    Stored s = {0};
    StErr err = {0};
    Hits hits;
    Text query = {.arena = &s.arena};
    int code = stored_open_store(args, STORE_ASK, &s);
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

/* What people decided about a record. */
static StCode show_marks(Stored *s, Str id, const Told *told, Arena *a, Text *out, StErr *err) {
    Marks marks;
    TRY(store_marks(s->store, a, &marks, err));
    Reviews found;
    TRY_MEM(marks_find(&marks, &told->all, a, &found) == ST_OK, err);
    for (uint32_t i = 0; i < marks.n; i++) {
        const Mark *m = &marks.v[i];
        bool on = false;
        for (uint32_t k = 0; k < m->places.n; k++) on |= str_eq(m->places.v[k].id, id);
        if (!on) continue;
        text_format(out, "mark %-4lld %s%s by %.*s: %.*s\n", (long long)m->number,
                    VERDICT_words[m->verdict], m->withdrawn ? ", taken back," : "", STR_ARG(m->by),
                    STR_ARG(m->why));
    }
    return ST_OK;
}

/* What `sitrep report`, with the same --story, would number so. */
static StCode tell_of_report(const Args *args, Stored *s, Arena *a, Told *out, StErr *err) {
    uint32_t documents;
    if (given(args, OPT_STORY))
        return store_tell(s->store, str_of(args->value[OPT_STORY]), a, out, err);
    TRY(store_count(s->store, &documents, err));
    if (documents > REPORT_DOCUMENTS_MAX)
        return st_fail(err, ST_BAD_ARGUMENT, 0, "a report of which story? --story ID says so");
    return store_tell_all(s->store, a, out, err);
}

static StCode show_one(const Args *args, Stored *s, Str id, Arena *a, Text *out, StErr *err) {
    Told told;
    uint32_t report, sentence;
    bool json = given(args, OPT_JSON);
    TRY(show_is_cite(id, &report, &sentence) ? tell_of_report(args, s, a, &told, err)
                                             : stored_tell_of(s, id, a, &told, err));
    TRY(show_write(id, &told.all, &told.docs, &told.stories, s->work.engine.tables, output_color(),
                   json, a, out, err));
    return json ? ST_OK : show_marks(s, id, &told, a, out, err);
}

int command_show(const Args *args) {
    Stored s = {0};
    StErr err = {0};
    int code = stored_open(args, STORE_ASK, &s);
    if (code < 0) {
        Text out = {.arena = &s.arena};
        StCode shown = ST_OK;
        for (int i = 0; i < args->path_count && shown == ST_OK; i++) {
            if (i && !given(args, OPT_JSON)) text_add_char(&out, '\n');
            shown = show_one(args, &s, str_of(args->paths[i]), &s.arena, &out, &err);
        }
        code = shown == ST_OK ? write_out(NULL, text_str(&out)) : tell_error(&err);
    }
    stored_close(&s);
    return code;
}
