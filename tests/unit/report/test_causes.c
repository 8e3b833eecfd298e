/* Which sentences tell why the main happening came about. */
#include "check.h"

#include "report/composing.h"

typedef struct Row {
    const char *reason, *text;
    EventClass class; /* of the happening */
    const char *effect, *other;
    bool told;
} Row;

static Span at(const Document *d, const char *part) {
    size_t start = str_find(d->text, str_of(part));
    assert_true(start != SIZE_MAX);
    return (Span){(uint32_t)start, (uint32_t)(start + strlen(part))};
}

static void add_event(Records *r, Arena *a, EventClass class, const char *words) {
    Event *e = list_push(a, &r->events, Event);
    *e = (Event){.head = {.id = str_of(words), .span = at(&r->doc, words)},
                 .class = class,
                 .sentence = {0, (uint32_t)r->doc.text.n}};
}

/* The lines that the section has, its heading among them. */
static uint32_t lines_of(const Tables *tables, const Row *row, Arena *a) {
    Records r = {.doc = {.id = S("d1"), .text = str_of(row->text)}}, *list[] = {&r};
    *list_push(a, &r.doc.sentences, Span) = (Span){0, (uint32_t)r.doc.text.n};
    add_event(&r, a, row->class, row->effect);
    if (row->other) add_event(&r, a, CLASS_ACCUSE, row->other);
    Story story = {0};
    *list_push(a, &story.docs, Str) = r.doc.id;
    ReportOptions options = {.tables = tables};
    Report report = {0};
    Composing c;
    assert_true(composing_begin(&c, &(RecordsList){list, 1}, &options, a, &report));
    composing_enter(&c, &story);
    compose_causes(&c);
    assert_false(c.failed);
    return report.lines.n;
}

static void test_causes(void **state) {
    (void)state;
    static const Row rows[] = {
        {"the cause stands behind", "The floods were caused by three days of rain.", CLASS_DISASTER,
         "floods", NULL, true},
        {"the cause stands before and is a happening", "The tremor triggered a landslide.",
         CLASS_DISASTER, "landslide", "tremor", true},
        {"before it stands nothing that happened", "The hill caused a landslide.", CLASS_DISASTER,
         "landslide", NULL, false},
        {"it began after another happening",
         "The shelling began hours after Northland blamed rebels.", CLASS_ASSAULT, "shelling",
         "blamed", true},
        {"after a time is no cause", "The shelling began after midnight.", CLASS_ASSAULT,
         "shelling", NULL, false},
        {"after, and nothing began", "The shelling went on after Northland blamed rebels.",
         CLASS_ASSAULT, "shelling", "blamed", false},
        {"the cause opens the sentence", "After Northland blamed rebels, shelling erupted.",
         CLASS_ASSAULT, "shelling", "blamed", true},
        {"talks are not what a crisis is of", "The talks were prompted by rain.", CLASS_CONSULT,
         "talks", NULL, false},
    };
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        uint32_t lines = lines_of(tables, &rows[i], &a);
        if (lines != (rows[i].told ? 2u : 0u)) fail_msg("%s: %u lines", rows[i].reason, lines);
        arena_drop(&a);
    }
    tables_close(tables);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_causes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
