/* How the places where a cue stands shift its odds: logistic regression over the contexts of
 * drafts, one set of shifts for each frame, drawn towards what the frames have in common and that
 * to none.
 *
 *   in   drafts as claims_draft leaves them when counting, and whether the gold has them
 *   out  tables/en/cue_contexts.tsv: its comment and header as they are, the rows anew
 *   own  the Lesson, freed by contexts_close
 *   note the same examples in the same order give the same table
 */
#ifndef SITREP_TRAIN_LEARN_CONTEXTS_H
#define SITREP_TRAIN_LEARN_CONTEXTS_H

#include "extract/claims_parts.h"

typedef struct ContextLesson ContextLesson;

ContextLesson *contexts_open(void); /* NULL: out of memory */
void contexts_close(ContextLesson *l);
/* False: out of memory. */
bool contexts_add(ContextLesson *l, const Claiming *c, const Draft *d, bool hit);
/* Learns and rewrites the table; false where it cannot be written. */
bool contexts_write(ContextLesson *l, const char *path);

#endif
