/* What stands between quotation marks, paragraph by paragraph.
 *
 *   in   a parse and the text it was made from
 *   out  quotations in text order, never overlapping; those inside another are not told apart
 *   own  all in the arena
 *   err  ST_NOMEM
 *   note single marks count where the document has no double ones, and in headlines
 */
#ifndef SITREP_EXTRACT_QUOTES_H
#define SITREP_EXTRACT_QUOTES_H

#include "extract/clause.h"

typedef struct Quotation {
    TokenRange range; /* with its marks */
    bool closed;      /* false: it runs on in the next paragraph, or the mark is missing */
    bool opens_paragraph;
    bool follows; /* goes on what the paragraph before left open */
} Quotation;
LIST_OF(Quotation, Quotations);

StCode quotes_find(const Parse *p, Str text, Arena *a, Quotations *out, StErr *err);

/* The quotation that holds a token, or NULL. */
const Quotation *quotes_at(const Quotations *q, uint32_t token);
/* Its index in `q`; q->n when there is none. */
uint32_t quotes_index(const Quotations *q, uint32_t token);

/* Whole sentences rather than a word or two taken over: it begins like a sentence or ends like
 * one, and says something of somebody. */
bool quotes_is_speech(const Parse *p, const Quotation *q);

/* Whether a paragraph begins with the token. */
bool quotes_paragraph_at(const Parse *p, Str text, uint32_t token);

#endif
