/* What the files of event extraction share: the words of a document that tell of events or colour
 * them, and questions about what stands where around them. For events*.c alone.
 *
 *   in   a parse, and tables/en/{events,operators,objects,weapons,sectors,contexts}
 *   out  drafts: events whose roles are still tokens
 *   own  all in the extraction's arena
 *   note docs/patterns.md explains rows, arcs and conditions
 */
#ifndef SITREP_EXTRACT_EVENT_MAKING_H
#define SITREP_EXTRACT_EVENT_MAKING_H

#include "base/map.h"
#include "extract/clause.h"
#include "extract/extraction.h"

enum {
    HEADS_MAX = 24,               /* coordinated fillers of one role */
    GOVERNORS_MAX = 6,            /* words that one word may hang on, best first */
    OPERATOR_HOPS_MAX = 6,        /* "agreed to call off plans to launch an attack" */
    EVENT_POINTED_SENTENCES = 12, /* how far back "the blast" points */
    EVENT_CAPTORS_MAX = 64        /* events of a document that tell who holds somebody */
};

/* A word or phrase with a row in en/events, en/operators, or both. */
typedef struct EventWord {
    TokenRange range;
    uint32_t head;    /* the verb, the noun that the phrase is of, the adjective */
    char pos;         /* v, n or a; of the event where there is one */
    Str key;          /* in en/events; {NULL,0} where it has no row that its tag allows */
    uint32_t event;   /* 1 + row chosen among those of `key`; 0 none */
    Str operator_key; /* in en/operators; {NULL,0} none */
    char operator_pos;
    bool asks_others; /* a row of `key` asks what other words tell */
    TokenRange operator_range;
} EventWord;
LIST_OF(EventWord, EventWords);

typedef struct Heads {
    uint32_t v[HEADS_MAX];
    uint32_t n;
} Heads;

typedef struct EventColumns {
    int pos, class, mode, cameo, agent, recipient, object, needs, context;
} EventColumns;

typedef struct EventMaking {
    Extraction *x;
    const Parse *p;
    const Table *events, *operators, *objects, *weapons, *sectors, *contexts, *demonyms,
        *verb_forms, *conditions;
    EventColumns col;
    int op_pos, op_inside, op_sets, op_agent, op_recipient;
    int object_kind, weapon_mode, weapon_cameo, sector_name, context_name, demonym_country;
    EventWords words;
    uint32_t *word_at;          /* per token: 1 + index of the word whose range holds it */
    uint32_t told[CLASS_COUNT]; /* how many words of the document tell of each class */
    Str *lemmas;                /* per token, mended where no table knows the parser's */
    uint32_t *lemma_tables;     /* of those */
    Str *kind_at;               /* per token: event_kind_at, p NULL where nobody has asked yet */
    bool *told_by;              /* per token: it names whoever some claim has for its source */
    Map states, peoples;        /* by country: its actor */
    Map named;                  /* by country: 1 + the first place of the document in it */
    Map kinds;                  /* object kinds that the document names */
    Refs triggers;              /* per event: 1 + the first token of its trigger */
} EventMaking;

/* An event in the making: roles are heads of phrases. */
typedef struct EventDraft {
    uint32_t word;      /* index into words */
    TokenRange trigger; /* not always the word's: of a promise it is "will" */
    EventClass class;
    Str mode, cameo, context;
    Heads agents, recipients, objects;
    Modality modality;
    bool negative, background, dropped;
    bool before;           /* told in the pluperfect: background, unless it has a day of late */
    uint32_t will;         /* token that says its agent plans it, TOKEN_NONE: promise or threat */
    uint32_t effect;       /* 1 + word that tells what it did: "the blast killed four" */
    uint32_t under;        /* 1 + innermost word with an event of its own that it stands inside */
    uint32_t operators;    /* words that it stands inside */
    uint32_t operator_row; /* 1 + row in en/operators of the innermost */
} EventDraft;
LIST_OF(EventDraft, EventDrafts);

/* ---- event_words.c */
StCode event_words_find(EventMaking *m);
/* 1 + row of the word in en/operators that has `arc` inside, 0 none. */
uint32_t event_operator_row(const EventMaking *m, const EventWord *w, Str arc);
/* The kind of the thing at `head` by en/objects, empty where it has none. */
Str event_kind_at(const EventMaking *m, uint32_t head);
/* The same of the phrase `r` whose noun is at `head`. */
Str event_kind_of(const EventMaking *m, TokenRange r, uint32_t head);
static inline const EventWord *event_word_at(const EventMaking *m, uint32_t token) {
    return m->word_at[token] ? &m->words.v[m->word_at[token] - 1] : NULL;
}
/* `rest` of comma- or space-parted cells: the next item, trimmed. */
bool cell_next(Str *rest, char sep, Str *item);
bool cell_has(Str cell, Str item);

/* ---- event_arcs.c, event_governors.c */
/* The heads that stand at `arc` of a word: one for most, more where they are coordinated. */
void arc_fill(const EventMaking *m, const EventWord *w, Str arc, Heads *out);
/* Whether a verb's subject suffers; the tree corrects what the tags of a bare participle say. */
bool event_is_passive(const EventMaking *m, uint32_t verb);
/* The first of several arcs ("on,against,of") that is filled; the arc in *which (may be NULL). */
void arc_fill_first(const EventMaking *m, const EventWord *w, Str arcs, Heads *out, Str *which);

typedef struct Governor {
    uint32_t token;
    Str arc; /* where the governed word stands: subj, obj, comp, mod or a preposition */
} Governor;
/* What a word hangs on; a purpose infinitive that no word asks for has TOKEN_NONE and "purpose". */
uint32_t arc_governors(const EventMaking *m, const EventWord *w, Governor out[GOVERNORS_MAX]);
/* Verbs that hang on a noun: "the raid staged by Iln", "a blast that killed two". */
uint32_t arc_modifiers(const EventMaking *m, const EventWord *w, Governor out[GOVERNORS_MAX]);

/* ---- event_needs.c */
/* Whether the head of a phrase is somebody: an actor, a name, a person, a body. */
bool event_is_actor(const EventMaking *m, uint32_t head);
/* Whether it is something that can be hit, by objects.tsv. */
bool event_is_thing(const EventMaking *m, uint32_t head);
/* Chooses each word's row by the conditions of the rows with its key. */
void event_rows_choose(EventMaking *m);

/* ---- event_negation.c */
/* "no bridges", "without attacks", "not one house" */
bool event_denies_phrase(const EventMaking *m, uint32_t head);
/* "not accept", "have no fuel": the phrase itself says no. */
bool event_says_no(const EventMaking *m, TokenRange r);
/* Whether the clause of a verb denies it. `inner`: the word inside it that has been asked for a "no"
 * of its own; or TOKEN_NONE. */
bool event_denies_clause(const EventMaking *m, uint32_t verb, uint32_t inner);
bool event_denies_operator(const EventMaking *m, const EventWord *o);
/* "not responsible", "never accused" */
bool event_denies_word(const EventMaking *m, const EventWord *o);

/* ---- event_status.c: modality, polarity, background, and roles that other words bring */
void event_status_read(EventMaking *m, EventDraft *d);

/* ---- event_merge.c */
/* Of the drafts of one sentence: what one happening has in several words becomes one; promises,
 * threats and duties that grammar alone expresses become events of their own. */
StCode event_drafts_settle(EventMaking *m, EventDrafts *drafts, uint32_t first);

/* ---- event_place.c */
/* Where the event that `trigger` tells of is said to happen, within `reach`; 0 nowhere. */
Ref event_place_find(const EventMaking *m, TokenRange trigger, TokenRange clause, TokenRange reach);
/* Whether what stands at a token is told by whoever tells of the trigger. */
bool event_same_voice(const EventMaking *m, uint32_t trigger, uint32_t i);
/* Whether it stands between "according to …" and the trigger, and so with what is told. */
bool event_is_hearsay(const EventMaking *m, uint32_t trigger, uint32_t i);

/* ---- event_containment.c */
/* Whether a place lies in a wider one, as far as is known of both. */
bool event_place_in(const EventMaking *m, const Place *inner, const Place *outer);
/* Whether of two places told for one happening the first says more: it lies in the other, or is a
 * settlement where the other is only a landmark. */
bool event_place_finer(const EventMaking *m, Ref inner, Ref outer);

/* ---- event_landmark.c */
typedef enum Landmark {
    LANDMARK_NONE,
    LANDMARK_TOWN, /* what stands in towns: a street, a hotel */
    LANDMARK_OPEN  /* a farm, a bridge, a hill */
} Landmark;
/* Of the mention that starts at a token, and of the first mention of a place. */
Landmark event_landmark_at(const EventMaking *m, uint32_t token);
Landmark event_landmark_of(const EventMaking *m, Ref place);
/* The town that what stands in towns is in where no other is told: that of its name ("the Oresk
 * Hotel"), else that of the dateline, unless the document is `about` another country. 0 none. */
Ref event_landmark_town(const EventMaking *m, Ref place, Str about);

/* ---- event_asides.c: once the words have their rows; fills x->aside_at */
StCode event_asides_find(EventMaking *m);

/* ---- event_setting.c */
/* Place, time, instrument, contexts and sectors of a draft. */
StCode event_setting_read(EventMaking *m, const EventDraft *d, Event *out);

/* ---- event_particular.c: on records with their own roles, place and time */
/* Whether an attack is told of as one in particular, not as what goes on again and again. */
bool event_is_particular(const EventMaking *m, uint32_t event);
/* Whether it is put at a day, be it one that only the day of publication would tell. */
bool event_has_day(const EventMaking *m, const Event *e, uint32_t token);

/* ---- event_captors.c: after all events are made */
StCode event_captors_settle(EventMaking *m);

/* ---- event_happening.c */
/* "the blast", "this attack": a noun that speaks of what was told before. */
bool event_is_pointed(const EventMaking *m, uint32_t token);
/* What several sentences tell of one happening is put together: what one of them leaves open of the
 * place, another says; else the country that the document is about. After all events are made. */
StCode event_happenings_settle(EventMaking *m);

/* Whether an array of words holds one. */
static inline bool is_one_of(Str word, const char *const *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (str_is(word, words[i])) return true;
    return false;
}
#define IS_ONE_OF(word, words) is_one_of((word), (words), sizeof(words) / sizeof *(words))

/* ---- event_states.c */
/* The state that a country's name or adjective stands for when it plays a part ("sent arms to
 * Oresk", "Oreski demands"): the document's actor for it, made where there is none. 0 where the
 * word names no country. */
StCode event_state_at(EventMaking *m, uint32_t token, Ref *out);

/* Once, before the others: what the document names of each country. */
StCode event_states_open(EventMaking *m);

/* The name of a country by its code; the code where the tables do not know it. */
Str event_country_name(const EventMaking *m, Str country);

/* The town of the document that "this city", "the capital", "the Oreski capital" stands for, given
 * the phrase and its head; 0 none. */
Ref event_place_meant(const EventMaking *m, TokenRange chunk, uint32_t head);
/* The town that the report is written from; 0 none. */
Ref event_dateline_town(const EventMaking *m);

/* The same for a country's code; `span` is the mention where the actor is made. */
StCode event_state_of(EventMaking *m, Str country, Span span, Ref *out);

/* The people that a phrase names by their country ("two Oreski engineers"); `token` is the word
 * that names it. */
StCode event_people_at(EventMaking *m, uint32_t token, Span phrase, Ref *out);

/* Somebody whom no table of actors knows ("a clergyman"): who is hurt or held is an actor all the
 * same, and no thing. 0 where the head is no person. */
StCode event_person_at(EventMaking *m, uint32_t head, Span phrase, Ref *out);

/* ---- event_counterpart.c: after roles and setting */
StCode event_counterpart_read(EventMaking *m, const EventDraft *d, Event *e);

/* ---- event_lists.c */
/* Adds those listed behind the people and the things that `heads` already holds. */
void event_list_read(const EventMaking *m, const EventDraft *d, Heads *heads);
/* The same before the draft's verb, whose subject `heads` are. */
void event_list_before(const EventMaking *m, const EventDraft *d, Heads *heads);
/* Those listed with the people who do it. */
void event_list_agents(const EventMaking *m, const EventDraft *d, Heads *heads);
/* Adds the things behind any of the row's prepositions: "went off in Oresk near two banks". */
void event_hits_read(const EventMaking *m, const EventDraft *d, Heads *heads);

/* ---- event_roles.c */
bool event_is_own_side(const EventMaking *m, uint32_t head);
/* Agents, recipients and objects of a draft as records. */
StCode event_roles_read(EventMaking *m, const EventDraft *d, Event *out);

#endif
