/* Agents, recipients and objects of a draft as records. */
#include "extract/event_phrases.h"
#include "extract/names.h"
#include "record/sectors.h"

/* "his country", "its government", "our side": the speaker's. */
bool event_is_own_side(const EventMaking *m, uint32_t head) {
    TokenRange c = clause_noun_chunk(m->p, head);
    if (!range_has(c, head) || m->p->tokens.v[c.first].xpos != XPOS_PRPS) return false;
    return token_in(&m->p->tokens.v[head], LIST_OWN_SIDE);
}

static bool is_empty_pronoun(const Token *t) {
    return token_in(t, LIST_EMPTY_PRONOUN);
}

static bool is_setting_kind(Str kind) {
    return str_eq(kind, S("place")) || str_eq(kind, S("election")) || str_eq(kind, S("nature")) ||
           str_eq(kind, S("territory"));
}

/* Words are aimed at somebody; blows at anything. */
static bool takes_anything(EventClass class) {
    return class == CLASS_ASSAULT || class == CLASS_COERCE || class == CLASS_CASUALTY ||
           class == CLASS_DISPLACE || class == CLASS_NEED || class == CLASS_DISASTER;
}

static bool is_blow(EventClass class) {
    return class == CLASS_ASSAULT || class == CLASS_COERCE;
}

/* What befalls a country happens in it; what is done between states is done to it. */
static bool takes_states(EventClass class) {
    return class != CLASS_DISASTER && class != CLASS_NEED && class != CLASS_CASUALTY &&
           class != CLASS_DISPLACE && class != CLASS_FINDING;
}

static StCode role_add(EventMaking *m, Roles *roles, Ref actor, Span span) {
    for (uint32_t i = 0; i < roles->n; i++)
        if (actor ? roles->v[i].actor == actor : span_overlaps(roles->v[i].span, span))
            return ST_OK;
    Role *r = list_push(m->x->arena, roles, Role);
    TRY_MEM(r, m->x->err);
    *r = (Role){actor, span};
    return ST_OK;
}

static StCode object_add(EventMaking *m, Event *out, Str kind, Span span) {
    for (uint32_t i = 0; i < out->objects.n; i++)
        if (span_overlaps(out->objects.v[i].span, span)) return ST_OK;
    Object *o = list_push(m->x->arena, &out->objects, Object);
    TRY_MEM(o, m->x->err);
    *o = (Object){kind, span};
    return ST_OK;
}

/* What is hit, searched or threatened is somebody's: "the positions of Oresk's army". */
static StCode owner_add(EventMaking *m, uint32_t head, Event *out) {
    if (out->class != CLASS_ASSAULT && out->class != CLASS_COERCE && out->class != CLASS_THREATEN)
        return ST_OK;
    uint32_t tenant = phrase_tenant(m, head);
    if (tenant != TOKEN_NONE)
        return role_add(m, &out->recipients, m->x->actor_at[tenant], phrase_role_span(m, tenant));
    Ref owner;
    TRY(phrase_actor(m, head, &owner));
    const Actor *a = records_actor(m->x->out, owner);
    if (!a || (a->kind != ACTOR_STATE && a->kind != ACTOR_ORGANISATION)) return ST_OK;
    return role_add(m, &out->recipients, owner, phrase_role_span(m, head));
}

/* What a blow is dealt with is not what it hits: "threw stones at the post". */
static bool is_means(const Event *e, Str kind) {
    static const char *const means[] = {"weapon",       "explosive",        "ammunition",
                                        "crowd_weapon", "primitive_weapon", "incendiary"};
    if (e->class != CLASS_ASSAULT || str_eq(e->mode, S("destroy"))) return false;
    return IS_ONE_OF(kind, means);
}

static bool is_thing(Str kind) {
    return kind.n && !str_eq(kind, S("person")) && !str_eq(kind, S("part")) &&
           !str_eq(kind, S("some")) && !is_setting_kind(kind);
}

/* "Oreski and Velmari officials": the states that other adjectives of the phrase name. */
static StCode add_other_states(EventMaking *m, uint32_t head, Roles *roles) {
    TokenRange c = clause_noun_chunk(m->p, head), s = clause_sentence(m->p, head);
    if (!range_has(c, head)) return ST_OK;
    for (uint32_t i = c.first > s.first + 3 ? c.first - 3 : s.first; i + 1 < head; i++) {
        const Token *joint = &m->p->tokens.v[i + 1];
        if (joint->xpos != XPOS_CC && joint->xpos != XPOS_COMMA) continue;
        if (m->p->tokens.v[i + 2].upos != UPOS_ADJ && m->p->tokens.v[i + 2].upos != UPOS_PROPN)
            continue;
        if (i + 2 >= head) continue;
        Ref state;
        TRY(event_state_at(m, i, &state));
        if (state) TRY(role_add(m, roles, state, m->p->tokens.v[i].span));
    }
    return ST_OK;
}

/* Somebody in a country who is against its state, or none of its servants. */
static bool is_rebel(const Actor *a) {
    return a->kind != ACTOR_STATE && !sectors_any(&a->sectors, SECTORS_OF_STATE);
}

/* "The ministry said they had killed him": who tells of a blow and says "they" means others, but for
 * those who own up to it. */
static bool is_others(const EventMaking *m, const Token *t, const Event *e, const Claim *said) {
    const Actor *who = records_actor(m->x->out, said->source->actor);
    return e->class == CLASS_ASSAULT && token_is_word(t, "they") && who && !is_rebel(who);
}

/* "The Front renewed its attacks", "They fired": who does it is shown where the words before tell
 * who it is. */
static Span doer_span(const EventMaking *m, uint32_t head, Ref actor) {
    const Token *t = &m->p->tokens.v[head];
    const Actor *a = records_actor(m->x->out, actor);
    const Mention *found = NULL;
    uint32_t owner = phrase_owner_name(m, head, actor);
    if (owner != TOKEN_NONE) {
        TokenRange name = {owner, owner + 1};
        while (name.first && m->x->actor_at[name.first - 1] == actor) name.first--;
        return clause_span(m->p, name);
    }
    if (t->xpos != XPOS_PRP && t->xpos != XPOS_PRPS) return phrase_role_span(m, head);
    for (uint32_t i = 0; a && i < a->mentions.n; i++) {
        const Mention *one = &a->mentions.v[i];
        if (one->span.end > t->span.start) break;
        if (one->how == HOW_NAME || one->how == HOW_NOMINAL) found = one;
    }
    if (!found) return phrase_role_span(m, head);
    uint32_t last = clause_token_from(m->p, found->span.end - 1);
    return phrase_role_span(m, last);
}

static StCode agent_read(EventMaking *m, uint32_t head, Event *out) {
    head = phrase_name_behind(m, head);
    Ref actor;
    TRY(phrase_actor(m, head, &actor));
    const Token *t = &m->p->tokens.v[head];
    Str kind = event_kind_at(m, head);
    /* "the ministry said it would": the speaker, where nobody else is known */
    const Claim *said = records_claim(m->x->out, m->x->claim_at[head]);
    if (said && said->source && (!actor || event_is_own_side(m, head)) &&
        (t->xpos == XPOS_PRP || event_is_own_side(m, head)) && !is_others(m, t, out, said))
        actor = said->source->actor;
    Ref named = phrase_named_body(m, head);
    if (named) return role_add(m, &out->agents, named, phrase_role_span(m, head));
    if (!actor && phrase_is_pointer(m, head, kind)) return ST_OK;
    if (!actor && (is_empty_pronoun(t) || is_thing(kind) || is_setting_kind(kind) ||
                   m->x->place_at[head] || t->xpos == XPOS_CD))
        return ST_OK;
    const EventWord *w = event_word_at(m, head);
    /* "the attack" did it; "the arrest of Iln" is not Iln */
    if (w && w->event && w->pos == 'n' && !phrase_names_actor(m, head)) return ST_OK;
    if (!actor && !event_is_actor(m, head)) return ST_OK; /* "the plan", "terrorism" */
    if (!actor && (t->xpos == XPOS_PRPS || t->xpos == XPOS_PRP)) return ST_OK;
    TRY(role_add(m, &out->agents, actor, doer_span(m, head, actor)));
    Ref body = phrase_body(m, head, actor);
    if (body) TRY(role_add(m, &out->agents, body, phrase_role_span(m, head)));
    uint32_t people = phrase_person_behind(m, head);
    if (people != head && m->x->actor_at[people])
        TRY(role_add(m, &out->agents, m->x->actor_at[people], phrase_role_span(m, people)));
    return add_other_states(m, head, &out->agents);
}

/* "blamed Velmar", "flew to Oresk": a place stands for its state; where it is hit or taken, only
 * one abroad does. */
static StCode state_of_place(EventMaking *m, uint32_t head, Event *out, Ref *state) {
    TRY(event_state_at(m, head, state));
    const Place *p = records_place(m->x->out, m->x->place_at[head]);
    if (*state || !p->country.n || p->disputed) return ST_OK;
    bool known = false;
    for (uint32_t i = 0; i < out->agents.n; i++) {
        const Actor *a = records_actor(m->x->out, out->agents.v[i].actor);
        if (a && str_eq(a->country, p->country) && !is_rebel(a)) return ST_OK;
        known = known || (a && a->country.n);
    }
    if (!known && takes_anything(out->class)) return ST_OK;
    if (!out->place) out->place = m->x->place_at[head];
    return event_state_of(m, p->country, m->p->tokens.v[head].span, state);
}

/* "several villagers were killed and at least 15 wounded": whom a number alone counts. */
static Ref counted_before(const EventMaking *m, uint32_t number) {
    TokenRange s = clause_sentence(m->p, number);
    for (uint32_t i = number; i > s.first; i--) {
        const Actor *a = records_actor(m->x->out, m->x->actor_at[i - 1]);
        if (!a) continue;
        bool people = a->kind == ACTOR_POPULATION || a->kind == ACTOR_GROUP;
        return people && m->p->tokens.v[i - 1].xpos == XPOS_NNS ? m->x->actor_at[i - 1] : 0;
    }
    return 0;
}

static bool hits_things(const Event *e) {
    static const char *const modes[] = {"arson", "robbery", "seize"};
    return e->class == CLASS_ASSAULT || (e->class == CLASS_COERCE && IS_ONE_OF(e->mode, modes));
}

/* "a secondary school", "two clinics": who works there when they speak, walls when they are hit. */
static bool is_plain_thing(const EventMaking *m, Ref actor, Str kind) {
    static const char *const built[] = {"school",      "hospital", "shop",
                                        "office",      "church",   "home",
                                        "media_house", "building", "infrastructure"};
    const Actor *a = records_actor(m->x->out, actor);
    if (!a || a->known.n || a->kind == ACTOR_STATE || !IS_ONE_OF(kind, built)) return false;
    return a->mentions.n && a->mentions.v[0].how == HOW_NOMINAL;
}

/* Whom a blow hits is the man, and not the body or the state that he is of: "three envoys of the
 * Agency", "two Front nurses", "an Oreski". */
static StCode sufferer_of(EventMaking *m, uint32_t head, Ref *out) {
    const Token *t = &m->p->tokens.v[head];
    Span span = phrase_role_span(m, head);
    if (!m->x->place_at[head] && m->x->names && m->x->names->nouns[head].demonym)
        return event_people_at(m, head, span, out);
    bool people = str_eq(event_kind_at(m, head), S("person")) || token_in(t, LIST_MEMBER);
    if (!token_is_noun(t) || !people) return ST_OK;
    Ref body;
    TRY(phrase_actor(m, head, &body));
    const Actor *of = records_actor(m->x->out, body);
    if (!of || of->kind != ACTOR_ORGANISATION) return ST_OK;
    TRY(event_person_at(m, head, span, out));
    Actor *who = records_actor(m->x->out, *out);
    if (!who) return ST_OK;
    of = records_actor(m->x->out, body); /* the list may have moved */
    who->country = of->country;
    who->sectors = of->sectors;
    who->represents = body;
    return ST_OK;
}

static StCode recipient_read(EventMaking *m, uint32_t head, Event *out) {
    head = phrase_name_behind(m, head);
    if (takes_anything(out->class)) head = phrase_person_behind(m, head);
    const Token *t = &m->p->tokens.v[head];
    if (token_is_verb(t) && t->xpos != XPOS_VBG) return ST_OK;
    Ref own = m->x->actor_at[head];
    Str kind = event_kind_at(m, head);
    if (hits_things(out) && is_plain_thing(m, own, kind)) own = 0;
    if (!own && is_means(out, kind)) return ST_OK;
    if (!own && is_thing(kind)) {
        TRY(object_add(m, out, kind, phrase_thing_span(m, head)));
        return owner_add(m, head, out);
    }
    /* whom "them" means, where nothing tells, is no answer to whom */
    bool pointer = t->xpos == XPOS_PRP || t->xpos == XPOS_DT;
    if (!own && (is_empty_pronoun(t) || pointer)) return ST_OK;
    if (!own && m->x->place_at[head] && takes_states(out->class))
        TRY(state_of_place(m, head, out, &own));
    if (!own && (m->x->place_at[head] || is_setting_kind(kind))) {
        if (!out->place) out->place = m->x->place_at[head];
        if (out->class == CLASS_COERCE || out->class == CLASS_ACCESS)
            TRY(object_add(m, out, S("territory"), phrase_counted_span(m, head)));
        return out->class == CLASS_ASSAULT && !out->agents.n ? ST_OK : owner_add(m, head, out);
    }
    Ref actor = own;
    if (!actor && takes_anything(out->class)) TRY(sufferer_of(m, head, &actor));
    if (!actor) TRY(phrase_actor(m, head, &actor));
    if (!actor && t->xpos == XPOS_CD && is_blow(out->class)) {
        actor = counted_before(m, head);
        if (!actor) return ST_OK; /* a figure says how many */
    }
    bool person = event_is_actor(m, head) || t->xpos == XPOS_PRP || t->xpos == XPOS_CD ||
                  t->upos == UPOS_PROPN;
    if (!actor && !person) return ST_OK; /* "the words", "democracy" */
    if (!actor && person && takes_anything(out->class))
        TRY(event_person_at(m, head, phrase_role_span(m, head), &actor));
    TRY(role_add(m, &out->recipients, actor, phrase_role_span(m, head)));
    /* "expelled inspectors of the Agency": words and dealings are meant for it, blows are not */
    Ref body = takes_anything(out->class) ? 0 : phrase_body(m, head, actor);
    return body ? role_add(m, &out->recipients, body, phrase_role_span(m, head)) : ST_OK;
}

static bool same_actor(const Roles *roles, const Role *r) {
    for (uint32_t i = 0; i < roles->n; i++)
        if (r->actor && roles->v[i].actor == r->actor) return true;
    return false;
}

/* "The ministry said Oresk's offensive “violated the truce”": who only tells of it, where the deed's
 * own subject stands right before it and the parse has passed it over. */
static bool is_teller(const EventMaking *m, uint32_t trigger, uint32_t agent) {
    const Token *t = m->p->tokens.v;
    const Claim *said = records_claim(m->x->out, m->x->claim_at[trigger]);
    Xpos x = t[trigger].xpos;
    bool finite = x == XPOS_VBD || x == XPOS_VBZ || x == XPOS_VBP;
    if (!finite || !said || !said->source || m->x->claim_at[agent] == m->x->claim_at[trigger] ||
        !span_has(said->source->span, t[agent].span))
        return false;
    uint32_t before = trigger;
    while (before > agent + 1 && (token_is_punct(&t[before - 1]) || t[before - 1].xpos == XPOS_RB))
        before--;
    return before > agent + 1 && token_is_noun(&t[before - 1]) &&
           m->x->claim_at[before - 1] == m->x->claim_at[trigger];
}

StCode event_roles_read(EventMaking *m, const EventDraft *d, Event *out) {
    /* nobody makes an earthquake */
    Heads agents = d->agents;
    if (is_blow(d->class)) event_list_agents(m, d, &agents);
    for (uint32_t i = 0; i < agents.n && d->class != CLASS_DISASTER; i++)
        if (!is_teller(m, d->trigger.first, agents.v[i]))
            TRY(agent_read(m, phrase_doer(m, agents.v[i]), out));
    Heads recipients = d->recipients;
    const EventWord *w = &m->words.v[d->word];
    event_hits_read(m, d, &recipients);
    if (takes_anything(d->class) && w->pos == 'v' && event_is_passive(m, w->head))
        event_list_before(m, d, &recipients);
    if (takes_anything(d->class)) event_list_read(m, d, &recipients);
    for (uint32_t i = 0; i < recipients.n; i++)
        TRY(recipient_read(m,
                           takes_anything(d->class) ? phrase_doer(m, recipients.v[i])
                                                    : phrase_whole(m, recipients.v[i]),
                           out));
    Heads objects = d->objects;
    if (takes_anything(d->class)) event_list_read(m, d, &objects);
    for (uint32_t i = 0; i < objects.n; i++) {
        uint32_t head = phrase_whole(m, objects.v[i]);
        Str kind = event_kind_at(m, head);
        if (is_setting_kind(kind) && out->class == CLASS_COERCE) kind = S("territory");
        if (is_means(out, kind)) continue;
        if (kind.n && !str_eq(kind, S("person")) && !str_eq(kind, S("place")))
            TRY(object_add(m, out, kind, phrase_thing_span(m, head)));
        if (is_thing(kind) && !out->recipients.n) TRY(owner_add(m, head, out));
        if (is_thing(kind)) continue;
        if (out->class == CLASS_RETREAT || out->class == CLASS_COERCE ||
            out->class == CLASS_COOPERATE || out->class == CLASS_ACCESS)
            TRY(recipient_read(m, head, out));
    }
    /* property destroyed, and nobody hit */
    if (out->class == CLASS_ASSAULT && !out->recipients.n && out->objects.n &&
        (str_eq(out->mode, S("explosives")) || str_eq(out->mode, S("destroy"))))
        out->cameo = S("1712");
    /* nobody does it to himself, but for the war of one side on its own */
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->recipients.n; i++)
        if (!same_actor(&out->agents, &out->recipients.v[i]))
            out->recipients.v[kept++] = out->recipients.v[i];
    out->recipients.n = kept;
    return ST_OK;
}
