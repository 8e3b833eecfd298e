/* Events of a document into happenings: "A bomb went off in Oresk. Four people were killed. The
 * blast …" is one. Neighbours of one family whose places and days do not exclude each other join;
 * "the blast" goes back further. What a happening's events leave open of its place, the others say;
 * what all leave open is put into the country that the document is about, where it is about one.
 */
#include "extract/event_making.h"

#include "extract/names.h"

enum {
    OPEN_MAX = 8,          /* happenings that a new event may belong to */
    NEAR_SENTENCES = 2,    /* "Four people were killed." */
    MAIN_PERCENT = 60,     /* of what names a country, for the document to be about it */
    DATELINE_PERCENT = 25, /* that of the dateline needs less */
    MAIN_LEAST = 4
};

typedef enum Family { FAMILY_NONE, FAMILY_EFFECT, FAMILY_ATTACK, FAMILY_DISASTER } Family;

typedef struct Happening {
    Family family;
    uint32_t last; /* sentence */
    Ref place;
    Day day;
    Str mode, cameo;
    bool background;
    bool particular;
    bool told; /* by a word that does not only point back */
} Happening;
LIST_OF(Happening, Happenings);

static Family family_of(const Event *e) {
    if (e->polarity != POLARITY_POSITIVE ||
        (e->modality != MODALITY_ACTUAL && e->modality != MODALITY_POSSIBLE))
        return FAMILY_NONE;
    switch (e->class) {
    case CLASS_ASSAULT: return FAMILY_ATTACK;
    case CLASS_COERCE:
        return str_eq(e->mode, S("arson")) || str_eq(e->mode, S("robbery")) ||
                       str_eq(e->mode, S("seize"))
                   ? FAMILY_ATTACK
                   : FAMILY_NONE;
    case CLASS_DISASTER: return FAMILY_DISASTER;
    case CLASS_CASUALTY:
    case CLASS_NEED: return FAMILY_EFFECT;
    default: return FAMILY_NONE;
    }
}

/* Deeds have a place; words have only what is said of them. */
static bool takes_place(const Event *e) {
    if (family_of(e)) return true;
    return e->class == CLASS_PROTEST || e->class == CLASS_COERCE || e->class == CLASS_DISPLACE ||
           e->class == CLASS_ACCESS;
}

/* ---- what the words say */

/* "the blast", "this attack": told of before. */
bool event_is_pointed(const EventMaking *m, uint32_t token) {
    if (!token_is_noun(&m->p->tokens.v[token])) return false;
    const Token *first = &m->p->tokens.v[clause_noun_chunk(m->p, token).first];
    return token_in(first, LIST_POINTING);
}

/* "another attack", "Meanwhile, …", "In a separate incident": not what was told before. */
static bool tells_other(const EventMaking *m, uint32_t token) {
    enum { OPENING = 4 };
    const Token *t = m->p->tokens.v;
    TokenRange s = clause_sentence(m->p, token);
    for (uint32_t i = s.first; i < s.end && i < s.first + OPENING; i++)
        if (token_in(&t[i], LIST_OTHER_HAPPENING)) return true;
    /* "4. At dawn …": an item of a list */
    if (s.first + 1 < s.end && (t[s.first].xpos == XPOS_CD || t[s.first].xpos == XPOS_LS) &&
        token_is_punct(&t[s.first + 1]))
        return true;
    TokenRange c = clause_noun_chunk(m->p, token);
    for (uint32_t i = c.first; token_is_noun(&t[token]) && i < token && i < c.end; i++)
        if (token_in(&t[i], LIST_OTHER_HAPPENING)) return true;
    return false;
}

/* ---- joining */

/* A street or a shop that no table knows may be in any town of its country. */
static bool may_lie_in(const Place *inner, const Place *outer) {
    bool country = !inner->country.n || str_eq(inner->country, outer->country);
    return inner->precision == PRECISION_UNRESOLVED && outer->precision != PRECISION_UNRESOLVED &&
           country;
}

static bool places_meet(const EventMaking *m, Ref a, Ref b) {
    if (!a || !b || a == b) return true;
    const Place *x = records_place(m->x->out, a), *y = records_place(m->x->out, b);
    if (event_landmark_of(m, a) || event_landmark_of(m, b)) return true;
    return event_place_in(m, x, y) || event_place_in(m, y, x) || may_lie_in(x, y) ||
           may_lie_in(y, x);
}

static Day exact_day(const Event *e) {
    return e->time && e->time->precision == WHEN_DAY ? e->time->days.from : 0;
}

static bool modes_meet(Str a, Str b) {
    return !a.n || !b.n || str_eq(a, b);
}

static bool may_join(const EventMaking *m, const Happening *h, const Event *e, uint32_t token) {
    Family family = family_of(e);
    uint32_t sentence = m->p->tokens.v[token].sentence, gap = sentence - h->last;
    Day day = exact_day(e);
    if (h->family != family && h->family != FAMILY_EFFECT && family != FAMILY_EFFECT) return false;
    if (h->background != e->background) return false;
    if (day && h->day && day != h->day) return false;
    if (!places_meet(m, h->place, e->place)) return false;
    if (gap == 0) return true;
    if (e->background || tells_other(m, token)) return false; /* history jumps about */
    if (gap <= NEAR_SENTENCES) return true;
    return gap <= EVENT_POINTED_SENTENCES && event_is_pointed(m, token) &&
           modes_meet(h->mode, e->mode);
}

/* What an attack was made with; of a happening told by several words it is true of all. */
static bool is_weapon_mode(Str mode) {
    static const char *const words[] = {"explosives", "suicide-attack", "heavy-weapons", "drone"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(mode, str_of(words[i]))) return true;
    return false;
}

/* "A shoot-out", "the fighting": by more than what one of the sides had. */
static bool is_combat(const EventMaking *m, uint32_t token) {
    return token_lemma_in(&m->p->tokens.v[token], LIST_COMBAT);
}

/* "seized rifles and explosives": what was found, and nothing was done with it. */
static bool is_found(const EventMaking *m, uint32_t token) {
    uint32_t verb = clause_verb_of(m->p, token);
    const EventWord *w = verb == TOKEN_NONE ? NULL : event_word_at(m, verb);
    int class =
        w && w->event ? WORD_FIND(CLASS, table_cell(m->events, w->event - 1, m->col.class)) : -1;
    return class == CLASS_COERCE || class == CLASS_FINDING;
}

/* "A car filled with dynamite was used in the attack": what the sentence names without a deed. */
static void weapon_nearby(const EventMaking *m, Happening *h, uint32_t token) {
    TokenRange s = clause_sentence(m->p, token);
    if (!m->weapons || is_weapon_mode(h->mode) || is_combat(m, token)) return;
    for (uint32_t i = s.first; i < s.end; i++) {
        uint32_t row = token_is_noun(&m->p->tokens.v[i])
                           ? table_find(m->weapons, m->p->tokens.v[i].lemma, 0)
                           : 0;
        Str mode = row ? table_cell(m->weapons, row - 1, m->weapon_mode) : (Str){NULL, 0};
        if (!str_eq(mode, S("explosives")) || str_eq(m->p->tokens.v[i].lemma, S("device")) ||
            is_found(m, i))
            continue;
        h->mode = mode;
        h->cameo = table_cell(m->weapons, row - 1, m->weapon_cameo);
        return;
    }
}

/* The finer of two places told for one happening; a village that nobody knows lies in the country
 * that is told with it. */
static Ref finer_place(const EventMaking *m, Ref now, Ref other) {
    if (!event_place_finer(m, other, now)) return now;
    const Place *before = records_place(m->x->out, now);
    Place *p = records_place(m->x->out, other);
    if (before && !p->country.n && p->precision == PRECISION_UNRESOLVED)
        p->country = before->country;
    return other;
}

static void take(const EventMaking *m, Happening *h, const Event *e, uint32_t token) {
    if (h->family == FAMILY_NONE || h->family == FAMILY_EFFECT) h->family = family_of(e);
    h->last = m->p->tokens.v[token].sentence;
    h->background = e->background;
    if (!h->day) h->day = exact_day(e);
    if (!is_weapon_mode(h->mode) && e->mode.n) {
        h->mode = e->mode;
        h->cameo = e->cameo;
    }
    h->place = finer_place(m, h->place, e->place);
}

/* "The crime": a word that tells of an attack only by pointing back to one. */
static bool is_reference(const EventMaking *m, uint32_t event) {
    const EventWord *w = event_word_at(m, m->triggers.v[event] - 1);
    return w && w->event &&
           str_find(table_cell(m->events, w->event - 1, m->col.needs), S("back=")) != SIZE_MAX;
}

/* Each event's happening, counted from 1; 0 none. */
static StCode join_events(EventMaking *m, Happenings *all, uint32_t *of) {
    const Events *events = &m->x->out->events;
    for (uint32_t i = 0; i < events->n; i++) {
        const Event *e = &events->v[i];
        uint32_t token = m->triggers.v[i] - 1;
        if (!family_of(e)) continue;
        uint32_t oldest = all->n > OPEN_MAX ? all->n - OPEN_MAX : 0;
        for (uint32_t k = all->n; k > oldest && !of[i]; k--)
            if (may_join(m, &all->v[k - 1], e, token)) of[i] = k;
        if (!of[i]) {
            Happening *h = list_push(m->x->arena, all, Happening);
            TRY_MEM(h, m->x->err);
            of[i] = all->n;
        }
        take(m, &all->v[of[i] - 1], e, token);
        all->v[of[i] - 1].particular |= event_is_particular(m, i);
        all->v[of[i] - 1].told |= !is_reference(m, i);
        if (e->class == CLASS_ASSAULT && !e->mode.n) weapon_nearby(m, &all->v[of[i] - 1], token);
    }
    return ST_OK;
}

/* ---- the country that the document is about */

typedef struct CountryCount {
    Str country;
    uint32_t n;
} CountryCount;
LIST_OF(CountryCount, CountryCounts);

static StCode count_country(EventMaking *m, CountryCounts *all, Map *at, Str country, uint32_t n) {
    if (!country.n || !n) return ST_OK;
    uint32_t *slot = map_at(at, country);
    TRY_MEM(slot, m->x->err);
    if (!*slot) {
        CountryCount *c = list_push(m->x->arena, all, CountryCount);
        TRY_MEM(c, m->x->err);
        *c = (CountryCount){country, 0};
        *slot = all->n;
    }
    all->v[*slot - 1].n += n;
    return ST_OK;
}

static uint32_t named_mentions(const Actor *a) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->mentions.n; i++) n += a->mentions.v[i].how == HOW_NAME;
    return a->kind == ACTOR_POPULATION ? 0 : n;
}

static bool has_place_in(const Records *r, Str country) {
    for (uint32_t i = 0; i < r->places.n; i++)
        if (r->places.v[i].precision != PRECISION_COUNTRY &&
            str_eq(r->places.v[i].country, country))
            return true;
    return false;
}

/* None where the text names a place that several claim: whose it is, is not for us to say. */
static StCode main_country(EventMaking *m, Str *out) {
    const Records *r = m->x->out;
    CountryCounts all = {0};
    Map at = {.arena = m->x->arena};
    uint32_t total = 0;
    *out = (Str){NULL, 0};
    for (uint32_t i = 0; i < r->places.n; i++)
        if (r->places.v[i].disputed) return ST_OK;
    for (uint32_t i = 0; i < r->places.n; i++)
        TRY(count_country(m, &all, &at, r->places.v[i].country, 2 * r->places.v[i].mentions.n));
    /* that of people and bodies without a name is often a guess from the others */
    for (uint32_t i = 0; i < r->actors.n; i++)
        TRY(count_country(m, &all, &at, r->actors.v[i].country, named_mentions(&r->actors.v[i])));
    uint32_t most = 0, here = 0;
    Str dateline = m->x->names ? m->x->names->dateline : *out;
    for (uint32_t i = 0; i < all.n; i++) {
        total += all.v[i].n;
        if (dateline.n && str_eq(all.v[i].country, dateline)) here = all.v[i].n;
        if (all.v[i].n <= most) continue;
        most = all.v[i].n;
        *out = all.v[i].country;
    }
    bool inside = has_place_in(r, *out);
    if (all.n == 1 && inside) return ST_OK; /* no other is named */
    if (m->x->names && m->x->names->elsewhere && !inside) most = 0;
    if (most >= MAIN_LEAST && most * 100 >= total * MAIN_PERCENT) return ST_OK;
    bool there = dateline.n && here * 100 >= total * DATELINE_PERCENT;
    *out = there ? dateline : (Str){NULL, 0};
    return ST_OK;
}

/* The span that first tells of a country: of a place in it, else of somebody from it. */
static Span evidence_of(const Records *r, Str country) {
    for (uint32_t i = 0; i < r->places.n; i++)
        if (str_eq(r->places.v[i].country, country)) return r->places.v[i].head.span;
    for (uint32_t i = 0; i < r->actors.n; i++)
        if (str_eq(r->actors.v[i].country, country)) return r->actors.v[i].head.span;
    return (Span){0, 0};
}

/* The document's record of a country; made without a mention where its name never falls. */
static StCode country_place(EventMaking *m, Str country, Ref *out) {
    Records *r = m->x->out;
    for (uint32_t i = 0; i < r->places.n && !*out; i++)
        if (r->places.v[i].precision == PRECISION_COUNTRY &&
            str_eq(r->places.v[i].country, country))
            *out = i + 1;
    if (*out) return ST_OK;
    Span span = evidence_of(r, country);
    if (!span_some(span)) return ST_OK;
    Place *p = list_push(m->x->arena, &r->places, Place);
    TRY_MEM(p, m->x->err);
    *p = (Place){.head.span = span, .country = country, .precision = PRECISION_COUNTRY};
    p->name = event_country_name(m, country);
    p->feature = S("country");
    p->known = arena_join(m->x->arena, S("country/"), country);
    TRY_MEM(p->known.p, m->x->err);
    *out = r->places.n;
    return ST_OK;
}

/* ---- */

static StCode put_country(EventMaking *m, Event *e, Str country, Ref *wide) {
    Place *p = records_place(m->x->out, e->place);
    if (p && !p->country.n && p->precision == PRECISION_UNRESOLVED) p->country = country;
    if (p) return ST_OK;
    if (!*wide) TRY(country_place(m, country, wide));
    e->place = *wide;
    return ST_OK;
}

/* "Police in Oresk arrested those behind the attack": better than nothing. */
static Ref place_beside(const EventMaking *m, uint32_t token) {
    TokenRange s = clause_sentence(m->p, token);
    return event_place_find(m, (TokenRange){token, token + 1}, s, s);
}

/* "The crime" is what it points back to; and where that is not found, none in particular. */
static void put_reference(Event *e, const Happening *h) {
    if (!h->told) e->background = true;
    if (!h->told || !h->mode.n) return;
    e->mode = h->mode;
    e->cameo = h->cameo;
}

/* "A bomb went off. … The attack …": by a bomb too. */
static void put_mode(const EventMaking *m, uint32_t event, const Happening *h) {
    Event *e = &m->x->out->events.v[event];
    bool open = !e->mode.n || str_eq(e->mode, S("destroy"));
    if (is_combat(m, m->triggers.v[event] - 1)) return;
    if (e->class != CLASS_ASSAULT || !open || !is_weapon_mode(h->mode)) return;
    e->mode = h->mode;
    if (str_eq(e->cameo, S("190")) || str_eq(e->cameo, S("180"))) e->cameo = h->cameo;
}

/* "in Kano", "on New Road" stay so where another sentence names a quarter that no table knows: that is
 * what other reports tell of, too. */
static bool keeps_own_place(const EventMaking *m, Ref said, Ref own) {
    if (event_landmark_of(m, own) == LANDMARK_OPEN) return true;
    const Place *p = records_place(m->x->out, said), *q = records_place(m->x->out, own);
    return p && q && p->precision == PRECISION_UNRESOLVED && q->precision != PRECISION_COUNTRY &&
           !event_landmark_of(m, own);
}

StCode event_happenings_settle(EventMaking *m) {
    Events *events = &m->x->out->events;
    Happenings all = {0};
    uint32_t *of = arena_new(m->x->arena, uint32_t, events->n + 1);
    TRY_MEM(of, m->x->err);
    TRY(join_events(m, &all, of));
    Str country;
    Ref wide = 0;
    TRY(main_country(m, &country));
    for (uint32_t i = 0; i < events->n; i++) {
        Event *e = &events->v[i];
        const Happening *h = of[i] ? &all.v[of[i] - 1] : NULL;
        Ref said = h ? h->place : 0;
        if (h && h->family == FAMILY_ATTACK && !h->particular) e->background = true;
        if (!keeps_own_place(m, said, e->place)) e->place = finer_place(m, e->place, said);
        Ref town = takes_place(e) ? event_landmark_town(m, e->place, country) : 0;
        if (town) e->place = town;
        if (!e->place && takes_place(e)) e->place = place_beside(m, m->triggers.v[i] - 1);
        if (h && is_reference(m, i))
            put_reference(e, h);
        else if (h)
            put_mode(m, i, h);
        if (country.n && takes_place(e)) TRY(put_country(m, e, country, &wide));
    }
    return ST_OK;
}
