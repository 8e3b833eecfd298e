/* Closed lists of words that a mechanism asks for by name: prepositions before a place, verbs of
 * saying, words that count. Their words are rows of en/word_lists; here is only what they are for.
 *
 *   in   the table en/word_lists: words, the list they are in
 *   out  for a word, the set of all lists it is in, so that each question after that is one bit
 *   own  WordLists owns the sets; they live as long as it does
 *   err  ST_NOMEM; ST_BAD_FORMAT for a row of a list that no mechanism asks for
 *   note safe from any number of threads; a list without rows holds no word
 */
#ifndef SITREP_KNOW_WORD_LISTS_H
#define SITREP_KNOW_WORD_LISTS_H

#include "know/tables.h"

#define WORD_LISTS(X)                                                                              \
    X(AUXILIARY, "auxiliary")                                                                      \
    X(CHUNK_PREPOSITION, "chunk_preposition")                                                      \
    X(DAY_NAME, "day_name")                                                                        \
    X(NUMBER_OPENER, "number_opener")                                                              \
    X(NEEDS_NO_OBJECT, "needs_no_object")                                                          \
    X(DONE_TO_PEOPLE, "done_to_people")                                                            \
    X(TITLE_OWNER, "title_owner")                                                                  \
    X(FORMER, "former")                                                                            \
    X(STATE_LOCATIVE, "state_locative")                                                            \
    X(STATE_COPULA, "state_copula")                                                                \
    X(STATE_PATIENT, "state_patient")                                                              \
    X(STATE_UNDERGOES, "state_undergoes")                                                          \
    X(NAME_WHERE, "name_where")                                                                    \
    X(NAME_SIDE, "name_side")                                                                      \
    X(UNCASED_WHERE, "uncased_where")                                                              \
    X(PLACE_LEAD, "place_lead")                                                                    \
    X(PLACE_PEOPLE, "place_people")                                                                \
    X(PERSON_DEED, "person_deed")                                                                  \
    X(NAME_PARTICLE, "name_particle")                                                              \
    X(PLACE_SIDE, "place_side")                                                                    \
    X(STREET_CUT, "street_cut")                                                                    \
    X(LOUD_KIND, "loud_kind")                                                                      \
    X(LOUD_OWN, "loud_own")                                                                        \
    X(NAME_DIVISION, "name_division")                                                              \
    X(KIND_BEFORE, "kind_before")                                                                  \
    X(LOUD_KIND_BEFORE, "loud_kind_before")                                                        \
    X(PARTY_LETTER, "party_letter")                                                                \
    X(ROAD, "road")                                                                                \
    X(THERE_WHERE, "there_where")                                                                  \
    X(THERE_PEOPLE, "there_people")                                                                \
    X(NAME_INSIDE, "name_inside")                                                                  \
    X(SETTLED_AFTER, "settled_after")                                                              \
    X(SETTLED_BEFORE, "settled_before")                                                            \
    X(SETTLED_LEAD, "settled_lead")                                                                \
    X(MONTH_LEAD, "month_lead")                                                                    \
    X(MONTH_TAIL, "month_tail")                                                                    \
    X(SEASON_LEAD, "season_lead")                                                                  \
    X(SOON_TAIL, "soon_tail")                                                                      \
    X(ZONE_LEAD, "zone_lead")

typedef enum WordList {
#define X(list, name) LIST_##list,
    WORD_LISTS(X)
#undef X
        WORD_LIST_COUNT
} WordList;

typedef struct WordSet {
    uint64_t bits[(WORD_LIST_COUNT + 63) / 64];
} WordSet;

typedef struct WordLists WordLists;

/* Close with word_lists_close; `t` may be closed before. */
StCode word_lists_open(const Tables *t, WordLists **out, StErr *err);
void word_lists_close(WordLists *l);

/* The lists that a folded word is in; NULL for none. */
const WordSet *word_lists_of(const WordLists *l, Str word);

static inline bool word_set_has(const WordSet *s, WordList list) {
    return s && s->bits[list / 64] >> list % 64 & 1;
}

#endif
