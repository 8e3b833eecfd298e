/* What facts.c gathers, facts_join.c joins and facts_made.c makes facts of.
 *
 *   own  everything in the story's arena
 */
#ifndef SITREP_STORY_FACTS_DRAFT_H
#define SITREP_STORY_FACTS_DRAFT_H

#include "story/compare.h"

LIST_OF(uint32_t, Numbers);

typedef struct Draft {
    Item common; /* what the items say together */
    Numbers members;
    uint32_t next; /* 1 + next draft of the bucket */
    Apart *apart;  /* splits that people made, of all members */
} Draft;
LIST_OF(Draft, Drafts);

/* Two figures of one document that are not one. */
bool facts_two_in_one(const Making *m, const Item *a, const Item *b);
/* Makes one of figures' drafts that tell one toll in two ways. */
StCode facts_join(Making *m, Drafts *drafts);
/* Appends the fact of a draft, whose members are in the order of the story's items. `heard` is one
 * false for each document, and is left so. */
StCode fact_put(Making *m, Draft *d, bool *heard);

#endif
