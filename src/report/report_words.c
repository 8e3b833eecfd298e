/* Fields → words. Nothing here knows what a report should say, only how a field is written. */
#include "report/composing.h"

#include "base/utf8.h"
#include "story/happening.h"
#include "story/quoting.h"

#include <inttypes.h>
#include <stdio.h>

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static Str day_words(Composing *c, Day day, bool with_month) {
    int y, m, d;
    day_split(day, &y, &m, &d);
    if (!with_month) return composing_format(c, "%d", d);
    if (y == c->year) return composing_format(c, "%d %s", d, months[m - 1]);
    return composing_format(c, "%d %s %d", d, months[m - 1], y);
}

/* Whole months and years by their names, other ranges by both ends. */
static Str range_words(Composing *c, Days days) {
    int y, m, d, y2, m2, d2;
    day_split(days.from, &y, &m, &d);
    day_split(days.to, &y2, &m2, &d2);
    bool whole_months = d == 1 && d2 == days_in_month(y2, m2);
    if (whole_months && m == 1 && m2 == 12 && y == y2) return composing_format(c, "%d", y);
    if (whole_months && y == y2 && m == m2) return composing_format(c, "%s %d", months[m - 1], y);
    if (whole_months && m == 1 && m2 == 12) return composing_format(c, "%d–%d", y, y2);
    int year = c->year;
    if (y == y2) c->year = y; /* told once, behind */
    Str from = day_words(c, days.from, y != y2 || m != m2);
    c->year = year;
    Str to = day_words(c, days.to, true);
    return composing_format(c, "%.*s–%.*s", STR_ARG(from), STR_ARG(to));
}

Str words_of_days(Composing *c, Days days, bool worked_out) {
    Str words;
    if (days.from && days.to && days.from != days.to)
        words = range_words(c, days);
    else if (days.from && days.to)
        words = day_words(c, days.from, true);
    else if (days.from)
        words = composing_format(c, "from %.*s", STR_ARG(day_words(c, days.from, true)));
    else if (days.to)
        words = composing_format(c, "by %.*s", STR_ARG(day_words(c, days.to, true)));
    else
        return S("");
    return worked_out ? composing_format(c, "~%.*s", STR_ARG(words)) : words;
}

Str words_of_number(Composing *c, Number n) {
    if (!n.some) return S("");
    char digits[32];
    uint64_t size = n.milli < 0 ? 0 - (uint64_t)n.milli : (uint64_t)n.milli;
    int count = snprintf(digits, sizeof digits, "%" PRIu64, size / 1000);
    Text t = {.arena = c->a};
    if (n.milli < 0) text_add_char(&t, '-');
    for (int i = 0; i < count; i++) {
        if (i && (count - i) % 3 == 0) text_add_char(&t, ',');
        text_add_char(&t, digits[i]);
    }
    unsigned part = (unsigned)(size % 1000);
    if (part % 100 == 0 && part)
        text_format(&t, ".%u", part / 100);
    else if (part)
        text_format(&t, ".%03u", part);
    c->failed = c->failed || t.failed;
    return text_str(&t);
}

Str words_one_line(Composing *c, Str s) {
    Str line = quote_one_line(s, c->a);
    c->failed = c->failed || !line.p;
    return line;
}

enum { COUNTED_WITHIN = 60, STEM_LETTERS = 4 };

static bool in_word(char ch) {
    return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') ||
           (unsigned char)ch >= 0x80 || ch == '-';
}

/* The figure's words up to the noun it counts, where that follows: "more than 60 military posts".
 */
static Span with_counted(const Records *r, const Figure *f) {
    Str text = r->doc.text, stem = f->counted;
    uint32_t end = f->head.span.end, limit = f->sentence.end;
    if (stem.n > STEM_LETTERS) stem.n = STEM_LETTERS;
    if (limit > end + COUNTED_WITHIN) limit = end + COUNTED_WITHIN;
    if (!stem.n || end >= limit) return f->head.span;
    size_t at = str_find_nocase((Str){text.p + end, limit - end}, stem);
    if (at == SIZE_MAX || at == 0 || in_word(text.p[end + at - 1])) return f->head.span;
    uint32_t word = end + (uint32_t)at;
    while (word < f->sentence.end && in_word(text.p[word])) word++;
    return (Span){f->head.span.start, word};
}

static bool ends_phrase(uint32_t ch) {
    return ch == ',' || ch == ';' || ch == ':' || ch == '.' || ch == '(' || ch == ')' ||
           ch == 0x2014 || quote_is_mark(ch);
}

/* The comma of "120,000". */
static bool inside_number(Str text, uint32_t at) {
    return at && at + 1 < text.n && text.p[at - 1] >= '0' && text.p[at - 1] <= '9' &&
           text.p[at + 1] >= '0' && text.p[at + 1] <= '9';
}

/* The words around a span, from one mark to the next: "civilians were not harmed"; a second thing said
 * ("and that they …") is left out. */
static Str phrase_around(const Records *r, Span sentence, Span span) {
    Str text = {r->doc.text.p, sentence.end};
    uint32_t inner = span.end;
    unsigned len;
    while (span.start > sentence.start && (!ends_phrase(utf8_before(text, span.start, &len)) ||
                                           inside_number(text, span.start - 1)))
        span.start -= len;
    while (span.end < sentence.end &&
           (!ends_phrase(utf8_at(text, span.end, &len)) || inside_number(text, span.end)))
        span.end += len;
    size_t second = str_find(str_cut(text, (Span){inner, span.end}), S(" and that "));
    if (second != SIZE_MAX) span.end = inner + (uint32_t)second;
    return str_trim(str_cut(text, span));
}

Str words_of_phrase(Composing *c, const Records *r, const Figure *f) {
    const Claim *claim = records_claim(r, f->claim);
    Span within = f->sentence; /* what is said, without who says it */
    for (uint32_t i = 0; claim && i < claim->content.n; i++)
        if (span_has(claim->content.v[i], f->head.span) && span_has(within, claim->content.v[i]))
            within = claim->content.v[i];
    Str phrase = phrase_around(r, within, f->head.span);
    if (str_starts(phrase, S("that "))) phrase = str_from(phrase, 5);
    if (str_starts(phrase, S("and "))) phrase = str_from(phrase, 4);
    return composing_format(c, "“%.*s”", STR_ARG(words_one_line(c, phrase)));
}

/* "Nearly all of the 120,000", of a number that a share is told of; empty where none is. */
static Str words_of_share(Composing *c, const Records *r, const Figure *f) {
    for (uint32_t i = 0; str_eq(f->unit, S("person")) && i < r->figures.n; i++) {
        const Figure *x = &r->figures.v[i];
        if (x == f || !str_eq(x->unit, S("percent")) || !str_eq(x->measure, f->measure) ||
            !span_overlaps(x->head.span, f->head.span))
            continue;
        Span at = f->head.span;
        if (x->head.span.start < at.start) at.start = x->head.span.start;
        Str words = words_one_line(c, document_cut(&r->doc, at));
        bool opens =
            at.start == f->sentence.start && words.n && words.p[0] >= 'A' && words.p[0] <= 'Z';
        return opens ? composing_format(c, "%c%.*s", words.p[0] - 'A' + 'a', (int)words.n - 1,
                                        words.p + 1)
                     : words;
    }
    return S("");
}

Str words_of_value(Composing *c, const Records *r, const Figure *f) {
    static const char *const before[QUANT_COUNT] = {
        [QUANT_MORE_THAN] = "more than ",  [QUANT_AT_LEAST] = "at least ",
        [QUANT_NEARLY] = "nearly ",        [QUANT_UP_TO] = "up to ",
        [QUANT_LESS_THAN] = "fewer than ", [QUANT_ABOUT] = "about ",
    };
    const char *unit = str_eq(f->unit, S("percent")) ? " %" : "";
    if (f->quantifier == QUANT_NO) return S("none");
    Str share = words_of_share(c, r, f);
    if (share.n) return share;
    if (str_eq(f->unit, S("money"))) /* with its currency */
        return words_one_line(c, document_cut(&r->doc, f->head.span));
    if (f->value.some)
        return composing_format(c, "%s%.*s%s", before[f->quantifier] ? before[f->quantifier] : "",
                                STR_ARG(words_of_number(c, f->value)), unit);
    if (f->quantifier == QUANT_BETWEEN && f->low.some && f->high.some)
        return composing_format(c, "%.*s to %.*s%s", STR_ARG(words_of_number(c, f->low)),
                                STR_ARG(words_of_number(c, f->high)), unit);
    return words_one_line(c, document_cut(&r->doc, f->head.span));
}

/* "98,500 the number of people" is 98,500 people. */
static Str without_number_of(Composing *c, Str said) {
    Str number = S(" the number of");
    size_t at = str_find(said, number);
    if (at == SIZE_MAX) return said;
    return composing_format(c, "%.*s%.*s", (int)at, said.p, STR_ARG(str_from(said, at + number.n)));
}

Str words_of_figure(Composing *c, const Records *r, const Figure *f) {
    if (f->quantifier == QUANT_NO && f->counted_by == COUNTED_NEGATION)
        return composing_format(c, "none: %.*s", STR_ARG(words_of_phrase(c, r, f)));
    Span span = with_counted(r, f);
    Str said = words_one_line(c, document_cut(&r->doc, span));
    if (f->counted_by == COUNTED_MENTION && f->value.some && words_are_pronoun(c, said))
        return words_of_number(c, f->value); /* "killed him" */
    if (span.end > f->head.span.end) return without_number_of(c, said);
    Str whom = f->population && f->population->text.n ? words_one_line(c, f->population->text)
                                                      : f->counted;
    if (!whom.n || str_find_nocase(said, whom) != SIZE_MAX) return said;
    return composing_format(c, "%.*s %.*s", STR_ARG(said), STR_ARG(whom));
}

/* The first of some roles by its name, else in the report's words. */
static Str role_words(Composing *c, const Records *r, const Roles *roles) {
    if (!roles->n) return S("");
    const Actor *actor = records_actor(r, roles->v[0].actor);
    return actor && actor->name.n ? words_without_owner(c, composing_actor_name(c, actor))
                                  : words_one_line(c, document_cut(&r->doc, roles->v[0].span));
}

enum { PART_WORDS = 28, PART_BEFORE = 12 };

static uint32_t words_in(Str s) {
    uint32_t n = s.n > 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == ' ' || s.p[i] == '\n';
    return n;
}

/* The sentence that tells of an event, without who says it; of a long one the part from the last
 * comma that is near before the event and its things. */
static Span part_of_sentence(const Records *r, const Event *e) {
    Span told = e->head.span, within = e->sentence;
    for (uint32_t i = 0; i < e->objects.n; i++) {
        Span at = e->objects.v[i].span;
        if (at.start < told.start) told.start = at.start;
        if (at.end > told.end) told.end = at.end;
    }
    const Claim *claim = records_claim(r, e->claim);
    for (uint32_t i = 0; claim && i < claim->content.n; i++)
        if (span_has(claim->content.v[i], told) && span_has(within, claim->content.v[i]))
            within = claim->content.v[i];
    if (words_in(document_cut(&r->doc, within)) <= PART_WORDS || told.start < within.start)
        return within;
    Str text = r->doc.text;
    uint32_t start = told.start, words = 0, comma = 0, last = told.start;
    while (start > within.start && words < PART_BEFORE) {
        start--;
        if (text.p[start] == ' ') {
            last = start + 1;
            words++;
        }
        if (!comma && (text.p[start] == ',' || text.p[start] == ';') && text.p[start + 1] == ' ')
            comma = start + 2;
    }
    within.start = comma ? comma : start == within.start ? start : last;
    return within;
}

/* "Which is experiencing shortages" away from its sentence is "experiencing shortages". */
static void drop_relative(Composing *c, const Records *r, Span *part) {
    Str rest = document_cut(&r->doc, *part), link, verb;
    if (!str_split(&rest, ' ', &link) || !composing_word_in(c, link, LIST_RELATIVE_LINK)) return;
    Str behind = rest;
    bool be = str_split(&behind, ' ', &verb) && composing_word_in(c, verb, LIST_STATE_COPULA);
    if (be && behind.n && !str_is(verb, "has")) rest = behind;
    if (rest.n) part->start = part->end - (uint32_t)rest.n;
}

Str words_of_part(Composing *c, const Records *r, const Event *e) {
    Span part = part_of_sentence(r, e);
    if (part.start != e->sentence.start) drop_relative(c, r, &part);
    return words_of_content(c, r, &(Claim){.content = {&part, 1}}, PART_WORDS);
}

Str words_of_noun(Composing *c, const Records *r, const Event *e) {
    Happening h = happening_of(&r->doc, e);
    Str noun = happening_noun(c->options->tables, &h, c->a);
    c->failed = c->failed || !noun.p;
    return noun;
}

uint32_t words_event_weight(Composing *c, const Records *r, const Event *e) {
    Happening h = happening_of(&r->doc, e);
    return happening_weight(c->options->tables, &h, c->a);
}

Str words_of_event(Composing *c, const Records *r, const Event *e) {
    const Place *place = records_place(r, e->place);
    Happening h = happening_of(&r->doc, e);
    h.polarity = e->polarity;
    h.modality = e->modality;
    h.agent = role_words(c, r, &e->agents);
    h.recipient = role_words(c, r, &e->recipients);
    h.thing = words_one_line(c, h.object);
    h.place = place ? place->name : S("");
    Str words = happening_words(c->options->tables, &h, c->a);
    c->failed = c->failed || !words.p;
    return words;
}

/* A day worked out no closer than this says nothing beside a figure. */
enum { WIDEST_DAYS = 31 };

static Str words_of_published(Composing *c, const Records *r) {
    bool worked_out;
    Days days = composing_published(c, r, &worked_out);
    bool close = days.from && days.to && days.to - days.from <= WIDEST_DAYS;
    return worked_out && !close ? S("") : words_of_days(c, days, worked_out);
}

Str words_of_figure_day(Composing *c, const Records *r, const Figure *f) {
    bool worked_out;
    composing_published(c, r, &worked_out);
    if (f->period) return words_of_days(c, *f->period, false);
    if (f->as_of && f->as_of->basis == AS_OF_STATED && days_some(f->as_of->days))
        return words_of_days(c, f->as_of->days, worked_out);
    return words_of_published(c, r);
}

Str words_of_claim_day(Composing *c, const Records *r, const Claim *claim) {
    bool worked_out;
    composing_published(c, r, &worked_out);
    return claim->said_on && days_some(*claim->said_on)
               ? words_of_days(c, *claim->said_on, worked_out)
               : words_of_published(c, r);
}
