/* sitrep add, remove, set: what changes the store. */
#include "cli/cli_commands.h"

#include "cli/differing.h"
#include "cli/messages.h"
#include "cli/meta.h"

/* Documents written between two commits: what is lost at worst is what was not told as added. */
enum { BATCH = 128 };

typedef struct Adding {
    Stored *stored;
    uint64_t counts[3]; /* by Added */
    unsigned in_batch;
    bool failed;
} Adding;

static StCode user_fields(Store *store, Records *r, Arena *a, bool *published, StErr *err) {
    Str key = store_key(&r->doc), outlet, title, day;
    TRY(store_field(store, key, S("outlet"), a, &outlet, err));
    TRY(store_field(store, key, S("title"), a, &title, err));
    TRY(store_field(store, key, S("published"), a, &day, err));
    if (outlet.n) r->doc.outlet = outlet;
    if (title.n) r->doc.title = title;
    *published = day.n != 0;
    if (!*published) return ST_OK;
    Published *p = arena_new(a, Published, 1);
    TRY_MEM(p, err);
    Day d = day_parse(day);
    *p = (Published){{d, d}, PUBLISHED_META, 1000, {NULL, 0}};
    r->doc.published = p;
    return ST_OK;
}

/* The user's word on a document holds for this revision too; a day of publication moves times. */
static StCode keep_one(Stored *s, WorkItem *item, Added *added, StErr *err) {
    bool published;
    TRY(user_fields(s->store, &item->records, &item->arena, &published, err));
    if (published) {
        Document doc = item->records.doc;
        TRY(extract_document(s->work.engine.extractor, &doc, &item->arena, &item->records, err));
    }
    return store_add(s->store, &item->records, &item->arena, added, err);
}

static bool add_item(void *context, WorkItem *item) {
    Adding *adding = context;
    Stored *s = adding->stored;
    StErr err = {0};
    Added added;
    if (adding->failed) return false;
    StCode code = adding->in_batch ? ST_OK : store_begin(s->store, &err);
    if (code == ST_OK) code = keep_one(s, item, &added, &err);
    if (code == ST_OK) {
        adding->counts[added]++;
        if (++adding->in_batch == BATCH) {
            code = store_commit(s->store, &err);
            adding->in_batch = 0;
        }
    }
    if (code != ST_OK) {
        tell_error(&err);
        adding->failed = true;
        atomic_store(&work_stop, true); /* nothing more can be kept */
    }
    return false;
}

static int add_all(const Args *args, Stored *s, Meta *meta) {
    Adding adding = {.stored = s};
    StErr err = {0};
    s->work.document = work_extract;
    s->work.keep = add_item;
    s->work.context = &adding;
    s->work.meta = meta;
    int code = work_run(args, &s->work);
    /* what was read before a Ctrl-C is kept */
    if (!adding.failed && adding.in_batch && store_commit(s->store, &err) != ST_OK) {
        tell_error(&err);
        adding.failed = true;
    }
    if (adding.failed) return EXIT_FAILED;
    say_notice("%llu added, %llu new revisions, %llu already there: %s",
               (unsigned long long)adding.counts[ADDED_NEW],
               (unsigned long long)adding.counts[ADDED_REVISION],
               (unsigned long long)adding.counts[ADDED_NOTHING], stored_path(args));
    return code;
}

int command_add(const Args *args) {
    Stored s = {0};
    Meta meta = {0};
    StErr err = {0};
    int code = work_open(args, &s.work);
    if (code < 0) code = stored_open_store(args, STORE_MAKE, &s);
    if (code < 0 && store_use(s.store, s.work.engine.tables, &err) != ST_OK)
        code = tell_error(&err);
    if (code < 0) store_name_run(s.store, "add");
    if (code < 0 && given(args, OPT_META) &&
        meta_read(args->value[OPT_META], &s.arena, &meta, &err) != ST_OK)
        code = tell_error(&err);
    if (code < 0) code = add_all(args, &s, &meta);
    stored_close(&s);
    return code;
}

int command_remove(const Args *args) {
    Stored s = {0};
    StErr err = {0};
    int code = stored_open_store(args, STORE_CHANGE, &s);
    if (code < 0) {
        store_name_run(s.store, "remove");
        StCode done = store_begin(s.store, &err);
        for (int i = 0; i < args->path_count && done == ST_OK; i++)
            done = store_remove(s.store, str_of(args->paths[i]), &err);
        if (done == ST_OK) done = store_commit(s.store, &err);
        code = done == ST_OK ? EXIT_DONE : tell_error(&err);
    }
    stored_close(&s);
    return code;
}

static StCode set_field(Stored *s, Str id, Str assignment, StErr *err) {
    static const char *const fields[] = {"outlet", "title", "published"};
    size_t equals = str_find_char(assignment, '=');
    Str field = {assignment.p, equals == SIZE_MAX ? 0 : equals};
    Str value = equals == SIZE_MAX ? S("") : str_from(assignment, equals + 1);
    if (word_find(fields, 3, field) < 0)
        return st_fail(err, ST_BAD_ARGUMENT, 0, "set takes outlet=, title= or published=, not %.*s",
                       STR_ARG(assignment));
    if (str_eq(field, S("published")) && value.n && (value.n != 10 || !day_parse(value)))
        return st_fail(err, ST_BAD_ARGUMENT, 0, "published takes a day as 2023-09-20");
    Records *r;
    TRY(store_load_one(s->store, id, &s->arena, &r, err));
    return store_set(s->store, store_key(&r->doc), field, value, err);
}

/* The document is extracted anew from its own text, with the user's word. */
static StCode set_all(Stored *s, const Args *args, StErr *err) {
    Str id = str_of(args->paths[0]);
    store_name_run(s->store, "set");
    TRY(store_begin(s->store, err));
    for (int i = 1; i < args->path_count; i++) TRY(set_field(s, id, str_of(args->paths[i]), err));
    Records *r;
    Added added;
    TRY(store_load_one(s->store, id, &s->arena, &r, err));
    WorkItem item = {.records = *r};
    StCode code = keep_one(s, &item, &added, err);
    arena_drop(&item.arena);
    TRY(code);
    return store_commit(s->store, err);
}

/* The document's story as it stands. */
static StCode tell_story(Stored *s, Str id, Told *out, StErr *err) {
    TRY(stored_refresh(s, err));
    return stored_tell_of(s, id, &s->arena, out, err);
}

/* What a day of publication moved: the story before and after. */
static int set_and_tell(Stored *s, const Args *args) {
    StErr err = {0};
    Str id = str_of(args->paths[0]);
    Told before, now;
    StCode code = tell_story(s, id, &before, &err);
    if (code == ST_OK) code = set_all(s, args, &err);
    if (code == ST_OK) code = tell_story(s, id, &now, &err);
    if (code != ST_OK) return tell_error(&err);
    Change change = change_of(&before, &now);
    int shown = differing_print(args, &(Changes){&change, 1}, S("before this was set"),
                                &(Strs){NULL, 0}, s->work.engine.tables, &s->arena);
    return shown == EXIT_NOTHING ? EXIT_DONE : shown;
}

int command_set(const Args *args) {
    Stored s = {0};
    int code = work_open(args, &s.work);
    if (code < 0) code = stored_open_store(args, STORE_CHANGE, &s);
    if (code < 0) code = set_and_tell(&s, args);
    stored_close(&s);
    return code;
}
