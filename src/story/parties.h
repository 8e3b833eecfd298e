/* Who answers for whom in a quarrel, and who may be whom: the ministry for the police, a state for its
 * army; "soldiers" for its troops.
 */
#ifndef SITREP_STORY_PARTIES_H
#define SITREP_STORY_PARTIES_H

#include "story/making.h"

/* Whether two entities (1 + entity) are persons that cannot be one: "the finance minister", "the prime
 * minister"; "the minister" may be either. */
bool parties_are_two_persons(const Making *m, uint32_t x, uint32_t y);

/* Whether entity `who` is one with `deed`, of its side, or an organ of one state with it. */
bool party_answers_for(const Making *m, uint32_t who, uint32_t deed);

/* Two that may be one: "soldiers" and "the army of Northland", not "soldiers" and "students"; whoever is
 * not named may be anybody. */
bool parties_may_be_one(Making *m, uint32_t x, uint32_t y);
/* The same one as far as a report can say. */
bool parties_are_one(Making *m, uint32_t x, uint32_t y);

#endif
