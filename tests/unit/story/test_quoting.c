/* A report's own words as a line quotes them. */
#include "check.h"

#include "story/quoting.h"

static void test_party(void **state) {
    (void)state;
    static const struct {
        const char *reason, *content, *party, *title, *want;
        bool begins;
    } rows[] = {
        {"accused somebody of something", "Ann Lee of theft", "Ann Lee", NULL, "“theft”", true},
        {"by a pronoun", "her of lying", "her", NULL, "“lying”", true},
        {"an article", "the Council to act now", "Council", NULL, "“to act now”", true},
        {"an office", "Prime Minister Ann Lee of theft", "Ann Lee", "Prime Minister", "“theft”",
         true},
        {"an office of a country", "Northern President Ann Lee of theft", "Ann Lee", "President",
         "“theft”", true},
        {"something else before the name", "friends of Ann Lee of theft", "Ann Lee", NULL,
         "“friends of Ann Lee of theft”", false},
        {"the name goes on", "rebels of the Blue Hills", "rebels", NULL,
         "“rebels of the Blue Hills”", false},
        {"nothing is left", "Ann Lee", "Ann Lee", NULL, "“Ann Lee”", false},
        {"what she owns", "Ann Lee's house burned down", "Ann Lee", NULL,
         "“Ann Lee's house burned down”", false},
        {"one word that nothing joins", "Ann Lee liar", "Ann Lee", NULL, "“Ann Lee liar”", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Records r = {.doc = {.text = str_of(rows[i].content)}};
        uint32_t at = (uint32_t)str_find(r.doc.text, str_of(rows[i].party));
        Mention mention = {{at, at + (uint32_t)strlen(rows[i].party)}, HOW_NAME};
        Actor actor = {.mentions = {&mention, 1}, .title = str_of(rows[i].title)};
        r.actors = (Actors){&actor, 1};
        Span whole = {0, (uint32_t)r.doc.text.n};
        Claim claim = {.content = {&whole, 1}, .target = 1};
        Str have = quote_claim(&r, &claim, 20, &a);
        if (!str_eq(have, str_of(rows[i].want)))
            fail_msg("%s: have %.*s", rows[i].reason, STR_ARG(have));
        if (quote_begins_with_party(&r, &claim) != rows[i].begins) fail_msg("%s", rows[i].reason);
        arena_drop(&a);
    }
}

static void test_words(void **state) {
    (void)state;
    Arena a = {0};
    check_str(quote_words(S("\"All is\ncalm,\" he said"), 20, &a), "“‘All is calm,’ he said”");
    check_str(quote_words(S("one two three"), 2, &a), "“one two …”");
    check_str(quote_words(S(" ,"), 2, &a), "");
    arena_drop(&a);
}

static void test_points(void **state) {
    (void)state;
    static const struct {
        const char *said;
        bool points;
    } rows[] = {
        {"FOR IT", true},         {"it", true},
        {"to them", true},        {"", false},
        {"for the crime", false}, {"we know nothing", false},
    };
    Arena a = {0};
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (quote_points_only(tables, str_of(rows[i].said), &a) != rows[i].points)
            fail_msg("%s", rows[i].said);
    check_str(quote_words(S("THAT THE ROAD IS OPEN"), 20, &a), "“THE ROAD IS OPEN”");
    tables_close(tables);
    arena_drop(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_party), cmocka_unit_test(test_words),
                                       cmocka_unit_test(test_points)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
