/* Which language a text is in.
 *
 *   in   UTF-8; the first LANGUAGE_LOOK bytes are looked at
 *   out  ISO 639-1 (three letters where a language has no two), {NULL,0} when it cannot be told
 *   own  static or in the arena
 *   note function words first (English in capitals too), then libexttextcat's letter statistics;
 *        without its data files only function words tell. Safe from several threads; no locale.
 */
#ifndef SITREP_READ_LANGUAGE_H
#define SITREP_READ_LANGUAGE_H

#include "read/reading.h"

enum { LANGUAGE_LOOK = 4096 };

StCode language_find(Reading *r, Str text, Str *out);

#endif
