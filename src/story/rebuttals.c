#include "story/rebuttals.h"

#include "know/word_lists.h"
#include "story/phrases.h"

bool rebuttal_tells_matter(const Making *m, const Statement *words) {
    for (uint32_t i = 0; i + 1 < words->n; i++) {
        bool lead = word_is_in(m->tables, words->v[i + 1], LIST_COMPLEMENT_LEAD) ||
                    str_eq(words->v[i + 1], S("that")) || str_eq(words->v[i + 1], S("about"));
        if (statement_word_charges(words->v[i]) && lead) return true;
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
