/* The trained tagger of names: labels for the words of a sentence, from what they look like, what
 * stands beside them, and what tables say of them.
 *
 *   in   one sentence's views and hints; the model's part
 *   out  a label a word; together they spell names without overlap
 *   own  nothing; the part lives as long as its ModelFile
 *   err  ST_BAD_FORMAT: a damaged part
 *   note A label is 0 outside names, else 1 + 4 * kind + place: first of several words, inside,
 *        last, or alone. The best sequence of all that fit together is taken; ties go to the
 *        lower label. Hints are bits whose meaning only their maker knows (extract/names_hints.h);
 *        `telling` are those that make a name thinkable without a capital. Words that cannot stand
 *        in a name are not looked at.
 *   src  Collins, Discriminative Training Methods for Hidden Markov Models (2002); Ratinov and
 *        Roth, Design Challenges in Named Entity Recognition (2009)
 */
#ifndef SITREP_LANG_NAMER_H
#define SITREP_LANG_NAMER_H

#include "base/err.h"
#include "lang/word_view.h"

typedef enum NamerKind {
    NAMER_PERSON,
    NAMER_ORGANISATION,
    NAMER_PLACE,
    NAMER_OTHER,
    NAMER_KINDS
} NamerKind;

typedef enum NamerPlace { NAMER_FIRST, NAMER_INSIDE, NAMER_LAST, NAMER_ALONE } NamerPlace;

enum {
    NAMER_LABELS = 1 + 4 * NAMER_KINDS,
    NAMER_ROW = NAMER_LABELS - 1, /* cells of a feature: label 0 is what the others are above */
    NAMER_FEATURES_MAX = 80 + 4 * 64,
    NAMER_WORDS_MAX = 256, /* longer sentences are tagged in pieces */
    NAMER_WORDS_KNOWN_MAX = 1 << 20,
    NAMER_SLOT_BITS_MAX = 20
};

static inline uint8_t namer_label(NamerKind kind, NamerPlace place) {
    return (uint8_t)(1 + 4 * (int)kind + (int)place);
}
static inline NamerKind namer_kind(uint8_t label) {
    return (NamerKind)((label - 1) / 4);
}
static inline NamerPlace namer_place(uint8_t label) {
    return (NamerPlace)((label - 1) % 4);
}

/* What is known of one word. */
typedef struct NamerWord {
    const WordView *view;
    uint64_t hints;
    uint32_t class; /* of words that stand among the same neighbours; 0 unknown */
} NamerWord;

/* The part: the head; checks of `words` words in rising order; the row of each slot
 * (`1 << slot_bits`); a check of two bytes for each slot, 0 where it is empty; a class of each
 * word; `rows` rows. A feature is in the first slot from its own on that has its check, unless an
 * empty one comes before. A row has, for each label but 0, the signed square root of how much more
 * the feature speaks for it than for label 0. */
typedef struct NamerHead {
    uint32_t labels, words, slot_bits, rows;
    int32_t steps[NAMER_LABELS + 1][NAMER_LABELS + 1]; /* from, to; the last is the outside */
} NamerHead;
typedef int8_t NamerRow[NAMER_ROW];

typedef struct Namer {
    const NamerHead *head; /* NULL: none */
    const uint32_t *words; /* checks */
    const uint32_t *slots; /* rows */
    const uint16_t *checks;
    const uint8_t *classes;
    const int8_t *rows; /* NAMER_ROW cells a row */
} Namer;

/* An empty part gives a namer without a head. */
StCode namer_open(Str part, Namer *out, StErr *err);

static inline uint32_t namer_word_check(uint64_t word) {
    return (uint32_t)(word >> 32);
}
/* The class of a word, 0 when it has none. */
uint32_t namer_class(const Namer *namer, uint64_t word);

/* May the word stand in a name? One with a capital, or between two such, or joined to one. */
bool namer_may_name(const NamerWord *words, uint32_t n, uint32_t at, uint64_t telling);

/* The features of one word; answers how many. */
uint32_t namer_features(const NamerWord *words, uint32_t n, uint32_t at,
                        uint64_t out[NAMER_FEATURES_MAX]);
static inline uint32_t namer_slot(uint64_t feature, uint32_t slot_bits) {
    return (uint32_t)feature & ((1u << slot_bits) - 1);
}
/* Never 0. */
static inline uint16_t namer_check(uint64_t feature) {
    return (uint16_t)(feature >> 40 | (feature >> 40 & 0xffff ? 0 : 1));
}

/* The best sequence for scores[word][label]; `allowed` (NULL: all) is a set of labels a word.
 * `back` is room for n rows. */
typedef int32_t NamerScores[NAMER_LABELS];
typedef uint8_t NamerBack[NAMER_LABELS];
typedef int32_t NamerSteps[NAMER_LABELS + 1][NAMER_LABELS + 1];
void namer_decode(const NamerSteps steps, const NamerScores *scores, const uint32_t *allowed,
                  uint32_t n, NamerBack *back, uint8_t *labels);

void namer_run(const Namer *namer, const WordView *views, const uint64_t *hints, uint32_t n,
               uint64_t telling, uint8_t *labels);

#endif
