/* What most commands begin and end with: the store opened, its stories up to date, output written.
 */
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
    StoredStories stories;
} Stored;

/* --store, SITREP_STORE, ./sitrep.db */
const char *stored_path(const Args *args);

/* Opens engine and store, brings the stories up to date and lists them. The exit code, or -1 to go
 * on. Call stored_close either way. */
int stored_open(const Args *args, StoreUse use, Stored *s);
/* The store alone. */
int stored_open_store(const Args *args, StoreUse use, Stored *s);
/* After the engine and the store are open: groups, and lists the stories. */
StCode stored_refresh(Stored *s, StErr *err);
void stored_close(Stored *s);

/* Calls for one story (`only`) or each, newest first, with its records in an arena that is dropped
 * afterwards: no more than one story is held. ST_NOT_FOUND when `only` is none. */
StCode stored_each(Stored *s, Str only,
                   StCode (*call)(void *context, Told *told, Arena *a, StErr *err), void *context,
                   StErr *err);
/* The story that an id of any record, document or story belongs to, told; a document of no story
 * (an old revision, one set aside) as a story of its own. ST_NOT_FOUND when there is none. */
StCode stored_tell_of(Stored *s, Str id, Arena *a, Told *out, StErr *err);

/* What --since asks for: a run, or a day; neither where it is not given. */
typedef struct Since {
    bool by_run;
    int64_t run;
    Day day;
    Str words; /* "run 3" */
} Since;
/* False after telling a usage error. */
bool stored_since(const Args *args, Arena *a, Since *out);
/* ST_NOT_FOUND when it is a run that the store has not had. */
StCode stored_run_known(Stored *s, const Since *since, StErr *err);

/* Says that nothing matched; the exit code for it. */
int nothing_matched(void);

/* To standard output, or whole to a file (--out); the exit code. */
int write_out(const char *path, Str bytes);
/* Tells the error; the exit code for it: usage, nothing matched, failed. */
int tell_error(const StErr *err);

/* Columns of the terminal, or of --width; colours wanted. */
bool output_width(const Args *args, unsigned *width);
bool output_color(void);

#endif
