/* sitrep review: marks of people on records, and the list of those that hold and those that lost
 * their place. */
#include "cli/cli_commands.h"

#include "cli/messages.h"
#include "cli/stored.h"
#include "store/marks.h"

#include <errno.h>

/* What an ID of the command line stands for: records of documents, each with its place. */
typedef struct Target {
    Str kind, label;
    MarkPlaces places;
    bool pair; /* both sides hold them: a relation, a dispute */
} Target;

typedef struct Finding {
    Arena *a;
    const Told *told;
    RecordIndex index;
    StErr *err;
} Finding;

static StCode add_place(Finding *f, Target *t, Str id) {
    Found found = record_index_find(&f->index, id);
    if (!found.records) return ST_OK; /* of a document that is set aside */
    MarkPlace *p = list_push(f->a, &t->places, MarkPlace);
    TRY_MEM(p && mark_place_of(found.records, found.kind, found.ref, f->a, p) == ST_OK, f->err);
    return ST_OK;
}

static StCode add_places(Finding *f, Target *t, const Strs *ids) {
    for (uint32_t i = 0; i < ids->n; i++) TRY(add_place(f, t, ids->v[i]));
    return ST_OK;
}

static StCode name_target(Target *t, const char *kind, Str label) {
    t->kind = str_of(kind);
    t->label = label.n ? label : S("");
    return ST_OK;
}

static StCode find_in_story(Finding *f, const Story *s, Str id, Target *t) {
    if (str_eq(s->id, id)) {
        TRY(name_target(t, "story", s->title));
        return add_places(f, t, &s->docs);
    }
    for (uint32_t i = 0; i < s->facts.n; i++)
        if (str_eq(s->facts.v[i].id, id)) {
            TRY(name_target(t, "fact", s->facts.v[i].label));
            return add_places(f, t, &s->facts.v[i].items);
        }
    for (uint32_t i = 0; i < s->entities.n; i++)
        if (str_eq(s->entities.v[i].id, id)) {
            TRY(name_target(t, "entity", s->entities.v[i].name));
            return add_places(f, t, &s->entities.v[i].members);
        }
    for (uint32_t i = 0; i < s->timelines.n; i++)
        if (str_eq(s->timelines.v[i].id, id)) {
            TRY(name_target(t, "timeline", s->timelines.v[i].label));
            return add_places(f, t, &s->timelines.v[i].items);
        }
    for (uint32_t i = 0; i < s->relations.n; i++)
        if (str_eq(s->relations.v[i].id, id)) {
            const Relation *r = &s->relations.v[i];
            t->pair = true;
            TRY(name_target(t, "relation", r->reason));
            return add_places(f, t, &(Strs){(Str[]){r->a, r->b}, 2});
        }
    for (uint32_t i = 0; i < s->disputes.n; i++)
        if (str_eq(s->disputes.v[i].id, id)) {
            const Dispute *d = &s->disputes.v[i];
            t->pair = true;
            TRY(name_target(t, "dispute", d->question));
            for (uint32_t p = 0; p < d->positions.n; p++)
                TRY(add_places(f, t, &d->positions.v[p].items));
            return ST_OK;
        }
    return ST_OK;
}

static StCode find_target(Stored *s, Str id, Target *t, StErr *err) {
    Arena *a = &s->arena;
    Told *told = arena_new(a, Told, 1);
    *t = (Target){0};
    TRY_MEM(told, err);
    TRY(stored_tell_of(s, id, a, told, err));
    Finding f = {.a = a, .told = told, .err = err};
    TRY_MEM(record_index_make(&told->all, a, &f.index) == ST_OK, err);
    Found found = record_index_find(&f.index, id);
    if (found.records) {
        TRY(add_place(&f, t, id));
        t->kind = t->places.v[0].kind;
        const Claim *claim =
            found.kind == RECORD_CLAIM ? records_claim(found.records, found.ref) : NULL;
        t->label = claim && claim->content.n /* its cue says little */
                       ? document_cut(&found.records->doc, claim->content.v[0])
                       : t->places.v[0].quote;
    }
    for (uint32_t i = 0; !found.records && i < told->stories.n; i++)
        TRY(find_in_story(&f, &told->stories.v[i], id, t));
    if (!t->places.n) return st_fail(err, ST_NOT_FOUND, 0, "no record %.*s", STR_ARG(id));
    return ST_OK;
}

/* ---- marks from targets */

static StCode put_places(Mark *mark, const MarkPlaces *places, uint32_t side, Arena *a,
                         StErr *err) {
    for (uint32_t i = 0; i < places->n; i++) {
        MarkPlace *p = list_push(a, &mark->places, MarkPlace);
        TRY_MEM(p, err);
        *p = places->v[i];
        p->side = side;
    }
    return ST_OK;
}

static bool has_place(const MarkPlaces *places, Str id) {
    for (uint32_t i = 0; i < places->n; i++)
        if (str_eq(places->v[i].id, id)) return true;
    return false;
}

static bool of_one_kind(const MarkPlaces *x, const MarkPlaces *y) {
    for (uint32_t i = 0; i < y->n; i++)
        if (!str_eq(x->v[0].kind, y->v[i].kind)) return false;
    return true;
}

/* What leaves a thing: the records named, or all that it has of a document named. */
static StCode leaving(const Target *from, const Target *other, Arena *a, MarkPlaces *out,
                      StErr *err) {
    bool document = str_eq(other->kind, S("document")) && !str_eq(from->kind, S("story"));
    for (uint32_t i = 0; i < from->places.n; i++) {
        const MarkPlace *p = &from->places.v[i];
        bool named =
            document ? str_eq(p->key, other->places.v[0].key) : has_place(&other->places, p->id);
        if (!named) continue;
        MarkPlace *slot = list_push(a, out, MarkPlace);
        TRY_MEM(slot, err);
        *slot = *p;
    }
    if (out->n || document) return ST_OK;
    *out = other->places; /* two things that are apart, and are to stay so */
    return ST_OK;
}

static StCode fill_split(Mark *mark, const Target *targets, uint32_t n, Arena *a, StErr *err) {
    MarkPlaces right = {NULL, 0}, left = {NULL, 0};
    for (uint32_t i = 1; i < n; i++) {
        MarkPlaces part = {NULL, 0};
        TRY(leaving(&targets[0], &targets[i], a, &part, err));
        for (uint32_t k = 0; k < part.n; k++) {
            MarkPlace *slot = list_push(a, &right, MarkPlace);
            TRY_MEM(slot, err);
            *slot = part.v[k];
        }
    }
    for (uint32_t i = 0; i < targets[0].places.n; i++) {
        if (has_place(&right, targets[0].places.v[i].id)) continue;
        MarkPlace *slot = list_push(a, &left, MarkPlace);
        TRY_MEM(slot, err);
        *slot = targets[0].places.v[i];
    }
    if (!left.n || !right.n)
        return st_fail(err, ST_BAD_ARGUMENT, 0, "nothing would be left on one side of the split");
    if (!of_one_kind(&left, &right) || !of_one_kind(&left, &left))
        return st_fail(err, ST_BAD_ARGUMENT, 0, "records of different kinds are apart already");
    TRY(put_places(mark, &left, 0, a, err));
    return put_places(mark, &right, 1, a, err);
}

static StCode fill_merge(Mark *mark, const Target *targets, uint32_t n, Arena *a, StErr *err) {
    for (uint32_t i = 0; i < n; i++) {
        if (targets[i].pair || !of_one_kind(&targets[0].places, &targets[i].places))
            return st_fail(err, ST_BAD_ARGUMENT, 0,
                           "merge takes actors, places, facts or stories, all of one kind");
        TRY(put_places(mark, &targets[i].places, i > 0, a, err));
    }
    return ST_OK;
}

static StCode give_mark(Stored *s, const Mark *mark, StErr *err) {
    int64_t number;
    TRY(store_mark_add(s->store, mark, &number, err));
    say_notice("mark %lld: %s %.*s “%.*s”", (long long)number, VERDICT_words[mark->verdict],
               STR_ARG(mark->kind), STR_ARG(mark->label));
    return ST_OK;
}

static StCode give_marks(const Args *args, Stored *s, Verdict verdict, StErr *err) {
    uint32_t n = (uint32_t)args->path_count - 1;
    Target *targets = arena_new(&s->arena, Target, n);
    TRY_MEM(targets, err);
    for (uint32_t i = 0; i < n; i++)
        TRY(find_target(s, str_of(args->paths[i + 1]), &targets[i], err));
    Mark mark = {.verdict = verdict,
                 .by = str_of(args->value[OPT_BY]),
                 .why = str_of(args->value[OPT_WHY]),
                 .kind = targets[0].kind,
                 .label = targets[0].label};
    TRY(store_begin(s->store, err));
    if (verdict == VERDICT_MERGE) {
        TRY(fill_merge(&mark, targets, n, &s->arena, err));
        TRY(give_mark(s, &mark, err));
    } else if (verdict == VERDICT_SPLIT) {
        TRY(fill_split(&mark, targets, n, &s->arena, err));
        TRY(give_mark(s, &mark, err));
    }
    for (uint32_t i = 0; verdict < VERDICT_MERGE && i < n; i++) {
        mark.places = (MarkPlaces){NULL, 0};
        mark.kind = targets[i].kind;
        mark.label = targets[i].label;
        TRY(put_places(&mark, &targets[i].places, 0, &s->arena, err));
        if (targets[i].pair) TRY(put_places(&mark, &targets[i].places, 1, &s->arena, err));
        TRY(give_mark(s, &mark, err));
    }
    return store_commit(s->store, err);
}

static int give(const Args *args, Stored *s, Verdict verdict) {
    StErr err = {0};
    bool two = verdict == VERDICT_MERGE || verdict == VERDICT_SPLIT;
    if (args->path_count < (two ? 3 : 2)) {
        say_error("review %s takes %s", VERDICT_words[verdict], two ? "two IDs or more" : "an ID");
        return EXIT_USAGE;
    }
    if (!given(args, OPT_BY) || !given(args, OPT_WHY) || !str_trim(str_of(args->value[OPT_BY])).n ||
        !str_trim(str_of(args->value[OPT_WHY])).n) {
        say_error("a mark says who made it and why: --by NAME --why TEXT");
        return EXIT_USAGE;
    }
    int code = stored_open(args, STORE_CHANGE, s);
    if (code >= 0) return code;
    store_name_run(s->store, "review");
    return give_marks(args, s, verdict, &err) == ST_OK ? EXIT_DONE : tell_error(&err);
}

/* ---- list */

/* The current documents that marks stand in, each once. */
static StCode marked_documents(Stored *s, const Marks *marks, RecordsList *out, StErr *err) {
    Map seen = {.arena = &s->arena};
    *out = (RecordsList){NULL, 0};
    for (uint32_t i = 0; i < marks->n; i++)
        for (uint32_t k = 0; k < marks->v[i].places.n; k++) {
            Str key = marks->v[i].places.v[k].key;
            Records *r;
            if (map_get(&seen, key)) continue;
            map_set(&seen, key, 1);
            TRY_MEM(!seen.failed, err);
            TRY(store_load_key(s->store, key, &s->arena, &r, err));
            if (!r) continue;
            Records **slot = list_push(&s->arena, out, Records *);
            TRY_MEM(slot, err);
            *slot = r;
        }
    return ST_OK;
}

static void list_mark(const Mark *m, Text *out) {
    uint32_t found = 0;
    for (uint32_t k = 0; k < m->places.n; k++) found += m->places.v[k].id.p != NULL;
    text_format(out, "%-4lld %-6s %-8.*s “%.*s”  by %.*s: %.*s%s\n", (long long)m->number,
                VERDICT_words[m->verdict], STR_ARG(m->kind), STR_ARG(m->label), STR_ARG(m->by),
                STR_ARG(m->why), m->withdrawn ? "  (taken back)" : "");
    if (m->withdrawn) return;
    if (found) text_format(out, "     on %u of %u records\n", found, m->places.n);
    for (uint32_t k = 0; k < m->places.n; k++) {
        const MarkPlace *p = &m->places.v[k];
        if (p->id.p) continue;
        text_format(out, "     no longer finds its place: %.*s “%.*s” in %.*s\n", STR_ARG(p->kind),
                    STR_ARG(p->quote), STR_ARG(p->key));
    }
}

static int list_marks(const Args *args, Stored *s) {
    Marks marks;
    RecordsList docs;
    Reviews found;
    StErr err = {0};
    Text out = {.arena = &s->arena};
    int code = stored_open_store(args, STORE_ASK, s);
    if (code >= 0) return code;
    if (store_marks(s->store, &s->arena, &marks, &err) != ST_OK ||
        marked_documents(s, &marks, &docs, &err) != ST_OK)
        return tell_error(&err);
    if (marks_find(&marks, &docs, &s->arena, &found) != ST_OK) {
        say_error("out of memory");
        return EXIT_FAILED;
    }
    if (given(args, OPT_JSON)) {
        if (marks_write(&marks, &out) != ST_OK) say_error("out of memory");
    } else
        for (uint32_t i = 0; i < marks.n; i++) list_mark(&marks.v[i], &out);
    return marks.n ? write_out(NULL, text_str(&out)) : nothing_matched();
}

/* ---- withdraw, import */

static StCode withdraw_all(const Args *args, Stored *s, StErr *err) {
    store_name_run(s->store, "review");
    TRY(store_begin(s->store, err));
    for (int i = 1; i < args->path_count; i++) {
        uint64_t number;
        if (!str_to_u64(str_of(args->paths[i]), &number) || number > INT64_MAX)
            return st_fail(err, ST_BAD_ARGUMENT, 0, "not the number of a mark: %s", args->paths[i]);
        TRY(store_mark_withdraw(s->store, (int64_t)number, err));
    }
    return store_commit(s->store, err);
}

static int withdraw(const Args *args, Stored *s) {
    StErr err = {0};
    if (args->path_count < 2) {
        say_error("review withdraw takes the number of a mark (see sitrep review list)");
        return EXIT_USAGE;
    }
    int code = stored_open_store(args, STORE_CHANGE, s);
    if (code >= 0) return code;
    return withdraw_all(args, s, &err) == ST_OK ? EXIT_DONE : tell_error(&err);
}

static StCode import_file(Stored *s, const char *path, uint32_t *count, StErr *err) {
    Text lines = {.arena = &s->arena};
    Marks marks, have;
    FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (!f) return st_fail(err, ST_IO, 0, "%s: %s", path, strerror(errno));
    char part[1 << 16];
    size_t n;
    while ((n = fread(part, 1, sizeof part, f)) > 0) text_add(&lines, (Str){part, n});
    bool failed = ferror(f) != 0;
    if (f != stdin) fclose(f);
    if (failed) return st_fail(err, ST_IO, 0, "%s: cannot be read", path);
    TRY_MEM(!lines.failed, err);
    TRY(marks_read(text_str(&lines), &s->arena, &marks, err));
    TRY(store_marks(s->store, &s->arena, &have, err));
    for (uint32_t i = 0; i < marks.n; i++) {
        int64_t number;
        bool there = false;
        for (uint32_t k = 0; k < have.n && !there; k++) there = mark_same(&have.v[k], &marks.v[i]);
        if (there) continue;
        TRY(store_mark_add(s->store, &marks.v[i], &number, err));
        ++*count;
    }
    return ST_OK;
}

static int import(const Args *args, Stored *s) {
    StErr err = {0};
    uint32_t count = 0;
    if (args->path_count < 2) {
        say_error("review import takes files with marks (sitrep review list --json, or an export)");
        return EXIT_USAGE;
    }
    int code = stored_open_store(args, STORE_CHANGE, s);
    if (code >= 0) return code;
    store_name_run(s->store, "import");
    StCode done = store_begin(s->store, &err);
    for (int i = 1; i < args->path_count && done == ST_OK; i++)
        done = import_file(s, args->paths[i], &count, &err);
    if (done == ST_OK) done = store_commit(s->store, &err);
    if (done != ST_OK) return tell_error(&err);
    say_notice("%u marks read", count);
    return EXIT_DONE;
}

int command_review(const Args *args) {
    Stored s = {0};
    Str verb = str_of(args->paths[0]);
    int verdict = WORD_FIND(VERDICT, verb), code;
    if (verdict >= 0)
        code = give(args, &s, (Verdict)verdict);
    else if (str_eq(verb, S("list")))
        code = list_marks(args, &s);
    else if (str_eq(verb, S("withdraw")))
        code = withdraw(args, &s);
    else if (str_eq(verb, S("import")))
        code = import(args, &s);
    else {
        say_error("review does not know %.*s: accept, reject, merge, split, withdraw, list, import",
                  STR_ARG(verb));
        code = EXIT_USAGE;
    }
    stored_close(&s);
    return code;
}
