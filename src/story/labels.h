/* What a reader is shown of facts, disputes and stories, made of fields and table rows only.
 *
 *   own  in m->arena; {NULL, 0} when out of memory
 */
#ifndef SITREP_STORY_LABELS_H
#define SITREP_STORY_LABELS_H

#include "story/making.h"

/* "killed, civilians, Nagorno-Karabakh" */
Str label_figure(Making *m, const Item *item);
/* What a figure's label ends with where its days are told: ", 19 Sep 2023". */
Str label_period(Making *m, Days days);
/* "Northland attacked Southland in Oresk"; "shelling in Oresk" */
Str label_event(Making *m, const Item *item);
/* An actor's name in a line; empty where it says nothing ("the leaders"). 1 + entity, 0 none. */
Str label_actor(Making *m, uint32_t entity);
/* "visit" */
Str label_event_noun(Making *m, const Item *item);
/* How much a crisis is told by it. */
uint32_t label_event_weight(Making *m, const Item *item);
/* "more than 98,500"; "none"; "three quarters" is "75 %" */
Str label_value(Making *m, const Figure *f);
/* The question of the matter by questions.tsv, its fields filled from the item. Tries "matter
 * detail", then "matter"; where the table has neither, the label with a question mark. */
Str label_question(Making *m, Str matter, Str detail, const Item *item);
/* The same; empty where the table has neither. */
Str label_question_row(Making *m, Str matter, Str detail, const Item *item);

#endif
