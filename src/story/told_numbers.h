/* The numbers in what somebody says, with the words around them, so that two statements can be set
 * beside each other whose numbers no measure is known for: "14 villages are cut off", "it is 31".
 *
 *   in   a claim's content
 *   out  words folded to lower case, at most TOLD_WORDS, and the first TOLD_NUMBERS numbers
 *   own  in m->arena
 *   err  ST_NOMEM shows as no words
 *   note years, days of a month, clock times and ages are no numbers here; "about" allows a tenth
 */
#ifndef SITREP_STORY_TOLD_NUMBERS_H
#define SITREP_STORY_TOLD_NUMBERS_H

#include "story/making.h"

enum { TOLD_WORDS = 60, TOLD_NUMBERS = 6 };

typedef struct ToldNumber {
    Number low, high;    /* bounds that the words allow; one may be open */
    uint32_t first, end; /* words, those that bound it not counted */
    uint32_t from;       /* byte of the document */
    bool exact;          /* no word bounds it */
} ToldNumber;

typedef struct ToldNumbers {
    Str words[TOLD_WORDS];
    Str bases[TOLD_WORDS];  /* statement_word_base; filled where there is a number, as the next */
    bool tells[TOLD_WORDS]; /* account_tells */
    uint32_t bytes[TOLD_WORDS]; /* where each stands in the document */
    uint32_t n;
    ToldNumber v[TOLD_NUMBERS];
    uint32_t count;
} ToldNumbers;

void told_numbers_read(Making *m, const Item *claim, ToldNumbers *out);

/* No number lies within both. */
bool told_numbers_disjoint(const ToldNumber *a, const ToldNumber *b);
/* What it is at least, else at most. */
int64_t told_number_size(const ToldNumber *a);

#endif
