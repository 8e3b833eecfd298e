/* The one table compiler: folders of TSV files → a blob for tables.h. The build calls it, and so
 * does `--tables DIR`, which adds to our tables and overrides them.
 *
 *   in   folders; every *.tsv below one is a table named by its path without the ending. Lines that
 *        begin with '#' are comments; the last of them before the first row that holds a tab names
 *        the columns. Cells are parted by tabs, '\n' or "\r\n" ends a row, blank lines are skipped.
 *   err  ST_IO, ST_BAD_TEXT, ST_BAD_FORMAT with file and line: no header, a row with more cells
 *        than columns, an empty key, a key that is too long, a limit of tables.h
 *   note the same folders give the same bytes, whatever order the file system lists them in
 */
#ifndef SITREP_KNOW_TABLES_COMPILE_H
#define SITREP_KNOW_TABLES_COMPILE_H

#include "know/tables.h"

StCode tables_compile(const char *const *folders, uint32_t n, Arena *a, Str *blob, StErr *err);

/* The same on top of tables already compiled (NULL: none): the folders add to and override them. */
StCode tables_compile_onto(const Tables *base, const char *const *folders, uint32_t n, Arena *a,
                           Str *blob, StErr *err);

#endif
