/* A report's own words as a line quotes them: in one pair of marks, on one line, cut after so many
 * words.
 *
 *   in   a claim with its document's records, or any words
 *   out  "“his forces had targeted only ‘military facilities’ …”"
 *   own  in the arena; {NULL, 0} when out of memory, empty where nothing is left to quote
 */
#ifndef SITREP_STORY_QUOTING_H
#define SITREP_STORY_QUOTING_H

#include "know/tables.h"
#include "record/record.h"

/* What is claimed, behind the party that it begins with ("Northland of murder" is "murder"). */
Str quote_claim(const Records *r, const Claim *claim, unsigned words, Arena *a);
/* Whether the content begins with the party that is accused or addressed. */
bool quote_begins_with_party(const Records *r, const Claim *claim);
/* "For it", "to them": words that say nothing without those before. */
bool quote_points_only(const Tables *tables, Str said, Arena *a);
Str quote_words(Str text, unsigned words, Arena *a);

/* White space of any kind as one space. */
Str quote_one_line(Str s, Arena *a);
bool quote_is_mark(uint32_t ch);

#endif
