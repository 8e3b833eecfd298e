/* Which documents have a feature.
 *
 *   in   profiles by place, each feature of one once
 *   out  for each key the places of its bearers, ascending
 *   own  in the arena
 *   err  ST_NOMEM, ST_LIMIT
 */
#ifndef SITREP_STORY_BEARERS_H
#define SITREP_STORY_BEARERS_H

#include "story/profile.h"

typedef struct Bearers {
    uint32_t key, n; /* n 0: an empty slot */
    uint32_t start;  /* in Links.docs */
} Bearers;

typedef struct Links {
    Bearers *slots; /* open addressing by key */
    uint32_t mask;  /* slots less one */
    uint32_t *docs;
} Links;

StCode bearers_find(Profile *const *profiles, uint32_t n, Arena *a, Links *out);
/* The slot of a key, or the empty one where it belongs. */
Bearers *bearers_of(const Links *links, uint32_t key);

#endif
