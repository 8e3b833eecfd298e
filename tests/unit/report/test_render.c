/* One hand-made report in every format. */
#include "check.h"

#include "report/report_lines.h"

#include <jansson.h>
#include <utf8proc.h>

static Line *put(Report *r, Arena *a, LineKind kind, const char *x, const char *y, const char *z) {
    Line *line = list_push(a, &r->lines, Line);
    assert_non_null(line);
    line->kind = kind;
    line->cells[0] = str_of(x);
    line->cells[1] = str_of(y);
    line->cells[2] = str_of(z);
    return line;
}

static void cite(Line *line, Arena *a, uint32_t report, uint32_t sentence) {
    *list_push(a, &line->cites, Cite) = (Cite){report, sentence};
}

/* Every kind of line; wide characters, markup and marks of Markdown in the cells. */
static Report report_of(Arena *a) {
    Report r = {.title = S("<script>alert(1)</script>")};
    put(&r, a, LINE_TITLE, "<script>alert(1)</script>", NULL, NULL);
    put(&r, a, LINE_META, "As of", "20 Sep 2023 & later", NULL);
    put(&r, a, LINE_SECTION, "KEY FIGURES", "range", NULL);
    Line *group = put(&r, a, LINE_GROUP, "killed, civilians", NULL, NULL);
    group->tag = S("disputed");
    Line *row =
        put(&r, a, LINE_ROW, "at least 23", "", "\"Daily\" <b>Post</b> | 東京新聞 東京新聞");
    cite(row, a, 1, 2);
    cite(row, a, 12, 34);
    *list_push(a, &row->ids, Str) = S("d1.f7-9");
    put(&r, a, LINE_BULLET, "a *starred* [link](x) _under_ #1", NULL, NULL);
    put(&r, a, LINE_NOTE,
        "東京で二十三人が死亡したと発表された東京で二十三人が死亡したと発表された", NULL, NULL);
    *list_push(a, &r.cited, CitedSentence) = (CitedSentence){{1, 2}, S("It <killed> 23.")};
    return r;
}

static Str text_of(Arena *a, unsigned width) {
    Report r = report_of(a);
    ReportOptions options = {.width = width};
    Text out = {.arena = a};
    report_render_text(&r, &options, a, &out);
    return text_str(&out);
}

static unsigned columns_of(Str line) {
    unsigned width = 0;
    for (size_t i = 0; i < line.n;) {
        utf8proc_int32_t c;
        i += (size_t)utf8proc_iterate((const utf8proc_uint8_t *)line.p + i, -1, &c);
        width += (unsigned)utf8proc_charwidth(c);
    }
    return width;
}

static void has(Str text, const char *want) {
    if (str_find(text, str_of(want)) == SIZE_MAX) fail_msg("no %s in\n%.*s", want, STR_ARG(text));
}

static void has_not(Str text, const char *bad) {
    if (str_find(text, str_of(bad)) != SIZE_MAX) fail_msg("%s in\n%.*s", bad, STR_ARG(text));
}

static void test_text_keeps_its_width(void **state) {
    (void)state;
    static const unsigned widths[] = {40, 47, 80, 100, 400};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        Arena a = {0};
        Str rest = text_of(&a, widths[i]), line;
        while (str_split(&rest, '\n', &line))
            if (columns_of(line) > widths[i])
                fail_msg("width %u: %u columns: %.*s", widths[i], columns_of(line), STR_ARG(line));
        arena_drop(&a);
    }
}

static void test_text_form(void **state) {
    (void)state;
    Arena a = {0};
    Str wide = text_of(&a, 100);
    has(wide, "As of    20 Sep 2023 & later\n");
    has(wide, "\nKEY FIGURES   range\n killed, civilians ");
    has(wide, " disputed\n   at least 23 ");
    has(wide, " [1:2] [12:34]\n");
    Str narrow = text_of(&a, 40);
    has(narrow, "   at                   \"Daily\"\n"); /* columns 3, 12 and 24 */
    has(narrow, "[1:2] [12:34]\n");
    has(narrow,
        "   東京で二十三人が死亡したと発表された\n"); /* 18 characters of 2 columns fit in 37 */
    arena_drop(&a);
}

/* Browsers move what is no row out of a table, above it: a chart closes the table first. */
static void test_charts_stand_below_their_rows(void **state) {
    (void)state;
    Arena a = {0};
    Report r = {0};
    put(&r, &a, LINE_ROW, "23", NULL, NULL);
    *list_push(&a, &r.charts, Chart) = (Chart){.title = S("killed"), .line = 0};
    put(&r, &a, LINE_ROW, "24", NULL, NULL);
    Text out = {.arena = &a};
    report_render_html(&r, &out);
    Str page = text_str(&out);
    size_t end = str_find(page, S("</table>")), chart = str_find(page, S("<div class=\"charts\">"));
    assert_true(end < chart && chart < str_find(page, S("24")));
    arena_drop(&a);
}

/* What a report says cannot move the cursor or colour the terminal of its reader. */
static void test_text_has_no_control_characters(void **state) {
    (void)state;
    Arena a = {0};
    Report r = {0};
    put(&r, &a, LINE_TITLE, "a\033[2Jb", NULL, NULL);
    put(&r, &a, LINE_META, "c\rd",
        "e\xc2\x9b"
        "31mf",
        NULL);
    Line *group = put(&r, &a, LINE_GROUP, "g\bh", NULL, NULL);
    group->tag = S("i\033j");
    put(&r, &a, LINE_SECTION, "k\007l", "m\177n", NULL);
    Text out = {.arena = &a};
    report_render_text(&r, &(ReportOptions){.width = 80}, &a, &out);
    for (size_t i = 0; i < out.n; i++) {
        unsigned char c = (unsigned char)out.p[i];
        bool c1 = c == 0xC2 && i + 1 < out.n && (unsigned char)out.p[i + 1] < 0xA0;
        if ((c < ' ' && c != '\n') || c == 0x7F || c1) fail_msg("byte %zu is %02x", i, c);
    }
    arena_drop(&a);
}

static void test_markdown(void **state) {
    (void)state;
    Arena a = {0};
    Report r = report_of(&a);
    Text out = {.arena = &a};
    report_render_markdown(&r, &out);
    Str text = text_str(&out);
    has(text, "# \\<script\\>alert(1)\\</script\\>\n");
    has(text, "- **As of** 20 Sep 2023 \\& later\n");
    has(text,
        "- at least 23 · \"Daily\" \\<b\\>Post\\</b\\> \\| 東京新聞 東京新聞 [^1-2] [^12-34]\n");
    has(text, "- a \\*starred\\* \\[link\\](x) \\_under\\_ \\#1\n");
    has(text, "**killed, civilians** — disputed\n");
    has(text, "[^1-2]: R1, sentence 2: It \\<killed\\> 23.\n");
    arena_drop(&a);
}

static void test_html(void **state) {
    (void)state;
    Arena a = {0};
    Report r = report_of(&a);
    Text out = {.arena = &a};
    report_render_html(&r, &out);
    Str text = text_str(&out);
    has(text, "<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>");
    has(text, "<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>");
    has(text, "<td>&quot;Daily&quot; &lt;b&gt;Post&lt;/b&gt; | 東京新聞 東京新聞</td>");
    has(text, "20 Sep 2023 &amp; later");
    has(text, "<a class=\"cite\" href=\"#s1-2\">[1:2]</a>");
    has(text, "<li id=\"s1-2\"><b>[1:2]</b> It &lt;killed&gt; 23.</li>");
    has_not(text, "<script");
    has_not(text, "<b>Post");
    arena_drop(&a);
}

static void test_json(void **state) {
    (void)state;
    Arena a = {0};
    Report r = report_of(&a);
    Text out = {.arena = &a};
    report_render_json(&r, &out);
    json_error_t err;
    json_t *json = json_loadb(out.p, out.n, JSON_REJECT_DUPLICATES, &err);
    if (!json) fail_msg("%s at %d", err.text, err.position);
    json_t *lines = json_object_get(json, "lines"), *row = json_array_get(lines, 4);
    assert_int_equal(json_array_size(lines), r.lines.n);
    assert_string_equal(json_string_value(json_object_get(row, "kind")), "row");
    /* an empty cell in the middle keeps its place */
    json_t *cells = json_object_get(row, "cells");
    assert_int_equal(json_array_size(cells), 3);
    assert_string_equal(json_string_value(json_array_get(cells, 2)),
                        "\"Daily\" <b>Post</b> | 東京新聞 東京新聞");
    assert_int_equal(json_array_size(json_object_get(row, "cites")), 2);
    assert_string_equal(json_string_value(json_array_get(json_object_get(row, "ids"), 0)),
                        "d1.f7-9");
    json_decref(json);
    arena_drop(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_keeps_its_width),
        cmocka_unit_test(test_text_form),
        cmocka_unit_test(test_charts_stand_below_their_rows),
        cmocka_unit_test(test_text_has_no_control_characters),
        cmocka_unit_test(test_markdown),
        cmocka_unit_test(test_html),
        cmocka_unit_test(test_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
