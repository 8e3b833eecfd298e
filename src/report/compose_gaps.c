/* NOT KNOWN: what the reports leave open, each gap of the story a line. */
#include "report/composing.h"

#include "base/utf8.h"
#include "story/phrases.h"
#include "story/quoting.h"

enum { QUOTE_WORDS = 28 };

/* The question of the dispute that an item is of. */
static Str question_of_item(const Composing *c, Str id) {
    for (uint32_t i = 0; i < c->story->disputes.n; i++) {
        const Dispute *d = &c->story->disputes.v[i];
        for (uint32_t p = 0; p < d->positions.n; p++)
            for (uint32_t k = 0; k < d->positions.v[p].items.n; k++)
                if (str_eq(d->positions.v[p].items.v[k], id)) return d->question;
    }
    return S("");
}

static Str words_of_evidence(Composing *c, const Evidence *e) {
    Found f = record_index_find(&c->index, e->doc);
    TextMap map;
    if (!f.records || text_map_make(f.records->doc.text, c->a, &map) != ST_OK) return S("");
    Span at = {text_map_byte(&map, (uint32_t)e->start), text_map_byte(&map, (uint32_t)e->end)};
    Str words = quote_words(document_cut(&f.records->doc, at), QUOTE_WORDS, c->a);
    c->failed = c->failed || !words.p;
    return words;
}

/* What is stated to be unknown is told as the table of such words has it. */
static Str kind_of_gap(Composing *c, const Gap *gap) {
    static const char *const kinds[] = {"number not stated",        "speaker lost",
                                        "demand without an answer", "promise not verified",
                                        "dispute left open",        "not known"};
    const Table *t = c->options->tables && gap->evidence.n
                         ? tables_get(c->options->tables, "en/unknowns")
                         : NULL;
    uint32_t row = t ? phrase_first(t, words_of_evidence(c, &gap->evidence.v[0]), c->a) : 0;
    return row ? table_cell(t, row - 1, table_column(t, "kind")) : str_of(kinds[gap->kind]);
}

void compose_gaps(Composing *c) {
    if (!c->story->gaps.n) return;
    Line *head = composing_line(c, LINE_SECTION, S("NOT KNOWN"));
    head->cells[1] = S("raised by the reports, answered by none");
    for (uint32_t i = 0; i < c->story->gaps.n; i++) {
        const Gap *gap = &c->story->gaps.v[i];
        Text t = {.arena = c->a};
        text_add(&t, kind_of_gap(c, gap));
        Found f = gap->items.n ? record_index_find(&c->index, gap->items.v[0]) : (Found){0};
        Str what = S("");
        if (f.records && f.kind == RECORD_CLAIM)
            what = words_of_content(c, f.records, records_claim(f.records, f.ref), QUOTE_WORDS);
        if (f.records && f.kind == RECORD_FIGURE)
            what = composing_format(
                c, "%.*s: “%.*s”", STR_ARG(composing_label_of(c, gap->items.v[0])),
                STR_ARG(words_of_figure(c, f.records, records_figure(f.records, f.ref))));
        if (f.records && f.kind == RECORD_EVENT)
            what = words_of_event(c, f.records, records_event(f.records, f.ref));
        if (gap->kind == GAP_OPEN_DISPUTE && gap->items.n)
            what = question_of_item(c, gap->items.v[0]);
        if (gap->kind == GAP_STATED_UNKNOWN) what = words_of_evidence(c, &gap->evidence.v[0]);
        if (what.n) text_add_c(&t, ": ");
        text_add(&t, what);
        c->failed = c->failed || t.failed;
        Line *line = composing_line(c, LINE_BULLET, text_str(&t));
        composing_cite_all(c, line, &gap->items);
        for (uint32_t k = 0; k < gap->evidence.n; k++)
            composing_cite_point(c, line, gap->evidence.v[k].doc, gap->evidence.v[k].start);
    }
}
