/* Actor records: one for each person, body, state, group or people that the document speaks of. */
#include "extract/cast.h"
#include "extract/issuer.h"

Actor *cast_get(const Cast *c, Ref ref) {
    return records_actor(c->x->out, ref);
}

Str cast_text(const Cast *c, uint32_t first, uint32_t end) {
    return str_cut(c->x->out->doc.text, (Span){c->t[first].span.start, c->t[end - 1].span.end});
}

StCode cast_actor(Cast *c, Str key, uint32_t first, uint32_t end, Ref *ref, bool *made) {
    TRY_MEM(key.p, c->x->err);
    uint32_t *at = map_at(&c->by_key, key);
    TRY_MEM(at, c->x->err);
    *made = *at == 0;
    if (*made) {
        Actor *a = list_push(c->x->arena, &c->x->out->actors, Actor);
        TRY_MEM(a, c->x->err);
        *at = c->x->out->actors.n;
        a->head.span = (Span){c->t[first].span.start, c->t[end - 1].span.end};
    }
    *ref = *at;
    return ST_OK;
}

StCode cast_mention(Cast *c, Ref ref, uint32_t first, uint32_t end, MentionHow how) {
    Actor *a = cast_get(c, ref);
    Mention *m = list_push(c->x->arena, &a->mentions, Mention);
    TRY_MEM(m, c->x->err);
    *m = (Mention){{c->t[first].span.start, c->t[end - 1].span.end}, how};
    for (uint32_t i = first; i < end; i++)
        if (!c->x->actor_at[i] || how != HOW_METONYM) c->x->actor_at[i] = ref;
    return ST_OK;
}

StCode cast_sectors(Cast *c, Ref ref, Strs sectors) {
    Actor *a = cast_get(c, ref);
    for (uint32_t i = 0; i < sectors.n; i++) {
        bool have = false;
        for (uint32_t k = 0; k < a->sectors.n; k++)
            have = have || str_eq(a->sectors.v[k], sectors.v[i]);
        if (have) continue;
        Str *s = list_push(c->x->arena, &a->sectors, Str);
        TRY_MEM(s, c->x->err);
        *s = sectors.v[i];
    }
    return ST_OK;
}

/* The country that begins a body's name: "Kenya Anti-Corruption Commission". */
static Str name_country(const Cast *c, uint32_t at) {
    uint32_t name = c->names->name_at[at];
    const Name *n = name ? &c->names->list.v[name - 1] : NULL;
    if (!n || n->first != at || n->type != NAME_ORGANISATION || n->known.row) return (Str){NULL, 0};
    return world_country(c->w, world_match(c->w, WORLD_COUNTRY, at, n->end));
}

/* The country of at least FOREMOST per cent of all that is named, ties go to the one named first;
 * but that of the dateline, where officials without a country are at home, needs only AT_HOME. */
enum { FOREMOST = 50, AT_HOME = 35, OTHER_REACH = 2 };

/* What stands at a token speaks for a country, as a place of something if that is asked. */
static Str country_told(const Cast *c, uint32_t i, bool locations) {
    const Place *p = records_place(c->x->out, c->x->place_at[i]);
    uint32_t name = c->names->name_at[i];
    if (locations && (!p || !name || !cast_is_location(c, &c->names->list.v[name - 1])))
        return (Str){NULL, 0};
    Str country = p ? p->country : c->names->nouns[i].country;
    return country.n ? country : name_country(c, i);
}

/* Far behind the lead, a town or district that alone speaks for its country: as likely a namesake that
 * no table knows, and nobody in the report is of there. "Transferred to Boqueron" makes no minister
 * Paraguay's. */
enum { LEAD_SENTENCES = 3 };

static bool is_stray(const Cast *c, const Place *p, uint32_t at) {
    return p && p->precision != PRECISION_COUNTRY && !str_is(p->feature, "capital") &&
           c->t[at].sentence >= LEAD_SENTENCES && map_get(&c->told, p->country) < 2;
}

/* Whether a token begins what speaks for a country; *country is empty where it is not ours to say. */
static bool speaks_for(const Cast *c, uint32_t i, bool locations, Str *country) {
    const Place *p = records_place(c->x->out, c->x->place_at[i]);
    *country = (Str){NULL, 0};
    if (p && i && c->x->place_at[i - 1] == c->x->place_at[i]) return false;
    if (p && p->disputed) return true;
    *country = country_told(c, i, locations);
    return country->n;
}

static StCode count_countries(Cast *c) {
    Str country = c->names->dateline;
    for (uint32_t i = 0; i <= c->x->parse.tokens.n; i++) {
        if (country.n) {
            uint32_t *n = map_at(&c->told, country);
            TRY_MEM(n, c->x->err);
            ++*n;
        }
        if (i < c->x->parse.tokens.n) speaks_for(c, i, false, &country);
    }
    return ST_OK;
}

static StCode find_country(Cast *c) {
    Map votes = {.arena = c->x->arena};
    uint32_t most = 0, all = 0;
    TRY(count_countries(c));
    for (uint32_t i = 0; i < c->x->parse.tokens.n; i++) {
        Str country;
        if (!speaks_for(c, i, c->names->elsewhere, &country)) continue;
        if (is_stray(c, records_place(c->x->out, c->x->place_at[i]), i)) continue;
        all++;
        if (!country.n) continue;
        uint32_t *n = map_at(&votes, country);
        TRY_MEM(n, c->x->err);
        if (++*n > most) {
            most = *n;
            c->country = country;
        }
    }
    uint32_t here = c->names->dateline.n ? map_get(&votes, c->names->dateline) : 0;
    if (most * 100 < all * FOREMOST || (here && here * 100 >= all * AT_HOME))
        c->country = c->names->dateline;
    return ST_OK;
}

/* "the South Oreski leader": the adjective is of somebody else's title or body. */
static bool is_of_another(const Cast *c, uint32_t i, uint32_t at) {
    for (uint32_t k = i + 1; k <= i + OTHER_REACH && k < c->x->parse.tokens.n; k++) {
        WorldHit hit = c->names->nouns[k].hit;
        if (c->t[k].sentence != c->t[i].sentence) return false;
        if (hit.row && hit.kind != WORLD_POPULATION) return k != at;
    }
    return false;
}

Str cast_sentence_country(const Cast *c, uint32_t at, bool locations) {
    const Sentence *s = &c->x->parse.sentences.v[c->t[at].sentence];
    Str found = {NULL, 0};
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        const Place *p = records_place(c->x->out, c->x->place_at[i]);
        if (locations) {
            uint32_t name = c->names->name_at[i];
            if (!p || !name || !cast_is_location(c, &c->names->list.v[name - 1])) continue;
        }
        if (p && (p->disputed || is_stray(c, p, i))) continue;
        Str country = p ? p->country : c->names->nouns[i].country;
        if (!country.n && !locations) country = name_country(c, i);
        if (!country.n || (!p && is_of_another(c, i, at))) continue;
        if (found.n && !str_eq(found, country)) return (Str){NULL, 0};
        found = country;
    }
    return found;
}

Str cast_country(const Cast *c, uint32_t at) {
    Str country = cast_sentence_country(c, at, false);
    return country.n ? country : c->country;
}

static StCode scan(Cast *c) {
    uint32_t n = c->x->parse.tokens.n;
    for (uint32_t i = 0; i < n;) {
        uint32_t name = c->names->name_at[i];
        uint32_t next = i + 1;
        if (!c->x->parse.sentences.v[c->t[i].sentence].coded) {
            i++;
            continue;
        }
        if (name) {
            TRY(actors_name(c, name - 1));
            next = c->names->list.v[name - 1].end;
        } else if (c->names->nouns[i].hit.row || c->names->nouns[i].people.row) {
            TRY(actors_nominal(c, i, &next));
        }
        i = next > i ? next : i + 1;
    }
    return ST_OK;
}

/* Mentions in text order: a title before a name is found after what stands between them. */
static void sort_mentions(Mentions *m) {
    for (uint32_t i = 1; i < m->n; i++) {
        Mention one = m->v[i];
        uint32_t k = i;
        for (; k && m->v[k - 1].span.start > one.span.start; k--) m->v[k] = m->v[k - 1];
        m->v[k] = one;
    }
}

/* Actors that lost all their mentions to another are dropped, and the refs closed up. */
static StCode drop_empty(Extraction *x) {
    Actors *all = &x->out->actors;
    Ref *moved = arena_new(x->arena, Ref, all->n + 1);
    TRY_MEM(moved, x->err);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < all->n; i++) {
        if (!all->v[i].mentions.n) continue;
        all->v[kept++] = all->v[i];
        moved[i + 1] = kept;
    }
    all->n = kept;
    for (uint32_t i = 0; i < kept; i++) all->v[i].represents = moved[all->v[i].represents];
    for (uint32_t i = 0; i < x->parse.tokens.n; i++) x->actor_at[i] = moved[x->actor_at[i]];
    return ST_OK;
}

/* "SRI LANKA NAVY / Media Division": the one country that the name of who issues a paper tells. */
static Str country_of_issuer(const Cast *c, TokenRange name) {
    Str found = {NULL, 0};
    for (uint32_t i = name.first; i < name.end; i++) {
        Str country = country_told(c, i, false);
        if (!country.n)
            country = world_country(c->w, world_match(c->w, WORLD_COUNTRY, i, name.end));
        if (!country.n) continue;
        if (found.n && !str_eq(found, country)) return (Str){NULL, 0};
        found = country;
    }
    return found;
}

/* "Pontoil AD / MEDIA RELEASE": who issues a paper is a body, known or not. */
static StCode make_issuer(Cast *c) {
    TokenRange name = issuer_unnamed(c->x);
    if (name.first >= name.end) return ST_OK;
    Str text = cast_text(c, name.first, name.end), country = country_of_issuer(c, name);
    WorldHit body = c->names->nouns[name.end - 1].hit;
    Ref ref = 0;
    bool made = false;
    TRY(cast_actor(c, text, name.first, name.end, &ref, &made));
    if (made) {
        Actor *a = cast_get(c, ref);
        a->name = text;
        a->kind = ACTOR_ORGANISATION;
        a->country = country;
    }
    Strs sectors = {NULL, 0};
    if (made && body.row && body.kind == WORLD_BODY) {
        TRY(world_sectors(c->w, body, &sectors));
        TRY(cast_sectors(c, ref, sectors));
    }
    return cast_mention(c, ref, name.first, name.end, HOW_NAME);
}

/* A body's own paper speaks of its own country unless it says another. */
static void prefer_issuers_country(Cast *c) {
    Str country = country_of_issuer(c, issuer_unnamed(c->x));
    if (country.n) c->country = country;
}

StCode extract_actors(Extraction *x) {
    Cast c = {.x = x,
              .names = x->names,
              .w = &x->names->world,
              .t = x->parse.tokens.v,
              .told = {.arena = x->arena},
              .by_key = {.arena = x->arena},
              .last_head = {.arena = x->arena},
              .last_people = {.arena = x->arena}};
    c.last_body = arena_new(x->arena, Ref, table_rows(c.w->table[WORLD_BODY]) + 1);
    TRY_MEM(c.last_body, x->err);
    TRY(find_country(&c));
    prefer_issuers_country(&c);
    TRY(scan(&c));
    TRY(make_issuer(&c));
    TRY(actors_appositions(&c));
    actors_only_rebels(&c);
    TRY(actors_pronouns(&c));
    TRY(drop_empty(x));
    TRY_MEM(!c.by_key.failed && !c.last_head.failed && !c.last_people.failed, x->err);
    for (uint32_t i = 0; i < x->out->actors.n; i++) sort_mentions(&x->out->actors.v[i].mentions);
    return ST_OK;
}
