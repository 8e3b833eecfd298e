#include "check.h"

#include "report/composing.h"

static void test_days(void **state) {
    (void)state;
    static const struct {
        const char *why;
        const char *from, *to; /* NULL: unknown */
        int year;              /* the story's own */
        bool worked_out;
        const char *want;
    } rows[] = {
        {"nothing known", NULL, NULL, 2023, false, ""},
        {"nothing known, and worked out", NULL, NULL, 2023, true, ""},
        {"the story's year is left out", "2023-09-19", "2023-09-19", 2023, false, "19 Sep"},
        {"another year is said", "2020-11-09", "2020-11-09", 2023, false, "9 Nov 2020"},
        {"no year of its own", "2023-09-19", "2023-09-19", 0, false, "19 Sep 2023"},
        {"one month", "2023-09-19", "2023-09-21", 2023, false, "19–21 Sep"},
        {"two months", "2023-08-30", "2023-09-02", 2023, false, "30 Aug–2 Sep"},
        {"two years", "2022-12-30", "2023-01-02", 2023, false, "30 Dec 2022–2 Jan"},
        {"a whole month", "2023-02-01", "2023-02-28", 2023, false, "Feb 2023"},
        {"a leap month short of a day", "2024-02-01", "2024-02-28", 2024, false, "1–28 Feb"},
        {"a leap month", "2024-02-01", "2024-02-29", 2024, false, "Feb 2024"},
        {"a whole year", "1994-01-01", "1994-12-31", 2023, false, "1994"},
        {"whole years", "1988-01-01", "1994-12-31", 2023, false, "1988–1994"},
        {"open at the end", "2022-12-12", NULL, 2023, false, "from 12 Dec 2022"},
        {"open at the start", NULL, "2024-01-01", 2023, false, "by 1 Jan 2024"},
        {"worked out", "2023-09-29", "2023-09-29", 2023, true, "~29 Sep"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Composing c = {.a = &a, .year = rows[i].year};
        Days days = {rows[i].from ? day_parse(str_of(rows[i].from)) : 0,
                     rows[i].to ? day_parse(str_of(rows[i].to)) : 0};
        Str have = words_of_days(&c, days, rows[i].worked_out);
        if (!str_eq(have, str_of(rows[i].want)))
            fail_msg("%s: have \"%.*s\", want \"%s\"", rows[i].why, STR_ARG(have), rows[i].want);
        assert_false(c.failed);
        arena_drop(&a);
    }
}

static void test_numbers(void **state) {
    (void)state;
    static const struct {
        Number n;
        const char *want;
    } rows[] = {
        {{0, false}, ""},
        {{0, true}, "0"},
        {{999000, true}, "999"},
        {{1000000, true}, "1,000"},
        {{98500000, true}, "98,500"},
        {{1234567000, true}, "1,234,567"},
        {{12500, true}, "12.5"},
        {{1250, true}, "1.250"},
        {{-3500, true}, "-3.5"},
        {{INT64_MAX, true}, "9,223,372,036,854,775.807"},
        {{INT64_MIN, true}, "-9,223,372,036,854,775.808"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Composing c = {.a = &a};
        check_str(words_of_number(&c, rows[i].n), rows[i].want);
        arena_drop(&a);
    }
}

static void test_content(void **state) {
    (void)state;
    const struct {
        const char *why, *text;
        Spans content;
        unsigned words;
        const char *want;
    } rows[] = {
        {"no content", "He spoke.", {NULL, 0}, 9, ""},
        {"the line brings its own marks",
         "\"We won,\" he said.",
         {(Span[]){{0, 9}}, 1},
         9,
         "“We won”"},
        {"white space of any kind is one space",
         "We\n\t won",
         {(Span[]){{0, 8}}, 1},
         9,
         "“We won”"},
        {"cut after so many words", "one two three four", {(Span[]){{0, 18}}, 1}, 2, "“one two …”"},
        {"as many words as there are", "one two", {(Span[]){{0, 7}}, 1}, 2, "“one two”"},
        {"two stretches", "a b, he said, c d.", {(Span[]){{0, 4}, {14, 18}}, 2}, 9, "“a b … c d”"},
        {"a stretch of marks only", "\"...\" yes", {(Span[]){{0, 1}, {6, 9}}, 2}, 9, "“yes”"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Composing c = {.a = &a};
        Records r = {.doc = {.text = str_of(rows[i].text)}};
        Claim claim = {.content = rows[i].content};
        Str have = words_of_content(&c, &r, &claim, rows[i].words);
        if (!str_eq(have, str_of(rows[i].want)))
            fail_msg("%s: have %.*s", rows[i].why, STR_ARG(have));
        arena_drop(&a);
    }
}

/* "Nearly all of the 120,000" is told with its share, not as a count. */
static void test_share_of_number(void **state) {
    (void)state;
    Arena a = {0};
    Composing c = {.a = &a};
    Figure figures[] = {
        {.head.span = {0, 10}, .sentence = {0, 44}, .measure = S("fled"), .unit = S("percent")},
        {.head.span = {0, 27},
         .sentence = {0, 44},
         .measure = S("fled"),
         .unit = S("person"),
         .quantifier = QUANT_NEARLY,
         .value = {120000 * 1000, true}},
    };
    Records r = {.doc.text = S("Nearly all of their 120,000 neighbours fled."),
                 .figures = {figures, 2}};
    check_str(words_of_value(&c, &r, &figures[1]), "nearly all of their 120,000");
    figures[0].measure = S("stayed");
    check_str(words_of_value(&c, &r, &figures[1]), "nearly 120,000");
    arena_drop(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_days), cmocka_unit_test(test_numbers),
                                       cmocka_unit_test(test_content),
                                       cmocka_unit_test(test_share_of_number)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
