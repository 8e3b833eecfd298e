/* What the newest report opens with, among the lines in short. */
#include "check.h"

#include "report/composing.h"

typedef struct Row {
    const char *reason, *lead, *trigger;
    EventClass class;
    int days; /* after the first report */
    bool truncated, told;
} Row;

static Records *make_report(Arena *a, const char *id, const char *text, int days) {
    Records *r = arena_new(a, Records, 1);
    Published *p = arena_new(a, Published, 1);
    Day day = day_parse(S("2024-03-02")) + days;
    *p = (Published){.days = {day, day}, .basis = PUBLISHED_STATED};
    r->doc = (Document){.id = str_of(id), .text = str_of(text), .published = p};
    Span all = {0, (uint32_t)r->doc.text.n};
    *list_push(a, &r->doc.sentences, Span) = all;
    *list_push(a, &r->doc.blocks, Block) = (Block){BLOCK_PARAGRAPH, all};
    return r;
}

static void check_row(const Tables *tables, const Row *row) {
    Arena a = {0};
    Records *list[] = {make_report(&a, "d1", "Rebels shelled Oresk.", 0),
                       make_report(&a, "d2", row->lead, row->days)};
    Records *r = list[1];
    r->doc.truncated = row->truncated;
    size_t start = str_find(r->doc.text, str_of(row->trigger));
    assert_true(start != SIZE_MAX);
    *list_push(&a, &r->events, Event) =
        (Event){.head = {.id = S("d2.e"),
                         .span = {(uint32_t)start, (uint32_t)(start + strlen(row->trigger))}},
                .class = row->class,
                .sentence = r->doc.sentences.v[0]};
    Day first = day_parse(S("2024-03-02"));
    Story story = {.days = {first, first + row->days}};
    *list_push(&a, &story.docs, Str) = S("d1");
    *list_push(&a, &story.docs, Str) = S("d2");
    ReportOptions options = {.tables = tables};
    Report report = {0};
    Composing c;
    assert_true(composing_begin(&c, &(RecordsList){list, 2}, &options, &a, &report));
    composing_enter(&c, &story);
    compose_short(&c);
    assert_false(c.failed);
    bool told = false;
    for (uint32_t i = 0; i < report.lines.n; i++)
        told |= str_starts(report.lines.v[i].cells[0], S("Latest, "));
    if (told != row->told) fail_msg("%s", row->reason);
    arena_drop(&a);
}

static void test_latest(void **state) {
    (void)state;
    static const Row rows[] = {
        {"an accord a week later",
         "The two governments agreed on Saturday to open the road to Oresk.", "agreed", CLASS_AGREE,
         7, false, true},
        {"the next day is no later news",
         "The two governments agreed on Sunday to open the road to Oresk.", "agreed", CLASS_AGREE,
         1, false, false},
        {"a text that was cut off before has no lead",
         "The two governments agreed on Saturday to open the road to Oresk.", "agreed", CLASS_AGREE,
         7, true, false},
        {"words of what was refused move nothing",
         "The mayor of the town of Oresk refused on Saturday to say more about it.", "refused",
         CLASS_REJECT, 7, false, false},
    };
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_row(tables, &rows[i]);
    tables_close(tables);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_latest)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
