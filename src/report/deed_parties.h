/* Who did something and to whom, as a line in short names them. Between states a party is its side:
 * "Northland". At home it is the body that acts, for the state is on every side there: "police",
 * "the mayor".
 *
 *   own  in the composing's arena
 */
#ifndef SITREP_REPORT_DEED_PARTIES_H
#define SITREP_REPORT_DEED_PARTIES_H

#include "report/composing.h"

typedef struct Party {
    Str name; /* empty where nobody is told, or nobody in particular */
    Str kind; /* of an official body at home: "police"; parties of one kind are one */
} Party;

/* The actor's side, or its own name where that says something. */
Str party_name(Composing *c, const Records *r, Ref ref);
/* The first of an event's agents, or of its recipients. */
Party party_of_roles(Composing *c, const Records *r, const Event *e, const Roles *roles);
/* Whether only a state's own bodies are told of, in their own country. */
bool party_is_at_home(Composing *c, const Records *r, const Event *e);

#endif
