/* Two figures, or two events, field by field: what is the same, what differs, and what the texts do
 * not say (neither). Everything that joins or relates them rests on this.
 */
#ifndef SITREP_STORY_COMPARE_H
#define SITREP_STORY_COMPARE_H

#include "story/making.h"

#define COMPARED_FIELDS(X)                                                                         \
    X(MEASURE, "measure")                                                                          \
    X(UNIT, "unit")                                                                                \
    X(COUNTED, "counted")                                                                          \
    X(POPULATION, "population")                                                                    \
    X(NATION, "nation")                                                                            \
    X(PLACE, "place")                                                                              \
    X(SCOPE, "scope")                                                                              \
    X(PERIOD, "period")                                                                            \
    X(OCCURRENCE, "occurrence")                                                                    \
    X(CLASS, "class")                                                                              \
    X(MODE, "mode")                                                                                \
    X(AGENT, "agent")                                                                              \
    X(RECIPIENT, "recipient")                                                                      \
    X(OBJECT, "object")                                                                            \
    X(TOPIC, "topic")                                                                              \
    X(TARGET, "target")                                                                            \
    X(AS_OF, "as_of")                                                                              \
    X(SPEAKER, "speaker")                                                                          \
    X(SIDE, "side")                                                                                \
    X(VALUE, "value")                                                                              \
    X(POLARITY, "polarity")                                                                        \
    X(MODALITY, "modality")

typedef enum ComparedField {
#define X(name, word) COMPARED_##name,
    COMPARED_FIELDS(X)
#undef X
        COMPARED_COUNT
} ComparedField;

#define FIELD_BIT(name) (1u << COMPARED_##name)

typedef struct Comparison {
    uint32_t same, differs; /* FIELD_BITs */
} Comparison;

Comparison compare_figures(const Making *m, const Item *a, const Item *b);
/* Whether two places (1 + entity) cannot be one, nor one lie in the other. */
bool compare_places_differ(const Making *m, uint32_t a, uint32_t b);
Comparison compare_events(const Making *m, const Item *a, const Item *b);

/* The values of two figures: do their stated bounds leave no number for both? */
bool figures_disjoint(const Figure *a, const Figure *b);
bool figures_equal(const Figure *a, const Figure *b);
/* The lowest number the figure allows, its value where no bound is stated. */
Number figure_least(const Figure *f);
/* "Two more", "another 12": beside the number stands that it comes on top of others. */
bool figure_is_on_top(const Making *m, const Records *r, const Figure *f);
/* "6 million a day", "9 billion rupees annually": the word of time that it is counted for. */
Str figure_rate(const Making *m, const Records *r, const Figure *f);
/* "none" is said of it. */
bool figure_is_none(const Figure *f);

/* The names of the fields, in the order of the list. */
StCode compared_names(Making *m, uint32_t bits, Strs *out);
/* "same measure, place; as_of, side differ" */
Str compared_reason(Making *m, Comparison c);

#endif
