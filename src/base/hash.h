/* Numbers made to look random, the same on every machine.
 *
 *   in   any number
 *   out  one in which every bit depends on every bit of it; no two numbers give the same
 */
#ifndef SITREP_BASE_HASH_H
#define SITREP_BASE_HASH_H

#include <stdint.h>

static inline uint64_t hash_spread(uint64_t h) {
    h ^= h >> 33;
    h *= 0xff51afd7ed558ccdu;
    h ^= h >> 33;
    h *= 0xc4ceb9fe1a85ec53u;
    return h ^ h >> 33;
}

#endif
