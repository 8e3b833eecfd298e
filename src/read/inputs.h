/* Files, folders, JSONL and standard input as one row of inputs.
 *
 *   in   paths as given; a folder is walked down, its entries in byte order, hidden ones skipped
 *   out  one Input a document, in a fixed order; each with bytes of its own
 *   own  the caller frees an item with input_item_free
 *   err  a path that cannot be read is an item with `failed` set and does not stop the rest; kinds
 *        that are not supported inside a folder are counted in `passed_over`
 */
#ifndef SITREP_READ_INPUTS_H
#define SITREP_READ_INPUTS_H

#include "base/err.h"
#include "read/read.h"

typedef struct InputItem {
    Input input;
    char *owned; /* the bytes and the path */
    StErr error; /* code ST_OK unless the input could not be read */
} InputItem;

typedef struct Inputs Inputs;

StCode inputs_open(const char *const *paths, uint32_t n, InputKind kind, Inputs **out, StErr *err);
/* The next item, or NULL at the end (or when memory is out: see inputs_failed). */
InputItem *inputs_next(Inputs *in);
void input_item_free(InputItem *item);
uint64_t inputs_passed_over(const Inputs *in);
bool inputs_failed(const Inputs *in);
void inputs_close(Inputs *in);

#endif
