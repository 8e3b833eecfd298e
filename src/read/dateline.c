#include "read/dateline.h"

#include "base/utf8.h"
#include "read/cues.h"
#include "read/date_text.h"
#include "read/words.h"

enum { HEAD_MAX = 140, MARKS_MAX = 6, HEAD_WORDS = 24 };

static StCode agency_push(Reading *r, Str name) {
    Strs *list = &r->doc->agencies;
    for (uint32_t i = 0; i < list->n; i++)
        if (str_eq_nocase(list->v[i], name)) return ST_OK;
    Str *one = list_push(r->arena, list, Str);
    TRY_MEM(one, r->err);
    *one = name;
    return ST_OK;
}

StCode agencies_add(Reading *r, Span span) {
    const Table *t = tables_get(r->tables, "world/agencies");
    int name = table_column(t, "name");
    Words w;
    if (!words_split(r->arena, r->doc->text, span, CUE_WORDS_MAX, &w))
        return st_fail(r->err, ST_NOMEM, 0, "out of memory");
    for (uint32_t i = 0; i < w.n;) {
        Phrase p = table_match(t, w.norm + i, w.n - i);
        /* short names are acronyms: "map" and "who" are words */
        bool is_name = p.row && utf8_is_upper((unsigned char)r->doc->text.p[w.at[i].start]);
        if (p.row && p.words == 1 && w.norm[i].n <= 4)
            is_name = is_name && span_len(w.at[i]) > 1 &&
                      utf8_is_upper((unsigned char)r->doc->text.p[w.at[i].start + 1]);
        if (p.row && !is_name && str_eq(w.norm[i], S("dpa"))) is_name = true;
        if (is_name) TRY(agency_push(r, table_cell(t, p.row - 1, name)));
        i += is_name ? p.words : 1;
    }
    return ST_OK;
}

/* ---- the marks that may end a dateline */

typedef struct Mark {
    uint32_t start, end;
    bool colon, stop;
} Mark;

static bool mark_at(Str s, uint32_t at, uint32_t end, Mark *out) {
    unsigned len;
    uint32_t c = utf8_at(s, at, &len);
    char before = at ? s.p[at - 1] : ' ', after = at + len < end ? s.p[at + len] : ' ';
    *out = (Mark){at, at + len, c == ':', c == '.'};
    if (c >= 0x2012 && c <= 0x2015) return true;
    if (c == '-' && after == '-') {
        out->end++;
        return true;
    }
    bool open = before == ' ' || before == ')' || before == '.' || before == ']';
    if (c == '-' || c == '_') return open && (after == ' ' || after == '\n' || after == '\r');
    if (c == '.') return before >= '0' && before <= '9' && (after == ' ' || after == '\n');
    return c == ':' && (after == ' ' || after == '\n');
}

/* ---- what stands before the mark */

typedef struct Head {
    Span whole, paren; /* without and with what is in brackets at its end */
    bool agency;       /* the brackets, or the whole head, name one */
    bool date, place, upper, title, region;
} Head;

static bool is_joiner(Str w) {
    static const Str words[] = {STR("de"),   STR("del"), STR("la"),  STR("el"),    STR("al"),
                                STR("and"),  STR("of"),  STR("the"), STR("dos"),   STR("da"),
                                STR("du"),   STR("le"),  STR("es"),  STR("sur"),   STR("en"),
                                STR("near"), STR("in"),  STR("on"),  STR("aboard")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq(w, words[i])) return true;
    return false;
}

/* 2 all capitals, 1 a capital first, 0 neither. */
static int case_of(Str text, Span word) {
    bool lower = false;
    unsigned len;
    for (uint32_t i = word.start; i < word.end; i += len)
        lower = utf8_is_lower(utf8_at(text, i, &len)) || lower;
    if (!utf8_is_upper(utf8_at(text, word.start, &len))) return 0;
    return lower ? 1 : 2;
}

static bool is_agency(const Reading *r, const Words *w, uint32_t from) {
    const Table *t = tables_get(r->tables, "world/agencies");
    uint32_t i = from;
    while (i < w->n) {
        Phrase p = table_match(t, w->norm + i, w->n - i);
        if (!p.row &&
            !(i > from && (str_eq(w->norm[i], S("and")) || str_eq(w->norm[i], S("with")))))
            return false;
        i += p.row ? p.words : 1;
    }
    return w->n > from;
}

/* Does the word belong to a date: a number, a month, a weekday? */
static bool is_date_word(const Reading *r, Str w) {
    static const Str weekdays[] = {
        STR("monday"), STR("tuesday"),  STR("wednesday"), STR("thursday"),
        STR("friday"), STR("saturday"), STR("sunday"),    STR("mon"),
        STR("tue"),    STR("tues"),     STR("wed"),       STR("thu"),
        STR("thurs"),  STR("fri"),      STR("sat"),       STR("sun")};
    static const Str none[] = {STR("no"), STR("date"), STR("undated")}; /* "NO DATE" */
    if (w.n && w.p[0] >= '0' && w.p[0] <= '9') return true;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (str_eq(w, none[i])) return true;
    for (size_t i = 0; i < sizeof weekdays / sizeof *weekdays; i++)
        if (str_eq(w, weekdays[i])) return true;
    return table_find(tables_get(r->tables, "world/months"), w, 0) != 0;
}

/* Reads "PLACE, Region, date" or a date alone and says what was there; false when a word does not
 * fit. */
static bool place_reads(const Reading *r, const Words *w, Head *h) {
    Str text = r->doc->text;
    uint32_t segment = 0, place_words = 0;
    h->upper = h->title = true;
    for (uint32_t i = 0; i < w->n; i++) {
        int letters = case_of(text, w->at[i]);
        bool first = i == 0 || w->after[i - 1] == ',';
        segment += i > 0 && first;
        bool number = w->norm[i].p[0] >= '0' && w->norm[i].p[0] <= '9';
        if (is_date_word(r, w->norm[i]) && (segment > 0 || i > 0 || number)) {
            h->date = true;
        } else if (letters == 0) {
            if (first || !is_joiner(w->norm[i])) return false;
        } else if (segment == 0) {
            h->upper = h->upper && letters == 2;
            place_words++;
        } else {
            h->region = true;
        }
        if (w->after[i] == ':') return false;
    }
    h->place = place_words > 0;
    return (h->place || (h->date && !h->region)) && place_words <= 6 && segment <= 4;
}

/* Cuts "(AP)" or "[Reuters]" off the end. */
static Span paren_at_end(Str text, Span s) {
    if (!span_some(s) || (text.p[s.end - 1] != ')' && text.p[s.end - 1] != ']'))
        return (Span){0, 0};
    for (uint32_t i = s.end - 1; i > s.start; i--)
        if (text.p[i - 1] == '(' || text.p[i - 1] == '[') return (Span){i, s.end - 1};
    return (Span){0, 0};
}

static Span trim_head(Str text, Span s) {
    while (s.end > s.start && memchr(" \t\n\r.,", text.p[s.end - 1], 6)) s.end--;
    return s;
}

static StCode head_read(Reading *r, Span s, Head *h, bool *ok) {
    Str text = r->doc->text;
    *h = (Head){.whole = trim_head(text, s)};
    *ok = false;
    h->paren = paren_at_end(text, h->whole);
    Words w;
    Span place = h->whole;
    if (span_some(h->paren)) {
        if (!words_split(r->arena, text, h->paren, HEAD_WORDS, &w))
            return st_fail(r->err, ST_NOMEM, 0, "out of memory");
        if (w.more) return ST_OK;
        h->agency = is_agency(r, &w, 0);
        place = trim_head(text, (Span){s.start, h->paren.start - 1});
        if (!span_some(place)) {
            *ok = h->agency;
            return ST_OK;
        }
    }
    if (!words_split(r->arena, text, place, HEAD_WORDS, &w))
        return st_fail(r->err, ST_NOMEM, 0, "out of memory");
    if (w.n == 0 || w.more) return ST_OK;
    if (!span_some(h->paren) && is_agency(r, &w, 0) && case_of(text, w.at[0]) > 0) {
        h->agency = *ok = true;
        return ST_OK;
    }
    if (cue_opens_with_label(r->tables, &w)) return ST_OK;
    *ok = place_reads(r, &w, h);
    return ST_OK;
}

/* Is the text after the dateline in lower case somewhere near? Then capitals tell a place. */
static bool is_mixed_case(Str text, uint32_t from, uint32_t to) {
    uint32_t lower = 0, upper = 0;
    if (to - from > 200) to = from + 200;
    for (uint32_t i = from; i < to; i++) {
        lower += text.p[i] >= 'a' && text.p[i] <= 'z';
        upper += text.p[i] >= 'A' && text.p[i] <= 'Z';
    }
    return lower > upper;
}

static bool opens_sentence(Str text, uint32_t at, uint32_t end) {
    unsigned len;
    while (at < end && utf8_is_space(utf8_at(text, at, &len))) at += len;
    if (at >= end) return true;
    uint32_t c = utf8_at(text, at, &len);
    return utf8_is_upper(c) || utf8_is_digit(c) || utf8_is_punct(c);
}

/* "Kampala, 29 April 2016. The Ministry …", "Addis Ababa, 15 March 2018: The Council …": a whole
 * date ends the head. */
static bool ends_with_date(Reading *r, Span head) {
    Span at;
    return date_text_find(r, str_cut(r->doc->text, head), false, &at) && at.end == span_len(head);
}

static bool is_dateline(Reading *r, const Head *h, Mark m, uint32_t end) {
    Str text = r->doc->text;
    bool bracket = span_some(h->paren);
    if (h->agency && !m.stop) return true;
    if (!opens_sentence(text, m.end, end)) return false;
    if (h->date && (m.stop || (m.colon && h->place))) return ends_with_date(r, h->whole);
    if (m.stop || !h->place) return false;
    if (h->upper && h->title) {
        if (is_mixed_case(text, m.end, end) || m.end >= end)
            return !m.colon || (!bracket && span_len(h->whole) >= 4 && span_len(h->whole) <= 40);
        return h->date && !m.colon;
    }
    if (m.colon) return false;
    return (h->date && h->title) || (h->region && span_len(h->whole) <= 60);
}

/* "[TEXT]", "[REPORT] [BY …]" after the dash of monitoring services. */
static uint32_t skip_tags(Str text, uint32_t at, uint32_t end) {
    for (;;) {
        uint32_t i = at;
        while (i < end && memchr(" \t\n\r", text.p[i], 4)) i++;
        if (i >= end) return i;
        if (text.p[i] != '[' || i + 1 >= end || text.p[i + 1] < 'A' || text.p[i + 1] > 'Z')
            return at;
        while (i < end && text.p[i] != ']') i++;
        if (i == end) return at;
        at = i + 1;
    }
}

static StCode dateline_fill(Reading *r, Span paragraph, const Head *h, Mark m, Dateline *out) {
    Str text = r->doc->text;
    out->span = (Span){paragraph.start, skip_tags(text, m.end, paragraph.end)};
    Str head = str_cut(text, (Span){paragraph.start, m.start});
    out->day = date_text_find(r, head, false, &out->day_at);
    out->day_at.start += paragraph.start;
    out->day_at.end += paragraph.start;
    uint32_t before = r->doc->agencies.n;
    TRY(agencies_add(r, span_some(h->paren) ? h->paren : h->whole));
    /* monitoring services name stations that no table knows */
    if (r->doc->agencies.n == before && span_some(h->paren) && h->date && !h->agency)
        return agency_push(r, str_cut(text, h->paren));
    return ST_OK;
}

StCode dateline_find(Reading *r, Span paragraph, Dateline *out) {
    *out = (Dateline){0};
    Str text = r->doc->text;
    unsigned len;
    uint32_t c = span_some(paragraph) ? utf8_at(text, paragraph.start, &len) : 0;
    if (!utf8_is_upper(c) && !utf8_is_digit(c) && c != '(' && c != '[') return ST_OK;
    uint32_t stop =
        paragraph.start + HEAD_MAX < paragraph.end ? paragraph.start + HEAD_MAX : paragraph.end;
    uint32_t marks = 0;
    for (uint32_t i = paragraph.start; i < stop && marks < MARKS_MAX;) {
        Mark m;
        utf8_at(text, i, &len);
        if (!mark_at(text, i, paragraph.end, &m)) {
            i += len;
            continue;
        }
        marks++;
        Head h;
        bool ok;
        TRY(head_read(r, (Span){paragraph.start, m.start}, &h, &ok));
        if (ok && is_dateline(r, &h, m, paragraph.end))
            return dateline_fill(r, paragraph, &h, m, out);
        i = m.end;
    }
    return ST_OK;
}
