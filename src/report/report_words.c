/* Fields → words. Nothing here knows what a report should say, only how a field is written. */
#include "report/composing.h"

#include "base/utf8.h"

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
    Str from = day_words(c, days.from, y != y2 || m != m2), to = day_words(c, days.to, true);
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

/* White space of any kind as one space. */
static Str one_line(Composing *c, Str s) {
    Text t = {.arena = c->a};
    bool gap = false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ' ' || (s.p[i] >= '\t' && s.p[i] <= '\r')) {
            gap = t.n > 0;
            continue;
        }
        if (gap) text_add_char(&t, ' ');
        gap = false;
        text_add_char(&t, s.p[i]);
    }
    c->failed = c->failed || t.failed;
    return t.p ? text_str(&t) : S("");
}

static bool is_quote_mark(uint32_t ch) {
    return ch == '"' || ch == 0x201C || ch == 0x201D || ch == 0xAB || ch == 0xBB;
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
           ch == 0x2014 || is_quote_mark(ch);
}

/* The words around a span, from one mark to the next: "civilians were not harmed". */
/* The comma of "120,000". */
static bool inside_number(Str text, uint32_t at) {
    return at && at + 1 < text.n && text.p[at - 1] >= '0' && text.p[at - 1] <= '9' &&
           text.p[at + 1] >= '0' && text.p[at + 1] <= '9';
}

static Str phrase_around(const Records *r, Span sentence, Span span) {
    Str text = {r->doc.text.p, sentence.end};
    unsigned len;
    while (span.start > sentence.start && (!ends_phrase(utf8_before(text, span.start, &len)) ||
                                           inside_number(text, span.start - 1)))
        span.start -= len;
    while (span.end < sentence.end &&
           (!ends_phrase(utf8_at(text, span.end, &len)) || inside_number(text, span.end)))
        span.end += len;
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
    return composing_format(c, "“%.*s”", STR_ARG(one_line(c, phrase)));
}

Str words_of_figure(Composing *c, const Records *r, const Figure *f) {
    if (f->quantifier == QUANT_NO && f->counted_by == COUNTED_NEGATION)
        return composing_format(c, "none: %.*s", STR_ARG(words_of_phrase(c, r, f)));
    Span span = with_counted(r, f);
    Str said = one_line(c, document_cut(&r->doc, span));
    if (span.end > f->head.span.end) return said;
    Str whom =
        f->population && f->population->text.n ? one_line(c, f->population->text) : f->counted;
    if (!whom.n || str_find_nocase(said, whom) != SIZE_MAX) return said;
    return composing_format(c, "%.*s %.*s", STR_ARG(said), STR_ARG(whom));
}

Str words_of_country(Composing *c, Str code) {
    const Table *codes =
        c->options->tables ? tables_get(c->options->tables, "world/country_codes") : NULL;
    Str key = utf8_fold(c->a, code);
    uint32_t row = table_find(codes, key, 0);
    Str name = row ? table_cell(codes, row - 1, table_column(codes, "name")) : S("");
    return name.n ? name : code;
}

/* Whether a name says already which country it belongs to: "Azerbaijani", "Azerbaijan's". */
static bool names_country(Composing *c, Str name, Str code) {
    static const char *const tables[] = {"world/demonyms", "world/countries"};
    Str rest = utf8_fold(c->a, name), word;
    while (str_split(&rest, ' ', &word)) {
        if (str_ends(word, S("'s"))) word.n -= 2;
        for (int i = 0; i < 2; i++) {
            const Table *t = tables_get(c->options->tables, tables[i]);
            uint32_t row = table_find(t, word, 0);
            if (row && str_eq(table_cell(t, row - 1, table_column(t, "country")), code))
                return true;
        }
    }
    return false;
}

static Str with_country(Composing *c, Str words, const Actor *actor) {
    if (!actor->country.n || !c->options->tables || actor->kind == ACTOR_STATE ||
        names_country(c, words, actor->country))
        return words;
    return composing_format(c, "%.*s (%.*s)", STR_ARG(words),
                            STR_ARG(words_of_country(c, actor->country)));
}

static Str outlet_words(Composing *c, const Records *r) {
    uint32_t number = composing_number(c, r->doc.id);
    if (r->doc.outlet.n) return composing_format(c, "%.*s (R%u)", STR_ARG(r->doc.outlet), number);
    return composing_format(c, "R%u, no source given", number);
}

/* "its Defense Ministry" away from its sentence is the Defense Ministry. */
static Str without_owner(Str name) {
    static const char *const owners[] = {"its ", "their ", "his ", "her ", "the "};
    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++) {
        Str owner = str_of(owners[i]);
        if (name.n > owner.n && str_eq_nocase((Str){name.p, owner.n}, owner))
            return str_from(name, owner.n);
    }
    return name;
}

static Str source_words(Composing *c, const Records *r, const Claim *claim) {
    if (!claim->source) return S("source not named");
    const Actor *actor = records_actor(r, claim->source->actor);
    Str said = one_line(c, document_cut(&r->doc, claim->source->span));
    if (!actor || !actor->name.n) return said;
    Str name = without_owner(composing_actor_name(c, actor));
    const Actor *body = records_actor(r, actor->represents);
    if (body)
        return composing_format(c, "%.*s, for %.*s", STR_ARG(name),
                                STR_ARG(with_country(c, composing_actor_name(c, body), body)));
    bool told = name.n >= actor->title.n &&
                str_eq_nocase(str_from(name, name.n - actor->title.n), actor->title);
    if (actor->kind == ACTOR_PERSON && actor->title.n && !told)
        name = composing_format(c, "%.*s, %.*s", STR_ARG(name), STR_ARG(actor->title));
    return with_country(c, name, actor);
}

Str words_of_speaker(Composing *c, const Records *r, Voice voice, Ref claim_ref) {
    const Claim *claim = records_claim(r, claim_ref);
    if (!claim)
        return voice == VOICE_HEARSAY
                   ? composing_format(c, "unnamed reports, via R%u", composing_number(c, r->doc.id))
                   : outlet_words(c, r);
    Str source = source_words(c, r, claim);
    if (!claim->via.n) return source;
    Str via = one_line(c, document_cut(&r->doc, claim->via.v[0].span));
    return composing_format(c, "%.*s, via %.*s", STR_ARG(source), STR_ARG(via));
}

/* The first so many words of `s`. */
static Str first_words(Str s, unsigned words, bool *cut) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == ' ' && --words == 0) {
            *cut = true;
            return (Str){s.p, i};
        }
    *cut = false;
    return s;
}

/* Without commas at the ends, and without the marks of a quotation that is the whole of it. */
static Str bare(Str s) {
    unsigned len;
    while (s.n && (s.p[0] == ' ' || s.p[0] == ',')) s = str_from(s, 1);
    while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == ',')) s.n--;
    if (str_starts(s, S("that "))) s = str_from(s, 5);
    if (s.n && is_quote_mark(utf8_at(s, 0, &len)) && is_quote_mark(utf8_before(s, s.n, &len))) {
        utf8_at(s, 0, &len);
        s = str_from(s, len);
        if (s.n) {
            utf8_before(s, s.n, &len);
            s.n -= len;
        }
    }
    while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == ',' || s.p[s.n - 1] == '.')) s.n--;
    return s;
}

/* Marks inside become single ones, since the line puts its own around the whole. */
static void add_inner(Text *t, Str s) {
    bool open = false;
    for (size_t i = 0; i < s.n;) {
        unsigned len;
        uint32_t ch = utf8_at(s, i, &len);
        if (is_quote_mark(ch)) {
            open = ch == 0x201C || ch == 0xAB || (ch == '"' && !open);
            text_add_c(t, open ? "‘" : "’");
        } else
            text_add(t, (Str){s.p + i, len});
        i += len;
    }
}

Str words_of_content(Composing *c, const Records *r, const Claim *claim, unsigned words) {
    Text t = {.arena = c->a};
    for (uint32_t i = 0; i < claim->content.n; i++) {
        Str part = bare(one_line(c, document_cut(&r->doc, claim->content.v[i])));
        if (!part.n) continue;
        if (t.n) text_add_c(&t, " … ");
        add_inner(&t, part);
    }
    c->failed = c->failed || t.failed;
    if (!t.n) return S("");
    bool cut;
    Str said = first_words(text_str(&t), words, &cut);
    Text out = {.arena = c->a};
    text_add_c(&out, "“");
    text_add(&out, said);
    text_add_c(&out, cut ? " …”" : "”");
    c->failed = c->failed || out.failed;
    return text_str(&out);
}

static void add_lower(Text *t, Str s) {
    for (size_t i = 0; i < s.n; i++)
        text_add_char(t, s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i]);
}

static void add_roles(Composing *c, Text *t, const Records *r, const Roles *roles) {
    for (uint32_t i = 0; i < roles->n; i++) {
        const Actor *actor = records_actor(r, roles->v[i].actor);
        if (i) text_add_c(t, ", ");
        text_add(t, actor && actor->name.n ? composing_actor_name(c, actor)
                                           : one_line(c, document_cut(&r->doc, roles->v[i].span)));
    }
}

Str words_of_event(Composing *c, const Records *r, const Event *e) {
    Text t = {.arena = c->a};
    if (e->polarity == POLARITY_NEGATIVE) text_add_c(&t, "no ");
    add_lower(&t, e->mode.n ? e->mode : WORD_OF(CLASS, e->class));
    if (e->agents.n || e->recipients.n || e->objects.n) text_add_c(&t, ": ");
    add_roles(c, &t, r, &e->agents);
    if (e->recipients.n || e->objects.n) text_add_c(&t, e->agents.n ? " → " : "→ ");
    add_roles(c, &t, r, &e->recipients);
    for (uint32_t i = 0; i < e->objects.n; i++) {
        if (i || e->recipients.n) text_add_c(&t, ", ");
        text_add(&t, one_line(c, document_cut(&r->doc, e->objects.v[i].span)));
    }
    if (e->modality != MODALITY_ACTUAL) {
        text_add_c(&t, " (");
        text_add(&t, WORD_OF(MODALITY, e->modality));
        text_add_c(&t, ")");
    }
    c->failed = c->failed || t.failed;
    return text_str(&t);
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
