/* What a mention tells of the single person it speaks of: name, sex, age, office; and whether two
 * may be the same. For figures_victims.c.
 *
 *   in   a head in f->sentence with its row of en/units, 0 for none
 *   out  by value; slices of the document and the tables
 */
#ifndef SITREP_EXTRACT_FIGURES_PERSON_H
#define SITREP_EXTRACT_FIGURES_PERSON_H

#include "extract/figures.h"

typedef enum Sex { SEX_ANY, SEX_MAN, SEX_WOMAN } Sex;
typedef enum Way { WAY_NAME, WAY_PRONOUN, WAY_DEFINITE, WAY_INDEFINITE, WAY_OTHER } Way;

/* What is known of a person: who fits it may be the same. */
typedef struct Person {
    Sex sex;
    uint32_t from, to; /* age */
    Str group;         /* military, police, …: empty where the words tell none */
    Ref named;         /* the actor, where it has a name */
    TokenRange name;   /* the longest */
    Str noun;
    bool held; /* arrested or freed: seldom one of the victims */
} Person;

typedef struct PersonTables {
    const Table *words, *given; /* en/person_words, world/given_names */
} PersonTables;

Person person_read(const FigureScan *f, const PersonTables *t, uint32_t head, uint32_t unit);
/* How it is spoken of. */
Way person_read_way(const FigureScan *f, uint32_t head, uint32_t unit);
/* "his" of "his death" too */
bool person_is_pronoun(const FigureScan *f, uint32_t i);

/* Nothing that is known of one speaks against the other; how much speaks for it. */
bool person_agrees(const Person *a, const Person *b);
uint32_t person_likeness(const Person *a, const Person *b);
bool person_same_name(const FigureScan *f, TokenRange a, TokenRange b);
/* Adds what another mention of the same tells. */
void person_learn(Person *p, const Person *more);

#endif
