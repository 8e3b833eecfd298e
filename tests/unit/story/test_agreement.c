#include "story_of.h"

#include "story/agreement.h"

static Figure exactly(int64_t value) {
    Number n = number_of(value);
    return (Figure){.quantifier = QUANT_EXACT, .value = n, .low = n, .high = n};
}

static void test_rounded(void **state) {
    (void)state;
    static const struct {
        const char *reason;
        int64_t a, b;
        bool alike;
    } rows[] = {
        {"to the next ten", 247, 250, true},
        {"to the next hundred", 4350, 4300, true},
        {"further than half the last place", 4360, 4300, false},
        {"a hundred is too coarse for four", 100, 104, false},
        {"small numbers are counted", 20, 22, false},
        {"neither is round", 148, 149, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Figure a = exactly(rows[i].a), b = exactly(rows[i].b);
        if (figures_rounded_alike(&a, &b) != rows[i].alike ||
            figures_rounded_alike(&b, &a) != rows[i].alike)
            fail_msg("%s", rows[i].reason);
    }
}

/* What the words beside a number say of it. */
static void test_words_beside(void **state) {
    (void)state;
    static const struct {
        const char *text, *words, *rate;
        bool on_top;
    } rows[] = {
        {"The strike costs $6 million a day, exporters say.", "$6 million", "day", false},
        {"Poachers take 9 billion rupees annually.", "9 billion", "annually", false},
        {"Some 20,000 people cross the border each day.", "20,000", "day", false},
        {"Police detained 140 people a day after the vote.", "140", "", false},
        {"The flood drove out 900 people in a night.", "900", "", false},
        {"Two hurt. Every day is long.", "Two", "", false},
        {"Two more bodies were found.", "Two", "", true},
        {"Another 12 people died.", "12", "", true},
        {"A further 105 were missing.", "105", "", true},
        {"It wounded 30 others.", "30", "", false},
    };
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Making m = {.tables = tables, .arena = &a};
        Records r = {.doc.text = str_of(rows[i].text)};
        Figure f = {.head.span = span_of(&r, rows[i].words),
                    .sentence = {0, (uint32_t)r.doc.text.n}};
        check_str(figure_rate(&m, &r, &f), rows[i].rate);
        if (figure_is_on_top(&m, &r, &f) != rows[i].on_top) fail_msg("%s", rows[i].text);
        arena_drop(&a);
    }
    tables_close(tables);
}

/* A toll of the outlet's own report; `mode` of the attack that it belongs to. */
static void put_toll(Maker *k, const char *id, const char *day, int64_t value, const char *mode,
                     const char *text) {
    Records *r = put_doc(k, id, day, text);
    put_actor(k, r, "Oresk council", ACTOR_ORGANISATION, "NTL", "GOV");
    Ref town = put_place(k, r, "Oresk", "NTL", PRECISION_POINT);
    Figure *f = put_figure(k, r, "toll", "killed", QUANT_EXACT, value, value, value, NULL, town, 0);
    f->scope = SCOPE_INCIDENT;
    put_event(k, r, "attack", CLASS_ASSAULT, mode, 0, 0, town, NULL);
    f->event = r->events.n;
}

/* Two attacks on one town; who calls the second by another name tells of it all the same. */
static void test_number_told_elsewhere(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    put_toll(&k, "a1", "2024-03-01", 31, "explosives",
             "Oresk council and Oresk gave the toll of the attack of one morning.");
    put_toll(&k, "b2", "2024-03-02", 37, "explosives",
             "In Oresk the toll has grown since that attack, Oresk council heard from nurses.");
    put_toll(&k, "c3", "2024-03-20", 52, "firearms",
             "A new attack: its toll in Oresk weighs on Oresk council, and shops stay shut.");
    put_toll(
        &k, "d4", "2024-03-21", 52, "beat",
        "No other attack of this year has such a toll, say people of Oresk and Oresk council.");
    make_stories(&k);
    assert_int_equal(k.stories.n, 1);
    const Facts *facts = &k.stories.v[0].facts;
    uint32_t figures = 0, both = 0;
    for (uint32_t i = 0; i < facts->n; i++) {
        if (facts->v[i].kind != FACT_FIGURE) continue;
        figures++;
        both += facts->v[i].items.n == 2 && facts->v[i].independent == 2;
    }
    assert_int_equal(figures, 2);
    assert_int_equal(both, 2);
    maker_close(&k);
}

/* Nouns that count people of several groups. */
static void test_people(void **state) {
    (void)state;
    static const struct {
        const char *group, *noun, *other_group, *other_noun;
        bool may_be_one;
    } rows[] = {
        {"military", "officer", "police", "policeman", true},
        {"military", "soldier", "police", "policeman", false},
        {"military", "sailor", "worker", "fisherman", true},
        {"child", "girl", "police", "policeman", false},
    };
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k = {0};
        Records *r = put_doc(&k, "a1", NULL, "three");
        put_figure(&k, r, "three", "injured", QUANT_EXACT, 3, 3, 3, rows[i].group, 0, 0)->counted =
            str_of(rows[i].noun);
        put_figure(&k, r, "three", "injured", QUANT_EXACT, 3, 3, 3, rows[i].other_group, 0, 0)
            ->counted = str_of(rows[i].other_noun);
        Making m = {.tables = tables, .arena = &k.a, .docs = k.docs};
        Item a = {.kind = RECORD_FIGURE, .ref = 1}, b = {.kind = RECORD_FIGURE, .ref = 2};
        if (agreement_of_people(&m, &a, &b) != rows[i].may_be_one ||
            agreement_of_people(&m, &b, &a) != rows[i].may_be_one)
            fail_msg("%s, %s", rows[i].noun, rows[i].other_noun);
        arena_drop(&k.a);
    }
    tables_close(tables);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rounded),
        cmocka_unit_test(test_words_beside),
        cmocka_unit_test(test_people),
        cmocka_unit_test(test_number_told_elsewhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
