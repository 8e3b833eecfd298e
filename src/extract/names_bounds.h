/* Where a name begins and ends that the tagger cut short.
 *
 *   in   a range of words of one sentence that the tagger takes for a name of a kind; the names
 *        found before it
 *   out  the range, widened: to the longer name that tables know, over particles and initials,
 *        over ", Inc." and over what else a body is for. Never over another name
 *   own  nothing
 */
#ifndef SITREP_EXTRACT_NAMES_BOUNDS_H
#define SITREP_EXTRACT_NAMES_BOUNDS_H

#include "extract/names.h"
#include "lang/namer.h"

typedef struct NameRange {
    uint32_t first, end;  /* of the name */
    uint32_t floor, roof; /* of the sentence */
} NameRange;

/* Is the word a particle that stands before the rest of a name: "al" of "al-Masri"? */
bool names_particle(const World *w, const NameRange *r, uint32_t at);

/* Answers the kind, which is that of a body when it is a company by its form. */
NamerKind names_widen(const Names *n, NamerKind kind, NameRange *r);

/* Among capitals the tagger runs on over the words beside a body: "LEFTIST ARMY OF NATIONAL
 * LIBERATION GUERRILLAS". Cuts each unknown name of a body to the armed group inside it. */
StCode names_trim(Extraction *x, Names *n);

#endif
