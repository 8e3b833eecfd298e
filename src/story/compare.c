#include "story/compare.h"

#include "base/utf8.h"
#include "know/word_lists.h"

static const char *const field_words[COMPARED_COUNT] = {
#define X(name, word) word,
    COMPARED_FIELDS(X)
#undef X
};

typedef enum Agreement { UNSAID, SAME, DIFFERS } Agreement;

static void note(Comparison *c, ComparedField field, Agreement how) {
    if (how == SAME) c->same |= 1u << field;
    if (how == DIFFERS) c->differs |= 1u << field;
}

static Agreement words_agree(Str a, Str b) {
    return !a.n || !b.n ? UNSAID : str_eq(a, b) ? SAME : DIFFERS;
}

/* Where an empty word says something too: "people" is not "children". */
static Agreement words_equal(Str a, Str b) {
    return str_eq(a, b) ? SAME : DIFFERS;
}

static Agreement numbers_agree(uint32_t a, uint32_t b) {
    return !a || !b ? UNSAID : a == b ? SAME : DIFFERS;
}

/* A quarter, a square or a suburb is of the town that lies so near. */
static bool in_one_town(const EntityInfo *a, const EntityInfo *b) {
    enum { TOWN_WIDE = 100000 }; /* a tenth of a degree */
    if (!a->point || !b->point || !a->located || !b->located) return false;
    int32_t lat = a->lat - b->lat, lon = a->lon - b->lon;
    return lat <= TOWN_WIDE && lat >= -TOWN_WIDE && lon <= TOWN_WIDE && lon >= -TOWN_WIDE;
}

/* A place may lie in an area or country of the same country; two towns or two areas do not. */
static Agreement places_agree(const Making *m, const Item *a, const Item *b) {
    if (!a->place || !b->place) return UNSAID;
    if (a->place == b->place) return SAME;
    const EntityInfo *x = &m->entities[a->place - 1], *y = &m->entities[b->place - 1];
    /* a village that no gazetteer knows is of whichever country each report speaks of */
    bool known = x->located && y->located;
    if (!known && str_eq_nocase(making_entity_name(m, a->place), making_entity_name(m, b->place)))
        return SAME;
    if (x->country.n && y->country.n && !str_eq(x->country, y->country)) return DIFFERS;
    if (x->country_wide || y->country_wide || x->point != y->point) return UNSAID;
    if (in_one_town(x, y)) return UNSAID;
    return DIFFERS;
}

bool compare_places_differ(const Making *m, uint32_t a, uint32_t b) {
    return places_agree(m, &(Item){.place = a}, &(Item){.place = b}) == DIFFERS;
}

static Agreement days_agree(Days a, Days b) {
    if (!a.from || !b.from || !a.to || !b.to) return UNSAID;
    if (a.from == b.from && a.to == b.to) return SAME;
    return a.to < b.from || b.to < a.from ? DIFFERS : UNSAID;
}

/* "In May" may be the 13th, and so may "this week", where one thing happened only. */
static bool names_span_of(Days span, Days day, bool one) {
    enum { MONTH_MIN = 27, MONTH_MAX = 30, WEEK = 6 };
    Day length = span.to - span.from;
    bool month = length >= MONTH_MIN && length <= MONTH_MAX;
    bool week = one && length == WEEK && day.from == day.to;
    return (month || week) && day.from >= span.from && day.to <= span.to;
}

/* What a figure only takes over from another sentence may agree but never differs. */
static Agreement from_afar(Agreement told, bool far) {
    return told == DIFFERS && far ? UNSAID : told;
}

/* "ASSAULT" may be "ASSAULT explosives"; two modes are two happenings. Who is charged with deaths is
 * not what they died of. */
static Agreement occurrences_agree(const Item *i, const Item *k) {
    Str a = i->occurrence, b = k->occurrence;
    if (!a.n || !b.n) return UNSAID;
    if (str_eq(a, b)) return SAME;
    Str arson = S("COERCE arson"); /* "67 houses burned down": a fire, whoever laid it */
    Str coercion = WORD_OF(CLASS, CLASS_COERCE);
    if (str_eq(i->family, S("harm")) && str_starts(a, coercion) != str_starts(b, coercion))
        return UNSAID;
    if ((str_eq(a, arson) && str_starts(b, WORD_OF(CLASS, CLASS_DISASTER))) ||
        (str_eq(b, arson) && str_starts(a, WORD_OF(CLASS, CLASS_DISASTER))))
        return UNSAID;
    bool blast = str_ends(a, S(" explosives")) || str_ends(b, S(" explosives"));
    Str disaster = WORD_OF(CLASS, CLASS_DISASTER);
    if (blast && (str_eq(a, disaster) || str_eq(b, disaster))) return UNSAID; /* an explosion */
    return str_starts(a, b) || str_starts(b, a) ? UNSAID : DIFFERS;
}

/* Departures are told with the place they are from or the place they go to. */
static bool of_movement(const Item *a) {
    return str_eq(a->family, S("departure")) || str_eq(a->family, S("return"));
}

/* "Evacuated" may be set beside "displaced", but is not the same. */
static Agreement measures_agree(const Item *a, const Item *b) {
    if (str_eq(a->measure, b->measure)) return SAME;
    return str_eq(a->like, b->like) ? UNSAID : DIFFERS;
}

/* Attacks and clashes come one after another; a flood or a fever is one and counts on. */
static bool of_deeds(const Item *a) {
    return a->occurrence.n && !str_starts(a->occurrence, WORD_OF(CLASS, CLASS_DISASTER));
}

/* Spans of a toll: one that lies inside the other is another scope, too. */
static Agreement periods_agree(const Item *i, const Item *k) {
    Days a = i->window, b = k->window;
    if (!a.from || !b.from || !a.to || !b.to) return UNSAID;
    if (a.from == b.from && a.to == b.to) return SAME;
    bool one = !of_deeds(i) && !of_deeds(k) && i->scope != SCOPE_CUMULATIVE &&
               k->scope != SCOPE_CUMULATIVE;
    return names_span_of(a, b, one) || names_span_of(b, a, one) ? UNSAID : DIFFERS;
}

/* A total of nearly the toll of one occurrence is that toll: "29 since Tuesday", "29 in May". */
static Agreement scopes_agree(const Making *m, const Item *a, const Item *b) {
    enum { NEARLY_TIMES = 2, COUNTED_ON_TIMES = 5 };
    if (!a->scope || !b->scope) return UNSAID;
    if (a->scope == b->scope) return SAME;
    bool totals = (a->scope == SCOPE_INCIDENT || a->scope == SCOPE_CUMULATIVE) &&
                  (b->scope == SCOPE_INCIDENT || b->scope == SCOPE_CUMULATIVE);
    if (of_movement(a) && of_movement(b)) return UNSAID; /* they are counted on */
    if (!totals) return DIFFERS;
    Number x = figure_least(making_figure(m, a)), y = figure_least(making_figure(m, b));
    int64_t times = of_deeds(a) || of_deeds(b) ? NEARLY_TIMES : COUNTED_ON_TIMES;
    return x.milli <= y.milli * times && y.milli <= x.milli * times ? UNSAID : DIFFERS;
}

/* Who is named is one of many victims and no toll: another one's name, or a number, is not the same. */
static Agreement victims_agree(const Making *m, const Item *a, const Item *b) {
    if (a->recipient && b->recipient) return a->recipient == b->recipient ? SAME : DIFFERS;
    if (!a->recipient && !b->recipient) return UNSAID;
    return figures_equal(making_figure(m, a), making_figure(m, b)) ? UNSAID : DIFFERS;
}

Comparison compare_figures(const Making *m, const Item *a, const Item *b) {
    Comparison c = {0, 0};
    Agreement place = from_afar(places_agree(m, a, b), a->place_far || b->place_far);
    if (place == DIFFERS && of_movement(a) && of_movement(b)) place = UNSAID;
    note(&c, COMPARED_MEASURE, measures_agree(a, b));
    bool one_unit = str_eq(a->unit, b->unit) && str_eq(a->rate, b->rate);
    note(&c, COMPARED_UNIT, one_unit ? SAME : DIFFERS);
    note(&c, COMPARED_COUNTED, words_equal(a->thing, b->thing));
    note(&c, COMPARED_POPULATION, words_equal(a->group, b->group));
    note(&c, COMPARED_NATION, words_agree(a->population, b->population));
    note(&c, COMPARED_RECIPIENT, victims_agree(m, a, b));
    note(&c, COMPARED_PLACE, place);
    note(&c, COMPARED_SCOPE, scopes_agree(m, a, b));
    note(&c, COMPARED_PERIOD, from_afar(periods_agree(a, b), a->window_far || b->window_far));
    note(&c, COMPARED_OCCURRENCE,
         from_afar(occurrences_agree(a, b), a->occurrence_far || b->occurrence_far));
    note(&c, COMPARED_AS_OF, days_agree(a->said, b->said));
    note(&c, COMPARED_SPEAKER, numbers_agree(a->speaker, b->speaker));
    note(&c, COMPARED_SIDE, numbers_agree(a->side, b->side));
    return c;
}

static Agreement actors_agree(uint32_t a, uint32_t b, uint32_t side_a, uint32_t side_b) {
    if (side_a && side_a == side_b) return SAME;
    return numbers_agree(a, b);
}

Comparison compare_events(const Making *m, const Item *a, const Item *b) {
    Comparison c = {0, 0};
    const Event *x = making_event(m, a), *y = making_event(m, b);
    note(&c, COMPARED_CLASS, a->class == b->class ? SAME : DIFFERS);
    note(&c, COMPARED_MODE, words_agree(a->mode, b->mode));
    note(&c, COMPARED_AGENT, actors_agree(a->agent, b->agent, a->agent_side, b->agent_side));
    note(&c, COMPARED_RECIPIENT,
         actors_agree(a->recipient, b->recipient, a->recipient_side, b->recipient_side));
    note(&c, COMPARED_OBJECT, words_agree(a->thing, b->thing));
    note(&c, COMPARED_PLACE, places_agree(m, a, b));
    note(&c, COMPARED_PERIOD, days_agree(a->window, b->window));
    note(&c, COMPARED_POLARITY, x->polarity == y->polarity ? SAME : DIFFERS);
    note(&c, COMPARED_MODALITY, x->modality == y->modality ? SAME : DIFFERS);
    note(&c, COMPARED_AS_OF, days_agree(a->said, b->said));
    note(&c, COMPARED_SPEAKER, numbers_agree(a->speaker, b->speaker));
    note(&c, COMPARED_SIDE, numbers_agree(a->side, b->side));
    return c;
}

/* ---- values */

bool figure_is_none(const Figure *f) {
    return f->quantifier == QUANT_NO || (f->status == STATUS_DENIED && !f->value.some);
}

/* The last word of `s`, or its first one, folded. */
static Str word_at(const Making *m, Str s, bool last) {
    Str word, best = S("");
    s = str_trim(s);
    while (str_split(&s, ' ', &word)) {
        best = word;
        if (!last) break;
    }
    return utf8_fold(m->arena, best);
}

bool figure_is_on_top(const Making *m, const Records *r, const Figure *f) {
    Span at = f->head.span, s = f->sentence;
    if (at.start < s.start || at.end > s.end) return false;
    Str before = word_at(m, document_cut(&r->doc, (Span){s.start, at.start}), true);
    Str behind = word_at(m, document_cut(&r->doc, (Span){at.end, s.end}), false);
    return word_is_in(m->tables, before, LIST_ON_TOP) || word_is_in(m->tables, behind, LIST_ON_TOP);
}

/* Without the stops at its end. */
static Str bare_word(Str word) {
    while (word.n && !utf8_is_letter((unsigned char)word.p[word.n - 1])) word.n--;
    return word;
}

Str figure_rate(const Making *m, const Records *r, const Figure *f) {
    enum { BEHIND = 6 }; /* "people cross the border a day" */
    Span at = f->head.span, s = f->sentence;
    if (at.start < s.start || at.end > s.end) return S("");
    Str behind = utf8_fold(m->arena, document_cut(&r->doc, (Span){at.end, s.end})), word;
    bool each = false, so_long = false;
    for (uint32_t n = 0; n < BEHIND && str_split(&behind, ' ', &word);) {
        if (!word.n) continue;
        n++;
        Str bare = bare_word(word);
        if (word_is_in(m->tables, bare, LIST_RATE_WORD)) return bare;
        if (each && word_is_in(m->tables, bare, LIST_RATE_TIME)) {
            bool from = bare.n == word.n && str_split(&behind, ' ', &word) &&
                        word_is_in(m->tables, bare_word(word), LIST_TIME_FROM);
            return from ? S("") : bare;
        }
        if (bare.n < word.n) break; /* a stop ends the phrase */
        each = !so_long && word_is_in(m->tables, bare, LIST_RATE_EACH);
        so_long = word_is_in(m->tables, bare, LIST_TIME_LONG);
    }
    return S("");
}

bool figures_disjoint(const Figure *a, const Figure *b) {
    if (a->bounds != BOUND_STATED || b->bounds != BOUND_STATED) return false;
    bool below = a->high.some && b->low.some && a->high.milli < b->low.milli;
    bool above = b->high.some && a->low.some && b->high.milli < a->low.milli;
    return below || above;
}

bool figures_equal(const Figure *a, const Figure *b) {
    return a->quantifier == b->quantifier && a->value.some == b->value.some &&
           a->value.milli == b->value.milli && a->low.some == b->low.some &&
           a->low.milli == b->low.milli && a->high.some == b->high.some &&
           a->high.milli == b->high.milli;
}

Number figure_least(const Figure *f) {
    if (f->value.some) return f->value;
    return f->low.some ? f->low : f->high;
}

/* ---- names */

StCode compared_names(Making *m, uint32_t bits, Strs *out) {
    for (int i = 0; i < COMPARED_COUNT; i++)
        if (bits & 1u << i) TRY(making_push(m, out, str_of(field_words[i])));
    return ST_OK;
}

static void add_names(Text *t, uint32_t bits) {
    bool more = false;
    for (int i = 0; i < COMPARED_COUNT; i++) {
        if (!(bits & 1u << i)) continue;
        if (more) text_add_c(t, ", ");
        for (const char *p = field_words[i]; *p; p++) text_add_char(t, *p == '_' ? ' ' : *p);
        more = true;
    }
}

Str compared_reason(Making *m, Comparison c) {
    Text t = {.arena = m->arena};
    if (c.same) text_add_c(&t, "same ");
    add_names(&t, c.same);
    if (c.same && c.differs) text_add_c(&t, "; ");
    if (c.differs) text_add_c(&t, "other ");
    add_names(&t, c.differs);
    if (t.failed) return (Str){NULL, 0};
    return t.p ? text_str(&t) : S("");
}
