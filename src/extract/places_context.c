#include "extract/places_context.h"

enum { HINT_WORDS_MAX = 6 };

bool place_is_wide(const World *w, Str key) {
    static const WorldKind kinds[] = {WORLD_COUNTRY, WORLD_DIVISION};
    if (key.n > TABLE_KEY_MAX) return false;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (table_find(w->table[kinds[k]], key, 0)) return true;
    const Table *districts = w->table[WORLD_DISTRICT];
    uint32_t r = table_find(districts, key, 0);
    return r &&
           str_eq(table_cell(districts, r - 1, table_column(districts, "feature")), S("division"));
}

static const Name *name_at(const Names *n, uint32_t token) {
    return n->name_at[token] ? &n->list.v[n->name_at[token] - 1] : NULL;
}

const Name *place_container(const Extraction *x, const Names *n, const Name *name) {
    const Token *t = x->parse.tokens.v;
    uint32_t at = name->end + 1;
    if (at >= x->parse.tokens.n || t[at].sentence != t[name->first].sentence) return NULL;
    Str between = t[name->end].norm;
    if (!str_eq(between, S(",")) && !str_eq(between, S("("))) return NULL;
    const Name *in = name_at(n, at);
    bool holds =
        in && in->first == at && in->type == NAME_PLACE && place_is_wide(&n->world, place_key(in));
    return holds ? in : NULL;
}

bool place_container_ends(const Extraction *x, const Name *container) {
    const Token *t = x->parse.tokens.v;
    if (container->end >= x->parse.tokens.n) return true;
    return t[container->end].upos != UPOS_CCONJ && !str_eq(t[container->end].norm, S("&"));
}

/* ---- the phrase */

static bool is_direction(const Names *n, uint32_t i) {
    return names_part_is(&n->world, i, "direction");
}

/* The one country that a name means, or empty. */
static Str country_meant(const Names *n, const Name *name) {
    const World *w = &n->world;
    Str key = place_key(name);
    if (name->type != NAME_PLACE || key.n > TABLE_KEY_MAX) return S("");
    uint32_t r = table_find(w->table[WORLD_COUNTRY], key, 0);
    bool other = table_find(w->table[WORLD_DIVISION], key, 0) != 0;
    return r && !other ? table_cell(w->table[WORLD_COUNTRY], r - 1, w->country[WORLD_COUNTRY])
                       : S("");
}

/* "the Syrian town of Homs", "Kenya's Rift Valley": a demonym or a country's genitive, and between
 * it and the name nothing but nouns, adjectives and "of". */
static Str hint_before(const Extraction *x, const Names *n, const Name *name) {
    const Token *t = x->parse.tokens.v;
    bool genitive = false;
    for (uint32_t i = name->first, steps = 0; i > 0 && steps < HINT_WORDS_MAX; i--, steps++) {
        const Token *before = &t[i - 1];
        if (before->sentence != t[name->first].sentence) break;
        const Noun *noun = &n->nouns[i - 1];
        const Name *other = name_at(n, i - 1);
        if (noun->demonym && noun->country.n && (!other || other->type != NAME_PLACE))
            return noun->country;
        if (other) return genitive ? country_meant(n, other) : S("");
        if (before->xpos == XPOS_POS) {
            genitive = true;
        } else if (!str_eq(before->norm, S("of")) && before->upos != UPOS_NOUN &&
                   before->upos != UPOS_ADJ && !is_direction(n, i - 1)) {
            break;
        }
    }
    return S("");
}

static PlaceHead head_at(const Extraction *x, const Names *n, uint32_t i) {
    Str word = x->parse.tokens.v[i].norm;
    if (str_eq(word, S("village")) || str_eq(word, S("hamlet"))) return HEAD_VILLAGE;
    if (names_part_is(&n->world, i, "division_head")) return HEAD_DIVISION;
    return names_part_is(&n->world, i, "site_head") ? HEAD_SITE : HEAD_NONE;
}

/* "Raqqa in northern Syria", "Mosul, in Iraq", "Midlands province in Zimbabwe" */
static Str hint_behind(const Extraction *x, const Names *n, const Name *name) {
    const Token *t = x->parse.tokens.v;
    uint32_t i = name->end, end = x->parse.tokens.n;
    if (i < end && (str_eq(t[i].norm, S(",")) || head_at(x, n, i))) i++;
    if (i >= end || !str_eq(t[i].norm, S("in"))) return S("");
    for (i++; i < end && (t[i].upos == UPOS_DET || is_direction(n, i));) i++;
    const Name *in = i < end ? name_at(n, i) : NULL;
    bool near = in && in != name && t[i].sentence == t[name->first].sentence;
    return near ? country_meant(n, in) : S("");
}

Str place_hint(const Extraction *x, const Names *n, const Name *name) {
    Str hint = hint_before(x, n, name);
    return hint.n ? hint : hint_behind(x, n, name);
}

/* ---- head nouns */

/* "the nearby hamlet of San Andres" */
static PlaceHead head_before(const Extraction *x, const Names *n, const Name *name) {
    const Token *t = x->parse.tokens.v;
    if (name->first < 2 || t[name->first - 2].sentence != t[name->first].sentence ||
        !str_eq(t[name->first - 1].norm, S("of")))
        return HEAD_NONE;
    return head_at(x, n, name->first - 2) == HEAD_VILLAGE ? HEAD_VILLAGE : HEAD_NONE;
}

PlaceHead place_head(const Extraction *x, const Names *n, const Name *name) {
    PlaceHead before = head_before(x, n, name);
    if (before) return before;
    PlaceHead head = name->end - name->first > 1 ? head_at(x, n, name->end - 1) : HEAD_NONE;
    bool more = name->end < x->parse.tokens.n && !n->name_at[name->end] &&
                x->parse.tokens.v[name->end].sentence == x->parse.tokens.v[name->first].sentence;
    return head || !more ? head : head_at(x, n, name->end);
}

Str place_core(const Extraction *x, const Names *n, const Name *name) {
    const Token *t = x->parse.tokens.v;
    uint32_t first = name->first, end = name->end;
    Str key, whole;
    while (end - first > 1 && head_at(x, n, end - 1)) end--;
    while (end - first > 1 && t[first].upos == UPOS_DET) first++;
    if (names_key(x->arena, t, first, end, &key) != ST_OK) return (Str){NULL, 0};
    if (end - first < 2 || !is_direction(n, first)) return key;
    /* "South Venezuela", but not "North Eastern" or "West Point" */
    if (names_key(x->arena, t, first + 1, end, &whole) != ST_OK) return (Str){NULL, 0};
    return place_is_wide(&n->world, whole) ? whole : key;
}
