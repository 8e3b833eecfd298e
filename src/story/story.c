#include "story/story.h"

#include "story/copies.h"
#include "story/bonds.h"
#include "story/making.h"

#include <stdlib.h>

static int by_id(const void *x, const void *y) {
    const Records *a = *(Records *const *)x, *b = *(Records *const *)y;
    return str_cmp(a->doc.id, b->doc.id);
}

/* The documents in the order of their ids, each id once: from here on the order of the input is
 * forgotten. */
StCode story_sort_documents(const RecordsList *docs, Arena *a, RecordsList *out, StErr *err) {
    out->v = arena_new(a, Records *, docs->n);
    TRY_MEM(out->v, err);
    if (docs->n) memcpy(out->v, docs->v, docs->n * sizeof(Records *));
    if (docs->n) qsort(out->v, docs->n, sizeof(Records *), by_id);
    out->n = 0;
    for (uint32_t i = 0; i < docs->n; i++)
        if (!out->n || !str_eq(out->v[out->n - 1]->doc.id, out->v[i]->doc.id))
            out->v[out->n++] = out->v[i];
    return ST_OK;
}

static StCode make_story(Making *m) {
    static StCode (*const parts[])(Making *) = {
        story_find_entities, story_find_sides,    story_date_documents, story_collect_items,
        story_gather_facts,  story_relate,        story_drop_pairs,     story_gather_disputes,
        story_find_gaps,     story_draw_timeline, story_summarise,
    };
    m->story->id = arena_format(m->arena, "s%.*s", STR_ARG(m->docs.v[0]->doc.id));
    m->days = arena_new(m->arena, Days, m->docs.n);
    TRY_MEM(m->story->id.p && m->days, m->err);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) TRY(parts[i](m));
    return ST_OK;
}

/* One story's documents, and their leaders as places among them. */
typedef struct Division {
    const RecordsList *docs;
    const uint32_t *leaders, *stories;
    uint32_t *place; /* of each document in its story */
    Making *makings; /* by first document */
} Division;

static StCode divide(Division *d, const Tables *tables, const Reviews *reviews, Arena *a,
                     StErr *err) {
    d->place = arena_new(a, uint32_t, d->docs->n);
    d->makings = arena_new(a, Making, d->docs->n);
    TRY_MEM(d->place && d->makings, err);
    for (uint32_t i = 0; i < d->docs->n; i++) {
        Making *m = &d->makings[d->stories[i]];
        *m = (Making){.tables = tables,
                      .reviews = reviews,
                      .arena = a,
                      .err = err,
                      .docs = m->docs,
                      .ids = {.arena = a}};
        d->place[i] = m->docs.n;
        Records **slot = list_push(a, &m->docs, Records *);
        TRY_MEM(slot, err);
        *slot = d->docs->v[i];
    }
    for (uint32_t i = 0; i < d->docs->n; i++) {
        Making *m = &d->makings[d->stories[i]];
        if (!m->leaders) m->leaders = arena_new(a, uint32_t, m->docs.n);
        TRY_MEM(m->leaders, err);
        m->leaders[d->place[i]] = d->place[d->leaders[i]];
    }
    return ST_OK;
}

/* Newest first, then largest, then by id. */
static int by_news(const void *x, const void *y) {
    const Story *a = x, *b = y;
    if (a->days.to != b->days.to) return a->days.to > b->days.to ? -1 : 1;
    if (a->docs.n != b->docs.n) return a->docs.n > b->docs.n ? -1 : 1;
    return str_cmp(a->id, b->id);
}

/* Leaders of copies, and the first document of each one's story. */
static StCode group_documents(const RecordsList *docs, const Tables *tables, const Reviews *reviews,
                              Arena *a, uint32_t **leaders, uint32_t **stories, Ties *ties,
                              StErr *err) {
    TRY(copies_find(docs, a, leaders, err));
    TRY(grouping_make(docs, *leaders, tables, a, stories, ties, err));
    Str *ids = arena_new(a, Str, docs->n);
    TRY_MEM(ids, err);
    for (uint32_t i = 0; i < docs->n; i++) ids[i] = docs->v[i]->doc.id;
    TRY_MEM(reviews_regroup(reviews, ids, *leaders, docs->n, a, *stories) == ST_OK, err);
    return ST_OK;
}

/* Each tie is a bond of its story, or of both that it tells apart; people may have moved one. */
static StCode add_bonds(Division *d, const Ties *ties, Arena *a) {
    for (uint32_t i = 0; i < ties->n; i++) {
        const Tie *tie = &ties->v[i];
        uint32_t x = d->stories[tie->a], y = d->stories[tie->b];
        if ((tie->kind == TIE_JOINED) != (x == y)) continue;
        const Records *r = d->docs->v[tie->a], *q = d->docs->v[tie->b];
        TRY(bonds_add(&d->makings[x].story->bonds, tie, r, q, a));
        if (x != y) TRY(bonds_add(&d->makings[y].story->bonds, tie, q, r, a));
    }
    return ST_OK;
}

StCode stories_make_reviewed(const RecordsList *input, const Tables *tables, const Reviews *reviews,
                             Arena *a, Stories *out, StErr *err) {
    *out = (Stories){NULL, 0};
    RecordsList kept, docs;
    uint32_t *leaders, *stories, count = 0;
    TRY_MEM(reviews_set_aside(reviews, input, a, &kept) == ST_OK, err);
    TRY(story_sort_documents(&kept, a, &docs, err));
    Ties ties;
    TRY(group_documents(&docs, tables, reviews, a, &leaders, &stories, &ties, err));
    Division d = {.docs = &docs, .leaders = leaders, .stories = stories};
    TRY(divide(&d, tables, reviews, a, err));
    for (uint32_t i = 0; i < docs.n; i++) count += d.makings[i].docs.n > 0;
    Story *made = arena_new(a, Story, count);
    TRY_MEM(made, err);
    uint32_t n = 0;
    for (uint32_t i = 0; i < docs.n; i++) {
        if (!d.makings[i].docs.n) continue;
        d.makings[i].story = &made[n++];
        TRY(make_story(&d.makings[i]));
    }
    TRY_MEM(add_bonds(&d, &ties, a) == ST_OK, err);
    TRY_MEM(!a->spent, err);
    if (n) qsort(made, n, sizeof *made, by_news);
    *out = (Stories){made, n};
    return ST_OK;
}

StCode stories_make(const RecordsList *input, const Tables *tables, Arena *a, Stories *out,
                    StErr *err) {
    return stories_make_reviewed(input, tables, NULL, a, out, err);
}

StCode story_make(const RecordsList *docs, uint32_t *leaders, const Tables *tables,
                  const Reviews *reviews, Arena *a, Story *out, StErr *err) {
    *out = (Story){0};
    if (!docs->n) return st_fail(err, ST_NOT_FOUND, 0, "a story without documents");
    if (!leaders) TRY(copies_find(docs, a, &leaders, err));
    Making m = {.tables = tables,
                .reviews = reviews,
                .arena = a,
                .err = err,
                .docs = *docs,
                .leaders = leaders,
                .story = out,
                .ids = {.arena = a}};
    TRY(make_story(&m));
    TRY_MEM(!a->spent, err);
    return ST_OK;
}
