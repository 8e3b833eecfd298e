/* Figures, events and claims of all documents, each with what it hangs on: who speaks, for which
 * side, when, of which days, place and people. What cannot be told stays empty.
 */
#include "story/compare.h"

#include "record/sectors.h"
#include "story/items_people.h"
#include "story/phrases.h"

#include <stdlib.h>

enum { HISTORY_DAYS = 183 };

/* Whether a figure or event may be compared at all: what may be or shall be is no statement of
 * what is. */
static bool figure_counts(const Figure *f) {
    return f->measure.n && f->status != STATUS_HYPOTHETICAL;
}

/* "Bomb kills 24": a headline tells the text's own figure once more, and leaves out who gives it. */
static bool headline_repeats(const Making *m, const Records *r, const Figure *f) {
    if (f->claim || !document_in_headline(&r->doc, f->head.span)) return false;
    Str family = making_cell(m, "en/measure_families", f->measure, "family");
    for (uint32_t i = 0; f->value.some && i < r->figures.n; i++) {
        const Figure *x = &r->figures.v[i];
        bool same = x->value.some && x->value.milli == f->value.milli && str_eq(x->unit, f->unit) &&
                    figure_counts(x) && !document_in_headline(&r->doc, x->head.span);
        if (same && str_eq(making_cell(m, "en/measure_families", x->measure, "family"), family))
            return true;
    }
    return false;
}

static bool event_counts(const Event *e) {
    return e->modality != MODALITY_HYPOTHETICAL;
}

/* "Baku denied it": a capital or country that speaks is its state, if the story knows that state.
 */
static uint32_t capital_speaker(const Making *m, uint32_t doc, Span source) {
    const Records *r = m->docs.v[doc];
    Str country = {NULL, 0};
    for (uint32_t i = 0; i < r->places.n; i++) {
        const Place *p = &r->places.v[i];
        for (uint32_t k = 0; k < p->mentions.n; k++)
            if (span_has(p->mentions.v[k], source) && p->precision != PRECISION_AREA)
                country = p->country;
    }
    for (uint32_t i = 0; country.n && i < m->story->entities.n; i++)
        if (m->story->entities.v[i].kind == ENTITY_ACTOR &&
            m->entities[i].actor_kind == ACTOR_STATE && str_eq(m->entities[i].country, country))
            return i + 1;
    return 0;
}

/* "Said that nobody was hurt and denied that …": who says the whole says what is in it. */
static const Claim *with_source(const Records *r, const Claim *c) {
    for (uint32_t i = 0; c && !c->source && i < r->claims.n; i++) {
        const Claim *outer = &r->claims.v[i];
        for (uint32_t k = 0; outer->source && outer != c && k < outer->content.n; k++)
            if (span_some(c->cue) && span_has(outer->content.v[k], c->cue)) return outer;
    }
    return c;
}

static void put_speaker(const Making *m, Item *i, Ref claim) {
    const Claim *c = with_source(m->docs.v[i->doc], records_claim(m->docs.v[i->doc], claim));
    i->said = m->days[i->doc];
    if (!c) return;
    i->claimed = true;
    if (c->source) i->speaker = making_actor(m, i->doc, c->source->actor);
    if (c->source && !i->speaker) i->speaker = capital_speaker(m, i->doc, c->source->span);
    i->side = making_side(m, i->speaker);
    if (c->said_on && days_some(*c->said_on)) i->said = *c->said_on;
}

static void put_place(const Making *m, Item *i, Ref place) {
    i->place = making_place(m, i->doc, place);
    if (i->place) i->country = m->entities[i->place - 1].country;
}

static Str occurrence_of(Making *m, const Event *e) {
    if (!e || (e->class != CLASS_ASSAULT && e->class != CLASS_DISASTER &&
               e->class != CLASS_COERCE && e->class != CLASS_PROTEST))
        return S("");
    Str word = WORD_OF(CLASS, e->class);
    return e->mode.n ? arena_format(m->arena, "%.*s %.*s", STR_ARG(word), STR_ARG(e->mode)) : word;
}

/* A period that was over long before the newest report is history. */
static bool long_ago(const Making *m, Days window) {
    return window.to && m->latest && m->latest - window.to > HISTORY_DAYS;
}

/* Whether the sentence names the place: what is only taken over from afar may be another place. */
static bool names_place(const Records *r, Ref place, Span sentence) {
    const Place *p = records_place(r, place);
    for (uint32_t i = 0; p && i < p->mentions.n; i++)
        if (span_has(sentence, p->mentions.v[i])) return true;
    return false;
}

static bool has_name(const Actor *a) {
    for (uint32_t i = 0; i < a->mentions.n; i++)
        if (a->mentions.v[i].how == HOW_NAME) return true;
    return false;
}

/* By name, or all of the figure is "he"; not "his companion". */
static bool names_victim(const Figure *f, const Mention *m) {
    return m->how == HOW_NAME ? span_overlaps(f->head.span, m->span)
                              : span_has(m->span, f->head.span);
}

/* The person whom a figure counts as one: "the murder of Ignacio Ellacuria", "he died". */
static uint32_t named_victim(const Making *m, uint32_t doc, const Figure *f) {
    const Records *r = m->docs.v[doc];
    if (f->counted_by != COUNTED_MENTION) return 0;
    for (Ref i = 1; i <= r->actors.n; i++) {
        const Actor *a = &r->actors.v[i - 1];
        for (uint32_t k = 0; a->kind == ACTOR_PERSON && k < a->mentions.n; k++)
            if (names_victim(f, &a->mentions.v[k]) && has_name(a)) return making_actor(m, doc, i);
    }
    return 0;
}

static void put_measure(const Making *m, Item *i, const Figure *f) {
    i->measure = f->measure;
    i->unit = f->unit;
    i->scope = f->scope;
    i->family = making_cell(m, "en/measure_families", f->measure, "family");
    i->like = making_cell(m, "en/growing", f->measure, "kind");
    if (!i->like.n) i->like = f->measure;
}

/* What the paper of a body tells that takes no side, and no word of saying in it. */
static bool is_bulletin(const Making *m, const Item *i, const Claim *c) {
    const SectorSet parties = SECTORS_LAWLESS | SECTOR(COP) | SECTOR(MIL) | SECTOR(OPP) |
                              SECTOR(SEP) | SECTOR(LAB) | SECTOR(BUS);
    bool issued = c && c->source && !span_some(c->cue) && c->quote == QUOTE_INDIRECT &&
                  !span_has(c->sentence, c->source->span);
    return issued && !(i->speaker && sectors_any(&m->entities[i->speaker - 1].sectors, parties));
}

static StCode put_figure(Making *m, Item *i, const Figure *f) {
    const Records *r = m->docs.v[i->doc];
    const Event *event = records_event(r, f->event);
    const Claim *claim = records_claim(r, f->claim);
    put_speaker(m, i, claim && claim_intends(&r->doc, claim) ? 0 : f->claim);
    if (is_bulletin(m, i, claim))
        i->side = 0; /* a bulletin's count is a state of things, no side's word */
    if (f->as_of && f->as_of->basis == AS_OF_STATED && days_some(f->as_of->days))
        i->said = f->as_of->days;
    bool near = event && names_place(r, event->place, f->sentence);
    Ref place = f->place ? f->place : near ? event->place : 0;
    put_place(m, i, place);
    i->place_far = place && !names_place(r, place, f->sentence);
    put_measure(m, i, f);
    i->on_top = figure_is_on_top(m, r, f);
    i->rate = figure_rate(m, r, f);
    bool stock = f->scope == SCOPE_STOCK; /* what is there may be there since long: no period */
    bool by_then = f->scope == SCOPE_CUMULATIVE && event && event->time && f->as_of &&
                   f->as_of->basis == AS_OF_STATED &&
                   f->as_of->days.from == event->time->days.from; /* "by Friday" ends the count */
    if (f->period && !stock)
        i->window = *f->period;
    else if (event && event->time && event->time->precision == WHEN_DAY && !stock && !by_then) {
        i->window = event->time->days;
        i->window_far = event->class == CLASS_CASUALTY || event->class == CLASS_DISPLACE ||
                        event->sentence.start != f->sentence.start;
    }
    /* those who have fled are counted on: the day is the count's, not that of their flight */
    if (days_some(i->window) && i->window.from == i->window.to &&
        str_eq(i->family, S("departure"))) {
        i->said = i->window;
        i->window = (Days){0, 0};
    }
    bool running = stock || f->scope == SCOPE_CUMULATIVE; /* "41 dead since Tuesday" is news */
    i->background = (event && event->background && !running) || long_ago(m, i->window);
    items_put_people(m, i, f);
    i->recipient = named_victim(m, i->doc, f);
    items_put_thing(m, i, f);
    i->occurrence = occurrence_of(m, event);
    i->occurrence_far = event && event->sentence.start != f->sentence.start;
    TRY_MEM(i->occurrence.p, m->err);
    return ST_OK;
}

static uint32_t first_actor(const Making *m, uint32_t doc, const Roles *roles) {
    for (uint32_t i = 0; i < roles->n; i++) {
        uint32_t entity = making_actor(m, doc, roles->v[i].actor);
        if (entity) return entity;
    }
    return 0;
}

static uint32_t gap_between(Span a, Span b) {
    return a.end <= b.start ? b.start - a.end : b.end <= a.start ? a.start - b.end : 0;
}

/* "Told him on Tuesday that his forces had attacked": a time beside what is said is the saying's. */
static bool is_of_saying(const Claim *claim, Span time, Span event) {
    bool inside = false, beside = true;
    for (uint32_t i = 0; claim && i < claim->content.n; i++) {
        inside |= span_has(claim->content.v[i], event);
        beside &= !span_overlaps(claim->content.v[i], time);
    }
    return inside && beside;
}

/* Whether a time belongs to an event of its sentence: no other event stands nearer to it, and no
 * cue ("said on Friday"). */
static bool time_belongs(const Records *r, Span time, const Event *e) {
    if (is_of_saying(records_claim(r, e->claim), time, e->head.span)) return false;
    uint32_t gap = gap_between(time, e->head.span);
    for (uint32_t i = 0; i < r->events.n; i++)
        if (&r->events.v[i] != e && gap_between(time, r->events.v[i].head.span) < gap) return false;
    for (uint32_t i = 0; i < r->claims.n; i++)
        if (span_some(r->claims.v[i].cue) && gap_between(time, r->claims.v[i].cue) < gap)
            return false;
    return true;
}

/* When an event was: as its document says, else by the relative time of its sentence that the story
 * has dated. */
static Days event_days(const Making *m, uint32_t doc, const Event *e) {
    const Records *r = m->docs.v[doc];
    if (e->time && days_some(e->time->days)) return e->time->days;
    Span sentence = document_sentence_span(&r->doc, e->head.span.start);
    for (uint32_t i = 0; i < r->times.n; i++) {
        Span span = r->times.v[i].head.span;
        if (!m->time_days[doc][i].from) continue;
        if (span_holds(sentence, span.start) && time_belongs(r, span, e))
            return m->time_days[doc][i];
    }
    return (Days){0, 0};
}

/* What has happened did so before it was printed. A later day is that of talks to come, else of
 * something else in the sentence ("the man who died will be buried on Friday"). */
static void put_days_of_event(const Making *m, Item *i, const Event *e) {
    Day printed = m->days[i->doc].to;
    i->window = event_days(m, i->doc, e);
    i->ahead = e->modality == MODALITY_ACTUAL && printed && i->window.from > printed;
    if (i->ahead && e->class != CLASS_CONSULT) i->window = (Days){0, 0};
}

static StCode put_event(Making *m, Item *i, const Event *e) {
    put_speaker(m, i, e->claim);
    put_place(m, i, e->place);
    put_days_of_event(m, i, e);
    i->agent = first_actor(m, i->doc, &e->agents);
    i->recipient = first_actor(m, i->doc, &e->recipients);
    i->agent_side = making_side(m, i->agent);
    i->recipient_side = making_side(m, i->recipient);
    if (e->objects.n) i->thing = e->objects.v[0].kind;
    i->background = e->background || long_ago(m, i->window);
    i->class = e->class;
    i->mode = e->mode;
    return ST_OK;
}

/* The topic, and its matter, of the first stretch of content that has one. */
static void put_topic(Making *m, Item *i, const Records *r, const Spans *content, Arena *scratch) {
    const Table *t = tables_get(m->tables, "en/allegations");
    uint32_t row = 0;
    for (uint32_t k = 0; t && !row && k < content->n; k++)
        row = phrase_first(t, document_cut(&r->doc, content->v[k]), scratch);
    i->topic = row ? table_cell(t, row - 1, table_column(t, "topic")) : S("");
    i->matter = row ? table_cell(t, row - 1, table_column(t, "matter")) : S("");
}

static StCode put_claim(Making *m, Item *i, const Claim *c, Arena *scratch) {
    put_speaker(m, i, i->ref);
    i->recipient = making_actor(m, i->doc, c->target);
    i->recipient_side = making_side(m, i->recipient);
    put_topic(m, i, m->docs.v[i->doc], &c->content, scratch);
    return ST_OK;
}

static StCode add_item(Making *m, uint32_t doc, RecordKind kind, Ref ref, Arena *scratch) {
    const Records *r = m->docs.v[doc];
    Item i = {.id = records_head(r, kind, ref)->id, .kind = kind, .ref = ref, .doc = doc};
    if (kind == RECORD_FIGURE) {
        const Figure *f = records_figure(r, ref);
        if (!figure_counts(f) || headline_repeats(m, r, f)) return ST_OK;
        TRY(put_figure(m, &i, f));
    } else if (kind == RECORD_EVENT) {
        const Event *e = records_event(r, ref);
        if (!event_counts(e)) return ST_OK;
        TRY(put_event(m, &i, e));
    } else
        TRY(put_claim(m, &i, records_claim(r, ref), scratch));
    Item *slot = list_push(m->arena, &m->items, Item);
    TRY_MEM(slot, m->err);
    *slot = i;
    return ST_OK;
}

static int by_time(const void *x, const void *y) {
    const Item *a = x, *b = y;
    if (a->said.from != b->said.from) return a->said.from < b->said.from ? -1 : 1;
    if (a->doc != b->doc) return a->doc < b->doc ? -1 : 1;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    return (a->ref > b->ref) - (a->ref < b->ref);
}

static StCode add_document(Making *m, uint32_t doc, Arena *scratch) {
    static const RecordKind kinds[] = {RECORD_FIGURE, RECORD_CLAIM, RECORD_EVENT};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        uint32_t n = records_list(m->docs.v[doc], kinds[k]).n;
        for (Ref ref = 1; ref <= n; ref++) TRY(add_item(m, doc, kinds[k], ref, scratch));
        TRY_MEM(!scratch->spent, m->err);
        arena_reset(scratch);
    }
    return ST_OK;
}

enum { BESIDE_MAX = 200 }; /* items of a report looked at after one */

/* A report that counts the evacuated and the homeless side by side tells such measures apart, for
 * the whole story. */
static StCode part_measures(Making *m) {
    Strs apart = {0};
    for (uint32_t i = 0; i < m->items.n; i++) {
        const Item *a = &m->items.v[i];
        if (a->kind != RECORD_FIGURE) continue;
        for (uint32_t k = i + 1;
             k < m->items.n && k - i < BESIDE_MAX && m->items.v[k].doc == a->doc; k++) {
            const Item *b = &m->items.v[k];
            bool other = b->kind == RECORD_FIGURE && str_eq(a->like, b->like) &&
                         !str_eq(a->measure, b->measure) &&
                         !figures_equal(making_figure(m, a), making_figure(m, b));
            if (other) TRY(making_push_once(m, &apart, a->like));
        }
    }
    for (uint32_t i = 0; i < m->items.n; i++) {
        bool is_apart = false;
        for (uint32_t k = 0; k < apart.n; k++) is_apart |= str_eq(m->items.v[i].like, apart.v[k]);
        if (is_apart) m->items.v[i].like = m->items.v[i].measure;
    }
    return ST_OK;
}

StCode story_collect_items(Making *m) {
    for (uint32_t d = 0; d < m->docs.n; d++) {
        Day day = m->days[d].to ? m->days[d].to : m->days[d].from;
        if (day > m->latest) m->latest = day;
    }
    Arena scratch = {0};
    StCode code = ST_OK;
    for (uint32_t d = 0; d < m->docs.n && code == ST_OK; d++) code = add_document(m, d, &scratch);
    arena_drop(&scratch);
    TRY(code);
    TRY(part_measures(m));
    if (m->items.n) qsort(m->items.v, m->items.n, sizeof *m->items.v, by_time);
    m->item_at = (Map){.arena = m->arena};
    for (uint32_t i = 0; i < m->items.n; i++) map_set(&m->item_at, m->items.v[i].id, i + 1);
    m->fact_of = arena_new(m->arena, uint32_t, m->items.n);
    TRY_MEM(!m->item_at.failed && m->fact_of, m->err);
    return ST_OK;
}
