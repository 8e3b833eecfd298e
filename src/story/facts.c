/* Comparable items under one key. An item joins a fact when no field of theirs differs: the fact
 * carries what its items say together, so that an item without a place may stand with one that has
 * it, but two that name different places never meet by way of a third. The most telling items come
 * first, so that the order of the documents does not matter.
 */
#include "story/agreement.h"
#include "story/facts_draft.h"
#include "story/relations.h"

#include <stdlib.h>

enum {
    EVENT_SAME_MIN = 2, /* of the telling fields, so many must agree */
    TELLING_VALUE = 6,  /* five and fewer are often counted twice in a text */
    TOLL_TIMES = 10     /* so many times another is far from it */
};

static const uint32_t fields_telling = FIELD_BIT(AGENT) | FIELD_BIT(RECIPIENT) | FIELD_BIT(PLACE) |
                                       FIELD_BIT(PERIOD) | FIELD_BIT(OBJECT);
static const uint32_t fields_of_speech =
    FIELD_BIT(AGENT) | FIELD_BIT(RECIPIENT) | FIELD_BIT(PERIOD);
/* what may differ between a fact's items */
static const uint32_t fields_free =
    FIELD_BIT(AS_OF) | FIELD_BIT(SPEAKER) | FIELD_BIT(SIDE) | FIELD_BIT(VALUE);

typedef struct Gathering {
    Making *m;
    Drafts drafts;
    Map buckets;     /* what must be equal → 1 + first draft */
    uint32_t *order; /* items, the most telling first */
    /* what people decided, of each item: */
    Apart **apart;
    uint32_t *merged;   /* 1 + review */
    uint32_t *draft_of; /* 1 + draft of each review's items */
} Gathering;

/* ---- which fact an item joins */

static Str bucket_key(Making *m, const Item *i) {
    if (i->kind == RECORD_FIGURE)
        return arena_format(m->arena, "f.%.*s.%.*s", STR_ARG(i->like), STR_ARG(i->unit));
    if (i->kind == RECORD_CLAIM)
        return arena_format(m->arena, "c.%.*s.%u", STR_ARG(i->topic), i->recipient_side);
    const Event *e = making_event(m, i);
    return arena_format(m->arena, "e.%d.%d.%d", (int)i->class, (int)e->polarity, (int)e->modality);
}

static uint32_t bits_count(uint32_t bits) {
    uint32_t n = 0;
    for (; bits; bits &= bits - 1) n++;
    return n;
}

/* Two figures of one document that are not one: the same speaker gives two values, or two speakers
 * give one small value that nothing ties to one occurrence ("two killed" here, "two killed" there).
 * A value that seldom comes about by chance ties them by itself. */
bool facts_two_in_one(const Making *m, const Item *a, const Item *b) {
    const Figure *x = making_figure(m, a), *y = making_figure(m, b);
    bool unknown = !a->speaker && two_speakers(m, a, b); /* "residents", "officials" */
    if (a->speaker == b->speaker && a->claimed == b->claimed && !unknown)
        return figures_disjoint(x, y) && a->said.from == b->said.from;
    bool small = figure_least(x).milli < (int64_t)TELLING_VALUE * 1000;
    return small && figures_equal(x, y) && !(x->event && x->event == y->event);
}

/* Tolls that exclude each other need something that says they are of one happening, a place, a day,
 * a disaster or a kind of attack: four killed by a mine and 192 in an offensive are no growing
 * toll. */
static bool two_tolls(const Making *m, const Item *a, const Item *b) {
    const Figure *x = making_figure(m, a), *y = making_figure(m, b);
    if (!str_eq(a->family, S("harm")) || !figures_disjoint(x, y)) return false;
    int64_t p = figure_least(x).milli, q = figure_least(y).milli;
    if (p < q * TOLL_TIMES && q < p * TOLL_TIMES) return false;
    Comparison c = compare_figures(m, a, b);
    bool kind = str_find_char(a->occurrence, ' ') != SIZE_MAX ||
                str_starts(a->occurrence, WORD_OF(CLASS, CLASS_DISASTER));
    uint32_t ties = FIELD_BIT(PLACE) | FIELD_BIT(PERIOD) | (kind ? FIELD_BIT(OCCURRENCE) : 0);
    return !(c.same & ties);
}

/* What is said again is another saying unless it is of the same day. */
static bool is_speech(EventClass class) {
    return class == CLASS_ACCUSE || class == CLASS_REJECT || class == CLASS_REQUEST ||
           class == CLASS_THREATEN;
}

/* "An attack" need not be the attack on the depot: of two events both or none must say whom or what
 * it was done to, unless they are of one day. */
static bool half_told(const Item *a, const Item *b, Comparison c) {
    if (!str_eq(a->mode, b->mode)) return true;
    bool whom = (a->recipient != 0) != (b->recipient != 0);
    bool what = (a->thing.n != 0) != (b->thing.n != 0);
    return (whom || what) && !(c.same & FIELD_BIT(PERIOD));
}

static bool may_join(const Gathering *g, const Draft *d, const Item *i) {
    const Making *m = g->m;
    if (i->kind == RECORD_CLAIM) return true;
    if (i->background != d->common.background) return false;
    if (i->kind == RECORD_EVENT) {
        Comparison c = compare_events(m, i, &d->common);
        if (c.differs & ~fields_free) return false;
        if (is_speech(i->class)) return (c.same & fields_of_speech) == fields_of_speech;
        return !half_told(i, &d->common, c) &&
               bits_count(c.same & fields_telling) >= EVENT_SAME_MIN;
    }
    Comparison c = compare_figures(m, i, &d->common);
    if (c.differs & ~fields_free) return false;
    for (uint32_t k = 0; k < d->members.n; k++) {
        const Item *other = &m->items.v[d->members.v[k]];
        bool one = figures_one_number(making_figure(m, other), making_figure(m, i));
        bool of_its_own = i->on_top != other->on_top || str_eq(i->unit, S("money"));
        if (of_its_own && !one) return false; /* there are as many sums as there are deals */
        if (other->doc == i->doc && facts_two_in_one(m, other, i)) return false;
        if (two_tolls(m, other, i)) return false;
    }
    return true;
}

static void take_over(Item *common, const Item *i) {
    if (i->place && (!common->place || (common->place_far && !i->place_far))) {
        common->place = i->place;
        common->country = i->country;
        common->place_far = i->place_far;
    }
    if (!common->population.n) common->population = i->population;
    bool one = common->scope == SCOPE_CUMULATIVE && i->scope == SCOPE_INCIDENT;
    if (!common->scope || one) common->scope = i->scope; /* the total is of one occurrence */
    if (days_some(i->window) &&
        (!days_some(common->window) || (common->window_far && !i->window_far))) {
        common->window = i->window;
        common->window_far = i->window_far;
    }
    if (i->occurrence.n && (common->occurrence_far || !common->occurrence.n) > i->occurrence_far) {
        common->occurrence = i->occurrence;
        common->occurrence_far = false;
    } else if (i->occurrence.n > common->occurrence.n &&
               common->occurrence_far == i->occurrence_far)
        common->occurrence = i->occurrence;
    if (!common->agent) common->agent = i->agent, common->agent_side = i->agent_side;
    if (!common->recipient)
        common->recipient = i->recipient, common->recipient_side = i->recipient_side;
    if (!common->mode.n) common->mode = i->mode;
    if (!common->thing.n) common->thing = i->thing;
}

static StCode read_reviews(Gathering *g) {
    Making *m = g->m;
    uint32_t reviews = m->reviews ? m->reviews->list.n : 0;
    g->apart = arena_new(m->arena, Apart *, m->items.n);
    g->merged = arena_new(m->arena, uint32_t, m->items.n);
    g->draft_of = arena_new(m->arena, uint32_t, reviews + 1);
    TRY_MEM(g->apart && g->merged && g->draft_of, m->err);
    TRY_MEM(reviews_of_things(m->reviews, &m->item_at, m->arena, g->apart, g->merged) == ST_OK,
            m->err);
    return ST_OK;
}

/* The draft that a review puts the item into, 0 where none does. */
static uint32_t draft_by_review(const Gathering *g, uint32_t item) {
    uint32_t at = g->draft_of[g->merged[item]];
    return at && g->drafts.v[at - 1].common.kind == g->m->items.v[item].kind ? at : 0;
}

/* How near a figure stands to a draft that admits it: what both name, an account beside it in its
 * own report, its very number, a number that is not far. */
static uint32_t nearness(const Making *m, const Draft *d, const Item *i) {
    const uint32_t named = FIELD_BIT(PLACE) | FIELD_BIT(PERIOD) | FIELD_BIT(OCCURRENCE);
    bool beside = false, told = false, not_far = false;
    int64_t x = figure_least(making_figure(m, i)).milli;
    for (uint32_t k = 0; k < d->members.n; k++) {
        const Item *other = &m->items.v[d->members.v[k]];
        int64_t y = figure_least(making_figure(m, other)).milli;
        beside |= other->doc == i->doc && sentences_between(m, other, i) <= 1;
        told |= x == y && x >= (int64_t)TELLING_VALUE * 1000;
        not_far |= x <= 2 * y && y <= 2 * x;
    }
    return 2 * bits_count(compare_figures(m, i, &d->common).same & named) + 2 * beside + 2 * told +
           not_far;
}

/* The draft that admits the item, 1 + place in the list: the first one, of figures the nearest. 0:
 * none; `last` is then the bucket's last. */
static uint32_t find_draft(const Gathering *g, uint32_t first, uint32_t item, uint32_t *last) {
    const Item *i = &g->m->items.v[item];
    uint32_t best = 0, most = 0;
    for (uint32_t at = first; at; at = g->drafts.v[at - 1].next) {
        const Draft *d = &g->drafts.v[at - 1];
        *last = at;
        if (reviews_apart(d->apart, g->apart[item]) || !may_join(g, d, i)) continue;
        if (i->kind != RECORD_FIGURE) return at;
        uint32_t near = nearness(g->m, d, i);
        if (!best || near > most) best = at, most = near;
    }
    return best;
}

static StCode put_item(Gathering *g, uint32_t item) {
    Making *m = g->m;
    const Item *i = &m->items.v[item];
    Str key = bucket_key(m, i);
    uint32_t *first = key.p ? map_at(&g->buckets, key) : NULL;
    TRY_MEM(first, m->err);
    uint32_t last = 0, at = draft_by_review(g, item);
    if (!at) at = find_draft(g, *first, item, &last);
    if (!at) {
        Draft *d = list_push(m->arena, &g->drafts, Draft);
        TRY_MEM(d, m->err);
        d->common = *i;
        at = g->drafts.n;
        if (last)
            g->drafts.v[last - 1].next = at;
        else
            *first = at;
    }
    Draft *d = &g->drafts.v[at - 1];
    take_over(&d->common, i);
    d->apart = reviews_chain(d->apart, g->apart[item]);
    if (g->merged[item]) g->draft_of[g->merged[item]] = at;
    uint32_t *slot = list_push(m->arena, &d->members, uint32_t);
    TRY_MEM(slot, m->err);
    *slot = item;
    return ST_OK;
}

/* ---- which items make facts, and in which order */

static bool makes_fact(const Making *m, const Item *i) {
    if (i->kind == RECORD_FIGURE) {
        const Figure *f = making_figure(m, i);
        bool rejected = f->status == STATUS_DENIED && f->value.some; /* "and not five" */
        return !rejected && (f->part_of == 0 || i->group.n);
    }
    if (i->kind == RECORD_EVENT) return i->agent || i->recipient || i->place || i->thing.n;
    Stance stance = making_claim(m, i)->stance;
    return i->topic.n && (stance == STANCE_ACCUSE || stance == STANCE_ASSERT) && i->recipient_side;
}

/* How much an item says of what it belongs to. */
static uint32_t tells(const Item *i) {
    bool said[] = {i->place && !i->place_far,
                   days_some(i->window) && !i->window_far,
                   i->scope != SCOPE_NONE,
                   i->population.n,
                   i->occurrence.n && !i->occurrence_far,
                   i->agent,
                   i->recipient,
                   i->mode.n,
                   i->thing.n};
    uint32_t n = 0;
    for (size_t k = 0; k < sizeof said / sizeof *said; k++) n += said[k];
    return n;
}

typedef struct Ranked {
    uint32_t tells, item;
} Ranked;

static int by_telling(const void *x, const void *y) {
    const Ranked *a = x, *b = y;
    if (a->tells != b->tells) return a->tells > b->tells ? -1 : 1;
    return (a->item > b->item) - (a->item < b->item);
}

static StCode gather(Gathering *g) {
    Making *m = g->m;
    Ranked *ranked = arena_new(m->arena, Ranked, m->items.n);
    TRY_MEM(ranked, m->err);
    uint32_t n = 0;
    for (uint32_t i = 0; i < m->items.n; i++)
        if (makes_fact(m, &m->items.v[i])) ranked[n++] = (Ranked){tells(&m->items.v[i]), i};
    if (n) qsort(ranked, n, sizeof *ranked, by_telling);
    for (uint32_t i = 0; i < n; i++) TRY(put_item(g, ranked[i].item));
    return ST_OK;
}

static int by_number(const void *x, const void *y) {
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

/* Figures first, then by key: the order of the printed story's facts. */
static int by_first_member(const void *x, const void *y) {
    const Draft *a = x, *b = y;
    if (a->common.kind != b->common.kind) return a->common.kind < b->common.kind ? -1 : 1;
    if (a->common.background != b->common.background) return a->common.background ? 1 : -1;
    uint32_t p = a->members.v[0], q = b->members.v[0];
    return (p > q) - (p < q);
}

StCode story_gather_facts(Making *m) {
    Gathering g = {.m = m, .buckets = {.arena = m->arena}};
    TRY(read_reviews(&g));
    TRY(gather(&g));
    TRY(facts_join(m, &g.drafts));
    for (uint32_t i = 0; i < g.drafts.n; i++)
        qsort(g.drafts.v[i].members.v, g.drafts.v[i].members.n, sizeof(uint32_t), by_number);
    if (g.drafts.n) qsort(g.drafts.v, g.drafts.n, sizeof(Draft), by_first_member);
    bool *heard = arena_new(m->arena, bool, m->docs.n);
    TRY_MEM(heard, m->err);
    for (uint32_t i = 0; i < g.drafts.n; i++) TRY(fact_put(m, &g.drafts.v[i], heard));
    return ST_OK;
}
