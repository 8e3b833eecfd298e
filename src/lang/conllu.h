/* A parse as CoNLL-U.
 *
 *   in   a document and its parse
 *   out  its sentences with newdoc, newpar, sent_id and text; multiword tokens as ranges; in MISC
 *        TokenRange (code points of the document's text) and SpaceAfter=No. FORM is the text's own
 *        characters, so that all but white space is in it
 *   err  ST_NOMEM
 *   src  https://universaldependencies.org/format.html
 */
#ifndef SITREP_LANG_CONLLU_H
#define SITREP_LANG_CONLLU_H

#include "lang/lang.h"

StCode conllu_write(const Document *doc, const Parse *p, Arena *scratch, Text *out);

#endif
