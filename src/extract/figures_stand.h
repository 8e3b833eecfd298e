/* Where the counted stand from the word that measures them: "killed 30", "30 were killed", "30 dead",
 * "the death of 30", "the toll rose to 30". For figures_measure.c.
 *
 *   in   a word of f->sentence; the numbers of the sentence are found, not all of them measured
 *   out  the count that stands there, NULL; *patient is then who stands there without a number,
 *        TOKEN_NONE
 */
#ifndef SITREP_EXTRACT_FIGURES_STAND_H
#define SITREP_EXTRACT_FIGURES_STAND_H

#include "extract/figures.h"

enum { FIGURES_CHAIN_MAX = 7 }; /* words passed over from a count to its verb */

/* The verb with its auxiliaries, whether a tagger took "evacuated" for a past or a participle. */
typedef struct Deed {
    uint32_t first, verb;
    uint32_t auxiliary; /* the last one before the verb, TOKEN_NONE */
    bool passive, bare;
} Deed;

/* Does en/figure_cues say this of a word? */
bool figures_is_cue(const FigureScan *f, uint32_t i, const char *says);
/* Also what taggers take for a name or adjective in headlines: "Killed". */
bool figures_is_verb_like(const FigureScan *f, uint32_t i);
/* A noun phrase begins here, of no time. */
bool figures_opens_phrase(const FigureScan *f, uint32_t i);
Deed figures_read_deed(const FigureScan *f, uint32_t v);

Count *figures_find_object(const FigureScan *f, uint32_t v, uint32_t end, uint32_t *patient);
Count *figures_find_subject(const FigureScan *f, uint32_t v, uint32_t *patient);
Count *figures_find_state(const FigureScan *f, TokenRange at, uint32_t *patient);
Count *figures_find_included(const FigureScan *f, TokenRange at);
Count *figures_find_of(const FigureScan *f, TokenRange at, uint32_t *patient);
Count *figures_find_toll(const FigureScan *f, TokenRange at, bool share);

#endif
