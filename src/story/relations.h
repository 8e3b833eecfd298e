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

StCode relate_figures(Making *m, Pairs *pairs);     /* relate_figures.c */
StCode relate_claims(Making *m, Pairs *pairs);      /* relate_claims.c */
StCode relate_rejoinders(Making *m, Pairs *pairs);  /* relate_rejoinders.c */
StCode relate_counts(Making *m, Pairs *pairs);      /* relate_counts.c */
StCode relate_statements(Making *m, Pairs *pairs);  /* relate_statements.c */
StCode relate_accounts(Making *m, Pairs *pairs);    /* relate_accounts.c */
StCode relate_charges(Making *m, Pairs *pairs);     /* relate_charges.c; after the denials */
StCode relate_thrown_back(Making *m, Pairs *pairs); /* relate_thrown_back.c; after the denials */
StCode relate_deeds(Making *m, Pairs *pairs);       /* relate_deeds.c */
StCode relate_such(Making *m, Pairs *pairs);        /* relate_such.c */
StCode relate_unaccepted(Making *m, Pairs *pairs);  /* relate_unaccepted.c */
StCode relate_within(Making *m, Pairs *pairs);      /* relate_within.c; after the denials */
StCode relate_concord(Making *m, Pairs *pairs);     /* relate_concord.c; after all quarrels */
StCode relate_events(Making *m, Pairs *pairs);      /* relate_events.c */

/* denials.c: "rejected the charge" gives way to what he says beside it. */
StCode denials_in_own_words(Making *m, Pairs *pairs);

/* The members of each fact, as items in their order. */
typedef struct FactItems {
    uint32_t *v, n;
} FactItems;
StCode fact_items(Making *m, FactItems **out);

/* Who says an item, in the words of the text; empty where nobody is named. */
Str item_source(const Making *m, const Item *i);
/* Whether two parties tell two items: two known speakers of no common side, else two that the text
 * names in different words. */
bool two_speakers(const Making *m, const Item *a, const Item *b);
/* Whether one speaker tells both, as far as his name says. */
bool one_speaker(const Making *m, const Item *a, const Item *b);
/* Sentences between two items of one document; UINT32_MAX when they are of two. */
uint32_t sentences_between(const Making *m, const Item *a, const Item *b);
/* The same where two parties tell them; UINT32_MAX when they do not. */
uint32_t sentences_apart(const Making *m, const Item *a, const Item *b);

/* Texts that are one text speak once. */
static inline bool same_text(const Making *m, const Item *a, const Item *b) {
    return m->leaders[a->doc] == m->leaders[b->doc];
}

#endif
