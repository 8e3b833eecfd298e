/* All that grouping needs of a document: its features, and how alike two documents are by them.
 *
 *   in   the records of a document
 *   out  features by key: places, actors, figures, dates and words that are not common; those in
 *        the headline and the first paragraphs weigh more
 *   own  in the arena
 *   err  ST_NOMEM
 *   note two documents are likened by the cosines of their names and of their words; the bar that
 *        ties them rises with the days between them. Integers decide.
 */
#ifndef SITREP_STORY_PROFILE_H
#define SITREP_STORY_PROFILE_H

#include "know/tables.h"
#include "record/record_json.h"

typedef enum FeatureKind { FEATURE_NAME, FEATURE_WORD } FeatureKind;

/* A name or word of a document. One of base 0 weighs nothing: its key is the day of the sudden
 * happening that the document tells of. */
typedef struct Feature {
    uint32_t key;    /* hash, or a day */
    uint16_t weight; /* base × rarity; profile_weigh sets it */
    uint8_t base;    /* by its kind and how often it is named */
    uint8_t kind;    /* FeatureKind */
} Feature;

/* All that grouping needs of a document. */
typedef struct Profile {
    Feature *v; /* by key, each once */
    uint32_t n;
    Day day; /* of publication, 0 where it is not known to the month; grouping_divide gives a
                leader that of its copies */
    uint64_t square[2]; /* sums of squared weights, by kind; profile_weigh sets them */
} Profile;

typedef struct ProfileMaker {
    const Table *sudden;
    uint64_t *common; /* hashes of common words, ascending */
    uint32_t common_count;
} ProfileMaker;

StCode profile_maker_open(const Tables *tables, Arena *a, ProfileMaker *g);
StCode profile_make(const ProfileMaker *maker, const Records *r, Arena *a, Profile *out);

/* Weights and squares from a rarity for each feature. */
void profile_weigh(Profile *p, const uint8_t *rarity);
/* Per mille. */
uint32_t profile_likeness(const Profile *a, const Profile *b);
/* How far two are above the bar of one story, plus 1; 0 where they are below. */
uint32_t profile_tie(const Profile *a, const Profile *b);
/* The day of the sudden happening that the document tells of, 0 for none. */
Day profile_sudden_day(const Profile *p);

#endif
