/* A line of text as the words that tables are asked with. Not the tokens of lang/: outer
 * punctuation is cut off and kept beside the word.
 *
 *   out  at most `most` words; `more` says that there were others
 *   own  everything in the arena
 *   err  false when out of memory
 */
#ifndef SITREP_READ_WORDS_H
#define SITREP_READ_WORDS_H

#include "base/arena.h"

typedef struct Words {
    Str *norm;   /* folded */
    Span *at;    /* in the text, without outer punctuation */
    char *after; /* what follows: ':' colon, '|' bar, '-' dash, ',' comma, '.' stop, else ' ' */
    uint32_t n;
    bool more;
} Words;

bool words_split(Arena *a, Str text, Span piece, uint32_t most, Words *out);

#endif
