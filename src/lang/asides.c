#include "lang/asides.h"

enum { ASIDE_TOKENS = 3 }; /* the brackets and a word */

/* "(PKK)", not "(1)", "(again)". */
static bool is_aside(const Token *at) {
    uint32_t flags = at[1].flags;
    return token_opens(&at[0]) && flags & TOKEN_UPPER && !(flags & TOKEN_DIGIT) &&
           token_closes(&at[2]);
}

uint32_t asides_find(const Token *words, uint32_t n, uint16_t out[ASIDES_MAX]) {
    uint32_t count = 0;
    for (uint32_t i = 1; i + ASIDE_TOKENS < n && count < ASIDES_MAX; i++) {
        if (!is_aside(&words[i])) continue;
        out[count++] = (uint16_t)i;
        i += ASIDE_TOKENS - 1;
    }
    return count;
}

uint32_t asides_leave_out(const uint16_t *v, uint32_t asides, uint32_t n, uint16_t *places) {
    uint32_t count = 0, next = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (next < asides && i == v[next]) {
            i += ASIDE_TOKENS - 1;
            next++;
        } else {
            places[count++] = (uint16_t)i;
        }
    }
    return count;
}

/* The head of the name that ends at `last`: of "Liberation Tigers of Tamil Eelam" the tigers. */
static uint32_t name_head(const Upos *upos, const TreeArc *arcs, uint32_t last) {
    for (uint32_t at = last;;) {
        Deprel d = (Deprel)arcs[at].deprel;
        bool inside = d == DEP_FLAT || d == DEP_NMOD || d == DEP_NMOD_UNMARKED;
        uint32_t head = arcs[at].head;
        if (!inside || head >= at || upos[head] != UPOS_PROPN) return at;
        at = head;
    }
}

void asides_hang(const uint16_t *v, uint32_t asides, const Upos *upos, TreeArc *arcs) {
    for (uint32_t i = 0; i < asides; i++) {
        uint32_t row = i; /* the first of those beside each other */
        while (row && v[row - 1] + ASIDE_TOKENS == v[row]) row--;
        uint16_t open = v[i], word = (uint16_t)(open + 1);
        arcs[open] = arcs[open + 2] = (TreeArc){word, DEP_PUNCT};
        arcs[word] = (TreeArc){(uint16_t)name_head(upos, arcs, v[row] - 1u), DEP_APPOS};
    }
}
