/* Marks in the store, and as JSON lines. */
#include "store/marks.h"

#include "base/json_write.h"
#include "store/store_parts.h"

#include <jansson.h>

static StCode read_places(Store *s, Mark *mark, Arena *a, StErr *err) {
    sqlite3_stmt *q;
    TRY(store_prepare(s, &q, err,
                      "SELECT side, key, kind, quote, sentence, ordinal FROM mark_place"
                      " WHERE mark = ? ORDER BY rowid",
                      0, NULL));
    sqlite3_bind_int64(q, 1, mark->number);
    StCode code = ST_OK;
    int rc = SQLITE_DONE;
    while (code == ST_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        MarkPlace *p = list_push(a, &mark->places, MarkPlace);
        if (!p) {
            code = st_fail(err, ST_NOMEM, 0, "out of memory");
            break;
        }
        *p = (MarkPlace){.side = (uint32_t)sqlite3_column_int(q, 0),
                         .key = store_column(q, 1, a),
                         .kind = store_column(q, 2, a),
                         .quote = store_column(q, 3, a),
                         .sentence = store_column(q, 4, a),
                         .ordinal = (uint32_t)sqlite3_column_int64(q, 5)};
        if (!p->key.p || !p->kind.p || !p->quote.p || !p->sentence.p)
            code = st_fail(err, ST_NOMEM, 0, "out of memory");
    }
    if (code == ST_OK && rc != SQLITE_DONE) code = store_failed(s, err);
    store_done(q);
    return code;
}

static StCode read_mark(sqlite3_stmt *q, Arena *a, Mark *out, StErr *err) {
    int verdict = WORD_FIND(VERDICT, str_of((const char *)sqlite3_column_text(q, 3)));
    *out = (Mark){.number = sqlite3_column_int64(q, 0),
                  .run = sqlite3_column_int64(q, 1),
                  .withdrawn = sqlite3_column_int64(q, 2),
                  .verdict = (Verdict)(verdict < 0 ? 0 : verdict),
                  .by = store_column(q, 4, a),
                  .why = store_column(q, 5, a),
                  .kind = store_column(q, 6, a),
                  .label = store_column(q, 7, a)};
    TRY_MEM(out->by.p && out->why.p && out->kind.p && out->label.p, err);
    return ST_OK;
}

StCode store_marks(Store *s, Arena *a, Marks *out, StErr *err) {
    sqlite3_stmt *q;
    *out = (Marks){NULL, 0};
    TRY(store_prepare(s, &q, err,
                      "SELECT number, run, coalesce(withdrawn, 0), verdict, by, why, kind, label"
                      " FROM mark ORDER BY number",
                      0, NULL));
    StCode code = ST_OK;
    int rc = SQLITE_DONE;
    while (code == ST_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        Mark *mark = list_push(a, out, Mark);
        code = mark ? read_mark(q, a, mark, err) : st_fail(err, ST_NOMEM, 0, "out of memory");
    }
    if (code == ST_OK && rc != SQLITE_DONE) code = store_failed(s, err);
    store_done(q);
    for (uint32_t i = 0; i < out->n && code == ST_OK; i++)
        code = read_places(s, &out->v[i], a, err);
    return code;
}

static StCode add_place(Store *s, int64_t mark, const MarkPlace *p, StErr *err) {
    sqlite3_stmt *q;
    TRY(store_prepare(s, &q, err,
                      "INSERT INTO mark_place (key, kind, quote, sentence, mark, side, ordinal)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?)",
                      4, (Str[]){p->key, p->kind, p->quote, p->sentence}));
    sqlite3_bind_int64(q, 5, mark);
    sqlite3_bind_int64(q, 6, p->side);
    sqlite3_bind_int64(q, 7, p->ordinal);
    return store_finish(s, q, err);
}

/* The stories of the documents that a mark stands in are to be made anew. */
static StCode dirty_by_mark(Store *s, int64_t mark, StErr *err) {
    sqlite3_stmt *q;
    TRY(store_prepare(s, &q, err,
                      "INSERT OR IGNORE INTO dirty SELECT m.story FROM mark_place p"
                      " JOIN document d ON d.key = p.key AND d.current = 1"
                      " JOIN member m ON m.document = d.number WHERE p.mark = ?",
                      0, NULL));
    sqlite3_bind_int64(q, 1, mark);
    return store_finish(s, q, err);
}

StCode store_mark_add(Store *s, const Mark *mark, int64_t *number, StErr *err) {
    int64_t run;
    sqlite3_stmt *q;
    *number = 0;
    if (mark->by.n > MARK_TEXT_MAX || mark->why.n > MARK_TEXT_MAX)
        return st_fail(err, ST_LIMIT, 0, "a name or reason of at most %d bytes", MARK_TEXT_MAX);
    if (mark->places.n > MARK_PLACES_MAX)
        return st_fail(err, ST_LIMIT, 0, "a mark on at most %d records", MARK_PLACES_MAX);
    TRY(store_run(s, &run, err));
    TRY(store_prepare(
        s, &q, err,
        "INSERT INTO mark (verdict, by, why, kind, label, run, withdrawn)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        5, (Str[]){WORD_OF(VERDICT, mark->verdict), mark->by, mark->why, mark->kind, mark->label}));
    sqlite3_bind_int64(q, 6, run);
    if (mark->withdrawn) sqlite3_bind_int64(q, 7, run); /* of another store */
    TRY(store_finish(s, q, err));
    *number = sqlite3_last_insert_rowid(s->db);
    for (uint32_t i = 0; i < mark->places.n; i++)
        TRY(add_place(s, *number, &mark->places.v[i], err));
    return dirty_by_mark(s, *number, err);
}

StCode store_mark_withdraw(Store *s, int64_t number, StErr *err) {
    sqlite3_stmt *q;
    int64_t run;
    TRY(store_run(s, &run, err));
    TRY(store_prepare(s, &q, err,
                      "UPDATE mark SET withdrawn = ?2 WHERE number = ?1 AND withdrawn IS NULL", 0,
                      NULL));
    sqlite3_bind_int64(q, 1, number);
    sqlite3_bind_int64(q, 2, run);
    TRY(store_finish(s, q, err));
    if (sqlite3_changes(s->db)) return dirty_by_mark(s, number, err);
    return st_fail(err, ST_NOT_FOUND, 0, "no mark %lld that holds", (long long)number);
}

/* ---- JSON lines */

static void property(Json *j, const char *name, Str value) {
    json_key(j, str_of(name));
    json_str(j, value);
}

static void write_place(Json *j, const MarkPlace *p) {
    json_open(j, '{');
    json_key(j, S("side"));
    json_int(j, p->side);
    property(j, "key", p->key);
    property(j, "kind", p->kind);
    property(j, "quote", p->quote);
    property(j, "sentence", p->sentence);
    json_key(j, S("ordinal"));
    json_int(j, p->ordinal);
    property(j, "id", p->id);
    json_close(j, '}');
}

StCode marks_write(const Marks *marks, Text *out) {
    for (uint32_t i = 0; i < marks->n; i++) {
        const Mark *m = &marks->v[i];
        Json j = {.out = out};
        json_open(&j, '{');
        property(&j, "record", S("mark"));
        json_key(&j, S("id"));
        json_int(&j, m->number);
        property(&j, "verdict", WORD_OF(VERDICT, m->verdict));
        property(&j, "by", m->by);
        property(&j, "why", m->why);
        property(&j, "kind", m->kind);
        property(&j, "label", m->label);
        json_key(&j, S("run"));
        json_int(&j, m->run);
        json_key(&j, S("withdrawn"));
        json_bool(&j, m->withdrawn != 0);
        json_key(&j, S("places"));
        json_open(&j, '[');
        for (uint32_t k = 0; k < m->places.n; k++) write_place(&j, &m->places.v[k]);
        json_close(&j, ']');
        json_close(&j, '}');
        text_add_char(out, '\n');
    }
    return out->failed ? ST_NOMEM : ST_OK;
}

static bool copy_field(const json_t *json, const char *name, Arena *a, Str *out) {
    const json_t *j = json_object_get(json, name);
    *out = json_is_string(j) ? arena_copy(a, (Str){json_string_value(j), json_string_length(j)})
                             : (Str){NULL, 0};
    return out->p != NULL;
}

static bool parse_place(const json_t *json, Arena *a, MarkPlace *p) {
    json_int_t side = json_integer_value(json_object_get(json, "side"));
    json_int_t ordinal = json_integer_value(json_object_get(json, "ordinal"));
    if (side < 0 || side > 1 || ordinal < 1 || ordinal > UINT32_MAX) return false;
    p->side = (uint32_t)side;
    p->ordinal = (uint32_t)ordinal;
    return copy_field(json, "key", a, &p->key) && copy_field(json, "kind", a, &p->kind) &&
           copy_field(json, "quote", a, &p->quote) && copy_field(json, "sentence", a, &p->sentence);
}

static bool parse_mark(const json_t *json, Arena *a, Mark *m) {
    Str verdict;
    if (!copy_field(json, "verdict", a, &verdict) || WORD_FIND(VERDICT, verdict) < 0) return false;
    m->verdict = (Verdict)WORD_FIND(VERDICT, verdict);
    m->withdrawn = json_is_true(json_object_get(json, "withdrawn"));
    if (!copy_field(json, "by", a, &m->by) || !copy_field(json, "why", a, &m->why) ||
        !copy_field(json, "kind", a, &m->kind) || !copy_field(json, "label", a, &m->label))
        return false;
    size_t i;
    json_t *place;
    json_array_foreach(json_object_get(json, "places"), i, place) {
        MarkPlace *p = list_push(a, &m->places, MarkPlace);
        if (!p || !parse_place(place, a, p)) return false;
    }
    return m->places.n > 0;
}

StCode marks_read(Str lines, Arena *a, Marks *out, StErr *err) {
    *out = (Marks){NULL, 0};
    Str line;
    for (uint64_t number = 1; str_split(&lines, '\n', &line); number++) {
        if (str_find(line, S("\"record\":\"mark\"")) == SIZE_MAX) continue;
        json_t *json = json_loadb(line.p, line.n, JSON_ALLOW_NUL, NULL);
        Mark *mark = json ? list_push(a, out, Mark) : NULL;
        bool good = mark && parse_mark(json, a, mark);
        json_decref(json);
        if (!good)
            return st_fail(err, ST_BAD_FORMAT, 0, "line %llu: not a mark",
                           (unsigned long long)number);
    }
    TRY_MEM(!a->spent, err);
    return ST_OK;
}

static bool place_same(const MarkPlace *x, const MarkPlace *y) {
    return x->side == y->side && x->ordinal == y->ordinal && str_eq(x->key, y->key) &&
           str_eq(x->kind, y->kind) && str_eq(x->quote, y->quote) &&
           str_eq(x->sentence, y->sentence);
}

bool mark_same(const Mark *x, const Mark *y) {
    if (x->verdict != y->verdict || !str_eq(x->by, y->by) || !str_eq(x->why, y->why) ||
        x->places.n != y->places.n || !x->withdrawn != !y->withdrawn)
        return false;
    for (uint32_t i = 0; i < x->places.n; i++)
        if (!place_same(&x->places.v[i], &y->places.v[i])) return false;
    return true;
}
