/* What mainly happened, gathered for the lines in short: what one party did as all reports tell it,
 * and what was done by nobody who is known.
 *
 *   own  in the composing's arena
 */
#ifndef SITREP_REPORT_DEEDS_H
#define SITREP_REPORT_DEEDS_H

#include "report/deed_parties.h"

enum { WEIGHT_UPHEAVAL = 5, HEADLINE_WEIGHT = 2, NAMES_MAX = 24 }; /* of event_labels.tsv */

/* How often each of some names came. */
typedef struct Names {
    Str v[NAMES_MAX];
    uint32_t times[NAMES_MAX], n, all;
} Names;

/* What one party did, as all reports tell it. */
typedef struct Deed {
    EventClass class;
    Str who;     /* who did it; the kind of body where several of one kind may have */
    Names doers; /* by their names, of a kind of body */
    Names nouns, people, modes, recipients, things;
    Names places, countries; /* where: closer than a country, and at least the country */
    Names origins, goals;    /* of who moved */
    Strs events, docs;
    Str speaker; /* who says so, where nobody but him does */
    bool outlet, several, done;
    bool anonymous; /* a deed that nobody is known to have done */
    Days days;
    uint32_t weight, score, first;
} Deed;
LIST_OF(Deed *, Deeds);

/* What more than half of those name who name anything, and not one of many: `of` so many events. */
Str names_top(const Names *names, uint32_t of);
/* The one named most, however seldom, but for what says nothing; the first in byte order among
 * equals, as in titles. */
Str names_most(const Names *names, Str nothing);
uint32_t names_times(const Names *names, Str s);

bool deeds_has(const Strs *list, Str s);
bool deeds_push_once(Composing *c, Strs *list, Str s);
/* All of the story, in the order in which they are first told. */
Deeds deeds_gather(Composing *c);

#endif
