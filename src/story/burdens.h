/* What a claim lays at the door of another's party, and whether it is a claim that anybody made: what
 * every rule that sets a denial or an accusation against another claim asks first.
 */
#ifndef SITREP_STORY_BURDENS_H
#define SITREP_STORY_BURDENS_H

#include "story/party_named.h"
#include "story/statement.h"

/* How a claim burdens a party, the surest last. */
typedef enum Burden {
    BURDEN_NONE,
    BURDEN_WORDS,   /* a word of blame, and the party before it */
    BURDEN_SUBJECT, /* right before it, or behind it where who did it stands behind */
    BURDEN_DEED,  /* it tells an attack or a seizure of the party, or that it is they who did it */
    BURDEN_CHARGE /* it accuses the party */
} Burden;

/* What claim `i` lays at the door of who says `other`. */
Burden claim_burdens(Making *m, const Item *i, const Item *other);
/* Whether its content has a word that burdens whomever it is said of (table blame_words). */
bool claim_has_blame(const Making *m, const Item *i);
/* Whether it tells of that party that it "had done" something, good or bad. */
bool claim_tells_doing(Making *m, const Item *i, const Item *other);
/* Whether it says that "it is somebody who" did it, and the words that name him. */
bool claim_cleft(const Making *m, const Item *i, Span *whom);

/* Said, and not "neither confirmed nor denied", "must condemn", "whoever says": by its cue and source. */
bool claim_is_said(const Making *m, const Item *i);
/* It denies what was said: not "the rejection of a truce", "refused entry", "was not confirmed".
 * `words` is what it says. */
bool claim_denies_charge(const Making *m, const Item *i, const Statement *words);
/* It denies a charge and names whose, who is not the party of `other`. */
bool claim_denies_another(Making *m, const Item *i, const Statement *words, const Item *other);

#endif
