/* Actors and places of a story's documents joined: by their id in the tables, by name, by the sound
 * of the name, by one letter's difference, by surname. Two with different known ids or different
 * countries are never joined; a description without a name ("an official") stays in its document.
 */
#include "story/making.h"

#include "base/utf8.h"
#include "story/spelling.h"

#include <stdlib.h>

enum {
    SOUND_LETTERS_MIN = 5,
    NEAR_LETTERS_MIN = 7,      /* shorter names are too often other names */
    NEAR_BODY_LETTERS_MIN = 12 /* of organisations and groups */
};

typedef struct Node {
    EntityKind kind;
    ActorKind actor_kind;
    uint32_t doc, mentions, parent;
    Ref ref;
    Str id, name, folded, sounds, known, country;
    bool named;
    Apart *apart; /* splits that people made; of a root: of all that joined it */
} Node;

typedef struct Joining {
    Making *m;
    Node *v;
    uint32_t n;
} Joining;

static uint32_t root_of(Joining *j, uint32_t i) {
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
    x = root_of(j, x);
    y = root_of(j, y);
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
                     !agree(j->v[root_of(j, *first - 1)].country, node->country))
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
        else if (*first != SEVERAL && root_of(j, *first - 1) != root_of(j, i))
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

/* ---- entities from joined nodes */

typedef struct Variant {
    Str name;
    uint32_t docs, words;
    bool known;
} Variant;
LIST_OF(Variant, VariantList);

typedef struct Draft {
    VariantList variants;
    uint32_t root, weight;
    Str name;
} Draft;

static int by_use(const void *x, const void *y) {
    const Variant *a = x, *b = y;
    if (a->known != b->known) return a->known ? -1 : 1;
    if ((a->words > 1) != (b->words > 1)) return a->words > 1 ? -1 : 1;
    if (a->docs != b->docs) return a->docs > b->docs ? -1 : 1;
    return str_cmp(a->name, b->name);
}

static int by_weight(const void *x, const void *y) {
    const Draft *a = x, *b = y;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    int order = str_cmp(a->name, b->name);
    return order ? order : (a->root > b->root) - (a->root < b->root);
}

static StCode add_variant(Making *m, Draft *d, const Node *node) {
    d->weight += node->mentions ? node->mentions : 1;
    for (uint32_t i = 0; i < d->variants.n; i++) {
        if (!str_eq(d->variants.v[i].name, node->name)) continue;
        d->variants.v[i].docs++;
        d->variants.v[i].known |= node->known.n > 0;
        return ST_OK;
    }
    Variant *v = list_push(m->arena, &d->variants, Variant);
    TRY_MEM(v, m->err);
    *v = (Variant){node->name, 1, spelling_words(node->folded), node->known.n > 0};
    return ST_OK;
}

/* One draft a root, the weightiest first; `place` of a root is 1 + its draft. */
static StCode make_drafts(Joining *j, Draft **drafts, uint32_t *count, uint32_t *place) {
    Making *m = j->m;
    Draft *v = arena_new(m->arena, Draft, j->n);
    TRY_MEM(v, m->err);
    uint32_t n = 0;
    for (uint32_t i = 0; i < j->n; i++) {
        uint32_t root = root_of(j, i);
        if (!place[root]) {
            v[n].root = root;
            place[root] = ++n;
        }
        TRY(add_variant(m, &v[place[root] - 1], &j->v[i]));
    }
    for (uint32_t i = 0; i < n; i++) {
        qsort(v[i].variants.v, v[i].variants.n, sizeof(Variant), by_use);
        v[i].name = v[i].variants.v[0].name;
    }
    if (n) qsort(v, n, sizeof *v, by_weight);
    for (uint32_t i = 0; i < n; i++) place[v[i].root] = i + 1;
    *drafts = v;
    *count = n;
    return ST_OK;
}

static StCode put_entity(Joining *j, const Draft *d, Entity *e, EntityInfo *info) {
    Making *m = j->m;
    const Node *root = &j->v[d->root];
    Str content = arena_format(m->arena, "%d.%.*s.%.*s.%.*s", (int)root->kind, STR_ARG(root->known),
                               STR_ARG(d->name), STR_ARG(root->country));
    *e = (Entity){.story = m->story->id, .kind = root->kind, .name = d->name};
    e->id = content.p ? making_id(m, 'n', content) : content;
    TRY_MEM(e->id.p, m->err);
    for (uint32_t i = 0; i < d->variants.n; i++)
        TRY(making_push(m, &e->variants, d->variants.v[i].name));
    *info = (EntityInfo){.actor_kind = root->actor_kind,
                         .known = root->known,
                         .country = root->country,
                         .weight = d->weight,
                         .named = root->named};
    return ST_OK;
}

enum { BEFORE_BYTES = 32 }; /* looked at before a mention */

/* A word of own_authority right before a description ("the de facto | ombudsman"): its kind. */
static Str own_word_before(Making *m, const Document *d, Span mention) {
    const Table *t = tables_get(m->tables, "en/own_authority");
    uint32_t from = mention.start > BEFORE_BYTES ? mention.start - BEFORE_BYTES : 0;
    while (from < mention.start && ((unsigned char)d->text.p[from] & 0xC0) == 0x80) from++;
    if (!t) return S("");
    Str before = utf8_fold(m->arena, str_trim(document_cut(d, (Span){from, mention.start})));
    for (size_t i = 0; i < before.n; i++) {
        uint32_t row = i == 0 || before.p[i - 1] == ' ' ? table_find(t, str_from(before, i), 0) : 0;
        if (row) return table_cell(t, row - 1, table_column(t, "kind"));
    }
    return S("");
}

/* Between a place and whom it has: "Karabakh ombudsman", "Karabakh's ombudsman"; a comma parts
 * them.
 */
static bool is_link(Str between) {
    Str s = str_trim(between);
    return !s.n || str_eq(s, S("'s")) || str_eq(s, S("’s")) || str_eq(s, S("'")) ||
           str_eq(s, S("’"));
}

/* Whether a place that several claim stands in the description or right before it. */
static bool of_disputed_place(const Records *r, Span mention) {
    for (uint32_t i = 0; i < r->places.n; i++) {
        const Place *p = &r->places.v[i];
        for (uint32_t k = 0; p->disputed && k < p->mentions.n; k++) {
            Span at = p->mentions.v[k];
            if (span_has(mention, at) && span_len(at) < span_len(mention)) return true;
            if (at.end <= mention.start &&
                is_link(document_cut(&r->doc, (Span){at.end, mention.start})))
                return true;
        }
    }
    return false;
}

static bool has_disputed_place(const Records *r) {
    for (uint32_t i = 0; i < r->places.n; i++)
        if (r->places.v[i].disputed) return true;
    return false;
}

/* Whether a document describes an actor as of authorities that are not the recognised state's. */
static bool called_own(Making *m, const Records *r, const Actor *a) {
    if (a->kind == ACTOR_STATE || a->kind == ACTOR_POPULATION) return false;
    for (uint32_t i = 0; i < a->mentions.n; i++) {
        Span at = a->mentions.v[i].span;
        MentionHow how = a->mentions.v[i].how;
        if (how == HOW_PRONOUN || (how != HOW_NOMINAL && a->kind != ACTOR_PERSON)) continue;
        Str kind = own_word_before(m, &r->doc, at);
        bool place = str_eq(kind, S("place"));
        if ((kind.n && !place) || (place && has_disputed_place(r)) || of_disputed_place(r, at))
            return true;
    }
    return false;
}

/* What the records of an entity add to what is known of it. */
static StCode add_member(Joining *j, const Node *node, uint32_t place) {
    Making *m = j->m;
    EntityInfo *info = &m->entities[place - 1];
    const Records *r = m->docs.v[node->doc];
    TRY(making_push(m, &m->story->entities.v[place - 1].members, node->id));
    if (node->kind == ENTITY_PLACE) {
        m->place_at[node->doc][node->ref - 1] = place;
        Precision precision = r->places.v[node->ref - 1].precision;
        info->country_wide |= precision == PRECISION_COUNTRY;
        info->point |= precision == PRECISION_POINT;
        return ST_OK;
    }
    m->actor_at[node->doc][node->ref - 1] = place;
    const Actor *actor = &r->actors.v[node->ref - 1];
    info->own_authority |= called_own(m, r, actor);
    for (uint32_t i = 0; i < actor->sectors.n; i++)
        TRY(making_push_once(m, &info->sectors, actor->sectors.v[i]));
    return ST_OK;
}

static StCode put_represented(Making *m) {
    for (uint32_t d = 0; d < m->docs.n; d++) {
        const Records *r = m->docs.v[d];
        for (Ref i = 1; i <= r->actors.n; i++) {
            uint32_t who = making_actor(m, d, i),
                     whom = making_actor(m, d, r->actors.v[i - 1].represents);
            if (who && whom && who != whom && !m->entities[who - 1].represents)
                m->entities[who - 1].represents = whom;
        }
    }
    return ST_OK;
}

static StCode make_rooms(Making *m) {
    m->actor_at = arena_new(m->arena, uint32_t *, m->docs.n);
    m->place_at = arena_new(m->arena, uint32_t *, m->docs.n);
    TRY_MEM(m->actor_at && m->place_at, m->err);
    for (uint32_t d = 0; d < m->docs.n; d++) {
        m->actor_at[d] = arena_new(m->arena, uint32_t, m->docs.v[d]->actors.n);
        m->place_at[d] = arena_new(m->arena, uint32_t, m->docs.v[d]->places.n);
        TRY_MEM(m->actor_at[d] && m->place_at[d], m->err);
    }
    return ST_OK;
}

StCode story_find_entities(Making *m) {
    Joining j = {.m = m};
    TRY(make_rooms(m));
    TRY(make_nodes(&j));
    TRY(apply_reviews(&j));
    TRY(join_by_names(&j));
    TRY(join_bodies(&j));
    TRY(join_near_names(&j));
    TRY(join_surnames(&j));
    uint32_t *place = arena_new(m->arena, uint32_t, j.n), count = 0;
    TRY_MEM(place, m->err);
    Draft *drafts = NULL;
    TRY(make_drafts(&j, &drafts, &count, place));
    m->entities = arena_new(m->arena, EntityInfo, count);
    m->story->entities.v = arena_new(m->arena, Entity, count);
    TRY_MEM(m->entities && m->story->entities.v, m->err);
    m->story->entities.n = count;
    for (uint32_t i = 0; i < count; i++)
        TRY(put_entity(&j, &drafts[i], &m->story->entities.v[i], &m->entities[i]));
    for (uint32_t i = 0; i < j.n; i++) TRY(add_member(&j, &j.v[i], place[root_of(&j, i)]));
    return put_represented(m);
}
