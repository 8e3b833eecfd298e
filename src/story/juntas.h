/* Those who took power from a state: its soldiers, and no longer its side. "The army" that seized
 * the palace, the colonel who says "we have taken power" and "the military council" are one party,
 * apart from the government that they overthrew.
 *
 *   out  for each entity 1 + the one that its junta is called by, 0 of everybody else
 *   own  in m->arena
 *   err  ST_NOMEM
 */
#ifndef SITREP_STORY_JUNTAS_H
#define SITREP_STORY_JUNTAS_H

#include "story/making.h"

StCode story_find_juntas(const Making *m, uint32_t **out);

#endif
