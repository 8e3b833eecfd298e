/* Makes mentions of one actor those of another, once it is known that both are one.
 *
 *   in   records whose actors, claims and events are made
 *   out  actors without mentions are gone, and all that pointed to them points to where their
 *        mentions went
 *   own  in the document's arena
 *   err  ST_NOMEM
 */
#ifndef SITREP_EXTRACT_ACTORS_MERGE_H
#define SITREP_EXTRACT_ACTORS_MERGE_H

#include "extract/clause.h"
#include "extract/extraction.h"

typedef struct ActorMoves {
    Extraction *x;
    Ref *went; /* per actor, 1 + …: where its last mention went; made at the first move */
    uint32_t n;
} ActorMoves;

/* The mention that holds token `head` becomes one of `to`; where nobody is mentioned there, `range`
 * becomes a mention of it. No actor may be made between the first move and the close. */
StCode actors_move_mention(ActorMoves *m, TokenRange range, uint32_t head, Ref to);
StCode actors_close_moves(ActorMoves *m);

#endif
