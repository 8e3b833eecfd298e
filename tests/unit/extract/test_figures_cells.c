/* Numbers in tables: what the heads of their columns and rows say of them. */
#include "extract_of.h"

enum { BLOCKS_MAX = 64 };

/* Lines of a text; those with tabs are rows of cells. */
static const Records *extract_rows(ExtractOf *e, const char *text) {
    static Block blocks[BLOCKS_MAX];
    StErr err = {0};
    Str all = str_of(text);
    uint32_t n = 0, from = 0;
    arena_drop(&e->arena);
    for (uint32_t line = 0, i = 0; i <= all.n; i++) {
        if (i < all.n && all.p[i] != '\n' && all.p[i] != '\t') continue;
        size_t end = str_find_char(str_from(all, line), '\n');
        Str whole = {all.p + line, end == SIZE_MAX ? all.n - line : end};
        bool row = str_find_char(whole, '\t') != SIZE_MAX;
        assert_true(n < BLOCKS_MAX);
        if (i > from) blocks[n++] = (Block){row ? BLOCK_CELL : BLOCK_PARAGRAPH, {from, i}};
        from = i + 1;
        if (i == all.n || all.p[i] == '\n') line = i + 1;
    }
    Document doc = {.id = S("d0"), .text = all, .lang = S("en"), .blocks = {blocks, n}};
    check_ok(extract_document(e->extractor, &doc, &e->arena, &e->records, &err), &err);
    return &e->records;
}

typedef struct Wanted {
    const char *measure, *unit, *place;
    int64_t value;
} Wanted;

static const Figure *find(const Records *r, const Wanted *w) {
    for (uint32_t i = 0; i < r->figures.n; i++) {
        const Figure *f = &r->figures.v[i];
        const Place *p = records_place(r, f->place);
        if (str_is(f->measure, w->measure) && str_is(f->unit, w->unit) &&
            f->value.milli == w->value * 1000 && (!w->place || (p && str_is(p->name, w->place))))
            return f;
    }
    return NULL;
}

#define LEAD "A cyclone hit the province of Sofala in Mozambique on Monday.\n"

static void test_heads(void **state) {
    (void)state;
    static const struct {
        const char *why, *text;
        Wanted wanted[4];
        uint32_t n;
    } rows[] = {
        {"the head of the column and the words of the row",
         LEAD "District\tDead\tHouses destroyed\nBeira\t84\t1,200\nDondo\t5\t130",
         {{"killed", "person", "Beira", 84},
          {"destroyed", "item", "Beira", 1200},
          {"killed", "person", "Dondo", 5},
          {"destroyed", "item", "Dondo", 130}},
         4},
        {"numbers of two cells are never one",
         LEAD "District\tDead\tMissing\nBeira\t84\t120\nDondo\t5\t300",
         {{"killed", "person", "Beira", 84}, {"missing", "person", "Beira", 120}},
         4},
        {"numbered rows",
         LEAD "No.\tDistrict\tInjured\n1\tBeira\t62\n2\tDondo\t41",
         {{"injured", "person", "Beira", 62}, {"injured", "person", "Dondo", 41}},
         2},
        {"rows of measures below places",
         LEAD "\tBeira\tDondo\nDead\t84\t5\nMissing\t12\t30",
         {{"killed", "person", "Beira", 84},
          {"killed", "person", "Dondo", 5},
          {"missing", "person", "Dondo", 30}},
         4},
        {"an empty cell moves nothing",
         LEAD "District\tDead\tMissing\nBeira\t\t12\nDondo\t5\t30",
         {{"missing", "person", "Beira", 12}, {"killed", "person", "Dondo", 5}},
         3},
        {"heads that name no measure",
         LEAD "District\tBudget\tSeats\nBeira\t84\t12\nDondo\t5\t7",
         {{0}},
         0},
        {"a head that names two", LEAD "District\tDead and missing\nBeira\t84\nDondo\t5", {{0}}, 0},
        {"thousands are not read as ones",
         LEAD "District\tDisplaced (thousands)\nBeira\t84\nDondo\t5",
         {{0}},
         0},
        {"another table has heads of its own",
         LEAD "District\tDead\nBeira\t84\nDondo\t5\nThe schools are closed.\nSchool\tSeats\nEast\t"
              "300\nWest\t400",
         {{"killed", "person", "Beira", 84}, {"killed", "person", "Dondo", 5}},
         2},
    };
    ExtractOf e;
    extract_of_open(&e);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Records *r = extract_rows(&e, rows[i].text);
        if (r->figures.n != rows[i].n) fail_msg("%s: %u figures", rows[i].why, r->figures.n);
        for (size_t k = 0; k < 4 && rows[i].wanted[k].measure; k++)
            if (!find(r, &rows[i].wanted[k]))
                fail_msg("%s: no %lld", rows[i].why, (long long)rows[i].wanted[k].value);
    }
    extract_of_close(&e);
}

static void test_total(void **state) {
    (void)state;
    ExtractOf e;
    extract_of_open(&e);
    const Records *r = extract_rows(
        &e, LEAD "District\tDead\tMissing\nBeira\t84\t12\nDondo\t5\t30\nTotal\t89\t42");
    const Figure *total = find(r, &(Wanted){"killed", "person", NULL, 89});
    const Figure *part = find(r, &(Wanted){"killed", "person", "Dondo", 5});
    const Figure *missing = find(r, &(Wanted){"missing", "person", "Dondo", 30});
    assert_true(total && part && missing);
    assert_int_equal(total->part_of, 0);
    assert_ptr_equal(records_figure(r, part->part_of), total);
    assert_int_equal(records_figure(r, missing->part_of)->value.milli, 42000);
    extract_of_close(&e);
}

static void test_row_is_sentence(void **state) {
    (void)state;
    ExtractOf e;
    extract_of_open(&e);
    const Records *r = extract_rows(&e, LEAD "District\tDead\nBeira\t84\nDondo\t5");
    assert_int_equal(r->doc.sentences.n, 4);
    const Figure *f = find(r, &(Wanted){"killed", "person", "Beira", 84});
    assert_non_null(f);
    check_str(document_cut(&r->doc, f->sentence), "Beira\t84");
    for (uint32_t i = 0; i < r->events.n; i++) /* heads tell of no events */
        assert_int_equal(r->events.v[i].sentence.start, 0);
    extract_of_close(&e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_heads),
        cmocka_unit_test(test_total),
        cmocka_unit_test(test_row_is_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
