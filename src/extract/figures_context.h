/* What the parts that say how a figure is meant share: cues, times, claims and events around a count.
 * For figures_*.c alone.
 */
#ifndef SITREP_EXTRACT_FIGURES_CONTEXT_H
#define SITREP_EXTRACT_FIGURES_CONTEXT_H

#include "extract/figures.h"

enum {
    FIGURES_CUE_BACK = 8, /* tokens around a count in which a word says how it is meant */
    FIGURES_CUE_AHEAD = 8
};

/* Does a phrase of en/figure_cues that says `what` begin at token i; at one of [first, end)? */
bool figures_cue_at(const FigureScan *f, uint32_t i, const char *what);
bool figures_cue_within(const FigureScan *f, uint32_t first, uint32_t end, const char *what);
/* The sentence, no further than syntax looks, so that a text without full stops costs no more. */
TokenRange figures_window(const FigureScan *f, const Count *c);
/* n tokens back, within the sentence. */
uint32_t figures_back_from(const FigureScan *f, uint32_t i, uint32_t n);
/* The days of a date at token i. */
Days figures_days_at(const FigureScan *f, uint32_t i);
/* The claim that the count stands in; NULL for none. */
const Claim *figures_claim_of(const FigureScan *f, const Count *c);
/* Index of the first event at or after a byte. Events are in text order. */
uint32_t figures_events_from(const Events *events, uint32_t at);
/* Acts and disasters do harm; deaths and injuries tell of it. */
bool figures_does_harm(const Event *e);
/* The place of the count, whose event is known; 0 for none. */
Ref figures_place_of(const FigureScan *f, const Count *c, Ref event);

#endif
