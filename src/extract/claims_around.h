/* What stands around a verb of speech or thought, for claims_verb.c, which decides which construction
 * it is, and claims_behind.c, which reads those whose content stands behind the verb.
 */
#ifndef SITREP_EXTRACT_CLAIMS_AROUND_H
#define SITREP_EXTRACT_CLAIMS_AROUND_H

#include "extract/claims_parts.h"

/* What one verb has around it, found once and shared by the constructions below. */
typedef struct Around {
    const Cue *cue;
    uint32_t weight[FRAME_COUNT];
    TokenRange sentence, source;
    uint32_t source_head;
    uint32_t at;       /* the first token after the cue */
    uint32_t after;    /* the same past adverbs and times */
    TokenRange person; /* a noun phrase right after the cue */
    uint32_t after_person;
    bool inverted;
} Around;

/* A draft of the cue with its source, and one with this content. */
Draft *around_draft(Claiming *c, const Around *a, Frame frame, uint32_t weight);
StCode around_add(Claiming *c, const Around *a, Frame frame, uint32_t weight, TokenRange content,
                  bool with_person);
/* "Whom", "which", "that" right before the subject of the cue; TOKEN_NONE where there is none. */
uint32_t around_relative_before(const Claiming *c, const Around *a);
/* A word that a noun phrase may begin with. */
bool around_opens_phrase(const Token *t);
bool around_has_finite(const Parse *p, uint32_t from, uint32_t to);

/* Each answers whether the construction is this one; its draft is then made and *code says how that
 * went. `least`: the weight below which the verb is none of speech. */
bool claims_gapped_relative(Claiming *c, const Around *a, StCode *code);
bool claims_named_relative(Claiming *c, const Around *a, StCode *code);
bool claims_clause_after(Claiming *c, const Around *a, StCode *code);
bool claims_short_answer(Claiming *c, const Around *a, StCode *code);
bool claims_colon_after(Claiming *c, const Around *a, StCode *code);
bool claims_infinitive_after(Claiming *c, const Around *a, StCode *code);
bool claims_preposition_after(Claiming *c, const Around *a, uint32_t least, StCode *code);
bool claims_object_of(Claiming *c, const Around *a, uint32_t least, StCode *code);

#endif
