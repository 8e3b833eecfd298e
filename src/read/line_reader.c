#include "read/line_reader.h"

#include "read/read.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { STEP = 64 << 10 };

static StCode make_room(LineReader *r, StErr *err) {
    if (r->at > 0) {
        memmove(r->buffer, r->buffer + r->at, r->n - r->at);
        r->n -= r->at;
        r->at = 0;
    }
    if (r->cap - r->n >= STEP) return ST_OK;
    size_t cap = r->cap ? r->cap * 2 : 2 * STEP;
    char *bigger = realloc(r->buffer, cap);
    TRY_MEM(bigger, err);
    r->buffer = bigger;
    r->cap = cap;
    return ST_OK;
}

static StCode fill(LineReader *r, StErr *err) {
    if (r->cap - r->n < STEP) TRY(make_room(r, err));
    ssize_t got;
    do got = read(r->fd, r->buffer + r->n, r->cap - r->n);
    while (got < 0 && errno == EINTR);
    if (got < 0) {
        r->ended = true;
        return st_fail(err, ST_IO, 0, "%s", strerror(errno));
    }
    if (got == 0) r->ended = true;
    r->n += (size_t)got;
    return ST_OK;
}

StCode line_reader_peek(LineReader *r, size_t want, Str *out, StErr *err) {
    while (!r->ended && r->n - r->at < want) TRY(fill(r, err));
    *out = (Str){r->buffer + r->at, r->n - r->at};
    return ST_OK;
}

/* Drops bytes up to the end of the line. */
static StCode skip_line(LineReader *r, StErr *err) {
    for (;;) {
        char *end = r->n > r->at ? memchr(r->buffer + r->at, '\n', r->n - r->at) : NULL;
        if (end) {
            r->at = (size_t)(end - r->buffer) + 1;
            return ST_OK;
        }
        r->at = r->n;
        if (r->ended) return ST_OK;
        TRY(fill(r, err));
    }
}

static StCode too_long(StErr *err) {
    return st_fail(err, ST_LIMIT, READ_BYTES_MAX, "the line is longer than %d MiB",
                   READ_BYTES_MAX >> 20);
}

StCode line_reader_next(LineReader *r, Str *out, bool *more, StErr *err) {
    *out = (Str){NULL, 0};
    *more = true;
    r->line++;
    for (size_t seen = 0;;) {
        size_t have = r->n - r->at;
        char *end = have > seen ? memchr(r->buffer + r->at + seen, '\n', have - seen) : NULL;
        if (end || r->ended) {
            char *start = r->buffer + r->at;
            size_t n = end ? (size_t)(end - start) : have;
            r->at += n + (end != NULL);
            if (n > READ_BYTES_MAX) return too_long(err);
            *more = end || have;
            *out = (Str){*more ? start : NULL, n};
            return ST_OK;
        }
        if (have > READ_BYTES_MAX) {
            TRY(skip_line(r, err));
            return too_long(err);
        }
        seen = have;
        TRY(fill(r, err));
    }
}

StCode line_reader_rest(LineReader *r, Str *out, StErr *err) {
    *out = (Str){NULL, 0};
    while (!r->ended) {
        if (r->n - r->at > READ_BYTES_MAX)
            return st_fail(err, ST_LIMIT, READ_BYTES_MAX, "larger than %d MiB",
                           READ_BYTES_MAX >> 20);
        TRY(fill(r, err));
    }
    *out = (Str){r->buffer + r->at, r->n - r->at};
    return ST_OK;
}

void line_reader_close(LineReader *r) {
    free(r->buffer);
    if (r->fd > 0) close(r->fd);
    *r = (LineReader){.fd = -1};
}
