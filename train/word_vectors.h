/* Vectors of words by the company they keep: what running text, without any labels, says of them.
 *
 *   in   text as CoNLL-U, of which only the words are read
 *   out  for each word seen often enough a vector of VECTOR_WIDTH; row 0 is nothing
 *   own  vectors_drop
 *   src  J. Bullinaria, J. Levy, "Extracting semantic representations from word co-occurrence
 *        statistics" (2012); N. Halko, P.-G. Martinsson, J. Tropp, "Finding structure with
 *        randomness" (2011)
 */
#ifndef SITREP_TRAIN_WORD_VECTORS_H
#define SITREP_TRAIN_WORD_VECTORS_H

#include "trainer.h"

enum { VECTOR_WIDTH = 64, VECTOR_COUNT_MIN = 20 };

typedef struct RunningText {
    KeyMap words;  /* WordView.word → its number */
    uint32_t *ids; /* numbers in the order of the text, 0 between sentences */
    uint32_t n, cap;
} RunningText;

StCode text_read(const char *path, RunningText *out, StErr *err);
void text_drop(RunningText *t);

typedef struct WordVectors {
    KeyMap words; /* WordView.word → row */
    float *v;
} WordVectors;

void vectors_make(const RunningText *text, uint64_t seed, WordVectors *out);
void vectors_drop(WordVectors *v);

#endif
