#include "report/export.h"

#include "base/json_write.h"
#include "report/composing.h"

#include <jansson.h>
#include <stdlib.h>

StCode export_jsonl(const RecordsList *docs, const Stories *stories, Arena *a, Text *out,
                    StErr *err) {
    for (uint32_t i = 0; i < docs->n; i++) TRY_MEM(records_write(docs->v[i], a, out) == ST_OK, err);
    TRY_MEM(stories_write(stories, out) == ST_OK, err);
    return ST_OK;
}

typedef struct Exporting {
    Composing c;
    const Stories *stories;
    ReportOptions options;
    Report unused;
} Exporting;

static bool exporting_begin(Exporting *x, const RecordsList *docs, const Stories *stories,
                            const Tables *tables, Arena *a) {
    *x = (Exporting){.stories = stories, .options = {.tables = tables}};
    return composing_begin(&x->c, docs, &x->options, a, &x->unused);
}

/* The sentence, the speaker, where it was printed. */
typedef struct Context {
    Str sentence, speaker, outlet, title;
} Context;

static Context context_of(Exporting *x, Found f) {
    const Records *r = f.records;
    Context c = {.outlet = r->doc.outlet, .title = r->doc.title};
    if (f.kind == RECORD_DOCUMENT) return c;
    uint32_t n = document_sentence_at(&r->doc, records_head(r, f.kind, f.ref)->span.start);
    if (n) c.sentence = document_cut(&r->doc, r->doc.sentences.v[n - 1]);
    if (f.kind == RECORD_CLAIM) c.speaker = words_of_speaker(&x->c, r, VOICE_CLAIM, f.ref);
    if (f.kind == RECORD_FIGURE) {
        const Figure *figure = records_figure(r, f.ref);
        c.speaker = words_of_speaker(&x->c, r, figure->voice, figure->claim);
    }
    if (f.kind == RECORD_EVENT)
        c.speaker = words_of_speaker(&x->c, r, VOICE_OUTLET, records_event(r, f.ref)->claim);
    return c;
}

/* ---- CSV */

static void csv_cell(Text *out, Str s, bool first) {
    if (!first) text_add_char(out, ',');
    bool plain = true;
    for (size_t i = 0; i < s.n && plain; i++) plain = !strchr(",\"\r\n", s.p[i]) || !s.p[i];
    if (plain) {
        text_add(out, s);
        return;
    }
    text_add_char(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') text_add_char(out, '"');
        text_add_char(out, s.p[i]);
    }
    text_add_char(out, '"');
}

static bool csv_value(Text *out, const json_t *value, bool first) {
    if (json_is_null(value)) {
        csv_cell(out, S(""), first);
        return true;
    }
    if (json_is_string(value)) {
        csv_cell(out, (Str){json_string_value(value), json_string_length(value)}, first);
        return true;
    }
    char *dump = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(9));
    if (!dump) return false;
    csv_cell(out, str_of(dump), first);
    free(dump);
    return true;
}

static const char *const context_names[] = {"sentence_text", "speaker", "outlet_name",
                                            "document_title"};
enum { CONTEXT_COLUMNS = 4 };

static CsvFile *file_of(Arena *a, CsvFiles *files, Str kind, json_t *json) {
    for (uint32_t i = 0; i < files->n; i++)
        if (str_eq(files->v[i].kind, kind)) return &files->v[i];
    CsvFile *file = list_push(a, files, CsvFile);
    if (!file) return NULL;
    *file = (CsvFile){arena_copy(a, kind), {.arena = a}};
    const char *key;
    json_t *value;
    bool first = true;
    json_object_foreach(json, key, value) {
        if (strcmp(key, "record") == 0) continue;
        csv_cell(&file->text, str_of(key), first);
        first = false;
    }
    for (int i = 0; i < CONTEXT_COLUMNS; i++)
        csv_cell(&file->text, str_of(context_names[i]), false);
    text_add_c(&file->text, "\r\n");
    return file;
}

static bool csv_record(Exporting *x, Arena *a, CsvFiles *files, json_t *json) {
    json_t *kind = json_object_get(json, "record"), *id = json_object_get(json, "id");
    if (!json_is_string(kind) || !json_is_string(id)) return true;
    CsvFile *file = file_of(a, files, str_of(json_string_value(kind)), json);
    if (!file) return false;
    const char *key;
    json_t *value;
    bool first = true;
    json_object_foreach(json, key, value) {
        if (strcmp(key, "record") == 0) continue;
        if (!csv_value(&file->text, value, first)) return false;
        first = false;
    }
    Found f = record_index_find(&x->c.index, str_of(json_string_value(id)));
    Context c = f.records ? context_of(x, f) : (Context){0};
    Str cells[CONTEXT_COLUMNS] = {c.sentence, c.speaker, c.outlet, c.title};
    for (int i = 0; i < CONTEXT_COLUMNS; i++) csv_cell(&file->text, cells[i], false);
    text_add_c(&file->text, "\r\n");
    return !file->text.failed;
}

static StCode csv_add(const RecordsList *docs, const Stories *stories, const Tables *tables,
                      Arena *scratch, Arena *a, CsvFiles *out, StErr *err) {
    Exporting x;
    Text all = {.arena = scratch};
    TRY_MEM(exporting_begin(&x, docs, stories, tables, scratch), err);
    TRY(export_jsonl(docs, stories, scratch, &all, err));
    Str rest = text_str(&all), line;
    while (str_split(&rest, '\n', &line)) {
        json_t *json = json_loadb(line.p, line.n, JSON_ALLOW_NUL, NULL);
        bool good = json && csv_record(&x, a, out, json);
        json_decref(json);
        TRY_MEM(good, err);
    }
    TRY_MEM(!x.c.failed && !a->spent && !scratch->spent, err);
    return ST_OK;
}

StCode export_csv(const RecordsList *docs, const Stories *stories, const Tables *tables, Arena *a,
                  CsvFiles *out, StErr *err) {
    Arena scratch = {0};
    StCode code = csv_add(docs, stories, tables, &scratch, a, out, err);
    arena_drop(&scratch);
    return code;
}

/* ---- GeoJSON */

static void degrees(Json *j, int32_t micro) {
    char text[24];
    Text t = {.p = text, .cap = sizeof text};
    uint32_t size = micro < 0 ? 0u - (uint32_t)micro : (uint32_t)micro;
    text_format(&t, "%s%u.%06u", micro < 0 ? "-" : "", size / 1000000, size % 1000000);
    json_raw(j, text_str(&t));
}

static void property(Json *j, const char *name, Str value) {
    json_key(j, str_of(name));
    json_str(j, value);
}

static void days_properties(Json *j, Days days) {
    char text[11];
    if (days.from) {
        day_format(days.from, text);
        property(j, "from", str_of(text));
    }
    if (days.to) {
        day_format(days.to, text);
        property(j, "to", str_of(text));
    }
}

static void feature(Exporting *x, Json *j, Found f, const Place *place) {
    Context context = context_of(x, f);
    json_open(j, '{');
    property(j, "type", S("Feature"));
    property(j, "id", records_head(f.records, f.kind, f.ref)->id);
    json_key(j, S("geometry"));
    json_open(j, '{');
    property(j, "type", S("Point"));
    json_key(j, S("coordinates"));
    json_open(j, '[');
    degrees(j, place->lon);
    degrees(j, place->lat);
    json_close(j, ']');
    json_close(j, '}');
    json_key(j, S("properties"));
    json_open(j, '{');
    property(j, "record", WORD_OF(RECORD, f.kind));
    property(j, "place", place->name);
    property(j, "precision", WORD_OF(PRECISION, place->precision));
    if (f.kind == RECORD_EVENT) {
        const Event *e = records_event(f.records, f.ref);
        property(j, "class", WORD_OF(CLASS, e->class));
        property(j, "label", words_of_event(&x->c, f.records, e));
        if (e->time) days_properties(j, e->time->days);
    } else {
        const Figure *figure = records_figure(f.records, f.ref);
        property(j, "measure", figure->measure);
        property(j, "label", words_of_figure(&x->c, f.records, figure));
        json_key(j, S("value"));
        if (figure->value.some)
            json_milli(j, figure->value.milli);
        else
            json_none(j);
        if (figure->as_of) days_properties(j, figure->as_of->days);
    }
    property(j, "speaker", context.speaker);
    property(j, "outlet", context.outlet);
    property(j, "title", context.title);
    property(j, "sentence", context.sentence);
    json_close(j, '}');
    json_close(j, '}');
}

void export_geojson_open(Json *j) {
    json_open(j, '{');
    property(j, "type", S("FeatureCollection"));
    json_key(j, S("features"));
    json_open(j, '[');
}

StCode export_geojson_add(const RecordsList *docs, const Stories *stories, const Tables *tables,
                          Arena *scratch, Json *j, StErr *err) {
    Exporting x;
    TRY_MEM(exporting_begin(&x, docs, stories, tables, scratch), err);
    for (uint32_t d = 0; d < docs->n; d++) {
        const Records *r = docs->v[d];
        for (Ref i = 1; i <= r->events.n; i++) {
            const Place *place = records_place(r, records_event(r, i)->place);
            if (place && place->located) feature(&x, j, (Found){r, RECORD_EVENT, i}, place);
        }
        for (Ref i = 1; i <= r->figures.n; i++) {
            const Place *place = records_place(r, records_figure(r, i)->place);
            if (place && place->located) feature(&x, j, (Found){r, RECORD_FIGURE, i}, place);
        }
    }
    TRY_MEM(!x.c.failed && !j->out->failed && !scratch->spent, err);
    return ST_OK;
}

void export_geojson_close(Json *j) {
    json_close(j, ']');
    json_close(j, '}');
    text_add_char(j->out, '\n');
}

StCode export_geojson(const RecordsList *docs, const Stories *stories, const Tables *tables,
                      Arena *a, Text *out, StErr *err) {
    Json j = {.out = out};
    export_geojson_open(&j);
    TRY(export_geojson_add(docs, stories, tables, a, &j, err));
    export_geojson_close(&j);
    TRY_MEM(!out->failed, err);
    return ST_OK;
}
