/* Documents tied in pairs, and the groups that ties make: copies and stories join alike.
 *
 *   in   edges between places of documents; `parent`, in which each begins as its own
 *   out  edges in a total order, the strongest first; the root of a document's group
 */
#ifndef SITREP_STORY_EDGES_H
#define SITREP_STORY_EDGES_H

#include "base/arena.h"

typedef struct Edge {
    uint32_t a, b, score;
} Edge;
LIST_OF(Edge, Edges);

/* For qsort. */
static inline int edge_by_score(const void *x, const void *y) {
    const Edge *a = x, *b = y;
    if (a->score != b->score) return a->score > b->score ? -1 : 1;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

static inline uint32_t edge_root(uint32_t *parent, uint32_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

#endif
