#include "story_of.h"

/* Two reports of one attack as the row tells it, and how many lines they make. */
typedef struct Row {
    const char *reason;
    bool same_agent;
    const char *mode;      /* of the second */
    const char *from, *to; /* its days; the first is of 2024-03-02 */
    Modality modality;     /* of the second */
    uint32_t lines;
    const char *day; /* of the first line */
} Row;

static Event *put_attack(Maker *k, const char *id, const char *agent, const char *mode) {
    char text[80];
    snprintf(text, sizeof text, "%s attacked Oresk in the night.", agent);
    Str kept = arena_copy(&k->a, str_of(text));
    Text copy = {.arena = &k->a};
    text_add(&copy, kept);
    text_add_char(&copy, '\0');
    Records *r = put_doc(k, id, "2024-03-05", copy.p);
    Ref who = put_actor(k, r, agent, ACTOR_STATE, agent[0] == 'N' ? "NLD" : "SLD", "GOV");
    Ref oresk = put_place(k, r, "Oresk", "ELD", PRECISION_POINT);
    return put_event(k, r, "attacked", CLASS_ASSAULT, mode, who, 0, oresk, "2024-03-02");
}

static void check_row(const Row *row) {
    Maker k;
    maker_open(&k);
    put_attack(&k, "a1", "Northland", NULL);
    Event *second = put_attack(&k, "b2", row->same_agent ? "Northland" : "Southland", row->mode);
    second->time->days = (Days){day_parse(str_of(row->from)), day_parse(str_of(row->to))};
    second->time->precision = row->from == row->to ? WHEN_DAY : WHEN_PERIOD;
    second->modality = row->modality;
    make_stories(&k);
    assert_int_equal(k.stories.n, 1);
    const Timelines *lines = &k.stories.v[0].timelines;
    if (lines->n != row->lines) fail_msg("%s: %u lines", row->reason, lines->n);
    if (lines->v[0].days.from != day_parse(str_of(row->day))) fail_msg("%s: the day", row->reason);
    maker_close(&k);
}

static void test_one_line_for_one_happening(void **state) {
    (void)state;
    static const Row rows[] = {
        {"the week holds the day", true, NULL, "2024-03-01", "2024-03-04", MODALITY_ACTUAL, 1,
         "2024-03-02"},
        {"a mode is told by one only", true, "aerial", "2024-03-02", "2024-03-02", MODALITY_ACTUAL,
         1, "2024-03-02"},
        {"another day", true, NULL, "2024-03-03", "2024-03-03", MODALITY_ACTUAL, 2, "2024-03-02"},
        {"another attacker", false, NULL, "2024-03-02", "2024-03-02", MODALITY_ACTUAL, 2,
         "2024-03-02"},
        {"what is planned is not what was done", true, NULL, "2024-03-02", "2024-03-02",
         MODALITY_PLANNED, 2, "2024-03-02"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_row(&rows[i]);
}

/* "The man who died on Saturday will be buried on Friday." */
static void test_what_happened_is_not_after_its_report(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Event *e = put_attack(&k, "a1", "Northland", NULL);
    e->time->days = (Days){day_parse(S("2024-03-08")), day_parse(S("2024-03-08"))};
    make_stories(&k);
    assert_int_equal(k.stories.v[0].timelines.n, 0);
    maker_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_line_for_one_happening),
        cmocka_unit_test(test_what_happened_is_not_after_its_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
