/* Bytes of an open file, whole or line by line, with a bound on memory.
 *
 *   own  what next and rest give is good until the next call
 *   err  ST_LIMIT more than READ_BYTES_MAX: the line is passed over and the next can be read;
 *        ST_IO; ST_NOMEM
 */
#ifndef SITREP_READ_LINE_READER_H
#define SITREP_READ_LINE_READER_H

#include "base/err.h"
#include "base/str.h"

typedef struct LineReader {
    int fd;
    char *buffer;
    size_t at, n, cap; /* unread bytes are buffer[at … n) */
    bool ended;
    uint64_t line; /* of the last one given, from 1 */
} LineReader;

/* At least `want` unread bytes, or all there are. */
StCode line_reader_peek(LineReader *r, size_t want, Str *out, StErr *err);
/* The next line without its end; *more is false when there is none. */
StCode line_reader_next(LineReader *r, Str *out, bool *more, StErr *err);
/* All that is left. */
StCode line_reader_rest(LineReader *r, Str *out, StErr *err);
void line_reader_close(LineReader *r);

#endif
