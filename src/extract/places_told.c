#include "extract/places_told.h"

#include "base/map.h"
#include "extract/clause.h"

#include <stdlib.h>

enum {
    PLACE_KINDS = 1u << WORLD_COUNTRY | 1u << WORLD_REGION | 1u << WORLD_DIVISION |
                  1u << WORLD_CAPITAL | 1u << WORLD_CITY | 1u << WORLD_COUNTY |
                  1u << WORLD_DISTRICT,
    LIST_MOST = 24,     /* names before one plural head */
    POSTAL_LETTERS = 3, /* "IL", "NSW" */
    SETTLED_MOST = 4    /* "the village of San Luis La Reina" */
};

typedef struct Told {
    Extraction *x;
    Names *n;
    const World *w;
    const Token *t;
    NameList added;   /* in no order */
    uint8_t *dropped; /* per name */
    uint8_t *taken;   /* per token: by a new name */
} Told;

static const WorldHit unknown = {WORLD_NONE, 0, 0, {NULL, 0}};

static bool word_is(const Told *a, uint32_t i, WordList list) {
    return i < a->x->parse.tokens.n && token_in(&a->t[i], list);
}

static bool same_sentence(const Told *a, uint32_t i, uint32_t k) {
    return k < a->x->parse.tokens.n && a->t[i].sentence == a->t[k].sentence;
}

static const Name *name_at(const Told *a, uint32_t i) {
    return a->n->name_at[i] ? &a->n->list.v[a->n->name_at[i] - 1] : NULL;
}

/* ---- the list of names while it changes */

/* Drops a name, and the place found inside it, which stands right before it in the list. */
static void drop(Told *a, uint32_t index) {
    const Name *outer = &a->n->list.v[index];
    a->dropped[index] = 1;
    if (index && a->n->list.v[index - 1].end > outer->first) a->dropped[index - 1] = 1;
}

/* Makes [first, end) a name, and drops the names inside; nothing where one reaches out of it. */
static StCode put(Told *a, uint32_t first, uint32_t end, uint32_t sure, WorldHit known) {
    for (uint32_t i = first; i < end; i++) {
        const Name *o = name_at(a, i);
        if (a->taken[i] || (o && (o->first < first || o->end > end))) return ST_OK;
    }
    for (uint32_t i = first; i < end; i++) {
        if (a->n->name_at[i]) drop(a, a->n->name_at[i] - 1);
        a->taken[i] = 1;
    }
    Name *name = list_push(a->x->arena, &a->added, Name);
    TRY_MEM(name, a->x->err);
    *name = (Name){.first = first,
                   .end = end,
                   .type = known.kind == WORLD_OFFICEHOLDER ? NAME_PERSON : NAME_PLACE,
                   .sure = sure,
                   .known = known,
                   .title = first};
    TRY_MEM(names_key(a->x->arena, a->t, first, end, &name->key) == ST_OK, a->x->err);
    return ST_OK;
}

static WorldHit match_whole(const Told *a, uint32_t first, uint32_t end) {
    WorldHit h = world_match_any(a->w, PLACE_KINDS, first, end);
    return h.words == end - first ? h : unknown;
}

static int by_first(const void *a, const void *b) {
    const Name *x = a, *y = b;
    return (x->first > y->first) - (x->first < y->first);
}

/* The names that stay and the new ones, in text order. */
static StCode merge(Told *a) {
    NameList *old = &a->n->list, list = {NULL, 0};
    uint32_t *moved = arena_new(a->x->arena, uint32_t, old->n + 1);
    TRY_MEM(moved, a->x->err);
    if (a->added.n > 1) qsort(a->added.v, a->added.n, sizeof *a->added.v, by_first);
    for (uint32_t i = 0, k = 0; i < old->n || k < a->added.n;) {
        bool stays = i < old->n && (k >= a->added.n || old->v[i].first < a->added.v[k].first);
        if (i < old->n && a->dropped[i]) {
            i++;
            continue;
        }
        Name *copy = list_push(a->x->arena, &list, Name);
        TRY_MEM(copy, a->x->err);
        *copy = stays ? old->v[i] : a->added.v[k];
        if (stays) moved[i + 1] = list.n;
        i += stays;
        k += !stays;
    }
    for (uint32_t i = 0; i < a->x->parse.tokens.n; i++) a->n->name_at[i] = 0;
    for (uint32_t i = 0; i < list.n; i++) {
        Name *name = &list.v[i];
        name->same = moved[name->same];
        for (uint32_t k = name->first; k < name->end; k++) a->n->name_at[k] = i + 1;
    }
    *old = list;
    return ST_OK;
}

/* ---- lists: "Clay, Douglas and Wilkin counties", "Goodwin and Pinevale streets" */

static bool is_list_head(const Told *a, uint32_t i) {
    return names_part_is(a->w, i, "place_list") && !(a->t[i].flags & TOKEN_CAPITAL);
}

static bool is_part(const Told *a, uint32_t i) {
    return a->t[i].flags & TOKEN_CAPITAL && a->t[i].upos == UPOS_PROPN && !a->x->time_at[i];
}

/* The words of a list from its last name backwards, at most LIST_MOST names. */
static StCode find_list(Told *a, uint32_t head, uint32_t begin) {
    uint32_t end = head, items = 0;
    Span item[LIST_MOST];
    while (items < LIST_MOST && end > begin && is_part(a, end - 1)) {
        uint32_t first = end;
        while (first > begin && is_part(a, first - 1)) first--;
        item[items++] = (Span){first, end};
        if (first == begin) break;
        uint32_t mark = first - 1;
        if (a->t[mark].upos == UPOS_CCONJ && mark > begin && str_eq(a->t[mark - 1].norm, S(",")))
            mark--;
        bool joined = a->t[mark].upos == UPOS_CCONJ || str_eq(a->t[mark].norm, S(",")) ||
                      str_eq(a->t[mark].norm, S("/"));
        if (!joined) break;
        end = mark;
    }
    for (uint32_t i = 0; items > 1 && i < items; i++) {
        const Name *o = name_at(a, item[i].start);
        if (o && o->type == NAME_PLACE && o->first == item[i].start) continue;
        TRY(put(a, item[i].start, item[i].end, 2, match_whole(a, item[i].start, item[i].end)));
    }
    return ST_OK;
}

/* ---- letters: "Springfield, IL", "D-Florence" */

/* The division that postal letters stand for, as a row of its own table. */
static WorldHit postal(const Told *a, uint32_t i) {
    const Table *codes = a->w->table[WORLD_POSTAL], *divisions = a->w->table[WORLD_DIVISION];
    const Token *t = &a->t[i];
    if (!(t->flags & TOKEN_UPPER) || t->form.n > POSTAL_LETTERS) return unknown;
    uint32_t code = table_find(codes, t->norm, 0);
    if (!code) return unknown;
    Str key = table_cell(codes, code - 1, table_column(codes, "key"));
    Str country = table_cell(codes, code - 1, a->w->country[WORLD_POSTAL]);
    for (uint32_t r = 0; (r = table_find(divisions, key, r));) {
        WorldHit h = {WORLD_DIVISION, r, 1, key};
        if (str_eq(world_country(a->w, h), country)) return h;
    }
    return unknown;
}

static StCode find_postal(Told *a, uint32_t i, uint32_t begin) {
    if (i < begin + 2 || !str_eq(a->t[i - 1].norm, S(","))) return ST_OK;
    const Name *town = name_at(a, i - 2);
    bool placed = (town && town->type == NAME_PLACE) || a->taken[i - 2];
    /* "SAN SALVADOR, ON FRIDAY": among capitals the letters may be a word */
    if (world_is_loud(a->w, i) && a->t[i].upos != UPOS_PROPN && a->t[i].upos != UPOS_NOUN)
        return ST_OK;
    const Name *have = name_at(a, i);
    if (!placed || (have && have->type == NAME_PLACE && have->known.row)) return ST_OK;
    WorldHit h = postal(a, i);
    return h.row ? put(a, i, i + 1, 3, h) : ST_OK;
}

/* "Sen. X, D-Florence": party and constituency of a lawmaker. */
static StCode find_party(Told *a, uint32_t i, uint32_t begin, uint32_t end) {
    if (i < begin + 1 || i + 2 >= end || !word_is(a, i, LIST_PARTY_LETTER) ||
        !str_eq(a->t[i + 1].form, S("-")) || a->t[i + 1].flags & TOKEN_SPACE_BEFORE)
        return ST_OK;
    const Name *o = name_at(a, i);
    if (o && o->type != NAME_PLACE && o->first == i) drop(a, a->n->name_at[i] - 1);
    if (o && o->first == i)
        for (uint32_t k = o->first, stop = o->end; k < stop; k++) a->n->name_at[k] = 0;
    WorldHit h = world_match_any(a->w, PLACE_KINDS, i + 2, end);
    uint32_t stop = i + 2 + h.words;
    if (!h.row && is_part(a, i + 2))
        for (stop = i + 3; stop < end && is_part(a, stop);) stop++;
    return stop > i + 2 ? put(a, i + 2, stop, h.row ? 3 : 2, h) : ST_OK;
}

/* ---- datelines */

/* "LOS ANGELES (AP)", "HELENA, Mont. (AP)": no sentence, but a place; in brackets stands who brings
 * the report. */
static StCode find_dateline(Told *a, const Sentence *s) {
    uint32_t end = s->first + s->count;
    bool open = true;
    for (uint32_t i = s->first; i < end && a->t[i].xpos != XPOS_OPEN; i++) {
        WorldHit h = world_match_any(a->w, PLACE_KINDS, i, end);
        bool plain = (open || !world_is_common(h.kind)) && !a->taken[i];
        open = a->t[i].upos == UPOS_PUNCT || a->t[i].upos == UPOS_CCONJ;
        TRY(find_postal(a, i, s->first));
        if (!h.row || !plain || a->x->time_at[i] || !(a->t[i].flags & TOKEN_CAPITAL)) continue;
        TRY(put(a, i, i + h.words, world_is_common(h.kind) ? 2 : 3, h));
        i += h.words - 1;
        open = false;
    }
    return ST_OK;
}

/* ---- roads: "County Road 56", where the tagger found "County Road" */

static StCode find_road(Told *a, uint32_t i, uint32_t begin) {
    if (!(a->t[i].flags & TOKEN_DIGIT) || i == begin) return ST_OK;
    uint32_t last = i - 1;
    if (str_eq(a->t[last].form, S("-")) && last > begin) last--;
    const Name *o = name_at(a, last);
    if (!o || o->type != NAME_PLACE || o->end != last + 1 || !word_is(a, last, LIST_ROAD))
        return ST_OK;
    return put(a, o->first, i + 1, 2, unknown);
}

/* ---- one sense: a name that reads as a person's is a place where something is there */

static bool is_there(const Told *a, const Name *n) {
    if (n->first && same_sentence(a, n->first - 1, n->first) &&
        word_is(a, n->first - 1, LIST_THERE_WHERE))
        return true;
    return same_sentence(a, n->first, n->end) && word_is(a, n->end, LIST_THERE_PEOPLE);
}

static StCode find_senses(Told *a) {
    NameList *list = &a->n->list;
    Map there = {.arena = a->x->arena}, person = {.arena = a->x->arena};
    for (uint32_t i = 0; i < list->n; i++) {
        const Name *n = &list->v[i];
        bool told = n->title < n->first || n->same || n->known.kind == WORLD_OFFICEHOLDER;
        if (n->type == NAME_PERSON && told) map_set(&person, n->key, 1);
        if (n->type == NAME_PERSON && !told && is_there(a, n)) map_set(&there, n->key, 1);
    }
    for (uint32_t i = 0; i < list->n; i++) {
        Name *n = &list->v[i];
        if (n->type != NAME_PERSON || !map_get(&there, n->key) || map_get(&person, n->key))
            continue;
        WorldHit h = match_whole(a, n->first, n->end);
        if (!h.row) continue;
        n->type = NAME_PLACE;
        n->known = h;
        n->sure = 2;
    }
    return there.failed || person.failed ? ST_NOMEM : ST_OK;
}

/* "Resource Projects in Canada": the tagger read over the preposition in a headline's capitals. */
static StCode find_behind(Told *a, uint32_t i) {
    uint32_t at = a->n->name_at[i];
    Name *n = at ? &a->n->list.v[at - 1] : NULL;
    if (!n || n->known.row || i <= n->first || i + 1 >= n->end || !word_is(a, i, LIST_NAME_INSIDE))
        return ST_OK;
    WorldHit h = match_whole(a, i + 1, n->end), before = match_whole(a, n->first, i);
    bool where = word_is(a, i, LIST_NAME_INSIDE) && !str_eq(a->t[i].norm, S("for")) &&
                 !str_eq(a->t[i].norm, S("to"));
    if (!h.row || world_is_common(h.kind) || !(where || before.row)) return ST_OK;
    uint32_t end = n->end;
    for (uint32_t k = i; k < end; k++) a->n->name_at[k] = 0;
    n->end = i;
    if (before.row) {
        n->type = NAME_PLACE;
        n->known = before;
    }
    TRY_MEM(names_key(a->x->arena, a->t, n->first, i, &n->key) == ST_OK, a->x->err);
    return put(a, i + 1, end, 3, h);
}

/* ---- "the town of Chullas", "Zacamil neighborhood": a place by the noun beside it */

static bool is_loud(const Told *a, uint32_t i) {
    return a->t[i].flags & TOKEN_UPPER && world_is_loud(a->w, i);
}

/* Among capitals the tagger of names passes over what the noun beside it tells. */
static bool is_name_word(const Told *a, uint32_t i, uint32_t of) {
    return same_sentence(a, i, of) && a->t[i].upos == UPOS_PROPN && !a->taken[i] &&
           a->t[i].flags & TOKEN_CAPITAL && !a->x->time_at[i];
}

static bool is_thing_word(const Told *a, uint32_t i, uint32_t of) {
    return same_sentence(a, i, of) && a->t[i].upos == UPOS_NOUN && !a->taken[i] &&
           !a->n->nouns[i].hit.row && !a->x->time_at[i] && !names_part(a->w, i).n;
}

static bool is_place_already(const Told *a, uint32_t first, uint32_t end) {
    for (uint32_t i = first; i < end; i++)
        if (name_at(a, i) && name_at(a, i)->type == NAME_PLACE) return true;
    return false;
}

static StCode find_settled_behind(Told *a, uint32_t i) {
    if (!word_is(a, i, LIST_SETTLED_AFTER) || !is_loud(a, i) || !same_sentence(a, i, i + 2) ||
        !str_eq(a->t[i + 1].norm, S("of")))
        return ST_OK;
    uint32_t first = i + 2, end = first;
    if (same_sentence(a, first, i) && a->t[first].upos == UPOS_PUNCT) first = ++end; /* a quote */
    while (end - first < SETTLED_MOST && is_name_word(a, end, i)) end++;
    /* "the village of CHINCHIPE": among capitals a tagger takes it for a thing */
    if (end == first && is_thing_word(a, first, i)) end++;
    if (end == first || is_place_already(a, first, end)) return ST_OK;
    const Name *whole = name_at(a, i); /* "VILLAGE OF CHULLAS", taken for a body */
    if (whole && whole->first == i && whole->end <= end) {
        drop(a, a->n->name_at[i] - 1);
        for (uint32_t k = i; k < end; k++) a->n->name_at[k] = 0;
    }
    return put(a, first, end, 2, match_whole(a, first, end));
}

static StCode find_settled_before(Told *a, uint32_t i, uint32_t begin) {
    uint32_t first = i;
    if (!word_is(a, i, LIST_SETTLED_BEFORE) || !is_loud(a, i)) return ST_OK;
    while (i - first < SETTLED_MOST && first > begin && is_name_word(a, first - 1, i)) first--;
    if (first == i || first == begin) return ST_OK;
    if (!word_is(a, i, LIST_LOUD_QUARTER) && !word_is(a, first - 1, LIST_SETTLED_LEAD))
        return ST_OK;
    if (is_place_already(a, first, i)) return ST_OK;
    return put(a, first, i, 2, match_whole(a, first, i));
}

/* "MORAZAN DEPARTMENT", "Chalatenango Department": taken for an office of that name. */
static StCode find_department(Told *a, uint32_t i) {
    const Name *n = name_at(a, i);
    uint32_t last = n ? n->end - 1 : 0;
    if (!n || n->first != i || n->type != NAME_ORGANISATION || n->known.row || last == i ||
        a->taken[i])
        return ST_OK;
    uint32_t first = i;
    while (first + 1 < last &&
           (names_part_is(a->w, first, "direction") || word_is(a, first, LIST_NAME_THE)))
        first++;
    WorldHit h = match_whole(a, first, last);
    bool division = names_part_is(a->w, last, "division_head") &&
                    (h.kind == WORLD_DIVISION || h.kind == WORLD_DISTRICT);
    if (!division && !(is_loud(a, last) && word_is(a, last, LIST_LOUD_QUARTER))) return ST_OK;
    uint32_t end = is_loud(a, last) ? last : last + 1;
    drop(a, a->n->name_at[i] - 1);
    for (uint32_t k = i; k <= last; k++) a->n->name_at[k] = 0;
    return put(a, first, end, 3, h);
}

/* ---- "in HUARPACHA, AMBO, and KICHKI", "in SAJANDI, LA FONDA corregimiento", "near OROYA" */

/* The names in capitals from `i` on that no table and no tagger took for anything. */
static uint32_t open_run(const Told *a, uint32_t i) {
    uint32_t end = i;
    while (end - i < SETTLED_MOST && is_name_word(a, end, i) && !a->n->name_at[end] &&
           !a->n->nouns[end].hit.row && !a->n->nouns[end].country.n && is_loud(a, end))
        end++;
    return end;
}

static bool is_joint(const Told *a, uint32_t i, uint32_t of) {
    return same_sentence(a, i, of) && (str_eq(a->t[i].norm, S(",")) || a->t[i].upos == UPOS_CCONJ);
}

static uint32_t over_joint(const Told *a, uint32_t i, uint32_t of) {
    while (is_joint(a, i, of)) i++;
    return i;
}

/* The first of the list that is a place by itself, or `end`. */
static bool lists_place(const Told *a, uint32_t i) {
    uint32_t at = i;
    for (int items = 0; items < LIST_MOST; items++) {
        while (same_sentence(a, at, i) && !name_at(a, at) && names_part_is(a->w, at, "direction"))
            at++; /* "southern Cauca" */
        if (!same_sentence(a, at, i)) return false;
        const Name *o = name_at(a, at);
        if (a->taken[at] || (o && o->type == NAME_PLACE)) return items > 0;
        uint32_t end = o ? o->end : open_run(a, at);
        if ((o && o->type != NAME_OTHER) || end == at || !is_joint(a, end, i)) return false;
        at = over_joint(a, end, i);
    }
    return false;
}

static StCode find_listed(Told *a, uint32_t i) {
    if (!word_is(a, i, LIST_LISTED_LEAD) || !is_loud(a, i) || !same_sentence(a, i, i + 1))
        return ST_OK;
    bool list = lists_place(a, i + 1);
    if (!list && !str_eq(a->t[i].norm, S("near"))) return ST_OK;
    for (uint32_t at = i + 1;;) {
        uint32_t end = open_run(a, at);
        if (end > at) TRY(put(a, at, end, 2, match_whole(a, at, end)));
        const Name *o = end == at && same_sentence(a, at, i) ? name_at(a, at) : NULL;
        if (o) end = o->end;
        if (!list || end == at || !is_joint(a, end, i)) return ST_OK;
        at = over_joint(a, end, i);
        if (at == end || !same_sentence(a, at, i)) return ST_OK;
        if (!name_at(a, at) && open_run(a, at) == at) return ST_OK;
    }
}

/* ---- all */

/* "People's Republic of China", "Luiz Inacio Lula da Silva": the longest name that tables know,
 * over shorter ones in it. */
static StCode find_longer(Told *a, uint32_t i, uint32_t end, uint32_t *next) {
    static const uint32_t kinds = 1u << WORLD_COUNTRY | 1u << WORLD_REGION | 1u << WORLD_DIVISION |
                                  1u << WORLD_CITY | 1u << WORLD_OFFICEHOLDER;
    if (!(a->t[i].flags & TOKEN_CAPITAL) || a->taken[i]) return ST_OK;
    WorldHit h = world_match_any(a->w, kinds, i, end);
    NameType type = h.kind == WORLD_OFFICEHOLDER ? NAME_PERSON : NAME_PLACE;
    const Name *o = name_at(a, i);
    if (h.words < 2 || (o && (o->end >= i + h.words || o->type != type))) return ST_OK;
    bool shorter = false;
    for (uint32_t k = i; k < i + h.words; k++) {
        const Name *in = name_at(a, k);
        if (in && in->type != type) return ST_OK;
        shorter = shorter || in;
    }
    if (!shorter) return ST_OK;
    *next = i + h.words;
    return put(a, i, i + h.words, 3, h);
}

static StCode find_in_sentence(Told *a, const Sentence *s) {
    uint32_t end = s->first + s->count;
    for (uint32_t i = s->first; i < end; i++) TRY(find_department(a, i));
    for (uint32_t i = s->first; i < end; i++) {
        uint32_t next = i + 1;
        if (is_list_head(a, i)) TRY(find_list(a, i, s->first));
        TRY(find_behind(a, i));
        TRY(find_party(a, i, s->first, end));
        TRY(find_road(a, i, s->first));
        TRY(find_postal(a, i, s->first));
        TRY(find_settled_behind(a, i));
        TRY(find_listed(a, i));
        TRY(find_settled_before(a, i, s->first));
        TRY(find_longer(a, i, end, &next));
        i = next - 1;
    }
    return ST_OK;
}

StCode places_told(Extraction *x, Names *n) {
    Told a = {.x = x, .n = n, .w = &n->world, .t = x->parse.tokens.v};
    a.dropped = arena_new(x->arena, uint8_t, n->list.n);
    a.taken = arena_new(x->arena, uint8_t, x->parse.tokens.n);
    TRY_MEM(a.dropped && a.taken, x->err);
    TRY_MEM(find_senses(&a) == ST_OK, x->err);
    for (uint32_t i = 0; i < x->parse.sentences.n; i++) {
        const Sentence *s = &x->parse.sentences.v[i];
        if (s->coded) TRY(find_in_sentence(&a, s));
        if (s->block == BLOCK_DATELINE) TRY(find_dateline(&a, s));
    }
    return merge(&a);
}
