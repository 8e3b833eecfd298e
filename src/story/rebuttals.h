/* Denials of all that was said: "the claims do not correspond to reality", "nothing of the kind".
 */
#ifndef SITREP_STORY_REBUTTALS_H
#define SITREP_STORY_REBUTTALS_H

#include "story/making.h"
#include "story/statement.h"

/* Whether a claim denies a charge as a whole and tells nothing of what it is about: not "reports of a
 * curfew are false". `words` is what it says. */
bool rebuttal_is_whole(const Making *m, const Item *claim, const Statement *words);

/* "Absurd", "complete nonsense" alone: said of what is told of the speaker, else perhaps of the matter. */
bool rebuttal_is_mood(const Making *m, const Statement *words);

/* "He had been in bed at that hour": somebody was elsewhere when it was done. */
bool rebuttal_is_alibi(const Making *m, const Statement *words);

/* "The report that", "claims of": what the charge is about follows. */
bool rebuttal_tells_matter(const Making *m, const Statement *words);

#endif
