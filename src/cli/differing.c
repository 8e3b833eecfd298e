/* sitrep diff: what is new, changed and gone between two states of the store. */
#include "cli/differing.h"

#include "cli/cli_commands.h"
#include "cli/messages.h"

enum { DIFF_STORIES_MAX = 200 }; /* held at once; more of them are asked for one by one */

Change change_of(const Told *before, const Told *now) {
    return (Change){.before = before->stories.n ? &before->stories.v[0] : NULL,
                    .now = now->stories.n ? &now->stories.v[0] : NULL,
                    .docs_before = &before->docs,
                    .docs_now = &now->docs};
}

int differing_print(const Args *args, const Changes *changes, Str since, const Strs *gone,
                    const Tables *tables, Arena *a) {
    static const char *const formats[] = {"text", "md", "html", "json", NULL};
    ReportOptions options = {.tables = tables, .all = given(args, OPT_ALL)};
    Text out = {.arena = a};
    StErr err = {0};
    uint32_t lines;
    int format = option_word(args, OPT_FORMAT, formats, given(args, OPT_JSON) ? 3 : 0);
    if (format < 0 || !output_width(args, &options.width)) return EXIT_USAGE;
    options.format = (ReportFormat)format;
    options.color = !given(args, OPT_OUT) && output_color();
    if (changes_write(changes, since, gone, &options, a, &out, &lines, &err) != ST_OK)
        return tell_error(&err);
    if (lines) return write_out(args->value[OPT_OUT], text_str(&out));
    say_notice("nothing new, changed or gone");
    return EXIT_NOTHING;
}

/* Without --since: the runs to choose from. */
static int list_runs(Stored *s) {
    Runs runs;
    StErr err = {0};
    Text out = {.arena = &s->arena};
    if (store_runs(s->store, &s->arena, &runs, &err) != ST_OK) return tell_error(&err);
    for (uint32_t i = 0; i < runs.n; i++) {
        const Run *r = &runs.v[i];
        text_format(&out, "run %-5lld %-10.*s", (long long)r->number, STR_ARG(r->what));
        const struct {
            uint32_t n;
            const char *what;
        } parts[] = {{r->arrived, "in"},
                     {r->left, "replaced"},
                     {r->recoded, "coded anew"},
                     {r->removed, "removed"},
                     {r->marks, "marks"}};
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
            if (parts[k].n) text_format(&out, "  %u %s", parts[k].n, parts[k].what);
        text_add_char(&out, '\n');
    }
    return runs.n ? write_out(NULL, text_str(&out)) : nothing_matched();
}

/* Its documents that were printed before the day. */
static StCode told_before(Stored *s, const Told *now, Day day, Arena *a, Told *out, StErr *err) {
    RecordsList docs = {arena_new(a, Records *, now->all.n), 0};
    TRY_MEM(docs.v, err);
    const Story *story = now->stories.n ? &now->stories.v[0] : NULL;
    for (uint32_t i = 0; i < now->all.n; i++) {
        const Published *p = now->all.v[i]->doc.published;
        Days days = p ? p->days : (Days){0, 0};
        for (uint32_t k = 0; story && k < story->datings.n; k++)
            if (str_eq(story->datings.v[k].doc, now->all.v[i]->doc.id))
                days = story->datings.v[k].days;
        if (days.from && days.from < day) docs.v[docs.n++] = now->all.v[i];
    }
    return store_tell_documents(s->store, &docs, true, a, out, err);
}

static StCode two_states(Stored *s, Str story, const Since *since, Change *out, StErr *err) {
    Arena *a = &s->arena;
    Told *told = arena_new(a, Told, 2);
    TRY_MEM(told, err);
    TRY(store_tell(s->store, story, a, &told[1], err));
    if (since->day)
        TRY(told_before(s, &told[1], since->day, a, &told[0], err));
    else
        TRY(store_tell_at(s->store, story, since->run, a, &told[0], err));
    *out = change_of(&told[0], &told[1]);
    return ST_OK;
}

static StCode stories_to_compare(Stored *s, Str only, const Since *since, Strs *out, StErr *err) {
    *out = (Strs){NULL, 0};
    if (!since->day && !only.n)
        return store_changed_stories(s->store, since->run, &s->arena, out, err);
    for (uint32_t i = 0; i < s->stories.n; i++) {
        const StoredStory *story = &s->stories.v[i];
        if (only.n ? !str_eq(only, story->id) : story->days.to < since->day) continue;
        Str *slot = list_push(&s->arena, out, Str);
        TRY_MEM(slot, err);
        *slot = story->id;
    }
    if (only.n && !out->n) return st_fail(err, ST_NOT_FOUND, 0, "no story %.*s", STR_ARG(only));
    return ST_OK;
}

static StCode gather_changes(Stored *s, const Strs *stories, const Since *since, Changes *out,
                             StErr *err) {
    for (uint32_t i = 0; i < stories->n && i < DIFF_STORIES_MAX; i++) {
        Change *slot = list_push(&s->arena, out, Change);
        TRY_MEM(slot, err);
        TRY(two_states(s, stories->v[i], since, slot, err));
    }
    if (stories->n > DIFF_STORIES_MAX)
        say_notice("%u stories changed, %d of them are shown: --story ID shows one", stories->n,
                   DIFF_STORIES_MAX);
    return ST_OK;
}

static StCode removed_since(Stored *s, const Since *since, Strs *out, StErr *err) {
    Strs ids = {NULL, 0}, keys = {NULL, 0};
    if (since->day) return ST_OK;
    TRY(store_gone(s->store, since->run, &s->arena, &ids, &keys, err));
    for (uint32_t i = 0; i < ids.n; i++) {
        Str *slot = list_push(&s->arena, out, Str);
        TRY_MEM(slot, err);
        *slot = arena_format(&s->arena, "%.*s (%.*s)", STR_ARG(ids.v[i]), STR_ARG(keys.v[i]));
        TRY_MEM(slot->p, err);
    }
    return ST_OK;
}

static int diff_since(const Args *args, Stored *s) {
    Since since;
    StErr err = {0};
    Str only = str_of(args->value[OPT_STORY]);
    Strs stories, gone = {NULL, 0};
    Changes changes = {NULL, 0};
    if (!stored_since(args, &s->arena, &since)) return EXIT_USAGE;
    Str head = since.by_run ? since.words
                            : arena_format(&s->arena, "%.*s, by the days of the reports",
                                           STR_ARG(since.words));
    StCode code = stored_run_known(s, &since, &err);
    if (code == ST_OK) code = stories_to_compare(s, only, &since, &stories, &err);
    if (code == ST_OK) code = gather_changes(s, &stories, &since, &changes, &err);
    if (code == ST_OK && !only.n) code = removed_since(s, &since, &gone, &err);
    if (code != ST_OK) return tell_error(&err);
    return differing_print(args, &changes, head, &gone, s->work.engine.tables, &s->arena);
}

int command_diff(const Args *args) {
    Stored s = {0};
    int code;
    if (given(args, OPT_SINCE)) {
        code = stored_open(args, STORE_ASK, &s);
        if (code < 0) code = diff_since(args, &s);
    } else {
        code = stored_open_store(args, STORE_ASK, &s);
        if (code < 0) code = list_runs(&s);
    }
    stored_close(&s);
    return code;
}
