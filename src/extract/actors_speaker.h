/* Who spoke last, for pronouns that go on speaking.
 *
 *   in   the cast so far, the cues, a pronoun's token
 *   out  tokens; TOKEN_NONE where nobody spoke before, or somebody else was told of since
 */
#ifndef SITREP_EXTRACT_ACTORS_SPEAKER_H
#define SITREP_EXTRACT_ACTORS_SPEAKER_H

#include "extract/cast.h"
#include "extract/claims_parts.h"

/* Whether a token is a finite verb of saying, in the active voice. */
bool speaker_verb_at(const CueTable *cues, const Parse *p, uint32_t token);
/* Who spoke last in the sentences before the token. */
uint32_t speaker_before(const Cast *c, const CueTable *cues, uint32_t at);
/* "the nurse": one person whom no actor stands for, so that "he" after it is no other either. */
bool speaker_is_nobody_known(const Cast *c, uint32_t who);

#endif
