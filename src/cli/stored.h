/* What most commands begin and end with: the store opened, its records compared, output written. */
#ifndef SITREP_CLI_STORED_H
#define SITREP_CLI_STORED_H

#include "cli/options.h"
#include "cli/work.h"
#include "store/store.h"
#include "story/story.h"

typedef struct Stored {
    Work work; /* its engine */
    Store *store;
    Arena arena;
    RecordsList docs;
    Stories stories;
} Stored;

/* --store, SITREP_STORE, ./sitrep.db */
const char *stored_path(const Args *args);

/* Opens engine and store, loads all records and makes their stories. The exit code, or -1 to go
 * on. Call stored_close either way. */
int stored_open(const Args *args, Stored *s);
/* The store alone. */
int stored_open_store(const Args *args, bool create, Stored *s);
void stored_close(Stored *s);

/* To standard output, or whole to a file (--out); the exit code. */
int write_out(const char *path, Str bytes);
/* Tells the error; the exit code for it: usage, nothing matched, failed. */
int tell_error(const StErr *err);

/* Columns of the terminal, or of --width; colours wanted. */
bool output_width(const Args *args, unsigned *width);
bool output_color(void);

#endif
