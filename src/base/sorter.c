#include "base/sorter.h"

#include "base/spool.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { READ_BYTES = 2 * (SORTER_RECORD_MAX + 4) };

/* A sorted run in the file, and the part of it that is being read. */
struct SorterRun {
    uint64_t at, end; /* in the file, what is not read yet */
    char *p;
    size_t n, taken; /* bytes in p; those given out */
    Str head;        /* the smallest record left; .p NULL: none */
};

static uint32_t length_at(const char *p) {
    uint32_t n;
    memcpy(&n, p, sizeof n);
    return n;
}

static Str record_at(const char *p) {
    return (Str){p + sizeof(uint32_t), length_at(p)};
}

static int compare(Str a, Str b) {
    int c = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

static int by_bytes(const void *a, const void *b, void *base) {
    const uint32_t *x = a, *y = b;
    int c = compare(record_at((char *)base + *x), record_at((char *)base + *y));
    return c ? c : (*x > *y) - (*x < *y);
}

static void sort_run(Sorter *s) {
    if (s->count > 1) qsort_r(s->at, s->count, sizeof *s->at, by_bytes, s->p);
}

static StCode failed(const Sorter *s, StErr *err) {
    return st_fail(err, ST_IO, 0, "a temporary file in %s: %s", s->folder ? s->folder : "/tmp",
                   strerror(errno));
}

static StCode flush_run(Sorter *s, StErr *err) {
    if (s->run_count == SORTER_RUNS_MAX) return st_fail(err, ST_LIMIT, 0, "too much to sort");
    if (!s->file) s->file = spool_file(s->folder) + 1;
    if (!s->file) return failed(s, err);
    if (!s->runs) s->runs = calloc(SORTER_RUNS_MAX, sizeof *s->runs);
    TRY_MEM(s->runs, err);
    sort_run(s);
    Spool out = {0};
    SorterRun *run = &s->runs[s->run_count++];
    run->at = s->written;
    StCode code = ST_OK;
    for (uint32_t i = 0; i < s->count && code == ST_OK; i++) {
        const char *p = s->p + s->at[i];
        size_t n = sizeof(uint32_t) + length_at(p);
        code = spool_add(&out, p, n, err);
        s->written += n;
        if (code != ST_OK || (out.n < (1u << 20) && i + 1 < s->count)) continue;
        if (!spool_write(s->file - 1, out.p, out.n)) code = failed(s, err);
        out.n = 0;
    }
    spool_drop(&out);
    run->end = s->written;
    s->n = s->count = 0;
    return code;
}

static bool grow(void **p, size_t size, size_t need, size_t *cap) {
    size_t more = *cap ? *cap : 1024;
    while (more < need) more *= 2;
    if (more == *cap) return true;
    void *grown = realloc(*p, more * size);
    if (!grown) return false;
    *p = grown;
    *cap = more;
    return true;
}

StCode sorter_add(Sorter *s, Str record, StErr *err) {
    size_t most = s->run_bytes ? s->run_bytes : SORTER_RUN_BYTES;
    if (record.n > SORTER_RECORD_MAX) return st_fail(err, ST_LIMIT, 0, "a record is too long");
    if (s->count && s->n + record.n + (s->count + 2) * 2 * sizeof(uint32_t) > most)
        TRY(flush_run(s, err));
    size_t at_cap = s->at_cap;
    void *p = s->p, *at = s->at;
    bool good = grow(&p, 1, s->n + sizeof(uint32_t) + record.n, &s->cap);
    good = grow(&at, sizeof(uint32_t), s->count + 1, &at_cap) && good;
    s->p = p;
    s->at = at;
    s->at_cap = (uint32_t)at_cap;
    TRY_MEM(good, err);
    uint32_t n = (uint32_t)record.n;
    s->at[s->count++] = (uint32_t)s->n;
    memcpy(s->p + s->n, &n, sizeof n);
    if (n) memcpy(s->p + s->n + sizeof n, record.p, n);
    s->n += sizeof n + n;
    return ST_OK;
}

/* The run's next record becomes its head. */
static StCode run_step(Sorter *s, SorterRun *run, StErr *err) {
    for (;;) {
        size_t left = run->n - run->taken;
        const char *p = run->p + run->taken;
        if (left >= sizeof(uint32_t) && left - sizeof(uint32_t) >= length_at(p)) {
            run->head = record_at(p);
            run->taken += sizeof(uint32_t) + run->head.n;
            return ST_OK;
        }
        run->head = (Str){NULL, 0};
        if (run->at == run->end) return ST_OK;
        memmove(run->p, p, left);
        run->n = left;
        run->taken = 0;
        size_t want = READ_BYTES - left;
        if (want > run->end - run->at) want = (size_t)(run->end - run->at);
        ssize_t got = pread(s->file - 1, run->p + left, want, (off_t)run->at);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return failed(s, err);
        run->at += (uint64_t)got;
        run->n += (size_t)got;
    }
}

StCode sorter_finish(Sorter *s, StErr *err) {
    if (!s->run_count) {
        sort_run(s);
        return ST_OK;
    }
    if (s->count) TRY(flush_run(s, err));
    free(s->p);
    free(s->at);
    s->p = NULL;
    s->at = NULL;
    s->cap = s->at_cap = 0;
    for (uint32_t i = 0; i < s->run_count; i++) {
        s->runs[i].p = malloc(READ_BYTES);
        TRY_MEM(s->runs[i].p, err);
        TRY(run_step(s, &s->runs[i], err));
    }
    return ST_OK;
}

/* The head given out last is stepped over only now, so that it stays good until this call. */
static StCode next_of_runs(Sorter *s, Str *record, StErr *err) {
    if (s->next) TRY(run_step(s, &s->runs[s->next - 1], err));
    s->next = 0;
    for (uint32_t i = 0; i < s->run_count; i++) {
        const SorterRun *run = &s->runs[i];
        if (run->head.p && (!s->next || compare(run->head, s->runs[s->next - 1].head) < 0))
            s->next = i + 1;
    }
    if (s->next) *record = s->runs[s->next - 1].head;
    return ST_OK;
}

StCode sorter_next(Sorter *s, Str *record, StErr *err) {
    *record = (Str){NULL, 0};
    if (s->run_count) return next_of_runs(s, record, err);
    if (s->next < s->count) *record = record_at(s->p + s->at[s->next++]);
    return ST_OK;
}

void sorter_drop(Sorter *s) {
    for (uint32_t i = 0; i < s->run_count; i++) free(s->runs[i].p);
    free(s->runs);
    free(s->p);
    free(s->at);
    if (s->file) close(s->file - 1);
    *s = (Sorter){.folder = s->folder, .run_bytes = s->run_bytes};
}
