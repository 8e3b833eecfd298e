#include "story/told_apart.h"

#include "base/utf8.h"
#include "know/word_lists.h"
#include "record/sectors.h"

enum {
    PLACES_MAX = 8,
    LEAD_REACH = 4, /* words from a preposition to the name or kind of a place */
    BESIDE_WORDS = 2
};

/* Where the words of an item say that it was. */
typedef struct Whereabouts {
    Span names[PLACES_MAX]; /* words with a capital behind "in", "at" */
    Str kinds[PLACES_MAX];  /* "province", "hospital" */
    uint32_t names_n, kinds_n;
} Whereabouts;

static bool in_word(char c) {
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-';
}

/* The next word of a text from `at` on; empty at its end. */
static Span next_word(Str text, uint32_t at, uint32_t end) {
    while (at < end && !in_word(text.p[at])) at++;
    uint32_t start = at;
    while (at < end && in_word(text.p[at])) at++;
    return (Span){start, at};
}

static bool is_capital(Str word) {
    return word.n > 1 &&
           ((word.p[0] >= 'A' && word.p[0] <= 'Z') || (unsigned char)word.p[0] >= 0xc3);
}

/* "Friday", "June": no place. */
static bool is_time(const Making *m, Str word) {
    const Table *months = tables_get(m->tables, "world/months");
    return word_is_in(m->tables, word, LIST_DAY_NAME) || (months && table_find(months, word, 0));
}

static Str kind_of_place(const Making *m, Str word) {
    if (word_is_in(m->tables, word, LIST_EXTENT)) return word;
    Str one = {word.p, word.n && str_ends(word, S("s")) ? word.n - 1 : word.n};
    return word_is_in(m->tables, one, LIST_EXTENT) ? one : S("");
}

static const Place *place_of_name(const Records *r, Span name) {
    for (uint32_t p = 0; p < r->places.n; p++)
        for (uint32_t k = 0; k < r->places.v[p].mentions.n; k++)
            if (span_overlaps(r->places.v[p].mentions.v[k], name)) return &r->places.v[p];
    return NULL;
}

/* "NO MORE THAN 44 WERE ON BOARD": among capitals none tells a name. */
static bool is_loud(Str text) {
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] >= 'a' && text.p[i] <= 'z') return false;
    return true;
}

static void read_span(Making *m, const Records *r, Span span, Whereabouts *out) {
    const Document *d = &r->doc;
    uint32_t lead = LEAD_REACH;
    bool loud = is_loud(document_cut(d, span));
    for (Span at = next_word(d->text, span.start, span.end); at.start < at.end;
         at = next_word(d->text, at.end, span.end)) {
        Str word = document_cut(d, at), folded = utf8_fold(m->arena, word);
        if (word_is_in(m->tables, folded, LIST_LOCATIVE)) {
            lead = 0;
            continue;
        }
        if (lead++ >= LEAD_REACH || is_time(m, folded)) continue;
        Str kind = kind_of_place(m, folded);
        if (kind.n && out->kinds_n < PLACES_MAX) out->kinds[out->kinds_n++] = kind;
        if (!is_capital(word) || out->names_n == PLACES_MAX) continue;
        if (loud && !place_of_name(r, at)) continue;
        out->names[out->names_n++] = at;
        lead--; /* a name of several words */
    }
}

/* The stretches in which an item tells: what is said, for a figure in its sentence. */
static void read_item(Making *m, const Item *i, Whereabouts *out) {
    const Records *r = m->docs.v[i->doc];
    const Figure *f = making_figure(m, i);
    const Claim *c = f ? records_claim(r, f->claim) : making_claim(m, i);
    bool read = false;
    for (uint32_t k = 0; c && k < c->content.n; k++) {
        Span s = c->content.v[k];
        if (f && !span_has(s, f->head.span)) continue;
        if (f && s.start < f->sentence.start) s.start = f->sentence.start;
        if (f && s.end > f->sentence.end) s.end = f->sentence.end;
        read_span(m, r, s, out);
        read = true;
    }
    if (f && !read) read_span(m, r, f->sentence, out);
}

/* Both have names, none is the other's, and not all of them are places that the records know. */
static bool other_names(const Making *m, const Item *a, const Whereabouts *x, const Item *b,
                        const Whereabouts *y) {
    const Records *r = m->docs.v[a->doc], *s = m->docs.v[b->doc];
    bool unknown = false;
    for (uint32_t i = 0; i < x->names_n; i++) {
        Str word = document_cut(&r->doc, x->names[i]);
        if (str_find_nocase(making_entity_name(m, b->place_far ? 0 : b->place), word) != SIZE_MAX)
            return false;
        for (uint32_t k = 0; k < y->names_n; k++) {
            if (str_eq_nocase(word, document_cut(&s->doc, y->names[k]))) return false;
            unknown |= !place_of_name(r, x->names[i]) || !place_of_name(s, y->names[k]);
        }
    }
    return unknown;
}

static bool other_kinds(const Whereabouts *x, const Whereabouts *y) {
    for (uint32_t i = 0; i < x->kinds_n; i++)
        for (uint32_t k = 0; k < y->kinds_n; k++)
            if (str_eq(x->kinds[i], y->kinds[k])) return false;
    return x->kinds_n && y->kinds_n;
}

bool told_places_apart(Making *m, const Item *a, const Item *b) {
    Whereabouts x = {.names_n = 0}, y = {.names_n = 0};
    read_item(m, a, &x);
    read_item(m, b, &y);
    return other_kinds(&x, &y) || other_names(m, a, &x, b, &y);
}

/* Whether another town than the item's is told of in the sentence of a number or the one before. */
static bool other_town_near(const Making *m, const Item *placed, const Item *i) {
    const Records *r = m->docs.v[i->doc];
    uint32_t own = document_sentence_at(&r->doc, making_figure(m, i)->sentence.start);
    bool other = false;
    for (Ref p = 1; p <= r->places.n; p++) {
        uint32_t entity = making_place(m, i->doc, p);
        for (uint32_t k = 0; entity && k < r->places.v[p - 1].mentions.n; k++) {
            uint32_t at = document_sentence_at(&r->doc, r->places.v[p - 1].mentions.v[k].start);
            if (at > own || at + 1 < own) continue;
            if (entity == placed->place) return false;
            other |= m->entities[entity - 1].point;
        }
    }
    return other;
}

bool told_towns_apart(const Making *m, const Item *a, const Item *b) {
    if (a->doc != b->doc || !making_figure(m, a) || !making_figure(m, b)) return false;
    bool x = a->place && !a->place_far, y = b->place && !b->place_far;
    if (x == y) return false;
    const Item *placed = x ? a : b;
    return m->entities[placed->place - 1].point && other_town_near(m, placed, x ? b : a);
}

/* ---- years and weeks */

/* Of which time the words around a number say that it is told. */
typedef enum Told { TOLD_UNSAID, TOLD_NOW, TOLD_BEFORE, TOLD_LONG_BEFORE } Told;

/* The number's own part of its sentence: from the figure before it to the next comma or figure. */
static Span own_part(const Making *m, const Item *i) {
    const Records *r = m->docs.v[i->doc];
    const Figure *f = making_figure(m, i);
    Span part = f->sentence, at = f->head.span;
    if (!span_has(part, at)) return at;
    for (uint32_t k = 0; k < r->figures.n; k++) {
        Span other = r->figures.v[k].head.span;
        if (other.end <= at.start && other.end > part.start) part.start = other.end;
        if (other.start >= at.end && other.start < part.end) part.end = other.start;
    }
    for (uint32_t k = at.end; k < part.end; k++)
        if (r->doc.text.p[k] == ',' || r->doc.text.p[k] == ';') part.end = k;
    return part;
}

/* "Last year's fires", "the previous season", "last week", "this week". */
static Told told_when(Making *m, const Item *i) {
    const Document *d = &m->docs.v[i->doc]->doc;
    const Claim *c = making_claim(m, i);
    Span span = making_figure(m, i) ? own_part(m, i)
                : c && c->content.n ? c->content.v[0]
                                    : (Span){0, 0};
    Str before = S("");
    for (Span at = next_word(d->text, span.start, span.end); at.start < at.end;
         at = next_word(d->text, at.end, span.end)) {
        Str word = utf8_fold(m->arena, document_cut(d, at));
        bool past = word_is_in(m->tables, before, LIST_BEFORE_THIS);
        if (past && word_is_in(m->tables, word, LIST_YEAR_LONG)) return TOLD_LONG_BEFORE;
        if (word_is_in(m->tables, word, LIST_WEEK_LONG)) {
            if (past) return TOLD_BEFORE;
            if (str_eq(before, S("this"))) return TOLD_NOW;
        }
        before = word;
    }
    return TOLD_UNSAID;
}

bool told_years_apart(Making *m, const Item *a, const Item *b) {
    Told x = told_when(m, a), y = told_when(m, b);
    if ((x == TOLD_LONG_BEFORE) != (y == TOLD_LONG_BEFORE)) return true;
    return (x == TOLD_NOW && y == TOLD_BEFORE) || (x == TOLD_BEFORE && y == TOLD_NOW);
}

/* Whether a word of a list stands behind the number in its own part of the sentence, or two of which
 * the second is of a list of times: "a day". */
static bool has_behind(Making *m, const Item *i, WordList list) {
    const Document *d = &m->docs.v[i->doc]->doc;
    Span part = own_part(m, i);
    Str before = S("");
    for (Span at = next_word(d->text, making_figure(m, i)->head.span.end, part.end);
         at.start < at.end; at = next_word(d->text, at.end, part.end)) {
        Str word = utf8_fold(m->arena, document_cut(d, at));
        if (word_is_in(m->tables, word, list)) return true;
        bool each = str_eq(before, S("a")) && list == LIST_RATE;
        if (each && (word_is_in(m->tables, word, LIST_WEEK_LONG) || str_eq(word, S("day")) ||
                     str_eq(word, S("hour")) || str_eq(word, S("year"))))
            return true;
        before = word;
    }
    return false;
}

bool told_as_rate(Making *m, const Item *i) {
    return has_behind(m, i, LIST_RATE);
}

bool told_as_own(Making *m, const Item *i) {
    return has_behind(m, i, LIST_OWN_EYES);
}

bool told_at_first(Making *m, const Item *i) {
    const Document *d = &m->docs.v[i->doc]->doc;
    Span part = own_part(m, i);
    Str before = S("");
    for (Span at = next_word(d->text, part.start, part.end); at.start < at.end;
         at = next_word(d->text, at.end, part.end)) {
        Str word = utf8_fold(m->arena, document_cut(d, at));
        if (word_is_in(m->tables, word, LIST_AT_FIRST)) return true;
        if (str_eq(before, S("at")) && str_eq(word, S("first"))) return true;
        before = word;
    }
    return false;
}

/* The cue that tells a figure's claim; empty where nobody says it. */
static Str cue_of(const Making *m, const Item *i) {
    const Records *r = m->docs.v[i->doc];
    const Claim *c = records_claim(r, making_figure(m, i)->claim);
    return c ? document_cut(&r->doc, c->cue) : S("");
}

bool told_before(const Making *m, const Item *earlier, const Item *later) {
    Str cue = cue_of(m, later);
    return earlier->doc == later->doc && earlier->side && earlier->side == later->side &&
           str_starts(cue_of(m, earlier), S("had ")) && cue.n && !str_starts(cue, S("had "));
}

/* ---- parts, and what comes on top */

/* The words around a number in its sentence: the last one before it, and a few behind. */
typedef struct Beside {
    Str before, behind[BESIDE_WORDS];
} Beside;

static bool read_beside(Making *m, const Item *i, Beside *out) {
    enum { AROUND = 24 };
    const Document *d = &m->docs.v[i->doc]->doc;
    Span at = making_figure(m, i)->head.span, s = making_figure(m, i)->sentence;
    *out = (Beside){.before = S("")};
    if (at.start < s.start || at.end > s.end) return false;
    uint32_t from = at.start > s.start + AROUND ? at.start - AROUND : s.start;
    uint32_t to = at.end + AROUND < s.end ? at.end + AROUND : s.end;
    Str before = utf8_fold(m->arena, document_cut(d, (Span){from, at.start})), word;
    Str behind = utf8_fold(m->arena, document_cut(d, (Span){at.end, to}));
    while (str_split(&before, ' ', &word))
        if (word.n) out->before = word;
    for (uint32_t n = 0; n < BESIDE_WORDS && str_split(&behind, ' ', &word);)
        if (word.n) out->behind[n++] = word;
    return true;
}

bool told_of_more(Making *m, const Item *i) {
    Beside b;
    if (!read_beside(m, i, &b)) return false;
    bool more = word_is_in(m->tables, b.before, LIST_OF_MORE);
    for (uint32_t n = 0; n < BESIDE_WORDS; n++)
        more |= word_is_in(m->tables, b.behind[n], LIST_OF_MORE);
    return more;
}

bool told_on_top(Making *m, const Item *i) {
    Beside b;
    if (i->on_top || !read_beside(m, i, &b)) return i->on_top;
    return str_eq(b.behind[0], S("of")) && word_is_in(m->tables, b.behind[1], LIST_OF_MORE);
}

bool told_as_part(Making *m, const Item *i) {
    enum { UNIT_WORDS = 4 }; /* from "our" to the places: "our three treatment centres" */
    const Document *d = &m->docs.v[i->doc]->doc;
    Span part = own_part(m, i);
    uint32_t owned = UNIT_WORDS;
    part.start = making_figure(m, i)->head.span.end;
    for (uint32_t end = making_figure(m, i)->sentence.end; part.end < end; part.end++)
        if (d->text.p[part.end] == ',' || d->text.p[part.end] == ';') break;
    for (Span at = next_word(d->text, part.start, part.end); at.start < at.end;
         at = next_word(d->text, at.end, part.end)) {
        Str word = utf8_fold(m->arena, document_cut(d, at));
        if (owned < UNIT_WORDS && word_is_in(m->tables, word, LIST_OWN_UNIT)) return true;
        bool owner =
            word_is_in(m->tables, word, LIST_TOLD_OWNER) || word_is_in(m->tables, word, LIST_OUR);
        owned = owner && !str_eq(word, S("the")) ? 0 : owned + 1;
    }
    return false;
}

bool told_of_another(Making *m, const Item *i) {
    const Document *d = &m->docs.v[i->doc]->doc;
    Span part = own_part(m, i);
    for (Span at = next_word(d->text, part.start, part.end); at.start < at.end;
         at = next_word(d->text, at.end, part.end))
        if (word_is_in(m->tables, utf8_fold(m->arena, document_cut(d, at)), LIST_ANOTHER_ONE))
            return true;
    return false;
}

/* ---- sides */

static bool of_state(const EntityInfo *e) {
    return e->actor_kind == ACTOR_STATE || sectors_any(&e->sectors, SECTORS_OF_STATE);
}

/* Those who oppose a state or fight it, and those who strike against an employer. */
static bool is_opponent(const EntityInfo *e) {
    const SectorSet against = SECTORS_LAWLESS | SECTOR(OPP) | SECTOR(SEP) | SECTOR(LAB);
    return e->own_authority || sectors_any(&e->sectors, against);
}

bool sides_opposed(const Making *m, const Item *a, const Item *b) {
    if (!a->side || !b->side || a->side == b->side || !a->speaker || !b->speaker) return false;
    const EntityInfo *x = &m->entities[a->speaker - 1], *y = &m->entities[b->speaker - 1];
    if (is_opponent(x) != is_opponent(y)) {
        const EntityInfo *other = is_opponent(x) ? y : x;
        return of_state(other) || sectors_any(&other->sectors, SECTOR(BUS));
    }
    return of_state(x) && of_state(y) && x->country.n && y->country.n &&
           !str_eq(x->country, y->country);
}
