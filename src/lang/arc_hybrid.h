/* The arc-hybrid transition system: a sentence's tree in 2n moves.
 *
 *   note words are 0 … n-1; the root is word n and stands at the end of the buffer, so that the
 *        last move ties the last word of the stack to it, and one word only
 *   src  M. Kuhlmann, C. Gómez-Rodríguez, G. Satta, "Dynamic programming algorithms for
 *        transition-based dependency parsers" (2011)
 */
#ifndef SITREP_LANG_ARC_HYBRID_H
#define SITREP_LANG_ARC_HYBRID_H

#include "lang/sentence.h"

enum { NO_WORD = -1, TREE_WORDS_MAX = SENTENCE_WORDS_MAX };

typedef enum MoveKind { MOVE_SHIFT, MOVE_LEFT, MOVE_RIGHT, KINDS } MoveKind;

/* Labels that a move can give: all but NONE and ROOT, which the last move gives. Moves are
 * numbered: SHIFT, LEFT with each label, RIGHT with each. */
enum { TREE_LABELS = DEP_COUNT - 2, MOVES = 1 + 2 * TREE_LABELS };
static inline MoveKind move_kind(uint32_t move) {
    return move == 0 ? MOVE_SHIFT : move <= TREE_LABELS ? MOVE_LEFT : MOVE_RIGHT;
}
static inline uint32_t move_label(uint32_t move) {
    return move == 0 ? 0 : (move - 1) % TREE_LABELS;
}
/* The first move of a kind. */
static inline uint32_t move_of(MoveKind kind) {
    return kind == MOVE_SHIFT ? 0 : kind == MOVE_LEFT ? 1 : 1 + TREE_LABELS;
}
static inline uint32_t label_of(Deprel d) {
    return (uint32_t)d - 2;
}
static inline Deprel deprel_of_label(uint32_t label) {
    return (Deprel)(label + 2);
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
/* Makes a move that is possible; any move where tree_must_end. A SHIFT has no label. */
void tree_move(TreeState *s, MoveKind kind, uint32_t label);

#endif
