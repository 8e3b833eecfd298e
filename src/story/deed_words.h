/* The words of the table deeds in a stretch of text, their first one in any form of a verb: "fired on",
 * "firing on" for "fire on".
 */
#ifndef SITREP_STORY_DEED_WORDS_H
#define SITREP_STORY_DEED_WORDS_H

#include "story/making.h"

/* The next words that begin at *end or behind it: 1 + row, 0 when there are none; they stand at bytes
 * *at to *end of the text. */
uint32_t deed_words_next(const Making *m, Str text, size_t *at, size_t *end);

#endif
