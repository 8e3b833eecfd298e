/* Places inside the names of bodies: "Shreveport Police Department", "Kidney Foundation of Canada".
 *
 *   in   the names of a document
 *   out  the same with a name of a place before each body that holds one, over some of its tokens;
 *        name_at stays with the body
 */
#ifndef SITREP_EXTRACT_PLACES_INNER_H
#define SITREP_EXTRACT_PLACES_INNER_H

#include "extract/names.h"

StCode places_inner(Extraction *x, Names *n);

#endif
