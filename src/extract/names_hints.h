/* What tables and the document as a whole say of each word, as bits for the tagger of names.
 *
 *   in   a parse and the tables
 *   out  per token a set of bits: for each list below, that a name of it begins at the word, or
 *        goes on there; for each trait that it holds. Per sentence: capitals tell nothing there
 *   note The model is trained on these bits: an order changed here wants `sitrep-train --names`.
 */
#ifndef SITREP_EXTRACT_NAMES_HINTS_H
#define SITREP_EXTRACT_NAMES_HINTS_H

#include "extract/world.h"

/* Tables whose names are looked for in the text; two bits each: begins, goes on. */
#define HINT_LIST(X)                                                                               \
    X(COUNTRY)                                                                                     \
    X(REGION)                                                                                      \
    X(DIVISION)                                                                                    \
    X(CAPITAL)                                                                                     \
    X(ORGANISATION)                                                                                \
    X(GROUP)                                                                                       \
    X(OFFICEHOLDER)                                                                                \
    X(CITY)                                                                                        \
    X(COUNTY)                                                                                      \
    X(DEMONYM)                                                                                     \
    X(PEOPLE)                                                                                      \
    X(TITLE)                                                                                       \
    X(BODY)                                                                                        \
    X(POPULATION)                                                                                  \
    X(OUTLET)

enum {
#define X(name) HINT_##name,
    HINT_LIST(X)
#undef X
        HINT_LISTS,
    HINT_LARGE = HINT_LISTS * 2, /* a city of many inhabitants */
    HINT_GIVEN,
    HINT_SURNAME,
    HINT_PLAIN,                /* a town's name that is a plain word as well */
    HINT_CUE,                  /* a word of saying */
    HINT_LOWER,                /* the document has the word in lower case too */
    HINT_UPPER,                /* it has it with a capital where no sentence begins */
    HINT_OPENS,                /* the first word of a sentence or quotation */
    HINT_LOUD,                 /* capitals tell nothing in the sentence */
    HINT_PART,                 /* and seven more: kinds of en/name_parts */
    HINT_WELL = HINT_PART + 8, /* and eight more: a name of a kind of world/well_known begins */
    HINT_WELL_GOES_ON = HINT_WELL + 9, /* one of any kind goes on */
    HINT_UNCASED,                      /* a place's name in lower case */
    HINT_BITS
};
_Static_assert(HINT_BITS < 64, "hints are one word, and one bit is free");

/* Bits that make a name thinkable where there is no capital. */
static const uint64_t hints_telling = 1ull << HINT_UNCASED;

static inline uint64_t hint_begins(int list) {
    return 1ull << (2 * list);
}
static inline uint64_t hint_goes_on(int list) {
    return 2ull << (2 * list);
}

typedef struct NameHints {
    uint64_t *of; /* per token */
    bool *loud;   /* per sentence */
} NameHints;

/* The country, division or large town that words in small letters name. */
WorldHit name_hints_uncased(const World *w, uint32_t at, uint32_t end);

StCode name_hints_find(const Parse *p, const World *w, Arena *a, NameHints *out, StErr *err);

#endif
