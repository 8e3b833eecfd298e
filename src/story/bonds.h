/* Why documents are of one story, or of two, as a line for a reader.
 *
 *   in   a tie that grouping made, and the two documents' records
 *   out  "alike by 34 %: Oresk, Ann Lee, killed 21", made of the names and figures that both have
 *   own  in the arena
 *   err  ST_NOMEM
 */
#ifndef SITREP_STORY_BONDS_H
#define SITREP_STORY_BONDS_H

#include "story/grouping.h"
#include "story/story.h"

/* Adds the bond of a tie to a story; `a` is of the story, and so is `b` unless it is apart. */
StCode bonds_add(Bonds *bonds, const Tie *tie, const Records *a, const Records *b, Arena *arena);

#endif
