/* More sentences of the kind "Floods killed twelve people, officials said.": who speaks, cut from
 * one sentence of the treebank behind its comma, is set behind what another sentence says. News is
 * full of them, treebanks are not. Half of them get another verb of those that govern clauses.
 *
 *   in   examples; what is added is made of their words and trees alone
 *   own  everything in the arena
 */
#ifndef SITREP_TRAIN_SPEAKER_FRAMES_H
#define SITREP_TRAIN_SPEAKER_FRAMES_H

#include "treebank.h"

/* Adds at most `count` examples; answers how many. */
uint32_t speaker_frames_add(Examples *all, uint32_t count, uint64_t seed, Arena *a);

#endif
