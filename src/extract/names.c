#include "extract/names.h"

#include "base/map.h"
#include "base/utf8.h"

enum {
    NAME_WORDS_MAX = 14, /* tokens of one name */
    PLACE_KINDS = 1u << WORLD_COUNTRY | 1u << WORLD_REGION | 1u << WORLD_DIVISION |
                  1u << WORLD_CAPITAL | 1u << WORLD_CITY | 1u << WORLD_COUNTY |
                  1u << WORLD_DISTRICT,
    COMMON_KINDS = 1u << WORLD_CITY | 1u << WORLD_DISTRICT,
    BODY_KINDS = 1u << WORLD_ORGANISATION | 1u << WORLD_GROUP,
    NAME_KINDS = PLACE_KINDS | BODY_KINDS | 1u << WORLD_OFFICEHOLDER
};

typedef struct Scan {
    Extraction *x;
    Names *n;
    const World *w;
    const Token *t;
    const Map *capital;  /* folded words that are capitalised inside a sentence of the document */
    uint32_t first, end; /* of the sentence */
    bool loud;
} Scan;

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
    if (w->norms[token].n > TABLE_KEY_MAX) return false;
    for (uint32_t r = 0; (r = table_find(t, w->norms[token], r));)
        if (str_eq(table_cell(t, r - 1, w->kind[WORLD_PART]), str_of(kind))) return true;
    return false;
}

/* ---- what words are */

static bool is_closed(const Token *t) {
    switch (t->upos) {
    case UPOS_DET:
    case UPOS_ADP:
    case UPOS_PRON:
    case UPOS_AUX:
    case UPOS_CCONJ:
    case UPOS_SCONJ:
    case UPOS_PART:
    case UPOS_PUNCT:
    case UPOS_NUM:
    case UPOS_SYM: return true;
    default: return false;
    }
}

static bool word_is(const Token *t, const char *const *words) {
    for (; *words; words++)
        if (str_eq(t->norm, str_of(*words))) return true;
    return false;
}

static bool is_particle(const Token *t) {
    static const char *const words[] = {"de",  "del",  "della", "di",  "da",  "dos", "das", "do",
                                        "la",  "le",   "van",   "von", "der", "den", "ter", "bin",
                                        "ibn", "bint", "al",    "el",  "ul",  "ur",  "abu", "ould",
                                        "du",  "des",  "ben",   "y",   "e",   "zu",  "as",  "ar",
                                        "ad",  "ez",   "es",    "ash", "az",  "an",  "ag",  NULL};
    return word_is(t, words);
}

static bool is_capital_word(const Scan *s, uint32_t i) {
    const Token *t = &s->t[i];
    return t->flags & TOKEN_CAPITAL &&
           utf8_is_letter((unsigned char)t->form.p[0] < 0x80 ? (uint32_t)t->form.p[0] : 0xc0) &&
           !(t->flags & TOKEN_CLITIC);
}

/* The first word of a sentence, or of a quotation, is capitalised whatever it is. */
static bool opens(const Scan *s, uint32_t i) {
    if (i == s->first) return true;
    const Token *before = &s->t[i - 1];
    return before->upos == UPOS_PUNCT && !str_eq(before->norm, S(",")) &&
           !str_eq(before->norm, S("-")) && !str_eq(before->norm, S("("));
}

static bool is_given(const Scan *s, uint32_t i) {
    return world_word(s->w, WORLD_GIVEN, s->t[i].norm) != 0;
}

/* May the token be part of a name, by its form and tag? */
static bool may_name(const Scan *s, uint32_t i) {
    const Token *t = &s->t[i];
    if (!is_capital_word(s, i) || s->x->time_at[i]) return false;
    if (names_part_is(s->w, i, "time") &&
        !(i > s->first && is_capital_word(s, i - 1) && !names_part_is(s->w, i - 1, "time")))
        return false;
    if (s->loud || t->upos == UPOS_PROPN)
        return t->upos == UPOS_PROPN || (!is_closed(t) && t->form.n > 3 && is_given(s, i));
    if (t->form.n == 1) return false;
    if (is_closed(t) && !(t->flags & TOKEN_UPPER)) return false;
    /* a word that no tag calls a name: a table must know it, or the document write it so elsewhere
     */
    if (opens(s, i) && map_get(s->capital, t->norm)) return true;
    if (t->flags & TOKEN_UPPER && !is_closed(t) && t->form.n > 1) return true;
    if (!opens(s, i) && i > s->first && s->t[i - 1].upos == UPOS_PROPN) return true;
    WorldHit h = world_match_any(s->w, NAME_KINDS, i, s->end);
    return h.row && (!world_is_common(h.kind) || h.words > 1);
}

/* ---- runs */

static bool tight(const Token *t) {
    return !(t->flags & TOKEN_SPACE_BEFORE);
}

static bool has_part(const Scan *s, uint32_t first, uint32_t end, const char *kind) {
    for (uint32_t i = first; i < end; i++)
        if (names_part_is(s->w, i, kind)) return true;
    return false;
}

/* Inside a name any capitalised word will do. */
static bool goes_on(const Scan *s, uint32_t i) {
    return is_capital_word(s, i) && !is_closed(&s->t[i]) && !s->x->time_at[i];
}

/* The token after a connector at `i` with which a run goes on, or 0. */
static uint32_t connect(const Scan *s, uint32_t first, uint32_t i) {
    const Token *t = &s->t[i];
    if (i + 1 >= s->end) return 0;
    if (str_eq(t->norm, S("-")) && tight(t) && tight(&s->t[i + 1])) {
        if (may_name(s, i + 1) || s->t[i + 1].form.n <= 4) return i + 1;
        return 0;
    }
    if (str_eq(t->norm, S("&")) && may_name(s, i + 1)) return i + 1;
    bool of = str_eq(t->norm, S("of")), on = str_eq(t->norm, S("for")) || str_eq(t->norm, S("on"));
    if (of || on) {
        if (!has_part(s, first, i, "organisation") && !(of && has_part(s, first, i, "place_after")))
            return 0;
        uint32_t next = i + 1 + (str_eq(s->t[i + 1].norm, S("the")) && i + 2 < s->end);
        return goes_on(s, next) ? next : 0;
    }
    if (str_eq(t->norm, S("and")) && has_part(s, first, i, "organisation") && may_name(s, i + 1)) {
        for (uint32_t k = first; k < i; k++)
            if (str_eq(s->t[k].norm, S("of")) || str_eq(s->t[k].norm, S("for"))) return i + 1;
        return 0;
    }
    if (is_particle(t)) {
        uint32_t next = i + 1;
        while (next + 1 < s->end && next < i + 3 &&
               (is_particle(&s->t[next]) || str_eq(s->t[next].norm, S("-")) ||
                str_eq(s->t[next].norm, S("la"))))
            next++;
        return may_name(s, next) ? next : 0;
    }
    return 0;
}

static const Noun *noun_at(const Scan *s, uint32_t i) {
    return &s->n->nouns[i];
}

static uint32_t run_end(const Scan *s, uint32_t first) {
    uint32_t i = first + 1;
    while (i < s->end && i - first < NAME_WORDS_MAX) {
        /* offices with small words in them: "U.S. Secretary of State Antony Blinken" */
        const Noun *n = noun_at(s, i);
        if (n->hit.row && n->hit.kind == WORLD_TITLE && n->hit.words > 1 && may_name(s, i)) {
            i += n->hit.words;
            continue;
        }
        if (may_name(s, i) || (i > first && str_eq(s->t[i - 1].norm, S("of")) && goes_on(s, i))) {
            i++;
            continue;
        }
        uint32_t next = connect(s, first, i);
        if (!next) break;
        i = next + 1;
    }
    return i;
}

/* ---- typing */

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

static const WorldHit unknown = {WORLD_NONE, 0, 0, {NULL, 0}};

static NameType type_of(WorldHit h) {
    if (!h.row) return NAME_NONE;
    if (world_is_place(h.kind)) return NAME_PLACE;
    if (world_is_body(h.kind)) return NAME_ORGANISATION;
    return h.kind == WORLD_OFFICEHOLDER ? NAME_PERSON : NAME_NONE;
}

static bool is_initial(const Token *t) {
    return t->flags & TOKEN_CAPITAL && (t->form.n == 1 || (t->form.n == 2 && t->form.p[1] == '.'));
}

/* Words around a name that tell what it is. */
static NameType type_by_context(const Scan *s, uint32_t first, uint32_t end) {
    static const char *const in[] = {"in",     "near",       "at",     "outside", "inside",
                                     "across", "throughout", "around", NULL};
    static const char *const speak[] = {"said",     "says",   "told",      "added", "who",
                                        "asked",    "whose",  "explained", "noted", "wrote",
                                        "recalled", "argued", NULL};
    static const char *const age[] = {",", NULL};
    if (end < s->end && word_is(&s->t[end], speak)) return NAME_PERSON;
    if (end + 1 < s->end && word_is(&s->t[end], age) &&
        (s->t[end + 1].upos == UPOS_NUM || word_is(&s->t[end + 1], speak)))
        return NAME_PERSON;
    if (first > s->first && word_is(&s->t[first - 1], in)) return NAME_PLACE;
    if (first > s->first && names_part_is(s->w, first - 1, "direction")) return NAME_PLACE;
    if (end + 1 < s->end && str_eq(s->t[end].norm, S(",")) && end + 1 < s->end &&
        world_match_any(s->w, 1u << WORLD_COUNTRY | 1u << WORLD_DIVISION, end + 1, s->end).row)
        return NAME_PLACE;
    if (first > s->first + 1 && end < s->end && str_eq(s->t[first - 1].norm, S("the")) &&
        str_eq(s->t[end].norm, S("'s")))
        return NAME_ORGANISATION;
    return NAME_NONE;
}

static bool all_names(const Scan *s, uint32_t first, uint32_t end) {
    for (uint32_t i = first; i < end; i++)
        if (s->t[i].upos != UPOS_PROPN && s->t[i].upos != UPOS_PUNCT) return false;
    return true;
}

static bool is_acronym(const Token *t) {
    return t->flags & TOKEN_UPPER && t->form.n >= 2 && t->form.n <= 7 && !(t->flags & TOKEN_DIGIT);
}

/* "Shreveport Police Department": the place inside the body's name. */
static StCode add_inner_place(Scan *s, uint32_t first, uint32_t end) {
    WorldHit h = world_match_any(s->w, PLACE_KINDS, first, end);
    if (!h.row || h.words >= end - first || is_given(s, first)) return ST_OK;
    if (world_is_common(h.kind) && h.words == 1 && world_word(s->w, WORLD_PLAIN, s->t[first].norm))
        return ST_OK;
    return add(s, first, first + h.words, NAME_PLACE, 3, h, first);
}

static StCode add_organisation(Scan *s, uint32_t first, uint32_t end, uint32_t sure) {
    TRY(add_inner_place(s, first, end));
    return add(s, first, end, NAME_ORGANISATION, sure, unknown, first);
}

/* A run without titles that no table knows as a whole. */
static StCode type_unknown(Scan *s, uint32_t first, uint32_t end) {
    uint32_t words = end - first;
    const World *w = s->w;
    if (names_part_is(w, end - 1, "thing"))
        return add(s, first, end, NAME_OTHER, 3, unknown, first);
    if (names_part_is(w, end - 1, "company") && words > 1)
        return add_organisation(s, first, end, 3);
    bool given = is_given(s, first) && words > 1 && words <= 5;
    if (words > 1 && has_part(s, first, end, "organisation") &&
        !(given && !names_part_is(w, end - 1, "organisation")))
        return add_organisation(s, first, end, 3);
    if (words > 1 && names_part_is(w, end - 1, "place_after"))
        return add(s, first, end, NAME_PLACE, 3, unknown, first);
    if (given) return add(s, first, end, NAME_PERSON, 3, unknown, first);
    if (words > 1 && names_part_is(w, first, "place_before"))
        return add(s, first, end, NAME_PLACE, 2, unknown, first);
    if (words > 2 && words < 6 && is_initial(&s->t[first + 1]))
        return add(s, first, end, NAME_PERSON, 3, unknown, first);
    if (words > 1 && is_initial(&s->t[first]))
        return add(s, first, end, NAME_PERSON, 2, unknown, first);
    if (words == 1 && is_acronym(&s->t[first]) && !s->loud)
        return add_organisation(s, first, end, 1);
    NameType by = s->loud ? NAME_NONE : type_by_context(s, first, end);
    if (by) return add(s, first, end, by, 2, unknown, first);
    if (!s->loud && (words == 2 || words == 3)) {
        NameType type = all_names(s, first, end) ? NAME_PERSON : NAME_OTHER;
        return add(s, first, end, type, type == NAME_PERSON, unknown, first);
    }
    return add(s, first, end, NAME_NONE, 0, unknown, first);
}

static StCode type_rest(Scan *s, uint32_t first, uint32_t end);

/* A run whose beginning, not the whole, is in a table. */
static StCode type_partly(Scan *s, uint32_t first, uint32_t end, WorldHit h) {
    uint32_t words = end - first, cut = first + h.words;
    const World *w = s->w;
    bool inside = !names_part_is(w, end - 1, "thing") && words <= 12;
    if (inside && (has_part(s, first, end, "organisation") || names_part_is(w, end - 1, "company")))
        return type_unknown(s, first, end);
    if (names_part_is(w, end - 1, "place_after") || names_part_is(w, end - 1, "thing"))
        return type_unknown(s, first, end);
    if (type_of(h) == NAME_PLACE && words <= 4 &&
        ((is_given(s, first) && h.words == 1) || (world_is_common(h.kind) && h.words == 1) ||
         is_initial(&s->t[cut])))
        return type_unknown(s, first, end);
    /* "Georgia Tech", "Air Zimbabwe": a place and more words is most often a body */
    bool places = world_match_any(w, NAME_KINDS, cut, s->end).row || noun_at(s, cut)->people.row ||
                  noun_at(s, cut)->hit.row || !is_capital_word(s, cut);
    if (type_of(h) == NAME_PLACE && !places && words <= 4)
        return add_organisation(s, first, end, 1);
    TRY(add(s, first, cut, type_of(h), 3, h, first));
    return type_rest(s, cut, end);
}

/* A place whose name is a plain word too needs more than a capital. */
static bool city_is_doubtful(const Scan *s, WorldHit h, uint32_t first) {
    if (!world_is_common(h.kind) || h.words > 1) return false;
    const Token *t = &s->t[first];
    if (t->form.n <= 3 || opens(s, first) || s->loud) return true;
    return names_part(s->w, first).n || is_given(s, first) ||
           world_word(s->w, WORLD_PLAIN, t->norm);
}

static StCode type_rest(Scan *s, uint32_t first, uint32_t end) {
    while (first < end && (is_closed(&s->t[first]) && !may_name(s, first))) first++;
    if (first >= end) return ST_OK;
    const World *w = s->w;
    WorldHit h = world_match_any(w, NAME_KINDS, first, s->end);
    if (end - first == 1 && h.words < 2 && names_part_is(w, first, "thing"))
        return add(s, first, end, NAME_OTHER, 3, unknown, first);
    const Noun *n = noun_at(s, first);
    bool common = n->hit.row && n->hit.kind != WORLD_TITLE && n->hit.words >= end - first;
    if (n->people.row && n->people.words >= end - first && h.words <= n->people.words)
        return ST_OK;                                                /* "Karabakh Armenians" */
    if (common && (!h.row || world_is_common(h.kind))) return ST_OK; /* "Marines" */
    if (h.row && h.words >= end - first) {
        uint32_t to = first + h.words;
        uint32_t sure = city_is_doubtful(s, h, first) ? 1 : 3;
        if (world_is_common(h.kind) && sure == 3) sure = 2;
        NameType by = sure < 3 ? type_by_context(s, first, to) : NAME_NONE;
        if (sure < 3 && by == NAME_PERSON) return add(s, first, to, NAME_PERSON, 1, unknown, first);
        if (by == NAME_PLACE) sure = 3;
        if (sure == 1 && world_word(w, WORLD_PLAIN, s->t[first].norm))
            return type_unknown(s, first, to);
        if (sure == 1 && is_given(s, first)) return add(s, first, to, NAME_PERSON, 1, h, first);
        return add(s, first, to, type_of(h), sure, h, first);
    }
    if (h.row) return type_partly(s, first, end, h);
    /* "East Texas": the place is Texas */
    static const char *const sides[] = {"north", "south", "east", "west", NULL};
    if (end - first > 1 && (word_is(&s->t[first], sides) || names_part_is(w, first, "direction"))) {
        h = world_match_any(w, PLACE_KINDS, first + 1, s->end);
        if (h.row && h.words >= end - first - 1)
            return add(s, first + 1, first + 1 + h.words, NAME_PLACE, 3, h, first + 1);
    }
    return type_unknown(s, first, end);
}

/* ---- titles, demonyms and bodies before and in names */

static bool is_honorific(const Scan *s, WorldHit h) {
    return str_eq(world_kind(s->w, h), S("honorific"));
}

/* "Arab League Secretary-General Chedli Klibi": a known name, then a title. */
static bool owner_before_title(const Scan *s, uint32_t i, uint32_t end) {
    WorldHit h = world_match_any(s->w, NAME_KINDS, i, end);
    if (!h.row || i + h.words >= end) return false;
    const Noun *n = noun_at(s, i + h.words);
    return n->hit.row && n->hit.kind == WORLD_TITLE;
}

/* One run: demonyms and titles off its front, then what remains. */
static StCode type_run(Scan *s, uint32_t first, uint32_t end) {
    uint32_t i = first, title = 0;
    bool titled = false, honour = false;
    WorldHit whole = world_match_any(s->w, NAME_KINDS, first, s->end);
    if (whole.row && whole.words > noun_at(s, first)->people.words && whole.words >= end - first)
        return type_rest(s, first, end);
    while (i < end) {
        const Noun *n = noun_at(s, i);
        bool is_title = n->hit.row && n->hit.kind == WORLD_TITLE;
        bool person = i + 1 < end && is_given(s, i) && !noun_at(s, i + 1)->hit.row;
        /* "Oreski Justice and Development Party": a known body begins with what is a title too */
        WorldHit body = i > first ? world_match_any(s->w, BODY_KINDS, i, s->end) : unknown;
        if (body.words > 1 && body.words > n->hit.words && body.words >= end - i) break;
        if (n->hit.row && n->hit.kind == WORLD_POPULATION && i + n->hit.words >= end) return ST_OK;
        if (n->people.row && !person && !(n->hit.row && n->hit.words > n->people.words)) {
            i += n->people.words;
            titled = false;
        } else if (is_title) {
            if (!titled) title = i;
            titled = true;
            honour = is_honorific(s, n->hit);
            i += n->hit.words;
            /* "Secretary of State", "Minister of Health": the rest of an office is no name */
            if (i < end && str_eq(s->t[i].norm, S("of"))) return ST_OK;
        } else if (!titled && i == first && owner_before_title(s, i, end)) {
            WorldHit h = world_match_any(s->w, NAME_KINDS, i, end);
            TRY(add(s, i, i + h.words, type_of(h), 3, h, i));
            i += h.words;
        } else if (str_eq(s->t[i].norm, S("former")) || str_eq(s->t[i].norm, S("deputy")) ||
                   str_eq(s->t[i].norm, S("acting")) || str_eq(s->t[i].norm, S("-"))) {
            i++;
        } else {
            break;
        }
    }
    if (i >= end) return ST_OK;
    const Noun *n = noun_at(s, i);
    /* "Azerbaijani Defence Ministry", "Supreme Court": actors_nominal makes these */
    if (n->hit.row && n->hit.kind == WORLD_BODY && i + n->hit.words >= end) return ST_OK;
    if (!titled) {
        if (i > first && has_part(s, i, end, "organisation") && !noun_at(s, i)->hit.row &&
            world_match_any(s->w, BODY_KINDS, i, s->end).words < end - i)
            return type_rest(s, first, end); /* "American Civil Liberties Union" */
        return type_rest(s, i, end);
    }
    WorldHit h = world_match(s->w, WORLD_OFFICEHOLDER, i, s->end);
    if (h.row && h.words >= end - i) return add(s, i, i + h.words, NAME_PERSON, 3, h, title);
    if (!honour && has_part(s, i, end, "organisation")) return type_rest(s, i, end);
    h = world_match_any(s->w, 1u << WORLD_COUNTRY | BODY_KINDS, i, s->end);
    if (h.row && h.words >= end - i) return type_rest(s, i, end);
    return add(s, i, end, NAME_PERSON, 3, unknown, title);
}

/* ---- sentences */

/* Capitals tell nothing where most words have them. */
static bool is_loud(const Parse *p, const Sentence *s) {
    uint32_t capital = 0, all = 0, upper = 0;
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        const Token *t = &p->tokens.v[i];
        if (t->form.n < 4 || t->flags & TOKEN_DIGIT || t->upos == UPOS_PUNCT) continue;
        all++;
        capital += (t->flags & TOKEN_CAPITAL) != 0;
        upper += (t->flags & TOKEN_UPPER) != 0;
    }
    if (upper * 2 > all && all > 3) return true;
    /* a headline has no full stop; a sentence with one may be full of names */
    bool stop = s->count && p->tokens.v[s->first + s->count - 1].xpos == XPOS_STOP;
    return all > 4 && (stop ? capital == all : capital * 10 >= all * 8);
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

static StCode scan_sentence(Scan *s) {
    for (uint32_t i = s->first; i < s->end;) {
        bool lower_article = is_particle(&s->t[i]) && i + 1 < s->end &&
                             str_eq(s->t[i + 1].norm, S("-")) && tight(&s->t[i + 1]);
        WorldHit h = {WORLD_NONE, 0, 0, {NULL, 0}};
        bool particle = is_particle(&s->t[i]) && i + 1 < s->end && is_capital_word(s, i + 1);
        if (lower_article || particle || (s->loud && is_capital_word(s, i) && !s->x->time_at[i]))
            h = world_match_any(s->w, NAME_KINDS & ~(s->loud ? COMMON_KINDS : 0u), i, s->end);
        if (h.row) {
            TRY(add(s, i, i + h.words, type_of(h), s->loud ? 2 : 3, h, i));
            i += h.words;
            continue;
        }
        if (!may_name(s, i) && !(lower_article && may_name(s, i + 2))) {
            i++;
            continue;
        }
        /* an office with small words in it: "Secretary of State Antony Blinken" */
        const Noun *n = noun_at(s, i);
        bool office = n->hit.row && n->hit.kind == WORLD_TITLE;
        uint32_t last = office && i + n->hit.words <= s->end ? i + n->hit.words - 1 : i;
        uint32_t end = run_end(s, last), had = s->n->list.n;
        TRY(type_run(s, i, end));
        if (s->n->list.n > had && s->n->list.v[s->n->list.n - 1].end > end)
            end = s->n->list.v[s->n->list.n - 1].end;
        i = end;
    }
    return ST_OK;
}

/* Words with a capital where no sentence begins. */
static StCode find_capitals(Extraction *x, const Names *n, Map *out) {
    const Parse *p = &x->parse;
    for (uint32_t i = 1; i < p->tokens.n; i++) {
        const Token *t = &p->tokens.v[i];
        if (!(t->flags & TOKEN_CAPITAL) || n->loud[t->sentence] || is_closed(t) ||
            t->sentence != t[-1].sentence || t[-1].upos == UPOS_PUNCT)
            continue;
        map_set(out, t->norm, 1);
    }
    return out->failed ? st_fail(x->err, ST_NOMEM, 0, "out of memory") : ST_OK;
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

StCode names_find(Extraction *x, Names *out) {
    const Parse *p = &x->parse;
    *out = (Names){0};
    TRY(world_open(x->tables, p, x->arena, &out->world, x->err));
    out->name_at = arena_new(x->arena, uint32_t, p->tokens.n);
    out->nouns = arena_new(x->arena, Noun, p->tokens.n);
    out->loud = arena_new(x->arena, bool, p->sentences.n);
    TRY_MEM(out->name_at && out->nouns && out->loud, x->err);
    for (uint32_t i = 0; i < p->sentences.n; i++) out->loud[i] = is_loud(p, &p->sentences.v[i]);
    out->dateline = dateline_country(&out->world, p);
    Map capital = {.arena = x->arena};
    TRY(find_capitals(x, out, &capital));
    for (uint32_t i = 0; i < p->sentences.n; i++) {
        const Sentence *s = &p->sentences.v[i];
        if (!s->coded) continue;
        for (uint32_t k = s->first; k < s->first + s->count; k++) TRY(mark_noun(out, p, s, k));
        Scan scan = {x,        out,      &out->world,         p->tokens.v,
                     &capital, s->first, s->first + s->count, out->loud[i]};
        TRY(scan_sentence(&scan));
    }
    return names_settle(x, out);
}
