/* Plausible records of documents that nobody wrote: many crises, each with its places, people,
 * words and days; reports of them, some reprinted with cuts. For measuring, not for accuracy.
 *
 *   in   a seed and the number of a document: the same two give the same document, whatever was
 *        made before
 *   out  complete records with ids; the number of the crisis is the truth to compare stories with
 *   own  all in the arena
 */
#ifndef SITREP_BENCH_MADE_RECORDS_H
#define SITREP_BENCH_MADE_RECORDS_H

#include "record/record_json.h"

typedef struct Made {
    Records records;
    uint32_t crisis; /* what it tells of */
    uint32_t text;   /* number of the document whose text it is, its own where it is no reprint */
} Made;

/* The words of the language, made once. */
typedef struct MadeWords {
    Str *v;
} MadeWords;
StCode made_words_open(Arena *a, MadeWords *out);

StCode made_document(const MadeWords *words, uint64_t seed, uint32_t number, Arena *a, Made *out);

#endif
