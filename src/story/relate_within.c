/* A denial that tells whose charge it denies: "the army dismissed the claim of the rebels that ten
 * soldiers had died". Where another report has the rebels say so, that is what is denied; else what
 * stands inside the denial.
 */
#include "story/relations.h"

#include "base/utf8.h"
#include "story/account.h"
#include "story/burdens.h"
#include "story/parties.h"
#include "story/phrases.h"
#include "story/statement.h"

enum { SAID_DAYS = 7, SHARED = 2, CHARGES_MAX = 400 /* items before it that one looks at */ };

static bool holds(const Claim *c, Span span) {
    for (uint32_t i = 0; i < c->content.n; i++)
        if (span_has(c->content.v[i], span)) return true;
    return false;
}

/* "The assertion of", "claims by": the noun names a charge; "denied that the minister had said" is of
 * the saying. */
static bool is_charge(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    if (!c->source || !c->content.n || c->cue.end == c->cue.start) return false;
    if (c->stance != STANCE_ASSERT && c->stance != STANCE_ACCUSE) return false;
    Str cue = utf8_fold(m->arena, document_cut(&m->docs.v[i->doc]->doc, c->cue)), word;
    bool charge = false;
    while (str_split(&cue, ' ', &word)) charge |= statement_word_charges(word);
    /* "claims that do not correspond to reality": the denial's own words */
    Str said = document_cut(&m->docs.v[i->doc]->doc, c->content.v[0]);
    return charge && !phrase_first(tables_get(m->tables, "en/rebuttals"), said, m->arena);
}

static bool denies(Making *m, const Item *a) {
    const Claim *c = making_claim(m, a);
    if (!c || !c->source || !claim_is_said(m, a)) return false;
    Statement words = {.n = 0};
    statement_of_claim(m, a, &words);
    return claim_denies_charge(m, a, &words);
}

/* Whether the party that is told to have made a charge makes it in another report. */
static bool makes(Making *m, const Item *b, const Item *charge) {
    const Claim *c = making_claim(m, b);
    if (!c || !c->source || b->doc == charge->doc || same_text(m, b, charge)) return false;
    if (c->stance != STANCE_ASSERT && c->stance != STANCE_ACCUSE) return false;
    Day gap = charge->said.from && b->said.from ? charge->said.from - b->said.from : 0;
    if (gap < 0 || gap > SAID_DAYS || !claim_is_said(m, b)) return false;
    bool party = one_speaker(m, b, charge) || party_answers_for(m, b->speaker, charge->speaker);
    return party && account_shares(m, charge, b) >= SHARED;
}

/* The charge as its own report tells it, else as the denial does. */
static uint32_t told_at(Making *m, uint32_t charge) {
    for (uint32_t k = m->items.n, seen = 0; k-- > 0 && seen < CHARGES_MAX; seen++)
        if (makes(m, &m->items.v[k], &m->items.v[charge])) return k;
    return charge;
}

static StCode relate_inside(Making *m, uint32_t at, Pairs *pairs) {
    const Item *a = &m->items.v[at];
    const Claim *denial = making_claim(m, a);
    const Records *r = m->docs.v[a->doc];
    for (Ref ref = 1; ref <= r->claims.n; ref++) {
        uint32_t other = making_item(m, a->doc, RECORD_CLAIM, ref);
        const Item *b = other ? &m->items.v[other - 1] : NULL;
        if (!b || other - 1 == at || !is_charge(m, b)) continue;
        const Claim *charge = making_claim(m, b);
        if (!holds(denial, charge->source->span) || !holds(denial, charge->content.v[0])) continue;
        if (!two_speakers(m, a, b)) continue;
        Pair p = {.a = at, .b = told_at(m, other - 1), .type = RELATION_DENIES};
        p.compared.differs = FIELD_BIT(SPEAKER);
        TRY(pairs_add(m, pairs, p));
    }
    return ST_OK;
}

StCode relate_within(Making *m, Pairs *pairs) {
    bool *answered = arena_new(m->arena, bool, m->items.n);
    TRY_MEM(answered || !m->items.n, m->err);
    for (uint32_t i = 0; i < pairs->n; i++)
        if (pairs->v[i].type == RELATION_DENIES) answered[pairs->v[i].a] = true;
    for (uint32_t i = 0; i < m->items.n; i++)
        if (!answered[i] && denies(m, &m->items.v[i])) TRY(relate_inside(m, i, pairs));
    return ST_OK;
}
