#include "know/tables.h"

#include "know/tables_blob.h"
#include "know/word_lists.h"
#include "know/tables_index.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct Table {
    const char *blob;
    size_t bytes; /* of the blob */
    BlobTable head;
    Str name;
    const BlobColumn *columns;
    const char *rows;
    const uint32_t *words, *buckets;
    const BlobEntry *entries;
    const unsigned char *filter;
    const TextIndex *index; /* of the blob, and the number of the table in it */
    uint32_t number;
    uint32_t row_count; /* those below counted too */
    /* The table that this one is laid over: its rows come after ours, its columns are the table's.
     */
    const Table *below;
    int16_t own_column[TABLE_COLUMNS_MAX]; /* ours for each of those, -1 none */
};

/* A blob and its tables. */
typedef struct Layer Layer;
struct Layer {
    Layer *next;
    void *blob; /* mapped, or a copy of our own */
    size_t bytes;
    bool mapped;
    TextIndex index;
    uint32_t n;
    Table tables[];
};

struct Tables {
    Layer *layers;
    uint32_t n;
    const Table **tables; /* the uppermost of each name */
    WordLists *lists;
};

/* ---- opening */

static bool part_fits(size_t bytes, uint32_t at, uint64_t n, size_t size) {
    return at % 8 == 0 && at <= bytes && n * size <= bytes - at;
}

/* Texts are checked when they are asked for, so that opening touches no more than the heads. */
static Str text_of(const Table *t, uint32_t at) {
    if (at == 0 || at >= t->bytes) return S("");
    const char *p = t->blob + at, *end = memchr(p, '\n', t->bytes - at);
    return end ? (Str){p, (size_t)(end - p)} : S("");
}

static StCode damaged(StErr *err) {
    return st_fail(err, ST_BAD_FORMAT, 0, "the table file is damaged or of another version");
}

static StCode table_load(const char *blob, size_t bytes, const BlobTable *b, Table *t, StErr *err) {
    if (b->columns > TABLE_COLUMNS_MAX || b->bucket_bits > 31 || b->filter_bits < 3 ||
        b->filter_bits > 31 || b->rows > BLOB_ROWS_MAX ||
        !part_fits(bytes, b->columns_at, b->columns, sizeof(BlobColumn)) ||
        !part_fits(bytes, b->rows_at, b->rows, b->stride) ||
        !part_fits(bytes, b->words_at, b->words, sizeof(uint32_t)) ||
        !part_fits(bytes, b->buckets_at, (1ull << b->bucket_bits) + 1, sizeof(uint32_t)) ||
        !part_fits(bytes, b->entries_at, b->entries, sizeof(BlobEntry)) ||
        !part_fits(bytes, b->filter_at, 1ull << (b->filter_bits - 3), 1))
        return damaged(err);
    *t = (Table){.blob = blob, .bytes = bytes, .head = *b, .row_count = b->rows};
    t->name = (Str){b->name, strnlen(b->name, sizeof b->name)};
    t->columns = (const void *)(blob + b->columns_at);
    t->rows = blob + b->rows_at;
    t->words = (const void *)(blob + b->words_at);
    t->buckets = (const void *)(blob + b->buckets_at);
    t->entries = (const void *)(blob + b->entries_at);
    t->filter = (const void *)(blob + b->filter_at);
    return ST_OK;
}

static void layer_free(Layer *l) {
    if (l->mapped)
        munmap(l->blob, l->bytes);
    else
        free(l->blob);
    free(l);
}

static StCode layer_index(Layer *l, const BlobHead *head, StErr *err) {
    if (!head->index_bits) return ST_OK;
    if (head->index_bits > INDEX_BITS_MAX ||
        !part_fits(l->bytes, head->cells_at, 1ull << head->index_bits, sizeof(uint16_t)) ||
        !part_fits(l->bytes, head->sets_at, head->sets, sizeof(TableSet)))
        return damaged(err);
    const char *blob = l->blob;
    l->index = (TextIndex){(const void *)(blob + head->cells_at),
                           (const void *)(blob + head->sets_at), head->index_bits, head->sets};
    return ST_OK;
}

static StCode layer_tables(Layer *l, const BlobHead *head, StErr *err) {
    const BlobTable *b = (const void *)(head + 1);
    TRY(layer_index(l, head, err));
    for (uint32_t i = 0; i < l->n; i++) {
        TRY(table_load(l->blob, l->bytes, &b[i], &l->tables[i], err));
        l->tables[i].index = &l->index;
        l->tables[i].number = i;
    }
    return ST_OK;
}

static StCode tables_of(Layer *l, Tables **out, StErr *err) {
    Tables *t = calloc(1, sizeof *t);
    TRY_MEM(t, err);
    t->tables = calloc(l->n ? l->n : 1, sizeof(Table *));
    if (!t->tables) {
        free(t);
        return st_fail(err, ST_NOMEM, 0, "out of memory");
    }
    t->layers = l;
    t->n = l->n;
    for (uint32_t i = 0; i < l->n; i++) t->tables[i] = &l->tables[i];
    *out = t;
    return ST_OK;
}

/* Takes the blob when it succeeds. */
static StCode tables_load(void *blob, size_t bytes, bool mapped, Tables **out, StErr *err) {
    const BlobHead *head = blob;
    if (bytes < sizeof *head || head->magic != BLOB_MAGIC || head->bytes != bytes ||
        !part_fits(bytes, sizeof *head, head->tables, sizeof(BlobTable)))
        return damaged(err);
    Layer *l = calloc(1, sizeof *l + head->tables * sizeof(Table));
    TRY_MEM(l, err);
    *l = (Layer){.blob = blob, .bytes = bytes, .mapped = mapped, .n = head->tables};
    StCode code = layer_tables(l, head, err);
    if (code == ST_OK) code = tables_of(l, out, err);
    if (code != ST_OK) free(l);
    return code; /* NOLINT(clang-analyzer-unix.Malloc): *out owns it */
}

static StCode tables_map(const char *path, int fd, Tables **out, StErr *err) {
    struct stat st;
    if (fstat(fd, &st) != 0 || st.st_size <= 0 || (uint64_t)st.st_size > TABLES_BYTES_MAX)
        return damaged(err);
    size_t bytes = (size_t)st.st_size;
    void *blob = mmap(NULL, bytes, PROT_READ, MAP_PRIVATE, fd, 0);
    if (blob == MAP_FAILED) return st_fail(err, ST_IO, 0, "%s cannot be mapped", path);
    StCode code = tables_load(blob, bytes, true, out, err);
    if (code != ST_OK) munmap(blob, bytes);
    return code;
}

static StCode read_lists(Tables *t, StErr *err) {
    word_lists_close(t->lists);
    return word_lists_open(t, &t->lists, err);
}

/* Closes what was opened where its word lists are wrong. */
static StCode opened(Tables **t, StErr *err) {
    StCode code = read_lists(*t, err);
    if (code == ST_OK) return ST_OK;
    tables_close(*t);
    *t = NULL;
    return code;
}

StCode tables_open(const char *path, Tables **out, StErr *err) {
    *out = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return st_fail(err, ST_IO, 0, "%s cannot be opened", path);
    StCode code = tables_map(path, fd, out, err);
    close(fd);
    return code == ST_OK ? opened(out, err) : code;
}

StCode tables_open_bytes(Str blob, Tables **out, StErr *err) {
    *out = NULL;
    char *copy = malloc(blob.n ? blob.n : 1);
    TRY_MEM(copy, err);
    if (blob.n) memcpy(copy, blob.p, blob.n);
    StCode code = tables_load(copy, blob.n, false, out, err);
    if (code != ST_OK) free(copy);
    return code == ST_OK ? opened(out, err) : code; /* *out owns the copy */
}

void tables_close(Tables *t) {
    if (!t) return;
    for (Layer *l = t->layers, *next; l; l = next) {
        next = l->next;
        layer_free(l);
    }
    free(t->tables);
    word_lists_close(t->lists);
    free(t);
}

/* ---- laying tables over others */

/* The lowest one names the columns. */
static const Table *lowest(const Table *t) {
    while (t->below) t = t->below;
    return t;
}

static int own_column(const Table *t, Str name) {
    for (uint32_t i = 0; i < t->head.columns; i++)
        if (str_eq(text_of(t, t->columns[i].name), name)) return (int)i;
    return -1;
}

static StCode lay_over(Table *upper, const Table *below, StErr *err) {
    for (uint32_t i = 0; i < upper->head.columns; i++) {
        Str name = text_of(upper, upper->columns[i].name);
        if (own_column(lowest(below), name) < 0)
            return st_fail(err, ST_BAD_FORMAT, 0, "table %.*s has no column %.*s",
                           STR_ARG(below->name), STR_ARG(name));
    }
    for (uint32_t i = 0; i < table_columns(below); i++)
        upper->own_column[i] = (int16_t)own_column(upper, table_column_name(below, i));
    upper->row_count += below->row_count;
    upper->below = below;
    return ST_OK;
}

StCode tables_lay(Tables *t, Tables *over, StErr *err) {
    const Table **all = realloc(t->tables, (t->n + over->n) * sizeof *all);
    StCode code = all ? ST_OK : st_fail(err, ST_NOMEM, 0, "out of memory");
    if (all) t->tables = all;
    Layer *l = over->layers; /* one, as it was opened */
    for (uint32_t i = 0; i < l->n && code == ST_OK; i++) {
        uint32_t k = 0;
        while (k < t->n && !str_eq(t->tables[k]->name, l->tables[i].name)) k++;
        if (k < t->n && !l->tables[i].head.replaces)
            code = lay_over(&l->tables[i], t->tables[k], err);
        if (code != ST_OK) break;
        if (k == t->n) t->n++;
        t->tables[k] = &l->tables[i];
    }
    while (l->next) l = l->next;
    l->next = t->layers;
    t->layers = over->layers;
    over->layers = NULL;
    tables_close(over);
    return code == ST_OK ? read_lists(t, err) : code;
}

/* ---- tables */

const WordLists *tables_word_lists(const Tables *t) {
    return t ? t->lists : NULL;
}

const Table *tables_get(const Tables *t, const char *name) {
    Str wanted = str_of(name);
    for (uint32_t i = 0; i < t->n; i++)
        if (str_eq(t->tables[i]->name, wanted)) return t->tables[i];
    return NULL;
}

uint32_t tables_count(const Tables *t) {
    return t->n;
}
const Table *tables_at(const Tables *t, uint32_t i) {
    return t->tables[i];
}
Str table_name(const Table *t) {
    return t->name;
}

uint32_t table_columns(const Table *t) {
    return lowest(t)->head.columns;
}

Str table_column_name(const Table *t, uint32_t column) {
    const Table *low = lowest(t);
    return column < low->head.columns ? text_of(low, low->columns[column].name) : S("");
}

uint32_t table_rows(const Table *t) {
    return t ? t->row_count : 0;
}

int table_column(const Table *t, const char *name) {
    return t ? own_column(lowest(t), str_of(name)) : -1;
}

/* The table whose own row it is; `row` and `column` become its own, column NULL when it has none.
 */
static const Table *owner(const Table *t, uint32_t *row, int column, const BlobColumn **own) {
    *own = NULL;
    while (t && *row >= t->head.rows) {
        *row -= t->head.rows;
        t = t->below;
    }
    if (!t || column < 0 || column >= TABLE_COLUMNS_MAX) return NULL;
    if (t->below) column = t->own_column[column];
    if (column < 0 || (uint32_t)column >= t->head.columns) return NULL;
    *own = &t->columns[column];
    bool fits = (*own)->kind < BLOB_KINDS &&
                (*own)->offset + blob_cell_bytes((BlobKind)(*own)->kind) <= t->head.stride;
    return fits ? t : NULL;
}

static Str cell_text(const Table *t, uint32_t row, const BlobColumn *c) {
    const char *p = t->rows + (size_t)row * t->head.stride + c->offset;
    uint16_t word;
    uint32_t at;
    switch ((BlobKind)c->kind) {
    case BLOB_WORD:
        memcpy(&word, p, sizeof word);
        return word && word <= t->head.words ? text_of(t, t->words[word - 1]) : S("");
    case BLOB_TEXT: memcpy(&at, p, sizeof at); return text_of(t, at);
    default: return S("");
    }
}

Str table_cell(const Table *t, uint32_t row, int column) {
    const BlobColumn *c;
    t = owner(t, &row, column, &c);
    return t ? cell_text(t, row, c) : S("");
}

int32_t table_number(const Table *t, uint32_t row, int column) {
    const BlobColumn *c;
    t = owner(t, &row, column, &c);
    if (!t) return TABLE_NUMBER_NONE;
    int32_t v;
    if (c->kind == BLOB_NUMBER) {
        memcpy(&v, t->rows + (size_t)row * t->head.stride + c->offset, sizeof v);
        return v;
    }
    Str s = cell_text(t, row, c);
    bool minus = s.n && s.p[0] == '-';
    uint64_t whole = 0;
    if (!str_to_u64(str_from(s, minus), &whole) || whole > INT32_MAX) return TABLE_NUMBER_NONE;
    return minus ? -(int32_t)whole : (int32_t)whole;
}

/* ---- lookups */

uint32_t tables_of_word(const Tables *t, Str word) {
    const TextIndex *x = &t->layers->index;
    if (t->layers->next || !x->bits || !t->n) return 0;
    return 1 + text_index_set(x, str_hash(word));
}

bool table_may(const Table *t, uint32_t tables_of_word) {
    if (!t || !tables_of_word || t->below || !t->index->bits) return t;
    return text_index_set_has(t->index, tables_of_word - 1, t->number);
}

/* What the index of a single layer has in no set, no table of it knows. */
static bool nothing_knows(const Tables *t, uint32_t tables_of_word) {
    const TextIndex *x = &t->layers->index;
    if (!tables_of_word || t->n > INDEX_TABLES_MAX || tables_of_word > x->set_count) return false;
    const TableSet *set = &x->sets[tables_of_word - 1];
    for (size_t i = 0; i < sizeof set->bits / sizeof *set->bits; i++)
        if (set->bits[i]) return false;
    return true;
}

bool tables_have_word(const Tables *t, Str word) {
    uint32_t known = tables_of_word(t, word);
    if (nothing_knows(t, known)) return false;
    for (uint32_t i = 0; i < tables_count(t); i++)
        if (table_may(tables_at(t, i), known) && table_find(tables_at(t, i), word, 0)) return true;
    return false;
}

/* May the table have a key or a beginning of that hash? */
static bool may_know(const Table *t, uint64_t hash) {
    while (t && !text_index_has(t->index, t->number, hash)) t = t->below;
    return t;
}

static bool text_is(const Table *t, uint32_t at, Str key) {
    return at < t->bytes && key.n < t->bytes - at && memcmp(t->blob + at, key.p, key.n) == 0 &&
           t->blob[at + key.n] == '\n';
}

/* The first entry of a key whose row comes after `after`; NULL when there is none. */
static const BlobEntry *entry_of(const Table *t, Str key, uint64_t hash, uint32_t after) {
    const uint32_t *bucket = &t->buckets[blob_bucket(hash, t->head.bucket_bits)];
    uint32_t end = bucket[1] <= t->head.entries ? bucket[1] : t->head.entries;
    for (uint32_t i = bucket[0]; i < end; i++) {
        const BlobEntry *e = &t->entries[i];
        uint32_t row = e->row & BLOB_ROWS_MAX;
        if (e->row >> 24 == blob_mark(hash) && row > after && row <= t->head.rows &&
            text_is(t, e->key, key))
            return e;
    }
    return NULL;
}

typedef struct Hit {
    uint32_t row; /* 1 + row, those above counted too; 0 none */
    Str key;      /* the table's own copy */
} Hit;

static Hit find(const Table *t, Str key, uint64_t hash, uint32_t after) {
    uint32_t above = 0; /* rows of the tables passed */
    for (; t; above += t->head.rows, t = t->below) {
        uint32_t from = after > above ? after - above : 0;
        if (from >= t->head.rows) continue;
        const BlobEntry *e = entry_of(t, key, hash, from);
        if (e) return (Hit){above + (e->row & BLOB_ROWS_MAX), {t->blob + e->key, key.n}};
    }
    return (Hit){0, {NULL, 0}};
}

uint32_t table_find(const Table *t, Str key, uint32_t after) {
    if (!t) return 0;
    uint64_t hash = str_hash(key);
    return may_know(t, hash) ? find(t, key, hash, after).row : 0;
}

/* May a longer key go on after this beginning? Now and then a wrong yes. */
static bool goes_on(const Table *t, uint64_t hash) {
    for (; t; t = t->below) {
        uint32_t a = blob_filter_bit(hash, t->head.filter_bits, 0),
                 b = blob_filter_bit(hash, t->head.filter_bits, 1);
        if (t->filter[a / 8] >> a % 8 & 1 && t->filter[b / 8] >> b % 8 & 1) return true;
    }
    return false;
}

bool table_begins(const Table *t, Str word) {
    uint64_t hash = str_hash(word);
    if (!t || word.n > TABLE_KEY_MAX || !may_know(t, hash)) return false;
    return goes_on(t, hash) || find(t, word, hash, 0).row;
}

Phrase table_match(const Table *t, const Str *words, uint32_t n) {
    Phrase best = {0};
    char key[TABLE_KEY_MAX];
    size_t length = 0;
    if (!t) return best;
    for (uint32_t i = 0; i < n && i < TABLE_PHRASE_MAX; i++) {
        bool gap = i && !blob_closes_up(words[i - 1], words[i]);
        if (length + gap + words[i].n > sizeof key) break;
        Str k = words[0];
        if (i) { /* the first word stands for itself: most phrases end there */
            if (i == 1) memcpy(key, k.p, k.n);
            if (gap) key[length++] = ' ';
            memcpy(key + length, words[i].p, words[i].n);
            k = (Str){key, length + words[i].n};
        }
        length = k.n;
        uint64_t hash = str_hash(k);
        if (!may_know(t, hash)) break;
        Hit hit = find(t, k, hash, 0);
        if (hit.row) best = (Phrase){hit.row, i + 1, hit.key};
        if (!goes_on(t, hash)) break;
    }
    return best;
}
