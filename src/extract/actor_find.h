/* From a stretch of text to the actor it names. */
#ifndef SITREP_EXTRACT_ACTOR_FIND_H
#define SITREP_EXTRACT_ACTOR_FIND_H

#include "extract/clause.h"
#include "extract/extraction.h"

/* The actor of the phrase's head noun, else the only actor in it; 0 when there is none or several.
 */
Ref actor_in_range(const Extraction *x, TokenRange range);

#endif
