/* The arc-hybrid transition system: a sentence's tree in 2n moves.
 *
 *   note words are 0 … n-1; the root is word n and stands at the end of the buffer, so that the
 * last move ties the last word of the stack to it, and one word only src  M. Kuhlmann, C.
 * Gómez-Rodríguez, G. Satta, "Dynamic programming algorithms for transition-based dependency
 * parsers" (2011)
 */
#ifndef SITREP_LANG_ARC_HYBRID_H
#define SITREP_LANG_ARC_HYBRID_H

#include "lang/sentence.h"

enum { NO_WORD = -1, TREE_WORDS_MAX = SENTENCE_WORDS_MAX };

/* SHIFT, then LEFT with each label, then RIGHT with each. */
enum { MOVE_SHIFT = 0, TREE_LABELS = DEP_COUNT - 2, MOVES = 1 + 2 * TREE_LABELS };

/* Labels that a move can give: all but NONE and ROOT, which the last move gives. */
static inline uint32_t label_of(Deprel d) {
    return (uint32_t)d - 2;
}
static inline Deprel deprel_of_label(uint32_t label) {
    return (Deprel)(label + 2);
}
static inline uint32_t move_left(uint32_t label) {
    return 1 + label;
}
static inline uint32_t move_right(uint32_t label) {
    return 1 + TREE_LABELS + label;
}
static inline bool move_is_left(uint32_t m) {
    return m >= 1 && m < 1 + TREE_LABELS;
}
static inline uint32_t move_label(uint32_t m) {
    return (m - 1) % TREE_LABELS;
}

typedef struct TreeState {
    int n, next, depth; /* words; front of the buffer; words on the stack */
    int16_t stack[TREE_WORDS_MAX + 1];
    struct TreeWord {
        int16_t head;          /* n is the root, NO_WORD none yet */
        int16_t left, right;   /* outermost children, NO_WORD none */
        uint8_t lefts, rights; /* how many, 255 at most */
        uint8_t label;
    } words[TREE_WORDS_MAX + 1];
} TreeState;

void tree_begin(TreeState *s, int n);
static inline bool tree_done(const TreeState *s) {
    return s->next == s->n && s->depth == 0;
}
static inline bool tree_can_shift(const TreeState *s) {
    return s->next < s->n;
}
static inline bool tree_can_left(const TreeState *s) {
    return s->depth > 0 && s->next < s->n;
}
static inline bool tree_can_right(const TreeState *s) {
    return s->depth > 1;
}
/* The last move of all, which is never a choice. */
static inline bool tree_must_end(const TreeState *s) {
    return s->next == s->n && s->depth == 1;
}
/* Makes a move that is possible; any move where tree_must_end. */
void tree_move(TreeState *s, uint32_t move);

#endif
