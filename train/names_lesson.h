/* Sentences with the features of their words, for the tagger of names.
 *
 *   in   examples, the tables, classes of words
 *   out  per word the labels it may have and its features; some sentences again in capitals and in
 *        lower case
 */
#ifndef SITREP_TRAIN_NAMES_LESSON_H
#define SITREP_TRAIN_NAMES_LESSON_H

#include "names_gold.h"
#include "trainer.h"

typedef struct NameItem {
    uint32_t n, first; /* words; of the first in the arrays of Namings */
    bool entities, varied;
} NameItem;

typedef struct Namings {
    const Namer *classes; /* for namer_class */
    NameItem *items;
    uint32_t n, cap, words, word_cap;
    uint32_t *allowed; /* per word */
    bool *open;        /* per word: it may stand in a name */
    uint8_t *labels;   /* per word; from `allowed` */
    uint32_t *starts;  /* per word: its features */
    uint64_t *keys;
    uint32_t *ids; /* 0: dropped */
    uint32_t features, feature_cap;
} Namings;

/* `vary`: some sentences in other letters too. */
void namings_add(Namings *all, const Examples *from, const Tables *tables, bool vary);
/* Gives back the arrays. */
void namings_drop(Namings *all);

#endif
