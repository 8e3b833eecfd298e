#include "story/reviews.h"

#include "record/record_drop.h"
#include "story/relations.h"

#define ENUM_WORD(P, name, word) word,
const char *const VERDICT_words[VERDICT_COUNT] = {VERDICTS(ENUM_WORD, VERDICT)};

static bool decides(const Review *v) {
    return !v->right.n && (v->verdict == VERDICT_ACCEPT || v->verdict == VERDICT_REJECT);
}

/* Of two reviews of one record the later holds. */
StCode reviews_index(Reviews *r, Arena *a) {
    Map last = {.arena = a};
    r->accepted = (Map){.arena = a};
    r->set_aside = (Map){.arena = a};
    for (uint32_t i = 0; i < r->list.n; i++)
        for (uint32_t k = 0; decides(&r->list.v[i]) && k < r->list.v[i].left.n; k++)
            map_set(&last, r->list.v[i].left.v[k], i + 1);
    for (uint32_t i = 0; i < r->list.n; i++) {
        const Review *v = &r->list.v[i];
        Map *map = v->verdict == VERDICT_ACCEPT ? &r->accepted : &r->set_aside;
        for (uint32_t k = 0; decides(v) && k < v->left.n; k++)
            if (map_get(&last, v->left.v[k]) == i + 1) map_set(map, v->left.v[k], i + 1);
    }
    return last.failed || r->accepted.failed || r->set_aside.failed ? ST_NOMEM : ST_OK;
}

StCode reviews_set_aside(const Reviews *r, const RecordsList *docs, Arena *a, RecordsList *out) {
    *out = *docs;
    if (!r || !r->set_aside.n) return ST_OK;
    *out = (RecordsList){arena_new(a, Records *, docs->n), 0};
    if (!out->v) return ST_NOMEM;
    for (uint32_t i = 0; i < docs->n; i++) {
        Records *one = docs->v[i];
        uint32_t dropped;
        if (map_get(&r->set_aside, one->doc.id)) continue;
        if (records_have_any(one, &r->set_aside)) {
            Records *kept = arena_new(a, Records, 1);
            if (!kept) return ST_NOMEM;
            TRY(records_without(one, &r->set_aside, a, kept, &dropped));
            one = kept;
        }
        out->v[out->n++] = one;
    }
    return ST_OK;
}

/* ---- stories */

static void rename_story(uint32_t *stories, uint32_t n, uint32_t from, uint32_t to) {
    for (uint32_t i = 0; from != to && i < n; i++)
        if (stories[i] == from) stories[i] = to;
}

static void merge_stories(const Review *v, const Map *place, uint32_t n, uint32_t *stories) {
    const Strs *sides[] = {&v->left, &v->right};
    uint32_t first = 0;
    for (int s = 0; s < 2; s++)
        for (uint32_t k = 0; k < sides[s]->n; k++) {
            uint32_t at = map_get(place, sides[s]->v[k]);
            if (at && first) rename_story(stories, n, stories[at - 1], stories[first - 1]);
            if (at && !first) first = at;
        }
}

/* The right side's documents, with their copies, leave a story that they share with the left's. */
static void split_stories(const Review *v, const Map *place, const uint32_t *leaders, uint32_t n,
                          uint32_t *stories) {
    uint32_t left = 0, out = UINT32_MAX;
    for (uint32_t k = 0; k < v->left.n && !left; k++) left = map_get(place, v->left.v[k]);
    for (uint32_t k = 0; left && k < v->right.n; k++) {
        uint32_t at = map_get(place, v->right.v[k]);
        if (!at || stories[at - 1] != stories[left - 1]) continue;
        if (leaders[at - 1] == leaders[left - 1]) continue; /* one text is in one story */
        for (uint32_t i = 0; i < n; i++) {
            if (leaders[i] != leaders[at - 1]) continue;
            if (out == UINT32_MAX) out = n + i; /* a name of its own, until the end */
            stories[i] = out;
        }
    }
}

/* A story is known by its first document. */
static StCode name_by_first(uint32_t n, Arena *a, uint32_t *stories) {
    uint32_t *first = arena_new(a, uint32_t, (size_t)2 * n);
    if (!first) return ST_NOMEM;
    for (uint32_t i = 0; i < n; i++) {
        if (!first[stories[i]]) first[stories[i]] = i + 1;
        stories[i] = first[stories[i]] - 1;
    }
    return ST_OK;
}

StCode reviews_regroup(const Reviews *r, const Str *ids, const uint32_t *leaders, uint32_t n,
                       Arena *a, uint32_t *stories) {
    bool any = false;
    for (uint32_t i = 0; r && i < r->list.n; i++)
        any |= r->list.v[i].verdict == VERDICT_MERGE || r->list.v[i].verdict == VERDICT_SPLIT;
    if (!any) return name_by_first(n, a, stories);
    Map place = {.arena = a};
    for (uint32_t i = 0; i < n; i++) map_set(&place, ids[i], i + 1);
    if (place.failed) return ST_NOMEM;
    for (uint32_t i = 0; i < r->list.n; i++) {
        const Review *v = &r->list.v[i];
        if (v->verdict == VERDICT_MERGE) merge_stories(v, &place, n, stories);
        if (v->verdict != VERDICT_SPLIT) continue;
        split_stories(v, &place, leaders, n, stories);
        TRY(name_by_first(n, a, stories));
    }
    return name_by_first(n, a, stories);
}

/* ---- entities and facts */

bool reviews_apart(const Apart *a, const Apart *b) {
    for (; a; a = a->next)
        for (const Apart *k = b; k; k = k->next)
            if ((a->side ^ k->side) == 1) return true;
    return false;
}

Apart *reviews_chain(Apart *a, Apart *b) {
    if (!a) return b;
    Apart *last = a;
    while (last->next) last = last->next;
    last->next = b;
    return a;
}

StCode reviews_of_things(const Reviews *r, const Map *place, Arena *a, Apart **apart,
                         uint32_t *merged) {
    for (uint32_t i = 0; r && i < r->list.n; i++) {
        const Review *v = &r->list.v[i];
        if (v->verdict != VERDICT_MERGE && v->verdict != VERDICT_SPLIT) continue;
        const Strs *sides[] = {&v->left, &v->right};
        for (uint32_t s = 0; s < 2; s++)
            for (uint32_t k = 0; k < sides[s]->n; k++) {
                uint32_t at = map_get(place, sides[s]->v[k]);
                if (!at) continue;
                if (v->verdict == VERDICT_MERGE) {
                    uint32_t old = merged[at - 1];
                    for (uint32_t t = 0; old && t < place->n; t++)
                        if (merged[t] == old) merged[t] = i + 1;
                    merged[at - 1] = i + 1;
                    continue;
                }
                Apart *link = arena_new(a, Apart, 1);
                if (!link) return ST_NOMEM;
                *link = (Apart){2 * i + s, apart[at - 1]};
                apart[at - 1] = link;
            }
    }
    return ST_OK;
}

/* ---- relations */

static bool has_id(const Strs *list, Str id) {
    for (uint32_t i = 0; i < list->n; i++)
        if (str_eq(list->v[i], id)) return true;
    return false;
}

static bool pair_set_aside(const Reviews *r, Str a, Str b) {
    for (uint32_t i = 0; i < r->list.n; i++) {
        const Review *v = &r->list.v[i];
        if (v->verdict != VERDICT_REJECT || !v->right.n) continue;
        if ((has_id(&v->left, a) && has_id(&v->right, b)) ||
            (has_id(&v->left, b) && has_id(&v->right, a)))
            return true;
    }
    return false;
}

StCode story_drop_pairs(Making *m) {
    uint32_t n = 0;
    for (uint32_t i = 0; m->reviews && i < m->pair_count; i++) {
        const Relation *rel = &m->story->relations.v[i];
        if (pair_set_aside(m->reviews, rel->a, rel->b)) continue;
        m->pairs[n] = m->pairs[i];
        m->story->relations.v[n++] = *rel;
    }
    if (m->reviews) m->pair_count = m->story->relations.n = n;
    return ST_OK;
}
