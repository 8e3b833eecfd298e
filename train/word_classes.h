/* Classes of words that stand among the same neighbours, from unlabelled text.
 *
 *   in   text, a paragraph a line; the tables, for words as the library cuts them
 *   out  words seen CLASS_WORD_MIN times or more, each by its WordView.word, with a class from 1
 *   src  Schütze, Distributional Part-of-Speech Tagging (1995); k-means on the cosine
 */
#ifndef SITREP_TRAIN_WORD_CLASSES_H
#define SITREP_TRAIN_WORD_CLASSES_H

#include "trainer.h"

enum { CLASS_WORD_MIN = 20, WORD_CLASSES = 160 };

typedef struct WordClasses {
    uint64_t *words;
    uint8_t *classes;
    uint32_t n;
} WordClasses;

WordClasses word_classes_learn(const char *path, const Tables *tables, Random *random);

#endif
