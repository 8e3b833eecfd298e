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

/* "accused Northland: “…”": without whom, the words alone may say nothing. */
static Str accusation(Composing *c, const Records *r, const Claim *claim) {
    Str told = words_of_statement(c, r, claim, QUOTE_WORDS);
    return str_starts(told, S(": ")) ? str_from(told, 2) : str_trim(told);
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
        what = statement_denied(f.records, said) ? S("denied") /* the row above says what */
               : said->stance == STANCE_ACCUSE   ? accusation(c, f.records, said)
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
    bool other = line && !str_starts(line->cells[0], position) &&
                 str_find(position, S(": ")) == SIZE_MAX; /* "24 and not 12" */
    if (line && !other)
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

static Str list_of(Composing *c, const Strs *names) {
    Text t = {.arena = c->a};
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

const char *dispute_status_words(DisputeStatus status) {
    static const char *const words[] = {"contradiction", "accused, denied", "open",
                                        "self-contradiction", "accused on both sides"};
    return words[status];
}

static Str loud(Composing *c, const char *words) {
    Text t = {.arena = c->a};
    for (; *words; words++)
        text_add_char(&t, *words >= 'a' && *words <= 'z' ? (char)(*words - 'a' + 'A') : *words);
    c->failed = c->failed || t.failed;
    return text_str(&t);
}

void compose_disputes(Composing *c) {
    if (!c->story->disputes.n) return;
    composing_line(c, LINE_SECTION, S("DISPUTED"));
    for (uint32_t i = 0; i < c->story->disputes.n; i++) {
        const Dispute *d = &c->story->disputes.v[i];
        Line *group = composing_line(c, LINE_GROUP,
                                     composing_format(c, "%u  %.*s", i + 1, STR_ARG(d->question)));
        group->tag = loud(c, dispute_status_words(d->status));
        position_rows(c, d);
        Str differs = d->status == DISPUTE_OPEN ? list_of(c, &d->differs) : S("");
        if (differs.n)
            composing_line(c, LINE_NOTE, composing_format(c, "differs: %.*s", STR_ARG(differs)));
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

Str composing_label_of(const Composing *c, Str id) {
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

/* Figures that look as if they excluded each other and do not, under one label and for one reason:
 * each value once, by day. */
typedef struct LookAlike {
    Str label, other, why; /* other: the second fact's label, of one pair; else empty */
    bool growth, one_side;
    Strs items;
} LookAlike;
LIST_OF(LookAlike, LookAlikes);

static void add_item(Composing *c, Strs *items, Str id) {
    for (uint32_t i = 0; i < items->n; i++)
        if (str_eq(items->v[i], id)) return;
    Str *slot = list_push(c->a, items, Str);
    if (slot)
        *slot = id;
    else
        c->failed = true;
}

static void add_look_alike(Composing *c, const Relation *rel, LookAlikes *out) {
    bool growth = rel->type == RELATION_REVISES;
    Str why = growth ? S("") : scope_words(c, rel);
    Str label = composing_label_of(c, rel->b), other = composing_label_of(c, rel->a);
    if (!figure_words_of(c, rel->a).n || !figure_words_of(c, rel->b).n) return;
    if (!label.n || (!growth && !why.n)) return;
    if (growth || str_eq_nocase(label, other)) other = S("");
    LookAlike *at = NULL;
    bool day = str_eq(why, S("another day")); /* how a growing count grew is told already */
    for (uint32_t i = 0; day && i < out->n; i++)
        if (out->v[i].growth && str_eq(out->v[i].label, label)) return;
    for (uint32_t i = 0; i < out->n && !at && !other.n; i++)
        if (!out->v[i].other.n && str_eq(out->v[i].label, label) && str_eq(out->v[i].why, why))
            at = &out->v[i];
    if (!at) {
        at = list_push(c->a, out, LookAlike);
        if (at) *at = (LookAlike){label, other, why, growth, true, {NULL, 0}};
    }
    c->failed = c->failed || !at;
    if (!at) return;
    at->one_side &= same_side(rel);
    add_item(c, &at->items, rel->b);
    add_item(c, &at->items, rel->a);
}

static Number stated_value(const Composing *c, Str id) {
    Found f = record_index_find(&c->index, id);
    if (!f.records || f.kind != RECORD_FIGURE) return (Number){0, false};
    return records_figure(f.records, f.ref)->value;
}

/* "Killed, military: 3, and of killed, civilians: 2: other people counted" */
static void two_labels_bullet(Composing *c, const LookAlike *l) {
    Str b = figure_words_of(c, l->items.v[0]);
    Str a = l->items.n > 1 ? figure_words_of(c, l->items.v[1]) : S("");
    if (!a.n || str_eq(a, b)) return;
    Str words = composing_format(c, "%.*s: %.*s, and of %.*s: %.*s: %.*s",
                                 STR_ARG(words_capital(c, l->label)), STR_ARG(b), STR_ARG(l->other),
                                 STR_ARG(a), STR_ARG(l->why));
    for (uint32_t i = c->out->lines.n; i > 0 && c->out->lines.v[i - 1].kind == LINE_BULLET; i--)
        if (str_eq(c->out->lines.v[i - 1].cells[0], words)) return; /* a copy's */
    Line *line = composing_line(c, LINE_BULLET, words);
    composing_cite_all(c, line, &l->items);
}

/* "Killed, people: nearly 30, and more than 200: another day"; "16, then 44, then 49: later days" */
static void look_alike_bullet(Composing *c, const LookAlike *l) {
    Text t = {.arena = c->a};
    Strs told = {NULL, 0};
    DatedItems items = {NULL, 0};
    composing_date_items(c, &l->items, &items);
    int64_t reached = INT64_MIN;
    for (uint32_t i = 0; i < items.n; i++) { /* a growing count tells what it grew to */
        Number value = stated_value(c, items.v[i].id);
        if (l->growth && value.some && value.milli < reached) continue;
        if (value.some) reached = value.milli;
        add_item(c, &told, figure_words_of(c, items.v[i].id));
    }
    if (told.n < 2) return; /* a copy's */
    text_add(&t, words_capital(c, l->label));
    for (uint32_t i = 0; i < told.n; i++) {
        bool last = i + 1 == told.n;
        text_format(&t, "%s%.*s",
                    !i          ? ": "
                    : l->growth ? ", then "
                    : last      ? ", and "
                                : ", ",
                    STR_ARG(told.v[i]));
    }
    const char *days = told.n > 2 ? "later days" : "a later day";
    if (l->growth)
        text_format(&t, ": %s%s", l->one_side ? "one side, " : "", days);
    else
        text_format(&t, ": %.*s", STR_ARG(l->why));
    c->failed = c->failed || t.failed;
    Line *line = composing_line(c, LINE_BULLET, text_str(&t));
    for (uint32_t i = 0; i < items.n; i++) composing_cite(c, line, items.v[i].id);
}

static void compose_look_alikes(Composing *c) {
    enum { LOOK_ALIKES = 6 };
    LookAlikes all = {NULL, 0};
    for (int pass = 0; pass < 3; pass++) /* growth, the same people, others */
        for (uint32_t i = 0; i < c->story->relations.n; i++) {
            const Relation *rel = &c->story->relations.v[i];
            bool growth = rel->type == RELATION_REVISES && rel->change == CHANGE_GROWTH;
            if (!growth && rel->type != RELATION_DIFFERENT_SCOPE) continue;
            int of = growth ? 0 : differs_in(rel, "population") ? 2 : 1;
            if (of == pass && (pass < 2 || c->options->all)) add_look_alike(c, rel, &all);
        }
    uint32_t before = c->out->lines.n;
    if (all.n) composing_line(c, LINE_GROUP, S("Not contradictions, though they look so"));
    for (uint32_t i = 0; i < all.n && (i < LOOK_ALIKES || c->options->all); i++)
        if (all.v[i].other.n)
            two_labels_bullet(c, &all.v[i]);
        else
            look_alike_bullet(c, &all.v[i]);
    if (c->out->lines.n == before + 1) c->out->lines.n = before;
}
