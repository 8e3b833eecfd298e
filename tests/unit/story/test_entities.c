#include "story_of.h"

#include "story/spelling.h"

static void test_spellings(void **state) {
    (void)state;
    static const struct {
        const char *reason, *a, *b;
        bool sounds, near;
    } rows[] = {
        {"j and dj, iye and ie", "hikmet hajiyev", "hikmet hadjiev", true, false},
        {"y and i before a vowel", "nikol pashinyan", "nikol pashinian", true, true},
        {"endings of one name", "zelensky", "zelenskyy", true, true},
        {"kh and h", "khartoum", "hartum", true, false},
        {"one letter more", "shahramyanyan", "shahramanyan", false, true},
        {"other names", "aliyev", "mirzoyan", false, false},
    };
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    Arena a = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str x = spelling_sounds(tables, str_of(rows[i].a), &a);
        Str y = spelling_sounds(tables, str_of(rows[i].b), &a);
        if (str_eq(x, y) != rows[i].sounds)
            fail_msg("%s: %.*s, %.*s", rows[i].reason, STR_ARG(x), STR_ARG(y));
        if (spelling_near(str_of(rows[i].a), str_of(rows[i].b)) != rows[i].near)
            fail_msg("%s: near", rows[i].reason);
    }
    tables_close(tables);
    arena_drop(&a);
}

static const Entity *entity_of(const Story *s, const char *name) {
    for (uint32_t i = 0; i < s->entities.n; i++)
        if (str_eq(s->entities.v[i].name, str_of(name))) return &s->entities.v[i];
    fail_msg("no entity %s", name);
    return NULL;
}

static const char words[] =
    "In Dagrath the Sarn council and Norvia met. Ulo Brandt spoke to Mira Hajiyev, and "
    "Brandt left. Foreign Ministry, Defence Ministry, Reuters.";

static void put_people(Maker *k, const char *id, const char *person, const char *surname) {
    Records *r = put_doc(k, id, "2024-01-05", words);
    put_place(k, r, "Dagrath", "NRV", PRECISION_POINT);
    Ref state = put_actor(k, r, "Norvia", ACTOR_STATE, "NRV", NULL);
    Ref who = put_actor(k, r, person, ACTOR_PERSON, "NRV", "GOV");
    r->actors.v[who - 1].title = S("foreign minister");
    put_actor(k, r, surname, ACTOR_PERSON, NULL, NULL);
    Ref ministry = put_actor(k, r, "Foreign Ministry", ACTOR_ORGANISATION, "NRV", "GOV");
    put_actor(k, r, "Foreign Ministry", ACTOR_ORGANISATION, "SRN", "GOV");
    Ref council = put_actor(k, r, "Sarn council", ACTOR_ORGANISATION, "NRV", "REB");
    Ref agency = put_actor(k, r, "Reuters", ACTOR_ORGANISATION, "GBR", "MED");
    put_claim(k, r, who, STANCE_ASSERT, "Norvia met");
    put_claim(k, r, ministry, STANCE_ASSERT, "met");
    put_claim(k, r, council, STANCE_ASSERT, "spoke");
    put_claim(k, r, agency, STANCE_ASSERT, "left");
    Event *e = put_event(k, r, "met", CLASS_CONSULT, NULL, state, council, 1, "2024-01-04");
    (void)e;
}

static void test_one_actor_in_many_spellings(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    put_people(&k, "d1", "Mira Hajiyev", "Hajiyev");
    put_people(&k, "d2", "Mira Hadjiev", "Hadjiev");
    make_stories(&k);
    assert_int_equal(k.stories.n, 1);
    const Story *s = &k.stories.v[0];
    const Entity *mira = entity_of(s, "Mira Hadjiev");
    assert_int_equal(mira->members.n, 4);
    assert_int_equal(mira->variants.n, 4);
    assert_int_equal(mira->office.n, 1);
    check_str(mira->office.v[0].title, "foreign minister");
    assert_int_equal(day_of(2024, 1, 5), mira->office.v[0].days.from);
    uint32_t ministries = 0;
    for (uint32_t i = 0; i < s->entities.n; i++)
        ministries += str_eq(s->entities.v[i].name, S("Foreign Ministry"));
    assert_int_equal(ministries, 2); /* one for each country */
    maker_close(&k);
}

static void test_sides(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    put_people(&k, "d1", "Mira Hajiyev", "Hajiyev");
    make_stories(&k);
    const Story *s = &k.stories.v[0];
    Str norvia = entity_of(s, "Norvia")->side;
    assert_non_null(norvia.p);
    check_str(entity_of(s, "Mira Hajiyev")->side, norvia.p);
    assert_null(entity_of(s, "Reuters")->side.p); /* a relay makes none */
    Str sarn = entity_of(s, "Sarn council")->side;
    assert_non_null(sarn.p);
    assert_false(str_eq(sarn, norvia)); /* rebels of the country are not its government */
    assert_int_equal(s->sides.n, 3);
    for (uint32_t i = 0; i < s->sides.n; i++)
        if (str_eq(s->sides.v[i].id, norvia)) check_str(s->sides.v[i].name, "Norvia");
    maker_close(&k);
}

/* "the de facto ombudsman", "Dagrath's governor": not the recognised state's, if the place is
 * claimed by several. */
static void test_own_authorities(void **state) {
    (void)state;
    static const struct {
        const char *reason, *before;
        bool disputed, own;
    } rows[] = {
        {"de facto", "The de facto ", false, true},
        {"the region's, which several claim", "The region's ", true, true},
        {"the region's, which nobody else claims", "The region's ", false, false},
        {"a town that several claim", "Dagrath's ", true, true},
        {"a town of the country", "Dagrath's ", false, false},
        {"a town in another clause", "In Dagrath, ", true, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        Str text = arena_format(&k.a, "%sgovernor met Norvia near Dagrath.", rows[i].before);
        Records *r = put_doc(&k, "d1", "2024-01-05", text.p);
        put_place(&k, r, "Dagrath", "NRV", PRECISION_POINT);
        r->places.v[0].disputed = rows[i].disputed;
        put_actor(&k, r, "Norvia", ACTOR_STATE, "NRV", "GOV");
        Ref who = put_actor(&k, r, "governor", ACTOR_PERSON, "NRV", "GOV");
        r->actors.v[who - 1].mentions.v[0].how = HOW_NOMINAL;
        put_claim(&k, r, who, STANCE_ASSERT, "met");
        make_stories(&k);
        const Story *s = &k.stories.v[0];
        bool own = !str_eq(entity_of(s, "governor")->side, entity_of(s, "Norvia")->side);
        if (own != rows[i].own) fail_msg("%s", rows[i].reason);
        maker_close(&k);
    }
}

static Ref put_body(Maker *k, Records *r, const char *name, const char *country) {
    Ref body = put_actor(k, r, name, ACTOR_ORGANISATION, country, "GOV");
    r->actors.v[body - 1].mentions.v[0].how = HOW_NOMINAL;
    put_claim(k, r, body, STANCE_ASSERT, "met");
    return body;
}

/* A description of a body joins across reports if the story knows no other of that name. */
static void test_bodies_described(void **state) {
    (void)state;
    static const struct {
        const char *reason, *a, *a_country, *b, *b_country;
        bool one;
    } rows[] = {
        {"an article or none", "the emergencies committee", "NRV", "emergencies committee", NULL,
         true},
        {"of two countries", "the emergencies committee", "NRV", "the emergencies committee", "SRN",
         false},
        {"one word may be any", "the ministry", "NRV", "the ministry", NULL, false},
        {"two names", "the emergencies committee", "NRV", "the rescue service", NULL, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        Str text = arena_format(&k.a, "At Dagrath %s met Norvia and its men.", rows[i].a);
        Records *r = put_doc(&k, "d1", "2024-01-05", text.p);
        put_place(&k, r, "Dagrath", "NRV", PRECISION_POINT);
        put_actor(&k, r, "Norvia", ACTOR_STATE, "NRV", "GOV");
        put_body(&k, r, rows[i].a, rows[i].a_country);
        text = arena_format(&k.a, "Near Dagrath, Norvia saw that %s met there.", rows[i].b);
        r = put_doc(&k, "d2", "2024-01-05", text.p);
        put_place(&k, r, "Dagrath", "NRV", PRECISION_POINT);
        put_actor(&k, r, "Norvia", ACTOR_STATE, "NRV", "GOV");
        put_body(&k, r, rows[i].b, rows[i].b_country);
        make_stories(&k);
        assert_int_equal(k.stories.n, 1);
        uint32_t bodies = 0;
        const Story *s = &k.stories.v[0];
        for (uint32_t e = 0; e < s->entities.n; e++)
            bodies += s->entities.v[e].kind == ENTITY_ACTOR &&
                      !str_eq(s->entities.v[e].name, S("Norvia"));
        if ((bodies == 1) != rows[i].one) fail_msg("%s: %u bodies", rows[i].reason, bodies);
        maker_close(&k);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spellings),
        cmocka_unit_test(test_one_actor_in_many_spellings),
        cmocka_unit_test(test_sides),
        cmocka_unit_test(test_own_authorities),
        cmocka_unit_test(test_bodies_described),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
