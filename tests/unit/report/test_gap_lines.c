/* How what is not known is told: who promised, and the part of a sentence that says so. */
#include "check.h"

#include "report/composing.h"

typedef struct Row {
    const char *reason, *text;
    const char *source, *cue, *content; /* of a claim, or NULL: the sentence states a gap */
    GapKind kind;
    Stance stance;
    const char *line; /* NULL: none */
} Row;

static Span at(const Document *d, const char *part) {
    size_t start = str_find(d->text, str_of(part));
    assert_true(start != SIZE_MAX);
    return (Span){(uint32_t)start, (uint32_t)(start + strlen(part))};
}

static void add_claim(Records *r, Arena *a, const Row *row) {
    Actor *who = list_push(a, &r->actors, Actor);
    *who = (Actor){.head = {.id = S("d1.a"), .span = at(&r->doc, row->source)},
                   .name = str_of(row->source)};
    Claim *c = list_push(a, &r->claims, Claim);
    *c = (Claim){.head = {.id = S("d1.c"), .span = at(&r->doc, row->cue)},
                 .cue = at(&r->doc, row->cue),
                 .speech = true,
                 .stance = row->stance,
                 .sentence = r->doc.sentences.v[0]};
    c->source = arena_new(a, ClaimSource, 1);
    *c->source = (ClaimSource){.span = who->head.span, .actor = 1};
    *list_push(a, &c->content, Span) = at(&r->doc, row->content);
}

static void check_row(const Tables *tables, const Row *row) {
    Arena a = {0};
    Records r = {.doc = {.id = S("d1"), .text = str_of(row->text)}}, *list[] = {&r};
    Span all = {0, (uint32_t)r.doc.text.n};
    *list_push(&a, &r.doc.sentences, Span) = all;
    Story story = {0};
    *list_push(&a, &story.docs, Str) = r.doc.id;
    Gap *gap = list_push(&a, &story.gaps, Gap);
    *gap = (Gap){.kind = row->kind};
    if (row->cue) {
        add_claim(&r, &a, row);
        *list_push(&a, &gap->items, Str) = S("d1.c");
    } else {
        *list_push(&a, &gap->evidence, Evidence) = (Evidence){r.doc.id, 0, (int32_t)all.end};
    }
    ReportOptions options = {.tables = tables};
    Report report = {0};
    Composing c;
    assert_true(composing_begin(&c, &(RecordsList){list, 1}, &options, &a, &report));
    composing_enter(&c, &story);
    compose_gaps(&c);
    assert_false(c.failed);
    Str line = report.lines.n > 1 ? report.lines.v[1].cells[0] : S("");
    if (!str_is(line, row->line ? row->line : "")) fail_msg("%s: %.*s", row->reason, STR_ARG(line));
    arena_drop(&a);
}

static void test_lines(void **state) {
    (void)state;
    static const Row rows[] = {
        {"a promise with him who gave it", "Ann Lee promised to rebuild the dam by May.", "Ann Lee",
         "promised", "to rebuild the dam by May", GAP_UNVERIFIED_PROMISE, STANCE_PROMISE,
         "not told whether it was kept: Ann Lee promised: “to rebuild the dam by May”"},
        {"a demand that only points", "The union asked them to do so.", "The union", "asked",
         "to do so", GAP_UNANSWERED_DEMAND, STANCE_DEMAND, NULL},
        {"a short sentence as it is", "It was not clear who had fired, the police said.", NULL,
         NULL, NULL, GAP_STATED_UNKNOWN, STANCE_ASSERT,
         "not clear: “It was not clear who had fired, the police said”"},
        {"of a long one the part that says so",
         "The mayor of Oresk, who had come from the capital on Friday to see the broken dam and to "
         "speak with families, said it was unclear how many had died.",
         NULL, NULL, NULL, GAP_STATED_UNKNOWN, STANCE_ASSERT,
         "not clear: “said it was unclear how many had died”"},
    };
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_row(tables, &rows[i]);
    tables_close(tables);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
