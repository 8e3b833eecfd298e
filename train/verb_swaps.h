/* More sentences with verbs of news: sentences of the treebank in which verbs are exchanged for
 * those that our tables know ("ousted", "shelled", "capsized"), in the same form, the tree
 * unchanged. The treebanks hardly have such verbs, and a past tense that the net has never seen is
 * easily taken for a participle.
 *
 *   in   examples; the tables en/events and en/operators for the verbs, less those of en/cues,
 *        which govern clauses; en/verb_forms for their irregular forms
 *   own  everything in the arena
 */
#ifndef SITREP_TRAIN_VERB_SWAPS_H
#define SITREP_TRAIN_VERB_SWAPS_H

#include "know/tables.h"
#include "treebank.h"

/* Adds at most `count` examples; answers how many. */
uint32_t verb_swaps_add(Examples *all, const Tables *tables, uint32_t count, uint64_t seed,
                        Arena *a);

#endif
