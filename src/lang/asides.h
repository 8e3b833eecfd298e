/* Short names in brackets, "the Kurdistan Workers' Party (PKK) chairman said": they part words that
 * belong together, and a greedy parser loses its way there. A sentence is parsed without them; each is
 * then hung on the name that it follows, as treebanks have it.
 *
 *   in   words of one sentence, at most TREE_WORDS_MAX
 *   out  where asides begin: the indices of their opening brackets, in order
 */
#ifndef SITREP_LANG_ASIDES_H
#define SITREP_LANG_ASIDES_H

#include "lang/parser.h"

enum { ASIDES_MAX = 8 };

/* Those with words before and behind; how many. */
uint32_t asides_find(const Token *words, uint32_t n, uint16_t out[ASIDES_MAX]);

/* Which of n words are in none of them; how many these are. */
uint32_t asides_leave_out(const uint16_t *v, uint32_t asides, uint32_t n, uint16_t *places);

/* Gives brackets and words of the asides their arcs; those of all others are there. */
void asides_hang(const uint16_t *v, uint32_t asides, const Upos *upos, TreeArc *arcs);

#endif
