#include "know/tables.h"

#include "know/tables_blob.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct Table {
    const char *blob;
    size_t bytes; /* of the blob */
    Str name;
    const BlobText *columns, *cells;
    const BlobSlot *slots;
    uint32_t column_count, rows, slot_mask;
};

struct Tables {
    void *blob; /* mapped, or a copy of our own */
    size_t bytes;
    bool mapped;
    uint32_t n;
    Table tables[];
};

static bool part_fits(size_t bytes, uint32_t at, uint64_t n, size_t size) {
    return at % 8 == 0 && at <= bytes && n * size <= bytes - at;
}

/* Texts are checked when they are asked for, so that opening touches no more than the heads. */
static Str text_of(const char *blob, size_t bytes, BlobText t) {
    return t.at <= bytes && t.n <= bytes - t.at ? (Str){blob + t.at, t.n} : S("");
}

static StCode damaged(StErr *err) {
    return st_fail(err, ST_BAD_FORMAT, 0, "the table file is damaged or of another version");
}

static StCode table_load(const char *blob, size_t bytes, const BlobTable *b, Table *t, StErr *err) {
    uint64_t cells = (uint64_t)b->rows * b->columns;
    if (b->columns > TABLE_COLUMNS_MAX || b->slots == 0 || (b->slots & (b->slots - 1)) ||
        !part_fits(bytes, b->columns_at, b->columns, sizeof(BlobText)) ||
        !part_fits(bytes, b->cells_at, cells, sizeof(BlobText)) ||
        !part_fits(bytes, b->slots_at, b->slots, sizeof(BlobSlot)))
        return damaged(err);
    *t = (Table){.blob = blob,
                 .bytes = bytes,
                 .name = text_of(blob, bytes, b->name),
                 .column_count = b->columns,
                 .rows = b->rows,
                 .slot_mask = b->slots - 1};
    t->columns = (const void *)(blob + b->columns_at);
    t->cells = (const void *)(blob + b->cells_at);
    t->slots = (const void *)(blob + b->slots_at);
    return ST_OK;
}

static StCode tables_load(void *blob, size_t bytes, bool mapped, Tables **out, StErr *err) {
    const BlobHead *head = blob;
    if (bytes < sizeof *head || head->magic != BLOB_MAGIC || head->bytes != bytes ||
        !part_fits(bytes, sizeof *head, head->tables, sizeof(BlobTable)))
        return damaged(err);
    Tables *t = calloc(1, sizeof *t + head->tables * sizeof(Table));
    TRY_MEM(t, err);
    const BlobTable *b = (const void *)(head + 1);
    for (uint32_t i = 0; i < head->tables; i++) {
        StCode code = table_load(blob, bytes, &b[i], &t->tables[i], err);
        if (code != ST_OK) {
            free(t);
            return code;
        }
    }
    t->blob = blob;
    t->bytes = bytes;
    t->mapped = mapped;
    t->n = head->tables;
    *out = t;
    return ST_OK;
}

static StCode tables_map(const char *path, int fd, Tables **out, StErr *err) {
    struct stat st;
    if (fstat(fd, &st) != 0 || st.st_size <= 0 || st.st_size > TABLES_BYTES_MAX)
        return damaged(err);
    size_t bytes = (size_t)st.st_size;
    void *blob = mmap(NULL, bytes, PROT_READ, MAP_PRIVATE, fd, 0);
    if (blob == MAP_FAILED) return st_fail(err, ST_IO, 0, "%s cannot be mapped", path);
    StCode code = tables_load(blob, bytes, true, out, err);
    if (code != ST_OK) munmap(blob, bytes);
    return code;
}

StCode tables_open(const char *path, Tables **out, StErr *err) {
    *out = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return st_fail(err, ST_IO, 0, "%s cannot be opened", path);
    StCode code = tables_map(path, fd, out, err);
    close(fd);
    return code;
}

StCode tables_open_bytes(Str blob, Tables **out, StErr *err) {
    *out = NULL;
    char *copy = malloc(blob.n ? blob.n : 1);
    TRY_MEM(copy, err);
    if (blob.n) memcpy(copy, blob.p, blob.n);
    StCode code = tables_load(copy, blob.n, false, out, err);
    if (code != ST_OK) free(copy);
    return code; /* NOLINT(clang-analyzer-unix.Malloc): *out owns the copy */
}

void tables_close(Tables *t) {
    if (!t) return;
    if (t->mapped)
        munmap(t->blob, t->bytes);
    else
        free(t->blob);
    free(t);
}

const Table *tables_get(const Tables *t, const char *name) {
    for (uint32_t i = 0; i < t->n; i++)
        if (str_eq(t->tables[i].name, str_of(name))) return &t->tables[i];
    return NULL;
}

uint32_t tables_count(const Tables *t) {
    return t->n;
}
const Table *tables_at(const Tables *t, uint32_t i) {
    return &t->tables[i];
}
Str table_name(const Table *t) {
    return t->name;
}
uint32_t table_columns(const Table *t) {
    return t->column_count;
}

Str table_column_name(const Table *t, uint32_t column) {
    return column < t->column_count ? text_of(t->blob, t->bytes, t->columns[column]) : S("");
}

uint32_t table_rows(const Table *t) {
    return t ? t->rows : 0;
}

int table_column(const Table *t, const char *name) {
    for (uint32_t i = 0; t && i < t->column_count; i++)
        if (str_eq(text_of(t->blob, t->bytes, t->columns[i]), str_of(name))) return (int)i;
    return -1;
}

Str table_cell(const Table *t, uint32_t row, int column) {
    if (!t || row >= t->rows || column < 0 || (uint32_t)column >= t->column_count) return S("");
    return text_of(t->blob, t->bytes, t->cells[(size_t)row * t->column_count + (uint32_t)column]);
}

static bool holds(const Table *t, const BlobSlot *slot, Str key, uint64_t hash) {
    return slot->hash == hash && str_eq(text_of(t->blob, t->bytes, slot->key), key);
}

/* The first slot of a key; NULL when there is none. */
static const BlobSlot *first_slot(const Table *t, Str key, uint64_t hash) {
    for (uint64_t i = 0; i <= t->slot_mask; i++) {
        const BlobSlot *slot = &t->slots[(hash + i) & t->slot_mask];
        if (!slot->hash) return NULL;
        if (holds(t, slot, key, hash)) return slot;
    }
    return NULL;
}

uint32_t table_find(const Table *t, Str key, uint32_t after) {
    if (!t) return 0;
    uint64_t hash = blob_hash(key);
    bool passed = after == 0;
    for (uint64_t i = 0; i <= t->slot_mask; i++) {
        const BlobSlot *slot = &t->slots[(hash + i) & t->slot_mask];
        if (!slot->hash) return 0;
        if (!holds(t, slot, key, hash)) continue;
        if (passed && slot->row && slot->row <= t->rows) return slot->row;
        passed = passed || slot->row == after;
    }
    return 0;
}

Phrase table_match(const Table *t, const Str *words, uint32_t n) {
    Phrase best = {0};
    char key[TABLE_KEY_MAX];
    size_t length = 0;
    if (!t) return best;
    for (uint32_t i = 0; i < n && i < TABLE_PHRASE_MAX; i++) {
        bool gap = i && !blob_closes_up(words[i - 1], words[i]);
        if (length + gap + words[i].n > sizeof key) break;
        if (gap) key[length++] = ' ';
        memcpy(key + length, words[i].p, words[i].n);
        length += words[i].n;
        Str k = {key, length};
        const BlobSlot *slot = first_slot(t, k, blob_hash(k));
        if (!slot) break;
        if (slot->row && slot->row <= t->rows)
            best = (Phrase){slot->row, i + 1, text_of(t->blob, t->bytes, slot->key)};
        if (!slot->longer) break;
    }
    return best;
}
