#include "learn_net.h"

#include "matrix.h"

#include <math.h>

/* What a product takes of x, and whether it was cut. */
static float rounded(float x, NetInput how) {
    float step = (float)NET_ONE / (float)(1 << how.shift);
    float y = floorf(x * step + 0.5f) + (float)how.zero;
    y = y < 0 ? 0 : y > PRODUCT_INPUT_MAX ? PRODUCT_INPUT_MAX : y;
    return (y - (float)how.zero) / step;
}

static bool is_cut(float x, NetInput how) {
    float y = x * ((float)NET_ONE / (float)(1 << how.shift)) + (float)how.zero;
    return y < 0 || y > PRODUCT_INPUT_MAX;
}

/* 0 or what keeps the mean, at random; four from one number. */
static void mask_fill(Random *r, float *mask, size_t n, uint32_t drop) {
    float keep = 256.0f / (256.0f - (float)drop);
    uint32_t bits = 0;
    for (size_t i = 0; i < n; i++, bits >>= 8) {
        if (!r) {
            mask[i] = 1;
            continue;
        }
        if (i % 4 == 0) bits = random_below(r, UINT32_MAX);
        mask[i] = (bits & 255) < drop ? 0 : keep;
    }
}

void soften(float *x, int n) {
    float top = -1e30f, sum = 0;
    for (int i = 0; i < n; i++) top = fmaxf(top, x[i]);
    for (int i = 0; i < n; i++) sum += x[i] = expf(x[i] - top);
    for (int i = 0; i < n; i++) x[i] /= sum;
}

/* ---- memory */

void run_room(Run *r, uint32_t words) {
    if (words <= r->cap) return;
    r->cap = words * 2;
    size_t v = (size_t)r->cap * NET_WIDTH, one = sizeof(float);
    for (int i = 0; i <= NET_LAYERS; i++) r->vectors[i] = regrow(r->vectors[i], v, one);
    for (int i = 0; i < NET_LAYERS; i++) {
        r->windows[i] = regrow(r->windows[i], v * NET_WINDOW, one);
        r->kept[i] = regrow(r->kept[i], v, one);
    }
    r->input_mask = regrow(r->input_mask, v, one);
    r->company = regrow(r->company, (size_t)r->cap * VECTOR_WIDTH, one);
    r->last = regrow(r->last, v, one);
    r->before = regrow(r->before, v, one);
    r->seen = regrow(r->seen, v, one);
    r->chosen = regrow(r->chosen, r->cap, sizeof *r->chosen);
    r->vectors_grad = regrow(r->vectors_grad, v, one);
    r->windows_grad = regrow(r->windows_grad, v * NET_WINDOW, one);
    r->tags = regrow(r->tags, (size_t)r->cap * NET_TAGS, one);
    r->tags_grad = regrow(r->tags_grad, (size_t)r->cap * NET_TAGS, one);
    r->shares = regrow(r->shares, (size_t)r->cap * NET_SHARES, one);
    r->shares_grad = regrow(r->shares_grad, (size_t)r->cap * NET_SHARES, one);
    r->scratch = regrow(r->scratch, (size_t)(r->cap + NET_WIDTH) * (NET_SHARES + 288), one);
}

void run_drop(Run *r) {
    float *all[] = {r->input_mask,   r->last,    r->tags,        r->tags_grad,
                    r->shares,       r->scratch, r->shares_grad, r->vectors_grad,
                    r->windows_grad, r->before,  r->seen,        r->company};
    free(r->chosen);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
    for (int i = 0; i <= NET_LAYERS; i++) free(r->vectors[i]);
    for (int i = 0; i < NET_LAYERS; i++) free(r->windows[i]), free(r->kept[i]);
    *r = (Run){0};
}

/* ---- forwards */

static void embed(const Net *net, Run *r, const Inputs *in, Random *random) {
    float *x = r->vectors[0];
    size_t n = (size_t)r->words * NET_WIDTH;
    for (uint32_t i = 0; i < r->words; i++)
        memcpy(r->company + (size_t)i * VECTOR_WIDTH,
               in->table + (size_t)in->vectors[i] * VECTOR_WIDTH, VECTOR_WIDTH * sizeof *x);
    matrix_product((int)r->words, NET_WIDTH, VECTOR_WIDTH, r->company, net->w->company, x, 0);
    for (uint32_t i = 0; i < r->words; i++)
        for (int f = 0; f < NET_FEATURES; f++) {
            int32_t row = in->features[i * NET_FEATURES + (uint32_t)f];
            if (row < 0) continue;
            const float *v = net->rows + (size_t)row * NET_WIDTH;
            for (uint32_t j = 0; j < NET_WIDTH; j++) x[i * NET_WIDTH + j] += v[j];
        }
    mask_fill(random, r->input_mask, n, DROP_ROWS);
    for (size_t i = 0; i < n; i++) x[i] *= r->input_mask[i];
}

/* Neighbours within each sentence, as a product takes them. */
static void gather(const Item *items, uint32_t count, int layer, const float *vectors,
                   float *windows) {
    int step = net_steps[layer];
    for (uint32_t s = 0; s < count; s++) {
        int n = (int)items[s].n;
        const float *v = vectors + (size_t)items[s].first * NET_WIDTH;
        float *w = windows + (size_t)items[s].first * NET_WINDOW * NET_WIDTH;
        for (int i = 0; i < n; i++)
            for (int k = -1; k <= 1; k++, w += NET_WIDTH) {
                int at = i + k * step;
                bool inside = at >= 0 && at < n;
                if (!inside) memset(w, 0, NET_WIDTH * sizeof *w);
                if (!inside) continue;
                for (int j = 0; j < NET_WIDTH; j++)
                    w[j] = rounded(v[at * NET_WIDTH + j], net_inputs[layer]);
            }
    }
}

/* Adds the row of the likeliest tag to each word. */
static void choose_tags(const Net *net, Run *r, Random *random) {
    size_t n = (size_t)r->words * NET_WIDTH;
    float *v = r->vectors[NET_TAG_LAYER];
    memcpy(r->before, v, n * sizeof *v);
    for (size_t i = 0; i < n; i++) r->seen[i] = rounded(v[i], net_inputs[NET_TAG_LAYER]);
    matrix_product((int)r->words, NET_TAGS, NET_WIDTH, r->seen, net->w->tags, r->tags, 0);
    for (uint32_t i = 0; i < r->words; i++) {
        float *x = r->tags + (size_t)i * NET_TAGS;
        int best = 0;
        for (int j = 0; j < NET_TAGS; j++) {
            x[j] += net->w->tag_bias[j];
            if (x[j] > x[best]) best = j;
        }
        bool dropped = random && random_chance(random, DROP_TAGS_PER_MILLE);
        r->chosen[i] = (int16_t)(dropped ? -1 : best);
        for (int j = 0; !dropped && j < NET_WIDTH; j++)
            v[i * NET_WIDTH + (uint32_t)j] += net->w->tag_rows[best][j];
    }
}

void net_forward(const Net *net, Run *r, const Item *items, uint32_t count, const Inputs *in,
                 Random *random) {
    size_t n = (size_t)r->words * NET_WIDTH;
    embed(net, r, in, random);
    for (int k = 0; k < NET_LAYERS; k++) {
        if (k == NET_TAG_LAYER) choose_tags(net, r, random);
        gather(items, count, k, r->vectors[k], r->windows[k]);
        float *out = r->vectors[k + 1], *kept = r->kept[k];
        matrix_product((int)r->words, NET_WIDTH, NET_WINDOW * NET_WIDTH, r->windows[k],
                       net->w->layers[k], out, 0);
        mask_fill(random, kept, n, DROP_LAYERS);
        for (size_t i = 0; i < n; i++) {
            float z = out[i] + net->w->layer_bias[k][i % NET_WIDTH];
            kept[i] = z > 0 ? kept[i] : 0;
            out[i] = r->vectors[k][i] + z * kept[i];
        }
    }
    for (size_t i = 0; i < n; i++)
        r->last[i] = rounded(r->vectors[NET_LAYERS][i], net_inputs[NET_LAYERS]);
    matrix_product((int)r->words, NET_SHARES, NET_WIDTH, r->last, net->w->shares, r->shares, 0);
}

/* ---- one state */

static float *share_of(float *shares, float special[2][NET_SHARES], const Item *item, int word) {
    if (word == NO_WORD) return special[1];
    if (word == (int)item->n) return special[0];
    return shares + (size_t)(item->first + (uint32_t)word) * NET_SHARES;
}

void see_state(const Net *net, Run *r, const Item *item, const TreeState *s,
               const bool possible[KINDS], Random *random, Seen *x) {
    net_state(s, &x->state);
    float *h = x->h;
    memcpy(h, net->w->bias, sizeof x->h);
    for (int k = 0; k < NET_SLOTS; k++) {
        const float *row =
            share_of(r->shares, net->w->special, item, x->state.words[k]) + k * NET_HIDDEN;
        for (int j = 0; j < NET_HIDDEN; j++) h[j] += row[j];
    }
    for (int k = 0; k < NET_FACTS; k++)
        for (int j = 0; j < NET_HIDDEN; j++) h[j] += net->w->facts[x->state.facts[k]][j];
    mask_fill(random, x->mask, NET_HIDDEN, DROP_HIDDEN);
    for (int j = 0; j < NET_HIDDEN; j++) {
        if (h[j] <= 0) x->mask[j] = 0;
        h[j] = rounded(h[j], net_hidden) * x->mask[j];
    }
    float *scores = x->moves;
    memcpy(scores, net->w->move_bias, sizeof x->moves);
    for (int j = 0; j < NET_HIDDEN; j++) {
        if (h[j] == 0) continue;
        for (int m = 0; m < NET_MOVES; m++) scores[m] += h[j] * net->w->moves[j][m];
    }
    for (uint32_t m = 0; m < NET_MOVES; m++)
        if (m >= MOVES || !possible[move_kind(m)]) scores[m] = -1e30f;
    soften(scores, NET_MOVES);
}

void learn_seen(const Net *net, Run *r, const Item *item, const Seen *x,
                const float moves[NET_MOVES], Gradient *out) {
    float dh[NET_HIDDEN] = {0};
    Weights *g = out->of.w;
    for (int m = 0; m < NET_MOVES; m++) g->move_bias[m] += moves[m];
    for (int j = 0; j < NET_HIDDEN; j++) {
        if (x->mask[j] == 0) continue;
        const float *w = net->w->moves[j];
        float *gw = g->moves[j], sum = 0;
        for (int m = 0; m < NET_MOVES; m++) {
            sum += w[m] * moves[m];
            gw[m] += x->h[j] * moves[m];
        }
        dh[j] = sum;
    }
    for (int j = 0; j < NET_HIDDEN; j++) {
        dh[j] *= x->mask[j];
        g->bias[j] += dh[j];
    }
    for (int k = 0; k < NET_SLOTS; k++) {
        float *row = share_of(r->shares_grad, g->special, item, x->state.words[k]) + k * NET_HIDDEN;
        for (int j = 0; j < NET_HIDDEN; j++) row[j] += dh[j];
    }
    for (int k = 0; k < NET_FACTS; k++)
        for (int j = 0; j < NET_HIDDEN; j++) g->facts[x->state.facts[k]][j] += dh[j];
}

/* ---- backwards */

/* Where the rounding cut, nothing passes. */
static void pass(float *grad, const float *vectors, size_t n, NetInput how) {
    for (size_t i = 0; i < n; i++)
        if (is_cut(vectors[i], how)) grad[i] = 0;
}

static void spread(const Item *items, uint32_t count, int layer, const float *vectors,
                   const float *windows, float *grad) {
    int step = net_steps[layer];
    for (uint32_t s = 0; s < count; s++) {
        int n = (int)items[s].n;
        const float *v = vectors + (size_t)items[s].first * NET_WIDTH;
        float *g = grad + (size_t)items[s].first * NET_WIDTH;
        const float *w = windows + (size_t)items[s].first * NET_WINDOW * NET_WIDTH;
        for (int i = 0; i < n; i++)
            for (int k = -1; k <= 1; k++, w += NET_WIDTH) {
                int at = i + k * step;
                if (at < 0 || at >= n) continue;
                for (int j = 0; j < NET_WIDTH; j++)
                    g[at * NET_WIDTH + j] +=
                        is_cut(v[at * NET_WIDTH + j], net_inputs[layer]) ? 0 : w[j];
            }
    }
}

static void touch_rows(const Run *r, const Inputs *in, Gradient *out) {
    for (uint32_t i = 0; i < r->words; i++)
        for (int f = 0; f < NET_FEATURES; f++) {
            int32_t row = in->features[i * NET_FEATURES + (uint32_t)f];
            if (row < 0) continue;
            if (!out->touched[row]) {
                out->touched[row] = true;
                out->list[out->listed++] = (uint32_t)row;
            }
            float *g = out->of.rows + (size_t)row * NET_WIDTH;
            for (uint32_t j = 0; j < NET_WIDTH; j++) g[j] += r->vectors_grad[i * NET_WIDTH + j];
        }
}

static void tags_backward(const Net *net, Run *r, Weights *g) {
    int words = (int)r->words;
    size_t n = (size_t)r->words * NET_WIDTH;
    float *turned = r->scratch, *back = r->windows_grad;
    for (uint32_t i = 0; i < r->words; i++) {
        for (uint32_t j = 0; j < NET_TAGS; j++) g->tag_bias[j] += r->tags_grad[i * NET_TAGS + j];
        for (uint32_t j = 0; r->chosen[i] >= 0 && j < NET_WIDTH; j++)
            g->tag_rows[r->chosen[i]][j] += r->vectors_grad[i * NET_WIDTH + j];
    }
    matrix_turn(words, NET_WIDTH, r->seen, turned);
    matrix_product(NET_WIDTH, NET_TAGS, words, turned, r->tags_grad, g->tags, 1);
    matrix_turn(NET_WIDTH, NET_TAGS, net->w->tags, turned);
    matrix_product(words, NET_WIDTH, NET_TAGS, r->tags_grad, turned, back, 0);
    pass(back, r->before, n, net_inputs[NET_TAG_LAYER]);
    for (size_t i = 0; i < n; i++) r->vectors_grad[i] += back[i];
}

void net_backward(const Net *net, Run *r, const Item *items, uint32_t count, const Inputs *in,
                  Gradient *out) {
    enum { INPUTS = NET_WINDOW * NET_WIDTH };
    int words = (int)r->words;
    size_t n = (size_t)r->words * NET_WIDTH;
    float *turned = r->scratch;
    Weights *g = out->of.w;
    matrix_turn(words, NET_WIDTH, r->last, turned);
    matrix_product(NET_WIDTH, NET_SHARES, words, turned, r->shares_grad, g->shares, 1);
    matrix_turn(NET_WIDTH, NET_SHARES, net->w->shares, turned);
    matrix_product(words, NET_WIDTH, NET_SHARES, r->shares_grad, turned, r->vectors_grad, 0);
    pass(r->vectors_grad, r->vectors[NET_LAYERS], n, net_inputs[NET_LAYERS]);
    for (int k = NET_LAYERS - 1; k >= 0; k--) {
        float *z = r->kept[k]; /* becomes the gradient before the bend */
        for (size_t i = 0; i < n; i++) {
            z[i] *= r->vectors_grad[i];
            g->layer_bias[k][i % NET_WIDTH] += z[i];
        }
        matrix_turn(words, INPUTS, r->windows[k], turned);
        matrix_product(INPUTS, NET_WIDTH, words, turned, z, g->layers[k], 1);
        matrix_turn(INPUTS, NET_WIDTH, net->w->layers[k], turned);
        matrix_product(words, INPUTS, NET_WIDTH, z, turned, r->windows_grad, 0);
        spread(items, count, k, r->vectors[k], r->windows_grad, r->vectors_grad);
        if (k == NET_TAG_LAYER) tags_backward(net, r, g);
    }
    for (size_t i = 0; i < n; i++) r->vectors_grad[i] *= r->input_mask[i];
    matrix_turn(words, VECTOR_WIDTH, r->company, turned);
    matrix_product(VECTOR_WIDTH, NET_WIDTH, words, turned, r->vectors_grad, g->company, 1);
    touch_rows(r, in, out);
}
