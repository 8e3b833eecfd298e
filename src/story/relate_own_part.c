/* What a body counts in its own places: a part of all there are. */
#include "story/relate_figures.h"

#include "story/told_apart.h"

enum {
    PART_DAYS = 2,    /* so much later a part may be told, and exceed the whole */
    LIKELY_TIMES = 20 /* so many times another number is no other count of the same */
};

/* "812 dead since February", "seven dead on Monday": nobody takes the one for the other. */
static bool of_two_scopes(const Making *m, const Item *a, const Item *b) {
    int64_t p = figure_least(making_figure(m, a)).milli;
    int64_t q = figure_least(making_figure(m, b)).milli;
    return a->scope != b->scope && (p > q * LIKELY_TIMES || q > p * LIKELY_TIMES);
}

bool figures_of_two_things(Making *m, const Item *a, const Item *b) {
    return of_two_scopes(m, a, b) || told_of_another(m, a) || told_of_another(m, b) ||
           told_as_part(m, a) || told_as_part(m, b) || told_towns_apart(m, a, b);
}

/* More of a part than there are in all cannot be; less of it says nothing, and neither does what is
 * told days later, or nobody knows when. */
bool relate_own_part(Making *m, const Item *a, const Item *b, Pair *p) {
    const Item *part = told_as_part(m, a) ? a : b, *whole = part == a ? b : a;
    const Figure *x = making_figure(m, part), *y = making_figure(m, whole);
    bool more = figures_disjoint(x, y) && figure_least(x).milli > figure_least(y).milli;
    bool dated = part->said.to && whole->said.from;
    bool since = !dated || part->said.to - whole->said.from > PART_DAYS;
    p->type = RELATION_CONTRADICTS;
    p->compared.same &= ~FIELD_BIT(SCOPE);
    return more && !since && part->family.n && !told_places_apart(m, a, b);
}
