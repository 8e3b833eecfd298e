/* What sitrep knows, as tables: tables/…/NAME.tsv compiled into one blob that is memory-mapped.
 *
 *   in   a blob that tables_compile made, at most TABLES_BYTES_MAX
 *   out  rows of text cells; lookups by key and by the longest phrase that starts at a word
 *   own  the blob, mapped read-only; slices point into it and live as long as the Tables
 *   err  ST_IO, ST_BAD_FORMAT (a damaged blob; every offset is checked once, on opening)
 *   note safe from any number of threads
 *
 * Keys are the first column: alternatives parted by '|', folded as utf8_fold does. Where several
 * rows have one key they are found in the order of the table, those of a later folder (--tables)
 * first, so that the first one found is the one that counts.
 */
#ifndef SITREP_KNOW_TABLES_H
#define SITREP_KNOW_TABLES_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum {
    TABLES_BYTES_MAX = 256 << 20,
    TABLE_COLUMNS_MAX = 32,
    TABLE_KEY_MAX = 160,  /* bytes of a folded key */
    TABLE_PHRASE_MAX = 12 /* words, hyphens and clitics of a phrase */
};

typedef struct Tables Tables;
typedef struct Table Table;

/* Opens the blob at `path`. Close with tables_close. */
StCode tables_open(const char *path, Tables **out, StErr *err);
/* The same from memory, which is copied. */
StCode tables_open_bytes(Str blob, Tables **out, StErr *err);
void tables_close(Tables *t);

/* "en/quantifiers", or NULL when there is no such table. */
const Table *tables_get(const Tables *t, const char *name);

/* All of them: tables_at(t, 0 … tables_count(t) - 1), in no promised order. */
uint32_t tables_count(const Tables *t);
const Table *tables_at(const Tables *t, uint32_t i);
Str table_name(const Table *t);

uint32_t table_rows(const Table *t);
uint32_t table_columns(const Table *t);
Str table_column_name(const Table *t, uint32_t column);
/* Index of a column by its name in the header, or -1. */
int table_column(const Table *t, const char *name);
/* A cell; empty where the row is short or `column` is -1. Row counts from 0. */
Str table_cell(const Table *t, uint32_t row, int column);

/* Rows by folded key: 1 + row, 0 when there is none (more); `after` is the last answer, 0 to begin:
 *   for (uint32_t r = 0; (r = table_find(t, key, r));) use(row r - 1);
 */
uint32_t table_find(const Table *t, Str key, uint32_t after);

/* The longest key that the folded words from words[0] on spell out, hyphens and clitics closed up
 * ("nagorno", "-", "karabakh" is nagorno-karabakh; "u.n.", "'s" is u.n.'s). Answers 1 + the first
 * row, 0 for none, and how many words it took. More rows of that key: table_find with `key`. */
typedef struct Phrase {
    uint32_t row; /* 1 + row, 0 none */
    uint32_t words;
    Str key; /* in the blob */
} Phrase;
Phrase table_match(const Table *t, const Str *words, uint32_t n);

#endif
