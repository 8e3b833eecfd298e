#include "know/tables_source.h"

#include "base/utf8.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { FILE_BYTES_MAX = 256 << 20, FOLDER_DEPTH_MAX = 8 };

StCode source_fault(const Source *s, uint32_t cell, const char *what, StErr *err) {
    return st_fail(err, ST_BAD_FORMAT, s->line, "%s:%u:%u: %s", s->path, s->line, cell + 1, what);
}

/* ---- folders */

static int visible(const struct dirent *e) {
    return e->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

typedef struct Walk {
    Arena *a;
    Sources *out;
    StErr *err;
} Walk;

static StCode walk_folder(Walk *w, const char *folder, Str prefix, int depth);

static StCode walk_entry(Walk *w, const char *folder, Str prefix, Str entry, int depth) {
    Str path = arena_format(w->a, "%s/%.*s", folder, STR_ARG(entry));
    TRY_MEM(path.p, w->err);
    struct stat st;
    if (stat(path.p, &st) != 0) return st_fail(w->err, ST_IO, 0, "%s: cannot be read", path.p);
    if (S_ISDIR(st.st_mode)) {
        Str below = arena_format(w->a, "%.*s%.*s/", STR_ARG(prefix), STR_ARG(entry));
        TRY_MEM(below.p, w->err);
        return walk_folder(w, path.p, below, depth + 1);
    }
    if (!str_ends(entry, S(".tsv"))) return ST_OK;
    Source *s = list_push(w->a, w->out, Source);
    TRY_MEM(s, w->err);
    s->path = path.p;
    s->name = arena_join(w->a, prefix, (Str){entry.p, entry.n - 4});
    TRY_MEM(s->name.p, w->err);
    return ST_OK;
}

static StCode walk_folder(Walk *w, const char *folder, Str prefix, int depth) {
    if (depth > FOLDER_DEPTH_MAX) return st_fail(w->err, ST_LIMIT, 0, "%s: too deep", folder);
    struct dirent **entries;
    int n = scandir(folder, &entries, visible, by_bytes);
    if (n < 0) return st_fail(w->err, ST_IO, 0, "%s: cannot be read", folder);
    StCode code = ST_OK;
    for (int i = 0; i < n; i++) {
        Str entry = arena_copy(w->a, str_of(entries[i]->d_name));
        if (code == ST_OK)
            code = entry.p ? walk_entry(w, folder, prefix, entry, depth)
                           : st_fail(w->err, ST_NOMEM, 0, "out of memory");
        free(entries[i]);
    }
    free(entries);
    return code;
}

StCode sources_find(const char *folder, Arena *a, Sources *out, StErr *err) {
    Walk w = {a, out, err};
    *out = (Sources){NULL, 0};
    return walk_folder(&w, folder, S(""), 0);
}

/* ---- files */

StCode source_open(Source *s, Arena *a, StErr *err) {
    FILE *f = fopen(s->path, "rb");
    if (!f) return st_fail(err, ST_IO, 0, "%s: cannot be opened", s->path);
    Text t = {.arena = a};
    char part[1 << 14];
    size_t n;
    while ((n = fread(part, 1, sizeof part, f)) > 0 && t.n <= FILE_BYTES_MAX)
        text_add(&t, (Str){part, n});
    bool failed = ferror(f) != 0;
    fclose(f);
    if (failed) return st_fail(err, ST_IO, 0, "%s: cannot be read", s->path);
    if (t.n > FILE_BYTES_MAX) return st_fail(err, ST_LIMIT, 0, "%s: too large", s->path);
    TRY_MEM(!t.failed, err);
    s->rest = text_str(&t);
    size_t valid = utf8_valid_until(s->rest);
    if (valid == s->rest.n) return ST_OK;
    uint32_t line = 1;
    for (size_t i = 0; i < valid; i++) line += s->rest.p[i] == '\n';
    return st_fail(err, ST_BAD_TEXT, valid, "%s:%u: not UTF-8 at byte %zu", s->path, line, valid);
}

/* False when there are more than fit. */
static bool split(Str line, Str cells[TABLE_COLUMNS_MAX], uint32_t *n) {
    for (*n = 0; *n < TABLE_COLUMNS_MAX;) {
        size_t tab = str_find_char(line, '\t');
        cells[(*n)++] = str_trim(tab == SIZE_MAX ? line : (Str){line.p, tab});
        if (tab == SIZE_MAX) return true;
        line = str_from(line, tab + 1);
    }
    return false;
}

static StCode read_header(Source *s, Str line, Arena *a, StErr *err) {
    uint32_t n;
    if (!split(str_from(line, 1), s->cells, &n))
        return source_fault(s, TABLE_COLUMNS_MAX, "too many columns", err);
    Str *columns = arena_new(a, Str, n);
    TRY_MEM(columns, err);
    memcpy(columns, s->cells, n * sizeof *columns);
    s->columns = (Strs){columns, n};
    s->header_line = s->line;
    return ST_OK;
}

StCode source_row(Source *s, Arena *a, bool *more, StErr *err) {
    Str line;
    bool begun = s->cell_count > 0;
    *more = true;
    while (str_split(&s->rest, '\n', &line)) {
        s->line++;
        if (line.n && line.p[line.n - 1] == '\r') line.n--;
        if (str_trim(line).n == 0) continue;
        if (line.p[0] == '#') {
            if (!begun && str_find_char(line, '\t') != SIZE_MAX) TRY(read_header(s, line, a, err));
            continue;
        }
        bool fits = split(line, s->cells, &s->cell_count);
        if (!s->columns.n) return source_fault(s, 0, "no header line that names the columns", err);
        if (!fits || s->cell_count > s->columns.n)
            return source_fault(s, s->columns.n, "more cells than columns", err);
        return ST_OK;
    }
    *more = false;
    return ST_OK;
}
