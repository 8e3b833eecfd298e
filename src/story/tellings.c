/* Deeds and visits of all documents, and which of them are one. */
#include "story/tellings.h"

#include "story/dating.h"

enum {
    TELLINGS_MAX = 4096, /* of one story that are compared */
    AS_OF_BYTES = 14,    /* "as of 08:00 " */
    TIME_GAP = 80,       /* bytes between a happening and the time that is its own */
    ANCHOR_SPAN_DAYS = 3 /* a happening named with days farther apart is several */
};

/* "At 11:15 p.m." says of no day which it is. */
static bool is_clock(const Time *t) {
    size_t at = str_find_char(t->value, 'T');
    bool hour = at != SIZE_MAX && at + 1 < t->value.n && t->value.p[at + 1] <= '9';
    return hour && t->relative && !t->relative->weekday && !t->relative->offset;
}

/* "As of 08:00 today": the day of a count, not of what is counted. */
static bool is_as_of(const Records *r, Span sentence, const Time *t) {
    Str before = str_cut(r->doc.text, (Span){sentence.start, t->head.span.start});
    if (before.n > AS_OF_BYTES) before = str_from(before, before.n - AS_OF_BYTES);
    return str_find_nocase(before, S("as of ")) != SIZE_MAX ||
           str_find_nocase(before, S("as at ")) != SIZE_MAX;
}

/* The time that stands nearest to the trigger in its sentence, and is not that of a saying. */
static const Time *time_of(const Records *r, const Event *e) {
    Span sentence = document_sentence_span(&r->doc, e->head.span.start);
    uint32_t least = TIME_GAP;
    const Time *best = NULL;
    for (uint32_t i = 0; i < r->times.n; i++) {
        const Time *t = &r->times.v[i];
        if (!span_holds(sentence, t->head.span.start)) continue;
        if (!clue_names_day(t) && !(t->relative && !t->relative->anchor)) continue;
        if (is_clock(t) || is_as_of(r, sentence, t)) continue;
        uint32_t at = t->head.span.start, from = e->head.span.start;
        uint32_t gap = at > from ? at - from : from - at;
        if (gap < least && !clue_is_said(r, t)) least = gap, best = t;
    }
    return best;
}

bool telling_is_deed(const Event *e) {
    return e->class == CLASS_ASSAULT || e->class == CLASS_DISASTER || e->class == CLASS_DISPLACE ||
           e->class == CLASS_RETREAT || e->class == CLASS_PROTEST || e->class == CLASS_CASUALTY ||
           (e->class == CLASS_COERCE && str_eq(e->mode, S("seize")));
}

/* A team comes and looks: told as a visit by one, as what it found by the other. */
static bool is_visit(const Event *e) {
    return (e->class == CLASS_CONSULT && str_eq(e->mode, S("visit"))) ||
           (e->class == CLASS_FINDING && e->agents.n);
}

/* What somebody is accused of, or denies, need not have happened. */
static bool is_disputed(const Records *r, const Event *e) {
    const Claim *c = records_claim(r, e->claim);
    return c &&
           (c->stance == STANCE_ACCUSE || c->stance == STANCE_DENY || c->stance == STANCE_REJECT);
}

static bool tells_of_itself(const Records *r, const Event *e) {
    return !e->background && e->polarity == POLARITY_POSITIVE &&
           (e->modality == MODALITY_ACTUAL || e->modality == MODALITY_PLANNED) &&
           (telling_is_deed(e) || is_visit(e)) && !is_disputed(r, e);
}

StCode tellings_find(TellingSet *s) {
    Making *m = s->m;
    for (uint32_t d = 0; d < m->docs.n; d++) {
        const Records *r = m->docs.v[d];
        for (uint32_t i = 0; i < r->events.n; i++) {
            const Event *e = &r->events.v[i];
            if (s->all.n == TELLINGS_MAX || !tells_of_itself(r, e)) continue;
            Telling *h = list_push(m->arena, &s->all, Telling);
            TRY_MEM(h, m->err);
            *h = (Telling){
                .doc = d, .event = e, .time = time_of(r, e), .place = making_place(m, d, e->place)};
            if (e->agents.n) h->agent = making_actor(m, d, e->agents.v[0].actor);
            h->side = making_side(m, h->agent);
            h->known =
                h->time && (s->open[d] ? clue_when(h->time, false, s->day[d], s->year).from > 0
                                       : h->time->days.from > 0);
        }
    }
    return ST_OK;
}

static Str trigger_of(const TellingSet *s, const Telling *h) {
    return document_cut(&s->m->docs.v[h->doc]->doc, h->event->head.span);
}

bool tellings_same(const TellingSet *s, const Telling *a, const Telling *b) {
    bool visits = is_visit(a->event) && is_visit(b->event);
    if (!visits && a->event->class != b->event->class) return false;
    if (!visits && a->event->class != CLASS_ASSAULT && !str_eq(a->event->mode, b->event->mode))
        return false;
    bool agent = (a->agent && a->agent == b->agent) || (a->side && a->side == b->side);
    if (a->place && b->place) return a->place == b->place && (agent || !a->agent || !b->agent);
    /* where one does not say where, who must have done it, or the same word tell of it */
    return agent || (!a->agent && !b->agent && a->event->class == CLASS_DISASTER &&
                     str_eq_nocase(trigger_of(s, a), trigger_of(s, b)));
}

/* The days that explicit dates give a happening; many days apart, it is not one happening. */
bool telling_is_once(const TellingSet *s, const Telling *h) {
    Day first = 0, last = 0;
    for (uint32_t i = 0; i < s->all.n; i++) {
        const Telling *x = &s->all.v[i];
        if (!x->known || !tellings_same(s, h, x)) continue;
        Day d = clue_when(x->time, false, s->day[x->doc], s->year).from;
        int year, month, day;
        if (!d) continue;
        day_split(d, &year, &month, &day);
        d = day_of(s->year, month, day); /* of one year: only compared */
        if (!first || d < first) first = d;
        if (d > last) last = d;
    }
    return last - first <= ANCHOR_SPAN_DAYS;
}
