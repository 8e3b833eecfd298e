/* The one table compiler: a folder of TSV files → a blob for tables.h. The build calls it, and so
 * does `--tables DIR`, whose tables are laid over ours.
 *
 *   in   a folder; every *.tsv below it is a table named by its path without the ending. Lines that
 *        begin with '#' are comments; the last of them before the first row that holds a tab names
 *        the columns: "name", "name:word" (one of few texts) or "name:number" (a whole number).
 *        Cells are parted by tabs, '\n' or "\r\n" ends a row, blank lines are skipped.
 *   err  ST_IO, ST_BAD_TEXT, ST_BAD_FORMAT with file, line and column: no header, a row with more
 *        cells than columns, an empty key, a key that is too long, a limit of tables.h
 *   note the same files give the same bytes, whatever order the file system lists them in
 */
#ifndef SITREP_KNOW_TABLES_COMPILE_H
#define SITREP_KNOW_TABLES_COMPILE_H

#include "know/tables.h"

StCode tables_compile(const char *folder, Arena *a, Str *blob, StErr *err);

/* Lays over `t` a compiled file, or what is in a folder: its *.tables files in the order of their
 * names, then its TSV files. */
StCode tables_lay_path(Tables *t, const char *path, StErr *err);

#endif
