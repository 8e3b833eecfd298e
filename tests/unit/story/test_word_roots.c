#include "story/word_roots.h"
#include "story_of.h"

/* Two words that are one thing, and such as only look like it. */
static void test_word_roots(void **state) {
    (void)state;
    static const struct {
        const char *reason, *a, *b;
        bool same;
    } rows[] = {
        {"a deed and its verb", "alteration", "altered", true},
        {"an ending that takes its verb's", "evacuation", "evacuated", true},
        {"a consonant doubled", "shipping", "shipment", true},
        {"a y that turns", "irregularity", "irregularities", true},
        {"a verb that changes", "decision", "decided", true},
        {"a near word", "alarm", "sirens", true},
        {"a past of the table of verbs", "meeting", "met", true},
        {"too little is left", "station", "state", false},
        {"what only looks like a verb of it", "plane", "planned", false},
        {"two things", "warning", "order", false},
    };
    Maker k;
    maker_open(&k);
    Making m = {.tables = k.tables, .arena = &k.a};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str a = word_root(&m, str_of(rows[i].a)), b = word_root(&m, str_of(rows[i].b));
        if (str_eq(a, b) != rows[i].same)
            fail_msg("%s: %.*s, %.*s", rows[i].reason, STR_ARG(a), STR_ARG(b));
    }
    maker_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_word_roots)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
