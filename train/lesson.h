/* What all nets of one training have in common: texts, features, classes of tags.
 *
 *   in   the training and the development text; `gold` of their examples is set
 *   own  all but the examples and the vectors, given back by lesson_drop
 */
#ifndef SITREP_TRAIN_LESSON_H
#define SITREP_TRAIN_LESSON_H

#include "lang/tree_net.h"
#include "word_vectors.h"

typedef struct Lesson {
    const Examples *all, *dev;
    const WordVectors *vectors;
    KeyMap rows;           /* feature → row of the word table; row 0 is the unknown word */
    uint32_t *word_counts; /* by row: how often the word was seen; 0 for other features, and for
                              words that running text alone knows */
    uint32_t *vector_of;   /* by row: the word's vector, 0 none */
    TagClass classes[NET_TAGS];
    uint32_t class_count;
} Lesson;

void lesson_make(const Examples *all, const Examples *dev, const WordVectors *vectors, Lesson *out);
void lesson_drop(Lesson *l);

#endif
