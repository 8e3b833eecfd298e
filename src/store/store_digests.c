/* What grouping and folding need of a document, as bytes beside it: little-endian, so that a store
 * can be carried to another machine. */
#include "store/store_digests.h"

#include "store/store_parts.h"
#include "story/likeness.h"

#define TEXT_OF_(x)         #x
#define TEXT_OF(x)          TEXT_OF_(x)
#define DIGEST_VERSION_TEXT TEXT_OF(DIGEST_VERSION_NUMBER)

enum { SHINGLE_BYTES = 4, FEATURE_BYTES = 6 };

static void put_u32(unsigned char *p, uint32_t v) {
    for (int i = 0; i < 4; i++) p[i] = (unsigned char)(v >> (8 * i));
}

static uint32_t get_u32(const unsigned char *p) {
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static Str pack_shingles(const Shingles *s, Arena *a) {
    unsigned char *p = arena_new(a, unsigned char, (size_t)s->n *SHINGLE_BYTES);
    for (uint32_t i = 0; p && i < s->n; i++) put_u32(p + (size_t)i * SHINGLE_BYTES, s->v[i]);
    return (Str){(char *)p, (size_t)s->n * SHINGLE_BYTES};
}

static Str pack_profile(const Profile *f, Arena *a) {
    unsigned char *p = arena_new(a, unsigned char, (size_t)f->n *FEATURE_BYTES);
    for (uint32_t i = 0; p && i < f->n; i++) {
        unsigned char *at = p + (size_t)i * FEATURE_BYTES;
        put_u32(at, f->v[i].key);
        at[4] = f->v[i].base;
        at[5] = f->v[i].kind;
    }
    return (Str){(char *)p, (size_t)f->n * FEATURE_BYTES};
}

static StCode write_digest(Store *s, const Records *r, int64_t number, Arena *a, StErr *err) {
    Shingles shingles;
    Profile profile;
    TRY_MEM(shingles_make(&r->doc, a, &shingles) == ST_OK &&
                profile_make(&s->maker, r, a, &profile) == ST_OK,
            err);
    Str x = pack_shingles(&shingles, a), y = pack_profile(&profile, a);
    TRY_MEM(x.p && y.p, err);
    sqlite3_stmt *q;
    TRY(store_prepare(s, &q, err,
                      "INSERT OR REPLACE INTO digest (document, day, shingles, profile, version)"
                      " VALUES (?, ?, ?, ?, ?)",
                      0, NULL));
    sqlite3_bind_int64(q, 1, number);
    sqlite3_bind_int64(q, 2, profile.day);
    sqlite3_bind_blob64(q, 3, x.p, x.n, SQLITE_STATIC);
    sqlite3_bind_blob64(q, 4, y.p, y.n, SQLITE_STATIC);
    sqlite3_bind_int(q, 5, DIGEST_VERSION);
    return store_finish(s, q, err);
}

StCode store_write_digest(Store *s, const Records *r, int64_t number, StErr *err) {
    if (!s->tables) return ST_OK; /* made when stories are asked for */
    Arena scratch = {0};
    StCode code = write_digest(s, r, number, &scratch, err);
    arena_drop(&scratch);
    return code;
}

StCode store_read_since(Store *s, const char *sql, int64_t since, Arena *a, StoredDocuments *out,
                        StErr *err) {
    sqlite3_stmt *q;
    *out = (StoredDocuments){NULL, 0};
    TRY(store_prepare(s, &q, err, sql, 0, NULL));
    sqlite3_bind_int64(q, 1, since);
    while (sqlite3_step(q) == SQLITE_ROW) {
        StoredDocument *slot = list_push(a, out, StoredDocument);
        if (slot)
            *slot =
                (StoredDocument){.number = sqlite3_column_int64(q, 0), .id = store_column(q, 1, a)};
    }
    store_done(q);
    return a->spent ? store_no_memory(err) : ST_OK;
}

/* Documents without a digest of this version that changed since. */
static StCode find_bare(Store *s, int64_t since, Arena *a, StoredDocuments *out, StErr *err) {
    static const char sql[] =
        "SELECT number, id FROM document d WHERE version > ? AND current = 1 AND NOT EXISTS"
        " (SELECT 1 FROM digest g WHERE g.document = d.number AND g.version = " DIGEST_VERSION_TEXT
        ")";
    return store_read_since(s, sql, since, a, out, err);
}

/* An older program added them, or made their digests in another way. */
StCode store_fill_digests(Store *s, int64_t since, StErr *err) {
    Arena keep = {0}, one = {0};
    StoredDocuments bare;
    StCode code = find_bare(s, since, &keep, &bare, err);
    for (uint32_t i = 0; code == ST_OK && i < bare.n; i++) {
        Records *r;
        code = store_load_one(s, bare.v[i].id, &one, &r, err);
        if (code == ST_OK) code = write_digest(s, r, bare.v[i].number, &one, err);
        arena_reset(&one);
    }
    arena_drop(&one);
    arena_drop(&keep);
    return code;
}

StCode store_read_shingles(Store *s, const StoredDocument *docs, uint32_t n, Arena *a,
                           Shingles *out, StErr *err) {
    for (uint32_t i = 0; i < n; i++) {
        sqlite3_stmt *q;
        TRY(store_prepare(s, &q, err, "SELECT shingles FROM digest WHERE document = ?", 0, NULL));
        sqlite3_bind_int64(q, 1, docs[i].number);
        bool row = sqlite3_step(q) == SQLITE_ROW;
        const unsigned char *p = row ? sqlite3_column_blob(q, 0) : NULL;
        uint32_t count = row ? (uint32_t)sqlite3_column_bytes(q, 0) / SHINGLE_BYTES : 0;
        out[i] = (Shingles){.v = arena_new(a, uint32_t, count), .n = count};
        for (uint32_t k = 0; out[i].v && k < count; k++)
            out[i].v[k] = get_u32(p + (size_t)k * SHINGLE_BYTES);
        store_done(q);
        TRY_MEM(out[i].v, err);
        shingles_sample(&out[i]);
    }
    return ST_OK;
}

StCode store_read_profiles(Store *s, const StoredDocument *docs, uint32_t n, Arena *a, Profile *out,
                           StErr *err) {
    for (uint32_t i = 0; i < n; i++) {
        sqlite3_stmt *q;
        TRY(store_prepare(s, &q, err, "SELECT profile, day FROM digest WHERE document = ?", 0,
                          NULL));
        sqlite3_bind_int64(q, 1, docs[i].number);
        bool row = sqlite3_step(q) == SQLITE_ROW;
        const unsigned char *p = row ? sqlite3_column_blob(q, 0) : NULL;
        uint32_t count = row ? (uint32_t)sqlite3_column_bytes(q, 0) / FEATURE_BYTES : 0;
        out[i] = (Profile){.v = arena_new(a, Feature, count),
                           .n = count,
                           .day = row ? (Day)sqlite3_column_int64(q, 1) : 0};
        for (uint32_t k = 0; out[i].v && k < count; k++) {
            const unsigned char *at = p + (size_t)k * FEATURE_BYTES;
            out[i].v[k] =
                (Feature){.key = get_u32(at), .base = at[4], .kind = at[5] % FEATURE_KINDS};
        }
        store_done(q);
        TRY_MEM(out[i].v, err);
    }
    return ST_OK;
}

StCode store_write_rarity(Store *s, int64_t number, const Profile *p, StErr *err) {
    Arena a = {0};
    unsigned char *bytes = arena_new(&a, unsigned char, p->n);
    for (uint32_t i = 0; bytes && i < p->n; i++) {
        uint32_t weight = p->v[i].weight, base = p->v[i].base, rarity = base ? weight / base : 0;
        bytes[i] = (unsigned char)(rarity > UINT8_MAX ? UINT8_MAX : rarity);
    }
    sqlite3_stmt *q;
    StCode code = bytes
                      ? store_prepare(s, &q, err,
                                      "UPDATE digest SET rarity = ?2 WHERE document = ?1", 0, NULL)
                      : st_fail(err, ST_NOMEM, 0, "out of memory");
    if (code == ST_OK) {
        sqlite3_bind_int64(q, 1, number);
        sqlite3_bind_blob64(q, 2, bytes, p->n, SQLITE_STATIC);
        code = store_finish(s, q, err);
    }
    arena_drop(&a);
    return code;
}

StCode store_read_weighed(Store *s, int64_t number, Arena *a, Profile *out, StErr *err) {
    sqlite3_stmt *q;
    TRY(store_read_profiles(s, &(StoredDocument){.number = number}, 1, a, out, err));
    TRY(store_prepare(s, &q, err, "SELECT rarity FROM digest WHERE document = ?", 0, NULL));
    sqlite3_bind_int64(q, 1, number);
    if (sqlite3_step(q) == SQLITE_ROW && (uint32_t)sqlite3_column_bytes(q, 0) == out->n)
        likeness_weigh(out, sqlite3_column_blob(q, 0));
    store_done(q);
    return ST_OK;
}
