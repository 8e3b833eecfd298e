#include "base/pipeline.h"

#include <pthread.h>
#include <stdlib.h>

typedef struct Cell {
    void *item;
    bool done;
} Cell;

typedef struct Run {
    const Pipeline *p;
    pthread_mutex_t lock;
    pthread_cond_t moved;
    Cell *ring;
    unsigned window;
    size_t taken, sunk; /* items handed to workers, items given to the sink */
    unsigned next_worker;
    bool ended, sinking;
    StCode code;
    StErr err;
} Run;

static bool stopped(const Pipeline *p) {
    return p->stop && atomic_load(p->stop);
}

static StCode run_here(const Pipeline *p, StErr *err) {
    for (;;) {
        void *item = NULL;
        if (stopped(p)) return st_fail(err, ST_STOPPED, 0, "stopped");
        if (!p->next(p->context, &item)) return ST_OK;
        TRY(p->work(p->context, item, 0, err));
        TRY(p->sink(p->context, item, err));
    }
}

static void fail(Run *r, StCode code, const StErr *err) {
    if (r->code == ST_OK) {
        r->code = code;
        r->err = *err;
        r->err.code = code;
    }
    r->ended = true;
}

/* Gives finished items to the sink, in order. Called with the lock held. */
static void drain(Run *r) {
    if (r->sinking) return;
    r->sinking = true;
    while (r->sunk < r->taken && r->ring[r->sunk % r->window].done && r->code == ST_OK) {
        void *item = r->ring[r->sunk % r->window].item;
        StErr err = {0};
        pthread_mutex_unlock(&r->lock);
        StCode code = r->p->sink(r->p->context, item, &err);
        pthread_mutex_lock(&r->lock);
        if (code != ST_OK) fail(r, code, &err);
        r->sunk++;
        pthread_cond_broadcast(&r->moved);
    }
    r->sinking = false;
}

static void *worker_main(void *arg) {
    Run *r = arg;
    pthread_mutex_lock(&r->lock);
    unsigned me = r->next_worker++;
    for (;;) {
        while (!r->ended && r->taken - r->sunk >= r->window) pthread_cond_wait(&r->moved, &r->lock);
        if (r->ended) break;
        if (stopped(r->p)) {
            fail(r, ST_STOPPED, &(StErr){.what = "stopped"});
            break;
        }
        void *item = NULL;
        if (!r->p->next(r->p->context, &item)) {
            r->ended = true;
            break;
        }
        Cell *cell = &r->ring[r->taken++ % r->window];
        *cell = (Cell){.item = item};
        StErr err = {0};
        pthread_mutex_unlock(&r->lock);
        StCode code = r->p->work(r->p->context, item, me, &err);
        pthread_mutex_lock(&r->lock);
        cell->done = true;
        if (code != ST_OK) fail(r, code, &err);
        drain(r);
    }
    pthread_cond_broadcast(&r->moved);
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

StCode pipeline_run(const Pipeline *p, StErr *err) {
    if (p->threads <= 1) return run_here(p, err);
    unsigned threads = p->threads < PIPELINE_THREADS_MAX ? p->threads : PIPELINE_THREADS_MAX;
    Run r = {.p = p, .window = p->window > threads ? p->window : threads * 4};
    pthread_t *ids = calloc(threads, sizeof *ids);
    r.ring = calloc(r.window, sizeof *r.ring);
    if (!ids || !r.ring) {
        free(ids);
        free(r.ring);
        return st_fail(err, ST_NOMEM, 0, "out of memory");
    }
    pthread_mutex_init(&r.lock, NULL);
    pthread_cond_init(&r.moved, NULL);
    unsigned started = 0;
    while (started < threads && pthread_create(&ids[started], NULL, worker_main, &r) == 0)
        started++;
    if (started == 0) worker_main(&r);
    for (unsigned i = 0; i < started; i++) pthread_join(ids[i], NULL);
    pthread_mutex_lock(&r.lock);
    drain(&r);
    pthread_mutex_unlock(&r.lock);
    pthread_cond_destroy(&r.moved);
    pthread_mutex_destroy(&r.lock);
    free(ids);
    free(r.ring);
    if (r.code != ST_OK && err) *err = r.err;
    return r.code;
}
