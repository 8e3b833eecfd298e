/* Drafts that tell one toll in two ways: "36 quarry workers" and "36 people", "12 killed" in an
 * attack with bombs and with guns, 29 on a day and 29 in a month. What keeps two drafts apart is
 * what their texts call people and happenings; where every number of the one is a number of the
 * other, and enough speaks for one thing, they are one fact. Places, measures and countries that
 * differ keep them apart whatever the numbers.
 */
#include "story/agreement.h"
#include "story/facts_draft.h"

enum {
    NOT_ONE = -100,
    JOIN_WEIGHT = 3,   /* see agreement.h */
    COMPARED_MAX = 64, /* drafts of one bucket that a draft is set beside */
    MEMBERS_MAX = 256  /* a draft of more stays what it is */
};

static const uint32_t fields_soft = FIELD_BIT(POPULATION) | FIELD_BIT(COUNTED) | FIELD_BIT(SCOPE) |
                                    FIELD_BIT(PERIOD) | FIELD_BIT(OCCURRENCE) | FIELD_BIT(AS_OF) |
                                    FIELD_BIT(SPEAKER) | FIELD_BIT(SIDE) | FIELD_BIT(VALUE);

static bool may_stand_together(const Item *a, const Item *b, Comparison c) {
    if (c.differs & ~fields_soft) return false;
    return !(c.differs & FIELD_BIT(COUNTED)) || !a->thing.n || !b->thing.n;
}

/* What speaks for two figures being one count told twice; NOT_ONE where they cannot be. */
static int weigh_count(const Making *m, const Item *a, const Item *b) {
    const Figure *x = making_figure(m, a), *y = making_figure(m, b);
    bool counts = x->counted_by != COUNTED_LIST && y->counted_by != COUNTED_LIST && !x->share_of &&
                  !y->share_of && !str_eq(a->unit, S("money")) && !str_eq(a->unit, S("percent"));
    if (!counts || x->status != y->status || a->doc == b->doc ||
        !(figures_one_number(x, y) || figures_rounded_alike(x, y)))
        return NOT_ONE;
    Comparison c = compare_figures(m, a, b);
    if (!may_stand_together(a, b, c) || !agreement_of_people(m, a, b)) return NOT_ONE;
    return agreement_weight(m, a, b, c);
}

/* The weightiest count of a draft that may be the item's: 1 + member, 0 where there is none. */
static uint32_t find_count(const Making *m, const Item *i, const Draft *d, int *weight) {
    uint32_t best = 0;
    *weight = NOT_ONE;
    for (uint32_t k = 0; k < d->members.n; k++) {
        int w = weigh_count(m, i, &m->items.v[d->members.v[k]]);
        if (w > *weight) *weight = w, best = k + 1;
    }
    return best;
}

/* Whether each number of `part` is told in `whole`, too, and one at least by no chance. Two numbers
 * that are the same are told by chance less often than one. */
static bool is_told_in(const Making *m, const Draft *part, const Draft *whole) {
    int most = NOT_ONE, weight;
    for (uint32_t i = 0; i < part->members.n; i++) {
        if (!find_count(m, &m->items.v[part->members.v[i]], whole, &weight)) return false;
        if (weight > most) most = weight;
    }
    return most + (part->members.n > 1) >= JOIN_WEIGHT;
}

static bool may_be_one(const Making *m, const Draft *a, const Draft *b) {
    if (a->common.background != b->common.background || reviews_apart(a->apart, b->apart))
        return false;
    return may_stand_together(&a->common, &b->common, compare_figures(m, &a->common, &b->common));
}

static StCode move_into(Making *m, Draft *to, Draft *from) {
    for (uint32_t i = 0; i < from->members.n; i++) {
        uint32_t *slot = list_push(m->arena, &to->members, uint32_t);
        TRY_MEM(slot, m->err);
        *slot = from->members.v[i];
    }
    to->apart = reviews_chain(to->apart, from->apart);
    from->members.n = 0;
    return ST_OK;
}

/* ---- a single item in the wrong draft */

static Day nearest_fellow(const Making *m, const Draft *d, uint32_t member) {
    const Item *i = &m->items.v[d->members.v[member]];
    Day least = INT32_MAX;
    for (uint32_t k = 0; k < d->members.n; k++) {
        const Item *other = &m->items.v[d->members.v[k]];
        Day gap = other->said.from - i->said.from;
        gap = gap < 0 ? -gap : gap;
        if (k != member && other->doc != i->doc && i->said.from && other->said.from && gap < least)
            least = gap;
    }
    return least;
}

/* Whether an item of `from` tells a number of `to` and is further in days from its fellows than
 * that number is from its own. */
static bool belongs_in(const Making *m, const Draft *from, uint32_t member, const Draft *to) {
    const Item *i = &m->items.v[from->members.v[member]];
    int weight, own;
    uint32_t at = find_count(m, i, to, &weight);
    if (!at || weight < JOIN_WEIGHT || find_count(m, i, from, &own)) return false;
    for (uint32_t k = 0; k < to->members.n; k++) {
        const Item *other = &m->items.v[to->members.v[k]];
        if (other->doc == i->doc && facts_two_in_one(m, other, i)) return false;
    }
    Day here = nearest_fellow(m, from, member), there = nearest_fellow(m, to, at - 1);
    bool stray = here > there || (here == there && from->members.n < to->members.n);
    return stray && may_stand_together(i, &to->common, compare_figures(m, i, &to->common));
}

static StCode move_strays(Making *m, Draft *from, Draft *to) {
    for (uint32_t i = 0; i < from->members.n && from->members.n > 1;) {
        if (!belongs_in(m, from, i, to)) {
            i++;
            continue;
        }
        uint32_t *slot = list_push(m->arena, &to->members, uint32_t);
        TRY_MEM(slot, m->err);
        *slot = from->members.v[i];
        for (uint32_t k = i + 1; k < from->members.n; k++)
            from->members.v[k - 1] = from->members.v[k];
        from->members.n--;
    }
    return ST_OK;
}

static StCode join_two(Making *m, Draft *a, Draft *b) {
    if (!b->members.n || b->members.n > MEMBERS_MAX || !may_be_one(m, a, b)) return ST_OK;
    if (is_told_in(m, b, a)) return move_into(m, a, b);
    if (is_told_in(m, a, b)) return move_into(m, b, a);
    if (a->apart || b->apart) return ST_OK; /* people have been at work here */
    TRY(move_strays(m, a, b));
    return move_strays(m, b, a);
}

StCode facts_join(Making *m, Drafts *drafts) {
    for (uint32_t i = 0; i < drafts->n; i++) {
        Draft *a = &drafts->v[i];
        if (a->common.kind != RECORD_FIGURE || a->members.n > MEMBERS_MAX) continue;
        uint32_t n = 0;
        for (uint32_t at = a->next; at && n < COMPARED_MAX && a->members.n; n++) {
            Draft *b = &drafts->v[at - 1];
            at = b->next;
            TRY(join_two(m, a, b));
        }
    }
    uint32_t n = 0;
    for (uint32_t i = 0; i < drafts->n; i++)
        if (drafts->v[i].members.n) drafts->v[n++] = drafts->v[i];
    drafts->n = n;
    return ST_OK;
}
