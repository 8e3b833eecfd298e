/* How large and how fast the tables are: bytes, microseconds to open them, nanoseconds a lookup.
 *
 *   lookups [FILE.tables]
 *
 * Keys are asked in an order that jumps over the whole table, so that caches help as little as they
 * do in real text. */
#include "base/utf8.h"
#include "know/tables.h"

#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

enum { ROUNDS = 20, LOOKUPS = 100000, OPENINGS = 100 };

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double open_seconds(const char *path) {
    double before = seconds();
    for (int i = 0; i < OPENINGS; i++) {
        Tables *t;
        if (tables_open(path, &t, NULL) != ST_OK) return -1;
        tables_close(t);
    }
    return (seconds() - before) / OPENINGS;
}

/* The first name of every row, folded; `tail` makes each one that no table has. */
static Strs names_of(const Table *t, const char *tail, Arena *a) {
    Strs out = {arena_new(a, Str, table_rows(t)), table_rows(t)};
    for (uint32_t r = 0; out.v && r < out.n; r++) {
        Str rest = table_cell(t, r, 0), name = {NULL, 0};
        str_split(&rest, '|', &name);
        out.v[r] = utf8_fold(a, arena_join(a, name, str_of(tail)));
    }
    return out;
}

/* The best of several rounds: others on the machine only add. */
static void measure(const char *what, const Table *t, const Strs *names, bool phrase) {
    uint32_t found = 0, at = 0;
    double best = 1e9;
    for (int r = 0; r < ROUNDS; r++) {
        double before = seconds();
        for (int i = 0; i < LOOKUPS; i++) {
            at = (at + 7919) % names->n;
            found += (phrase ? table_match(t, &names->v[at], 1).row
                             : table_find(t, names->v[at], 0)) > 0;
        }
        double each = (seconds() - before) / LOOKUPS;
        if (each < best) best = each;
    }
    printf("%-28s %8.1f ns  (%u %% found)\n", what, best * 1e9,
           (unsigned)((uint64_t)found * 100 / ROUNDS / LOOKUPS));
}

int main(int argc, char **argv) {
    const char *path = argc > 1 ? argv[1] : DATA_FOLDER "/sitrep.tables";
    Arena a = {0};
    StErr err = {0};
    Tables *tables;
    struct stat st;
    if (stat(path, &st) != 0 || tables_open(path, &tables, &err) != ST_OK) {
        fprintf(stderr, "lookups: %s: %s\n", path, err.what);
        return 1;
    }
    printf("%-28s %8.2f MB\n", "size", (double)st.st_size / 1e6);
    printf("%-28s %8.1f us\n", "open and close", open_seconds(path) * 1e6);
    const Table *t = tables_get(tables, "places/cities");
    Strs there = names_of(t, "", &a), missing = names_of(t, "qx", &a);
    if (t && there.n && there.v && missing.v) {
        measure("find a city", t, &there, false);
        measure("find no city", t, &missing, false);
        measure("match a city", t, &there, true);
        measure("match no city", t, &missing, true);
    }
    tables_close(tables);
    arena_drop(&a);
    return 0;
}
