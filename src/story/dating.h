/* Clues to the day a document was published on.
 *
 *   own  in m->arena; times point into the records
 */
#ifndef SITREP_STORY_DATING_H
#define SITREP_STORY_DATING_H

#include "base/utf8.h"
#include "story/making.h"

typedef enum ClueKind {
    CLUE_RANGE,   /* what the document alone allows */
    CLUE_WEEKDAY, /* "on Friday": a day or two before, seldom a week */
    CLUE_PAST,    /* a day told as past */
    CLUE_FUTURE,  /* a day told as to come */
    CLUE_AFTER,   /* not before another document */
    CLUE_BEFORE   /* not after another document */
} ClueKind;

typedef struct Clue {
    ClueKind kind;
    Span span;   /* in the document */
    Days days;   /* of a range */
    int weekday; /* 1 Monday … */
    const Time *time;
    bool planned;
    /* a tie: the same happening, told in another document */
    uint32_t other;
    const Time *other_time;
    bool other_planned;
} Clue;
LIST_OF(Clue, Clues);

/* The clues of each open document. */
StCode clues_find(Making *m, const bool *open, Clues *by_document);

/* The days a time names in a document of `published`; yearless dates are taken in `year`. Planned
 * weekdays lie ahead, others behind. {0,0} when it names none. */
Days clue_when(const Time *t, bool planned, Day published, int year);
/* The one day of a clue's time, 0 when it has none. */
Day clue_day(const Clue *c, int year, Day published);

/* What a clue (not a tie) gives to a day or takes from it. */
int32_t clue_points(const Clue *c, Day day, int year);

#endif
