/* The layout of a compiled table blob, shared by writer and reader. Little-endian; all places are
 * bytes from the start of the blob, every part 8-byte aligned:
 *   BlobHead, BlobTable × tables, then for each table in turn
 *   texts    every text once, ended by '\n'; place 0 (the head) is the empty text
 *   columns  BlobColumn × columns
 *   rows     `stride` bytes each: a cell is the place of a text, the number of a word, or a number
 *   words    places of the texts of cells of BLOB_WORD
 *   buckets  first entry of each bucket, and one more: a key is in the bucket of its hash's top
 * bits entries  BlobEntry × entries, ordered by bucket, hash, row filter   bits of a Bloom filter
 * of the beginnings of keys, at which a phrase may go on
 * and after all of them the index of the blob (tables_index.h), where it has one: cells and sets.
 */
#ifndef SITREP_KNOW_TABLES_BLOB_H
#define SITREP_KNOW_TABLES_BLOB_H

#include "base/str.h"

#define BLOB_MAGIC 0x33304254504c5453u /* "STLPTB03" */

typedef enum BlobKind { BLOB_TEXT, BLOB_WORD, BLOB_NUMBER, BLOB_KINDS } BlobKind;

enum {
    BLOB_NAME_BYTES = 48,
    BLOB_BUCKET_KEYS = 4,  /* mean entries of a bucket */
    BLOB_FILTER_BITS = 12, /* of the filter for one beginning, at least */
    BLOB_ROWS_MAX = (1 << 24) - 1,
    BLOB_WORDS_MAX = (1 << 16) - 1
};

typedef struct BlobHead {
    uint64_t magic, bytes;
    uint32_t tables, spare;
    uint32_t index_bits, cells_at; /* 2^index_bits cells; no bits: no index */
    uint32_t sets, sets_at;
} BlobHead;

typedef struct BlobTable {
    char name[BLOB_NAME_BYTES]; /* ended by NUL, or full */
    uint32_t replaces;          /* 1: hides a table of this name below it instead of adding to it */
    uint32_t columns, columns_at;
    uint32_t rows, rows_at, stride;
    uint32_t words, words_at;
    uint32_t bucket_bits, buckets_at;
    uint32_t entries, entries_at;
    uint32_t filter_bits, filter_at; /* 2^filter_bits bits */
    uint32_t spare;
} BlobTable;

typedef struct BlobColumn {
    uint32_t name;         /* text */
    uint16_t kind, offset; /* of the cell in a row */
} BlobColumn;

typedef struct BlobEntry {
    uint32_t key; /* text */
    uint32_t row; /* 1 + row in the low 24 bits; the hash's lowest byte above them */
} BlobEntry;

static inline uint32_t blob_cell_bytes(BlobKind kind) {
    return kind == BLOB_WORD ? 2 : 4;
}

static inline uint32_t blob_bucket(uint64_t hash, uint32_t bits) {
    return bits ? (uint32_t)(hash >> (64 - bits)) : 0;
}
static inline uint32_t blob_mark(uint64_t hash) {
    return (uint32_t)(hash & 0xff);
}
/* Bit k = 0, 1 of a beginning in a filter. */
static inline uint32_t blob_filter_bit(uint64_t hash, uint32_t bits, int k) {
    return (uint32_t)(hash >> (k ? 8 : 30)) & ((1u << bits) - 1);
}

/* Where a key may be cut into words: see table_match. */
static inline bool blob_closes_up(Str before, Str word) {
    return (word.n && (word.p[0] == '-' || word.p[0] == '\'')) ||
           (before.n && before.p[before.n - 1] == '-' && before.n == 1);
}

#endif
