/* What documents tell of happenings that others may tell of too: deeds and visits, each with the
 * time it is given. Datings are tied by them.
 *
 *   own  in m->arena; events and times point into the records
 */
#ifndef SITREP_STORY_TELLINGS_H
#define SITREP_STORY_TELLINGS_H

#include "story/making.h"

enum { TELLINGS_ANY_YEAR = 2000 };

typedef struct Telling {
    uint32_t doc;
    const Event *event;
    const Time *time;      /* or NULL */
    uint32_t agent, place; /* 1 + entity */
    uint32_t side;         /* of the agent */
    bool known;            /* its time names a day, or is of a dated document */
} Telling;
LIST_OF(Telling, Tellings);

typedef struct TellingSet {
    Making *m;
    const bool *open; /* by document: to be dated */
    Tellings all;
    Day *day; /* by document: its day, or that of its dateline in `year`; 0 none */
    int year; /* that of a dated document, or any */
} TellingSet;

/* `day` and `year` are set. */
StCode tellings_find(TellingSet *s);
/* Of an attack, a disaster, a flight …: what happens once and is told by all. Talks are of every day.
 */
bool telling_is_deed(const Event *e);
/* One happening, as far as class, agent and place tell. */
bool tellings_same(const TellingSet *s, const Telling *a, const Telling *b);
/* The days that explicit dates give it lie close together: it is one happening. */
bool telling_is_once(const TellingSet *s, const Telling *t);

#endif
