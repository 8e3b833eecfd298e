/* "Russia rejected the American accusations": a denial that says little of what it denies, and the
 * accusation, which another report tells. It must burden the denier, or be named in the denial by
 * whose it is or what it is about.
 */
#include "story/relations.h"

#include "know/word_lists.h"
#include "story/account.h"
#include "story/burdens.h"
#include "story/rebuttals.h"

enum {
    CHARGE_DAYS = 7,
    CHARGES_MAX = 400, /* claims before it that one looks at */
    NAMED = 2,         /* what it counts that the denial names whose charge it is */
    SHARED_ALONE = 2   /* things that tie the two where nothing else does */
};

static bool is_charge(const Making *m, const Item *b) {
    const Claim *c = making_claim(m, b);
    return c && c->speech && c->content.n && (b->speaker || c->source) &&
           (c->stance == STANCE_ACCUSE || c->stance == STANCE_ASSERT);
}

/* How well a charge fits a denial; 0 where it does not. */
static uint32_t fits(Making *m, const Item *a, const Item *b) {
    if (same_text(m, a, b) || a->doc == b->doc || !is_charge(m, b) || !two_speakers(m, a, b))
        return 0;
    uint32_t shared = account_shares(m, a, b);
    bool burdened = claim_burdens(m, b, a) >= BURDEN_DEED;
    Statement words = {.n = 0};
    statement_of_claim(m, a, &words);
    if (making_claim(m, a)->stance == STANCE_ASSERT) /* he was elsewhere */
        return burdened && making_claim(m, b)->stance == STANCE_ACCUSE ? 1 + shared : 0;
    if ((!burdened && !shared) || !claim_is_said(m, b) || claim_denies_another(m, a, &words, b))
        return 0;
    /* "nothing of the kind", says whom the other speaks of */
    if (!burdened && rebuttal_is_whole(m, a, &words) && claim_content_names_party(m, b, a))
        return 1 + shared;
    uint32_t named = claim_content_names_party(m, a, b) ? NAMED : 0;
    /* "reports that a guard was taken are false": not of all that is said of the guards */
    if (rebuttal_tells_matter(m, &words) && shared < SHARED_ALONE) return 0;
    if (burdened) return 1 + named + shared;
    return (named ? shared : shared / 2) >= SHARED_ALONE ? shared : 0;
}

/* Items lie in the order of the days on which they were said. */
static bool too_old(const Item *a, const Item *b) {
    return a->said.from && b->said.from && a->said.from - b->said.from > CHARGE_DAYS;
}

/* The best charge, of the best the last one; where nothing but the burden ties them there must be
 * one accuser only. */
static StCode relate_charge(Making *m, uint32_t at, Pairs *pairs) {
    const Item *a = &m->items.v[at];
    uint32_t best = 0, found = UINT32_MAX;
    bool several = false;
    for (uint32_t k = at, seen = 0; k-- > 0 && seen < CHARGES_MAX;) {
        if (too_old(a, &m->items.v[k])) break;
        if (m->items.v[k].kind != RECORD_CLAIM) continue;
        seen++;
        uint32_t fit = fits(m, a, &m->items.v[k]);
        if (fit && found != UINT32_MAX)
            several |= two_speakers(m, &m->items.v[k], &m->items.v[found]);
        if (fit > best) best = fit, found = k;
    }
    if (!best || (best == 1 && several)) return ST_OK;
    Pair p = {.a = at, .b = found, .type = RELATION_DENIES};
    p.compared.differs = FIELD_BIT(SPEAKER);
    if (a->said.from != m->items.v[found].said.from) p.compared.differs |= FIELD_BIT(AS_OF);
    return pairs_add(m, pairs, p);
}

StCode relate_charges(Making *m, Pairs *pairs) {
    bool *answered = arena_new(m->arena, bool, m->items.n);
    TRY_MEM(answered || !m->items.n, m->err);
    for (uint32_t i = 0; i < pairs->n; i++)
        if (pairs->v[i].type == RELATION_DENIES) answered[pairs->v[i].a] = true;
    for (uint32_t i = 0; i < m->items.n; i++) {
        const Claim *c = making_claim(m, &m->items.v[i]);
        bool denies = c && (c->stance == STANCE_DENY || c->stance == STANCE_REJECT);
        Statement words = {.n = 0};
        if (c && c->stance == STANCE_ASSERT) statement_of_claim(m, &m->items.v[i], &words);
        denies |= words.n && rebuttal_is_alibi(m, &words) && statement_begins_with_pronoun(&words);
        if (!denies || answered[i] || !m->items.v[i].speaker || !c->content.n) continue;
        Statement s = {.n = 0};
        statement_of_claim(m, &m->items.v[i], &s);
        if (c->stance == STANCE_ASSERT || statement_points_back(&s) || statement_names_charge(&s) ||
            rebuttal_is_whole(m, &m->items.v[i], &s))
            TRY(relate_charge(m, i, pairs));
    }
    return ST_OK;
}
