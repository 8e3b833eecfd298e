#include "write_net.h"

#include "matrix.h"

#include <math.h>

static int16_t fixed(float x) {
    float y = x * NET_ONE;
    return (int16_t)lrintf(y > PRODUCT_CUT ? PRODUCT_CUT : y < -PRODUCT_CUT ? -PRODUCT_CUT : y);
}

static void fix_all(const float *v, size_t n, int16_t *out) {
    for (size_t i = 0; i < n; i++) out[i] = fixed(v[i]);
}

static void narrow_all(const float *v, size_t n, int8_t *out) {
    for (size_t i = 0; i < n; i++) {
        float x = v[i] * NET_ONE;
        out[i] = (int8_t)lrintf(x > 127 ? 127 : x < -127 ? -127 : x);
    }
}

typedef struct Packing {
    const float *w, *bias;       /* bias NULL: none */
    int inputs, outputs;         /* as they are laid out */
    int real;                    /* outputs that w has: the rest are nothing */
    int input_step, output_step; /* where w has input k, output j: k · , j · */
    NetInput input;              /* how the inputs are rounded */
} Packing;

/* Each output has its own scale: its largest weight becomes 127. */
static void pack(const Packing *p, int32_t *bias, int32_t *by, int8_t *out) {
    const float unit = (float)(1 << p->input.shift << PRODUCT_PRE << PRODUCT_POST);
    const float step = (float)NET_ONE / (float)(1 << p->input.shift);
    for (int j = 0; j < p->outputs; j++) {
        bias[j] = by[j] = 0;
        if (j >= p->real) continue;
        const float *w = p->w + (long)j * p->output_step;
        float most = 1e-3f;
        for (int k = 0; k < p->inputs; k++) most = fmaxf(most, fabsf(w[(long)k * p->input_step]));
        by[j] = (int32_t)lrintf(most / 127 * unit);
        float scale = (float)by[j] / unit; /* what it really is */
        int32_t sum = 0;
        for (int k = 0; k < p->inputs; k++) {
            long x = lrintf(w[(long)k * p->input_step] / scale);
            x = x > 127 ? 127 : x < -127 ? -127 : x;
            out[product_place((uint32_t)p->inputs, (uint32_t)p->outputs, (uint32_t)k,
                              (uint32_t)j)] = (int8_t)x;
            sum += (int32_t)x;
        }
        float own = p->bias ? p->bias[j] : 0;
        bias[j] = (int32_t)lrintf(own * step / scale) - p->input.zero * sum;
    }
}

#define PACK(TO, ...) pack(&(Packing){__VA_ARGS__}, (TO).bias, (TO).by, (TO).w)

static void fill_fixed(const Weights *w, NetFixed *f) {
    enum { W = NET_WIDTH, H = NET_HIDDEN };
    const NetInput last = net_inputs[NET_LAYERS];
    for (int k = 0; k < NET_LAYERS; k++)
        PACK(f->layers[k], w->layers[k], w->layer_bias[k], NET_WINDOW * W, W, W, W, 1,
             net_inputs[k]);
    PACK(f->shares, w->shares, NULL, W, NET_SHARES, NET_SHARES, NET_SHARES, 1, last);
    PACK(f->tags, w->tags, w->tag_bias, W, NET_TAGS, NET_TAGS, NET_TAGS, 1, last);
    PACK(f->moves, w->moves[0], w->move_bias, H, NET_MOVES, NET_MOVES, NET_MOVES, 1, net_hidden);
    for (int t = 0; t < NET_TAGS; t++) narrow_all(w->tag_rows[t], NET_WIDTH, f->tag_rows[t]);
    fix_all(w->special[0], 2 * NET_SHARES, f->special[0]);
    fix_all(w->bias, H, f->bias);
    fix_all(w->facts[0], (size_t)FACT_ROWS * H, f->facts[0]);
}

/* The rows with what the words' vectors add. A word that no treebank has begins as unknown. */
static int8_t *fill_rows(const Net *net, const Lesson *l) {
    size_t n = (size_t)(l->rows.n + 1) * NET_WIDTH;
    int8_t *out = take(n, 1);
    for (uint32_t i = 0; i <= l->rows.n; i++) {
        uint32_t own = l->vector_of[i] && !l->word_counts[i] ? 0 : i;
        const float *v = l->vectors->v + (size_t)l->vector_of[i] * VECTOR_WIDTH;
        float row[NET_WIDTH];
        matrix_product(1, NET_WIDTH, VECTOR_WIDTH, v, net->w->company, row, 0);
        for (uint32_t j = 0; j < NET_WIDTH; j++) row[j] += net->rows[own * NET_WIDTH + j];
        narrow_all(row, NET_WIDTH, out + (size_t)i * NET_WIDTH);
    }
    return out;
}

Bytes net_write(const Net *net, const Lesson *l) {
    Bytes out = {0};
    NetHead head = {.rows = l->rows.n + 1, .slots = 16, .classes = l->class_count};
    memcpy(head.tags, l->classes, l->class_count * sizeof *l->classes);
    while (head.slots < l->rows.n + l->rows.n / 3) head.slots *= 2;
    NetSlot *slots = take(head.slots, sizeof *slots);
    for (uint32_t i = 0; i < l->rows.cap; i++) {
        if (!l->rows.values[i]) continue;
        uint64_t key = l->rows.keys[i];
        uint32_t k = (uint32_t)key & (head.slots - 1), check = (uint32_t)(key >> 32) | 1u;
        while (slots[k].check && slots[k].check != check) k = (k + 1) & (head.slots - 1);
        if (!slots[k].check) slots[k] = (NetSlot){check, l->rows.values[i]};
    }
    NetFixed *f = take(1, sizeof *f);
    fill_fixed(net->w, f);
    int8_t *rows = fill_rows(net, l);
    bytes_add(&out, &head, sizeof head);
    bytes_add(&out, slots, head.slots * sizeof *slots);
    bytes_add(&out, f, sizeof *f);
    bytes_add(&out, rows, (size_t)head.rows * NET_WIDTH);
    free(slots);
    free(f);
    free(rows);
    return out;
}
