#include "extract/names.h"

#include "extract/names_bounds.h"
#include "extract/names_hints.h"
#include "lang/namer.h"

enum {
    PLACE_KINDS = 1u << WORLD_COUNTRY | 1u << WORLD_REGION | 1u << WORLD_DIVISION |
                  1u << WORLD_CAPITAL | 1u << WORLD_CITY | 1u << WORLD_COUNTY |
                  1u << WORLD_DISTRICT,
    BODY_KINDS = 1u << WORLD_ORGANISATION | 1u << WORLD_GROUP,
    NAME_KINDS = PLACE_KINDS | BODY_KINDS | 1u << WORLD_OFFICEHOLDER,
    /* tables whose names hardly mean anything else */
    PLAIN_KINDS = NAME_KINDS & ~(1u << WORLD_CITY | 1u << WORLD_DISTRICT | 1u << WORLD_COUNTY |
                                 1u << WORLD_OFFICEHOLDER)
};

typedef struct Scan {
    Extraction *x;
    Names *n;
    const World *w;
    const Token *t;
    const uint64_t *hints;
    uint32_t first, end; /* of the sentence */
    bool loud;
} Scan;

static const WorldHit unknown = {WORLD_NONE, 0, 0, {NULL, 0}};

StCode names_key(Arena *a, const Token *t, uint32_t first, uint32_t end, Str *out) {
    Text text = {.arena = a};
    for (uint32_t i = first; i < end; i++) {
        if (i > first && t[i].flags & TOKEN_SPACE_BEFORE) text_add_char(&text, ' ');
        text_add(&text, t[i].norm);
    }
    *out = text_str(&text);
    return text.failed ? ST_NOMEM : ST_OK;
}

Str names_part(const World *w, uint32_t token) {
    uint32_t r = world_word(w, WORLD_PART, w->norms[token]);
    return r ? table_cell(w->table[WORLD_PART], r - 1, w->kind[WORLD_PART]) : S("");
}

bool names_part_is(const World *w, uint32_t token, const char *kind) {
    const Table *t = w->table[WORLD_PART];
    if (!table_may(t, w->tokens[token].norm_tables) || w->norms[token].n > TABLE_KEY_MAX)
        return false;
    for (uint32_t r = 0; (r = table_find(t, w->norms[token], r));)
        if (str_is(table_cell(t, r - 1, w->kind[WORLD_PART]), kind)) return true;
    return false;
}

/* ---- adding */

static StCode add(Scan *s, uint32_t first, uint32_t end, NameType type, uint32_t sure,
                  WorldHit known, uint32_t title) {
    if (end <= first) return ST_OK;
    Arena *a = s->x->arena;
    Name *name = list_push(a, &s->n->list, Name);
    TRY_MEM(name, s->x->err);
    *name = (Name){
        .first = first, .end = end, .type = type, .sure = sure, .known = known, .title = title};
    TRY_MEM(names_key(a, s->t, first, end, &name->key) == ST_OK, s->x->err);
    for (uint32_t i = first; i < end; i++) s->n->name_at[i] = s->n->list.n;
    return ST_OK;
}

static NameType type_of(WorldHit h) {
    if (!h.row) return NAME_NONE;
    if (world_is_place(h.kind)) return NAME_PLACE;
    if (world_is_body(h.kind)) return NAME_ORGANISATION;
    return h.kind == WORLD_OFFICEHOLDER ? NAME_PERSON : NAME_NONE;
}

/* The row of some tables that a name as a whole is; none when it is only a part of it. */
static WorldHit match_whole(const Scan *s, uint32_t kinds, uint32_t first, uint32_t end) {
    bool uncased = kinds & 1u << WORLD_CITY && s->hints[first] & hints_telling;
    WorldHit h =
        uncased ? name_hints_uncased(s->w, first, end) : world_match_any(s->w, kinds, first, end);
    return h.words == end - first ? h : unknown;
}

static bool is_given(const Scan *s, uint32_t i) {
    return world_word(s->w, WORLD_GIVEN, s->t[i].norm) != 0;
}

static bool is_title(const Scan *s, uint32_t i) {
    return s->n->nouns[i].hit.row && s->n->nouns[i].hit.kind == WORLD_TITLE;
}

/* ---- by type */

/* Do the words beside a name say that something is or happens there: "in X", "X, Ohio"? */
static bool is_where(const Scan *s, uint32_t at) {
    if (at > s->first && token_in(&s->t[at - 1], LIST_NAME_WHERE)) return true;
    return at + 2 < s->end && str_eq(s->t[at + 1].norm, S(",")) &&
           world_match_any(s->w, 1u << WORLD_COUNTRY | 1u << WORLD_DIVISION, at + 2, s->end).row;
}

static StCode add_tagged(Scan *s, uint32_t first, uint32_t end, NamerKind kind);

/* "Athens Mayor Randy Daniel": what stands before the title is no part of the person's name. */
static StCode add_before_title(Scan *s, uint32_t *first, uint32_t end) {
    for (uint32_t i = *first + 1; i < end && !is_title(s, *first); i++) {
        if (!is_title(s, i) || is_given(s, i) || i + s->n->nouns[i].hit.words > end) continue;
        WorldHit h = match_whole(s, PLACE_KINDS | BODY_KINDS, *first, i);
        bool last = i + s->n->nouns[i].hit.words >= end;
        if (last && (!h.row || is_given(s, *first))) continue;
        if (h.row) TRY(add(s, *first, i, type_of(h), 3, h, *first));
        *first = i;
        return ST_OK;
    }
    return ST_OK;
}

/* "Sadrists", "the Firangs": more than one */
static bool is_people(const Scan *s, uint32_t first, uint32_t end) {
    return end - first == 1 && s->t[first].xpos == XPOS_NNPS && !is_given(s, first) &&
           !world_word(s->w, WORLD_SURNAME, s->t[first].norm);
}

/* "Secretary of | State Ann Lee": a title that begins before the name and reaches into it; the name
 * begins behind it. Where the title begins, else where the name does. */
static uint32_t leave_title(const Scan *s, uint32_t *first, uint32_t end) {
    enum { TITLE_BACK = 4 };
    for (uint32_t i = *first; i-- > s->first && *first - i <= TITLE_BACK;) {
        uint32_t behind = i + s->n->nouns[i].hit.words;
        if (!is_title(s, i) || behind <= *first || behind >= end) continue;
        *first = behind;
        return i;
    }
    return *first;
}

static StCode add_person(Scan *s, uint32_t first, uint32_t end) {
    uint32_t begins = leave_title(s, &first, end);
    if (begins == first) TRY(add_before_title(s, &first, end));
    WorldHit body = world_match_any(s->w, BODY_KINDS, first, end);
    if (body.words > 1) return add(s, first, first + body.words, NAME_ORGANISATION, 3, body, first);
    uint32_t i = first;
    while (i < end && is_title(s, i) && i + s->n->nouns[i].hit.words < end)
        i += s->n->nouns[i].hit.words;
    if (is_title(s, i) && i + s->n->nouns[i].hit.words >= end) return ST_OK;
    const Noun *n = &s->n->nouns[i];
    if (n->people.row && n->people.words >= end - i && !is_given(s, i)) return ST_OK;
    if (is_people(s, i, end)) return ST_OK;
    WorldHit town = end - i == 1 ? match_whole(s, PLACE_KINDS, i, end) : unknown;
    if (town.row && is_where(s, i)) return add(s, i, end, NAME_PLACE, 2, town, i);
    uint32_t title = begins < first ? begins : i;
    while (title > s->first && !s->n->name_at[title - 1] && is_title(s, title - 1)) title--;
    WorldHit known = match_whole(s, 1u << WORLD_OFFICEHOLDER, i, end);
    uint32_t sure = known.row || title < i ? 3 : end - i > 1 ? 2 : 1;
    return add(s, i, end, NAME_PERSON, sure, known, title);
}

static bool is_side(const Scan *s, uint32_t i) {
    return token_in(&s->t[i], LIST_NAME_SIDE) || names_part_is(s->w, i, "direction");
}

static StCode add_inner_place(Scan *s, uint32_t first, uint32_t end);

static StCode add_place(Scan *s, uint32_t first, uint32_t end) {
    WorldHit h = match_whole(s, PLACE_KINDS, first, end);
    const Noun *n = &s->n->nouns[first];
    if (n->people.row && n->people.words >= end - first && !h.row) return ST_OK;
    /* "East Texas": the place is Texas */
    if (!h.row && end - first > 1 && is_side(s, first)) {
        h = match_whole(s, PLACE_KINDS, first + 1, end);
        first += h.row != 0;
    }
    WorldHit part = h.row ? unknown : world_match_any(s->w, PLACE_KINDS, first, end);
    bool house =
        names_part_is(s->w, end - 1, "organisation") || names_part_is(s->w, end - 1, "place_after");
    if (part.row && !house && (part.words > 1 || !world_is_common(part.kind)))
        return add(s, first, first + part.words, NAME_PLACE, 3, part, first);
    if (house && !h.row) TRY(add_inner_place(s, first, end));
    if (!h.row && end - first == 1 && house) return ST_OK; /* "Dam", "County" */
    uint32_t sure = h.row && !world_is_common(h.kind) ? 3 : h.row || end - first > 1 ? 2 : 1;
    return add(s, first, end, NAME_PLACE, sure, h, first);
}

/* "Shreveport Police Department": the place inside the body's name. */
static StCode add_inner_place(Scan *s, uint32_t first, uint32_t end) {
    WorldHit h = world_match_any(s->w, PLACE_KINDS, first, end);
    if (!h.row || h.words >= end - first || (h.words == 1 && is_given(s, first))) return ST_OK;
    if (world_is_common(h.kind) && h.words == 1 && world_word(s->w, WORLD_PLAIN, s->t[first].norm))
        return ST_OK;
    return add(s, first, first + h.words, NAME_PLACE, 3, h, first);
}

static StCode add_body(Scan *s, uint32_t first, uint32_t end) {
    WorldHit known = match_whole(s, BODY_KINDS, first, end);
    if (known.row) return add(s, first, end, NAME_ORGANISATION, 3, known, first);
    /* "Azerbaijani Defence Ministry", "Supreme Court": actors_nominal makes these */
    uint32_t i = first;
    if (s->n->nouns[i].people.row) i += s->n->nouns[i].people.words;
    if (i >= end) return ST_OK;
    WorldHit noun = s->n->nouns[i].hit;
    if (noun.row && noun.kind != WORLD_TITLE && i + noun.words >= end) return ST_OK;
    TRY(add_inner_place(s, first, end));
    return add(s, first, end, NAME_ORGANISATION, end - first > 1 ? 2 : 1, unknown, first);
}

/* Is a town's name hardly that of anything or anybody else? */
static bool is_town(const Scan *s, uint32_t first, WorldHit h) {
    uint64_t other = 1ull << HINT_GIVEN | 1ull << HINT_PLAIN;
    if (!(s->hints[first] & 1ull << HINT_LARGE)) other |= 1ull << HINT_SURNAME;
    if (s->loud) return false;
    if (h.words > 1) return true;
    if (s->hints[first] & other) return false;
    const Token *t = &s->t[first];
    return t->form.n > 3 && !(t->flags & TOKEN_UPPER) && !names_part(s->w, first).n &&
           !s->n->nouns[first].hit.row;
}

/* "Foreign Minister X", "spokeswoman Y" */
static bool follows_title(const Scan *s, uint32_t at) {
    for (uint32_t i = at; i-- > s->first && at - i <= 4;)
        if (is_title(s, i) && i + s->n->nouns[i].hit.words == at) return true;
    return false;
}

/* "the village of X" */
static bool follows_place(const Scan *s, uint32_t at) {
    return at >= s->first + 2 && str_eq(s->t[at - 1].norm, S("of")) &&
           !(s->t[at - 2].flags & TOKEN_CAPITAL) && names_part_is(s->w, at - 2, "place_after");
}

/* "Hurricane Katrina": what stands behind such a word is no person and no place. */
static bool is_storm(const Scan *s, uint32_t first) {
    uint32_t head = first > s->first && s->t[first - 1].flags & TOKEN_CAPITAL ? first - 1 : first;
    return names_part_is(s->w, head, "storm") || names_part_is(s->w, first, "storm");
}

/* A name as the tagger found it; tables that know it for something else are believed where their
 * names hardly mean anything else. */
static StCode add_tagged(Scan *s, uint32_t first, uint32_t end, NamerKind kind) {
    if (s->x->time_at[first] && s->x->time_at[end - 1]) return ST_OK;
    NameRange range = {first, end, s->first, s->end};
    kind = names_widen(s->n, kind, &range);
    first = range.first, end = range.end;
    if (is_storm(s, first)) {
        TRY(add(s, first, end, NAME_OTHER, 3, unknown, first));
        s->n->list.v[s->n->list.n - 1].storm = true;
        return ST_OK;
    }
    WorldHit h = match_whole(s, PLAIN_KINDS, first, end);
    bool plain = kind != NAMER_PERSON || h.words > 1 || h.kind == WORLD_COUNTRY;
    if (h.row && (plain || world_is_body(h.kind)))
        return add(s, first, end, type_of(h), 3, h, first);
    if (h.row && !is_given(s, first)) return add(s, first, end, type_of(h), 1, h, first);
    if (kind == NAMER_OTHER && follows_title(s, first)) kind = NAMER_PERSON;
    if (follows_place(s, first)) kind = NAMER_PLACE;
    h = match_whole(s, PLACE_KINDS, first, end);
    if (h.row && kind != NAMER_PLACE && is_town(s, first, h))
        return add(s, first, end, NAME_PLACE, 1, h, first);
    switch (kind) {
    case NAMER_PERSON: return add_person(s, first, end);
    case NAMER_ORGANISATION: return add_body(s, first, end);
    case NAMER_PLACE: return add_place(s, first, end);
    default: return add(s, first, end, NAME_OTHER, 1, unknown, first);
    }
}

/* ---- sentences */

static StCode add_all_tagged(Scan *s, const uint8_t *labels) {
    for (uint32_t i = s->first; i < s->end;) {
        uint8_t label = labels[i - s->first];
        uint32_t end = i + 1;
        if (label && namer_place(label) == NAMER_FIRST)
            while (end < s->end && namer_place(labels[end++ - s->first]) == NAMER_INSIDE) {
            }
        uint32_t first = i;
        while (first < end && s->n->name_at[first]) first++;
        while (first > i && first < end && !(s->t[first].flags & TOKEN_CAPITAL)) first++;
        if (label && first < end) TRY(add_tagged(s, first, end, namer_kind(label)));
        i = end;
    }
    return ST_OK;
}

static bool is_free_name(const Scan *s, uint32_t i) {
    return i < s->end && !s->n->name_at[i] && s->t[i].flags & TOKEN_CAPITAL &&
           s->t[i].upos == UPOS_PROPN && !s->x->time_at[i] && !s->n->nouns[i].people.row;
}

/* "Veltra, Inc.": the end of the words before a company's form, 0 when there is none. */
static uint32_t company_end(const Scan *s, uint32_t i) {
    while (is_free_name(s, i) && !names_part_is(s->w, i, "company")) i++;
    uint32_t form = i + (i < s->end && str_eq(s->t[i].norm, S(",")));
    bool is =
        form < s->end && s->t[form].flags & TOKEN_CAPITAL && names_part_is(s->w, form, "company");
    return is ? i : 0;
}

/* Where the tagger is silent: proper nouns behind a title or before a company's form, and a body's
 * short form in brackets. */
static StCode add_told(Scan *s, uint32_t i) {
    if (!is_free_name(s, i)) return ST_OK;
    uint32_t company = company_end(s, i);
    if (company > i && !s->loud) return add_tagged(s, i, company, NAMER_ORGANISATION);
    uint32_t end = i + 1, before = i >= s->first + 2 ? s->n->name_at[i - 2] : 0;
    bool bracket = before && token_opens(&s->t[i - 1]);
    if (bracket && s->t[i].flags & TOKEN_UPPER &&
        s->n->list.v[before - 1].type == NAME_ORGANISATION)
        return add(s, i, end, NAME_ORGANISATION, 3, unknown, i);
    bool place = follows_place(s, i);
    if (s->loud || is_title(s, i) || s->n->nouns[i].hit.row || !(place || follows_title(s, i)))
        return ST_OK;
    while (is_free_name(s, end) && !is_title(s, end)) end++;
    if (place) return add(s, i, end, NAME_PLACE, 2, match_whole(s, PLACE_KINDS, i, end), i);
    WorldHit known = match_whole(s, 1u << WORLD_OFFICEHOLDER, i, end);
    return add(s, i, end, NAME_PERSON, 3, known, i);
}

/* "in kerala", of somebody who writes no capitals. */
static StCode add_uncased(Scan *s, uint32_t i) {
    if (s->n->name_at[i] || !(s->hints[i] & hints_telling)) return ST_OK;
    bool where = is_where(s, i) || (i > s->first && token_in(&s->t[i - 1], LIST_UNCASED_WHERE));
    if (!where) return ST_OK;
    WorldHit h = name_hints_uncased(s->w, i, s->end);
    return h.row ? add(s, i, i + h.words, NAME_PLACE, 2, h, i) : ST_OK;
}

/* Where the tagger is silent, names that tables know and that hardly mean anything else. */
static StCode add_known(Scan *s) {
    for (uint32_t i = s->first; i < s->end; i++) {
        const Noun *n = &s->n->nouns[i];
        NameRange range = {i, i + 1, s->first, s->end};
        bool may = s->t[i].flags & TOKEN_CAPITAL || names_particle(s->w, &range, i);
        if (!may) TRY(add_uncased(s, i));
        if (s->n->name_at[i] || s->x->time_at[i] || !may) continue;
        WorldHit h = world_match_any(s->w, PLAIN_KINDS, i, s->end);
        if (!h.row && s->t[i].upos == UPOS_PROPN && i > s->first) {
            h = world_match_any(s->w, PLACE_KINDS, i, s->end);
            uint32_t end = i + h.words;
            bool more =
                (end < s->end && s->t[end].upos == UPOS_PROPN) || s->t[i - 1].upos == UPOS_PROPN;
            if (h.row && (!is_town(s, i, h) || more)) h = unknown;
        }
        if (!h.row || h.words <= n->people.words || h.words < n->hit.words) {
            TRY(add_told(s, i));
            continue;
        }
        bool free = true;
        for (uint32_t k = i; k < i + h.words; k++) free = free && !s->n->name_at[k];
        if (!free) continue;
        if (h.words == 1 && h.kind != WORLD_COUNTRY && s->t[i].upos != UPOS_PROPN) continue;
        uint32_t sure = world_is_common(h.kind) || h.kind == WORLD_COUNTY ? 1 : 3;
        TRY(add(s, i, i + h.words, type_of(h), sure, h, i));
        i += h.words - 1;
    }
    return ST_OK;
}

static StCode scan_sentence(Scan *s, WordView *views, uint8_t *labels) {
    const Namer *namer = s->x->lang ? lang_namer(s->x->lang) : NULL;
    uint32_t n = s->end - s->first;
    if (namer && namer->head) {
        words_view(s->t + s->first, n, s->loud || words_caseless(s->t + s->first, n), views);
        namer_run(namer, views, s->hints + s->first, n, hints_telling, labels);
        TRY(add_all_tagged(s, labels));
    }
    return add_known(s);
}

static StCode mark_noun(Names *n, const Parse *p, const Sentence *s, uint32_t i) {
    const Token *t = &p->tokens.v[i];
    const World *w = &n->world;
    uint32_t end = s->first + s->count;
    Noun *noun = &n->nouns[i];
    noun->hit = unknown;
    noun->people = unknown;
    if (t->upos == UPOS_PUNCT || t->upos == UPOS_DET || t->upos == UPOS_NUM ||
        t->flags & TOKEN_CLITIC)
        return ST_OK;
    noun->hit =
        world_match_any(w, 1u << WORLD_TITLE | 1u << WORLD_BODY | 1u << WORLD_POPULATION, i, end);
    if (!(t->flags & TOKEN_CAPITAL)) return ST_OK;
    noun->people = world_match_any(w, 1u << WORLD_DEMONYM | 1u << WORLD_PEOPLE, i, end);
    if (!noun->people.row) return ST_OK;
    noun->country = world_country(w, noun->people);
    noun->demonym = str_eq(world_cell(w, noun->people, "form"), S("adjective"));
    return ST_OK;
}

/* Where the report was written, from its dateline. */
static Str dateline_country(const World *w, const Parse *p) {
    static const uint32_t kinds = 1u << WORLD_COUNTRY | 1u << WORLD_CAPITAL | 1u << WORLD_CITY;
    for (uint32_t i = 0; i < p->sentences.n; i++) {
        const Sentence *s = &p->sentences.v[i];
        for (uint32_t k = s->first; s->block == BLOCK_DATELINE && k < s->first + s->count; k++) {
            WorldHit h = world_match_any(w, kinds, k, s->first + s->count);
            if (h.row) return world_iso3(w, world_country(w, h));
        }
    }
    return (Str){NULL, 0};
}

/* "FOULPOINTE, April 7 (AFP)": written from a place that no table knows. */
static bool is_written_elsewhere(const Parse *p) {
    for (uint32_t i = 0; i < p->sentences.n; i++) {
        const Sentence *s = &p->sentences.v[i];
        if (s->block != BLOCK_DATELINE) continue;
        for (uint32_t k = s->first + 1; k < s->first + s->count; k++)
            if (p->tokens.v[k].xpos == XPOS_COMMA) return p->tokens.v[s->first].upos == UPOS_PROPN;
        return false;
    }
    return false;
}

/* What the tables added stands behind what the tagger found: into text order. */
static void put_in_order(Names *n, uint32_t from) {
    Name *v = n->list.v;
    for (uint32_t i = from + 1; i < n->list.n; i++) {
        Name one = v[i];
        uint32_t k = i;
        for (; k > from && v[k - 1].first > one.first; k--) v[k] = v[k - 1];
        v[k] = one;
    }
    for (uint32_t i = from; i < n->list.n; i++)
        for (uint32_t k = v[i].first; k < v[i].end; k++) n->name_at[k] = i + 1;
}

static StCode scan_all(Extraction *x, Names *out, const NameHints *hints) {
    const Parse *p = &x->parse;
    uint32_t most = 0;
    for (uint32_t i = 0; i < p->sentences.n; i++)
        if (p->sentences.v[i].count > most) most = p->sentences.v[i].count;
    WordView *views = arena_new(x->arena, WordView, most);
    uint8_t *labels = arena_new(x->arena, uint8_t, most);
    TRY_MEM(views && labels, x->err);
    for (uint32_t i = 0; i < p->sentences.n; i++) {
        const Sentence *s = &p->sentences.v[i];
        if (!s->coded) continue;
        for (uint32_t k = s->first; k < s->first + s->count; k++) TRY(mark_noun(out, p, s, k));
        Scan scan = {x,         out,      &out->world,         p->tokens.v,
                     hints->of, s->first, s->first + s->count, hints->loud[i]};
        uint32_t had = out->list.n;
        TRY(scan_sentence(&scan, views, labels));
        put_in_order(out, had);
    }
    return ST_OK;
}

StCode names_find(Extraction *x, Names *out) {
    const Parse *p = &x->parse;
    *out = (Names){0};
    TRY(world_open(x->tables, p, x->arena, &out->world, x->err));
    out->name_at = arena_new(x->arena, uint32_t, p->tokens.n);
    out->nouns = arena_new(x->arena, Noun, p->tokens.n);
    TRY_MEM(out->name_at && out->nouns, x->err);
    out->dateline = dateline_country(&out->world, p);
    out->elsewhere = !out->dateline.n && is_written_elsewhere(p);
    NameHints hints;
    TRY(name_hints_find(p, &out->world, x->arena, &hints, x->err));
    TRY(scan_all(x, out, &hints));
    names_tell_forces(x, out);
    TRY(names_trim(x, out));
    TRY(names_repeat(x, out));
    return names_settle(x, out);
}
