/* Tables as people write them: the TSV files of a folder, row by row.
 *
 *   in   a folder; see tables_compile.h for the form of its files
 *   out  the files in the order of their names; rows of trimmed cells
 *   own  the arena; the cells of a row until the next one
 *   err  ST_IO, ST_BAD_TEXT, ST_LIMIT; ST_BAD_FORMAT with "FILE:LINE:COLUMN: what": the row is
 *        passed over, and reading can go on
 */
#ifndef SITREP_KNOW_TABLES_SOURCE_H
#define SITREP_KNOW_TABLES_SOURCE_H

#include "know/tables.h"

typedef struct Source {
    const char *path;
    Str name; /* "en/cues" */
    Str rest; /* what is not read yet */
    Strs columns;
    uint32_t line, header_line;
    Str cells[TABLE_COLUMNS_MAX];
    uint32_t cell_count;
} Source;
LIST_OF(Source, Sources);

StCode sources_find(const char *folder, Arena *a, Sources *out, StErr *err);
/* Reads the file. */
StCode source_open(Source *s, Arena *a, StErr *err);
/* The next row; `more` is false after the last. */
StCode source_row(Source *s, Arena *a, bool *more, StErr *err);
/* ST_BAD_FORMAT at a cell of the row, counted from 0. */
StCode source_fault(const Source *s, uint32_t cell, const char *what, StErr *err);

#endif
