/* How long a name of a place is, by its own words: capitals that go on, and what is no part of it.
 */
#include "extract/clause.h"
#include "extract/places_told.h"

enum {
    PLACE_KINDS = 1u << WORLD_COUNTRY | 1u << WORLD_REGION | 1u << WORLD_DIVISION |
                  1u << WORLD_CAPITAL | 1u << WORLD_CITY | 1u << WORLD_COUNTY | 1u << WORLD_DISTRICT
};

typedef struct Extent {
    Extraction *x;
    Names *n;
    const World *w;
    const Token *t;
} Extent;

static bool word_is(const Extent *a, uint32_t i, WordList list) {
    return token_in(&a->t[i], list);
}

/* A token beside the name, in its sentence, that belongs to no other name. */
static bool is_free(const Extent *a, const Name *n, uint32_t i) {
    return i < a->x->parse.tokens.n && a->t[i].sentence == a->t[n->first].sentence &&
           !a->n->name_at[i] && !a->x->time_at[i];
}

static bool is_capital(const Extent *a, uint32_t i) {
    return a->t[i].flags & TOKEN_CAPITAL &&
           (a->t[i].upos == UPOS_PROPN || a->t[i].upos == UPOS_ADJ || a->t[i].upos == UPOS_NOUN);
}

/* "South Florida", "S. Jersey": a side written as part of the name. A sentence begins with a
 * capital anyway. */
static void take_side(const Extent *a, Name *n) {
    uint32_t i = n->first - 1;
    if (!n->first || !is_free(a, n, i) || !is_capital(a, i) || !word_is(a, i, LIST_PLACE_SIDE))
        return;
    uint32_t begin = a->x->parse.sentences.v[a->t[i].sentence].first;
    if (i == begin && (a->t[i].norm.n > 5 || a->t[n->first].upos != UPOS_PROPN)) return;
    n->first = n->title = i;
}

/* Is it cut short: "Hungerford St", "Tewksbury Twp", "Neb"? */
static bool is_cut(const Extent *a, const Name *n) {
    if (n->end - n->first > 1 && word_is(a, n->end - 1, LIST_STREET_CUT)) return true;
    Str key = arena_join(a->x->arena, n->key, S("."));
    return key.p && key.n <= TABLE_KEY_MAX && table_find(a->w->table[WORLD_DIVISION], key, 0);
}

static bool take_stop(const Extent *a, Name *n) {
    bool stop = is_free(a, n, n->end) && str_eq(a->t[n->end].form, S(".")) &&
                !(a->t[n->end].flags & TOKEN_SPACE_BEFORE);
    if (!stop || !is_cut(a, n)) return false;
    n->end++;
    return true;
}

static bool is_loud(const Extent *a, uint32_t i) {
    return a->t[i].flags & TOKEN_UPPER && world_is_loud(a->w, i);
}

/* A noun for a settlement, a quarter or a division that only its capitals make part of a name:
 * among other capitals it is the small noun of "Zacamil neighborhood". */
static bool is_loud_kind(const Extent *a, uint32_t i) {
    /* "Marion County" is the whole name, small letters or not */
    bool kind = word_is(a, i, LIST_LOUD_KIND) || names_part_is(a->w, i, "division_head");
    return kind && !word_is(a, i, LIST_LOUD_OWN) && is_loud(a, i);
}

/* "Osun State", "Collins Avenue": a capitalised noun of a place goes with the name; what a street
 * or river is called after is not meant. */
static bool take_head(const Extent *a, Name *n) {
    uint32_t i = n->end;
    if (i >= a->x->parse.tokens.n || !is_free(a, n, i)) return false;
    const Token *t = &a->t[i];
    if (!(t->flags & TOKEN_CAPITAL) || !names_part_is(a->w, i, "place_tail")) return false;
    if (names_part_is(a->w, n->end - 1, "place_tail") || is_loud_kind(a, i)) return false;
    if (t->flags & TOKEN_UPPER && !(a->t[n->end - 1].flags & TOKEN_UPPER)) return false;
    /* "Maryland State Police" */
    bool more = is_free(a, n, i + 1) && is_capital(a, i + 1);
    if (more && word_is(a, i, LIST_NAME_DIVISION)) return false;
    n->end++;
    return true;
}

/* "2031 Monument Ave.": the number of a house. */
static bool drop_number(const Extent *a, Name *n) {
    uint32_t had = n->first;
    while (n->end - n->first > 2 && a->t[n->first].upos == UPOS_NUM &&
           (names_part_is(a->w, n->end - 1, "place_after") || is_cut(a, n)) &&
           a->t[n->first].form.n > 1 && a->t[n->first].form.p[0] <= '9')
        n->first++;
    n->title = n->first;
    return n->first != had;
}

/* "City of Norfolk", "Province of Ontario" */
static bool drop_kind(const Extent *a, Name *n) {
    if (n->end - n->first < 3 || n->known.row || !str_eq(a->t[n->first + 1].norm, S("of")))
        return false;
    bool among = word_is(a, n->first, LIST_LOUD_KIND_BEFORE) && is_loud(a, n->first);
    if (!among && !word_is(a, n->first, LIST_KIND_BEFORE)) return false;
    n->first += 2;
    n->title = n->first;
    return true;
}

/* "Tskhinvali region", "Heathrow airport": a noun in small letters is no part of the name. */
static bool drop_head(const Extent *a, Name *n) {
    uint32_t last = n->end - 1;
    bool small = !(a->t[last].flags & TOKEN_CAPITAL) && a->t[last].upos == UPOS_NOUN;
    if (n->end - n->first < 2) return false;
    if (!small && (n->known.row || !is_loud_kind(a, last))) return false;
    if (small && !names_part_is(a->w, last, "place_after") &&
        !names_part_is(a->w, last, "site_head"))
        return false;
    n->end--;
    return true;
}

/* ---- among capitals: "SAN PEDRO PERULAPAN", "SAN JUAN DE LURIGANCHO", "PUERTO SAN FRANCISCO" */

/* Words that open names of several words, and tell little by themselves. */
static bool opens_name(const Extent *a, uint32_t i) {
    return word_is(a, i, LIST_NAME_OPENER);
}

/* A town so large that its name is whole as it stands. */
static bool is_great(const Extent *a, const Name *n) {
    enum { GREAT = 200000 }; /* inhabitants */
    if (n->known.kind == WORLD_CAPITAL || n->known.kind == WORLD_COUNTRY) return true;
    const Table *cities = a->w->table[WORLD_CITY];
    return n->known.kind == WORLD_CITY &&
           table_number(cities, n->known.row - 1, table_column(cities, "population")) >= GREAT;
}

static bool is_rest(const Extent *a, const Name *n, uint32_t i) {
    return is_free(a, n, i) && is_loud(a, i) && a->t[i].upos == UPOS_PROPN &&
           a->t[i].flags & TOKEN_CAPITAL && !names_part(a->w, i).n && !is_loud_kind(a, i) &&
           !a->n->nouns[i].hit.row && !a->n->nouns[i].country.n;
}

/* A place right behind a place, with nothing between: one name in two pieces. */
static bool take_piece(const Extent *a, Name *n) {
    uint32_t at = n->end < a->x->parse.tokens.n ? a->n->name_at[n->end] : 0;
    Name *o = at ? &a->n->list.v[at - 1] : NULL;
    bool piece = o && o != n && o->first == n->end && o->end == o->first + 1 &&
                 o->type == NAME_PLACE && o->known.kind != WORLD_COUNTRY &&
                 a->t[o->first].sentence == a->t[n->first].sentence && is_loud(a, o->first);
    if (!piece) return false;
    o->type = NAME_OTHER;
    a->n->name_at[o->first] = 0;
    n->end++;
    return true;
}

static bool take_loud(const Extent *a, Name *n) {
    uint32_t first = n->first, end = n->end;
    if (!is_loud(a, n->first) || !opens_name(a, n->first)) return false;
    if (first && is_free(a, n, first - 1) && word_is(a, first - 1, LIST_NAME_FRONT))
        n->first = n->title = first - 1;
    uint32_t i = n->end;
    bool joined = is_free(a, n, i) && word_is(a, i, LIST_NAME_OF);
    if (joined && is_free(a, n, i + 1) && word_is(a, i + 1, LIST_NAME_THE)) i++;
    if (joined && is_rest(a, n, i + 1))
        n->end = i + 2;
    else if (!is_great(a, n) && is_rest(a, n, n->end))
        n->end++;
    else if (!is_great(a, n))
        take_piece(a, n);
    return n->first != first || n->end != end;
}

static StCode settle(const Extent *a, Name *n, bool tail) {
    TRY_MEM(names_key(a->x->arena, a->t, n->first, n->end, &n->key) == ST_OK, a->x->err);
    WorldHit h = world_match_any(a->w, PLACE_KINDS, n->first, n->end);
    bool whole = h.words == n->end - n->first;
    if (whole || tail) n->known = whole ? h : (WorldHit){WORLD_NONE, 0, 0, {NULL, 0}};
    return ST_OK;
}

StCode places_extend(Extraction *x, Names *names) {
    Extent a = {x, names, &names->world, x->parse.tokens.v};
    for (uint32_t i = 0; i < names->list.n; i++) {
        Name *n = &names->list.v[i];
        if (n->type != NAME_PLACE) continue;
        const Name before = *n;
        bool own = names->name_at[n->first] == i + 1;
        bool changed = own && (drop_number(&a, n) || drop_kind(&a, n) || drop_head(&a, n));
        bool tail = (own && take_loud(&a, n)) || take_head(&a, n);
        if (own) {
            if (take_stop(&a, n)) tail = tail || !n->known.row;
            take_side(&a, n);
        }
        if (n->first == before.first && n->end == before.end) continue;
        TRY(settle(&a, n, tail || (changed && !n->known.row)));
        if (!own) continue;
        for (uint32_t k = before.first; k < before.end; k++) names->name_at[k] = 0;
        for (uint32_t k = n->first; k < n->end; k++) names->name_at[k] = i + 1;
    }
    return ST_OK;
}
