/* How alike two documents are, by their features.
 *
 *   in   profiles, and a rarity for each of their features
 *   out  per mille of likeness, and whether it ties two documents
 *   note two documents are likened by the cosines of their names and of their words. Names alone
 *        are no story: those of one town are in everything that its paper tells, so that they
 *        count up to twice the words. Words alone are none either: where all towns of the one
 *        lie far from all of the other, or in no country of the other's, where the heads name
 *        other towns, or the one tells of a flood and the other of cholera, the words count for
 *        less, so that two accidents told in one manner stay two; a person, a body or a rare word
 *        that both name (a ship, a village) outweighs that their towns are others. The bar that ties two rises with the days between them and
 *        with the documents among which they were met: of a handful that somebody gathered, two
 *        are likely of one story. Integers decide.
 */
#ifndef SITREP_STORY_LIKENESS_H
#define SITREP_STORY_LIKENESS_H

#include "story/profile.h"

/* Weights and their squares from a rarity for each feature. */
void likeness_weigh(Profile *p, const uint8_t *rarity);
/* Per mille. */
uint32_t likeness_of(const Profile *a, const Profile *b);
/* How often a handful of documents is doubled up to so many: what bars rise by. */
uint32_t likeness_doublings(uint32_t among);
/* How far two of `among` documents are above the bar of one story, plus 1; 0 where below. */
uint32_t likeness_tie(const Profile *a, const Profile *b, uint32_t among);

#endif
