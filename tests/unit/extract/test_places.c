#include "extract_of.h"

#include "extract/places_resolve.h"

static ExtractOf e;

static const Place *place_named(const Records *r, const char *mention) {
    for (uint32_t i = 0; i < r->places.n; i++)
        for (uint32_t k = 0; k < r->places.v[i].mentions.n; k++)
            if (str_eq(document_cut(&r->doc, r->places.v[i].mentions.v[k]), str_of(mention)))
                return &r->places.v[i];
    return NULL;
}

static void test_resolved(void **state) {
    (void)state;
    static const struct {
        const char *why, *text, *mention, *country;
        int lat; /* whole degrees, cut */
    } rows[] = {
        {"the only one", "Rescuers reached Ouagadougou on Friday.", "Ouagadougou", "BFA", 12},
        {"the largest", "He flew to Paris last week.", "Paris", "FRA", 48},
        {"what follows holds it", "He was born in Paris, Texas, and left early.", "Paris", "USA",
         33},
        {"a country follows", "Floods hit Tripoli, Lebanon, again.", "Tripoli", "LBN", 34},
        {"disputed region, other spelling", "Shells fell on Khankendi at night.", "Khankendi",
         "AZE", 39},
        {"a county", "Crews searched Rapides Parish on Monday.", "Rapides Parish", "USA", 31},
        {"the state behind its city", "He lives in Albany, New York, now.", "New York", "USA", 43},
        {"a side of a country's division", "A storm crossed East Texas early.", "East Texas", "USA",
         31},
        {"postal letters", "Police in Springfield, IL, closed a road.", "IL", "USA", 40},
        {"the town before them", "Police in Springfield, IL, closed a road.", "Springfield", "USA",
         39},
        {"the constituency of a lawmaker", "Senator Bob Miller, D-Pennsylvania, voted on Monday.",
         "Pennsylvania", "USA", 40},
        {"the longest name", "The People's Republic of China said no.",
         "People's Republic of China", "CHN", 35},
        {"not the other one", "Envoys of the Democratic People's Republic of Korea left Geneva.",
         "Democratic People's Republic of Korea", "PRK", 40},
        {"a river", "Both states draw water from the Cauvery in summer.", "Cauvery", "IND", 11},
        {"a state around its city",
         "A court in Atlanta heard it. Officials in Georgia said they would appeal.", "Georgia",
         "USA", 32},
        {"inside a body's name", "The Shreveport Police Department said so.", "Shreveport", "USA",
         32},
        {"all capitals", "THE REBELS LEFT MANAGUA ON SUNDAY AFTER THE TALKS.", "MANAGUA", "NIC",
         12},
        {"a head noun makes it a division", "Clashes spread across Midlands province in Zimbabwe.",
         "Midlands", "ZWE", -19},
        {"the whole with its head noun", "Fighting reached Buskerud County by noon.",
         "Buskerud County", "NOR", 60},
        {"a hamlet is no island",
         "Guatemala sent troops. Police in the hamlet of San Andres saw them.", "San Andres", "GTM",
         16},
        {"a demonym before", "Jets hit the Lebanese city of Tripoli.", "Tripoli", "LBN", 34},
        {"a genitive before", "Guards watched Lebanon's Tripoli at night.", "Tripoli", "LBN", 34},
        {"a country behind", "He lives in Valencia in Venezuela now.", "Valencia", "VEN", 10},
        {"inside, at the end", "The Kidney Foundation of Canada said so.", "Canada", "CAN", 60},
        {"a place that is no town", "Planes were held at Heathrow on Friday.", "Heathrow", "GBR",
         51},
        {"no such town in the country", "The centre is in Atlanta, Georgia, it said.", "Georgia",
         "USA", 32},
        {"among its like", "Rain fell on Alabama, Georgia and Tennessee.", "Georgia", "USA", 32},
        {"hyphens and small letters", "Aid reached Deir al-Zour after a siege.", "Deir al-Zour",
         "SYR", 35},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Place *p = place_named(extract_of(&e, rows[i].text, 0), rows[i].mention);
        if (!p) fail_msg("%s: not found", rows[i].why);
        check_str(p->country, rows[i].country);
        if (p->lat / 1000000 != rows[i].lat) fail_msg("%s: %d", rows[i].why, p->lat);
    }
}

/* Names that a town far away has, too, and nothing else in the text speaks for. */
static void test_namesakes(void **state) {
    (void)state;
    static const struct {
        const char *why, *text, *mention, *country; /* "" unresolved and of no country */
    } rows[] = {
        {"a hospital that bears it", "Two of the girls were treated in Shika hospital.", "Shika",
         ""},
        {"a clinic in the country that leads",
         "Colombia mourned. Colombian police came to Medellin. She lay in Soma clinic there.",
         "Soma", "COL"},
        {"several quarters in one list",
         "El Salvador was quiet. Salvadoran troops held the Santa Rita and San Benito "
         "neighborhoods.",
         "San Benito", "SLV"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Place *p = place_named(extract_of(&e, rows[i].text, 0), rows[i].mention);
        if (!p && !*rows[i].country) continue;
        if (!p) fail_msg("%s: not found", rows[i].why);
        if (!str_eq(p->country, str_of(rows[i].country)))
            fail_msg("%s: %.*s", rows[i].why, STR_ARG(p->country));
    }
}

/* Where a name of a place begins and ends, and what is none. */
static void test_told(void **state) {
    (void)state;
    static const struct {
        const char *why, *text, *mention;
        bool found;
    } rows[] = {
        {"one of a list", "Roads closed in Becker, Clay, Douglas and Wilkin counties.", "Wilkin",
         true},
        {"the first of it", "Roads closed in Becker, Clay, Douglas and Wilkin counties.", "Becker",
         true},
        {"a word that heads a line", "Date: 7 March 2022, Kaduna.", "Date", false},
        {"the noun of a state", "Gunmen attacked a village in Osun State on Monday.", "Osun State",
         true},
        {"a body's own name", "The Maryland State Police found the car.", "Maryland State", false},
        {"a street, not the town", "Crews closed Collins Avenue in Miami Beach.", "Collins", false},
        {"weather", "A strong El Niño brought floods to Peru.", "El Niño", false},
        {"a newspaper", "He told El Universal that talks went on.", "El Universal", false},
        {"a noun in small letters", "Shells hit the Donetsk region at night.", "Donetsk", true},
        {"the kind before it", "Workers for the City of Norfolk went on strike.", "Norfolk", true},
        {"a noun among capitals", "THE BOMB WENT OFF IN ZACAMIL NEIGHBORHOOD AT DAWN ON SUNDAY.",
         "ZACAMIL", true},
        {"a noun before it, among capitals",
         "BODIES WERE FOUND NEAR THE VILLAGE OF CHULLAS AT DAWN ON SUNDAY.", "CHULLAS", true},
        {"a name that goes on, among capitals",
         "TWO WERE SHOT IN SAN JUAN DE LURIGANCHO AT DAWN ON SUNDAY.", "SAN JUAN DE LURIGANCHO",
         true},
        {"and in two pieces", "TWO REBELS WERE SHOT NEAR SAN ISIDRO LABRADOR AT DAWN.",
         "SAN ISIDRO LABRADOR", true},
        {"a department is no office", "TWO WERE SHOT IN SAN CARLOS, MORAZAN DEPARTMENT, TODAY.",
         "MORAZAN", true},
        {"unknown in a list among capitals",
         "A PYLON FELL IN SAJANDI, LA FONDA CORREGIMIENTO, AT DAWN.", "SAJANDI", true},
        {"a thing's tag among capitals", "THEY CAME TO THE VILLAGE OF CHINCHIPE ON SUNDAY.",
         "CHINCHIPE", true},
        {"a surname that a town has", "Dr Francisco Guerrero was shot. Who shot Guerrero fled.",
         "Guerrero", false},
        {"a word among capitals is no division's letters",
         "THE REBELS LEFT MANAGUA, ON FOOT AND FOR GOOD, BEFORE NOON.", "ON", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!!place_named(extract_of(&e, rows[i].text, 0), rows[i].mention) != rows[i].found)
            fail_msg("%s: %s", rows[i].why, rows[i].mention);
}

/* A dateline is no sentence, but its place is one. */
static void test_dateline(void **state) {
    (void)state;
    static const char text[] = "LOS ANGELES (AP) - Officials closed the port on Monday.";
    StErr err = {0};
    Arena a = {0};
    Records r = {0};
    Block blocks[] = {{BLOCK_DATELINE, {0, 18}}, {BLOCK_PARAGRAPH, {19, sizeof text - 1}}};
    Document doc = {.id = S("d0"), .text = str_of(text), .lang = S("en"), .blocks = {blocks, 2}};
    check_ok(extract_document(e.extractor, &doc, &a, &r, &err), &err);
    const Place *p = place_named(&r, "LOS ANGELES");
    if (!p) fail_msg("no place in the dateline");
    check_str(p->country, "USA");
    arena_drop(&a);
}

/* What the words beside it say of a place rules out all that we know of that name. */
static void test_contradicted(void **state) {
    (void)state;
    const Place *p =
        place_named(extract_of(&e, "He was stopped in Stroud, Ontario, on Monday.", 0), "Stroud");
    assert_non_null(p);
    assert_int_equal(p->precision, PRECISION_UNRESOLVED);
    assert_false(p->located);
    check_str(p->country, "CAN");
}

/* Of a name that only villages abroad are known by, the country that all else is of is said. */
static void test_strangers(void **state) {
    (void)state;
    const Place *p = place_named(
        extract_of(&e,
                   "El Salvador mourned. Salvadoran troops left San Salvador, the Salvadoran army "
                   "said, and rebels attacked a post in Tejutla.",
                   0),
        "Tejutla");
    assert_non_null(p);
    assert_int_equal(p->precision, PRECISION_UNRESOLVED);
    check_str(p->country, "SLV");
    p = place_named(
        extract_of(&e,
                   "The mayor of San Salvador said that the Salvadoran army had shelled "
                   "the Escalon neighborhood.",
                   0),
        "Escalon");
    assert_non_null(p);
    check_str(p->country, "SLV");
    p = place_named(extract_of(&e,
                               "El Salvador mourned. Salvadoran troops left San Salvador, the "
                               "army said, and Guatemala's police fought in Tejutla.",
                               0),
                    "Tejutla");
    assert_non_null(p);
    check_str(p->country, "GTM");
}

static void test_place_of_a_figure(void **state) {
    (void)state;
    static const struct {
        const char *why, *text, *mention; /* NULL: no place */
    } rows[] = {
        {"whose office it is", "U.S. Secretary of State Antony Blinken said 20 people were killed.",
         NULL},
        {"where it was", "In Rafah, the minister said, 20 people were killed.", "Rafah"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Records *r = extract_of(&e, rows[i].text, 0);
        assert_true(r->figures.n > 0);
        const Place *have = records_place(r, r->figures.v[0].place);
        const Place *want = rows[i].mention ? place_named(r, rows[i].mention) : NULL;
        if (have != want) fail_msg("%s", rows[i].why);
    }
}

/* A day since which is counted begins the count; the count holds when it is told. */
static void test_since(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool period;
    } rows[] = {
        {"At least 22 people have been killed since protests began on 25 September.", false},
        {"At least 22 people have been killed since 25 September 2025.", false},
        {"At least 22 people were killed on 25 September 2025.", true},
        {"Since 2003 the virus has killed 93 people.", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Records *r = extract_of(&e, rows[i].text, day_parse(S("2025-10-14")));
        assert_true(r->figures.n > 0);
        if ((r->figures.v[0].period != NULL) != rows[i].period) fail_msg("%s", rows[i].text);
    }
}

/* Where a deed was done: a strait between two countries is in neither. */
static void test_between(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool placed;
    } rows[] = {
        {"A fisherman was shot dead in the strait between India and Sri Lanka.", false},
        {"Troops fought on the border between the Congo and Rwanda.", false},
        {"A fisherman was shot dead in India between two harbours.", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Records *r = extract_of(&e, rows[i].text, 0);
        assert_true(r->events.n > 0);
        if ((r->events.v[0].place > 0) != rows[i].placed) fail_msg("%s", rows[i].text);
    }
}

static void test_not_places(void **state) {
    (void)state;
    static const struct {
        const char *why, *text, *mention;
    } rows[] = {
        {"a demonym", "The Chadian army left.", "Chadian"},
        {"a bird", "They ate turkey and rice.", "turkey"},
        {"a pronoun in capitals", "He told us that it was over.", "us"},
        {"a month", "The talks end in May.", "May"},
        {"a word in capitals", "A CAR BOMB WENT OFF AND HURT SEVERAL PEOPLE THERE.", "CAR"},
        {"a surname", "Conor McGregor won. McGregor said it was easy.", "McGregor"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (place_named(extract_of(&e, rows[i].text, 0), rows[i].mention))
            fail_msg("%s: %s is a place", rows[i].why, rows[i].mention);
}

static void test_kinds(void **state) {
    (void)state;
    const Records *r = extract_of(&e, "Fighters in Nagorno-Karabakh fled to Armenia.", 0);
    const Place *p = place_named(r, "Nagorno-Karabakh");
    assert_non_null(p);
    assert_true(p->disputed);
    assert_int_equal(p->precision, PRECISION_AREA);
    p = place_named(r, "Armenia");
    assert_non_null(p);
    assert_int_equal(p->precision, PRECISION_COUNTRY);
    check_str(p->known, "country/ARM");
    /* a village is not the city of that name */
    p = place_named(extract_of(&e, "It happened near Lagos village, officials said.", 0), "Lagos");
    assert_true(!p || p->country.n == 0 || p->geonames == 0 || p->precision != PRECISION_POINT);
}

static void test_distance(void **state) {
    (void)state;
    static const struct {
        const char *why;
        int32_t lat1, lon1, lat2, lon2;
        uint32_t low, high;
    } rows[] = {
        {"nothing", 10000000, 10000000, 10000000, 10000000, 0, 0},
        {"London to Paris", 51510000, -130000, 48850000, 2350000, 335, 350},
        {"over the date line", 0, 179500000, 0, -179500000, 109, 113},
        {"a degree of longitude at 60 N", 60000000, 0, 60000000, 1000000, 54, 57},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t km = place_distance(rows[i].lat1, rows[i].lon1, rows[i].lat2, rows[i].lon2);
        if (km < rows[i].low || km > rows[i].high) fail_msg("%s: %u", rows[i].why, km);
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
        cmocka_unit_test(test_resolved),
        cmocka_unit_test(test_told),
        cmocka_unit_test(test_namesakes),
        cmocka_unit_test(test_dateline),
        cmocka_unit_test(test_contradicted),
        cmocka_unit_test(test_strangers),
        cmocka_unit_test(test_place_of_a_figure),
        cmocka_unit_test(test_since),
        cmocka_unit_test(test_between),
        cmocka_unit_test(test_not_places),
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_distance),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
