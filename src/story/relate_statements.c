/* Statement against statement: "there was an explosion", "there had been no explosion". A flat
 * "there is no X", "no trace of X" counts against whoever says X, near by or in another report, and
 * beside whoever denies X as well.
 */
#include "story/relations.h"

#include "story/account.h"
#include "story/statement.h"

enum { SENTENCES_APART = 2, FLAT_MAX = 64, FLAT_DAYS = 14, MET_MAX = 12 };

static bool may_state(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    if (!c) return false;
    bool states =
        c->stance == STANCE_ASSERT || c->stance == STANCE_ACCUSE || c->stance == STANCE_CONFIRM;
    return c->speech && states && i->speaker && c->content.n;
}

static bool overlap(const Claim *x, const Claim *y) {
    for (uint32_t i = 0; i < x->content.n; i++)
        for (uint32_t k = 0; k < y->content.n; k++)
            if (span_overlaps(x->content.v[i], y->content.v[k])) return true;
    return false;
}

/* What an inspection found is said by its report, whoever prints it. */
static bool found(const Making *m, const Item *i) {
    const Event *e = making_event(m, i);
    return e && e->class == CLASS_FINDING && e->polarity == POLARITY_POSITIVE &&
           e->modality == MODALITY_ACTUAL && !e->background;
}

static bool may_meet(const Making *m, const Item *a, const Item *b) {
    if (a->speaker && a->speaker == b->speaker) return false;
    if (a->side && a->side == b->side) return false;
    if (a->doc == b->doc) {
        if (b->kind != RECORD_CLAIM || overlap(making_claim(m, a), making_claim(m, b)))
            return false;
        return sentences_apart(m, a, b) <= SENTENCES_APART;
    }
    Day gap = a->said.from && b->said.from ? a->said.from - b->said.from : 0;
    return !same_text(m, a, b) && gap <= FLAT_DAYS && gap >= -FLAT_DAYS;
}

/* They share more than what is denied, or tell it of one place. */
static bool tied(Making *m, const Item *a, const Item *b) {
    enum { ALONE_WORDS = 6 };
    Statement s = {.n = 0};
    statement_of_claim(m, a, &s);
    if (b->kind != RECORD_CLAIM || s.n <= ALONE_WORDS) return true; /* "there were no mines" */
    return account_shares(m, a, b) > 1;
}

/* A flat denial against one other item: answers whether it found a relation. */
static bool relate_one(Making *m, uint32_t at, uint32_t other, Str word, Pairs *pairs, StCode *c) {
    const Item *a = &m->items.v[at], *b = &m->items.v[other];
    Statement s = {.n = 0};
    if (b->kind == RECORD_CLAIM)
        statement_of_claim(m, b, &s);
    else
        statement_of_span(m, &m->docs.v[b->doc]->doc, making_event(m, b)->sentence, &s);
    Str denied = statement_flat_denial(m, &s);
    Pair p = {.a = at, .b = other};
    p.compared.differs = FIELD_BIT(SPEAKER);
    if (a->said.from == b->said.from)
        p.compared.same = FIELD_BIT(AS_OF);
    else
        p.compared.differs |= FIELD_BIT(AS_OF);
    if (statement_says(m, &s, word)) {
        if (a->doc != b->doc && !tied(m, a, b)) return false;
        p.type = RELATION_CONTRADICTS;
        p.compared.differs |= FIELD_BIT(POLARITY);
    } else if (denied.n && at > other &&
               statement_says(m, &(Statement){.v = {denied}, .n = 1}, word)) {
        p.type = RELATION_AGREES;
        p.compared.same |= FIELD_BIT(POLARITY);
    } else {
        return false;
    }
    *c = pairs_add(m, pairs, p);
    return true;
}

static StCode relate_flat(Making *m, uint32_t at, Str word, Pairs *pairs) {
    const Item *a = &m->items.v[at];
    StCode code = ST_OK;
    for (uint32_t k = 0, met = 0; k < m->items.n && met < MET_MAX && code == ST_OK; k++) {
        const Item *b = &m->items.v[k];
        bool states = b->kind == RECORD_CLAIM ? may_state(m, b) : found(m, b);
        if (k != at && states && may_meet(m, a, b)) met += relate_one(m, at, k, word, pairs, &code);
    }
    return code;
}

StCode relate_statements(Making *m, Pairs *pairs) {
    uint32_t flat = 0;
    for (uint32_t i = 0; i < m->items.n && flat < FLAT_MAX; i++) {
        if (m->items.v[i].kind != RECORD_CLAIM || !may_state(m, &m->items.v[i])) continue;
        Statement s = {.n = 0};
        statement_of_claim(m, &m->items.v[i], &s);
        Str word = statement_flat_denial(m, &s);
        if (!word.n) continue;
        flat++;
        TRY(relate_flat(m, i, word, pairs));
    }
    return ST_OK;
}
