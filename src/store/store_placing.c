/* One document placed among stories that are there already, in time that does not grow with the
 * store: what it could belong to is found by its names in the full-text index, the newest first;
 * copies and stories are then judged as grouping judges them, by features as rare as they were when
 * all was grouped last. Two stories are never joined by it: that is for the next grouping of all.
 */
#include "store/marks.h"
#include "store/store_digests.h"
#include "store/store_parts.h"
#include "story/likeness.h"

#include <stdlib.h>

enum {
    NAMES_MAX = 12,      /* asked for */
    TITLE_WORD_MIN = 6,  /* letters of a word of the title that is asked for */
    NEWEST = 30,         /* documents of each name */
    CANDIDATES_MAX = 60, /* looked at */
    MEMBERS = 6,         /* of a story, compared on average */
    STORED = UINT16_MAX  /* documents among which one is met: this is for stores of thousands */
};

typedef struct Candidate {
    int64_t number;
    uint32_t hits;
    uint32_t score;
    int64_t leader;
    Str story;
    Profile profile;
} Candidate;

typedef struct Placing {
    Store *s;
    Arena a; /* of one document */
    StErr *err;
    const Records *r;
    int64_t number;
    Candidate v[NAMES_MAX * NEWEST];
    uint32_t n;
    Profile profile;
} Placing;

/* ---- who it could belong to */

typedef struct Asked {
    Str name;
    uint32_t weight;
} Asked;
LIST_OF(Asked, AskedList);

static int by_weight(const void *x, const void *y) {
    const Asked *a = x, *b = y;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return str_cmp(a->name, b->name);
}

static StCode ask_for(Placing *p, AskedList *list, Str name, uint32_t weight) {
    if (!name.n) return ST_OK;
    for (uint32_t i = 0; i < list->n; i++)
        if (str_eq(list->v[i].name, name)) return ST_OK;
    Asked *slot = list_push(&p->a, list, Asked);
    if (!slot) return store_no_memory(p->err);
    *slot = (Asked){name, weight};
    return ST_OK;
}

/* Towns before people before words of the title; countries are in too many. */
static StCode names_asked(Placing *p, AskedList *out) {
    const Records *r = p->r;
    for (uint32_t i = 0; i < r->places.n; i++)
        if (r->places.v[i].precision != PRECISION_COUNTRY)
            TRY(ask_for(p, out, r->places.v[i].name, 300 + r->places.v[i].mentions.n));
    for (uint32_t i = 0; i < r->actors.n; i++)
        if (r->actors.v[i].kind != ACTOR_POPULATION && r->actors.v[i].kind != ACTOR_STATE)
            TRY(ask_for(p, out, r->actors.v[i].name, 200 + r->actors.v[i].mentions.n));
    Str rest = r->doc.title, word;
    while (rest.n && str_split(&rest, ' ', &word))
        if (word.n >= TITLE_WORD_MIN) TRY(ask_for(p, out, word, (uint32_t)word.n));
    if (out->n) qsort(out->v, out->n, sizeof *out->v, by_weight);
    return ST_OK;
}

/* A phrase of FTS5: what is no letter or digit of it parts words. */
static Str phrase_of(Placing *p, Str name) {
    Text t = {.arena = &p->a};
    text_add_char(&t, '"');
    for (size_t i = 0; i < name.n; i++) text_add_char(&t, name.p[i] == '"' ? ' ' : name.p[i]);
    text_add_char(&t, '"');
    return text_str(&t);
}

static StCode meet_by(Placing *p, Str name) {
    sqlite3_stmt *q;
    Str phrase = phrase_of(p, name);
    if (!phrase.p) return store_no_memory(p->err);
    TRY(store_prepare(p->s, &q, p->err,
                      "SELECT rowid FROM body WHERE body MATCH ?1 ORDER BY rowid DESC LIMIT ?2", 1,
                      &phrase));
    sqlite3_bind_int64(q, 2, NEWEST + 1);
    while (sqlite3_step(q) == SQLITE_ROW) {
        int64_t number = sqlite3_column_int64(q, 0);
        if (number == p->number) continue;
        uint32_t i = 0;
        while (i < p->n && p->v[i].number != number) i++;
        if (i == NAMES_MAX * NEWEST) continue;
        if (i == p->n) p->v[p->n++] = (Candidate){.number = number};
        p->v[i].hits++;
    }
    store_done(q);
    return ST_OK;
}

static int by_hits(const void *x, const void *y) {
    const Candidate *a = x, *b = y;
    if (a->hits != b->hits) return a->hits > b->hits ? -1 : 1;
    return (a->number < b->number) - (a->number > b->number);
}

/* Where they are placed themselves; those that wait for it are none. */
static StCode read_places(Placing *p) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->n && i < CANDIDATES_MAX; i++) {
        sqlite3_stmt *q;
        Candidate c = p->v[i];
        TRY(store_prepare(p->s, &q, p->err, "SELECT story, leader FROM member WHERE document = ?",
                          0, NULL));
        sqlite3_bind_int64(q, 1, c.number);
        bool placed = sqlite3_step(q) == SQLITE_ROW;
        if (placed) {
            c.story = store_column(q, 0, &p->a);
            c.leader = sqlite3_column_int64(q, 1);
        }
        store_done(q);
        if (placed && !c.story.p) return store_no_memory(p->err);
        if (placed) p->v[n++] = c;
    }
    p->n = n;
    return ST_OK;
}

static StCode find_candidates(Placing *p) {
    AskedList asked = {NULL, 0};
    p->n = 0;
    TRY(names_asked(p, &asked));
    for (uint32_t i = 0; i < asked.n && i < NAMES_MAX; i++) TRY(meet_by(p, asked.v[i].name));
    if (p->n) qsort(p->v, p->n, sizeof *p->v, by_hits);
    return read_places(p);
}

/* ---- one text, or one story */

static StCode write_member(Placing *p, Str story, int64_t leader) {
    sqlite3_stmt *q;
    TRY(store_prepare(p->s, &q, p->err,
                      "INSERT OR REPLACE INTO member (story, document, leader) VALUES (?, ?, ?)", 1,
                      &story));
    sqlite3_bind_int64(q, 2, p->number);
    sqlite3_bind_int64(q, 3, leader);
    TRY(store_finish(p->s, q, p->err));
    return store_note_dirty(p->s, p->number, p->err);
}

/* The longest text of a group leads it. */
static StCode lead_copies(Placing *p, const Candidate *c, const Shingles *own) {
    Shingles leader;
    TRY(store_read_shingles(p->s, &(StoredDocument){.number = c->leader}, 1, &p->a, &leader,
                            p->err));
    if (own->n <= leader.n) return write_member(p, c->story, c->leader);
    sqlite3_stmt *q;
    TRY(store_prepare(p->s, &q, p->err,
                      "UPDATE member SET leader = ?3 WHERE story = ?1 AND leader = ?2", 1,
                      &c->story));
    sqlite3_bind_int64(q, 2, c->leader);
    sqlite3_bind_int64(q, 3, p->number);
    TRY(store_finish(p->s, q, p->err));
    return write_member(p, c->story, p->number);
}

static StCode place_as_copy(Placing *p, bool *placed) {
    Shingles own, other;
    const Candidate *best = NULL;
    uint32_t most = 0;
    *placed = false;
    TRY(store_read_shingles(p->s, &(StoredDocument){.number = p->number}, 1, &p->a, &own, p->err));
    for (uint32_t i = 0; i < p->n; i++) {
        TRY(store_read_shingles(p->s, &(StoredDocument){.number = p->v[i].number}, 1, &p->a, &other,
                                p->err));
        uint32_t score = copies_score(&own, &other);
        if (score <= most) continue;
        most = score;
        best = &p->v[i];
    }
    if (!best) return ST_OK;
    *placed = true;
    return lead_copies(p, best, &own);
}

/* As rare as the candidates have it; what none of them has, as rare as the rest on average. */
static StCode weigh_own(Placing *p) {
    Profile *own = &p->profile;
    uint8_t *rarity = arena_new(&p->a, uint8_t, own->n);
    uint32_t sum = 0, known = 0;
    if (!rarity) return store_no_memory(p->err);
    for (uint32_t i = 0; i < p->n; i++) {
        const Profile *other = &p->v[i].profile;
        for (uint32_t x = 0, y = 0; x < own->n && y < other->n;) {
            const Feature *f = &other->v[y];
            if (own->v[x].key == f->key && f->base && f->weight)
                rarity[x] = (uint8_t)(f->weight / f->base);
            if (own->v[x].key < f->key)
                x++;
            else
                y++;
        }
    }
    for (uint32_t k = 0; k < own->n; k++) {
        sum += rarity[k];
        known += rarity[k] != 0;
    }
    for (uint32_t k = 0; k < own->n; k++)
        if (!rarity[k]) rarity[k] = (uint8_t)(known ? sum / known : 2);
    likeness_weigh(own, rarity);
    return ST_OK;
}

static int by_score(const void *x, const void *y) {
    const Candidate *a = x, *b = y;
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

/* Members of a story that lead their copies, evenly taken. */
static StCode story_members(Placing *p, Str story, Profile out[MEMBERS], uint32_t *n) {
    sqlite3_stmt *q;
    int64_t numbers[MEMBERS];
    *n = 0;
    TRY(store_prepare(p->s, &q, p->err,
                      "WITH leads AS (SELECT document, row_number() OVER (ORDER BY document) - 1 AS"
                      " place, count(*) OVER () AS count FROM member WHERE story = ?1"
                      " AND leader = document)"
                      " SELECT document FROM leads WHERE place % ((count + ?2 - 1) / ?2) = 0",
                      1, &story));
    sqlite3_bind_int64(q, 2, MEMBERS);
    while (*n < MEMBERS && sqlite3_step(q) == SQLITE_ROW)
        numbers[(*n)++] = sqlite3_column_int64(q, 0);
    store_done(q);
    for (uint32_t i = 0; i < *n; i++)
        TRY(store_read_weighed(p->s, numbers[i], &p->a, &out[i], p->err));
    return ST_OK;
}

static StCode place_in_story(Placing *p, bool *placed) {
    *placed = false;
    for (uint32_t i = 0; i < p->n; i++)
        TRY(store_read_weighed(p->s, p->v[i].leader, &p->a, &p->v[i].profile, p->err));
    TRY(weigh_own(p));
    TRY(store_write_rarity(p->s, p->number, &p->profile, p->err));
    for (uint32_t i = 0; i < p->n; i++)
        p->v[i].score = likeness_tie(&p->profile, &p->v[i].profile, STORED);
    if (p->n) qsort(p->v, p->n, sizeof *p->v, by_score);
    for (uint32_t i = 0; i < p->n && p->v[i].score; i++) {
        Profile members[MEMBERS];
        uint32_t n;
        bool tried = false;
        for (uint32_t k = 0; k < i && !tried; k++) tried = str_eq(p->v[k].story, p->v[i].story);
        if (tried) continue;
        TRY(story_members(p, p->v[i].story, members, &n));
        if (!grouping_belongs(&p->profile, members, n, STORED)) continue;
        *placed = true;
        Tie tie = {.kind = TIE_JOINED, .likeness = likeness_of(&p->profile, &p->v[i].profile)};
        TRY(store_write_tie(p->s, &tie, p->number, p->v[i].leader, p->err));
        return write_member(p, p->v[i].story, p->number);
    }
    return ST_OK;
}

static StCode place_document(Placing *p, Str id) {
    Records *r;
    bool placed;
    TRY(store_note_dirty(p->s, p->number, p->err)); /* where it stood before it was changed */
    sqlite3_stmt *q;
    TRY(store_prepare(p->s, &q, p->err, "DELETE FROM member WHERE document = ?", 0, NULL));
    sqlite3_bind_int64(q, 1, p->number);
    TRY(store_finish(p->s, q, p->err));
    TRY(store_prepare(p->s, &q, p->err, "DELETE FROM tie WHERE a = ?1 OR b = ?1", 0, NULL));
    sqlite3_bind_int64(q, 1, p->number);
    TRY(store_finish(p->s, q, p->err));
    TRY(store_load_one(p->s, id, &p->a, &r, p->err));
    p->r = r;
    TRY(store_read_profiles(p->s, &(StoredDocument){.number = p->number}, 1, &p->a, &p->profile,
                            p->err));
    TRY(find_candidates(p));
    TRY(place_as_copy(p, &placed));
    if (!placed) TRY(place_in_story(p, &placed));
    if (placed) return ST_OK;
    Str own = arena_format(&p->a, "s%.*s", STR_ARG(id));
    return own.p ? write_member(p, own, p->number) : store_no_memory(p->err);
}

/* ---- stories that changed by it */

/* A report that people set aside has no place. (+id: by version, then sorted; not all by id.) */
static StCode read_waiting(Store *s, int64_t grouped, Arena *a, StoredDocuments *out, StErr *err) {
    return store_read_since(
        s,
        "SELECT number, id FROM document d WHERE version > ? AND current = 1"
        " AND NOT EXISTS (SELECT 1 FROM mark m JOIN mark_place p ON p.mark = m.number"
        " WHERE p.key = d.key AND p.kind = 'document' AND m.verdict = 'reject'"
        " AND m.withdrawn IS NULL) ORDER BY +id",
        grouped, a, out, err);
}

typedef struct Membership {
    uint64_t key;
    Str first; /* lowest id of the members */
    Map keys;  /* of their lineages */
} Membership;

static StCode read_membership(Store *s, Str story, Arena *a, Membership *out, StErr *err) {
    sqlite3_stmt *q;
    *out = (Membership){.keys = {.arena = a}};
    TRY(store_prepare(s, &q, err,
                      "SELECT d.number, d.version, m.leader, d.id, d.key FROM member m"
                      " JOIN document d ON d.number = m.document WHERE m.story = ? ORDER BY d.id",
                      1, &story));
    while (sqlite3_step(q) == SQLITE_ROW) {
        out->key = story_hash_document(out->key, sqlite3_column_int64(q, 0),
                                       sqlite3_column_int64(q, 1), sqlite3_column_int64(q, 2));
        if (!out->first.p) out->first = store_column(q, 3, a);
        map_set(&out->keys, store_column(q, 4, a), 1);
    }
    store_done(q);
    return a->spent || out->keys.failed ? store_no_memory(err) : ST_OK;
}

static void hash_marks(const Marks *marks, Membership *m) {
    for (uint32_t i = 0; i < marks->n; i++)
        for (uint32_t k = 0; k < marks->v[i].places.n; k++)
            if (map_get(&m->keys, marks->v[i].places.v[k].key))
                m->key = story_hash_mark(m->key, marks->v[i].number, marks->v[i].withdrawn != 0);
}

/* A story is called after its first document; without any it is gone. */
static StCode settle_story(Store *s, Str story, const Marks *marks, Arena *a, StErr *err) {
    Membership m;
    TRY(read_membership(s, story, a, &m, err));
    Str name = m.first.p ? arena_format(a, "s%.*s", STR_ARG(m.first)) : S("");
    if (!name.p) return store_no_memory(err);
    if (!str_eq(name, story)) {
        TRY(store_change(s, err, "DELETE FROM story WHERE id = ?", 1, &story));
        TRY(store_change(s, err, "UPDATE member SET story = ? WHERE story = ?", 2,
                         (Str[]){name, story}));
    }
    if (!name.n) return ST_OK;
    hash_marks(marks, &m);
    return store_make_row(s, name, m.key, a, err);
}

static StCode read_dirty(Store *s, Arena *a, Strs *out, StErr *err) {
    sqlite3_stmt *q;
    TRY(store_prepare(s, &q, err, "SELECT story FROM dirty ORDER BY story", 0, NULL));
    while (sqlite3_step(q) == SQLITE_ROW) {
        Str *slot = list_push(a, out, Str);
        if (slot) *slot = store_column(q, 0, a);
    }
    store_done(q);
    return a->spent ? store_no_memory(err) : ST_OK;
}

static StCode settle_dirty(Store *s, Arena *a, StErr *err) {
    Marks marks;
    Strs dirty = {NULL, 0};
    Arena one = {0};
    TRY(store_marks(s, a, &marks, err));
    TRY(read_dirty(s, a, &dirty, err));
    StCode code = ST_OK;
    for (uint32_t i = 0; i < dirty.n && code == ST_OK; i++) {
        code = settle_story(s, dirty.v[i], &marks, &one, err);
        arena_reset(&one);
    }
    arena_drop(&one);
    TRY(code);
    return store_execute(s, "DELETE FROM dirty", err);
}

StCode store_place_documents(Store *s, int64_t grouped, StErr *err) {
    Arena a = {0};
    StoredDocuments waiting = {NULL, 0};
    StCode code = store_fill_digests(s, grouped, err);
    Placing *p = code == ST_OK ? arena_new(&a, Placing, 1) : NULL;
    if (code == ST_OK && !p) code = store_no_memory(err);
    if (code == ST_OK) code = read_waiting(s, grouped, &a, &waiting, err);
    for (uint32_t i = 0; i < waiting.n && code == ST_OK; i++) {
        *p = (Placing){.s = s, .err = err, .number = waiting.v[i].number};
        code = place_document(p, waiting.v[i].id);
        arena_drop(&p->a);
    }
    if (code == ST_OK) code = settle_dirty(s, &a, err);
    arena_drop(&a);
    return code;
}
