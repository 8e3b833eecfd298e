#include "learn_contexts.h"

#include "base/map.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FRAMES = FRAME_SET, /* those of the cue table */
    SEEN_MIN = 30,      /* a context met less often has no shift */
    ROUNDS = 40,
    LINE_MAX_BYTES = 4096,
    SHIFT_MIN = 4 /* hundredths: less is nothing */
};

static const double RATE = 0.15, TOWARDS_NONE = 0.01;

typedef struct Feature {
    char text[CONTEXT_BYTES];
    uint32_t seen;
    /* [FRAMES] is what all frames have in common */
    double shift[FRAMES + 1], steepness[FRAMES + 1];
} Feature;
LIST_OF(Feature, Features);

typedef struct Example {
    uint32_t features[CONTEXTS_MAX], n;
    int frame;
    double base;
    bool hit;
} Example;
LIST_OF(Example, Examples);

struct ContextLesson {
    Arena arena;
    Map by_text;
    Features features; /* the first is the weight of the cue's own odds */
    Examples examples;
};

/* 1 + index; 0 when out of memory. */
static uint32_t feature_of(ContextLesson *l, const char *text) {
    uint32_t found = map_get(&l->by_text, str_of(text));
    if (found) return found;
    Feature *f = list_push(&l->arena, &l->features, Feature);
    Str key = arena_copy(&l->arena, str_of(text));
    if (!f || !key.p) return 0;
    snprintf(f->text, sizeof f->text, "%s", text);
    map_set(&l->by_text, key, l->features.n);
    return l->by_text.failed ? 0 : l->features.n;
}

ContextLesson *contexts_open(void) {
    ContextLesson *l = calloc(1, sizeof *l);
    if (!l) return NULL;
    l->by_text.arena = &l->arena;
    if (!feature_of(l, "weight")) {
        contexts_close(l);
        return NULL;
    }
    l->features.v[0].shift[FRAMES] = 1; /* what the cue table says, until we know better */
    return l;
}

void contexts_close(ContextLesson *l) {
    if (l) arena_drop(&l->arena);
    free(l);
}

bool contexts_add(ContextLesson *l, const Claiming *c, const Draft *d, bool hit) {
    if (!claims_is_weighed(c, d) || d->frame == FRAME_SET) return true;
    Example *e = list_push(&l->arena, &l->examples, Example);
    if (!e) return false;
    *e = (Example){.frame = (int)d->frame, .base = claims_base_odds(d) / 100.0, .hit = hit};
    Contexts found;
    claims_contexts(c, d, &found);
    for (uint32_t i = 0; i < found.n; i++) {
        uint32_t f = feature_of(l, found.text[i]);
        if (!f) return false;
        l->features.v[f - 1].seen++;
        e->features[e->n++] = f - 1;
    }
    return true;
}

/* ---- learning */

static double value_of(const Feature *f, int frame) {
    return f->shift[FRAMES] + f->shift[frame];
}

static double chance_of(const ContextLesson *l, const Example *e) {
    double sum = value_of(&l->features.v[0], e->frame) * e->base;
    for (uint32_t i = 0; i < e->n; i++) sum += value_of(&l->features.v[e->features[i]], e->frame);
    return 1 / (1 + exp(-sum));
}

/* One step of AdaGrad. */
static void move(Feature *f, int at, double slope, double keep) {
    slope += f->shift[at] * keep;
    f->steepness[at] += slope * slope;
    if (f->steepness[at] > 0) f->shift[at] -= RATE * slope / sqrt(f->steepness[at] + 1e-6);
}

static void learn_from(ContextLesson *l, const Example *e) {
    double miss = chance_of(l, e) - e->hit;
    move(&l->features.v[0], FRAMES, miss * e->base, 0);
    move(&l->features.v[0], e->frame, miss * e->base, TOWARDS_NONE);
    for (uint32_t i = 0; i < e->n; i++) {
        Feature *f = &l->features.v[e->features[i]];
        if (f->seen < SEEN_MIN) continue;
        move(f, FRAMES, miss, TOWARDS_NONE);
        move(f, e->frame, miss, TOWARDS_NONE);
    }
}

static void learn(ContextLesson *l) {
    uint64_t seed = 1;
    for (int round = 0; round < ROUNDS; round++) {
        for (uint32_t i = l->examples.n; i > 1; i--) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            uint32_t k = (uint32_t)((seed >> 33) % i);
            Example swap = l->examples.v[i - 1];
            l->examples.v[i - 1] = l->examples.v[k];
            l->examples.v[k] = swap;
        }
        for (uint32_t i = 0; i < l->examples.n; i++) learn_from(l, &l->examples.v[i]);
    }
}

/* ---- the table */

static int by_text(const void *a, const void *b) {
    return strcmp(((const Feature *)a)->text, ((const Feature *)b)->text);
}

static void write_feature(const Feature *f, FILE *to) {
    long cells[FRAMES];
    bool some = false;
    for (int i = 0; i < FRAMES; i++) {
        cells[i] = lround(value_of(f, i) * 100);
        some = some || labs(cells[i]) >= SHIFT_MIN;
    }
    if (!some) return;
    fputs(f->text, to);
    for (int i = 0; i < FRAMES; i++) fprintf(to, "\t%ld", cells[i]);
    fputc('\n', to);
}

bool contexts_write(ContextLesson *l, const char *path) {
    char line[LINE_MAX_BYTES], made[LINE_MAX_BYTES];
    learn(l);
    snprintf(made, sizeof made, "%s.new", path);
    FILE *from = fopen(path, "r"), *to = fopen(made, "w");
    bool good = from && to;
    while (good && fgets(line, sizeof line, from))
        if (line[0] == '#') fputs(line, to);
    if (good) {
        write_feature(&l->features.v[0], to);
        qsort(l->features.v + 1, l->features.n - 1, sizeof *l->features.v, by_text);
        for (uint32_t i = 1; i < l->features.n; i++)
            if (l->features.v[i].seen >= SEEN_MIN) write_feature(&l->features.v[i], to);
        good = !ferror(to);
    }
    if (from) fclose(from);
    if (to) good = fclose(to) == 0 && good;
    return good && rename(made, path) == 0;
}
