/* The entities of a story: one for all that entities_join.c found to be one, with the names it goes
 * by, the weightiest first, and what all its records tell of it: sectors, whom it represents,
 * whether it is of authorities of its own.
 */
#include "base/utf8.h"
#include "story/entities_join.h"
#include "story/quoting.h"
#include "story/spelling.h"

#include <stdlib.h>

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
        uint32_t root = entities_root(j, i);
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

/* A name that a report has in capitals as it stands in running text; a bare noun in small letters. */
static Str name_in_text(const Making *m, const Node *root, Str name) {
    Str line = quote_one_line(name, m->arena);
    bool noun = root->kind == ENTITY_ACTOR && !root->named && spelling_words(line) == 1;
    return noun ? spelling_plain(line, m->arena) : spelling_quiet(m->tables, line, m->arena);
}

static StCode put_entity(Joining *j, const Draft *d, Entity *e, EntityInfo *info) {
    Making *m = j->m;
    const Node *root = &j->v[d->root];
    Str content = arena_format(m->arena, "%d.%.*s.%.*s.%.*s", (int)root->kind, STR_ARG(root->known),
                               STR_ARG(d->name), STR_ARG(root->country));
    *e =
        (Entity){.story = m->story->id, .kind = root->kind, .name = name_in_text(m, root, d->name)};
    TRY_MEM(e->name.p || !d->name.n, m->err);
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
        const Place *place_read = &r->places.v[node->ref - 1];
        if (place_read->located && !info->located) {
            info->located = true;
            info->lat = place_read->lat;
            info->lon = place_read->lon;
        }
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
    Joining j;
    TRY(make_rooms(m));
    TRY(entities_join(m, &j));
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
    for (uint32_t i = 0; i < j.n; i++) TRY(add_member(&j, &j.v[i], place[entities_root(&j, i)]));
    return put_represented(m);
}
