/* The net that tags and parses: what it reads, its sizes, and its part of the model file.
 *
 * Each word is the sum of the rows of its features; convolutions over its neighbours make it a
 * vector that knows its context. Before the last of them its tag is chosen and that tag's row
 * added. One product gives the vector's share in the hidden layer for each slot of the parser's
 * state. A state's hidden layer is then a sum of ready shares, from which the move is chosen.
 *
 *   unit all integers: vectors, shares and rows in 1/64 (NET_ONE); what goes into a product has
 *        seven bits (net_inputs); weights are bytes, each output with its own scale
 *   src  D. Chen, C. Manning, "A fast and accurate dependency parser using neural networks" (2014);
 *        B. Jacob and others, "Quantization and training of neural networks for efficient
 *        integer-arithmetic-only inference" (2018)
 */
#ifndef SITREP_LANG_TREE_NET_H
#define SITREP_LANG_TREE_NET_H

#include "base/err.h"
#include "lang/arc_hybrid.h"
#include "lang/product.h"
#include "lang/word_view.h"

enum {
    NET_WIDTH = 96,
    NET_WINDOW = 3,
    NET_LAYERS = 4,
    NET_TAG_LAYER = 2, /* before which the tags are chosen */
    NET_HIDDEN = 128,
    NET_SLOTS = 8,
    NET_SHARES = NET_SLOTS * NET_HIDDEN,
    NET_FACTS = 12,   /* rows of the table of facts that a state adds */
    NET_FEATURES = 8, /* rows that a word is the sum of */
    NET_MOVES = 96,   /* MOVES, filled up */
    NET_TAGS = 96,    /* most classes of tags */
    NET_ONE = 64,
    TAG_NONE = 255
};
_Static_assert((int)NET_MOVES >= (int)MOVES, "moves fit");

/* How far the neighbours of each layer are. */
static const int net_steps[NET_LAYERS] = {1, 2, 1, 3};

/* What goes into a product is (vector >> shift) + zero: the sums of rows, the vectors behind each
 * layer, the hidden layer. */
typedef struct NetInput {
    int shift, zero;
} NetInput;
static const NetInput net_inputs[NET_LAYERS + 1] = {{2, 64}, {3, 32}, {3, 32}, {3, 32}, {3, 32}};
static const NetInput net_hidden = {3, 0};

/* Rows of facts: labels and numbers of children, distances. */
enum {
    FACT_LABELS = TREE_LABELS + 1, /* 0 is none */
    FACT_COUNTS = 4,
    FACT_DISTANCES = 8,
    FACT_ROWS = 5 * FACT_LABELS + 5 * FACT_COUNTS + 2 * FACT_DISTANCES
};

typedef struct TagClass {
    uint8_t upos, xpos;
} TagClass;

typedef struct NetHead {
    uint32_t rows;  /* of the word table */
    uint32_t slots; /* of the index into it; a power of two, some empty */
    uint32_t classes;
    TagClass tags[NET_TAGS];
} NetHead;

typedef struct NetSlot {
    uint32_t check, row;
} NetSlot;

/* A product and what its sums become: round((sums + bias) · by), see sums_round. The weights stand
 * as product_place says. */
#define NET_PRODUCT(INPUTS, OUTPUTS)                                                               \
    struct {                                                                                       \
        int32_t bias[OUTPUTS], by[OUTPUTS];                                                        \
        int8_t w[(INPUTS) * (OUTPUTS)];                                                            \
    }

typedef struct NetFixed {
    NET_PRODUCT(NET_WINDOW *NET_WIDTH, NET_WIDTH) layers[NET_LAYERS];
    NET_PRODUCT(NET_WIDTH, NET_SHARES) shares;
    NET_PRODUCT(NET_WIDTH, NET_TAGS) tags;
    NET_PRODUCT(NET_HIDDEN, NET_MOVES) moves;
    int16_t special[2][NET_SHARES];       /* shares of the root; of no word */
    int8_t tag_rows[NET_TAGS][NET_WIDTH]; /* what a chosen tag adds to its word */
    int16_t bias[NET_HIDDEN];
    int16_t facts[FACT_ROWS][NET_HIDDEN];
} NetFixed;

typedef struct TreeNet {
    const NetHead *head;
    const NetSlot *slots;
    const NetFixed *fixed;
    const int8_t *rows; /* NET_WIDTH each; row 0 is for what is not known */
} TreeNet;

StCode net_open(Str part, TreeNet *out, StErr *err);

/* Keys of a word's features, the word itself first. */
void net_features(const WordView *view, uint64_t out[NET_FEATURES]);
/* The row of a feature; 0 when it is not known. */
uint32_t net_row(const TreeNet *net, uint64_t key);
/* Whether a folded word was seen often enough to have a row. */
bool net_knows(const TreeNet *net, Str word);

/* What the hidden layer is the sum of: word NO_WORD or n (the root) are rows of their own. */
typedef struct NetState {
    int16_t words[NET_SLOTS];
    uint16_t facts[NET_FACTS];
} NetState;
void net_state(const TreeState *s, NetState *out);

#endif
