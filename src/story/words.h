/* The words of a document's own text, as hashes: what copies and grouping compare.
 *
 *   in   a document; only its headline and paragraphs are looked at, or the whole text when it has
 *        no blocks
 *   out  words in text order: runs of letters and digits, folded to lower case
 *   note a hash depends on the word alone and is the same on every machine; a stem is the word less
 *        its plural ending, so that "dockers" and "docker" are one
 */
#ifndef SITREP_STORY_WORDS_H
#define SITREP_STORY_WORDS_H

#include "record/record.h"

typedef struct Word {
    uint64_t hash, stem;
    uint32_t at;      /* first byte in the text */
    uint32_t letters; /* code points */
    bool number;      /* begins with a digit */
} Word;

typedef struct WordReader {
    const Document *doc;
    uint32_t block; /* next block */
    uint32_t at, end;
} WordReader;

/* Starts with a zeroed reader that has its document; false at the end. */
bool word_next(WordReader *r, Word *out);

/* The next word of a text that is no document, from *at on; false at its end. */
bool word_scan(Str text, uint32_t *at, Word *out);

/* The hash word_next gives a word that is all letters. */
uint64_t word_hash(Str word);

#endif
