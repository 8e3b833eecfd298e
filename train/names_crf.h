/* A conditional random field over the labels of names, learned from sets of labels: a word whose
 * label is known allows one, a word of which only a tree is known allows several.
 *
 *   in   sentences with their features (names_lesson.h)
 *   out  a weight for each feature and label, and for each step from label to label
 *   own  NameField: names_field_drop
 *   src  Lafferty, McCallum, Pereira, Conditional Random Fields (2001); Täckström et al., Token and
 *        Type Constraints (2013) for the sets; Duchi et al., Adaptive Subgradient Methods (2011)
 */
#ifndef SITREP_TRAIN_NAMES_CRF_H
#define SITREP_TRAIN_NAMES_CRF_H

#include "names_lesson.h"

typedef float NameStepWeights[NAMER_LABELS + 1][NAMER_LABELS + 1];

typedef struct NameField {
    uint32_t features;
    float *weights, *squares; /* of feature 1 … features: rows of NAMER_LABELS */
    NameStepWeights steps, step_squares;
} NameField;

typedef struct NameLearning {
    uint32_t rounds;
    bool entities_only;
    float rate;
    uint32_t hidden_per_mille; /* features that a word is seen without, others each time */
    float tree_share;          /* what a sentence counts that has no entities */
    uint64_t seed;
} NameLearning;

NameField names_field_make(uint32_t features);
void names_field_drop(NameField *f);
/* Sums of weights and of squares. */
void names_field_add(NameField *sum, const NameField *f);
void names_field_divide(NameField *f, uint32_t by);
/* Goes on from the weights that are there. */
void names_field_learn(NameField *f, const Namings *all, const NameLearning *how);

#endif
