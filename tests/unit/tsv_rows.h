/* Rows of a test's own TSV: '#' begins a comment, cells are parted by one tab. */
#ifndef SITREP_TESTS_TSV_ROWS_H
#define SITREP_TESTS_TSV_ROWS_H

#include "check.h"

#include <stdio.h>

enum { TSV_LINE_MAX = 512, TSV_CELLS_MAX = 8 };

typedef struct TsvRows {
    FILE *file;
    char line[TSV_LINE_MAX];
    Str cell[TSV_CELLS_MAX];
} TsvRows;

static inline void tsv_open(TsvRows *t, const char *path) {
    t->file = fopen(path, "r");
    if (!t->file) fail_msg("cannot open %s", path);
}

/* The next row with `cells` cells; false at the end, when the file is closed. */
static inline bool tsv_next(TsvRows *t, int cells) {
    while (fgets(t->line, sizeof t->line, t->file)) {
        Str rest = str_trim(str_of(t->line));
        if (!rest.n || rest.p[0] == '#') continue;
        for (int i = 0; i < cells; i++)
            if (!str_split(&rest, '\t', &t->cell[i])) fail_msg("short row: %s", t->line);
        return true;
    }
    fclose(t->file);
    return false;
}

/* Is `value` one of a cell's, parted by commas? "-" stands for none, "*" for any. */
static inline bool tsv_allows(Str cell, Str value) {
    Str one;
    if (!value.n) value = S("-");
    while (str_split(&cell, ',', &one))
        if (str_eq(one, S("*")) || str_eq(one, value)) return true;
    return false;
}

#endif
