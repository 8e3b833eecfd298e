/* Stories of a store: all documents grouped by their digests, each story made from the records of
 * its own documents and kept as a row until something it is made from changes. */
#include "store/marks.h"
#include "store/store_digests.h"
#include "store/store_parts.h"

#include <stdlib.h>

#ifndef SITREP_VERSION
#define SITREP_VERSION "0"
#endif

/* A document with what was known of its place before. */
typedef struct Placed {
    Str story; /* id, {NULL,0} none */
    int64_t leader;
} Placed;

typedef struct Regrouping {
    Store *s;
    Arena a;
    StoredDocuments docs; /* current, by id, none that is set aside */
    Str *lineage;         /* their keys, where there are marks */
    Placed *before;
    uint32_t *leaders, *stories; /* places in docs */
    uint64_t *keys;              /* by story's first document: hash of what it is made from */
    Marks marks;
    Reviews reviews; /* those on whole documents */
    Ties ties;
    StErr *err;
} Regrouping;

static StCode read_documents(Regrouping *g, RecordsList *bare) {
    sqlite3_stmt *q;
    static const char sql[] = "SELECT d.number, d.version, d.id, d.key, m.story, m.leader"
                              " FROM document d LEFT JOIN member m ON m.document = d.number"
                              " WHERE d.current = 1 ORDER BY d.id";
    uint32_t count;
    TRY(store_count(g->s, &count, g->err));
    g->docs = (StoredDocuments){arena_new(&g->a, StoredDocument, count), 0};
    g->before = arena_new(&g->a, Placed, count);
    g->lineage = arena_new(&g->a, Str, g->marks.n ? count : 0);
    Records *v = arena_new(&g->a, Records, g->marks.n ? count : 0);
    bare->v = arena_new(&g->a, Records *, g->marks.n ? count : 0);
    TRY_MEM(g->docs.v && g->before && g->lineage && v && bare->v, g->err);
    TRY(store_prepare(g->s, &q, g->err, sql, 0, NULL));
    int rc;
    while ((rc = sqlite3_step(q)) == SQLITE_ROW && g->docs.n < count) {
        uint32_t i = g->docs.n++;
        g->docs.v[i] = (StoredDocument){sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 1),
                                        store_column(q, 2, &g->a)};
        g->before[i] = (Placed){store_column(q, 4, &g->a), sqlite3_column_int64(q, 5)};
        if (!g->marks.n) continue;
        g->lineage[i] = store_column(q, 3, &g->a);
        v[i].doc = (Document){.id = g->docs.v[i].id, .source_id = g->lineage[i]};
        bare->v[bare->n++] = &v[i];
    }
    store_done(q);
    if (g->a.spent) return store_no_memory(g->err);
    return rc == SQLITE_DONE ? ST_OK : store_failed(g->s, g->err);
}

/* Marks on whole documents need only keys; documents set aside leave the list. */
static StCode apply_document_marks(Regrouping *g, const RecordsList *bare) {
    if (!g->marks.n) return ST_OK;
    TRY_MEM(marks_find(&g->marks, bare, &g->a, &g->reviews) == ST_OK, g->err);
    uint32_t n = 0;
    for (uint32_t i = 0; i < g->docs.n; i++) {
        if (map_get(&g->reviews.set_aside, g->docs.v[i].id)) continue;
        g->before[n] = g->before[i];
        g->lineage[n] = g->lineage[i];
        g->docs.v[n++] = g->docs.v[i];
    }
    g->docs.n = n;
    return ST_OK;
}

/* Whether one document may come to be placed among these. */
static bool may_weigh(const Regrouping *g) {
    return g->docs.n >= g->s->placing_min && !g->s->by_id;
}

static StCode group_digests(Regrouping *g) {
    uint32_t n = g->docs.n;
    Arena big = {0};
    Shingles *texts = arena_new(&big, Shingles, n);
    StCode code = texts ? store_read_shingles(g->s, g->docs.v, n, &big, texts, g->err)
                        : store_no_memory(g->err);
    if (code == ST_OK) code = copies_fold(texts, n, &g->a, &g->leaders, g->err);
    arena_drop(&big);
    TRY(code);
    Profile *profiles = arena_new(&big, Profile, n);
    code = profiles ? store_read_profiles(g->s, g->docs.v, n, &big, profiles, g->err)
                    : store_no_memory(g->err);
    if (code == ST_OK)
        code = grouping_divide(profiles, n, g->leaders, &g->a, &g->stories, &g->ties, g->err);
    for (uint32_t i = 0; i < n && code == ST_OK && may_weigh(g); i++)
        if (g->leaders[i] == i)
            code = store_write_rarity(g->s, g->docs.v[i].number, &profiles[i], g->err);
    arena_drop(&big);
    TRY(code);
    Str *ids = arena_new(&g->a, Str, n);
    TRY_MEM(ids, g->err);
    for (uint32_t i = 0; i < n; i++) ids[i] = g->docs.v[i].id;
    TRY_MEM(reviews_regroup(&g->reviews, ids, g->leaders, n, &g->a, g->stories) == ST_OK, g->err);
    return ST_OK;
}

static uint64_t mix(uint64_t h, uint64_t v) {
    h ^= v + 0x9e3779b97f4a7c15u + (h << 6) + (h >> 2);
    h *= 0xff51afd7ed558ccdu;
    return h ^ h >> 32;
}

uint64_t story_hash_document(uint64_t hash, int64_t number, int64_t version, int64_t leader) {
    if (!hash) hash = str_hash(S(SITREP_VERSION));
    return mix(mix(mix(hash, (uint64_t)number), (uint64_t)version), (uint64_t)leader);
}

uint64_t story_hash_mark(uint64_t hash, int64_t number, bool withdrawn) {
    return mix(hash, (uint64_t)number << 1 | withdrawn);
}

static StCode hash_stories(Regrouping *g) {
    g->keys = arena_new(&g->a, uint64_t, g->docs.n);
    TRY_MEM(g->keys, g->err);
    for (uint32_t i = 0; i < g->docs.n; i++) {
        uint64_t *key = &g->keys[g->stories[i]];
        *key = story_hash_document(*key, g->docs.v[i].number, g->docs.v[i].version,
                                   g->docs.v[g->leaders[i]].number);
    }
    Map place = {.arena = &g->a};
    for (uint32_t i = 0; g->marks.n && i < g->docs.n; i++) map_set(&place, g->lineage[i], i + 1);
    TRY_MEM(!place.failed, g->err);
    for (uint32_t i = 0; i < g->marks.n; i++) {
        const Mark *mark = &g->marks.v[i];
        for (uint32_t k = 0; k < mark->places.n; k++) {
            uint32_t doc = map_get(&place, mark->places.v[k].key);
            if (!doc) continue;
            uint64_t *key = &g->keys[g->stories[doc - 1]];
            *key = story_hash_mark(*key, mark->number, mark->withdrawn != 0);
        }
    }
    return ST_OK;
}

static Str story_id(Regrouping *g, uint32_t doc) {
    return arena_format(&g->a, "s%.*s", STR_ARG(g->docs.v[g->stories[doc]].id));
}

static StCode write_members(Regrouping *g) {
    static const char sql[] = "INSERT OR REPLACE INTO member (story, document, leader)"
                              " VALUES (?, ?, ?)";
    if (g->reviews.set_aside.n)
        TRY(store_execute(g->s, "DELETE FROM member", g->err)); /* some have no place any more */
    for (uint32_t i = 0; i < g->docs.n; i++) {
        Str id = story_id(g, i);
        int64_t leader = g->docs.v[g->leaders[i]].number;
        TRY_MEM(id.p, g->err);
        if (!g->reviews.set_aside.n && str_eq(g->before[i].story, id) &&
            g->before[i].leader == leader)
            continue;
        sqlite3_stmt *q;
        TRY(store_prepare(g->s, &q, g->err, sql, 1, &id));
        sqlite3_bind_int64(q, 2, g->docs.v[i].number);
        sqlite3_bind_int64(q, 3, leader);
        TRY(store_finish(g->s, q, g->err));
    }
    return ST_OK;
}

static StCode write_ties(Regrouping *g) {
    TRY(store_execute(g->s, "DELETE FROM tie", g->err));
    for (uint32_t i = 0; i < g->ties.n; i++) {
        const Tie *tie = &g->ties.v[i];
        TRY(store_write_tie(g->s, tie, g->docs.v[tie->a].number, g->docs.v[tie->b].number, g->err));
    }
    return ST_OK;
}

/* ---- rows of made stories */

static uint32_t contradictions_of(const Story *s) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->disputes.n; i++)
        n += s->disputes.v[i].status == DISPUTE_CONTRADICTION ||
             s->disputes.v[i].status == DISPUTE_SELF_CONTRADICTION;
    return n;
}

static StCode write_row(Store *s, const Story *story, uint64_t key, Arena *a, StErr *err) {
    Text lines = {.arena = a};
    TRY_MEM(stories_write(&(Stories){(Story *)(uintptr_t)story, 1}, &lines) == ST_OK, err);
    Str rest = text_str(&lines), line;
    str_split(&rest, '\n', &line);
    sqlite3_stmt *q;
    TRY(store_prepare(s, &q, err,
                      "INSERT OR REPLACE INTO story (id, title, line, key, first_day, last_day,"
                      " documents, independent, contradictions) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      3, (Str[]){story->id, story->title, line}));
    const int64_t numbers[] = {(int64_t)key,  story->days.from,   story->days.to,
                               story->docs.n, story->independent, contradictions_of(story)};
    for (int i = 0; i < 6; i++) sqlite3_bind_int64(q, 4 + i, numbers[i]);
    return store_finish(s, q, err);
}

static StCode row_key(Store *s, Str id, bool *found, uint64_t *key, StErr *err) {
    int64_t value;
    TRY(store_ask(s, err, "SELECT key FROM story WHERE id = ?", 1, &id, found, &value));
    *key = (uint64_t)value;
    return ST_OK;
}

StCode store_make_row(Store *s, Str story, uint64_t key, Arena *scratch, StErr *err) {
    bool found = false;
    uint64_t have = 0;
    Told told;
    TRY(row_key(s, story, &found, &have, err));
    if (found && have == key) return ST_OK;
    TRY(store_tell(s, story, scratch, &told, err));
    if (!told.stories.n) return ST_OK;
    /* how alike documents are hangs on all others: a row does not */
    told.stories.v[0].bonds = (Bonds){NULL, 0};
    return write_row(s, &told.stories.v[0], key, scratch, err);
}

static StCode make_rows(Regrouping *g) {
    Arena one = {0};
    StCode code = ST_OK;
    for (uint32_t i = 0; i < g->docs.n && code == ST_OK; i++) {
        if (g->stories[i] != i) continue;
        Str id = story_id(g, i);
        code = id.p ? store_make_row(g->s, id, g->keys[i], &one, g->err) : store_no_memory(g->err);
        arena_reset(&one);
    }
    arena_drop(&one);
    TRY(code);
    return store_execute(
        g->s, "DELETE FROM story WHERE id NOT IN (SELECT DISTINCT story FROM member)", g->err);
}

/* Which marks there are on whole documents: merges and splits of stories, reports set aside. */
static StCode document_marks(Store *s, int64_t *out, StErr *err) {
    bool found;
    return store_ask(s, err,
                     "SELECT coalesce(sum(m.number * 2 + (m.withdrawn IS NOT NULL)), 0) FROM mark m"
                     " WHERE EXISTS (SELECT 1 FROM mark_place p WHERE p.mark = m.number"
                     " AND p.kind = 'document')",
                     0, NULL, &found, out);
}

static StCode regroup(Regrouping *g) {
    RecordsList bare = {NULL, 0};
    int64_t marks;
    TRY(store_fill_digests(g->s, 0, g->err));
    TRY(store_marks(g->s, &g->a, &g->marks, g->err));
    TRY(read_documents(g, &bare));
    TRY(apply_document_marks(g, &bare));
    TRY(group_digests(g));
    TRY(hash_stories(g));
    TRY(write_members(g));
    TRY(write_ties(g));
    TRY(make_rows(g));
    TRY(document_marks(g->s, &marks, g->err));
    TRY(store_set_state(g->s, "document_marks", marks, g->err));
    TRY(store_execute(g->s, "DELETE FROM dirty", g->err));
    TRY(store_set_state(g->s, "digests", DIGEST_VERSION, g->err));
    return store_set_state(g->s, "placed", 0, g->err);
}

static StCode regroup_all(Store *s, StErr *err) {
    Regrouping g = {.s = s, .err = err};
    StCode code = regroup(&g);
    arena_drop(&g.a);
    return code;
}

/* Placing is for few documents among many that are grouped already. */
static StCode may_place(Store *s, int64_t grouped, bool *out, StErr *err) {
    enum { SHARE = 16 };
    sqlite3_stmt *q;
    int64_t documents; /* ever: counting them would take longer than placing one */
    bool found;
    int64_t placed, marks, marks_then;
    TRY(store_ask(s, err, "SELECT max(number) FROM document", 0, NULL, &found, &documents));
    TRY(store_state(s, "placed", &placed, err));
    TRY(store_state(s, "document_marks", &marks_then, err));
    TRY(document_marks(s, &marks, err));
    TRY(store_prepare(s, &q, err, "SELECT count(*) FROM document WHERE version > ? AND current = 1",
                      0, NULL));
    sqlite3_bind_int64(q, 1, grouped);
    int64_t fresh = sqlite3_step(q) == SQLITE_ROW ? sqlite3_column_int64(q, 0) : documents;
    store_done(q);
    *out = grouped && documents >= s->placing_min && !s->by_id && marks == marks_then &&
           (placed + fresh) * SHARE <= documents;
    return *out ? store_set_state(s, "placed", placed + fresh, err) : ST_OK;
}

static StCode refresh_now(Store *s, bool all, Arena *a, Moves *moves, StErr *err) {
    int64_t change, grouped; /* inside the transaction: nobody else can change them */
    bool place = false;
    TRY(store_state(s, "change", &change, err));
    TRY(store_state(s, "grouped", &grouped, err));
    if (!all) TRY(may_place(s, grouped, &place, err));
    if (moves) TRY(store_note_places(s, err));
    TRY(place ? store_place_documents(s, grouped, err) : regroup_all(s, err));
    if (moves) TRY(store_find_moves(s, a, moves, err));
    return store_set_state(s, "grouped", change, err);
}

static StCode refresh(Store *s, bool all, Arena *a, Moves *moves, StErr *err) {
    TRY(store_begin(s, err));
    StCode code = refresh_now(s, all, a, moves, err);
    if (code == ST_OK) return store_commit(s, err);
    sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    s->writing = false;
    return code;
}

StCode store_refresh(Store *s, StErr *err) {
    int64_t change, grouped, digests;
    TRY(store_state(s, "change", &change, err));
    TRY(store_state(s, "grouped", &grouped, err));
    TRY(store_state(s, "digests", &digests, err));
    bool old = digests != DIGEST_VERSION; /* made by another program, and not to be compared */
    return change == grouped && !old ? ST_OK : refresh(s, old, NULL, NULL, err);
}

StCode store_regroup(Store *s, Arena *a, Moves *moves, StErr *err) {
    *moves = (Moves){NULL, 0};
    return refresh(s, true, a, moves, err);
}

/* ---- reading */

StCode store_count(Store *s, uint32_t *documents, StErr *err) {
    bool found;
    int64_t n;
    TRY(store_ask(s, err, "SELECT count(*) FROM document WHERE current = 1", 0, NULL, &found, &n));
    *documents = (uint32_t)n;
    return n <= UINT32_MAX / 4 ? ST_OK : st_fail(err, ST_LIMIT, 0, "too many documents");
}

StCode store_stories(Store *s, Arena *a, StoredStories *out, StErr *err) {
    sqlite3_stmt *q;
    *out = (StoredStories){NULL, 0};
    TRY(store_prepare(s, &q, err,
                      "SELECT id, title, line, first_day, last_day, documents, independent,"
                      " contradictions FROM story ORDER BY last_day DESC, documents DESC, id",
                      0, NULL));
    StCode code = ST_OK;
    int rc = SQLITE_DONE;
    while (code == ST_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        StoredStory *story = list_push(a, out, StoredStory);
        if (!story) {
            code = store_no_memory(err);
            break;
        }
        *story =
            (StoredStory){.id = store_column(q, 0, a),
                          .title = store_column(q, 1, a),
                          .line = store_column(q, 2, a),
                          .days = {(Day)sqlite3_column_int(q, 3), (Day)sqlite3_column_int(q, 4)},
                          .documents = (uint32_t)sqlite3_column_int64(q, 5),
                          .independent = (uint32_t)sqlite3_column_int64(q, 6),
                          .contradictions = (uint32_t)sqlite3_column_int64(q, 7)};
    }
    if (code == ST_OK && rc != SQLITE_DONE) code = store_failed(s, err);
    store_done(q);
    return code == ST_OK && a->spent ? store_no_memory(err) : code;
}

StCode store_story_of(Store *s, Str document, Arena *a, Str *out, StErr *err) {
    sqlite3_stmt *q;
    *out = (Str){NULL, 0};
    TRY(store_prepare(s, &q, err,
                      "SELECT m.story FROM member m JOIN document d ON d.number = m.document"
                      " WHERE d.id = ?",
                      1, &document));
    int rc = sqlite3_step(q);
    if (rc == SQLITE_ROW) *out = store_column(q, 0, a);
    StCode code = rc == SQLITE_ROW || rc == SQLITE_DONE ? ST_OK : store_failed(s, err);
    store_done(q);
    return code;
}

/* The places of the leaders among a story's documents, both in order of the ids. */
static StCode read_leaders(Store *s, Str story, const RecordsList *docs, Arena *a, uint32_t **out,
                           StErr *err) {
    sqlite3_stmt *q;
    Map place = {.arena = a};
    uint32_t *leaders = arena_new(a, uint32_t, docs->n), n = 0;
    for (uint32_t i = 0; i < docs->n; i++) map_set(&place, docs->v[i]->doc.id, i + 1);
    TRY_MEM(leaders && !place.failed, err);
    TRY(store_prepare(s, &q, err,
                      "SELECT d.id, l.id FROM member m JOIN document d ON d.number = m.document"
                      " JOIN document l ON l.number = m.leader WHERE m.story = ? ORDER BY d.id",
                      1, &story));
    while (sqlite3_step(q) == SQLITE_ROW) {
        uint32_t at = map_get(&place, str_of((const char *)sqlite3_column_text(q, 0)));
        uint32_t leader = map_get(&place, str_of((const char *)sqlite3_column_text(q, 1)));
        if (!at) continue;
        leaders[at - 1] = (leader ? leader : at) - 1;
        n++;
    }
    store_done(q);
    *out = n == docs->n ? leaders : NULL; /* some are not grouped yet: they find their own */
    return ST_OK;
}

/* The marks as they were after a run. */
static void marks_at(Marks *marks, int64_t run) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < marks->n; i++) {
        if (marks->v[i].run > run) continue;
        marks->v[n] = marks->v[i];
        if (marks->v[n].withdrawn > run) marks->v[n].withdrawn = 0;
        n++;
    }
    marks->n = n;
}

/* run 0: now; story empty: documents that are not grouped as they stand */
static StCode tell(Store *s, const RecordsList *docs, Str story, bool one, int64_t run, Arena *a,
                   Told *out, StErr *err) {
    Marks marks;
    RecordsList kept;
    uint32_t *leaders = NULL;
    *out = (Told){.all = *docs};
    TRY(store_marks(s, a, &marks, err));
    if (run) marks_at(&marks, run);
    TRY_MEM(marks_find(&marks, docs, a, &out->reviews) == ST_OK, err);
    TRY_MEM(reviews_set_aside(&out->reviews, docs, a, &kept) == ST_OK, err);
    TRY(story_sort_documents(&kept, a, &out->docs, err));
    if (!out->docs.n) return ST_OK;
    if (!one)
        return stories_make_reviewed(&out->docs, s->tables, &out->reviews, a, &out->stories, err);
    if (story.n) TRY(read_leaders(s, story, &out->docs, a, &leaders, err));
    Story *made = arena_new(a, Story, 1);
    TRY_MEM(made, err);
    TRY(story_make(&out->docs, leaders, s->tables, &out->reviews, a, made, err));
    if (story.n) TRY(store_bonds(s, story, &out->docs, a, &made->bonds, err));
    out->stories = (Stories){made, 1};
    return ST_OK;
}

StCode store_tell(Store *s, Str story, Arena *a, Told *out, StErr *err) {
    RecordsList docs;
    *out = (Told){0};
    TRY(store_load_members(s, story, a, &docs, err));
    if (!docs.n) return st_fail(err, ST_NOT_FOUND, 0, "no story %.*s", STR_ARG(story));
    return tell(s, &docs, story, true, 0, a, out, err);
}

StCode store_tell_all(Store *s, Arena *a, Told *out, StErr *err) {
    RecordsList docs;
    *out = (Told){0};
    TRY(store_load(s, a, &docs, err));
    return tell(s, &docs, S(""), false, 0, a, out, err);
}

StCode store_tell_at(Store *s, Str story, int64_t run, Arena *a, Told *out, StErr *err) {
    RecordsList docs;
    *out = (Told){0};
    TRY(store_load_members_at(s, story, run, a, &docs, err));
    return tell(s, &docs, S(""), true, run, a, out, err);
}

StCode store_tell_documents(Store *s, const RecordsList *docs, bool one, Arena *a, Told *out,
                            StErr *err) {
    return tell(s, docs, S(""), one, 0, a, out, err);
}

StCode store_changed_stories(Store *s, int64_t run, Arena *a, Strs *out, StErr *err) {
    static const char sql[] =
        "SELECT m.story FROM member m JOIN stay t ON t.document = m.document"
        " WHERE t.until IS NULL AND t.since > ?1"
        " UNION SELECT m.story FROM member m JOIN coding c ON c.document = m.document"
        " WHERE c.until > ?1"
        " UNION SELECT m.story FROM mark k JOIN mark_place p ON p.mark = k.number"
        " JOIN document d ON d.key = p.key AND d.current = 1 JOIN member m ON m.document = d.number"
        " WHERE k.run > ?1 OR k.withdrawn > ?1 ORDER BY 1";
    sqlite3_stmt *q;
    *out = (Strs){NULL, 0};
    TRY(store_prepare(s, &q, err, sql, 0, NULL));
    sqlite3_bind_int64(q, 1, run);
    StCode code = ST_OK;
    int rc = SQLITE_DONE;
    while (code == ST_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        Str *slot = list_push(a, out, Str);
        if (slot) *slot = store_column(q, 0, a);
        if (!slot || !slot->p) code = store_no_memory(err);
    }
    if (code == ST_OK && rc != SQLITE_DONE) code = store_failed(s, err);
    store_done(q);
    return code;
}
