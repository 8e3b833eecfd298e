/* The n-th allocation fails, from reading bytes to the printed report: always out of memory, never
 * another error, a crash or a report that lacks something. */
#include "check.h"

#include "api/engine.h"
#include "read/read.h"
#include "report/report.h"

static const char example[] =
    "Floods kill 23 in Norland, officials say\n\n"
    "PORT ADA (Reuters) - At least 23 people, including eight children, were killed on Monday when "
    "a dam broke near Port Ada in Brazil, the Health Ministry said. \"We need shelter,\" Maria "
    "Souza, the mayor, told Reuters.\n\n"
    "The army denied that it had shelled the city. About 3,000 residents fled to Argentina. "
    "The United Nations said it would send food. He accused the rebels of attacking the convoy.\n\n"
    "(Reporting by John Doe)\n";

static StCode run(const Engine *e, Arena *a, Text *out, StErr *err) {
    Input in = {.bytes = {example, sizeof example - 1},
                .path = S("flood.txt"),
                .published = S("2023-09-20")};
    ReportOptions options = {.tables = e->tables, .width = REPORT_WIDTH_DEFAULT, .all = true};
    Document doc;
    Records r, *one = &r;
    Stories stories;
    Str notice;
    TRY(read_document(&in, e->tables, a, &doc, &notice, err));
    TRY(extract_document(e->extractor, &doc, a, &r, err));
    TRY(stories_make(&(RecordsList){&one, 1}, e->tables, a, &stories, err));
    return report_write(&(RecordsList){&one, 1}, &stories, &options, a, out, err);
}

/* Every allocation at first, then with strides that grow with n. */
static void test_every_allocation(void **state) {
    (void)state;
    Engine e;
    StErr err = {0};
    check_ok(engine_open(DATA_FOLDER, NULL, &e, &err), &err);
    bool through = false;
    unsigned tried = 0;
    for (long n = 1; !through; n += 1 + n / 48, tried++) {
        Arena a = {0};
        Text out = {.arena = &a};
        err = (StErr){0};
        st_fault_after = n;
        StCode code = run(&e, &a, &out, &err);
        through = st_fault_after > 0;
        st_fault_after = -1;
        if (through)
            check_ok(code, &err);
        else if (code != ST_NOMEM)
            fail_msg("allocation %ld fails: %s %s", n, st_code_text(code), err.what);
        arena_drop(&a);
    }
    assert_true(tried > 100);
    engine_close(&e);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_allocation)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
