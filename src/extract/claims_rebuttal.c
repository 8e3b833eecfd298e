#include "extract/claims_parts.h"

/* Who says that a charge is a lie, that "the claims do not correspond to reality", that "nothing of
 * the kind" was done, denies all of it. The table rebuttals has the words.
 */

enum {
    REBUTTAL_TOKENS = 32, /* of a content that are read */
    POINTING_TOKENS = 9,  /* of one that begins with "this": nothing more is said */
    PHRASE_WORDS = 6
};

typedef struct Rebuttal {
    uint32_t words; /* 0 none */
    Str of;
} Rebuttal;

static Rebuttal rebuttal_at(const Claiming *c, uint32_t i, uint32_t end) {
    const Table *table = tables_get(c->x->tables, "en/rebuttals");
    Str words[PHRASE_WORDS];
    uint32_t n = 0;
    for (; n < PHRASE_WORDS && i + n < end; n++) {
        words[n] = c->p->tokens.v[i + n].norm;
        if (token_is_word(&c->p->tokens.v[i + n], "n't")) words[n] = S("not");
    }
    Phrase found = table ? table_match(table, words, n) : (Phrase){0};
    if (!found.row) return (Rebuttal){0};
    Str of = table_cell(table, found.row - 1, table_column(table, "of"));
    return (Rebuttal){found.words, of};
}

static bool is_charge(const Token *t) {
    return token_is_noun(t) && (token_in(t, LIST_ACCUSING) || token_lemma_in(t, LIST_ACCUSING) ||
                                token_in(t, LIST_REBUTTED_THING));
}

/* "No truth in the reports", "in it": the charge stands behind. */
static bool has_charge(const Claiming *c, uint32_t from, uint32_t end) {
    for (uint32_t i = from; i < end; i++)
        if (is_charge(&c->p->tokens.v[i]) || token_in(&c->p->tokens.v[i], LIST_REBUTTED))
            return true;
    return false;
}

static bool rebuts(const Claiming *c, Rebuttal found, uint32_t behind, uint32_t end, bool named) {
    if (!found.words) return false;
    if (str_eq(found.of, S("behind"))) return has_charge(c, behind, end);
    return named || str_eq(found.of, S("alone"));
}

/* What it says up to its first full stop: "Untrue. Nobody ordered him." */
static TokenRange first_words(const Claiming *c, TokenRange r) {
    const Token *t = c->p->tokens.v;
    for (uint32_t i = r.first; i < r.end; i++)
        if (t[i].xpos == XPOS_STOP) return (TokenRange){r.first, i};
    return r;
}

/* "Untrue", "a pack of lies", "that's pure invention": nothing else is said. */
static bool is_bare(const Claiming *c, TokenRange r) {
    enum { OPENER_TOKENS = 3 };
    const Token *t = c->p->tokens.v;
    for (uint32_t i = r.first; i < r.end && i <= r.first + OPENER_TOKENS; i++) {
        Rebuttal found = rebuttal_at(c, i, r.end);
        uint32_t behind = i + found.words;
        while (behind < r.end && token_is_punct(&t[behind])) behind++;
        if (found.words) return behind == r.end && !str_eq(found.of, S("behind"));
        if (!token_in(&t[i], LIST_REBUTTAL_OPENER)) return false;
    }
    return false;
}

/* "This", "it", "that is": all that is denied was said before. */
static bool points_back(const Claiming *c, TokenRange r) {
    const Token *t = c->p->tokens.v;
    uint32_t i = r.first;
    if (r.end > r.first + POINTING_TOKENS) return false;
    bool clause = i + 1 < r.end && token_is_word(&t[i], "that") &&
                  !token_in(&t[i + 1], LIST_COPULA) && !token_is_word(&t[i + 1], "'s");
    if (clause) i++;
    if (i + 1 >= r.end || !token_in(&t[i], LIST_REBUTTED)) return false;
    return token_in(&t[i + 1], LIST_COPULA) || token_is_word(&t[i + 1], "'s") ||
           rebuttal_at(c, i + 1, r.end).words; /* not "this matter" */
}

bool claims_rebuts(const Claiming *c, const Draft *d) {
    const Token *t = c->p->tokens.v;
    if (!d->speech || d->negated || d->stance != STANCE_ASSERT || !d->content.n) return false;
    TokenRange r = d->content.v[0];
    while (r.first < r.end && token_is_punct(&t[r.first])) r.first++;
    TokenRange first = first_words(c, r);
    if (is_bare(c, first)) return true;
    bool points = points_back(c, first), named = false;
    if (r.end > r.first + REBUTTAL_TOKENS) r.end = r.first + REBUTTAL_TOKENS;
    for (uint32_t i = r.first; i < r.end; i++) {
        Rebuttal found = rebuttal_at(c, i, r.end);
        bool pointed = points && i < first.end;
        if (rebuts(c, found, i + found.words, r.end, named || pointed)) return true;
        bool no = token_is_word(&t[i], "not") || token_is_word(&t[i], "n't");
        if (no && !found.words) return false;
        named = named || is_charge(&t[i]);
    }
    return false;
}
