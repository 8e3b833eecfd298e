/* Documents of one happening.
 *
 *   in   documents in a fixed order, and the leaders copies_find gave them
 *   out  for each document the index of its story's first document
 *   own  in the arena
 *   note near-linear: a document meets the last ones before it (by date, then id) that share one of
 *        its heaviest features. Features are places, actors, figures, dates and words that are not
 *        common; a feature weighs more when few documents have it, and in the headline and the
 * first paragraphs. Two documents are likened by the cosines of their names and of their words; the
 *        bar rises with the days between them, so that a war of months holds together link by link
 *        and two floods in one week, in different places, do not. Stories join only if their
 *        members are alike on average, so that a round-up of the week does not tie them, and never
 *        when they tell of sudden happenings (a bombing, an earthquake, a crash) of different days.
 *        Integers decide; the order of the input does not matter.
 */
#ifndef SITREP_STORY_GROUPING_H
#define SITREP_STORY_GROUPING_H

#include "know/tables.h"
#include "record/record_json.h"

typedef enum FeatureKind { FEATURE_NAME, FEATURE_WORD } FeatureKind;

/* A name or word of a document. One of base 0 weighs nothing: its key is the day of the sudden
 * happening that the document tells of. */
typedef struct Feature {
    uint32_t key;    /* hash, or a day */
    uint16_t weight; /* base × rarity; grouping_divide sets it */
    uint8_t base;    /* by its kind and how often it is named */
    uint8_t kind;    /* FeatureKind */
} Feature;

/* All that grouping needs of a document. */
typedef struct Profile {
    Feature *v; /* by key, each once */
    uint32_t n;
    Day day; /* of publication, 0 where it is not known to the month; grouping_divide gives a
                leader that of its copies */
    uint64_t square[2]; /* sums of squared weights, by kind; grouping_divide sets them */
} Profile;

typedef struct ProfileMaker {
    const Table *sudden;
    uint64_t *common; /* hashes of common words, ascending */
    uint32_t common_count;
} ProfileMaker;

StCode profile_maker_open(const Tables *tables, Arena *a, ProfileMaker *out);
StCode profile_make(const ProfileMaker *maker, const Records *r, Arena *a, Profile *out);

StCode grouping_divide(Profile *profiles, uint32_t n, const uint32_t *leaders, Arena *a,
                       uint32_t **stories, StErr *err);
/* One document beside stories that are grouped already, with what grouping_divide found of how rare
 * features are: weights and squares from a rarity for each feature; how far two profiles are above
 * the bar of one story, plus 1, 0 where they are below; whether a document is alike enough to a
 * story's members on average. */
void profile_weigh(Profile *p, const uint8_t *rarity);
uint32_t profile_tie(const Profile *a, const Profile *b);
bool profile_belongs(const Profile *p, const Profile *members, uint32_t n);

/* The same from the documents themselves. */
StCode grouping_make(const RecordsList *docs, const uint32_t *leaders, const Tables *tables,
                     Arena *a, uint32_t **stories, StErr *err);

#endif
