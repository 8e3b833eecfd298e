/* What the tables know by a name, each with what it is worth before any evidence; and how far two
 * places are apart.
 */
#include "extract/places_context.h"
#include "extract/places_resolve.h"

enum {
    SCORE_COUNTRY = 1000,
    SCORE_REGION = 900,
    SCORE_CAPITAL = 700,
    SCORE_DIVISION = 650,
    SCORE_FIRST_LEVEL = 420, /* a division that only the gazetteer knows */
    SCORE_COUNTY = 250,
    SCORE_DISTRICT = 150,
    SCORE_PER_DOUBLING = 20 /* of inhabitants: a million is 400 */
};

/* "-12.345" in millionths. */
static int32_t degrees_of(Str s) {
    int64_t v = 0, scale = 0;
    bool minus = s.n && s.p[0] == '-';
    for (size_t i = minus; i < s.n; i++) {
        if (s.p[i] == '.') {
            scale = 1;
        } else if (s.p[i] >= '0' && s.p[i] <= '9' && scale < 1000000) {
            v = v * 10 + (s.p[i] - '0');
            scale *= 10;
        }
    }
    if (!scale) scale = 1;
    v = v * 1000000 / scale;
    return (int32_t)(minus ? -v : v);
}

/* Quarter circle in steps of five degrees, cosine in thousandths. */
static int64_t cosine(int32_t millionths) {
    static const int16_t table[] = {1000, 996, 985, 966, 940, 906, 866, 819, 766, 707,
                                    643,  574, 500, 423, 342, 259, 174, 87,  0};
    int64_t d = millionths < 0 ? -(int64_t)millionths : millionths;
    if (d >= 90000000) return 0;
    int64_t i = d / 5000000, rest = d % 5000000;
    return table[i] + (table[i + 1] - table[i]) * rest / 5000000;
}

uint32_t place_distance(int32_t lat1, int32_t lon1, int32_t lat2, int32_t lon2) {
    int64_t dlat = (int64_t)lat1 - lat2, dlon = (int64_t)lon1 - lon2;
    if (dlon > 180000000) dlon -= 360000000;
    if (dlon < -180000000) dlon += 360000000;
    dlon = dlon * cosine((int32_t)(((int64_t)lat1 + lat2) / 2)) / 1000;
    /* a degree is 111.195 km */
    uint64_t y = (uint64_t)((dlat < 0 ? -dlat : dlat) * 111195 / 1000000000);
    uint64_t x = (uint64_t)((dlon < 0 ? -dlon : dlon) * 111195 / 1000000000);
    uint64_t square = x * x + y * y, root = 0;
    for (uint64_t bit = 1 << 15; bit; bit >>= 1)
        if ((root | bit) * (root | bit) <= square) root |= bit;
    return (uint32_t)root;
}

/* ---- candidates */

static int32_t number(const World *w, WorldHit hit, const char *column) {
    const Table *t = w->table[hit.kind];
    int32_t v = table_number(t, hit.row - 1, table_column(t, column));
    return v == TABLE_NUMBER_NONE ? 0 : v;
}

static uint32_t log2_of(uint32_t v) {
    uint32_t n = 0;
    while (v >>= 1) n++;
    return n;
}

Candidate place_candidate(const World *w, WorldHit hit) {
    Candidate c = {.hit = hit, .country = world_country(w, hit)};
    c.admin1 = world_cell(w, hit, "admin1");
    if (world_is_common(hit.kind)) { /* in thousandths */
        c.lat = number(w, hit, "lat") % 1000000 * 1000;
        c.lon = number(w, hit, "lon") % 1000000 * 1000;
    } else {
        c.lat = degrees_of(world_cell(w, hit, "lat"));
        c.lon = degrees_of(world_cell(w, hit, "lon"));
    }
    switch (hit.kind) {
    case WORLD_COUNTRY: c.score = SCORE_COUNTRY; break;
    case WORLD_REGION: c.score = SCORE_REGION; break;
    case WORLD_CAPITAL: c.score = SCORE_CAPITAL; break;
    case WORLD_DIVISION: c.score = SCORE_DIVISION; break;
    case WORLD_COUNTY: c.score = SCORE_COUNTY; break;
    case WORLD_DISTRICT:
        c.country = world_iso3(w, c.country);
        c.score = str_eq(world_cell(w, hit, "feature"), S("division")) ? SCORE_FIRST_LEVEL
                                                                       : SCORE_DISTRICT;
        break;
    default:
        c.country = world_iso3(w, c.country);
        c.population = (uint32_t)number(w, hit, "population");
        c.geonames = (uint32_t)number(w, hit, "geonames");
        c.score = (int32_t)log2_of(c.population + 1) * SCORE_PER_DOUBLING;
    }
    return c;
}

static StCode collect_key(const Extraction *x, const World *w, Str key, Candidates *out) {
    static const WorldKind kinds[] = {WORLD_COUNTRY, WORLD_REGION, WORLD_DIVISION, WORLD_CAPITAL,
                                      WORLD_CITY,    WORLD_COUNTY, WORLD_DISTRICT};
    if (!key.n || key.n > TABLE_KEY_MAX) return ST_OK;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        const Table *t = w->table[kinds[k]];
        for (uint32_t row = 0; (row = table_find(t, key, row)) && out->n < PLACE_CANDIDATES_MAX;) {
            Candidate *c = list_push(x->arena, out, Candidate);
            TRY_MEM(c, x->err);
            *c = place_candidate(w, (WorldHit){kinds[k], row, 1, key});
        }
    }
    return ST_OK;
}

/* By the whole name, or what is left of it without head nouns: "Nyanza Province". */
StCode place_candidates(Extraction *x, const Names *names, const World *w, const Name *name,
                        Candidates *out) {
    TRY(collect_key(x, w, place_key(name), out));
    if (out->n) return ST_OK;
    Str core = place_core(x, names, name);
    TRY_MEM(core.p, x->err);
    return str_eq(core, name->key) ? ST_OK : collect_key(x, w, core, out);
}
