#include "story/parties.h"

#include "base/utf8.h"
#include "know/word_lists.h"
#include "record/sectors.h"
#include "story/account.h"
#include "story/spelling.h"
#include "story/statement.h"

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

/* ---- two that may be one */

static bool share_sector(const EntityInfo *x, const EntityInfo *y) {
    for (uint32_t i = 0; i < x->sectors.n; i++)
        for (uint32_t k = 0; k < y->sectors.n; k++)
            if (str_eq(x->sectors.v[i], y->sectors.v[k])) return true;
    return false;
}

/* "The Northlanders", "people", "men": of no trade, and may be any others. */
static bool is_anybody(Making *m, uint32_t entity, Str *last) {
    Str name = utf8_fold(m->arena, spelling_last_word(making_entity_name(m, entity)));
    Str word = spelling_last_word(making_entity_name(m, entity));
    bool capital = word.n > 1 && word.p[0] >= 'A' && word.p[0] <= 'Z' && word.p[1] >= 'a';
    const EntityInfo *e = &m->entities[entity - 1];
    bool nation = capital && !e->named && !e->sectors.n;
    *last = name;
    return nation || word_is_in(m->tables, name, LIST_ANY_PEOPLE);
}

/* "Soldiers" and "the army", "students" and "a student". */
static bool one_kind(Making *m, uint32_t x, uint32_t y) {
    Str a, b;
    bool anybody = is_anybody(m, x, &a);
    if (is_anybody(m, y, &b) || anybody) return true;
    Str thing = making_cell(m, "en/same_things", a, "thing");
    if (thing.n && str_eq(thing, making_cell(m, "en/same_things", b, "thing"))) return true;
    return statement_same_base(a, b) || share_sector(&m->entities[x - 1], &m->entities[y - 1]);
}

/* "The North", "North Korea". */
static bool share_name(Making *m, uint32_t x, uint32_t y) {
    Str a = utf8_fold(m->arena, making_entity_name(m, x)), one;
    while (str_split(&a, ' ', &one)) {
        Str b = utf8_fold(m->arena, making_entity_name(m, y)), other;
        while (account_tells(m, one) && str_split(&b, ' ', &other))
            if (str_eq(one, other)) return true;
    }
    return false;
}

bool parties_may_be_one(Making *m, uint32_t x, uint32_t y) {
    if (!x || !y || x == y) return true;
    const EntityInfo *a = &m->entities[x - 1], *b = &m->entities[y - 1];
    if (parties_are_two_persons(m, x, y)) return false;
    bool persons = a->actor_kind == ACTOR_PERSON && b->actor_kind == ACTOR_PERSON;
    if (persons && a->named && b->named) return true; /* of one name, wherever he was told of */
    if (a->country.n && b->country.n && !str_eq(a->country, b->country)) return false;
    if (a->named && b->named) return (a->side && a->side == b->side) || share_name(m, x, y);
    bool state = a->actor_kind == ACTOR_STATE || b->actor_kind == ACTOR_STATE;
    return (state && a->country.n && b->country.n) || one_kind(m, x, y);
}

bool parties_are_one(Making *m, uint32_t x, uint32_t y) {
    if (!x || !y) return false;
    if (x == y) return true;
    const EntityInfo *a = &m->entities[x - 1], *b = &m->entities[y - 1];
    if (a->side && a->side == b->side) return !parties_are_two_persons(m, x, y);
    return a->country.n && str_eq(a->country, b->country) && parties_may_be_one(m, x, y);
}
