/* Text to sentences, tokens, tags, lemmas and trees: the seam between language and extraction.
 * Nothing above this folder looks at characters to find out what a word is.
 *
 *   in   a document with its blocks; UTF-8
 *   out  sentences that cover the whole text, noise included; the words of each with offsets
 *   own  everything in the arena
 *   note head and deprel are set where a parser is in the model; without one every head is 0 and
 *        every deprel DEP_NONE
 *   src  Universal Dependencies v2 (tokens, tags, relations), Penn Treebank (XPOS)
 */
#ifndef SITREP_LANG_LANG_H
#define SITREP_LANG_LANG_H

#include "know/tables.h"
#include "know/word_lists.h"
#include "record/record.h"

#define UPOS_LIST(ROW, P)                                                                          \
    ROW(P, X, "X")                                                                                 \
    ROW(P, ADJ, "ADJ")                                                                             \
    ROW(P, ADP, "ADP")                                                                             \
    ROW(P, ADV, "ADV")                                                                             \
    ROW(P, AUX, "AUX")                                                                             \
    ROW(P, CCONJ, "CCONJ")                                                                         \
    ROW(P, DET, "DET")                                                                             \
    ROW(P, INTJ, "INTJ")                                                                           \
    ROW(P, NOUN, "NOUN")                                                                           \
    ROW(P, NUM, "NUM")                                                                             \
    ROW(P, PART, "PART")                                                                           \
    ROW(P, PRON, "PRON")                                                                           \
    ROW(P, PROPN, "PROPN")                                                                         \
    ROW(P, PUNCT, "PUNCT")                                                                         \
    ROW(P, SCONJ, "SCONJ")                                                                         \
    ROW(P, SYM, "SYM")                                                                             \
    ROW(P, VERB, "VERB")
DECLARE_ENUM(Upos, UPOS, UPOS_LIST)

#define XPOS_LIST(X, P)                                                                            \
    X(P, NONE, "_")                                                                                \
    X(P, CC, "CC")                                                                                 \
    X(P, CD, "CD")                                                                                 \
    X(P, DT, "DT")                                                                                 \
    X(P, EX, "EX")                                                                                 \
    X(P, FW, "FW")                                                                                 \
    X(P, IN, "IN")                                                                                 \
    X(P, JJ, "JJ")                                                                                 \
    X(P, JJR, "JJR")                                                                               \
    X(P, JJS, "JJS")                                                                               \
    X(P, LS, "LS")                                                                                 \
    X(P, MD, "MD")                                                                                 \
    X(P, NN, "NN")                                                                                 \
    X(P, NNS, "NNS")                                                                               \
    X(P, NNP, "NNP")                                                                               \
    X(P, NNPS, "NNPS")                                                                             \
    X(P, PDT, "PDT")                                                                               \
    X(P, POS, "POS")                                                                               \
    X(P, PRP, "PRP")                                                                               \
    X(P, PRPS, "PRP$")                                                                             \
    X(P, RB, "RB")                                                                                 \
    X(P, RBR, "RBR")                                                                               \
    X(P, RBS, "RBS")                                                                               \
    X(P, RP, "RP")                                                                                 \
    X(P, SYM, "SYM")                                                                               \
    X(P, TO, "TO")                                                                                 \
    X(P, UH, "UH")                                                                                 \
    X(P, VB, "VB")                                                                                 \
    X(P, VBD, "VBD")                                                                               \
    X(P, VBG, "VBG")                                                                               \
    X(P, VBN, "VBN")                                                                               \
    X(P, VBP, "VBP")                                                                               \
    X(P, VBZ, "VBZ")                                                                               \
    X(P, WDT, "WDT")                                                                               \
    X(P, WP, "WP")                                                                                 \
    X(P, WPS, "WP$")                                                                               \
    X(P, WRB, "WRB")                                                                               \
    X(P, ADD, "ADD")                                                                               \
    X(P, AFX, "AFX")                                                                               \
    X(P, GW, "GW")                                                                                 \
    X(P, HYPH, "HYPH")                                                                             \
    X(P, NFP, "NFP")                                                                               \
    X(P, XX, "XX")                                                                                 \
    X(P, COMMA, ",")                                                                               \
    X(P, STOP, ".")                                                                                \
    X(P, COLON, ":")                                                                               \
    X(P, OPEN, "-LRB-")                                                                            \
    X(P, CLOSE, "-RRB-")                                                                           \
    X(P, QUOTE_OPEN, "``")                                                                         \
    X(P, QUOTE_CLOSE, "''")                                                                        \
    X(P, DOLLAR, "$")
DECLARE_ENUM(Xpos, XPOS, XPOS_LIST)

/* Relations with the subtypes that extraction asks for; others are cut to their main part. */
#define DEP_LIST(X, P)                                                                             \
    X(P, NONE, "_")                                                                                \
    X(P, ROOT, "root")                                                                             \
    X(P, NSUBJ, "nsubj")                                                                           \
    X(P, NSUBJ_PASS, "nsubj:pass")                                                                 \
    X(P, OBJ, "obj")                                                                               \
    X(P, IOBJ, "iobj")                                                                             \
    X(P, CSUBJ, "csubj")                                                                           \
    X(P, CSUBJ_PASS, "csubj:pass")                                                                 \
    X(P, CCOMP, "ccomp")                                                                           \
    X(P, XCOMP, "xcomp")                                                                           \
    X(P, OBL, "obl")                                                                               \
    X(P, OBL_AGENT, "obl:agent")                                                                   \
    X(P, OBL_UNMARKED, "obl:unmarked")                                                             \
    X(P, VOCATIVE, "vocative")                                                                     \
    X(P, EXPL, "expl")                                                                             \
    X(P, DISLOCATED, "dislocated")                                                                 \
    X(P, ADVCL, "advcl")                                                                           \
    X(P, ADVCL_RELCL, "advcl:relcl")                                                               \
    X(P, ADVMOD, "advmod")                                                                         \
    X(P, DISCOURSE, "discourse")                                                                   \
    X(P, AUX, "aux")                                                                               \
    X(P, AUX_PASS, "aux:pass")                                                                     \
    X(P, COP, "cop")                                                                               \
    X(P, MARK, "mark")                                                                             \
    X(P, NMOD, "nmod")                                                                             \
    X(P, NMOD_POSS, "nmod:poss")                                                                   \
    X(P, NMOD_UNMARKED, "nmod:unmarked")                                                           \
    X(P, APPOS, "appos")                                                                           \
    X(P, NUMMOD, "nummod")                                                                         \
    X(P, ACL, "acl")                                                                               \
    X(P, ACL_RELCL, "acl:relcl")                                                                   \
    X(P, AMOD, "amod")                                                                             \
    X(P, DET, "det")                                                                               \
    X(P, DET_PREDET, "det:predet")                                                                 \
    X(P, CASE, "case")                                                                             \
    X(P, CONJ, "conj")                                                                             \
    X(P, CC, "cc")                                                                                 \
    X(P, CC_PRECONJ, "cc:preconj")                                                                 \
    X(P, FIXED, "fixed")                                                                           \
    X(P, FLAT, "flat")                                                                             \
    X(P, COMPOUND, "compound")                                                                     \
    X(P, COMPOUND_PRT, "compound:prt")                                                             \
    X(P, LIST, "list")                                                                             \
    X(P, PARATAXIS, "parataxis")                                                                   \
    X(P, ORPHAN, "orphan")                                                                         \
    X(P, GOESWITH, "goeswith")                                                                     \
    X(P, REPARANDUM, "reparandum")                                                                 \
    X(P, PUNCT, "punct")                                                                           \
    X(P, DEP, "dep")
DECLARE_ENUM(Deprel, DEP, DEP_LIST)

enum {                              /* Token.flags */
       TOKEN_SPACE_BEFORE = 1 << 0, /* or the text begins with it */
       TOKEN_CAPITAL = 1 << 1,      /* first letter upper case */
       TOKEN_UPPER = 1 << 2,        /* two letters or more, all upper case */
       TOKEN_DIGIT = 1 << 3,        /* holds a digit */
       TOKEN_QUOTED = 1 << 4,       /* between quotation marks (the marks themselves too) */
       TOKEN_CLITIC = 1 << 5 /* not the first word of its surface token: n't, 's, not of cannot */
};

typedef struct Token {
    Span span;
    Str form;  /* the text's own characters */
    Str norm;  /* utf8_fold of them: what tables are asked with */
    Str lemma; /* lower case but for proper nouns */
    Upos upos;
    Xpos xpos;
    Deprel deprel;
    Ref head; /* 1 + index into Parse.tokens of the same sentence; 0 is the root (or no parse) */
    uint32_t sentence; /* index into Parse.sentences */
    uint32_t flags;
    const WordSet *in, *lemma_in; /* the lists that norm and lemma are in; NULL none */
    /* Which tables know norm and lemma (tables_of_word), set by who will ask many of them. */
    uint32_t norm_tables, lemma_tables;
} Token;

static inline bool token_in(const Token *t, WordList list) {
    return word_set_has(t->in, list);
}
static inline bool token_lemma_in(const Token *t, WordList list) {
    return word_set_has(t->lemma_in, list);
}

/* Round or square brackets. */
static inline bool token_opens(const Token *t) {
    return str_eq(t->form, S("(")) || str_eq(t->form, S("["));
}
static inline bool token_closes(const Token *t) {
    return str_eq(t->form, S(")")) || str_eq(t->form, S("]"));
}

typedef struct Sentence {
    Span span;
    uint32_t first, count; /* its tokens */
    BlockKind block;       /* of the block it stands in */
    bool
        coded; /* paragraphs, headlines and cells; false in noise, credits, datelines: tokens but no
                   records */
} Sentence;

LIST_OF(Token, Tokens);
LIST_OF(Sentence, Sentences);

typedef struct Parse {
    Tokens tokens;
    Sentences sentences;
} Parse;

typedef struct Lang Lang;

/* Opens the language data: tables, and the model file at `model` (NULL: none). */
StCode lang_open(const Tables *tables, const char *model, Lang **out, StErr *err);
void lang_close(Lang *l);

/* namer.h: the model's tagger of names, its head NULL where there is none. */
const struct Namer *lang_namer(const Lang *l);

/* Which lists each word is in: lang_parse does it; for parses made otherwise. */
void parse_mark_lists(Parse *p, const WordLists *l);

/* Safe from several threads on one Lang. Fills doc->sentences too. */
StCode lang_parse(const Lang *l, Document *doc, Arena *a, Parse *out, StErr *err);

#endif
