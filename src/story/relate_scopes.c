/* Figures that look alike and count other things: parts and wholes, shares of one whole that exceed
 * it, facts of one measure whose people, days or happenings are not the same.
 */
#include "story/relate_figures.h"

enum { LOOK_ALIKE_MAX = 24 /* facts of one measure told apart */ };

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

static StCode relate_look_alikes(Making *m, const FactItems *facts, Pairs *pairs) {
    uint32_t n = m->story->facts.n;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = facts[i].v[facts[i].n - 1], met = 0;
        const Item *a = &m->items.v[at];
        if (a->kind != RECORD_FIGURE || a->background || figure_is_none(making_figure(m, a)))
            continue;
        for (uint32_t k = 0; k < i && met < LOOK_ALIKE_MAX; k++) {
            const Item *b = &m->items.v[facts[k].v[facts[k].n - 1]];
            if (b->kind != RECORD_FIGURE || b->background || same_text(m, a, b) ||
                !str_eq(a->measure, b->measure) || figure_is_none(making_figure(m, b)) ||
                figures_of_one_document(m, a, b) || figures_unrelated(a, b) ||
                !figure_is_count(making_figure(m, a)) || !figure_is_count(making_figure(m, b)))
                continue;
            Pair p = {.a = at,
                      .b = facts[k].v[facts[k].n - 1],
                      .type = RELATION_DIFFERENT_SCOPE,
                      .compared = compare_figures(m, a, b)};
            uint32_t apart = p.compared.differs;
            uint32_t tied =
                p.compared.same & (FIELD_BIT(PLACE) | FIELD_BIT(PERIOD) | FIELD_BIT(OCCURRENCE));
            if (!(apart & fields_of_scope) || !(tied || may_be_part(m, a, b)) ||
                apart & (FIELD_BIT(PLACE) | FIELD_BIT(UNIT) | FIELD_BIT(COUNTED)))
                continue;
            met++;
            TRY(pairs_add(m, pairs, p));
        }
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
