/* Figures that look alike and count other things: parts and wholes, shares of one whole that exceed
 * it, facts of one measure whose people, days or happenings are not the same.
 */
#include "story/relate_figures.h"

enum {
    LOOK_ALIKE_MAX = 2, /* facts told apart from one: those nearest in number */
    MIXED_LEAST = 3,    /* of one or two nobody thinks that they are all */
    MIXED_TIMES = 10,   /* nor of a number so much larger */
    PART_SHARE = 5,     /* a part that may be taken for the whole is a fifth of it or more */
    MIXED_DAYS = 7,
    TOTAL_DAYS = 31
};

/* ---- most have gone, most are there */

/* The least share in thousandths of a percent that the words allow; -1 when it is no share. */
static int64_t least_share(const Figure *f) {
    if (!str_eq(f->unit, S("percent"))) return -1;
    if (f->low.some) return f->low.milli;
    if (!f->value.some) return -1;
    return f->quantifier == QUANT_NEARLY || f->quantifier == QUANT_ABOUT ? f->value.milli * 9 / 10
           : f->quantifier == QUANT_EXACT                                ? f->value.milli
                                                                         : -1;
}

static StCode relate_shares(Making *m, const uint32_t *figures, uint32_t n, Pairs *pairs) {
    for (uint32_t i = 0; i < n; i++) {
        const Item *out = &m->items.v[figures[i]];
        int64_t gone = least_share(making_figure(m, out));
        if (gone < 0 ||
            !str_eq(making_cell(m, "en/measure_families", out->measure, "departs"), S("out")))
            continue;
        for (uint32_t k = 0; k < n; k++) {
            const Item *in = &m->items.v[figures[k]];
            int64_t there = least_share(making_figure(m, in));
            if (there < 0 || gone + there <= 100000 || out->doc != in->doc ||
                !str_eq(making_cell(m, "en/measure_families", in->measure, "departs"), S("stays")))
                continue;
            Pair p = {.a = figures[i],
                      .b = figures[k],
                      .type = RELATION_SELF_CONTRADICTION,
                      .compared = compare_figures(m, out, in)};
            p.compared.differs |= FIELD_BIT(VALUE);
            if (out->speaker == in->speaker && !(p.compared.differs & FIELD_BIT(PLACE)))
                TRY(pairs_add(m, pairs, p));
        }
    }
    return ST_OK;
}

/* ---- look alike, are not the same */

/* Civilians and people: those of the group may be some of all that are counted. */
static bool may_be_part(const Making *m, const Item *a, const Item *b) {
    const Item *part = a->group.n ? a : b, *whole = a->group.n ? b : a;
    if (!part->group.n || whole->group.n) return false;
    return figure_least(making_figure(m, part)).milli <=
           figure_least(making_figure(m, whole)).milli;
}

static bool is_told_as_all(const Making *m, const Item *i) {
    const Figure *f = i->kind == RECORD_FIGURE ? making_figure(m, i) : NULL;
    return f && !i->background && !f->part_of && !f->share_of && figure_is_count(f) &&
           !figure_is_none(f) && !str_eq(i->unit, S("money")) && !str_eq(i->unit, S("percent"));
}

/* A province's count beside its country's. */
static bool is_part_of_land(const Making *m, const Item *a, const Item *b) {
    if (!a->place || !b->place || a->place_far || b->place_far || !a->country.n) return false;
    const Item *land = m->entities[a->place - 1].country_wide ? a : b, *part = land == a ? b : a;
    return str_eq(a->country, b->country) && m->entities[land->place - 1].country_wide &&
           !m->entities[part->place - 1].country_wide &&
           figure_least(making_figure(m, land)).milli > figure_least(making_figure(m, part)).milli;
}

/* Told of so different days that nobody sets the one beside the other, unless one is a total. */
static bool are_far_apart(const Item *a, const Item *b) {
    Day apart = a->said.from && b->said.from ? a->said.from - b->said.from : 0;
    Day most =
        a->scope == SCOPE_CUMULATIVE || b->scope == SCOPE_CUMULATIVE ? TOTAL_DAYS : MIXED_DAYS;
    return apart > most || apart < -most;
}

/* Neither one number nor so unlike that nobody takes the one for the other; what two sides say is
 * held against each other however far apart it is. */
static bool are_near_in_size(const Making *m, const Item *a, const Item *b) {
    int64_t p = figure_least(making_figure(m, a)).milli,
            q = figure_least(making_figure(m, b)).milli;
    if (p == q || (a->side && b->side && a->side != b->side)) return p != q;
    int64_t least = p < q ? p : q, most = p < q ? q : p;
    return least >= (int64_t)MIXED_LEAST * 1000 && most <= least * MIXED_TIMES;
}

/* Whether a reader may take the one for the other: numbers of one measure, of near days, told of
 * one place, time or happening, that are not the same, and something that is not the same counted. */
static bool may_be_mixed(Making *m, const Item *a, const Item *b, Comparison *c) {
    if (!is_told_as_all(m, b) || same_text(m, a, b) || !str_eq(a->measure, b->measure) ||
        figures_of_one_document(m, a, b) || are_far_apart(a, b))
        return false;
    bool land = is_part_of_land(m, a, b);
    if (!land && !are_near_in_size(m, a, b)) return false;
    *c = compare_figures(m, a, b);
    if (c->differs & (FIELD_BIT(UNIT) | FIELD_BIT(COUNTED) | FIELD_BIT(PLACE))) return false;
    if (land) c->differs |= FIELD_BIT(PLACE);
    uint32_t tied = c->same & (FIELD_BIT(PLACE) | FIELD_BIT(PERIOD) | FIELD_BIT(OCCURRENCE));
    return c->differs & (fields_of_scope | FIELD_BIT(PLACE)) &&
           (tied || land || may_be_part(m, a, b));
}

/* How many times the larger number holds the smaller, in tenths. */
static int64_t tenths_between(const Making *m, const Item *a, const Item *b) {
    int64_t p = figure_least(making_figure(m, a)).milli,
            q = figure_least(making_figure(m, b)).milli;
    return p > q ? p * 10 / q : q * 10 / p;
}

/* The pairs whose numbers are nearest, in that order. */
typedef struct Nearest {
    Pair pair[LOOK_ALIKE_MAX + 1];
    int64_t tenths[LOOK_ALIKE_MAX + 1];
    uint32_t n;
} Nearest;

static void keep_nearest(Nearest *near, Pair p, int64_t tenths) {
    uint32_t at = near->n;
    for (; at > 0 && tenths < near->tenths[at - 1]; at--) {
        near->pair[at] = near->pair[at - 1];
        near->tenths[at] = near->tenths[at - 1];
    }
    near->pair[at] = p;
    near->tenths[at] = tenths;
    if (near->n < LOOK_ALIKE_MAX) near->n++;
}

/* The facts' last items, each beside those nearest to it. */
static StCode relate_look_alikes(Making *m, const FactItems *facts, Pairs *pairs) {
    for (uint32_t i = 0; i < m->story->facts.n; i++) {
        Pair p = {.a = facts[i].v[facts[i].n - 1], .type = RELATION_DIFFERENT_SCOPE};
        const Item *a = &m->items.v[p.a];
        if (!is_told_as_all(m, a)) continue;
        Nearest near = {.n = 0};
        for (uint32_t k = 0; k < i; k++) {
            p.b = facts[k].v[facts[k].n - 1];
            const Item *b = &m->items.v[p.b];
            if (!may_be_mixed(m, a, b, &p.compared)) continue;
            p.compared.differs |= FIELD_BIT(VALUE);
            keep_nearest(&near, p, tenths_between(m, a, b));
        }
        for (uint32_t k = 0; k < near.n; k++) TRY(pairs_add(m, pairs, near.pair[k]));
    }
    return ST_OK;
}

/* ---- a part and its whole */

static StCode relate_parts(Making *m, const uint32_t *figures, uint32_t n, Pairs *pairs) {
    for (uint32_t i = 0; i < n; i++) {
        const Item *a = &m->items.v[figures[i]];
        const Figure *part = making_figure(m, a);
        uint32_t at = part->part_of ? making_item(m, a->doc, RECORD_FIGURE, part->part_of) : 0;
        if (!at || a->background || !figure_is_count(part)) continue;
        const Item *b = &m->items.v[at - 1];
        if (!figure_is_count(making_figure(m, b)) || !str_eq(a->like, b->like)) continue;
        int64_t some = figure_least(part).milli, all = figure_least(making_figure(m, b)).milli;
        if (some < (int64_t)MIXED_LEAST * 1000 || some * PART_SHARE < all) continue;
        Pair p = {.a = figures[i],
                  .b = at - 1,
                  .type = RELATION_DIFFERENT_SCOPE,
                  .compared = compare_figures(m, a, b)};
        p.compared.differs |= FIELD_BIT(VALUE);
        TRY(pairs_add(m, pairs, p));
    }
    return ST_OK;
}

StCode relate_scopes(Making *m, const FactItems *facts, const uint32_t *figures, uint32_t n,
                     Pairs *pairs) {
    TRY(relate_shares(m, figures, n, pairs));
    TRY(relate_parts(m, figures, n, pairs));
    return relate_look_alikes(m, facts, pairs);
}
