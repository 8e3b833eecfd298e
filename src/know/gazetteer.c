#include "know/gazetteer.h"

#include "base/utf8.h"
#include "know/tables_write.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* The columns of GeoNames' files. */
enum {
    FIELD_ID,
    FIELD_NAME,
    FIELD_ASCII,
    FIELD_OTHERS,
    FIELD_LAT,
    FIELD_LON,
    FIELD_CLASS,
    FIELD_CODE,
    FIELD_COUNTRY,
    FIELD_ADMIN1 = 10,
    FIELD_POPULATION = 14,
    FIELDS = 19
};

enum { SORT_BYTES = 8, SPELLING_LEAST = 5, SPELLING_MOST = 40 };

typedef struct Builder {
    Gazetteer *g;
    StErr *err;
    Sorter rows; /* by falling population, then number: 8 bytes, then the row as a line */
    Arena row;   /* of one row */
    uint64_t line;
    Str fields[FIELDS];
} Builder;

/* ---- what is kept */

typedef struct KindRow {
    const char *code, *feature;
} KindRow;

/* A code stands for all that begin with it: "ADM" is ADM1 to ADM5 and ADMD. The first one counts.
 */
static const KindRow kinds[] = {
    {"P.PPLQ", NULL},       {"P.PPLW", NULL},     {"P.STLMT", NULL},      {"P.", "city"},
    {"A.ADM", "division"},  {"L.CONT", NULL},     {"L.RGN", "region"},    {"L.AREA", "area"},
    {"L.MILB", "base"},     {"S.AIRB", "base"},   {"S.AIRP", "airport"},  {"S.CMPRF", "camp"},
    {"S.DAM", "dam"},       {"S.BDG", "bridge"},  {"S.PS", "plant"},      {"S.CTRA", "plant"},
    {"S.HSP", "hospital"},  {"S.INSM", "base"},   {"S.PRN", "prison"},    {"S.STDM", "stadium"},
    {"S.CTRB", "crossing"}, {"L.PRT", "port"},    {"H.STRT", "strait"},   {"H.GULF", "sea"},
    {"H.SEA", "sea"},       {"H.LK", "lake"},     {"H.RSV", "lake"},      {"H.BAY", "bay"},
    {"H.HBR", "port"},      {"T.ISL", "island"},  {"T.MTS", "mountains"}, {"T.MT", "mountain"},
    {"T.PK", "mountain"},   {"T.VLC", "volcano"}, {"T.PASS", "pass"},     {"T.PEN", "peninsula"},
    {"T.VAL", "valley"},    {"T.DSRT", "desert"}, {"T.PLAT", "plateau"},
};

/* NULL: not kept. */
static const char *feature_of(Str class, Str code) {
    char full[24];
    int n = snprintf(full, sizeof full, "%.*s.%.*s", STR_ARG(class), STR_ARG(code));
    if (n < 0 || (size_t)n >= sizeof full) return NULL;
    bool former = full[n - 1] == 'H' && (full[0] == 'P' || full[0] == 'A');
    if (former) return NULL; /* PPLH, ADM1H: of history */
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_starts((Str){full, (size_t)n}, str_of(kinds[i].code))) return kinds[i].feature;
    return NULL;
}

/* ---- reading */

static StCode bad(Builder *b, int field, const char *what) {
    return st_fail(b->err, ST_BAD_FORMAT, b->line, "%s:%llu:%d: %s", b->g->from_name,
                   (unsigned long long)b->line, field + 1, what);
}

static StCode split(Builder *b, Str line) {
    int n = 0;
    for (;; n++) {
        size_t tab = str_find_char(line, '\t');
        if (n < FIELDS) b->fields[n] = tab == SIZE_MAX ? line : (Str){line.p, tab};
        if (tab == SIZE_MAX) break;
        line = str_from(line, tab + 1);
    }
    if (n + 1 == FIELDS) return ST_OK;
    char what[80];
    snprintf(what, sizeof what, "%d columns instead of the %d of a GeoNames dump", n + 1,
             (int)FIELDS);
    return bad(b, n < FIELDS ? n : FIELDS, what);
}

static bool number_of(Str s, uint32_t most, uint32_t *out) {
    uint64_t v = 0;
    if (s.n && (!str_to_u64(s, &v) || v > most)) return false;
    *out = (uint32_t)v;
    return true;
}

/* "-12.3456" in thousandths, rounded. */
static bool thousandths(Str s, int most, int32_t *out) {
    bool minus = s.n && s.p[0] == '-', point = false, digit = false;
    int64_t v = 0;
    int decimals = 0;
    for (size_t i = minus; i < s.n; i++) {
        bool is_digit = s.p[i] >= '0' && s.p[i] <= '9';
        if (!is_digit && (s.p[i] != '.' || point)) return false;
        point = point || !is_digit;
        digit = digit || is_digit;
        if (!is_digit || decimals == 4) continue;
        v = v * 10 + (s.p[i] - '0');
        decimals += point;
        if (v > 10000000) return false;
    }
    for (; decimals < 4; decimals++) v *= 10;
    v = (v + 5) / 10;
    *out = (int32_t)(minus ? -v : v);
    return digit && v <= most * 1000;
}

/* A Latin spelling that news may use. */
static bool is_plain(Str s) {
    bool lower = false;
    if (s.n < SPELLING_LEAST || s.n > SPELLING_MOST || s.p[0] < 'A' || s.p[0] > 'Z') return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        if (!letter && c != '\'' && c != '.' && c != ' ' && c != '-') return false;
        lower = lower || (c >= 'a' && c <= 'z');
    }
    return lower;
}

/* Without what stands in brackets; a name may hold neither '|' nor ','. */
static Str clean_name(Builder *b) {
    Str s = b->fields[FIELD_NAME];
    size_t open = str_find_char(s, '(');
    if (open != SIZE_MAX) s.n = open;
    s = str_trim(s);
    if (str_find_char(s, '|') != SIZE_MAX || str_find_char(s, ',') != SIZE_MAX) return S("");
    return s;
}

static bool add_spelling(Builder *b, Text *out, Map *seen, Str spelling) {
    Str key = utf8_fold(&b->row, spelling);
    if (!key.p || !key.n || key.n > TABLE_KEY_MAX || map_get(seen, key)) return false;
    map_set(seen, key, 1);
    if (out->n) text_add_char(out, '|');
    text_add(out, spelling);
    return true;
}

static void add_names(Builder *b, Text *out, Str name, uint32_t population) {
    Map seen = {.arena = &b->row};
    add_spelling(b, out, &seen, name);
    if (population < GAZETTEER_SPELLINGS_FROM) return;
    Str rest = b->fields[FIELD_OTHERS], other;
    int n = 1;
    if (is_plain(b->fields[FIELD_ASCII])) n += add_spelling(b, out, &seen, b->fields[FIELD_ASCII]);
    while (n < GAZETTEER_SPELLINGS_MOST && str_split(&rest, ',', &other))
        if (is_plain(str_trim(other))) n += add_spelling(b, out, &seen, str_trim(other));
}

static StCode add_row(Builder *b, const char *feature) {
    uint32_t id, population;
    int32_t lat, lon;
    const Str *f = b->fields;
    if (!f[FIELD_ID].n || !number_of(f[FIELD_ID], INT32_MAX, &id))
        return bad(b, FIELD_ID, "no number of GeoNames");
    if (!thousandths(f[FIELD_LAT], 90, &lat)) return bad(b, FIELD_LAT, "no latitude");
    if (!thousandths(f[FIELD_LON], 180, &lon)) return bad(b, FIELD_LON, "no longitude");
    if (!number_of(f[FIELD_POPULATION], UINT32_MAX, &population))
        return bad(b, FIELD_POPULATION, "no number of inhabitants");
    if (population > INT32_MAX) population = INT32_MAX; /* continents */
    Str name = clean_name(b);
    if (!name.n) return ST_OK;
    Text row = {.arena = &b->row};
    for (int i = 3; i >= 0; i--) text_add_char(&row, (char)(~population >> 8 * i & 0xff));
    for (int i = 3; i >= 0; i--) text_add_char(&row, (char)(id >> 8 * i & 0xff));
    Text names = {.arena = &b->row};
    add_names(b, &names, name, population);
    if (!names.n && !names.failed) return ST_OK;
    text_add(&row, text_str(&names));
    text_format(&row, "\t%.*s\t%.*s\t%d\t%d\t%u\t%u\t%s", STR_ARG(f[FIELD_COUNTRY]),
                STR_ARG(f[FIELD_ADMIN1]), lat, lon, population, id, feature);
    TRY_MEM(!names.failed && !row.failed, b->err);
    b->g->kept++;
    return sorter_add(&b->rows, text_str(&row), b->err);
}

static StCode add_line(Builder *b, Str line) {
    TRY(split(b, line));
    const char *feature = feature_of(b->fields[FIELD_CLASS], b->fields[FIELD_CODE]);
    if (!feature) return ST_OK;
    if (utf8_valid_until(line) < line.n) return bad(b, FIELD_NAME, "not UTF-8");
    return add_row(b, feature);
}

static StCode step(Builder *b, const char *what, uint64_t rows) {
    Gazetteer *g = b->g;
    if (rows % GAZETTEER_STEP == 0 && g->progress && !g->progress(g->context, what, rows))
        return st_fail(b->err, ST_STOPPED, 0, "stopped");
    return ST_OK;
}

static StCode read_lines(Builder *b) {
    char *line = NULL;
    size_t cap = 0;
    StCode code = ST_OK;
    for (ssize_t n; code == ST_OK && (n = getline(&line, &cap, b->g->from)) >= 0;) {
        b->line++;
        while (n && (line[n - 1] == '\n' || line[n - 1] == '\r')) n--;
        if (n > GAZETTEER_LINE_MAX)
            code = bad(b, 0, "the line is too long");
        else if (n && line[0] != '#')
            code = add_line(b, (Str){line, (size_t)n});
        arena_reset(&b->row);
        b->g->read = b->line;
        if (code == ST_OK) code = step(b, "read", b->line);
    }
    free(line);
    if (code == ST_OK && ferror(b->g->from))
        code = st_fail(b->err, ST_IO, 0, "%s: %s", b->g->from_name, strerror(errno));
    if (code == ST_OK && !b->g->kept)
        code = st_fail(b->err, ST_BAD_FORMAT, 0, "%s: no places in it", b->g->from_name);
    return code;
}

/* ---- writing */

static StCode write_rows(Builder *b, BlobWriter *w) {
    static Str names[] = {STR("names"),           STR("country:word"), STR("admin1:word"),
                          STR("lat:number"),      STR("lon:number"),   STR("population:number"),
                          STR("geonames:number"), STR("feature:word")};
    Strs columns = {names, sizeof names / sizeof *names};
    TRY(blob_begin(w, 1));
    TRY(blob_table_begin(w, S("places/cities"), &columns, true));
    TRY(sorter_finish(&b->rows, b->err));
    for (uint64_t done = 1;; done++) {
        Str row, cells[sizeof names / sizeof *names];
        TRY(sorter_next(&b->rows, &row, b->err));
        if (!row.p) break;
        row = str_from(row, SORT_BYTES);
        for (uint32_t i = 0; i < columns.n; i++) {
            size_t tab = str_find_char(row, '\t');
            cells[i] = tab == SIZE_MAX ? row : (Str){row.p, tab};
            row = str_from(row, tab == SIZE_MAX ? row.n : tab + 1);
        }
        Strs all = {cells, columns.n};
        TRY(blob_row(w, &all));
        TRY(step(b, "written", done));
    }
    TRY(blob_table_end(w));
    return blob_end(w);
}

/* Written beside the old one and put in its place at the end: who has that mapped goes on with it, and
 * what fails leaves it as it was. */
static StCode build(Builder *b, const char *folder) {
    Arena keep = {0};
    BlobWriter w = {.err = b->err, .arena = &keep, .folder = folder, .many = true};
    TRY(read_lines(b));
    Str part = arena_format(&keep, "%s.part", b->g->to);
    w.file = part.p ? fopen(part.p, "wb") : NULL;
    if (!w.file) {
        arena_drop(&keep);
        return st_fail(b->err, ST_IO, 0, "%s: %s", b->g->to, strerror(errno));
    }
    StCode code = write_rows(b, &w);
    b->g->bytes = w.at;
    blob_drop(&w);
    bool closed = fclose(w.file) == 0;
    if (code == ST_OK && (!closed || rename(part.p, b->g->to) != 0))
        code = st_fail(b->err, ST_IO, 0, "%s: %s", b->g->to, strerror(errno));
    if (code != ST_OK) unlink(part.p);
    arena_drop(&keep);
    return code;
}

StCode gazetteer_build(Gazetteer *g, StErr *err) {
    Arena a = {0};
    Str to = str_of(g->to);
    while (to.n && to.p[to.n - 1] != '/') to.n--;
    Str folder = to.n ? arena_copy(&a, to) : S(".");
    TRY_MEM(folder.p, err);
    Builder b = {.g = g, .err = err, .rows = {.folder = folder.p}};
    g->read = g->kept = g->bytes = 0;
    StCode code = build(&b, folder.p);
    sorter_drop(&b.rows);
    arena_drop(&b.row);
    arena_drop(&a);
    return code;
}
