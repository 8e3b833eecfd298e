/* NOT KNOWN: what the reports leave open, each gap of the story a line. */
#include "report/composing.h"

#include "base/utf8.h"
#include "story/phrases.h"
#include "story/quoting.h"
#include "story/spelling.h"

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

static bool is_pause(char ch) {
    return ch == ',' || ch == ';' || ch == ':' || ch == '(';
}

/* The part of a sentence that says what nobody knows: from the pause before such words on, where
 * much stands before them. */
static Str unknown_part(Composing *c, Str sentence) {
    enum { SHORT_BYTES = 120 };
    const Table *t = c->options->tables ? tables_get(c->options->tables, "en/unknowns") : NULL;
    size_t at = 0, end = 0;
    if (sentence.n <= SHORT_BYTES || !phrase_next(t, sentence, c->a, &at, &end)) return sentence;
    while (at > 0 && !(is_pause(sentence.p[at - 1]) && sentence.p[at] == ' ')) at--;
    return str_trim(str_from(sentence, at));
}

static Str words_of_evidence(Composing *c, const Evidence *e) {
    Found f = record_index_find(&c->index, e->doc);
    TextMap map;
    if (!f.records || text_map_make(f.records->doc.text, c->a, &map) != ST_OK) return S("");
    Span at = {text_map_byte(&map, (uint32_t)e->start), text_map_byte(&map, (uint32_t)e->end)};
    Str part = unknown_part(c, document_cut(&f.records->doc, at));
    Str words = quote_words(part, QUOTE_WORDS, c->a);
    c->failed = c->failed || !words.p;
    return words;
}

/* What is stated to be unknown is told as the table of such words has it. */
static Str kind_of_gap(Composing *c, const Gap *gap) {
    static const char *const kinds[] = {"number not stated",        "speaker lost",
                                        "demand without an answer", "not told whether it was kept",
                                        "dispute left open",        "not known"};
    const Table *t = c->options->tables && gap->evidence.n
                         ? tables_get(c->options->tables, "en/unknowns")
                         : NULL;
    uint32_t row = t ? phrase_first(t, words_of_evidence(c, &gap->evidence.v[0]), c->a) : 0;
    return row ? table_cell(t, row - 1, table_column(t, "kind")) : str_of(kinds[gap->kind]);
}

/* "the ministry promised: “…”", of what is asked for or promised. */
static Str words_of_wish(Composing *c, const Records *r, Ref claim) {
    return composing_format(
        c, "%.*s%.*s", STR_ARG(words_of_speaker(c, r, VOICE_CLAIM, claim)),
        STR_ARG(words_of_statement(c, r, records_claim(r, claim), QUOTE_WORDS)));
}

static Str words_of_gap(Composing *c, const Gap *gap) {
    if (gap->kind == GAP_STATED_UNKNOWN) return words_of_evidence(c, &gap->evidence.v[0]);
    if (!gap->items.n) return S("");
    if (gap->kind == GAP_OPEN_DISPUTE) return question_of_item(c, gap->items.v[0]);
    Found f = record_index_find(&c->index, gap->items.v[0]);
    if (!f.records) return S("");
    if (f.kind == RECORD_CLAIM && gap->kind != GAP_LOST_SPEAKER)
        return words_of_wish(c, f.records, f.ref);
    if (f.kind == RECORD_CLAIM)
        return words_of_content(c, f.records, records_claim(f.records, f.ref), QUOTE_WORDS);
    if (f.kind == RECORD_FIGURE)
        return composing_format(
            c, "%.*s: “%.*s”", STR_ARG(composing_label_of(c, gap->items.v[0])),
            STR_ARG(words_of_figure(c, f.records, records_figure(f.records, f.ref))));
    return f.kind == RECORD_EVENT ? words_of_event(c, f.records, records_event(f.records, f.ref))
                                  : S("");
}

/* A headline only repeats what its text says. */
static bool is_headline(const Composing *c, const Gap *gap) {
    for (uint32_t i = 0; i < gap->items.n; i++) {
        Found f = record_index_find(&c->index, gap->items.v[i]);
        if (!f.records ||
            !document_in_headline(&f.records->doc, records_head(f.records, f.kind, f.ref)->span))
            return false;
    }
    return gap->items.n > 0;
}

/* "Called on them to do so": what it was about stands somewhere else. */
static bool says_nothing(Composing *c, const Gap *gap) {
    enum { WORDS_MIN = 4 };
    Found f = record_index_find(&c->index, gap->items.n ? gap->items.v[0] : S(""));
    const Claim *claim =
        f.records && f.kind == RECORD_CLAIM ? records_claim(f.records, f.ref) : NULL;
    if (!claim || gap->kind == GAP_LOST_SPEAKER) return false;
    uint32_t words = 0;
    for (uint32_t i = 0; i < claim->content.n; i++)
        words += spelling_words(str_trim(document_cut(&f.records->doc, claim->content.v[i])));
    return words < WORDS_MIN && !claim->about.n;
}

static void gap_line(Composing *c, const Gap *gap) {
    Text t = {.arena = c->a};
    Str what = words_of_gap(c, gap);
    text_add(&t, kind_of_gap(c, gap));
    if (what.n) text_add_c(&t, ": ");
    text_add(&t, what);
    c->failed = c->failed || t.failed;
    Line *line = composing_line(c, LINE_BULLET, text_str(&t));
    composing_cite_all(c, line, &gap->items);
    for (uint32_t k = 0; k < gap->evidence.n; k++)
        composing_cite_point(c, line, gap->evidence.v[k].doc, gap->evidence.v[k].start);
}

/* ---- what the figures leave open */

/* The last day that a toll of the crisis is of: "how many have died since" is what a reader asks
 * first, and reports of later days leave it open. */
typedef struct LastToll {
    Day day;
    bool worked_out;
    Str id;
} LastToll;

static void note_toll(Composing *c, const Str *id, LastToll *last) {
    Found f = record_index_find(&c->index, *id);
    const Figure *x =
        f.records && f.kind == RECORD_FIGURE ? records_figure(f.records, f.ref) : NULL;
    bool worked_out;
    if (!x || x->status != STATUS_ASSERTED || x->quantifier == QUANT_NO) return;
    if (!str_eq(x->measure, S("killed")) && !str_eq(x->measure, S("casualties"))) return;
    Days days = composing_published(c, f.records, &worked_out);
    if (x->as_of && days_some(x->as_of->days)) days = x->as_of->days;
    if (!days.to || days.to < last->day) return;
    *last = (LastToll){days.to, worked_out, *id};
}

static void toll_line(Composing *c) {
    enum { SILENT_DAYS = 4 };
    const Story *s = c->story;
    LastToll last = {0};
    for (uint32_t i = 0; i < s->facts.n; i++)
        for (uint32_t k = 0; !s->facts.v[i].background && k < s->facts.v[i].items.n; k++)
            note_toll(c, &s->facts.v[i].items.v[k], &last);
    if (!last.day || !s->days.to || s->days.to - last.day < SILENT_DAYS) return;
    Str day = words_of_days(c, (Days){last.day, last.day}, last.worked_out);
    Line *line = composing_line(
        c, LINE_BULLET, composing_format(c, "no count of the dead after %.*s", STR_ARG(day)));
    composing_cite(c, line, last.id);
}

/* ---- what was announced */

static bool is_realised(const Composing *c, Str id) {
    const Relations *all = &c->story->relations;
    for (uint32_t i = 0; i < all->n; i++)
        if (all->v[i].type == RELATION_REALISES && str_eq(all->v[i].b, id)) return true;
    return false;
}

/* Aid of some sector that is to come, and nobody tells that it came. */
static bool is_awaited(const Composing *c, const Records *r, const Event *e) {
    return e->class == CLASS_AID && e->modality == MODALITY_PLANNED && e->sector.n &&
           e->polarity == POLARITY_POSITIVE && !e->background &&
           !document_in_headline(&r->doc, e->head.span) && !is_realised(c, e->head.id);
}

static void awaited_lines(Composing *c) {
    enum { AWAITED_MOST = 3 };
    Map seen = {.arena = c->a};
    uint32_t n = 0;
    for (uint32_t d = 0; d < c->story->docs.n; d++) {
        Found f = record_index_find(&c->index, c->story->docs.v[d]);
        if (!f.records || composing_is_copy(c, f.records->doc.id)) continue;
        for (uint32_t i = 0; i < f.records->events.n && n < AWAITED_MOST; i++) {
            const Event *e = &f.records->events.v[i];
            if (!is_awaited(c, f.records, e)) continue;
            Str words = words_of_part(c, f.records, e);
            uint32_t *times = map_at(&seen, words);
            if (!times || ++*times > 1) continue;
            n++;
            Line *line = composing_line(
                c, LINE_BULLET,
                composing_format(c, "not told whether it came: %.*s", STR_ARG(words)));
            composing_cite(c, line, e->head.id);
        }
    }
    c->failed = c->failed || seen.failed;
}

/* ---- */

/* What a reader waits for first stands first. */
static const GapKind order[] = {GAP_OPEN_DISPUTE,      GAP_STATED_UNKNOWN,     GAP_UNSTATED_NUMBER,
                                GAP_UNANSWERED_DEMAND, GAP_UNVERIFIED_PROMISE, GAP_LOST_SPEAKER};

void compose_gaps(Composing *c) {
    uint32_t before = c->out->lines.n;
    Line *head = composing_line(c, LINE_SECTION, S("NOT KNOWN"));
    head->cells[1] = S("raised by the reports, answered by none");
    toll_line(c);
    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        for (uint32_t i = 0; i < c->story->gaps.n; i++) {
            const Gap *gap = &c->story->gaps.v[i];
            if (gap->kind == order[k] &&
                (c->options->all || (!is_headline(c, gap) && !says_nothing(c, gap))))
                gap_line(c, gap);
        }
    awaited_lines(c);
    composing_end_section(c, before);
}
