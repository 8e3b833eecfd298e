#include "know/tables_compile.h"

#include "base/map.h"
#include "base/utf8.h"
#include "know/tables_blob.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { FILE_BYTES_MAX = 64 << 20, FOLDER_DEPTH_MAX = 8 };

typedef struct Row {
    Strs cells;
    Strs keys; /* folded */
} Row;
LIST_OF(Row, Rows);

typedef struct Draft {
    Str name;
    Strs columns;
    Rows rows;
} Draft;
LIST_OF(Draft, Drafts);

typedef struct Compiler {
    Arena *a;
    Drafts drafts;
    StErr *err;
    const char *file;
    uint32_t line;
} Compiler;

static StCode bad(Compiler *c, const char *what) {
    return st_fail(c->err, ST_BAD_FORMAT, c->line, "%s:%u: %s", c->file, c->line, what);
}

/* ---- reading the files */

static StCode read_file(Compiler *c, const char *path, Str *out) {
    FILE *f = fopen(path, "rb");
    if (!f) return st_fail(c->err, ST_IO, 0, "%s: cannot be opened", path);
    Text t = {.arena = c->a};
    char part[1 << 14];
    size_t n;
    while ((n = fread(part, 1, sizeof part, f)) > 0 && t.n <= FILE_BYTES_MAX)
        text_add(&t, (Str){part, n});
    bool failed = ferror(f) != 0;
    fclose(f);
    if (failed) return st_fail(c->err, ST_IO, 0, "%s: cannot be read", path);
    if (t.n > FILE_BYTES_MAX) return st_fail(c->err, ST_LIMIT, 0, "%s: too large", path);
    TRY_MEM(!t.failed, c->err);
    *out = text_str(&t);
    size_t valid = utf8_valid_until(*out);
    if (valid < out->n)
        return st_fail(c->err, ST_BAD_TEXT, valid, "%s: not UTF-8 at byte %zu", path, valid);
    return ST_OK;
}

static StCode split_cells(Compiler *c, Str line, Strs *cells) {
    for (;;) {
        size_t tab = str_find_char(line, '\t');
        Str *cell = list_push(c->a, cells, Str);
        TRY_MEM(cell, c->err);
        *cell = str_trim(tab == SIZE_MAX ? line : (Str){line.p, tab});
        if (tab == SIZE_MAX) return ST_OK;
        line = str_from(line, tab + 1);
    }
}

static StCode split_keys(Compiler *c, Row *row) {
    Str rest = row->cells.v[0], piece;
    while (str_split(&rest, '|', &piece)) {
        Str key = utf8_fold(c->a, piece);
        TRY_MEM(key.p, c->err);
        if (key.n == 0) return bad(c, "an empty key");
        if (key.n > TABLE_KEY_MAX) return bad(c, "the key is too long");
        Str *slot = list_push(c->a, &row->keys, Str);
        TRY_MEM(slot, c->err);
        *slot = key;
    }
    return row->keys.n ? ST_OK : bad(c, "no key");
}

static StCode parse_table(Compiler *c, Str text, Draft *d) {
    Str line;
    Strs columns = {NULL, 0};
    c->line = 0;
    while (str_split(&text, '\n', &line)) {
        c->line++;
        if (line.n && line.p[line.n - 1] == '\r') line.n--;
        if (str_trim(line).n == 0) continue;
        if (line.p[0] == '#') {
            if (d->rows.n || str_find_char(line, '\t') == SIZE_MAX) continue;
            columns = (Strs){NULL, 0};
            TRY(split_cells(c, str_from(line, 1), &columns));
            continue;
        }
        if (columns.n == 0) return bad(c, "no header line that names the columns");
        if (columns.n > TABLE_COLUMNS_MAX) return bad(c, "too many columns");
        Row *row = list_push(c->a, &d->rows, Row);
        TRY_MEM(row, c->err);
        TRY(split_cells(c, line, &row->cells));
        if (row->cells.n > columns.n) return bad(c, "more cells than columns");
        TRY(split_keys(c, row));
    }
    d->columns = columns;
    return ST_OK;
}

static Draft *draft_find(Compiler *c, Str name) {
    for (uint32_t i = 0; i < c->drafts.n; i++)
        if (str_eq(c->drafts.v[i].name, name)) return &c->drafts.v[i];
    return NULL;
}

/* A later folder's rows go before the earlier ones, with its own columns put in our order. */
static StCode merge(Compiler *c, Draft *old, const Draft *more) {
    Rows rows = {NULL, 0};
    for (uint32_t i = 0; i < more->rows.n; i++) {
        Row *row = list_push(c->a, &rows, Row);
        TRY_MEM(row, c->err);
        *row = (Row){.keys = more->rows.v[i].keys};
        for (uint32_t k = 0; k < old->columns.n; k++) {
            Str *cell = list_push(c->a, &row->cells, Str);
            TRY_MEM(cell, c->err);
            *cell = S("");
            for (uint32_t m = 0; m < more->rows.v[i].cells.n; m++)
                if (str_eq(more->columns.v[m], old->columns.v[k]))
                    *cell = more->rows.v[i].cells.v[m];
        }
    }
    for (uint32_t k = 0; k < more->columns.n; k++) {
        bool known = false;
        for (uint32_t m = 0; m < old->columns.n; m++)
            known = known || str_eq(more->columns.v[k], old->columns.v[m]);
        if (!known) return bad(c, "a column that the table does not have");
    }
    for (uint32_t i = 0; i < old->rows.n; i++) {
        Row *row = list_push(c->a, &rows, Row);
        TRY_MEM(row, c->err);
        *row = old->rows.v[i];
    }
    old->rows = rows;
    return ST_OK;
}

static StCode add_file(Compiler *c, const char *path, Str name) {
    Str text;
    c->file = path;
    TRY(read_file(c, path, &text));
    Draft d = {.name = name};
    TRY(parse_table(c, text, &d));
    Draft *old = draft_find(c, name);
    if (old) return merge(c, old, &d);
    Draft *slot = list_push(c->a, &c->drafts, Draft);
    TRY_MEM(slot, c->err);
    *slot = d;
    return ST_OK;
}

static int visible(const struct dirent *e) {
    return e->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static StCode add_folder(Compiler *c, const char *folder, Str prefix, int depth);

static StCode add_entry(Compiler *c, const char *folder, Str prefix, Str entry, int depth) {
    Str path = arena_format(c->a, "%s/%.*s", folder, STR_ARG(entry));
    TRY_MEM(path.p, c->err);
    struct stat st;
    if (stat(path.p, &st) != 0) return st_fail(c->err, ST_IO, 0, "%s: cannot be read", path.p);
    if (S_ISDIR(st.st_mode)) {
        Str below = arena_format(c->a, "%.*s%.*s/", STR_ARG(prefix), STR_ARG(entry));
        TRY_MEM(below.p, c->err);
        return add_folder(c, path.p, below, depth + 1);
    }
    if (!str_ends(entry, S(".tsv"))) return ST_OK;
    Str name = arena_join(c->a, prefix, (Str){entry.p, entry.n - 4});
    TRY_MEM(name.p, c->err);
    return add_file(c, path.p, name);
}

static StCode add_folder(Compiler *c, const char *folder, Str prefix, int depth) {
    if (depth > FOLDER_DEPTH_MAX) return st_fail(c->err, ST_LIMIT, 0, "%s: too deep", folder);
    struct dirent **entries;
    int n = scandir(folder, &entries, visible, by_bytes);
    if (n < 0) return st_fail(c->err, ST_IO, 0, "%s: cannot be read", folder);
    StCode code = ST_OK;
    for (int i = 0; i < n; i++) {
        Str entry = arena_copy(c->a, str_of(entries[i]->d_name));
        if (code == ST_OK)
            code = entry.p ? add_entry(c, folder, prefix, entry, depth)
                           : st_fail(c->err, ST_NOMEM, 0, "out of memory");
        free(entries[i]);
    }
    free(entries);
    return code;
}

/* ---- writing the blob */

typedef struct Slots {
    BlobSlot *v;
    Str *keys;
    uint32_t n;
} Slots;

/* The slot that answers for `key` first, or the empty one where it would go. */
static uint32_t slot_first(const Slots *s, Str key, uint64_t hash) {
    uint32_t i = (uint32_t)hash & (s->n - 1);
    while (s->v[i].hash && !(s->v[i].hash == hash && str_eq(s->keys[i], key)))
        i = (i + 1) & (s->n - 1);
    return i;
}

static void slot_row(Slots *s, Str key, uint32_t row) {
    uint64_t hash = blob_hash(key);
    uint32_t i = (uint32_t)hash & (s->n - 1);
    for (; s->v[i].hash; i = (i + 1) & (s->n - 1))
        if (s->v[i].row == row && str_eq(s->keys[i], key)) return;
    s->v[i] = (BlobSlot){.hash = hash, .row = row};
    s->keys[i] = key;
}

static void slot_beginning(Slots *s, Str key) {
    uint64_t hash = blob_hash(key);
    uint32_t i = slot_first(s, key, hash);
    s->v[i].hash = hash;
    s->v[i].longer = 1;
    s->keys[i] = key;
}

/* Whether a key may be cut before byte i: at a space, and around hyphens and apostrophes. */
static bool may_cut(Str key, size_t i) {
    return key.p[i] == ' ' || key.p[i] == '-' || key.p[i] == '\'' || key.p[i - 1] == '-';
}

/* Rows go in before beginnings, so that a key's first slot is its first row and carries `longer`.
 */
static StCode make_slots(Compiler *c, const Draft *d, Slots *s) {
    size_t need = 1;
    for (uint32_t r = 0; r < d->rows.n; r++)
        for (uint32_t k = 0; k < d->rows.v[r].keys.n; k++) {
            Str key = d->rows.v[r].keys.v[k];
            need++;
            for (size_t i = 1; i < key.n; i++) need += may_cut(key, i);
        }
    for (s->n = 4; s->n < need * 2;) s->n *= 2;
    s->v = arena_new(c->a, BlobSlot, s->n);
    s->keys = arena_new(c->a, Str, s->n);
    TRY_MEM(s->v && s->keys, c->err);
    for (uint32_t r = 0; r < d->rows.n; r++)
        for (uint32_t k = 0; k < d->rows.v[r].keys.n; k++)
            slot_row(s, d->rows.v[r].keys.v[k], r + 1);
    for (uint32_t r = 0; r < d->rows.n; r++)
        for (uint32_t k = 0; k < d->rows.v[r].keys.n; k++) {
            Str key = d->rows.v[r].keys.v[k];
            for (size_t i = 1; i < key.n; i++)
                if (may_cut(key, i)) slot_beginning(s, (Str){key.p, i});
        }
    return ST_OK;
}

typedef struct Layout {
    Text body, text; /* fixed parts; strings */
    Map strings;     /* string → 1 + offset in text */
    size_t text_at;
} Layout;

static void align8(Text *t) {
    while (t->n % 8) text_add_char(t, '\0');
}

static BlobText put_text(Layout *l, Str s) {
    if (s.n == 0) return (BlobText){0, 0};
    uint32_t *at = map_at(&l->strings, s);
    if (at && *at == 0) {
        *at = (uint32_t)l->text.n + 1;
        text_add(&l->text, s);
    }
    return (BlobText){at ? *at - 1 : 0, (uint32_t)s.n};
}

static void put_bytes(Text *t, const void *p, size_t n) {
    text_add(t, (Str){p, n});
}

static void put_texts(Layout *l, const Strs *texts, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        BlobText t = put_text(l, i < texts->n ? texts->v[i] : S(""));
        put_bytes(&l->body, &t, sizeof t);
    }
}

static StCode put_table(Compiler *c, Layout *l, const Draft *d, size_t base, BlobTable *b) {
    Slots slots = {0};
    TRY(make_slots(c, d, &slots));
    *b = (BlobTable){
        .name = put_text(l, d->name), .columns = d->columns.n, .rows = d->rows.n, .slots = slots.n};
    b->columns_at = (uint32_t)(base + l->body.n);
    put_texts(l, &d->columns, d->columns.n);
    b->cells_at = (uint32_t)(base + l->body.n);
    for (uint32_t r = 0; r < d->rows.n; r++) put_texts(l, &d->rows.v[r].cells, d->columns.n);
    align8(&l->body);
    b->slots_at = (uint32_t)(base + l->body.n);
    for (uint32_t i = 0; i < slots.n; i++) {
        if (slots.v[i].hash) slots.v[i].key = put_text(l, slots.keys[i]);
        put_bytes(&l->body, &slots.v[i], sizeof slots.v[i]);
    }
    return l->body.n + l->text.n + base > TABLES_BYTES_MAX
               ? st_fail(c->err, ST_LIMIT, 0, "the tables are too large")
               : ST_OK;
}

/* Offsets of text were counted from the start of the text part: makes them count from the blob's.
 */
static void shift_texts(void *at, size_t count, size_t stride, uint32_t by) {
    for (size_t i = 0; i < count; i++) {
        BlobText t;
        memcpy(&t, (char *)at + i * stride, sizeof t);
        if (t.n) t.at += by;
        memcpy((char *)at + i * stride, &t, sizeof t);
    }
}

static StCode write_blob(Compiler *c, Str *blob) {
    Layout l = {.body = {.arena = c->a}, .text = {.arena = c->a}, .strings = {.arena = c->a}};
    uint32_t n = c->drafts.n;
    size_t base = sizeof(BlobHead) + n * sizeof(BlobTable);
    BlobTable *tables = arena_new(c->a, BlobTable, n);
    TRY_MEM(tables, c->err);
    for (uint32_t i = 0; i < n; i++) TRY(put_table(c, &l, &c->drafts.v[i], base, &tables[i]));
    size_t bytes = base + l.body.n + l.text.n;
    char *out = arena_take(c->a, 1, bytes, 8);
    TRY_MEM(out && !l.body.failed && !l.text.failed && !l.strings.failed, c->err);
    BlobHead head = {.magic = BLOB_MAGIC, .bytes = bytes, .tables = n};
    uint32_t text_at = (uint32_t)(base + l.body.n);
    if (n) shift_texts(&tables->name, n, sizeof *tables, text_at);
    memcpy(out, &head, sizeof head);
    if (n) memcpy(out + sizeof head, tables, n * sizeof *tables);
    if (l.body.n) memcpy(out + base, l.body.p, l.body.n);
    if (l.text.n) memcpy(out + text_at, l.text.p, l.text.n);
    for (uint32_t i = 0; i < n; i++) {
        const BlobTable *t = &tables[i];
        size_t cells = (size_t)t->rows * t->columns;
        shift_texts(out + t->columns_at, t->columns, sizeof(BlobText), text_at);
        shift_texts(out + t->cells_at, cells, sizeof(BlobText), text_at);
        shift_texts(out + t->slots_at + offsetof(BlobSlot, key), t->slots, sizeof(BlobSlot),
                    text_at);
    }
    *blob = (Str){out, bytes};
    return ST_OK;
}

/* A compiled table as it stood in its file. */
static StCode add_table(Compiler *c, const Table *t) {
    Draft *d = list_push(c->a, &c->drafts, Draft);
    TRY_MEM(d, c->err);
    d->name = table_name(t);
    for (uint32_t k = 0; k < table_columns(t); k++) {
        Str *column = list_push(c->a, &d->columns, Str);
        TRY_MEM(column, c->err);
        *column = table_column_name(t, k);
    }
    for (uint32_t r = 0; r < table_rows(t); r++) {
        Row *row = list_push(c->a, &d->rows, Row);
        TRY_MEM(row, c->err);
        for (uint32_t k = 0; k < table_columns(t); k++) {
            Str *cell = list_push(c->a, &row->cells, Str);
            TRY_MEM(cell, c->err);
            *cell = table_cell(t, r, (int)k);
        }
        TRY(split_keys(c, row));
    }
    return ST_OK;
}

StCode tables_compile(const char *const *folders, uint32_t n, Arena *a, Str *blob, StErr *err) {
    return tables_compile_onto(NULL, folders, n, a, blob, err);
}

StCode tables_compile_onto(const Tables *base, const char *const *folders, uint32_t n, Arena *a,
                           Str *blob, StErr *err) {
    Compiler c = {.a = a, .err = err, .file = ""};
    *blob = (Str){NULL, 0};
    for (uint32_t i = 0; base && i < tables_count(base); i++)
        TRY(add_table(&c, tables_at(base, i)));
    for (uint32_t i = 0; i < n; i++) TRY(add_folder(&c, folders[i], S(""), 0));
    return write_blob(&c, blob);
}
