#include "report/deed_parties.h"

static Str side_name(const Composing *c, const Entity *e) {
    for (uint32_t i = 0; e && e->side.n && i < c->story->sides.n; i++)
        if (str_eq(c->story->sides.v[i].id, e->side)) return c->story->sides.v[i].name;
    return S("");
}

/* "people" are any. */
static Str own_name(Composing *c, const Actor *actor) {
    Str name = words_without_owner(c, composing_actor_name(c, actor));
    bool says = actor->known.n || str_find_char(name, ' ') != SIZE_MAX;
    return says ? name : S("");
}

Str party_name(Composing *c, const Records *r, Ref ref) {
    const Actor *actor = records_actor(r, ref);
    if (!actor) return S("");
    Str side = side_name(c, composing_entity(c, actor->head.id));
    return side.n ? words_without_owner(c, side) : own_name(c, actor);
}

/* The kind of official body by the first of its sectors that has one; empty of anybody else. */
static Str official_kind(const Composing *c, const Actor *actor) {
    const Table *t =
        c->options->tables ? tables_get(c->options->tables, "en/official_bodies") : NULL;
    for (uint32_t i = 0; t && i < actor->sectors.n; i++) {
        char folded[4];
        Str code = actor->sectors.v[i];
        if (code.n >= sizeof folded) continue;
        for (size_t k = 0; k < code.n; k++) folded[k] = (char)(code.p[k] | 0x20); /* ASCII */
        uint32_t row = table_find(t, (Str){folded, code.n}, 0);
        if (row) return table_cell(t, row - 1, table_column(t, "kind"));
    }
    return S("");
}

/* No place of the document is anywhere else, and none has two claimants. */
static bool tells_of_one_land(const Records *r, Str country) {
    bool some = false;
    for (uint32_t i = 0; i < r->places.n; i++) {
        const Place *place = &r->places.v[i];
        if (place->disputed || (place->country.n && !str_eq(place->country, country))) return false;
        some |= place->country.n > 0;
    }
    return some;
}

/* In the country's own land, which nobody else claims. */
static bool in_own_land(const Records *r, const Event *e, Str country) {
    const Place *place = records_place(r, e->place);
    if (!country.n || (place && place->disputed)) return false;
    if (!place || !place->country.n) return tells_of_one_land(r, country);
    return str_eq(place->country, country);
}

/* Somebody of another country is among them. */
static bool has_foreigner(const Records *r, const Roles *roles, Str country) {
    for (uint32_t i = 0; i < roles->n; i++) {
        const Actor *a = records_actor(r, roles->v[i].actor);
        if (a && a->country.n && !str_eq(a->country, country)) return true;
    }
    return false;
}

/* "Five were arrested": that it was the state goes without saying. */
static bool is_states_work(const Event *e) {
    return e->class == CLASS_COERCE && str_eq(e->mode, S("arrest"));
}

/* A state's body in its own land with nobody from elsewhere; the state itself only in what is
 * always its work. */
static bool acts_at_home(Composing *c, const Records *r, const Event *e, const Actor *actor) {
    return actor && (actor->kind != ACTOR_STATE || is_states_work(e)) &&
           in_own_land(r, e, actor->country) && official_kind(c, actor).n &&
           side_name(c, composing_entity(c, actor->head.id)).n &&
           !has_foreigner(r, &e->agents, actor->country) &&
           !has_foreigner(r, &e->recipients, actor->country);
}

/* What a man in office does not do with his own hands. */
static bool uses_force(const Event *e) {
    return e->class == CLASS_ASSAULT || e->class == CLASS_COERCE || e->class == CLASS_MOBILIZE;
}

/* Whom a protest at home is against is the state's matter by default; a report that tells no more
 * tells nothing. */
static bool is_default_target(const Event *e, const Roles *roles, const Actor *actor) {
    return e->class == CLASS_PROTEST && roles == &e->recipients && actor &&
           actor->kind == ACTOR_STATE;
}

/* Who died in a clash did not fight there, for all that is told. */
static bool is_no_fighter(Composing *c, const Records *r, const Event *e, const Roles *roles,
                          const Actor *actor) {
    if (e->class != CLASS_ASSAULT || roles != &e->recipients || !actor) return false;
    bool people = actor->kind == ACTOR_PERSON || actor->kind == ACTOR_POPULATION;
    return people && !e->agents.n && str_eq(words_of_noun(c, r, e), S("fighting"));
}

Party party_of_roles(Composing *c, const Records *r, const Event *e, const Roles *roles) {
    if (!roles->n) return (Party){0};
    const Actor *actor = records_actor(r, roles->v[0].actor);
    if (is_no_fighter(c, r, e, roles, actor)) return (Party){0};
    if (is_default_target(e, roles, actor) && in_own_land(r, e, actor->country)) return (Party){0};
    if (!acts_at_home(c, r, e, actor)) return (Party){party_name(c, r, roles->v[0].actor), S("")};
    Str kind = official_kind(c, actor);
    Str name = actor->kind == ACTOR_STATE ? S("") : own_name(c, actor);
    if (actor->kind == ACTOR_PERSON && name.n && !uses_force(e)) return (Party){name, S("")};
    return (Party){name.n ? name : kind, kind};
}

bool party_is_at_home(Composing *c, const Records *r, const Event *e) {
    bool all = e->agents.n > 0;
    for (uint32_t i = 0; i < e->agents.n; i++)
        all &= acts_at_home(c, r, e, records_actor(r, e->agents.v[i].actor));
    for (uint32_t i = 0; i < e->recipients.n; i++)
        all &= acts_at_home(c, r, e, records_actor(r, e->recipients.v[i].actor));
    return all;
}
