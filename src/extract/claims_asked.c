#include "extract/claims_parts.h"

/* Who answers a question before a colon and a quotation: "The company, asked by us: “Untrue.”",
 * "Asked whether he had left, the governor: “Nonsense.”" The asker stands there, too, and the verb of
 * asking is no cue of what is answered.
 */

static bool is_asked(const Token *t) {
    return (t->xpos == XPOS_VBN || t->xpos == XPOS_VBD) && token_in(t, LIST_ASKED);
}

static bool has_verb(const Claiming *c, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (token_is_verb(&c->p->tokens.v[i]) || c->p->tokens.v[i].xpos == XPOS_MD) return true;
    return false;
}

/* A stretch without a verb that ends in a noun. */
static TokenRange as_name(const Claiming *c, uint32_t from, uint32_t to) {
    bool name = from < to && token_is_noun(&c->p->tokens.v[to - 1]) && !has_verb(c, from, to);
    return name ? (TokenRange){from, to} : (TokenRange){0, 0};
}

TokenRange claims_asked_before(const Claiming *c, TokenRange s, uint32_t colon) {
    const TokenRange none = {0, 0};
    const Token *t = c->p->tokens.v;
    if (colon < s.first + 2 || !token_is_word(&t[colon], ":")) return none;
    uint32_t asked = s.first, comma = TOKEN_NONE;
    while (asked < colon && !is_asked(&t[asked])) asked++;
    if (asked == colon) return none;
    uint32_t opener = asked;
    while (opener > s.first && (token_in(&t[opener - 1], LIST_ASKED_OPENER))) opener--;
    for (uint32_t i = asked; i < colon; i++)
        if (token_is_comma(&t[i])) comma = i;
    if (opener == s.first) return comma == TOKEN_NONE ? none : as_name(c, comma + 1, colon);
    if (comma != TOKEN_NONE && has_verb(c, comma + 1, colon)) return none; /* ", said:" */
    uint32_t end = token_is_comma(&t[opener - 1]) ? opener - 1 : opener;
    bool joined = end == opener && opener == asked; /* "people asked: “…”" put the question */
    return joined ? none : as_name(c, s.first, end);
}
