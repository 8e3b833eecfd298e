#include "story/agreeing.h"

static bool in_headline(const Making *m, const Item *i) {
    const Records *r = m->docs.v[i->doc];
    return document_in_headline(&r->doc, records_head(r, i->kind, i->ref)->span);
}

static bool overlap(const Claim *x, const Claim *y) {
    for (uint32_t i = 0; i < x->content.n; i++)
        for (uint32_t k = 0; k < y->content.n; k++)
            if (span_overlaps(x->content.v[i], y->content.v[k])) return true;
    return false;
}

bool agreeing_tellings(const Making *m, const Item *a, const Item *b) {
    const Claim *x = making_claim(m, a), *y = making_claim(m, b);
    if (in_headline(m, a) || in_headline(m, b)) return false;
    if (a->doc != b->doc) return (x || y) && !same_text(m, a, b);
    return x && y && two_speakers(m, a, b) && sentences_between(m, a, b) > 0 && !overlap(x, y);
}

StCode agreeing_put(Making *m, uint32_t one, uint32_t other, Comparison c, Pairs *pairs) {
    uint32_t late = one > other ? one : other, early = one + other - late;
    const Item *a = &m->items.v[late], *b = &m->items.v[early];
    Pair p = {.a = late, .b = early, .type = RELATION_AGREES, .compared = c};
    p.compared.same |= FIELD_BIT(POLARITY);
    if (!one_speaker(m, a, b)) p.compared.differs |= FIELD_BIT(SPEAKER);
    if (a->said.from == b->said.from)
        p.compared.same |= FIELD_BIT(AS_OF);
    else
        p.compared.differs |= FIELD_BIT(AS_OF);
    return pairs_add(m, pairs, p);
}
