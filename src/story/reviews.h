/* What people decided about records, as it bears on stories: set aside, accepted, one thing that
 * was taken for two, two that were taken for one.
 *
 *   in   reviews whose ids name records of the documents at hand (the store finds them again)
 *   note a record set aside enters nothing. A pair set aside (`right` is not empty) is no relation.
 *        Merges and splits act on documents (stories), actors and places (entities), figures,
 *        events and claims (facts), and go before what the texts suggest.
 */
#ifndef SITREP_STORY_REVIEWS_H
#define SITREP_STORY_REVIEWS_H

#include "base/map.h"
#include "record/record_json.h"

#define VERDICTS(X, P)                                                                             \
    X(P, ACCEPT, "accept")                                                                         \
    X(P, REJECT, "reject")                                                                         \
    X(P, MERGE, "merge")                                                                           \
    X(P, SPLIT, "split")
DECLARE_ENUM(Verdict, VERDICT, VERDICTS)

typedef struct Review {
    int64_t mark; /* its number in the store */
    Verdict verdict;
    Str by;
    Strs left, right; /* ids; split: left and right are not one, and a pair is one of each */
} Review;
LIST_OF(Review, ReviewList);

typedef struct Reviews {
    ReviewList list;
    Map accepted, set_aside; /* id → 1 + review */
} Reviews;

/* Fills the two maps from the list. */
StCode reviews_index(Reviews *r, Arena *a);

/* The documents without what is set aside; documents set aside are left out. */
StCode reviews_set_aside(const Reviews *r, const RecordsList *docs, Arena *a, RecordsList *out);

/* Merges and splits of stories (r NULL: none), over what grouping_divide gave for n documents.
 * Afterwards each document has the place of its story's first in the order given. */
StCode reviews_regroup(const Reviews *r, const Str *ids, const uint32_t *leaders, uint32_t n,
                       Arena *a, uint32_t *stories);

/* Which splits a thing is on which side of: 2 * review + side. */
typedef struct Apart {
    uint32_t side;
    struct Apart *next;
} Apart;
/* True when a split puts the two on different sides. */
bool reviews_apart(const Apart *a, const Apart *b);
/* Both chains as one. */
Apart *reviews_chain(Apart *a, Apart *b);
/* For the things of one story by id: `place` gives 1 + index. Sets apart[index], and merged[index]
 * to 1 + the review that joins it with others. */
StCode reviews_of_things(const Reviews *r, const Map *place, Arena *a, Apart **apart,
                         uint32_t *merged);

#endif
