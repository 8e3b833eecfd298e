/* Which of a story's figures stand among the key figures, and in what order: by the table of measures
 * (en/measure_families: rank, least, short, whom).
 *
 *   own  in c->a
 *   err  c->failed when memory is out
 */
#ifndef SITREP_REPORT_KEY_FIGURES_H
#define SITREP_REPORT_KEY_FIGURES_H

#include "report/composing.h"

typedef struct Ranked {
    const Fact *fact;
    Str measure;
    int rank;
    bool part;    /* of some people, not of all */
    int64_t most; /* thousandths; the greatest number stated */
} Ranked;

/* The least and the greatest number stated, the latter with "over" where it is a lower bound. */
typedef struct Stated {
    Number least, most;
    bool open, share;
} Stated;

/* The injured are told in the row of the dead of one sentence and speaker. */
extern const Str key_lead_measure, key_tail_measure;

/* The story's figures worth a line, the first first; NULL when memory is out. */
Ranked *key_figures_rank(Composing *c, uint32_t *n);
/* Notes in c->grown which figures were raised. */
void key_figures_mark_grown(Composing *c);

/* A cell of the measure's row; empty where it has none. As a small number, `none` where it is none. */
Str key_figure_cell(const Composing *c, Str measure, const char *column);
int key_figure_number(Str cell, int none);

Stated key_figure_stated(const Composing *c, const Fact *fact);
/* The number stated, else its bound. */
Number key_figure_level(const Figure *x);
/* The fact's first figure; NULL where it is of something else. */
const Figure *key_figure_first(const Composing *c, const Fact *fact, const Records **r);
/* The dead that a count of the injured is told with; NULL where it is told alone. */
const Figure *key_figure_told_with(const Records *r, const Figure *injured);
/* Whether each figure of a fact is told in the row of another. */
bool key_figure_is_told_elsewhere(const Composing *c, const Fact *fact);

#endif
