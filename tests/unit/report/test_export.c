/* Exports as other programs read them. */
#include "check.h"

#include "report/export.h"

#include <jansson.h>

/* "Kut: 23 "dead"\nor, say, more." with one placed figure and one event without a place. */
static Records *make_records(Arena *a) {
    Records *r = arena_new(a, Records, 1);
    r->doc = (Document){.id = S("0a1b2c3d4e"),
                        .outlet = S("A, B & C"),
                        .title = S("=1+1 \"quoted\""),
                        .text = S("Kut: 23 \"dead\"\nor, say, more.")};
    *list_push(a, &r->doc.sentences, Span) = (Span){0, (uint32_t)r->doc.text.n};
    *list_push(a, &r->places, Place) = (Place){.head = {.span = {0, 3}},
                                               .name = S("Kut"),
                                               .lat = -32512345,
                                               .lon = 45818200,
                                               .located = true,
                                               .precision = PRECISION_POINT};
    *list_push(a, &r->figures, Figure) = (Figure){.head = {.span = {5, 7}},
                                                  .sentence = {0, (uint32_t)r->doc.text.n},
                                                  .measure = S("killed"),
                                                  .value = number_of(23),
                                                  .place = 1};
    *list_push(a, &r->events, Event) = (Event){.head = {.span = {9, 13}}, .class = CLASS_CASUALTY};
    assert_int_equal(records_assign_ids(r, a), ST_OK);
    return r;
}

/* One RFC 4180 cell off the front; false at the end of the record. */
static bool csv_next(Str *rest, Arena *a, Str *cell) {
    if (str_starts(*rest, S("\r\n")) || !rest->n) return false;
    if (rest->p[0] == ',') *rest = str_from(*rest, 1);
    Text t = {.arena = a};
    bool quoted = rest->n && rest->p[0] == '"';
    size_t i = quoted;
    for (; i < rest->n; i++) {
        char ch = rest->p[i];
        if (!quoted && (ch == ',' || ch == '\r')) break;
        if (quoted && ch == '"') {
            if (i + 1 >= rest->n || rest->p[i + 1] != '"') break;
            i++;
        }
        text_add_char(&t, rest->p[i]);
    }
    if (quoted) assert_true(i < rest->n);
    *rest = str_from(*rest, i + quoted);
    *cell = text_str(&t);
    return true;
}

static uint32_t csv_record(Str *rest, Arena *a, Strs *out) {
    *out = (Strs){NULL, 0};
    Str cell;
    /* the first cell has no comma before it */
    while (csv_next(rest, a, &cell)) *list_push(a, out, Str) = cell;
    assert_true(str_starts(*rest, S("\r\n")));
    *rest = str_from(*rest, 2);
    return out->n;
}

static Str column(const Strs *names, const Strs *cells, const char *name) {
    for (uint32_t i = 0; i < names->n; i++)
        if (str_eq(names->v[i], str_of(name))) return cells->v[i];
    fail_msg("no column %s", name);
    return S("");
}

static void test_csv(void **state) {
    (void)state;
    Arena a = {0};
    Records *r = make_records(&a);
    CsvFiles files = {NULL, 0};
    StErr err = {0};
    check_ok(export_csv(&(RecordsList){&r, 1}, &(Stories){NULL, 0}, NULL, &a, &files, &err), &err);
    uint32_t met = 0;
    for (uint32_t i = 0; i < files.n; i++) {
        Str rest = text_str(&files.v[i].text);
        Strs names, cells;
        uint32_t n = csv_record(&rest, &a, &names);
        for (; rest.n; assert_int_equal(cells.n, n)) csv_record(&rest, &a, &cells);
        if (!str_eq(files.v[i].kind, S("figure"))) continue;
        met++;
        check_str(column(&names, &cells, "measure"), "killed");
        check_str(column(&names, &cells, "value"), "23");
        check_str(column(&names, &cells, "low"), "");
        check_str(column(&names, &cells, "sentence"), "[0,29]");
        check_str(column(&names, &cells, "sentence_text"), "Kut: 23 \"dead\"\nor, say, more.");
        check_str(column(&names, &cells, "outlet_name"), "A, B & C");
        check_str(column(&names, &cells, "document_title"), "=1+1 \"quoted\"");
    }
    assert_int_equal(met, 1);
    arena_drop(&a);
}

static void test_geojson(void **state) {
    (void)state;
    Arena a = {0};
    Records *r = make_records(&a);
    Text out = {.arena = &a};
    StErr err = {0};
    check_ok(export_geojson(&(RecordsList){&r, 1}, &(Stories){NULL, 0}, NULL, &a, &out, &err),
             &err);
    json_error_t bad;
    json_t *json = json_loadb(out.p, out.n, JSON_REJECT_DUPLICATES, &bad);
    if (!json) fail_msg("%s", bad.text);
    assert_string_equal(json_string_value(json_object_get(json, "type")), "FeatureCollection");
    json_t *features = json_object_get(json, "features");
    assert_int_equal(json_array_size(features), 1); /* what has no place is left out */
    const char *type, *geometry, *sentence, *id;
    double lon, lat;
    json_int_t value;
    assert_int_equal(json_unpack(json_array_get(features, 0),
                                 "{s:s,s:s,s:{s:s,s:[F,F!]},s:{s:I,s:s}}", "type", &type, "id", &id,
                                 "geometry", "type", &geometry, "coordinates", &lon, &lat,
                                 "properties", "value", &value, "sentence", &sentence),
                     0);
    assert_string_equal(type, "Feature");
    assert_string_equal(id, "0a1b2c3d4e.f5-7");
    assert_string_equal(geometry, "Point");
    assert_true(lon > 45.8181 && lon < 45.8183); /* longitude first */
    assert_true(lat < -32.5123 && lat > -32.5124);
    assert_int_equal(value, 23);
    assert_string_equal(sentence, "Kut: 23 \"dead\"\nor, say, more.");
    json_decref(json);
    arena_drop(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_csv), cmocka_unit_test(test_geojson)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
