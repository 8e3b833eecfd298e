/* Inputs that no newsroom writes: each is done in seconds, and twice as much takes about twice as
 * long. */
#include "check.h"

#include "api/engine.h"
#include "read/read.h"
#include "record/record_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct Pathology {
    const char *why, *piece;
    uint32_t times; /* the piece is repeated so often, and twice as often */
    InputKind kind;
} Pathology;

static const Pathology rows[] = {
    {"one letter", "a", 500000, INPUT_TEXT},
    {"quotation marks", "\"", 5000, INPUT_TEXT},
    {"digits", "7", 100000, INPUT_TEXT},
    {"digit groups", "1,000", 20000, INPUT_TEXT},
    {"line ends", "\n", 50000, INPUT_TEXT},
    {"empty lines between letters", "a\n\n", 2000, INPUT_TEXT},
    {"no space", "ab-c.d,e(f)'s", 500, INPUT_TEXT},
    {"brackets that never close", "([{", 2000, INPUT_TEXT},
    {"nested elements", "<div>", 50000, INPUT_HTML},
    {"elements that never close", "<p><b>a ", 20000, INPUT_HTML},
    {"a tag that never closes", "<a b=c ", 50000, INPUT_HTML},
    {"one sentence of words", "word ", 4000, INPUT_TEXT},
    {"one sentence of names", "Ann Smith, ", 1000, INPUT_TEXT},
    {"one sentence of sayings", "he said that ", 1000, INPUT_TEXT},
    {"one sentence of figures", "23 people killed and ", 1000, INPUT_TEXT},
    {"quotations", "\"Yes,\" he said. ", 800, INPUT_TEXT},
    {"days", "on Monday ", 1000, INPUT_TEXT},
};

static Str repeat(const Pathology *row, uint32_t times) {
    size_t n = strlen(row->piece);
    char *p = malloc(n * times + 6);
    assert_non_null(p);
    memcpy(p, "Ten. ", 5); /* so that there is something to read */
    for (uint32_t i = 0; i < times; i++) memcpy(p + 5 + n * i, row->piece, n);
    return (Str){p, n * times + 5};
}

/* Seconds this thread computed to read, extract and write. */
static double seconds_for(const Engine *e, const Pathology *row, uint32_t times) {
    Str text = repeat(row, times);
    Input in = {.bytes = text, .kind = row->kind, .path = S("a")};
    Arena a = {0};
    Document doc;
    Records r;
    Str notice;
    StErr err = {0};
    Text out = {.arena = &a};
    struct timespec from, to;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
    StCode code = read_document(&in, e->tables, &a, &doc, &notice, &err);
    if (code == ST_OK) code = extract_document(e->extractor, &doc, &a, &r, &err);
    if (code == ST_OK) code = records_write(&r, &a, &out);
    if (code != ST_OK && code != ST_NOT_FOUND && code != ST_LIMIT && code != ST_BAD_TEXT)
        fail_msg("%s: %s: %s", row->why, st_code_text(code), err.what);
    arena_drop(&a);
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
    free((void *)(uintptr_t)text.p);
    return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

#define SECONDS_MAX 10.0
/* a quadratic way takes four times as long; short times say little */
#define GROWTH_MAX   3.0
#define SECONDS_SURE 0.2

/* Whether twice as much takes too long. On a machine that is busy with other things a time may be
 * twice what it is when idle: only what is slow three times is slow. */
static bool is_slow(const Engine *e, const Pathology *row) {
    enum { TRIES = 3 };
    for (int i = 0; i < TRIES; i++) {
        double once = seconds_for(e, row, row->times), twice = seconds_for(e, row, 2 * row->times);
        print_message("%-30s %6.3f s, twice as much %6.3f s\n", row->why, once, twice);
        if (twice <= SECONDS_MAX && twice <= GROWTH_MAX * once + SECONDS_SURE) return false;
    }
    return true;
}

static void test_growth(void **state) {
    (void)state;
    Engine e;
    StErr err = {0};
    bool bad = false;
    check_ok(engine_open(DATA_FOLDER, NULL, &e, &err), &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) bad = is_slow(&e, &rows[i]) || bad;
    engine_close(&e);
    assert_false(bad);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_growth)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
