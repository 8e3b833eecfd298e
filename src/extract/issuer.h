/* Who issued a text that is a body's own paper, not news: "MINISTRY OF HEALTH / Press release",
 * "Communiqué no. 3 of the Front". In it "we" is the issuer, and what nobody else says he says.
 *
 *   in   an Extraction with actors
 *   out  the words in the head of the text that name him and his actor; nothing where the head
 *        names no body, or neither a paper (en/issued_papers) nor the body alone
 *   note nothing is allocated
 */
#ifndef SITREP_EXTRACT_ISSUER_H
#define SITREP_EXTRACT_ISSUER_H

#include "extract/clause.h"
#include "extract/extraction.h"

typedef struct Issuer {
    TokenRange name;
    uint32_t head; /* a token of it */
    Ref actor;     /* 0: there is no issuer */
    uint32_t body; /* the first token behind the head of the text */
} Issuer;

Issuer issuer_find(const Extraction *x);

/* The name in the head of a body that no actor stands for yet, for actors.c to make one. */
TokenRange issuer_unnamed(const Extraction *x);

#endif
