#include "know/tables_index.h"

#include "base/map.h"

#include <stdlib.h>

static int by_hash(const void *a, const void *b) {
    const IndexEntry *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    return (x->table > y->table) - (x->table < y->table);
}

/* The entries of one cell, from `i` on: their tables go into the set. */
static uint32_t set_of_cell(const IndexEntries *entries, uint32_t i, uint32_t bits, TableSet *set) {
    uint64_t cell = entries->v[i].hash >> (64 - bits);
    *set = (TableSet){{0}};
    for (; i < entries->n && entries->v[i].hash >> (64 - bits) == cell; i++)
        set->bits[entries->v[i].table / 64] |= 1ull << entries->v[i].table % 64;
    return i;
}

LIST_OF(TableSet, TableSets);

/* The number of a set, a new one where there is none like it. */
static StCode set_number(TableSets *sets, Map *numbers, Arena *a, const TableSet *set, uint32_t *n,
                         StErr *err) {
    *n = 0;
    Str key = arena_copy(a, (Str){(const char *)set, sizeof *set});
    TRY_MEM(key.p, err);
    uint32_t *number = map_at(numbers, key);
    TRY_MEM(number, err);
    if (!*number) {
        TableSet *new = list_push(a, sets, TableSet);
        TRY_MEM(new, err);
        *new = *set;
        *number = sets->n;
    }
    *n = *number - 1;
    return ST_OK;
}

StCode text_index_make(IndexEntries *entries, Arena *a, TextIndex *out, StErr *err) {
    *out = (TextIndex){.bits = 0};
    if (entries->n > 1) qsort(entries->v, entries->n, sizeof *entries->v, by_hash);
    uint32_t bits = 1, number;
    while (bits < INDEX_BITS_MAX && 1u << bits < entries->n) bits++;
    uint16_t *cells = arena_new(a, uint16_t, (size_t)1 << bits);
    TRY_MEM(cells, err);
    TableSets sets = {0};
    Map numbers = {.arena = a};
    TableSet set = {{0}};
    TRY(set_number(&sets, &numbers, a, &set, &number, err)); /* 0 is of no table */
    for (uint32_t i = 0; i < entries->n;) {
        uint64_t cell = entries->v[i].hash >> (64 - bits);
        i = set_of_cell(entries, i, bits, &set);
        TRY(set_number(&sets, &numbers, a, &set, &number, err));
        if (number >= INDEX_SETS_MAX) return ST_OK;
        cells[cell] = (uint16_t)number;
    }
    *out = (TextIndex){cells, sets.v, bits, sets.n};
    return ST_OK;
}
