/* Who does what to what in an account, read from the order of its words: records hold no trees.
 *
 *   in   the words of an account, the place of a verb
 *   out  the words that its subject and its object are; of a passive the object stands before it
 *   note of a long phrase only the words up to its first preposition: "the crew" of the liner
 */
#ifndef SITREP_STORY_ACCOUNT_ROLES_H
#define SITREP_STORY_ACCOUNT_ROLES_H

#include "story/account.h"

typedef struct AccountRoles {
    AccountRange subject, object; /* empty where there is none */
    bool passive, nobody, negated, modal;
} AccountRoles;

AccountRoles account_roles(const Account *a, uint32_t verb, uint32_t words);

/* The words from `at` to the next preposition, `end` or clause. */
AccountRange account_phrase(const Account *a, uint32_t at, uint32_t end);

/* Whether a word may be a verb: behind an article or a preposition it is none. */
bool account_may_be_verb(const Account *a, uint32_t i);

/* Whether a verb with its roles tells what was done: not "classified information", "to manage". */
bool account_is_told(const Account *a, uint32_t verb, const AccountRoles *r);

/* Whether a word tells something, or is of a name; whether two are of one thing, actor or place. */
bool account_is_mark(const AccountWord *w);
bool account_is_one(const AccountWord *v, const AccountWord *w);
/* Whether the one tells of a man only, the other of a woman only: "shot himself", "shot herself". */
bool account_of_man_and_woman(const Account *x, const Account *y);
/* A deed of two accounts: 1 where one does it, -1 where two do, 0 where they do not tell; the same
 * where whom or what it is done to counts, too. */
int account_doers_meet(const Account *x, const AccountRoles *r, const Account *y,
                       const AccountRoles *s);
int account_roles_meet(const Account *x, const AccountRoles *r, const Account *y,
                       const AccountRoles *s);

/* Whether one denies of a verb what the other tells: nobody, or the same one, did it to the same
 * thing. */
bool account_denies_deed(const Account *no, uint32_t at, const Account *yes, uint32_t deed);

/* The first row of a table that a form of a verb and the words behind it are a key of; 0 words
 * where there is none. `behind` are the folded words that follow, `n` of them. */
Phrase account_verb_match(Making *m, const Table *t, Str verb, const Str *behind, uint32_t n);

#endif
