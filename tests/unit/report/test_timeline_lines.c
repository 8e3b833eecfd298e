/* Which happenings stand in a report's timeline, and how a line is told. */
#include "check.h"

#include "report/composing.h"

typedef struct Row {
    const char *reason, *text, *trigger;
    EventClass class;
    const char *label;
    const char *source, *cue, *content; /* of a claim that tells it, or NULL */
    const char *to;                     /* the last of its days; the first is 2024-03-02 */
    bool realised;                      /* it was announced, and another item is the deed */
    bool all;
    const char *line; /* NULL: none */
} Row;

static Span at(const Document *d, const char *part) {
    size_t start = str_find(d->text, str_of(part));
    assert_true(start != SIZE_MAX);
    return (Span){(uint32_t)start, (uint32_t)(start + strlen(part))};
}

static void add_claim(Records *r, Arena *a, const Row *row) {
    Claim *c = list_push(a, &r->claims, Claim);
    *c = (Claim){.head = {.id = S("d1.c")}, .cue = at(&r->doc, row->cue), .speech = true};
    c->stance = STANCE_REQUEST;
    c->sentence = (Span){0, (uint32_t)r->doc.text.n};
    c->head.span = c->cue;
    c->source = arena_new(a, ClaimSource, 1);
    c->source->span = at(&r->doc, row->source);
    *list_push(a, &c->content, Span) = at(&r->doc, row->content);
}

static void compose(const Tables *tables, const Row *row, Arena *a, Report *report) {
    Records r = {.doc = {.id = S("d1"), .text = str_of(row->text)}}, *list[] = {&r};
    Published inferred = {.basis = PUBLISHED_INFERRED};
    r.doc.published = &inferred;
    Span all = {0, (uint32_t)r.doc.text.n};
    *list_push(a, &r.doc.sentences, Span) = all;
    Event *e = list_push(a, &r.events, Event);
    *e = (Event){.head = {.id = S("d1.e"), .span = at(&r.doc, row->trigger)},
                 .class = row->class,
                 .sentence = all};
    if (row->cue) add_claim(&r, a, row);
    Story story = {0};
    *list_push(a, &story.docs, Str) = r.doc.id;
    Timeline *t = list_push(a, &story.timelines, Timeline);
    *t = (Timeline){.days = {day_parse(S("2024-03-02")),
                             day_parse(row->to ? str_of(row->to) : S("2024-03-02"))},
                    .label = str_of(row->label)};
    *list_push(a, &t->items, Str) = e->head.id;
    if (row->realised)
        *list_push(a, &story.relations, Relation) =
            (Relation){.a = S("other"), .b = e->head.id, .type = RELATION_REALISES};
    ReportOptions options = {.tables = tables, .all = row->all};
    Composing c;
    assert_true(composing_begin(&c, &(RecordsList){list, 1}, &options, a, report));
    composing_enter(&c, &story);
    compose_timeline(&c);
    assert_false(c.failed);
}

static void test_lines(void **state) {
    (void)state;
    static const Row rows[] = {
        {.reason = "a label",
         .text = "Rebels shelled Oresk.",
         .trigger = "shelled",
         .class = CLASS_ASSAULT,
         .label = "rebels shelled Oresk",
         .line = "Rebels shelled Oresk"},
        {.reason = "what is asked for is told by its claim",
         .text = "The union asked for tents.",
         .trigger = "asked",
         .class = CLASS_REQUEST,
         .label = "union asked mayor",
         .source = "The union",
         .cue = "asked",
         .content = "tents",
         .line = "The union sought: “tents”"},
        {.reason = "a request that says nothing",
         .text = "The union asked the mayor.",
         .trigger = "asked",
         .class = CLASS_REQUEST,
         .label = "union asked mayor"},
        {.reason = "what was agreed on, in its words",
         .text = "They agreed to hand power back.",
         .trigger = "agreed",
         .class = CLASS_AGREE,
         .label = "reached agreement",
         .line = "“agreed to hand power back”"},
        {.reason = "deaths are told by the figures",
         .text = "A volunteer died.",
         .trigger = "died",
         .class = CLASS_CASUALTY,
         .label = "death of a volunteer"},
        {.reason = "but where all is asked for",
         .text = "A volunteer died.",
         .trigger = "died",
         .class = CLASS_CASUALTY,
         .label = "death of a volunteer",
         .all = true,
         .line = "Death of a volunteer"},
        {.reason = "days that are guessed twice",
         .text = "Last week rebels shelled Oresk.",
         .trigger = "shelled",
         .class = CLASS_ASSAULT,
         .label = "rebels shelled Oresk",
         .to = "2024-03-08"},
        {.reason = "a plan that was carried out",
         .text = "The envoy will visit Oresk.",
         .trigger = "visit",
         .class = CLASS_CONSULT,
         .label = "visit by envoy (planned)",
         .realised = true},
    };
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Report report = {0};
        compose(tables, &rows[i], &a, &report);
        Str line = report.lines.n > 2 ? report.lines.v[2].cells[0] : S("");
        if (!str_is(line, rows[i].line ? rows[i].line : ""))
            fail_msg("%s: “%.*s”", rows[i].reason, STR_ARG(line));
        arena_drop(&a);
    }
    tables_close(tables);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
