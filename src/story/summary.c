/* What heads a story: its documents in order, copies, days, places, actors, origins and title, and
 * the offices its actors hold.
 */
#include "story/labels.h"

#include <stdlib.h>

enum { PLACES_MAX = 12, ACTORS_MAX = 40, TITLE_EVENTS = 3 };

typedef struct Dated {
    Day day;
    uint32_t doc;
} Dated;

static int by_day(const void *x, const void *y) {
    const Dated *a = x, *b = y;
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    return (a->doc > b->doc) - (a->doc < b->doc);
}

static StCode put_copies(Making *m, const Dated *dated) {
    Strs *copies = arena_new(m->arena, Strs, m->docs.n); /* by leader */
    TRY_MEM(copies, m->err);
    for (uint32_t i = 0; i < m->docs.n; i++) {
        uint32_t doc = dated[i].doc, leader = m->leaders[doc];
        if (!copies[leader].n) TRY(making_push(m, &copies[leader], m->docs.v[leader]->doc.id));
        if (doc != leader) TRY(making_push(m, &copies[leader], m->docs.v[doc]->doc.id));
    }
    for (uint32_t i = 0; i < m->docs.n; i++) {
        uint32_t leader = dated[i].doc;
        if (m->leaders[leader] == leader) m->story->independent++;
        if (copies[leader].n < 2) continue;
        Strs *slot = list_push(m->arena, &m->story->copies, Strs);
        TRY_MEM(slot, m->err);
        *slot = copies[leader];
    }
    return ST_OK;
}

static StCode put_documents(Making *m, Dated *dated) {
    for (uint32_t d = 0; d < m->docs.n; d++) dated[d] = (Dated){m->days[d].from, d};
    qsort(dated, m->docs.n, sizeof *dated, by_day);
    for (uint32_t i = 0; i < m->docs.n; i++)
        TRY(making_push(m, &m->story->docs, m->docs.v[dated[i].doc]->doc.id));
    return put_copies(m, dated);
}

/* From the first to the last day of news: of what happened, and of the reports. */
static void put_days(Making *m) {
    Days *all = &m->story->days;
    for (uint32_t d = 0; d < m->docs.n; d++) {
        Days days = m->days[d];
        if (days.from && (!all->from || days.from < all->from)) all->from = days.from;
        if (days.to > all->to) all->to = days.to;
    }
    for (uint32_t i = 0; i < m->items.n; i++) {
        const Item *item = &m->items.v[i];
        const Event *e = making_event(m, item);
        if (!e || item->background || e->modality != MODALITY_ACTUAL || !item->window.from ||
            item->window.from != item->window.to)
            continue;
        if (all->from && item->window.from < all->from && all->from - item->window.from < 366)
            all->from = item->window.from;
    }
}

static StCode put_entities(Making *m) {
    Story *s = m->story;
    for (uint32_t i = 0; i < s->entities.n; i++) {
        const Entity *e = &s->entities.v[i];
        if (e->kind == ENTITY_PLACE && s->places.n < PLACES_MAX)
            TRY(making_push(m, &s->places, e->id));
        if (e->kind == ENTITY_ACTOR && m->entities[i].named && s->entity_ids.n < ACTORS_MAX)
            TRY(making_push(m, &s->entity_ids, e->id));
    }
    return ST_OK;
}

/* Who first said what the story tells, and the agencies its texts credit. */
static StCode put_origins(Making *m) {
    for (uint32_t d = 0; d < m->docs.n; d++) {
        const Records *r = m->docs.v[d];
        for (uint32_t i = 0; i < r->doc.agencies.n; i++)
            TRY(making_push_once(m, &m->story->origins, r->doc.agencies.v[i]));
    }
    for (uint32_t i = 0; i < m->items.n; i++) {
        uint32_t speaker = m->items.v[i].kind == RECORD_CLAIM ? m->items.v[i].speaker : 0;
        if (speaker && m->entities[speaker - 1].named)
            TRY(making_push_once(m, &m->story->origins, making_entity_name(m, speaker)));
    }
    return ST_OK;
}

static StCode put_office(Making *m, uint32_t entity, Str title, Days days) {
    Offices *offices = &m->story->entities.v[entity - 1].office;
    Office *office = NULL;
    for (uint32_t i = 0; i < offices->n; i++)
        if (str_eq_nocase(offices->v[i].title, title)) office = &offices->v[i];
    if (!office) {
        office = list_push(m->arena, offices, Office);
        TRY_MEM(office, m->err);
        *office = (Office){title, days};
    }
    if (days.from && (!office->days.from || days.from < office->days.from))
        office->days.from = days.from;
    if (days.to > office->days.to) office->days.to = days.to;
    return ST_OK;
}

static StCode put_offices(Making *m, const Dated *dated) {
    for (uint32_t i = 0; i < m->docs.n; i++) {
        const Records *r = m->docs.v[dated[i].doc];
        for (Ref a = 1; a <= r->actors.n; a++) {
            uint32_t entity = making_actor(m, dated[i].doc, a);
            if (entity && r->actors.v[a - 1].title.n)
                TRY(put_office(m, entity, r->actors.v[a - 1].title, m->days[dated[i].doc]));
        }
    }
    return ST_OK;
}

/* Classes that say what a crisis is of; talks and accusations come with every one. */
static uint32_t class_weight(EventClass class) {
    switch (class) {
    case CLASS_DISASTER:
    case CLASS_ASSAULT: return 4;
    case CLASS_PROTEST:
    case CLASS_DISPLACE:
    case CLASS_COERCE:
    case CLASS_RETREAT: return 3;
    case CLASS_ACCESS:
    case CLASS_SANCTION:
    case CLASS_AID: return 2;
    case CLASS_CASUALTY:
    case CLASS_MOBILIZE:
    case CLASS_AGREE:
    case CLASS_NEED: return 1;
    default: return 0;
    }
}

typedef struct Heading {
    Str noun;
    uint32_t weight;
} Heading;
LIST_OF(Heading, Headings);

static int by_heading(const void *x, const void *y) {
    const Heading *a = x, *b = y;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return str_cmp(a->noun, b->noun);
}

static StCode find_headings(Making *m, Headings *out) {
    for (uint32_t i = 0; i < m->items.n; i++) {
        const Item *item = &m->items.v[i];
        const Event *e = making_event(m, item);
        uint32_t weight = e && !e->background && e->polarity == POLARITY_POSITIVE &&
                                  e->modality == MODALITY_ACTUAL
                              ? class_weight(e->class)
                              : 0;
        if (!weight) continue;
        Str noun = label_event_noun(m, e->class, (Str){NULL, 0});
        Heading *h = NULL;
        for (uint32_t k = 0; k < out->n; k++)
            if (str_eq(out->v[k].noun, noun)) h = &out->v[k];
        if (!h) h = list_push(m->arena, out, Heading);
        TRY_MEM(h && noun.p, m->err);
        h->noun = noun;
        h->weight += weight;
    }
    if (out->n) qsort(out->v, out->n, sizeof *out->v, by_heading);
    return ST_OK;
}

/* "Nagorno-Karabakh: attack, displacement": the place named most that is no country, else the
 * country, and what happened most. The headline of the first text where neither is known. */
static StCode put_title(Making *m) {
    Story *s = m->story;
    uint32_t place = 0;
    for (uint32_t i = s->entities.n; i-- > 0;)
        if (s->entities.v[i].kind == ENTITY_PLACE &&
            (!place || !m->entities[i].country_wide || m->entities[place - 1].country_wide))
            place = i + 1;
    Headings headings = {0};
    TRY(find_headings(m, &headings));
    Text t = {.arena = m->arena};
    text_add(&t, making_entity_name(m, place));
    for (uint32_t i = 0; i < headings.n && i < TITLE_EVENTS; i++) {
        if (t.n) text_add_c(&t, i ? ", " : ": ");
        text_add(&t, headings.v[i].noun);
    }
    TRY_MEM(!t.failed, m->err);
    s->title = t.n ? text_str(&t) : m->docs.v[0]->doc.title;
    return ST_OK;
}

StCode story_summarise(Making *m) {
    Dated *dated = arena_new(m->arena, Dated, m->docs.n);
    TRY_MEM(dated, m->err);
    TRY(put_documents(m, dated));
    put_days(m);
    TRY(put_entities(m));
    TRY(put_origins(m));
    TRY(put_offices(m, dated));
    return put_title(m);
}
