/* IN SHORT: what mainly happened, the figures most was said of, what was found and is lacking, the
 * first quarrel and what is to come. Each line is made of fields and cites what it rests on.
 */
#include "report/composing.h"

/* ---- what an inspection found */

/* "The team found no damage to hospitals": of things looked at, or of what was not there. */
static bool is_finding(const Event *e) {
    bool body = e->objects.n && str_eq(e->objects.v[0].kind, S("body"));
    bool none = e->polarity == POLARITY_NEGATIVE;
    bool finds = e->class == CLASS_FINDING ? e->objects.n || e->recipients.n || none
                                           : e->class == CLASS_NEED && none && e->objects.n;
    return finds && !body && !e->background && e->modality == MODALITY_ACTUAL;
}

static void short_finding(Composing *c) {
    for (uint32_t i = 0; i < c->story->docs.n; i++) {
        Found f = record_index_find(&c->index, c->story->docs.v[i]);
        if (!f.records || composing_is_copy(c, c->story->docs.v[i])) continue;
        for (uint32_t k = 0; k < f.records->events.n; k++) {
            const Event *e = &f.records->events.v[k];
            if (!is_finding(e) || document_in_headline(&f.records->doc, e->head.span)) continue;
            Ref claim = statement_outermost(f.records, e->claim);
            Str who = words_of_speaker(c, f.records, claim ? VOICE_CLAIM : VOICE_OUTLET, claim);
            Str what = words_of_part(c, f.records, e);
            Line *line = composing_line(
                c, LINE_BULLET,
                composing_format(c, "Found: %.*s (%.*s)", STR_ARG(what), STR_ARG(who)));
            composing_cite(c, line, e->head.id);
            return;
        }
    }
}

/* ---- what the newest report opens with */

enum { LEAD_WORDS_MIN = 8, LEAD_WORDS = 30 };

static uint32_t spaces_in(Str s) {
    uint32_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == ' ';
    return n;
}

/* The first sentence of the text itself; empty of a text that was cut off before. */
static Span lead_of(const Document *d) {
    for (uint32_t b = 0; !d->truncated && b < d->blocks.n; b++) {
        if (d->blocks.v[b].kind != BLOCK_PARAGRAPH) continue;
        for (uint32_t i = 0; i < d->sentences.n; i++)
            if (span_has(d->blocks.v[b].span, d->sentences.v[i]) &&
                spaces_in(document_cut(d, d->sentences.v[i])) >= LEAD_WORDS_MIN)
                return d->sentences.v[i];
    }
    return (Span){0, 0};
}

/* The weightiest event of a sentence that tells what was done or agreed on; NULL: none. */
static const Event *news_of(Composing *c, const Records *r, Span sentence) {
    for (uint32_t i = 0; i < r->events.n; i++) {
        const Event *e = &r->events.v[i];
        bool accord = e->class == CLASS_AGREE || e->class == CLASS_CONCEDE;
        bool here = span_has(sentence, e->head.span) && !e->background &&
                    e->modality == MODALITY_ACTUAL && e->class != CLASS_CASUALTY;
        if (here && (accord || words_event_weight(c, r, e) > 0)) return e;
    }
    return NULL;
}

/* A line of the section tells it, with its day. */
static bool is_told_above(const Composing *c, const Records *r, Span lead, Str day) {
    uint32_t report = composing_number(c, r->doc.id);
    uint32_t sentence = document_sentence_at(&r->doc, lead.start);
    for (uint32_t i = c->out->lines.n; i > 0; i--) {
        const Line *line = &c->out->lines.v[i - 1];
        if (line->kind != LINE_BULLET) break;
        for (uint32_t k = 0; k < line->cites.n; k++)
            if (line->cites.v[k].report == report && line->cites.v[k].sentence == sentence &&
                str_find(line->cells[0], day) != SIZE_MAX)
                return true;
    }
    return false;
}

/* A crisis of several days has moved on since what mainly happened. */
static void short_latest(Composing *c) {
    enum { DAYS_MIN = 3, NEWEST = 2 };
    const Story *s = c->story;
    if (!s->days.from || s->days.to - s->days.from < DAYS_MIN) return;
    for (uint32_t back = 1, seen = 0; back <= s->docs.n && seen < NEWEST; back++) {
        Found f = record_index_find(&c->index, s->docs.v[s->docs.n - back]);
        if (!f.records || composing_is_copy(c, f.records->doc.id)) continue;
        bool worked_out;
        Days days = composing_published(c, f.records, &worked_out);
        Span lead = lead_of(&f.records->doc);
        seen++;
        const Event *e = lead.end ? news_of(c, f.records, lead) : NULL;
        if (!e || !days.from || s->days.to - days.from >= DAYS_MIN) continue;
        if (is_told_above(c, f.records, lead, words_of_days(c, days, false))) return;
        Str words = words_of_content(c, f.records, &(Claim){.content = {&lead, 1}}, LEAD_WORDS);
        Line *line = composing_line(c, LINE_BULLET,
                                    composing_format(c, "Latest, %.*s: %.*s",
                                                     STR_ARG(words_of_days(c, days, worked_out)),
                                                     STR_ARG(words)));
        composing_cite(c, line, e->head.id);
        return;
    }
}

/* ---- the first quarrel */

static Str speaker_of_item(Composing *c, Str id) {
    Found f = record_index_find(&c->index, id);
    if (!f.records) return S("");
    if (f.kind == RECORD_CLAIM) return words_of_speaker(c, f.records, VOICE_CLAIM, f.ref);
    if (f.kind == RECORD_EVENT) {
        Ref claim = records_event(f.records, f.ref)->claim;
        return words_of_speaker(c, f.records, claim ? VOICE_CLAIM : VOICE_OUTLET, claim);
    }
    if (f.kind != RECORD_FIGURE) return S("");
    const Figure *figure = records_figure(f.records, f.ref);
    return words_of_counter(c, f.records, figure);
}

/* The other questions, each with where it is first told. */
static void other_disputes(Composing *c) {
    enum { OTHERS = 3 };
    const Disputes *all = &c->story->disputes;
    if (all->n < 2) return;
    Text t = {.arena = c->a};
    text_add_c(&t, all->v[1].status == DISPUTE_OPEN ? "Also open:" : "Also disputed:");
    for (uint32_t i = 1; i < all->n && i <= OTHERS; i++)
        text_format(&t, " %.*s", STR_ARG(all->v[i].question));
    if (all->n - 1 > OTHERS) text_format(&t, " and %u more", all->n - 1 - OTHERS);
    c->failed = c->failed || t.failed;
    Line *line = composing_line(c, LINE_BULLET, text_str(&t));
    for (uint32_t i = 1; i < all->n && i <= OTHERS; i++)
        if (all->v[i].positions.n && all->v[i].positions.v[0].items.n)
            composing_cite(c, line, all->v[i].positions.v[0].items.v[0]);
}

/* Somebody says something of it: two outlets' counts that may be one are no quarrel. */
static bool has_speaker(const Composing *c, const Dispute *d) {
    for (uint32_t i = 0; i < d->positions.n; i++)
        for (uint32_t k = 0; k < d->positions.v[i].items.n; k++) {
            Found f = record_index_find(&c->index, d->positions.v[i].items.v[k]);
            if (!f.records) continue;
            if (f.kind == RECORD_CLAIM) return true;
            if (f.kind == RECORD_FIGURE && records_figure(f.records, f.ref)->claim) return true;
            if (f.kind == RECORD_EVENT && records_event(f.records, f.ref)->claim) return true;
        }
    return false;
}

/* "Were civilians harmed? yes: 2 killed, says the ombudsman; no, says Ann Lee" */
static void short_dispute(Composing *c) {
    const Dispute *d = &c->story->disputes.v[0];
    Text t = {.arena = c->a};
    if (d->status == DISPUTE_OPEN && !has_speaker(c, d)) return;
    text_format(&t, "%s: %.*s", d->status == DISPUTE_OPEN ? "Open" : "Disputed",
                STR_ARG(d->question));
    enum { POSITIONS = 4 };
    uint32_t shown = 0;
    bool told[2] = {false, false}; /* who says so, who says no */
    for (uint32_t i = 0; i < d->positions.n && shown < POSITIONS; i++) {
        const Position *p = &d->positions.v[i];
        bool no = str_eq(p->position, S("no")), yes = str_starts(p->position, S("yes"));
        if ((no && told[1]) || (yes && told[0])) continue;
        told[0] |= yes;
        told[1] |= no;
        Str who = p->items.n ? speaker_of_item(c, p->items.v[0]) : S("");
        text_format(&t, "%s%.*s", shown++ ? "; " : " ", STR_ARG(p->position));
        if (who.n) text_format(&t, " (%.*s)", STR_ARG(who));
    }
    c->failed = c->failed || t.failed;
    Line *line = composing_line(c, LINE_BULLET, text_str(&t));
    for (uint32_t i = 0; i < d->positions.n; i++)
        composing_cite_all(c, line, &d->positions.v[i].items);
    other_disputes(c);
}

/* How many left is told with where they went: that they left needs no line of its own. */
static bool counts_movement(const ShortFacts *facts) {
    static const char *const moves[] = {"displaced", "crossed_border", "evacuated", "relocated",
                                        "homeless"};
    for (uint32_t i = 0; i < facts->n; i++)
        for (size_t k = 0; k < sizeof moves / sizeof *moves; k++)
            if (str_eq(facts->measures[i], str_of(moves[k]))) return true;
    return false;
}

void compose_short(Composing *c) {
    uint32_t before = c->out->lines.n;
    ShortFacts facts;
    composing_line(c, LINE_SECTION, S("IN SHORT"));
    c->brief = true;
    choose_short_facts(c, &facts);
    compose_short_deeds(c, counts_movement(&facts));
    short_latest(c);
    compose_short_figures(c, &facts);
    short_finding(c);
    compose_short_need(c);
    if (c->story->disputes.n) short_dispute(c);
    compose_short_ahead(c);
    c->brief = false;
    composing_end_section(c, before);
}
