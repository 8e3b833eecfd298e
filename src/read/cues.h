/* Which lines are noise, credits, captions or lines of publication: tables/en/boilerplate.tsv.
 *
 *   in   the words of one line
 *   out  the first row that applies: the line's kind, and what it says of the lines after it
 */
#ifndef SITREP_READ_CUES_H
#define SITREP_READ_CUES_H

#include "know/tables.h"
#include "read/words.h"
#include "record/record.h"

enum { CUE_WORDS_MAX = 92 }; /* no row looks at longer lines */

typedef enum CueThen { THEN_NOTHING, THEN_APPEAL, THEN_LIST } CueThen;

typedef struct Cue {
    BlockKind kind;
    CueThen then;
    bool labels; /* the cue is a label and text of the line's own follows it */
} Cue;

bool cue_find(const Tables *tables, const Words *words, Cue *out);
/* How many words are hints of an appeal for money, clicks or consent. */
uint32_t cue_count_hints(const Tables *tables, const Words *words);
/* The words before a colon or dash are, or begin with, a label that names no place. */
bool cue_opens_with_label(const Tables *tables, const Words *words);

#endif
