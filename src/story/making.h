/* What the parts of `story` share while they make one story. Each part is one function over this,
 * in the order of the list below; a part may use what those before it left.
 *
 *   own  all in m->arena
 *   err  ST_NOMEM; records that say nothing are not an error
 *   note documents are known by their place in m->docs, which is in order of their ids; entities
 *        and sides by their place in the story's lists. A "1 + place" is 0 where there is none.
 */
#ifndef SITREP_STORY_MAKING_H
#define SITREP_STORY_MAKING_H

#include "base/map.h"
#include "story/reviews.h"
#include "story/story.h"

/* What is known of an entity beyond its record. */
typedef struct EntityInfo {
    ActorKind actor_kind;
    Str known, country;
    Strs sectors;
    uint32_t represents; /* 1 + entity */
    uint32_t weight;     /* mentions in all documents */
    uint32_t side;       /* 1 + side */
    bool named;          /* by a name somewhere, not only by a description */
    bool own_authority;  /* called de facto, breakaway …: not the recognised state's */
    bool country_wide;   /* a place that is a country */
    bool point;          /* a place that is a town or a site, and holds no other */
    bool located;
    int32_t lat, lon; /* of a place: millionths of a degree */
} EntityInfo;

/* A figure, event or claim with what it hangs on, so that two can be compared. */
typedef struct Item {
    Str id;
    RecordKind kind;
    Ref ref;
    uint32_t doc;
    uint32_t speaker;          /* 1 + entity; 0: the outlet speaks, or the speaker is not known */
    uint32_t side;             /* 1 + side of the speaker */
    bool claimed;              /* somebody says it, known or not */
    Days said;                 /* when it was said, else printed */
    Days window;               /* the days it covers, where the text says so */
    bool window_far;           /* of a figure: no more than the day of what it hangs on */
    uint32_t place;            /* 1 + entity */
    bool place_far;            /* of a figure: its own sentence does not name the place */
    Str country;               /* of the place */
    uint32_t agent, recipient; /* 1 + entity, of an event; a claim's target; whom a figure names */
    uint32_t agent_side, recipient_side; /* 1 + side */
    EventClass class;                    /* of an event */
    Str mode;
    Str measure, unit; /* of a figure */
    Scope scope;
    Str population;      /* country of those a figure counts */
    Str group;           /* whom it counts, by the table of groups: "civilian"; empty is people */
    Str thing;           /* what it counts or an event hits: a kind of the table of objects */
    Str family;          /* of a figure's measure */
    Str like;            /* the measure that the figure's is set beside: "evacuated", "displaced" */
    Str occurrence;      /* class and mode of the event a figure belongs to */
    bool occurrence_far; /* another sentence tells that event */
    bool on_top;         /* "two more", "a further 12": no total */
    Str rate;            /* "a day": what it is counted for; empty, all of it */
    Str topic;           /* what an allegation is about, by the table of allegations */
    Str matter;          /* what topics have in common that answer each other */
    bool background;
    bool ahead; /* an event of a day after its report's */
} Item;
LIST_OF(Item, Items);

typedef struct Making {
    const Tables *tables;
    const Reviews *reviews; /* or NULL */
    Arena *arena;
    StErr *err;
    RecordsList docs;
    uint32_t *leaders; /* of copies, as places in docs */
    Days *days;        /* of publication: as read, else as dated */
    Days **time_days;  /* of each document's times that only the story dates */
    Day latest;        /* of m->days */
    Story *story;
    EntityInfo *entities;            /* beside story->entities */
    uint32_t **actor_at, **place_at; /* 1 + entity of each document's actors and places */
    Items items;                     /* by day said, then document, then place in its text */
    Map item_at;                     /* id → 1 + item */
    uint32_t *fact_of;               /* 1 + fact of each item */
    struct Pair *pairs;              /* beside story->relations: the items related */
    uint32_t pair_count;
    Map ids;
} Making;

StCode story_find_entities(Making *m);   /* entities.c */
StCode story_find_sides(Making *m);      /* sides.c */
StCode story_date_documents(Making *m);  /* dating.c: fills m->days */
StCode story_collect_items(Making *m);   /* items.c */
StCode story_gather_facts(Making *m);    /* facts.c */
StCode story_relate(Making *m);          /* relations.c */
StCode story_drop_pairs(Making *m);      /* reviews.c: relations that people set aside */
StCode story_gather_disputes(Making *m); /* disputes.c */
StCode story_find_gaps(Making *m);       /* gaps.c */
StCode story_draw_timeline(Making *m);   /* timeline.c */
StCode story_summarise(Making *m);       /* summary.c: dates, places, origins */
StCode story_title(Making *m);           /* title.c */

/* STORY.kHHHHHHHH, from what the record is made of; ".2", ".3" … where two have the same. */
Str making_id(Making *m, char kind, Str content);
StCode making_push(Making *m, Strs *list, Str s);
/* Pushes unless it is there. */
StCode making_push_once(Making *m, Strs *list, Str s);

/* The entity of a document's actor or place, as 1 + entity. */
uint32_t making_actor(const Making *m, uint32_t doc, Ref actor);
uint32_t making_place(const Making *m, uint32_t doc, Ref place);
/* 1 + side of 1 + entity. */
uint32_t making_side(const Making *m, uint32_t entity);
/* The figure, event or claim of an item; NULL when it is of another kind. */
const Figure *making_figure(const Making *m, const Item *item);
const Event *making_event(const Making *m, const Item *item);
const Claim *making_claim(const Making *m, const Item *item);
/* The item of a document's record, as 1 + item. */
uint32_t making_item(const Making *m, uint32_t doc, RecordKind kind, Ref ref);

/* A cell of "en/TABLE" by key and column; empty when there is no such row. */
Str making_cell(const Making *m, const char *table, Str key, const char *column);

/* {NULL, 0} for 0. */
Str making_entity_name(const Making *m, uint32_t entity);
Str making_side_name(const Making *m, uint32_t side);
Str making_side_id(const Making *m, uint32_t side);

#endif
