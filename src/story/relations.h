/* Relations before they are written: pairs of items with their type. */
#ifndef SITREP_STORY_RELATIONS_H
#define SITREP_STORY_RELATIONS_H

#include "story/compare.h"

typedef struct Pair {
    uint32_t a, b; /* items */
    RelationType type;
    RelationChange change;
    Comparison compared;
} Pair;
LIST_OF(Pair, Pairs);

/* Adds a pair; `a` is the one that agrees, refines, revises, denies … `b`. */
StCode pairs_add(Making *m, Pairs *pairs, Pair pair);

StCode relate_figures(Making *m, Pairs *pairs);    /* relate_figures.c */
StCode relate_claims(Making *m, Pairs *pairs);     /* relate_claims.c */
StCode relate_rejoinders(Making *m, Pairs *pairs); /* relate_rejoinders.c */
StCode relate_statements(Making *m, Pairs *pairs); /* relate_statements.c */
StCode relate_events(Making *m, Pairs *pairs);     /* relate_events.c */

/* The members of each fact, as items in their order. */
typedef struct FactItems {
    uint32_t *v, n;
} FactItems;
StCode fact_items(Making *m, FactItems **out);

/* Sentences between two items of one document told by two known speakers of different sides;
 * UINT32_MAX when they are not. */
uint32_t sentences_apart(const Making *m, const Item *a, const Item *b);

/* Texts that are one text speak once. */
static inline bool same_text(const Making *m, const Item *a, const Item *b) {
    return m->leaders[a->doc] == m->leaders[b->doc];
}

#endif
