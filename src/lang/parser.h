/* Tags and dependency trees: greedy arc-hybrid over the net of tree_net.h.
 *
 *   in   one sentence's views, at most TREE_WORDS_MAX words; scratch memory of
 *        parser_scratch_bytes, aligned to 64
 *   out  the class of each word's tag (TreeNet.head->tags says which); head (an index of the
 *        sentence; n is the root) and relation of each word: always one tree with one word under
 *        the root
 *   note integers only; the same trees on every CPU, whichever kernels are used
 */
#ifndef SITREP_LANG_PARSER_H
#define SITREP_LANG_PARSER_H

#include "lang/tree_net.h"

typedef struct TreeArc {
    uint16_t head;
    uint8_t deprel;
} TreeArc;

size_t parser_scratch_bytes(uint32_t words);
void parser_run(const TreeNet *net, const WordView *views, uint32_t n, void *scratch, uint8_t *tags,
                TreeArc *out);

#endif
