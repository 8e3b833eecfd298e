/* What the command tells people, all on stderr: errors, notices, progress. */
#ifndef SITREP_CLI_MESSAGES_H
#define SITREP_CLI_MESSAGES_H

#include "base/err.h"

/* --quiet: notices and progress are dropped, errors are not. */
void say_quiet(void);

void say_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void say_notice(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Why standard output took no more, by errno; ST_STOPPED, which nobody need hear of, when its reader
 * has gone, as `| head` does. */
StCode output_failed(StErr *err);

/* A line that counts up; drawn only on a terminal and once the work has taken over a second. */
void progress_step(uint64_t done, const char *what);
void progress_end(void);

#endif
