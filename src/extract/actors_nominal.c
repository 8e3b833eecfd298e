/* Actors from common nouns: "the foreign ministry", "Armenian border guards", "ethnic Armenians",
 * "the president". */
#include "extract/cast.h"
#include "extract/clause.h"
#include "record/sectors.h"

enum {
    MODIFIERS_MOST = 6,
    GLOSS_MOST = 10 /* tokens from bracket to bracket */
};

static bool is_modifier_word(const Token *t) {
    return t->upos == UPOS_ADJ || t->upos == UPOS_X || t->upos == UPOS_NOUN ||
           t->upos == UPOS_PROPN || t->upos == UPOS_NUM || t->upos == UPOS_ADV ||
           t->xpos == XPOS_HYPH || t->xpos == XPOS_VBN || t->xpos == XPOS_VBG;
}

/* With a tree: does the word hang on one to its right that is not past the noun? */
static bool belongs(const Cast *c, uint32_t i, uint32_t at) {
    if (!clause_has_tree(&c->x->parse, i)) return true;
    const Token *t = &c->t[i];
    return t->head > i + 1 && t->head - 1 <= at + TABLE_PHRASE_MAX;
}

/* "His office", "her ministry": the person named last before, in this sentence or the one before. */
static Ref person_before(const Cast *c, uint32_t at) {
    uint32_t sentence = c->t[at].sentence;
    for (uint32_t i = at; i-- > 0 && c->t[i].sentence + 1 >= sentence;) {
        const Actor *a = records_actor(c->x->out, c->x->actor_at[i]);
        if (a && a->kind == ACTOR_PERSON && a->mentions.n && a->mentions.v[0].how == HOW_NAME)
            return c->x->actor_at[i];
    }
    return 0;
}

/* "its troops", "his forces": the country of the state, body or official named last before; his or
 * hers may be of the sentence before. */
static Str country_of_owner(const Cast *c, uint32_t at) {
    uint32_t sentence = c->t[at].sentence;
    bool person = str_eq(c->t[at].norm, S("his")) || str_eq(c->t[at].norm, S("her"));
    for (uint32_t i = at; i-- > 0 && c->t[i].sentence + person >= sentence;) {
        const Actor *a = records_actor(c->x->out, c->x->actor_at[i]);
        bool before = c->t[i].sentence != sentence;
        if (a && a->country.n && a->kind != ACTOR_POPULATION &&
            (!before || a->kind == ACTOR_PERSON))
            return a->country;
    }
    return (Str){NULL, 0};
}

/* "Front [Oresk Liberation Front] | fighters": before what stands in brackets behind a name; `i`
 * itself where nothing does. */
static uint32_t before_gloss(const Cast *c, uint32_t i) {
    if (!i || (c->t[i].xpos != XPOS_CLOSE && !str_eq(c->t[i].norm, S("]")))) return i;
    for (uint32_t k = i; k-- > 0 && i - k < GLOSS_MOST && c->t[k].sentence == c->t[i].sentence;) {
        bool opens = c->t[k].xpos == XPOS_OPEN || str_eq(c->t[k].norm, S("["));
        if (opens) return k && c->names->name_at[k - 1] ? k - 1 : i;
    }
    return i;
}

Modifier actors_modifier(const Cast *c, uint32_t at) {
    Modifier m = {.start = at};
    uint32_t sentence = c->t[at].sentence;
    for (uint32_t n = 0, i = at; n < MODIFIERS_MOST && i-- > 0; n++) {
        i = before_gloss(c, i);
        const Token *t = &c->t[i];
        if (t->sentence != sentence) break;
        if (token_closes(t) && i > 2 && token_opens(&c->t[i - 2])) {
            i -= 2; /* "National Liberation Front (NLF) spokesman" */
            n--;
            continue;
        }
        if (t->xpos == XPOS_POS && i) {
            m.possessive = true;
            m.actor = c->x->actor_at[i - 1];
            const Place *p = records_place(c->x->out, c->x->place_at[i - 1]);
            if (p)
                m.country = p->country;
            else if (m.actor)
                m.country = cast_get(c, m.actor)->country;
            break;
        }
        uint32_t name = c->names->name_at[i];
        if (name) {
            const Place *p = records_place(c->x->out, c->x->place_at[i]);
            if (c->names->list.v[name - 1].type == NAME_PERSON) break;
            if (p) m.country = p->country;
            m.actor = c->x->actor_at[i];
            if (!m.country.n && m.actor) m.country = cast_get(c, m.actor)->country;
            m.start = i = c->names->list.v[name - 1].first;
            if (m.country.n || m.actor) break;
            continue; /* "Oreski Maoist lawmakers" */
        }
        if (c->x->actor_at[i] && n == 0 && c->names->nouns[i].hit.kind != WORLD_TITLE &&
            is_modifier_word(t)) {
            m.actor = c->x->actor_at[i];
            m.country = cast_get(c, m.actor)->country;
            m.start = i;
            break;
        }
        if (t->upos == UPOS_DET || t->xpos == XPOS_PRPS) {
            m.start = i;
            if (t->xpos == XPOS_PRPS) m.country = country_of_owner(c, i);
            break;
        }
        const Noun *noun = &c->names->nouns[i];
        if (noun->country.n) {
            m.country = noun->country;
            m.start = i;
            continue;
        }
        if (!is_modifier_word(t) || !belongs(c, i, at)) break;
        m.start = i;
        if (t->upos == UPOS_NUM) {
            if (i && c->t[i - 1].upos == UPOS_DET) m.start = i - 1;
            break;
        }
    }
    return m;
}

/* Does the word join a noun to what it belongs to? "of" and "in" for bodies; people are from
 * somewhere and for somebody, too. */
static bool is_joint(const Token *t, bool people) {
    return token_in(t, people ? LIST_PEOPLE_JOINT : LIST_BODY_JOINT);
}

/* Words that may stand before the name of what a noun belongs to: "of the former president X". */
static bool leads_to_owner(const Cast *c, uint32_t at) {
    const Token *t = &c->t[at];
    const Noun *noun = &c->names->nouns[at];
    if (noun->hit.row && noun->hit.kind == WORLD_TITLE) return true;
    if (token_in(t, LIST_OWNER_PATH)) return true;
    return t->upos == UPOS_DET || t->upos == UPOS_ADJ || t->upos == UPOS_ADV || t->upos == UPOS_NUM;
}

/* "government of Libya", "Defence Ministry in Yerevan", "villagers from the Oreski highlands",
 * "leaders of Hamas": the country behind the noun. */
static Str country_behind(const Cast *c, uint32_t end, bool people) {
    uint32_t n = c->x->parse.tokens.n;
    if (end >= n || !is_joint(&c->t[end], people)) return (Str){NULL, 0};
    for (uint32_t at = end + 1; at < n && at <= end + MODIFIERS_MOST; at++) {
        if (c->t[at].sentence != c->t[end].sentence) break;
        /* "of the Oreski highlands" */
        if (c->names->nouns[at].demonym) return c->names->nouns[at].country;
        const Place *p = records_place(c->x->out, c->x->place_at[at]);
        if (p) return p->country;
        uint32_t name = c->names->name_at[at];
        WorldHit known = name ? c->names->list.v[name - 1].known : (WorldHit){0};
        if (known.row && (world_is_body(known.kind) || known.kind == WORLD_OFFICEHOLDER))
            return world_country(c->w, known);
        if (!leads_to_owner(c, at)) break;
    }
    return (Str){NULL, 0};
}

/* "leadership of the unrecognised Republic of Oresk": where the name ends to which a noun belongs
 * that no table tells the country of; `end` where there is none. */
static uint32_t owner_end(const Cast *c, uint32_t end) {
    uint32_t n = c->x->parse.tokens.n, at = end + 1;
    if (end >= n || !str_eq(c->t[end].norm, S("of"))) return end;
    while (at < n && at <= end + MODIFIERS_MOST && leads_to_owner(c, at) &&
           c->t[at].sentence == c->t[end].sentence)
        at++;
    if (at >= n || c->t[at].upos != UPOS_PROPN || c->t[at].sentence != c->t[end].sentence)
        return end;
    while (at < n && c->t[at].sentence == c->t[end].sentence &&
           (c->t[at].upos == UPOS_PROPN ||
            (str_eq(c->t[at].norm, S("of")) && at + 1 < n && c->t[at + 1].upos == UPOS_PROPN)))
        at++;
    return at;
}

/* "of the unrecognised republic": such bodies are not the country's in which the place lies. */
static bool of_own_authority(const Cast *c, uint32_t end, uint32_t owned) {
    const Table *t = tables_get(c->x->tables, "en/own_authority");
    for (uint32_t at = end; t && at < owned; at++)
        if (table_find(t, c->t[at].norm, 0)) return true;
    return false;
}

static StCode describe(Cast *c, Ref ref, WorldHit hit, Str country, ActorKind kind, uint32_t first,
                       uint32_t end) {
    Actor *a = cast_get(c, ref);
    a->kind = kind;
    a->name = cast_text(c, first, end);
    a->country = country.n ? country : (Str){NULL, 0};
    if (hit.row) head_made(&a->head, c->w->table[hit.kind], hit.row);
    Strs sectors;
    TRY_MEM(world_sectors(c->w, hit, &sectors) == ST_OK, c->x->err);
    return cast_sectors(c, ref, sectors);
}

static bool is_definite(const Cast *c, uint32_t start) {
    return str_eq(c->t[start].norm, S("the")) || c->t[start].xpos == XPOS_PRPS ||
           str_eq(c->t[start].norm, S("this")) || str_eq(c->t[start].norm, S("its"));
}

/* Words that name a body by themselves: not "the office", "a service". */
static bool tells_alone(const Cast *c, WorldHit hit) {
    return !str_eq(world_cell(c->w, hit, "generic"), S("y"));
}

/* In a text all in capitals they tell nothing: "THE ARMED GROUP" is no name. What a state has one
 * of is known by its noun. */
static bool has_capital(const Cast *c, uint32_t at, bool official) {
    uint32_t flags = c->t[at].flags;
    return flags & TOKEN_CAPITAL && (official || !(flags & TOKEN_UPPER));
}

/* "no forces": nobody. */
static bool is_nobody(const Cast *c, uint32_t start) {
    return str_eq(c->t[start].norm, S("no"));
}

/* Bodies, and groups with a name of their own. */
static bool is_body(const Actor *a) {
    return a->kind == ACTOR_ORGANISATION ||
           (a->kind == ACTOR_GROUP && a->mentions.n && a->mentions.v[0].how == HOW_NAME);
}

static bool has_rebels(const Actor *a) {
    return sectors_any(&a->sectors, SECTOR(REB));
}

/* "Front fighters", "its guerrilla units": the body whose men they are. */
static void represent_owner(Cast *c, Ref ref, const Modifier *m) {
    Ref of = m->actor && is_body(cast_get(c, m->actor)) ? m->actor : 0;
    if (of && of != ref && !cast_get(c, ref)->represents) cast_get(c, ref)->represents = of;
}

/* One of one country, or of none. */
static bool may_be_of(const Actor *men, const Actor *body) {
    return !men->country.n || !body->country.n || str_eq(men->country, body->country);
}

/* "the rebels", "a guerrilla column" where the document names one armed body, and no other: its
 * men. */
void actors_only_rebels(Cast *c) {
    Actors *all = &c->x->out->actors;
    Ref body = 0;
    for (uint32_t i = 0; i < all->n; i++) {
        const Actor *a = &all->v[i];
        if (!is_body(a) || !has_rebels(a) || a->mentions.v[0].how != HOW_NAME) continue;
        if (body) return;
        body = i + 1;
    }
    for (uint32_t i = 0; body && i < all->n; i++) {
        Actor *a = &all->v[i];
        bool nominal = a->mentions.n && a->mentions.v[0].how == HOW_NOMINAL && !a->title.n;
        bool rebels = a->sectors.n && sector_set(a->sectors.v[0]) == SECTOR(REB);
        if (i + 1 != body && nominal && rebels && !a->represents && may_be_of(a, cast_get(c, body)))
            a->represents = body;
    }
}

/* "San Iln department", "the northern department of Oresk": a part of the country, and no body. */
static bool is_division(const Cast *c, uint32_t at, uint32_t end) {
    if (!at || end != at + 1 || !token_lemma_in(&c->t[at], LIST_LOUD_KIND_BEFORE)) return false;
    const Place *before = records_place(c->x->out, c->x->place_at[at - 1]);
    bool of = end + 1 < c->x->parse.tokens.n && str_eq(c->t[end].norm, S("of"));
    if (of) return token_in(&c->t[at - 1], LIST_PLACE_SIDE) || c->x->place_at[end + 1];
    return before && before->precision != PRECISION_COUNTRY;
}

static StCode add_body(Cast *c, uint32_t at, WorldHit hit, uint32_t end) {
    Modifier m = actors_modifier(c, at);
    if (is_nobody(c, m.start) || is_division(c, at, end)) return ST_OK;
    Str country = m.country.n ? m.country : country_behind(c, end, false);
    bool official = str_eq(world_cell(c->w, hit, "official"), S("y"));
    bool formal = str_eq(world_cell(c->w, hit, "formal"), S("y"));
    bool capital =
        has_capital(c, at, official) && at != c->x->parse.sentences.v[c->t[at].sentence].first;
    Ref before = hit.words > 1 ? c->last_body[hit.row] : map_get(&c->last_head, c->t[end - 1].norm);
    Ref ref;
    /* "the ministry" after "the Armenian defence ministry" */
    bool of = end < c->x->parse.tokens.n && str_eq(c->t[end].norm, S("of"));
    if (!country.n && !m.actor && before && !of && is_definite(c, m.start))
        return cast_mention(c, before, m.start, end, HOW_NOMINAL);
    /* "an online service": which, no word tells */
    if (!country.n && !m.actor && !tells_alone(c, hit) && !is_definite(c, m.start)) return ST_OK;
    uint32_t owned = m.country.n || m.actor ? end : owner_end(c, end);
    if (of_own_authority(c, end, owned))
        country = S("");
    else if (country.n)
        owned = end;
    if (!country.n && official && owned == end) country = cast_country(c, at);
    if (!country.n && c->t[at].flags & TOKEN_CAPITAL) country = world_country(c->w, hit);
    Str owner = m.actor && !country.n ? cast_get(c, m.actor)->name
                : owned > end         ? cast_text(c, end, owned)
                                      : (Str){NULL, 0};
    Str key = official || !capital
                  ? arena_format(c->x->arena, "b:%.*s:%u:%.*s:%.*s", STR_ARG(country), hit.row,
                                 STR_ARG(owner), official ? 0 : (int)hit.key.n, hit.key.p)
                  : arena_format(c->x->arena, "b:%.*s", STR_ARG(cast_text(c, at, end)));
    bool made;
    TRY(cast_actor(c, key, m.start, end, &ref, &made));
    if (made) {
        TRY(describe(c, ref, hit, country, official || formal ? ACTOR_ORGANISATION : ACTOR_GROUP,
                     m.start, owned));
        if (m.actor && m.actor != ref && cast_get(c, m.actor)->kind == ACTOR_ORGANISATION) {
            cast_get(c, ref)->represents = m.actor;
            TRY(cast_sectors(c, ref, cast_get(c, m.actor)->sectors));
        }
    }
    if (!formal && !official) represent_owner(c, ref, &m);
    bool his = token_in(&c->t[m.start], LIST_HIS_OR_HER) && m.start + 1 == at;
    if (made && his) cast_get(c, ref)->represents = person_before(c, m.start);
    c->last_body[hit.row] = ref;
    map_set(&c->last_head, c->t[end - 1].norm, ref);
    uint32_t start = m.start;
    if (capital && start < at && c->t[start].upos == UPOS_DET) start++;
    return cast_mention(c, ref, start, end, capital ? HOW_NAME : HOW_NOMINAL);
}

/* "soldiers", "policemen": theirs is the country that the text is about. */
static bool serves_state(const Cast *c, WorldHit hit) {
    Str sectors = world_cell(c->w, hit, "sectors");
    return hit.kind == WORLD_POPULATION && sector_set(sectors) & (SECTOR(MIL) | SECTOR(COP));
}

static StCode add_people(Cast *c, uint32_t at, WorldHit hit, Str country, uint32_t end) {
    Modifier m = actors_modifier(c, at);
    if (is_nobody(c, m.start)) return ST_OK;
    if (!country.n) country = m.country;
    if (!country.n) country = country_behind(c, end, true);
    /* "the priests" after "two Jesuit priests" */
    uint32_t *told =
        hit.kind == WORLD_POPULATION ? map_at(&c->last_people, c->t[end - 1].norm) : NULL;
    if (hit.kind == WORLD_POPULATION) TRY_MEM(told, c->x->err);
    if (told && *told && !country.n && !m.actor && is_definite(c, m.start) && m.start + 1 == at)
        return cast_mention(c, *told, m.start, end, HOW_NOMINAL);
    /* "students throughout Indonesia", "refugees fleeing the war in Liberia" */
    if (!country.n && !m.actor && hit.kind == WORLD_POPULATION)
        country = cast_sentence_country(c, at, true);
    if (!country.n && !m.actor && serves_state(c, hit)) country = cast_country(c, at);
    Str lemma = hit.kind == WORLD_POPULATION ? c->t[end - 1].lemma : S("");
    Str key = arena_format(c->x->arena, "n:%.*s:%d:%u:%.*s", STR_ARG(country), (int)hit.kind,
                           hit.kind == WORLD_PEOPLE || hit.kind == WORLD_DEMONYM ? 0 : hit.row,
                           STR_ARG(country.n && hit.kind == WORLD_DEMONYM ? S("") : lemma));
    Ref ref;
    bool made;
    TRY(cast_actor(c, key, m.start, end, &ref, &made));
    if (made) {
        TRY(describe(c, ref, hit, country, ACTOR_POPULATION, m.start, end));
        const Actor *owner = m.actor && m.actor != ref ? cast_get(c, m.actor) : NULL;
        if (owner && owner->kind == ACTOR_ORGANISATION) /* "UN investigators" */
            TRY(cast_sectors(c, ref, owner->sectors));
        Actor *a = cast_get(c, ref);
        bool of_state_or_armed =
                 sectors_any(&a->sectors, SECTOR(GOV) | SECTOR(MIL) | SECTOR(COP) | SECTOR(UAF)),
             plural = c->t[end - 1].xpos == XPOS_NNS || str_ends(c->t[end - 1].norm, S("s")) ||
                      str_ends(c->t[end - 1].norm, S("men"));
        bool many = plural || str_eq(world_cell(c->w, hit, "collective"), S("y"));
        a->kind = !many && hit.kind == WORLD_POPULATION && c->t[end - 1].upos == UPOS_NOUN
                      ? ACTOR_PERSON
                  : of_state_or_armed ? ACTOR_GROUP
                                      : ACTOR_POPULATION;
    }
    if (told) *told = ref;
    represent_owner(c, ref, &m);
    return cast_mention(c, ref, m.start, end, HOW_NOMINAL);
}

/* The last person with that office: "the president" after "President Aliyev". */
static Ref person_of_office(const Cast *c, WorldHit hit, Str country, uint32_t at) {
    Ref found = 0;
    uint32_t here = c->t[at].span.start, best = 0;
    for (uint32_t i = 0; i < c->x->out->actors.n; i++) {
        const Actor *a = &c->x->out->actors.v[i];
        if (a->kind != ACTOR_PERSON || !a->title.n || !a->mentions.n) continue;
        if (country.n && a->country.n && !str_eq(country, a->country)) continue;
        if (str_find_nocase(a->title, hit.key) == SIZE_MAX) continue;
        uint32_t last = a->mentions.v[a->mentions.n - 1].span.start;
        if (last < here && last >= best) {
            best = last;
            found = i + 1;
        }
    }
    return found;
}

static StCode add_title(Cast *c, uint32_t at, WorldHit hit, uint32_t end) {
    Modifier m = actors_modifier(c, at);
    Str kind = world_kind(c->w, hit);
    if (str_eq(kind, S("honorific"))) return ST_OK;
    Str country = m.country.n ? m.country : country_behind(c, end, true);
    bool former = cast_is_former(c, m.start, at);
    Ref ref = 0;
    if (!former && (is_definite(c, m.start) || m.country.n))
        ref = person_of_office(c, hit, country, at);
    if (ref) return cast_mention(c, ref, m.start, end, HOW_NOMINAL);
    Strs sectors;
    TRY_MEM(world_sectors(c->w, hit, &sectors) == ST_OK, c->x->err);
    bool official = sectors.n && sector_set(sectors.v[0]) & (SECTOR(GOV) | SECTOR(MIL));
    if (!country.n && official && !str_eq(kind, S("voice"))) {
        country = cast_country(c, at);
    }
    Str owner = m.actor ? cast_get(c, m.actor)->name : (Str){NULL, 0};
    Str key = arena_format(c->x->arena, "t:%.*s:%.*s:%.*s:%d", STR_ARG(country), STR_ARG(owner),
                           STR_ARG(hit.key), former);
    bool made;
    TRY(cast_actor(c, key, m.start, end, &ref, &made));
    if (made) {
        bool plural = str_ends(hit.key, S("s")) && !str_ends(hit.key, S("ss"));
        TRY(describe(c, ref, hit, country, plural ? ACTOR_GROUP : ACTOR_PERSON, m.start, end));
        cast_get(c, ref)->title = cast_text(c, at, end);
        if (m.actor && m.actor != ref) {
            if (str_eq(kind, S("voice"))) cast_get(c, ref)->represents = m.actor;
            if (cast_get(c, m.actor)->kind != ACTOR_PERSON)
                TRY(cast_sectors(c, ref, cast_get(c, m.actor)->sectors));
        }
        if (former) TRY(cast_leave_office(c, ref));
    }
    return cast_mention(c, ref, m.start, end, HOW_NOMINAL);
}

/* A demonym with a noun of its own behind it is that noun's. */
static bool leads_a_noun(const Cast *c, uint32_t end) {
    uint32_t n = c->x->parse.tokens.n;
    for (uint32_t i = end; i < n && i < end + 5 && c->t[i].sentence == c->t[end - 1].sentence;
         i++) {
        const Token *t = &c->t[i];
        if (t->upos == UPOS_NOUN || t->upos == UPOS_PROPN) return true;
        if (t->upos != UPOS_ADJ && t->xpos != XPOS_HYPH && t->xpos != XPOS_VBN) return false;
    }
    return false;
}

/* Is the phrase only the first part of a compound whose head makes no actor? */
static bool leads_on(const Cast *c, uint32_t at, uint32_t end) {
    if (end >= c->x->parse.tokens.n || c->t[end].sentence != c->t[at].sentence) return false;
    if (c->names->nouns[end].hit.row || c->x->time_at[end] || c->names->name_at[end]) return false;
    const Token *last = &c->t[end - 1];
    bool tree = clause_has_tree(&c->x->parse, at);
    if (tree)
        return last->head > 0 && last->head - 1 >= end &&
               (last->deprel == DEP_COMPOUND || last->deprel == DEP_AMOD ||
                last->deprel == DEP_NMOD_UNMARKED || last->deprel == DEP_NUMMOD) &&
               !c->names->nouns[last->head - 1].hit.row;
    return c->t[end].upos == UPOS_NOUN;
}

/* "the Israeli proposal": an act of the state, though no name of it. */
static StCode add_adjective(Cast *c, uint32_t at, uint32_t end, Str country) {
    uint32_t n = c->x->parse.tokens.n, head = end;
    while (head + 1 < n && c->t[head].sentence == c->t[at].sentence && c->t[head].upos == UPOS_ADJ)
        head++;
    if (head >= n || c->t[head].sentence != c->t[at].sentence) return ST_OK;
    if (c->t[head].upos != UPOS_NOUN || c->names->nouns[head].hit.row || c->names->name_at[head])
        return ST_OK;
    Ref ref;
    return country.n ? actors_state(c, country, at, end, HOW_NOMINAL, &ref) : ST_OK;
}

StCode actors_nominal(Cast *c, uint32_t at, uint32_t *next) {
    const Noun *n = &c->names->nouns[at];
    if (n->people.row && n->people.words >= n->hit.words) {
        uint32_t end = at + n->people.words;
        *next = end;
        bool the = at && str_eq(c->t[at - 1].norm, S("the"));
        bool plural = str_eq(world_cell(c->w, n->people, "form"), S("people"));
        if (!plural && (!the || leads_a_noun(c, end))) return add_adjective(c, at, end, n->country);
        return add_people(c, at, n->people, n->country, end);
    }
    uint32_t end = at + n->hit.words;
    *next = end;
    /* the head comes last: "police officers", "army soldiers", "government spokesman" */
    if (n->hit.kind != WORLD_TITLE && end < c->x->parse.tokens.n && c->names->nouns[end].hit.row &&
        c->t[end].sentence == c->t[at].sentence && n->hit.kind == WORLD_POPULATION)
        return ST_OK;
    if (c->t[at].upos == UPOS_VERB && n->hit.words == 1) return ST_OK;
    if (leads_on(c, at, end)) return ST_OK; /* "military offensive" */
    if (n->hit.kind == WORLD_BODY) return add_body(c, at, n->hit, end);
    if (n->hit.kind == WORLD_POPULATION) return add_people(c, at, n->hit, (Str){NULL, 0}, end);
    /* a title before a name belongs to the person */
    for (uint32_t i = end; i < c->x->parse.tokens.n && i < end + 4; i++) {
        uint32_t name = c->names->name_at[i];
        if (name) {
            if (c->names->list.v[name - 1].type == NAME_PERSON) return ST_OK;
            break;
        }
        if (!c->names->nouns[i].hit.row || c->names->nouns[i].hit.kind != WORLD_TITLE) break;
    }
    return add_title(c, at, n->hit, end);
}
