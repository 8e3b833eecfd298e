#include "extract/places_resolve.h"

#include "base/map.h"
#include "extract/clause.h"
#include "extract/places_context.h"

enum {
    SCORE_INSIDE = 1200, /* named inside the country or division that follows it */
    SCORE_OUTSIDE = -800,
    SCORE_HOLDS = 900,   /* stands behind a place as what holds it */
    SCORE_HINT = 600,    /* in the country that the phrase names */
    SCORE_LISTED = 250,  /* a division among others of its country */
    SCORE_AS_HEAD = 600, /* of the kind that its head noun says */
    SCORE_NOT_AS_HEAD = -200,
    SCORE_OVERSHADOWED = -300,
    METROPOLIS = 1000000, /* inhabitants */
    SCORE_NEVER = -1000000,
    SCORE_COUNTRY_VOTE = 80, /* each time the document names the country */
    SCORE_DIVISION_VOTE = 130,
    VOTES_MOST = 6,
    VOTES_OF_SMALL = 3, /* of a small town's country, where a metropolis has the name */
    DATELINE_VOTES = 2,
    SCORE_HOUSES = 320, /* a country's namesake that another place of the document lies in */
    SCORE_NEAR = 60,    /* each other place within NEAR_KM */
    NEAR_KM = 250,
    NEAR_MOST = 5,
    DIVISION_KM = 450, /* a place so near a division's middle may be in it */
    VILLAGE_MOST = 50000,
    KNOWN_TO_ALL = 400000, /* inhabitants: a word beside it does not make another place of it */
    HOME_VOTES = 4,        /* a country that the document is set in is named so often */
    HOME_TIMES = 3         /* and so many times as often as any other */
};

typedef struct Resolver {
    Extraction *x;
    const Names *names;
    const World *w;
    /* votes: by ISO code, by "USA LA", and of each name by "ISO name" */
    Map countries, divisions, own;
    Str home; /* the one country that nearly all evidence is of, or empty */
    Str lead; /* that most evidence is of, or empty */
    Resolved *out;
} Resolver;

/* ---- evidence */

static StCode vote(Map *m, Str key) {
    if (!key.n) return ST_OK;
    uint32_t *at = map_at(m, key);
    if (!at) return ST_NOMEM;
    ++*at;
    return ST_OK;
}

/* A vote that `by` casts for a country: it counts for every other name. */
static StCode vote_country(Resolver *r, Str country, Str by) {
    if (!country.n) return ST_OK;
    Str own = arena_format(r->x->arena, "%.*s %.*s", STR_ARG(country), STR_ARG(by));
    TRY_MEM(own.p && vote(&r->countries, country) == ST_OK && vote(&r->own, own) == ST_OK,
            r->x->err);
    return ST_OK;
}

static Str division_key(Resolver *r, Str country, Str admin1) {
    if (!admin1.n || !country.n) return (Str){NULL, 0};
    return arena_format(r->x->arena, "%.*s %.*s", STR_ARG(country), STR_ARG(admin1));
}

static StCode count_votes(Resolver *r) {
    const Names *n = r->names;
    for (int k = 0; k < DATELINE_VOTES; k++)
        TRY_MEM(vote(&r->countries, n->dateline) == ST_OK, r->x->err);
    for (uint32_t i = 0; i < n->list.n; i++) {
        WorldHit h = n->list.v[i].known;
        if (n->list.v[i].type == NAME_OTHER || !h.row) continue;
        if (h.kind == WORLD_COUNTRY || h.kind == WORLD_CAPITAL)
            TRY(vote_country(r, world_country(r->w, h), n->list.v[i].key));
        if (h.kind == WORLD_DIVISION) {
            Str country = world_country(r->w, h);
            TRY(vote_country(r, country, n->list.v[i].key));
            Str key = division_key(r, country, world_cell(r->w, h, "admin1"));
            TRY_MEM(vote(&r->divisions, key) == ST_OK, r->x->err);
        }
    }
    for (uint32_t i = 0; i < r->x->parse.tokens.n; i++)
        if (n->nouns[i].country.n && !n->name_at[i])
            TRY_MEM(vote(&r->countries, n->nouns[i].country) == ST_OK, r->x->err);
    return ST_OK;
}

/* A town that is the only one of its name tells where the document is. */
static StCode vote_only(Resolver *r, const Name *name, const Candidates *all) {
    if (all->n != 1 || all->v[0].hit.kind < WORLD_CAPITAL) return ST_OK;
    const Candidate *c = &all->v[0];
    TRY(vote_country(r, c->country, name->key));
    TRY_MEM(vote(&r->divisions, division_key(r, c->country, c->admin1)) == ST_OK, r->x->err);
    return ST_OK;
}

/* Sums what the document says of countries, demonyms included. */
typedef struct Tally {
    Str country;
    uint32_t n;
} Tally;
LIST_OF(Tally, Tallies);

static StCode tally(Resolver *r, Map *at, Tallies *all, Str country) {
    if (!country.n) return ST_OK;
    uint32_t *slot = map_at(at, country);
    TRY_MEM(slot, r->x->err);
    if (!*slot) {
        Tally *t = list_push(r->x->arena, all, Tally);
        TRY_MEM(t, r->x->err);
        *t = (Tally){country, map_get(&r->countries, country)};
        *slot = all->n;
    }
    return ST_OK;
}

static StCode find_home(Resolver *r) {
    const Names *n = r->names;
    Map at = {.arena = r->x->arena};
    Tallies all = {0};
    TRY(tally(r, &at, &all, n->dateline));
    for (uint32_t i = 0; i < n->list.n; i++) {
        WorldHit h = n->list.v[i].known;
        if (h.row && h.kind != WORLD_CITY && h.kind != WORLD_DISTRICT)
            TRY(tally(r, &at, &all, world_country(r->w, h)));
    }
    for (uint32_t i = 0; i < r->x->parse.tokens.n; i++)
        if (!n->name_at[i]) TRY(tally(r, &at, &all, n->nouns[i].country));
    uint32_t most = 0, second = 0;
    for (uint32_t i = 0; i < all.n; i++) {
        if (all.v[i].n > most) {
            second = most;
            most = all.v[i].n;
            r->home = all.v[i].country;
        } else if (all.v[i].n > second) {
            second = all.v[i].n;
        }
    }
    r->lead = most > second ? r->home : (Str){NULL, 0};
    if (most < HOME_VOTES || most < HOME_TIMES * second) r->home = (Str){NULL, 0};
    return ST_OK;
}

static uint32_t votes_for(const Map *m, Str key) {
    uint32_t n = key.n ? map_get(m, key) : 0;
    return n < VOTES_MOST ? n : VOTES_MOST;
}

/* Votes for a country by other names than this one. */
static uint32_t country_votes(Resolver *r, Str country, Str by) {
    if (!country.n) return 0;
    Str own = arena_format(r->x->arena, "%.*s %.*s", STR_ARG(country), STR_ARG(by));
    uint32_t all = map_get(&r->countries, country), less = own.p ? map_get(&r->own, own) : 0;
    return all - less < VOTES_MOST ? all - less : VOTES_MOST;
}

static bool lies_in(const Resolver *r, const Candidate *c, Str key) {
    static const WorldKind kinds[] = {WORLD_COUNTRY, WORLD_DIVISION, WORLD_DISTRICT};
    for (int k = 0; k < 3; k++) {
        const Table *t = r->w->table[kinds[k]];
        for (uint32_t row = 0; (row = table_find(t, key, row));) {
            Candidate in = place_candidate(r->w, (WorldHit){kinds[k], row, 1, key});
            if (!str_eq(in.country, c->country)) continue;
            if (kinds[k] == WORLD_COUNTRY) return c->hit.kind != WORLD_COUNTRY;
            if (c->hit.kind == WORLD_COUNTRY || c->hit.kind == WORLD_DIVISION) continue;
            bool coded = in.admin1.n && c->admin1.n;
            if (coded ? str_eq(in.admin1, c->admin1)
                      : place_distance(in.lat, in.lon, c->lat, c->lon) < DIVISION_KM)
                return true;
        }
    }
    return false;
}

static bool is_town(const Candidate *c) {
    return c->hit.kind == WORLD_CITY || c->hit.kind == WORLD_CAPITAL;
}

/* "New York" by itself is the metropolis, not the state around it. */
static bool has_metropolis(const Candidates *all, Str country) {
    for (uint32_t i = 0; i < all->n; i++)
        if (all->v[i].population > METROPOLIS && str_eq(all->v[i].country, country)) return true;
    return false;
}

/* A town of the name of a metropolis or capital elsewhere: that its country is talked of does not
 * make it meant, that places near it are does. */
static bool is_small_beside(const Candidates *all, const Candidate *c) {
    if (c->hit.kind != WORLD_CITY || c->population >= KNOWN_TO_ALL) return false;
    for (uint32_t i = 0; i < all->n; i++) {
        bool great = all->v[i].hit.kind == WORLD_CAPITAL || all->v[i].population > METROPOLIS;
        if (great && is_town(&all->v[i]) && !str_eq(all->v[i].country, c->country)) return true;
    }
    return false;
}

/* Does one of the towns right before it lie in this candidate? Of "Atlanta, Georgia" none lies in
 * the country. Where we know no such town, any may hold it. */
static bool holds_one(const Candidates *towns, const Candidate *c) {
    for (uint32_t i = 0; i < towns->n; i++) {
        const Candidate *t = &towns->v[i];
        if (!str_eq(t->country, c->country) || t->hit.kind == WORLD_COUNTRY) continue;
        if (c->hit.kind == WORLD_COUNTRY) return true;
        bool coded = c->admin1.n && t->admin1.n;
        if (coded ? str_eq(c->admin1, t->admin1)
                  : place_distance(c->lat, c->lon, t->lat, t->lon) < DIVISION_KM)
            return true;
    }
    return towns->n == 0;
}

/* The name beside it in a list, on the left or on the right: "California or Washington". */
static const Name *list_mate(const Resolver *r, uint32_t index, bool right) {
    const NameList *list = &r->names->list;
    if (right ? index + 1 >= list->n : index == 0) return NULL;
    const Name *left = &list->v[right ? index : index - 1], *next = left + 1;
    const Token *t = r->x->parse.tokens.v;
    if (next->first <= left->end || next->first > left->end + 2 ||
        t[next->first].sentence != t[left->first].sentence)
        return NULL;
    for (uint32_t i = left->end; i < next->first; i++)
        if (!str_eq(t[i].norm, S(",")) && t[i].upos != UPOS_CCONJ) return NULL;
    return right ? next : left;
}

/* The country of whose divisions it stands in a list, or empty. */
static Str listed_country(const Resolver *r, uint32_t index) {
    for (int right = 0; right < 2; right++) {
        const Name *mate = list_mate(r, index, right);
        if (!mate || mate->type != NAME_PLACE) continue;
        Str key = place_key(mate);
        if (key.n > TABLE_KEY_MAX || table_find(r->w->table[WORLD_COUNTRY], key, 0) ||
            table_find(r->w->table[WORLD_CAPITAL], key, 0))
            continue;
        uint32_t row = table_find(r->w->table[WORLD_DIVISION], key, 0);
        if (row) return world_country(r->w, (WorldHit){WORLD_DIVISION, row, 1, key});
    }
    return S("");
}

static int32_t head_score(PlaceHead head, const Candidate *c) {
    bool division = c->hit.kind == WORLD_DIVISION || c->hit.kind == WORLD_COUNTY ||
                    c->hit.kind == WORLD_DISTRICT;
    if (head == HEAD_DIVISION) return division ? SCORE_AS_HEAD : is_town(c) ? SCORE_NOT_AS_HEAD : 0;
    bool large = c->hit.kind == WORLD_CITY && c->population > VILLAGE_MOST;
    if (head == HEAD_VILLAGE && (large || c->hit.kind == WORLD_REGION)) return SCORE_NEVER;
    return 0;
}

/* The country that a container lies in, when it can only be one. */
static Str country_of(const Resolver *r, const Name *container) {
    static const WorldKind kinds[] = {WORLD_COUNTRY, WORLD_DIVISION};
    Str found = {NULL, 0}, key = place_key(container);
    for (int k = 0; k < 2; k++) {
        const Table *t = r->w->table[kinds[k]];
        for (uint32_t row = 0; (row = table_find(t, key, row));) {
            Str country = world_country(r->w, (WorldHit){kinds[k], row, 1, key});
            if (found.n && !str_eq(found, country)) return (Str){NULL, 0};
            found = country;
        }
    }
    return found;
}

static bool is_little_known(const Candidate *c) {
    return c->hit.kind == WORLD_DISTRICT ||
           (c->hit.kind == WORLD_CITY && c->population < KNOWN_TO_ALL);
}

/* The country that is said of the name, when all its candidates are towns elsewhere that hardly
 * anybody knows. */
static Str contradiction(const Resolver *r, const Name *in, Str hint, const Candidates *all) {
    Str said = in && place_container_ends(r->x, in) ? country_of(r, in) : (Str){NULL, 0};
    if (!said.n) said = hint;
    for (uint32_t i = 0; said.n && i < all->n; i++)
        if (!is_little_known(&all->v[i]) || str_eq(all->v[i].country, said)) return (Str){NULL, 0};
    return said;
}

/* In a document that is all about one country, a name that only villages elsewhere have is one
 * of ours that no table knows; it is left open where the text speaks of such a country. */
static bool is_stranger(Resolver *r, const Name *name, const Candidates *all) {
    for (uint32_t i = 0; r->home.n && i < all->n; i++) {
        const Candidate *c = &all->v[i];
        if (!is_little_known(c) || str_eq(c->country, r->home)) return false;
        if (country_votes(r, c->country, name->key)) return false;
    }
    return r->home.n && all->n;
}

/* Behind the name, over the quotation mark that ends it and over the rest of a list: "the Escalon and
 * San Benito neighborhoods". */
static uint32_t noun_behind(const Resolver *r, uint32_t index) {
    const Token *t = r->x->parse.tokens.v;
    const Name *mate = list_mate(r, index, true);
    uint32_t i = (mate && mate->type == NAME_PLACE ? mate : &r->names->list.v[index])->end;
    if (i < r->x->parse.tokens.n && t[i].xpos == XPOS_QUOTE_CLOSE) i++;
    bool same = i < r->x->parse.tokens.n && t[i].sentence == t[i - 1].sentence;
    return same ? i : TOKEN_NONE;
}

/* "the Escalon neighborhood", "Alameda Avenue": a piece of a town that the text is set in, and no
 * town far away that nothing else speaks of. */
static bool is_quarter(const Resolver *r, uint32_t index) {
    const Name *name = &r->names->list.v[index];
    const Token *t = r->x->parse.tokens.v;
    uint32_t last = name->end - 1, behind = noun_behind(r, index);
    if (last > name->first && token_in(&t[last], LIST_QUARTER)) return true;
    return behind != TOKEN_NONE && token_in(&t[behind], LIST_QUARTER);
}

/* "the Soma clinic", "San Benito barracks": named after anything, unless it is after a city. */
static bool is_named_after(const Resolver *r, uint32_t index, const Candidates *all) {
    uint32_t behind = noun_behind(r, index);
    if (behind == TOKEN_NONE || !token_in(&r->x->parse.tokens.v[behind], LIST_NAMED_AFTER))
        return false;
    for (uint32_t i = 0; i < all->n; i++)
        if (!is_little_known(&all->v[i])) return false;
    return true;
}

static bool is_strange_quarter(Resolver *r, uint32_t index, const Candidates *all) {
    const Name *name = &r->names->list.v[index];
    if (!r->lead.n || !all->n) return false;
    if (!is_quarter(r, index) && !is_named_after(r, index, all)) return false;
    for (uint32_t i = 0; i < all->n; i++) {
        const Candidate *c = &all->v[i];
        if (str_eq(c->country, r->lead)) return false;
        if (2 * country_votes(r, c->country, name->key) >= country_votes(r, r->lead, name->key))
            return false;
    }
    return true;
}

/* "Shika hospital" where nothing else is of Japan: some other Shika. */
static bool is_lone_namesake(Resolver *r, uint32_t index, const Candidates *all) {
    if (!all->n || !is_named_after(r, index, all)) return false;
    for (uint32_t i = 0; i < all->n; i++)
        if (country_votes(r, all->v[i].country, r->names->list.v[index].key)) return false;
    return true;
}

static StCode score_all(Resolver *r, uint32_t index, Resolved *out) {
    const Name *name = &r->names->list.v[index];
    Candidates *all = &out->all;
    const Name *in = place_container(r->x, r->names, name), *before = index ? name - 1 : NULL;
    bool holds = before && place_container(r->x, r->names, before) == name;
    PlaceHead head = place_head(r->x, r->names, name);
    Str hint = place_hint(r->x, r->names, name), listed = listed_country(r, index);
    out->country = contradiction(r, in, hint, all);
    if (!in && !hint.n && is_stranger(r, name, all)) out->country = r->home;
    if (!out->country.n && is_strange_quarter(r, index, all)) out->country = r->lead;
    bool open = out->country.n || is_lone_namesake(r, index, all);
    bool inside = false;
    for (uint32_t i = 0; in && i < all->n; i++)
        inside = inside || lies_in(r, &all->v[i], place_key(in));
    for (uint32_t i = 0; i < all->n; i++) {
        Candidate *c = &all->v[i];
        if (inside && lies_in(r, c, place_key(in)))
            c->score += SCORE_INSIDE;
        else if (inside && is_town(c))
            c->score += SCORE_OUTSIDE;
        /* "Albany, New York": the state, not the city */
        if (holds && !is_town(c) && c->hit.kind != WORLD_REGION &&
            holds_one(&r->out[index - 1].all, c))
            c->score += SCORE_HOLDS;
        if (c->hit.kind == WORLD_DIVISION && str_eq(c->country, listed)) c->score += SCORE_LISTED;
        if (c->hit.kind == WORLD_DIVISION && !holds && head != HEAD_DIVISION &&
            has_metropolis(all, c->country))
            c->score += SCORE_OVERSHADOWED;
        if (hint.n && c->hit.kind != WORLD_COUNTRY && str_eq(c->country, hint))
            c->score += SCORE_HINT;
        c->score += head_score(head, c);
        if (open) c->score = SCORE_NEVER;
        uint32_t votes = country_votes(r, c->country, name->key);
        if (is_small_beside(all, c) && votes > VOTES_OF_SMALL) votes = VOTES_OF_SMALL;
        c->score += SCORE_COUNTRY_VOTE * (int32_t)votes;
        Str key = division_key(r, c->country, c->admin1);
        c->score += SCORE_DIVISION_VOTE * (int32_t)votes_for(&r->divisions, key);
    }
    return ST_OK;
}

static uint32_t best_of(const Candidates *all) {
    uint32_t best = 0;
    for (uint32_t i = 0; i < all->n; i++)
        if (all->v[i].score > SCORE_NEVER / 2 &&
            (!best || all->v[i].score > all->v[best - 1].score))
            best = i + 1;
    return best;
}

/* How many other names of places stand near a candidate, as they are understood so far. */
static int32_t near_others(const Resolver *r, uint32_t self, const Candidate *c) {
    int32_t near = 0;
    for (uint32_t i = 0; i < r->names->list.n && near < NEAR_MOST; i++) {
        const Resolved *o = &r->out[i];
        if (!o->best || str_eq(r->names->list.v[i].key, r->names->list.v[self].key)) continue;
        const Candidate *b = &o->all.v[o->best - 1];
        if (b->hit.kind == WORLD_COUNTRY || b->hit.kind == WORLD_REGION) continue;
        if (place_distance(b->lat, b->lon, c->lat, c->lon) <= NEAR_KM) near++;
    }
    return near;
}

/* Does another place of the document, as it is understood so far, lie in this division? */
static bool houses_one(const Resolver *r, uint32_t self, const Candidate *c) {
    for (uint32_t i = 0; i < r->names->list.n; i++) {
        const Resolved *o = &r->out[i];
        if (!o->best || str_eq(r->names->list.v[i].key, r->names->list.v[self].key)) continue;
        const Candidate *b = &o->all.v[o->best - 1];
        bool inner = is_town(b) || b->hit.kind == WORLD_COUNTY || b->hit.kind == WORLD_DISTRICT;
        if (inner && b->admin1.n && str_eq(b->admin1, c->admin1) && str_eq(b->country, c->country))
            return true;
    }
    return false;
}

static void rescore(const Resolver *r, uint32_t self, Candidate *c) {
    c->score += SCORE_NEAR * near_others(r, self, c);
    /* the best of all come first: "Georgia" is a country, and a state around Atlanta */
    bool namesake = r->out[self].all.v[0].hit.kind == WORLD_COUNTRY;
    if (namesake && c->hit.kind == WORLD_DIVISION && houses_one(r, self, c))
        c->score += SCORE_HOUSES;
}

/* One sense per document: what the first mention of a name means the others mean, but for those
 * that say themselves what they are in. */
static StCode settle(Resolver *r) {
    Map first = {.arena = r->x->arena};
    for (uint32_t i = 0; i < r->names->list.n; i++) {
        Resolved *here = &r->out[i];
        if (!here->all.n) continue;
        uint32_t before = map_get(&first, r->names->list.v[i].key);
        if (before && !place_container(r->x, r->names, &r->names->list.v[i])) {
            *here = r->out[before - 1];
            continue;
        }
        if (here->all.n > 1)
            for (uint32_t k = 0; k < here->all.n; k++) rescore(r, i, &here->all.v[k]);
        here->best = best_of(&here->all);
        map_set(&first, r->names->list.v[i].key, i + 1);
    }
    return first.failed ? ST_NOMEM : ST_OK;
}

StCode places_resolve(Extraction *x, const Names *names, Resolved **out) {
    Resolver r = {.x = x,
                  .names = names,
                  .w = &names->world,
                  .countries = {.arena = x->arena},
                  .divisions = {.arena = x->arena},
                  .own = {.arena = x->arena}};
    r.out = arena_new(x->arena, Resolved, names->list.n);
    TRY_MEM(r.out, x->err);
    TRY(count_votes(&r));
    for (uint32_t i = 0; i < names->list.n; i++) {
        if (names->list.v[i].type != NAME_PLACE) continue;
        TRY(place_candidates(x, names, r.w, &names->list.v[i], &r.out[i].all));
        TRY(vote_only(&r, &names->list.v[i], &r.out[i].all));
    }
    TRY(find_home(&r));
    for (uint32_t i = 0; i < names->list.n; i++) {
        if (names->list.v[i].type != NAME_PLACE) continue;
        TRY(score_all(&r, i, &r.out[i]));
        r.out[i].best = best_of(&r.out[i].all);
    }
    TRY_MEM(settle(&r) == ST_OK, x->err);
    *out = r.out;
    return ST_OK;
}
