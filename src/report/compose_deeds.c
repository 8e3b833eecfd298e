/* IN SHORT: what mainly happened. What one party did is one line, as all reports tell it: made of
 * fields, citing what it rests on; what only one party says is told as what it says.
 */
#include "report/deed_parties.h"

#include "story/happening.h"

#include <stdlib.h>

enum {
    WEIGHT_CRISIS = 4,
    WEIGHT_UPHEAVAL = 5,
    HEADLINE_WEIGHT = 2
}; /* of event_labels.tsv: what makes a crisis */
enum { SHORT_DEEDS = 5, DEEDS_MAX = 400, NAMES_MAX = 24, CITES_MAX = 6 };

typedef struct Names {
    Str v[NAMES_MAX];
    uint32_t times[NAMES_MAX], n, all;
} Names;

static void names_add(Names *names, Str s) {
    if (!s.n) return;
    uint32_t i = 0;
    names->all++;
    while (i < names->n && !str_eq(names->v[i], s)) i++;
    if (i == NAMES_MAX) return;
    if (i == names->n) names->v[names->n++] = s;
    names->times[i]++;
}

/* What more than half of those name who name anything, and not one of many: `of` so many events. */
static Str names_top(const Names *names, uint32_t of) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < names->n; i++)
        if (names->times[i] > names->times[best]) best = i;
    bool most = names->n && names->times[best] * 2 > names->all;
    return most && names->times[best] * 4 >= of ? names->v[best] : S("");
}

/* The one named most, however seldom, but for what says nothing; the first in byte order among
 * equals, as in titles. */
static Str names_most(const Names *names, Str nothing) {
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

static uint32_t names_times(const Names *names, Str s) {
    for (uint32_t i = 0; i < names->n; i++)
        if (str_eq(names->v[i], s)) return names->times[i];
    return 0;
}

/* What one party did, as all reports tell it. */
typedef struct Deed {
    EventClass class;
    Str who;     /* who did it; the kind of body where several of one kind may have */
    Names doers; /* by their names, of a kind of body */
    Names nouns, people, modes, recipients, things;
    Names places, countries; /* where: closer than a country, and at least the country */
    Names origins, goals;    /* of who moved */
    Strs events, docs;
    Str speaker; /* who says so, where nobody but him does */
    bool outlet, several, done;
    bool anonymous; /* a deed that nobody is known to have done */
    Days days;
    uint32_t weight, score, first;
} Deed;
LIST_OF(Deed *, Deeds);

static bool push_once(Composing *c, Strs *list, Str s) {
    for (uint32_t i = 0; i < list->n; i++)
        if (str_eq(list->v[i], s)) return false;
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

/* "ethnic Armenians"; "people" of a description that names nobody. */
static Str people_of(Composing *c, const Records *r, const Roles *roles) {
    const Actor *actor = roles->n ? records_actor(r, roles->v[0].actor) : NULL;
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

static bool is_main(Composing *c, const Records *r, const Event *e) {
    if (is_of_one_man(r, e) || is_routine(c, r, e)) return false;
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
    if (push_once(c, &deed->docs, r->doc.id))
        deed->score += head ? weight + HEADLINE_WEIGHT : weight;
    if (weight > deed->weight) deed->weight = weight;
    push_once(c, &deed->events, e->head.id);
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

static int by_score(const void *a, const void *b) {
    const Deed *x = *(Deed *const *)a, *y = *(Deed *const *)b;
    if (x->score != y->score) return x->score > y->score ? -1 : 1;
    if (x->outlet != y->outlet) return x->outlet ? -1 : 1; /* before what a party says */
    if (x->events.n != y->events.n) return x->events.n > y->events.n ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

static int by_day(const void *a, const void *b) {
    const Deed *x = *(Deed *const *)a, *y = *(Deed *const *)b;
    Day p = x->days.from ? x->days.from : INT32_MAX, q = y->days.from ? y->days.from : INT32_MAX;
    return p != q ? (p < q ? -1 : 1) : by_score(a, b);
}

/* What the title says before its colon. */
static Str title_place(const Composing *c) {
    size_t colon = str_find(c->story->title, S(": "));
    return colon == SIZE_MAX ? S("") : (Str){c->story->title.p, colon};
}

/* The closest place that most of those share who name one, or the most of several, or that of the
 * story; else the country. */
static Str deed_place(const Deed *deed, Str story) {
    uint32_t all = deed->places.all + deed->countries.all;
    Str close = names_top(&deed->places, all);
    Str most = close.n ? close : names_most(&deed->places, S(""));
    uint32_t times = names_times(&deed->places, most), own = names_times(&deed->places, story);
    if (!close.n && own && own == times) close = story;
    if (!close.n && deed->places.all > 2 && times * 3 >= all) close = most;
    if (!close.n && own) close = story;
    return close.n || deed->places.n ? close : names_top(&deed->countries, deed->events.n);
}

/* "territory"; "territory and military posts" where the reports tell of two. */
static Str deed_things(Composing *c, const Deed *deed) {
    const Names *things = &deed->things;
    if (things->n == 2 && !deed->anonymous && things->all * 4 >= deed->events.n)
        return composing_format(c, "%.*s and %.*s", STR_ARG(things->v[1]), STR_ARG(things->v[0]));
    return names_top(things, deed->events.n);
}

/* By name where most of its events have one. */
static Str deed_doer(const Deed *deed) {
    Str name = names_top(&deed->doers, deed->events.n);
    return name.n ? name : deed->who;
}

static Str deed_words(Composing *c, const Deed *deed) {
    uint32_t all = deed->events.n;
    bool vague = deed->class == CLASS_DISASTER || deed->class == CLASS_COERCE;
    bool upheaval = deed->class == CLASS_COERCE && deed->anonymous; /* nobody's thing is taken */
    Str nothing = deed->class == CLASS_DISASTER ? S("disaster") : S("coercion");
    Happening h = {
        .class = deed->class,
        .mode = names_top(&deed->modes, all * 2),
        .trigger = vague ? names_most(&deed->nouns, nothing) : names_top(&deed->nouns, 0),
        .agent = deed->class == CLASS_DISPLACE ? names_top(&deed->people, 0) : deed_doer(deed),
        .recipient = upheaval ? S("") : names_top(&deed->recipients, all * 2),
        .thing = upheaval ? S("") : deed_things(c, deed),
        .place = deed_place(deed, title_place(c))};
    Str from = names_top(&deed->origins, 0), to = names_top(&deed->goals, 0);
    if (from.n || to.n) {
        h.way = from.n ? S("from") : S("to");
        h.place = from.n ? from : to;
    }
    if (deed->class == CLASS_DISPLACE && !h.agent.n) h.agent = S("people");
    if (str_eq(h.mode, S("-"))) h.mode = S("");
    if (str_eq(h.recipient, h.agent)) h.recipient = S("");
    Str words = happening_words(c->options->tables, &h, c->a);
    c->failed = c->failed || !words.p;
    if (from.n && to.n) words = composing_format(c, "%.*s to %.*s", STR_ARG(words), STR_ARG(to));
    return words_capital(c, words);
}

/* "Attack": neither who nor whom nor where; the title says so much. */
static bool says_nothing(const Deed *deed, Str words) {
    bool plain = deed->anonymous || deed->class == CLASS_DISASTER;
    return plain && str_find_char(words, ' ') == SIZE_MAX;
}

static void deed_bullet(Composing *c, const Deed *deed) {
    Text t = {.arena = c->a};
    Str when = deed->class == CLASS_DISPLACE ? S("") : words_of_days(c, deed->days, false);
    Str words = deed_words(c, deed);
    if (says_nothing(deed, words)) return;
    text_add(&t, words);
    if (when.n) text_format(&t, ", %.*s", STR_ARG(when));
    if (!deed->outlet && deed->speaker.n)
        text_format(&t, "; so %s %.*s%s", deed->several ? "say" : "says", STR_ARG(deed->speaker),
                    deed->several ? " and others" : "");
    c->failed = c->failed || t.failed;
    Line *line = composing_line(c, LINE_BULLET, text_str(&t));
    for (uint32_t i = 0; i < deed->events.n && i < CITES_MAX; i++)
        composing_cite(c, line, deed->events.v[i]);
}

/* An end or a fall is told once, by whoever writes on the day, and it is what a crisis turns on. */
static bool turns_crisis(const Composing *c, const Deed *deed) {
    enum { FEW_ENOUGH = 12 };
    Str mode = names_top(&deed->modes, 0), noun = names_top(&deed->nouns, 0);
    bool turn = (deed->class == CLASS_RETREAT &&
                 (str_eq(mode, S("disarm")) || str_eq(mode, S("ceasefire")))) ||
                str_eq(noun, S("coup"));
    return turn && deed->outlet && c->story->independent <= FEW_ENOUGH;
}

/* Told by one report of many it is hardly the main thing. */
static bool is_told_enough(const Composing *c, const Deed *deed) {
    enum { FEW_REPORTS = 4, WEIGHS = 3 };
    if (!deed->done) return false;
    bool weighs = deed->score >= WEIGHS;
    return deed->docs.n > 1 || turns_crisis(c, deed) ||
           (c->story->independent < FEW_REPORTS && deed->outlet && weighs);
}

/* Who did it is told by some: what others tell of it without a name is the same. So is what nobody
 * tells more closely than by its country beside what has a place. */
static bool is_told_by_name(const Deeds *deeds, const Deed *deed) {
    bool upheaval = deed->class == CLASS_COERCE;
    for (uint32_t i = 0; deed->anonymous && !upheaval && i < deeds->n; i++) {
        const Deed *other = deeds->v[i];
        if (other->class != deed->class || other == deed) continue;
        if (!other->anonymous || (other->places.n && !deed->places.n)) return true;
    }
    return false;
}

/* Of a kind that makes a crisis; a visit does not. */
static bool makes_crisis(const Deed *deed) {
    return deed->done && deed->weight >= WEIGHT_CRISIS;
}

/* Reports that tell of a class in any of its deeds, those of one place and day or of another. */
static uint32_t reports_of_class(Composing *c, const Deeds *deeds, EventClass class) {
    Strs docs = {0};
    for (uint32_t i = 0; i < deeds->n; i++)
        for (uint32_t k = 0; deeds->v[i]->class == class && k < deeds->v[i]->docs.n; k++)
            push_once(c, &docs, deeds->v[i]->docs.v[k]);
    return docs.n;
}

/* The heaviest of its class, of which every single deed has one teller, and the class several. */
static bool stands_for_class(Composing *c, const Deeds *deeds, uint32_t at) {
    if (deeds->v[at]->class == CLASS_RETREAT) return false; /* one man's is no other's */
    for (uint32_t i = 0; i < deeds->n; i++) {
        bool same = deeds->v[i]->class == deeds->v[at]->class;
        if (same && (i < at || is_told_enough(c, deeds->v[i]))) return false;
    }
    return makes_crisis(deeds->v[at]) && reports_of_class(c, deeds, deeds->v[at]->class) > 1;
}

/* Those told enough, the weightiest first; where none is, what weighs most. */
static void choose_deeds(Composing *c, Deeds *deeds) {
    qsort(deeds->v, deeds->n, sizeof *deeds->v, by_score);
    bool *told = arena_new(c->a, bool, deeds->n);
    if (!told) {
        c->failed = true;
        return;
    }
    for (uint32_t i = 0; i < deeds->n; i++)
        told[i] = is_told_enough(c, deeds->v[i]) || stands_for_class(c, deeds, i);
    uint32_t n = 0;
    for (uint32_t i = 0; i < deeds->n; i++)
        if (told[i]) deeds->v[n++] = deeds->v[i];
    if (!n) n = makes_crisis(deeds->v[0]);
    deeds->n = n;
    n = 0;
    for (uint32_t i = 0; i < deeds->n; i++) {
        bool known = is_told_by_name(deeds, deeds->v[i]);
        if (!known) deeds->v[n++] = deeds->v[i];
    }
    deeds->n = n;
}

void compose_short_deeds(Composing *c, bool counted) {
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
    if (!g.deeds.n) return;
    uint32_t n = 0;
    for (uint32_t i = 0; i < g.deeds.n; i++)
        if (!counted || g.deeds.v[i]->class != CLASS_DISPLACE) g.deeds.v[n++] = g.deeds.v[i];
    g.deeds.n = n;
    if (n) choose_deeds(c, &g.deeds);
    if (!g.deeds.n) return;
    if (g.deeds.n > SHORT_DEEDS) g.deeds.n = SHORT_DEEDS;
    qsort(g.deeds.v, g.deeds.n, sizeof *g.deeds.v, by_day);
    for (uint32_t i = 0; i < g.deeds.n; i++) deed_bullet(c, g.deeds.v[i]);
}
