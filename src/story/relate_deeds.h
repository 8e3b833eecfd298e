/* Two deeds of one kind set beside each other: what the files that deny and that repeat a deed ask.
 *
 *   note what is said of `no` holds for whichever of two deeds stands in its place
 */
#ifndef SITREP_STORY_RELATE_DEEDS_H
#define SITREP_STORY_RELATE_DEEDS_H

#include "story/deeds.h"
#include "story/relations.h"

typedef struct Weighing {
    Making *m;
    const Deed *no, *yes;
    const Item *a, *b; /* who say them */
} Weighing;

/* Of others, of another place or day, or history. */
bool deeds_are_other(const Weighing *w);
/* How many things tie the two: who did it, to whom, where, when, and words that both have. */
uint32_t deeds_ties(const Weighing *w, Comparison *c);

/* One deed told by several. */
StCode relate_deeds_alike(Making *m, const Deeds *deeds, Pairs *pairs); /* relate_deeds_alike.c */

#endif
