#include "report/composing.h"

static Str quoted_sentence(Composing *c, const Records *r, const Event *e) {
    Claim whole = {.content = {&(Span){e->sentence.start, e->sentence.end}, 1}};
    return words_of_content(c, r, &whole, 26);
}

static void need_line(Composing *c, const Records *r, const Event *e, Str sector) {
    Str who = words_of_speaker(c, r, e->claim ? VOICE_CLAIM : VOICE_OUTLET, e->claim);
    Line *line = composing_line(c, LINE_BULLET,
                                composing_format(c, "%.*s: %.*s. %.*s", STR_ARG(sector),
                                                 STR_ARG(who), STR_ARG(quoted_sentence(c, r, e))));
    composing_cite(c, line, e->head.id);
}

static bool is_need(const Event *e) {
    bool kind = e->class == CLASS_NEED || e->class == CLASS_ACCESS || e->class == CLASS_AID ||
                e->class == CLASS_FINDING;
    return kind && !e->background;
}

/* Each sentence once a sector. */
static void needs_of(Composing *c, const Records *r, Map *seen, bool *headed) {
    for (uint32_t i = 0; i < r->events.n; i++) {
        const Event *e = &r->events.v[i];
        if (!is_need(e)) continue;
        for (uint32_t s = 0; s < (e->sector.n ? e->sector.n : 1); s++) {
            Str sector = e->sector.n                ? e->sector.v[s]
                         : e->class == CLASS_ACCESS ? S("access")
                                                    : S("other");
            if (!e->sector.n && e->class != CLASS_ACCESS && !c->options->all) continue;
            Str key = composing_format(c, "%.*s %u %.*s", STR_ARG(r->doc.id), e->sentence.start,
                                       STR_ARG(sector));
            uint32_t *times = map_at(seen, key);
            if (!times || ++*times > 1) continue;
            if (!*headed) composing_line(c, LINE_SECTION, S("NEEDS AND ACCESS"));
            *headed = true;
            need_line(c, r, e, sector);
        }
    }
}

void compose_events(Composing *c) {
    Map seen = {.arena = c->a};
    bool headed = false;
    for (uint32_t i = 0; i < c->story->docs.n; i++) {
        Found f = record_index_find(&c->index, c->story->docs.v[i]);
        if (f.records) needs_of(c, f.records, &seen, &headed);
    }
    c->failed = c->failed || seen.failed;
}

/* Documents behind a line's items. */
static uint32_t sources_of(Composing *c, const Strs *items) {
    Map docs = {.arena = c->a};
    for (uint32_t i = 0; i < items->n; i++) {
        Found f = record_index_find(&c->index, items->v[i]);
        if (f.records) map_set(&docs, f.records->doc.id, 1);
    }
    c->failed = c->failed || docs.failed;
    return docs.n;
}

void compose_timeline(Composing *c) {
    if (!c->story->timelines.n) return;
    composing_line(c, LINE_SECTION, S("TIMELINE"));
    Str last = S("");
    for (uint32_t i = 0; i < c->story->timelines.n; i++) {
        const Timeline *t = &c->story->timelines.v[i];
        if (c->options->since && t->days.to && t->days.to < c->options->since) continue;
        Str when = words_of_days(c, t->days, false);
        if (!when.n) when = S("day not known");
        if (!str_eq(when, last)) composing_line(c, LINE_GROUP, when);
        last = when;
        uint32_t reports = sources_of(c, &t->items);
        Line *line = composing_line(
            c, LINE_BULLET,
            reports > 1 ? composing_format(c, "%.*s (%u reports)", STR_ARG(t->label), reports)
                        : t->label);
        composing_cite_all(c, line, &t->items);
    }
}
