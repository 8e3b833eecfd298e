/* Which actors and places of a story's documents are one: by their id in the tables, by name, by
 * the sound of the name, by one letter's difference, by surname; before all by what people decided.
 *
 *   in   the records of the documents, marks of people
 *   out  a node for each actor and place, actors first in each document; those of one root are one
 *   own  in the arena of the making
 *   err  ST_NOMEM
 *   note two with different known ids or different countries are never joined; a description
 *        without a name ("an official") stays in its document
 */
#ifndef SITREP_STORY_ENTITIES_JOIN_H
#define SITREP_STORY_ENTITIES_JOIN_H

#include "story/making.h"

typedef struct Node {
    EntityKind kind;
    ActorKind actor_kind;
    uint32_t doc, mentions, parent;
    Ref ref;
    Str id, name, folded, sounds, known, country;
    bool named;
    Apart *apart; /* splits that people made; of a root: of all that joined it */
} Node;

typedef struct Joining {
    Making *m;
    Node *v;
    uint32_t n;
} Joining;

StCode entities_join(Making *m, Joining *j);
uint32_t entities_root(Joining *j, uint32_t i);

#endif
