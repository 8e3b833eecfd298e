/* Web pages to documents: the article, what is left out, what the page says of itself, the map back
 * to its bytes, and pages made to hurt. */
#include "check.h"

#include "base/utf8.h"
#include "read/read.h"

#include <stdlib.h>

static Tables *tables;

typedef struct Case {
    Arena arena;
    Document doc;
    Str notice;
    StErr err;
    StCode code;
} Case;

static void read_page(Case *c, Str page) {
    *c = (Case){0};
    Input in = {.bytes = page, .kind = INPUT_HTML};
    c->code = read_document(&in, tables, &c->arena, &c->doc, &c->notice, &c->err);
}

#define P1                                                                                         \
    "Water rose through the night in three districts of the valley, and families moved to the school."
#define P2                                                                                         \
    "Officials said that the bridge to the market town could not be used before the weekend, if then."
#define P3                                                                                         \
    "Rain is expected to go on until Sunday, and the river has not reached its highest level yet."

static const char page_one[] =
    "<!DOCTYPE html><html lang=\"en\"><head><title>Flood cuts road in the valley | The Valley Post"
    "</title><meta property=\"og:site_name\" content=\"The Valley Post\">"
    "<link rel=canonical href=\"https://www.example.org/2023/09/20/flood\">"
    "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":"
    "\"WebPage\",\"datePublished\":\"2020-01-01\"},{\"@type\":\"NewsArticle\",\"headline\":\"Flood cuts "
    "road\",\"datePublished\":\"2023-09-19T22:00:00Z\",\"author\":[{\"@type\":\"Person\",\"name\":\"Jane "
    "Doe\"},{\"name\":\"John Roe\"}]}]}</script></head><body>"
    "<nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav>"
    "<div class=\"breadcrumb\"><a href=/>Home</a> / <a href=/w>World</a></div>"
    "<article><h1>Flood cuts road in the valley</h1><div class=byline>By Jane Doe</div>"
    "<p>" P1
    "</p><figure><img src=a.jpg><figcaption>The bridge. Photo: A. Name</figcaption></figure>"
    "<p>" P2
    " &amp; more &#8220;later&#8221;.</p><div class=\"share-buttons\"><a href=#>Share</a></div>"
    "<h2>Rain</h2><p>" P3 "</p><p>Subscribe to our newsletter</p></article>"
    "<aside class=sidebar><p>" P1
    " This is a teaser of another story that nobody asked for.</p></aside>"
    "<div class=\"comments\"><p>I think that " P2 "</p></div>"
    "<footer><p>Copyright 2023 The Valley Post. All rights reserved.</p></footer></body></html>";

static void check_map(const Case *c, Str page) {
    assert_true(c->doc.source_map.n > 0);
    uint32_t mapped = 0;
    for (uint32_t i = 0; i < c->doc.source_map.n; i++) {
        SourceRun run = c->doc.source_map.v[i];
        mapped += run.length;
        assert_true(run.raw_start + run.length <= page.n);
        assert_memory_equal(c->doc.text.p + run.text_start, page.p + run.raw_start, run.length);
    }
    assert_true(mapped * 10 > c->doc.text.n * 7); /* blanks between words break the runs */
}

static void test_article(void **state) {
    (void)state;
    Case c;
    read_page(&c, str_of(page_one));
    check_ok(c.code, &c.err);
    check_str(c.doc.text,
              "Flood cuts road in the valley\n\n" P1 "\n\nThe bridge. Photo: A. Name\n\n" P2
              " & more \u201clater\u201d.\n\nRain\n\n" P3 "\n\nSubscribe to our newsletter");
    check_str(c.doc.title, "Flood cuts road in the valley");
    check_str(c.doc.byline, "Jane Doe, John Roe");
    check_str(c.doc.outlet, "The Valley Post");
    check_str(c.doc.uri, "https://www.example.org/2023/09/20/flood");
    check_str(c.doc.lang, "en");
    assert_int_equal(c.doc.published->days.from, day_of(2023, 9, 19));
    assert_int_equal(c.doc.published->basis, PUBLISHED_META);
    static const BlockKind kinds[] = {BLOCK_HEADLINE,   BLOCK_PARAGRAPH, BLOCK_CAPTION,
                                      BLOCK_PARAGRAPH,  BLOCK_PARAGRAPH, BLOCK_PARAGRAPH,
                                      BLOCK_BOILERPLATE};
    assert_int_equal(c.doc.blocks.n, sizeof kinds / sizeof *kinds);
    for (uint32_t i = 0; i < c.doc.blocks.n; i++)
        assert_int_equal(c.doc.blocks.v[i].kind, kinds[i]);
    check_map(&c, str_of(page_one));
    arena_drop(&c.arena);
}

static void test_dates(void **state) {
    (void)state;
    static const struct {
        const char *why, *head, *body;
        int year, month, day;
        PublishedBasis basis;
    } rows[] = {
        {"article:published_time",
         "<meta property=article:published_time content=\"2023-09-20T23:30:00+02:00\">", "", 2023,
         9, 20, PUBLISHED_META},
        {"RFC 2822", "<meta name=pubdate content=\"Wed, 20 Sep 2023 10:00:00 GMT\">", "", 2023, 9,
         20, PUBLISHED_META},
        {"an address", "<link rel=canonical href=\"https://a.example/news/2023/9/5/x\">", "", 2023,
         9, 5, PUBLISHED_URL},
        {"a time element", "", "<time datetime=\"2021-02-28\">yesterday</time>", 2021, 2, 28,
         PUBLISHED_META},
        {"English words", "", "<p class=post-date>September 20th, 2023</p>", 2023, 9, 20,
         PUBLISHED_STATED},
        {"German words", "", "<span class=datum>Mittwoch, 6. M\u00e4rz 2019</span>", 2019, 3, 6,
         PUBLISHED_STATED},
        {"French words", "", "<div class=date>Publi\u00e9 le 1er ao\u00fbt 2022</div>", 2022, 8, 1,
         PUBLISHED_STATED},
        {"Spanish words", "", "<div class=fecha>20 de septiembre de 2023</div>", 2023, 9, 20,
         PUBLISHED_STATED},
        {"dots", "", "<div class=date>05.11.2020, 13:30 Uhr</div>", 2020, 11, 5, PUBLISHED_STATED},
        {"changed later is better than nothing",
         "<meta property=article:modified_time content=\"2018-05-06\">", "", 2018, 5, 6,
         PUBLISHED_META},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char page[2048];
        int n =
            snprintf(page, sizeof page, "<html><head>%s</head><body>%s<p>%s</p><p>%s</p></body>",
                     rows[i].head, rows[i].body, P1, P2);
        Case c;
        read_page(&c, (Str){page, (size_t)n});
        check_ok(c.code, &c.err);
        if (!c.doc.published) fail_msg("%s: no date", rows[i].why);
        if (c.doc.published->days.from != day_of(rows[i].year, rows[i].month, rows[i].day) ||
            c.doc.published->basis != rows[i].basis)
            fail_msg("%s", rows[i].why);
        arena_drop(&c.arena);
    }
}

/* A page wrapped in a form, its body called "with-sidebar", without any paragraph element. */
static void test_odd_page(void **state) {
    (void)state;
    Case c;
    Str page = S("<body class=\"page-with-sidebar has-comments\"><form><div class=\"banner page\">"
                 "<div>" P1 "<br><br>" P2 "<br><br>" P3 "</div></div></form></body>");
    read_page(&c, page);
    check_ok(c.code, &c.err);
    check_str(c.doc.text, P1 "\n\n" P2 "\n\n" P3);
    check_map(&c, page);
    arena_drop(&c.arena);
}

static void test_mark_shifts_map(void **state) {
    (void)state;
    Case c;
    Str page = S("\xEF\xBB\xBF<html><body><p>" P1 "</p><p>" P2 "</p></body></html>");
    read_page(&c, page);
    check_ok(c.code, &c.err);
    check_map(&c, page);
    arena_drop(&c.arena);
}

static Str repeat(const char *piece, size_t times, const char *tail) {
    size_t n = strlen(piece), m = strlen(tail);
    char *p = malloc(n * times + m + 1);
    assert_non_null(p);
    for (size_t i = 0; i < times; i++) memcpy(p + i * n, piece, n);
    memcpy(p + n * times, tail, m + 1);
    return (Str){p, n * times + m};
}

static void test_hostile(void **state) {
    (void)state;
    static const struct {
        const char *why, *piece;
        size_t times;
        StCode want;
    } rows[] = {
        {"nested at the limit", "<div>", 900, ST_OK},
        {"a hundred thousand nested elements", "<div>", 100000, ST_LIMIT},
        {"a hundred thousand inline ones", "<b>", 100000, ST_LIMIT},
        {"a hundred thousand paragraphs left open", "<p>", 100000, ST_OK},
        {"a hundred thousand end tags", "</div>", 100000, ST_OK},
        {"a hundred thousand comments", "<!-- -->", 100000, ST_OK},
        {"references that break off", "&#x", 50000, ST_OK},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Case c;
        Str page = repeat(rows[i].piece, rows[i].times, "<p>" P1 "</p>");
        read_page(&c, page);
        if (c.code != rows[i].want)
            fail_msg("%s: %s %s", rows[i].why, st_code_text(c.code), c.err.what);
        arena_drop(&c.arena);
        free((void *)(uintptr_t)page.p);
    }
}

#define TR(a, b, c) "<tr><td>" a "</td><td>" b "</td><td>" c "</td></tr>"
#define TOLL                                                                                       \
    "<table><tr><th>District</th><th>Dead</th><th>Missing</th></tr>" TR(                           \
        "<a href=/b>Beira</a>", "84", "") TR("Dondo", "5", "1,200") "</table>"
#define TOLL_TEXT "District\tDead\tMissing\n\nBeira\t84\n\nDondo\t5\t1,200"

static void test_tables(void **state) {
    (void)state;
    static const struct {
        const char *why, *page, *text;
    } rows[] = {
        {"a table between paragraphs", "<p>" P1 "</p>" TOLL "<p>" P2 "</p><p>" P3 "</p>",
         P1 "\n\n" TOLL_TEXT "\n\n" P2 "\n\n" P3},
        {"in a box with a heading",
         "<h1>Flood cuts road</h1><p>" P1 "</p><p>" P2 "</p><p>" P3
         "</p><div class=wrap><h3>Toll by district</h3>" TOLL "</div>",
         "Flood cuts road\n\n" P1 "\n\n" P2 "\n\n" P3 "\n\nToll by district\n\n" TOLL_TEXT},
        {"a cell over two rows, one over two columns",
         "<p>" P1 "</p><p>" P2 "</p><p>" P3 "</p><table>"
         "<tr><td>Province</td><td>Town</td><td>Dead</td></tr>"
         "<tr><td rowspan=2>Sofala</td><td>Beira</td><td>84</td></tr>"
         "<tr><td>Dondo</td><td>5</td></tr><tr><td colspan=2>Total</td><td>89</td></tr></table>",
         P1 "\n\n" P2 "\n\n" P3 "\n\nProvince\tTown\tDead\n\nSofala\tBeira\t84\n\n\tDondo\t5\n\n"
            "Total\t\t89"},
        {"scores in a box beside the article",
         "<h1>Flood cuts road</h1><div class=a><div class=b><p>" P1 "</p><p>" P2 "</p><p>" P3
         "</p></div><div class=c>"
         "<h3>League</h3><table><tr><th>Team</th><th>Points</th></tr><tr><td>East</td><td>25</td>"
         "</tr><tr><td>West</td><td>24</td></tr></table><ul><li><a href=/s>More scores</a></ul>"
         "</div></div>",
         "Flood cuts road\n\n" P1 "\n\n" P2 "\n\n" P3},
        {"a calendar",
         "<p>" P1 "</p><p>" P2 "</p><p>" P3 "</p><table>" TR("Mon", "Tue", "Wed") TR("1", "2", "3")
             TR("4", "5", "6") "</table>",
         P1 "\n\n" P2 "\n\n" P3},
        {"a table for layout",
         "<table><tr><td><a href=/>Home</a></td><td>12</td></tr><tr><td>" P1 "</td><td>3</td></tr>"
         "<tr><td>" P2 " " P3 "</td><td>Menu</td></tr></table>",
         P1 "\n\n" P2 " " P3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Case c;
        Str page = str_of(rows[i].page);
        read_page(&c, page);
        check_ok(c.code, &c.err);
        if (!str_is(c.doc.text, rows[i].text))
            fail_msg("%s: %.*s", rows[i].why, STR_ARG(c.doc.text));
        check_map(&c, page);
        arena_drop(&c.arena);
    }
}

static void test_cells_are_blocks(void **state) {
    (void)state;
    Case c;
    read_page(&c, S("<p>" P1 "</p><p>" P2 "</p><p>" P3 "</p>" TOLL));
    check_ok(c.code, &c.err);
    assert_int_equal(c.doc.blocks.n, 11);
    for (uint32_t i = 3; i < c.doc.blocks.n; i++)
        assert_int_equal(c.doc.blocks.v[i].kind, BLOCK_CELL);
    check_str(document_cut(&c.doc, c.doc.blocks.v[7].span), "84");
    assert_false(c.doc.truncated);
    arena_drop(&c.arena);
}

/* A page of 1997: no title, no headings, line breaks. */
static void test_bold_headline(void **state) {
    (void)state;
    static const struct {
        const char *why, *page, *title;
    } rows[] = {
        {"a bold line before the text",
         "<body><font size=3><b>FLOOD CUTS ROAD</b><br><br>" P1 "<br><br>" P2 "<br><br>" P3,
         "FLOOD CUTS ROAD"},
        {"bold among other letters",
         "<body><p align=center><i><strong>Flood cuts road in valley</strong></i><br><br>" P1
         "<br><br>" P2 "<br><br>" P3,
         "Flood cuts road in valley"},
        {"a link",
         "<body><b><a href=/>FLOOD CUTS ROAD</a></b><br><br>" P1 "<br><br>" P2 "<br><br>" P3, ""},
        {"plain letters", "<body>The Valley Post<br><br>" P1 "<br><br>" P2 "<br><br>" P3, ""},
        {"too short", "<body><b>News</b><br><br>" P1 "<br><br>" P2 "<br><br>" P3, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Case c;
        read_page(&c, str_of(rows[i].page));
        check_ok(c.code, &c.err);
        if (!str_is(c.doc.title, rows[i].title))
            fail_msg("%s: \"%.*s\"", rows[i].why, STR_ARG(c.doc.title));
        bool kept = c.doc.blocks.v[0].kind == BLOCK_HEADLINE;
        if (kept != (*rows[i].title != 0)) fail_msg("%s: headline", rows[i].why);
        check_map(&c, str_of(rows[i].page));
        arena_drop(&c.arena);
    }
}

static void test_nothing_to_read(void **state) {
    (void)state;
    Case c;
    read_page(&c, S("<html><head><script>let a = 1;</script></head><body></body></html>"));
    assert_int_equal(c.code, ST_NOT_FOUND);
    assert_null(c.doc.text.p);
    arena_drop(&c.arena);
}

#ifdef SITREP_FAULTS
static void test_out_of_memory(void **state) {
    (void)state;
    Input in = {.bytes = str_of(page_one), .kind = INPUT_HTML};
    for (long n = 1;; n += 1 + n / 40) {
        Case c = {0};
        st_fault_after = n;
        c.code = read_document(&in, tables, &c.arena, &c.doc, &c.notice, &c.err);
        bool fired = st_fault_after == 0;
        st_fault_after = -1;
        if (fired) {
            if (c.code != ST_NOMEM) fail_msg("allocation %ld: %s", n, st_code_text(c.code));
            assert_null(c.doc.text.p);
        }
        arena_drop(&c.arena);
        if (!fired) break;
    }
}
#endif

static int open_tables(void **state) {
    (void)state;
    StErr err;
    return tables_open(TABLES_BLOB, &tables, &err) == ST_OK ? 0 : -1;
}

static int close_tables(void **state) {
    (void)state;
    tables_close(tables);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables),          cmocka_unit_test(test_cells_are_blocks),
        cmocka_unit_test(test_bold_headline),   cmocka_unit_test(test_article),
        cmocka_unit_test(test_dates),           cmocka_unit_test(test_odd_page),
        cmocka_unit_test(test_mark_shifts_map), cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_nothing_to_read),
#ifdef SITREP_FAULTS
        cmocka_unit_test(test_out_of_memory),
#endif
    };
    return cmocka_run_group_tests_name("html", tests, open_tables, close_tables);
}
