/* Place records: one for each place of the document, with all its mentions. */
#include "extract/places_resolve.h"

#include "base/map.h"
#include "extract/places_inner.h"
#include "extract/places_told.h"

static Precision precision_of(WorldHit h, Str feature) {
    static const char *const points[] = {"city",     "capital", "site",  "dam",     "crossing",
                                         "camp",     "base",    "pass",  "volcano", "mountain",
                                         "bridge",   "port",    "plant", "airport", "stadium",
                                         "hospital", "prison",  NULL};
    if (h.kind == WORLD_COUNTRY) return PRECISION_COUNTRY;
    for (int i = 0; points[i]; i++)
        if (str_is(feature, points[i])) return PRECISION_POINT;
    return PRECISION_AREA;
}

static Str feature_of(const World *w, WorldHit h) {
    switch (h.kind) {
    case WORLD_COUNTRY: return S("country");
    case WORLD_CAPITAL: return S("capital");
    case WORLD_DIVISION: return S("division");
    case WORLD_COUNTY: return S("county");
    case WORLD_REGION: return world_cell(w, h, "feature");
    default: break;
    }
    Str feature = world_cell(w, h, "feature"); /* a gazetteer of the user's has more than cities */
    return feature.n ? feature : S("city");
}

/* "country/AZE", "region/nagorno-karabakh": an id in the tables that stays when rows move. */
static Str known_of(Extraction *x, const World *w, const Candidate *c) {
    Str name = world_name(w, c->hit);
    switch (c->hit.kind) {
    case WORLD_COUNTRY: return arena_format(x->arena, "country/%.*s", STR_ARG(c->country));
    case WORLD_CITY: return arena_format(x->arena, "city/%u", c->geonames);
    case WORLD_CAPITAL: return arena_format(x->arena, "capital/%.*s", STR_ARG(name));
    case WORLD_COUNTY:
        return arena_format(x->arena, "county/%.*s/%.*s", STR_ARG(c->admin1), STR_ARG(name));
    case WORLD_DIVISION:
    case WORLD_DISTRICT:
        return arena_format(x->arena, "division/%.*s/%.*s", STR_ARG(c->country), STR_ARG(name));
    default: return arena_format(x->arena, "region/%.*s", STR_ARG(name));
    }
}

static StCode describe(Extraction *x, const Names *n, const Resolved *r, Place *p) {
    if (!r->best) {
        if (r->country.n) p->country = r->country;
        return ST_OK;
    }
    const World *w = &n->world;
    const Candidate *c = &r->all.v[r->best - 1];
    Str name = world_name(w, c->hit);
    if (name.n) p->name = name;
    p->known = known_of(x, w, c);
    TRY_MEM(p->known.p, x->err);
    p->country = c->country.n ? c->country : (Str){NULL, 0};
    p->admin1 = c->admin1.n ? c->admin1 : (Str){NULL, 0};
    p->geonames = c->geonames;
    p->lat = c->lat;
    p->lon = c->lon;
    p->located = true;
    p->feature = feature_of(w, c->hit);
    p->precision = precision_of(c->hit, p->feature);
    p->disputed = str_eq(world_cell(w, c->hit, "disputed"), S("y"));
    return ST_OK;
}

static Str identity(Extraction *x, const Name *name, const Resolved *r) {
    if (!r->best) return arena_join(x->arena, S("?"), name->key);
    WorldHit h = r->all.v[r->best - 1].hit;
    return arena_format(x->arena, "%d %u", (int)h.kind, h.row);
}

static StCode add_mention(Extraction *x, Map *seen, const Names *n, const Name *name,
                          const Resolved *r) {
    const Token *t = x->parse.tokens.v;
    Span span = {t[name->first].span.start, t[name->end - 1].span.end};
    Str key = identity(x, name, r);
    TRY_MEM(key.p, x->err);
    uint32_t *ref = map_at(seen, key);
    TRY_MEM(ref, x->err);
    if (!*ref) {
        Place *p = list_push(x->arena, &x->out->places, Place);
        TRY_MEM(p, x->err);
        *ref = x->out->places.n;
        p->head.span = span;
        p->name = str_cut(x->out->doc.text, span);
        TRY(describe(x, n, r, p));
        if (r->best) {
            WorldHit hit = r->all.v[r->best - 1].hit;
            head_made(&p->head, n->world.table[hit.kind], hit.row);
        }
    }
    Span *mention = list_push(x->arena, &x->out->places.v[*ref - 1].mentions, Span);
    TRY_MEM(mention, x->err);
    *mention = span;
    for (uint32_t i = name->first; i < name->end; i++) x->place_at[i] = *ref;
    return ST_OK;
}

StCode extract_places(Extraction *x) {
    Names *names = arena_new(x->arena, Names, 1);
    TRY_MEM(names, x->err);
    TRY(names_find(x, names));
    TRY(places_told(x, names));
    TRY(places_doubt(x, names));
    TRY(places_inner(x, names));
    TRY(places_extend(x, names));
    x->names = names;
    Resolved *resolved;
    TRY(places_resolve(x, names, &resolved));
    Map seen = {.arena = x->arena};
    for (uint32_t i = 0; i < names->list.n; i++)
        if (names->list.v[i].type == NAME_PLACE)
            TRY(add_mention(x, &seen, names, &names->list.v[i], &resolved[i]));
    return ST_OK;
}
