/* Whether a later figure goes on with an earlier one: a toll that has risen, the missing of whom some
 * are found, a count put right. Both are of one fact and of two parties.
 */
#include "story/relate_figures.h"

#include "story/told_apart.h"

enum {
    SHRINKING_DAYS = 7,
    CORRECTION_TENTHS = 2, /* more than a fifth less is another count, and no correction */
    RISEN_TIMES = 5        /* of what another side counted */
};

bool figure_later(const Item *a, const Item *b) {
    return a->said.from && b->said.from && a->said.from > b->said.from;
}

Day figures_days_between(const Item *a, const Item *b) {
    Day gap = a->said.from && b->said.from ? a->said.from - b->said.from : 0;
    return gap < 0 ? -gap : gap;
}

bool figure_of_war(const Item *i) {
    bool fights = !i->occurrence_far && str_eq(i->occurrence, WORD_OF(CLASS, CLASS_ASSAULT));
    return (fights && str_eq(i->family, S("harm"))) || i->scope == SCOPE_SHARE;
}

bool figure_later_perhaps(const Making *m, const Item *a, const Item *b) {
    const Published *x = m->docs.v[a->doc]->doc.published, *y = m->docs.v[b->doc]->doc.published;
    bool known = x && y && x->basis != PUBLISHED_INFERRED && y->basis != PUBLISHED_INFERRED;
    bool meet = a->said.from <= b->said.to && b->said.from <= a->said.to;
    return a->doc != b->doc && !known && a->said.from && b->said.from && meet;
}

/* One attack, told of by what it was done with, and no war. */
static bool of_one_attack(const Item *i) {
    return !i->occurrence_far && str_find_char(i->occurrence, ' ') != SIZE_MAX;
}

/* More is told on of a war; of one clash of yesterday a little more is found. */
static bool goes_on(const Making *m, const Item *a, const Item *b) {
    enum { CLASH_DAYS = 3, CLASH_TIMES = 2 };
    if (a->scope == SCOPE_SHARE || b->scope == SCOPE_SHARE) return true;
    if (!(figure_of_war(a) || figure_of_war(b)) || of_one_attack(a) || of_one_attack(b))
        return false;
    int64_t now = figure_least(making_figure(m, a)).milli;
    return figures_days_between(a, b) > CLASH_DAYS ||
           now > figure_least(making_figure(m, b)).milli * CLASH_TIMES;
}

static bool two_sides(const Item *a, const Item *b) {
    return a->side && b->side && a->side != b->side;
}

/* Two bodies that count one after the other, as rescuers and a ministry do; not enemies. */
static bool taken_on(const Making *m, const Item *a, const Item *b) {
    int64_t now = figure_least(making_figure(m, a)).milli;
    return figure_later(a, b) && !sides_opposed(m, a, b) &&
           now <= figure_least(making_figure(m, b)).milli * RISEN_TIMES;
}

bool figures_grown(const Making *m, const Item *a, const Item *b) {
    const Figure *x = making_figure(m, a), *y = making_figure(m, b);
    Number now = figure_least(x), before = figure_least(y);
    if (!(figure_later(a, b) || figure_later_perhaps(m, a, b)) || !now.some || !before.some ||
        now.milli <= before.milli)
        return false;
    if (two_sides(a, b) && !taken_on(m, a, b)) return false;
    return !goes_on(m, a, b) && x->bounds == BOUND_STATED && y->bounds == BOUND_STATED;
}

/* The missing and the trapped become fewer: some are found, whoever counts them. */
static bool has_shrunk(const Item *a, const Item *b) {
    bool shrinks = str_eq(a->family, S("missing")) || str_eq(a->measure, S("stranded"));
    return shrinks && figure_later(a, b) && figures_days_between(a, b) <= SHRINKING_DAYS;
}

/* A count that is told again, and is a little less: 31 wounded after 33. */
static bool is_put_right(const Making *m, const Item *a, const Item *b) {
    int64_t now = figure_least(making_figure(m, a)).milli;
    int64_t before = figure_least(making_figure(m, b)).milli;
    return figure_later(a, b) && figures_days_between(a, b) <= SHRINKING_DAYS && !two_sides(a, b) &&
           !figure_of_war(a) && !figure_of_war(b) && now * 10 >= before * (10 - CORRECTION_TENTHS);
}

bool figures_corrected(const Making *m, const Item *a, const Item *b, bool beside) {
    const Figure *x = making_figure(m, a), *y = making_figure(m, b);
    if (beside || !figures_disjoint(x, y) || figure_least(x).milli >= figure_least(y).milli)
        return false;
    return has_shrunk(a, b) || is_put_right(m, a, b);
}
