/* Who or what a phrase is that fills a role: event_roles.c asks these of its head. */
#ifndef SITREP_EXTRACT_EVENT_PHRASES_H
#define SITREP_EXTRACT_EVENT_PHRASES_H

#include "extract/event_making.h"

/* Somebody without his number and possessor: how many, figures tell. */
Span phrase_role_span(const EventMaking *m, uint32_t head);
/* A thing with its number. */
Span phrase_counted_span(const EventMaking *m, uint32_t head);
/* The same without the man it belongs to. */
Span phrase_thing_span(const EventMaking *m, uint32_t head);

/* "a group of envoys": the envoys; "the windows of a bank": the bank. */
uint32_t phrase_whole(const EventMaking *m, uint32_t head);
/* "a group of envoys" are the envoys; members of a body act themselves, and it through them. */
uint32_t phrase_doer(const EventMaking *m, uint32_t head);
/* "the university rector Iln", "Jesuits Iln, Sul and Orm": a name behind what he is. */
uint32_t phrase_name_behind(const EventMaking *m, uint32_t head);
/* "Front [OF] candidate Iln", "Front leaders", "Front [OF] offices": the people or things behind
 * the name of a body; `head` itself where there are none. */
uint32_t phrase_person_behind(const EventMaking *m, uint32_t head);
/* The man whose house, office or car is hit: "Iln's house"; TOKEN_NONE where it is nobody's. */
uint32_t phrase_tenant(const EventMaking *m, uint32_t head);

/* "Front | units": the last word of the name of a body, `actor`, before a noun that is no actor of
 * its own; TOKEN_NONE where there is none. */
uint32_t phrase_owner_name(const EventMaking *m, uint32_t head, Ref actor);

/* Who a phrase is: its head, else a possessor or modifier ("Oresk's planes", "Oreski planes"), else
 * what it is of; 0 where it names nobody. */
StCode phrase_actor(EventMaking *m, uint32_t head, Ref *out);
/* "Front fighters", "guerrillas of the Oresk Front", "rebels belonging to it": the body that acts
 * in them; 0 where they are one themselves. */
Ref phrase_body(const EventMaking *m, uint32_t head, Ref actor);
/* "the guerrilla organisation Oresk Front", "the “Oresk Front,” a group of …": the body that is
 * named beside what it is; 0 none. */
Ref phrase_named_body(const EventMaking *m, uint32_t head);
/* "the group", "the ones": somebody told of before, and nobody knows who. */
bool phrase_is_pointer(const EventMaking *m, uint32_t head, Str kind);
/* Whether a phrase names an actor before or in its head: not only behind "of". */
bool phrase_names_actor(const EventMaking *m, uint32_t head);

#endif
