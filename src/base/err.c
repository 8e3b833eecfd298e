#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

StCode st_fail(StErr *e, StCode code, uint64_t at, const char *fmt, ...) {
    if (!e) return code;
    e->code = code;
    e->at = at;
    va_list args;
    va_start(args, fmt);
    vsnprintf(e->what, sizeof e->what, fmt, args);
    va_end(args);
    return code;
}

const char *st_code_text(StCode code) {
    static const char *const texts[] = {
#define X(name, text) text,
        ST_ERRORS(X)
#undef X
    };
    return (unsigned)code < sizeof texts / sizeof *texts ? texts[code] : "unknown error";
}
