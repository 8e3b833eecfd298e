/* UTF-8: checking, reading, folding, and the way between bytes and code points.
 *
 *   src  RFC 3629; folding by utf8proc (Unicode NFKD, marks dropped, lower case)
 */
#ifndef SITREP_BASE_UTF8_H
#define SITREP_BASE_UTF8_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* Byte offset of the first byte that is not valid UTF-8, or s.n. */
size_t utf8_valid_until(Str s);

/* What follows answers for ASCII on the spot; these for the rest. */
uint32_t utf8_wide_at(Str s, size_t at, unsigned *len);
bool utf8_wide_letter(uint32_t c);
bool utf8_wide_upper(uint32_t c);
bool utf8_wide_lower(uint32_t c);
bool utf8_wide_space(uint32_t c);

/* The code point at `at` (which must be inside `s`, on a boundary) and its length in bytes. */
static inline uint32_t utf8_at(Str s, size_t at, unsigned *len) {
    unsigned char c = (unsigned char)s.p[at];
    return c < 0x80 ? (*len = 1, c) : utf8_wide_at(s, at, len);
}
/* The code point that ends at `at` > 0. */
uint32_t utf8_before(Str s, size_t at, unsigned *len);

static inline bool utf8_is_upper(uint32_t c) {
    return c < 0x80 ? c - 'A' < 26 : utf8_wide_upper(c);
}
static inline bool utf8_is_lower(uint32_t c) {
    return c < 0x80 ? c - 'a' < 26 : utf8_wide_lower(c);
}
static inline bool utf8_is_letter(uint32_t c) {
    return c < 0x80 ? (c | 32) - 'a' < 26 : utf8_wide_letter(c);
}
static inline bool utf8_is_digit(uint32_t c) { /* 0 to 9 */
    return c - '0' < 10;
}
static inline bool utf8_is_space(uint32_t c) { /* no-break spaces too */
    return c < 0x80 ? c == ' ' || c - '\t' < 5 : utf8_wide_space(c);
}
bool utf8_is_punct(uint32_t c);

/* Appends a code point. */
void utf8_add(Text *t, uint32_t c);
/* Appends text from outside for a terminal: line ends and tabs are spaces; control characters and
 * marks that turn the direction of text, which could hide or move words, are U+FFFD. */
void utf8_add_printable(Text *t, Str s);

/* What names and table keys are compared by: lower case, no accents, straight quotes and hyphens,
 * ə→a ı→i ß→ss ø→o ł→l đ→d æ→ae, each run of white space one space, none at the ends. A fold of a
 * fold is itself. {NULL, 0} when out of memory. */
Str utf8_fold(Arena *a, Str s);

/* Bytes ↔ code points of one text, each in constant time. */
typedef struct TextMap {
    Str text;
    const uint32_t *points; /* code points before each 64th byte; NULL when all is ASCII */
    uint32_t total;         /* code points of the whole */
} TextMap;

StCode text_map_make(Str text, Arena *a, TextMap *out);
uint32_t text_map_point(const TextMap *m, uint32_t byte);
/* The other way; a value past the end gives the end. */
uint32_t text_map_byte(const TextMap *m, uint32_t point);

#endif
