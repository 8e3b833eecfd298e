/* Which moves still lead to as good a tree as can be had from here.
 *
 *   src  Y. Goldberg, J. Nivre, "Training deterministic parsers with non-deterministic oracles"
 *        (2013)
 */
#ifndef SITREP_TRAIN_TREE_ORACLE_H
#define SITREP_TRAIN_TREE_ORACLE_H

#include "lang/arc_hybrid.h"

typedef struct GoldTree {
    int n;
    int16_t head[TREE_WORDS_MAX + 1]; /* n is the root */
    uint8_t label[TREE_WORDS_MAX + 1];
    int16_t first[TREE_WORDS_MAX + 1], next[TREE_WORDS_MAX + 1]; /* children, from the last one */
} GoldTree;

void gold_tree(const Token *words, int n, GoldTree *out);
/* Marks the kinds of move that can be made, and the moves that cost the fewest arcs; of those that
 * make a gold arc only the one with its label. */
void oracle_moves(const TreeState *s, const GoldTree *g, bool possible[KINDS], bool best[MOVES]);

#endif
