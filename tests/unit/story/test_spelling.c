/* How much of two texts' words is the same. */
#include "check.h"

#include "story/spelling.h"

static void test_shared(void **state) {
    (void)state;
    static const struct {
        const char *reason, *a, *b;
        uint32_t share;
    } rows[] = {
        {"the same", "to open the road", "to open the road", 100},
        {"one word of four", "to open the road", "to open the bridge", 75},
        {"the longer one counts", "to open", "to open the road", 50},
        {"in any order", "the road to open", "to open the road", 100},
        {"nothing", "", "", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t have = spelling_shared(str_of(rows[i].a), str_of(rows[i].b));
        if (have != rows[i].share) fail_msg("%s: %u", rows[i].reason, have);
    }
}

static void test_quiet(void **state) {
    (void)state;
    static const struct {
        const char *reason, *name, *quiet;
    } rows[] = {
        {"capitals", "INTERIOR MINISTRY OF ORESK", "Interior Ministry of Oresk"},
        {"short words are kept", "US NAVY", "US Navy"},
        {"one word may be an acronym", "UNICEF", "UNICEF"},
        {"a name as others", "Ann Lee", "Ann Lee"},
        {"an acronym beside small letters", "UNICEF Oresk", "UNICEF Oresk"},
        {"a short word that is no abbreviation", "SRI LANKA NAVY", "Sri Lanka Navy"},
        {"an article opens", "THE ORESK-VELMAR FRONT", "The Oresk-Velmar Front"},
    };
    Arena a = {0};
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str have = spelling_quiet(tables, str_of(rows[i].name), &a);
        if (!str_is(have, rows[i].quiet)) fail_msg("%s: %.*s", rows[i].reason, STR_ARG(have));
    }
    tables_close(tables);
    arena_drop(&a);
}

static void test_plain(void **state) {
    (void)state;
    static const struct {
        const char *words, *plain;
    } rows[] = {
        {"FOREIGN MINISTER", "foreign minister"},
        {"GUERRILLAS", "guerrillas"},
        {"CEO", "CEO"},
        {"Governor", "Governor"},
        {"CHIEF OF STAFF", "chief of staff"},
    };
    Arena a = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str have = spelling_plain(str_of(rows[i].words), &a);
        if (!str_is(have, rows[i].plain)) fail_msg("%s: %.*s", rows[i].words, STR_ARG(have));
    }
    arena_drop(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shared), cmocka_unit_test(test_quiet),
                                       cmocka_unit_test(test_plain)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
