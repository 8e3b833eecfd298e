#include "story/rebuttals.h"

#include "know/word_lists.h"
#include "story/phrases.h"

/* "Reports in some papers to the effect that", "his claims, according to which": before the verb. */
static bool leads_on(const Making *m, const Statement *words, uint32_t charge) {
    enum { REACH = 12 };
    for (uint32_t i = charge + 1; i < words->n && i <= charge + REACH; i++) {
        if (word_is_in(m->tables, words->v[i], LIST_ACCOUNT_COPULA)) return false;
        if (str_eq(words->v[i], S("that")) || str_eq(words->v[i], S("which"))) return true;
    }
    return false;
}

bool rebuttal_tells_matter(const Making *m, const Statement *words) {
    for (uint32_t i = 0; i + 1 < words->n; i++) {
        if (!statement_word_charges(words->v[i])) continue;
        bool day = i + 2 < words->n && word_is_in(m->tables, words->v[i + 2], LIST_DAY_NAME);
        if ((word_is_in(m->tables, words->v[i + 1], LIST_COMPLEMENT_LEAD) && !day) ||
            str_eq(words->v[i + 1], S("about")) || leads_on(m, words, i))
            return true;
    }
    return false;
}

bool rebuttal_is_mood(const Making *m, const Statement *words) {
    enum { BARE_WORDS = 3 };
    return words->n && words->n <= BARE_WORDS &&
           word_is_in(m->tables, words->v[words->n - 1], LIST_REBUTTAL_MOOD) &&
           !word_is_in(m->tables, words->v[0], LIST_POINTS_BACK);
}

bool rebuttal_is_whole(const Making *m, const Item *claim, const Statement *words) {
    const Claim *c = making_claim(m, claim);
    const Table *t = tables_get(m->tables, "en/rebuttals");
    if (!c || (c->stance != STANCE_REJECT && c->stance != STANCE_DENY)) return false;
    if (rebuttal_tells_matter(m, words)) return false;
    for (uint32_t k = 0; k < c->content.n; k++)
        if (phrase_first(t, document_cut(&m->docs.v[claim->doc]->doc, c->content.v[k]), m->arena))
            return true;
    return false;
}

bool rebuttal_is_alibi(const Making *m, const Statement *words) {
    enum { VERB_WORDS = 6, ALIBI_WORDS = 20 };
    bool was = false;
    if (words->n > ALIBI_WORDS || statement_negates(words)) return false;
    for (uint32_t i = 0; i + 1 < words->n && i < VERB_WORDS; i++)
        was |= word_is_in(m->tables, words->v[i], LIST_BE) &&
               word_is_in(m->tables, words->v[i + 1], LIST_ALIBI_PLACE);
    for (uint32_t i = 0; was && i + 1 < words->n; i++)
        if (str_eq(words->v[i], S("that")) &&
            word_is_in(m->tables, words->v[i + 1], LIST_ALIBI_TIME))
            return true;
    return false;
}
