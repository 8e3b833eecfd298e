/* Deeds that a report or somebody in it tells of as done or as not done, so that who says the one
 * can be set against who says the other: "soldiers fired on the march", "no shot was fired".
 *
 *   in   the items of a story: its events, and the words of its claims
 *   out  deeds by the tables deeds and deed_kinds, in the order of the items
 *   own  in m->arena
 *   err  ST_NOMEM
 *   note what may, shall, would or must be done is no deed here
 */
#ifndef SITREP_STORY_DEEDS_H
#define SITREP_STORY_DEEDS_H

#include "story/making.h"
#include "story/statement.h"

enum { DOERS_MAX = 4 };

/* Who may have done it: "guards of both states exchanged fire". */
typedef struct Doers {
    uint32_t v[DOERS_MAX]; /* 1 + entity */
    uint32_t n;
} Doers;

typedef struct Deed {
    uint32_t item; /* the claim that tells it; the event where the report itself does */
    uint32_t kind; /* 1 + row of deed_kinds */
    bool no;
    bool past;   /* history, or only supposed: nothing is set against it */
    bool so_far; /* "has not yet", "no arrests so far" */
    bool some;   /* "three of them", "other villages": of the rest it says nothing */
    bool self;   /* "we", "I": who says it */
    Span at;     /* its words */
    Span clause;
    Doers doers;
    Span subject;    /* the words that name them, known or not; empty where nobody is named */
    uint32_t victim; /* 1 + entity; 0 where nobody is named */
    uint32_t place;
    Str country; /* of the first place behind it */
    Days window;
} Deed;
LIST_OF(Deed, Deeds);

StCode deeds_read(Making *m, Deeds *out);

/* A cell of the deed's kind. */
Str deed_cell(const Making *m, uint32_t kind, const char *column);

/* Whether who did the deed did that of a kind (1 + row of deed_kinds) as well. */
bool deed_is_of(const Making *m, const Deed *d, uint32_t kind);

#endif
