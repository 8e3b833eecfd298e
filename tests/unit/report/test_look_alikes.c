/* DISPUTED: what looks like a contradiction and is none is told once a count. */
#include "check.h"

#include "report/composing.h"

typedef struct Scene {
    Arena a;
    Records r;
    Records *list[1];
    Tables *tables;
    RecordsList docs;
    ReportOptions options;
    Report report;
    Composing c;
    Story story;
} Scene;

static const char text[] = "Nine died. Twelve died. Thirty died. Three soldiers died.";

static void put_figure(Scene *s, const char *id, const char *words, int64_t value) {
    Figure *f = list_push(&s->a, &s->r.figures, Figure);
    size_t at = str_find(s->r.doc.text, str_of(words));
    *f =
        (Figure){.head = {.id = str_of(id), .span = {(uint32_t)at, (uint32_t)(at + strlen(words))}},
                 .measure = S("killed"),
                 .unit = S("person"),
                 .value = number_of(value)};
}

static void put_relation(Scene *s, const char *a, const char *b, RelationType type,
                         const char *differs) {
    Relation *r = list_push(&s->a, &s->story.relations, Relation);
    *r = (Relation){.a = str_of(a), .b = str_of(b), .type = type};
    if (type == RELATION_REVISES) r->change = CHANGE_GROWTH;
    *list_push(&s->a, &r->differs, Str) = str_of(differs);
}

static void put_fact(Scene *s, const char *label, const char *const *ids, int n) {
    Fact *f = list_push(&s->a, &s->story.facts, Fact);
    *f = (Fact){.kind = FACT_FIGURE, .label = str_of(label)};
    for (int i = 0; i < n; i++) *list_push(&s->a, &f->items, Str) = str_of(ids[i]);
}

static void test_chains(void **state) {
    (void)state;
    Scene s = {.r.doc = {.id = S("d1"), .text = S(text)}};
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &s.tables, &err), &err);
    put_figure(&s, "f9", "Nine", 9);
    put_figure(&s, "f12", "Twelve", 12);
    put_figure(&s, "f30", "Thirty", 30);
    put_figure(&s, "f3", "Three", 3);
    put_fact(&s, "killed, people", (const char *const[]){"f9", "f12", "f30"}, 3);
    put_fact(&s, "killed, military", (const char *const[]){"f3"}, 1);
    put_relation(&s, "f12", "f9", RELATION_REVISES, "as_of");
    put_relation(&s, "f30", "f9", RELATION_REVISES, "as_of");
    put_relation(&s, "f30", "f12", RELATION_REVISES, "as_of");
    put_relation(&s, "f30", "f9", RELATION_DIFFERENT_SCOPE, "as_of"); /* told by the growth */
    put_relation(&s, "f3", "f9", RELATION_DIFFERENT_SCOPE, "occurrence");
    *list_push(&s.a, &s.story.disputes, Dispute) = (Dispute){.question = S("Is it so?")};
    s.list[0] = &s.r;
    s.docs = (RecordsList){s.list, 1};
    s.options = (ReportOptions){.tables = s.tables};
    assert_true(composing_begin(&s.c, &s.docs, &s.options, &s.a, &s.report));
    composing_enter(&s.c, &s.story);
    compose_disputes(&s.c);
    static const char *const want[] = {
        "Killed, people: 9, then 12, then 30: later days",
        "Killed, people: 9, and of killed, military: 3: another happening",
    };
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.report.lines.n; i++) {
        if (s.report.lines.v[i].kind != LINE_BULLET) continue;
        assert_true(n < sizeof want / sizeof *want);
        check_str(s.report.lines.v[i].cells[0], want[n++]);
    }
    assert_int_equal(n, sizeof want / sizeof *want);
    tables_close(s.tables);
    arena_drop(&s.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_chains)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
