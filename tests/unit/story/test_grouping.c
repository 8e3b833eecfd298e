#include "story_of.h"

#include "story/grouping.h"

/* One report of a flood, in one of three manners. */
static Records *put_flood(Maker *k, const char *id, const char *day, int manner, const char *place,
                          const char *country, const char *river, const char *official) {
    Str text[] = {
        arena_format(&k->a,
                     "Heavy rains burst the banks of the %s and flooded %s overnight. Rescuers in "
                     "boats took families from rooftops, %s said.",
                     river, place, official),
        arena_format(&k->a,
                     "Floodwater stood two metres deep in the streets of %s on Friday after the %s "
                     "rose again. Schools were closed and drinking water ran short, said %s.",
                     place, river, official),
        arena_format(&k->a,
                     "%s toured the flooded quarters of %s, where the %s has begun to fall. Mud "
                     "covers the market, and soldiers hand out blankets to families.",
                     official, place, river),
    };
    Records *r = put_doc(k, id, day, text[manner].p);
    Ref at = put_place(k, r, place, country, PRECISION_POINT);
    put_place(k, r, country, country, PRECISION_COUNTRY);
    put_place(k, r, river, country, PRECISION_AREA);
    put_actor(k, r, official, ACTOR_PERSON, country, "GOV");
    put_event(k, r, "flooded", CLASS_DISASTER, NULL, 0, 0, at, day);
    return r;
}

static uint32_t stories_of(Maker *k) {
    make_stories(k);
    return k->stories.n;
}

static void test_two_floods_of_one_week(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    put_flood(&k, "b1", "2024-05-02", 0, "Oresk", "Velmaria", "Dulna", "Iln Tarov");
    put_flood(&k, "a2", "2024-05-03", 1, "Karvat", "Sumbria", "Great Nesh", "Orla Venn");
    put_flood(&k, "c3", "2024-05-03", 1, "Oresk", "Velmaria", "Dulna", "Iln Tarov");
    put_flood(&k, "d4", "2024-05-04", 2, "Karvat", "Sumbria", "Great Nesh", "Orla Venn");
    assert_int_equal(stories_of(&k), 2);
    assert_int_equal(k.stories.v[0].docs.n, 2);
    check_str(k.stories.v[0].docs.v[0], "a2"); /* the newest story first, its documents by date */
    check_str(k.stories.v[1].docs.v[0], "b1");
    maker_close(&k);
}

/* Two crises of one country have its capital and its president in common, and no more. */
static void test_flood_and_election_of_one_country(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    for (int i = 0; i < 2; i++) {
        Str id = arena_format(&k.a, "f%d", i);
        Records *r =
            put_flood(&k, id.p, "2024-05-02", i, "Oresk", "Velmaria", "Dulna", "Iln Tarov");
        put_actor(&k, r, "Velmaria", ACTOR_STATE, "VLM", "GOV");
    }
    for (int i = 0; i < 2; i++) {
        Str id = arena_format(&k.a, "e%d", i);
        Records *r =
            put_doc(&k, id.p, "2024-05-03",
                    "Velmaria holds a presidential ballot. Candidate Pavo Lenk accuses the "
                    "electoral commission of stuffing urns; turnout in Velmaria was low, "
                    "observers counting ballots said. Lenk vows a recount in court.");
        put_place(&k, r, "Velmaria", "VLM", PRECISION_COUNTRY);
        put_actor(&k, r, "Velmaria", ACTOR_STATE, "VLM", "GOV");
        put_actor(&k, r, "Pavo Lenk", ACTOR_PERSON, "VLM", "OPP");
    }
    assert_int_equal(stories_of(&k), 2);
    maker_close(&k);
}

/* A war told over four months holds together through its links. */
static void test_months_of_one_war(void **state) {
    (void)state;
    static const char *const days[] = {"2024-01-05", "2024-01-28", "2024-02-20", "2024-03-17",
                                       "2024-04-11"};
    Maker k;
    maker_open(&k);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        Str id = arena_format(&k.a, "w%zu", i);
        Str text =
            arena_format(&k.a,
                         "Artillery duels went on around Dagrath as Norvian brigades pressed "
                         "the Sarn front; General Ulo Brandt reported losses near the %s "
                         "ridge. The Sarn militia holds Dagrath's foundry.",
                         (const char *[]){"Amber", "Birch", "Copper", "Dover", "Ember"}[i]);
        Records *r = put_doc(&k, id.p, days[i], text.p);
        put_place(&k, r, "Dagrath", "NRV", PRECISION_POINT);
        put_actor(&k, r, "Sarn", ACTOR_GROUP, "NRV", "REB");
        put_actor(&k, r, "Ulo Brandt", ACTOR_PERSON, "NRV", "MIL");
    }
    assert_int_equal(stories_of(&k), 1);
    assert_int_equal(k.stories.v[0].docs.n, 5);
    maker_close(&k);
}

/* One report of a bombing of one city, whose police chief and whose militants are always the same.
 */
static void put_bombing(Maker *k, const char *id, const char *day, const char *text,
                        const char *trigger, const char *context) {
    Records *r = put_doc(k, id, day, text);
    put_place(k, r, "Dagrath", "NRV", PRECISION_POINT);
    put_actor(k, r, "Sarn", ACTOR_GROUP, "NRV", "REB");
    put_actor(k, r, "Ulo Brandt", ACTOR_PERSON, "NRV", "COP");
    Event *e = put_event(k, r, trigger, CLASS_ASSAULT, NULL, 0, 0, 0, day);
    if (context) *list_push(&k->a, &e->context, Str) = str_of(context);
}

static const char bombing[] =
    "A bomb tore through the cattle market of Dagrath, police chief Ulo Brandt said. The Sarn "
    "militia often strikes Dagrath, and Brandt promised arrests.";
static const char other_bombing[] =
    "Police chief Ulo Brandt blamed the Sarn militia for a bomb at the Dagrath bus station. "
    "When it strikes Dagrath again, Brandt said, schools will close.";

static void test_sudden_happenings(void **state) {
    (void)state;
    static const struct {
        const char *reason, *first, *second, *trigger, *context;
        const char *written; /* a day that the second writes out */
        uint32_t stories;
    } rows[] = {
        {"a month apart", "2024-01-05", "2024-02-06", "bomb", NULL, NULL, 2},
        {"told two days later", "2024-01-05", "2024-01-07", "bomb", NULL, NULL, 1},
        {"a war goes on", "2024-01-05", "2024-02-06", "bomb", "military", NULL, 1},
        {"strikes are nothing sudden", "2024-01-05", "2024-02-06", "strikes", NULL, NULL, 1},
        {"what a court heard today", "2024-01-05", "2024-02-06", "bomb", NULL, "2024-01-05", 1},
        {"the eve is no day looked back to", "2024-01-05", "2024-02-06", "bomb", NULL, "2024-02-05",
         2},
        {"nor is a day of last year", "2024-01-05", "2024-02-06", "bomb", NULL, "2023-02-05", 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        put_bombing(&k, "a1", rows[i].first, bombing, rows[i].trigger, rows[i].context);
        put_bombing(&k, "b2", rows[i].second, other_bombing, rows[i].trigger, rows[i].context);
        if (rows[i].written) {
            Day day = day_parse(str_of(rows[i].written));
            *list_push(&k.a, &k.docs.v[1]->times, Time) =
                (Time){.value = str_of(rows[i].written), .days = {day, day}};
        }
        uint32_t n = stories_of(&k);
        if (n != rows[i].stories) fail_msg("%s: %u stories", rows[i].reason, n);
        maker_close(&k);
    }
}

static void test_copies_share_a_story(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    for (int i = 0; i < 2; i++) {
        Str id = arena_format(&k.a, "f%d", i);
        put_flood(&k, id.p, "2024-05-02", 0, "Oresk", "Velmaria", "Dulna", "Iln Tarov");
    }
    assert_int_equal(stories_of(&k), 1);
    assert_int_equal(k.stories.v[0].independent, 1);
    assert_int_equal(k.stories.v[0].copies.n, 1);
    assert_int_equal(k.stories.v[0].copies.v[0].n, 2);
    maker_close(&k);
}

static void test_no_documents(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    assert_int_equal(stories_of(&k), 0);
    maker_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_floods_of_one_week),
        cmocka_unit_test(test_flood_and_election_of_one_country),
        cmocka_unit_test(test_months_of_one_war),
        cmocka_unit_test(test_sudden_happenings),
        cmocka_unit_test(test_copies_share_a_story),
        cmocka_unit_test(test_no_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
