/* The two ways to answer clause.h, chosen per sentence by clause.c; for it alone. */
#ifndef SITREP_EXTRACT_CLAUSE_MODES_H
#define SITREP_EXTRACT_CLAUSE_MODES_H

#include "extract/clause.h"

/* From tags and punctuation. */
TokenRange chunk_noun_phrase(const Parse *p, uint32_t token);
uint32_t chunk_subject(const Parse *p, uint32_t verb);
uint32_t chunk_subject_inverted(const Parse *p, uint32_t verb);
uint32_t chunk_object(const Parse *p, uint32_t verb);
uint32_t chunk_oblique(const Parse *p, uint32_t head, Str preposition);
TokenRange chunk_clause(const Parse *p, uint32_t verb);
uint32_t chunk_verb_of(const Parse *p, uint32_t token);
/* The head of the noun phrase that ends with `last`: "ministry" for "of Oresk" before it. */
uint32_t chunk_head_ending_at(const Parse *p, uint32_t last);

/* The last noun of a chunk: its head. */
uint32_t chunk_last_head(const Parse *p, TokenRange chunk);

/* From the tree. */
TokenRange tree_noun_phrase(const Parse *p, uint32_t token);
uint32_t tree_subject(const Parse *p, uint32_t verb);
uint32_t tree_object(const Parse *p, uint32_t verb);
uint32_t tree_oblique(const Parse *p, uint32_t head, Str preposition);
TokenRange tree_clause(const Parse *p, uint32_t verb);
uint32_t tree_hanging_end(const Parse *p, uint32_t start, uint32_t end, uint32_t governor);
uint32_t tree_governor(const Parse *p, uint32_t opener);
uint32_t tree_verb_of(const Parse *p, uint32_t token);

/* The window of the sentence around `token` that answers are looked for in. */
TokenRange clause_window(const Parse *p, uint32_t token);

#endif
