/* The clause around the words of a deed, and what it says of whether the deed was done.
 *
 *   in   a claim's content or a sentence, and the words in it that tell a deed
 *   out  its clause in bytes of the document; answers by the words before and behind the deed
 *   own  words in m->arena
 *   err  ST_NOMEM shows as no words
 */
#ifndef SITREP_STORY_DEED_CLAUSE_H
#define SITREP_STORY_DEED_CLAUSE_H

#include "story/making.h"
#include "story/statement.h"

/* A claim or a sentence while its deeds are read. */
typedef struct Telling {
    Making *m;
    uint32_t item;
    const Item *who;
    const Records *r;
    Span words;   /* a stretch of what is said, or the sentence */
    bool denied;  /* a denial of all of it */
    bool only_no; /* of a rebuttal: what it tells besides may be the charge */
} Telling;

/* From a mark, "that", "while" or "but" before the deed to the next mark behind it. */
Span deed_clause(const Telling *t, Span at);
void deed_clause_words(const Telling *t, Span span, Statement *out);

/* "No soldier had", "did not", "without" before a deed; "nobody" behind it. */
bool deed_is_undone(const Telling *t, Span at, Span clause);
/* "Would fire", "had orders to fire": not done. */
bool deed_is_supposed(const Telling *t, Span at, Span clause);
/* "Three students", "some of them", "other villages". */
bool deed_is_of_some(const Telling *t, Span at, Span clause);
/* "We have not fired", "I never signed". */
bool deed_is_own(const Telling *t, Span at, Span clause);
/* "Not yet", "so far". */
bool deed_is_so_far(const Telling *t, Span clause);

#endif
