#include "report/composing.h"

enum { QUOTE_WORDS = 24, DENIED_BYTES = sizeof "denied" };

/* The row from line `first` on with the same words of the same speaker: "2 killed, 23 injured". */
static Line *same_words(Composing *c, uint32_t first, Str what, Str who) {
    for (uint32_t i = first; what.n && i < c->out->lines.n; i++) {
        Line *line = &c->out->lines.v[i];
        if (line->kind == LINE_ROW && str_eq(line->cells[2], who) && str_ends(line->cells[0], what))
            return line;
    }
    return NULL;
}

/* "yes: 2 killed: “…”" and "yes: 23 injured" are "yes: 2 killed, 23 injured: “…”". */
static void add_position(Composing *c, Line *line, Str position, Str what) {
    Str before = line->cells[0];
    before.n -= what.n;
    size_t colon = str_find(position, S(": "));
    if (colon == SIZE_MAX || before.n < 2 || str_find(before, position) != SIZE_MAX) return;
    line->cells[0] = composing_format(c, "%.*s, %.*s: %.*s", (int)before.n - 2, before.p,
                                      STR_ARG(str_from(position, colon + 2)), STR_ARG(what));
}

static void item_row(Composing *c, uint32_t first, Str position, Str id) {
    Found f = record_index_find(&c->index, id);
    if (!f.records || f.kind == RECORD_DOCUMENT) return;
    Str what = S(""), when = S("");
    Ref claim_ref = 0;
    Voice voice = VOICE_OUTLET;
    if (f.kind == RECORD_FIGURE) {
        const Figure *figure = records_figure(f.records, f.ref);
        what = words_of_phrase(c, f.records, figure);
        when = words_of_figure_day(c, f.records, figure);
        claim_ref = figure->claim;
        voice = figure->voice;
    } else if (f.kind == RECORD_EVENT) {
        const Event *event = records_event(f.records, f.ref);
        what = words_of_part(c, f.records, event);
        claim_ref = event->claim;
    } else if (f.kind == RECORD_CLAIM) {
        const Claim *said = records_claim(f.records, f.ref);
        what = statement_denied(f.records, said)
                   ? S("denied") /* the row above says what */
                   : words_of_content(c, f.records, said, QUOTE_WORDS);
        claim_ref = f.ref;
    }
    const Claim *claim = records_claim(f.records, claim_ref);
    if (claim && f.kind != RECORD_FIGURE) when = words_of_claim_day(c, f.records, claim);
    if (claim && f.kind == RECORD_EVENT) what = words_of_content(c, f.records, claim, QUOTE_WORDS);
    Str who = f.kind == RECORD_FIGURE
                  ? words_of_counter(c, f.records, records_figure(f.records, f.ref))
                  : words_of_speaker(c, f.records, voice, claim_ref);
    Line *line = what.n > DENIED_BYTES ? same_words(c, first, what, who) : NULL;
    if (line)
        add_position(c, line, position, what);
    else {
        Str words = position.n && what.n
                        ? composing_format(c, "%.*s: %.*s", STR_ARG(position), STR_ARG(what))
                    : position.n ? position
                                 : what;
        line = composing_line(c, LINE_ROW, words);
        line->cells[1] = when;
        line->cells[2] = who;
    }
    composing_cite(c, line, id);
}

static void position_rows(Composing *c, const Dispute *d) {
    uint32_t first = c->out->lines.n;
    for (int no = 0; no < 2; no++) /* who says so before who says no */
        for (uint32_t p = 0; p < d->positions.n; p++) {
            const Position *position = &d->positions.v[p];
            if (str_eq(position->position, S("no")) != (no == 1)) continue;
            for (uint32_t k = 0; k < position->items.n; k++)
                item_row(c, first, position->position, position->items.v[k]);
        }
}

/* Names of fields for a reader. */
static Str field_words(Str field) {
    static const struct {
        const char *field, *words;
    } rows[] = {{"as_of", "day"},
                {"measure", "what is counted"},
                {"counted", "what is counted"},
                {"population", "who is counted"},
                {"nation", "whose people"},
                {"object", "what was hit or found"},
                {"side", "whose account"},
                {"speaker", "speaker"},
                {"agent", "who did it"},
                {"recipient", "to whom"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_eq(field, str_of(rows[i].field))) return str_of(rows[i].words);
    return field;
}

static Str list_of(Composing *c, const char *before, const Strs *names) {
    Text t = {.arena = c->a};
    text_add_c(&t, before);
    bool more = false;
    for (uint32_t i = 0; i < names->n; i++) {
        if (str_eq(names->v[i], S("side")) || str_eq(names->v[i], S("value"))) continue;
        if (more) text_add_c(&t, ", ");
        text_add(&t, field_words(names->v[i]));
        more = true;
    }
    c->failed = c->failed || t.failed;
    return text_str(&t);
}

static void compose_look_alikes(Composing *c);

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
        position_rows(c, d);
        if (d->differs.n && d->status == DISPUTE_OPEN)
            composing_line(c, LINE_NOTE, list_of(c, "differs: ", &d->differs));
    }
    compose_look_alikes(c);
}

/* ---- look alike, exclude each other not */

static Str figure_words_of(Composing *c, Str id) {
    Found f = record_index_find(&c->index, id);
    if (!f.records || f.kind != RECORD_FIGURE) return S("");
    const Figure *x = records_figure(f.records, f.ref);
    return x->bounds == BOUND_RULE ? S("") : words_of_value(c, f.records, x);
}

/* Fields of scope, as a reader is told what differs. */
static Str scope_words(Composing *c, const Relation *rel) {
    static const struct {
        const char *field, *words;
    } rows[] = {{"population", "other people counted"},
                {"nation", "people of another country"},
                {"place", "another place"},
                {"period", "another time"},
                {"occurrence", "another happening"},
                {"scope", "total against incident"},
                {"as_of", "another day"}};
    Text t = {.arena = c->a};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (uint32_t k = 0; k < rel->differs.n; k++)
            if (str_eq(rel->differs.v[k], str_of(rows[i].field)))
                text_format(&t, "%s%s", t.n ? ", " : "", rows[i].words);
    c->failed = c->failed || t.failed;
    return text_str(&t);
}

static Str label_of_item(const Composing *c, Str id) {
    for (uint32_t i = 0; i < c->story->facts.n; i++)
        for (uint32_t k = 0; k < c->story->facts.v[i].items.n; k++)
            if (str_eq(c->story->facts.v[i].items.v[k], id)) return c->story->facts.v[i].label;
    return S("");
}

static bool differs_in(const Relation *rel, const char *field) {
    for (uint32_t i = 0; i < rel->differs.n; i++)
        if (str_eq(rel->differs.v[i], str_of(field))) return true;
    return false;
}

static bool same_side(const Relation *rel) {
    for (uint32_t i = 0; i < rel->same.n; i++)
        if (str_eq(rel->same.v[i], S("side")) || str_eq(rel->same.v[i], S("speaker"))) return true;
    return false;
}

/* "Killed, people: nearly 30, and more than 200: another day" */
static bool look_alike(Composing *c, const Relation *rel, uint32_t first, bool *headed) {
    bool growth = rel->type == RELATION_REVISES;
    Str a = figure_words_of(c, rel->a), b = a.n ? figure_words_of(c, rel->b) : S("");
    Str why = !growth          ? scope_words(c, rel)
              : same_side(rel) ? S("one side, a later day")
                               : S("a later day");
    if (!a.n || !b.n || str_eq(a, b) || !why.n) return false;
    if (!*headed) composing_line(c, LINE_GROUP, S("Not contradictions, though they look so"));
    *headed = true;
    Str label = words_capital(c, label_of_item(c, rel->b)), other = label_of_item(c, rel->a);
    bool two = !growth && other.n && !str_eq_nocase(label, other);
    Str words = composing_format(c, "%.*s: %.*s, %s %s%.*s%s%.*s: %.*s", STR_ARG(label), STR_ARG(b),
                                 growth ? "then" : "and", two ? "of " : "", two ? (int)other.n : 0,
                                 other.p ? other.p : "", two ? ": " : "", STR_ARG(a), STR_ARG(why));
    for (uint32_t i = first; i < c->out->lines.n; i++)
        if (str_eq(c->out->lines.v[i].cells[0], words)) return false; /* a copy's */
    Line *line = composing_line(c, LINE_BULLET, words);
    composing_cite(c, line, rel->b);
    composing_cite(c, line, rel->a);
    return true;
}

static void compose_look_alikes(Composing *c) {
    enum { LOOK_ALIKES = 6 };
    bool headed = false;
    uint32_t n = 0, first = c->out->lines.n;
    for (int pass = 0; pass < 3; pass++) /* growth, the same people, others */
        for (uint32_t i = 0; i < c->story->relations.n; i++) {
            const Relation *rel = &c->story->relations.v[i];
            bool growth = rel->type == RELATION_REVISES && rel->change == CHANGE_GROWTH;
            if (!growth && rel->type != RELATION_DIFFERENT_SCOPE) continue;
            int of = growth ? 0 : differs_in(rel, "population") ? 2 : 1;
            if (of != pass || (pass == 2 && !c->options->all)) continue;
            if (n < LOOK_ALIKES || c->options->all) n += look_alike(c, rel, first, &headed);
        }
}

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
            what = composing_format(
                c, "%.*s: “%.*s”", STR_ARG(label_of_item(c, gap->items.v[0])),
                STR_ARG(words_of_figure(c, f.records, records_figure(f.records, f.ref))));
        if (f.records && f.kind == RECORD_EVENT)
            what = words_of_event(c, f.records, records_event(f.records, f.ref));
        if (gap->kind == GAP_OPEN_DISPUTE && gap->items.n)
            what = question_of_item(c, gap->items.v[0]);
        if (what.n) text_add_c(&t, ": ");
        text_add(&t, what);
        c->failed = c->failed || t.failed;
        Line *line = composing_line(c, LINE_BULLET, text_str(&t));
        composing_cite_all(c, line, &gap->items);
    }
}
