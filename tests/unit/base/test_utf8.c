#include "check.h"

#include "base/utf8.h"

static void test_fold(void **state) {
    (void)state;
    static const struct {
        const char *why, *in, *want;
    } rows[] = {
        {"accents go", "Şuşa Ağdam São Tomé", "susa agdam sao tome"},
        {"letters that do not decompose", "Gəncə Łódź Ærø ß ı İ", "ganca lodz aero ss i i"},
        {"quotes and dashes are one thing", "“Nagorno–Karabakh’s”", "\"nagorno-karabakh's\""},
        {"spaces of all kinds", " a\xc2\xa0 \tb\n", "a b"},
        {"soft hyphens vanish",
         "re\xc2\xad"
         "port",
         "report"},
        {"compatibility forms", "ﬁre ２", "fire 2"},
        {"nothing", "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Str once = utf8_fold(&a, str_of(rows[i].in));
        if (!str_eq(once, str_of(rows[i].want)))
            fail_msg("%s: have \"%.*s\"", rows[i].why, STR_ARG(once));
        check_str(utf8_fold(&a, once), rows[i].want);
        arena_drop(&a);
    }
}

static void test_valid(void **state) {
    (void)state;
    static const struct {
        const char *in;
        size_t until;
    } rows[] = {
        {"abc\xc4\x9f", 5},      {"a\xff", 1},      {"\xc0\x80", 0},
        {"\xed\xa0\x80", 0},     {"ab\xe2\x82", 2}, {"\xf4\x90\x80\x80", 0},
        {"\xf0\x9f\x98\x80", 4}, {"\x80", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(utf8_valid_until(str_of(rows[i].in)), rows[i].until);
}

/* Every byte that begins a character goes to its number and back, past many 64-byte steps. */
static void test_text_map(void **state) {
    (void)state;
    Arena a = {0};
    Text t = {.arena = &a};
    for (int i = 0; i < 300; i++) text_add_c(&t, i % 3 ? "ab\xc4\x9f" : "\xf0\x9f\x98\x80x");
    Str s = text_str(&t);
    TextMap map;
    check_ok(text_map_make(s, &a, &map), NULL);
    uint32_t point = 0;
    for (size_t i = 0; i < s.n;) {
        unsigned len;
        utf8_at(s, i, &len);
        assert_int_equal(text_map_point(&map, (uint32_t)i), point);
        assert_int_equal(text_map_byte(&map, point), i);
        i += len;
        point++;
    }
    assert_int_equal(map.total, point);
    assert_int_equal(text_map_byte(&map, point + 5), s.n);
    arena_drop(&a);
}

static void test_printable(void **state) {
    (void)state;
    static const struct {
        const char *why, *text, *want;
    } rows[] = {
        {"nothing to print", NULL, ""},
        {"nothing to change", "Stepanakert – 東京", "Stepanakert – 東京"},
        {"line ends and tabs are spaces", "a\r\n\tb", "a   b"},
        {"an escape cannot colour the terminal", "a\033[31mb", "a\xEF\xBF\xBD[31mb"},
        {"nor its one-byte form", "\xC2\x9B\x33m", "\xEF\xBF\xBD\x33m"},
        {"text cannot be turned round",
         "a\xE2\x80\xAE"
         "b",
         "a\xEF\xBF\xBD"
         "b"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Text t = {.arena = &a};
        utf8_add_printable(&t, str_of(rows[i].text));
        if (!str_eq(text_str(&t), str_of(rows[i].want)))
            fail_msg("%s: %.*s", rows[i].why, STR_ARG(text_str(&t)));
        arena_drop(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_printable),
        cmocka_unit_test(test_fold),
        cmocka_unit_test(test_valid),
        cmocka_unit_test(test_text_map),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
