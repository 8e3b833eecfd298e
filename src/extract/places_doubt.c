/* Names that read as places, and that nothing in the document says are any: a word that no table
 * knows or that is a plain word or a person's name as well. */
#include "base/map.h"
#include "extract/clause.h"
#include "extract/places_told.h"

enum { KNOWN_TOWN = 100000 }; /* inhabitants: its name is seldom a person's */

typedef struct Doubt {
    Extraction *x;
    Names *n;
    const World *w;
    const Token *t;
    Map placed, person; /* by key: what some mention tells */
    Map there, surname; /* "in X"; the last word of somebody's full name */
} Doubt;

static bool word_is(const Doubt *d, uint32_t i, WordList list) {
    return token_in(&d->t[i], list);
}

static bool is_beside(const Doubt *d, const Name *n, uint32_t i) {
    return i < d->x->parse.tokens.n && d->t[i].sentence == d->t[n->first].sentence;
}

static const Name *place_at(const Doubt *d, uint32_t i) {
    uint32_t at = d->n->name_at[i];
    const Name *o = at ? &d->n->list.v[at - 1] : NULL;
    return o && o->type == NAME_PLACE ? o : NULL;
}

/* "A417", "M25" */
static bool is_road(const Token *t) {
    bool digits = t->form.n > 1 && t->form.n < 6;
    for (size_t i = 1; i < t->form.n; i++)
        digits = digits && t->form.p[i] >= '0' && t->form.p[i] <= '9';
    return digits && t->flags & TOKEN_CAPITAL;
}

/* "in X", "X, Ohio", "Ohio, X and Y", "X village", a dateline. */
static bool is_placed(const Doubt *d, const Name *n) {
    const Token *t = d->t;
    /* "Date: 7 March" heads a line */
    bool label = is_beside(d, n, n->end) && str_eq(t[n->end].norm, S(":"));
    if (label && n->end - n->first == 1 && world_word(d->w, WORLD_PLAIN, t[n->first].norm))
        return false;
    if (!d->x->parse.sentences.v[t[n->first].sentence].coded) return true;
    uint32_t before = n->first;
    bool the = before && is_beside(d, n, before - 1) && str_eq(t[before - 1].norm, S("the"));
    if (the && (n->end - n->first > 1 || is_road(&t[n->first]))) return true;
    if (before && is_beside(d, n, before - 1)) {
        const Token *b = &t[before - 1];
        if (word_is(d, before - 1, LIST_PLACE_LEAD) || names_part_is(d->w, before - 1, "direction"))
            return true;
        bool joined = str_eq(b->norm, S(",")) || b->upos == UPOS_CCONJ || str_eq(b->norm, S("/"));
        if (joined && before > 1 && place_at(d, before - 2)) return true;
    }
    if (!is_beside(d, n, n->end)) return false;
    if (word_is(d, n->end, LIST_PLACE_PEOPLE) || names_part_is(d->w, n->end, "place_after") ||
        names_part_is(d->w, n->end, "division_head"))
        return true;
    bool comma = str_eq(t[n->end].norm, S(",")) || t[n->end].upos == UPOS_CCONJ;
    return comma && is_beside(d, n, n->end + 1) && place_at(d, n->end + 1);
}

static bool is_there(const Doubt *d, const Name *n) {
    return n->first && is_beside(d, n, n->first - 1) && word_is(d, n->first - 1, LIST_PLACED_IN);
}

/* "Dr Guerrero" */
static bool has_title(const Doubt *d, const Name *n) {
    if (!n->first || !is_beside(d, n, n->first - 1)) return false;
    const Noun *before = &d->n->nouns[n->first - 1];
    return before->hit.row && before->hit.kind == WORLD_TITLE;
}

/* "X said", "X, who": only a person does. */
static bool is_person(const Doubt *d, const Name *n) {
    if (is_beside(d, n, n->end) && word_is(d, n->end, LIST_PERSON_DEED)) return true;
    return is_beside(d, n, n->end + 1) && str_eq(d->t[n->end].norm, S(",")) &&
           str_eq(d->t[n->end + 1].norm, S("who"));
}

static bool has_head(const Doubt *d, const Name *n) {
    for (uint32_t i = n->first; i < n->end; i++) {
        if (word_is(d, i, LIST_NAME_PARTICLE)) continue;
        static const char *const kinds[] = {"place_after", "place_before", "place_tail",
                                            "organisation", NULL};
        for (int k = 0; kinds[k]; k++)
            if (names_part_is(d->w, i, kinds[k])) return true;
    }
    return false;
}

/* A town of some size, or no town but a district. */
static bool is_known_town(const Doubt *d, const Name *n) {
    const Table *cities = d->w->table[WORLD_CITY];
    if (n->known.kind != WORLD_CITY) return false;
    return table_number(cities, n->known.row - 1, table_column(cities, "population")) >= KNOWN_TOWN;
}

static bool is_other_word(const Doubt *d, const Name *n) {
    Str word = d->t[n->first].norm;
    if (world_word(d->w, WORLD_PLAIN, word)) return true;
    bool name = world_word(d->w, WORLD_GIVEN, word) || world_word(d->w, WORLD_SURNAME, word);
    return name && !is_known_town(d, n);
}

/* A name that needs to be told a place. */
static bool is_weak(const Doubt *d, const Name *n) {
    bool single = n->end - n->first == 1;
    if (!n->known.row) return single || !has_head(d, n);
    return single && world_is_common(n->known.kind) && is_other_word(d, n);
}

static bool never(const Doubt *d, const Name *n) {
    uint32_t r = n->key.n <= TABLE_KEY_MAX ? table_find(d->w->table[WORLD_PLAIN], n->key, 0) : 0;
    return r &&
           str_eq(table_cell(d->w->table[WORLD_PLAIN], r - 1, d->w->kind[WORLD_PLAIN]), S("never"));
}

static void settle_one(const Doubt *d, Name *n) {
    bool single = n->end - n->first == 1;
    bool person = map_get(&d->person, n->key) != 0;
    if (never(d, n)) {
        n->type = NAME_OTHER;
        return;
    }
    /* "Chadian" is no town in China */
    if (single && world_is_common(n->known.kind) && d->n->nouns[n->first].people.row) {
        n->type = NAME_OTHER;
        d->n->name_at[n->first] = 0;
        return;
    }
    WorldHit office = world_match(d->w, WORLD_OFFICEHOLDER, n->first, n->end);
    if (!single && world_is_common(n->known.kind) && office.words == n->end - n->first) {
        n->type = NAME_PERSON;
        n->known = office;
        n->sure = 3;
        return;
    }
    /* "Dr Francisco Guerrero … the murder of Guerrero" */
    bool known = world_is_common(n->known.kind) || n->known.kind == WORLD_DIVISION;
    if (single && known && (map_get(&d->surname, n->key) || has_title(d, n)) &&
        !map_get(&d->there, n->key)) {
        n->type = NAME_PERSON;
        n->known = (WorldHit){WORLD_NONE, 0, 0, {NULL, 0}};
        return;
    }
    if (map_get(&d->placed, n->key)) return;
    bool town = single && world_is_common(n->known.kind) && !is_known_town(d, n);
    bool given = !single && world_word(d->w, WORLD_GIVEN, d->t[n->first].norm);
    if (!is_weak(d, n) && !(town && person)) return;
    n->type = person || given ? NAME_PERSON : NAME_OTHER;
    n->known = (WorldHit){WORLD_NONE, 0, 0, {NULL, 0}};
}

/* A place inside another's name that only a street or river is called after: "Collins Avenue". */
static bool is_namesake(const Doubt *d, const Name *n) {
    uint32_t outer = d->n->name_at[n->first], next = n->end;
    bool town = n->known.kind == WORLD_CAPITAL || world_is_common(n->known.kind);
    return town && outer && next < d->x->parse.tokens.n && d->n->name_at[next] == outer &&
           names_part_is(d->w, next, "place_tail") && !names_part_is(d->w, next, "division_head") &&
           d->t[next].flags & TOKEN_CAPITAL;
}

/* What the mentions of each name tell of it. */
static StCode gather(Doubt *d) {
    for (uint32_t i = 0; i < d->n->list.n; i++) {
        const Name *n = &d->n->list.v[i];
        if (n->type == NAME_PERSON && n->end - n->first > 1)
            map_set(&d->surname, d->t[n->end - 1].norm, 1);
        if (n->type != NAME_PLACE) continue;
        if (is_placed(d, n)) map_set(&d->placed, n->key, 1);
        if (is_person(d, n)) map_set(&d->person, n->key, 1);
        if (is_there(d, n)) map_set(&d->there, n->key, 1);
    }
    bool failed = d->placed.failed || d->person.failed || d->there.failed || d->surname.failed;
    TRY_MEM(!failed, d->x->err);
    return ST_OK;
}

StCode places_doubt(Extraction *x, Names *names) {
    Map none = {.arena = x->arena};
    Doubt d = {x, names, &names->world, x->parse.tokens.v, none, none, none, none};
    TRY(gather(&d));
    for (uint32_t i = 0; i < names->list.n; i++) {
        Name *n = &names->list.v[i];
        if (n->type != NAME_PLACE) continue;
        if (names->name_at[n->first] == i + 1)
            settle_one(&d, n);
        else if (is_namesake(&d, n))
            n->type = NAME_OTHER;
    }
    return ST_OK;
}
