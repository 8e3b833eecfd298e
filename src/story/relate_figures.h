/* What the files that relate figures share. */
#ifndef SITREP_STORY_RELATE_FIGURES_H
#define SITREP_STORY_RELATE_FIGURES_H

#include "story/relations.h"

/* Fields that tell what a figure counts, of whom and when. */
extern const uint32_t fields_of_scope;

/* Who answers for a figure: a side, else a speaker, else the text itself. */
uint64_t figure_party(const Making *m, const Item *i);
/* A count of what is meant to be all, not a person that is spoken of ("he was killed"). */
bool figure_is_count(const Figure *f);
/* In one document two numbers are two things unless two parties give them. */
bool figures_of_one_document(Making *m, const Item *a, const Item *b);
/* So far apart that nothing ties the two, unless both name one period. */
bool figures_unrelated(const Item *a, const Item *b);

/* In one report: words beside them say that the two count other things, or one a part only. */
bool figures_of_two_things(Making *m, const Item *a, const Item *b);
/* "33 deaths in our three centres", beside 29 in all: one of the two is told as a part. */
bool relate_own_part(Making *m, const Item *a, const Item *b, Pair *p);

/* ---- in time (relate_growth.c) */

/* Said on a later day. */
bool figure_later(const Item *a, const Item *b);
/* Told on days that may be one or turned about: the day of one report is worked out only. */
bool figure_later_perhaps(const Making *m, const Item *a, const Item *b);
Day figures_days_between(const Item *a, const Item *b);
/* A war goes on: what is told of it later is told of more of it. */
bool figure_of_war(const Item *i);
/* A toll that somebody else tells later and higher has risen, unless two sides count it against
 * each other. */
bool figures_grown(const Making *m, const Item *a, const Item *b);
/* Fewer are missing, or a count is put right; not where the two stand beside each other. */
bool figures_corrected(const Making *m, const Item *a, const Item *b, bool beside);

/* Over the figures among the items: */
StCode relate_none(Making *m, const uint32_t *figures, uint32_t n, Pairs *pairs);
StCode relate_beside(Making *m, const uint32_t *figures, uint32_t n, Pairs *pairs);
StCode relate_scopes(Making *m, const FactItems *facts, const uint32_t *figures, uint32_t n,
                     Pairs *pairs);

#endif
