#include "story/agreement.h"

enum {
    WHOLE = 1000, /* numbers are kept in thousandths */
    ROUND_LEAST = 100,
    ROUND_SHARE = 50, /* no further apart than this part of the number */
    NEAR_DAYS = 3,
    RELATED_DAYS = 14,
    OWN_SOLDIERS = 3,
    SELDOM_MAX = 8
};

bool figures_one_number(const Figure *a, const Figure *b) {
    return figures_equal(a, b) || (a->value.some && b->value.some &&
                                   a->value.milli == b->value.milli && !figures_disjoint(a, b));
}

/* The place of the last digit that is no nought: 10 for 250. */
static int64_t last_place(int64_t whole) {
    int64_t unit = 1;
    while (whole && whole % (unit * 10) == 0) unit *= 10;
    return unit;
}

bool figures_rounded_alike(const Figure *a, const Figure *b) {
    if (a->quantifier != QUANT_EXACT || b->quantifier != QUANT_EXACT) return false;
    int64_t x = a->value.milli / WHOLE, y = b->value.milli / WHOLE, gap = x > y ? x - y : y - x;
    int64_t p = last_place(x), q = last_place(y), unit = p > q ? p : q, most = x > y ? x : y;
    return x >= ROUND_LEAST && y >= ROUND_LEAST && 2 * gap <= unit && gap * ROUND_SHARE <= most;
}

/* Small numbers and round ones are met everywhere; 148 is not. */
static int rarity(const Figure *f) {
    int64_t n = figure_least(f).milli / WHOLE;
    if (n < 10) return n < 5 ? 0 : 1;
    int64_t told = n / last_place(n);
    return told < 10 ? 2 : told < 100 ? 3 : 4;
}

/* No other count of the measure stands in its report, so that it is the toll. */
static bool is_only_count(const Making *m, const Item *i) {
    const Records *r = m->docs.v[i->doc];
    const Figure *f = making_figure(m, i);
    for (uint32_t k = 0; k < r->figures.n; k++) {
        const Figure *x = &r->figures.v[k];
        if (x != f && !x->part_of && x->status != STATUS_HYPOTHETICAL &&
            str_eq(x->measure, f->measure) && str_eq(x->unit, f->unit) && !figures_one_number(x, f))
            return false;
    }
    return true;
}

/* In the story of one clash "one soldier" is that soldier; in a war's he is another one each time. */
static bool is_counted_seldom(const Making *m, const Item *i) {
    uint32_t n = 0;
    for (uint32_t k = 0; k < m->items.n && n <= SELDOM_MAX; k++) {
        const Item *x = &m->items.v[k];
        n += x->kind == RECORD_FIGURE && str_eq(x->like, i->like) && str_eq(x->group, i->group);
    }
    return n <= SELDOM_MAX;
}

static Day days_between(const Item *a, const Item *b) {
    Day gap = a->said.from && b->said.from ? a->said.from - b->said.from : 0;
    return gap < 0 ? -gap : gap;
}

/* Two sides each count their own dead, soldiers above all. */
static bool may_be_own(const Item *a, const Item *b, Comparison c) {
    return a->side && b->side && a->side != b->side && !(c.same & FIELD_BIT(NATION));
}

static bool bears_arms(const Making *m, const Item *i) {
    return str_eq(i->group, S("armed")) ||
           str_eq(making_cell(m, "en/groups", i->group, "arms"), S("armed"));
}

/* Nobody is hurt in most attacks: only the place, the day or the people say that two tell of one. */
static bool is_nobody(const Item *a, const Figure *f) {
    return figure_is_none(f) && str_eq(a->family, S("harm"));
}

/* A fire of one day: seldom are there two in a story. */
static bool of_one_disaster(const Item *a, Comparison c) {
    return c.same & FIELD_BIT(OCCURRENCE) && c.same & FIELD_BIT(AS_OF) &&
           str_starts(a->occurrence, WORD_OF(CLASS, CLASS_DISASTER));
}

static int weigh_ties(const Making *m, const Item *a, const Item *b, Comparison c) {
    bool group = a->group.n && str_eq(a->group, b->group);
    bool mode = c.same & FIELD_BIT(OCCURRENCE) && str_find_char(a->occurrence, ' ') != SIZE_MAX;
    bool other = may_be_own(a, b, c) && !(c.same & FIELD_BIT(PLACE));
    bool only = !other && is_only_count(m, a) && is_only_count(m, b);
    bool named = c.same & (FIELD_BIT(PLACE) | FIELD_BIT(PERIOD) | FIELD_BIT(NATION));
    bool small = !rarity(making_figure(m, a)) && !rarity(making_figure(m, b));
    bool tied = named || mode || only || (group && is_counted_seldom(m, a));
    bool nobody = is_nobody(a, making_figure(m, a)) && !named && !group && !of_one_disaster(a, c);
    if (nobody || (small && !tied && !is_nobody(a, making_figure(m, a)))) return 0;
    Day apart = days_between(a, b);
    return ((c.same & FIELD_BIT(PLACE)) != 0) + ((c.same & FIELD_BIT(PERIOD)) != 0) * 2 +
           ((c.same & FIELD_BIT(NATION)) != 0) + mode + group + (apart <= NEAR_DAYS) -
           (apart > RELATED_DAYS) + only * 2;
}

int agreement_weight(const Making *m, const Item *a, const Item *b, Comparison c) {
    int x = rarity(making_figure(m, a)), y = rarity(making_figure(m, b));
    bool own = may_be_own(a, b, c) && bears_arms(m, a) && bears_arms(m, b);
    int against = ((c.differs & FIELD_BIT(OCCURRENCE)) != 0) +
                  ((c.differs & FIELD_BIT(PERIOD)) != 0) + ((c.differs & FIELD_BIT(SCOPE)) != 0) +
                  own * OWN_SOLDIERS;
    return (x > y ? x : y) + weigh_ties(m, a, b, c) - against;
}

static bool is_also(const Making *m, Str group, Str other) {
    Str list = making_cell(m, "en/groups", group, "also"), piece;
    while (str_split(&list, ' ', &piece))
        if (str_eq(piece, other)) return true;
    return false;
}

/* "Officers" of the one are policemen of the other, by the noun that counts them. */
static bool is_told_by(const Making *m, Strs groups, const Item *other) {
    Str noun = making_figure(m, other)->counted;
    for (uint32_t i = 0; i < groups.n; i++) {
        Str list = making_cell(m, "en/groups", groups.v[i], "told"), piece;
        while (str_split(&list, ' ', &piece))
            if (str_eq(piece, noun)) return true;
    }
    return false;
}

/* The groups of a figure's people as its text has them: workers are told apart from children, though
 * a toll of workers is set beside one of people. */
static Strs groups_of(const Making *m, const Item *i, Str *slot) {
    const Figure *f = making_figure(m, i);
    if (f->population && f->population->groups.n) return f->population->groups;
    *slot = i->group;
    return (Strs){.v = slot, .n = i->group.n != 0};
}

bool agreement_of_people(const Making *m, const Item *a, const Item *b) {
    Str x, y;
    Strs p = groups_of(m, a, &x), q = groups_of(m, b, &y);
    for (uint32_t i = 0; i < p.n; i++)
        for (uint32_t k = 0; k < q.n; k++)
            if (str_eq(p.v[i], q.v[k]) || is_also(m, p.v[i], q.v[k]) || is_also(m, q.v[k], p.v[i]))
                return true;
    return !p.n || !q.n || is_told_by(m, p, b) || is_told_by(m, q, a);
}
