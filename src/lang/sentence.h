/* The words of a paragraph to sentences, and which of them stand in quotation marks.
 *
 *   in   the paragraph's words in order
 *   out  sentences pushed on the list, each at least one word and at most SENTENCE_WORDS_MAX;
 *        Token.sentence and TOKEN_QUOTED set
 *   err  ST_NOMEM
 *   note a longer sentence is cut behind its last semicolon, colon, dash or comma that leaves both
 *        parts a fair size; never inside one surface token
 */
#ifndef SITREP_LANG_SENTENCE_H
#define SITREP_LANG_SENTENCE_H

#include "lang/tokenise.h"

enum { SENTENCE_WORDS_MAX = 256 };

StCode sentences_split(const TokenTables *tables, Tokens *w, uint32_t first, BlockKind block,
                       Arena *a, Sentences *out, StErr *err);

/* Pairs quotation marks, curly and straight, of the words from `first` on. A double mark that is
 * never closed runs to the end; a single one that is not is an apostrophe. */
void quotes_mark(Tokens *w, uint32_t first);

#endif
