#include "story/parties.h"

#include "base/utf8.h"
#include "record/sectors.h"

bool parties_are_two_persons(const Making *m, uint32_t x, uint32_t y) {
    const EntityInfo *a = &m->entities[x - 1], *b = &m->entities[y - 1];
    if (a->actor_kind != ACTOR_PERSON || b->actor_kind != ACTOR_PERSON) return false;
    Str one = utf8_fold(m->arena, making_entity_name(m, x));
    Str other = utf8_fold(m->arena, making_entity_name(m, y));
    if (str_starts(one, S("the "))) one = str_from(one, 4);
    if (str_starts(other, S("the "))) other = str_from(other, 4);
    return !str_ends(one, other) && !str_ends(other, one);
}

/* An organ of a state, or that itself. */
static bool is_of_state(const EntityInfo *e) {
    SectorSet organs = SECTOR(GOV) | SECTOR(MIL) | SECTOR(COP) | SECTOR(SPY);
    return e->actor_kind == ACTOR_STATE || sectors_any(&e->sectors, organs);
}

bool party_answers_for(const Making *m, uint32_t who, uint32_t deed) {
    if (!who || !deed) return false;
    const EntityInfo *a = &m->entities[who - 1], *b = &m->entities[deed - 1];
    bool one_state = a->country.n && str_eq(a->country, b->country) && is_of_state(a) &&
                     is_of_state(b) && !parties_are_two_persons(m, who, deed);
    return one_state || who == deed || (a->side && a->side == b->side);
}
