/* The arcs of an event's word by what kind of word it is: event_arcs.c asks these. */
#ifndef SITREP_EXTRACT_EVENT_ARCS_H
#define SITREP_EXTRACT_EVENT_ARCS_H

#include "extract/event_making.h"

static inline const Token *arc_token(const EventMaking *m, uint32_t i) {
    return &m->p->tokens.v[i];
}
static inline bool arc_is_preposition(const Token *t) {
    return t->xpos == XPOS_IN || t->xpos == XPOS_TO;
}

/* ---- event_coordination.c */
void arc_heads_add(Heads *h, uint32_t token);
/* The last nominal of the noun chunk at a token, TOKEN_NONE where there is none. */
uint32_t arc_chunk_head(const EventMaking *m, uint32_t at);
/* "and", "or", not "but". */
bool arc_is_and(const Token *t);
/* The head and what is coordinated with it. */
void arc_coordinated(const EventMaking *m, uint32_t head, bool of_verb, Heads *out);

/* ---- event_verb_arcs.c */
uint32_t arc_of_verb(const EventMaking *m, const EventWord *w, Str arc);
/* Of a modal that tells of something by itself: "must". */
uint32_t arc_of_modal(const EventMaking *m, const EventWord *w, Str arc);
/* "two were killed and 23 wounded": the count or noun between the conjunction and the verb. */
uint32_t arc_elliptic_subject(const EventMaking *m, const EventWord *w);
/* From `i` on, over prepositional phrases, adverbs and times but over no verb, the phrase after a
 * preposition: "the attack last night on the port", "sent arms by sea to the rebels". */
uint32_t arc_phrase_after(const EventMaking *m, uint32_t i, Str preposition);

#endif
