#include "know/tables_check.h"

#include "know/tables_source.h"
#include "know/tables_write.h"

#include <stdio.h>

typedef struct Checker {
    const Tables *ours;
    const Table *codes; /* of countries */
    Arena *a;
    TablesReport *r;
    StErr *err;
} Checker;

/* A fault is told and passed over; anything else ends the work. */
static StCode pass(Checker *c, StCode code) {
    if (code != ST_BAD_FORMAT && code != ST_BAD_TEXT) return code;
    c->r->fault(c->r->context, c->err->what);
    c->r->faults++;
    return ST_OK;
}

static StCode fault(Checker *c, const Source *s, uint32_t cell, const char *what) {
    return pass(c, source_fault(s, cell, what, c->err));
}

/* ---- cells, by the names of their columns */

static bool is_country(const Checker *c, Str code) {
    char lower[3];
    if (code.n != 2 && code.n != 3) return false;
    if (str_eq(code, S("INT"))) return true; /* of no country: the United Nations */
    for (size_t i = 0; i < code.n; i++) {
        if (code.p[i] < 'A' || code.p[i] > 'Z') return false;
        lower[i] = (char)(code.p[i] | 0x20);
    }
    return !c->codes || table_find(c->codes, (Str){lower, code.n}, 0);
}

static bool is_sector(const Checker *c, Str code) {
    (void)c;
    for (size_t i = 0; i < code.n; i++)
        if (code.p[i] < 'A' || code.p[i] > 'Z') return false;
    return code.n == 3;
}

/* 2023, 2023-09 or 2023-09-20 */
static bool is_day(const Checker *c, Str day) {
    (void)c;
    static const char form[] = "0000-00-00";
    for (size_t i = 0; i < day.n && i < sizeof form - 1; i++)
        if (form[i] == '0' ? day.p[i] < '0' || day.p[i] > '9' : day.p[i] != '-') return false;
    return day.n == 4 || day.n == 7 || day.n == 10;
}

static bool is_angle(Str s, int most, bool thousandths) {
    uint64_t whole;
    if (s.n && s.p[0] == '-') s = str_from(s, 1);
    size_t point = str_find_char(s, '.');
    Str part = point == SIZE_MAX ? S("0") : str_from(s, point + 1);
    if (point != SIZE_MAX) s.n = point;
    if (!str_to_u64(s, &whole) || whole > (uint64_t)most * (thousandths ? 1000 : 1)) return false;
    return str_to_u64(part, &whole);
}

typedef struct Rule {
    const char *column;
    char parted_by;
    bool (*fits)(const Checker *c, Str piece);
    const char *what;
} Rule;

static const Rule rules[] = {
    {"country", ',', is_country, "no code of a country in ISO 3166-1"},
    {"iso2", ',', is_country, "no code of a country in ISO 3166-1"},
    {"sectors", ',', is_sector, "no code of a sector, as GOV"},
    {"from", 0, is_day, "no day, as 2023-09-20"},
    {"to", 0, is_day, "no day, as 2023-09-20"},
};

/* Columns of one name may hold different things in tables that are no actors or places. */
static bool has_rules(const Source *s) {
    return str_starts(s->name, S("world/")) || str_starts(s->name, S("places/"));
}

static StCode check_cell(Checker *c, const Source *s, uint32_t cell) {
    Str column, text = s->cells[cell];
    bool thousandths = blob_column_kind(s->columns.v[cell], &column) == BLOB_NUMBER;
    bool lat = str_eq(column, S("lat")), lon = str_eq(column, S("lon"));
    if (!text.n) return ST_OK;
    if ((lat || lon) && !is_angle(text, lat ? 90 : 180, thousandths))
        return fault(c, s, cell, lat ? "no latitude" : "no longitude");
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (!str_eq(column, str_of(rules[i].column))) continue;
        Str rest = text, piece = text;
        while (rules[i].parted_by ? str_split(&rest, rules[i].parted_by, &piece) : rest.n > 0) {
            if (!rules[i].parted_by) rest.n = 0;
            if (rules[i].fits(c, str_trim(piece))) continue;
            char what[100];
            snprintf(what, sizeof what, "%s: %.*s", rules[i].what,
                     (int)(piece.n < 40 ? piece.n : 40), piece.p);
            return fault(c, s, cell, what);
        }
    }
    return ST_OK;
}

/* ---- tables */

static StCode check_header(Checker *c, Source *s, const char *name) {
    const Table *ours = tables_get(c->ours, name);
    uint32_t line = s->line;
    s->line = s->header_line;
    StCode code = ours ? ST_OK : fault(c, s, 0, "sitrep has no such table");
    for (uint32_t i = 0; ours && i < s->columns.n && code == ST_OK; i++) {
        Str column;
        blob_column_kind(s->columns.v[i], &column);
        Str copy = arena_copy(c->a, column);
        TRY_MEM(copy.p, c->err);
        if (table_column(ours, copy.p) < 0) code = fault(c, s, i, "the table has no such column");
    }
    s->line = line;
    return code;
}

/* The writer is asked for what it would refuse; what it makes is thrown away. */
static StCode check_rows(Checker *c, Source *s, BlobWriter *w) {
    for (bool more = true; more;) {
        StCode code = source_row(s, c->a, &more, c->err);
        if (code == ST_OK && !more) break;
        c->r->rows++;
        if (code != ST_OK) {
            TRY(pass(c, code));
            continue;
        }
        if (w->next == 0) {
            code = blob_table_begin(w, s->name, &s->columns, false);
            if (code == ST_BAD_FORMAT) { /* of the header: nothing below it can be read */
                char what[ST_ERR_TEXT_MAX];
                memcpy(what, c->err->what, sizeof what);
                s->line = s->header_line;
                return fault(c, s, w->cell, what);
            }
            TRY(code);
        }
        Strs cells = {s->cells, s->cell_count};
        code = blob_row(w, &cells);
        if (code == ST_BAD_FORMAT) {
            char what[ST_ERR_TEXT_MAX];
            memcpy(what, c->err->what, sizeof what);
            code = fault(c, s, w->cell, what);
        }
        TRY(code);
        for (uint32_t i = 0; i < s->cell_count && has_rules(s); i++) TRY(check_cell(c, s, i));
    }
    return ST_OK;
}

static StCode check_table(Checker *c, Source *s) {
    Str name = arena_copy(c->a, s->name);
    TRY_MEM(name.p, c->err);
    c->r->tables++;
    StCode code = source_open(s, c->a, c->err);
    if (code != ST_OK) return pass(c, code);
    BlobWriter w = {.err = c->err, .arena = c->a};
    TRY(blob_begin(&w, 1));
    code = check_rows(c, s, &w);
    blob_drop(&w);
    TRY(code);
    return s->columns.n ? check_header(c, s, name.p) : ST_OK;
}

StCode tables_check(const Tables *ours, const char *folder, Arena *a, TablesReport *r, StErr *err) {
    Checker c = {
        .ours = ours, .codes = tables_get(ours, "world/country_codes"), .a = a, .r = r, .err = err};
    Sources sources;
    TRY(sources_find(folder, a, &sources, err));
    for (uint32_t i = 0; i < sources.n; i++) TRY(check_table(&c, &sources.v[i]));
    return ST_OK;
}
