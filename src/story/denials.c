/* Denials in their own words. "The minister rejected the charge. “I never met him,” he said": what he
 * says answers the charge better than that he rejected it.
 */
#include "story/relations.h"

#include "story/burdens.h"
#include "story/statement.h"

/* "Not one", "I have never", "we did not". */
static bool opens_with_denial(const Statement *s) {
    enum { OPENING = 4 };
    for (uint32_t i = 0; i < s->n && i < OPENING; i++)
        if (statement_word_negates(s->v[i])) return true;
    return false;
}

/* Sentences from a denial to where another claim begins. */
static uint32_t sentences_ahead(const Making *m, const Item *a, const Claim *c) {
    const Document *d = &m->docs.v[a->doc]->doc;
    uint32_t from = document_sentence_at(d, making_claim(m, a)->sentence.start);
    uint32_t to = c->content.n ? document_sentence_at(d, c->content.v[0].start) : 0;
    return to >= from ? to - from : UINT32_MAX;
}

/* The claim in which who denies goes on speaking, in the same sentence or the next; `at` where there is
 * none. */
static uint32_t own_words(Making *m, uint32_t at) {
    const Item *a = &m->items.v[at];
    const Records *r = m->docs.v[a->doc];
    for (Ref ref = a->ref + 1; ref <= r->claims.n && ref <= a->ref + 2; ref++) {
        uint32_t other = making_item(m, a->doc, RECORD_CLAIM, ref);
        const Item *b = other ? &m->items.v[other - 1] : NULL;
        const Claim *c = b ? making_claim(m, b) : NULL;
        if (!c || sentences_ahead(m, a, c) > 1 || !one_speaker(m, a, b)) continue;
        Statement s = {.n = 0};
        statement_of_claim(m, b, &s);
        bool states = c->stance == STANCE_ASSERT || c->stance == STANCE_REJECT;
        if (states && claim_is_said(m, b) && opens_with_denial(&s)) return other - 1;
    }
    return at;
}

StCode denials_in_own_words(Making *m, Pairs *pairs) {
    for (uint32_t i = 0; i < pairs->n; i++) {
        Pair *p = &pairs->v[i];
        const Claim *c = making_claim(m, &m->items.v[p->a]);
        if (p->type != RELATION_DENIES || !c) continue;
        Statement s = {.n = 0};
        statement_of_claim(m, &m->items.v[p->a], &s);
        uint32_t own = statement_points_back(&s) ? own_words(m, p->a) : p->a;
        if (own != p->b) p->a = own;
    }
    return ST_OK;
}
