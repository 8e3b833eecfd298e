/* What tagger, lemmatiser and parser see of a word: hashes of its folded form and a shape. Made in
 * one place, so that training and use cannot differ.
 *
 *   in   words of one sentence with form, norm and flags
 *   out  one view a word
 *   note In a sentence without a difference of case (all letters upper, or all lower) every shape
 *        is SHAPE_CASELESS: an ALL-CAPITALS wire is seen as its lower-case twin. Figures are alike
 *        whatever their digits; quotation marks and dashes are alike whatever their form.
 */
#ifndef SITREP_LANG_WORD_VIEW_H
#define SITREP_LANG_WORD_VIEW_H

#include "lang/lang.h"

enum { SUFFIX_MAX = 4, PREFIX_MAX = 3 };

typedef enum Shape {
    SHAPE_LOWER,
    SHAPE_CAPITAL,
    SHAPE_UPPER, /* two letters or more */
    SHAPE_MIXED, /* a capital inside: iPhone, McCain */
    SHAPE_CASELESS,
    SHAPE_DIGIT,
    SHAPE_OTHER, /* no letter, no digit */
    SHAPE_COUNT
} Shape;

typedef struct WordView {
    uint64_t word;               /* of the whole */
    uint64_t suffix[SUFFIX_MAX]; /* of the last 1 … 4 bytes */
    uint64_t prefix[PREFIX_MAX]; /* of the first 1 … 3 bytes */
    uint8_t shape;               /* a Shape */
    uint8_t joins; /* 1: no white space before it, 2: none behind it, 4: first in the sentence */
} WordView;

/* A sentence is caseless when its letters are all upper or all lower. */
bool words_caseless(const Token *words, uint32_t n);
void words_view(const Token *words, uint32_t n, bool caseless, WordView *out);

/* Mixes a value into a hash; order matters. */
static inline uint64_t hash_mix(uint64_t h, uint64_t x) {
    h = (h ^ x) * 0x9E3779B97F4A7C15ull;
    return h ^ (h >> 29);
}

#endif
