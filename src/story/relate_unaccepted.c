/* "The company does not accept that there were 142 persons on board", beside who says that there were:
 * a number that is denied, and the same one of the same, told by another. What a figure of a known
 * measure denies is left to relate_figures.
 */
#include "story/relations.h"

#include "know/word_lists.h"
#include "story/account.h"
#include "story/burdens.h"
#include "story/statement.h"
#include "story/told_numbers.h"

enum {
    SAID_DAYS = 7,
    NUMBER_LEAST = 5000,    /* thousandths */
    NUMBER_TELLING = 20000, /* from which on one number of one thing is hardly chance */
    SHARED = 2              /* telling words that a smaller one needs, what it counts among them */
};

/* What a number counts: the word behind it. */
static Str noun_of(const ToldNumbers *t, uint32_t k) {
    return t->v[k].end < t->n ? t->words[t->v[k].end] : S("");
}

static bool may_be_denied(const ToldNumbers *t, uint32_t k) {
    return t->v[k].exact && told_number_size(&t->v[k]) >= NUMBER_LEAST && noun_of(t, k).n;
}

static bool count_one(const Making *m, const ToldNumbers *a, uint32_t i, const ToldNumbers *b,
                      uint32_t k) {
    Str x = noun_of(a, i), y = noun_of(b, k);
    bool people = statement_word_is_people(m, x) && statement_word_is_people(m, y);
    return b->v[k].exact && told_number_size(&a->v[i]) == told_number_size(&b->v[k]) &&
           (people || statement_same_base(x, y));
}

/* "Denied that", "does not accept that": not "rejected 142 applications". */
static bool denies_clause(const Making *m, const Item *i, const Statement *s) {
    const Claim *c = making_claim(m, i);
    bool clause = s->n && word_is_in(m->tables, s->v[0], LIST_DENIED_CLAUSE);
    return (c->stance == STANCE_DENY || c->stance == STANCE_REJECT) && clause &&
           claim_is_said(m, i);
}

static bool may_tell(Making *m, const Item *a, const Item *b) {
    const Claim *c = making_claim(m, b);
    Day gap = a->said.from && b->said.from ? a->said.from - b->said.from : 0;
    if (!c || (c->stance != STANCE_ASSERT && c->stance != STANCE_ACCUSE) || !claim_is_said(m, b))
        return false;
    if (gap > SAID_DAYS || gap < -SAID_DAYS || !two_speakers(m, a, b)) return false;
    Statement s = {.n = 0};
    statement_of_claim(m, b, &s);
    return !statement_negates(&s) && (a->doc == b->doc || !same_text(m, a, b));
}

static bool tells(Making *m, const Item *a, const Item *b, const ToldNumbers *denied, uint32_t i) {
    if (!may_tell(m, a, b)) return false;
    ToldNumbers told;
    told_numbers_read(m, b, &told);
    for (uint32_t k = 0; k < told.count; k++)
        if (count_one(m, denied, i, &told, k))
            return told_number_size(&told.v[k]) >= NUMBER_TELLING ||
                   account_shares(m, a, b) >= SHARED;
    return false;
}

static StCode relate_number(Making *m, uint32_t at, const ToldNumbers *denied, uint32_t i,
                            Pairs *pairs) {
    for (uint32_t k = 0; k < m->items.n; k++) {
        if (k == at || !tells(m, &m->items.v[at], &m->items.v[k], denied, i)) continue;
        Pair p = {.a = at, .b = k, .type = RELATION_DENIES};
        p.compared.differs = FIELD_BIT(SPEAKER) | FIELD_BIT(POLARITY);
        return pairs_add(m, pairs, p);
    }
    return ST_OK;
}

StCode relate_unaccepted(Making *m, Pairs *pairs) {
    for (uint32_t i = 0; i < m->items.n; i++) {
        const Claim *c = making_claim(m, &m->items.v[i]);
        if (!c || !c->source) continue;
        Statement s = {.n = 0};
        statement_of_claim(m, &m->items.v[i], &s);
        if (!denies_clause(m, &m->items.v[i], &s)) continue;
        ToldNumbers denied;
        told_numbers_read(m, &m->items.v[i], &denied);
        for (uint32_t k = 0; k < denied.count; k++)
            if (may_be_denied(&denied, k)) TRY(relate_number(m, i, &denied, k, pairs));
    }
    return ST_OK;
}
