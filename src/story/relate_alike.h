/* Accounts that tell one thing: agreement without a number. */
#ifndef SITREP_STORY_RELATE_ALIKE_H
#define SITREP_STORY_RELATE_ALIKE_H

#include "story/account.h"
#include "story/relations.h"

/* Adds what agrees among `n` accounts, in the order of their items. */
StCode relate_alike(Making *m, const Account *v, uint32_t n, Pairs *pairs);

#endif
