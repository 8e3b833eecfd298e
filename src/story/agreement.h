/* Whether two figures that give one number tell of one thing, or gave it by chance. What speaks for
 * one thing is weighed: how seldom such a number comes about, and what ties the two (a place, a day,
 * a happening, a group of people, each the only count of its report).
 *
 *   note a weight is a small integer; each user says how much it asks for
 */
#ifndef SITREP_STORY_AGREEMENT_H
#define SITREP_STORY_AGREEMENT_H

#include "story/compare.h"

/* "At least 24" and "24" are one number. */
bool figures_one_number(const Figure *a, const Figure *b);
/* "250" is 247 as one says it: nearer than half the last place that the rounder of the two gives,
 * and so near that no growth hides in it. */
bool figures_rounded_alike(const Figure *a, const Figure *b);

/* What speaks for one thing, `c` being their comparison; less where fields differ. */
int agreement_weight(const Making *m, const Item *a, const Item *b, Comparison c);
/* Whether both may count the same people: gunmen and suspects, fishermen and men, miners and people. */
bool agreement_of_people(const Making *m, const Item *a, const Item *b);

#endif
