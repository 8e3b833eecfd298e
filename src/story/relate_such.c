/* "He had made no such call", "denied having given any such order": what is denied is what somebody
 * else has said before, a call, an order; the noun tells which of what was said it is.
 */
#include "story/relations.h"

#include "know/word_lists.h"
#include "story/account.h"
#include "story/burdens.h"

enum {
    CLAIMS_BACK = 16, /* of its own report that are looked at */
    SENTENCES_BACK = 6,
    OTHER_REPORTS = 400, /* items of other reports before and behind it */
    SAID_DAYS = 7,
    NAMED = 2, /* what it counts that the other tells of who denies it */
    FIT = 2,
    NOT_BEFORE = 3
};

static bool states(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    return c && c->source && c->content.n &&
           (c->stance == STANCE_ASSERT || c->stance == STANCE_ACCUSE ||
            c->stance == STANCE_CONFIRM || c->stance == STANCE_WARN) &&
           claim_is_said(m, i);
}

/* The noun of "no such order", of "any such order" in a denial; {NULL, 0}. */
static Str no_such(const Making *m, const Item *i, const Statement *s) {
    bool denial = making_claim(m, i)->stance == STANCE_DENY;
    for (uint32_t k = 1; k + 1 < s->n; k++) {
        bool none = str_eq(s->v[k - 1], S("no")) || (denial && str_eq(s->v[k - 1], S("any")));
        if (none && str_eq(s->v[k], S("such")) && account_tells(m, s->v[k + 1])) return s->v[k + 1];
    }
    return (Str){NULL, 0};
}

static bool is_of_one(const Making *m, Str a, Str b) {
    Str x = statement_word_base(m, a), y = statement_word_base(m, b);
    if (statement_same_base(x, y)) return true;
    Str thing = making_cell(m, "en/same_things", a, "thing");
    return thing.n && str_eq(thing, making_cell(m, "en/same_things", b, "thing"));
}

/* Whether what is said tells of one: "had telephoned him" of a call. */
static bool tells_of(Making *m, const Item *i, Str noun) {
    Statement s = {.n = 0};
    statement_of_claim(m, i, &s);
    for (uint32_t k = 0; k < s.n; k++) {
        if (!is_of_one(m, noun, s.v[k])) continue;
        bool other = k && statement_word_negates(s.v[k - 1]);
        for (uint32_t b = k > NOT_BEFORE ? k - NOT_BEFORE : 0; b < k; b++)
            other |= statement_word_modal(s.v[b]) || str_eq(s.v[b], S("not"));
        if (!other) return true;
    }
    return false;
}

static bool overlap(const Claim *a, const Claim *b) {
    for (uint32_t i = 0; i < a->content.n; i++)
        for (uint32_t k = 0; k < b->content.n; k++)
            if (span_overlaps(a->content.v[i], b->content.v[k])) return true;
    return false;
}

static StCode put_pair(Making *m, uint32_t at, uint32_t other, Pairs *pairs) {
    Pair p = {.a = at, .b = other, .type = RELATION_DENIES};
    p.compared.differs = FIELD_BIT(SPEAKER) | FIELD_BIT(POLARITY);
    return pairs_add(m, pairs, p);
}

/* The last one before it in its own report; answers whether there is one. */
static bool find_in_report(Making *m, const Item *a, Str noun, uint32_t *found) {
    for (Ref ref = a->ref - 1, n = 0; ref > 0 && n < CLAIMS_BACK; ref--, n++) {
        uint32_t other = making_item(m, a->doc, RECORD_CLAIM, ref);
        const Item *b = other ? &m->items.v[other - 1] : NULL;
        if (!b || !states(m, b) || sentences_between(m, a, b) > SENTENCES_BACK) continue;
        if (overlap(making_claim(m, a), making_claim(m, b)) || one_speaker(m, a, b)) continue;
        if (!tells_of(m, b, noun)) continue;
        *found = other - 1;
        return true;
    }
    return false;
}

/* "The general had ordered", and "the general" denies it. */
static bool names_office(Making *m, const Item *a, const Item *b) {
    Str source = item_source(m, a);
    Statement who = {.n = 0}, said = {.n = 0};
    if (str_starts(source, S("The ")) || str_starts(source, S("the ")))
        statement_of_span(m, &m->docs.v[a->doc]->doc, making_claim(m, a)->source->span, &who);
    statement_of_claim(m, b, &said);
    for (uint32_t k = 1; who.n == 2 && k < said.n; k++)
        if (str_eq(said.v[k], who.v[1]) && str_eq(said.v[k - 1], S("the"))) return true;
    return false;
}

/* Of another report, where that speaks of the one who denies it, or the two share more. */
static bool find_elsewhere(Making *m, uint32_t at, Str noun, uint32_t *found) {
    const Item *a = &m->items.v[at];
    uint32_t from = at > OTHER_REPORTS ? at - OTHER_REPORTS : 0, best = 0;
    for (uint32_t k = from; k < m->items.n && k < at + OTHER_REPORTS; k++) {
        const Item *b = &m->items.v[k];
        if (b->kind != RECORD_CLAIM || !states(m, b) || b->doc == a->doc || same_text(m, a, b))
            continue;
        Day gap = a->said.from && b->said.from ? a->said.from - b->said.from : 0;
        if (gap < 0 || gap > SAID_DAYS || one_speaker(m, a, b) || !tells_of(m, b, noun)) continue;
        bool named = claim_content_names_party(m, b, a) || names_office(m, a, b);
        uint32_t fit = account_shares(m, a, b) + (named ? NAMED : 0);
        if (fit < FIT || fit < best) continue;
        best = fit;
        *found = k;
    }
    return best > 0;
}

StCode relate_such(Making *m, Pairs *pairs) {
    for (uint32_t i = 0; i < m->items.n; i++) {
        const Item *a = &m->items.v[i];
        const Claim *c = making_claim(m, a);
        if (!c || !c->source || !(states(m, a) || c->stance == STANCE_DENY)) continue;
        Statement s = {.n = 0};
        statement_of_claim(m, a, &s);
        Str noun = no_such(m, a, &s);
        uint32_t found = 0;
        if (!noun.n || !claim_is_said(m, a)) continue;
        if (find_in_report(m, a, noun, &found) || find_elsewhere(m, i, noun, &found))
            TRY(put_pair(m, i, found, pairs));
    }
    return ST_OK;
}
