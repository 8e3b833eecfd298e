/* What a report tells of its sources: who draws on whom, and what of a page was left out. */
#include "check.h"

#include "report/composing.h"

static Records *make_report(Arena *a, const char *id, const char *agency, BlockKind last) {
    Records *r = arena_new(a, Records, 1);
    r->doc = (Document){.id = str_of(id), .uri = str_of(id), .lang = S("en")};
    r->doc.text = S("A dam broke near Oresk. Read our other pages.");
    Span first = {0, 23}, second = {24, (uint32_t)r->doc.text.n};
    *list_push(a, &r->doc.sentences, Span) = first;
    *list_push(a, &r->doc.sentences, Span) = second;
    *list_push(a, &r->doc.blocks, Block) = (Block){BLOCK_PARAGRAPH, first};
    *list_push(a, &r->doc.blocks, Block) = (Block){last, second};
    if (agency) *list_push(a, &r->doc.agencies, Str) = str_of(agency);
    return r;
}

static const Line *line_with(const Report *report, const char *part) {
    for (uint32_t i = 0; i < report->lines.n; i++)
        if (str_find(report->lines.v[i].cells[0], str_of(part)) != SIZE_MAX)
            return &report->lines.v[i];
    return NULL;
}

static void compose(Arena *a, const Tables *tables, Records **list, uint32_t n, Report *out) {
    Story *story = arena_new(a, Story, 1);
    story->independent = n;
    for (uint32_t i = 0; i < n; i++) *list_push(a, &story->docs, Str) = list[i]->doc.id;
    ReportOptions *options = arena_new(a, ReportOptions, 1);
    *options = (ReportOptions){.tables = tables};
    Composing c;
    assert_true(composing_begin(&c, &(RecordsList){list, n}, options, a, out));
    composing_enter(&c, story);
    compose_sources(&c);
    assert_false(c.failed);
}

static void test_origins(void **state) {
    (void)state;
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    Arena a = {0};
    Records *list[] = {make_report(&a, "d3", "Continental Wire", BLOCK_PARAGRAPH),
                       make_report(&a, "d1", "Continental Wire", BLOCK_CAPTION),
                       make_report(&a, "d2", "Other Wire", BLOCK_BOILERPLATE)};
    Report report = {0};
    compose(&a, tables, list, 3, &report);
    const Line *shared = line_with(&report, "draw on");
    assert_non_null(shared);
    assert_true(str_starts(shared->cells[0], S("R1 and R3 both draw on Continental Wire")));
    assert_int_equal(shared->cites.n, 2);
    assert_null(line_with(&report, "draw on Other Wire"));
    const Line *aside = line_with(&report, "Set aside");
    assert_non_null(aside);
    check_str(aside->cells[0],
              "Set aside, not coded: 1 caption, 1 part of pages that are no report");
    assert_int_equal(aside->cites.n, 2);
    assert_int_equal(aside->cites.v[0].sentence, 2);
    Report alone = {0};
    compose(&a, tables, list, 1, &alone);
    assert_null(line_with(&alone, "draw on"));
    assert_null(line_with(&alone, "Set aside"));
    arena_drop(&a);
    tables_close(tables);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_origins)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
