/* Documents with hand-made records for the tests of src/story, and the stories made of them. */
#ifndef SITREP_TESTS_STORY_OF_H
#define SITREP_TESTS_STORY_OF_H

#include "check.h"

#include "story/story.h"

#include <stdio.h>

typedef struct Maker {
    Arena a;
    RecordsList docs;
    Tables *tables;
    Stories stories;
} Maker;

static inline void maker_open(Maker *k) {
    *k = (Maker){0};
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &k->tables, &err), &err);
}

static inline void maker_close(Maker *k) {
    tables_close(k->tables);
    arena_drop(&k->a);
}

/* A document; `day` "2023-09-20" or NULL. */
static inline Records *put_doc(Maker *k, const char *id, const char *day, const char *text) {
    Records *r = arena_new(&k->a, Records, 1);
    *list_push(&k->a, &k->docs, Records *) = r;
    r->doc.id = str_of(id);
    r->doc.text = str_of(text);
    if (day) {
        r->doc.published = arena_new(&k->a, Published, 1);
        Day d = day_parse(str_of(day));
        *r->doc.published = (Published){.days = {d, d}, .probability = 1000};
    }
    *list_push(&k->a, &r->doc.sentences, Span) = (Span){0, (uint32_t)r->doc.text.n};
    return r;
}

/* Where `part` first stands in the text of the document, else nowhere. */
static inline Span span_of(const Records *r, const char *part) {
    size_t at = part ? str_find(r->doc.text, str_of(part)) : SIZE_MAX;
    if (at == SIZE_MAX) return (Span){0, 0};
    return (Span){(uint32_t)at, (uint32_t)(at + strlen(part))};
}

static inline Ref put_actor(Maker *k, Records *r, const char *name, ActorKind kind,
                            const char *country, const char *sector) {
    Actor *x = list_push(&k->a, &r->actors, Actor);
    *x = (Actor){.head.span = span_of(r, name),
                 .name = str_of(name),
                 .kind = kind,
                 .country = str_of(country)};
    if (sector) *list_push(&k->a, &x->sectors, Str) = str_of(sector);
    *list_push(&k->a, &x->mentions, Mention) = (Mention){x->head.span, HOW_NAME};
    return r->actors.n;
}

static inline Ref put_place(Maker *k, Records *r, const char *name, const char *country,
                            Precision precision) {
    Place *x = list_push(&k->a, &r->places, Place);
    *x = (Place){.head.span = span_of(r, name),
                 .name = str_of(name),
                 .country = str_of(country),
                 .precision = precision};
    *list_push(&k->a, &x->mentions, Span) = x->head.span;
    return r->places.n;
}

static inline Ref put_claim(Maker *k, Records *r, Ref source, Stance stance, const char *content) {
    Claim *x = list_push(&k->a, &r->claims, Claim);
    *x = (Claim){.head.span = span_of(r, content), .stance = stance, .speech = true};
    x->source = arena_new(&k->a, ClaimSource, 1);
    *x->source = (ClaimSource){.actor = source, .state = SOURCE_NAMED};
    *list_push(&k->a, &x->content, Span) = span_of(r, content);
    return r->claims.n;
}

/* A count of people; low or high below 0 is open. `words` is where it stands. */
static inline Figure *put_figure(Maker *k, Records *r, const char *words, const char *measure,
                                 Quantifier q, int64_t value, int64_t low, int64_t high,
                                 const char *group, Ref place, Ref claim) {
    Figure *x = list_push(&k->a, &r->figures, Figure);
    *x = (Figure){.head.span = span_of(r, words),
                  .measure = str_of(measure),
                  .quantifier = q,
                  .unit = S("person"),
                  .place = place,
                  .claim = claim};
    if (value >= 0) x->value = number_of(value);
    if (low >= 0) x->low = number_of(low);
    if (high >= 0) x->high = number_of(high);
    if (claim) x->voice = VOICE_CLAIM;
    if (group) {
        x->population = arena_new(&k->a, Population, 1);
        x->population->text = str_of(group);
        *list_push(&k->a, &x->population->groups, Str) = str_of(group);
    }
    return x;
}

static inline Event *put_event(Maker *k, Records *r, const char *words, EventClass class,
                               const char *mode, Ref agent, Ref recipient, Ref place,
                               const char *day) {
    Event *x = list_push(&k->a, &r->events, Event);
    *x = (Event){
        .head.span = span_of(r, words), .class = class, .mode = str_of(mode), .place = place};
    if (agent) *list_push(&k->a, &x->agents, Role) = (Role){.actor = agent};
    if (recipient) *list_push(&k->a, &x->recipients, Role) = (Role){.actor = recipient};
    if (day) {
        x->time = arena_new(&k->a, EventTime, 1);
        Day d = day_parse(str_of(day));
        *x->time = (EventTime){{d, d}, WHEN_DAY};
    }
    return x;
}

static inline void make_stories(Maker *k) {
    StErr err = {0};
    for (uint32_t i = 0; i < k->docs.n; i++)
        assert_int_equal(records_assign_ids(k->docs.v[i], &k->a), ST_OK);
    check_ok(stories_make(&k->docs, k->tables, &k->a, &k->stories, &err), &err);
}

static inline Str write_stories(Maker *k) {
    Text t = {.arena = &k->a};
    assert_int_equal(stories_write(&k->stories, &t), ST_OK);
    return text_str(&t);
}

#endif
