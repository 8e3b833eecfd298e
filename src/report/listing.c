#include "report/listing.h"

#include "base/utf8.h"
#include "report/composing.h"

typedef struct Rows {
    Composing c;
    const Filter *filter;
    Str actor, place; /* folded */
    bool json;
    Text *out;
    uint32_t n;
    Map lines; /* event id → 1 + timeline of the story that is listed */
} Rows;

static bool names(Rows *w, Str asked, Str name) {
    if (!asked.n) return true;
    if (!name.n) return false;
    Str folded = utf8_fold(w->c.a, name);
    w->c.failed = w->c.failed || !folded.p;
    return str_find(folded, asked) != SIZE_MAX;
}

static bool names_actor(Rows *w, const Records *r, Ref ref) {
    const Actor *actor = records_actor(r, ref);
    return actor && (names(w, w->actor, actor->name) ||
                     names(w, w->actor, composing_actor_name(&w->c, actor)));
}

static bool names_role(Rows *w, const Records *r, const Roles *roles) {
    for (uint32_t i = 0; i < roles->n; i++)
        if (names_actor(w, r, roles->v[i].actor)) return true;
    return false;
}

static bool names_place(Rows *w, const Records *r, Ref ref) {
    const Place *place = records_place(r, ref);
    return place && (names(w, w->place, place->name) || names(w, w->place, place->country));
}

static bool claim_matches(Rows *w, const Records *r, const Claim *claim) {
    if (w->filter->measure.n || w->place.n) return false;
    return !w->actor.n || (claim->source && names_actor(w, r, claim->source->actor)) ||
           names_actor(w, r, claim->target) || names_actor(w, r, claim->addressee);
}

static bool event_matches(Rows *w, const Records *r, const Event *e) {
    if (w->filter->measure.n) return false;
    if (w->actor.n && !names_role(w, r, &e->agents) && !names_role(w, r, &e->recipients))
        return false;
    return !w->place.n || names_place(w, r, e->place);
}

static bool figure_matches(Rows *w, const Records *r, const Figure *f) {
    if (w->filter->measure.n && !str_eq(w->filter->measure, f->measure)) return false;
    if (w->place.n && !names_place(w, r, f->place)) return false;
    if (!w->actor.n) return true;
    const Claim *claim = records_claim(r, f->claim);
    return claim && claim->source && names_actor(w, r, claim->source->actor);
}

static bool item_matches(Rows *w, Str id) {
    Found f = record_index_find(&w->c.index, id);
    if (!f.records) return false;
    if (f.kind == RECORD_FIGURE)
        return figure_matches(w, f.records, records_figure(f.records, f.ref));
    if (f.kind == RECORD_CLAIM) return claim_matches(w, f.records, records_claim(f.records, f.ref));
    if (f.kind == RECORD_EVENT) return event_matches(w, f.records, records_event(f.records, f.ref));
    return false;
}

static bool any_item_matches(Rows *w, const Strs *ids) {
    if (!w->actor.n && !w->place.n && !w->filter->measure.n) return true;
    for (uint32_t i = 0; i < ids->n; i++)
        if (item_matches(w, ids->v[i])) return true;
    return false;
}

/* A row without a day is in no window. */
static bool in_window(const Rows *w, Days days) {
    Day from = days.from ? days.from : days.to, to = days.to ? days.to : days.from;
    if (w->filter->since && (!to || to < w->filter->since)) return false;
    return !w->filter->until || (from && from <= w->filter->until);
}

static void row(Rows *w, Str id, Str when, Str what, Str who) {
    w->n++;
    text_format(w->out, "%-26.*s  %-14.*s  ", STR_ARG(id), STR_ARG(when));
    utf8_add_printable(w->out, what);
    if (who.n) text_add_c(w->out, "  — ");
    utf8_add_printable(w->out, who);
    text_add_char(w->out, '\n');
}

static void json_row(Rows *w, const Records *r, RecordKind kind, Ref ref) {
    w->n++;
    if (records_write_one(r, kind, ref, w->c.a, w->out) != ST_OK) w->c.failed = true;
    text_add_char(w->out, '\n');
}

static void list_claims(Rows *w, const Records *r) {
    for (Ref i = 1; i <= r->claims.n; i++) {
        const Claim *claim = records_claim(r, i);
        bool worked_out;
        Days days = claim->said_on ? *claim->said_on : composing_published(&w->c, r, &worked_out);
        if (!in_window(w, days) || !claim_matches(w, r, claim)) continue;
        if (w->json) {
            json_row(w, r, RECORD_CLAIM, i);
            continue;
        }
        Str who = words_of_speaker(&w->c, r, VOICE_CLAIM, i);
        Str what = words_of_content(&w->c, r, claim, 24);
        row(w, claim->head.id, words_of_claim_day(&w->c, r, claim),
            composing_format(&w->c, "%s: %.*s", STANCE_words[claim->stance], STR_ARG(what)), who);
    }
}

/* As its document says, else as the story's timeline has it. */
static Days event_days(const Rows *w, const Event *e, bool *worked_out) {
    *worked_out = !e->time || !days_some(e->time->days);
    if (!*worked_out) return e->time->days;
    uint32_t line = map_get(&w->lines, e->head.id);
    return line ? w->c.story->timelines.v[line - 1].days : (Days){0, 0};
}

static void note_timeline(Rows *w, const Story *s) {
    w->lines = (Map){.arena = w->c.a};
    for (uint32_t i = 0; i < s->timelines.n; i++)
        for (uint32_t k = 0; k < s->timelines.v[i].items.n; k++)
            map_set(&w->lines, s->timelines.v[i].items.v[k], i + 1);
    w->c.failed = w->c.failed || w->lines.failed;
}

static void list_events(Rows *w, const Records *r) {
    for (Ref i = 1; i <= r->events.n; i++) {
        const Event *e = records_event(r, i);
        bool worked_out;
        Days days = event_days(w, e, &worked_out);
        if (!in_window(w, days) || !event_matches(w, r, e)) continue;
        if (w->json) {
            json_row(w, r, RECORD_EVENT, i);
            continue;
        }
        row(w, e->head.id, words_of_days(&w->c, days, worked_out), words_of_event(&w->c, r, e),
            e->claim ? words_of_speaker(&w->c, r, VOICE_CLAIM, e->claim) : S(""));
    }
}

static Days fact_days(Rows *w, const Fact *fact) {
    Days days = {0, 0};
    for (uint32_t i = 0; i < fact->items.n; i++) {
        Found f = record_index_find(&w->c.index, fact->items.v[i]);
        if (!f.records || f.kind != RECORD_FIGURE) continue;
        const Figure *figure = records_figure(f.records, f.ref);
        bool worked_out;
        Days at = figure->as_of && days_some(figure->as_of->days)
                      ? figure->as_of->days
                      : composing_published(&w->c, f.records, &worked_out);
        if (at.from && (!days.from || at.from < days.from)) days.from = at.from;
        if (at.to > days.to) days.to = at.to;
    }
    return days;
}

static Str fact_words(Rows *w, const Fact *fact) {
    return composing_format(&w->c, "%.*s%.*s", STR_ARG(fact->label),
                            STR_ARG(words_of_range(&w->c, fact)));
}

static bool dispute_matches(Rows *w, const Dispute *d) {
    for (uint32_t i = 0; i < d->positions.n; i++)
        if (any_item_matches(w, &d->positions.v[i].items)) return true;
    return !d->positions.n;
}

static Str dispute_who(Rows *w, const Dispute *d) {
    Text t = {.arena = w->c.a};
    for (uint32_t i = 0; i < d->positions.n; i++) {
        if (i) text_add_c(&t, " / ");
        text_add(&t, d->positions.v[i].position);
    }
    w->c.failed = w->c.failed || t.failed;
    return t.p ? text_str(&t) : S("");
}

/* The line that stories_write made for a record, found by its beginning. */
static void story_json(Rows *w, const Map *lines, const Strs *texts, Str id) {
    uint32_t at = map_get(lines, id);
    if (!at) return;
    w->n++;
    text_add(w->out, texts->v[at - 1]);
    text_add_char(w->out, '\n');
}

static void emit(Rows *w, const Map *lines, const Strs *texts, Str id, Str when, Str what,
                 Str who) {
    if (w->json)
        story_json(w, lines, texts, id);
    else
        row(w, id, when, what, who);
}

static Str join_docs(Rows *w, const Story *s) {
    return composing_format(&w->c, "%u report%s, %u after folding copies", s->docs.n,
                            s->docs.n == 1 ? "" : "s", s->independent);
}

static void list_story(Rows *w, Listing what, const Story *s, const Map *lines, const Strs *texts) {
    Composing *c = &w->c;
    if (what == LIST_EVENTS) note_timeline(w, s);
    for (uint32_t i = 0; what == LIST_FACTS && i < s->facts.n; i++) {
        const Fact *fact = &s->facts.v[i];
        Days days = fact_days(w, fact);
        if (any_item_matches(w, &fact->items) && in_window(w, days))
            emit(w, lines, texts, fact->id, words_of_days(c, days, false), fact_words(w, fact),
                 S(""));
    }
    for (uint32_t i = 0; what == LIST_TIMELINE && i < s->timelines.n; i++) {
        const Timeline *t = &s->timelines.v[i];
        if (any_item_matches(w, &t->items) && in_window(w, t->days))
            emit(w, lines, texts, t->id, words_of_days(c, t->days, false), t->label, S(""));
    }
    for (uint32_t i = 0; what == LIST_DISPUTES && i < s->disputes.n; i++) {
        const Dispute *d = &s->disputes.v[i];
        if (dispute_matches(w, d))
            emit(w, lines, texts, d->id, str_of(DISPUTE_words[d->status]), d->question,
                 dispute_who(w, d));
    }
    for (uint32_t i = 0; (what == LIST_CLAIMS || what == LIST_EVENTS) && i < s->docs.n; i++) {
        Found f = record_index_find(&c->index, s->docs.v[i]);
        if (f.records && what == LIST_CLAIMS) list_claims(w, f.records);
        if (f.records && what == LIST_EVENTS) list_events(w, f.records);
    }
}

/* Every story record's line by its id: {"record":"fact","id":"…". */
static StCode split_lines(const Stories *stories, Arena *a, Map *lines, Strs *texts) {
    Text all = {.arena = a};
    TRY(stories_write(stories, &all));
    Str rest = text_str(&all), line;
    while (str_split(&rest, '\n', &line)) {
        size_t at = str_find(line, S("\"id\":\""));
        if (at == SIZE_MAX) continue;
        Str id = str_from(line, at + 6);
        id.n = str_find_char(id, '"');
        Str *text = list_push(a, texts, Str);
        if (!text || id.n == SIZE_MAX) return ST_NOMEM;
        *text = line;
        map_set(lines, id, texts->n);
    }
    return lines->failed ? ST_NOMEM : ST_OK;
}

StCode listing_write(Listing what, const RecordsList *docs, const Stories *stories,
                     const Tables *tables, const Filter *filter, bool json, Arena *a, Text *out,
                     uint32_t *rows, StErr *err) {
    ReportOptions options = {.tables = tables};
    Report unused = {0};
    Rows w = {.filter = filter, .json = json, .out = out};
    Map lines = {.arena = a};
    Strs texts = {NULL, 0};
    TRY_MEM(composing_begin(&w.c, docs, &options, a, &unused), err);
    w.actor = filter->actor.n ? utf8_fold(a, filter->actor) : S("");
    w.place = filter->place.n ? utf8_fold(a, filter->place) : S("");
    TRY_MEM(!json || split_lines(stories, a, &lines, &texts) == ST_OK, err);
    for (uint32_t i = 0; i < stories->n; i++) {
        if (filter->story.n && !str_eq(filter->story, stories->v[i].id)) continue;
        composing_enter(&w.c, &stories->v[i]);
        w.c.year = 0; /* a list may span years */
        list_story(&w, what, &stories->v[i], &lines, &texts);
    }
    TRY_MEM(!w.c.failed && !out->failed, err);
    *rows = w.n;
    return ST_OK;
}

StCode listing_write_stories(const Stories *stories, const Strs *lines, const Filter *filter,
                             Arena *a, Text *out, uint32_t *rows, StErr *err) {
    ReportOptions options = {0};
    Report unused = {0};
    Rows w = {.filter = filter, .out = out};
    TRY_MEM(composing_begin(&w.c, &(RecordsList){NULL, 0}, &options, a, &unused), err);
    for (uint32_t i = 0; i < stories->n; i++) {
        const Story *s = &stories->v[i];
        if (filter->story.n && !str_eq(filter->story, s->id)) continue;
        if (!in_window(&w, s->days)) continue;
        if (!lines) {
            row(&w, s->id, words_of_days(&w.c, s->days, false), s->title, join_docs(&w, s));
            continue;
        }
        w.n++;
        text_add(out, lines->v[i]);
        text_add_char(out, '\n');
    }
    TRY_MEM(!w.c.failed && !out->failed, err);
    *rows = w.n;
    return ST_OK;
}

StCode listing_write_bonds(const Story *story, bool json, Text *out) {
    if (json) {
        Text all = {.arena = out->arena};
        TRY(stories_write(&(Stories){(Story *)(uintptr_t)story, 1}, &all));
        Str rest = text_str(&all), line;
        str_split(&rest, '\n', &line);
        text_add(out, line);
        text_add_char(out, '\n');
        return out->failed || all.failed ? ST_NOMEM : ST_OK;
    }
    for (uint32_t i = 0; i < story->bonds.n; i++) {
        const Bond *b = &story->bonds.v[i];
        text_format(out, "  %-7s %.*s %s %.*s: ", BOND_words[b->kind], STR_ARG(b->a),
                    b->kind == BOND_JOINED ? "to" : "from", STR_ARG(b->b));
        utf8_add_printable(out, b->reason);
        text_add_char(out, '\n');
    }
    return out->failed ? ST_NOMEM : ST_OK;
}
