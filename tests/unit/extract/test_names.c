#include "extract_of.h"

#include "extract/names_hints.h"

static ExtractOf e;

typedef enum Found { NOTHING, PERSON, BODY, PLACE } Found;

static bool has_span(const Records *r, Span at, const char *text) {
    return str_eq(document_cut(&r->doc, at), str_of(text));
}

/* What a mention by name of just these characters is a mention of. */
static Found found_as(const Records *r, const char *text) {
    for (uint32_t i = 0; i < r->places.n; i++)
        for (uint32_t k = 0; k < r->places.v[i].mentions.n; k++)
            if (has_span(r, r->places.v[i].mentions.v[k], text)) return PLACE;
    for (uint32_t i = 0; i < r->actors.n; i++) {
        const Actor *a = &r->actors.v[i];
        for (uint32_t k = 0; k < a->mentions.n; k++)
            if (a->mentions.v[k].how == HOW_NAME && has_span(r, a->mentions.v[k].span, text))
                return a->kind == ACTOR_PERSON ? PERSON : BODY;
    }
    return NOTHING;
}

static void test_types(void **state) {
    (void)state;
    static const struct {
        const char *why, *text, *name;
        Found want;
    } rows[] = {
        {"a title is no part", "They met Senator Maria Oduya on Friday.", "Maria Oduya", PERSON},
        {"a title reaches into it",
         "U.S. Secretary of State Ann Holt spoke by telephone with them.", "Ann Holt", PERSON},
        {"a town before an office", "Athens Mayor Randy Holt said so.", "Randy Holt", PERSON},
        {"that town", "Athens Mayor Randy Holt said so.", "Athens", PLACE},
        {"a given name nobody knows", "“We lost it all,” said Tevan Morluk, a farmer.",
         "Tevan Morluk", PERSON},
        {"a body by its last word", "The Harvale Relief Committee sent three lorries.",
         "Harvale Relief Committee", BODY},
        {"a place nobody knows", "Rescuers went to the village of Ossendry in boats.", "Ossendry",
         PLACE},
        {"a country", "The quake was felt in Nepal and beyond.", "Nepal", PLACE},
        {"the surname alone", "Foreign Minister Jorim Ashkal came. Ashkal left in the evening.",
         "Ashkal", PERSON},
        {"a demonym is no name", "The Peruvian coast was hit.", "Peruvian", NOTHING},
        {"a particle is part of it", "They met with Mustafa al-Ruzni on Friday.",
         "Mustafa al-Ruzni", PERSON},
        {"so is an initial", "The court chose A. Noel Kramer as its judge.", "A. Noel Kramer",
         PERSON},
        {"over a by-name", "Police said Ruben \"El Toro\" Maldena was held.",
         "Ruben \"El Toro\" Maldena", PERSON},
        {"over a by-name of small words", "They met Darko \"the butcher\" Veliz there.",
         "Darko \"the butcher\" Veliz", PERSON},
        {"a group with a particle", "The bombing was blamed on al-Shabaab on Friday.", "al-Shabaab",
         BODY},
        {"a ministry of two things",
         "It was filed with the Department of Housing and Urban Development on Friday.",
         "Department of Housing and Urban Development", BODY},
        {"but not of another body", "The Ministry of Health and UNICEF sent vaccines.", "UNICEF",
         BODY},
        {"a company's form", "He worked for Veltra, Inc. of Ohio for years.", "Veltra, Inc.", BODY},
        {"a body by the initials behind it",
         "The Greater Osta Fair Housing Action Center (GOFHAC) filed it. GOFHAC won.", "GOFHAC",
         BODY},
        {"a group among words in capitals",
         "IT WAS BLAMED ON THE LEFTIST ARMY OF NATIONAL LIBERATION GUERRILLAS TODAY.",
         "ARMY OF NATIONAL LIBERATION", BODY},
        {"a storm is no person", "Hurricane Katrina struck the coast. Katrina killed many.",
         "Katrina", NOTHING},
        {"a country written small", "i moved here from malaysia and want help.", "malaysia", PLACE},
        {"a thing written small", "We bought the plates in china and glass.", "china", NOTHING},
        {"nor is a month", "It rained all through October.", "October", NOTHING},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Found have = found_as(extract_of(&e, rows[i].text, 0), rows[i].name);
        if (have != rows[i].want) fail_msg("%s: %s is %d", rows[i].why, rows[i].name, (int)have);
    }
}

static void test_hints(void **state) {
    (void)state;
    static const char text[] = "Kofi Annan spoke in Accra. The spoke broke near the river Volta.";
    extract_of(&e, text, 0);
    Document doc = {.text = str_of(text), .lang = S("en"), .blocks = e.records.doc.blocks};
    Parse p;
    World w;
    NameHints hints;
    StErr err = {0};
    check_ok(lang_parse(e.lang, &doc, &e.arena, &p, &err), &err);
    check_ok(world_open(e.tables, &p, &e.arena, &w, &err), &err);
    check_ok(name_hints_find(&p, &w, &e.arena, &hints, &err), &err);
    assert_true(hints.of[0] & 1ull << HINT_GIVEN);
    assert_true(hints.of[0] & 1ull << HINT_OPENS);
    assert_true(hints.of[0] & hint_begins(HINT_OFFICEHOLDER));
    assert_true(hints.of[1] & hint_goes_on(HINT_OFFICEHOLDER));
    assert_true(hints.of[4] & hint_begins(HINT_CAPITAL));
    assert_true(hints.of[4] & 1ull << HINT_UPPER);
    assert_true(hints.of[2] & 1ull << HINT_LOWER);
    assert_false(hints.of[4] & 1ull << HINT_LOWER);
    assert_false(hints.loud[0]);
}

/* Bits of the second word of a sentence. */
static void test_hints_of_names(void **state) {
    (void)state;
    static const struct {
        const char *why, *text;
        uint64_t want, not ;
    } rows[] = {
        {"a company", "At Siemens it rained.", 1ull << HINT_WELL, 0},
        {"a university", "At Stanford it rained.", 1ull << (HINT_WELL + 4), 1ull << HINT_WELL},
        {"a name of several words", "At Burger King it rained.", 1ull << (HINT_WELL + 1), 0},
        {"a country without a capital", "from malaysia they came.", 1ull << HINT_UNCASED, 0},
        {"a plain word", "from reading they came.", 0, 1ull << HINT_UNCASED},
        {"a short word", "from oman they came", 1ull << HINT_UNCASED, 0},
        {"too short a word", "from us they came", 0, 1ull << HINT_UNCASED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        extract_of(&e, rows[i].text, 0);
        Document doc = {
            .text = str_of(rows[i].text), .lang = S("en"), .blocks = e.records.doc.blocks};
        Parse p;
        World w;
        NameHints hints;
        StErr err = {0};
        check_ok(lang_parse(e.lang, &doc, &e.arena, &p, &err), &err);
        check_ok(world_open(e.tables, &p, &e.arena, &w, &err), &err);
        check_ok(name_hints_find(&p, &w, &e.arena, &hints, &err), &err);
        if ((hints.of[1] & rows[i].want) != rows[i].want || hints.of[1] & rows[i].not )
            fail_msg("%s", rows[i].why);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_types), cmocka_unit_test(test_hints),
                                       cmocka_unit_test(test_hints_of_names)};
    return cmocka_run_group_tests(tests, open_all, close_all);
}
