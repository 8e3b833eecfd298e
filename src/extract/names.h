/* Names of persons, organisations and places in one document.
 *
 *   in   a parse; times already found (a month is no name)
 *   out  names in text order, never overlapping, each with a type and, where a table knows it, its
 *        row; for every token the word class that matters to actors (title, body, people, demonym)
 *   own  everything in the arena
 *   err  ST_NOMEM
 *   note Two passes. The first is the trained tagger (lang/namer.h) over hints from the tables
 *        (names_hints.h); tables add what it passes over, and say which row a name is. The second
 *        gives a name that the first was unsure of the type it has elsewhere in the document:
 *        "Bayramov" from "Foreign Minister Jeyhun Bayramov". Without a model tables decide alone.
 */
#ifndef SITREP_EXTRACT_NAMES_H
#define SITREP_EXTRACT_NAMES_H

#include "extract/extraction.h"
#include "extract/world.h"

typedef enum NameType {
    NAME_NONE,
    NAME_PERSON,
    NAME_ORGANISATION,
    NAME_PLACE,
    NAME_OTHER /* a law, a war, a language: no record is made */
} NameType;

typedef struct Name {
    uint32_t first, end; /* tokens */
    NameType type;
    uint32_t sure;  /* 0 guessed … 3 certain */
    WorldHit known; /* row 0 when no table knows it */
    uint32_t title; /* first token of the title before a person; == first when there is none */
    uint32_t same;  /* 1 + the name that this one shortens: "Bayramov"; 0 none */
    bool storm;     /* "Hurricane Katrina" */
    Str key;        /* folded, words parted by one space */
} Name;
LIST_OF(Name, NameList);

/* A word or phrase of en/titles, en/bodies, en/populations or the demonyms that starts at a token.
 */
typedef struct Noun {
    WorldHit hit; /* row 0: none */
    bool demonym; /* an adjective of a country or people is there as well, see `country` */
    Str country;  /* of the demonym */
    WorldHit people;
} Noun;

struct Names {
    World world;
    NameList list;
    uint32_t *name_at; /* per token: 1 + name, 0 none */
    Noun *nouns;       /* per token */
    Str dateline;      /* country of the place in the dateline, or empty */
    bool elsewhere;    /* the dateline's place is one that no table knows */
};
typedef struct Names Names;

StCode names_find(Extraction *x, Names *out);

/* The folded words of a token range as one key. */
StCode names_key(Arena *a, const Token *t, uint32_t first, uint32_t end, Str *out);
/* Kind of a word by en/name_parts, empty when it is none. */
Str names_part(const World *w, uint32_t token);
bool names_part_is(const World *w, uint32_t token, const char *kind);

/* names_forces.c: of which force "officers" are, by the rest of the document. */
void names_tell_forces(const Extraction *x, Names *n);

/* names_context.c: words that are names elsewhere in the document; the second pass. */
StCode names_repeat(Extraction *x, Names *n);
StCode names_settle(Extraction *x, Names *n);

#endif
