#include "optimise.h"

#include <math.h>

enum { MEAN_EVERY = 4 }; /* steps */
static const float mean_keep = 0.985f;

Net net_make(size_t rows) {
    return (Net){take(1, sizeof(Weights)), take(rows * NET_WIDTH, sizeof(float))};
}

void net_drop(Net *n) {
    free(n->w);
    free(n->rows);
    *n = (Net){0};
}

Gradient gradient_make(size_t rows) {
    return (Gradient){.of = net_make(rows),
                      .touched = take(rows, sizeof(bool)),
                      .list = take(rows, sizeof(uint32_t))};
}

void gradient_drop(Gradient *g) {
    net_drop(&g->of);
    free(g->touched);
    free(g->list);
}

static void move_all(float *restrict to, float *restrict from, size_t n) {
    for (size_t i = 0; i < n; i++) {
        to[i] += from[i];
        from[i] = 0;
    }
}

void gradient_add(Gradient *to, Gradient *from) {
    move_all((float *)to->of.w, (float *)from->of.w, WEIGHTS);
    for (uint32_t i = 0; i < from->listed; i++) {
        uint32_t row = from->list[i];
        size_t at = (size_t)row * NET_WIDTH;
        if (!to->touched[row]) to->list[to->listed++] = row;
        to->touched[row] = true;
        from->touched[row] = false;
        move_all(to->of.rows + at, from->of.rows + at, NET_WIDTH);
    }
    from->listed = 0;
}

Optimiser optimiser_make(size_t rows) {
    return (Optimiser){.m = net_make(rows),
                       .s = net_make(rows),
                       .mean = net_make(rows),
                       .steps = take(rows, sizeof(uint32_t)),
                       .rows = rows};
}

Net optimiser_end(Optimiser *o) {
    net_drop(&o->m);
    net_drop(&o->s);
    free(o->steps);
    return o->mean;
}

static void adam(float *w, float *g, float *m, float *s, size_t n, float rate, float scale,
                 uint64_t step) {
    const float b1 = 0.9f, b2 = 0.99f;
    float fix1 = 1 - powf(b1, (float)step), fix2 = 1 - powf(b2, (float)step);
    float by = rate * sqrtf(fix2) / fix1;
    for (size_t i = 0; i < n; i++) {
        float x = g[i] * scale;
        m[i] = b1 * m[i] + (1 - b1) * x;
        s[i] = b2 * s[i] + (1 - b2) * x * x;
        w[i] -= by * m[i] / (sqrtf(s[i]) + 1e-7f);
        g[i] = 0;
    }
}

static void run_mean(float *mean, const float *v, size_t n, float keep) {
    for (size_t i = 0; i < n; i++) mean[i] = keep * mean[i] + (1 - keep) * v[i];
}

void optimiser_step(Optimiser *o, Net *net, Gradient *g, float rate, float scale) {
    o->step++;
    adam((float *)net->w, (float *)g->of.w, (float *)o->m.w, (float *)o->s.w, WEIGHTS, rate, scale,
         o->step);
    for (uint32_t i = 0; i < g->listed; i++) {
        size_t at = (size_t)g->list[i] * NET_WIDTH;
        adam(net->rows + at, g->of.rows + at, o->m.rows + at, o->s.rows + at, NET_WIDTH, rate,
             scale, ++o->steps[g->list[i]]);
        g->touched[g->list[i]] = false;
    }
    g->listed = 0;
    if (o->step % MEAN_EVERY) return;
    float keep = fminf(mean_keep, (float)o->step / (float)(o->step + 10 * MEAN_EVERY));
    run_mean((float *)o->mean.w, (const float *)net->w, WEIGHTS, keep);
    run_mean(o->mean.rows, net->rows, o->rows * NET_WIDTH, keep);
}
