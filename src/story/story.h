/* Many documents' records → stories: copies folded, documents of one happening grouped, undated
 * ones dated, actors and places joined, figures and events made comparable, relations typed.
 *
 *   in   complete records with ids (from extract or from record_json)
 *   out  stories, newest and largest first; every list in a stated order
 *   own  all in the arena; slices may point into the records, which must outlive the stories
 *   err  ST_NOMEM, ST_LIMIT
 *   note the same set of documents gives the same bytes in any order. A record is named by its id;
 *        `start` and `end` of evidence are code points, as in JSON.
 */
#ifndef SITREP_STORY_STORY_H
#define SITREP_STORY_STORY_H

#include "know/tables.h"
#include "record/record_index.h"
#include "story/reviews.h"

#define ENTITY_KINDS(X, P)                                                                         \
    X(P, ACTOR, "actor")                                                                           \
    X(P, PLACE, "place")
#define FACT_KINDS(X, P)                                                                           \
    X(P, FIGURE, "figure")                                                                         \
    X(P, EVENT, "event")                                                                           \
    X(P, FINDING, "finding")                                                                       \
    X(P, ALLEGATION, "allegation")
#define RELATION_TYPES(X, P)                                                                       \
    X(P, AGREES, "agrees")                                                                         \
    X(P, REFINES, "refines")                                                                       \
    X(P, REVISES, "revises")                                                                       \
    X(P, REALISES, "realises")                                                                     \
    X(P, DENIES, "denies")                                                                         \
    X(P, ACCUSES_BACK, "accuses_back")                                                             \
    X(P, CONTRADICTS, "contradicts")                                                               \
    X(P, SELF_CONTRADICTION, "self_contradiction")                                                 \
    X(P, DIFFERENT_SCOPE, "different_scope")                                                       \
    X(P, OPEN, "open")
#define RELATION_CHANGES(X, P)                                                                     \
    X(P, NONE, NULL)                                                                               \
    X(P, GROWTH, "growth")                                                                         \
    X(P, CORRECTION, "correction")                                                                 \
    X(P, ADOPTION, "adoption")
#define DISPUTE_STATUSES(X, P)                                                                     \
    X(P, CONTRADICTION, "contradiction")                                                           \
    X(P, DENIED, "denied")                                                                         \
    X(P, OPEN, "open")                                                                             \
    X(P, SELF_CONTRADICTION, "self_contradiction")                                                 \
    X(P, ACCUSED_ON_BOTH_SIDES, "accused_on_both_sides")
#define GAP_KINDS(X, P)                                                                            \
    X(P, UNSTATED_NUMBER, "unstated_number")                                                       \
    X(P, LOST_SPEAKER, "lost_speaker")                                                             \
    X(P, UNANSWERED_DEMAND, "unanswered_demand")                                                   \
    X(P, UNVERIFIED_PROMISE, "unverified_promise")                                                 \
    X(P, OPEN_DISPUTE, "open_dispute")                                                             \
    X(P, STATED_UNKNOWN, "stated_unknown")
DECLARE_ENUM(EntityKind, ENTITY, ENTITY_KINDS)
DECLARE_ENUM(FactKind, FACT, FACT_KINDS)
DECLARE_ENUM(RelationType, RELATION, RELATION_TYPES)
DECLARE_ENUM(RelationChange, CHANGE, RELATION_CHANGES)
DECLARE_ENUM(DisputeStatus, DISPUTE, DISPUTE_STATUSES)
DECLARE_ENUM(GapKind, GAP, GAP_KINDS)
#define BOND_KINDS(X, P)                                                                           \
    X(P, JOINED, "joined")                                                                         \
    X(P, APART, "apart")
DECLARE_ENUM(BondKind, BOND, BOND_KINDS)

LIST_OF(Strs, StrsList);

typedef struct Evidence {
    Str doc;
    int32_t start, end; /* code points */
} Evidence;
LIST_OF(Evidence, Evidences);

typedef struct DatedTime {
    Str time, value;
    Days days;
} DatedTime;
LIST_OF(DatedTime, DatedTimes);

typedef struct Dating {
    Str id, story, doc;
    Days days;
    uint32_t probability; /* per mille */
    Evidences evidence, against;
    DatedTimes times;
} Dating;

typedef struct Office {
    Str title;
    Days days;
} Office;
LIST_OF(Office, Offices);

typedef struct Entity {
    Str id, story;
    EntityKind kind;
    Str name;
    Strs variants;
    Offices office;
    Str side;     /* id, or null */
    Strs members; /* actor or place ids */
} Entity;

typedef struct SideMember {
    Str entity;
    Days days;
    Str basis;
} SideMember;
LIST_OF(SideMember, SideMembers);

typedef struct Side {
    Str id, story, name;
    SideMembers members;
} Side;

typedef struct SideRange {
    Str side;
    Number low, high, latest;
} SideRange;
LIST_OF(SideRange, SideRanges);

typedef struct Fact {
    Str id, story;
    FactKind kind;
    Str key, label;
    Strs items; /* by date, then order of the documents */
    Number low, high, latest;
    Strs speakers; /* names, in the order of the items */
    SideRanges by_side;
    uint32_t independent; /* speakers, and texts that speak for themselves, copies folded */
    bool background;      /* history, not news */
} Fact;

typedef struct Relation {
    Str id, story, a, b;
    RelationType type;
    RelationChange change;
    Strs same, differs;
    Str reason;
} Relation;

typedef struct Position {
    Str side, position;
    Strs items;
} Position;
LIST_OF(Position, Positions);

typedef struct Dispute {
    Str id, story, question;
    DisputeStatus status;
    Positions positions;
    Strs same, differs;
} Dispute;

typedef struct Gap {
    Str id, story;
    GapKind kind;
    Strs items;
    Evidences evidence; /* of stated_unknown: the sentence that says so */
} Gap;

typedef struct Timeline {
    Str id, story;
    Days days;
    EventPrecision precision;
    Str label;
    Strs items;
    bool background; /* history, not news */
} Timeline;

LIST_OF(Dating, Datings);
LIST_OF(Entity, Entities);
LIST_OF(Side, Sides);
LIST_OF(Fact, Facts);
LIST_OF(Relation, Relations);
LIST_OF(Dispute, Disputes);
LIST_OF(Gap, Gaps);
LIST_OF(Timeline, Timelines);

/* Why a document belongs to the story, or another story is not this one. */
typedef struct Bond {
    BondKind kind;
    Str a, b;   /* documents: a of this story, b of this or the other one */
    Str reason; /* one line made of what both tell */
} Bond;
LIST_OF(Bond, Bonds);

typedef struct Story {
    Str id, title;
    Strs docs; /* by date, then id */
    StrsList copies;
    Days days;
    Strs places, entity_ids; /* entities, the weightiest first */
    uint32_t independent;
    Strs origins;
    Bonds bonds;
    /* its records */
    Datings datings;
    Entities entities;
    Sides sides;
    Facts facts;
    Relations relations;
    Disputes disputes;
    Gaps gaps;
    Timelines timelines;
} Story;
LIST_OF(Story, Stories);

StCode stories_make(const RecordsList *input, const Tables *tables, Arena *a, Stories *out,
                    StErr *err);
/* The same with what people decided (NULL: nothing). */
StCode stories_make_reviewed(const RecordsList *input, const Tables *tables, const Reviews *reviews,
                             Arena *a, Stories *out, StErr *err);
/* One story of documents that are known to be of one: in order of their ids, none twice, with the
 * leaders of copies (copies.h; NULL: found here). What is set aside must be left out already. */
StCode story_make(const RecordsList *docs, uint32_t *leaders, const Tables *tables,
                  const Reviews *reviews, Arena *a, Story *out, StErr *err);
/* The documents by id, each id once. */
StCode story_sort_documents(const RecordsList *docs, Arena *a, RecordsList *out, StErr *err);

/* Each story's line, then its records, as JSON lines. */
StCode stories_write(const Stories *stories, Text *out);

#endif
