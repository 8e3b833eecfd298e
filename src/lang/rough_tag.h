/* Tags and lemmas without a model: function words from en/closed_class, the rest by capitals,
 * figures and endings. Good enough to look around with; the model's are far better.
 *
 *   err  ST_NOMEM
 */
#ifndef SITREP_LANG_ROUGH_TAG_H
#define SITREP_LANG_ROUGH_TAG_H

#include "lang/tokenise.h"

StCode rough_tag(const TokenTables *tables, Tokens *w, const Sentence *s, Arena *a, StErr *err);

#endif
