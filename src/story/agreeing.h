/* What every rule asks and writes that finds two items without numbers telling one thing: statements of
 * how something is, deeds, words.
 */
#ifndef SITREP_STORY_AGREEING_H
#define SITREP_STORY_AGREEING_H

#include "story/relations.h"

/* Whether two items are two tellings: in two reports, one of them at least said by somebody, or by two
 * parties in one report; neither in a headline, which tells what stands below. Who says a thing once
 * more in another report agrees with himself. */
bool agreeing_tellings(const Making *m, const Item *a, const Item *b);

/* Adds that two items (places in m->items) agree; `c` has what was compared already. */
StCode agreeing_put(Making *m, uint32_t one, uint32_t other, Comparison c, Pairs *pairs);

#endif
