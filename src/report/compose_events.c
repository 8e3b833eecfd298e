#include "report/changes.h"

#include "story/quoting.h"

/* ---- needs and access: one line an event and sector, the sectors in this order */

static const char *const sector_order[] = {
    "food",      "water",     "health", "shelter", "power",           "telecoms", "protection",
    "education", "logistics", "cash",   "access",  "several sectors", "other"};
enum {
    SECTORS = sizeof sector_order / sizeof *sector_order,
    LINES_PER_SECTOR = 8,
    FEW_SECTORS = 2
};

static bool is_need(const Event *e) {
    bool kind = e->class == CLASS_NEED || e->class == CLASS_ACCESS || e->class == CLASS_AID ||
                e->class == CLASS_FINDING;
    return kind && !e->background;
}

/* "health, shelter: “…”" */
static Str with_sectors(Composing *c, const Event *e, Str words) {
    Text t = {.arena = c->a};
    for (uint32_t i = 0; i < e->sector.n; i++)
        text_format(&t, "%s%.*s", i ? ", " : "", STR_ARG(e->sector.v[i]));
    text_format(&t, ": %.*s", STR_ARG(words));
    c->failed = c->failed || t.failed;
    return text_str(&t);
}

static void need_line(Composing *c, const Records *r, const Event *e, Line *line) {
    Ref claim = statement_outermost(r, e->claim);
    Str when = e->time && days_some(e->time->days) ? words_of_days(c, e->time->days, false) : S("");
    if (!when.n && claim) when = words_of_claim_day(c, r, records_claim(r, claim));
    line->cells[0] = words_of_part(c, r, e);
    if (e->sector.n > FEW_SECTORS) line->cells[0] = with_sectors(c, e, line->cells[0]);
    if (e->modality != MODALITY_ACTUAL)
        line->cells[0] =
            composing_format(c, "%.*s (%s)", STR_ARG(line->cells[0]), MODALITY_words[e->modality]);
    line->cells[1] = when;
    line->cells[2] = words_of_speaker(c, r, claim ? VOICE_CLAIM : VOICE_OUTLET, claim);
    composing_cite(c, line, e->head.id);
}

/* What is of many sectors is told once. */
static bool in_sector(const Event *e, Str sector) {
    if (str_eq(sector, S("several sectors"))) return e->sector.n > FEW_SECTORS;
    if (e->sector.n > FEW_SECTORS) return false;
    for (uint32_t i = 0; i < e->sector.n; i++)
        if (str_eq(e->sector.v[i], sector)) return true;
    if (e->sector.n) return false;
    return str_eq(sector, e->class == CLASS_ACCESS ? S("access") : S("other"));
}

/* "“…” (also health)" of what is of two sectors and told under the first. */
static Str with_other(Composing *c, const Event *e, Str sector, Str words) {
    for (uint32_t i = 0; e->sector.n == FEW_SECTORS && i < e->sector.n; i++)
        if (!str_eq(e->sector.v[i], sector))
            return composing_format(c, "%.*s (also %.*s)", STR_ARG(words), STR_ARG(e->sector.v[i]));
    return words;
}

/* Each sentence once. */
static void needs_of_sector(Composing *c, Str sector, Map *seen, bool *headed) {
    uint32_t lines = 0;
    for (uint32_t d = 0; d < c->story->docs.n; d++) {
        Found f = record_index_find(&c->index, c->story->docs.v[d]);
        for (uint32_t i = 0; f.records && i < f.records->events.n; i++) {
            const Event *e = &f.records->events.v[i];
            if (!is_need(e) || !in_sector(e, sector)) continue;
            if (lines == LINES_PER_SECTOR && !c->options->all) break;
            Line draft = {.kind = LINE_ROW};
            need_line(c, f.records, e, &draft);
            Str words = document_cut(&f.records->doc, e->sentence); /* copies share them */
            uint32_t *times = map_at(seen, words);
            if (!times || ++*times > 1) continue;
            draft.cells[0] = with_other(c, e, sector, draft.cells[0]);
            if (!*headed) composing_line(c, LINE_SECTION, S("NEEDS AND ACCESS"));
            *headed = true;
            if (!lines++) composing_line(c, LINE_GROUP, words_capital(c, sector));
            *composing_line(c, LINE_ROW, S("")) = draft;
        }
    }
}

void compose_events(Composing *c) {
    bool headed = false;
    Map seen = {.arena = c->a};
    for (int i = 0; i < SECTORS; i++) {
        Str sector = str_of(sector_order[i]);
        if (str_eq(sector, S("other")) && !c->options->all) continue;
        needs_of_sector(c, sector, &seen, &headed);
    }
    c->failed = c->failed || seen.failed;
}

/* Texts behind a line's items, copies folded. */
static uint32_t sources_of(Composing *c, const Strs *items) {
    Map texts = {.arena = c->a};
    for (uint32_t i = 0; i < items->n; i++) {
        Found f = record_index_find(&c->index, items->v[i]);
        if (f.records) map_set(&texts, composing_leader(c, f.records->doc.id), 1);
    }
    c->failed = c->failed || texts.failed;
    return texts.n;
}

/* Who says so, where no report says it in its own voice; empty when several do. */
static Str only_speaker(Composing *c, const Strs *items) {
    Str who = S("");
    for (uint32_t i = 0; i < items->n; i++) {
        Found f = record_index_find(&c->index, items->v[i]);
        if (!f.records || f.kind != RECORD_EVENT) return S("");
        Ref claim = statement_outermost(f.records, records_event(f.records, f.ref)->claim);
        if (!claim) return S("");
        Str speaker = words_of_speaker(c, f.records, VOICE_CLAIM, claim);
        if (who.n && !str_eq(who, speaker)) return S("");
        who = speaker;
    }
    return who;
}

/* Whether a day of its own sentence dates the item, or one that was worked out. */
static bool says_day(const Composing *c, Str id, Days days) {
    Found f = record_index_find(&c->index, id);
    bool worked_out = true;
    if (!f.records || f.kind == RECORD_DOCUMENT) return false;
    composing_published(c, f.records, &worked_out);
    if (!worked_out) return true;
    char day[11];
    day_format(days.from, day);
    const Document *d = &f.records->doc;
    uint32_t sentence = document_sentence_at(d, records_head(f.records, f.kind, f.ref)->span.start);
    for (uint32_t i = 0; i < f.records->times.n; i++) {
        const Time *t = &f.records->times.v[i];
        bool here = document_sentence_at(d, t->head.span.start) == sentence;
        bool same = t->days.from
                        ? t->days.from == days.from /* else without its year */
                        : t->value.n == 10 && str_eq(str_from(t->value, 5), str_of(day + 5));
        if (here && same && t->basis != TIME_BASIS_RELATIVE) return true;
    }
    return false;
}

static Str words_of_line_days(Composing *c, const Timeline *t) {
    bool said = false;
    for (uint32_t i = 0; i < t->items.n && !said; i++) said = says_day(c, t->items.v[i], t->days);
    Str when = words_of_days(c, t->days, !said);
    return when.n ? when : S("day not known");
}

/* What is asked for or agreed on, in the report's words: "Northland asked the court: “to order …”". */
static Str words_of_matter(Composing *c, const Timeline *t) {
    enum { ASKED_WORDS = 14 };
    Found f = t->items.n ? record_index_find(&c->index, t->items.v[0]) : (Found){0};
    const Event *e = f.records && f.kind == RECORD_EVENT ? records_event(f.records, f.ref) : NULL;
    for (uint32_t i = 0; e && e->class == CLASS_REQUEST && i < f.records->claims.n; i++) {
        const Claim *claim = &f.records->claims.v[i];
        if (span_some(claim->cue) && span_overlaps(claim->cue, e->head.span))
            return words_of_content(c, f.records, claim, ASKED_WORDS);
    }
    if (!e || (e->class != CLASS_AGREE && e->class != CLASS_CONCEDE)) return S("");
    Span rest = {e->head.span.start, e->sentence.end};
    Str words = quote_words(document_cut(&f.records->doc, rest), ASKED_WORDS, c->a);
    c->failed = c->failed || !words.p;
    return words;
}

static Str words_of_line(Composing *c, const Timeline *t) {
    uint32_t reports = sources_of(c, &t->items);
    Str who = only_speaker(c, &t->items), label = words_capital(c, t->label);
    Str asked = words_of_matter(c, t);
    if (asked.n) label = composing_format(c, "%.*s: %.*s", STR_ARG(label), STR_ARG(asked));
    if (reports > 1) return composing_format(c, "%.*s (%u reports)", STR_ARG(label), reports);
    return who.n ? composing_format(c, "%.*s; so says %.*s", STR_ARG(label), STR_ARG(who)) : label;
}

/* Some item of the line is. */
static bool is_recent(const Composing *c, const Timeline *t) {
    if (!c->options->changes) return composing_is_recent(c, NULL, t->days.to);
    for (uint32_t i = 0; i < t->items.n; i++) {
        Found f = record_index_find(&c->index, t->items.v[i]);
        if (f.records && composing_is_recent(c, f.records, t->days.to)) return true;
    }
    return false;
}

void compose_timeline(Composing *c) {
    if (!c->story->timelines.n) return;
    uint32_t before = c->out->lines.n;
    composing_line(c, LINE_SECTION, S("TIMELINE"));
    Str last = S("");
    for (uint32_t i = 0; i < c->story->timelines.n; i++) {
        const Timeline *t = &c->story->timelines.v[i];
        if (!is_recent(c, t) || (t->background && !c->options->all && sources_of(c, &t->items) < 2))
            continue; /* one report's word on the past is wrong too often */
        Str when = words_of_line_days(c, t), words = words_of_line(c, t);
        Str group =
            t->background ? S("Earlier") : when; /* history stands apart, each with its day */
        if (!str_eq(group, last)) composing_line(c, LINE_GROUP, group);
        last = group;
        if (t->background) words = composing_format(c, "%.*s: %.*s", STR_ARG(when), STR_ARG(words));
        composing_cite_all(c, composing_line(c, LINE_BULLET, words), &t->items);
    }
    composing_end_section(c, before);
}
