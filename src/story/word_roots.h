/* The root by which a word is known again in words made of it and in near ones: "alteration" in
 * "altered", "decision" in "decided", "alarm" in "siren".
 *
 *   in   a folded word
 *   out  its root by the table word_roots, else what is left without an ending of root_endings
 *   own  a slice of the word or of the tables
 */
#ifndef SITREP_STORY_WORD_ROOTS_H
#define SITREP_STORY_WORD_ROOTS_H

#include "story/making.h"

Str word_root(const Making *m, Str word);

#endif
