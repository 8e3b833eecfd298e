/* What the parts of the trainer share. The trainer is a program: it says why and exits when memory
 * is out. */
#ifndef SITREP_TRAIN_TRAINER_H
#define SITREP_TRAIN_TRAINER_H

#include "base/arena.h"
#include "know/tables.h"
#include "treebank.h"

/* Zeroed memory; exits when there is none. */
void *take(size_t n, size_t size);
void *regrow(void *p, size_t n, size_t size);
_Noreturn void give_up(const char *why);

/* A map from 64-bit keys to 1, 2, 3 … in the order they came. */
typedef struct KeyMap {
    uint64_t *keys;
    uint32_t *values;
    uint32_t n, cap;
} KeyMap;
uint32_t key_get(const KeyMap *m, uint64_t key); /* 0: not there */
uint32_t key_put(KeyMap *m, uint64_t key);       /* its number, new or not */
void key_drop(KeyMap *m);

/* A model part being put together. */
typedef struct Bytes {
    char *p;
    size_t n, cap;
} Bytes;
void bytes_add(Bytes *b, const void *p, size_t n);

typedef struct TrainOptions {
    uint64_t seed;
    uint32_t rounds;         /* of the net over the training text */
    uint32_t teachers;       /* nets whose opinions the last one learns from too */
    uint32_t teacher_rounds; /* of each of them */
} TrainOptions;

/* Each returns a part for the model file. */
Bytes train_lemmatiser(const Examples *all);
/* Sets `gold` of all examples. */
struct WordVectors;
Bytes train_parser(const Examples *all, const Examples *dev, const struct WordVectors *vectors,
                   const TrainOptions *options);
/* `text`: unlabelled, a paragraph a line, for classes of words; NULL: those of the part `before`.
 */
Bytes train_namer(const Examples *train, const Examples *dev, const Tables *tables,
                  const char *text, Str before, uint64_t seed);

#endif
