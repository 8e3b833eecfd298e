/* What a document's times say of the day it was published on, and which happenings it shares with
 * other documents, so that their dates tie it.
 */
#include "story/dating.h"

#include "story/phrases.h"

enum {
    TIES_MAX = 12,        /* of one document */
    ANCHOR_SPAN_DAYS = 3, /* a happening named with days farther apart is several */
};

/* "XXXX-09-19" or "2023-09-19": month and day; false when it is no day. */
static bool month_day(Str v, int *month, int *day) {
    uint64_t m, d;
    if (v.n < 10 || v.p[4] != '-' || v.p[7] != '-') return false;
    if (!str_to_u64((Str){v.p + 5, 2}, &m) || !str_to_u64((Str){v.p + 8, 2}, &d)) return false;
    *month = (int)m;
    *day = (int)d;
    return true;
}

static Day monday_of(Day d) {
    return d - day_weekday(d) + 1;
}

static Days relative_days(const Relative *r, bool planned, Day p) {
    if (!p || r->anchor) return (Days){0, 0};
    if (str_eq(r->unit, S("day")) && r->weekday) {
        Day back = p - (day_weekday(p) - r->weekday + 7) % 7;
        if (r->offset < 0 && back == p) back -= 7;
        if (r->offset > 0 || (planned && back < p)) back += 7;
        return (Days){back, back};
    }
    if (str_eq(r->unit, S("day"))) return (Days){p + r->offset, p + r->offset};
    Day monday = monday_of(p) + 7 * r->offset;
    if (str_eq(r->unit, S("weekend"))) return (Days){monday + 5, monday + 6};
    if (str_eq(r->unit, S("week"))) return (Days){monday, monday + 6};
    return (Days){0, 0};
}

Days clue_when(const Time *t, bool planned, Day published, int year) {
    int month, day;
    if (days_some(t->days))
        return t->days.from && t->days.to - t->days.from < 8 ? t->days : (Days){0, 0};
    if (month_day(t->value, &month, &day)) {
        Day d = day_of(year, month, day);
        return (Days){d, d};
    }
    return t->relative ? relative_days(t->relative, planned, published) : (Days){0, 0};
}

Day clue_day(const Clue *c, int year, Day published) {
    if (!c->time) return 0;
    Days days = clue_when(c->time, c->planned, published, year);
    return days.from == days.to ? days.from : 0;
}

static bool names_day(const Time *t) {
    int month, day;
    return (t->timex == TIMEX_DATE || t->timex == TIMEX_TIME) && month_day(t->value, &month, &day);
}

/* Whether the sentence speaks of what is to come: its events are planned or demanded, or it has
 * words for that (table ahead). */
static bool is_planned(Making *m, const Records *r, uint32_t at) {
    uint32_t sentence = document_sentence_at(&r->doc, at);
    bool planned = false, actual = false;
    for (uint32_t i = 0; i < r->events.n; i++) {
        const Event *e = &r->events.v[i];
        if (document_sentence_at(&r->doc, e->head.span.start) != sentence) continue;
        actual |= e->modality == MODALITY_ACTUAL;
        planned |= e->modality == MODALITY_PLANNED || e->modality == MODALITY_DEMANDED;
    }
    if (planned && !actual) return true;
    Span span = sentence ? r->doc.sentences.v[sentence - 1] : (Span){0, 0};
    return phrase_first(tables_get(m->tables, "en/ahead"), document_cut(&r->doc, span), m->arena) >
           0;
}

static bool in_history(const Records *r, uint32_t at) {
    uint32_t sentence = document_sentence_at(&r->doc, at);
    for (uint32_t i = 0; i < r->events.n; i++)
        if (r->events.v[i].background &&
            document_sentence_at(&r->doc, r->events.v[i].head.span.start) == sentence)
            return true;
    return false;
}

static StCode add_clue(Making *m, Clues *list, Clue clue) {
    Clue *slot = list_push(m->arena, list, Clue);
    TRY_MEM(slot, m->err);
    *slot = clue;
    return ST_OK;
}

static StCode find_own(Making *m, uint32_t doc, Clues *out) {
    const Records *r = m->docs.v[doc];
    const Published *own = r->doc.published;
    if (own) TRY(add_clue(m, out, (Clue){.kind = CLUE_RANGE, .days = own->days}));
    for (uint32_t i = 0; i < r->times.n; i++) {
        const Time *t = &r->times.v[i];
        Span span = t->head.span;
        const Relative *rel = t->relative;
        if (in_history(r, span.start)) continue;
        if (rel && rel->weekday && !rel->anchor && !rel->offset)
            TRY(add_clue(m, out,
                         (Clue){.kind = CLUE_WEEKDAY, .span = span, .weekday = rel->weekday}));
        else if (names_day(t) && !rel) {
            bool planned = is_planned(m, r, span.start);
            TRY(add_clue(m, out,
                         (Clue){.kind = planned ? CLUE_FUTURE : CLUE_PAST,
                                .span = span,
                                .time = t,
                                .planned = planned}));
        }
    }
    return ST_OK;
}

/* ---- happenings that two documents share */

typedef struct Happening {
    uint32_t doc;
    const Event *event;
    const Time *time;
    uint32_t agent, place; /* 1 + entity */
    uint32_t side;         /* of the agent */
} Happening;
LIST_OF(Happening, Happenings);

/* The time that stands nearest to the trigger in its sentence. */
static const Time *time_of(const Records *r, const Event *e) {
    uint32_t sentence = document_sentence_at(&r->doc, e->head.span.start), least = UINT32_MAX;
    const Time *best = NULL;
    for (uint32_t i = 0; i < r->times.n; i++) {
        const Time *t = &r->times.v[i];
        if (document_sentence_at(&r->doc, t->head.span.start) != sentence) continue;
        if (!names_day(t) && !(t->relative && !t->relative->anchor)) continue;
        uint32_t at = t->head.span.start, from = e->head.span.start;
        uint32_t gap = at > from ? at - from : from - at;
        if (gap < least) least = gap, best = t;
    }
    return best;
}

/* Classes that happen once and are told by all; talks and accusations are of every day. */
static bool tells_of_itself(const Event *e) {
    return !e->background && e->polarity == POLARITY_POSITIVE &&
           e->modality != MODALITY_HYPOTHETICAL &&
           (e->class == CLASS_ASSAULT || e->class == CLASS_DISASTER || e->class == CLASS_DISPLACE ||
            e->class == CLASS_RETREAT ||
            (e->class == CLASS_CONSULT && str_eq(e->mode, S("visit"))));
}

static StCode find_happenings(Making *m, Happenings *out) {
    for (uint32_t d = 0; d < m->docs.n; d++) {
        const Records *r = m->docs.v[d];
        for (uint32_t i = 0; i < r->events.n; i++) {
            const Event *e = &r->events.v[i];
            const Time *t = tells_of_itself(e) ? time_of(r, e) : NULL;
            if (!t) continue;
            Happening *h = list_push(m->arena, out, Happening);
            TRY_MEM(h, m->err);
            *h =
                (Happening){.doc = d, .event = e, .time = t, .place = making_place(m, d, e->place)};
            if (e->agents.n) h->agent = making_actor(m, d, e->agents.v[0].actor);
            h->side = making_side(m, h->agent);
        }
    }
    return ST_OK;
}

static bool same_happening(const Happening *a, const Happening *b) {
    if (a->event->class != b->event->class) return false;
    if (a->event->class != CLASS_ASSAULT && !str_eq(a->event->mode, b->event->mode)) return false;
    bool place = a->place && a->place == b->place;
    bool agent = (a->agent && a->agent == b->agent) || (a->side && a->side == b->side);
    return place && (agent || !a->agent || !b->agent);
}

/* The days that explicit dates give a happening; many days apart, it is not one happening. */
static bool happens_once(const Happenings *all, const Happening *h) {
    Day first = 0, last = 0;
    for (uint32_t i = 0; i < all->n; i++) {
        const Happening *x = &all->v[i];
        if (!same_happening(h, x) || !names_day(x->time)) continue;
        Day d = clue_when(x->time, false, 0, 2000).from; /* of one year: only compared */
        if (days_some(x->time->days)) continue;
        if (!first || d < first) first = d;
        if (d > last) last = d;
    }
    return last - first <= ANCHOR_SPAN_DAYS;
}

static StCode find_ties(Making *m, const bool *open, Clues *by_document) {
    Happenings all = {0};
    TRY(find_happenings(m, &all));
    for (uint32_t i = 0; i < all.n; i++) {
        const Happening *h = &all.v[i];
        uint32_t ties = 0;
        if (!open[h->doc] || !happens_once(&all, h)) continue;
        for (uint32_t k = 0; k < all.n && ties < TIES_MAX; k++) {
            const Happening *x = &all.v[k];
            if (x->doc == h->doc || m->leaders[x->doc] == m->leaders[h->doc] ||
                !same_happening(h, x))
                continue;
            ties++;
            Clue c = {.kind = CLUE_PAST,
                      .span = h->time->head.span,
                      .time = h->time,
                      .planned = h->event->modality == MODALITY_PLANNED,
                      .other = x->doc,
                      .other_time = x->time,
                      .other_planned = x->event->modality == MODALITY_PLANNED};
            TRY(add_clue(m, &by_document[h->doc], c));
        }
    }
    return ST_OK;
}

/* ---- counts that only grow */

typedef struct Count {
    uint32_t doc, side;
    Str measure;
    int64_t value;
    Span span;
} Count;
LIST_OF(Count, Counts);

static StCode find_counts(Making *m, Counts *out) {
    for (uint32_t d = 0; d < m->docs.n; d++) {
        const Records *r = m->docs.v[d];
        for (uint32_t i = 0; i < r->figures.n; i++) {
            const Figure *f = &r->figures.v[i];
            const Claim *c = records_claim(r, f->claim);
            uint32_t side =
                c && c->source ? making_side(m, making_actor(m, d, c->source->actor)) : 0;
            if (!side || f->scope != SCOPE_CUMULATIVE || !f->value.some || f->part_of) continue;
            Count *slot = list_push(m->arena, out, Count);
            TRY_MEM(slot, m->err);
            *slot = (Count){d, side, f->measure, f->value.milli, f->head.span};
        }
    }
    return ST_OK;
}

/* One side's larger count of the same thing is the later one. */
static StCode find_growth(Making *m, const bool *open, Clues *by_document) {
    Counts all = {0};
    TRY(find_counts(m, &all));
    for (uint32_t i = 0; i < all.n; i++) {
        const Count *a = &all.v[i];
        uint32_t ties = 0;
        for (uint32_t k = 0; open[a->doc] && k < all.n && ties < TIES_MAX; k++) {
            const Count *b = &all.v[k];
            if (m->leaders[b->doc] != b->doc || m->leaders[a->doc] == b->doc ||
                a->side != b->side || a->value == b->value || !str_eq(a->measure, b->measure))
                continue;
            ties++;
            ClueKind kind = a->value > b->value ? CLUE_AFTER : CLUE_BEFORE;
            TRY(add_clue(m, &by_document[a->doc],
                         (Clue){.kind = kind, .span = a->span, .other = b->doc}));
        }
    }
    return ST_OK;
}

StCode clues_find(Making *m, const bool *open, Clues *by_document) {
    for (uint32_t d = 0; d < m->docs.n; d++)
        if (open[d]) TRY(find_own(m, d, &by_document[d]));
    TRY(find_growth(m, open, by_document));
    return find_ties(m, open, by_document);
}
