#include "check.h"

#include "record/record_index.h"
#include "record/record_json.h"

/* "Ağdam: 23 wounded, say doctors." with one record of each kind; the ğ makes bytes and code points
 * differ. */
static void make_records(Records *r, Arena *a) {
    *r = (Records){.doc = {.id = STR("0a1b2c3d4e"),
                           .source_id = STR("x"),
                           .lang = STR("en"),
                           .text = STR("A\xc4\x9f"
                                       "dam: 23 wounded, say \"doctors\".")}};
    Published *p = arena_new(a, Published, 1);
    *p = (Published){{day_of(2023, 9, 20), day_of(2023, 9, 21)}, PUBLISHED_INFERRED, 850, {0}};
    r->doc.published = p;
    *list_push(a, &r->doc.blocks, Block) = (Block){BLOCK_PARAGRAPH, {0, 34}};
    *list_push(a, &r->doc.sentences, Span) = (Span){0, 34};
    *list_push(a, &r->doc.source_map, SourceRun) = (SourceRun){0, 100, 6};
    Actor *actor = list_push(a, &r->actors, Actor);
    *actor = (Actor){.head = {.span = {25, 32}}, .name = STR("doctors"), .kind = ACTOR_POPULATION};
    *list_push(a, &actor->sectors, Str) = S("HLH");
    *list_push(a, &actor->mentions, Mention) = (Mention){{25, 32}, HOW_NOMINAL};
    Place *place = list_push(a, &r->places, Place);
    *place = (Place){.head = {.span = {0, 6}},
                     .name = STR("Agdam"),
                     .lat = 39991100,
                     .lon = -46930000,
                     .located = true,
                     .precision = PRECISION_POINT};
    *list_push(a, &place->mentions, Span) = (Span){0, 6};
    Time *time = list_push(a, &r->times, Time);
    Relative *relative = arena_new(a, Relative, 1);
    *relative = (Relative){.unit = STR("day"), .offset = -1};
    *time = (Time){.head = {.span = {8, 10}}, .value = STR("XXXX"), .relative = relative};
    Figure *f = list_push(a, &r->figures, Figure);
    *f = (Figure){.head = {.span = {8, 10}},
                  .sentence = {0, 34},
                  .measure = STR("injured"),
                  .value = number_of(23),
                  .low = number_of(23),
                  .high = {12500, true},
                  .place = 1,
                  .claim = 1,
                  .event = 1,
                  .voice = VOICE_CLAIM};
    f->population = arena_new(a, Population, 1);
    f->population->country = S("AZE");
    Figure *again = list_push(a, &r->figures, Figure);
    *again = (Figure){.head = {.span = {8, 10}}, .measure = STR("present"), .part_of = 1};
    Claim *c = list_push(a, &r->claims, Claim);
    *c = (Claim){.head = {.span = {20, 23}}, .cue = {20, 23}, .speech = true};
    c->source = arena_new(a, ClaimSource, 1);
    *c->source = (ClaimSource){{25, 32}, 1, SOURCE_UNNAMED};
    *list_push(a, &c->content, Span) = (Span){0, 18};
    *list_push(a, &c->about, About) = (About){RECORD_FIGURE, 1};
    *list_push(a, &c->about, About) = (About){RECORD_EVENT, 1};
    Event *e = list_push(a, &r->events, Event);
    *e = (Event){.head = {.span = {11, 18}}, .class = CLASS_CASUALTY, .place = 1, .claim = 1};
    *list_push(a, &e->recipients, Role) = (Role){1, {25, 32}};
    *list_push(a, &e->figures, Ref) = 1;
}

static void test_round_trip(void **state) {
    (void)state;
    Arena a = {0};
    Records r;
    make_records(&r, &a);
    check_ok(records_assign_ids(&r, &a), NULL);
    Text first = {.arena = &a}, second = {.arena = &a};
    check_ok(records_write(&r, &a, &first), NULL);
    RecordsList list;
    StErr err = {0};
    check_ok(records_read(text_str(&first), &a, &list, &err), &err);
    assert_int_equal(list.n, 1);
    check_ok(records_write(list.v[0], &a, &second), NULL);
    if (!str_eq(text_str(&first), text_str(&second)))
        fail_msg("\n%.*s\n%.*s", STR_ARG(text_str(&first)), STR_ARG(text_str(&second)));
    assert_int_equal(list.v[0]->claims.v[0].head.span.start, 20); /* from its id */
    arena_drop(&a);
}

static void check_line(Str lines, const char *want) {
    if (str_find(lines, str_of(want)) == SIZE_MAX) fail_msg("no %s in\n%.*s", want, STR_ARG(lines));
}

static void test_written_form(void **state) {
    (void)state;
    Arena a = {0};
    Records r;
    make_records(&r, &a);
    check_ok(records_assign_ids(&r, &a), NULL);
    Text t = {.arena = &a};
    check_ok(records_write(&r, &a, &t), NULL);
    Str lines = text_str(&t);
    /* code points, one less than the bytes after the ğ */
    check_line(lines, "{\"record\":\"figure\",\"id\":\"0a1b2c3d4e.f7-9\",\"doc\":\"0a1b2c3d4e\","
                      "\"start\":7,\"end\":9,\"sentence\":[0,33],\"measure\":\"injured\","
                      "\"value\":23,\"low\":23,\"high\":12.5,\"quantifier\":\"exact\"");
    check_line(lines, "\"id\":\"0a1b2c3d4e.f7-9.2\"");
    check_line(lines, "\"lat\":39.9911,\"lon\":-46.93,");
    check_line(lines, "\"relative\":{\"anchor\":\"published\",\"unit\":\"day\",\"offset\":-1,"
                      "\"weekday\":null}");
    check_line(lines, "\"published\":{\"from\":\"2023-09-20\",\"to\":\"2023-09-21\","
                      "\"basis\":\"inferred\",\"probability\":0.85,\"evidence\":[]}");
    check_line(lines, "\"about\":[\"0a1b2c3d4e.f7-9\",\"0a1b2c3d4e.e10-17\"]");
    check_line(lines, "say \\\"doctors\\\".");
    check_line(lines, "\"source_map\":[[0,100,5]]");
    arena_drop(&a);
}

static void test_bad_lines(void **state) {
    (void)state;
    static const struct {
        const char *lines, *want;
    } rows[] = {
        {"\n{oops}\n", "line 2"},
        {"{\"id\":\"x\"}\n", "line 1: no field \"record\""},
        {"{\"record\":\"actor\",\"id\":\"x.a0-1\",\"doc\":\"x\"}\n", "does not stand before it"},
        {"{\"record\":\"document\",\"id\":\"x\",\"text\":\"\",\"published\":{\"basis\":\"guess\"}}\n",
         "line 1: basis"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        RecordsList list;
        StErr err = {0};
        assert_int_equal(records_read(str_of(rows[i].lines), &a, &list, &err), ST_BAD_FORMAT);
        assert_int_equal(list.n, 0);
        if (str_find(str_of(err.what), str_of(rows[i].want)) == SIZE_MAX)
            fail_msg("row %zu: %s", i, err.what);
        arena_drop(&a);
    }
}

static void test_index(void **state) {
    (void)state;
    Arena a = {0};
    Records r, *one = &r;
    make_records(&r, &a);
    check_ok(records_assign_ids(&r, &a), NULL);
    RecordsList docs = {&one, 1};
    RecordIndex index;
    check_ok(record_index_make(&docs, &a, &index), NULL);
    Found f = record_index_find(&index, S("0a1b2c3d4e.f7-9.2"));
    assert_ptr_equal(f.records, &r);
    assert_int_equal(f.kind, RECORD_FIGURE);
    assert_int_equal(f.ref, 2);
    assert_int_equal(record_index_find(&index, S("0a1b2c3d4e")).kind, RECORD_DOCUMENT);
    assert_null(record_index_find(&index, S("nobody")).records);
    arena_drop(&a);
}

/* Out of memory at the first, second, third … allocation, until it goes through. */
static void test_memory_faults(void **state) {
    (void)state;
    Arena keep = {0};
    Records r;
    make_records(&r, &keep);
    check_ok(records_assign_ids(&r, &keep), NULL);
    Text lines = {.arena = &keep};
    check_ok(records_write(&r, &keep, &lines), NULL);
    StCode code = ST_NOMEM;
    for (long n = 1; code != ST_OK; n++) {
        Arena a = {0};
        RecordsList list;
        Text out = {.arena = &a};
        st_fault_after = n;
        code = records_read(text_str(&lines), &a, &list, NULL);
        if (code == ST_OK)
            code = records_write(list.v[0], &a, &out);
        else
            assert_int_equal(list.n, 0);
        st_fault_after = -1;
        assert_true(code == ST_OK || code == ST_NOMEM);
        arena_drop(&a);
        assert_true(n < 10000);
    }
    arena_drop(&keep);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),    cmocka_unit_test(test_written_form),
        cmocka_unit_test(test_bad_lines),     cmocka_unit_test(test_index),
        cmocka_unit_test(test_memory_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
