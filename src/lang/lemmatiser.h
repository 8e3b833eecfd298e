/* Lemmas by a dictionary of exceptions and, for the rest, the longest known ending.
 *
 *   in   a word with form, norm and tags set, its view; the model's part
 *   out  its lemma: slices of form or norm where nothing is added, else in the arena
 *   err  {NULL, 0} when out of memory
 */
#ifndef SITREP_LANG_LEMMATISER_H
#define SITREP_LANG_LEMMATISER_H

#include "base/err.h"
#include "know/tables.h"
#include "lang/tree_net.h"

enum { LEMMA_ENDING_MAX = 5, LEMMA_WHOLE = 31, LEMMA_WHOLE_CASED = 30, LEMMA_ADD_MAX = 32 };

typedef struct LemmaHead {
    uint32_t rules;
    uint32_t slots; /* a power of two, some empty */
    uint32_t text;  /* bytes, a multiple of 4 */
} LemmaHead;

/* Cut so many bytes off the end, then add; of the form, or of the norm. */
typedef struct LemmaRule {
    uint8_t cut, keeps_case, add_n, unused;
    uint32_t add_at;
} LemmaRule;

typedef struct LemmaSlot {
    uint32_t check; /* 0 is empty */
    uint32_t rule;
} LemmaSlot;

typedef struct Lemmatiser {
    const LemmaHead *head;
    const LemmaRule *rules;
    const LemmaSlot *slots;
    const char *text;
    const TreeNet *net; /* knows the common words; the caller sets it; or NULL */
    const Table *forms; /* en/verb_forms, in the same way */
} Lemmatiser;

StCode lemmatiser_open(Str part, Lemmatiser *out, StErr *err);
Str lemmatiser_run(const Lemmatiser *l, const Token *t, const WordView *view, Arena *a);

/* The key of a word's last `ending` bytes (LEMMA_WHOLE: all; LEMMA_WHOLE_CASED: all, capitalised or
 * not). Shared with the trainer. */
uint64_t lemma_key(const Token *t, const WordView *view, uint32_t ending);
/* {NULL, 0} when out of memory. */
Str lemma_apply(const Token *t, LemmaRule rule, Str add, Arena *a);

#endif
