/* Treebanks in CoNLL-U as the library's own tokens, so that training sees words just as use does.
 *
 *   in   files NAME.conllu
 *   out  sentences; Token.head is 1 + index in the sentence, 0 the root; relations are cut to
 *        those of lang.h; spans are not set
 *   own  everything in the arena
 */
#ifndef SITREP_TRAIN_TREEBANK_H
#define SITREP_TRAIN_TREEBANK_H

#include "lang/word_view.h"

typedef struct Example {
    Token *words;
    Str *misc; /* the last column, a cell a word */
    uint32_t n;
    uint32_t document;
    bool caseless;
    WordView *views;
    uint8_t *gold; /* the class of tag that is right, TAG_NONE where there is none */
} Example;
LIST_OF(Example, Examples);

StCode treebank_read(const char *path, Arena *a, Examples *out, StErr *err);
/* Views anew, after words were changed. */
void example_view(Example *e, bool caseless);

/* A small generator of its own: the same numbers everywhere. */
typedef struct Random {
    uint64_t state;
} Random;
uint32_t random_below(Random *r, uint32_t n);
bool random_chance(Random *r, uint32_t per_mille);
void random_shuffle(Random *r, uint32_t *v, uint32_t n);

#endif
