#include "extract/event_making.h"

/* ISO country that a word names as a country or as its adjective, {NULL,0} otherwise. */
static Str country_named_at(const EventMaking *m, uint32_t token) {
    const Place *p = records_place(m->x->out, m->x->place_at[token]);
    if (p) return p->precision == PRECISION_COUNTRY ? p->country : (Str){NULL, 0};
    if (!m->demonyms) return (Str){NULL, 0};
    TokenRange s = clause_sentence(m->p, token);
    Str words[TABLE_PHRASE_MAX];
    uint32_t n = 0;
    for (uint32_t i = token; i < s.end && n < TABLE_PHRASE_MAX; i++)
        words[n++] = m->p->tokens.v[i].norm;
    Phrase found = table_match(m->demonyms, words, n);
    if (!found.row) return (Str){NULL, 0};
    Str country = table_cell(m->demonyms, found.row - 1, m->demonym_country);
    return country.n == 3 ? country : (Str){NULL, 0};
}

Str event_country_name(const EventMaking *m, Str country) {
    const Table *t = tables_get(m->x->tables, "world/country_codes");
    char lower[3];
    if (country.n != sizeof lower) return country;
    for (size_t i = 0; i < sizeof lower; i++) lower[i] = (char)(country.p[i] | 0x20);
    uint32_t row = t ? table_find(t, (Str){lower, sizeof lower}, 0) : 0;
    Str name = row ? table_cell(t, row - 1, table_column(t, "name")) : (Str){NULL, 0};
    return name.n ? name : country;
}

/* ISO country of the word, and the document's actor of that kind for it. */
static StCode actor_make(EventMaking *m, ActorKind kind, Str country, Str name, Span span,
                         Ref *out) {
    Records *r = m->x->out;
    Actor *a = list_push(m->x->arena, &r->actors, Actor);
    TRY_MEM(a, m->x->err);
    *a = (Actor){.head = {{NULL, 0}, span}, .name = name, .kind = kind, .country = country};
    Mention *mention = list_push(m->x->arena, &a->mentions, Mention);
    TRY_MEM(mention, m->x->err);
    *mention = (Mention){span, kind == ACTOR_STATE ? HOW_METONYM : HOW_NOMINAL};
    *out = r->actors.n;
    return ST_OK;
}

StCode event_people_at(EventMaking *m, uint32_t token, Span phrase, Ref *out) {
    *out = 0;
    Str country = country_named_at(m, token);
    if (!country.n) return ST_OK;
    const Records *r = m->x->out;
    for (uint32_t i = r->actors.n; i > 0 && !*out; i--) {
        Span at = r->actors.v[i - 1].head.span;
        if (at.start == phrase.start && at.end == phrase.end) *out = i;
    }
    if (*out) return ST_OK;
    return actor_make(m, ACTOR_POPULATION, country, document_cut(&r->doc, phrase), phrase, out);
}

StCode event_person_at(EventMaking *m, uint32_t head, Span phrase, Ref *out) {
    const Token *t = &m->p->tokens.v[head];
    bool noun = t->xpos == XPOS_NN || t->xpos == XPOS_NNS || t->xpos == XPOS_NNP;
    *out = 0;
    if (!noun || !event_is_actor(m, head)) return ST_OK;
    /* bodies that the actor tables know, they have made themselves */
    const Table *bodies = tables_get(m->x->tables, "en/bodies");
    if (bodies && table_find(bodies, t->lemma, 0)) return ST_OK;
    ActorKind kind = t->xpos == XPOS_NNS ? ACTOR_POPULATION : ACTOR_PERSON;
    return actor_make(m, kind, (Str){NULL, 0}, document_cut(&m->x->out->doc, phrase), phrase, out);
}

StCode event_states_open(EventMaking *m) {
    const Records *r = m->x->out;
    m->states = m->peoples = m->named = (Map){.arena = m->x->arena};
    for (uint32_t i = 0; i < r->actors.n; i++) {
        const Actor *a = &r->actors.v[i];
        uint32_t *at =
            a->kind == ACTOR_STATE && a->country.n ? map_at(&m->states, a->country) : NULL;
        if (at && !*at) *at = i + 1;
    }
    for (uint32_t i = 0; i < r->places.n; i++) {
        const Place *p = &r->places.v[i];
        uint32_t *at = p->mentions.n && p->country.n ? map_at(&m->named, p->country) : NULL;
        if (at && !*at) *at = i + 1;
    }
    TRY_MEM(!m->states.failed && !m->named.failed, m->x->err);
    return ST_OK;
}

StCode event_state_of(EventMaking *m, Str country, Span span, Ref *out) {
    Records *r = m->x->out;
    uint32_t *at = map_at(&m->states, country);
    TRY_MEM(at, m->x->err);
    if (*at) {
        *out = *at;
        return ST_OK;
    }
    TRY(actor_make(m, ACTOR_STATE, country, event_country_name(m, country), span, out));
    Actor *a = &r->actors.v[*out - 1];
    a->known = arena_join(m->x->arena, S("state/"), country);
    Str *sector = list_push(m->x->arena, &a->sectors, Str);
    map_set(&m->states, country, *out);
    TRY_MEM(a->known.p && sector && !m->states.failed, m->x->err);
    *sector = S("GOV");
    return ST_OK;
}

StCode event_state_at(EventMaking *m, uint32_t token, Ref *out) {
    *out = 0;
    Str country = country_named_at(m, token);
    return country.n ? event_state_of(m, country, m->p->tokens.v[token].span, out) : ST_OK;
}

/* ---- "this capital", "the Oreski capital", "the city" */

static bool is_town(const Place *p) {
    return str_eq(p->feature, S("capital")) || str_eq(p->feature, S("city"));
}

/* The capital among the document's places that lies in a country. */
static Ref capital_of(const Records *r, Str country) {
    for (uint32_t i = 0; i < r->places.n; i++)
        if (str_eq(r->places.v[i].feature, S("capital")) && str_eq(r->places.v[i].country, country))
            return i + 1;
    return 0;
}

/* The town of the dateline, which is the first place of all. */
Ref event_dateline_town(const EventMaking *m) {
    const Records *r = m->x->out;
    if (!r->places.n || !r->places.v[0].mentions.n || !is_town(&r->places.v[0])) return 0;
    uint32_t token = clause_token_from(m->p, r->places.v[0].head.span.start);
    bool there = m->p->sentences.v[m->p->tokens.v[token].sentence].block == BLOCK_DATELINE;
    return there ? 1 : 0;
}

/* The town that was named last, not long before. */
static Ref town_before(const EventMaking *m, uint32_t token) {
    const Token *t = m->p->tokens.v;
    for (uint32_t i = token; i > 0; i--) {
        if (t[token].sentence - t[i - 1].sentence > EVENT_POINTED_SENTENCES) return 0;
        const Place *p = records_place(m->x->out, m->x->place_at[i - 1]);
        if (p && is_town(p)) return m->x->place_at[i - 1];
    }
    return 0;
}

Ref event_place_meant(const EventMaking *m, TokenRange chunk, uint32_t head) {
    const Token *t = m->p->tokens.v;
    Str first = t[chunk.first].norm;
    bool here = str_eq(first, S("this")), definite = here || str_eq(first, S("the"));
    if (!definite) return 0;
    Ref dateline = event_dateline_town(m);
    if (here) return dateline;
    for (uint32_t i = chunk.first + 1; i < head; i++) {
        Str country = country_named_at(m, i);
        if (country.n)
            return str_eq(t[head].norm, S("capital")) ? capital_of(m->x->out, country) : 0;
    }
    if (str_eq(t[head].norm, S("capital"))) {
        const Place *p = records_place(m->x->out, dateline ? dateline : town_before(m, head));
        return p ? capital_of(m->x->out, p->country) : 0;
    }
    return str_eq(t[head].norm, S("city")) && chunk.first + 1 == head ? town_before(m, head) : 0;
}
