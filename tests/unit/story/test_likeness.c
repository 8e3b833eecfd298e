/* What two reports are likened by. */
#include "story_of.h"

#include "story/likeness.h"

/* A report as a row tells it: a town at a place on the map, and a text. */
typedef struct Told {
    const char *town;
    int32_t lat, lon; /* degrees */
    const char *day, *text;
} Told;

static Profile profile_of(Maker *k, const ProfileMaker *maker, const Told *t) {
    static uint8_t rarity[200];
    Records *r = put_doc(k, t->day ? t->day : "undated", t->day, t->text);
    Span all = {0, (uint32_t)r->doc.text.n};
    *list_push(&k->a, &r->doc.blocks, Block) = (Block){BLOCK_PARAGRAPH, all};
    if (t->town) {
        Ref town = put_place(k, r, t->town, "NRV", PRECISION_POINT);
        Place *p = &r->places.v[town - 1];
        p->located = true;
        p->lat = t->lat * 1000000;
        p->lon = t->lon * 1000000;
    }
    Profile out;
    assert_int_equal(profile_make(maker, r, &k->a, &out), ST_OK);
    assert_true(out.n < sizeof rarity);
    memset(rarity, 3, sizeof rarity);
    likeness_weigh(&out, rarity);
    return out;
}

static const char crash[] = "A bus with pilgrims overturned on the road to Dagrath. Rescuers cut "
                            "eleven pilgrims out of the wreck.";
static const char other_crash[] = "Rescuers cut nine pilgrims out of a bus that overturned on the "
                                  "road to Oresk. The wreck was towed away.";

static void test_which_is_more_alike(void **state) {
    (void)state;
    static const struct {
        const char *reason;
        Told a, b, c, d; /* a and b more than c and d */
    } rows[] = {
        {"accidents told in one manner, in two far towns",
         {"Dagrath", 10, 20, NULL, crash},
         {"Oresk", 11, 20, NULL, other_crash},
         {"Dagrath", 10, 20, NULL, crash},
         {"Oresk", 14, 20, NULL, other_crash}},
        {"near across the date line",
         {"Dagrath", 0, -180, NULL, crash},
         {"Oresk", 0, 180, NULL, other_crash},
         {"Dagrath", 0, -170, NULL, crash},
         {"Oresk", 0, 170, NULL, other_crash}},
        {"two epidemics in one form of one agency",
         {NULL, 0, 0, NULL, "Reporting week 7: new cases of cholera, wells closed, nurses sent."},
         {NULL, 0, 0, NULL, "Reporting week 8: new cases of cholera, wells closed, nurses sent."},
         {NULL, 0, 0, NULL, "Reporting week 7: new cases of cholera, wells closed, nurses sent."},
         {NULL, 0, 0, NULL, "Reporting week 8: new cases of measles, wells closed, nurses sent."}},
        {"a ship that no table knows, and a city",
         {NULL, 0, 0, NULL, "Divers reached the Velmarin at noon."},
         {NULL, 0, 0, NULL, "Clerks had sold tickets for the Velmarin twice."},
         {NULL, 0, 0, NULL, "Divers reached the Hamburg at noon."},
         {NULL, 0, 0, NULL, "Clerks had sold tickets for the Hamburg twice."}},
        {"a name in small letters is none",
         {NULL, 0, 0, NULL, "Divers reached the Velmarin at noon."},
         {NULL, 0, 0, NULL, "Clerks had sold tickets for the Velmarin twice."},
         {NULL, 0, 0, NULL, "Divers reached the velmarin at noon."},
         {NULL, 0, 0, NULL, "Clerks had sold tickets for the velmarin twice."}},
        {"heads that name other towns",
         {"Dagrath", 10, 20, NULL, crash},
         {NULL, 0, 0, NULL, other_crash},
         {"Dagrath", 10, 20, NULL, crash},
         {"Oresk", 11, 20, NULL, other_crash}},
        {"far towns, but one ship is named in both",
         {"Dagrath", 10, 20, NULL, "A crew left Dagrath in a raft as the Velmarin burned."},
         {"Oresk", 14, 20, NULL, "A crew of the Velmarin rowed the raft to Oresk."},
         {"Dagrath", 10, 20, NULL, "A crew left Dagrath in a raft as the Velmarin burned."},
         {"Oresk", 14, 20, NULL, "A crew of the Hamburg rowed the raft to Oresk."}},
        {"a word's plural is the word",
         {NULL, 0, 0, NULL, "Dockers shut the quays and their factories."},
         {NULL, 0, 0, NULL, "No docker is on the quay or in a factory."},
         {NULL, 0, 0, NULL, "Dockers shut the quays and their factories."},
         {NULL, 0, 0, NULL, "No tailor is on the lawn or in a theatre."}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        ProfileMaker maker;
        maker_open(&k);
        assert_int_equal(profile_maker_open(k.tables, &k.a, &maker), ST_OK);
        Profile a = profile_of(&k, &maker, &rows[i].a), b = profile_of(&k, &maker, &rows[i].b),
                c = profile_of(&k, &maker, &rows[i].c), d = profile_of(&k, &maker, &rows[i].d);
        uint32_t more = likeness_of(&a, &b), less = likeness_of(&c, &d);
        if (more <= less) fail_msg("%s: %u and %u", rows[i].reason, more, less);
        maker_close(&k);
    }
}

static void test_which_are_tied(void **state) {
    (void)state;
    static const struct {
        const char *reason;
        Told a, b;
        uint32_t among;
        bool tied;
    } rows[] = {
        {"one accident",
         {"Dagrath", 10, 20, "2024-01-05", crash},
         {"Dagrath", 10, 20, "2024-01-06",
          "Eleven pilgrims lie in hospital after their bus overturned near Dagrath."},
         8,
         true},
        {"one town alone is no story",
         {"Dagrath", 10, 20, "2024-01-05",
          "Voters elected a lawyer mayor of Dagrath. Turnout fell, ballots were "
          "recounted twice, and the loser, a baker, congratulated her over cake."},
         {"Dagrath", 10, 20, "2024-01-05",
          "Hens lay fewer eggs, farmers near Dagrath found. Feed prices rose, "
          "barns stand cold and mites spread through the coops of the valley."},
         200,
         false},
        {"half a year apart and a little alike",
         {"Dagrath", 10, 20, "2024-01-05", crash},
         {"Dagrath", 10, 20, "2024-07-05",
          "Masons mend the chapel of Dagrath. Two pilgrims lent them a ladder, and the roof, grey "
          "with lichen since the flood, has its slates and its bell again."},
         5000,
         false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        ProfileMaker maker;
        maker_open(&k);
        assert_int_equal(profile_maker_open(k.tables, &k.a, &maker), ST_OK);
        Profile a = profile_of(&k, &maker, &rows[i].a), b = profile_of(&k, &maker, &rows[i].b);
        if ((likeness_tie(&a, &b, rows[i].among) > 0) != rows[i].tied)
            fail_msg("%s: likeness %u", rows[i].reason, likeness_of(&a, &b));
        maker_close(&k);
    }
}

static void test_bar_rises(void **state) {
    (void)state;
    Maker k;
    ProfileMaker maker;
    maker_open(&k);
    assert_int_equal(profile_maker_open(k.tables, &k.a, &maker), ST_OK);
    Profile a = profile_of(&k, &maker, &(Told){"Dagrath", 10, 20, "2024-01-05", crash}),
            b = profile_of(&k, &maker, &(Told){"Dagrath", 10, 20, "2024-01-05", crash}),
            later = profile_of(&k, &maker, &(Told){"Dagrath", 10, 20, "2024-01-09", crash}),
            undated = profile_of(&k, &maker, &(Told){"Dagrath", 10, 20, NULL, crash});
    assert_true(likeness_tie(&a, &b, 8) > likeness_tie(&a, &b, 5000));
    assert_true(likeness_tie(&a, &b, 8) > likeness_tie(&a, &later, 8));
    assert_true(likeness_tie(&a, &undated, 8) == likeness_tie(&a, &b, 8));
    assert_true(likeness_tie(&a, &undated, 5000) < likeness_tie(&a, &b, 5000));
    maker_close(&k);
}

/* A day that dating holds for less likely than not says nothing of the days between two reports. */
static void test_unlikely_day(void **state) {
    (void)state;
    Maker k;
    ProfileMaker maker;
    Profile p;
    maker_open(&k);
    assert_int_equal(profile_maker_open(k.tables, &k.a, &maker), ST_OK);
    Records *r = put_doc(&k, "a1", "2024-01-05", crash);
    assert_int_equal(profile_make(&maker, r, &k.a, &p), ST_OK);
    assert_true(p.day != 0);
    r->doc.published->probability = 330;
    assert_int_equal(profile_make(&maker, r, &k.a, &p), ST_OK);
    assert_int_equal(p.day, 0);
    maker_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_which_is_more_alike),
        cmocka_unit_test(test_which_are_tied),
        cmocka_unit_test(test_bar_rises),
        cmocka_unit_test(test_unlikely_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
