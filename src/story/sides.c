/* The parties of a story. A state, its ministries, forces, spokesmen and office-holders are one
 * side; de-facto authorities, armed groups and international bodies are sides of their own, and who
 * speaks for somebody is of that one's side. Relays (media, agencies) make none.
 */
#include "story/juntas.h"

#include "record/sectors.h"
#include "story/phrases.h"

#include <stdlib.h>

enum { REPRESENTS_MAX = 4 }; /* steps from a spokesman to whom he speaks for in the end */

typedef enum SideBasis {
    BASIS_NONE,
    BASIS_STATE,
    BASIS_OFFICE,
    BASIS_BODY,
    BASIS_REPRESENTS,
    BASIS_ITSELF
} SideBasis;

static const char *const basis_words[] = {
    [BASIS_STATE] = "state",           [BASIS_OFFICE] = "office", [BASIS_BODY] = "body",
    [BASIS_REPRESENTS] = "represents", [BASIS_ITSELF] = "itself",
};

static bool of_state(const EntityInfo *e) {
    return e->country.n &&
           (e->actor_kind == ACTOR_STATE || sectors_any(&e->sectors, SECTORS_OF_STATE));
}

/* Armed groups and international bodies by their sector; de-facto authorities by their name, too:
 * "the de facto ombudsman". */
static bool of_its_own(const Making *m, uint32_t entity) {
    const SectorSet bodies =
        SECTORS_LAWLESS | SECTOR(SEP) | SECTOR(OPP) | SECTOR(IGO) | SECTOR(NGO);
    const Entity *e = &m->story->entities.v[entity];
    if (sectors_any(&m->entities[entity].sectors, bodies) || m->entities[entity].own_authority)
        return true;
    if (m->entities[entity].actor_kind == ACTOR_STATE) return false;
    const Table *t = tables_get(m->tables, "en/own_authority");
    for (uint32_t i = 0; i < e->variants.n; i++) {
        uint32_t row = phrase_first(t, e->variants.v[i], m->arena);
        if (row && !str_eq(table_cell(t, row - 1, 1), S("place"))) return true;
    }
    return false;
}

static bool relays(const EntityInfo *e) {
    return sectors_any(&e->sectors, SECTOR(MED));
}

/* The key of an entity's side, empty when it has none: a country, or an entity. */
static Str side_key(const Making *m, uint32_t entity, const bool *acts, const uint32_t *juntas,
                    SideBasis *basis) {
    uint32_t at = entity;
    *basis = BASIS_NONE;
    for (int i = 0; i < REPRESENTS_MAX && m->entities[at].represents; i++)
        at = m->entities[at].represents - 1;
    if (juntas[at]) {
        *basis = BASIS_ITSELF;
        return m->story->entities.v[juntas[at] - 1].id;
    }
    const EntityInfo *e = &m->entities[at];
    if (m->story->entities.v[at].kind != ENTITY_ACTOR || relays(e)) return S("");
    bool own = of_its_own(m, at);
    if (!own && of_state(e)) {
        *basis = at != entity                    ? BASIS_REPRESENTS
                 : e->actor_kind == ACTOR_STATE  ? BASIS_STATE
                 : e->actor_kind == ACTOR_PERSON ? BASIS_OFFICE
                                                 : BASIS_BODY;
        return e->country;
    }
    if (!acts[at] && !acts[entity]) return S("");
    *basis = at == entity ? BASIS_ITSELF : BASIS_REPRESENTS;
    return m->story->entities.v[at].id;
}

/* Who says something or does something, or has it done to them. */
static bool *who_acts(const Making *m) {
    bool *acts = arena_new(m->arena, bool, m->story->entities.n);
    if (!acts) return NULL;
    for (uint32_t d = 0; d < m->docs.n; d++) {
        const Records *r = m->docs.v[d];
        for (uint32_t i = 0; i < r->claims.n; i++) {
            const Claim *c = &r->claims.v[i];
            uint32_t who = c->source ? making_actor(m, d, c->source->actor) : 0;
            if (who) acts[who - 1] = true;
            if ((who = making_actor(m, d, c->target)) != 0) acts[who - 1] = true;
        }
        for (uint32_t i = 0; i < r->events.n; i++) {
            const Event *e = &r->events.v[i];
            for (uint32_t k = 0; k < e->agents.n; k++) {
                uint32_t who = making_actor(m, d, e->agents.v[k].actor);
                if (who) acts[who - 1] = true;
            }
        }
    }
    return acts;
}

/* The country's name: its state's in this story, else the table's, else the code. */
static Str country_name(const Making *m, Str code) {
    for (uint32_t i = 0; i < m->story->entities.n; i++) {
        const EntityInfo *e = &m->entities[i];
        bool state = m->story->entities.v[i].kind == ENTITY_ACTOR && e->actor_kind == ACTOR_STATE;
        bool place = m->story->entities.v[i].kind == ENTITY_PLACE && e->country_wide;
        if ((state || place) && str_eq(e->country, code)) return m->story->entities.v[i].name;
    }
    Str name = making_cell(m, "world/country_codes", code, "name");
    return name.n ? name : code;
}

/* A side that is no country's is called as the entity is whose id its key is. */
static uint32_t entity_of_key(const Making *m, Str key, uint32_t otherwise) {
    for (uint32_t i = 0; i < m->story->entities.n; i++)
        if (str_eq(m->story->entities.v[i].id, key)) return i;
    return otherwise;
}

static StCode put_side(Making *m, Str key, bool country, uint32_t entity, uint32_t *place) {
    Side *s = list_push(m->arena, &m->story->sides, Side);
    TRY_MEM(s, m->err);
    *s = (Side){.id = making_id(m, 's', key), .story = m->story->id};
    s->name = country ? country_name(m, key) : m->story->entities.v[entity].name;
    TRY_MEM(s->id.p, m->err);
    *place = m->story->sides.n;
    return ST_OK;
}

StCode story_find_sides(Making *m) {
    bool *acts = who_acts(m);
    TRY_MEM(acts, m->err);
    uint32_t *juntas;
    TRY(story_find_juntas(m, &juntas));
    Map sides = {.arena = m->arena};
    for (uint32_t i = 0; i < m->story->entities.n; i++) {
        SideBasis basis;
        Str key = side_key(m, i, acts, juntas, &basis);
        if (basis == BASIS_NONE) continue;
        uint32_t *place = map_at(&sides, key);
        TRY_MEM(place, m->err);
        bool country = m->entities[i].country.p == key.p || key.n == 3;
        if (!*place) TRY(put_side(m, key, country, country ? i : entity_of_key(m, key, i), place));
        m->entities[i].side = *place;
        Side *side = &m->story->sides.v[*place - 1];
        SideMember *member = list_push(m->arena, &side->members, SideMember);
        TRY_MEM(member, m->err);
        *member =
            (SideMember){.entity = m->story->entities.v[i].id, .basis = str_of(basis_words[basis])};
        m->story->entities.v[i].side = side->id;
    }
    return ST_OK;
}
