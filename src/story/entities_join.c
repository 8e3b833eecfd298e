#include "story/entities_join.h"

#include "base/utf8.h"
#include "story/spelling.h"

enum {
    SOUND_LETTERS_MIN = 5,
    NEAR_LETTERS_MIN = 7,      /* shorter names are too often other names */
    NEAR_BODY_LETTERS_MIN = 12 /* of organisations and groups */
};

uint32_t entities_root(Joining *j, uint32_t i) {
    while (j->v[i].parent != i) i = j->v[i].parent = j->v[j->v[i].parent].parent;
    return i;
}

static bool agree(Str a, Str b) {
    return !a.n || !b.n || str_eq(a, b);
}

/* The second root goes under the first. */
static void unite(Node *a, Node *b) {
    b->parent = a->parent;
    if (!a->known.n) a->known = b->known;
    if (!a->country.n) a->country = b->country;
    a->named |= b->named;
    a->apart = reviews_chain(a->apart, b->apart);
}

/* Joins two nodes unless what is known of them speaks against it. */
static void join(Joining *j, uint32_t x, uint32_t y) {
    x = entities_root(j, x);
    y = entities_root(j, y);
    if (x == y) return;
    Node *a = &j->v[x < y ? x : y], *b = &j->v[x < y ? y : x];
    if (a->kind != b->kind || !agree(a->known, b->known) || !agree(a->country, b->country)) return;
    if (a->kind == ENTITY_ACTOR && a->actor_kind != b->actor_kind) return;
    if (reviews_apart(a->apart, b->apart)) return;
    unite(a, b);
}

/* ---- nodes */

static bool actor_named(const Actor *actor) {
    for (uint32_t i = 0; i < actor->mentions.n; i++)
        if (actor->mentions.v[i].how == HOW_NAME || actor->mentions.v[i].how == HOW_METONYM)
            return true;
    return actor->mentions.n == 0;
}

/* "120,000 ethnic Armenians" are "ethnic Armenians": a description's count is no part of who they
 * are. */
static Str without_count(const Making *m, const Actor *a) {
    enum { COUNT_WORDS = 4 }; /* "more than 120,000 residents" */
    const Table *numbers = tables_get(m->tables, "en/numbers");
    Str name = a->name, rest = name, first;
    bool named = a->known.n || a->kind == ACTOR_ORGANISATION || a->kind == ACTOR_STATE;
    for (uint32_t i = 0; i < a->mentions.n; i++) named |= a->mentions.v[i].how == HOW_NAME;
    for (int i = 0; !named && i < COUNT_WORDS && str_split(&rest, ' ', &first) && rest.n; i++) {
        char folded[TABLE_KEY_MAX];
        bool digit = first.n && first.p[0] >= '0' && first.p[0] <= '9';
        for (size_t k = 0; k < first.n && k < sizeof folded; k++)
            folded[k] =
                (char)(first.p[k] >= 'A' && first.p[k] <= 'Z' ? first.p[k] + 32 : first.p[k]);
        bool word = numbers && first.n && first.n <= sizeof folded &&
                    table_find(numbers, (Str){folded, first.n}, 0);
        if (digit || word) name = rest;
    }
    return name;
}

static StCode add_nodes(Joining *j, uint32_t doc) {
    const Records *r = j->m->docs.v[doc];
    for (Ref i = 1; i <= r->actors.n; i++) {
        const Actor *a = &r->actors.v[i - 1];
        j->v[j->n++] = (Node){.kind = ENTITY_ACTOR,
                              .actor_kind = a->kind,
                              .doc = doc,
                              .ref = i,
                              .id = a->head.id,
                              .name = without_count(j->m, a),
                              .known = a->known,
                              .country = a->country,
                              .mentions = a->mentions.n,
                              .named = a->known.n || actor_named(a)};
    }
    for (Ref i = 1; i <= r->places.n; i++) {
        const Place *p = &r->places.v[i - 1];
        j->v[j->n++] = (Node){.kind = ENTITY_PLACE,
                              .doc = doc,
                              .ref = i,
                              .id = p->head.id,
                              .name = p->name,
                              .known = p->known,
                              .country = p->country,
                              .mentions = p->mentions.n,
                              .named = true};
    }
    return ST_OK;
}

static StCode make_nodes(Joining *j) {
    Making *m = j->m;
    uint32_t n = 0;
    for (uint32_t d = 0; d < m->docs.n; d++) n += m->docs.v[d]->actors.n + m->docs.v[d]->places.n;
    j->v = arena_new(m->arena, Node, n);
    TRY_MEM(j->v, m->err);
    for (uint32_t d = 0; d < m->docs.n; d++) TRY(add_nodes(j, d));
    for (uint32_t i = 0; i < n; i++) {
        Node *node = &j->v[i];
        node->parent = i;
        node->folded = utf8_fold(m->arena, node->name);
        TRY_MEM(node->folded.p, m->err);
        node->sounds = spelling_sounds(m->tables, node->folded, m->arena);
        TRY_MEM(node->sounds.p, m->err);
    }
    return ST_OK;
}

/* ---- joining */

/* What people decided goes before names: merges at once, splits noted. */
static StCode apply_reviews(Joining *j) {
    Making *m = j->m;
    if (!m->reviews) return ST_OK;
    Map place = {.arena = m->arena};
    for (uint32_t i = 0; i < j->n; i++) map_set(&place, j->v[i].id, i + 1);
    Apart **apart = arena_new(m->arena, Apart *, j->n);
    uint32_t *merged = arena_new(m->arena, uint32_t, j->n);
    uint32_t *first = arena_new(m->arena, uint32_t, m->reviews->list.n + 1);
    TRY_MEM(!place.failed && apart && merged && first, m->err);
    TRY_MEM(reviews_of_things(m->reviews, &place, m->arena, apart, merged) == ST_OK, m->err);
    for (uint32_t i = 0; i < j->n; i++) j->v[i].apart = apart[i];
    for (uint32_t i = 0; i < j->n; i++) {
        if (!merged[i]) continue;
        if (first[merged[i]] && j->v[first[merged[i]] - 1].kind == j->v[i].kind)
            unite(&j->v[first[merged[i]] - 1], &j->v[i]);
        else
            first[merged[i]] = i + 1;
    }
    return ST_OK;
}

static Str without_article(Str folded) {
    static const char *const words[] = {"the ", "its ", "their ", "a ", "an "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts(folded, str_of(words[i]))) return str_from(folded, strlen(words[i]));
    return folded;
}

/* Joins a node with the first that had this key. */
static StCode join_by(Joining *j, Map *seen, uint32_t i, Str key) {
    uint32_t *first = key.p ? map_at(seen, key) : NULL;
    TRY_MEM(first, j->m->err);
    if (*first)
        join(j, *first - 1, i);
    else
        *first = i + 1;
    return ST_OK;
}

static Str node_key(Joining *j, const Node *node, char how, Str name) {
    bool body = node->kind == ENTITY_ACTOR && node->actor_kind != ACTOR_PERSON;
    /* a ministry, an army: one for each country */
    return arena_format(j->m->arena, "%c%d.%d.%.*s.%.*s", how, (int)node->kind,
                        (int)node->actor_kind, body ? (int)node->country.n : 0, node->country.p,
                        STR_ARG(name));
}

static StCode join_by_names(Joining *j) {
    Map seen = {.arena = j->m->arena};
    for (uint32_t i = 0; i < j->n; i++) {
        const Node *node = &j->v[i];
        if (!node->known.n) continue;
        TRY(join_by(j, &seen, i,
                    arena_format(j->m->arena, "k%d.%.*s", (int)node->kind, STR_ARG(node->known))));
    }
    for (uint32_t i = 0; i < j->n; i++) {
        const Node *node = &j->v[i];
        if (!node->named || !node->folded.n) continue;
        TRY(join_by(j, &seen, i, node_key(j, node, 'n', node->folded)));
        if (node->sounds.n >= SOUND_LETTERS_MIN)
            TRY(join_by(j, &seen, i, node_key(j, node, 's', node->sounds)));
    }
    return ST_OK;
}

/* "The emergencies committee" of two reports is one body if the story knows no other of that name;
 * of one word ("the ministry") or of two countries it may be any. */
static StCode join_bodies(Joining *j) {
    enum { SEVERAL = UINT32_MAX };
    Map seen = {.arena = j->m->arena};
    for (int pass = 0; pass < 2; pass++) /* those with a country, then those without */
        for (uint32_t i = 0; i < j->n; i++) {
            const Node *node = &j->v[i];
            Str name = without_article(node->folded);
            if (node->kind != ENTITY_ACTOR || node->actor_kind != ACTOR_ORGANISATION ||
                spelling_words(name) < 2 || (node->country.n == 0) != (pass == 1))
                continue;
            uint32_t *first = map_at(&seen, name);
            TRY_MEM(first, j->m->err);
            if (!*first)
                *first = i + 1;
            else if (*first != SEVERAL &&
                     !agree(j->v[entities_root(j, *first - 1)].country, node->country))
                *first = SEVERAL;
            else if (*first != SEVERAL)
                join(j, *first - 1, i);
        }
    return ST_OK;
}

static bool has_digit(Str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9') return true;
    return false;
}

static bool may_be_near(const Node *node) {
    bool body = node->kind == ENTITY_ACTOR && node->actor_kind != ACTOR_PERSON;
    size_t least = body ? NEAR_BODY_LETTERS_MIN : NEAR_LETTERS_MIN;
    return node->named && node->folded.n >= least && !has_digit(node->folded);
}

/* Two names one letter apart share what is left after leaving out one letter of one or both. */
static StCode join_one_name(Joining *j, Map *seen, uint32_t i) {
    Str name = j->v[i].folded;
    for (size_t cut = 0; cut <= name.n; cut++) {
        Str front = {name.p, cut}, back = str_from(name, cut + 1);
        Str key = arena_format(j->m->arena, "%d.%.*s%.*s", (int)j->v[i].kind, STR_ARG(front),
                               STR_ARG(back));
        uint32_t *first = key.p ? map_at(seen, key) : NULL;
        TRY_MEM(first, j->m->err);
        if (!*first) *first = i + 1;
        Str other = j->v[*first - 1].folded;
        if (other.p[0] == name.p[0] && spelling_words(other) == spelling_words(name) &&
            spelling_near(other, name))
            join(j, *first - 1, i);
    }
    return ST_OK;
}

static StCode join_near_names(Joining *j) {
    Map seen = {.arena = j->m->arena}, done = {.arena = j->m->arena};
    for (uint32_t i = 0; i < j->n; i++) {
        if (!may_be_near(&j->v[i])) continue;
        uint32_t *times = map_at(&done, node_key(j, &j->v[i], 'd', j->v[i].folded));
        TRY_MEM(times, j->m->err);
        if ((*times)++ == 0) TRY(join_one_name(j, &seen, i));
    }
    return ST_OK;
}

/* "Aliyev" alone is the one person of that surname, if there is only one. */
static StCode join_surnames(Joining *j) {
    enum { SEVERAL = UINT32_MAX };
    Map seen = {.arena = j->m->arena};
    for (uint32_t i = 0; i < j->n; i++) {
        const Node *node = &j->v[i];
        if (node->actor_kind != ACTOR_PERSON || node->kind != ENTITY_ACTOR || !node->named)
            continue;
        if (spelling_words(node->sounds) < 2) continue;
        uint32_t *first = map_at(&seen, spelling_last_word(node->sounds));
        TRY_MEM(first, j->m->err);
        if (!*first)
            *first = i + 1;
        else if (*first != SEVERAL && entities_root(j, *first - 1) != entities_root(j, i))
            *first = SEVERAL;
    }
    for (uint32_t i = 0; i < j->n; i++) {
        const Node *node = &j->v[i];
        if (node->actor_kind != ACTOR_PERSON || node->kind != ENTITY_ACTOR || !node->named)
            continue;
        uint32_t found = spelling_words(node->sounds) == 1 ? map_get(&seen, node->sounds) : 0;
        if (found && found != SEVERAL) join(j, found - 1, i);
    }
    return ST_OK;
}

StCode entities_join(Making *m, Joining *j) {
    *j = (Joining){.m = m};
    TRY(make_nodes(j));
    TRY(apply_reviews(j));
    TRY(join_by_names(j));
    TRY(join_bodies(j));
    TRY(join_near_names(j));
    return join_surnames(j);
}
