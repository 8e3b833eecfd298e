/* What heads a story: its documents in order, copies, days, places, actors and origins, and the
 * offices its actors hold.
 */
#include "story/making.h"

#include <stdlib.h>

enum { PLACES_MAX = 12, ACTORS_MAX = 40 };

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

StCode story_summarise(Making *m) {
    Dated *dated = arena_new(m->arena, Dated, m->docs.n);
    TRY_MEM(dated, m->err);
    TRY(put_documents(m, dated));
    put_days(m);
    TRY(put_entities(m));
    TRY(put_origins(m));
    TRY(put_offices(m, dated));
    return story_title(m);
}
