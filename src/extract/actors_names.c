/* Actors from names: persons with their titles, bodies, states and capitals that act. */
#include "extract/cast.h"

#include "record/sectors.h"

/* The name that this one stands for: "Bayramov" is "Jeyhun Bayramov". */
static uint32_t root_of(const Names *n, uint32_t name) {
    for (int hops = 0; hops < 4 && n->list.v[name].same; hops++) name = n->list.v[name].same - 1;
    return name;
}

/* ---- persons */

/* The row of an office-holder that held office on the day, else the first row; *over says that his
 * terms all ended before. */
static WorldHit row_on(const World *w, WorldHit h, Day day, bool *over) {
    *over = false;
    if (!h.row || h.kind != WORLD_OFFICEHOLDER || !day) return h;
    bool ended = true;
    for (uint32_t r = h.row; r; r = table_find(w->table[h.kind], h.key, r)) {
        WorldHit one = {h.kind, r, h.words, h.key};
        Day from = day_parse(world_cell(w, one, "from")), to = day_parse(world_cell(w, one, "to"));
        if ((!from || from <= day) && (!to || day <= to)) return one;
        ended = ended && to && to < day;
    }
    *over = ended;
    return h;
}

static StCode describe_known(Cast *c, Ref ref, WorldHit h) {
    const Document *d = &c->x->out->doc;
    bool over;
    h = row_on(c->w, h, d->published ? d->published->days.from : 0, &over);
    Actor *a = cast_get(c, ref);
    head_made(&a->head, c->w->table[h.kind], h.row);
    a->name = world_name(c->w, h);
    a->known = arena_format(c->x->arena, "%s/%.*s",
                            h.kind == WORLD_OFFICEHOLDER ? "person"
                            : h.kind == WORLD_GROUP      ? "group"
                                                         : "organisation",
                            STR_ARG(a->name));
    TRY_MEM(a->known.p, c->x->err);
    Str country = world_country(c->w, h);
    if (country.n) a->country = country;
    Str office = world_cell(c->w, h, "office");
    if (office.n) a->title = office;
    if (office.n && over) a->title = arena_format(c->x->arena, "former %.*s", STR_ARG(office));
    Strs sectors;
    TRY_MEM(world_sectors(c->w, h, &sectors) == ST_OK, c->x->err);
    TRY(cast_sectors(c, ref, sectors));
    return over ? cast_leave_office(c, ref) : ST_OK;
}

/* Whether the tables have him in office on the day of the text. */
static bool holds_office(const Cast *c, const Actor *a) {
    return a->known.p && c->x->out->doc.published && a->title.n && !cast_left_office(a);
}

/* What the words of a title before a name say: office, sectors, country, whom he speaks for. */
static StCode describe_title(Cast *c, Ref ref, uint32_t from, uint32_t to) {
    Modifier m = actors_modifier(c, from);
    Str country = m.country, kind = {NULL, 0};
    bool former = cast_is_former(c, m.start, to) && !holds_office(c, cast_get(c, ref));
    uint32_t office = to;
    for (uint32_t i = from; i < to; i++) {
        const Noun *n = &c->names->nouns[i];
        if (n->demonym) country = n->country;
        if (!n->hit.row || n->hit.kind != WORLD_TITLE) continue;
        kind = world_kind(c->w, n->hit);
        if (office == to && !str_eq(kind, S("honorific"))) office = i;
        Strs sectors;
        TRY_MEM(world_sectors(c->w, n->hit, &sectors) == ST_OK, c->x->err);
        TRY(cast_sectors(c, ref, sectors));
        i += n->hit.words - 1;
    }
    Actor *a = cast_get(c, ref);
    if (!a->title.n && office < to) a->title = cast_text(c, office, to);
    if (!a->country.n && country.n) a->country = country;
    bool official = sectors_any(&a->sectors, SECTOR(GOV) | SECTOR(MIL) | SECTOR(JUD) | SECTOR(LEG));
    if (!a->country.n && !m.actor && official && !str_eq(kind, S("voice")))
        a->country = cast_country(c, from);
    if (former) return cast_leave_office(c, ref);
    if (str_eq(kind, S("voice")) && m.actor && m.actor != ref) {
        a->represents = m.actor;
        const Actor *owner = cast_get(c, m.actor);
        if (!a->country.n) a->country = owner->country;
        return cast_sectors(c, ref, owner->sectors);
    }
    if (m.actor && m.actor != ref) {
        const Actor *owner = cast_get(c, m.actor);
        if (!a->country.n) a->country = owner->country;
        if (owner->kind != ACTOR_STATE) return cast_sectors(c, ref, owner->sectors);
    }
    return ST_OK;
}

/* The first token of the titles that stand right before a name. */
static uint32_t title_start(const Cast *c, const Name *n) {
    uint32_t start = n->first, sentence = c->t[n->first].sentence;
    for (uint32_t back = 1; back <= 7 && back <= start; back++) {
        uint32_t i = start - back;
        if (c->t[i].sentence != sentence || c->names->name_at[i]) break;
        const Noun *noun = &c->names->nouns[i];
        bool title = noun->hit.row && noun->hit.kind == WORLD_TITLE;
        if (title && i + noun->hit.words >= start) {
            start = i;
            back = 0;
        }
    }
    return start;
}

/* "King Iln of Oresk": the country at the end of a name, or right behind it. */
static Str country_of_name(const Cast *c, const Name *n) {
    for (uint32_t i = n->first + 1; i + 1 < n->end; i++)
        if (str_eq(c->t[i].norm, S("of")))
            return world_country(c->w, world_match(c->w, WORLD_COUNTRY, i + 1, n->end));
    uint32_t at = n->end + 1;
    if (at >= c->x->parse.tokens.n || !str_eq(c->t[n->end].norm, S("of"))) return (Str){NULL, 0};
    const Place *p = records_place(c->x->out, c->x->place_at[at]);
    bool country = p && p->precision == PRECISION_COUNTRY && !p->disputed;
    return country && c->t[at].sentence == c->t[n->first].sentence ? p->country : (Str){NULL, 0};
}

static StCode add_person(Cast *c, uint32_t index) {
    const Name *n = &c->names->list.v[index];
    uint32_t root = root_of(c->names, index);
    const Name *full = &c->names->list.v[root];
    WorldHit known = full->known.row && full->known.kind == WORLD_OFFICEHOLDER ? full->known
                     : n->known.kind == WORLD_OFFICEHOLDER                     ? n->known
                                                                               : (WorldHit){0};
    const Document *d = &c->x->out->doc;
    bool over;
    known = row_on(c->w, known, d->published ? d->published->days.from : 0, &over);
    Str key = known.row ? arena_format(c->x->arena, "p:%.*s", STR_ARG(world_name(c->w, known)))
                        : arena_join(c->x->arena, S("p:"), full->key);
    Ref ref;
    bool made;
    TRY(cast_actor(c, key, n->first, n->end, &ref, &made));
    Actor *a = cast_get(c, ref);
    if (made) {
        a->kind = ACTOR_PERSON;
        a->name = cast_text(c, full->first, full->end);
        if (known.row) TRY(describe_known(c, ref, known));
    }
    Str home = country_of_name(c, n);
    if (home.n && !a->country.n) a->country = home;
    uint32_t title = title_start(c, n);
    if (title < n->first) TRY(describe_title(c, ref, title, n->first));
    if (title < n->first)
        for (uint32_t i = title; i < n->first; i++) c->x->actor_at[i] = ref;
    a = cast_get(c, ref);
    if (a->title.n) c->last_title = ref;
    return cast_mention(c, ref, n->first, n->end, HOW_NAME);
}

/* ---- bodies */

/* "the Pakistani Foreign Office": not the one that the tables know by that name alone. */
static bool is_elsewhere(const Cast *c, const Name *n, WorldHit known) {
    Str country = known.kind == WORLD_ORGANISATION ? world_country(c->w, known) : (Str){NULL, 0};
    const Noun *before = n->first ? &c->names->nouns[n->first - 1] : NULL;
    return country.n && before && before->demonym && before->country.n &&
           !str_eq(before->country, country) &&
           c->t[n->first - 1].sentence == c->t[n->first].sentence;
}

static StCode add_body(Cast *c, uint32_t index) {
    const Name *n = &c->names->list.v[index];
    const Name *full = &c->names->list.v[root_of(c->names, index)];
    WorldHit known = world_is_body(full->known.kind) ? full->known : (WorldHit){0};
    bool elsewhere = is_elsewhere(c, n, known);
    if (elsewhere) known = (WorldHit){0};
    Str key = known.row ? arena_format(c->x->arena, "o:%d:%u", (int)known.kind, known.row)
              : elsewhere
                  ? arena_format(c->x->arena, "o:%.*s:%.*s",
                                 STR_ARG(c->names->nouns[n->first - 1].country), STR_ARG(full->key))
                  : arena_join(c->x->arena, S("o:"), full->key);
    Ref ref;
    bool made;
    TRY(cast_actor(c, key, n->first, n->end, &ref, &made));
    if (made) {
        Actor *a = cast_get(c, ref);
        a->kind = known.kind == WORLD_GROUP ? ACTOR_GROUP : ACTOR_ORGANISATION;
        a->name = cast_text(c, full->first, full->end);
        if (known.row) TRY(describe_known(c, ref, known));
        /* "Australian Human Rights Commission", "Foreign Office of …": from its own words */
        for (uint32_t i = full->first; i < full->end && !known.row; i++) {
            const Noun *noun = &c->names->nouns[i];
            a = cast_get(c, ref);
            if (!a->country.n && noun->country.n) a->country = noun->country;
            if (!noun->hit.row || noun->hit.kind == WORLD_POPULATION) continue;
            Strs sectors;
            TRY_MEM(world_sectors(c->w, noun->hit, &sectors) == ST_OK, c->x->err);
            TRY(cast_sectors(c, ref, sectors));
        }
        Modifier m = actors_modifier(c, n->first);
        a = cast_get(c, ref);
        if (!a->country.n && m.country.n) a->country = m.country;
        /* "Kenya Anti-Corruption Commission", "Baghdad University" */
        static const uint32_t kinds =
            1u << WORLD_COUNTRY | 1u << WORLD_CAPITAL | 1u << WORLD_DIVISION | 1u << WORLD_REGION;
        for (uint32_t i = full->first; i < full->end && !known.row && !a->country.n; i++) {
            Str country = world_country(c->w, world_match_any(c->w, kinds, i, full->end));
            if (country.n) a->country = country;
        }
    }
    /* "the court" after "World Court" is that court */
    for (uint32_t i = n->first; i < n->end; i++) {
        WorldHit noun = c->names->nouns[i].hit;
        if (!noun.row || noun.kind != WORLD_BODY) continue;
        c->last_body[noun.row] = ref;
        if (i + noun.words <= n->end) map_set(&c->last_head, c->t[i + noun.words - 1].norm, ref);
    }
    return cast_mention(c, ref, n->first, n->end, HOW_NAME);
}

/* ---- states */

StCode actors_state(Cast *c, Str iso3, uint32_t first, uint32_t end, MentionHow how, Ref *ref) {
    bool made;
    Str key = arena_join(c->x->arena, S("s:"), iso3);
    TRY(cast_actor(c, key, first, end, ref, &made));
    if (made) {
        Actor *a = cast_get(c, *ref);
        a->kind = ACTOR_STATE;
        a->country = iso3;
        a->name = world_name(c->w, world_country_row(c->w, iso3));
        if (!a->name.n) a->name = iso3;
        a->known = arena_join(c->x->arena, S("state/"), iso3);
        TRY_MEM(a->known.p, c->x->err);
        Str gov = S("GOV");
        TRY(cast_sectors(c, *ref, (Strs){&gov, 1}));
    }
    return cast_mention(c, *ref, first, end, how);
}

static bool before_is(const Cast *c, uint32_t at, WordList list) {
    if (!at || c->t[at - 1].sentence != c->t[at].sentence) return false;
    return token_in(&c->t[at - 1], list);
}

/* A country or capital named as the place where something is or happens. */
bool cast_is_location(const Cast *c, const Name *n) {
    uint32_t at = n->first;
    if (at && str_eq(c->t[at - 1].norm, S("the"))) at--;
    if (before_is(c, at, LIST_STATE_LOCATIVE)) return true;
    if (at && names_part_is(c->w, at - 1, "direction")) return true;
    /* "Derna, Libya" */
    return at >= 2 && c->names->name_at[at - 2] && str_eq(c->t[at - 1].norm, S(",")) &&
           c->x->place_at[at - 2] && n->end < c->x->parse.tokens.n &&
           c->t[n->end].upos != UPOS_VERB && c->t[n->end].upos != UPOS_AUX;
}

/* A capital stands for its government when it owns or does something that only one can. */
static bool acts(const Cast *c, const Name *n) {
    if (n->end >= c->x->parse.tokens.n) return false;
    const Token *next = &c->t[n->end];
    if (next->sentence != c->t[n->first].sentence) return false;
    while (next->upos == UPOS_ADV) next++;
    if (next->upos == UPOS_VERB && next->xpos != XPOS_VBN && next->xpos != XPOS_VBG)
        return !before_is(c, n->first, LIST_STATE_PATIENT);
    if (next->upos != UPOS_AUX) return false;
    if (!token_in(next, LIST_STATE_COPULA)) return true;
    /* "Velmar has refused", "Velmar is pressing": not "is a city", "has been shelled", "has seen"
     */
    uint32_t i = n->end, end = c->x->parse.tokens.n;
    while (i + 1 < end && (c->t[i].upos == UPOS_AUX || c->t[i].upos == UPOS_ADV)) i++;
    bool perfect = str_eq(next->norm, S("has")) && c->t[i].xpos == XPOS_VBN;
    bool doing = c->t[i].xpos == XPOS_VBG && !before_is(c, n->first, LIST_STATE_PATIENT);
    return c->t[i].sentence == next->sentence && c->t[i].upos == UPOS_VERB &&
           !token_in(&c->t[i], LIST_STATE_UNDERGOES) && (perfect || doing);
}

static StCode add_place(Cast *c, uint32_t index) {
    const Name *n = &c->names->list.v[index];
    const Place *p = records_place(c->x->out, c->x->place_at[n->first]);
    if (c->names->name_at[n->first] != index + 1) return ST_OK; /* inside another's name */
    if (!p || !p->country.n || cast_is_location(c, n)) return ST_OK;
    Ref ref;
    if (p->precision == PRECISION_COUNTRY)
        return actors_state(c, p->country, n->first, n->end, HOW_METONYM, &ref);
    if (!str_eq(p->feature, S("capital")) || !acts(c, n)) return ST_OK;
    /* Brussels is the European Union where that has been named */
    Str body = world_cell(c->w, n->known, "body");
    uint32_t row = body.n ? table_find(c->w->table[WORLD_ORGANISATION], body, 0) : 0;
    Str key = arena_format(c->x->arena, "o:%d:%u", (int)WORLD_ORGANISATION, row);
    TRY_MEM(key.p, c->x->err);
    ref = row ? map_get(&c->by_key, key) : 0;
    if (ref) return cast_mention(c, ref, n->first, n->end, HOW_METONYM);
    return actors_state(c, p->country, n->first, n->end, HOW_METONYM, &ref);
}

StCode actors_name(Cast *c, uint32_t name) {
    switch (c->names->list.v[name].type) {
    case NAME_PERSON: return add_person(c, name);
    case NAME_ORGANISATION: return add_body(c, name);
    case NAME_PLACE: return add_place(c, name);
    default: return ST_OK;
    }
}
