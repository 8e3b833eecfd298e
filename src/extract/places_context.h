/* What the words right beside the name of a place say of it.
 *
 *   in   the names of a document
 *   out  the name that holds it, the country that the phrase it stands in says, what kind of thing
 *        its head noun makes it
 *   note Only patterns that hold in any text: "Derna, Libya", "the Syrian town of Homs", "Kenya's
 *        Rift Valley", "Raqqa in northern Syria", "Midlands province".
 */
#ifndef SITREP_EXTRACT_PLACES_CONTEXT_H
#define SITREP_EXTRACT_PLACES_CONTEXT_H

#include "extract/names.h"

/* The name of a country or division right behind this one that may hold it, or NULL. */
const Name *place_container(const Extraction *x, const Names *n, const Name *name);
/* Alone in that place, not one of a list: "Milan, Georgia and Texas". */
bool place_container_ends(const Extraction *x, const Name *container);

/* The country that the phrase around it says it is in, or empty. */
Str place_hint(const Extraction *x, const Names *n, const Name *name);

typedef enum PlaceHead { HEAD_NONE, HEAD_DIVISION, HEAD_VILLAGE, HEAD_SITE } PlaceHead;

/* The head noun at the name's end or right behind it. */
PlaceHead place_head(const Extraction *x, const Names *n, const Name *name);
/* The name without its head nouns and without "northern" before it: the key to ask tables with. */
Str place_core(const Extraction *x, const Names *n, const Name *name);

/* Does a country or division go by that key? */
bool place_is_wide(const World *w, Str key);
static inline Str place_key(const Name *n) {
    return n->known.row ? n->known.key : n->key;
}

#endif
