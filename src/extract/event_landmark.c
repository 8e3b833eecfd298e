/* Names of things that stand somewhere and are no settlement: streets, hotels, hospitals, farms,
 * hills. An attack "on Abad street in Oresk" is one in Oresk; one "at the Hotel Velmar" is where the
 * report is written from, which does not say so again.
 *
 *   in   a place's first mention and the noun that its name ends in, or that stands behind it
 *   note what the tables know by that name is no landmark, but for streets named after it
 */
#include "extract/event_making.h"

static const Token *token_of(const EventMaking *m, uint32_t i) {
    return &m->p->tokens.v[i];
}

/* Of a noun: what stands in towns, what may stand anywhere. */
static Landmark landmark_of_noun(const EventMaking *m, uint32_t noun) {
    static const char *const towns[] = {"building", "shop",    "office",      "school", "hospital",
                                        "church",   "embassy", "media_house", "home",   "place"};
    static const char *const open[] = {"infrastructure", "land", "nature", "power", "post"};
    if (token_in(token_of(m, noun), LIST_LANDFORM)) return LANDMARK_OPEN;
    Str kind = event_kind_at(m, noun);
    if (IS_ONE_OF(kind, towns)) return LANDMARK_TOWN;
    return IS_ONE_OF(kind, open) ? LANDMARK_OPEN : LANDMARK_NONE;
}

/* "Abad and San Martin streets": of the first, too. */
static uint32_t shared_noun(const EventMaking *m, uint32_t last) {
    TokenRange s = clause_sentence(m->p, last);
    if (last + 2 >= s.end || token_of(m, last + 1)->xpos != XPOS_CC) return last;
    TokenRange c = clause_noun_chunk(m->p, last + 2);
    uint32_t head = range_has(c, last + 2) ? clause_noun_head(m->p, c) : TOKEN_NONE;
    bool several = head != TOKEN_NONE &&
                   (token_of(m, head)->xpos == XPOS_NNS || token_of(m, head)->xpos == XPOS_NNPS);
    return several && head > last + 2 ? head : last;
}

/* "Hotel Velmar": the noun stands first. */
static bool is_building(const EventMaking *m, uint32_t noun) {
    static const char *const kinds[] = {"building", "hospital", "church", "school"};
    TokenRange word = {noun, noun + 1};
    Str kind = event_kind_of(m, word, noun);
    return IS_ONE_OF(kind, kinds);
}

/* "in the Caribbean": nearer than its waters the text tells. */
static bool is_open_by_feature(const Place *p) {
    static const char *const open[] = {"sea", "ocean", "river", "lake", "continent"};
    return IS_ONE_OF(p->feature, open);
}

Landmark event_landmark_at(const EventMaking *m, uint32_t token) {
    Ref ref = m->x->place_at[token];
    const Place *p = records_place(m->x->out, ref);
    if (!p || p->precision == PRECISION_COUNTRY) return LANDMARK_NONE;
    if (is_open_by_feature(p)) return LANDMARK_OPEN;
    uint32_t last = token, end = clause_sentence(m->p, token).end;
    while (last + 1 < end && m->x->place_at[last + 1] == ref) last++;
    TokenRange c = clause_noun_chunk(m->p, last);
    uint32_t head = range_has(c, last) ? clause_noun_head(m->p, c) : TOKEN_NONE;
    uint32_t noun = head != TOKEN_NONE && head > last ? head : shared_noun(m, last);
    Landmark kind = landmark_of_noun(m, noun);
    if (p->precision == PRECISION_UNRESOLVED)
        return !kind && is_building(m, token) ? LANDMARK_TOWN : kind;
    bool street = noun > last && str_eq(event_kind_at(m, noun), S("place"));
    return street ? kind : LANDMARK_NONE;
}

Landmark event_landmark_of(const EventMaking *m, Ref place) {
    const Place *p = records_place(m->x->out, place);
    if (!p || !p->mentions.n) return LANDMARK_NONE;
    return event_landmark_at(m, clause_token_from(m->p, p->head.span.start));
}

/* "the Medellin Hotel", but not "Medellin street": the town that its name begins with. */
static Ref town_in_name(const EventMaking *m, const Place *p, Str country) {
    const Records *r = m->x->out;
    uint32_t last = clause_token_from(m->p, p->head.span.start);
    while (last + 1 < m->p->tokens.n && m->p->tokens.v[last + 1].span.start < p->head.span.end)
        last++;
    Str name = document_cut(&r->doc, p->head.span);
    if (str_eq(event_kind_at(m, last), S("place"))) return 0;
    for (uint32_t i = 0; i < r->places.n; i++) {
        const Place *town = &r->places.v[i];
        if (town->precision != PRECISION_POINT || !str_eq(town->country, country)) continue;
        Str other = document_cut(&r->doc, town->head.span);
        bool begins = other.n < name.n && name.p[other.n] == ' ' && str_starts(name, other);
        if (begins) return i + 1;
    }
    return 0;
}

Ref event_landmark_town(const EventMaking *m, Ref place, Str about) {
    const Place *p = records_place(m->x->out, place);
    if (!p || event_landmark_of(m, place) != LANDMARK_TOWN) return 0;
    Ref written = event_dateline_town(m);
    const Place *there = records_place(m->x->out, written);
    bool abroad = there && about.n && !str_eq(there->country, about);
    if (abroad) there = NULL;
    if (abroad) written = 0;
    if (p->precision != PRECISION_UNRESOLVED) return written; /* a street, named after it */
    Str country = p->country.n ? p->country : there ? there->country : (Str){NULL, 0};
    Ref town = country.n ? town_in_name(m, p, country) : 0;
    return town || !there || !str_eq(there->country, country) ? town : written;
}
