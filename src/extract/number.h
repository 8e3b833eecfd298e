/* Reads one number out of the words of a sentence, however it is written.
 *
 *   in   tokens [from, to) of one sentence; table en/numbers
 *   out  the longest number that begins at `from`, and how many tokens it took; none is no error
 *   unit thousandths, exact: "1.2 million" is 1,200,000,000 milli; shares in thousandths of a per cent
 *   note forms: 98,500 · 100.000 · 98 500 · 98'500 · 61, 000 · 1,2 million · 1.2m · 12,34,567 ·
 *        3 lakh · twenty-three · two hundred and fifty · a dozen · half a million · two and a half
 *        million; ranges "30 to 40", "30-40"; shares "two-thirds", "half", "one in five".
 *        Dots and commas before three digits part groups, unless a scale word follows.
 */
#ifndef SITREP_EXTRACT_NUMBER_H
#define SITREP_EXTRACT_NUMBER_H

#include "lang/lang.h"

typedef struct NumberRead {
    uint32_t words;   /* tokens taken; 0: no number begins here */
    Number low, high; /* equal unless it is a range */
    bool range;
    bool share;   /* a fraction: low and high are per cent */
    bool by_word; /* no digit in it */
} NumberRead;

NumberRead number_read(const Table *numbers, const Token *tokens, uint32_t from, uint32_t to);

/* "Between two and three hundred": the scale that the second end, [from, from+words), lends the first,
 * milli; whether it does. */
bool number_lend_scale(const Table *numbers, const Token *tokens, uint32_t from, uint32_t words,
                       int64_t high, int64_t *low);

/* The digits of one token ("98,500", "1.2") in thousandths; `decimal` says which reading of "1.250"
 * is wanted. False when it is not a number. */
bool number_digits(Str s, bool decimal, int64_t *milli);

#endif
