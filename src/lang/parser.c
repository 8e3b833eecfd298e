#include "lang/parser.h"

#ifdef __GNUC__
#define FETCH(P) __builtin_prefetch(P)
#else
#define FETCH(P) ((void)(P))
#endif

/* One sentence's working memory, cut from the scratch. */
typedef struct Work {
    uint64_t *keys;   /* n × NET_FEATURES: of the features, then their rows */
    int16_t *vectors; /* n × NET_WIDTH */
    uint8_t *inputs;  /* n × NET_WIDTH: the vectors as a product takes them */
    uint8_t *windows; /* n × NET_WINDOW × NET_WIDTH */
    int16_t *shares;  /* n × NET_SHARES */
    int32_t *sums;    /* PRODUCT_ROWS × NET_SHARES */
    TreeState *state;
} Work;

enum { PRODUCT_ROWS = 12 }; /* sums are made and used in pieces that stay in the cache */

static void *cut(char **at, size_t bytes) {
    char *p = *at;
    *at += (bytes + 63) & ~(size_t)63;
    return p;
}

static size_t lay_out(uint32_t n, char *at, Work *w) {
    char *from = at;
    size_t cells = (size_t)n * NET_WIDTH;
    w->keys = cut(&at, (size_t)n * NET_FEATURES * sizeof(uint64_t));
    w->vectors = cut(&at, cells * sizeof(int16_t));
    w->inputs = cut(&at, cells);
    w->windows = cut(&at, cells * NET_WINDOW);
    w->shares = cut(&at, (size_t)n * NET_SHARES * sizeof(int16_t));
    w->sums = cut(&at, (size_t)PRODUCT_ROWS * NET_SHARES * sizeof(int32_t));
    w->state = cut(&at, sizeof(TreeState));
    return (size_t)(at - from);
}

size_t parser_scratch_bytes(uint32_t words) {
    Work w;
    static char nowhere[1];
    return lay_out(words, nowhere, &w);
}

/* In three rounds, so that the memory of one word is fetched while others are looked up. */
static void embed(const TreeNet *net, const Kernels *kernels, const WordView *views, uint32_t n,
                  Work *w) {
    for (uint32_t i = 0; i < n; i++) {
        uint64_t *keys = w->keys + (size_t)i * NET_FEATURES;
        net_features(&views[i], keys);
        for (int k = 0; k < NET_FEATURES; k++)
            FETCH(&net->slots[(uint32_t)keys[k] & (net->head->slots - 1)]);
    }
    for (uint32_t i = 0; i < n * NET_FEATURES; i++) {
        w->keys[i] = net_row(net, w->keys[i]);
        const int8_t *row = net->rows + w->keys[i] * NET_WIDTH;
        FETCH(row);
        FETCH(row + NET_WIDTH - 1);
    }
    for (uint32_t i = 0; i < n; i++) {
        const int8_t *rows[NET_FEATURES];
        uint32_t known = 0;
        for (int k = 0; k < NET_FEATURES; k++) {
            uint64_t at = w->keys[(size_t)i * NET_FEATURES + (size_t)k];
            if (at || k == 0) /* only the unknown word has a row */
                rows[known++] = net->rows + at * NET_WIDTH;
        }
        kernels->bytes_sum(rows, known, NET_WIDTH, w->vectors + (size_t)i * NET_WIDTH);
    }
}

/* Words beside each other in one row, zeros outside the sentence. */
static void gather(const uint8_t *inputs, uint32_t n, int layer, uint8_t *out) {
    int step = net_steps[layer];
    for (int i = 0; i < (int)n; i++)
        for (int k = -1; k <= 1; k++, out += NET_WIDTH) {
            int at = i + k * step;
            if (at < 0 || at >= (int)n)
                memset(out, net_inputs[layer].zero, NET_WIDTH);
            else
                memcpy(out, inputs + at * NET_WIDTH, NET_WIDTH);
        }
}

static uint32_t rows_left(uint32_t i, uint32_t n) {
    return n - i < PRODUCT_ROWS ? n - i : PRODUCT_ROWS;
}

static void narrow_vectors(const Kernels *kernels, int layer, uint32_t n, Work *w) {
    kernels->narrow(w->vectors, n * NET_WIDTH, net_inputs[layer].shift,
                    (int16_t)net_inputs[layer].zero, w->inputs);
}

static void convolve(const TreeNet *net, const Kernels *kernels, int layer, uint32_t n, Work *w) {
    enum { INPUTS = NET_WINDOW * NET_WIDTH };
    gather(w->inputs, n, layer, w->windows);
    for (uint32_t i = 0; i < n; i += PRODUCT_ROWS) {
        uint32_t rows = rows_left(i, n);
        kernels->product(w->windows + (size_t)i * INPUTS, rows, INPUTS, net->fixed->layers[layer].w,
                         NET_WIDTH, w->sums);
        for (uint32_t k = 0; k < rows; k++) {
            kernels->sums_add(w->sums + k * NET_WIDTH, net->fixed->layers[layer].bias,
                              net->fixed->layers[layer].by, NET_WIDTH,
                              w->vectors + (size_t)(i + k) * NET_WIDTH);
        }
    }
    narrow_vectors(kernels, layer + 1, n, w);
}

/* And what they add to the vectors. */
static void choose_tags(const TreeNet *net, const Kernels *kernels, uint32_t n, Work *w,
                        uint8_t *tags) {
    for (uint32_t i = 0; i < n; i += PRODUCT_ROWS) {
        uint32_t rows = rows_left(i, n);
        kernels->product(w->inputs + (size_t)i * NET_WIDTH, rows, NET_WIDTH, net->fixed->tags.w,
                         NET_TAGS, w->sums);
        for (uint32_t k = 0; k < rows; k++) {
            uint32_t tag = kernels->top(w->sums + k * NET_TAGS, net->fixed->tags.bias,
                                        net->fixed->tags.by, NET_TAGS, 0, net->head->classes);
            int16_t *v = w->vectors + (size_t)(i + k) * NET_WIDTH;
            const int8_t *row = net->fixed->tag_rows[tag];
            for (uint32_t c = 0; c < NET_WIDTH; c++) v[c] = (int16_t)(v[c] + row[c]);
            tags[i + k] = (uint8_t)tag;
        }
    }
    narrow_vectors(kernels, NET_TAG_LAYER, n, w);
}

static void make_shares(const TreeNet *net, const Kernels *kernels, uint32_t n, Work *w) {
    for (uint32_t i = 0; i < n; i += PRODUCT_ROWS) {
        uint32_t rows = rows_left(i, n);
        kernels->product(w->inputs + (size_t)i * NET_WIDTH, rows, NET_WIDTH, net->fixed->shares.w,
                         NET_SHARES, w->sums);
        for (uint32_t k = 0; k < rows; k++)
            kernels->sums_round(w->sums + k * NET_SHARES, net->fixed->shares.bias,
                                net->fixed->shares.by, NET_SHARES,
                                w->shares + (size_t)(i + k) * NET_SHARES);
    }
}

/* The hidden layer of the parser's state. */
static void see_state(const TreeNet *net, const Kernels *kernels, const Work *w,
                      uint8_t hidden[NET_HIDDEN]) {
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
    int16_t sum[NET_HIDDEN];
    kernels->rows_sum(rows, 1 + NET_SLOTS + NET_FACTS, NET_HIDDEN, sum);
    kernels->narrow(sum, NET_HIDDEN, net_hidden.shift, (int16_t)net_hidden.zero, hidden);
}

/* Of equal scores the lower move. */
static uint32_t choose_move(const TreeNet *net, const Kernels *kernels, const TreeState *s,
                            const uint8_t *hidden) {
    int32_t sums[NET_MOVES];
    kernels->product(hidden, 1, NET_HIDDEN, net->fixed->moves.w, NET_MOVES, sums);
    uint32_t from = tree_can_shift(s) ? 0 : move_of(tree_can_left(s) ? MOVE_LEFT : MOVE_RIGHT);
    uint32_t to =
        tree_can_right(s) ? (uint32_t)MOVES : move_of(tree_can_left(s) ? MOVE_RIGHT : MOVE_LEFT);
    return kernels->top(sums, net->fixed->moves.bias, net->fixed->moves.by, NET_MOVES, from, to);
}

static void build_tree(const TreeNet *net, const Kernels *kernels, uint32_t n, Work *w) {
    TreeState *s = w->state;
    tree_begin(s, (int)n);
    while (!tree_done(s)) {
        uint32_t move = 0;
        if (s->depth > 0 && !tree_must_end(s)) {
            uint8_t hidden[NET_HIDDEN];
            see_state(net, kernels, w, hidden);
            move = choose_move(net, kernels, s, hidden);
        }
        tree_move(s, move_kind(move), move_label(move));
    }
}

void parser_run(const TreeNet *net, const WordView *views, uint32_t n, void *scratch, uint8_t *tags,
                TreeArc *out) {
    Work w;
    lay_out(n, scratch, &w);
    const Kernels *kernels = kernels_best();
    embed(net, kernels, views, n, &w);
    narrow_vectors(kernels, 0, n, &w);
    for (int layer = 0; layer < NET_LAYERS; layer++) {
        if (layer == NET_TAG_LAYER) choose_tags(net, kernels, n, &w, tags);
        convolve(net, kernels, layer, n, &w);
    }
    make_shares(net, kernels, n, &w);
    build_tree(net, kernels, n, &w);
    for (uint32_t i = 0; i < n; i++) {
        bool root = w.state->words[i].head == (int)n;
        out[i] = (TreeArc){(uint16_t)w.state->words[i].head,
                           (uint8_t)(root ? DEP_ROOT : deprel_of_label(w.state->words[i].label))};
    }
}
