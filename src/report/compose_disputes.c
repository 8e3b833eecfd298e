#include "report/composing.h"

enum { QUOTE_WORDS = 24 };

static void item_row(Composing *c, Str position, Str id) {
    Found f = record_index_find(&c->index, id);
    if (!f.records || f.kind == RECORD_DOCUMENT) return;
    Line *line = composing_line(c, LINE_ROW, S(""));
    Str what = S("");
    Ref claim_ref = 0;
    Voice voice = VOICE_OUTLET;
    if (f.kind == RECORD_FIGURE) {
        const Figure *figure = records_figure(f.records, f.ref);
        what = words_of_phrase(c, f.records, figure);
        line->cells[1] = words_of_figure_day(c, f.records, figure);
        claim_ref = figure->claim;
        voice = figure->voice;
    } else if (f.kind == RECORD_EVENT) {
        const Event *event = records_event(f.records, f.ref);
        what = words_of_event(c, f.records, event);
        claim_ref = event->claim;
    } else if (f.kind == RECORD_CLAIM) {
        what = words_of_content(c, f.records, records_claim(f.records, f.ref), QUOTE_WORDS);
        claim_ref = f.ref;
    }
    const Claim *claim = records_claim(f.records, claim_ref);
    if (claim && f.kind != RECORD_FIGURE) line->cells[1] = words_of_claim_day(c, f.records, claim);
    if (claim && f.kind == RECORD_EVENT) what = words_of_content(c, f.records, claim, QUOTE_WORDS);
    line->cells[0] = position.n && what.n
                         ? composing_format(c, "%.*s: %.*s", STR_ARG(position), STR_ARG(what))
                     : position.n ? position
                                  : what;
    line->cells[2] = words_of_speaker(c, f.records, voice, claim_ref);
    composing_cite(c, line, id);
}

static Str list_of(Composing *c, const char *before, const Strs *names) {
    Text t = {.arena = c->a};
    text_add_c(&t, before);
    for (uint32_t i = 0; i < names->n; i++) {
        if (i) text_add_c(&t, ", ");
        text_add(&t, names->v[i]);
    }
    c->failed = c->failed || t.failed;
    return text_str(&t);
}

void compose_disputes(Composing *c) {
    static const char *const tags[] = {"CONTRADICTION", "ACCUSED, DENIED", "OPEN",
                                       "SELF-CONTRADICTION", "ACCUSED ON BOTH SIDES"};
    if (!c->story->disputes.n) return;
    composing_line(c, LINE_SECTION, S("DISPUTED"));
    for (uint32_t i = 0; i < c->story->disputes.n; i++) {
        const Dispute *d = &c->story->disputes.v[i];
        Line *group = composing_line(c, LINE_GROUP,
                                     composing_format(c, "%u  %.*s", i + 1, STR_ARG(d->question)));
        group->tag = str_of(tags[d->status]);
        for (uint32_t p = 0; p < d->positions.n; p++) {
            const Position *position = &d->positions.v[p];
            for (uint32_t k = 0; k < position->items.n; k++)
                item_row(c, position->position, position->items.v[k]);
        }
        if (d->differs.n && d->status == DISPUTE_OPEN)
            composing_line(c, LINE_NOTE, list_of(c, "differs: ", &d->differs));
    }
}

void compose_gaps(Composing *c) {
    static const char *const kinds[] = {"number not stated", "speaker lost",
                                        "demand without an answer", "promise not verified",
                                        "dispute left open"};
    if (!c->story->gaps.n) return;
    Line *head = composing_line(c, LINE_SECTION, S("NOT KNOWN"));
    head->cells[1] = S("raised by the reports, answered by none");
    for (uint32_t i = 0; i < c->story->gaps.n; i++) {
        const Gap *gap = &c->story->gaps.v[i];
        Text t = {.arena = c->a};
        text_add_c(&t, kinds[gap->kind]);
        Found f = gap->items.n ? record_index_find(&c->index, gap->items.v[0]) : (Found){0};
        Str what = S("");
        if (f.records && f.kind == RECORD_CLAIM)
            what = words_of_content(c, f.records, records_claim(f.records, f.ref), QUOTE_WORDS);
        if (f.records && f.kind == RECORD_FIGURE)
            what = words_of_figure(c, f.records, records_figure(f.records, f.ref));
        if (f.records && f.kind == RECORD_EVENT)
            what = words_of_event(c, f.records, records_event(f.records, f.ref));
        if (what.n) text_add_c(&t, ": ");
        text_add(&t, what);
        c->failed = c->failed || t.failed;
        Line *line = composing_line(c, LINE_BULLET, text_str(&t));
        composing_cite_all(c, line, &gap->items);
    }
}
