#include "check.h"

#include "extract/extraction.h"

/* A claim, two events and a figure between them: what links ties, and in which order. */
static void test_about_and_figures(void **state) {
    (void)state;
    Arena a = {0};
    StErr err = {0};
    Records out = {0};
    Extraction x = {.arena = &a, .out = &out, .err = &err};
    list_push(&a, &out.claims, Claim);
    static const struct {
        uint32_t start;
        Ref claim;
    } events[] = {{5, 1}, {40, 1}, {60, 0}};
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        Event *e = list_push(&a, &out.events, Event);
        e->head.span = (Span){events[i].start, events[i].start + 3};
        e->claim = events[i].claim;
    }
    Figure *f = list_push(&a, &out.figures, Figure);
    f->head.span = (Span){20, 22};
    f->claim = 1;
    f->event = 2;
    check_ok(extract_links(&x), &err);
    const Abouts *about = &out.claims.v[0].about;
    assert_int_equal(about->n, 3); /* the third event is the outlet's own */
    assert_int_equal(about->v[0].kind, RECORD_EVENT);
    assert_int_equal(about->v[0].ref, 1);
    assert_int_equal(about->v[1].kind, RECORD_FIGURE);
    assert_int_equal(about->v[2].ref, 2);
    assert_int_equal(out.events.v[0].figures.n, 0);
    assert_int_equal(out.events.v[1].figures.n, 1);
    assert_int_equal(out.events.v[1].figures.v[0], 1);
    arena_drop(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_about_and_figures)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
