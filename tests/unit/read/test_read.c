/* Bytes to documents: identity, encodings, JSON lines, what is refused and how. */
#include "check.h"

#include "base/utf8.h"
#include "read/read.h"

static Tables *tables;

typedef struct Case {
    Arena arena;
    Document doc;
    Str notice;
    StErr err;
    StCode code;
} Case;

static void read_case(Case *c, Input in) {
    *c = (Case){0};
    c->code = read_document(&in, tables, &c->arena, &c->doc, &c->notice, &c->err);
}

static void test_identity(void **state) {
    (void)state;
    Case a, b;
    read_case(&a, (Input){.bytes = S("abc"), .path = S("x.txt")});
    check_ok(a.code, &a.err);
    check_str(a.doc.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check_str(a.doc.uri, "x.txt");
    assert_null(a.doc.source_id.p);
    read_case(&b, (Input){.bytes = S("abc"), .path = S("y.txt")});
    assert_int_equal(a.doc.id.n, 10);
    assert_false(str_eq(a.doc.id, b.doc.id)); /* two outlets' identical texts are two documents */
    arena_drop(&a.arena);
    arena_drop(&b.arena);
}

static void test_json_line(void **state) {
    (void)state;
    Case c;
    Str line = S("{\"id\":\"r1\",\"uri\":\"u\",\"title\":\"T\",\"outlet\":\"O\",\"lang\":\"en-US\","
                 "\"published\":\"2023-09-20T10:00:00Z\",\"text\":\" Caf\\u00e9.\\n\\nTwo. \"}");
    read_case(&c, (Input){.bytes = line, .path = S("f.jsonl"), .kind = INPUT_JSONL, .line = 1});
    check_ok(c.code, &c.err);
    check_str(c.doc.text, " Caf\u00e9.\n\nTwo. ");
    check_str(c.doc.source_id, "r1");
    check_str(c.doc.uri, "u");
    check_str(c.doc.title, "T");
    check_str(c.doc.outlet, "O");
    check_str(c.doc.lang, "en");
    assert_int_equal(c.doc.published->days.from, day_of(2023, 9, 20));
    assert_int_equal(c.doc.published->basis, PUBLISHED_META);
    assert_int_equal(c.doc.blocks.n, 2);
    check_str(document_cut(&c.doc, c.doc.blocks.v[0].span), "Caf\u00e9.");
    check_str(document_cut(&c.doc, c.doc.blocks.v[1].span), "Two.");
    arena_drop(&c.arena);
}

static void test_refused(void **state) {
    (void)state;
    static const struct {
        const char *why;
        Str bytes;
        InputKind kind;
        StCode want;
    } rows[] = {
        {"empty", STR(""), INPUT_AUTO, ST_NOT_FOUND},
        {"blank", STR(" \n\t\n"), INPUT_AUTO, ST_NOT_FOUND},
        {"a mark and nothing else", STR("\xEF\xBB\xBF"), INPUT_AUTO, ST_NOT_FOUND},
        {"PDF", STR("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"), INPUT_AUTO, ST_UNSUPPORTED},
        {"PDF, whatever the caller calls it", STR("%PDF-1.7\n"), INPUT_TEXT, ST_UNSUPPORTED},
        {"DOCX", STR("PK\x03\x04\x14\0\x06\0"), INPUT_AUTO, ST_UNSUPPORTED},
        {"PNG", STR("\x89PNG\r\n\x1A\n"), INPUT_AUTO, ST_UNSUPPORTED},
        {"a feed", STR("<?xml version=\"1.0\"?><rss></rss>"), INPUT_AUTO, ST_UNSUPPORTED},
        {"NUL bytes", STR("ab\0cd"), INPUT_AUTO, ST_BAD_TEXT},
        {"control soup", STR("\1\2\3\4\5\6\7\1\2\3\4\5\6"), INPUT_AUTO, ST_BAD_TEXT},
        {"KOI8-R", STR("\xF0\xD2\xC9\xD7\xC5\xD4 \xCD\xC9\xD2"), INPUT_AUTO, ST_BAD_TEXT},
        {"not JSON", STR("{\"text\": \"a\""), INPUT_JSONL, ST_BAD_FORMAT},
        {"an array", STR("[\"a\"]"), INPUT_JSONL, ST_BAD_FORMAT},
        {"no text", STR("{\"id\":\"a\"}"), INPUT_JSONL, ST_BAD_FORMAT},
        {"text null", STR("{\"text\":null}"), INPUT_JSONL, ST_BAD_FORMAT},
        {"text of the wrong kind", STR("{\"text\":{}}"), INPUT_JSONL, ST_BAD_FORMAT},
        {"blank text", STR("{\"text\":\" \"}"), INPUT_JSONL, ST_NOT_FOUND},
        {"broken UTF-8 in JSON", STR("{\"text\":\"\xFF\"}"), INPUT_JSONL, ST_BAD_FORMAT},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Case c;
        read_case(&c, (Input){.bytes = rows[i].bytes, .kind = rows[i].kind});
        if (c.code != rows[i].want)
            fail_msg("%s: %s, want %s", rows[i].why, st_code_text(c.code),
                     st_code_text(rows[i].want));
        assert_true(c.err.what[0] != '\0');
        assert_null(c.doc.text.p);
        arena_drop(&c.arena);
    }
}

static void test_encodings(void **state) {
    (void)state;
    static const struct {
        const char *why;
        Str bytes;
        const char *text, *notice;
    } rows[] = {
        {"UTF-8 as it is", STR("Caf\xC3\xA9 \xE2\x80\x93"), "Caf\xC3\xA9 \xE2\x80\x93", ""},
        {"the mark is dropped", STR("\xEF\xBB\xBFone"), "one", ""},
        {"UTF-16 little", STR("\xFF\xFEh\0\xE9\0\x3D\xD8\x00\xDE"), "h\xC3\xA9\xF0\x9F\x98\x80",
         "decoded as UTF-16"},
        {"UTF-16 big", STR("\xFE\xFF\0h\0\xE9"), "h\xC3\xA9", "decoded as UTF-16"},
        {"half a pair", STR("\xFE\xFF\xD8\x3D\0a"),
         "\xEF\xBF\xBD"
         "a",
         "decoded as UTF-16"},
        {"Windows-1252",
         STR("\x93"
             "Caf\xE9\x94 \x96 \x80"
             "5"),
         "\xE2\x80\x9C"
         "Caf\xC3\xA9\xE2\x80\x9D \xE2\x80\x93 \xE2\x82\xAC"
         "5",
         "decoded as Windows-1252"},
        {"one broken byte among good ones", STR("\xC3\xA9t\xC3\xA9 \xFF!"),
         "\xC3\xA9t\xC3\xA9 \xEF\xBF\xBD!", "1 bytes that are not UTF-8 were replaced"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Case c;
        read_case(&c, (Input){.bytes = rows[i].bytes});
        if (c.code != ST_OK) fail_msg("%s: %s", rows[i].why, c.err.what);
        check_str(c.doc.text, rows[i].text);
        check_str(c.notice, rows[i].notice);
        arena_drop(&c.arena);
    }
}

#ifdef SITREP_FAULTS
static void test_out_of_memory(void **state) {
    (void)state;
    Input in = {.bytes =
                    S("{\"id\":\"a\",\"published\":\"2020-01-01\",\"text\":\"One.\\n\\nTwo.\"}"),
                .kind = INPUT_JSONL};
    for (long n = 1;; n++) {
        assert_true(n < 1000);
        Case c = {0};
        st_fault_after = n;
        c.code = read_document(&in, tables, &c.arena, &c.doc, &c.notice, &c.err);
        bool fired = st_fault_after == 0;
        st_fault_after = -1;
        if (fired) {
            assert_int_equal(c.code, ST_NOMEM);
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
        cmocka_unit_test(test_identity),      cmocka_unit_test(test_json_line),
        cmocka_unit_test(test_refused),       cmocka_unit_test(test_encodings),
#ifdef SITREP_FAULTS
        cmocka_unit_test(test_out_of_memory),
#endif
    };
    return cmocka_run_group_tests_name("read", tests, open_tables, close_tables);
}
