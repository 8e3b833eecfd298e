/* What a treebank says of names: labels from GUM's entities, and from trees alone what labels a
 * word may have.
 *
 *   in   sentences with gold tags, trees and MISC; hints of their words
 *   out  per word a set of labels (1 << label), one where it is known
 *   src  Universal Dependencies' GUM: MISC Entity=(id-type-…; entities there are whole noun phrases
 *        with titles, articles and what hangs on them: the name is the chain of proper nouns
 *        around the head
 */
#ifndef SITREP_TRAIN_NAMES_GOLD_H
#define SITREP_TRAIN_NAMES_GOLD_H

#include "lang/namer.h"
#include "treebank.h"

/* Does any word of it carry an entity? */
bool names_gold_has_entities(const Example *e);
/* One label a word: `allowed` has one bit each. */
void names_gold_from_entities(const Example *e, const uint64_t *hints, uint32_t *allowed);
/* The labels that the tree leaves open. */
void names_gold_from_tree(const Example *e, const uint64_t *hints, uint32_t *allowed);

#endif
