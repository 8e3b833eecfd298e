#include "cli/messages.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static bool quiet;
static struct {
    bool begun, drawn;
    struct timespec start, last;
} progress;

void say_quiet(void) {
    quiet = true;
}

static void say(const char *fmt, va_list args) {
    progress_end();
    fputs("sitrep: ", stderr);
    vfprintf(stderr, fmt, args);
    fputc('\n', stderr);
}

void say_error(const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    say(fmt, args);
    va_end(args);
}

void say_notice(const char *fmt, ...) {
    if (quiet) return;
    va_list args;
    va_start(args, fmt);
    say(fmt, args);
    va_end(args);
}

StCode output_failed(StErr *err) {
    if (errno == EPIPE)
        return st_fail(err, ST_STOPPED, 0, "the reader of standard output has gone");
    return st_fail(err, ST_IO, 0, "standard output: %s", strerror(errno));
}

static int64_t milliseconds(const struct timespec *from, const struct timespec *to) {
    return (to->tv_sec - from->tv_sec) * 1000 + (to->tv_nsec - from->tv_nsec) / 1000000;
}

void progress_step(uint64_t done, const char *what) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (!progress.begun) {
        progress.begun = true;
        progress.start = progress.last = now;
    }
    int64_t spent = milliseconds(&progress.start, &now);
    if (quiet || spent < 1000 || (progress.drawn && milliseconds(&progress.last, &now) < 100) ||
        !isatty(STDERR_FILENO))
        return;
    fprintf(stderr, "\r%" PRIu64 " %s, %" PRIu64 " a second ", done, what,
            done * 1000 / (uint64_t)spent);
    fflush(stderr);
    progress.drawn = true;
    progress.last = now;
}

void progress_end(void) {
    if (progress.drawn) fputs("\r\033[K", stderr);
    progress.drawn = false;
}
