/* The inputs of a command → documents, in parallel, results in the order of the input.
 *
 *   err  an input that cannot be read is told on stderr, counted, and does not stop the rest
 */
#ifndef SITREP_CLI_WORK_H
#define SITREP_CLI_WORK_H

#include "api/engine.h"
#include "cli/meta.h"
#include "cli/options.h"
#include "read/inputs.h"
#include "record/record_json.h"

#include <stdatomic.h>

/* One input on its way through. */
typedef struct WorkItem {
    Arena arena; /* of everything below */
    InputItem *input;
    Document doc;
    Parse parse;     /* where the command asks for it */
    Records records; /* likewise */
    Text out;        /* what the command prints of this document */
    Str notice;
    StErr error;
} WorkItem;

typedef struct Work {
    Engine engine;
    uint64_t done, failed, passed_over; /* inputs */
    /* One document, in any thread: fills item->out or item->records. */
    StCode (*document)(const Engine *engine, WorkItem *item, StErr *err);
    /* In order, one at a time; NULL prints item->out. True takes the item over (free it with
     * work_item_free). */
    bool (*keep)(void *context, WorkItem *item);
    void *context;
    const Meta *meta; /* what the user knows of the inputs, or NULL */
} Work;

/* Opens the engine as the options say; the exit code, or -1 to go on. */
int work_open(const Args *args, Work *w);
/* Runs all inputs of args->paths ("-" is standard input). The exit code: done, inputs, failed. */
int work_run(const Args *args, Work *w);
void work_close(Work *w);
void work_item_free(WorkItem *item);

StCode work_extract(const Engine *engine, WorkItem *item, StErr *err);

/* Set by Ctrl-C: long work looks at it between documents. */
extern atomic_bool work_stop;

#endif
