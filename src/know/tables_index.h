/* Which tables of a blob may know a text: one look spares asking table after table of a word that
 * most of them have never heard of.
 *
 *   in   the hash of every key and of every beginning of one, with the number of its table
 *   out  whether a table may have a text of that hash: now and then a wrong yes, never a wrong no
 *   own  cells and sets lie in the blob; the builder's in its arena
 *   note a hash has one cell, that of its top bits; the cell's set is of the tables of all texts that
 *        share it. Tables from INDEX_TABLES_MAX on are in no set, and may know everything.
 */
#ifndef SITREP_KNOW_TABLES_INDEX_H
#define SITREP_KNOW_TABLES_INDEX_H

#include "base/arena.h"
#include "base/err.h"

enum { INDEX_TABLES_MAX = 128, INDEX_SETS_MAX = 1 << 16, INDEX_BITS_MAX = 26 };

typedef struct TableSet {
    uint64_t bits[INDEX_TABLES_MAX / 64];
} TableSet;

/* bits is 0 where a blob has none: then every table may know everything. */
typedef struct TextIndex {
    const uint16_t *cells; /* 2^bits, each the number of a set */
    const TableSet *sets;
    uint32_t bits, set_count;
} TextIndex;

/* The number of the set that a hash has; the index has bits. */
static inline uint32_t text_index_set(const TextIndex *x, uint64_t hash) {
    return x->cells[hash >> (64 - x->bits)];
}

static inline bool text_index_set_has(const TextIndex *x, uint32_t set, uint32_t table) {
    if (table >= INDEX_TABLES_MAX) return true;
    return set < x->set_count && x->sets[set].bits[table / 64] >> table % 64 & 1;
}

static inline bool text_index_has(const TextIndex *x, uint32_t table, uint64_t hash) {
    return !x->bits || text_index_set_has(x, text_index_set(x, hash), table);
}

typedef struct IndexEntry {
    uint64_t hash;
    uint32_t table;
} IndexEntry;
LIST_OF(IndexEntry, IndexEntries);

/* Orders the entries. An index without bits where the sets would be too many. */
StCode text_index_make(IndexEntries *entries, Arena *a, TextIndex *out, StErr *err);

#endif
