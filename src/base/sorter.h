/* Sorts records of any number in bounded memory: runs are sorted in memory, put into a temporary
 * file and merged.
 *
 *   in   records of at most SORTER_RECORD_MAX bytes
 *   out  the same in the order of their bytes, shorter first among equals
 *   own  memory and file until sorter_drop; a record read is good until the next call
 *   err  ST_NOMEM, ST_IO, ST_LIMIT
 */
#ifndef SITREP_BASE_SORTER_H
#define SITREP_BASE_SORTER_H

#include "base/err.h"
#include "base/str.h"

enum {
    SORTER_RECORD_MAX = 64 << 10,
    SORTER_RUN_BYTES = 48 << 20, /* of a run, its index included */
    SORTER_RUNS_MAX = 1024
};

typedef struct SorterRun SorterRun;

typedef struct Sorter {
    const char *folder; /* for the file; NULL: /tmp */
    size_t run_bytes;   /* 0: SORTER_RUN_BYTES */
    char *p;            /* records of the run in memory, each after its length */
    size_t n, cap;
    uint32_t *at; /* where each begins */
    uint32_t count, at_cap, next;
    SorterRun *runs;
    uint32_t run_count;
    int file; /* 1 + descriptor */
    uint64_t written;
} Sorter;

StCode sorter_add(Sorter *s, Str record, StErr *err);
/* After the last record. */
StCode sorter_finish(Sorter *s, StErr *err);
/* The next record; .p NULL after the last. */
StCode sorter_next(Sorter *s, Str *record, StErr *err);
void sorter_drop(Sorter *s);

#endif
