/* The other side of an event, where the arcs of its word leave it open.
 *
 *   in   an event with its roles, place and time
 *   out  the country of unnamed people by where the event is; a recipient where the clause names
 *        one other actor or country, or where those who protest have only their own government to
 *        protest to
 *   note an event of nobody stays one; what a speaker's own clause names is not of the deed
 *   src  PLOVER and CAMEO: a target that is not named is the actor's own state
 */
#include "extract/event_making.h"
#include "extract/names.h"
#include "record/sectors.h"

enum { MENTIONS_LOOKED_AT = 8 }; /* of an actor: has it a name? */

typedef struct Search {
    EventMaking *m;
    const EventDraft *d;
    const Event *event;
    TokenRange clause;
    uint32_t token; /* of the trigger */
} Search;

/* The sentence of a token, no further than CLAUSE_REACH from it. */
static TokenRange around(const EventMaking *m, uint32_t token) {
    TokenRange s = clause_sentence(m->p, token);
    if (token - s.first > CLAUSE_REACH) s.first = token - CLAUSE_REACH;
    if (s.end - token > CLAUSE_REACH) s.end = token + CLAUSE_REACH;
    return s;
}

static const Actor *actor_at(const EventMaking *m, uint32_t token) {
    return records_actor(m->x->out, m->x->actor_at[token]);
}

static bool has_sector(const Actor *a, SectorSet of) {
    return sectors_any(&a->sectors, of);
}

/* ---- people without a country are of the place where it happens to them */

static bool is_unnamed(const Actor *a) {
    const SectorSet anywhere = SECTOR(IGO) | SECTOR(IMG) | SECTOR(MIL);
    if (a->known.p || a->country.n || a->represents || has_sector(a, anywhere)) return false;
    if (a->kind == ACTOR_ORGANISATION || a->kind == ACTOR_STATE) return false;
    for (uint32_t i = 0; i < a->mentions.n && i < MENTIONS_LOOKED_AT; i++)
        if (a->mentions.v[i].how != HOW_NOMINAL) return false;
    return a->mentions.n > 0;
}

/* The one country that all places, adjectives and actors of a sentence are of; empty where there
 * are several or none. */
static Str only_country(const EventMaking *m, TokenRange s) {
    Str found = {NULL, 0};
    for (uint32_t i = s.first; i < s.end; i++) {
        const Place *p = records_place(m->x->out, m->x->place_at[i]);
        const Actor *a = actor_at(m, i);
        if (p && p->disputed) return (Str){NULL, 0}; /* whose it is, is not for us to say */
        Str country = p ? p->country : a ? a->country : (Str){NULL, 0};
        if (!country.n && m->x->names) country = m->x->names->nouns[i].country;
        if (!country.n) continue;
        if (found.n && !str_eq(found, country)) return (Str){NULL, 0};
        found = country;
    }
    return found;
}

/* Somebody of no known country: not a body of the world, nor one that speaks for another. */
static bool is_homeless(const Actor *a) {
    return !a->country.n && !a->known.n && !a->represents &&
           !has_sector(a, SECTORS_WITHOUT_COUNTRY);
}

/* Where a sentence is of one country, those in it of whom nothing tells otherwise are, too; but not
 * whom a state meets, helps or agrees with: "spoke with the leaders of both countries". */
static void place_at_home(EventMaking *m, const Event *e, TokenRange s) {
    const Roles *roles[] = {&e->agents, &e->recipients};
    bool abroad = e->class == CLASS_CONSULT || e->class == CLASS_COOPERATE ||
                  e->class == CLASS_AGREE || e->class == CLASS_SUPPORT || e->class == CLASS_AID;
    Str country = abroad ? (Str){NULL, 0} : only_country(m, s);
    for (int k = 0; country.n && k < 2; k++)
        for (uint32_t i = 0; i < roles[k]->n; i++) {
            Actor *a = records_actor(m->x->out, roles[k]->v[i].actor);
            if (a && is_homeless(a)) a->country = country;
        }
}

/* "in Oresk", "near the town of Oresk": is the place named as where something happens? */
static bool is_located(const EventMaking *m, const EventDraft *d, Ref place) {
    TokenRange s = around(m, d->trigger.first);
    for (uint32_t i = s.first + 1; i < s.end; i++) {
        if (m->x->place_at[i] != place || m->told_by[i]) continue;
        TokenRange c = clause_noun_chunk(m->p, i);
        uint32_t before = range_has(c, i) && c.first > s.first ? c.first - 1 : i - 1;
        if (token_in(&m->p->tokens.v[before], LIST_LOCATED)) return true;
    }
    return false;
}

static void place_people(EventMaking *m, const Roles *roles, Str country) {
    for (uint32_t i = 0; i < roles->n; i++) {
        Actor *a = records_actor(m->x->out, roles->v[i].actor);
        if (a && is_unnamed(a)) a->country = country;
    }
}

/* ---- whom the clause names beside the agent */

/* Classes that are done to, with or against somebody. */
static bool needs_other(EventClass class) {
    return class != CLASS_DISASTER && class != CLASS_CASUALTY && class != CLASS_NEED &&
           class != CLASS_DISPLACE && class != CLASS_FINDING;
}

static bool is_agent(const Search *s, Ref actor, Str country) {
    const Roles *agents = &s->event->agents;
    for (uint32_t i = 0; i < agents->n; i++) {
        const Actor *a = records_actor(s->m->x->out, agents->v[i].actor);
        if (agents->v[i].actor == actor && actor) return true;
        const Actor *other = records_actor(s->m->x->out, actor);
        if (other && other->represents && other->represents == agents->v[i].actor) return true;
        if (a && actor && a->represents == actor) return true;
        if (a && country.n && str_eq(a->country, country)) return true;
    }
    return false;
}

/* Who says what the event stands in, and in whose words the sentence stands, is not its target. */
static bool is_told_elsewhere(const Search *s, uint32_t i) {
    const Extraction *x = s->m->x;
    if (x->claim_at[i] == x->claim_at[s->token]) return s->m->told_by[i];
    /* "pledged to help Oresk": what the word itself says, or its agent */
    const Claim *c = records_claim(x->out, x->claim_at[i]);
    if (!c) return true;
    if (span_overlaps(c->cue, s->event->head.span)) return false;
    return !c->source || !c->source->actor || c->source->actor != s->event->agents.v[0].actor;
}

static bool is_blow(EventClass class) {
    return class == CLASS_ASSAULT || class == CLASS_COERCE;
}

/* An actor with a country of its own or of none ("the EU"), or a place abroad. */
static bool is_candidate(const Search *s, uint32_t i) {
    const Actor *a = actor_at(s->m, i);
    const Place *p = records_place(s->m->x->out, s->m->x->place_at[i]);
    if (a) {
        if (!a->country.n && (!has_sector(a, SECTOR(IGO)) || is_blow(s->event->class)))
            return false;
        return !has_sector(a, SECTOR(MED)) && !is_agent(s, s->m->x->actor_at[i], a->country);
    }
    /* blows fall in a town, and on a country */
    if (p && is_blow(s->event->class) && p->precision != PRECISION_COUNTRY) return false;
    return p && p->country.n && !p->disputed && !is_agent(s, 0, p->country);
}

/* Another body, person or group of the agent's own country. */
static bool is_compatriot(const Search *s, uint32_t i) {
    const Actor *a = actor_at(s->m, i);
    return a && a->country.n && a->kind != ACTOR_STATE && !has_sector(a, SECTOR(MED)) &&
           !is_agent(s, s->m->x->actor_at[i], (Str){NULL, 0});
}

/* The nearest behind the trigger, else the nearest before it; TOKEN_NONE where there is none. */
static uint32_t find_other(const Search *s, bool (*fits)(const Search *, uint32_t)) {
    for (uint32_t i = s->token + 1; i < s->clause.end; i++)
        if (fits(s, i) && !is_told_elsewhere(s, i)) return i;
    /* "reached Oresk five days after Velmar's attack": what stands before "after" is of another deed */
    for (uint32_t i = s->token; i > s->clause.first; i--) {
        if (token_in(&s->m->p->tokens.v[i - 1], LIST_SUBORDINATOR)) break;
        if (fits(s, i - 1) && !is_told_elsewhere(s, i - 1)) return i - 1;
    }
    return TOKEN_NONE;
}

static StCode recipient_add(EventMaking *m, Event *e, Ref actor, Span span) {
    if (!actor) return ST_OK;
    Role *r = list_push(m->x->arena, &e->recipients, Role);
    TRY_MEM(r, m->x->err);
    *r = (Role){actor, span};
    return ST_OK;
}

static StCode name_other(const Search *s, Event *e) {
    uint32_t at = find_other(s, is_candidate);
    if (at == TOKEN_NONE && !is_blow(e->class)) at = find_other(s, is_compatriot);
    if (at == TOKEN_NONE) return ST_OK;
    EventMaking *m = s->m;
    Ref actor = m->x->actor_at[at];
    TokenRange words = {at, at + 1};
    while (actor && words.first > s->clause.first && m->x->actor_at[words.first - 1] == actor)
        words.first--;
    while (actor && words.end < s->clause.end && m->x->actor_at[words.end] == actor) words.end++;
    Span span = clause_span(m->p, words);
    const Place *p = records_place(m->x->out, m->x->place_at[at]);
    if (!actor && p) TRY(event_state_of(m, p->country, span, &actor));
    return recipient_add(m, e, actor, span);
}

/* ---- those who turn to their own state */

static bool turns_to_state(EventClass class) {
    return class == CLASS_PROTEST || class == CLASS_THREATEN || class == CLASS_REQUEST ||
           class == CLASS_REJECT || class == CLASS_CONCEDE || class == CLASS_COERCE;
}

/* Where the text names the country, or a place in it: that of the event before others; the agent's
 * own words where it names none. */
static Span country_mention(const EventMaking *m, const Event *e, Str country) {
    const Place *here = records_place(m->x->out, e->place);
    if (here && str_eq(here->country, country) && here->mentions.n) return here->mentions.v[0];
    const Place *first = records_place(m->x->out, map_get(&m->named, country));
    if (first) return first->mentions.v[0];
    return e->agents.v[0].span;
}

static StCode name_own_state(EventMaking *m, Event *e) {
    const SectorSet abroad = SECTOR(IGO) | SECTOR(NGO) | SECTOR(MED) | SECTOR(BUS);
    if (!turns_to_state(e->class) || e->agents.n == 0) return ST_OK;
    const Actor *a = records_actor(m->x->out, e->agents.v[0].actor);
    if (!a || !a->country.n || a->kind == ACTOR_STATE || has_sector(a, SECTORS_OF_STATE | abroad) ||
        (a->kind == ACTOR_PERSON && e->class != CLASS_PROTEST))
        return ST_OK;
    Span named = country_mention(m, e, a->country);
    Ref state;
    TRY(event_state_of(m, a->country, named, &state));
    return recipient_add(m, e, state, named);
}

/* ---- those whom no word names: the people of a country */

static StCode people_of(EventMaking *m, Str country, Span named, Ref *out) {
    Records *r = m->x->out;
    Ref state;
    TRY(event_state_of(m, country, named, &state));
    const Actor *of = records_actor(r, state);
    Str name = arena_format(m->x->arena, "people of %.*s", STR_ARG(of->name));
    TRY_MEM(name.p, m->x->err);
    uint32_t *known = map_at(&m->peoples, country);
    TRY_MEM(known, m->x->err);
    *out = *known;
    if (*out) return ST_OK;
    Actor *a = list_push(m->x->arena, &r->actors, Actor);
    TRY_MEM(a, m->x->err);
    *a = (Actor){
        .head = {{NULL, 0}, named}, .name = name, .kind = ACTOR_POPULATION, .country = country};
    Mention *mention = list_push(m->x->arena, &a->mentions, Mention);
    Str *sector = list_push(m->x->arena, &a->sectors, Str);
    TRY_MEM(mention && sector, m->x->err);
    *mention = (Mention){named, HOW_METONYM};
    *sector = S("CVL");
    *out = *known = r->actors.n;
    return ST_OK;
}

/* "Protests erupted in Oresk": its people, against its state. */
static StCode name_protesters(EventMaking *m, const EventDraft *d, Event *e) {
    const Place *p = records_place(m->x->out, e->place);
    Str country = p && is_located(m, d, e->place) ? p->country : (Str){NULL, 0};
    TokenRange s = around(m, d->trigger.first);
    for (uint32_t i = d->trigger.first; i < s.end && !country.n; i++)
        if (m->x->names && m->x->names->nouns[i].demonym && !m->told_by[i])
            country = m->x->names->nouns[i].country;
    if (!country.n) return ST_OK;
    Span named =
        p && p->mentions.n && str_eq(p->country, country) ? p->mentions.v[0] : e->head.span;
    Ref people;
    TRY(people_of(m, country, named, &people));
    Role *r = list_push(m->x->arena, &e->agents, Role);
    TRY_MEM(r, m->x->err);
    *r = (Role){people, named};
    return ST_OK;
}

/* Who is arrested, or under a curfew, is so by his country's authorities where no other is named.
 */
static StCode name_authorities(EventMaking *m, Event *e) {
    static const char *const modes[] = {"arrest", "curfew", "martial-law"};
    bool official = false;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        official = official || str_is(e->mode, modes[i]);
    if (!official) return ST_OK;
    const Place *p = records_place(m->x->out, e->place);
    const Actor *a = e->recipients.n ? records_actor(m->x->out, e->recipients.v[0].actor) : NULL;
    Str country = p && p->country.n ? p->country : a ? a->country : (Str){NULL, 0};
    if (!country.n) return ST_OK;
    Span named = p && p->mentions.n ? p->mentions.v[0] : e->recipients.v[0].span;
    Ref state;
    TRY(event_state_of(m, country, named, &state));
    Role *r = list_push(m->x->arena, &e->agents, Role);
    TRY_MEM(r, m->x->err);
    *r = (Role){state, named};
    return ST_OK;
}

/* Is there a recipient that says of which country or body it is? What is done to the body of a man
 * is done to him whoever he is. */
static bool is_answered(const EventMaking *m, const EventDraft *d, const Event *e) {
    static const char *const on_owners[] = {"arson", "robbery"};
    /* whoever owns what is burnt or stolen suffers it, and not his state */
    if (e->class == CLASS_COERCE && IS_ONE_OF(e->mode, on_owners) && e->objects.n) return true;
    if (e->class == CLASS_ASSAULT) return e->recipients.n || e->objects.n || d->recipients.n;
    if (e->class == CLASS_COERCE || e->class == CLASS_SANCTION) return e->recipients.n > 0;
    for (uint32_t i = 0; i < e->recipients.n; i++) {
        const Actor *a = records_actor(m->x->out, e->recipients.v[i].actor);
        if (a && (a->country.n || a->known.n || has_sector(a, SECTORS_WITHOUT_COUNTRY)))
            return true;
    }
    return false;
}

/* "withdrew its troops | and gave Oresk access": what the next verb tells is not of the first. */
static uint32_t before_next_deed(const EventMaking *m, uint32_t verb, uint32_t end) {
    for (uint32_t i = verb + 1; i < end; i++) {
        const Token *t = &m->p->tokens.v[i];
        if (t->deprel != DEP_CONJ || t->head != verb + 1 || !token_is_verb(t)) continue;
        while (i > verb + 1 && m->p->tokens.v[i].xpos != XPOS_CC) i--;
        return i > verb + 1 ? i : end;
    }
    return end;
}

static bool is_protester(const Actor *a) {
    return a && a->kind == ACTOR_POPULATION && has_sector(a, SECTOR(OPP));
}

/* "Protesters angry at the failure to stop Velmar gathered, chanting slogans": of a state and people
 * who protest, it is the people who do. */
static bool let_people_protest(const EventMaking *m, Event *out) {
    if (out->agents.n != 1 || out->recipients.n != 1) return false;
    const Actor *agent = records_actor(m->x->out, out->agents.v[0].actor);
    const Actor *other = records_actor(m->x->out, out->recipients.v[0].actor);
    if (!agent || agent->kind != ACTOR_STATE || !is_protester(other)) return false;
    out->agents.v[0] = out->recipients.v[0];
    out->recipients.n = 0;
    return true;
}

StCode event_counterpart_read(EventMaking *m, const EventDraft *d, Event *e) {
    const Place *p = records_place(m->x->out, e->place);
    if (p && p->country.n && !p->disputed && is_located(m, d, e->place)) {
        place_people(m, &e->agents, p->country);
        place_people(m, &e->recipients, p->country);
    }
    place_at_home(m, e, around(m, d->trigger.first));
    if (e->class == CLASS_PROTEST && !e->agents.n) TRY(name_protesters(m, d, e));
    if (e->class == CLASS_COERCE && !e->agents.n) TRY(name_authorities(m, e));
    if (!e->agents.n || is_answered(m, d, e) || !needs_other(e->class)) return ST_OK;
    const Actor *who = records_actor(m->x->out, e->agents.v[0].actor);
    if (!who) return ST_OK;
    Search s = {m, d, e, around(m, d->trigger.first), d->trigger.first};
    uint32_t verb = clause_verb_of(m->p, s.token);
    TokenRange clause = verb == TOKEN_NONE ? s.clause : clause_range(m->p, verb);
    if (clause.first < s.clause.first) clause.first = s.clause.first;
    if (clause.end > s.clause.end) clause.end = s.clause.end;
    if (verb != TOKEN_NONE) clause.end = before_next_deed(m, verb, clause.end);
    if (range_has(clause, s.token) && e->class != CLASS_PROTEST) s.clause = clause;
    TRY(name_other(&s, e));
    if (e->class == CLASS_PROTEST && let_people_protest(m, e)) return ST_OK;
    return e->recipients.n ? ST_OK : name_own_state(m, e);
}
