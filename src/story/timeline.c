/* What happened, day by day: one line for each happening and day, its tellers together. Only what
 * is dated stands here; what somebody says, wants or denies is told elsewhere.
 */
#include "story/relations.h"

#include "record/sectors.h"
#include "story/labels.h"

#include <stdlib.h>

typedef struct Line {
    Timeline t;
    uint32_t first; /* item */
} Line;
LIST_OF(Line, Lines);

/* What says too little for a line: who agreed with whom, who gave way to whom, who came to see. */
static bool is_half_told(const Item *i) {
    bool somebody = i->agent || i->recipient;
    switch (i->class) {
    case CLASS_AGREE:
    case CLASS_CONCEDE:
    case CLASS_REQUEST: /* of nobody it is only a wish */
    case CLASS_COOPERATE: return !i->agent || !i->recipient;
    case CLASS_AID:
    case CLASS_CASUALTY: /* how many, the figures tell */
    case CLASS_ACCESS: return !somebody;
    case CLASS_CONSULT: return !i->agent && (i->mode.n || !(i->recipient || i->place));
    case CLASS_MOBILIZE:
    case CLASS_RETREAT: return !somebody && !i->thing.n;
    default: return false;
    }
}

static bool happens(const Event *e) {
    switch (e->class) {
    case CLASS_ACCUSE:
    case CLASS_REJECT:
    case CLASS_THREATEN:
    case CLASS_SUPPORT:
    case CLASS_NEED: return false;
    case CLASS_REQUEST: return e->modality == MODALITY_ACTUAL;
    default: return e->modality == MODALITY_ACTUAL || e->modality == MODALITY_PLANNED;
    }
}

static EventPrecision precision_of(const Making *m, const Item *i) {
    const Event *e = making_event(m, i);
    if (e->time && days_some(e->time->days)) return e->time->precision;
    if (!i->window.from) return WHEN_NONE;
    return i->window.to == i->window.from ? WHEN_DAY : WHEN_PERIOD;
}

/* "Had crossed" tells of the days just gone as well as of wars long past. */
static bool is_history(const Making *m, const Item *i) {
    enum { RECENT_DAYS = 60 };
    return i->background && (!m->latest || m->latest - i->window.to > RECENT_DAYS);
}

/* The item of a fact that dates it: the first of the most exact precision. */
static const Item *dated_item(const Making *m, const FactItems *f) {
    const Item *best = NULL;
    for (uint32_t k = 0; k < f->n; k++) {
        const Item *i = &m->items.v[f->v[k]];
        if (i->kind != RECORD_EVENT || !happens(making_event(m, i)) || is_half_told(i)) continue;
        if (!i->window.from || !precision_of(m, i)) continue;
        if (!best || precision_of(m, i) < precision_of(m, best)) best = i;
    }
    return best;
}

static StCode put_line(Making *m, Lines *lines, Map *places, Timeline t, uint32_t first,
                       const FactItems *f) {
    Str key = arena_format(m->arena, "%d %d %.*s", t.days.from, t.days.to, STR_ARG(t.label));
    uint32_t *place = key.p ? map_at(places, key) : NULL;
    TRY_MEM(place, m->err);
    if (!*place) {
        Line *slot = list_push(m->arena, lines, Line);
        TRY_MEM(slot, m->err);
        *slot = (Line){t, first};
        slot->t.id = making_id(m, 'l', key);
        TRY_MEM(slot->t.id.p, m->err);
        *place = lines->n;
    }
    Line *line = &lines->v[*place - 1];
    for (uint32_t k = 0; k < f->n; k++) TRY(making_push(m, &line->t.items, m->items.v[f->v[k]].id));
    return ST_OK;
}

/* A figure whose day the text states. */
static StCode put_figures(Making *m, Lines *lines, Map *places, uint32_t fact, const FactItems *f) {
    for (uint32_t k = 0; k < f->n; k++) {
        const Item *i = &m->items.v[f->v[k]];
        const Figure *x = making_figure(m, i);
        if (!x->as_of || x->as_of->basis != AS_OF_STATED || !x->as_of->days.from) continue;
        Str value = label_value(m, x);
        Timeline t = {.story = m->story->id,
                      .days = x->as_of->days,
                      .precision = WHEN_DAY,
                      .background = i->background};
        Str label = m->story->facts.v[fact].label, day = label_period(m, t.days);
        TRY_MEM(day.p, m->err);
        if (day.n && str_ends(label, day)) label.n -= day.n; /* the line has it */
        t.label = arena_format(m->arena, "%.*s: %.*s", STR_ARG(label), STR_ARG(value));
        TRY_MEM(value.p && t.label.p, m->err);
        TRY(put_line(m, lines, places, t, f->v[k], &(FactItems){&f->v[k], 1}));
    }
    return ST_OK;
}

static int by_day(const void *x, const void *y) {
    const Line *a = x, *b = y;
    if (a->t.background != b->t.background) return a->t.background ? -1 : 1;
    if (a->t.days.from != b->t.days.from) return a->t.days.from < b->t.days.from ? -1 : 1;
    if (a->t.days.to != b->t.days.to) return a->t.days.to < b->t.days.to ? -1 : 1;
    if (a->first != b->first) return a->first < b->first ? -1 : 1;
    return str_cmp(a->t.id, b->t.id);
}

static bool is_armed(const Making *m, uint32_t entity) {
    return entity && sectors_any(&m->entities[entity - 1].sectors, SECTORS_ARMED);
}

/* "attack", and neither who nor whom nor where; "angry crowds asked", and not whom; "visit to
 * Oresk", and not whose; "aid for food", and neither whose nor for whom. */
static bool tells_nothing(Making *m, const Item *i, Str label) {
    bool agent = label_actor(m, i->agent).n > 0, recipient = label_actor(m, i->recipient).n > 0;
    switch (i->class) {
    case CLASS_REQUEST:
    case CLASS_AGREE:
    case CLASS_CONCEDE:
        if (!agent || !recipient) return true;
        break;
    case CLASS_AID:
    case CLASS_ACCESS:
        if (!agent && !recipient) return true;
        break;
    case CLASS_CASUALTY:
        if (!recipient) return true;
        break;
    case CLASS_CONSULT:
        if (str_eq(i->mode, S("visit")) && (!agent || (!recipient && !i->place))) return true;
        break;
    case CLASS_DISPLACE: /* soldiers who cross a border are no refugees */
        if (is_armed(m, i->agent) || is_armed(m, i->recipient)) return true;
        break;
    case CLASS_DISASTER: /* of which kind is not told */
        if (str_eq(label_event_noun(m, i), S("disaster"))) return true;
        break;
    default: break;
    }
    return str_eq(label, label_event_noun(m, i));
}

/* ---- one line for one happening: "Northland attacked" of the week and of its second day */

enum { LOOK_BACK = 48, SPAN_DAYS = 10 };

static bool same_or_unknown(uint32_t a, uint32_t b) {
    return !a || !b || a == b;
}

/* The party, else the actor himself. */
static bool same_party(uint32_t a, uint32_t side_a, uint32_t b, uint32_t side_b) {
    return same_or_unknown(a, b) || (side_a && side_a == side_b);
}

static bool holds(Days wide, Days narrow) {
    return wide.from <= narrow.from && narrow.to <= wide.to && wide.to - wide.from <= SPAN_DAYS;
}

/* Nothing told of the two tells them apart, and somebody or something is told of both. */
static bool one_happening(const Making *m, const Item *a, const Item *b) {
    const Event *e = making_event(m, a), *f = making_event(m, b);
    if (!e || !f || a->class != b->class || e->modality != f->modality ||
        e->polarity != f->polarity)
        return false;
    bool agent = same_party(a->agent, a->agent_side, b->agent, b->agent_side);
    bool recipient = same_party(a->recipient, a->recipient_side, b->recipient, b->recipient_side);
    bool thing = !a->thing.n || !b->thing.n || str_eq(a->thing, b->thing);
    if (!agent || !recipient || !thing || !same_or_unknown(a->place, b->place)) return false;
    bool doer = a->agent && b->agent;
    if (!str_eq(a->mode, b->mode) && (!doer || (a->mode.n && b->mode.n))) return false;
    return doer || (a->recipient && b->recipient) || (a->place && b->place);
}

static int fields_told(const Item *i) {
    return (i->agent > 0) + (i->recipient > 0) + (i->place > 0) + (i->thing.n > 0) +
           (i->mode.n > 0);
}

/* `line` is told by `kept` as well, which takes what it has: the closer days, the fuller label. */
static StCode fold_line(Making *m, Line *kept, const Line *line) {
    bool closer = holds(kept->t.days, line->t.days) && !holds(line->t.days, kept->t.days);
    if (closer) {
        kept->t.days = line->t.days;
        kept->t.precision = line->t.precision;
    }
    const Item *own = &m->items.v[kept->first], *other = &m->items.v[line->first];
    if (fields_told(other) > fields_told(own)) {
        kept->t.label = line->t.label;
        kept->first = line->first;
    }
    for (uint32_t k = 0; k < line->t.items.n; k++)
        TRY(making_push_once(m, &kept->t.items, line->t.items.v[k]));
    return ST_OK;
}

static StCode fold_lines(Making *m, Lines *lines) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < lines->n; i++) {
        const Line *line = &lines->v[i];
        Line *into = NULL;
        for (uint32_t k = n; k > 0 && n - k < LOOK_BACK && !into; k--) {
            Line *kept = &lines->v[k - 1];
            bool days = holds(kept->t.days, line->t.days) || holds(line->t.days, kept->t.days);
            if (days && kept->t.background == line->t.background &&
                one_happening(m, &m->items.v[kept->first], &m->items.v[line->first]))
                into = kept;
        }
        if (into)
            TRY(fold_line(m, into, line));
        else
            lines->v[n++] = *line;
    }
    lines->n = n;
    return ST_OK;
}

StCode story_draw_timeline(Making *m) {
    FactItems *facts;
    TRY(fact_items(m, &facts));
    Lines lines = {0};
    Map places = {.arena = m->arena};
    for (uint32_t i = 0; i < m->story->facts.n; i++) {
        const FactItems *f = &facts[i];
        if (m->items.v[f->v[0]].kind == RECORD_FIGURE) TRY(put_figures(m, &lines, &places, i, f));
        const Item *dated = dated_item(m, f);
        if (!dated || tells_nothing(m, dated, m->story->facts.v[i].label)) continue;
        Timeline t = {.story = m->story->id,
                      .days = dated->window,
                      .precision = precision_of(m, dated),
                      .label = m->story->facts.v[i].label,
                      .background = is_history(m, dated)};
        TRY(put_line(m, &lines, &places, t, f->v[0], f));
    }
    if (lines.n) qsort(lines.v, lines.n, sizeof *lines.v, by_day);
    TRY(fold_lines(m, &lines));
    if (lines.n) qsort(lines.v, lines.n, sizeof *lines.v, by_day); /* folded ones have moved */
    for (uint32_t i = 0; i < lines.n; i++) {
        Timeline *slot = list_push(m->arena, &m->story->timelines, Timeline);
        TRY_MEM(slot, m->err);
        *slot = lines.v[i].t;
    }
    return ST_OK;
}
