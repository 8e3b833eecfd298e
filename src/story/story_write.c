#include "record/fields.h"
#include "story/story.h"

#include <stddef.h>

#define ENUM_WORD(P, name, word) word,
#define DEFINE_WORDS(P, LIST)    const char *const P##_words[P##_COUNT] = {LIST(ENUM_WORD, P)}

DEFINE_WORDS(ENTITY, ENTITY_KINDS);
DEFINE_WORDS(FACT, FACT_KINDS);
DEFINE_WORDS(RELATION, RELATION_TYPES);
DEFINE_WORDS(CHANGE, RELATION_CHANGES);
DEFINE_WORDS(DISPUTE, DISPUTE_STATUSES);
DEFINE_WORDS(GAP, GAP_KINDS);
DEFINE_WORDS(BOND, BOND_KINDS);

static const Field bond_rows[] = {
    FIELD_ENUM_ROW(Bond, "kind", kind, BOND),
    FIELD_ROW(Bond, "a", a, STR),
    FIELD_ROW(Bond, "b", b, STR),
    FIELD_ROW(Bond, "reason", reason, STR),
};
static const Fields bond_fields = FIELDS_OF(Bond, bond_rows);

static const Field story_rows[] = {
    FIELD_ROW(Story, "id", id, STR),
    FIELD_ROW(Story, "title", title, STR),
    FIELD_ROW(Story, "docs", docs, STRS),
    FIELD_ROW(Story, "copies", copies, STRS_LIST),
    FIELD_ROW(Story, NULL, days, DAYS),
    FIELD_ROW(Story, "places", places, STRS),
    FIELD_ROW(Story, "entities", entity_ids, STRS),
    FIELD_ROW(Story, "independent", independent, COUNT),
    FIELD_ROW(Story, "origins", origins, STRS),
    FIELD_SUB_ROW(Story, "bonds", bonds, OBJECTS, bond_fields),
};
static const Fields story_fields = FIELDS_OF(Story, story_rows);

static const Field evidence_rows[] = {
    FIELD_ROW(Evidence, "doc", doc, STR),
    FIELD_ROW(Evidence, "start", start, INT),
    FIELD_ROW(Evidence, "end", end, INT),
};
static const Fields evidence_fields = FIELDS_OF(Evidence, evidence_rows);

static const Field dated_time_rows[] = {
    FIELD_ROW(DatedTime, "time", time, STR),
    FIELD_ROW(DatedTime, "value", value, STR),
    FIELD_ROW(DatedTime, NULL, days, DAYS),
};
static const Fields dated_time_fields = FIELDS_OF(DatedTime, dated_time_rows);

static const Field dating_rows[] = {
    FIELD_ROW(Dating, "id", id, STR),
    FIELD_ROW(Dating, "story", story, STR),
    FIELD_ROW(Dating, "doc", doc, STR),
    FIELD_ROW(Dating, NULL, days, DAYS),
    FIELD_ROW(Dating, "probability", probability, PER_MILLE),
    FIELD_SUB_ROW(Dating, "evidence", evidence, OBJECTS, evidence_fields),
    FIELD_SUB_ROW(Dating, "against", against, OBJECTS, evidence_fields),
    FIELD_SUB_ROW(Dating, "times", times, OBJECTS, dated_time_fields),
};
static const Fields dating_fields = FIELDS_OF(Dating, dating_rows);

static const Field office_rows[] = {
    FIELD_ROW(Office, "title", title, STR),
    FIELD_ROW(Office, NULL, days, DAYS),
};
static const Fields office_fields = FIELDS_OF(Office, office_rows);

static const Field entity_rows[] = {
    FIELD_ROW(Entity, "id", id, STR),
    FIELD_ROW(Entity, "story", story, STR),
    FIELD_ENUM_ROW(Entity, "kind", kind, ENTITY),
    FIELD_ROW(Entity, "name", name, STR),
    FIELD_ROW(Entity, "variants", variants, STRS),
    FIELD_SUB_ROW(Entity, "office", office, OBJECTS, office_fields),
    FIELD_ROW(Entity, "side", side, STR),
    FIELD_ROW(Entity, "members", members, STRS),
};
static const Fields entity_fields = FIELDS_OF(Entity, entity_rows);

static const Field member_rows[] = {
    FIELD_ROW(SideMember, "entity", entity, STR),
    FIELD_ROW(SideMember, NULL, days, DAYS),
    FIELD_ROW(SideMember, "basis", basis, STR),
};
static const Fields member_fields = FIELDS_OF(SideMember, member_rows);

static const Field side_rows[] = {
    FIELD_ROW(Side, "id", id, STR),
    FIELD_ROW(Side, "story", story, STR),
    FIELD_ROW(Side, "name", name, STR),
    FIELD_SUB_ROW(Side, "members", members, OBJECTS, member_fields),
};
static const Fields side_fields = FIELDS_OF(Side, side_rows);

static const Field range_rows[] = {
    FIELD_ROW(SideRange, "side", side, STR),
    FIELD_ROW(SideRange, "low", low, NUMBER),
    FIELD_ROW(SideRange, "high", high, NUMBER),
    FIELD_ROW(SideRange, "latest", latest, NUMBER),
};
static const Fields range_fields = FIELDS_OF(SideRange, range_rows);

static const Field fact_rows[] = {
    FIELD_ROW(Fact, "id", id, STR),
    FIELD_ROW(Fact, "story", story, STR),
    FIELD_ENUM_ROW(Fact, "kind", kind, FACT),
    FIELD_ROW(Fact, "key", key, STR),
    FIELD_ROW(Fact, "label", label, STR),
    FIELD_ROW(Fact, "items", items, STRS),
    FIELD_ROW(Fact, "low", low, NUMBER),
    FIELD_ROW(Fact, "high", high, NUMBER),
    FIELD_ROW(Fact, "latest", latest, NUMBER),
    FIELD_ROW(Fact, "speakers", speakers, STRS),
    FIELD_SUB_ROW(Fact, "by_side", by_side, OBJECTS, range_fields),
    FIELD_ROW(Fact, "independent", independent, COUNT),
    FIELD_ROW(Fact, "background", background, BOOL),
};
static const Fields fact_fields = FIELDS_OF(Fact, fact_rows);

static const Field relation_rows[] = {
    FIELD_ROW(Relation, "id", id, STR),
    FIELD_ROW(Relation, "story", story, STR),
    FIELD_ROW(Relation, "a", a, STR),
    FIELD_ROW(Relation, "b", b, STR),
    FIELD_ENUM_ROW(Relation, "type", type, RELATION),
    FIELD_ENUM_ROW(Relation, "change", change, CHANGE),
    FIELD_ROW(Relation, "same", same, STRS),
    FIELD_ROW(Relation, "differs", differs, STRS),
    FIELD_ROW(Relation, "reason", reason, STR),
};
static const Fields relation_fields = FIELDS_OF(Relation, relation_rows);

static const Field position_rows[] = {
    FIELD_ROW(Position, "side", side, STR),
    FIELD_ROW(Position, "position", position, STR),
    FIELD_ROW(Position, "items", items, STRS),
};
static const Fields position_fields = FIELDS_OF(Position, position_rows);

static const Field dispute_rows[] = {
    FIELD_ROW(Dispute, "id", id, STR),
    FIELD_ROW(Dispute, "story", story, STR),
    FIELD_ROW(Dispute, "question", question, STR),
    FIELD_ENUM_ROW(Dispute, "status", status, DISPUTE),
    FIELD_SUB_ROW(Dispute, "positions", positions, OBJECTS, position_fields),
    FIELD_ROW(Dispute, "same", same, STRS),
    FIELD_ROW(Dispute, "differs", differs, STRS),
};
static const Fields dispute_fields = FIELDS_OF(Dispute, dispute_rows);

static const Field gap_rows[] = {
    FIELD_ROW(Gap, "id", id, STR),
    FIELD_ROW(Gap, "story", story, STR),
    FIELD_ENUM_ROW(Gap, "kind", kind, GAP),
    FIELD_ROW(Gap, "items", items, STRS),
    FIELD_SUB_ROW(Gap, "evidence", evidence, OBJECTS, evidence_fields),
};
static const Fields gap_fields = FIELDS_OF(Gap, gap_rows);

static const Field timeline_rows[] = {
    FIELD_ROW(Timeline, "id", id, STR),
    FIELD_ROW(Timeline, "story", story, STR),
    FIELD_ROW(Timeline, NULL, days, DAYS),
    FIELD_ENUM_ROW(Timeline, "precision", precision, WHEN),
    FIELD_ROW(Timeline, "label", label, STR),
    FIELD_ROW(Timeline, "items", items, STRS),
    FIELD_ROW(Timeline, "background", background, BOOL),
};
static const Fields timeline_fields = FIELDS_OF(Timeline, timeline_rows);

#define WRITE_LIST(word, list, fields)                                                             \
    for (uint32_t i_ = 0; i_ < (list).n; i_++)                                                     \
    TRY(fields_write_line(word, &(fields), &(list).v[i_], out))

static StCode write_story(const Story *s, Text *out) {
    TRY(fields_write_line("story", &story_fields, s, out));
    WRITE_LIST("dating", s->datings, dating_fields);
    WRITE_LIST("entity", s->entities, entity_fields);
    WRITE_LIST("side", s->sides, side_fields);
    WRITE_LIST("fact", s->facts, fact_fields);
    WRITE_LIST("relation", s->relations, relation_fields);
    WRITE_LIST("dispute", s->disputes, dispute_fields);
    WRITE_LIST("gap", s->gaps, gap_fields);
    WRITE_LIST("timeline", s->timelines, timeline_fields);
    return ST_OK;
}

StCode stories_write(const Stories *stories, Text *out) {
    for (uint32_t i = 0; i < stories->n; i++) TRY(write_story(&stories->v[i], out));
    return ST_OK;
}
