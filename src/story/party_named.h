/* Whether what one claim says names the party that makes another: by its name, by one of its side or
 * trade, by its country, by the role in which it speaks ("the foremen", of who speaks for the
 * company).
 *
 *   in   a claim's item, a stretch of its document, the item of the other claim
 *   note of two who are of one side only names and roles count
 */
#ifndef SITREP_STORY_PARTY_NAMED_H
#define SITREP_STORY_PARTY_NAMED_H

#include "story/making.h"

/* Whether a stretch of what `i` says names the party of `other`. */
bool claim_names_party(Making *m, const Item *i, Span span, const Item *other);
/* The same for the whole of what it says. */
bool claim_content_names_party(Making *m, const Item *i, const Item *other);
/* Whether a stretch names who says `i` himself, or his side: "we", "a Thai patrol". */
bool claim_names_itself(Making *m, const Item *i, Span span);
/* Whether who says the one answers for who says the other, or both are of one trade. */
bool claims_of_one_party(const Making *m, const Item *a, const Item *b);

#endif
