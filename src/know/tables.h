/* What sitrep knows, as tables: tables/…/NAME.tsv compiled into one blob that is memory-mapped.
 *
 *   in   a blob that tables_compile or gazetteer_build made, at most TABLES_BYTES_MAX
 *   out  rows of cells, texts and numbers; lookups by key and by the longest phrase that starts at
 *        a word
 *   own  the blob, mapped read-only; slices point into it and live as long as the Tables
 *   err  ST_IO, ST_BAD_FORMAT (a damaged blob; opening checks where its parts lie, and reads
 *        en/word_lists; what others hold is checked when it is asked for, and wrong is empty)
 *   note safe from any number of threads
 *
 * Keys are the first column: alternatives parted by '|', folded as utf8_fold does. Where several
 * rows have one key they are found in the order of the table, those laid over it later (--tables)
 * first, so that the first one found is the one that counts.
 */
#ifndef SITREP_KNOW_TABLES_H
#define SITREP_KNOW_TABLES_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#define TABLES_BYTES_MAX  UINT32_MAX
#define TABLE_NUMBER_NONE INT32_MIN

enum {
    TABLE_COLUMNS_MAX = 32,
    TABLE_KEY_MAX = 160,  /* bytes of a folded key */
    TABLE_PHRASE_MAX = 12 /* words, hyphens and clitics of a phrase */
};

typedef struct Tables Tables;
typedef struct Table Table;
typedef struct WordLists WordLists;

/* Opens the blob at `path`. Close with tables_close. */
StCode tables_open(const char *path, Tables **out, StErr *err);
/* The same from memory, which is copied. */
StCode tables_open_bytes(Str blob, Tables **out, StErr *err);
void tables_close(Tables *t);

/* Lays other tables over these: their rows are found before ours; a table that is made to replace
 * ours (a gazetteer) hides it. Takes `over`, whether it succeeds or not.
 *   err  ST_BAD_FORMAT for a column that our table of that name does not have */
StCode tables_lay(Tables *t, Tables *over, StErr *err);

/* "en/quantifiers", or NULL when there is no such table. */
const Table *tables_get(const Tables *t, const char *name);

/* What en/word_lists says: word_lists.h. */
const WordLists *tables_word_lists(const Tables *t);

/* All of them: tables_at(t, 0 … tables_count(t) - 1), in no promised order. */
uint32_t tables_count(const Tables *t);
const Table *tables_at(const Tables *t, uint32_t i);
Str table_name(const Table *t);

uint32_t table_rows(const Table *t);
uint32_t table_columns(const Table *t);
Str table_column_name(const Table *t, uint32_t column);
/* Index of a column by its name in the header, or -1. */
int table_column(const Table *t, const char *name);
/* A cell; empty where the row is short or `column` is -1. Row counts from 0. A number column has no
 * texts: ask table_number. */
Str table_cell(const Table *t, uint32_t row, int column);
/* A whole number, in a number column or as text; TABLE_NUMBER_NONE where there is none. */
int32_t table_number(const Table *t, uint32_t row, int column);

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
/* May a key be the folded word or begin with it? Where this is false no table_match from the word
 * on finds anything; now and then it is true for nothing. */
bool table_begins(const Table *t, Str word);
/* For words that many tables will be asked of: what all of them know, in a number to be kept with
 * the word. 0 says nothing, so that any of them may know it. */
uint32_t tables_of_word(const Tables *t, Str word);
/* table_begins of the word that the number was made of, by the number alone: where this is false no
 * table_match from the word on and no table_find of it finds anything. */
bool table_may(const Table *t, uint32_t tables_of_word);
/* Whether any table has the folded word as a key. */
bool tables_have_word(const Tables *t, Str word);
#endif
