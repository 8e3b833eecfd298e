#include "base/json_write.h"
#include "base/map.h"
#include "base/utf8.h"
#include "record/fields.h"
#include "record/record_json.h"

static const char kind_letters[RECORD_COUNT] = {
    [RECORD_ACTOR] = 'a',  [RECORD_PLACE] = 'p', [RECORD_TIME] = 't',
    [RECORD_FIGURE] = 'f', [RECORD_CLAIM] = 'c', [RECORD_EVENT] = 'e',
};

StCode records_assign_ids(Records *r, Arena *a) {
    TextMap map;
    TRY(text_map_make(r->doc.text, a, &map));
    Map seen = {.arena = a};
    for (int k = RECORD_ACTOR; k < RECORD_COUNT; k++) {
        RecordList list = records_list(r, (RecordKind)k);
        for (Ref i = 1; i <= list.n; i++) {
            RecordHead *head = records_head(r, (RecordKind)k, i);
            Str id = arena_format(a, "%.*s.%c%u-%u", STR_ARG(r->doc.id), kind_letters[k],
                                  text_map_point(&map, head->span.start),
                                  text_map_point(&map, head->span.end));
            uint32_t *times = id.p ? map_at(&seen, id) : NULL;
            if (!times) return ST_NOMEM;
            if (++*times > 1) id = arena_format(a, "%.*s.%u", STR_ARG(id), *times);
            if (!id.p) return ST_NOMEM;
            head->id = id;
        }
    }
    return ST_OK;
}

typedef struct Writer {
    Json json;
    TextMap map;
    const Records *r;
} Writer;

/* The list at the front of every LIST_OF. */
typedef struct AnyList {
    char *v;
    uint32_t n;
} AnyList;

static void write_fields(Writer *w, const Fields *fields, const char *at);

static void write_point(Writer *w, uint32_t byte) {
    json_int(&w->json, text_map_point(&w->map, byte));
}

static void write_span(Writer *w, Span s) {
    json_open(&w->json, '[');
    write_point(w, s.start);
    write_point(w, s.end);
    json_close(&w->json, ']');
}

static void write_day(Writer *w, Day d) {
    char text[11];
    if (d) day_format(d, text);
    json_str(&w->json, d ? str_of(text) : (Str){NULL, 0});
}

static void write_days(Writer *w, Days d) {
    json_key(&w->json, S("from"));
    write_day(w, d.from);
    json_key(&w->json, S("to"));
    write_day(w, d.to);
}

static void write_start_end(Writer *w, Span s) {
    json_key(&w->json, S("start"));
    write_point(w, s.start);
    json_key(&w->json, S("end"));
    write_point(w, s.end);
}

static void write_id(Writer *w, RecordKind kind, Ref ref) {
    RecordHead *head = records_head(w->r, kind, ref);
    json_str(&w->json, head ? head->id : (Str){NULL, 0});
}

static void write_strs(Writer *w, Strs strs) {
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < strs.n; i++) json_str(&w->json, strs.v[i]);
    json_close(&w->json, ']');
}

static void write_list(Writer *w, const Field *f, const char *at) {
    AnyList list;
    memcpy(&list, at, sizeof list);
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < list.n; i++) {
        switch (f->type) {
        case FIELD_SPANS: write_span(w, ((const Spans *)(const void *)at)->v[i]); break;
        case FIELD_STRS: json_str(&w->json, ((const Strs *)(const void *)at)->v[i]); break;
        case FIELD_STRS_LIST: write_strs(w, ((const Strs *)(const void *)list.v)[i]); break;
        case FIELD_REFS: write_id(w, f->kind, ((const Refs *)(const void *)at)->v[i]); break;
        case FIELD_ABOUTS: {
            About about = ((const Abouts *)(const void *)at)->v[i];
            write_id(w, about.kind, about.ref);
            break;
        }
        case FIELD_SOURCE_MAP: {
            SourceRun run = ((const SourceMap *)(const void *)at)->v[i];
            uint32_t start = text_map_point(&w->map, run.text_start);
            json_open(&w->json, '[');
            json_int(&w->json, start);
            json_int(&w->json, run.raw_start);
            json_int(&w->json, text_map_point(&w->map, run.text_start + run.length) - start);
            json_close(&w->json, ']');
            break;
        }
        default:
            json_open(&w->json, '{');
            write_fields(w, f->sub, list.v + i * f->sub->size);
            json_close(&w->json, '}');
        }
    }
    json_close(&w->json, ']');
}

static void write_pointer(Writer *w, const Field *f, const char *at) {
    const char *p;
    memcpy(&p, at, sizeof p);
    if (!p) {
        json_none(&w->json);
        return;
    }
    json_open(&w->json, '{');
    if (f->type == FIELD_DAYS_OBJECT)
        write_days(w, *(const Days *)(const void *)p);
    else
        write_fields(w, f->sub, p);
    json_close(&w->json, '}');
}

static void write_span_or_null(Writer *w, const Field *f, Span s) {
    if (!span_some(s))
        json_none(&w->json);
    else if (f->type == FIELD_SPAN)
        write_span(w, s);
    else {
        json_open(&w->json, '{');
        write_start_end(w, s);
        json_close(&w->json, '}');
    }
}

static void write_degrees(Writer *w, int32_t micro) {
    char text[24];
    uint32_t size = micro < 0 ? 0u - (uint32_t)micro : (uint32_t)micro;
    Text t = {.p = text, .cap = sizeof text};
    text_format(&t, "%s%u.%06u", micro < 0 ? "-" : "", size / 1000000, size % 1000000);
    while (t.n > 1 && text[t.n - 1] == '0' && text[t.n - 2] != '.') t.n--;
    json_raw(&w->json, text_str(&t));
}

static void write_field(Writer *w, const Field *f, const char *base) {
    const void *at = base + f->offset;
    Json *j = &w->json;
    if (f->type == FIELD_START_END) {
        write_start_end(w, *(const Span *)at);
        return;
    }
    if (f->type == FIELD_DAYS) {
        write_days(w, *(const Days *)at);
        return;
    }
    json_key(j, f->type == FIELD_DOC ? S("doc") : str_of(f->name));
    switch (f->type) {
    case FIELD_START_END:
    case FIELD_DAYS: break;
    case FIELD_DOC: json_str(j, w->r->doc.id); break;
    case FIELD_ID:
    case FIELD_STR: json_str(j, *(const Str *)at); break;
    case FIELD_SPAN:
    case FIELD_SPAN_OBJECT: write_span_or_null(w, f, *(const Span *)at); break;
    case FIELD_ENUM: {
        unsigned value = *(const unsigned *)at;
        json_str(j, value < (unsigned)f->word_count ? str_of(f->words[value]) : (Str){NULL, 0});
        break;
    }
    case FIELD_BOOL: json_bool(j, *(const bool *)at); break;
    case FIELD_NUMBER: {
        Number number = *(const Number *)at;
        if (number.some)
            json_milli(j, number.milli);
        else
            json_none(j);
        break;
    }
    case FIELD_COUNT:
        if (*(const uint32_t *)at)
            json_int(j, *(const uint32_t *)at);
        else
            json_none(j);
        break;
    case FIELD_WEEKDAY:
        if (*(const int32_t *)at)
            json_int(j, *(const int32_t *)at);
        else
            json_none(j);
        break;
    case FIELD_INT: json_int(j, *(const int32_t *)at); break;
    case FIELD_DEGREES:
        if (((const Place *)(const void *)base)->located)
            write_degrees(w, *(const int32_t *)at);
        else
            json_none(j);
        break;
    case FIELD_PER_MILLE: json_milli(j, *(const uint32_t *)at); break;
    case FIELD_REF: write_id(w, f->kind, *(const Ref *)at); break;
    case FIELD_ANCHOR:
        if (*(const Ref *)at)
            write_id(w, RECORD_TIME, *(const Ref *)at);
        else
            json_str(j, S("published"));
        break;
    case FIELD_SPANS:
    case FIELD_STRS:
    case FIELD_STRS_LIST:
    case FIELD_REFS:
    case FIELD_ABOUTS:
    case FIELD_SOURCE_MAP:
    case FIELD_OBJECTS: write_list(w, f, at); break;
    case FIELD_DAYS_OBJECT:
    case FIELD_OBJECT: write_pointer(w, f, at); break;
    }
}

static void write_fields(Writer *w, const Fields *fields, const char *at) {
    for (uint32_t i = 0; i < fields->n; i++) write_field(w, &fields->v[i], at);
}

static void write_record(Writer *w, RecordKind kind, const char *at) {
    json_open(&w->json, '{');
    json_key(&w->json, S("record"));
    json_str(&w->json, WORD_OF(RECORD, kind));
    write_fields(w, &record_fields[kind], at);
    json_close(&w->json, '}');
}

static StCode writer_make(Writer *w, const Records *r, Arena *scratch, Text *out) {
    *w = (Writer){.json = {.out = out}, .r = r};
    return text_map_make(r->doc.text, scratch, &w->map);
}

static void write_line(Writer *w, RecordKind kind, const char *at) {
    w->json.comma = false;
    write_record(w, kind, at);
    text_add_char(w->json.out, '\n');
}

StCode records_write_document(const Records *r, Arena *scratch, Text *out) {
    Writer w;
    TRY(writer_make(&w, r, scratch, out));
    write_line(&w, RECORD_DOCUMENT, (const char *)&r->doc);
    return out->failed ? ST_NOMEM : ST_OK;
}

StCode records_write(const Records *r, Arena *scratch, Text *out) {
    Writer w;
    TRY(writer_make(&w, r, scratch, out));
    write_line(&w, RECORD_DOCUMENT, (const char *)&r->doc);
    for (int k = RECORD_ACTOR; k < RECORD_COUNT; k++) {
        RecordList list = records_list(r, (RecordKind)k);
        for (uint32_t i = 0; i < list.n; i++) write_line(&w, (RecordKind)k, list.v + i * list.size);
    }
    return out->failed ? ST_NOMEM : ST_OK;
}

StCode records_write_one(const Records *r, RecordKind kind, Ref ref, Arena *scratch, Text *out) {
    Writer w;
    TRY(writer_make(&w, r, scratch, out));
    const char *at =
        kind == RECORD_DOCUMENT ? (const char *)&r->doc : (const char *)records_head(r, kind, ref);
    if (!at) return ST_BAD_ARGUMENT;
    write_record(&w, kind, at);
    return out->failed ? ST_NOMEM : ST_OK;
}

StCode fields_write_line(const char *word, const Fields *fields, const void *at, Text *out) {
    Writer w = {.json = {.out = out}};
    json_open(&w.json, '{');
    json_key(&w.json, S("record"));
    json_str(&w.json, str_of(word));
    write_fields(&w, fields, at);
    json_close(&w.json, '}');
    text_add_char(out, '\n');
    return out->failed ? ST_NOMEM : ST_OK;
}
