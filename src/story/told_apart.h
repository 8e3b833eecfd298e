/* What the words around two figures tell apart where no field of theirs does: "in the province" and
 * "in his town", "at the Lubyanka station" and "at the Park Kultury station", last year's fires.
 *
 *   in   two figures or claims
 *   out  whether they are told of two places, or of two years
 *   own  scratch in m->arena
 *   note places that both are resolved are left to their records; a name that is no known place
 *        tells two apart only where the other names a place, too
 */
#ifndef SITREP_STORY_TOLD_APART_H
#define SITREP_STORY_TOLD_APART_H

#include "story/compare.h"

bool told_places_apart(Making *m, const Item *a, const Item *b);
/* "The march in Paris … 22,000 in Lille": in one report, a number of a town of its own, and one told
 * where another town was. */
bool told_towns_apart(const Making *m, const Item *a, const Item *b);
/* Of two years, or one of this week and one of the last. */
bool told_years_apart(Making *m, const Item *a, const Item *b);
/* "Four people every day": no count. */
bool told_as_rate(Making *m, const Item *figure);
/* "Who at first said 25,000": what is told behind it puts it right. */
bool told_at_first(Making *m, const Item *figure);
/* "On Friday her office had put it at 97,700", beside a count that somebody of that side told since. */
bool told_before(const Making *m, const Item *earlier, const Item *later);
/* "Has seen 34 bodies herself": told against what others say. */
bool told_as_own(Making *m, const Item *figure);
/* A word of a part or of more stands beside the number: "30 others", "another 12", "of them". */
bool told_of_more(Making *m, const Item *figure);
/* The same, where the number is no whole of its own: "two more bodies", not "15, including". */
bool told_on_top(Making *m, const Item *figure);

/* "33 deaths in our three centres": whoever counts there counts a part of all there are. */
bool told_as_part(Making *m, const Item *figure);
/* "Another boat, with 30 people on board": of another thing than the one told of before. */
bool told_of_another(Making *m, const Item *figure);

/* Whether two sides stand against each other: two states, a state and who opposes or fights it. */
bool sides_opposed(const Making *m, const Item *a, const Item *b);

#endif
