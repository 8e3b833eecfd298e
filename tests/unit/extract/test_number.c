#include "check.h"

#include "extract/number.h"

static Tables *tables;

enum { TOKENS_MAX = 16 };

/* Words parted by a space; one that begins with '_' stands close behind the one before. */
static uint32_t tokens_of(const char *text, Token *tokens) {
    Str rest = str_of(text), piece;
    uint32_t n = 0;
    for (; n < TOKENS_MAX && str_split(&rest, ' ', &piece); n++) {
        bool close = piece.n > 1 && piece.p[0] == '_';
        tokens[n].norm = close ? str_from(piece, 1) : piece;
        tokens[n].form = tokens[n].norm;
        tokens[n].flags = close ? 0 : TOKEN_SPACE_BEFORE;
    }
    return n;
}

static const struct Row {
    const char *why, *text;
    uint32_t words;
    int64_t low, high; /* milli */
    bool share;
} rows[] = {
    {"plain", "23 wounded", 1, 23000, 23000, false},
    {"commas part groups", "98,500 crossed", 1, 98500000, 98500000, false},
    {"dots part groups", "100.000 residents", 1, 100000000, 100000000, false},
    {"two dots", "1.250.000 people", 1, 1250000000, 1250000000, false},
    {"apostrophe", "98'500 people", 1, 98500000, 98500000, false},
    {"a space parts groups", "98 500 people", 2, 98500000, 98500000, false},
    {"two spaces", "1 234 567 people", 3, 1234567000, 1234567000, false},
    {"no group of two digits", "12 50 people", 1, 12000, 12000, false},
    {"slip: a space after the comma", "61 _, 000 people", 3, 61000000, 61000000, false},
    {"a list is no slip", "61 _, 200 people", 1, 61000, 61000, false},
    {"Indian groups", "12,34,567 people", 1, 1234567000, 1234567000, false},
    {"decimal point", "5.51 million", 2, 5510000000, 5510000000, false},
    {"decimal comma", "1,2 million", 2, 1200000000, 1200000000, false},
    {"three decimals before a scale", "1.250 million", 2, 1250000000, 1250000000, false},
    {"short share", "12.5 percent", 1, 12500, 12500, false},
    {"suffix", "1.2 _m people", 2, 1200000000, 1200000000, false},
    {"a letter apart is none", "1.2 m", 1, 1200, 1200, false},
    {"lakh", "3 lakh people", 2, 300000000, 300000000, false},
    {"crore", "2.5 crore", 2, 25000000000, 25000000000, false},
    {"word", "seven people", 1, 7000, 7000, false},
    {"hyphen in one token", "twenty-three people", 1, 23000, 23000, false},
    {"hyphen in three", "twenty - three people", 3, 23000, 23000, false},
    {"hundred and", "two hundred and fifty people", 4, 250000, 250000, false},
    {"thousands and hundreds", "three thousand four hundred dead", 4, 3400000, 3400000, false},
    {"and of a list", "two and three", 1, 2000, 2000, false},
    {"and after a round number", "two hundred and wounded", 2, 200000, 200000, false},
    {"a dozen", "a dozen people", 2, 12000, 12000, false},
    {"two dozen", "two dozen people", 2, 24000, 24000, false},
    {"half a million", "half a million people", 3, 500000000, 500000000, false},
    {"half a dozen", "half a dozen people", 3, 6000, 6000, false},
    {"two and a half million", "two and a half million", 5, 2500000000, 2500000000, false},
    {"a is no number", "a people", 0, 0, 0, false},
    {"words are no numbers", "people", 0, 0, 0, false},
    {"glued letters are none", "4x4 cars", 0, 0, 0, false},
    {"range with to", "20 to 25 people", 3, 20000, 25000, false},
    {"range with a hyphen", "20 - 25 people", 3, 20000, 25000, false},
    {"a range rises", "25 to 20 people", 1, 25000, 25000, false},
    {"scale of both ends", "2 to 3 million people", 4, 2000000000, 3000000000, false},
    {"two or three", "two or three people", 3, 2000, 3000, false},
    {"thirds", "two - thirds of the", 3, 66666, 66666, true},
    {"thirds in one token", "two-thirds of the", 1, 66666, 66666, true},
    {"quarters", "three quarters of the", 2, 75000, 75000, true},
    {"half of", "half of the", 1, 50000, 50000, true},
    {"a third of", "a third of the", 2, 33333, 33333, true},
    {"a third one is no share", "a third victim", 0, 0, 0, false},
    {"one in five", "one in five children", 3, 20000, 20000, true},
    {"nine out of ten", "nine out of ten", 4, 90000, 90000, true},
    {"two in five is a place", "two in five towns", 1, 2000, 2000, false},
};

static void test_forms(void **state) {
    (void)state;
    const Table *numbers = tables_get(tables, "en/numbers");
    assert_non_null(numbers);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct Row *r = &rows[i];
        Token tokens[TOKENS_MAX] = {0};
        uint32_t n = tokens_of(r->text, tokens);
        NumberRead have = number_read(numbers, tokens, 0, n);
        bool range = r->low != r->high;
        if (have.words != r->words || have.low.milli != r->low || have.high.milli != r->high ||
            have.share != r->share || have.range != range)
            fail_msg("%s: \"%s\" gave %u words, %lld to %lld", r->why, r->text, have.words,
                     (long long)have.low.milli, (long long)have.high.milli);
    }
}

static void test_digits_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"",
                                      "x",
                                      "1,",
                                      ".5",
                                      "1,23,4.5,6",
                                      "1.2.3",
                                      "12:30",
                                      "2023/09",
                                      "1,2,3",
                                      "0,50,000,",
                                      "99999999999999999999999"};
    int64_t v;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (number_digits(str_of(bad[i]), false, &v)) fail_msg("read \"%s\"", bad[i]);
}

static int open_tables(void **state) {
    (void)state;
    return tables_open(TABLES_BLOB, &tables, NULL) != ST_OK;
}

static int close_tables(void **state) {
    (void)state;
    tables_close(tables);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_digits_refused),
    };
    return cmocka_run_group_tests(tests, open_tables, close_tables);
}
