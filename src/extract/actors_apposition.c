/* Offices given behind a name: "Hikmet Hadjiev, diplomatic adviser to President Aliyev", and the
 * body that a spokesman speaks for. */
#include "extract/cast.h"

enum { APPOSITION_REACH = 6 };

/* The title that begins the apposition behind a name and ", the …". */
static const Noun *title_behind(const Cast *c, uint32_t end, uint32_t *at) {
    uint32_t n = c->x->parse.tokens.n;
    if (end >= n || !str_eq(c->t[end].norm, S(","))) return NULL;
    for (uint32_t i = end + 1; i < n && i <= end + APPOSITION_REACH; i++) {
        const Token *t = &c->t[i];
        if (t->sentence != c->t[end].sentence) return NULL;
        const Noun *noun = &c->names->nouns[i];
        if (noun->hit.row && noun->hit.kind == WORLD_TITLE && !c->names->name_at[i]) {
            *at = i;
            return noun;
        }
        bool modifier = t->upos == UPOS_DET || t->upos == UPOS_ADJ || t->upos == UPOS_NOUN ||
                        t->upos == UPOS_PROPN || t->xpos == XPOS_POS || t->xpos == XPOS_HYPH ||
                        t->xpos == XPOS_PRPS;
        if (!modifier) return NULL;
    }
    return NULL;
}

/* "spokesman for Y", "leader of Y", "adviser to Y": the actor behind the preposition. */
static Ref owner_behind(const Cast *c, uint32_t end) {
    uint32_t n = c->x->parse.tokens.n;
    if (end >= n || !token_in(&c->t[end], LIST_TITLE_OWNER)) return 0;
    for (uint32_t i = end + 1; i < n && i < end + 5 && c->t[i].sentence == c->t[end].sentence;
         i++) {
        if (c->x->actor_at[i]) return c->x->actor_at[i];
        if (c->t[i].upos == UPOS_VERB || c->t[i].upos == UPOS_PUNCT) return 0;
    }
    return 0;
}

static StCode give(Cast *c, Ref ref, const Noun *noun, uint32_t at) {
    uint32_t end = at + noun->hit.words;
    Modifier m = actors_modifier(c, at);
    Ref owner = m.actor && m.actor != ref ? m.actor : owner_behind(c, end);
    Str country = m.country;
    Actor *a = cast_get(c, ref);
    if (!a->title.n) a->title = cast_text(c, at, end);
    Strs sectors;
    TRY_MEM(world_sectors(c->w, noun->hit, &sectors) == ST_OK, c->x->err);
    bool had = a->sectors.n > 0, former = cast_is_former(c, m.start, at);
    /* what he was says nothing of what he is */
    if (!former || !had) TRY(cast_sectors(c, ref, sectors));
    if (former && !had) TRY(cast_leave_office(c, ref));
    a = cast_get(c, ref);
    if (owner && owner != ref) {
        const Actor *o = cast_get(c, owner);
        if (!country.n) country = o->country;
        if (str_eq(world_kind(c->w, noun->hit), S("voice")) && !a->represents)
            a->represents = owner;
        if (o->kind != ACTOR_STATE && o->kind != ACTOR_POPULATION)
            TRY(cast_sectors(c, ref, o->sectors));
    }
    const Place *p =
        end + 1 < c->x->parse.tokens.n ? records_place(c->x->out, c->x->place_at[end + 1]) : NULL;
    if (!country.n && p) country = p->country;
    a = cast_get(c, ref);
    /* "General Iln, Oresk's spokesman": what is told goes before what his rank alone let suppose */
    bool told = owner && owner != ref && !a->known.p;
    if (country.n && (told || !a->country.n)) a->country = country;
    return ST_OK;
}

/* The nominal mention in the apposition was made an actor of its own: it is this person's. */
static void take_over(Cast *c, Ref from, Ref to) {
    if (!from || from == to) return;
    Actor *old = cast_get(c, from), *a = cast_get(c, to);
    if (old->kind != ACTOR_PERSON || old->known.p || old->mentions.n != 1) return;
    if (old->mentions.v[0].how != HOW_NOMINAL) return;
    Mention *m = list_push(c->x->arena, &a->mentions, Mention);
    if (m) *m = old->mentions.v[0];
    old->mentions.n = 0;
    for (uint32_t i = 0; i < c->x->parse.tokens.n; i++)
        if (c->x->actor_at[i] == from) c->x->actor_at[i] = to;
}

StCode actors_appositions(Cast *c) {
    for (uint32_t i = 0; i < c->names->list.n; i++) {
        const Name *n = &c->names->list.v[i];
        if (n->type != NAME_PERSON) continue;
        Ref ref = c->x->actor_at[n->first];
        uint32_t at = 0;
        const Noun *noun = title_behind(c, n->end, &at);
        if (ref && noun) {
            TRY(give(c, ref, noun, at));
            take_over(c, c->x->actor_at[at], ref);
        }
        /* "the minister, Jeyhun Bayramov,", "the spokesman, Major Yao Dossou," */
        uint32_t first = n->first;
        while (ref && first && c->x->actor_at[first - 1] == ref) first--;
        if (ref && first >= 2 && str_eq(c->t[first - 1].norm, S(","))) {
            Ref before = c->x->actor_at[first - 2];
            const Actor *b = cast_get(c, before);
            if (b && before != ref && b->kind == ACTOR_PERSON && b->title.n && !b->known.p) {
                Actor *a = cast_get(c, ref);
                if (!a->title.n) a->title = b->title;
                if (!a->country.n) a->country = b->country;
                if (!a->represents) a->represents = b->represents;
                TRY(cast_sectors(c, ref, b->sectors));
                take_over(c, before, ref);
            }
        }
        /* "spokesman for Y, N. N." and "spokesman N. N. of Y" */
        Actor *a = cast_get(c, ref);
        if (a && !a->represents) {
            Ref owner = owner_behind(c, n->end);
            if (owner && a->title.n && str_find_nocase(a->title, S("spokes")) != SIZE_MAX)
                a->represents = owner;
        }
    }
    return ST_OK;
}
