/* What a statement says of how things are or went, so that two accounts can be set side by side
 * that share no verb: "the bridge is open", "no vehicle can cross".
 *
 *   in   a claim's content, or a sentence in a report's own voice
 *   out  its words, each with what it stands for, and its points: a state of a kind (tables states,
 *        state_kinds) that words or deeds tell (state_deeds), who alone did something (sole_acts), a
 *        thing that there was or was not (word_roots), or a word that is said or denied
 *   own  in m->arena
 *   err  ST_NOMEM
 *   note what may, shall or would be, what is asked and what is demanded makes no point
 */
#ifndef SITREP_STORY_ACCOUNT_H
#define SITREP_STORY_ACCOUNT_H

#include "know/word_lists.h"
#include "story/making.h"

enum { ACCOUNT_WORDS = 60 };

typedef struct AccountWord {
    uint32_t start; /* byte of the document */
    Str word, base; /* folded; the verb of its form */
    Str thing;      /* what it stands for by the table same_things, or itself when it is telling */
    Str root;     /* by which it is known again in words made of it; empty where it tells nothing */
    uint32_t who; /* 1 + entity of a name that it is part of, or that a pronoun stands for */
    uint32_t place; /* 1 + entity of a place's name */
    const WordSet *lists;
    bool name, negates, modal;
    bool noun;    /* stands for a thing by the table: "the Air Force" names none in particular */
    bool speaker; /* a pronoun that stands for who says it */
    bool breaks;  /* a clause begins with it */
    bool when;    /* tells of a time: "March", "night" */
} AccountWord;

typedef struct AccountRange {
    uint32_t from, to; /* words */
} AccountRange;

/* A state, or a word of its own (kind 0), or the other end of it; or who alone did something. */
typedef struct AccountPoint {
    uint32_t kind;             /* 1 + row of state_kinds */
    uint32_t act;              /* 1 + row of sole_acts: neither state nor word */
    AccountRange doer, object; /* of an act */
    bool no;
    uint32_t at, end; /* words */
    bool anyone;      /* said of nobody, of none, of everybody */
    uint32_t subject; /* words before this one are its subject's; 0 where it may be anywhere */
    bool thing;       /* a thing that there was or was not, known again by the root of its word */
    bool told;        /* of such a thing: words say that it was there, sent, heard, found or not */
    bool so_far;      /* of such a thing: there is none yet */
    AccountRange whose; /* of a thing that somebody had not: who that is */
} AccountPoint;
LIST_OF(AccountPoint, AccountPoints);

typedef struct Account {
    uint32_t item;
    bool claimed, denies; /* somebody says it; somebody says that it is not so */
    Str source;           /* who says it, folded */
    AccountWord *v;
    uint32_t n;
    uint32_t weekdays; /* named in it: bits from Monday on */
    uint32_t year;     /* a year gone by that it tells of; 0 none */
    AccountPoints points;
} Account;

/* The account of an item; one without points when it says nothing to set against others. */
StCode account_read(Making *m, uint32_t item, Account *out);

/* ---- for the files of account_*.c */

/* Words that say a state. */
typedef struct AccountSaid {
    uint32_t at, words;
    bool negated, nobody;
    uint32_t subject;
} AccountSaid;

StCode account_find_points(Making *m, Account *a); /* account_points.c */
StCode account_find_deeds(Making *m, Account *a);  /* account_deeds.c */
StCode account_find_doers(Making *m, Account *a);  /* account_doers.c */
StCode account_find_things(Making *m, Account *a); /* account_things.c */
/* A pronoun by which a speaker tells of himself stands for him: "families said that they …". */
void account_read_speaker(Making *m, const Item *i, Account *a); /* account_speaker.c */
/* Adds the states that a cell of a table says: "free- willing-". */
StCode account_add_states(Making *m, Account *a, Str says, const AccountSaid *s);
bool account_one_thing(const AccountWord *a, const AccountWord *b);
/* Whether a word is of a list; whether a clause with a subject of its own begins with it. */
bool account_lists(const Account *a, uint32_t i, WordList list);
bool account_begins_clause(const Account *a, uint32_t i);
/* Behind "not one", "not a single"; the next word where they do not follow a "not". */
uint32_t account_not_one(const Account *a, uint32_t no); /* account_points.c */
/* Whether a clause is denied as a whole at its beginning: "at no time has the supply failed". */
bool account_denied_clause(const Account *a, uint32_t at); /* account_points.c */
/* Whether what a word begins to tell is negated behind it: "the alarm at the dam had not rung". */
bool account_not_behind(const Account *a, uint32_t at); /* account_things.c */
/* "Oxygen had run out": there is none of it. */
bool account_gone_behind(const Account *a, uint32_t at);
/* A word that tells something: none of those of every sentence, and no number. */
bool account_tells(const Making *m, Str word);

/* ---- two accounts */

/* How much of what stands around two points is of one thing. */
typedef struct Sharing {
    uint32_t things, names;
    bool parted; /* a word tells two things apart: north and south, two owners, other days */
    bool lone;   /* of the one nothing says what it is of: "there was no sign of life" */
} Sharing;
Sharing account_sharing(const Making *m, const Account *x, const AccountPoint *p, const Account *y,
                        const AccountPoint *q);

/* Whether both name places, and none of the one may be one of the other. */
bool account_places_apart(const Making *m, const Account *x, const Account *y);
/* Whether a word is a number. */
bool account_counts(const Making *m, const AccountWord *w);
/* Whether both give numbers, and none of the one is one of the other. */
bool account_numbers_differ(const Making *m, const Account *x, const Account *y);

/* Whether both tell who alone did one thing, and name two. */
bool account_doers_differ(const Making *m, const Account *x, const AccountPoint *p,
                          const Account *y, const AccountPoint *q);

/* Whether a word of its source is this one, in whatever form. */
bool account_source_says(const Making *m, const Account *a, const AccountWord *w);

/* Whether a thing that one says there was not may be the one that the other tells of: nothing
 * tells the two apart. */
bool account_things_meet(const Making *m, const Account *x, const AccountPoint *p, const Account *y,
                         const AccountPoint *q);

/* Whether nothing is told of a thing that there was not but the time: "there was no alarm". */
bool account_thing_alone(const Account *a, const AccountPoint *p);

/* Whether both points are made by one word, in whatever form. */
bool account_same_word(const Account *x, const AccountPoint *p, const Account *y,
                       const AccountPoint *q);
/* "Some", "two of the four": of others the contrary may be true. */
bool account_is_partial(const Account *x, const AccountPoint *p);

/* Telling words and names that two claims share, charges and the like left out. */
uint32_t account_shares(Making *m, const Item *a, const Item *b);

#endif
