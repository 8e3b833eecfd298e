/* Clues to the day a document was published on.
 *
 *   own  in m->arena; times point into the records
 */
#ifndef SITREP_STORY_DATING_H
#define SITREP_STORY_DATING_H

#include "base/utf8.h"
#include "story/tellings.h"

typedef enum ClueKind {
    CLUE_RANGE,    /* what the document alone allows */
    CLUE_DATELINE, /* "ORESK, Sept 20 (Agency)": filed on that day, printed then or the day after */
    CLUE_WEEKDAY,  /* "on Friday": that day or one or two before, seldom a week */
    CLUE_TODAY,    /* "tomorrow, Sunday": that weekday */
    CLUE_AHEAD,    /* "until Monday": in the days to come */
    CLUE_PAST,     /* a day told as past */
    CLUE_FUTURE,   /* a day told as to come */
    CLUE_DEIXIS,   /* "today", "yesterday": other days are told by their names */
    CLUE_COUNTED,  /* so long after another time of the document: "ten days after", "since 3 May" */
    CLUE_TIE,      /* the same happening, of which another document tells the time as well */
    CLUE_NOT_BEFORE, /* told as happened; another document says when */
    CLUE_SINCE,      /* so long after the day of the anchor */
    CLUE_COPY,       /* of the same day as the other document */
    CLUE_LATER,      /* after another document … */
    CLUE_EARLIER,    /* … or before it */
    /* of the day on which the story began, which is itself worked out; from here on, only those */
    CLUE_BEGAN, /* it may be the day `time`: "Friday's mutiny" */
    CLUE_OVER,  /* told as over on the day `time` */
    CLUE_AFTER, /* so long after it */
    CLUE_AMID   /* a weekday told is one since then */
} ClueKind;

typedef struct Clue {
    ClueKind kind;
    Span span;   /* in the document; none: it is no evidence to show */
    Days days;   /* of a range or a period told; of CLUE_SINCE, CLUE_COUNTED and
                  * CLUE_AFTER how many, at least
                  * and at most */
    int weekday; /* 1 Monday …; of CLUE_FUTURE: the date is told with one */
    const Time *time;
    bool planned;
    bool next;    /* of CLUE_AHEAD: it may be that of the week after */
    bool said;    /* of CLUE_WEEKDAY: "told reporters on Friday" */
    bool quoted;  /* of CLUE_WEEKDAY: in words of somebody else */
    int32_t more; /* of CLUE_PAST: days that the one named has behind it, "8 to 14 April" */
    bool over;    /* "since Monday", "since 3 May": not written on that day */
    /* the anchor: a time of another document, or its day of publication; of CLUE_COUNTED a time of
     * the same one */
    uint32_t other;
    const Time *other_time;
    bool other_planned;
    /* of CLUE_TIE, CLUE_LATER, CLUE_EARLIER and those of the beginning; of CLUE_RANGE its
     * probability, per mille */
    uint32_t weight;
} Clue;
LIST_OF(Clue, Clues);

enum { CLUE_BEGAN_SURE = 5 }; /* weight of a day told with what the story began with */

/* The clues of each open document. */
StCode clues_find(Making *m, const bool *open, Clues *by_document);
/* Those that its own times are; for clues.c. */
StCode clues_find_own(Making *m, uint32_t doc, Clues *out);
/* Those it has from the others; for clues.c. */
StCode clues_find_shared(Making *m, const bool *open, Clues *by_document);
/* Clues to the day on which the story began, of all documents, dated or not. */
StCode clues_find_onset(const TellingSet *tellings, Clues *by_document);
/* "P10D", "P3W": days, at least and at most; {0,0} for hours. */
Days clue_duration_days(Str value);
/* Days from the beginning that the third day, the second month of it leave; {-1,-1} for other
 * units. */
Days clue_ordinal_days(int32_t n, Str unit);
/* What the word behind counts, by the table of such words: "span", "ordinal", "both", "kind". */
Str clue_counts(Making *m, const Document *d, uint32_t at);
/* `count` as counted from each time of its own document that it may be counted from; where nothing
 * says that it is counted (`open`), from what is told with "since". */
StCode clues_count_own(Making *m, uint32_t doc, const Clue *count, bool open, Clues *out);
/* Counts that only grow; `voice` is by document who speaks for its copies. */
StCode clues_find_growth(Making *m, const bool *open, const uint32_t *voice, Clues *by_document);
StCode clues_add(Making *m, Clues *list, Clue clue);
/* A time that names one day, with or without its year. */
bool clue_names_day(const Time *t);
/* The day on which somebody said something: "told reporters on Friday". */
bool clue_is_said(const Records *r, const Time *t);
/* The sentence at `at` speaks of nothing but the past or of what is so in general. */
bool clue_in_history(const Records *r, uint32_t at);
/* The words before the time, back to the time before it, speak of what is to come (table ahead);
 * where it opens its sentence or is the only date in it, those after it. No day of a saying is. */
bool clue_is_ahead(Making *m, const Records *r, const Time *t);

/* The days a time names in a document of `published`; yearless dates are taken in `year`. Planned
 * weekdays lie ahead, others behind. {0,0} when it names none. */
Days clue_when(const Time *t, bool planned, Day published, int year);
/* The one day of a clue's time, 0 when it has none. */
Day clue_day(const Clue *c, int year, Day published);

/* What a clue gives to a day or takes from it; `anchor` are the days of its anchor, {0,0} where
 * that is not known or there is none. */
int32_t clue_points(const Clue *c, Day day, Days anchor, int year);
/* What those of one document give together that need no anchor. */
int32_t clues_points(const Clues *clues, Day day, int year);
/* A report so many days after the story began. */
int32_t clue_lag_points(int32_t lag);

#endif
