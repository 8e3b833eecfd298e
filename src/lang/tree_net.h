/* The parser's net: what it reads, its sizes, and its part of the model file.
 *
 * Each word is the sum of the rows of its features; convolutions over its neighbours make it a
 * vector that knows its context; one product gives that vector's share in the hidden layer for each
 * slot of the parser's state. A state's hidden layer is then a sum of ready shares. The same vector
 * has a second opinion on the word's tag, better than the tagger's, of which it knows.
 *
 *   unit all integers: vectors and rows in 1/256 (NET_ONE), weights in 1/4096
 *   src  D. Chen, C. Manning, "A fast and accurate dependency parser using neural networks" (2014)
 */
#ifndef SITREP_LANG_TREE_NET_H
#define SITREP_LANG_TREE_NET_H

#include "base/err.h"
#include "lang/arc_hybrid.h"
#include "lang/word_view.h"

enum {
    NET_WIDTH = 96,
    NET_WINDOW = 3,
    NET_LAYERS = 3,
    NET_HIDDEN = 128,
    NET_SLOTS = 8,
    NET_SHARES = NET_SLOTS * NET_HIDDEN,
    NET_FACTS = 12,      /* rows of the table of facts that a state adds */
    NET_TAG_FEATURE = 6, /* the one of them that is the tag */
    NET_FEATURES = 8,    /* rows that a word is the sum of */
    NET_MOVES = 96,      /* MOVES, filled up */
    NET_TAGS = 96,       /* the tagger's classes, filled up */
    NET_ONE = 256,
    NET_CLAMP = 4095, /* largest entry of a vector that a product is made of */
    NET_WEIGHT_SHIFT = 12,
};
_Static_assert((int)NET_MOVES >= (int)MOVES && NET_MOVES % 16 == 0, "moves fill whole registers");

/* How far the neighbours of each layer are. */
static const int net_steps[NET_LAYERS] = {1, 2, 3};

/* Rows of facts: labels and numbers of children, distances. */
enum {
    FACT_LABELS = TREE_LABELS + 1, /* 0 is none */
    FACT_COUNTS = 4,
    FACT_DISTANCES = 8,
    FACT_ROWS = 5 * FACT_LABELS + 5 * FACT_COUNTS + 2 * FACT_DISTANCES
};

typedef struct NetHead {
    uint32_t rows;  /* of the word table */
    uint32_t slots; /* of the index into it; a power of two, some empty */
} NetHead;

typedef struct NetSlot {
    uint32_t check, row;
} NetSlot;

/* Products with pairs of inputs side by side: weight of input k for output j is at
 * [(k / 2 * outputs + j) * 2 + k % 2]. */
typedef struct NetFixed {
    int32_t layer_bias[NET_LAYERS][NET_WIDTH];
    int32_t move_bias[NET_MOVES];
    int32_t tag_bias[NET_TAGS];
    int16_t layers[NET_LAYERS][NET_WINDOW * NET_WIDTH * NET_WIDTH];
    int16_t shares[NET_WIDTH * NET_SHARES];
    int16_t moves[NET_HIDDEN * NET_MOVES];
    int16_t tags[NET_WIDTH * NET_TAGS];
    int16_t special[2][NET_SHARES]; /* shares of the root; of no word */
    int16_t bias[NET_HIDDEN];
    int16_t facts[FACT_ROWS][NET_HIDDEN];
} NetFixed;

typedef struct TreeNet {
    const NetHead *head;
    const NetSlot *slots;
    const NetFixed *fixed;
    const int16_t *rows; /* NET_WIDTH each; row 0 is for what is not known */
} TreeNet;

StCode net_open(Str part, TreeNet *out, StErr *err);

/* Keys of a word's features, the word itself first. `tag` is the tagger's class. */
void net_features(const WordView *view, uint8_t tag, uint64_t out[NET_FEATURES]);

/* What the hidden layer is the sum of: word NO_WORD or n (the root) are rows of their own. */
typedef struct NetState {
    int16_t words[NET_SLOTS];
    uint16_t facts[NET_FACTS];
} NetState;
void net_state(const TreeState *s, NetState *out);

#endif
