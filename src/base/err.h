/* Errors: a function that can fail returns a StCode and may fill an StErr; its outputs are then
 * zeroed. Bad input is a counted result, not an error of the library. The library never prints and
 * never exits.
 */
#ifndef SITREP_BASE_ERR_H
#define SITREP_BASE_ERR_H

#include <stdint.h>

#define ST_ERRORS(X)                                                                               \
    X(OK, "ok")                                                                                    \
    X(NOMEM, "out of memory")                                                                      \
    X(LIMIT, "a stated limit was passed")                                                          \
    X(BAD_TEXT, "not text that can be read")                                                       \
    X(BAD_FORMAT, "not well-formed")                                                               \
    X(BAD_ARGUMENT, "not a valid argument")                                                        \
    X(UNSUPPORTED, "a kind of input that is not supported")                                        \
    X(NOT_FOUND, "not found")                                                                      \
    X(IO, "could not be read or written")                                                          \
    X(STORE, "the store failed")                                                                   \
    X(STOPPED, "stopped on request")

typedef enum StCode {
#define X(name, text) ST_##name,
    ST_ERRORS(X)
#undef X
} StCode;

enum { ST_ERR_TEXT_MAX = 200 };

typedef struct StErr {
    StCode code;
    uint64_t at;                /* byte offset in the input, 0 where there is none */
    char what[ST_ERR_TEXT_MAX]; /* one line, no newline, for people */
} StErr;

/* Fills `e` (which may be NULL) and returns `code`. Text too long for `what` is cut. */
StCode st_fail(StErr *e, StCode code, uint64_t at, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* "out of memory" for ST_NOMEM, … */
const char *st_code_text(StCode code);

#define TRY(call)                                                                                  \
    do {                                                                                           \
        StCode try_c_ = (call);                                                                    \
        if (try_c_ != ST_OK) return try_c_;                                                        \
    } while (0)

/* Fails with ST_NOMEM when an allocation returned NULL. */
#define TRY_MEM(ptr, err)                                                                          \
    do {                                                                                           \
        if (!(ptr)) return st_fail((err), ST_NOMEM, 0, "out of memory");                           \
    } while (0)

#endif
