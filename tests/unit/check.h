/* cmocka with what it needs before it, and checks for slices. */
#ifndef SITREP_TESTS_CHECK_H
#define SITREP_TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/err.h"
#include "base/str.h"

/* Shows both sides when they differ. */
static inline void check_str(Str have, const char *want) {
    if (str_eq(have, str_of(want))) return;
    fail_msg("have \"%.*s\", want \"%s\"", STR_ARG(have), want);
}

static inline void check_ok(StCode code, const StErr *err) {
    if (code != ST_OK) fail_msg("%s: %s", st_code_text(code), err ? err->what : "");
}

#endif
