/* sitrep story and sitrep report: many documents compared. */
#include "cli/cli_commands.h"

#include "base/map.h"
#include "cli/messages.h"
#include "cli/stored.h"
#include "report/changes.h"
#include "report/report.h"

#include <errno.h>
#include <stdlib.h>

/* Record lines on their way into a store that nobody else sees: those of one document at a time. */
typedef struct Gathering {
    Store *store;
    Arena group;    /* of what follows */
    Text lines;     /* of one document, and of what came with it */
    Str doc;        /* its id */
    uint64_t first; /* number of the first of these lines */
    uint64_t number;
    Arena late; /* lines of documents that are in the store already */
    Text late_lines;
    StErr *err;
} Gathering;

static Str field_of(Str line, Str key) {
    size_t at = str_find(line, key);
    Str rest = at == SIZE_MAX ? S("") : str_from(line, at + key.n);
    size_t end = str_find_char(rest, '"');
    return end == SIZE_MAX ? S("") : (Str){rest.p, end};
}

static StCode keep_records(Gathering *g, Str lines) {
    RecordsList docs;
    StErr err = {0};
    StCode code = records_read(lines, &g->group, &docs, &err);
    if (code != ST_OK)
        return st_fail(g->err, code, 0, "from line %llu on: %s", (unsigned long long)g->first + 1,
                       err.what);
    for (uint32_t i = 0; i < docs.n; i++) {
        Added added;
        TRY(store_add(g->store, docs.v[i], &g->group, &added, g->err));
    }
    return ST_OK;
}

static StCode end_document(Gathering *g) {
    StCode code = g->lines.n ? keep_records(g, text_str(&g->lines)) : ST_OK;
    arena_reset(&g->group);
    g->lines = (Text){.arena = &g->group};
    g->first = g->number ? g->number - 1 : 0;
    return code;
}

static StCode take_line(Gathering *g, Str line) {
    static const char document[] = "\"record\":\"document\"";
    g->number++;
    bool begins = str_find(line, str_of(document)) != SIZE_MAX;
    Str of = begins ? S("") : field_of(line, S("\"doc\":\""));
    if (begins) {
        TRY(end_document(g));
        g->doc = arena_copy(&g->group, field_of(line, S("\"id\":\"")));
    }
    /* one that stands behind another document waits until all are in */
    bool late = of.n && g->doc.n && !str_eq(of, g->doc);
    Text *to = late ? &g->late_lines : &g->lines;
    text_add(to, line);
    text_add_char(to, '\n');
    TRY_MEM(!to->failed && !g->group.spent, g->err);
    return ST_OK;
}

/* The document with its lines so far and those that came late, in place of what is in the store. */
static StCode add_late(Gathering *g, Str id, Str lines) {
    Records *have;
    Text all = {.arena = &g->group};
    StCode found = store_load_one(g->store, id, &g->group, &have, g->err);
    if (found == ST_NOT_FOUND)
        return st_fail(g->err, ST_BAD_FORMAT, 0, "the document %.*s of a record is missing",
                       STR_ARG(id));
    TRY(found);
    TRY_MEM(records_write(have, &g->group, &all) == ST_OK, g->err);
    text_add(&all, lines);
    TRY_MEM(!all.failed, g->err);
    return keep_records(g, text_str(&all));
}

LIST_OF(Text, Texts);

/* By document, in the order in which these come. */
static StCode add_all_late(Gathering *g) {
    Map at = {.arena = &g->late};

    Texts texts = {NULL, 0};
    Strs ids = {NULL, 0};
    Str rest = text_str(&g->late_lines), line;
    while (str_split(&rest, '\n', &line)) {
        Str id = field_of(line, S("\"doc\":\""));
        uint32_t *place = map_at(&at, id);
        TRY_MEM(place, g->err);
        if (!*place) {
            Text *text = list_push(&g->late, &texts, Text);
            Str *slot = list_push(&g->late, &ids, Str);
            TRY_MEM(text && slot, g->err);
            *text = (Text){.arena = &g->late};
            *slot = id;
            *place = texts.n;
        }
        text_add(&texts.v[*place - 1], line);
        text_add_char(&texts.v[*place - 1], '\n');
    }
    for (uint32_t i = 0; i < ids.n; i++) {
        TRY(add_late(g, ids.v[i], text_str(&texts.v[i])));
        arena_reset(&g->group);
    }
    return ST_OK;
}

static StCode gather_file(Gathering *g, const char *path) {
    bool standard = strcmp(path, "-") == 0;
    FILE *f = standard ? stdin : fopen(path, "rb");
    if (!f) return st_fail(g->err, ST_IO, 0, "%s: %s", path, strerror(errno));
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    StCode code = ST_OK;
    while (code == ST_OK && (n = getline(&line, &room, f)) >= 0) {
        if (n && line[n - 1] == '\n') n--;
        code = take_line(g, (Str){line, (size_t)n});
    }
    if (code == ST_OK && ferror(f))
        code = st_fail(g->err, ST_IO, 0, "%s: %s", path, strerror(errno));
    free(line);
    if (!standard) fclose(f);
    return code;
}

static StCode gather_all(const Args *args, Gathering *g) {
    TRY(store_begin(g->store, g->err));
    if (args->path_count == 0) TRY(gather_file(g, "-"));
    for (int i = 0; i < args->path_count; i++) TRY(gather_file(g, args->paths[i]));
    TRY(end_document(g));
    TRY(add_all_late(g));
    return store_commit(g->store, g->err);
}

static StCode print_story(void *context, Told *told, Arena *a, StErr *err) {
    uint32_t *count = context;
    Text out = {.arena = a};
    TRY_MEM(stories_write(&told->stories, &out) == ST_OK && !out.failed, err);
    *count += told->stories.n;
    if (out.n && fwrite(out.p, 1, out.n, stdout) != out.n) return output_failed(err);
    return ST_OK;
}

int command_story(const Args *args) {
    Stored s = {0};
    StErr err = {0};
    uint32_t count = 0;
    int code = work_open(args, &s.work);
    if (code >= 0) return code;
    StCode made = store_open_temporary(&s.store, &err);
    if (made == ST_OK) made = store_use(s.store, s.work.engine.tables, &err);
    if (made == ST_OK) {
        Gathering g = {.store = s.store, .err = &err};
        g.lines.arena = &g.group;
        g.late_lines.arena = &g.late;
        made = gather_all(args, &g);
        arena_drop(&g.group);
        arena_drop(&g.late);
    }
    if (made == ST_OK) made = stored_refresh(&s, &err);
    if (made == ST_OK) made = stored_each(&s, S(""), print_story, &count, &err);
    if (made == ST_OK && fflush(stdout) != 0) made = output_failed(&err);
    code = made != ST_OK ? tell_error(&err) : count ? EXIT_DONE : nothing_matched();
    stored_close(&s);
    return code;
}

static bool report_options(const Args *args, Since *since, ReportOptions *options, Arena *a) {
    static const char *const formats[] = {"text", "md", "html", "json", NULL};
    static const char *const failures[] = {"contradiction", NULL};
    int format = option_word(args, OPT_FORMAT, formats, given(args, OPT_JSON) ? 3 : 0);
    if (format < 0 || option_word(args, OPT_FAIL_ON, failures, 0) < 0 ||
        !output_width(args, &options->width) || !stored_since(args, a, since))
        return false;
    options->since = since->day;
    options->since_words = since->words;
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

/* A story's documents of all that were told. */
static StCode documents_of(const Story *story, const RecordsList *all, const Map *place, Arena *a,
                           RecordsList *out, StErr *err) {
    *out = (RecordsList){arena_new(a, Records *, story->docs.n), 0};
    TRY_MEM(out->v, err);
    for (uint32_t i = 0; i < story->docs.n; i++) {
        uint32_t at = map_get(place, story->docs.v[i]);
        if (at) out->v[out->n++] = all->v[at - 1];
    }
    return ST_OK;
}

/* The stories as they were after the run, for a report of what is new since. */
static StCode changes_since(Stored *s, int64_t run, const Told *told, Changes *out, StErr *err) {
    *out = (Changes){arena_new(&s->arena, Change, told->stories.n), told->stories.n};
    Told *before = arena_new(&s->arena, Told, told->stories.n);
    RecordsList *docs = arena_new(&s->arena, RecordsList, told->stories.n);
    Map place = {.arena = &s->arena};
    for (uint32_t i = 0; i < told->docs.n; i++) map_set(&place, told->docs.v[i]->doc.id, i + 1);
    TRY_MEM(out->v && before && docs && !place.failed, err);
    for (uint32_t i = 0; i < told->stories.n; i++) {
        const Story *now = &told->stories.v[i];
        TRY(documents_of(now, &told->docs, &place, &s->arena, &docs[i], err));
        TRY(store_tell_at(s->store, now->id, run, &s->arena, &before[i], err));
        out->v[i] = (Change){.before = before[i].stories.n ? &before[i].stories.v[0] : NULL,
                             .now = now,
                             .docs_before = &before[i].docs,
                             .docs_now = &docs[i]};
    }
    return ST_OK;
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
static int report_store(const Args *args, const Since *since, ReportOptions *options, Stored *s) {
    StErr err = {0};
    Told told;
    Changes changes;
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
    StCode code = options->story.n || since->by_run ? stored_refresh(s, &err) : ST_OK;
    if (code == ST_OK)
        code = options->story.n ? store_tell(s->store, options->story, &s->arena, &told, &err)
                                : store_tell_all(s->store, &s->arena, &told, &err);
    if (code == ST_OK) code = stored_run_known(s, since, &err);
    if (code == ST_OK && since->by_run) {
        code = changes_since(s, since->run, &told, &changes, &err);
        options->changes = &changes;
    }
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
static int report_files(const Args *args, const Since *since, ReportOptions *options) {
    Stored s = {0};
    StErr err = {0};
    int code = work_open(args, &s.work);
    if (code < 0 && (store_open_temporary(&s.store, &err) != ST_OK ||
                     store_use(s.store, s.work.engine.tables, &err) != ST_OK))
        code = tell_error(&err);
    if (code < 0) {
        code = shelve_all(args, &s);
        if (code == EXIT_DONE || code == EXIT_INPUTS) {
            int shown = report_store(args, since, options, &s);
            /* what could not be read explains that nothing is there */
            if (shown != EXIT_DONE && !(shown == EXIT_NOTHING && code == EXIT_INPUTS)) code = shown;
        }
    }
    stored_close(&s);
    return code;
}

int command_report(const Args *args) {
    ReportOptions options = {0};
    Since since;
    Stored s = {0};
    int code = report_options(args, &since, &options, &s.arena) ? -1 : EXIT_USAGE;
    if (code < 0 && args->path_count && since.by_run) {
        say_error("--since %.*s: only a store has runs", STR_ARG(since.words));
        code = EXIT_USAGE;
    } else if (code < 0 && args->path_count)
        code = report_files(args, &since, &options);
    else if (code < 0) {
        code = stored_open_store(args, STORE_ASK, &s);
        if (code < 0) code = work_open(args, &s.work);
        if (code < 0) code = report_store(args, &since, &options, &s);
    }
    stored_close(&s);
    return code;
}
