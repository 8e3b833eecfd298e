/* The layout of a compiled table blob, shared by compiler and reader. Little-endian, every part
 * 8-byte aligned:
 *   BlobHead, BlobTable × tables, then per table: columns (BlobText × columns), cells (BlobText ×
 *   rows × columns), slots (BlobSlot × slots, a power of two, open addressing); all text at the
 * end.
 */
#ifndef SITREP_KNOW_TABLES_BLOB_H
#define SITREP_KNOW_TABLES_BLOB_H

#include "base/str.h"

#define BLOB_MAGIC 0x31304254504c5453u /* "STLPTB01" */

typedef struct BlobText {
    uint32_t at, n; /* bytes from the start of the blob */
} BlobText;

typedef struct BlobHead {
    uint64_t magic, bytes;
    uint32_t tables, spare;
} BlobHead;

typedef struct BlobTable {
    BlobText name;
    uint32_t columns, rows, slots, spare;
    uint32_t columns_at, cells_at, slots_at, spare2;
} BlobTable;

/* A key, or (row 0) only the beginning of longer ones. */
typedef struct BlobSlot {
    uint64_t hash; /* of the key; 0 is an empty slot */
    BlobText key;
    uint32_t row;    /* 1 + row */
    uint32_t longer; /* 1: some key goes on after this one */
} BlobSlot;

static inline uint64_t blob_hash(Str key) {
    uint64_t h = str_hash(key);
    return h ? h : 1;
}

/* Where a key may be cut into words: see table_match. */
static inline bool blob_closes_up(Str before, Str word) {
    return (word.n && (word.p[0] == '-' || word.p[0] == '\'')) ||
           (before.n && before.p[before.n - 1] == '-' && before.n == 1);
}

#endif
