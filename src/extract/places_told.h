/* Names of places as the words and marks around them tell, over what the tagger found.
 *
 *   in   the names of a document
 *   out  the same, and: the places of datelines; "Clay, Douglas and Wilkin counties"; "Springfield,
 *        IL"; "D-Florence"; "Highway 200"; names that read as persons where the document says
 *        elsewhere that something is there; names as long as tables and capitals say ("People's
 *        Republic of China", "South Florida", "Osun State"); what is never a place is none
 *   own  everything in the arena
 *   err  ST_NOMEM
 *   note A name that reaches out of the tokens of a new one keeps its own; one inside it gives way.
 */
#ifndef SITREP_EXTRACT_PLACES_TOLD_H
#define SITREP_EXTRACT_PLACES_TOLD_H

#include "extract/names.h"

StCode places_told(Extraction *x, Names *n);

/* places_extent.c: each name of a place as long as its own words are. */
StCode places_extend(Extraction *x, Names *n);

/* places_doubt.c: what nothing says is a place is none. */
StCode places_doubt(Extraction *x, Names *n);

#endif
