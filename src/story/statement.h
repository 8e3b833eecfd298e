/* The words of what somebody says, and what they deny: for setting statement against statement.
 *
 *   in   a claim's content, or any stretch of a document
 *   out  words folded to lower case, at most STATEMENT_WORDS, and what is said or denied in them
 *   own  in m->arena
 *   err  ST_NOMEM shows as no words
 *   note a word is known again in another form: by the table of verb forms ("fell", "fallen"), by
 *        an ending ("mine", "mines"), or by a long common beginning ("explosion", "explosives")
 */
#ifndef SITREP_STORY_STATEMENT_H
#define SITREP_STORY_STATEMENT_H

#include "know/word_lists.h"
#include "story/making.h"

enum { STATEMENT_WORDS = 60 };

typedef struct Statement {
    Str v[STATEMENT_WORDS];
    const WordSet *in[STATEMENT_WORDS]; /* the lists that each is in */
    uint32_t n;
} Statement;

void statement_of_claim(Making *m, const Item *claim, Statement *out);
void statement_of_span(Making *m, const Document *d, Span span, Statement *out);

/* The thing or happening of the tables that a statement flatly denies ("there was no explosion",
 * "found no trace of explosives"); {NULL, 0} when there is none. */
Str statement_flat_denial(const Making *m, const Statement *s);
/* Whether it says the word and does not deny it. */
bool statement_says(const Making *m, const Statement *s, Str word);
/* Whether it says of anything that it is not so. */
bool statement_negates(const Statement *s);
/* Whether it opens with what may, shall or would be. */
bool statement_supposes(const Statement *s);
/* Whether one says flatly what the other denies: one verb of one subject, negated in the one only
 * ("he had fallen", "he did not fall"). */
bool statements_oppose(const Making *m, const Statement *a, const Statement *b);
/* "having received it": what is meant was said before. */
bool statement_ends_in_pronoun(const Statement *s);
/* Whether it begins with "he", "she", "they" or "it". */
bool statement_begins_with_pronoun(const Statement *s);
/* "accusations of ethnic cleansing", "the report that …": it is about something that was said. */
bool statement_names_charge(const Statement *s);
/* "this", "it", "the allegations": nothing of its own is said, or too little. */
bool statement_points_back(const Statement *s);

/* ---- single words, folded */

bool statement_word_negates(Str word);
/* "Would", "if", "until": what may or shall be is not set against what is. */
bool statement_word_modal(Str word);
/* "Accusation", "reports": what was said. */
bool statement_word_charges(Str word);
/* "Villager", "soldiers": counts of them are figures. */
bool statement_word_is_people(const Making *m, Str word);
/* A word of every report, that tells nothing. */
bool statement_word_idle(const Making *m, Str word);
/* The verb of its form, else the word; and whether two of these are one word. */
Str statement_word_base(const Making *m, Str word);
bool statement_same_base(Str a, Str b);

#endif
