/* Documents of one happening.
 *
 *   in   documents in a fixed order, and the leaders copies_find gave them
 *   out  for each document the index of its story's first document
 *   own  in the arena
 *   note near-linear: a document meets the last ones before it (by date, then id) that share one of
 *        its heaviest features. Features are places, actors, dates and words that are not common;
 *        a feature weighs more when few documents have it. Two documents are likened by the cosines
 *        of their names and of their words; the bar rises with the days between them, so that a war
 *        of months holds together link by link and two floods in one week, in different places, do
 *        not. Stories join only if their members are alike on average, so that a round-up of the
 *        week does not tie them. Integers decide; the order of the input does not matter.
 */
#ifndef SITREP_STORY_GROUPING_H
#define SITREP_STORY_GROUPING_H

#include "know/tables.h"
#include "record/record_json.h"

StCode grouping_make(const RecordsList *docs, const uint32_t *leaders, const Tables *tables,
                     Arena *a, uint32_t **stories, StErr *err);

#endif
