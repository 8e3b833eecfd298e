/* What the tables know of names: one way to ask all of them.
 *
 *   in   tokens of a parse, and their folded forms in a row of their own
 *   out  the longest name of one table that starts at a token: row, words
 *   own  nothing; slices point into the tables
 *   note An alias counts only as it is written: one in capitals matches only capitals (US, WHO,
 *        AID), one with a first capital only a capitalised word (Turkey, Chad), one in lower case
 *        anything. In a text that is all capitals a lone capital alias must not be a function word.
 */
#ifndef SITREP_EXTRACT_WORLD_H
#define SITREP_EXTRACT_WORLD_H

#include "lang/lang.h"

/* The tables, in the order in which they are believed where several know a name of one length. */
#define WORLD_LIST(X)                                                                              \
    X(COUNTRY, "world/countries")                                                                  \
    X(REGION, "world/regions")                                                                     \
    X(DIVISION, "world/divisions")                                                                 \
    X(CAPITAL, "world/capitals")                                                                   \
    X(ORGANISATION, "world/organisations")                                                         \
    X(GROUP, "world/groups")                                                                       \
    X(OFFICEHOLDER, "world/officeholders")                                                         \
    X(CITY, "places/cities")                                                                       \
    X(COUNTY, "places/us_counties")                                                                \
    X(DISTRICT, "places/districts")                                                                \
    X(DEMONYM, "world/demonyms")                                                                   \
    X(PEOPLE, "world/peoples")                                                                     \
    X(GIVEN, "world/given_names")                                                                  \
    X(PART, "en/name_parts")                                                                       \
    X(TITLE, "en/titles")                                                                          \
    X(BODY, "en/bodies")                                                                           \
    X(POPULATION, "en/populations")                                                                \
    X(CODE, "world/country_codes")                                                                 \
    X(POSTAL, "world/postal_codes")                                                                \
    X(PLAIN, "places/plain_words")                                                                 \
    X(SURNAME, "world/surnames")                                                                   \
    X(OUTLET, "world/outlets")                                                                     \
    X(WELL, "world/well_known")                                                                    \
    X(CUE, "en/cues")

typedef enum WorldKind {
#define X(name, file) WORLD_##name,
    WORLD_LIST(X)
#undef X
        WORLD_KINDS,
    WORLD_NONE = WORLD_KINDS
} WorldKind;

static inline bool world_is_place(WorldKind k) {
    return k <= WORLD_CAPITAL || (k >= WORLD_CITY && k <= WORLD_DISTRICT);
}
/* One of the many: a name that only these tables know may be anything else too. */
static inline bool world_is_common(WorldKind k) {
    return k == WORLD_CITY || k == WORLD_DISTRICT;
}
static inline bool world_is_body(WorldKind k) {
    return k == WORLD_ORGANISATION || k == WORLD_GROUP;
}

/* What was asked of one word already: sets of 1u << kind. */
typedef struct WorldWord {
    uint32_t asked, begins; /* a name of that table may begin with it */
} WorldWord;

typedef struct World {
    const Table *table[WORLD_KINDS]; /* NULL where there is none */
    int country[WORLD_KINDS], sectors[WORLD_KINDS], kind[WORLD_KINDS]; /* columns, -1 none */
    Arena *arena;
    const Token *tokens;
    const Str *norms; /* of the tokens, in the same order */
    uint32_t n;
    const uint32_t *word_of; /* per token: the number of its folded word in the document */
    WorldWord *words;        /* per word */
    uint32_t word_count;
} World;

typedef struct WorldHit {
    WorldKind kind;
    uint32_t row; /* 1 + row; 0 is none */
    uint32_t words;
    Str key; /* in the tables */
} WorldHit;

StCode world_open(const Tables *tables, const Parse *p, Arena *a, World *out, StErr *err);

/* The longest name of one table that starts at token `at` and does not go beyond `end`. */
WorldHit world_match(const World *w, WorldKind kind, uint32_t at, uint32_t end);
/* Of several tables, given as a set of 1u << kind; among equals the one first in WORLD_LIST. */
WorldHit world_match_any(const World *w, uint32_t kinds, uint32_t at, uint32_t end);
/* The row of the very word, 1 + row. */
uint32_t world_word(const World *w, WorldKind kind, Str norm);

Str world_cell(const World *w, WorldHit hit, const char *column);
/* Do the words beside it stand in capitals too? Then its own tell nothing. */
bool world_is_loud(const World *w, uint32_t at);
/* Those of a set of tables (1u << kind) of which a name may begin with the token's word. */
uint32_t world_begin_kinds(const World *w, uint32_t kinds, uint32_t token);
/* May a name of the table begin with the token's word? */
bool world_begins(const World *w, WorldKind kind, uint32_t token);
static inline Str world_country(const World *w, WorldHit h) {
    return h.row ? table_cell(w->table[h.kind], h.row - 1, w->country[h.kind]) : (Str){NULL, 0};
}
static inline Str world_kind(const World *w, WorldHit h) {
    return h.row ? table_cell(w->table[h.kind], h.row - 1, w->kind[h.kind]) : (Str){NULL, 0};
}
/* "GOV,MIL" as a list. */
StCode world_sectors(const World *w, WorldHit h, Strs *out);
/* The first of a row's names: how records call it. */
Str world_name(const World *w, WorldHit h);
/* ISO alpha-3 from what a row has: alpha-2 is looked up. */
Str world_iso3(const World *w, Str country);
/* The country's own row in world/countries. */
WorldHit world_country_row(const World *w, Str iso3);

#endif
