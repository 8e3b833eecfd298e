/* Who sides with whom: two parties that say of one third's statement that it is not so, and say it
 * in words that they share, agree. What nobody disputes is not looked at; of that there is no end.
 */
#include "story/agreeing.h"

#include "story/account.h"

enum {
    OPPONENTS_MAX = 8, /* of one statement */
    SHARED_MIN = 2     /* telling words and names */
};

typedef struct Opponents {
    uint32_t v[OPPONENTS_MAX], n;
} Opponents;

static bool is_quarrel(const Making *m, const Pair *p) {
    bool quarrel = p->type == RELATION_CONTRADICTS || p->type == RELATION_DENIES;
    return quarrel && m->items.v[p->a].kind == RECORD_CLAIM &&
           m->items.v[p->b].kind == RECORD_CLAIM;
}

static void add_opponent(Opponents *o, uint32_t item) {
    for (uint32_t i = 0; i < o->n; i++)
        if (o->v[i] == item) return;
    if (o->n < OPPONENTS_MAX) o->v[o->n++] = item;
}

static bool quarrel_too(const Pairs *pairs, uint32_t n, uint32_t a, uint32_t b) {
    for (uint32_t i = 0; i < n; i++) {
        const Pair *p = &pairs->v[i];
        if ((p->a == a && p->b == b) || (p->a == b && p->b == a)) return true;
    }
    return false;
}

static bool agree(Making *m, const Item *a, const Item *b) {
    if (a->doc != b->doc && same_text(m, a, b)) return false;
    return two_speakers(m, a, b) && account_shares(m, a, b) >= SHARED_MIN;
}

static StCode relate_opponents(Making *m, const Opponents *o, Pairs *pairs, uint32_t n) {
    for (uint32_t i = 1; i < o->n; i++)
        for (uint32_t k = 0; k < i; k++) {
            uint32_t late = o->v[i] > o->v[k] ? o->v[i] : o->v[k], early = o->v[i] + o->v[k] - late;
            const Item *a = &m->items.v[late], *b = &m->items.v[early];
            if (!agree(m, a, b) || quarrel_too(pairs, n, late, early)) continue;
            TRY(agreeing_put(m, late, early, (Comparison){0, 0}, pairs));
        }
    return ST_OK;
}

StCode relate_concord(Making *m, Pairs *pairs) {
    uint32_t n = pairs->n; /* those added here are not looked at */
    Opponents *of = arena_new(m->arena, Opponents, m->items.n);
    TRY_MEM(of || !m->items.n, m->err);
    for (uint32_t i = 0; i < n; i++) {
        if (!is_quarrel(m, &pairs->v[i])) continue;
        add_opponent(&of[pairs->v[i].a], pairs->v[i].b);
        add_opponent(&of[pairs->v[i].b], pairs->v[i].a);
    }
    for (uint32_t i = 0; i < m->items.n; i++)
        if (of[i].n > 1) TRY(relate_opponents(m, &of[i], pairs, n));
    return ST_OK;
}
