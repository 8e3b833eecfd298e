#include "know/tables_compile.h"

#include "know/tables_source.h"
#include "know/tables_write.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

/* What the writer refuses, with the place of the cell before it. */
static StCode at_cell(const BlobWriter *w, const Source *s, StCode code) {
    if (code != ST_BAD_FORMAT || !w->err) return code;
    char what[ST_ERR_TEXT_MAX];
    memcpy(what, w->err->what, sizeof what);
    return source_fault(s, w->cell, what, w->err);
}

static StCode compile_table(BlobWriter *w, Source *s) {
    bool more;
    TRY(source_open(s, w->arena, w->err));
    TRY(source_row(s, w->arena, &more, w->err));
    TRY(at_cell(w, s, blob_table_begin(w, s->name, &s->columns, false)));
    while (more) {
        Strs cells = {s->cells, s->cell_count};
        TRY(at_cell(w, s, blob_row(w, &cells)));
        TRY(source_row(s, w->arena, &more, w->err));
    }
    return blob_table_end(w);
}

static StCode compile_folder(BlobWriter *w, const char *folder) {
    Sources sources;
    TRY(sources_find(folder, w->arena, &sources, w->err));
    TRY(blob_begin(w, sources.n));
    for (uint32_t i = 0; i < sources.n; i++) TRY(compile_table(w, &sources.v[i]));
    return blob_end(w);
}

StCode tables_compile(const char *folder, Arena *a, Str *blob, StErr *err) {
    BlobWriter w = {.err = err, .arena = a};
    *blob = (Str){NULL, 0};
    StCode code = compile_folder(&w, folder);
    if (code == ST_OK) *blob = text_str(&w.memory);
    blob_drop(&w);
    return code;
}

/* ---- opening what a user gives */

static StCode open_sources(const char *folder, Tables **out, StErr *err) {
    Arena a = {0};
    Str blob;
    StCode code = tables_compile(folder, &a, &blob, err);
    if (code == ST_OK) code = tables_open_bytes(blob, out, err);
    arena_drop(&a);
    return code;
}

static int is_compiled(const struct dirent *e) {
    return e->d_name[0] != '.' && str_ends(str_of(e->d_name), S(".tables"));
}

static int by_bytes(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* The compiled tables of a folder, in the order of their names. */
static StCode lay_compiled(Tables *t, const char *folder, Arena *a, StErr *err) {
    struct dirent **entries;
    int n = scandir(folder, &entries, is_compiled, by_bytes);
    if (n < 0) return st_fail(err, ST_IO, 0, "%s: cannot be read", folder);
    StCode code = ST_OK;
    for (int i = 0; i < n; i++) {
        Str path = arena_format(a, "%s/%s", folder, entries[i]->d_name);
        free(entries[i]);
        if (code != ST_OK) continue;
        code = path.p ? tables_lay_path(t, path.p, err) : ST_NOMEM;
    }
    free(entries);
    return code;
}

StCode tables_lay_path(Tables *t, const char *path, StErr *err) {
    struct stat st;
    Tables *over;
    if (stat(path, &st) != 0) return st_fail(err, ST_IO, 0, "%s: cannot be read", path);
    if (!S_ISDIR(st.st_mode)) {
        StErr why = {0};
        StCode code = tables_open(path, &over, &why);
        if (code != ST_OK) return st_fail(err, code, 0, "%s: %s", path, why.what);
        return tables_lay(t, over, err);
    }
    Arena a = {0};
    StCode code = lay_compiled(t, path, &a, err);
    arena_drop(&a);
    TRY(code);
    TRY(open_sources(path, &over, err));
    return tables_lay(t, over, err);
}
