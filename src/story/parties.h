/* Who answers for whom in a quarrel: the ministry for the police, a state for its army.
 */
#ifndef SITREP_STORY_PARTIES_H
#define SITREP_STORY_PARTIES_H

#include "story/making.h"

/* Whether two entities (1 + entity) are persons that cannot be one: "the finance minister", "the prime
 * minister"; "the minister" may be either. */
bool parties_are_two_persons(const Making *m, uint32_t x, uint32_t y);

/* Whether entity `who` is one with `deed`, of its side, or an organ of one state with it. */
bool party_answers_for(const Making *m, uint32_t who, uint32_t deed);

#endif
