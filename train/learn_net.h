/* The net of lang/tree_net.h in floating point, for learning: a batch forwards and backwards.
 *
 *   unit as the integers mean them: 1.0 is NET_ONE. What goes into a product is rounded and cut
 *        just as it will be in use, and the gradient passes as if it were not
 *   note plain sums in a fixed order: the same numbers for any number of threads
 *   src  Y. Bengio, N. Léonard, A. Courville, "Estimating or propagating gradients through
 *        stochastic neurons for conditional computation" (2013), the straight-through estimator
 */
#ifndef SITREP_TRAIN_LEARN_NET_H
#define SITREP_TRAIN_LEARN_NET_H

#include "lang/tree_net.h"
#include "tree_oracle.h"
#include "word_vectors.h"

enum {
    DROP_ROWS = 51, /* of 256 */
    DROP_LAYERS = 26,
    DROP_HIDDEN = 51,
    DROP_TAGS_PER_MILLE = 150
};

/* What is learned, but for the word table. */
typedef struct Weights {
    float layers[NET_LAYERS][NET_WINDOW * NET_WIDTH * NET_WIDTH];
    float layer_bias[NET_LAYERS][NET_WIDTH];
    float shares[NET_WIDTH * NET_SHARES];
    float special[2][NET_SHARES];
    float bias[NET_HIDDEN];
    float facts[FACT_ROWS][NET_HIDDEN];
    float moves[NET_HIDDEN][NET_MOVES];
    float move_bias[NET_MOVES];
    float tags[NET_WIDTH * NET_TAGS];
    float tag_bias[NET_TAGS];
    float tag_rows[NET_TAGS][NET_WIDTH];
    float company[VECTOR_WIDTH * NET_WIDTH]; /* what a word's vector adds to its row */
} Weights;

enum { WEIGHTS = sizeof(Weights) / sizeof(float) };

typedef struct Net {
    Weights *w;
    float *rows; /* NET_WIDTH each; row 0 is the unknown word */
} Net;

typedef struct Gradient {
    Net of;
    bool *touched; /* rows that are not zero, and their list */
    uint32_t *list, listed;
} Gradient;

/* One sentence of a batch. */
typedef struct Item {
    const uint8_t *tags;
    uint32_t n, first; /* words; its first row in the batch */
    WordView views[TREE_WORDS_MAX];
    GoldTree gold;
} Item;

/* What a batch is made of, word by word. */
typedef struct Inputs {
    const int32_t *features; /* words × NET_FEATURES rows of the word table, -1 none */
    const uint32_t *vectors; /* each word's row of `table`, 0 none */
    const float *table;
} Inputs;

/* A batch on its way through one net. */
typedef struct Run {
    uint32_t words, cap;
    float *vectors[NET_LAYERS + 1], *windows[NET_LAYERS], *kept[NET_LAYERS], *input_mask;
    float *company; /* words × VECTOR_WIDTH */
    float *last;    /* the last vectors, rounded */
    float *before;  /* those that the tags are chosen from, as they are, and rounded */
    float *seen;
    float *tags;     /* scores of the tags */
    int16_t *chosen; /* what was added for it; -1 nothing */
    float *shares, *shares_grad, *tags_grad, *vectors_grad, *windows_grad, *scratch;
} Run;

/* A state as one net sees it. */
typedef struct Seen {
    NetState state;
    float h[NET_HIDDEN], mask[NET_HIDDEN], moves[NET_MOVES];
} Seen;

void run_room(Run *r, uint32_t words);
void run_drop(Run *r);

/* `random` NULL: nothing is dropped. */
void net_forward(const Net *net, Run *r, const Item *items, uint32_t n, const Inputs *in,
                 Random *random);
/* From shares_grad and tags_grad. */
void net_backward(const Net *net, Run *r, const Item *items, uint32_t n, const Inputs *in,
                  Gradient *out);

/* Probabilities of the moves whose kind is possible. */
void see_state(const Net *net, Run *r, const Item *item, const TreeState *s,
               const bool possible[KINDS], Random *random, Seen *out);
/* Adds to the gradients and to shares_grad. */
void learn_seen(const Net *net, Run *r, const Item *item, const Seen *x,
                const float moves[NET_MOVES], Gradient *out);

/* In place: probabilities. */
void soften(float *x, int n);
#endif
