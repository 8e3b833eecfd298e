/* A paragraph to words, as the English treebanks of Universal Dependencies cut them.
 *
 *   in   valid UTF-8 and a part of it; the tables en/abbreviations, contractions, word_parts,
 *        closed_class (each may be missing)
 *   out  words pushed on the list: span, form, norm and flags set, the rest zero. Every character
 *        but white space is in one word; words of one surface token follow each other without a
 *        gap, all but the first with TOKEN_CLITIC
 *   err  ST_NOMEM
 *   note linear in the length of the text
 */
#ifndef SITREP_LANG_TOKENISE_H
#define SITREP_LANG_TOKENISE_H

#include "base/utf8.h"
#include "lang/lang.h"

enum {
    TOKEN_LOOK_MAX = 64,    /* bytes of a word that are looked up in tables */
    ADDRESS_LOCAL_MAX = 64, /* bytes before the @ of an address (RFC 5321) */
    TELEPHONE_GROUPS_MAX = 6,
    PUNCTUATION_RUN_MAX = 256, /* characters of one run such as "-----" */
};

/* How a word's own full stop behaves: the column `kind` of en/abbreviations. */
#define STOP_KINDS(X, P)                                                                           \
    X(P, NONE, "")                                                                                 \
    X(P, TITLE, "title")                                                                           \
    X(P, NUMBER, "number")                                                                         \
    X(P, LATIN, "latin")                                                                           \
    X(P, PLACE, "place")                                                                           \
    X(P, MAY_END, "may_end")                                                                       \
    X(P, SHORT, "short")
DECLARE_ENUM(StopKind, STOP, STOP_KINDS)

typedef struct TokenTables {
    const Table *abbreviations, *contractions, *pieces, *closed;
    const WordLists *lists;
    int stop_kind, piece_kind, parts, closed_upos, closed_xpos, closed_lemma; /* columns */
} TokenTables;

/* ---- token_form.c */
void token_tables_open(const Tables *tables, TokenTables *out);
/* Lower case with straight apostrophes, ASCII only; empty when it cannot be: then no row has it. */
Str token_look(Str word, char buffer[TOKEN_LOOK_MAX]);
/* 1 + the first row of a word, any case; 0 none. */
uint32_t token_row(const Table *t, Str word);
/* What a form says by itself: TOKEN_CAPITAL, TOKEN_UPPER, TOKEN_DIGIT. */
uint32_t token_flags(Str form);
/* utf8_fold, without a copy where the form is its own fold; {NULL, 0} when out of memory. */
Str token_norm(Arena *a, Str form);

/* `word` with its stop, any case. */
StopKind abbreviation_kind(const TokenTables *t, Str word);

/* ---- tokenise.c */
StCode tokenise(const TokenTables *t, Str text, Span paragraph, Arena *a, Tokens *out, StErr *err);

/* The text's code point at `at`, 0 at or past `end`; a NUL of the text is read as 1. */
static inline uint32_t char_at(Str text, uint32_t at, uint32_t end) {
    unsigned len;
    uint32_t c = at < end ? utf8_at(text, at, &len) : 0;
    return c || at >= end ? c : 1;
}

static inline bool is_apostrophe(uint32_t c) {
    return c == '\'' || c == 0x2019;
}
static inline bool is_hyphen(uint32_t c) {
    return c == '-' || c == 0x2010 || c == 0x2011;
}

#endif
