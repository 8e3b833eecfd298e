#include "extract/places_inner.h"

enum {
    PLACE_KINDS = 1u << WORLD_COUNTRY | 1u << WORLD_REGION | 1u << WORLD_DIVISION |
                  1u << WORLD_CAPITAL | 1u << WORLD_CITY | 1u << WORLD_COUNTY,
    CITY_LETTERS = 4,    /* a shorter name is too often something else */
    CITY_LEAST = 100000, /* inhabitants of a town in the name of a firm */
    LOCAL_LEAST = 1000   /* in that of a police, a school, a court */
};

static bool is_local(const World *w, const Name *body) {
    return names_part_is(w, body->end - 1, "organisation") ||
           names_part_is(w, body->end - 1, "place_after");
}

static bool is_known_town(const World *w, WorldHit h, const Name *body) {
    const Table *t = w->table[WORLD_CITY];
    int32_t people = table_number(t, h.row - 1, table_column(t, "population"));
    return people >= (is_local(w, body) ? LOCAL_LEAST : CITY_LEAST);
}

static bool is_meant(const World *w, WorldHit h, uint32_t at, const Name *body) {
    const Token *t = &w->tokens[at];
    if (!h.row || h.words >= body->end - body->first || !(t->flags & TOKEN_CAPITAL)) return false;
    /* "Collins Avenue Bank": the street's name is no town's */
    uint32_t next = at + h.words;
    bool town = h.kind == WORLD_CITY || h.kind == WORLD_CAPITAL;
    if (town && next < body->end && names_part_is(w, next, "place_tail") &&
        !names_part_is(w, next, "division_head") && w->tokens[next].flags & TOKEN_CAPITAL)
        return false;
    if (h.kind != WORLD_CITY) return h.words > 1 || !names_part_is(w, at, "direction");
    if (h.words > 1) return is_known_town(w, h, body);
    return t->form.n >= CITY_LETTERS && !names_part(w, at).n &&
           !world_word(w, WORLD_PLAIN, t->norm) && !world_word(w, WORLD_GIVEN, t->norm) &&
           is_known_town(w, h, body);
}

/* The places inside one body's name, put at the end of `list`. */
static StCode find_inside(Extraction *x, const World *w, const Name *body, NameList *list) {
    /* "Farabundo Marti National Liberation Front": of a body that is known no town need tell */
    uint32_t kinds = body->known.row ? PLACE_KINDS & ~(1u << WORLD_CITY) : PLACE_KINDS;
    for (uint32_t i = body->first; i < body->end; i++) {
        WorldHit h = world_match_any(w, kinds, i, body->end);
        if (!is_meant(w, h, i, body)) continue;
        Name *inner = list_push(x->arena, list, Name);
        TRY_MEM(inner, x->err);
        *inner = (Name){
            .first = i, .end = i + h.words, .type = NAME_PLACE, .sure = 3, .known = h, .title = i};
        TRY_MEM(names_key(x->arena, w->tokens, i, i + h.words, &inner->key) == ST_OK, x->err);
        i += h.words - 1;
    }
    return ST_OK;
}

StCode places_inner(Extraction *x, Names *n) {
    NameList list = {NULL, 0};
    uint32_t *moved = arena_new(x->arena, uint32_t, n->list.n + 1); /* 1 + old → 1 + new */
    TRY_MEM(moved, x->err);
    for (uint32_t i = 0; i < n->list.n; i++) {
        const Name *name = &n->list.v[i];
        bool found = i && n->list.v[i - 1].end > name->first; /* by the names themselves */
        if (name->type == NAME_ORGANISATION && name->end - name->first > 1 && !found)
            TRY(find_inside(x, &n->world, name, &list));
        Name *copy = list_push(x->arena, &list, Name);
        TRY_MEM(copy, x->err);
        *copy = *name;
        moved[i + 1] = list.n;
    }
    for (uint32_t i = 0; i < list.n; i++) list.v[i].same = moved[list.v[i].same];
    for (uint32_t i = 0; i < x->parse.tokens.n; i++) n->name_at[i] = moved[n->name_at[i]];
    n->list = list;
    return ST_OK;
}
