/* What the tables promise to know: of every member state of the United Nations its country,
 * capital, adjective, and who leads it and speaks for it abroad today, with dates; and the parties
 * of the armed conflicts since 2010 (conflict_parties.tsv). */
#include "tsv_rows.h"

#include "base/date.h"
#include "base/utf8.h"
#include "know/tables.h"

enum { MEMBERS = 193, NAME_MAX_BYTES = 160 };

static const char members[] =
    "AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA "
    "BRN BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG COD CRI CIV HRV CUB CYP CZE DNK DJI "
    "DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY "
    "HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR PRK KOR KWT KGZ LAO LVA LBN "
    "LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MDA MCO MNG MNE MAR MOZ MMR "
    "NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT ROU RUS RWA "
    "KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE "
    "SYR TJK THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR TZA USA URY UZB VUT VEN VNM YEM ZMB "
    "ZWE";

static Tables *tables;

static const Table *table(const char *name) {
    const Table *t = tables_get(tables, name);
    if (!t) fail_msg("no table %s", name);
    return t;
}

/* Rows of a table that are a country's, and of those with `value` in `column` where one is given.
 */
static uint32_t rows_of(const char *name, Str country, const char *column, const char *value) {
    const Table *t = table(name);
    int at = table_column(t, "country"), other = column ? table_column(t, column) : -1;
    uint32_t n = 0;
    for (uint32_t r = 0; r < table_rows(t); r++)
        n += str_eq(table_cell(t, r, at), country) &&
             (!column || str_eq(table_cell(t, r, other), str_of(value)));
    return n;
}

/* Does anybody hold one of the offices today, with the day he took it? */
static bool held(Str country, const char *const *offices) {
    const Table *t = table("world/officeholders");
    int at = table_column(t, "country"), office = table_column(t, "office"),
        from = table_column(t, "from"), to = table_column(t, "to");
    for (uint32_t r = 0; r < table_rows(t); r++) {
        if (!str_eq(table_cell(t, r, at), country) || table_cell(t, r, to).n) continue;
        if (!day_parse(table_cell(t, r, from))) continue;
        for (int i = 0; offices[i]; i++)
            if (str_eq(table_cell(t, r, office), str_of(offices[i]))) return true;
    }
    return false;
}

static void test_members(void **state) {
    (void)state;
    static const char *const heads[] = {"president",
                                        "king",
                                        "emperor",
                                        "sultan",
                                        "emir",
                                        "prince",
                                        "grand duke",
                                        "chancellor",
                                        "prime minister",
                                        "premier",
                                        "supreme leader",
                                        "leader",
                                        "Taliban leader",
                                        "junta leader",
                                        "acting president",
                                        "transitional president",
                                        "head of state",
                                        "captain regent",
                                        "army chief",
                                        "chief adviser",
                                        "Communist Party general secretary",
                                        NULL};
    static const char *const abroad[] = {"foreign minister", "foreign secretary",
                                         "secretary of state", "Taliban foreign minister", NULL};
    Str rest = str_of(members), country;
    uint32_t n = 0, wrong = 0;
    for (; rest.n && str_split(&rest, ' ', &country); n++) {
        const char *lacks = !rows_of("world/countries", country, NULL, NULL)  ? "no country"
                            : !rows_of("world/capitals", country, NULL, NULL) ? "no capital"
                            : !rows_of("world/demonyms", country, "form", "adjective")
                                ? "no adjective"
                            : !held(country, heads)  ? "nobody leads it"
                            : !held(country, abroad) ? "no foreign minister"
                                                     : NULL;
        wrong += lacks != NULL;
        if (lacks) print_error("%.*s: %s\n", STR_ARG(country), lacks);
    }
    assert_int_equal(n, MEMBERS);
    assert_int_equal(wrong, 0);
}

static bool known(Arena *a, Str name) {
    static const char *const tables_of_actors[] = {"world/groups", "world/organisations",
                                                   "en/populations", NULL};
    Str key = utf8_fold(a, name);
    assert_true(key.p && key.n < NAME_MAX_BYTES);
    for (int i = 0; tables_of_actors[i]; i++)
        if (table_find(table(tables_of_actors[i]), key, 0)) return true;
    return false;
}

static void test_conflicts(void **state) {
    (void)state;
    Arena a = {0};
    TsvRows t;
    uint32_t conflicts = 0, parties = 0, wrong = 0;
    tsv_open(&t, SOURCE_DIR "/tests/unit/know/conflict_parties.tsv");
    for (; tsv_next(&t, 3); conflicts++) {
        Str rest = t.cell[2], party;
        for (; rest.n && str_split(&rest, '|', &party); parties++) {
            if (known(&a, party)) continue;
            wrong++;
            print_error("%.*s: %.*s\n", STR_ARG(t.cell[0]), STR_ARG(party));
        }
    }
    arena_drop(&a);
    assert_true(conflicts >= 50 && parties >= 250);
    assert_int_equal(wrong, 0);
}

/* A term ends after it began. */
static void test_terms(void **state) {
    (void)state;
    const Table *t = table("world/officeholders");
    for (uint32_t r = 0; r < table_rows(t); r++) {
        Day from = day_parse(table_cell(t, r, table_column(t, "from")));
        Day to = day_parse(table_cell(t, r, table_column(t, "to")));
        if (from && to && to < from) fail_msg("%.*s", STR_ARG(table_cell(t, r, 0)));
    }
}

int main(void) {
    StErr err = {0};
    if (tables_open(TABLES_BLOB, &tables, &err) != ST_OK) return 1;
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_members),
                                       cmocka_unit_test(test_conflicts),
                                       cmocka_unit_test(test_terms)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    tables_close(tables);
    return failed;
}
