/* Documents of one happening.
 *
 *   in   documents in a fixed order, and the leaders copies_find gave them
 *   out  for each document the index of its story's first document
 *   own  in the arena
 *   note near-linear: a document meets the last ones before it (by date, then id) that share one of
 *        its heaviest features; a feature weighs more when few documents have it. Two documents are
 *        tied by likeness_tie, so that a war of months holds together link by link and two floods in
 *        one week, in different places, do not. Stories join only if their members are alike on
 *        average and each has one that is much like it in the other, so that a round-up of the week
 *        does not tie them, and never when they tell of sudden happenings (a bombing, an earthquake,
 *        a crash) of different days. Integers decide; the order of the input does not matter.
 */
#ifndef SITREP_STORY_GROUPING_H
#define SITREP_STORY_GROUPING_H

#include "story/profile.h"

/* Why two stories are one, or two though documents of theirs are much alike. */
typedef enum TieKind {
    TIE_JOINED,
    TIE_OTHER_DAYS, /* apart: of sudden happenings of other days */
    TIE_UNLIKE      /* apart: their documents are not alike on average */
} TieKind;

typedef struct Tie {
    TieKind kind;
    uint32_t a, b;     /* documents */
    uint32_t likeness; /* of the two, per mille */
    Day day_a, day_b;  /* of the sudden happenings that tell them apart */
} Tie;
LIST_OF(Tie, Ties);

enum { APART_MOST = 3 }; /* stories that one is told apart from, the likest first */

/* `ties` (or NULL): one for each story that joined another, the likest first, then those that did
 * not. */
StCode grouping_divide(Profile *profiles, uint32_t n, const uint32_t *leaders, Arena *a,
                       uint32_t **stories, Ties *ties, StErr *err);
/* Whether one more document, `among` so many, is alike enough, on average, to members of a story
 * that is grouped. */
bool grouping_belongs(const Profile *p, const Profile *members, uint32_t n, uint32_t among);

/* The same from the documents themselves. */
StCode grouping_make(const RecordsList *docs, const uint32_t *leaders, const Tables *tables,
                     Arena *a, uint32_t **stories, Ties *ties, StErr *err);

#endif
