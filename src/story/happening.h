/* A happening in words: who did what to whom and where, made of fields and the tables
 * event_labels.tsv, happening_words.tsv and disaster_nouns.tsv only.
 *
 *   in   names as they stand in a story; what is not known is empty
 *   out  "Northland attacked Southland in Oresk"; "attack on Southland in Oresk" where nobody is
 *        known to have done it; "visit by the envoy to Oresk (planned)" of what is not done
 *   own  in the arena; {NULL, 0} when out of memory
 */
#ifndef SITREP_STORY_HAPPENING_H
#define SITREP_STORY_HAPPENING_H

#include "know/tables.h"
#include "record/record.h"

typedef struct Happening {
    EventClass class;
    Str mode, trigger; /* the words that tell of it: "floods" for a disaster */
    Str before, after; /* with those that stand before it, "an earth dam burst", or behind it */
    Str object;        /* the report's words for the first thing it was done to */
    Polarity polarity;
    Modality modality;
    Str agent, recipient, thing, place;
    Str way; /* of who moves: "to" or "from" the place; empty where that is not told */
} Happening;

/* How a movement stands to its place, by the words before the place's name (table ways): "to",
 * "from", "in"; empty where the sentence does not name the place so. */
Str happening_way(const Tables *tables, const Document *doc, const Place *place, Span sentence,
                  Span trigger);

Str happening_words(const Tables *tables, const Happening *told, Arena *a);
/* What a document's event is told by: class, mode and the words around its trigger. */
Happening happening_of(const Document *doc, const Event *e);
/* How much a crisis is told by it: 0 what comes with every crisis … 7 a coup. */
uint32_t happening_weight(const Tables *tables, const Happening *h, Arena *a);
/* "air strike"; "floods" of a disaster whose trigger says so */
Str happening_noun(const Tables *tables, const Happening *h, Arena *a);
/* A kind of thing for a reader: "military posts"; empty when the table does not have it. */
Str happening_thing(const Tables *tables, Str kind);

#endif
