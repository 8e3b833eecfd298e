/* Syntax as extraction asks for it: noun phrases, verb groups, who is the subject, what the clause
 * holds. Answers come from the dependency tree where the sentence has one and from tags and
 * punctuation where it has not, so that the stages never look at heads or tags themselves.
 *
 *   in   a parse; tokens by their index in parse.tokens
 *   out  tokens and half-open ranges of tokens, never beyond the sentence asked about; TOKEN_NONE
 *        or an empty range where there is nothing
 *   note nothing is allocated; no answer looks further than CLAUSE_REACH tokens
 *   src  Universal Dependencies v2; Abney, Parsing by Chunks (1991)
 *
 * Use: a table says that token v is a verb of interest.
 *   VerbGroup g = clause_verb_group(p, v);           tense, voice, negation, modal
 *   uint32_t who = clause_agent(p, v);               active subject or by-phrase; heads of phrases
 *   uint32_t whom = clause_patient(p, v);            object, or subject of a passive
 *   uint32_t of = clause_oblique(p, v, S("of"));     accuse Y *of Z*
 *   TokenRange name = clause_noun_phrase(p, who);    "Iln, mayor of Oresk" without relative clauses
 *   Span at = clause_span(p, name);
 *   Ref actor = x->actor_at[who];
 */
#ifndef SITREP_EXTRACT_CLAUSE_H
#define SITREP_EXTRACT_CLAUSE_H

#include "lang/lang.h"

enum {
    CLAUSE_REACH = 200,     /* tokens looked at on either side */
    TOKEN_NONE = UINT32_MAX /* no such token */
};

typedef struct TokenRange {
    uint32_t first, end;
} TokenRange;

typedef enum Tense { TENSE_NONE, TENSE_PRESENT, TENSE_PAST, TENSE_FUTURE } Tense;

/* A verb with its auxiliaries and the adverbs among them: "has not yet been told". */
typedef struct VerbGroup {
    TokenRange range;
    uint32_t verb;
    uint32_t modal; /* may, could, must, … but not will and would-be futures; TOKEN_NONE */
    Tense tense;    /* none for infinitives and participles without auxiliary */
    bool passive;   /* also the bare participle: "the town shelled by …" */
    bool negated;   /* not, n't, never, no longer */
    bool perfect, progressive;
    bool infinitive; /* after "to" */
    bool finite;
} VerbGroup;

static inline bool token_is_word(const Token *t, const char *word) {
    return str_eq(t->norm, str_of(word));
}
static inline bool range_some(TokenRange r) {
    return r.end > r.first;
}
static inline bool range_has(TokenRange r, uint32_t token) {
    return r.first <= token && token < r.end;
}
/* The characters of a range. */
Span clause_span(const Parse *p, TokenRange r);
/* The tokens of the sentence that holds `token`. */
TokenRange clause_sentence(const Parse *p, uint32_t token);
bool clause_has_tree(const Parse *p, uint32_t token);

/* Tags, the same for every tagger: nouns, names and pronouns; verbs that are not mere auxiliaries.
 */
bool token_is_nominal(const Token *t);
bool token_is_noun(const Token *t);   /* common or proper */
bool token_is_verb(const Token *t);   /* VB… of any kind, auxiliaries too */
bool token_is_finite(const Token *t); /* by its tag: past, present or modal */
bool token_is_punct(const Token *t);
bool token_is_comma(const Token *t);

/* The plain noun phrase around a noun, name or pronoun: determiner to noun, with a genitive before
 * it: "Oresk's three old bridges". */
TokenRange clause_noun_chunk(const Parse *p, uint32_t token);
/* The same with what belongs to it (of …, apposition, coordination) but no relative clause. */
TokenRange clause_noun_phrase(const Parse *p, uint32_t token);
/* The noun that stands for the phrase: "ministry" of "the ministry of defence of Oresk". */
uint32_t clause_noun_head(const Parse *p, TokenRange phrase);

VerbGroup clause_verb_group(const Parse *p, uint32_t verb);

/* Heads of the phrases that play a part, TOKEN_NONE where there is none. The subject is looked for
 * beyond the clause where it is shared: participles ("…, adding that"), conjoined verbs,
 * infinitives
 * ("vowed to answer", "told troops to leave": troops), relative clauses (the noun they hang on). */
uint32_t clause_subject(const Parse *p, uint32_t verb);
/* The same by the words beside the verb, whatever the tree says: surer where a quotation or the end
 * of a sentence stands between ("“…,” said Iln"). */
uint32_t clause_subject_near(const Parse *p, uint32_t verb);
/* The noun after a verb that its object or clause does not follow: "said Iln". */
uint32_t clause_subject_inverted(const Parse *p, uint32_t verb);
uint32_t clause_object(const Parse *p, uint32_t verb);
uint32_t clause_oblique(const Parse *p, uint32_t head, Str preposition); /* of a verb or a noun */
uint32_t clause_agent(const Parse *p, uint32_t verb);
uint32_t clause_patient(const Parse *p, uint32_t verb);

/* The clause a verb heads, everything that hangs on it included; without a tree: to the nearest
 * clause boundaries. */
TokenRange clause_range(const Parse *p, uint32_t verb);
/* Where what begins at `start` stops, at most `end`: before the first comma, conjunction or
 * subordinator that opens something which hangs on `governor` or above it and not on the phrase or
 * clause at `start`. `end` itself without a tree, or when `governor` hangs on that clause. */
uint32_t clause_hanging_end(const Parse *p, uint32_t start, uint32_t end, uint32_t governor);
/* What the clause that a word like "that" opens hangs on; TOKEN_NONE without a tree. */
uint32_t clause_governor(const Parse *p, uint32_t opener);
/* The verb whose clause a token stands in (the token itself when it is one); TOKEN_NONE in a
 * headline without a verb. */
uint32_t clause_verb_of(const Parse *p, uint32_t token);

/* The first token of the document that ends after `byte`. */
uint32_t clause_token_from(const Parse *p, uint32_t byte);

#endif
