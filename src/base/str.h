/* Slices of text and of the offsets into it.
 *
 *   own  a Str is bytes that somebody else owns, seldom ended by a NUL
 *   unit bytes; every text inside the library is valid UTF-8
 */
#ifndef SITREP_BASE_STR_H
#define SITREP_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct Str {
    const char *p;
    size_t n;
} Str;

#define STR(lit)                                                                                   \
    { (lit), sizeof(lit) - 1 } /* static tables */
#define S(lit) ((Str)STR(lit)) /* expressions */

/* For printf: printf("%.*s", STR_ARG(s)). */
#define STR_ARG(s) (int)(s).n, (s).p

/* Half-open byte range of a text. An empty one says "none". */
typedef struct Span {
    uint32_t start, end;
} Span;

/* A counted array that an arena owns: LIST_OF(Figure, Figures); */
#define LIST_OF(Type, Name)                                                                        \
    typedef struct Name {                                                                          \
        Type *v;                                                                                   \
        uint32_t n;                                                                                \
    } Name

LIST_OF(Str, Strs);
LIST_OF(Span, Spans);

static inline bool span_some(Span s) {
    return s.end > s.start;
}
static inline uint32_t span_len(Span s) {
    return s.end - s.start;
}
static inline bool span_holds(Span s, uint32_t at) {
    return at >= s.start && at < s.end;
}
static inline bool span_has(Span outer, Span inner) {
    return outer.start <= inner.start && inner.end <= outer.end;
}
static inline bool span_overlaps(Span a, Span b) {
    return a.start < b.end && b.start < a.end;
}

static inline Str str_of(const char *c) {
    return (Str){c, c ? strlen(c) : 0};
}
static inline Str str_cut(Str s, Span at) {
    return (Str){s.p + at.start, at.end - at.start};
}
static inline Str str_from(Str s, size_t at) {
    return at < s.n ? (Str){s.p + at, s.n - at} : (Str){s.p + s.n, 0};
}
static inline bool str_eq(Str a, Str b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
/* Whether it is the same as a C string: for lists of words, most of which differ in the first letter.
 * A literal is told faster with str_eq(s, S("literal")). */
static inline bool str_is(Str s, const char *c) {
    size_t i = 0;
    while (i < s.n && c[i] && c[i] == s.p[i]) i++;
    return i == s.n && !c[i];
}
static inline bool str_starts(Str s, Str with) {
    return s.n >= with.n && (with.n == 0 || memcmp(s.p, with.p, with.n) == 0);
}
static inline bool str_ends(Str s, Str with) {
    return s.n >= with.n && (with.n == 0 || memcmp(s.p + s.n - with.n, with.p, with.n) == 0);
}

/* Byte order, shorter first among equals: <0, 0, >0. */
int str_cmp(Str a, Str b);

/* First occurrence, or SIZE_MAX. */
size_t str_find(Str s, Str what);
size_t str_find_char(Str s, char c);

/* Letters A to Z count as a to z. */
bool str_eq_nocase(Str a, Str b);
size_t str_find_nocase(Str s, Str what);

/* Without ASCII white space at either end. */
Str str_trim(Str s);

/* Takes the next piece up to `sep` off the front of `rest`; false when nothing is left. Pieces in
 * the middle may be empty; an empty one at the end is none: "a||" has the pieces "a" and "". */
bool str_split(Str *rest, char sep, Str *piece);

/* Decimal digits only, the whole of `s`; false when it is anything else or too large. */
bool str_to_u64(Str s, uint64_t *out);

/* 64-bit XXH3 of the bytes: the same on every machine. */
uint64_t str_hash(Str s);

#endif
