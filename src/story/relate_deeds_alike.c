/* One deed told by several: "Ethiopian guns shelled the town", "the town was shelled". Both say that it
 * was done, or both that it was not; nobody else is named as its doer or its victim, no other place
 * and no other day; and more ties the two than a denial needs, as most deeds are done more than once.
 */
#include "story/relate_deeds.h"

#include "story/agreeing.h"
#include "story/parties.h"

enum {
    TIES = 3,
    TIES_NO = 2,      /* both deny it: of what was not done there is only one */
    AGREEING_MAX = 3, /* that are set beside one */
    SAID_DAYS = 2,    /* between the two where no day is told */
    DEEDS_MET_MAX = 400
};

static bool one_time(const Weighing *w) {
    Days x = w->no->window, y = w->yes->window;
    if (x.from && y.from) return x.from <= y.to && y.from <= x.to;
    Day gap = w->a->said.from && w->b->said.from ? w->a->said.from - w->b->said.from : 0;
    return (gap <= SAID_DAYS && gap >= -SAID_DAYS) || (w->no->no && !w->no->so_far);
}

/* "Shots were fired at officers", says the police: hardly by them. */
static bool burdens_himself(const Making *m, const Item *speaker, const Deed *own,
                            const Deed *other) {
    for (uint32_t i = 0; !own->doers.n && i < other->doers.n; i++)
        if (party_answers_for(m, speaker->speaker, other->doers.v[i])) return true;
    return false;
}

static bool concur(const Weighing *w, Comparison *c) {
    const Deed *x = w->no, *y = w->yes;
    if (!agreeing_tellings(w->m, w->a, w->b) || x->some || y->some || x->past || y->past)
        return false;
    Weighing turned = {w->m, y, x, w->b, w->a};
    if (!one_time(w) || deeds_are_other(w) || deeds_are_other(&turned)) return false;
    if (!x->no && (burdens_himself(w->m, w->a, x, y) || burdens_himself(w->m, w->b, y, x)))
        return false;
    bool again = x->no && one_speaker(w->m, w->a, w->b); /* he denies it once more */
    return deeds_ties(w, c) + again >= (x->no ? TIES_NO : TIES);
}

static StCode relate_two(Making *m, const Deed *late, const Deed *early, Pairs *pairs, bool *met) {
    Weighing w = {m, late, early, &m->items.v[late->item], &m->items.v[early->item]};
    Comparison c = {0, 0};
    *met = concur(&w, &c);
    return *met ? agreeing_put(m, late->item, early->item, c, pairs) : ST_OK;
}

StCode relate_deeds_alike(Making *m, const Deeds *deeds, Pairs *pairs) {
    for (uint32_t i = 0; i < deeds->n; i++) {
        uint32_t looked = 0, agreeing = 0;
        const Deed *d = &deeds->v[i];
        for (uint32_t k = i; k-- > 0 && looked < DEEDS_MET_MAX && agreeing < AGREEING_MAX;) {
            const Deed *e = &deeds->v[k];
            bool met = false;
            if (d->no != e->no || d->item == e->item) continue;
            if (!deed_is_of(m, d, e->kind) && !deed_is_of(m, e, d->kind)) continue;
            looked++;
            TRY(relate_two(m, d, e, pairs, &met));
            agreeing += met;
        }
    }
    return ST_OK;
}
