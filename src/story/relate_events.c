/* What two events have to do with each other: told by several, announced and then done, said and
 * denied. One is set against another only if class and at least two of agent, recipient, place, day
 * and object are the same and none differs.
 */
#include "story/relations.h"

enum { EVENTS_MET_MAX = 400 };

static const uint32_t fields_telling = FIELD_BIT(AGENT) | FIELD_BIT(RECIPIENT) | FIELD_BIT(PLACE) |
                                       FIELD_BIT(OBJECT) | FIELD_BIT(PERIOD);
static const uint32_t fields_roles = FIELD_BIT(AGENT) | FIELD_BIT(RECIPIENT) | FIELD_BIT(PLACE) |
                                     FIELD_BIT(OBJECT) | FIELD_BIT(MODE);

static bool several(uint32_t bits) {
    return bits & (bits - 1);
}

/* Each teller of a fact beside the one before it. */
static StCode relate_tellers(Making *m, const FactItems *f, Pairs *pairs) {
    for (uint32_t at = 1; at < f->n; at++) {
        const Item *a = &m->items.v[f->v[at]], *b = &m->items.v[f->v[at - 1]];
        if (same_text(m, a, b)) continue;
        Pair p = {.a = f->v[at],
                  .b = f->v[at - 1],
                  .type = RELATION_AGREES,
                  .compared = compare_events(m, a, b)};
        TRY(pairs_add(m, pairs, p));
    }
    return ST_OK;
}

static bool before(const Item *a, const Item *b) {
    Day x = a->window.from ? a->window.from : a->said.from;
    Day y = b->window.from ? b->window.from : b->said.from;
    return x && y && x < y;
}

/* What is announced and then seen done. An attack or a disaster that comes true was a threat or a
 * forecast, and every next one would seem to be it. */
static bool is_announced(EventClass class) {
    switch (class) {
    case CLASS_ASSAULT:
    case CLASS_DISASTER:
    case CLASS_CASUALTY:
    case CLASS_NEED:
    case CLASS_ACCUSE:
    case CLASS_REJECT:
    case CLASS_THREATEN: return false;
    default: return true;
    }
}

/* "The rebels promised to release them": who announces it will do it, where nobody else is named. */
static bool announced_by_doer(const Item *deed, const Item *plan) {
    if (plan->agent || !plan->speaker) return false;
    return plan->speaker == deed->agent || (plan->side && plan->side == deed->agent_side);
}

/* Two that name places smaller than a country, and not one. */
static bool of_two_places(const Making *m, const Item *a, const Item *b, Comparison c) {
    if (!a->place || !b->place || c.same & FIELD_BIT(PLACE)) return false;
    return !m->entities[a->place - 1].country_wide && !m->entities[b->place - 1].country_wide;
}

/* Announced, then done: the plan is out first, the deed has the same doer. */
static bool realises(const Making *m, const Item *deed, const Item *plan, Comparison c) {
    const Event *x = making_event(m, deed), *y = making_event(m, plan);
    if (x->modality != MODALITY_ACTUAL || y->modality != MODALITY_PLANNED) return false;
    if (x->polarity != POLARITY_POSITIVE || y->polarity != POLARITY_POSITIVE) return false;
    if (!is_announced(x->class) || !str_eq(deed->mode, plan->mode)) return false;
    bool done_after = deed->said.from && plan->said.from && deed->said.from >= plan->said.from;
    bool doer = (c.same & FIELD_BIT(AGENT)) || announced_by_doer(deed, plan);
    return done_after && deed->doc != plan->doc && doer && !of_two_places(m, deed, plan, c) &&
           !before(deed, &(Item){.window = plan->said}) &&
           (c.same & (FIELD_BIT(RECIPIENT) | FIELD_BIT(PLACE) | FIELD_BIT(OBJECT))) &&
           !(c.differs & (fields_roles | FIELD_BIT(PERIOD)));
}

/* Denied in so many words: relate_claims sets that against the accusation. */
static bool is_denial(const Making *m, const Item *i) {
    const Claim *c = records_claim(m->docs.v[i->doc], making_event(m, i)->claim);
    return c && (c->stance == STANCE_DENY || c->stance == STANCE_REJECT);
}

/* "It has not shelled any town", beside shells that fell: who is not named is denied by whom it
 * would burden. */
static bool denies_own_deed(const Making *m, const Item *no, const Item *yes, Comparison c) {
    enum { NEAR_SENTENCES = 4 };
    if (!no->side || no->agent_side != no->side || !yes->side || yes->side == no->side)
        return false;
    if (yes->agent_side && yes->agent_side != no->agent_side) return false;
    bool tied = c.same & (FIELD_BIT(PLACE) | FIELD_BIT(PERIOD));
    return no->mode.n && (tied || sentences_between(m, no, yes) <= NEAR_SENTENCES);
}

/* It happened, it did not. */
static bool opposes(const Making *m, const Item *no, const Item *yes, Comparison c, Pair *p) {
    const Event *x = making_event(m, no), *y = making_event(m, yes);
    if (x->modality != MODALITY_ACTUAL || y->modality != MODALITY_ACTUAL) return false;
    if (x->polarity != POLARITY_NEGATIVE || y->polarity != POLARITY_POSITIVE) return false;
    if (c.differs & (fields_roles | FIELD_BIT(PERIOD)) || !str_eq(no->mode, yes->mode))
        return false;
    if (denies_own_deed(m, no, yes, c) && !is_denial(m, no)) {
        p->type = RELATION_CONTRADICTS;
        return true;
    }
    if (!several(c.same & fields_telling) || !(c.same & (FIELD_BIT(AGENT) | FIELD_BIT(OBJECT))))
        return false;
    if ((no->side && no->side == yes->side) || is_denial(m, no)) return false;
    if (no->doc == yes->doc && !(no->side && yes->side)) return false;
    bool told_apart = no->side && yes->side && c.same & FIELD_BIT(PERIOD);
    p->type = told_apart ? RELATION_CONTRADICTS : RELATION_OPEN;
    return true;
}

/* Of several deeds the first is the one that was announced. */
static bool is_realised(const Pairs *pairs, uint32_t plan) {
    for (uint32_t i = pairs->n; i-- > 0;)
        if (pairs->v[i].type == RELATION_REALISES && pairs->v[i].b == plan) return true;
    return false;
}

static StCode relate_two(Making *m, uint32_t at, uint32_t other, Pairs *pairs) {
    const Item *a = &m->items.v[at], *b = &m->items.v[other];
    Pair p = {.a = at, .b = other, .compared = compare_events(m, a, b)};
    if (realises(m, a, b, p.compared) && !is_realised(pairs, other))
        p.type = RELATION_REALISES;
    else if (!opposes(m, a, b, p.compared, &p))
        return ST_OK;
    return pairs_add(m, pairs, p);
}

/* Each event of a class with the others of it. */
static StCode relate_class(Making *m, const uint32_t *events, uint32_t n, Pairs *pairs) {
    for (uint32_t i = 0; i < n; i++) {
        const Event *e = making_event(m, &m->items.v[events[i]]);
        bool starts = e->modality == MODALITY_ACTUAL; /* a deed, or a denial */
        for (uint32_t k = 0; starts && k < n && k < EVENTS_MET_MAX; k++) {
            const Item *b = &m->items.v[events[k]];
            const Event *x = making_event(m, b);
            bool asks = x->modality == MODALITY_PLANNED || e->polarity != x->polarity;
            if (k == i || !asks || b->background) continue;
            if (same_text(m, &m->items.v[events[i]], b) && m->items.v[events[i]].doc != b->doc)
                continue;
            TRY(relate_two(m, events[i], events[k], pairs));
        }
    }
    return ST_OK;
}

/* ---- an inspection that found nothing, and what was said to be hit */

static Str sort_of(const Making *m, const Event *e, Str want) {
    for (uint32_t i = 0; i < e->objects.n; i++) {
        Str sort = making_cell(m, "en/object_groups", e->objects.v[i].kind, "sort");
        if (sort.n && (!want.n || str_eq(sort, want))) return sort;
    }
    return S("");
}

static bool hits(const Event *e) {
    return (e->class == CLASS_ASSAULT || e->class == CLASS_COERCE) &&
           e->polarity == POLARITY_POSITIVE && e->modality == MODALITY_ACTUAL && !e->background;
}

static StCode relate_finding(Making *m, uint32_t at, const uint32_t *events, uint32_t n,
                             Pairs *pairs) {
    const Item *a = &m->items.v[at];
    Str sort = sort_of(m, making_event(m, a), S(""));
    for (uint32_t k = 0; sort.n && k < n; k++) {
        const Item *b = &m->items.v[events[k]];
        if (!hits(making_event(m, b)) || same_text(m, a, b) || (a->side && a->side == b->side))
            continue;
        if (!sort_of(m, making_event(m, b), sort).n) continue;
        Comparison c = compare_events(m, a, b);
        if (c.differs & FIELD_BIT(PLACE)) continue;
        Comparison shown = {
            .same = c.same & (FIELD_BIT(PLACE) | FIELD_BIT(OBJECT) | FIELD_BIT(AS_OF)),
            .differs = c.differs & (FIELD_BIT(OBJECT) | FIELD_BIT(AS_OF) | FIELD_BIT(SIDE))};
        TRY(pairs_add(m, pairs, (Pair){at, events[k], RELATION_OPEN, CHANGE_NONE, shown}));
    }
    return ST_OK;
}

/* "The offensive targeted critical infrastructure": said, with an attack in it. */
static bool says_hit(const Making *m, const Item *i, Str sort) {
    const Claim *c = making_claim(m, i);
    if (!c || !str_eq(i->topic, sort)) return false;
    if (c->stance != STANCE_ACCUSE && c->stance != STANCE_ASSERT) return false;
    for (uint32_t k = 0; k < c->about.n; k++) {
        const Event *e = c->about.v[k].kind == RECORD_EVENT
                             ? records_event(m->docs.v[i->doc], c->about.v[k].ref)
                             : NULL;
        if (e && hits(e)) return true;
    }
    return false;
}

/* A finding against those who say that things of its sort were hit, without an event that tells it.
 */
static StCode relate_finding_said(Making *m, uint32_t at, Pairs *pairs) {
    const Item *a = &m->items.v[at];
    Str sort = sort_of(m, making_event(m, a), S(""));
    for (uint32_t k = 0; sort.n && k < m->items.n; k++) {
        const Item *b = &m->items.v[k];
        if (b->kind != RECORD_CLAIM || same_text(m, a, b) || (a->side && a->side == b->side) ||
            !says_hit(m, b, sort))
            continue;
        Comparison c = {.differs = FIELD_BIT(OBJECT) | FIELD_BIT(SPEAKER)};
        if (a->said.from && b->said.from && a->said.from != b->said.from)
            c.differs |= FIELD_BIT(AS_OF);
        TRY(pairs_add(m, pairs, (Pair){at, k, RELATION_OPEN, CHANGE_NONE, c}));
    }
    return ST_OK;
}

/* "The team found no damage": a finding of nothing, told as one event or as two of one sentence. */
static bool finds_nothing(const Making *m, const Item *i) {
    const Event *e = making_event(m, i);
    if (e->polarity != POLARITY_NEGATIVE || e->modality != MODALITY_ACTUAL) return false;
    if (e->class == CLASS_FINDING) return true;
    const Records *r = m->docs.v[i->doc];
    Span sentence = document_sentence_span(&r->doc, e->head.span.start);
    Str word = document_cut(&r->doc, e->head.span);
    if (e->class == CLASS_NEED && str_starts(word, S("damage")))
        return true; /* "found no damage" */
    for (uint32_t k = 0; e->class == CLASS_NEED && k < r->events.n; k++)
        if (r->events.v[k].class == CLASS_FINDING &&
            span_holds(sentence, r->events.v[k].head.span.start))
            return true;
    return false;
}

StCode relate_events(Making *m, Pairs *pairs) {
    FactItems *facts;
    TRY(fact_items(m, &facts));
    for (uint32_t i = 0; i < m->story->facts.n; i++)
        if (facts[i].n > 1 && m->items.v[facts[i].v[0]].kind == RECORD_EVENT)
            TRY(relate_tellers(m, &facts[i], pairs));
    uint32_t *events = arena_new(m->arena, uint32_t, m->items.n), n = 0;
    TRY_MEM(events, m->err);
    for (int class = 0; class < CLASS_COUNT; class ++) {
        n = 0;
        for (uint32_t i = 0; i < m->items.n; i++)
            if (m->items.v[i].kind == RECORD_EVENT && m->items.v[i].class == (EventClass) class &&
                !m->items.v[i].background)
                events[n++] = i;
        TRY(relate_class(m, events, n, pairs));
    }
    n = 0;
    for (uint32_t i = 0; i < m->items.n; i++)
        if (m->items.v[i].kind == RECORD_EVENT) events[n++] = i;
    for (uint32_t i = 0; i < n; i++) {
        if (!finds_nothing(m, &m->items.v[events[i]])) continue;
        TRY(relate_finding(m, events[i], events, n, pairs));
        TRY(relate_finding_said(m, events[i], pairs));
    }
    return ST_OK;
}
