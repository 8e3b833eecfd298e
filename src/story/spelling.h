/* Names that are one name in different spellings.
 *
 *   own  results in the arena
 */
#ifndef SITREP_STORY_SPELLING_H
#define SITREP_STORY_SPELLING_H

#include "know/tables.h"

/* A folded name by its sounds (table world/transliterations), doubled letters made single, all but
 * letters, digits and spaces left out: "hikmet hajiyev" and "hikmet hadjiev" give the same.
 * {NULL, 0} when out of memory. */
Str spelling_sounds(const Tables *tables, Str folded, Arena *a);

/* True when one insertion, deletion or replacement of a byte makes the one the other, or none. */
bool spelling_near(Str a, Str b);

/* The last word of a name; the whole of it when it has only one. */
Str spelling_last_word(Str folded);
uint32_t spelling_words(Str folded);
/* A name of several words in capitals as it is written in running text: "INTERIOR MINISTRY OF ORESK"
 * is "Interior Ministry of Oresk"; short words that are no article stay ("US NAVY" is "US Navy").
 * Any other name as it is; {NULL, 0} when out of memory. */
Str spelling_quiet(const Tables *tables, Str name, Arena *a);
/* A description or an office in capitals, as in running text: "FOREIGN MINISTER" is "foreign
 * minister"; a short first word stays ("CEO"). {NULL, 0} when out of memory. */
Str spelling_plain(Str words, Arena *a);
/* Words of the one that the other has, per cent of the longer one's. */
uint32_t spelling_shared(Str a, Str b);

#endif
