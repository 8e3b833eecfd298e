/* Adam, each row of the word table by its own steps, and the running mean of what is learned.
 *
 *   src  D. Kingma, J. Ba, "Adam: a method for stochastic optimization" (2015)
 */
#ifndef SITREP_TRAIN_OPTIMISE_H
#define SITREP_TRAIN_OPTIMISE_H

#include "learn_net.h"

typedef struct Optimiser {
    Net m, s, mean;  /* moments; running mean */
    uint32_t *steps; /* of each row */
    size_t rows;
    uint64_t step;
} Optimiser;

Net net_make(size_t rows);
void net_drop(Net *n);

Gradient gradient_make(size_t rows);
void gradient_drop(Gradient *g);
/* Moves `from` into `to`: `from` is then zero. */
void gradient_add(Gradient *to, Gradient *from);

Optimiser optimiser_make(size_t rows);
/* The running mean; all else is given back. */
Net optimiser_end(Optimiser *o);
/* One step against scale · gradient, which is then zero. */
void optimiser_step(Optimiser *o, Net *net, Gradient *g, float rate, float scale);

#endif
