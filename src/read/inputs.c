#include "read/inputs.h"

#include "read/filetype.h"
#include "read/line_reader.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 64, ENTRIES_MAX = 1 << 24 };

/* A folder on the way down: its entries in byte order, and the one that comes next. */
typedef struct Folder {
    char *path;
    char **names;
    uint32_t n, next;
} Folder;

struct Inputs {
    const char *const *paths;
    uint32_t n, next;
    InputKind kind;
    char *here; /* the working directory, "/" at its end; NULL where it is gone */
    Folder folders[DEPTH_MAX];
    uint32_t depth;
    LineReader lines; /* of the JSONL file that is being read */
    char *lines_path; /* NULL for standard input */
    bool reading_lines;
    uint64_t passed_over;
    bool failed;
};

static char *working_directory(void) {
    char *here = getcwd(NULL, 0);
    size_t n = here ? strlen(here) : 0;
    char *longer = n && here[n - 1] != '/' ? realloc(here, n + 2) : NULL;
    if (!longer) return here;
    longer[n] = '/';
    longer[n + 1] = '\0';
    return longer;
}

StCode inputs_open(const char *const *paths, uint32_t n, InputKind kind, Inputs **out, StErr *err) {
    *out = calloc(1, sizeof **out);
    TRY_MEM(*out, err);
    **out = (Inputs){.paths = paths, .n = n, .kind = kind, .lines = {.fd = -1}};
    (*out)->here = working_directory();
    return ST_OK;
}

/* ---- items */

/* "./a//b/./c" without what says nothing, in place: the same file has one name, and so one id,
 * however the folder was called. */
static size_t path_plain(char *path, size_t n) {
    size_t end = 0;
    for (size_t i = 0; i < n; i++) {
        bool at_start = i == 0 || path[i - 1] == '/';
        if (at_start && path[i] == '.' && path[i + 1] == '/') {
            i++;
            continue;
        }
        if (i > 0 && path[i] == '/' && (!end || path[end - 1] == '/')) continue;
        path[end++] = path[i];
    }
    if (!end && n) path[end++] = '.'; /* all of it said "here" */
    path[end] = '\0';
    return end;
}

/* A path under the working directory is told from there: absolute or not, the file has one id. */
static size_t path_from_here(const Inputs *in, char *path, size_t n) {
    size_t here = in->here ? strlen(in->here) : 0;
    if (!here || n <= here || memcmp(path, in->here, here) != 0) return n;
    memmove(path, path + here, n - here + 1);
    return n - here;
}

static InputItem *item_new(Inputs *in, const char *path, Str bytes) {
    size_t path_n = path ? strlen(path) : 0;
    InputItem *item = calloc(1, sizeof *item);
    char *owned = malloc(path_n + 1 + bytes.n);
    if (!item || !owned) {
        free(item);
        free(owned);
        in->failed = true;
        return NULL;
    }
    if (path_n) memcpy(owned, path, path_n);
    owned[path_n] = '\0';
    path_n = path_from_here(in, owned, path_plain(owned, path_n));
    if (bytes.n) memcpy(owned + path_n + 1, bytes.p, bytes.n);
    item->owned = owned;
    item->input = (Input){.bytes = {owned + path_n + 1, bytes.n},
                          .path = {path ? owned : NULL, path_n},
                          .kind = in->kind};
    return item;
}

static InputItem *item_failed(Inputs *in, const char *path, const StErr *err) {
    if (err->code == ST_NOMEM) {
        in->failed = true;
        return NULL;
    }
    InputItem *item = item_new(in, path, S(""));
    if (item) item->error = *err;
    return item;
}

void input_item_free(InputItem *item) {
    if (!item) return;
    free(item->owned);
    free(item);
}

/* ---- JSON lines */

static void lines_end(Inputs *in) {
    line_reader_close(&in->lines);
    free(in->lines_path);
    in->lines_path = NULL;
    in->reading_lines = false;
}

/* The next line that is not blank, or NULL at the end of the file. */
static InputItem *lines_next(Inputs *in) {
    for (;;) {
        Str line;
        bool more;
        StErr err = {0};
        StCode code = line_reader_next(&in->lines, &line, &more, &err);
        uint64_t number = in->lines.line;
        InputItem *item = NULL;
        if (code != ST_OK)
            item = item_failed(in, in->lines_path, &err);
        else if (more && str_trim(line).n == 0)
            continue;
        else if (more)
            item = item_new(in, in->lines_path, line);
        if (item) {
            item->input.kind = INPUT_JSONL;
            item->input.line = number;
        }
        if (!item || code == ST_IO) lines_end(in);
        return item;
    }
}

/* ---- files */

/* Are the bytes JSON lines? By what the caller says, by the name, by the first bytes. */
static bool holds_lines(const Inputs *in, const char *path, Str head) {
    if (in->kind != INPUT_AUTO) return in->kind == INPUT_JSONL;
    InputKind named = filetype_of_name(str_of(path)).kind;
    return named == INPUT_JSONL ||
           (named == INPUT_AUTO && filetype_of_bytes(head).kind == INPUT_JSONL);
}

static InputItem *open_bytes(Inputs *in, const char *path, LineReader *reader) {
    Str bytes;
    StErr err = {0};
    InputItem *item = NULL;
    StCode code = line_reader_peek(reader, FILETYPE_LOOK, &bytes, &err);
    if (code == ST_OK && holds_lines(in, path, bytes)) {
        in->lines_path = path ? strdup(path) : NULL;
        if (path && !in->lines_path) {
            in->failed = true;
        } else {
            in->lines = *reader;
            in->reading_lines = true;
            return lines_next(in);
        }
    } else if (code == ST_OK && in->kind == INPUT_AUTO && path &&
               filetype_of_name(str_of(path)).advice) {
        code = st_fail(&err, ST_UNSUPPORTED, 0, "%s", filetype_of_name(str_of(path)).advice);
    } else if (code == ST_OK) {
        code = line_reader_rest(reader, &bytes, &err);
        if (code == ST_OK) item = item_new(in, path, bytes);
    }
    if (code != ST_OK) item = item_failed(in, path, &err);
    line_reader_close(reader);
    return item;
}

/* One file, or the first line of one; NULL when it holds nothing (an empty JSONL) or memory is
 * out. */
static InputItem *file_open(Inputs *in, const char *path) {
    LineReader reader = {.fd = open(path, O_RDONLY | O_CLOEXEC)};
    if (reader.fd >= 0) return open_bytes(in, path, &reader);
    StErr err = {0};
    st_fail(&err, ST_IO, 0, "%s", strerror(errno));
    return item_failed(in, path, &err);
}

/* ---- folders */

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void folder_close(Folder *f) {
    for (uint32_t i = 0; i < f->n; i++) free(f->names[i]);
    free(f->names);
    free(f->path);
    *f = (Folder){0};
}

static StCode folder_list(Folder *f, DIR *dir, StErr *err) {
    uint32_t cap = 0;
    for (struct dirent *e; (e = readdir(dir));) {
        if (e->d_name[0] == '.') continue;
        if (f->n == ENTRIES_MAX) return st_fail(err, ST_LIMIT, 0, "too many files in one folder");
        if (f->n == cap) {
            cap = cap ? cap * 2 : 64;
            char **bigger = realloc(f->names, cap * sizeof *bigger);
            TRY_MEM(bigger, err);
            f->names = bigger;
        }
        f->names[f->n] = strdup(e->d_name);
        TRY_MEM(f->names[f->n], err);
        f->n++;
    }
    if (f->n) qsort(f->names, f->n, sizeof *f->names, by_bytes);
    return ST_OK;
}

static StCode folder_open(Inputs *in, const char *path, StErr *err) {
    if (in->depth == DEPTH_MAX)
        return st_fail(err, ST_LIMIT, 0, "more than %d folders deep", DEPTH_MAX);
    DIR *dir = opendir(path);
    if (!dir) return st_fail(err, ST_IO, 0, "%s", strerror(errno));
    Folder f = {.path = strdup(path)};
    StCode code = f.path ? folder_list(&f, dir, err) : st_fail(err, ST_NOMEM, 0, "out of memory");
    closedir(dir);
    if (code == ST_OK)
        in->folders[in->depth++] = f;
    else
        folder_close(&f);
    return code;
}

static char *path_join(const char *folder, const char *name) {
    size_t n = strlen(folder), m = strlen(name);
    bool slash = n > 0 && folder[n - 1] != '/';
    char *path = malloc(n + slash + m + 1);
    if (!path) return NULL;
    memcpy(path, folder, n);
    if (slash) path[n] = '/';
    memcpy(path + n + slash, name, m + 1);
    return path;
}

/* Is the file inside a folder one that we read? */
static bool is_supported(const Inputs *in, const char *path) {
    FileType type = filetype_of_name(str_of(path));
    if (type.advice) return false;
    if (type.kind != INPUT_AUTO) return in->kind == INPUT_AUTO || in->kind == type.kind;
    char head[FILETYPE_LOOK];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return true; /* opening it again says why */
    LineReader reader = {.fd = fd};
    Str bytes = {head, 0};
    bool fits = line_reader_peek(&reader, sizeof head, &bytes, NULL) != ST_OK ||
                (!filetype_of_bytes(bytes).advice && str_find_char(bytes, '\0') == SIZE_MAX);
    line_reader_close(&reader);
    return fits;
}

/* The next document below the folder on top, or NULL when there is none yet. */
static InputItem *folder_step(Inputs *in) {
    Folder *f = &in->folders[in->depth - 1];
    if (f->next == f->n) {
        folder_close(f);
        in->depth--;
        return NULL;
    }
    char *path = path_join(f->path, f->names[f->next++]);
    if (!path) {
        in->failed = true;
        return NULL;
    }
    struct stat st, link;
    StErr err = {0};
    InputItem *item = NULL;
    if (stat(path, &st) != 0 || lstat(path, &link) != 0) {
        st_fail(&err, ST_IO, 0, "%s", strerror(errno));
        item = item_failed(in, path, &err);
    } else if (S_ISDIR(st.st_mode) && !S_ISLNK(link.st_mode)) {
        if (folder_open(in, path, &err) != ST_OK) item = item_failed(in, path, &err);
    } else if (S_ISREG(st.st_mode) && is_supported(in, path)) {
        item = file_open(in, path);
    } else {
        in->passed_over++; /* a link to a folder may lead in a circle */
    }
    free(path);
    return item;
}

/* ---- the row */

static InputItem *path_step(Inputs *in) {
    const char *path = in->paths[in->next++];
    if (strcmp(path, "-") == 0) {
        LineReader reader = {.fd = 0};
        return open_bytes(in, NULL, &reader);
    }
    struct stat st;
    StErr err = {0};
    if (stat(path, &st) != 0) {
        st_fail(&err, ST_IO, 0, "%s", strerror(errno));
        return item_failed(in, path, &err);
    }
    if (!S_ISDIR(st.st_mode)) return file_open(in, path);
    return folder_open(in, path, &err) == ST_OK ? NULL : item_failed(in, path, &err);
}

InputItem *inputs_next(Inputs *in) {
    while (!in->failed) {
        InputItem *item;
        if (in->reading_lines)
            item = lines_next(in);
        else if (in->depth)
            item = folder_step(in);
        else if (in->next < in->n)
            item = path_step(in);
        else
            return NULL;
        if (item) return item;
    }
    return NULL;
}

uint64_t inputs_passed_over(const Inputs *in) {
    return in->passed_over;
}
bool inputs_failed(const Inputs *in) {
    return in->failed;
}

void inputs_close(Inputs *in) {
    if (!in) return;
    lines_end(in);
    while (in->depth) folder_close(&in->folders[--in->depth]);
    free(in->here);
    free(in);
}
