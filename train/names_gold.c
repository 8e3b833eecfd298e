#include "names_gold.h"

#include "extract/names_hints.h"
#include "trainer.h"

enum { ENTITIES_MAX = 256, ENTITY_DEPTH_MAX = 64, ANY_LABEL = (1u << NAMER_LABELS) - 1 };

typedef struct Entity {
    uint32_t first, end; /* words */
    Str id, type;
} Entity;

/* ---- reading Entity= */

static Str entity_cell(Str misc) {
    Str piece;
    while (str_split(&misc, '|', &piece))
        if (str_starts(piece, S("Entity="))) return str_from(piece, 7);
    return (Str){NULL, 0};
}

bool names_gold_has_entities(const Example *e) {
    for (uint32_t i = 0; i < e->n; i++)
        if (entity_cell(e->misc[i]).n) return true;
    return false;
}

static Str until(Str s, const char *marks) {
    size_t n = 0;
    while (n < s.n && !strchr(marks, s.p[n])) n++;
    return (Str){s.p, n};
}

static uint32_t read_entities(const Example *e, Entity *out) {
    Entity open[ENTITY_DEPTH_MAX];
    uint32_t n = 0, depth = 0;
    for (uint32_t i = 0; i < e->n; i++) {
        Str rest = entity_cell(e->misc[i]);
        while (rest.n) {
            bool opens = rest.p[0] == '(';
            if (opens) rest = str_from(rest, 1);
            Str piece = until(rest, "()");
            rest = str_from(rest, piece.n);
            bool closes = rest.n && rest.p[0] == ')';
            if (closes) rest = str_from(rest, 1);
            Str id = until(piece, "-");
            if (opens && depth < ENTITY_DEPTH_MAX)
                open[depth++] = (Entity){i, i, id, until(str_from(piece, id.n + 1), "-")};
            if (!closes) continue;
            uint32_t k = depth;
            while (k && !str_eq(open[k - 1].id, id)) k--;
            if (!k || n == ENTITIES_MAX) continue;
            out[n] = open[k - 1];
            out[n++].end = i + 1;
            for (depth--; k <= depth; k++) open[k - 1] = open[k];
        }
    }
    return n;
}

/* ---- the name inside a phrase */

static uint32_t head_of(const Example *e, uint32_t i) {
    return e->words[i].head ? e->words[i].head - 1 : e->n;
}

static bool is_name_word(const Token *t) {
    return t->upos == UPOS_PROPN || (t->flags & (TOKEN_CAPITAL | TOKEN_DIGIT));
}

static bool is_mark(const Token *t) {
    return t->upos == UPOS_PUNCT || t->upos == UPOS_SYM;
}

/* Hangs on `head` as a part of the same name, directly or through other parts? */
static bool in_chain(const Example *e, uint32_t i, uint32_t head) {
    for (uint32_t hops = 0; hops < 8; hops++) {
        if (i == head) return true;
        const Token *t = &e->words[i];
        bool part = t->deprel == DEP_COMPOUND || t->deprel == DEP_FLAT || t->deprel == DEP_AMOD ||
                    t->deprel == DEP_GOESWITH || t->deprel == DEP_PUNCT ||
                    t->deprel == DEP_NUMMOD || t->deprel == DEP_FIXED ||
                    t->deprel == DEP_NMOD_UNMARKED;
        if (!part) return false;
        i = head_of(e, i);
        if (i >= e->n) return false;
    }
    return false;
}

static bool is_title(const Example *e, const uint64_t *hints, uint32_t i) {
    return hints[i] & (hint_begins(HINT_TITLE) | hint_goes_on(HINT_TITLE)) &&
           e->words[i].deprel != DEP_FLAT;
}

static uint32_t name_first(const Example *e, uint32_t from, uint32_t head) {
    uint32_t first = head;
    for (uint32_t i = head; i > from; i--) {
        const Token *t = &e->words[i - 1];
        if (!in_chain(e, i - 1, head) || !(is_name_word(t) || is_mark(t) || t->deprel == DEP_FLAT))
            break;
        if (is_mark(t) && !str_eq(t->form, S("-")) && !str_eq(t->form, S(".")) &&
            !str_eq(t->form, S("&")) && !str_eq(t->form, S("/")))
            break;
        if (!is_mark(t)) first = i - 1;
    }
    return first;
}

/* "University of Portsmouth", "Ministry of Health and Welfare": where a phrase with a capital
 * behind `of` and its like goes on from `at`; `at` when it does not. */
static uint32_t name_tail(const Example *e, uint32_t at, uint32_t end, uint32_t head) {
    static const char *const links[] = {"of", "for", "and", "on", "de",  "du",  "del",
                                        "la", "&",   "des", "di", "der", "von", NULL};
    uint32_t i = at;
    while (i < end && (e->words[i].upos == UPOS_ADP || e->words[i].upos == UPOS_DET ||
                       e->words[i].upos == UPOS_CCONJ)) {
        bool link = e->words[i].upos == UPOS_DET && i > at;
        for (int k = 0; links[k]; k++) link = link || str_eq(e->words[i].norm, str_of(links[k]));
        if (!link) return at;
        i++;
    }
    if (i == at || i >= end || !(e->words[i].flags & TOKEN_CAPITAL)) return at;
    bool and = str_eq(e->words[i - 1].norm, S("and"));
    uint32_t last = i;
    while (last < end && (e->words[last].flags & TOKEN_CAPITAL)) last++;
    /* it must hang on the name */
    uint32_t up = last - 1;
    for (uint32_t hops = 0;
         hops < 8 && up < e->n && !(up >= at && up < last && head_of(e, up) < at); hops++)
        up = head_of(e, up);
    bool hangs = up < e->n && up >= at && up < last && head_of(e, up) <= head + 8;
    return hangs && !and? last : at;
}

static uint32_t name_end(const Example *e, uint32_t end, uint32_t head, NamerKind kind) {
    uint32_t last = head + 1;
    for (uint32_t i = head + 1; i < end; i++) {
        const Token *t = &e->words[i];
        if (!in_chain(e, i, head) || !(is_name_word(t) || is_mark(t) || t->deprel == DEP_FLAT))
            break;
        if (is_mark(t) && !str_eq(t->form, S("-")) && !str_eq(t->form, S(".")) &&
            !str_eq(t->form, S("&")))
            break;
        if (t->deprel == DEP_NUMMOD && kind != NAMER_OTHER) break;
        if (!is_mark(t)) last = i + 1;
    }
    if (kind == NAMER_PERSON) return last;
    for (int times = 0; times < 3; times++) {
        uint32_t more = name_tail(e, last, end, head);
        if (more == last) break;
        last = more;
    }
    return last;
}

static bool kind_of(const Entity *n, NamerKind *out) {
    static const struct {
        const char *type;
        NamerKind kind;
    } rows[] = {{"person", NAMER_PERSON}, {"organization", NAMER_ORGANISATION},
                {"place", NAMER_PLACE},   {"abstract", NAMER_OTHER},
                {"event", NAMER_OTHER},   {"object", NAMER_OTHER},
                {"animal", NAMER_PERSON}, {NULL, NAMER_OTHER}};
    for (int i = 0; rows[i].type; i++)
        if (str_eq(n->type, str_of(rows[i].type))) {
            *out = rows[i].kind;
            return true;
        }
    return false;
}

static uint32_t entity_head(const Example *e, const Entity *n) {
    for (uint32_t i = n->first; i < n->end; i++) {
        uint32_t head = head_of(e, i);
        if (head < n->first || head >= n->end) return i;
    }
    return n->first;
}

static void set_name(uint32_t *allowed, uint32_t first, uint32_t end, NamerKind kind) {
    for (uint32_t i = first; i < end; i++) {
        NamerPlace place = end - first == 1 ? NAMER_ALONE
                           : i == first     ? NAMER_FIRST
                           : i + 1 == end   ? NAMER_LAST
                                            : NAMER_INSIDE;
        allowed[i] = 1u << namer_label(kind, place);
    }
}

/* Countries are places also where they play football. */
static bool is_country(const uint64_t *hints, uint32_t first, uint32_t end) {
    uint64_t begins = hint_begins(HINT_COUNTRY) | hint_begins(HINT_CAPITAL);
    if (!(hints[first] & begins)) return false;
    for (uint32_t i = first + 1; i < end; i++)
        if (!(hints[i] & (hint_goes_on(HINT_COUNTRY) | hint_goes_on(HINT_CAPITAL)))) return false;
    return true;
}

void names_gold_from_entities(const Example *e, const uint64_t *hints, uint32_t *allowed) {
    Entity all[ENTITIES_MAX];
    uint32_t n = read_entities(e, all);
    for (uint32_t i = 0; i < e->n; i++) allowed[i] = 1;
    for (uint32_t most = e->n; most; most--) /* longer phrases first: they claim their names */
        for (uint32_t k = 0; k < n; k++) {
            NamerKind kind;
            if (all[k].end - all[k].first != most || !kind_of(&all[k], &kind)) continue;
            uint32_t head = entity_head(e, &all[k]);
            const Token *h = &e->words[head];
            if (h->upos != UPOS_PROPN || !is_name_word(h)) continue;
            if (kind == NAMER_PERSON && h->xpos == XPOS_NNPS) continue;
            if (str_find_char(h->form, '@') < h->form.n || str_find(h->form, S("//")) < h->form.n)
                continue;
            uint32_t first = name_first(e, all[k].first, head);
            uint32_t end = name_end(e, all[k].end, head, kind);
            while (kind == NAMER_PERSON && first < head && is_title(e, hints, first)) first++;
            if (kind == NAMER_PERSON && end - first == 1 && is_title(e, hints, first)) continue;
            bool taken = false;
            for (uint32_t i = first; i < end; i++) taken = taken || allowed[i] != 1;
            if (taken) continue;
            if (kind == NAMER_ORGANISATION && is_country(hints, first, end)) kind = NAMER_PLACE;
            set_name(allowed, first, end, kind);
        }
}

/* ---- trees alone */

static bool is_time(const uint64_t *hints, uint32_t i) {
    return hints[i] >> (HINT_PART + 6) & 1;
}

static bool is_people(const uint64_t *hints, uint32_t i) {
    return hints[i] & (hint_begins(HINT_DEMONYM) | hint_begins(HINT_PEOPLE));
}

static uint32_t places_set(unsigned places) {
    uint32_t set = 0;
    for (int kind = 0; kind < NAMER_KINDS; kind++) set |= places << (1 + 4 * kind);
    return set;
}

/* Are two words next to each other parts of one name? */
static bool linked(const Example *e, uint32_t i) {
    uint32_t a = head_of(e, i), b = head_of(e, i + 1);
    Deprel da = e->words[i].deprel, db = e->words[i + 1].deprel;
    bool part_a = da == DEP_COMPOUND || da == DEP_FLAT || da == DEP_AMOD;
    bool part_b = db == DEP_COMPOUND || db == DEP_FLAT;
    return (part_a && a == i + 1) || (part_b && b == i) || (part_a && part_b && a == b) ||
           (part_a && a < e->n && a > i && part_b && b == a);
}

/* Do the words spell one name of one of the lists, and no more? */
static bool spells(const uint64_t *hints, uint32_t first, uint32_t end, const int *lists, int n) {
    for (int k = 0; k < n; k++) {
        bool all = hints[first] & hint_begins(lists[k]);
        for (uint32_t i = first + 1; i < end; i++) all = all && hints[i] & hint_goes_on(lists[k]);
        if (all && (end == first + 1 || !(hints[first + 1] & hint_begins(lists[k])))) return true;
    }
    return false;
}

/* The kind that tables are sure of; false when they are not. */
static bool known_kind(const uint64_t *hints, uint32_t first, uint32_t end, NamerKind *out) {
    static const int places[] = {HINT_COUNTRY, HINT_REGION, HINT_DIVISION, HINT_CAPITAL},
                     bodies[] = {HINT_ORGANISATION, HINT_GROUP}, people[] = {HINT_OFFICEHOLDER};
    const uint64_t given = 1ull << HINT_GIVEN, family = 1ull << HINT_SURNAME;
    uint64_t parts = 15ull << HINT_PART;
    bool place = spells(hints, first, end, places, 4), body = spells(hints, first, end, bodies, 2),
         person = spells(hints, first, end, people, 1);
    bool well = true;
    for (uint32_t i = first + 1; i < end; i++) well = well && hints[i] >> HINT_WELL_GOES_ON & 1;
    uint64_t kinds = well ? hints[first] >> HINT_WELL & 511 : 0;
    if (end - first == 1 && hints[first] & (given | family)) kinds = 0;
    place = place || kinds == 1u << 6;
    body = body || (kinds && !(kinds & ~(uint64_t)(1u << 0 | 1u << 2 | 1u << 3 | 1u << 4)));
    person = person || kinds == 1u << 7;
    for (uint32_t i = first; i < end; i++)
        place = place || (end - first == 1 && hints[i] >> HINT_UNCASED & 1);
    bool called = hints[first] & given && end - first > 1 && end - first < 4 &&
                  (hints[end - 1] & family || !(hints[end - 1] & parts));
    if (place + body + (person || called) != 1) return false;
    if (end - first == 1 && (hints[first] & (given | family)) && !place) return false;
    *out = place ? NAMER_PLACE : body ? NAMER_ORGANISATION : NAMER_PERSON;
    return true;
}

/* A run of proper nouns that tables know has the kind that they say. */
static void believe_tables(const Example *e, const uint64_t *hints, uint32_t *allowed) {
    for (uint32_t i = 0; i < e->n; i++) {
        uint32_t end = i;
        NamerKind kind;
        while (end < e->n && e->words[end].upos == UPOS_PROPN && !(allowed[end] & 1)) end++;
        if (end == i) continue;
        if (known_kind(hints, i, end, &kind))
            for (; i < end; i++) allowed[i] &= 15u << (1 + 4 * (uint32_t)kind);
        i = end - (end > i);
    }
}

void names_gold_from_tree(const Example *e, const uint64_t *hints, uint32_t *allowed) {
    const unsigned first = 1u << NAMER_FIRST, inside = 1u << NAMER_INSIDE, last = 1u << NAMER_LAST,
                   alone = 1u << NAMER_ALONE;
    for (uint32_t i = 0; i < e->n; i++) {
        const Token *t = &e->words[i];
        bool name = t->upos == UPOS_PROPN;
        bool before = i && e->words[i - 1].upos == UPOS_PROPN;
        bool after = i + 1 < e->n && e->words[i + 1].upos == UPOS_PROPN;
        bool capital = t->flags & TOKEN_CAPITAL;
        allowed[i] = 1;
        if (name && (is_time(hints, i) || (t->xpos == XPOS_NNPS && is_people(hints, i)))) continue;
        if (name && is_title(e, hints, i)) {
            allowed[i] = ANY_LABEL;
        } else if (name) {
            unsigned places = first | inside | last | alone;
            if (after && linked(e, i)) places &= first | inside;
            if (before && linked(e, i - 1)) places &= inside | last;
            if (!places) places = inside;
            allowed[i] = places_set(places);
            bool known = hints[i] >> HINT_UNCASED & 1;
            if ((e->caseless || !capital) && !known) allowed[i] |= 1;
            if (after && !linked(e, i) && before && !linked(e, i - 1)) allowed[i] |= 1;
        } else if (capital && (before || after)) {
            allowed[i] = ANY_LABEL;
        } else if (before || after) {
            allowed[i] = 1 | places_set(inside | (is_mark(t) ? 0 : last));
        } else if (capital && t->upos != UPOS_PRON && i) {
            allowed[i] = ANY_LABEL;
        } else if (t->upos == UPOS_DET || t->upos == UPOS_ADP) {
            allowed[i] = 1 | places_set(inside);
        }
    }
    believe_tables(e, hints, allowed);
}
