/* A hash map from text to a number, in an arena. Keys are not copied: they must outlive the map.
 *
 *   err  a failed allocation sets `failed`; the map stays usable with what it holds
 */
#ifndef SITREP_BASE_MAP_H
#define SITREP_BASE_MAP_H

#include "base/arena.h"

typedef struct MapSlot {
    Str key;
    uint64_t hash;
    uint32_t value; /* 0 is an empty slot */
} MapSlot;

typedef struct Map {
    Arena *arena;
    MapSlot *slots;
    uint32_t n, cap;
    bool failed;
} Map;

/* The value at `key`, 0 when there is none. */
uint32_t map_get(const Map *m, Str key);
/* Sets or replaces; value must not be 0. */
void map_set(Map *m, Str key, uint32_t value);
/* The value's place, made with 0 when missing, so that counts are ++*map_at(); NULL when out of
 * memory. A slot left at 0 counts as missing. The pointer is good until the next change. */
uint32_t *map_at(Map *m, Str key);

#endif
