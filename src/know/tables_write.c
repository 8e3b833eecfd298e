#include "know/tables_write.h"

#include "base/utf8.h"

#include <errno.h>
#include <stdlib.h>

BlobKind blob_column_kind(Str header, Str *name) {
    size_t at = str_find_char(header, ':');
    *name = at == SIZE_MAX ? header : (Str){header.p, at};
    if (at == SIZE_MAX) return BLOB_TEXT;
    Str kind = str_from(header, at + 1);
    return str_eq(kind, S("word"))     ? BLOB_WORD
           : str_eq(kind, S("number")) ? BLOB_NUMBER
                                       : BLOB_KINDS;
}

/* ---- bytes */

static StCode put(BlobWriter *w, const void *p, size_t n) {
    if (w->at + n > TABLES_BYTES_MAX)
        return st_fail(w->err, ST_LIMIT, 0, "the tables are too large");
    w->at += n;
    if (!w->file) {
        text_add(&w->memory, (Str){p, n});
        TRY_MEM(!w->memory.failed, w->err);
    } else if (n && fwrite(p, 1, n, w->file) != n) {
        return st_fail(w->err, ST_IO, 0, "%s", strerror(errno));
    }
    return ST_OK;
}

static StCode align(BlobWriter *w) {
    static const char zeros[8];
    return put(w, zeros, (8 - w->at % 8) % 8);
}

/* Begins a part. */
static StCode part(BlobWriter *w, uint32_t *at) {
    TRY(align(w));
    *at = (uint32_t)w->at;
    return ST_OK;
}

static StCode put_spool(BlobWriter *w, Spool *s) {
    char bytes[1 << 14];
    for (size_t got = 1; got;) {
        TRY(spool_read(s, bytes, sizeof bytes, &got, w->err));
        TRY(put(w, bytes, got));
    }
    return ST_OK;
}

/* ---- texts */

static StCode put_text(BlobWriter *w, Str s, bool share, uint32_t *at) {
    *at = 0;
    if (!s.n) return ST_OK;
    uint32_t *known = share ? map_at(&w->texts, s) : NULL;
    TRY_MEM(known || !share, w->err);
    if (known && *known) {
        *at = *known;
        return ST_OK;
    }
    *at = (uint32_t)w->at;
    if (known) *known = *at;
    TRY(put(w, s.p, s.n));
    return put(w, "\n", 1);
}

static StCode put_word(BlobWriter *w, Str s, uint16_t *number) {
    *number = 0;
    if (!s.n) return ST_OK;
    uint32_t known = map_get(&w->words, s), at;
    BlobTable *t = &w->tables[w->next - 1];
    if (!known) {
        if (t->words == BLOB_WORDS_MAX)
            return st_fail(w->err, ST_BAD_FORMAT, 0, "too many different words in a word column");
        Str copy = arena_copy(w->arena, s);
        TRY_MEM(copy.p, w->err);
        known = ++t->words;
        map_set(&w->words, copy, known);
        TRY_MEM(!w->words.failed, w->err);
        TRY(put_text(w, copy, !w->many, &at));
        TRY(spool_add(&w->word_list, &at, sizeof at, w->err));
    }
    *number = (uint16_t)known;
    return ST_OK;
}

/* ---- keys */

/* Whether a key may be cut before byte i: at a space, and around hyphens and apostrophes. */
static bool may_cut(Str key, size_t i) {
    return key.p[i] == ' ' || key.p[i] == '-' || key.p[i] == '\'' || key.p[i - 1] == '-';
}

static void big_endian(char *to, uint64_t value, int bytes) {
    for (int i = bytes - 1; i >= 0; i--, value >>= 8) to[i] = (char)(value & 0xff);
}

static uint64_t from_big_endian(const char *p, int bytes) {
    uint64_t value = 0;
    for (int i = 0; i < bytes; i++) value = value << 8 | (unsigned char)p[i];
    return value;
}

/* What lookups may come upon goes into the index of the blob too. */
static StCode put_index(BlobWriter *w, uint64_t hash) {
    if (w->many || w->next > INDEX_TABLES_MAX) return ST_OK;
    IndexEntry *e = list_push(w->arena, &w->index, IndexEntry);
    TRY_MEM(e, w->err);
    *e = (IndexEntry){hash, w->next - 1};
    return ST_OK;
}

/* Entries are sorted as hash, row, place of the key. */
static StCode put_key(BlobWriter *w, Str key, uint32_t row) {
    uint32_t at;
    char record[16];
    TRY(put_text(w, key, !w->many, &at));
    TRY(put_index(w, str_hash(key)));
    big_endian(record, str_hash(key), 8);
    big_endian(record + 8, row, 4);
    big_endian(record + 12, at, 4);
    TRY(sorter_add(&w->entries, (Str){record, sizeof record}, w->err));
    w->tables[w->next - 1].entries++; /* before those that a row says twice are left out */
    for (size_t i = 1; i < key.n; i++) {
        if (!may_cut(key, i)) continue;
        uint64_t hash = str_hash((Str){key.p, i});
        TRY(put_index(w, hash));
        TRY(spool_add(&w->beginnings, &hash, sizeof hash, w->err));
        w->beginning_count++;
    }
    return ST_OK;
}

static StCode put_keys(BlobWriter *w, Str keys, uint32_t row) {
    Str rest = keys, piece;
    bool some = false;
    while (str_split(&rest, '|', &piece)) {
        Str key = utf8_fold(w->many ? &w->row_arena : w->arena, piece);
        TRY_MEM(key.p, w->err);
        if (!key.n) return st_fail(w->err, ST_BAD_FORMAT, 0, "an empty key");
        if (key.n > TABLE_KEY_MAX) return st_fail(w->err, ST_BAD_FORMAT, 0, "the key is too long");
        TRY(put_key(w, key, row));
        some = true;
    }
    return some ? ST_OK : st_fail(w->err, ST_BAD_FORMAT, 0, "no key");
}

/* ---- tables */

StCode blob_begin(BlobWriter *w, uint32_t tables) {
    BlobHead head = {0};
    w->memory.arena = w->arena;
    w->texts.arena = w->words.arena = w->arena;
    w->count = tables;
    w->tables = arena_new(w->arena, BlobTable, tables);
    TRY_MEM(w->tables, w->err);
    w->rows.folder = w->beginnings.folder = w->word_list.folder = w->entries.folder = w->folder;
    TRY(put(w, &head, sizeof head));
    return put(w, w->tables, tables * sizeof *w->tables);
}

StCode blob_table_begin(BlobWriter *w, Str name, const Strs *columns, bool replaces) {
    BlobTable *t = &w->tables[w->next++];
    w->cell = 0;
    w->words = (Map){.arena = w->arena};
    if (columns->n > TABLE_COLUMNS_MAX)
        return st_fail(w->err, ST_BAD_FORMAT, 0, "too many columns");
    *t = (BlobTable){.columns = columns->n, .replaces = replaces};
    if (name.n > sizeof t->name)
        return st_fail(w->err, ST_BAD_FORMAT, 0, "the table's name is too long");
    memcpy(t->name, name.p, name.n);
    for (uint32_t i = 0; i < columns->n; i++) {
        Str column;
        BlobKind kind = blob_column_kind(columns->v[i], &column);
        w->cell = i;
        if (kind == BLOB_KINDS)
            return st_fail(w->err, ST_BAD_FORMAT, 0, "a column is name, name:word or name:number");
        w->columns[i] = (BlobColumn){.kind = (uint16_t)kind, .offset = (uint16_t)t->stride};
        TRY(put_text(w, column, true, &w->columns[i].name));
        t->stride += blob_cell_bytes(kind);
    }
    return ST_OK;
}

static bool number_of(Str s, int32_t *out) {
    bool minus = s.n && s.p[0] == '-';
    uint64_t v = 0;
    *out = TABLE_NUMBER_NONE;
    if (!s.n) return true;
    if (!str_to_u64(str_from(s, minus), &v) || v > INT32_MAX) return false;
    *out = minus ? -(int32_t)v : (int32_t)v;
    return true;
}

static StCode put_cell(BlobWriter *w, char *row, const BlobColumn *c, Str cell) {
    uint32_t at;
    uint16_t word;
    int32_t number;
    switch ((BlobKind)c->kind) {
    case BLOB_WORD:
        TRY(put_word(w, cell, &word));
        memcpy(row + c->offset, &word, sizeof word);
        return ST_OK;
    case BLOB_NUMBER:
        if (!number_of(cell, &number))
            return st_fail(w->err, ST_BAD_FORMAT, 0, "not a whole number: %.*s",
                           (int)(cell.n < 40 ? cell.n : 40), cell.p);
        memcpy(row + c->offset, &number, sizeof number);
        return ST_OK;
    default:
        TRY(put_text(w, cell, !w->many, &at));
        memcpy(row + c->offset, &at, sizeof at);
        return ST_OK;
    }
}

StCode blob_row(BlobWriter *w, const Strs *cells) {
    BlobTable *t = &w->tables[w->next - 1];
    char row[TABLE_COLUMNS_MAX * sizeof(uint32_t)];
    if (w->many) arena_reset(&w->row_arena);
    w->cell = 0;
    if (t->rows == BLOB_ROWS_MAX) return st_fail(w->err, ST_LIMIT, 0, "too many rows");
    TRY(put_keys(w, cells->n ? cells->v[0] : S(""), t->rows + 1));
    for (uint32_t i = 0; i < t->columns; i++) {
        w->cell = i;
        TRY(put_cell(w, row, &w->columns[i], i < cells->n ? cells->v[i] : S("")));
    }
    TRY(spool_add(&w->rows, row, t->stride, w->err));
    t->rows++;
    return ST_OK;
}

/* Entries in the order of their hashes; into `buckets` goes where each bucket begins. */
static StCode put_sorted(BlobWriter *w, BlobTable *t, Spool *buckets) {
    uint32_t begun = 0, all = 1u << t->bucket_bits;
    uint64_t last_hash = 0, last_row = 0;
    t->entries = 0;
    for (Str r = S("-"); r.p;) {
        TRY(sorter_next(&w->entries, &r, w->err));
        uint64_t hash = r.p ? from_big_endian(r.p, 8) : 0,
                 row = r.p ? from_big_endian(r.p + 8, 4) : 0;
        if (r.p && hash == last_hash && row == last_row) continue;
        uint32_t upto = r.p ? blob_bucket(hash, t->bucket_bits) : all;
        for (; begun <= upto; begun++)
            TRY(spool_add(buckets, &t->entries, sizeof t->entries, w->err));
        if (!r.p) break;
        BlobEntry e = {.key = (uint32_t)from_big_endian(r.p + 12, 4),
                       .row = (uint32_t)row | blob_mark(hash) << 24};
        TRY(put(w, &e, sizeof e));
        t->entries++;
        last_hash = hash;
        last_row = row;
    }
    return ST_OK;
}

static StCode put_entries(BlobWriter *w, BlobTable *t) {
    Spool buckets = {.folder = w->folder};
    while ((1ull << t->bucket_bits) * BLOB_BUCKET_KEYS < t->entries) t->bucket_bits++;
    StCode code = sorter_finish(&w->entries, w->err);
    if (code == ST_OK) code = part(w, &t->entries_at);
    if (code == ST_OK) code = put_sorted(w, t, &buckets);
    if (code == ST_OK) code = part(w, &t->buckets_at);
    if (code == ST_OK) code = put_spool(w, &buckets);
    spool_drop(&buckets);
    return code;
}

static StCode put_filter(BlobWriter *w, BlobTable *t) {
    t->filter_bits = 6;
    while (t->filter_bits < 31 && (1ull << t->filter_bits) < w->beginning_count * BLOB_FILTER_BITS)
        t->filter_bits++;
    size_t bytes = (size_t)1 << (t->filter_bits - 3), got = 1;
    unsigned char *bits = calloc(1, bytes);
    TRY_MEM(bits, w->err);
    StCode code = ST_OK;
    while (code == ST_OK && got) {
        uint64_t hashes[512];
        code = spool_read(&w->beginnings, hashes, sizeof hashes, &got, w->err);
        for (size_t i = 0; code == ST_OK && i < got / sizeof *hashes; i++)
            for (int k = 0; k < 2; k++) {
                uint32_t bit = blob_filter_bit(hashes[i], t->filter_bits, k);
                bits[bit / 8] |= (unsigned char)(1u << bit % 8);
            }
    }
    if (code == ST_OK) code = part(w, &t->filter_at);
    if (code == ST_OK) code = put(w, bits, bytes);
    free(bits);
    return code;
}

static void drop_table(BlobWriter *w) {
    spool_drop(&w->rows);
    spool_drop(&w->beginnings);
    spool_drop(&w->word_list);
    sorter_drop(&w->entries);
    w->beginning_count = 0;
}

StCode blob_table_end(BlobWriter *w) {
    BlobTable *t = &w->tables[w->next - 1];
    TRY(part(w, &t->columns_at));
    TRY(put(w, w->columns, t->columns * sizeof *w->columns));
    TRY(part(w, &t->rows_at));
    TRY(put_spool(w, &w->rows));
    TRY(part(w, &t->words_at));
    TRY(put_spool(w, &w->word_list));
    TRY(put_entries(w, t));
    TRY(put_filter(w, t));
    drop_table(w);
    return ST_OK;
}

static StCode put_text_index(BlobWriter *w, BlobHead *head) {
    TextIndex x = {.bits = 0};
    if (!w->many) TRY(text_index_make(&w->index, w->arena, &x, w->err));
    if (!x.bits) return align(w);
    head->index_bits = x.bits;
    head->sets = x.set_count;
    TRY(part(w, &head->cells_at));
    TRY(put(w, x.cells, sizeof *x.cells << x.bits));
    TRY(part(w, &head->sets_at));
    return put(w, x.sets, x.set_count * sizeof *x.sets);
}

StCode blob_end(BlobWriter *w) {
    BlobHead head = {.magic = BLOB_MAGIC, .tables = w->count};
    TRY(put_text_index(w, &head));
    head.bytes = w->at;
    size_t bytes = w->count * sizeof *w->tables;
    if (!w->file) {
        memcpy(w->memory.p, &head, sizeof head);
        if (bytes) memcpy(w->memory.p + sizeof head, w->tables, bytes);
        return ST_OK;
    }
    if (fseek(w->file, 0, SEEK_SET) != 0 || fwrite(&head, sizeof head, 1, w->file) != 1 ||
        (bytes && fwrite(w->tables, bytes, 1, w->file) != 1) || fflush(w->file) != 0)
        return st_fail(w->err, ST_IO, 0, "%s", strerror(errno));
    return ST_OK;
}

void blob_drop(BlobWriter *w) {
    drop_table(w);
    arena_drop(&w->row_arena);
}
