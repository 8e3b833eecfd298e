/* Nothing uncited enters a report: every line of every section cites sentences that exist, and what
 * stands in quotation marks stands in one of them. Checked on the examples, in all formats. */
#include "check.h"

#include "api/engine.h"
#include "read/inputs.h"
#include "report/composing.h"
#include "report/listing.h"

typedef struct Fixture {
    Arena a;
    Engine engine;
    RecordsList docs;
    Stories stories;

} Fixture;

static void read_all(Fixture *f, const char *path) {
    Inputs *inputs;
    StErr err = {0};
    check_ok(inputs_open(&path, 1, INPUT_AUTO, &inputs, &err), &err);
    for (InputItem *item; (item = inputs_next(inputs));) {
        Document doc;
        Str notice;
        Records *r = arena_new(&f->a, Records, 1);
        /* what is read must outlive the input */
        Input in = item->input;
        in.bytes = arena_copy(&f->a, in.bytes);
        in.path = arena_copy(&f->a, in.path);
        check_ok(read_document(&in, f->engine.tables, &f->a, &doc, &notice, &err), &err);
        check_ok(extract_document(f->engine.extractor, &doc, &f->a, r, &err), &err);
        *list_push(&f->a, &f->docs, Records *) = r;
        input_item_free(item);
    }
    inputs_close(inputs);
}

static int set_up(void **state) {
    static Fixture f;
    StErr err = {0};
    f = (Fixture){0};
    check_ok(engine_open(DATA_FOLDER, NULL, &f.engine, &err), &err);
    read_all(&f, SOURCE_DIR "/examples/news");
    assert_true(f.docs.n > 10);
    check_ok(stories_make(&f.docs, f.engine.tables, &f.a, &f.stories, &err), &err);
    *state = &f;
    return 0;
}

static int tear_down(void **state) {
    Fixture *f = *state;
    engine_close(&f->engine);
    arena_drop(&f->a);
    return 0;
}

static const Records *document_of(Fixture *f, uint32_t number) {
    Composing c;
    Report unused = {0};
    ReportOptions options = {.tables = f->engine.tables};
    assert_true(composing_begin(&c, &f->docs, &options, &f->a, &unused));
    for (uint32_t i = 0; i < f->docs.n; i++)
        if (composing_number(&c, f->docs.v[i]->doc.id) == number) return f->docs.v[i];
    return NULL;
}

/* White space of any kind as one space and quotation marks of any kind as one, so that a quotation
 * is found where it was wrapped, or stands inside another. */
static Str one_line(Arena *a, Str s) {
    static const char *const marks[] = {"“", "”", "‘", "’", "\"", "«", "»"};
    Text t = {.arena = a};
    bool space = false;
    for (size_t i = 0; i < s.n;) {
        size_t mark = 0;
        for (size_t k = 0; !mark && k < sizeof marks / sizeof *marks; k++)
            if (str_starts(str_from(s, i), str_of(marks[k]))) mark = strlen(marks[k]);
        bool blank = s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '\r';
        if (!blank || !space) text_add_char(&t, mark ? '\'' : blank ? ' ' : s.p[i]);
        space = blank;
        i += mark ? mark : 1;
    }
    return text_str(&t);
}

static Str cited_text(const Report *r, Cite c) {
    for (uint32_t i = 0; i < r->cited.n; i++)
        if (r->cited.v[i].cite.report == c.report && r->cited.v[i].cite.sentence == c.sentence)
            return r->cited.v[i].text;
    fail_msg("[%u:%u] is cited and not among the sentences cited", c.report, c.sentence);
    return (Str){NULL, 0};
}

static void check_cites(Fixture *f, const Report *r, const Line *line) {
    for (uint32_t i = 0; i < line->cites.n; i++) {
        Cite c = line->cites.v[i];
        const Records *doc = document_of(f, c.report);
        if (!doc || !c.sentence || c.sentence > doc->doc.sentences.n)
            fail_msg("[%u:%u] does not exist: %.*s", c.report, c.sentence, STR_ARG(line->cells[0]));
        Str want = document_cut(&doc->doc, doc->doc.sentences.v[c.sentence - 1]);
        assert_true(str_eq(cited_text(r, c), want));
    }
}

static void check_report(Fixture *f, const Report *r) {
    Str section = S("");
    uint32_t lines = 0;
    for (uint32_t i = 0; i < r->lines.n; i++) {
        const Line *line = &r->lines.v[i];
        if (line->kind == LINE_TITLE) section = S("");
        if (line->kind == LINE_SECTION) section = line->cells[0];
        check_cites(f, r, line);
        bool claims = line->kind == LINE_ROW || (line->kind == LINE_BULLET && section.n);
        if (claims && !line->cites.n)
            fail_msg("uncited in %.*s: %.*s", STR_ARG(section), STR_ARG(line->cells[0]));
        lines += claims;
    }
    assert_true(lines > 50);
}

static Report compose(Fixture *f, ReportOptions options) {
    Report r;
    StErr err = {0};
    options.tables = f->engine.tables;
    check_ok(report_compose(&f->docs, &f->stories, &options, &f->a, &r, &err), &err);
    return r;
}

static void test_every_line_is_cited(void **state) {
    Fixture *f = *state;
    const ReportOptions all[] = {{.all = false},
                                 {.all = true},
                                 {.since = day_parse(S("2023-09-25"))},
                                 {.format = REPORT_HTML}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        Report r = compose(f, all[i]);
        check_report(f, &r);
    }
}

/* Words in quotation marks, split where they were cut, are words of a sentence cited. */
static void check_quotations(Fixture *f, const Line *line, Str cell) {
    Str open = S("“"), close = S("”");
    for (size_t at; (at = str_find(cell, open)) != SIZE_MAX;) {
        cell = str_from(cell, at + open.n);
        size_t end = str_find(cell, close);
        if (end == SIZE_MAX) return;
        Str quoted = {cell.p, end};
        size_t cut = str_find(quoted, S("…"));
        if (cut != SIZE_MAX) quoted.n = cut;
        quoted = one_line(&f->a, str_trim(quoted));
        bool found = !quoted.n;
        for (uint32_t i = 0; !found && i < line->cites.n; i++) {
            const Records *doc = document_of(f, line->cites.v[i].report);
            found = str_find(one_line(&f->a, doc->doc.text), quoted) != SIZE_MAX ||
                    str_find(doc->doc.title, quoted) != SIZE_MAX;
        }
        if (!found) fail_msg("not in a cited report: %.*s", STR_ARG(quoted));
        cell = str_from(cell, end);
    }
}

static void test_quotations_are_words_of_the_report(void **state) {
    Fixture *f = *state;
    Report r = compose(f, (ReportOptions){.all = true});
    for (uint32_t i = 0; i < r.lines.n; i++)
        for (int k = 0; k < LINE_CELLS; k++)
            if (r.lines.v[i].kind == LINE_ROW || r.lines.v[i].kind == LINE_BULLET)
                check_quotations(f, &r.lines.v[i], r.lines.v[i].cells[k]);
}

/* The points of a chart lead to sentences that the page has. */
static void test_charts_are_cited(void **state) {
    Fixture *f = *state;
    Report r = compose(f, (ReportOptions){.format = REPORT_HTML});
    assert_true(r.charts.n > 2);
    Text page = {.arena = &f->a};
    report_render_html(&r, &page);
    Str rest = text_str(&page);
    assert_true(str_find(rest, S("<svg")) != SIZE_MAX);
    assert_true(str_find(rest, S("<script")) == SIZE_MAX);
    assert_true(str_find(rest, S("http:")) == SIZE_MAX || str_find(rest, S("src=")) == SIZE_MAX);
    for (size_t at; (at = str_find(rest, S("href=\"#"))) != SIZE_MAX;) {
        rest = str_from(rest, at + 7);
        Str anchor = {rest.p, str_find_char(rest, '"')};
        Str want = arena_format(&f->a, "id=\"%.*s\"", STR_ARG(anchor));
        if (str_find(text_str(&page), want) == SIZE_MAX)
            fail_msg("the page has no %.*s", STR_ARG(anchor));
    }
}

static Str shown(Fixture *f, Str id) {
    Text out = {.arena = &f->a};
    StErr err = {0};
    check_ok(show_write(id, &f->docs, &f->docs, &f->stories, f->engine.tables, false, false, &f->a,
                        &out, &err),
             &err);
    return text_str(&out);
}

/* What a report cites so, `sitrep show` shows: the sentence, and the ids of what stands in it. */
static void test_cites_are_shown(void **state) {
    Fixture *f = *state;
    Report r = compose(f, (ReportOptions){.all = false});
    assert_true(r.cited.n > 20);
    for (uint32_t i = 0; i < r.cited.n; i++) {
        Cite c = r.cited.v[i].cite;
        Str id = document_of(f, c.report)->doc.id;
        Str text = shown(f, arena_format(&f->a, "%u:%u", c.report, c.sentence));
        Str head = arena_format(&f->a, "[%.*s:%u] ", STR_ARG(id), c.sentence);
        assert_true(str_starts(text, head));
        assert_true(str_eq(shown(f, arena_format(&f->a, "R%u", c.report)), shown(f, id)));
    }
    for (uint32_t i = 0; i < f->stories.n; i++) {
        const Story *s = &f->stories.v[i];
        for (uint32_t k = 0; k < s->docs.n; k++)
            for (uint32_t n = 1; n <= f->docs.n; n++)
                if (str_eq(document_of(f, n)->doc.id, s->docs.v[k]))
                    assert_true(str_find(shown(f, s->id), arena_format(&f->a, "R%-4u %.*s", n,
                                                                       STR_ARG(s->docs.v[k]))) !=
                                SIZE_MAX);
    }
}

static void test_words_that_cite(void **state) {
    (void)state;
    static const struct {
        const char *reason, *words;
        bool cites;
        uint32_t report, sentence;
    } rows[] = {{"a sentence", "4:20", true, 4, 20},
                {"a sentence of R4", "R4:20", true, 4, 20},
                {"a whole report", "R4", true, 4, 0},
                {"an id may be all digits", "3908150024", false, 0, 0},
                {"an id", "3f9a2c1b7d.f120-135", false, 0, 0},
                {"no number", "R", false, 0, 0},
                {"half a cite", "4:", false, 0, 0},
                {"more than there can be", "R99999999999", false, 0, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t report = 0, sentence = 0;
        if (show_is_cite(str_of(rows[i].words), &report, &sentence) != rows[i].cites ||
            report != rows[i].report || sentence != rows[i].sentence)
            fail_msg("%s: %s", rows[i].reason, rows[i].words);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_line_is_cited),
        cmocka_unit_test(test_quotations_are_words_of_the_report),
        cmocka_unit_test(test_charts_are_cited),
        cmocka_unit_test(test_cites_are_shown),
        cmocka_unit_test(test_words_that_cite),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
