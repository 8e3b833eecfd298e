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

enum { PRODUCT_ROWS = 16 }; /* sums are made and used in pieces that stay in the cache */

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

static int32_t clamp(int32_t x, int32_t most) {
    return x > most ? most : x < -most ? -most : x;
}

static int32_t rounded(int32_t sum) {
    return (sum + (1 << (NET_WEIGHT_SHIFT - 1))) >> NET_WEIGHT_SHIFT;
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
        int32_t sum[NET_WIDTH] = {0};
        uint64_t keys[NET_FEATURES];
        net_features(&views[i], tags[i], keys);
        for (int k = 0; k < NET_FEATURES; k++) {
            uint32_t at = row_of(net, keys[k]);
            if (!at && k) continue; /* only the unknown word has a row */
            const int16_t *row = net->rows + (size_t)at * NET_WIDTH;
            for (int j = 0; j < NET_WIDTH; j++) sum[j] += row[j];
        }
        for (int j = 0; j < NET_WIDTH; j++) out[j] = (int16_t)clamp(sum[j], NET_CLAMP);
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
        int16_t *v = w->vectors + (size_t)i * NET_WIDTH;
        for (uint32_t k = 0; k < rows; k++)
            for (uint32_t j = 0; j < NET_WIDTH; j++) {
                int32_t x = rounded(w->sums[k * NET_WIDTH + j] + bias[j]);
                v[k * NET_WIDTH + j] =
                    (int16_t)clamp(v[k * NET_WIDTH + j] + (x > 0 ? x : 0), NET_CLAMP);
            }
    }
}

static void make_shares(const TreeNet *net, Product *product, uint32_t n, Work *w) {
    for (uint32_t i = 0; i < n; i += PRODUCT_ROWS) {
        uint32_t rows = n - i < PRODUCT_ROWS ? n - i : PRODUCT_ROWS;
        product(w->vectors + (size_t)i * NET_WIDTH, rows, NET_WIDTH, net->fixed->shares, NET_SHARES,
                w->sums);
        int16_t *shares = w->shares + (size_t)i * NET_SHARES;
        for (uint32_t k = 0; k < rows * NET_SHARES; k++)
            shares[k] = (int16_t)clamp(rounded(w->sums[k]), INT16_MAX);
    }
}

static void add_row(int32_t *sum, const int16_t *row) {
    for (int j = 0; j < NET_HIDDEN; j++) sum[j] += row[j];
}

static void score(const TreeNet *net, Product *product, const Work *w, int32_t *scores) {
    NetState s;
    net_state(w->state, &s);
    int32_t sum[NET_HIDDEN];
    for (int j = 0; j < NET_HIDDEN; j++) sum[j] = net->fixed->bias[j];
    for (int k = 0; k < NET_SLOTS; k++) {
        const int16_t *row = s.words[k] == NO_WORD ? net->fixed->special[1]
                             : s.words[k] == w->state->n
                                 ? net->fixed->special[0]
                                 : w->shares + (size_t)s.words[k] * NET_SHARES;
        add_row(sum, row + k * NET_HIDDEN);
    }
    for (int k = 0; k < NET_FACTS; k++) add_row(sum, net->fixed->facts[s.facts[k]]);
    int16_t hidden[NET_HIDDEN];
    for (int j = 0; j < NET_HIDDEN; j++)
        hidden[j] = (int16_t)(sum[j] < 0 ? 0 : clamp(sum[j], NET_CLAMP));
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

void parser_run(const TreeNet *net, const WordView *views, const uint8_t *tags, uint32_t n,
                void *scratch, TreeArc *out) {
    Work w;
    lay_out(n, scratch, &w);
    Product *product = product_best();
    embed(net, views, tags, n, w.vectors);
    for (int layer = 0; layer < NET_LAYERS; layer++) convolve(net, product, layer, n, &w);
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
