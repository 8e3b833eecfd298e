#include "base/map.h"
#include "base/utf8.h"
#include "record/fields.h"
#include "record/record_json.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>

/* Two passes over a document's lines: the first makes the records and notes their ids, the second
 * fills the fields, so that a reference may stand before what it names. */
typedef struct Line {
    json_t *json;
    RecordKind kind;
    uint32_t doc; /* index + 1 */
    Ref ref;
    uint64_t number;
} Line;
LIST_OF(Line, Lines);

typedef struct Reader {
    Arena *a;
    RecordsList *out;
    Lines lines;
    Map docs; /* id → index + 1 */
    Map ids;  /* record id → kind << 24 | ref, refs below 2^24 */
    const Records *r;
    TextMap map;
    uint64_t number;
    StErr *err;
} Reader;

enum { REF_BITS = 24 };

/* What every LIST_OF looks like. */
typedef struct AnyList {
    void *v;
    uint32_t n;
} AnyList;

static StCode bad(Reader *rd, const char *what) {
    return st_fail(rd->err, ST_BAD_FORMAT, 0, "line %" PRIu64 ": %s", rd->number, what);
}

static Str json_text(const json_t *j) {
    return json_is_string(j) ? (Str){json_string_value(j), json_string_length(j)} : (Str){NULL, 0};
}

static void *make_record(Reader *rd, Records *r, RecordKind kind, Ref *ref) {
    Arena *a = rd->a;
    switch (kind) {
    case RECORD_ACTOR: *ref = r->actors.n + 1; return list_push(a, &r->actors, Actor);
    case RECORD_PLACE: *ref = r->places.n + 1; return list_push(a, &r->places, Place);
    case RECORD_TIME: *ref = r->times.n + 1; return list_push(a, &r->times, Time);
    case RECORD_FIGURE: *ref = r->figures.n + 1; return list_push(a, &r->figures, Figure);
    case RECORD_CLAIM: *ref = r->claims.n + 1; return list_push(a, &r->claims, Claim);
    case RECORD_EVENT: *ref = r->events.n + 1; return list_push(a, &r->events, Event);
    case RECORD_DOCUMENT:
    case RECORD_COUNT: break;
    }
    return NULL;
}

static StCode note_document(Reader *rd, Line *line, Str id) {
    Records *r = arena_new(rd->a, Records, 1);
    Records **slot = list_push(rd->a, rd->out, Records *);
    TRY_MEM(r && slot, rd->err);
    *slot = r;
    line->doc = rd->out->n;
    r->doc.text = arena_copy(rd->a, json_text(json_object_get(line->json, "text")));
    TRY_MEM(r->doc.text.p, rd->err);
    map_set(&rd->docs, id, line->doc);
    TRY_MEM(!rd->docs.failed, rd->err);
    return ST_OK;
}

static StCode note_line(Reader *rd, json_t *json) {
    Str word = json_text(json_object_get(json, "record"));
    if (!word.p) return bad(rd, "no field \"record\"");
    int kind = WORD_FIND(RECORD, word);
    if (kind < 0) return ST_OK; /* a story's record, or a later version's */
    Str id = json_text(json_object_get(json, "id"));
    if (!id.n) return bad(rd, "no id");
    id = arena_copy(rd->a, id);
    TRY_MEM(id.p, rd->err);
    Line line = {.json = json, .kind = (RecordKind)kind, .number = rd->number};
    if (kind == RECORD_DOCUMENT)
        TRY(note_document(rd, &line, id));
    else {
        line.doc = map_get(&rd->docs, json_text(json_object_get(json, "doc")));
        if (!line.doc) return bad(rd, "the record's document does not stand before it");
        TRY_MEM(make_record(rd, rd->out->v[line.doc - 1], line.kind, &line.ref), rd->err);
        if (line.ref >> REF_BITS) return bad(rd, "too many records in one document");
        map_set(&rd->ids, id, (uint32_t)kind << REF_BITS | line.ref);
        TRY_MEM(!rd->ids.failed, rd->err);
    }
    Line *slot = list_push(rd->a, &rd->lines, Line);
    TRY_MEM(slot, rd->err);
    *slot = line;
    return ST_OK;
}

static StCode read_fields(Reader *rd, const Fields *fields, const json_t *json, char *base);

static bool read_str(Reader *rd, const json_t *j, Str *out) {
    *out = (Str){NULL, 0};
    if (!json_is_string(j)) return true;
    *out = arena_copy(rd->a, json_text(j));
    return out->p != NULL;
}

static uint32_t read_point(Reader *rd, const json_t *j) {
    json_int_t n = json_integer_value(j);
    return n <= 0 ? 0 : text_map_byte(&rd->map, n > UINT32_MAX ? UINT32_MAX : (uint32_t)n);
}

static Span read_span(Reader *rd, const json_t *j) {
    if (json_is_array(j))
        return (Span){read_point(rd, json_array_get(j, 0)), read_point(rd, json_array_get(j, 1))};
    if (json_is_object(j))
        return (Span){read_point(rd, json_object_get(j, "start")),
                      read_point(rd, json_object_get(j, "end"))};
    return (Span){0, 0};
}

static Days read_days(const json_t *j) {
    return (Days){day_parse(json_text(json_object_get(j, "from"))),
                  day_parse(json_text(json_object_get(j, "to")))};
}

static int64_t read_scaled(const json_t *j, int64_t scale) {
    if (json_is_integer(j)) return (int64_t)json_integer_value(j) * scale;
    return json_is_real(j) ? (int64_t)llround(json_real_value(j) * (double)scale) : 0;
}

static Ref read_ref(Reader *rd, const json_t *j, RecordKind *kind) {
    uint32_t found = json_is_string(j) ? map_get(&rd->ids, json_text(j)) : 0;
    *kind = (RecordKind)(found >> REF_BITS);
    return found & ((1u << REF_BITS) - 1);
}

static bool read_item(Reader *rd, const Field *f, const json_t *j, void *list, StCode *code) {
    RecordKind kind;
    switch (f->type) {
    case FIELD_SPANS: {
        Span *s = list_push(rd->a, (Spans *)list, Span);
        if (s) *s = read_span(rd, j);
        return s;
    }
    case FIELD_STRS: {
        Str *s = list_push(rd->a, (Strs *)list, Str);
        return s && read_str(rd, j, s);
    }
    case FIELD_REFS: {
        Ref *ref = list_push(rd->a, (Refs *)list, Ref);
        if (ref) *ref = read_ref(rd, j, &kind);
        return ref;
    }
    case FIELD_ABOUTS: {
        About *about = list_push(rd->a, (Abouts *)list, About);
        if (about) about->ref = read_ref(rd, j, &about->kind);
        return about;
    }
    case FIELD_SOURCE_MAP: {
        SourceRun *run = list_push(rd->a, (SourceMap *)list, SourceRun);
        if (!run) return false;
        json_int_t start = json_integer_value(json_array_get(j, 0));
        json_int_t length = json_integer_value(json_array_get(j, 2));
        run->text_start = text_map_byte(&rd->map, (uint32_t)start);
        run->raw_start = (uint32_t)json_integer_value(json_array_get(j, 1));
        run->length = text_map_byte(&rd->map, (uint32_t)(start + length)) - run->text_start;
        return true;
    }
    default: {
        AnyList *any = list;
        char *item = list_push_(rd->a, &any->v, &any->n, f->sub->size, f->sub->align);
        if (!item) return false;
        *code = read_fields(rd, f->sub, j, item);
        return true;
    }
    }
}

static StCode read_list(Reader *rd, const Field *f, const json_t *j, void *list) {
    size_t i;
    json_t *item;
    StCode code = ST_OK;
    json_array_foreach(j, i, item) {
        if (!read_item(rd, f, item, list, &code)) return ST_NOMEM;
        TRY(code);
    }
    return ST_OK;
}

static StCode read_pointer(Reader *rd, const Field *f, const json_t *j, void *at) {
    if (!json_is_object(j)) return ST_OK;
    void *made;
    if (f->type == FIELD_DAYS_OBJECT) {
        Days *days = arena_new(rd->a, Days, 1);
        TRY_MEM(days, rd->err);
        *days = read_days(j);
        made = days;
    } else {
        made = arena_take(rd->a, f->sub->size, 1, f->sub->align);
        TRY_MEM(made, rd->err);
        TRY(read_fields(rd, f->sub, j, made));
    }
    memcpy(at, &made, sizeof made);
    return ST_OK;
}

static StCode read_field(Reader *rd, const Field *f, const json_t *json, char *base) {
    void *at = base + f->offset;
    const json_t *j = f->name ? json_object_get(json, f->name) : NULL;
    RecordKind kind;
    switch (f->type) {
    case FIELD_DOC:
    case FIELD_STRS_LIST: break; /* only in records of stories, which are made, not read */
    case FIELD_START_END: *(Span *)at = read_span(rd, json); break;
    case FIELD_DAYS: *(Days *)at = read_days(json); break;
    case FIELD_ID:
    case FIELD_STR: TRY_MEM(read_str(rd, j, at), rd->err); break;
    case FIELD_SPAN:
    case FIELD_SPAN_OBJECT: *(Span *)at = read_span(rd, j); break;
    case FIELD_ENUM: {
        int value = json_is_string(j) ? word_find(f->words, f->word_count, json_text(j)) : 0;
        if (value < 0) return bad(rd, f->name);
        *(unsigned *)at = (unsigned)value;
        break;
    }
    case FIELD_BOOL: *(bool *)at = json_is_true(j); break;
    case FIELD_NUMBER: *(Number *)at = (Number){read_scaled(j, 1000), json_is_number(j)}; break;
    case FIELD_COUNT: *(uint32_t *)at = (uint32_t)json_integer_value(j); break;
    case FIELD_WEEKDAY:
    case FIELD_INT: *(int32_t *)at = (int32_t)json_integer_value(j); break;
    case FIELD_DEGREES:
        *(int32_t *)at = (int32_t)read_scaled(j, 1000000);
        if (json_is_number(j)) ((Place *)(void *)base)->located = true;
        break;
    case FIELD_PER_MILLE: *(uint32_t *)at = (uint32_t)read_scaled(j, 1000); break;
    case FIELD_REF:
    case FIELD_ANCHOR: {
        Ref ref = read_ref(rd, j, &kind);
        *(Ref *)at = f->type == FIELD_ANCHOR || kind == f->kind ? ref : 0;
        break;
    }
    case FIELD_SPANS:
    case FIELD_STRS:
    case FIELD_REFS:
    case FIELD_ABOUTS:
    case FIELD_SOURCE_MAP:
    case FIELD_OBJECTS: TRY_MEM(read_list(rd, f, j, at) == ST_OK, rd->err); break;
    case FIELD_DAYS_OBJECT:
    case FIELD_OBJECT: return read_pointer(rd, f, j, at);
    }
    return ST_OK;
}

static StCode read_fields(Reader *rd, const Fields *fields, const json_t *json, char *base) {
    for (uint32_t i = 0; i < fields->n; i++) TRY(read_field(rd, &fields->v[i], json, base));
    return ST_OK;
}

/* Figures, times and events show the span of their head as start and end; the others' stands in
 * the id: DOC.a12-15. */
static Span span_of_id(Reader *rd, const RecordHead *head) {
    Str rest = head->id, last = {NULL, 0}, piece;
    while (str_split(&rest, '.', &piece))
        if (str_find_char(piece, '-') != SIZE_MAX && piece.n > 1) last = str_from(piece, 1);
    uint64_t start, end;
    size_t dash = last.p ? str_find_char(last, '-') : SIZE_MAX;
    if (dash == SIZE_MAX || !str_to_u64((Str){last.p, dash}, &start) ||
        !str_to_u64(str_from(last, dash + 1), &end) || end > UINT32_MAX)
        return (Span){0, 0};
    return (Span){text_map_byte(&rd->map, (uint32_t)start), text_map_byte(&rd->map, (uint32_t)end)};
}

static StCode fill_line(Reader *rd, const Line *line) {
    rd->number = line->number;
    Records *r = rd->out->v[line->doc - 1];
    if (rd->r != r) {
        rd->r = r;
        if (text_map_make(r->doc.text, rd->a, &rd->map) != ST_OK)
            return st_fail(rd->err, ST_NOMEM, 0, "out of memory");
    }
    char *base = line->kind == RECORD_DOCUMENT ? (char *)&r->doc
                                               : (char *)records_head(r, line->kind, line->ref);
    TRY(read_fields(rd, &record_fields[line->kind], line->json, base));
    if (line->kind == RECORD_ACTOR || line->kind == RECORD_PLACE || line->kind == RECORD_CLAIM)
        ((RecordHead *)(void *)base)->span = span_of_id(rd, (RecordHead *)(void *)base);
    return ST_OK;
}

static StCode read_all(Reader *rd, Str lines) {
    Str line;
    while (str_split(&lines, '\n', &line)) {
        rd->number++;
        if (str_trim(line).n == 0) continue;
        json_error_t error;
        json_t *json = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &error);
        if (!json) return bad(rd, error.text);
        uint32_t before = rd->lines.n;
        StCode code = note_line(rd, json);
        if (code != ST_OK || rd->lines.n == before) json_decref(json);
        TRY(code);
    }
    for (uint32_t i = 0; i < rd->lines.n; i++) TRY(fill_line(rd, &rd->lines.v[i]));
    return ST_OK;
}

StCode records_read(Str lines, Arena *a, RecordsList *out, StErr *err) {
    *out = (RecordsList){NULL, 0};
    Reader rd = {.a = a, .out = out, .docs = {.arena = a}, .ids = {.arena = a}, .err = err};
    StCode code = read_all(&rd, lines);
    for (uint32_t i = 0; i < rd.lines.n; i++) json_decref(rd.lines.v[i].json);
    if (code != ST_OK) *out = (RecordsList){NULL, 0};
    return code;
}
