/* What stands under needs and access, and what each line says first. */
#include "check.h"

#include "report/composing.h"

enum { SECTORS_MAX = 4, EVENTS_MAX = 2 };

typedef struct Told {
    EventClass class;
    const char *mode, *trigger;
    const char *sectors[SECTORS_MAX];
    Polarity polarity;
    Modality modality;
} Told;

typedef struct Row {
    const char *reason, *text;
    Told events[EVENTS_MAX];
    bool headline;
    const char *group, *begins; /* of the first line; NULL: no line */
    uint32_t lines;
} Row;

static void add_event(Records *r, Arena *a, const Told *told) {
    size_t start = str_find(r->doc.text, str_of(told->trigger));
    assert_true(start != SIZE_MAX);
    Event *e = list_push(a, &r->events, Event);
    *e = (Event){.head = {.id = str_of(told->trigger),
                          .span = {(uint32_t)start, (uint32_t)(start + strlen(told->trigger))}},
                 .class = told->class,
                 .mode = told->mode ? str_of(told->mode) : S(""),
                 .polarity = told->polarity,
                 .modality = told->modality,
                 .sentence = {0, (uint32_t)r->doc.text.n}};
    for (size_t i = 0; i < SECTORS_MAX && told->sectors[i]; i++)
        *list_push(a, &e->sector, Str) = str_of(told->sectors[i]);
}

static void compose(const Tables *tables, const Row *row, Arena *a, Report *report) {
    Records r = {.doc = {.id = S("d1"), .text = str_of(row->text)}}, *list[] = {&r};
    Span all = {0, (uint32_t)r.doc.text.n};
    *list_push(a, &r.doc.sentences, Span) = all;
    if (row->headline) *list_push(a, &r.doc.blocks, Block) = (Block){BLOCK_HEADLINE, all};
    for (size_t i = 0; i < EVENTS_MAX && row->events[i].trigger; i++)
        add_event(&r, a, &row->events[i]);
    Story story = {0};
    *list_push(a, &story.docs, Str) = r.doc.id;
    ReportOptions options = {.tables = tables};
    Composing c;
    assert_true(composing_begin(&c, &(RecordsList){list, 1}, &options, a, report));
    composing_enter(&c, &story);
    compose_needs(&c);
    assert_false(c.failed);
}

static void check_row(const Tables *tables, const Row *row) {
    Arena a = {0};
    Report report = {0};
    compose(tables, row, &a, &report);
    uint32_t lines = report.lines.n > 2 ? report.lines.n - 2 : 0; /* heading, group */
    if (lines != row->lines) fail_msg("%s: %u lines", row->reason, lines);
    if (lines) {
        Str group = report.lines.v[1].cells[0], words = report.lines.v[2].cells[0];
        if (!str_is(group, row->group)) fail_msg("%s: under %.*s", row->reason, STR_ARG(group));
        if (!str_starts(words, str_of(row->begins)))
            fail_msg("%s: “%.*s”", row->reason, STR_ARG(words));
    }
    arena_drop(&a);
}

static void test_needs(void **state) {
    (void)state;
    static const Row rows[] = {
        {.reason = "a lack",
         .text = "The hill is short of rice.",
         .events = {{CLASS_NEED, NULL, "short of", {"food"}, 0, 0}},
         .group = "Food",
         .begins = "Lack: “The hill",
         .lines = 1},
        {.reason = "damage is no lack",
         .text = "The quake destroyed 40 houses.",
         .events = {{CLASS_NEED, NULL, "destroyed", {"shelter"}, 0, 0}},
         .group = "Shelter",
         .begins = "Damage: ",
         .lines = 1},
        {.reason = "damage that was looked for and not found",
         .text = "The team found no damage to the clinic.",
         .events = {{CLASS_NEED, NULL, "damage", {"health"}, POLARITY_NEGATIVE, 0}},
         .group = "Health",
         .begins = "No damage: ",
         .lines = 1},
        {.reason = "a road is access",
         .text = "The road to Oresk is closed.",
         .events = {{CLASS_ACCESS, "restrict", "closed", {"logistics"}, 0, 0}},
         .group = "Access",
         .begins = "Closure: ",
         .lines = 1},
        {.reason = "power that is cut",
         .text = "The storm cut power in Oresk.",
         .events = {{CLASS_ACCESS, NULL, "cut", {"power"}, 0, 0}},
         .group = "Power",
         .begins = "Outage: ",
         .lines = 1},
        {.reason = "of two needs in a sentence the lack stands",
         .text = "Aid was sent to people who lack water.",
         .events = {{CLASS_AID, NULL, "Aid", {"water"}, 0, 0},
                    {CLASS_NEED, NULL, "lack", {"water"}, 0, 0}},
         .group = "Water",
         .begins = "Lack: ",
         .lines = 1},
        {.reason = "many sectors are told together",
         .text = "Food, water and medicine are lacking.",
         .events = {{CLASS_NEED, NULL, "lacking", {"food", "water", "health"}, 0, 0}},
         .group = "Several sectors",
         .begins = "Lack (food, water, health): ",
         .lines = 1},
        {.reason = "what is only promised says so",
         .text = "Oresk will send tents.",
         .events = {{CLASS_AID, NULL, "send", {"shelter"}, 0, MODALITY_PLANNED}},
         .group = "Shelter",
         .begins = "Aid: “Oresk will send tents” (planned)",
         .lines = 1},
        {.reason = "a headline repeats its text",
         .text = "Oresk lacks water",
         .events = {{CLASS_NEED, NULL, "lacks", {"water"}, 0, 0}},
         .headline = true},
        {.reason = "what might be is no need",
         .text = "If it rains, Oresk lacks shelter.",
         .events = {{CLASS_NEED, NULL, "lacks", {"shelter"}, 0, MODALITY_HYPOTHETICAL}}},
    };
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_row(tables, &rows[i]);
    tables_close(tables);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_needs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
