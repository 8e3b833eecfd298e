/* Work on many items in parallel with results in the order of the input.
 *
 *   next  called by one thread at a time, in order; fills *item; false ends the input
 *   work  called by any worker; `worker` is 0 … threads-1, so that each may have its own arena
 *   sink  called by one thread at a time, in the order of the items; ST_OK or a code that stops all
 *   note  at most `window` items are between next and sink, which bounds memory. With threads <= 1
 *         everything runs in the calling thread. The result does not depend on `threads`.
 *   err   the first code that next's caller, work or sink returned; ST_STOPPED when *stop was set
 */
#ifndef SITREP_BASE_PIPELINE_H
#define SITREP_BASE_PIPELINE_H

#include "base/err.h"

#include <stdbool.h>
#include <stdatomic.h>

enum { PIPELINE_THREADS_MAX = 256 };

typedef struct Pipeline {
    void *context;
    unsigned threads;
    unsigned window;         /* 0: four a thread */
    const atomic_bool *stop; /* may be NULL; looked at before each item */
    bool (*next)(void *context, void **item);
    StCode (*work)(void *context, void *item, unsigned worker, StErr *err);
    StCode (*sink)(void *context, void *item, StErr *err);
} Pipeline;

StCode pipeline_run(const Pipeline *p, StErr *err);

#endif
