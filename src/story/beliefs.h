/* How likely each day is for each undated document, and for the day on which the story began: all
 * are worked out together, each document beside what is believed of the others.
 *
 *   in   clues by document; the days of dated documents; the days looked at and the year of dates
 *        that name none
 *   out  a logarithm for each day; the days of one document together weigh one
 *   own  in m->arena
 *   err  ST_NOMEM
 *   src  Pearl (1988), belief propagation: the beginning of the story is the hub to which every
 *        document is tied; what two documents tell of each other is weighed by the likeliest days
 *        of the other
 */
#ifndef SITREP_STORY_BELIEFS_H
#define SITREP_STORY_BELIEFS_H

#include "story/dating.h"

enum {
    GUESSES = 5,
    BELIEF_POINT = 64 /* logarithms are in parts of a point; two points are a bit */
};

/* The likeliest days of a document, best first; log is NEVER where there are fewer. */
typedef struct Guess {
    Day day;
    int32_t log;
} Guess;

typedef struct Guesses {
    Guess v[GUESSES];
} Guesses;

typedef struct Beliefs {
    Making *m;
    const Clues *clues; /* by document */
    const bool *open;   /* by document: to be dated */
    const Day *known;   /* by document: its day, 0 when open */
    Day from, to;
    int year;
    int32_t days;   /* from … to */
    int32_t **day;  /* by document, by day: logarithm of the weight */
    int32_t **own;  /* by open document: what it says itself */
    int32_t **told; /* by document, by day: what it says of the beginning */
    int32_t *began; /* the sum of these */
    int32_t *lags;  /* points of a report so many days after the beginning */
    int32_t *row, *hit, *nearest, *second;
    uint32_t *nearest_of;
    uint64_t *sum;
    Guesses *guesses; /* by document */
    int64_t fit;      /* how well all clues fit together: the larger the better */
} Beliefs;

/* `m`, `clues`, `open`, `known`, `from`, `to` and `year` are set. */
StCode beliefs_make(Beliefs *b);
/* Moves documents jointly by a week while that fits better. */
StCode beliefs_shift(Beliefs *b);
/* The likeliest days of a document in a row, and their weight in all, per mille. */
Days beliefs_days(const Beliefs *b, uint32_t doc, uint32_t *share);
/* The likeliest day of the anchor of a clue; {0,0} when nothing is known. */
Days beliefs_anchor(const Beliefs *b, const Clue *c);
/* 2 to the power of a logarithm that is not above 0, in units of 2 to the power of 40, and back. */
uint64_t belief_weight(int32_t log);
int32_t belief_log(uint64_t weight);

#endif
