/* All that grouping needs of a document: its features.
 *
 *   in   the records of a document
 *   out  features by key: places, actors, figures, dates and words that are not common; those in
 *        the headline and the first paragraphs weigh more
 *   own  in the arena
 *   err  ST_NOMEM
 *   note what two profiles are likened by is in likeness.h
 */
#ifndef SITREP_STORY_PROFILE_H
#define SITREP_STORY_PROFILE_H

#include "know/tables.h"
#include "record/record_json.h"

/* What a feature is. An actor is a person or a body that is no state and no leader whom the whole
 * world knows; a rare word is written as a name and stands in no table. Those from country to scene
 * weigh nothing: a country is one in which a place lies, a disaster one that the head of the text
 * names, a site's key is where a town lies, a sudden one's the day of the sudden happening that the
 * document tells of, a scene a town or a village that the head names. Where two documents have a
 * feature as two kinds, the later one counts. */
typedef enum FeatureKind {
    FEATURE_NAME,
    FEATURE_PLACE,
    FEATURE_WORD,
    FEATURE_COUNTRY,
    FEATURE_DISASTER,
    FEATURE_SITE,
    FEATURE_SUDDEN,
    FEATURE_SCENE,
    FEATURE_ACTOR,
    FEATURE_RARE_WORD,
    FEATURE_KINDS
} FeatureKind;

typedef struct Feature {
    uint32_t key;    /* hash, or as its kind says */
    uint16_t weight; /* base × rarity; likeness_weigh sets it */
    uint8_t base;    /* by its kind and how often it is named */
    uint8_t kind;    /* FeatureKind */
} Feature;

/* A site's key: degrees from the south pole and from the date line, in tenths. */
enum { SITE_ROW = 3601, SITE_KEYS = 1801 * SITE_ROW };

/* All that grouping needs of a document. */
typedef struct Profile {
    Feature *v; /* by key, each once */
    uint32_t n;
    Day day; /* of publication, 0 where it is not known to the month; grouping_divide gives a
                leader that of its copies */
    uint64_t names, words;           /* sums of squared weights; likeness_weigh sets them */
    uint32_t of_kind[FEATURE_KINDS]; /* features; likeness_weigh counts them */
} Profile;

typedef struct ProfileMaker {
    const Tables *tables;
    const Table *sudden, *disasters;
    uint64_t *common; /* hashes of common words, ascending */
    uint32_t common_count;
} ProfileMaker;

StCode profile_maker_open(const Tables *tables, Arena *a, ProfileMaker *g);
StCode profile_make(const ProfileMaker *maker, const Records *r, Arena *a, Profile *out);

/* The days of the sudden happening that the document tells of, {0, 0} for none. */
Days profile_sudden_days(const Profile *p);

#endif
