/* Texts that are one text: reprints, cut wires, updates, and a wire inside a longer article.
 *
 *   in   documents in a fixed order
 *   out  for each document the index of its text's leader, the longest of the documents that are
 *        one text (its own index where there is no other)
 *   own  in the arena
 *   note near-linear in the documents: shingles of four words are sampled by their hash (the lowest
 *        eighth), documents that share a sampled one meet in its bucket, and what meets often
 *        enough is compared exactly. Two texts that quote one statement are not copies. A text
 *        joins a group only if it is like both its shortest and its longest member, so that an
 *        article merged from two wires does not make the wires one text.
 *   src  Broder 1997 (resemblance and containment); bottom sketches by hash range
 */
#ifndef SITREP_STORY_COPIES_H
#define SITREP_STORY_COPIES_H

#include "record/record_json.h"

enum {
    COPIES_JACCARD = 450,     /* per mille of all shingles of both */
    COPIES_CONTAINMENT = 650, /* per mille of the shorter one's */
    COPIES_SHINGLES_MIN = 24, /* shorter texts are copies only when nearly equal … */
    COPIES_SHORT = 800        /* … that is, at this resemblance */
};

/* The shingles of one text: hashes ascending, no two equal; the first `sampled` are its sample.
 * This is all that folding needs of a document. */
typedef struct Shingles {
    uint32_t *v;
    uint32_t n, sampled;
} Shingles;

StCode shingles_make(const Document *doc, Arena *a, Shingles *out);
/* Sets `sampled`, for shingles that were kept elsewhere. */
void shingles_sample(Shingles *s);

/* How sure it is that two texts are one, 0 when they are not. */
uint32_t copies_score(const Shingles *a, const Shingles *b);

StCode copies_fold(const Shingles *texts, uint32_t n, Arena *a, uint32_t **leaders, StErr *err);
/* The same from the documents themselves. */
StCode copies_find(const RecordsList *docs, Arena *a, uint32_t **leaders, StErr *err);

#endif
