#include "check.h"

#include "base/utf8.h"
#include "know/tables.h"
#include "lang/lang.h"

static Tables *tables;
static Lang *lang;

static int open_all(void **state) {
    (void)state;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    check_ok(lang_open(tables, NULL, &lang, &err), &err);
    return 0;
}

static int close_all(void **state) {
    (void)state;
    lang_close(lang);
    tables_close(tables);
    return 0;
}

/* Words parted by a space, the parts of one surface token by '+', sentences by " | ". */
static Str shown(const Parse *p, Arena *a) {
    Text t = {.arena = a};
    for (uint32_t i = 0; i < p->sentences.n; i++) {
        if (i) text_add_c(&t, " |");
        const Sentence *s = &p->sentences.v[i];
        for (uint32_t k = s->first; k < s->first + s->count; k++) {
            const Token *w = &p->tokens.v[k];
            if (w->flags & TOKEN_CLITIC)
                text_add_char(&t, '+');
            else if (t.n)
                text_add_char(&t, ' ');
            text_add(&t, w->form);
        }
    }
    return text_str(&t);
}

typedef struct SplitRow {
    const char *reason, *text, *want;
} SplitRow;

static const SplitRow split_rows[] = {
    {"clitics", "They don't say it's Iraq's.", "They do+n't say it+'s Iraq+'s ."},
    {"curly apostrophes", "We’ve seen the voters’ choice.", "We+’ve seen the voters+’ choice ."},
    {"capitals", "DON'T SAY CANNOT", "DO+N'T SAY CAN+NOT"},
    {"two clitics", "He wouldn't've", "He would+n't+'ve"},
    {"names with apostrophes", "O'Brien met L'Enfant.", "O'Brien met L'Enfant ."},
    {"hyphens split", "the al-Qaeda-led cease-fire", "the al - Qaeda - led cease - fire"},
    {"but not behind prefixes", "non-aligned, pro-Beijing, mid-1980s",
     "non-aligned , pro-Beijing , mid-1980s"},
    {"acronym inside", "The U.S. Army left.", "The U.S. Army left ."},
    {"acronym at an end", "He left the U.S. The army did not.",
     "He left the U.S. | The army did not ."},
    {"acronym with clitic", "the U.S.'s aid, the U.S.-led force",
     "the U.S.+'s aid , the U.S. - led force"},
    {"titles", "Gen. Tommy Franks met Lt. Col. Smith and Mr. J. R. Jones.",
     "Gen. Tommy Franks met Lt. Col. Smith and Mr. J. R. Jones ."},
    {"no and No.", "He said no. Camp No. 4 burned.", "He said no . | Camp No. 4 burned ."},
    {"times of day", "At 5 a.m. it rained. It ended at 6:30pm.",
     "At 5 a.m. it rained . | It ended at 6:30 pm ."},
    {"grouped figures", "100.000 or 98,500 or 98 500 fled", "100.000 or 98,500 or 98 500 fled"},
    {"money and measures", "$60m, €5.5bn, 20km and 12%", "$ 60 m , € 5.5 bn , 20 km and 12 %"},
    {"ordinals and decades", "the 20th of the 1990s in '92", "the 20th of the 1990s in '92"},
    {"ranges and telephones", "3-4 men, 1914-1918, 713-853-3989",
     "3 - 4 men , 1914 - 1918 , 713-853-3989"},
    {"dates", "on 9/11 and 11/28/2000", "on 9/11 and 11/28/2000"},
    {"addresses", "see http://a.org/b-c?d=1. Mail a.b@c.org, or BBC.co.uk",
     "see http://a.org/b-c?d=1 . | Mail a.b@c.org , or BBC.co.uk"},
    {"missing space", "It was the last day.Azerbaijan agreed.",
     "It was the last day . | Azerbaijan agreed ."},
    {"ellipsis", "He said... nothing... Then he left", "He said ... nothing ... | Then he left"},
    {"end in quotes", "“We left.” He nodded. “Why?” he asked.",
     "“ We left . ” | He nodded . | “ Why ? ” he asked ."},
    {"straight quotes", "\"We left.\" He nodded.", "\" We left . \" | He nodded ."},
    {"two apostrophes open as well", "Then he said ''it is over.'' She left.",
     "Then he said '' it is over . '' | She left ."},
    {"a title begins a sentence", "He left in May. Gen. Iln stayed. Mrs. Oresk wept.",
     "He left in May . | Gen. Iln stayed . | Mrs. Oresk wept ."},
    {"a bracket closes no sentence", "Sen. Iln (D-Ore.) said so.",
     "Sen. Iln ( D - Ore . ) said so ."},
    {"lines are paragraphs", "Quake kills 5\nThe quake struck.",
     "Quake kills 5 | The quake struck ."},
    {"blank lines too", "One\n\n\nTwo", "One | Two"},
    {"wrapped lines are not",
     "THE GUERRILLAS DENIED TODAY THAT THE ARMY HAS BEEN IN THE\nVILLAGE SINCE 2 FEBRUARY.",
     "THE GUERRILLAS DENIED TODAY THAT THE ARMY HAS BEEN IN THE VILLAGE SINCE 2 FEBRUARY ."},
    {"an indent takes room",
     "        OFFICIALS IN THE CAPITAL REPORTED TODAY THAT FIVE WOMEN\nWERE MURDERED IN THE NORTH "
     "OF THE TOWN AND THREE MEN HURT.",
     "OFFICIALS IN THE CAPITAL REPORTED TODAY THAT FIVE WOMEN WERE MURDERED IN THE NORTH OF THE "
     "TOWN AND THREE MEN HURT ."},
    {"small letters go on with a line that ends no sentence", "Thirty became\nhomeless.",
     "Thirty became homeless ."},
    {"but not behind a full stop", "Thirty left.\nmore soon", "Thirty left . | more soon"},
    {"slashes and company names", "and/or AT&T", "and / or AT&T"},
    {"nothing", "", ""},
    {"only white space", " \n\t ", ""},
};

static void test_split(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof split_rows / sizeof *split_rows; i++) {
        const SplitRow *row = &split_rows[i];
        Arena a = {0};
        Document doc = {.text = str_of(row->text)};
        Parse p;
        StErr err = {0};
        check_ok(lang_parse(lang, &doc, &a, &p, &err), &err);
        Str have = shown(&p, &a);
        if (!str_eq(have, str_of(row->want)))
            fail_msg("%s: have \"%.*s\", want \"%s\"", row->reason, STR_ARG(have), row->want);
        arena_drop(&a);
    }
}

/* Words must cover every character but white space, in order, and sentences every word. */
static void check_cover(const Document *doc, const Parse *p) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < p->tokens.n; i++) {
        Span s = p->tokens.v[i].span;
        assert_true(s.start >= at && s.end > s.start && s.end <= doc->text.n);
        for (; at < s.start;) {
            unsigned len;
            assert_true(utf8_is_space(utf8_at(doc->text, at, &len)));
            at += len;
        }
        at = s.end;
    }
    uint32_t next = 0;
    for (uint32_t i = 0; i < p->sentences.n; i++) {
        assert_int_equal(p->sentences.v[i].first, next);
        assert_true(p->sentences.v[i].count > 0);
        next += p->sentences.v[i].count;
    }
    assert_int_equal(next, p->tokens.n);
    assert_int_equal(doc->sentences.n, p->sentences.n);
}

/* Random pieces that meet each other in every way. */
static void test_any_text(void **state) {
    (void)state;
    static const char *const pieces[] = {
        "a",      "B",        "1",       "23", "456", " ", "\n", ".", "'",    "’",   "\"",
        "-",      "U.S.",     "n't",     "'s", "(",   "…", "”",  "“", "é",    "中",  "@",
        "www.",   "/",        "http://", ",",  ":",   ")", "$",  "%", "\x01", "no.", "Mr.",
        "cannot", "\xC2\xA0", "x.y",     "😀",  "&",   "#", "+",  "Ş"};
    unsigned seed = 1;
    for (int round = 0; round < 3000; round++) {
        char text[256] = "";
        size_t n = 0;
        for (int k = 0; k < 20; k++) {
            seed = seed * 1103515245u + 12345u;
            const char *piece = pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)];
            if ((seed >> 8) % 97 == 0) text[n++] = '\0';
            memcpy(text + n, piece, strlen(piece));
            n += strlen(piece);
        }
        Arena a = {0};
        Document doc = {.text = {text, n}};
        Parse p;
        StErr err = {0};
        check_ok(lang_parse(lang, &doc, &a, &p, &err), &err);
        check_cover(&doc, &p);
        arena_drop(&a);
    }
}

static void test_flags(void **state) {
    (void)state;
    Arena a = {0};
    Document doc = {.text = S("“We left,” said U.N. aid. ‘No’ “open\n\nnot here")};
    Parse p;
    StErr err = {0};
    check_ok(lang_parse(lang, &doc, &a, &p, &err), &err);
    Text quoted = {.arena = &a};
    for (uint32_t i = 0; i < p.tokens.n; i++)
        if (p.tokens.v[i].flags & TOKEN_QUOTED) text_add(&quoted, p.tokens.v[i].form);
    check_str(text_str(&quoted), "“Weleft,”‘No’“open");
    check_str(p.tokens.v[6].norm, "u.n.");
    assert_true(p.tokens.v[6].flags & TOKEN_UPPER);
    assert_true(p.tokens.v[1].flags & TOKEN_CAPITAL);
    assert_false(p.tokens.v[1].flags & TOKEN_SPACE_BEFORE);
    arena_drop(&a);
}

static void test_blocks(void **state) {
    (void)state;
    Block blocks[] = {{BLOCK_HEADLINE, {0, 11}},
                      {BLOCK_DATELINE, {12, 25}},
                      {BLOCK_PARAGRAPH, {25, 40}},
                      {BLOCK_BOILERPLATE, {41, 50}}};
    Document doc = {.text = S("Quake kills\nBAKU (APA) – The city shook.\nSubscribe"),
                    .blocks = {blocks, 4}};
    blocks[1].span.end = 12 + (uint32_t)strlen("BAKU (APA) – ");
    blocks[2].span = (Span){blocks[1].span.end, (uint32_t)(doc.text.n - 10)};
    blocks[3].span = (Span){(uint32_t)(doc.text.n - 9), (uint32_t)doc.text.n};
    Arena a = {0};
    Parse p;
    StErr err = {0};
    check_ok(lang_parse(lang, &doc, &a, &p, &err), &err);
    check_str(shown(&p, &a), "Quake kills | BAKU ( APA ) – | The city shook . | Subscribe");
    const bool coded[] = {true, false, true, false};
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(p.sentences.v[i].block, blocks[i].kind);
        assert_int_equal(p.sentences.v[i].coded, coded[i]);
    }
    check_cover(&doc, &p);
    arena_drop(&a);
}

static void test_long_sentence(void **state) {
    (void)state;
    Arena a = {0};
    Text t = {.arena = &a};
    for (int i = 0; i < 2000; i++) text_add_c(&t, i % 40 == 39 ? "word, " : "don't ");
    Document doc = {.text = text_str(&t)};
    Parse p;
    StErr err = {0};
    check_ok(lang_parse(lang, &doc, &a, &p, &err), &err);
    check_cover(&doc, &p);
    assert_true(p.sentences.n > 10);
    for (uint32_t i = 0; i < p.sentences.n; i++) {
        assert_true(p.sentences.v[i].count <= 256);
        assert_false(p.tokens.v[p.sentences.v[i].first].flags & TOKEN_CLITIC);
    }
    arena_drop(&a);
}

static void test_bad_text_and_no_memory(void **state) {
    (void)state;
    Arena a = {0};
    Document doc = {.text = S("bad \xFF byte")};
    Parse p;
    StErr err = {0};
    assert_int_equal(lang_parse(lang, &doc, &a, &p, &err), ST_BAD_TEXT);
    assert_int_equal(err.at, 4);
    doc.text = S("“Troops don’t leave U.S. soil,” he said. Élan is 5km off.");
#ifdef SITREP_FAULTS
    for (long n = 1;; n++) {
        st_fault_after = n;
        StCode code = lang_parse(lang, &doc, &a, &p, &err);
        st_fault_after = -1;
        arena_drop(&a);
        if (code == ST_OK) break;
        assert_int_equal(code, ST_NOMEM);
        assert_int_equal(p.tokens.n + doc.sentences.n, 0);
    }
#endif
    arena_drop(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_split),         cmocka_unit_test(test_any_text),
        cmocka_unit_test(test_flags),         cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_long_sentence), cmocka_unit_test(test_bad_text_and_no_memory),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
