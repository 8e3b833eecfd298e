/* Writes a table blob (tables_blob.h), row by row, in bounded memory: what a table has of rows and
 * keys goes through spools and a sorter, so that millions of rows need no more memory than a few.
 *
 *   in   cells as they stand in a table's rows; the first one is the keys, parted by '|'
 *   out  a blob, in memory or in a file; the same rows give the same bytes
 *   err  ST_NOMEM, ST_IO, ST_LIMIT, ST_BAD_FORMAT (a cell that its column cannot hold: `cell` says
 *        which, the text says what)
 *   note a column is named in the header: "name" holds text, "name:word" one of few texts,
 *        "name:number" a whole number
 */
#ifndef SITREP_KNOW_TABLES_WRITE_H
#define SITREP_KNOW_TABLES_WRITE_H

#include "base/map.h"
#include "base/sorter.h"
#include "base/spool.h"
#include "know/tables.h"
#include "know/tables_blob.h"
#include "know/tables_index.h"

#include <stdio.h>

typedef struct BlobWriter {
    StErr *err;
    Arena *arena; /* what lives as long as the writer */
    FILE *file;   /* NULL: into `memory` */
    Text memory;
    uint64_t at;        /* bytes put out */
    const char *folder; /* for temporary files, NULL: /tmp */
    bool many;          /* rows without end: texts are not looked for among those written before */
    BlobTable *tables;
    uint32_t count, next; /* tables; the one being written is next - 1 */
    IndexEntries index;   /* of all tables; none where there are many rows */
    /* of the table being written */
    BlobColumn columns[TABLE_COLUMNS_MAX];
    uint32_t cell;   /* column of the fault, from 0 */
    Map texts;       /* → place */
    Map words;       /* → 1 + number */
    Spool word_list; /* places */
    Spool rows, beginnings;
    uint64_t beginning_count;
    Sorter entries;
    Arena row_arena; /* of one row, where there are many */
} BlobWriter;

/* Set err, arena, and file, folder and many where wanted, before. `tables`: how many will come. */
StCode blob_begin(BlobWriter *w, uint32_t tables);
/* A name and columns that live as long as the writer. */
StCode blob_table_begin(BlobWriter *w, Str name, const Strs *columns, bool replaces);
StCode blob_row(BlobWriter *w, const Strs *cells);
StCode blob_table_end(BlobWriter *w);
/* The blob is in `memory`, or the file is whole (and still open). */
StCode blob_end(BlobWriter *w);
/* Frees what is not the arena's, after success and failure. */
void blob_drop(BlobWriter *w);

/* "lat:number" → "lat" and BLOB_NUMBER; BLOB_KINDS for a kind that there is not. */
BlobKind blob_column_kind(Str header, Str *name);

#endif
