#include "api/engine.h"

#include "know/tables_compile.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

enum { PATH_BYTES_MAX = 4096 };

static bool has_tables(const char *folder, Arena *a) {
    Str path = arena_format(a, "%s/sitrep.tables", folder);
    return path.p && access(path.p, R_OK) == 0;
}

/* The folder of a file, or ../share/sitrep from there, whichever has the tables. */
static const char *data_near(Str file, Arena *a) {
    while (file.n > 0 && file.p[file.n - 1] != '/') file.n--;
    Str here = arena_copy(a, file);
    Str share = arena_join(a, here, S("../share/sitrep"));
    if (!file.n || !here.p || !share.p) return NULL;
    return has_tables(here.p, a) ? here.p : has_tables(share.p, a) ? share.p : NULL;
}

/* SITREP_DATA, near the program, near the library, where `make install` puts it. */
static const char *find_data_folder(Arena *a) {
    static const char in_library = 0;
    const char *named = getenv("SITREP_DATA");
    if (named && *named) return named;
    char program[PATH_BYTES_MAX];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program);
    const char *found = NULL;
    if (n > 0 && n < (ssize_t)sizeof program) found = data_near((Str){program, (size_t)n}, a);
    Dl_info library;
    if (!found && dladdr(&in_library, &library) && library.dli_fname)
        found = data_near(str_of(library.dli_fname), a);
    return found ? found : SITREP_DATA_DIR;
}

static StCode open_tables(const char *folder, const char *more, Arena *a, Tables **out,
                          StErr *err) {
    Str path = arena_format(a, "%s/sitrep.tables", folder);
    TRY_MEM(path.p, err);
    TRY(tables_open(path.p, out, err));
    return more ? tables_lay_path(*out, more, err) : ST_OK;
}

static StCode open_all(const char *folder, const char *more, Arena *a, Engine *e, StErr *err) {
    if (!folder) folder = find_data_folder(a);
    TRY(open_tables(folder, more, a, &e->tables, err));
    Str model = arena_format(a, "%s/sitrep.model", folder);
    TRY_MEM(model.p, err);
    bool has_model = access(model.p, R_OK) == 0;
    TRY(lang_open(e->tables, has_model ? model.p : NULL, &e->lang, err));
    return extractor_open(e->tables, e->lang, &e->extractor, err);
}

StCode engine_open(const char *data_folder, const char *tables_folder, Engine *out, StErr *err) {
    Arena a = {0};
    *out = (Engine){0};
    StCode code = open_all(data_folder, tables_folder, &a, out, err);
    if (code != ST_OK) engine_close(out);
    arena_drop(&a);
    return code;
}

void engine_close(Engine *e) {
    if (e->extractor) extractor_close(e->extractor);
    if (e->lang) lang_close(e->lang);
    tables_close(e->tables);
    *e = (Engine){0};
}
