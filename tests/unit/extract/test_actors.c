#include "extract_of.h"

static ExtractOf e;

/* The actor one of whose mentions is, or ends with, these words. */
static const Actor *actor_named(const Records *r, const char *mention) {
    for (uint32_t i = 0; i < r->actors.n; i++)
        for (uint32_t k = 0; k < r->actors.v[i].mentions.n; k++)
            if (str_ends(document_cut(&r->doc, r->actors.v[i].mentions.v[k].span), str_of(mention)))
                return &r->actors.v[i];
    return NULL;
}

static bool has_sector(const Actor *a, const char *sector) {
    if (!*sector) return true;
    for (uint32_t i = 0; i < a->sectors.n; i++)
        if (str_eq(a->sectors.v[i], str_of(sector))) return true;
    return false;
}

/* A phrase in a text → country and sector. */
static void test_country_and_sector(void **state) {
    (void)state;
    static const struct {
        const char *text, *mention, *country, *sector;
        ActorKind kind;
    } rows[] = {
        {"The Kenyan government said no.", "Kenyan government", "KEN", "GOV", ACTOR_ORGANISATION},
        {"Azeri Foreign Minister Tural Demirli said so.", "Tural Demirli", "AZE", "GOV",
         ACTOR_PERSON},
        {"Chad's Defence Ministry denied it.", "Defence Ministry", "TCD", "MIL",
         ACTOR_ORGANISATION},
        {"Peruvian troops fired.", "Peruvian troops", "PER", "MIL", ACTOR_GROUP},
        {"Accra has rejected the offer.", "Accra", "", "", ACTOR_STATE},
        {"Ghana rejected the offer.", "Ghana", "GHA", "GOV", ACTOR_STATE},
        {"Hundreds of ethnic Armenians left.", "ethnic Armenians", "ARM", "", ACTOR_POPULATION},
        {"Two gunmen opened fire.", "gunmen", "", "UAF", ACTOR_GROUP},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!*rows[i].country && !*rows[i].sector) continue;
        const Actor *a = actor_named(extract_of(&e, rows[i].text, 0), rows[i].mention);
        if (!a) fail_msg("no actor: %s", rows[i].mention);
        check_str(a->country, rows[i].country);
        if (!has_sector(a, rows[i].sector)) fail_msg("%s: not %s", rows[i].mention, rows[i].sector);
        if (a->kind != rows[i].kind) fail_msg("%s: kind %d", rows[i].mention, (int)a->kind);
    }
}

static void test_one_person(void **state) {
    (void)state;
    const Records *r = extract_of(&e,
                                  "Malian Prime Minister Oumar Keita spoke in Bamako. Keita said "
                                  "talks would go on. He added that time was short.",
                                  0);
    const Actor *a = actor_named(r, "Oumar Keita");
    assert_non_null(a);
    check_str(a->country, "MLI");
    check_str(a->title, "Prime Minister");
    assert_int_equal(a->mentions.n, 3);
    assert_int_equal(a->mentions.v[1].how, HOW_NAME);
    assert_int_equal(a->mentions.v[2].how, HOW_PRONOUN);
}

/* A name that ends in a country has it, and no forces are nobody's. */
static void test_own_country(void **state) {
    (void)state;
    const Records *r = extract_of(&e, "King Hassan of Morocco met Israeli envoys on Monday.", 0);
    const Actor *a = actor_named(r, "Hassan of Morocco");
    assert_non_null(a);
    check_str(a->country, "MAR");
    r = extract_of(&e, "Armenia said that it had no forces in Oresk.", 0);
    for (uint32_t i = 0; i < r->actors.n; i++) assert_int_equal(r->actors.v[i].kind, ACTOR_STATE);
}

/* Whom a pronoun means; empty: nobody. */
/* Far down, one town that alone speaks for a country places nobody there; said twice it does. */
static void test_stray_town(void **state) {
    (void)state;
    static const char once[] = "The revolt began at breakfast. Guards fled to the roof. Smoke rose "
                               "for hours. The minister spoke to nobody. Forty men were taken to "
                               "Boqueron overnight.";
    static const char twice[] =
        "The revolt began at breakfast. Guards fled to the roof. Smoke rose "
        "for hours. The minister spoke to nobody. Forty men were taken to "
        "Boqueron in Paraguay overnight.";
    check_str(actor_named(extract_of(&e, once, 0), "minister")->country, "");
    check_str(actor_named(extract_of(&e, twice, 0), "minister")->country, "PRY");
}

static void test_pronouns(void **state) {
    (void)state;
    static const struct {
        const char *why, *text, *pronoun, *who;
    } rows[] = {
        {"the subject before", "Minister Oumar Keita met Paul Biya in Bamako. He left on Monday.",
         "He", "Oumar Keita"},
        {"by gender", "Omar Hassan praised Maria Lopez on Monday. She declined to comment.", "She",
         "Maria Lopez"},
        {"by the word before the name",
         "Mrs. Robin Dastari met Mr. Keran Odell on Monday. He declined.", "He", "Odell"},
        {"by the title", "Spokeswoman Robin Dastari wrote to Keran Ovsep. She said no.", "She",
         "Robin Dastari"},
        {"not who governs it too", "Oumar Keita spoke. Paul Biya accused him of lying.", "him",
         "Keita"},
        {"himself is the subject", "Oumar Keita said Paul Biya defended himself on Monday.",
         "himself", "Paul Biya"},
        {"a body is never he", "The ministry closed on Monday. He said it was late.", "He", ""},
        {"nobody named", "Fires spread in the north. He said roads were closed.", "He", ""},
        {"a woman is not he", "Maria Lopez left on Monday. He said roads were closed.", "He", ""},
        {"they who attack are armed", "Rebels met villagers on Monday. They killed a priest.",
         "They", "Rebels"},
        {"who spoke last goes on",
         "Oumar Keita said Paul Biya was a guest in Bamako. He accused the army of theft.", "He",
         "Oumar Keita"},
        {"nobody with a name spoke last", "The doctor said Paul Biya had fled. He called it a lie.",
         "He", ""},
        {"told of in the sentence itself",
         "Oumar Keita accused traders of theft. Paul Biya hit back: the army, he said, slept.",
         "he", "Paul Biya"},
        {"its is a named group's", "Hamas increased its attacks on Monday.", "its", "Hamas"},
        {"its is a body's", "The World Food Programme suspended its operations on Monday.", "its",
         "World Food Programme"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Records *r = extract_of(&e, rows[i].text, 0);
        const Actor *who = NULL;
        for (uint32_t k = 0; k < r->actors.n; k++)
            for (uint32_t m = 0; m < r->actors.v[k].mentions.n; m++)
                if (r->actors.v[k].mentions.v[m].how == HOW_PRONOUN &&
                    str_eq(document_cut(&r->doc, r->actors.v[k].mentions.v[m].span),
                           str_of(rows[i].pronoun)))
                    who = &r->actors.v[k];
        const Actor *want = *rows[i].who ? actor_named(r, rows[i].who) : NULL;
        if (who != want) fail_msg("%s: %.*s", rows[i].why, STR_ARG(who ? who->name : S("nobody")));
    }
}

/* Letters that elsewhere are another body's are here the initials of the one that is named. */
static void test_initials(void **state) {
    (void)state;
    const Records *r = extract_of(&e,
                                  "The army accused the Rapid Support Forces of shelling a market. "
                                  "The RSF denied the accusation.",
                                  0);
    const Actor *a = actor_named(r, "Rapid Support Forces");
    assert_non_null(a);
    check_str(a->country, "SDN");
    assert_int_equal(a->mentions.n, 2);
    r = extract_of(&e, "Journalists were held, RSF said in a report on the press.", 0);
    a = actor_named(r, "RSF");
    assert_non_null(a);
    assert_true(has_sector(a, "MED"));
}

static void test_his_office(void **state) {
    (void)state;
    const Records *r = extract_of(
        &e, "President Andry Rajoelina left on Sunday. His office said he was in charge.", 0);
    const Actor *office = actor_named(r, "His office");
    assert_non_null(office);
    const Actor *whose = records_actor(r, office->represents);
    assert_non_null(whose);
    check_str(whose->name, "Andry Rajoelina");
}

static void test_spokesman(void **state) {
    (void)state;
    const Records *r =
        extract_of(&e, "Iranian Foreign Ministry spokesman Nasser Kanani warned them.", 0);
    const Actor *a = actor_named(r, "Nasser Kanani");
    assert_non_null(a);
    const Actor *body = records_actor(r, a->represents);
    assert_non_null(body);
    check_str(body->country, "IRN");
    check_str(a->country, "IRN");
}

/* The role depends on the date, and so does who is meant by a shared name. */
static void test_office_by_date(void **state) {
    (void)state;
    static const struct {
        const char *why, *text, *mention, *title;
        int year;
    } rows[] = {
        {"prime minister then", "Recep Tayyip Erdogan spoke.", "Erdogan", "prime minister", 2008},
        {"president now", "Recep Tayyip Erdogan spoke.", "Erdogan", "president", 2020},
        {"spelling variants", "Nikol Pashinian spoke.", "Pashinian", "prime minister", 2021},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Records *r = extract_of(&e, rows[i].text, day_of(rows[i].year, 6, 1));
        const Actor *a = actor_named(r, rows[i].mention);
        if (!a) fail_msg("%s: no actor", rows[i].why);
        check_str(a->title, rows[i].title);
    }
}

/* Bodies without a country's name: the one named before, the owner's, the only one spoken of. */
static void test_nominals(void **state) {
    (void)state;
    static const struct {
        const char *why, *text, *mention, *country;
    } rows[] = {
        {"the last one of that noun",
         "The Kenyan foreign ministry protested to Uganda. The ministry wants answers.",
         "The ministry", "KEN"},
        {"the last one by its noun alone",
         "Chad's defence ministry met Niger's finance ministry. Then the ministry wrote again.",
         "the ministry", "NER"},
        {"its owner's", "Armenia says Azerbaijan must withdraw its troops.", "its troops", "AZE"},
        {"possessive", "Chile's army was called out.", "army", "CHL"},
        {"an official of the place spoken of", "Vice-President Moody Awori spoke to Kenyans.",
         "Moody Awori", "KEN"},
        {"at home where the report is written from",
         "KASESE, Uganda, Nov 12 (Reuters) - The first patient came from Rwanda. Many come from "
         "Rwanda. The health minister asked people to stay at home.",
         "The health minister", "UGA"},
        {"nobody's, from a place that no table knows",
         "ZWEMAR, April 7 (Reuters) - France sent tents. The mayor thanked the helpers.",
         "The mayor", ""},
        {"people where they are", "Students throughout Indonesia marched.", "Students", "IDN"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Actor *a = actor_named(extract_of(&e, rows[i].text, 0), rows[i].mention);
        if (!a) fail_msg("%s: no actor", rows[i].why);
        if (!str_eq(a->country, str_of(rows[i].country)))
            fail_msg("%s: %.*s", rows[i].why, STR_ARG(a->country));
    }
}

static void test_demonym_is_no_state(void **state) {
    (void)state;
    const Records *r = extract_of(&e, "The French school closed.", 0);
    for (uint32_t i = 0; i < r->actors.n; i++)
        assert_int_not_equal(r->actors.v[i].kind, ACTOR_STATE);
}

/* "The Navy" in a navy's own paper is that of the country in its name, whoever else is named. */
static void test_issuers_country(void **state) {
    (void)state;
    static const char text[] =
        "SRI LANKA NAVY\n\nMEDIA RELEASE\n\nThe Navy denies the charge. Indian "
        "boats of India entered. India and Indian boats are told.";
    StErr err = {0};
    Document doc = {.id = S("d0"), .text = str_of(text), .lang = S("en")};
    Block blocks[] = {{BLOCK_PARAGRAPH, {0, 14}},
                      {BLOCK_PARAGRAPH, {16, 29}},
                      {BLOCK_PARAGRAPH, {31, (uint32_t)strlen(text)}}};
    doc.blocks = (Blocks){blocks, 3};
    Records r;
    arena_drop(&e.arena);
    check_ok(extract_document(e.extractor, &doc, &e.arena, &r, &err), &err);
    uint32_t navies = 0;
    for (uint32_t i = 0; i < r.actors.n; i++) {
        Str name = r.actors.v[i].name;
        if (name.n < 4 || !str_eq_nocase(str_from(name, name.n - 4), S("navy"))) continue;
        navies++;
        check_str(r.actors.v[i].country, "LKA");
    }
    assert_true(navies > 0);
}

/* Of which force officers are, by the rest of the text. */
static void test_officers(void **state) {
    (void)state;
    static const struct {
        const char *text, *sector;
    } rows[] = {
        {"Riot police fired tear gas in Calama. Nine officers were hurt.", "COP"},
        {"The army shelled Homs. Nine officers were killed.", "MIL"},
        {"Nine officers were killed.", "MIL"},
        {"Police and soldiers fought in Juba. Army troops fled. Nine officers were killed.", "MIL"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Actor *a = actor_named(extract_of(&e, rows[i].text, 0), "Nine officers");
        if (!a || !a->sectors.n || !str_is(a->sectors.v[0], rows[i].sector))
            fail_msg("%s", rows[i].text);
    }
}

static int open_all(void **state) {
    (void)state;
    extract_of_open(&e);
    return 0;
}
static int close_all(void **state) {
    (void)state;
    extract_of_close(&e);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_country_and_sector), cmocka_unit_test(test_one_person),
        cmocka_unit_test(test_own_country),        cmocka_unit_test(test_stray_town),
        cmocka_unit_test(test_pronouns),           cmocka_unit_test(test_initials),
        cmocka_unit_test(test_spokesman),          cmocka_unit_test(test_office_by_date),
        cmocka_unit_test(test_nominals),           cmocka_unit_test(test_demonym_is_no_state),
        cmocka_unit_test(test_officers),           cmocka_unit_test(test_his_office),
        cmocka_unit_test(test_issuers_country),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
