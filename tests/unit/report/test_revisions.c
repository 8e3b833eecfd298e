/* Statements that stand in a revision as before. */
#include "check.h"

#include "report/revisions.h"

static void put_figure(Arena *a, Records *r, const char *id, const char *words) {
    Figure *f = list_push(a, &r->figures, Figure);
    size_t at = str_find(r->doc.text, str_of(words));
    assert_true(at != SIZE_MAX);
    *f = (Figure){
        .head = {.id = str_of(id), .span = {(uint32_t)at, (uint32_t)(at + strlen(words))}}};
}

static Records document(Arena *a, const char *id, const char *uri, const char *text) {
    Records r = {.doc = {.id = str_of(id), .uri = str_of(uri), .text = str_of(text)}};
    uint32_t start = 0;
    for (uint32_t i = 0; i < r.doc.text.n; i++)
        if (text[i] == '.') {
            *list_push(a, &r.doc.sentences, Span) = (Span){start, i + 1};
            start = i + 2;
        }
    return r;
}

static void test_matches(void **state) {
    (void)state;
    Arena a = {0};
    Records old = document(&a, "d1", "a.txt", "Nine fell and nine rose. Ten fled.");
    Records now = document(&a, "d2", "a.txt", "It is over. Nine fell and nine rose. Ten men fled.");
    Records other = document(&a, "d3", "b.txt", "Ten fled.");
    put_figure(&a, &old, "o1", "Nine");
    put_figure(&a, &old, "o2", "nine");
    put_figure(&a, &old, "o3", "Ten");
    put_figure(&a, &now, "n1", "Nine");
    put_figure(&a, &now, "n2", "nine");
    put_figure(&a, &now, "n3", "Ten");
    put_figure(&a, &other, "x1", "Ten");
    Records *before[] = {&old}, *after[] = {&now, &other};
    RevisedList out = {NULL, 0};
    assert_true(revisions_match(&(RecordsList){before, 1}, &(RecordsList){after, 2}, &a, &out));
    assert_int_equal(out.n, 2); /* the sentence of the ten was edited; b.txt is no revision */
    check_str(out.v[0].before, "o1");
    check_str(out.v[0].now, "n1");
    check_str(out.v[1].before, "o2");
    check_str(out.v[1].now, "n2");
    arena_drop(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_matches)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
