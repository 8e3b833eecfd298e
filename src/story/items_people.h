/* Whom or what a figure counts: of which country, and of which group by en/groups; things by en/objects.
 *
 *   in   an item that knows its speaker, the figure it stands for
 *   out  item->population, item->group, item->thing; empty where the text does not say
 */
#ifndef SITREP_STORY_ITEMS_PEOPLE_H
#define SITREP_STORY_ITEMS_PEOPLE_H

#include "story/compare.h"

void items_put_people(const Making *m, Item *i, const Figure *f);
void items_put_thing(const Making *m, Item *i, const Figure *f);

#endif
