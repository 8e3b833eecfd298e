/* Which place of that name: candidates from the tables, chosen by the words and places around.
 *
 *   in   the names of a document
 *   out  for every name of a place the candidate meant, or none
 *   note Scores are integers; a tie goes to the table that WORLD_LIST names first, then to the row
 *        that comes first. Evidence: what kind of place it is and how many live there; a country or
 *        division right behind it ("Derna, Libya"); countries and divisions that the document
 *        names; nearness to the other places. Without evidence against all of them the largest is
 *        taken; where the words right beside a name put it in a country that has none of its towns
 *        ("Stroud, Ontario"), it stays unresolved. A village is not the city of that name.
 *   src  Leidner, Toponym Resolution in Text (2007): one sense per discourse, containment,
 *        minimality
 */
#ifndef SITREP_EXTRACT_PLACES_RESOLVE_H
#define SITREP_EXTRACT_PLACES_RESOLVE_H

#include "extract/names.h"

enum { PLACE_CANDIDATES_MAX = 64 }; /* of one name; the most populous */

typedef struct Candidate {
    WorldHit hit;
    Str country, admin1; /* ISO alpha-3; the gazetteer's code or empty */
    int32_t lat, lon;    /* millionths of a degree */
    uint32_t population, geonames;
    int32_t score;
} Candidate;
LIST_OF(Candidate, Candidates);

typedef struct Resolved {
    Candidates all;
    uint32_t best; /* 1 + index, 0 unresolved */
    Str country;   /* that the words beside it say, where no candidate lies there */
} Resolved;

/* One entry per name; names that are no places have none. */
StCode places_resolve(Extraction *x, const Names *names, Resolved **out);

/* places_candidates.c: all that the tables have by a name. */
StCode place_candidates(Extraction *x, const Names *names, const World *w, const Name *name,
                        Candidates *out);

/* One of them, scored by its kind and inhabitants. */
Candidate place_candidate(const World *w, WorldHit hit);

/* Kilometres between two points, within one percent below 1000. */
uint32_t place_distance(int32_t lat1, int32_t lon1, int32_t lat2, int32_t lon2);

#endif
