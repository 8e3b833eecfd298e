/* The command line as tables: parsing, --help, the man page and the completions all come from them.
 */
#ifndef SITREP_CLI_OPTIONS_H
#define SITREP_CLI_OPTIONS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdio.h>

/* name, letter (0: none), argument (NULL: none), what it does */
#define OPTIONS(X)                                                                                 \
    X(HELP, "help", 'h', NULL, "show this help")                                                   \
    X(VERSION, "version", 0, NULL, "show the version")                                             \
    X(QUIET, "quiet", 'q', NULL, "say nothing on stderr but errors")                               \
    X(JSON, "json", 0, NULL, "print records as JSON lines")                                        \
    X(FROM, "from", 0, "KIND", "kind of input: auto, text, html or jsonl (default auto)")          \
    X(THREADS, "threads", 0, "N", "work on N documents at once (default: one a processor)")        \
    X(TABLES, "tables", 0, "PATH", "tables over the built-in ones: a folder, or a *.tables file")  \
    X(TEXT, "text", 0, NULL, "print the clean article instead of records")                         \
    X(PUBLISHED, "published", 0, "DATE", "day of publication where the input does not say")        \
    X(STORE, "store", 0, "FILE", "the store (default: SITREP_STORE, else ./sitrep.db)")            \
    X(META, "meta", 0, "FILE", "CSV with path, outlet, published, title for what texts leave out") \
    X(STORY, "story", 0, "ID", "only this story")                                                  \
    X(ACTOR, "actor", 0, "NAME", "only what names this actor")                                     \
    X(MEASURE, "measure", 0, "NAME", "only figures of this measure: killed, displaced, ...")       \
    X(PLACE, "place", 0, "NAME", "only what names this place")                                     \
    X(SINCE, "since", 0, "DATE", "only from this day on; diff, report: since a day or a run")      \
    X(UNTIL, "until", 0, "DATE", "only up to this day")                                            \
    X(FORMAT, "format", 0, "FORMAT", "form of the output, see above")                              \
    X(OUT, "out", 'o', "PATH", "write there instead of standard output")                           \
    X(ALL, "all", 0, NULL, "print rows of low precision too")                                      \
    X(WIDTH, "width", 0, "N", "columns of text output (default: the terminal's, else 100)")        \
    X(BY, "by", 0, "NAME", "who reviewed it")                                                      \
    X(WHY, "why", 0, "TEXT", "the reason, for those who read the mark later")                      \
    X(REGROUP, "regroup", 0, NULL, "group all documents anew, and say what moved and why")         \
    X(FAIL_ON, "fail-on", 0, "WHAT", "contradiction: exit with 5 when the report has one")

typedef enum OptionId {
#define X(id, name, letter, arg, help) OPT_##id,
    OPTIONS(X)
#undef X
        OPT_COUNT
} OptionId;

#define OPT(id) (1u << OPT_##id)

enum { /* exit codes, as docs/records.md states them */
       EXIT_DONE = 0,
       EXIT_FAILED = 1,
       EXIT_USAGE = 2,
       EXIT_INPUTS = 3,
       EXIT_NOTHING = 4,
       EXIT_FOUND = 5
};

typedef struct Args {
    const char *value[OPT_COUNT]; /* NULL: not given; "" for options without an argument */
    char *const *paths;           /* what is not an option */
    int path_count;
} Args;

typedef struct Command {
    const char *name, *operands, *summary;
    const char *examples; /* one a line */
    unsigned options;     /* OPT(…) besides help and quiet */
    int least, most;      /* operands; most -1: any number */
    int (*run)(const Args *args);
} Command;

extern const Command commands[];
extern const int command_count;

static inline bool given(const Args *a, OptionId id) {
    return a->value[id] != NULL;
}

/* Fills `args` from argv (command name first). Returns -1 to go on, else the exit code: after
 * --help, or a usage error that was told on stderr. */
int options_parse(const Command *command, int argc, char **argv, Args *args);

/* The value of a count option, or `otherwise`; false after telling a usage error. */
bool option_count(const Args *args, OptionId id, unsigned most, unsigned otherwise, unsigned *out);
/* A day, 0 when not given; false after telling a usage error. */
bool option_day(const Args *args, OptionId id, int *day);
/* Index of the value among `words` (NULL ends them), `otherwise` when not given; -1 after telling a
 * usage error. */
int option_word(const Args *args, OptionId id, const char *const *words, int otherwise);

/* What the tables say, for people (manual_help, manual_command) and for files that the build makes:
 * sitrep(1) in groff, and the completions of a shell, bash or zsh. */
void manual_help(FILE *out);
void manual_command(FILE *out, const Command *command);
void manual_page(FILE *out);
bool manual_completion(FILE *out, const char *shell);

#endif
