/* Why documents are of one story or of two, kept beside them; what grouping anew has moved. */
#include "store/store_digests.h"
#include "store/store_parts.h"
#include "story/bonds.h"

enum { APART_SHOWN = APART_MOST, MOVES_REASONED = 100 };

StCode store_write_tie(Store *s, const Tie *tie, int64_t a, int64_t b, StErr *err) {
    sqlite3_stmt *q;
    TRY(store_prepare(s, &q, err,
                      "INSERT INTO tie (kind, a, b, likeness, day_a, day_b)"
                      " VALUES (?, ?, ?, ?, ?, ?)",
                      0, NULL));
    const int64_t values[] = {tie->kind, a, b, tie->likeness, tie->day_a, tie->day_b};
    for (int i = 0; i < 6; i++) sqlite3_bind_int64(q, i + 1, values[i]);
    return store_finish(s, q, err);
}

/* A tie as it is asked for: kind, likeness, days, ids of the documents. */
typedef struct Asked {
    Tie tie;
    Str a, b;
} Asked;
LIST_OF(Asked, AskedList);

static StCode read_ties(Store *s, sqlite3_stmt *q, Arena *a, AskedList *out, StErr *err) {
    int rc;
    while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
        Asked *slot = list_push(a, out, Asked);
        if (!slot) break;
        slot->tie = (Tie){.kind = (TieKind)sqlite3_column_int(q, 0),
                          .likeness = (uint32_t)sqlite3_column_int(q, 1),
                          .day_a = sqlite3_column_int(q, 2),
                          .day_b = sqlite3_column_int(q, 3)};
        slot->a = store_column(q, 4, a);
        slot->b = store_column(q, 5, a);
    }
    store_done(q);
    if (a->spent) return store_no_memory(err);
    return rc == SQLITE_DONE ? ST_OK : store_failed(s, err);
}

/* One that is not among the story's is loaded. */
static StCode document_of(Store *s, const RecordsList *docs, const Map *place, Str id, Arena *a,
                          Records **out, StErr *err) {
    uint32_t at = map_get(place, id);
    if (!at) return store_load_one(s, id, a, out, err);
    *out = docs->v[at - 1];
    return ST_OK;
}

StCode store_bonds(Store *s, Str story, const RecordsList *docs, Arena *a, Bonds *out, StErr *err) {
    sqlite3_stmt *q;
    AskedList ties = {NULL, 0};
    Map place = {.arena = a};
    uint32_t apart = 0;
    *out = (Bonds){NULL, 0};
    for (uint32_t i = 0; i < docs->n; i++) map_set(&place, docs->v[i]->doc.id, i + 1);
    TRY_MEM(!place.failed, err);
    TRY(store_prepare(s, &q, err,
                      "SELECT t.kind, t.likeness, t.day_a, t.day_b, x.id, y.id"
                      " FROM member m JOIN tie t ON t.a = m.document OR t.b = m.document"
                      " JOIN document x ON x.number = t.a JOIN document y ON y.number = t.b"
                      " WHERE m.story = ? GROUP BY t.rowid ORDER BY t.rowid",
                      1, &story));
    TRY(read_ties(s, q, a, &ties, err));
    for (uint32_t i = 0; i < ties.n; i++) {
        Asked *t = &ties.v[i];
        Records *x, *y;
        bool joined = t->tie.kind == TIE_JOINED;
        bool both = map_get(&place, t->a) && map_get(&place, t->b);
        if (joined != both || (!joined && ++apart > APART_SHOWN)) continue;
        TRY(document_of(s, docs, &place, t->a, a, &x, err));
        TRY(document_of(s, docs, &place, t->b, a, &y, err));
        bool turn = !map_get(&place, t->a);
        TRY_MEM(bonds_add(out, &t->tie, turn ? y : x, turn ? x : y, a) == ST_OK, err);
    }
    return ST_OK;
}

/* ---- what grouping anew has moved */

StCode store_note_places(Store *s, StErr *err) {
    TRY(store_execute(s, "DROP TABLE IF EXISTS temp.placed", err));
    TRY(store_execute(s,
                      "CREATE TEMP TABLE placed (document INTEGER PRIMARY KEY, story TEXT NOT NULL)"
                      " STRICT",
                      err));
    return store_execute(s, "INSERT INTO temp.placed SELECT document, story FROM member", err);
}

/* The likest tie that joined documents of the one story before with others of the one after. */
static const char joined_sql[] =
    "SELECT t.kind, t.likeness, t.day_a, t.day_b, x.id, y.id FROM temp.placed p"
    " JOIN member m ON m.document = p.document JOIN tie t ON t.a = p.document OR t.b = p.document"
    " JOIN temp.placed o ON o.document = iif(t.a = p.document, t.b, t.a)"
    " JOIN document x ON x.number = t.a JOIN document y ON y.number = t.b"
    " WHERE p.story = ?1 AND m.story = ?2 AND t.kind = 0 AND o.story <> ?1"
    " ORDER BY t.likeness DESC, x.id, y.id LIMIT 1";
/* The likest tie that failed to hold them in their story. */
static const char parted_sql[] =
    "SELECT t.kind, t.likeness, t.day_a, t.day_b, x.id, y.id FROM temp.placed p"
    " JOIN member m ON m.document = p.document JOIN tie t ON t.a = p.document OR t.b = p.document"
    " JOIN temp.placed o ON o.document = iif(t.a = p.document, t.b, t.a)"
    " JOIN document x ON x.number = t.a JOIN document y ON y.number = t.b"
    " WHERE p.story = ?1 AND m.story = ?2 AND t.kind <> 0 AND o.story = ?1"
    " ORDER BY t.likeness DESC, x.id, y.id LIMIT 1";

static StCode reason_of(Store *s, const char *sql, const Move *move, Arena *a, Str *out,
                        StErr *err) {
    sqlite3_stmt *q;
    AskedList ties = {NULL, 0};
    Bonds bonds = {NULL, 0};
    Records *x, *y;
    TRY(store_prepare(s, &q, err, sql, 2, (Str[]){move->before, move->after}));
    TRY(read_ties(s, q, a, &ties, err));
    if (!ties.n) return ST_OK;
    TRY(store_load_one(s, ties.v[0].a, a, &x, err));
    TRY(store_load_one(s, ties.v[0].b, a, &y, err));
    TRY_MEM(bonds_add(&bonds, &ties.v[0].tie, x, y, a) == ST_OK, err);
    *out = bonds.v[0].reason;
    return ST_OK;
}

StCode store_find_moves(Store *s, Arena *a, Moves *out, StErr *err) {
    static const char sql[] =
        "WITH pairs AS (SELECT p.story AS before, m.story AS after, count(*) AS n"
        " FROM temp.placed p JOIN member m ON m.document = p.document GROUP BY 1, 2)"
        " SELECT before, after, n FROM pairs"
        " WHERE before IN (SELECT before FROM pairs GROUP BY before HAVING count(*) > 1)"
        " OR after IN (SELECT after FROM pairs GROUP BY after HAVING count(*) > 1)"
        " ORDER BY after, n DESC, before";
    sqlite3_stmt *q;
    TRY(store_prepare(s, &q, err, sql, 0, NULL));
    int rc;
    while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
        Move *slot = list_push(a, out, Move);
        if (!slot) break;
        *slot = (Move){store_column(q, 0, a), store_column(q, 1, a),
                       (uint32_t)sqlite3_column_int64(q, 2), S("")};
    }
    store_done(q);
    if (a->spent) return store_no_memory(err);
    if (rc != SQLITE_DONE) return store_failed(s, err);
    for (uint32_t i = 0; i < out->n && i < MOVES_REASONED; i++) {
        TRY(reason_of(s, joined_sql, &out->v[i], a, &out->v[i].reason, err));
        if (!out->v[i].reason.n)
            TRY(reason_of(s, parted_sql, &out->v[i], a, &out->v[i].reason, err));
    }
    return store_execute(s, "DROP TABLE temp.placed", err);
}
