/* Part-of-speech tags by an averaged perceptron, greedily from left to right.
 *
 *   in   the views of one sentence's words; the model's part
 *   out  a class for each word; tagger_upos and tagger_xpos say what the class is
 *   note integer weights; of equal scores the lower class wins: the same tags everywhere
 *   src  M. Collins, "Discriminative training methods for hidden Markov models" (2002)
 */
#ifndef SITREP_LANG_TAGGER_H
#define SITREP_LANG_TAGGER_H

#include "base/err.h"
#include "lang/word_view.h"

enum { TAG_CLASSES_MAX = 192, TAG_FEATURES = 27, TAG_NONE = 255 };

/* The part in the file: head, then the arrays in this order. */
typedef struct TaggerHead {
    uint32_t classes;
    uint32_t slots; /* a power of two, some of them empty */
    uint32_t cells;
    uint32_t sure_slots; /* words with one class only; a power of two */
} TaggerHead;

typedef struct TagClass {
    uint8_t upos, xpos;
} TagClass;

typedef struct TagSlot {
    uint32_t check; /* of the feature; 0 is an empty slot */
    uint32_t row;   /* cells row >> 8 …, row & 255 of them */
} TagSlot;

typedef struct TagCell {
    uint8_t class;
    int8_t weight;
} TagCell;

typedef struct Tagger {
    const TaggerHead *head;
    const TagClass *classes;
    const TagSlot *slots;
    const TagSlot *sure; /* row is the class */
    const TagCell *cells;
} Tagger;

StCode tagger_open(Str part, Tagger *out, StErr *err);
void tagger_run(const Tagger *t, const WordView *words, uint32_t n, uint8_t *classes);

/* The features of word `i`, given the classes of the words before it. Shared with the trainer. */
void tagger_features(const WordView *words, uint32_t n, uint32_t at, const uint8_t *classes,
                     uint64_t out[TAG_FEATURES]);

static inline uint32_t tag_check(uint64_t feature) {
    return (uint32_t)(feature >> 32) | 1u;
}
static inline uint64_t tag_sure_key(const WordView *w) {
    return hash_mix(w->word, 77u + w->shape);
}

#endif
