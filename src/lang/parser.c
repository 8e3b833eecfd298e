#include "lang/parser.h"

#include "lang/product.h"

/* One sentence's working memory, cut from the scratch. */
typedef struct Work {
    int16_t *vectors; /* n × NET_WIDTH */
    int16_t *windows; /* n × NET_WINDOW × NET_WIDTH */
    int16_t *shares;  /* n × NET_SHARES */
    int32_t *sums;    /* PRODUCT_ROWS × NET_SHARES */
    TreeState *state;
} Work;

enum { PRODUCT_ROWS = 12 }; /* sums are made and used in pieces that stay in the cache */

static size_t cut(char **at, size_t bytes) {
    size_t up = (bytes + 63) & ~(size_t)63;
    if (at) *at += up;
    return up;
}

static size_t lay_out(uint32_t n, char *at, Work *w) {
    char *from = at;
    w->vectors = (void *)at;
    cut(&at, (size_t)n * NET_WIDTH * sizeof(int16_t));
    w->windows = (void *)at;
    cut(&at, (size_t)n * NET_WINDOW * NET_WIDTH * sizeof(int16_t));
    w->shares = (void *)at;
    cut(&at, (size_t)n * NET_SHARES * sizeof(int16_t));
    w->sums = (void *)at;
    cut(&at, (size_t)PRODUCT_ROWS * NET_SHARES * sizeof(int32_t));
    w->state = (void *)at;
    cut(&at, sizeof(TreeState));
    return (size_t)(at - from);
}

size_t parser_scratch_bytes(uint32_t words) {
    Work w;
    static char nowhere[1];
    return lay_out(words, nowhere, &w);
}

static void clamp_all(int16_t *v, uint32_t n) {
    for (uint32_t j = 0; j < n; j++)
        v[j] = (int16_t)(v[j] > NET_CLAMP ? NET_CLAMP : v[j] < -NET_CLAMP ? -NET_CLAMP : v[j]);
}

static uint32_t row_of(const TreeNet *net, uint64_t key) {
    uint32_t mask = net->head->slots - 1, i = (uint32_t)key & mask;
    uint32_t check = (uint32_t)(key >> 32) | 1u;
    while (net->slots[i].check && net->slots[i].check != check) i = (i + 1) & mask;
    return net->slots[i].check ? net->slots[i].row : 0;
}

static void embed(const TreeNet *net, const WordView *views, const uint8_t *tags, uint32_t n,
                  int16_t *out) {
    for (uint32_t i = 0; i < n; i++, out += NET_WIDTH) {
        const int16_t *rows[NET_FEATURES];
        uint64_t keys[NET_FEATURES];
        uint32_t known = 0;
        net_features(&views[i], tags[i], keys);
        for (int k = 0; k < NET_FEATURES; k++) {
            uint32_t at = row_of(net, keys[k]);
            if (at || k == 0) /* only the unknown word has a row */
                rows[known++] = net->rows + (size_t)at * NET_WIDTH;
        }
        rows_sum(rows, known, NET_WIDTH, out);
        clamp_all(out, NET_WIDTH);
    }
}

/* Words beside each other in one row, zeros outside the sentence. */
static void gather(const int16_t *vectors, uint32_t n, int step, int16_t *out) {
    for (int i = 0; i < (int)n; i++)
        for (int k = -1; k <= 1; k++, out += NET_WIDTH) {
            int at = i + k * step;
            if (at < 0 || at >= (int)n)
                memset(out, 0, NET_WIDTH * sizeof *out);
            else
                memcpy(out, vectors + at * NET_WIDTH, NET_WIDTH * sizeof *out);
        }
}

static void convolve(const TreeNet *net, Product *product, int layer, uint32_t n, Work *w) {
    gather(w->vectors, n, net_steps[layer], w->windows);
    const uint32_t inputs = NET_WINDOW * NET_WIDTH;
    const int32_t *bias = net->fixed->layer_bias[layer];
    for (uint32_t i = 0; i < n; i += PRODUCT_ROWS) {
        uint32_t rows = n - i < PRODUCT_ROWS ? n - i : PRODUCT_ROWS;
        product(w->windows + (size_t)i * inputs, rows, inputs, net->fixed->layers[layer], NET_WIDTH,
                w->sums);
        for (uint32_t k = 0; k < rows; k++) {
            int16_t *v = w->vectors + (size_t)(i + k) * NET_WIDTH, x[NET_WIDTH];
            sums_round(w->sums + k * NET_WIDTH, bias, NET_WIDTH, NET_WEIGHT_SHIFT, x);
            for (uint32_t j = 0; j < NET_WIDTH; j++) {
                int32_t sum = v[j] + (x[j] > 0 ? x[j] : 0);
                v[j] = (int16_t)(sum > NET_CLAMP ? NET_CLAMP : sum);
            }
        }
    }
}

/* Of equal scores the lower class. */
static void tag_again(const TreeNet *net, Product *product, uint32_t classes, uint32_t n, Work *w,
                      uint8_t *tags) {
    if (classes > NET_TAGS) classes = NET_TAGS;
    for (uint32_t i = 0; i < n; i += PRODUCT_ROWS) {
        uint32_t rows = n - i < PRODUCT_ROWS ? n - i : PRODUCT_ROWS;
        product(w->vectors + (size_t)i * NET_WIDTH, rows, NET_WIDTH, net->fixed->tags, NET_TAGS,
                w->sums);
        for (uint32_t k = 0; k < rows; k++) {
            const int32_t *sums = w->sums + k * NET_TAGS, *bias = net->fixed->tag_bias;
            uint32_t best = 0;
            for (uint32_t j = 1; j < classes; j++)
                if (sums[j] + bias[j] > sums[best] + bias[best]) best = j;
            tags[i + k] = (uint8_t)best;
        }
    }
}

static void make_shares(const TreeNet *net, Product *product, uint32_t n, Work *w) {
    for (uint32_t i = 0; i < n; i += PRODUCT_ROWS) {
        uint32_t rows = n - i < PRODUCT_ROWS ? n - i : PRODUCT_ROWS;
        product(w->vectors + (size_t)i * NET_WIDTH, rows, NET_WIDTH, net->fixed->shares, NET_SHARES,
                w->sums);
        sums_round(w->sums, NULL, rows * NET_SHARES, NET_WEIGHT_SHIFT,
                   w->shares + (size_t)i * NET_SHARES);
    }
}

static void score(const TreeNet *net, Product *product, const Work *w, int32_t *scores) {
    NetState s;
    net_state(w->state, &s);
    const int16_t *rows[1 + NET_SLOTS + NET_FACTS] = {net->fixed->bias};
    for (int k = 0; k < NET_SLOTS; k++) {
        const int16_t *row = s.words[k] == NO_WORD ? net->fixed->special[1]
                             : s.words[k] == w->state->n
                                 ? net->fixed->special[0]
                                 : w->shares + (size_t)s.words[k] * NET_SHARES;
        rows[1 + k] = row + k * NET_HIDDEN;
    }
    for (int k = 0; k < NET_FACTS; k++) rows[1 + NET_SLOTS + k] = net->fixed->facts[s.facts[k]];
    int16_t hidden[NET_HIDDEN];
    rows_sum(rows, 1 + NET_SLOTS + NET_FACTS, NET_HIDDEN, hidden);
    for (int j = 0; j < NET_HIDDEN; j++)
        hidden[j] = (int16_t)(hidden[j] < 0 ? 0 : hidden[j] > NET_CLAMP ? NET_CLAMP : hidden[j]);
    product(hidden, 1, NET_HIDDEN, net->fixed->moves, NET_MOVES, scores);
    for (int j = 0; j < NET_MOVES; j++) scores[j] += net->fixed->move_bias[j];
}

/* Of equal scores the lower move. */
static uint32_t best_move(const TreeState *s, const int32_t *scores) {
    uint32_t best = MOVES;
    uint32_t from = tree_can_shift(s) ? MOVE_SHIFT : tree_can_left(s) ? 1 : move_right(0);
    uint32_t to = tree_can_right(s) ? MOVES : tree_can_left(s) ? move_right(0) : 1;
    for (uint32_t m = from; m < to; m++)
        if (best == MOVES || scores[m] > scores[best]) best = m;
    return best;
}

void parser_run(const TreeNet *net, const WordView *views, uint8_t *tags, uint32_t classes,
                uint32_t n, void *scratch, TreeArc *out) {
    Work w;
    lay_out(n, scratch, &w);
    Product *product = product_best();
    embed(net, views, tags, n, w.vectors);
    for (int layer = 0; layer < NET_LAYERS; layer++) convolve(net, product, layer, n, &w);
    tag_again(net, product, classes, n, &w, tags);
    make_shares(net, product, n, &w);
    tree_begin(w.state, (int)n);
    int32_t scores[NET_MOVES];
    while (!tree_done(w.state)) {
        uint32_t move = MOVE_SHIFT;
        bool choice = w.state->depth > 0 && !tree_must_end(w.state);
        if (choice) {
            score(net, product, &w, scores);
            move = best_move(w.state, scores);
        }
        tree_move(w.state, move);
    }
    for (uint32_t i = 0; i < n; i++) {
        bool root = w.state->words[i].head == (int)n;
        out[i] = (TreeArc){(uint16_t)w.state->words[i].head,
                           (uint8_t)(root ? DEP_ROOT : deprel_of_label(w.state->words[i].label))};
    }
}
