#include "learn_net.h"
#include "lesson.h"
#include "optimise.h"
#include "write_net.h"

#include "lang/parser.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>

enum {
    BATCH = 32, /* sentences */
    SHARDS = 2, /* of a batch, learned side by side; as many whatever the machine has */
    TEACHERS_MAX = 8,
    CASELESS_PER_MILLE = 120,
    TITLE_PER_MILLE = 40, /* every word capitalised */
    NO_STOP_PER_MILLE = 60,
    EXPLORE_PER_MILLE = 900,
    DROP_VECTORS_PER_MILLE = 50
};
/* How much a tag counts beside a move, and the teachers beside the treebank. */
static const float tag_share = 0.5f, teacher_share = 0.6f;
static const float rate_first = 2e-3f, rate_last = 5e-5f;

/* Half a batch and all that it needs. */
typedef struct Shard {
    const struct Learner *learner;
    Item *items;
    uint32_t n, words, cap;
    int32_t *features, *all_features; /* as Inputs, some dropped; none dropped */
    uint32_t *vectors, *all_vectors;
    Run run, runs[TEACHERS_MAX];
    Gradient gradient;
    Random random;
    TreeState state;
    double loss;
    uint64_t states;
} Shard;

typedef struct Learner {
    Net net;
    Optimiser best;
    const Net *teachers;
    uint32_t teacher_count;
    const Lesson *lesson;
    Shard shards[SHARDS];
    Random random;
    uint32_t round;
    float rate;
} Learner;

/* ---- batches */

static void set_features(const Learner *l, Shard *s, const Item *item) {
    for (uint32_t i = 0; i < item->n; i++) {
        uint64_t keys[NET_FEATURES];
        net_features(&item->views[i], keys);
        size_t at = (size_t)(item->first + i) * NET_FEATURES;
        uint32_t vector = l->lesson->vector_of[key_get(&l->lesson->rows, keys[0])];
        bool dropped = random_chance(&s->random, DROP_VECTORS_PER_MILLE);
        s->all_vectors[item->first + i] = vector;
        s->vectors[item->first + i] = dropped ? 0 : vector;
        for (int f = 0; f < NET_FEATURES; f++) {
            uint32_t row = key_get(&l->lesson->rows, keys[f]);
            int32_t none = f == 0 ? 0 : -1;
            if (f == 0 && !l->lesson->word_counts[row]) row = 0;
            s->all_features[at + (size_t)f] = s->features[at + (size_t)f] =
                row ? (int32_t)row : none;
            float p = f == 0 ? 0.35f / (0.35f + (float)l->lesson->word_counts[row]) : 0.03f;
            if (row && (float)random_below(&s->random, 1 << 24) < p * (1 << 24))
                s->features[at + (size_t)f] = none;
        }
    }
}

static void make_item(const Learner *l, Shard *s, const Example *e, Item *item) {
    item->tags = e->gold;
    item->n = e->n;
    const Token *last = &e->words[e->n - 1];
    bool leaf = true;
    for (uint32_t i = 0; i < e->n; i++) leaf = leaf && e->words[i].head != e->n;
    if (e->n > 2 && last->upos == UPOS_PUNCT && leaf &&
        random_chance(&s->random, NO_STOP_PER_MILLE))
        item->n--;
    memcpy(item->views, e->views, item->n * sizeof *item->views);
    bool caseless = !e->caseless && random_chance(&s->random, CASELESS_PER_MILLE);
    bool title = !caseless && !e->caseless && random_chance(&s->random, TITLE_PER_MILLE);
    for (uint32_t i = 0; i < item->n; i++) {
        uint8_t *shape = &item->views[i].shape;
        if (caseless && *shape < SHAPE_CASELESS) *shape = SHAPE_CASELESS;
        if (title && *shape == SHAPE_LOWER) *shape = SHAPE_CAPITAL;
    }
    gold_tree(e->words, (int)item->n, &item->gold);
    item->first = s->words;
    s->words += item->n;
    set_features(l, s, item);
}

static void fill_shard(const Learner *l, Shard *s, const Examples *all, const uint32_t *order,
                       uint32_t n) {
    uint32_t words = 0;
    for (uint32_t i = 0; i < n; i++) words += all->v[order[i]].n;
    if (words > s->cap) {
        s->cap = words * 2;
        size_t cells = (size_t)s->cap * NET_FEATURES;
        s->features = regrow(s->features, cells, sizeof *s->features);
        s->all_features = regrow(s->all_features, cells, sizeof *s->features);
        s->vectors = regrow(s->vectors, s->cap, sizeof *s->vectors);
        s->all_vectors = regrow(s->all_vectors, s->cap, sizeof *s->vectors);
    }
    run_room(&s->run, words);
    for (uint32_t t = 0; t < l->teacher_count; t++) run_room(&s->runs[t], words);
    s->words = 0;
    s->n = n;
    for (uint32_t i = 0; i < n; i++) make_item(l, s, &all->v[order[i]], &s->items[i]);
    s->run.words = s->words;
    for (uint32_t t = 0; t < l->teacher_count; t++) s->runs[t].words = s->words;
}

/* ---- learning */

/* Scores of the tags, made into their gradients: what is thought, less what is right. */
static void learn_tags(const Learner *l, Shard *s) {
    Run *r = &s->run;
    for (uint32_t i = 0; i < s->words; i++) soften(r->tags + (size_t)i * NET_TAGS, NET_TAGS);
    for (uint32_t t = 0; t < l->teacher_count; t++)
        for (uint32_t i = 0; i < s->words; i++)
            soften(s->runs[t].tags + (size_t)i * NET_TAGS, NET_TAGS);
    float taught = l->teacher_count ? teacher_share : 0;
    for (uint32_t k = 0; k < s->n; k++)
        for (uint32_t i = 0; i < s->items[k].n; i++) {
            size_t at = (size_t)(s->items[k].first + i) * NET_TAGS;
            uint8_t gold = s->items[k].tags[i];
            for (uint32_t j = 0; j < NET_TAGS; j++) {
                float want = (1 - taught) * (float)(j == gold);
                for (uint32_t t = 0; t < l->teacher_count; t++)
                    want += taught / (float)l->teacher_count * s->runs[t].tags[at + j];
                r->tags_grad[at + j] = gold == TAG_NONE ? 0 : tag_share * (r->tags[at + j] - want);
            }
        }
}

/* What is thought of each move, less what should be: the best ones share as they do now. */
static void move_gradient(const Learner *l, Shard *s, const Item *item, const Seen *x,
                          const bool *possible, const bool *best, float gradient[NET_MOVES]) {
    float good = 0, taught = l->teacher_count ? teacher_share : 0;
    for (int m = 0; m < MOVES; m++) good += best[m] ? x->moves[m] : 0;
    s->loss -= log((double)good + 1e-30);
    for (int m = 0; m < NET_MOVES; m++)
        gradient[m] =
            x->moves[m] * (1 - (m < MOVES && best[m] ? (1 - taught) / (good + 1e-30f) : 0));
    for (uint32_t t = 0; t < l->teacher_count; t++) {
        Seen view;
        see_state(&l->teachers[t], &s->runs[t], item, &s->state, possible, NULL, &view);
        for (int m = 0; m < MOVES; m++)
            gradient[m] -= taught / (float)l->teacher_count * view.moves[m];
    }
}

/* The likeliest move; `of` NULL: any. */
static uint32_t top_move(const Seen *x, const bool *of) {
    uint32_t top = MOVES;
    for (uint32_t m = 0; m < MOVES; m++)
        if ((!of || of[m]) && (top == MOVES || x->moves[m] > x->moves[top])) top = m;
    return top;
}

static uint32_t learn_state(const Learner *l, Shard *s, const Item *item) {
    Seen x;
    bool possible[KINDS], best[MOVES];
    float gradient[NET_MOVES];
    oracle_moves(&s->state, &item->gold, possible, best);
    see_state(&l->net, &s->run, item, &s->state, possible, &s->random, &x);
    move_gradient(l, s, item, &x, possible, best, gradient);
    learn_seen(&l->net, &s->run, item, &x, gradient, &s->gradient);
    bool free_choice = l->round > 0 && random_chance(&s->random, EXPLORE_PER_MILLE);
    s->states++;
    return top_move(&x, free_choice ? NULL : best);
}

static void learn_sentence(const Learner *l, Shard *s, const Item *item) {
    TreeState *state = &s->state;
    tree_begin(state, (int)item->n);
    while (!tree_done(state)) {
        uint32_t move = 0;
        if (state->depth > 0 && !tree_must_end(state)) move = learn_state(l, s, item);
        tree_move(state, move_kind(move), move_label(move));
    }
}

static void *learn_shard(void *what) {
    Shard *s = what;
    const Learner *l = s->learner;
    const float *table = l->lesson->vectors->v;
    const Inputs some = {s->features, s->vectors, table};
    const Inputs all = {s->all_features, s->all_vectors, table};
    net_forward(&l->net, &s->run, s->items, s->n, &some, &s->random);
    for (uint32_t t = 0; t < l->teacher_count; t++)
        net_forward(&l->teachers[t], &s->runs[t], s->items, s->n, &all, NULL);
    learn_tags(l, s);
    memset(s->run.shares_grad, 0, (size_t)s->words * NET_SHARES * sizeof(float));
    for (uint32_t i = 0; i < s->n; i++) learn_sentence(l, s, &s->items[i]);
    net_backward(&l->net, &s->run, s->items, s->n, &some, &s->gradient);
    return NULL;
}

static void learn_batch(Learner *l, const Examples *all, const uint32_t *order, uint32_t n) {
    uint32_t half = (n + SHARDS - 1) / SHARDS, words = 0;
    pthread_t threads[SHARDS];
    bool started[SHARDS] = {false};
    for (uint32_t k = 0; k < SHARDS; k++) {
        uint32_t from = k * half < n ? k * half : n, to = from + half < n ? from + half : n;
        fill_shard(l, &l->shards[k], all, order + from, to - from);
        words += l->shards[k].words;
    }
    for (int k = 1; k < SHARDS; k++)
        started[k] = !pthread_create(&threads[k], NULL, learn_shard, &l->shards[k]);
    learn_shard(&l->shards[0]);
    for (int k = 1; k < SHARDS; k++) {
        if (started[k])
            pthread_join(threads[k], NULL);
        else
            learn_shard(&l->shards[k]);
    }
    for (int k = 1; k < SHARDS; k++) gradient_add(&l->shards[0].gradient, &l->shards[k].gradient);
    optimiser_step(&l->best, &l->net, &l->shards[0].gradient, l->rate, 1.0f / (float)(words + 1));
}

/* ---- measuring */

static double seconds_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static Str main_part(Deprel d) {
    Str s = str_of(DEP_words[d]);
    size_t colon = str_find_char(s, ':');
    return (Str){s.p, colon < s.n ? colon : s.n};
}

/* Attachment with gold words, by the library's own parser; punctuation counts, subtypes do not. */
static void report(const Learner *l, Bytes part, const Examples *dev, double since) {
    TreeNet net;
    StErr err = {0};
    if (net_open((Str){part.p, part.n}, &net, &err) != ST_OK) give_up(err.what);
    void *scratch = aligned_alloc(64, (parser_scratch_bytes(TREE_WORDS_MAX) + 63) & ~63ul);
    TreeArc arcs[TREE_WORDS_MAX];
    uint8_t tags[TREE_WORDS_MAX];
    uint64_t n = 0, heads = 0, both = 0, tagged = 0, states = 0;
    double loss = 0;
    for (int k = 0; k < SHARDS; k++) loss += l->shards[k].loss, states += l->shards[k].states;
    for (uint32_t i = 0; scratch && i < dev->n; i++) {
        const Example *e = &dev->v[i];
        if (e->n > TREE_WORDS_MAX) continue;
        parser_run(&net, e->views, e->n, scratch, tags, arcs);
        for (uint32_t k = 0; k < e->n; k++, n++) {
            uint32_t head = e->words[k].head ? e->words[k].head - 1 : e->n;
            bool label = str_eq(main_part((Deprel)arcs[k].deprel), main_part(e->words[k].deprel));
            tagged += net.head->tags[tags[k]].upos == e->words[k].upos;
            heads += arcs[k].head == head;
            both += arcs[k].head == head && label;
        }
    }
    free(scratch);
    double all = (double)(n + !n);
    printf("round %u: loss %.4f upos %.2f uas %.2f las %.2f, %zu bytes (%.0f s)\n", l->round,
           loss / (double)(states + !states), 100.0 * (double)tagged / all,
           100.0 * (double)heads / all, 100.0 * (double)both / all, part.n, seconds_now() - since);
    fflush(stdout);
}

/* ---- all of it */

static void fill(Random *r, float *v, size_t n, float spread) {
    for (size_t i = 0; i < n; i++) {
        float sum = 0;
        for (int k = 0; k < 12; k++) sum += (float)random_below(r, 1 << 24) / (1 << 24);
        v[i] = (sum - 6) * spread;
    }
}

static void start(Learner *l, size_t rows) {
    l->net = net_make(rows);
    l->best = optimiser_make(rows);
    for (uint32_t k = 0; k < SHARDS; k++) {
        Shard *s = &l->shards[k];
        s->learner = l;
        s->items = take(BATCH, sizeof *s->items);
        s->random.state = l->random.state * 31 + k + 1;
        s->gradient = gradient_make(rows);
    }
    Weights *w = l->net.w;
    fill(&l->random, l->net.rows, rows * NET_WIDTH, 0.25f);
    for (int k = 0; k < NET_LAYERS; k++)
        fill(&l->random, w->layers[k], NET_WINDOW * NET_WIDTH * NET_WIDTH, 0.06f);
    fill(&l->random, w->shares, NET_WIDTH * NET_SHARES, 0.05f);
    fill(&l->random, w->special[0], 2 * NET_SHARES, 0.05f);
    fill(&l->random, w->facts[0], (size_t)FACT_ROWS * NET_HIDDEN, 0.1f);
    fill(&l->random, w->tags, NET_WIDTH * NET_TAGS, 0.08f);
    fill(&l->random, w->tag_rows[0], (size_t)NET_TAGS * NET_WIDTH, 0.25f);
    fill(&l->random, w->company, (size_t)VECTOR_WIDTH * NET_WIDTH, 0.05f);
    fill(&l->random, w->moves[0], (size_t)NET_HIDDEN * NET_MOVES, 0.08f);
}

static void drop(Learner *l) {
    net_drop(&l->net);
    for (int k = 0; k < SHARDS; k++) {
        Shard *s = &l->shards[k];
        run_drop(&s->run);
        for (int t = 0; t < TEACHERS_MAX; t++) run_drop(&s->runs[t]);
        gradient_drop(&s->gradient);
        free(s->features);
        free(s->all_features);
        free(s->vectors);
        free(s->all_vectors);
        free(s->items);
    }
}

/* The running mean of one net after all rounds. */
static Net learn_net(const Lesson *lesson, uint64_t seed, uint32_t rounds, const Net *teachers,
                     uint32_t teacher_count) {
    Learner *l = take(1, sizeof *l);
    *l = (Learner){
        .random = {seed}, .lesson = lesson, .teachers = teachers, .teacher_count = teacher_count};
    start(l, lesson->rows.n + 1);
    const Examples *all = lesson->all;
    uint32_t *order = take(all->n, sizeof *order), n = 0;
    for (uint32_t i = 0; i < all->n; i++)
        if (all->v[i].n <= TREE_WORDS_MAX) order[n++] = i;
    uint32_t batches = (n + BATCH - 1) / BATCH, total = batches * rounds;
    double since = seconds_now();
    for (l->round = 0; l->round < rounds; l->round++) {
        random_shuffle(&l->random, order, n);
        for (int k = 0; k < SHARDS; k++) l->shards[k].loss = 0, l->shards[k].states = 0;
        for (uint32_t i = 0; i < n; i += BATCH) {
            float part = (float)(l->round * batches + i / BATCH) / (float)total;
            l->rate = rate_first + (rate_last - rate_first) * part;
            learn_batch(l, all, order + i, n - i < BATCH ? n - i : BATCH);
        }
        Bytes out = net_write(&l->best.mean, lesson);
        report(l, out, lesson->dev, since);
        free(out.p);
    }
    Net mean = optimiser_end(&l->best);
    free(order);
    drop(l);
    free(l);
    return mean;
}

Bytes train_parser(const Examples *all, const Examples *dev, const WordVectors *vectors,
                   const TrainOptions *options) {
    Lesson lesson;
    Net teachers[TEACHERS_MAX];
    uint32_t count = options->teachers < TEACHERS_MAX ? options->teachers : TEACHERS_MAX;
    lesson_make(all, dev, vectors, &lesson);
    printf("%u rows, %u classes of tags\n", lesson.rows.n, lesson.class_count);
    for (uint32_t t = 0; t < count; t++)
        teachers[t] =
            learn_net(&lesson, options->seed * 977 + 100 + t, options->teacher_rounds, NULL, 0);
    Net net = learn_net(&lesson, options->seed * 977 + 5, options->rounds, teachers, count);
    Bytes out = net_write(&net, &lesson);
    for (uint32_t t = 0; t < count; t++) net_drop(&teachers[t]);
    net_drop(&net);
    lesson_drop(&lesson);
    return out;
}
