#include "report/deeds.h"

#include "story/happening.h"

enum { DEEDS_MAX = 400 };

static void names_add(Names *names, Str s) {
    if (!s.n) return;
    uint32_t i = 0;
    names->all++;
    while (i < names->n && !str_eq(names->v[i], s)) i++;
    if (i == NAMES_MAX) return;
    if (i == names->n) names->v[names->n++] = s;
    names->times[i]++;
}

Str names_top(const Names *names, uint32_t of) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < names->n; i++)
        if (names->times[i] > names->times[best]) best = i;
    bool most = names->n && names->times[best] * 2 > names->all;
    return most && names->times[best] * 4 >= of ? names->v[best] : S("");
}

Str names_most(const Names *names, Str nothing) {
    uint32_t best = NAMES_MAX;
    for (uint32_t i = 0; i < names->n; i++) {
        if (str_eq(names->v[i], nothing)) continue;
        bool more = best == NAMES_MAX || names->times[i] > names->times[best];
        bool first = best != NAMES_MAX && names->times[i] == names->times[best] &&
                     str_cmp(names->v[i], names->v[best]) < 0;
        if (more || first) best = i;
    }
    return best == NAMES_MAX ? S("") : names->v[best];
}

uint32_t names_times(const Names *names, Str s) {
    for (uint32_t i = 0; i < names->n; i++)
        if (str_eq(names->v[i], s)) return names->times[i];
    return 0;
}

bool deeds_has(const Strs *list, Str s) {
    for (uint32_t i = 0; i < list->n; i++)
        if (str_eq(list->v[i], s)) return true;
    return false;
}

bool deeds_push_once(Composing *c, Strs *list, Str s) {
    if (deeds_has(list, s)) return false;
    Str *slot = list_push(c->a, list, Str);
    if (slot)
        *slot = s;
    else
        c->failed = true;
    return slot != NULL;
}

/* "Northland and Southland" of what two did to each other or together, in byte order. */
static Party doers_of(Composing *c, const Records *r, const Event *e) {
    Party first = party_of_roles(c, r, e, &e->agents);
    Str second = S("");
    if (first.kind.n || !first.name.n || e->recipients.n) return first;
    for (uint32_t i = 1; !second.n && i < e->agents.n; i++) {
        Str other = party_name(c, r, e->agents.v[i].actor);
        if (!str_eq(other, first.name)) second = other;
    }
    if (!second.n) return first;
    bool swap = str_cmp(second, first.name) < 0;
    first.name = composing_format(c, "%.*s and %.*s", STR_ARG(swap ? second : first.name),
                                  STR_ARG(swap ? first.name : second));
    return first;
}

/* "ethnic Armenians"; one man by his name or office; "people" of what names nobody. */
static Str people_of(Composing *c, const Records *r, const Roles *roles) {
    const Actor *actor = roles->n ? records_actor(r, roles->v[0].actor) : NULL;
    if (actor && actor->kind == ACTOR_PERSON && (actor->known.n || actor->title.n))
        return words_without_owner(c, composing_actor_name(c, actor));
    bool people = actor && actor->kind == ACTOR_POPULATION;
    Str name = people ? words_without_owner(c, composing_actor_name(c, actor)) : S("");
    return str_find_char(name, ' ') != SIZE_MAX ? name : S("people");
}

static Str event_key(Composing *c, const Event *e, Str who) {
    bool modes = e->class == CLASS_RETREAT || e->class == CLASS_CONSULT || e->class == CLASS_COERCE;
    return composing_format(c, "%d %.*s %.*s", (int)e->class, STR_ARG(who),
                            modes ? (int)e->mode.n : 0, e->mode.p ? e->mode.p : "");
}

/* What is announced counts as told before it was done. */
static bool is_plan(const Event *e) {
    return e->modality == MODALITY_PLANNED && (e->class == CLASS_CONSULT || e->class == CLASS_AID);
}

/* One man who gives himself up is no surrender of a side. */
static bool is_of_one_man(const Records *r, const Event *e) {
    const Actor *who = e->agents.n == 1 ? records_actor(r, e->agents.v[0].actor) : NULL;
    return e->class == CLASS_RETREAT && str_eq(e->mode, S("disarm")) && who &&
           who->kind == ACTOR_PERSON;
}

/* Officials of one country who confer or go about their own land. */
static bool is_routine(Composing *c, const Records *r, const Event *e) {
    if (e->class != CLASS_CONSULT || !party_is_at_home(c, r, e)) return false;
    const Actor *who = records_actor(r, e->agents.v[0].actor);
    return !str_eq(e->mode, S("visit")) || who->kind != ACTOR_PERSON;
}

/* Who was carried off and came back has not fled: an abduction of the same people is told. */
static bool is_of_captives(const Records *r, const Event *e) {
    Ref who = e->recipients.n ? e->recipients.v[0].actor : e->agents.n ? e->agents.v[0].actor : 0;
    for (uint32_t i = 0; e->class == CLASS_DISPLACE && who && i < r->events.n; i++) {
        const Event *other = &r->events.v[i];
        bool abducts = other->class == CLASS_ASSAULT && str_eq(other->mode, S("abduct"));
        for (uint32_t k = 0; abducts && k < other->recipients.n; k++)
            if (other->recipients.v[k].actor == who) return true;
    }
    return false;
}

/* Told only in what somebody denies. */
static bool is_denied(const Records *r, const Event *e) {
    const Claim *said = records_claim(r, e->claim);
    return said && (said->stance == STANCE_DENY || said->stance == STANCE_REJECT);
}

static bool is_main(Composing *c, const Records *r, const Event *e) {
    if (is_of_one_man(r, e) || is_routine(c, r, e) || is_denied(r, e) || is_of_captives(r, e))
        return false;
    bool done = e->modality == MODALITY_ACTUAL || is_plan(e);
    if (!done || e->polarity != POLARITY_POSITIVE || e->background || e->class == CLASS_CASUALTY)
        return false;
    if (e->class == CLASS_CONSULT && !e->agents.n) return false;
    bool by_itself =
        e->class == CLASS_DISASTER || e->class == CLASS_ASSAULT || e->class == CLASS_PROTEST;
    return e->agents.n || e->recipients.n || by_itself;
}

typedef struct Gathering {
    Composing *c;
    Deeds deeds;
    Map at;   /* key → 1 + deed */
    Map days; /* event id → 1 + timeline */
} Gathering;

/* Those whose doer is not known are told apart by their days, attacks by their places too. */
static Str anonymous_key(Gathering *g, const Records *r, const Event *e) {
    uint32_t line = map_get(&g->days, e->head.id);
    Day day = line ? g->c->story->timelines.v[line - 1].days.from : 0;
    const Place *place = e->class == CLASS_ASSAULT ? records_place(r, e->place) : NULL;
    const Entity *known = place ? composing_entity(g->c, place->head.id) : NULL;
    if (e->class == CLASS_COERCE) day = 0; /* a coup is told for days */
    Str where = known && place->precision != PRECISION_COUNTRY ? known->name : S("");
    return composing_format(g->c, "%d of day %d %.*s", (int)e->class, day, STR_ARG(where));
}

/* What is told though nobody is known to have done it. */
static bool may_be_anonymous(const Event *e, uint32_t weight) {
    return e->class == CLASS_ASSAULT || e->class == CLASS_PROTEST ||
           (e->class == CLASS_COERCE && weight >= WEIGHT_UPHEAVAL);
}

/* Whose soldiers rebel, or whose people protest, does not do it. */
static bool turns_on_state(const Records *r, const Event *e, uint32_t weight) {
    const Actor *actor = e->agents.n ? records_actor(r, e->agents.v[0].actor) : NULL;
    if (e->class == CLASS_COERCE) return weight >= WEIGHT_UPHEAVAL;
    return e->class == CLASS_PROTEST && actor && actor->country.n &&
           actor->kind != ACTOR_ORGANISATION;
}

static Deed *deed_of(Gathering *g, const Records *r, const Event *e, uint32_t weight) {
    Composing *c = g->c;
    bool alone = e->class == CLASS_DISASTER || e->class == CLASS_DISPLACE; /* nobody's deed */
    Party doers = {0};
    if (!alone && !turns_on_state(r, e, weight)) doers = doers_of(c, r, e);
    Str who = doers.kind.n ? doers.kind : doers.name;
    bool anonymous = !who.n && may_be_anonymous(e, weight);
    if (!who.n && !alone && !anonymous) return NULL;
    Str key = anonymous ? anonymous_key(g, r, e) : event_key(c, e, who);
    uint32_t *at = key.p ? map_at(&g->at, key) : NULL;
    if (!at || (!*at && g->deeds.n == DEEDS_MAX)) return NULL;
    if (*at) {
        names_add(&g->deeds.v[*at - 1]->doers, doers.name);
        return g->deeds.v[*at - 1];
    }
    Deed *deed = arena_new(c->a, Deed, 1);
    Deed **slot = deed ? list_push(c->a, &g->deeds, Deed *) : NULL;
    if (!slot) {
        c->failed = true;
        return NULL;
    }
    *slot = deed;
    *at = g->deeds.n;
    *deed = (Deed){.class = e->class, .who = who, .anonymous = anonymous, .first = g->deeds.n};
    names_add(&deed->doers, doers.name);
    return deed;
}

static void add_event(Gathering *g, const Records *r, const Event *e) {
    Composing *c = g->c;
    uint32_t weight = words_event_weight(c, r, e);
    Deed *deed = weight ? deed_of(g, r, e, weight) : NULL;
    if (!deed) return;
    bool alone = e->class == CLASS_DISASTER || e->class == CLASS_DISPLACE;
    const Place *place = records_place(r, e->place);
    names_add(&deed->modes, e->mode.n ? e->mode : S("-"));
    names_add(&deed->nouns, words_of_noun(c, r, e));
    if (e->class == CLASS_DISPLACE)
        names_add(&deed->people, people_of(c, r, e->recipients.n ? &e->recipients : &e->agents));
    if (!alone) names_add(&deed->recipients, party_of_roles(c, r, e, &e->recipients).name);
    bool arrest = e->class == CLASS_COERCE && str_eq(e->mode, S("arrest")); /* of no thing */
    if (e->objects.n && !alone && !arrest)
        names_add(&deed->things, happening_thing(c->options->tables, e->objects.v[0].kind));
    if (place) {
        const Entity *known = composing_entity(c, place->head.id);
        bool country = place->precision == PRECISION_COUNTRY;
        names_add(country ? &deed->countries : &deed->places, known ? known->name : place->name);
        Str way = happening_way(c->options->tables, &r->doc, place, e->sentence, e->head.span);
        bool moves = e->class == CLASS_DISPLACE;
        if (moves && str_eq(way, S("from")))
            names_add(&deed->origins, known ? known->name : place->name);
        if (moves && str_eq(way, S("to")))
            names_add(&deed->goals, known ? known->name : place->name);
    }
    bool head = document_in_headline(&r->doc, e->head.span);
    if (deeds_push_once(c, &deed->docs, r->doc.id))
        deed->score += head ? weight + HEADLINE_WEIGHT : weight;
    if (weight > deed->weight) deed->weight = weight;
    deeds_push_once(c, &deed->events, e->head.id);
    deed->done |= e->modality == MODALITY_ACTUAL;
    Ref claim = statement_outermost(r, e->claim);
    deed->outlet |= !claim;
    if (claim) {
        Str who = words_of_speaker(c, r, VOICE_CLAIM, claim);
        deed->several |= deed->speaker.n && !str_eq(deed->speaker, who);
        if (records_claim(r, claim)->source || !deed->speaker.n) deed->speaker = who;
    }
    uint32_t line = map_get(&g->days, e->head.id);
    const Timeline *t = line ? &c->story->timelines.v[line - 1] : NULL;
    if (t && t->precision == WHEN_DAY && (!deed->days.from || t->days.from < deed->days.from))
        deed->days = t->days;
}

static void note_days(Gathering *g) {
    const Story *s = g->c->story;
    for (uint32_t i = 0; i < s->timelines.n; i++)
        for (uint32_t k = 0; k < s->timelines.v[i].items.n; k++)
            map_set(&g->days, s->timelines.v[i].items.v[k], i + 1);
}

Deeds deeds_gather(Composing *c) {
    Gathering g = {.c = c, .at = {.arena = c->a}, .days = {.arena = c->a}};
    note_days(&g);
    for (uint32_t i = 0; i < c->story->docs.n; i++) {
        Found f = record_index_find(&c->index, c->story->docs.v[i]);
        if (!f.records || composing_is_copy(c, c->story->docs.v[i])) continue;
        for (uint32_t k = 0; k < f.records->events.n; k++)
            if (is_main(c, f.records, &f.records->events.v[k]))
                add_event(&g, f.records, &f.records->events.v[k]);
    }
    c->failed = c->failed || g.at.failed || g.days.failed;
    return g.deeds;
}
