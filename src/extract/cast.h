/* The actors of one document while they are gathered: makes and finds records, adds mentions.
 * Shared by the actors_*.c files.
 *
 *   own  records and mentions in the document's arena
 *   note An actor is found again by a key: the known row, the full name, or country and noun.
 */
#ifndef SITREP_EXTRACT_CAST_H
#define SITREP_EXTRACT_CAST_H

#include "base/map.h"
#include "extract/names.h"

typedef struct Cast {
    Extraction *x;
    Names *names;
    const World *w;
    const Token *t;
    Map by_key;
    Str country;     /* that the document names most; empty when none */
    Map told;        /* how often the document speaks of each country */
    Ref *last_body;  /* per row of en/bodies: the last one mentioned */
    Map last_head;   /* the same by the noun alone: "the ministry" */
    Map last_people; /* the same of people: "the priests" */
    Ref last_title;  /* last person with an office */
} Cast;

/* Finds or makes the actor of a key; *made says which. The record is zeroed but for its span. */
StCode cast_actor(Cast *c, Str key, uint32_t first, uint32_t end, Ref *ref, bool *made);
Actor *cast_get(const Cast *c, Ref ref);
/* Adds a mention of tokens [first, end) and sets actor_at there. */
StCode cast_mention(Cast *c, Ref ref, uint32_t first, uint32_t end, MentionHow how);
/* Adds each sector that is not there yet. */
StCode cast_sectors(Cast *c, Ref ref, Strs sectors);
/* The text of tokens [first, end). */
Str cast_text(const Cast *c, uint32_t first, uint32_t end);

/* The one country that the places and adjectives of a token's sentence agree on; of places where
 * something is or happens alone, if asked. */
Str cast_sentence_country(const Cast *c, uint32_t at, bool locations);
/* Is a country or capital named as the place where something is: "in Kenya"? */
bool cast_is_location(const Cast *c, const Name *n);
/* The country of an official whom no word gives one: the sentence's, else the document's. */
Str cast_country(const Cast *c, uint32_t at);

/* actors_former.c: is a phrase, whose words before its title are [start, end), of one who held the
 * office: "the former Oreski minister"? */
bool cast_is_former(const Cast *c, uint32_t start, uint32_t end);
/* Takes the sectors of state from an actor, who is of the elite now; and whether that was done. */
StCode cast_leave_office(Cast *c, Ref ref);
bool cast_left_office(const Actor *a);

/* actors_names.c */
StCode actors_name(Cast *c, uint32_t name); /* index into names->list */
StCode actors_state(Cast *c, Str iso3, uint32_t first, uint32_t end, MentionHow how, Ref *ref);

/* actors_nominal.c: the noun phrase whose title, body or people noun starts at a token; answers the
 * token after it in *next. */
StCode actors_nominal(Cast *c, uint32_t at, uint32_t *next);
/* The country that the words before `at` in its noun phrase give, and where they start. */
typedef struct Modifier {
    Str country;
    Ref actor;      /* the body or state that owns it: "UN mission", "Azerbaijan's ministry" */
    uint32_t start; /* first token of the phrase without an owner's name */
    bool possessive;
} Modifier;
Modifier actors_modifier(const Cast *c, uint32_t at);

/* Whose men the rebels are, where the document names one armed body alone; after all names. */
void actors_only_rebels(Cast *c);

/* actors_apposition.c: "Y, spokesman for Z", "the minister, Y": after all names are known. */
StCode actors_appositions(Cast *c);
/* actors_pronoun.c */
StCode actors_pronouns(Cast *c);

#endif
