#include "cli/meta.h"

#include "base/date.h"
#include "record/record.h"

#include <errno.h>
#include <stdio.h>

enum { META_BYTES_MAX = 16 << 20, META_COLUMNS_MAX = 32 };

static StCode read_bytes(const char *path, Text *out, StErr *err) {
    FILE *f = fopen(path, "rb");
    if (!f) return st_fail(err, ST_IO, 0, "%s: %s", path, strerror(errno));
    char part[1 << 14];
    size_t n;
    while ((n = fread(part, 1, sizeof part, f)) > 0 && out->n <= META_BYTES_MAX)
        text_add(out, (Str){part, n});
    bool failed = ferror(f) != 0;
    fclose(f);
    if (failed) return st_fail(err, ST_IO, 0, "%s: cannot be read", path);
    if (out->n > META_BYTES_MAX) return st_fail(err, ST_LIMIT, 0, "%s: too large", path);
    TRY_MEM(!out->failed, err);
    return ST_OK;
}

/* One cell off the front; *ends says that its line ends with it. False on a quote left open. */
static bool take_cell(Str *rest, Arena *a, Str *cell, bool *ends, uint32_t *lines) {
    Text t = {.arena = a};
    bool quoted = rest->n && rest->p[0] == '"';
    size_t i = quoted;
    for (; i < rest->n; i++) {
        char ch = rest->p[i];
        if (quoted && ch == '"') {
            if (i + 1 < rest->n && rest->p[i + 1] == '"')
                i++;
            else {
                quoted = false;
                continue;
            }
        } else if (!quoted && (ch == ',' || ch == '\n'))
            break;
        else if (!quoted && ch == '\r')
            continue;
        *lines += ch == '\n';
        text_add_char(&t, ch);
    }
    *ends = i >= rest->n || rest->p[i] == '\n';
    *lines += i < rest->n && rest->p[i] == '\n';
    *rest = str_from(*rest, i + 1);
    *cell = t.p ? text_str(&t) : S("");
    return !quoted && !t.failed;
}

static StCode bad(StErr *err, const char *path, uint32_t line, const char *what) {
    return st_fail(err, ST_BAD_FORMAT, line, "%s:%u: %s", path, line, what);
}

static StCode take_row(Str *rest, Arena *a, Str cells[META_COLUMNS_MAX], uint32_t *n,
                       const char *path, uint32_t *line, StErr *err) {
    bool ends = false;
    uint32_t start = *line;
    for (*n = 0; !ends; ++*n) {
        if (*n == META_COLUMNS_MAX) return bad(err, path, start, "too many columns");
        if (!take_cell(rest, a, &cells[*n], &ends, line))
            return bad(err, path, start, "a quotation mark is left open");
    }
    return ST_OK;
}

static StCode add_row(Meta *meta, Arena *a, const Str *cells, uint32_t n, const int *column,
                      const char *path, uint32_t line, StErr *err) {
    MetaRow row = {0};
    Str *fields[] = {&row.path, &row.outlet, &row.published, &row.title};
    for (int i = 0; i < 4; i++)
        if (column[i] >= 0 && (uint32_t)column[i] < n && cells[column[i]].n)
            *fields[i] = cells[column[i]];
    if (!row.path.n) return bad(err, path, line, "no path");
    if (row.published.n && !day_parse(row.published))
        return bad(err, path, line, "published is not a day as 2023-09-20");
    MetaRow *slot = list_push(a, &meta->rows, MetaRow);
    TRY_MEM(slot, err);
    *slot = row;
    map_set(&meta->by_path, row.path, meta->rows.n);
    TRY_MEM(!meta->by_path.failed, err);
    return ST_OK;
}

StCode meta_read(const char *path, Arena *a, Meta *out, StErr *err) {
    static const char *const names[] = {"path", "outlet", "published", "title"};
    *out = (Meta){.by_path = {.arena = a}};
    Text bytes = {.arena = a};
    TRY(read_bytes(path, &bytes, err));
    Str rest = text_str(&bytes), cells[META_COLUMNS_MAX];
    if (str_starts(rest, S("\xEF\xBB\xBF"))) rest = str_from(rest, 3);
    uint32_t n, line = 1;
    int column[4] = {-1, -1, -1, -1};
    TRY(take_row(&rest, a, cells, &n, path, &line, err));
    for (uint32_t i = 0; i < n; i++) {
        int name = word_find(names, 4, str_trim(cells[i]));
        if (name >= 0) column[name] = (int)i;
    }
    if (column[0] < 0) return bad(err, path, 1, "no column \"path\"");
    while (rest.n) {
        uint32_t at = line;
        TRY(take_row(&rest, a, cells, &n, path, &line, err));
        if (n == 1 && !cells[0].n) continue; /* an empty line */
        TRY(add_row(out, a, cells, n, column, path, at, err));
    }
    return ST_OK;
}

void meta_apply(const Meta *meta, Input *input) {
    Str name = input->path;
    for (size_t i = name.n; i > 0; i--)
        if (name.p[i - 1] == '/') {
            name = str_from(name, i);
            break;
        }
    uint32_t at = input->path.n ? map_get(&meta->by_path, input->path) : 0;
    if (!at && name.n) at = map_get(&meta->by_path, name);
    if (!at) return;
    const MetaRow *row = &meta->rows.v[at - 1];
    if (row->outlet.n) input->outlet = row->outlet;
    if (row->published.n) input->published = row->published;
    if (row->title.n) input->title = row->title;
}
