/* Words and phrases of a table in a stretch of text.
 *
 *   in   any text; it is folded and split at spaces, hyphens and punctuation
 *   out  rows of the table, in text order
 *   own  scratch only
 */
#ifndef SITREP_STORY_PHRASES_H
#define SITREP_STORY_PHRASES_H

#include "know/tables.h"

enum { PHRASE_WORDS_MAX = 400 }; /* words looked at; the rest of the text is left out */

/* The first phrase of the table in the text: 1 + row, 0 when there is none. */
uint32_t phrase_first(const Table *t, Str text, Arena *a);
/* The first one of which a row has this cell: 1 + that row. */
uint32_t phrase_first_of(const Table *t, Str text, int column, Str cell, Arena *a);
/* The next phrase of the table that begins at *end or behind it: sets where it stands in bytes of
 * the text, *at to *end. Only ASCII is folded, so that the places are the text's. */
uint32_t phrase_next(const Table *t, Str text, Arena *a, size_t *at, size_t *end);

#endif
