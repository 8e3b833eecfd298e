/* Which figures stand among the key figures, and which values of one are told in short. */
#include "check.h"

#include "report/composing.h"

enum { VALUES_MAX = 4 };

typedef struct Row {
    const char *reason, *measure, *unit, *counted, *group;
    int64_t values[VALUES_MAX]; /* of as many reports, a day each; 0 ends them; -1 none */
    Status status;
    bool key;
    const char *told; /* in short; NULL: not asked */
} Row;

/* A report for each value, a day after the one before. */
static Records *make_report(Arena *a, const Row *row, uint32_t i) {
    static const char *const docs[] = {"d1", "d2", "d3", "d4"};
    static const char *const ids[] = {"d1.f", "d2.f", "d3.f", "d4.f"};
    Records *r = arena_new(a, Records, 1);
    Published *p = arena_new(a, Published, 1);
    Day day = day_parse(S("2024-03-02")) + (Day)i;
    *p = (Published){.days = {day, day}, .basis = PUBLISHED_STATED};
    r->doc = (Document){.id = str_of(docs[i]), .text = S("Some of them."), .published = p};
    *list_push(a, &r->doc.sentences, Span) = (Span){0, (uint32_t)r->doc.text.n};
    Figure *f = list_push(a, &r->figures, Figure);
    int64_t value = row->values[i];
    *f = (Figure){.head = {.id = str_of(ids[i]), .span = {0, 4}},
                  .sentence = {0, (uint32_t)r->doc.text.n},
                  .measure = str_of(row->measure),
                  .unit = str_of(row->unit),
                  .counted = str_of(row->counted),
                  .quantifier = value < 0 ? QUANT_NO : QUANT_EXACT,
                  .value = {value < 0 ? 0 : value * 1000, true},
                  .status = row->status};
    if (row->group) {
        f->population = arena_new(a, Population, 1);
        *list_push(a, &f->population->groups, Str) = str_of(row->group);
    }
    return r;
}

static void check_told(Composing *c, const Row *row) {
    ShortFacts facts;
    choose_short_facts(c, &facts);
    compose_short_figures(c, &facts);
    Str line = c->out->lines.n ? c->out->lines.v[0].cells[0] : S("");
    if (!str_is(line, row->told)) fail_msg("%s: “%.*s”", row->reason, STR_ARG(line));
}

static void check_row(const Tables *tables, const Row *row) {
    Arena a = {0};
    Records *list[VALUES_MAX];
    RecordsList docs = {list, 0};
    Story story = {.days = {day_parse(S("2024-03-02")), day_parse(S("2024-03-05"))}};
    Fact *fact = list_push(&a, &story.facts, Fact);
    *fact = (Fact){.id = S("k1"), .kind = FACT_FIGURE, .label = str_of(row->measure)};
    for (uint32_t i = 0; i < VALUES_MAX && row->values[i]; i++) {
        list[docs.n++] = make_report(&a, row, i);
        *list_push(&a, &fact->items, Str) = list[i]->figures.v[0].head.id;
        *list_push(&a, &story.docs, Str) = list[i]->doc.id;
    }
    ReportOptions options = {.tables = tables};
    Report report = {0};
    Composing c;
    assert_true(composing_begin(&c, &docs, &options, &a, &report));
    composing_enter(&c, &story);
    if (composing_is_key_figure(&c, fact) != row->key) fail_msg("%s", row->reason);
    if (row->told) check_told(&c, row);
    assert_false(c.failed);
    arena_drop(&a);
}

static void test_key_figures(void **state) {
    (void)state;
    static const Row rows[] = {
        {"the dead", "killed", "person", "people", NULL, {3}, 0, true, NULL},
        {"what may come is no figure yet",
         "killed",
         "person",
         "people",
         NULL,
         {300},
         STATUS_PROJECTED,
         false,
         NULL},
        {"one who is held is a name", "detained", "person", "mayor", NULL, {1}, 0, false, NULL},
        {"two who are held are counted", "detained", "person", "mayor", NULL, {2}, 0, true, NULL},
        {"none is an answer", "casualties", "person", "people", NULL, {-1}, 0, true, NULL},
        {"a measure without a rank", "fired", "item", "bomb", NULL, {4}, 0, false, NULL},
        {"things without a name", "destroyed", "item", "", NULL, {14}, 0, false, NULL},
        {"no things", "damaged", "item", "clinic", NULL, {-1}, 0, false, NULL},
        {"soldiers who are there", "present", "person", "troop", "military", {2000}, 0, true, NULL},
        {"anybody who is there", "present", "person", "people", NULL, {24}, 0, false, NULL},
        {"a toll that grows",
         "killed",
         "person",
         "people",
         NULL,
         {45, 85, 134},
         0,
         true,
         "Killed: 45 (R1, no source given, 2 Mar); 85 (R2, no source given, 3 Mar); 134 (R3, no "
         "source given, 4 Mar)"},
        {"a lower count that comes later is of a part",
         "killed",
         "person",
         "people",
         NULL,
         {45, 134, 17},
         0,
         true,
         "Killed: 45 (R1, no source given, 2 Mar); 134 (R2, no source given, 3 Mar)"},
        {"a rival count is near",
         "killed",
         "person",
         "people",
         NULL,
         {45, 134, 97},
         0,
         true,
         "Killed: 45 (R1, no source given, 2 Mar); 134 (R2, no source given, 3 Mar); 97 (R3, no "
         "source given, 4 Mar)"},
        {"the missing may become fewer",
         "missing",
         "person",
         "people",
         NULL,
         {40, 22},
         0,
         true,
         "Missing: 40 (R1, no source given, 2 Mar); 22 (R2, no source given, 3 Mar)"},
        {"none of one part beside a count",
         "displaced",
         "person",
         "people",
         NULL,
         {-1, 4350},
         0,
         true,
         "Displaced: 4,350 (R2, no source given, 3 Mar)"},
    };
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_row(tables, &rows[i]);
    tables_close(tables);
}

/* A count of the dead that no later report brings up to date. */
static void test_last_toll(void **state) {
    (void)state;
    static const Row row = {"", "killed", "person", "people", NULL, {45}, 0, true, NULL};
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    for (int later = 3; later <= 4; later++) {
        Arena a = {0};
        Records *list[] = {make_report(&a, &row, 0)};
        Day day = day_parse(S("2024-03-02"));
        Story story = {.days = {day, day + later}};
        Fact *fact = list_push(&a, &story.facts, Fact);
        *fact = (Fact){.id = S("k1"), .kind = FACT_FIGURE, .label = S("killed")};
        *list_push(&a, &fact->items, Str) = list[0]->figures.v[0].head.id;
        *list_push(&a, &story.docs, Str) = list[0]->doc.id;
        ReportOptions options = {.tables = tables};
        Report report = {0};
        Composing c;
        assert_true(composing_begin(&c, &(RecordsList){list, 1}, &options, &a, &report));
        composing_enter(&c, &story);
        compose_gaps(&c);
        assert_int_equal(report.lines.n, later < 4 ? 0 : 2);
        if (later == 4)
            assert_true(str_is(report.lines.v[1].cells[0], "no count of the dead after 2 Mar"));
        arena_drop(&a);
    }
    tables_close(tables);
}

/* Who gives one number stands in one row, four and more of them as a count. */
static void test_one_number_one_row(void **state) {
    (void)state;
    static const Row rows[] = {
        {"two",
         "killed",
         "person",
         "people",
         NULL,
         {45, 45, 134},
         0,
         true,
         "R1, no source given; R2, no source given (3 Mar)"},
        {"four",
         "killed",
         "person",
         "people",
         NULL,
         {45, 45, 45, 45},
         0,
         true,
         "R1, no source given; R2, no source given (3 Mar); R3, no source given (4 Mar) and 1 more"},
    };
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        Arena a = {0};
        Records *list[VALUES_MAX];
        RecordsList docs = {list, 0};
        Story story = {.days = {day_parse(S("2024-03-02")), day_parse(S("2024-03-05"))}};
        Fact *fact = list_push(&a, &story.facts, Fact);
        *fact = (Fact){.id = S("k1"), .kind = FACT_FIGURE, .label = S("killed")};
        for (uint32_t i = 0; i < VALUES_MAX && rows[k].values[i]; i++) {
            list[docs.n++] = make_report(&a, &rows[k], i);
            *list_push(&a, &fact->items, Str) = list[i]->figures.v[0].head.id;
            *list_push(&a, &story.docs, Str) = list[i]->doc.id;
            if (!i || rows[k].values[i] != rows[k].values[i - 1]) continue;
            *list_push(&a, &story.relations, Relation) =
                (Relation){.a = list[i]->figures.v[0].head.id,
                           .b = list[i - 1]->figures.v[0].head.id,
                           .type = RELATION_AGREES};
        }
        ReportOptions options = {.tables = tables};
        Report report = {0};
        Composing c;
        assert_true(composing_begin(&c, &docs, &options, &a, &report));
        composing_enter(&c, &story);
        compose_figures(&c);
        assert_false(c.failed);
        assert_int_equal(report.lines.n, rows[k].values[2] == 45 ? 3 : 4);
        check_str(report.lines.v[2].cells[2], rows[k].told);
        arena_drop(&a);
    }
    tables_close(tables);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_key_figures),
                                       cmocka_unit_test(test_last_toll),
                                       cmocka_unit_test(test_one_number_one_row)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
