#include "story/juntas.h"

#include "record/sectors.h"
#include "story/happening.h"
#include "story/phrases.h"

/* What is told as done, and as news. */
static bool is_coup(const Making *m, const Records *r, const Event *e) {
    if (e->class != CLASS_COERCE || e->background || e->modality != MODALITY_ACTUAL ||
        e->polarity != POLARITY_POSITIVE)
        return false;
    Happening h = happening_of(&r->doc, e);
    return str_eq(happening_noun(m->tables, &h, m->arena), S("coup"));
}

/* Soldiers and their officers; a president who takes more power than is his stays the state. */
static bool is_military(const EntityInfo *e) {
    return e->actor_kind != ACTOR_STATE && e->country.n && e->sectors.n &&
           sector_set(e->sectors.v[0]) == SECTOR(MIL);
}

static bool is_named_so(const Making *m, const Entity *e) {
    const Table *t = tables_get(m->tables, "en/own_authority");
    for (uint32_t i = 0; t && i < e->variants.n; i++) {
        uint32_t row = phrase_first(t, e->variants.v[i], m->arena);
        if (row && str_eq(table_cell(t, row - 1, table_column(t, "kind")), S("junta"))) return true;
    }
    return false;
}

static void mark_agents(const Making *m, uint32_t doc, const Event *e, bool *took) {
    for (uint32_t i = 0; i < e->agents.n; i++) {
        uint32_t who = making_actor(m, doc, e->agents.v[i].actor);
        if (who && is_military(&m->entities[who - 1])) took[who - 1] = true;
    }
}

/* The heaviest of its country that is called a junta, else the heaviest. */
static uint32_t leader_of(const Making *m, const bool *took, const bool *named, uint32_t one) {
    uint32_t first = 0;
    for (uint32_t i = 0; i < m->story->entities.n; i++) {
        if (!(took[i] || named[i]) || !str_eq(m->entities[i].country, m->entities[one].country))
            continue;
        if (named[i]) return i + 1;
        if (!first) first = i + 1;
    }
    return first;
}

StCode story_find_juntas(const Making *m, uint32_t **out) {
    uint32_t n = m->story->entities.n;
    bool *took = arena_new(m->arena, bool, 2 * n), *named = took + n;
    *out = arena_new(m->arena, uint32_t, n);
    TRY_MEM((took && *out) || !n, m->err);
    bool some = false;
    for (uint32_t d = 0; d < m->docs.n; d++)
        for (uint32_t i = 0; i < m->docs.v[d]->events.n; i++)
            if (is_coup(m, m->docs.v[d], &m->docs.v[d]->events.v[i])) {
                mark_agents(m, d, &m->docs.v[d]->events.v[i], took);
                some = true;
            }
    for (uint32_t i = 0; some && i < n; i++)
        named[i] = m->story->entities.v[i].kind == ENTITY_ACTOR && m->entities[i].country.n &&
                   is_named_so(m, &m->story->entities.v[i]);
    for (uint32_t i = 0; some && i < n; i++)
        if (took[i] || named[i]) (*out)[i] = leader_of(m, took, named, i);
    return ST_OK;
}
