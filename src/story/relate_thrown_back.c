/* An accusation thrown back that another report tells, or that follows a denial: "It was Egypt which
 * endangered peace"; "he denied the charge and said that the governor had forged the receipts".
 * What is answered in the next breath is found by relate_rejoinders.
 */
#include "story/relations.h"

#include "know/word_lists.h"
#include "story/account.h"
#include "story/burdens.h"

enum {
    CHARGE_DAYS = 7,
    CHARGES_MAX = 400 /* claims before it that one looks at */
};

/* Items lie in the order of the days on which they were said. */
static bool too_old(const Item *a, const Item *b) {
    return a->said.from && b->said.from && a->said.from - b->said.from > CHARGE_DAYS;
}

/* "They attacked first": it needs no word of what the other side told. */
static bool says_who_began(const Making *m, const Statement *s) {
    for (uint32_t i = 0; i < s->n; i++)
        if (word_is_in(m->tables, s->v[i], LIST_BEGAN_IT)) return true;
    return false;
}

/* An attack or a seizure in what is said. */
static bool tells_blow(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    for (uint32_t k = 0; k < c->about.n; k++) {
        const Event *e = c->about.v[k].kind == RECORD_EVENT
                             ? records_event(m->docs.v[i->doc], c->about.v[k].ref)
                             : NULL;
        if (e && (e->class == CLASS_ASSAULT || e->class == CLASS_COERCE) && !e->background)
            return true;
    }
    return false;
}

static bool may_charge(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    if (!c || !c->content.n) return false;
    return c->stance == STANCE_ACCUSE || (c->stance == STANCE_ASSERT && tells_blow(m, i));
}

/* "It was Egypt which endangered peace": who accused is who did it, says the accused elsewhere; or
 * each tells a blow of the other's. */
static bool throws_back(Making *m, const Item *a, const Item *b) {
    const Claim *x = making_claim(m, a), *y = making_claim(m, b);
    enum { BLOWS_SHARED = 2 };
    if (!b->speaker || (x->stance != STANCE_ASSERT && x->stance != STANCE_ACCUSE)) return false;
    if (a->doc == b->doc || same_text(m, a, b) || !two_speakers(m, a, b)) return false;
    bool accused = y->stance == STANCE_ACCUSE;
    if (!accused && !tells_blow(m, a)) return false;
    if (claim_burdens(m, b, a) < (accused ? BURDEN_CHARGE : BURDEN_DEED)) return false;
    if (!claim_burdens(m, a, b) || !claim_is_said(m, a) || !claim_is_said(m, b)) return false;
    Statement s = {.n = 0};
    statement_of_claim(m, a, &s);
    if (statement_negates(&s) || statement_supposes(&s)) return false;
    return says_who_began(m, &s) || account_shares(m, a, b) >= (accused ? 1 : BLOWS_SHARED);
}

static StCode relate_answer(Making *m, uint32_t at, const uint32_t *charges, uint32_t n,
                            Pairs *pairs) {
    const Item *a = &m->items.v[at];
    for (uint32_t k = n, seen = 0; k-- > 0 && seen < CHARGES_MAX; seen++) {
        const Item *b = &m->items.v[charges[k]];
        if (too_old(a, b)) break;
        if (!throws_back(m, a, b)) continue;
        Pair p = {.a = at, .b = charges[k], .type = RELATION_ACCUSES_BACK};
        p.compared.differs = FIELD_BIT(SPEAKER) | FIELD_BIT(TARGET);
        return pairs_add(m, pairs, p);
    }
    return ST_OK;
}

/* ---- behind a denial */

/* "The front had nothing to do with it". */
static bool tells_of_itself(Making *m, const Item *a) {
    enum { OPENING_BYTES = 40 };
    Span opening = making_claim(m, a)->content.v[0];
    if (opening.end > opening.start + OPENING_BYTES) opening.end = opening.start + OPENING_BYTES;
    return claim_names_itself(m, a, opening);
}

/* What who denies a charge says in the same sentence, of whomever: it is the charge's answer. */
static bool blames_instead(Making *m, const Item *denial, const Item *a) {
    const Claim *d = making_claim(m, denial), *c = making_claim(m, a);
    Span whom;
    if (!c || c->sentence.start != d->sentence.start || a->speaker != denial->speaker) return false;
    if ((c->stance != STANCE_ASSERT && c->stance != STANCE_ACCUSE) || !claim_is_said(m, a))
        return false;
    for (uint32_t k = 0; k < c->content.n; k++) /* it tells of the denial, too */
        if (span_overlaps(c->content.v[k], d->cue)) return false;
    Statement s = {.n = 0};
    statement_of_claim(m, a, &s);
    if (statement_supposes(&s) || statement_begins_with_pronoun(&s)) return false;
    if (claim_cleft(m, a, &whom)) return true;
    return !statement_negates(&s) && claim_has_blame(m, a) && !tells_of_itself(m, a);
}

/* "He denied it and said that it was the others". */
static StCode relate_behind_denial(Making *m, const Pair *denied, Pairs *pairs) {
    const Item *denial = &m->items.v[denied->a], *b = &m->items.v[denied->b];
    const Records *r = m->docs.v[denial->doc];
    if (denial->kind != RECORD_CLAIM || b->kind != RECORD_CLAIM || !denial->speaker) return ST_OK;
    if (!claim_burdens(m, b, denial) && !claim_content_names_party(m, b, denial)) return ST_OK;
    for (Ref ref = denial->ref + 1; ref <= r->claims.n; ref++) {
        uint32_t at = making_item(m, denial->doc, RECORD_CLAIM, ref);
        if (!at || !blames_instead(m, denial, &m->items.v[at - 1])) continue;
        Pair p = {.a = at - 1, .b = denied->b, .type = RELATION_ACCUSES_BACK};
        p.compared.differs = FIELD_BIT(SPEAKER) | FIELD_BIT(TARGET);
        return pairs_add(m, pairs, p);
    }
    return ST_OK;
}

StCode relate_thrown_back(Making *m, Pairs *pairs) {
    uint32_t *charges = arena_new(m->arena, uint32_t, m->items.n), n = 0;
    uint32_t found = pairs->n; /* those added here are not looked at */
    TRY_MEM(charges || !m->items.n, m->err);
    for (uint32_t i = 0; i < m->items.n; i++) {
        if (making_claim(m, &m->items.v[i]) && m->items.v[i].speaker)
            TRY(relate_answer(m, i, charges, n, pairs));
        if (may_charge(m, &m->items.v[i])) charges[n++] = i;
    }
    for (uint32_t i = 0; i < found; i++) {
        Pair denied = pairs->v[i]; /* the list may move */
        if (denied.type == RELATION_DENIES) TRY(relate_behind_denial(m, &denied, pairs));
    }
    return ST_OK;
}
