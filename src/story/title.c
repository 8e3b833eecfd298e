/* A story's title: the place it is about and what happened most, by whom or to whom where the
 * reports mostly say the same. "Oresk: attack by Northland, displacement of residents".
 */
#include "story/labels.h"

#include <stdlib.h>

enum { TITLE_EVENTS = 3, TALLY_MAX = 64 };

/* Classes that say what a crisis is of; talks and accusations come with every one. */
static uint32_t class_weight(EventClass class) {
    switch (class) {
    case CLASS_DISASTER:
    case CLASS_ASSAULT: return 4;
    case CLASS_PROTEST:
    case CLASS_DISPLACE:
    case CLASS_COERCE:
    case CLASS_RETREAT: return 3;
    case CLASS_ACCESS:
    case CLASS_SANCTION:
    case CLASS_AID: return 2;
    case CLASS_CASUALTY:
    case CLASS_MOBILIZE:
    case CLASS_AGREE:
    case CLASS_NEED: return 1;
    default: return 0;
    }
}

/* How often each of some names came; what comes after TALLY_MAX names is not counted. */
typedef struct Tally {
    Str names[TALLY_MAX];
    uint32_t times[TALLY_MAX], n, all;
} Tally;

static void tally_add(Tally *t, Str name) {
    if (!name.n) return;
    t->all++;
    uint32_t i = 0;
    while (i < t->n && !str_eq(t->names[i], name)) i++;
    if (i == TALLY_MAX) return;
    if (i == t->n) t->names[t->n++] = name;
    t->times[i]++;
}

/* The name that came most, the first in byte order among equals; empty where it came less often
 * than `share` in a hundred of all. */
static Str tally_top(const Tally *t, uint32_t share) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < t->n; i++)
        if (t->times[i] > t->times[best] ||
            (t->times[i] == t->times[best] && str_cmp(t->names[i], t->names[best]) < 0))
            best = i;
    return t->n && t->times[best] * 100 >= t->all * share ? t->names[best] : S("");
}

/* A title says things in nobody's name: what one side accuses another of is not for it. */
static bool is_alleged(const Making *m, const Item *i, const Event *e) {
    const Claim *c = records_claim(m->docs.v[i->doc], e->claim);
    return c &&
           (c->stance == STANCE_ACCUSE || c->stance == STANCE_DENY || c->stance == STANCE_REJECT);
}

static bool is_main(const Making *m, const Item *i) {
    const Event *e = making_event(m, i);
    return e && !i->background && e->polarity == POLARITY_POSITIVE &&
           e->modality == MODALITY_ACTUAL && class_weight(e->class) && !is_alleged(m, i, e);
}

/* Whose deed it is: said by the outlet, or by himself. */
static bool names_itself(const Item *i) {
    return !i->claimed || (i->side && i->side == i->agent_side);
}

/* A party by its side's name, other actors by their own where it is a name. */
static Str party_name(const Making *m, uint32_t entity, uint32_t side) {
    if (side) return making_side_name(m, side);
    return entity && m->entities[entity - 1].named ? making_entity_name(m, entity) : S("");
}

/* Who is said to have fled. */
static Str people_name(const Making *m, const Item *i) {
    uint32_t who = i->recipient ? i->recipient : i->agent;
    Str name = who && m->entities[who - 1].actor_kind == ACTOR_POPULATION
                   ? making_entity_name(m, who)
                   : S("");
    return str_find_char(name, ' ') != SIZE_MAX ? name : S(""); /* "people" are any */
}

typedef struct Heading {
    Str noun, link, who;
} Heading;

/* "attack", "by", "Northland" */
static StCode make_heading(Making *m, EventClass class, Heading *out) {
    enum { ANY = 0, MOSTLY = 50 };
    Tally *nouns = arena_new(m->arena, Tally, 2), *who = nouns ? nouns + 1 : NULL;
    TRY_MEM(nouns, m->err);
    for (uint32_t k = 0; k < m->items.n; k++) {
        const Item *i = &m->items.v[k];
        if (!is_main(m, i) || i->class != class) continue;
        Str noun = label_event_noun(m, i);
        TRY_MEM(noun.p, m->err);
        tally_add(nouns, noun);
        if (class == CLASS_DISPLACE)
            tally_add(who, people_name(m, i));
        else if (names_itself(i))
            tally_add(who, party_name(m, i->agent, i->agent_side));
    }
    out->noun = tally_top(nouns, ANY);
    out->who = class == CLASS_DISASTER ? S("") : tally_top(who, MOSTLY);
    out->link = class == CLASS_DISPLACE ? S("of") : S("by");
    return ST_OK;
}

/* "attack and seizure by Northland, displacement of residents" */
static void add_headings(Text *out, const Heading *v, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        bool shared = i && v[i].who.n && str_eq(v[i].who, v[i - 1].who);
        text_add_c(out, !i ? "" : shared ? " and " : ", ");
        text_add(out, v[i].noun);
        bool next = i + 1 < n && str_eq(v[i].who, v[i + 1].who);
        if (v[i].who.n && !next)
            text_format(out, " %.*s %.*s", STR_ARG(v[i].link), STR_ARG(v[i].who));
    }
}

/* The place named most that is no country, else the country. */
static uint32_t title_place(const Making *m) {
    const Story *s = m->story;
    uint32_t place = 0;
    for (uint32_t i = s->entities.n; i-- > 0;)
        if (s->entities.v[i].kind == ENTITY_PLACE &&
            (!place || !m->entities[i].country_wide || m->entities[place - 1].country_wide))
            place = i + 1;
    return place;
}

StCode story_title(Making *m) {
    uint32_t weights[CLASS_COUNT] = {0};
    for (uint32_t k = 0; k < m->items.n; k++)
        if (is_main(m, &m->items.v[k]))
            weights[m->items.v[k].class] += class_weight(m->items.v[k].class);
    Heading headings[TITLE_EVENTS] = {0};
    uint32_t n = 0;
    while (n < TITLE_EVENTS) {
        int best = 0;
        for (int c = 1; c < CLASS_COUNT; c++)
            if (weights[c] > weights[best]) best = c;
        if (!weights[best]) break;
        weights[best] = 0;
        TRY(make_heading(m, (EventClass)best, &headings[n++]));
    }
    Text events = {.arena = m->arena};
    add_headings(&events, headings, n);
    Str place = making_entity_name(m, title_place(m));
    Text t = {.arena = m->arena};
    text_format(&t, "%.*s%s%.*s", STR_ARG(place), place.n && events.n ? ": " : "", (int)events.n,
                events.p ? events.p : "");
    TRY_MEM(!t.failed && !events.failed, m->err);
    m->story->title = t.n ? text_str(&t) : m->docs.v[0]->doc.title;
    return ST_OK;
}
