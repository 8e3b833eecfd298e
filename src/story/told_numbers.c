#include "story/told_numbers.h"

#include "base/utf8.h"
#include "know/word_lists.h"
#include "story/account.h"
#include "story/statement.h"

enum {
    BOUND_WORDS = 4, /* longest phrase that bounds a number: "no more than" */
    GROUP = 3,       /* digits between the commas of a number */
    DIGITS_MAX = 12,
    ONE = 1000 /* thousandths */
};

/* ---- words */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "5,600", "8.2" and "don't" are one word, "seventy-three" two. */
static bool in_word(Str s, size_t at) {
    if (is_letter(s.p[at]) || is_digit(s.p[at])) return true;
    if (at == 0 || at + 1 >= s.n) return false;
    bool digits = is_digit(s.p[at - 1]) && is_digit(s.p[at + 1]);
    return s.p[at] == '\'' || (digits && (s.p[at] == ',' || s.p[at] == '.' || s.p[at] == ':'));
}

static void read_words(Making *m, const Document *d, Span span, ToldNumbers *out) {
    Str s = document_cut(d, span);
    for (size_t at = 0; at < s.n && out->n < TOLD_WORDS;) {
        size_t start = at;
        bool percent = s.p[at] == '%';
        while (at < s.n && in_word(s, at)) at++;
        if (at > start || percent) {
            Str word = percent ? S("percent") : (Str){s.p + start, at - start};
            out->bytes[out->n] = span.start + (uint32_t)start;
            out->words[out->n++] = utf8_fold(m->arena, word);
        }
        at += at == start;
    }
}

/* ---- values */

/* "100.000" and "100,000" are one; "8.2" has tenths. False for "14:10", "21st". */
static bool read_digits(Str word, int64_t *milli) {
    int64_t value = 0;
    size_t digits = 0, since = 0, marks = 0;
    char mark = 0;
    for (size_t i = 0; i < word.n; i++) {
        if (is_digit(word.p[i])) {
            value = value * 10 + (word.p[i] - '0');
            since++;
            if (++digits > DIGITS_MAX) return false;
        } else if (word.p[i] == ',' || word.p[i] == '.') {
            if (marks++ && (since != GROUP || word.p[i] != mark)) return false;
            mark = word.p[i];
            since = 0;
        } else {
            return false;
        }
    }
    bool tenths = marks == 1 && mark == '.' && since < GROUP;
    if (!digits || (marks && !tenths && since != GROUP)) return false;
    *milli = value * ONE;
    for (size_t i = 0; tenths && i < since; i++) *milli /= 10;
    return true;
}

static bool is_year(Str word) {
    return word.n == 4 && (str_starts(word, S("19")) || str_starts(word, S("20"))) &&
           is_digit(word.p[2]) && is_digit(word.p[3]);
}

static bool is_month(const Making *m, Str word) {
    const Table *t = tables_get(m->tables, "world/months");
    return t && table_find(t, word, 0);
}

/* A word of the table of numbers, of one of two kinds. */
static bool read_word(const Making *m, Str word, const char *kind, const char *other,
                      int64_t *value) {
    Str is = making_cell(m, "en/numbers", word, "kind");
    uint64_t v = 0;
    if (!(str_is(is, kind) || str_is(is, other)) ||
        !str_to_u64(making_cell(m, "en/numbers", word, "value"), &v))
        return false;
    *value = (int64_t)v;
    return true;
}

/* "Three hundred and ten", "1.5 million": where it ends, 0 when no number begins there. */
static uint32_t read_value(const Making *m, const ToldNumbers *t, uint32_t at, int64_t *milli) {
    int64_t part = 0, whole = 0, word = 0;
    uint32_t i = at;
    bool digits = read_digits(t->words[i], &part) && !is_year(t->words[i]);
    if (digits) i++;
    for (; !digits && i < t->n; i++) {
        if (read_word(m, t->words[i], "cardinal", "ten", &word))
            part += word * ONE;
        else if (i > at && str_eq(t->words[i], S("hundred")))
            part *= 100;
        else if (i > at && i + 1 < t->n && str_eq(t->words[i], S("and")) &&
                 str_eq(t->words[i - 1], S("hundred")) &&
                 read_word(m, t->words[i + 1], "cardinal", "ten", &word))
            continue;
        else
            break;
    }
    if (i == at && i + 1 < t->n && str_eq(t->words[i], S("a")) &&
        read_word(m, t->words[i + 1], "scale", "group", &word))
        part = ONE, i++;
    if (i == at) return 0;
    while (i < t->n && read_word(m, t->words[i], "scale", "group", &word)) {
        part *= word;
        i++;
    }
    whole += part;
    *milli = whole;
    return i;
}

/* ---- bounds */

/* The quantifier whose words end right before a number. */
static Str quantifier_before(const Making *m, const ToldNumbers *t, uint32_t at) {
    const Table *table = tables_get(m->tables, "en/quantifiers");
    for (uint32_t n = at < BOUND_WORDS ? at : BOUND_WORDS; table && n > 0; n--) {
        Phrase p = table_match(table, &t->words[at - n], n);
        for (uint32_t row = p.words == n ? p.row : 0; row; row = table_find(table, p.key, row))
            if (!str_is(table_cell(table, row - 1, table_column(table, "side")), "after"))
                return table_cell(table, row - 1, table_column(table, "quantifier"));
    }
    return S("");
}

static void put_bounds(ToldNumber *x, Str how, int64_t value) {
    x->low = x->high = (Number){.milli = value, .some = true};
    x->exact = !how.n || str_is(how, "exact");
    if (str_is(how, "at_least") || str_is(how, "more_than")) x->high.some = false;
    if (str_is(how, "up_to") || str_is(how, "less_than")) x->low.some = false;
    if (str_is(how, "nearly") || str_is(how, "about")) x->low.milli -= value / 10;
    if (str_is(how, "about")) x->high.milli += value / 10;
}

/* "Between 45,000 and 50,000", "25,000 to 40,000": the end of the second, 0 where there is none. */
static uint32_t read_range(const Making *m, const ToldNumbers *t, ToldNumber *x) {
    int64_t most = 0;
    bool between = x->first > 0 && str_eq(t->words[x->first - 1], S("between"));
    if (x->end + 1 >= t->n) return 0;
    if (!str_is(t->words[x->end], between ? "and" : "to")) return 0;
    uint32_t end = read_value(m, t, x->end + 1, &most);
    if (!end || most <= x->low.milli) return 0;
    x->high = (Number){.milli = most, .some = true};
    x->exact = false;
    return end;
}

/* A day of a month, or one who is somebody. */
static bool is_else(const Making *m, const ToldNumbers *t, const ToldNumber *x) {
    bool month = (x->end < t->n && is_month(m, t->words[x->end])) ||
                 (x->first > 0 && is_month(m, t->words[x->first - 1]));
    bool aged = x->first > 0 && str_eq(t->words[x->first - 1], S("aged"));
    return month || aged || str_eq(t->words[x->first], S("one"));
}

void told_numbers_read(Making *m, const Item *claim, ToldNumbers *out) {
    const Claim *c = making_claim(m, claim);
    out->n = out->count = 0;
    for (uint32_t i = 0; c && i < c->content.n; i++)
        read_words(m, &m->docs.v[claim->doc]->doc, c->content.v[i], out);
    for (uint32_t at = 0; at < out->n && out->count < TOLD_NUMBERS;) {
        ToldNumber x = {.first = at, .from = out->bytes[at]};
        int64_t value = 0;
        x.end = read_value(m, out, at, &value);
        if (!x.end) {
            at++;
            continue;
        }
        put_bounds(&x, quantifier_before(m, out, at), value);
        uint32_t end = read_range(m, out, &x);
        at = x.end = end ? end : x.end;
        if (!is_else(m, out, &x)) out->v[out->count++] = x;
    }
    for (uint32_t i = 0; out->count && i < out->n; i++) {
        out->bases[i] = statement_word_base(m, out->words[i]);
        out->tells[i] = account_tells(m, out->words[i]);
    }
}

bool told_numbers_disjoint(const ToldNumber *a, const ToldNumber *b) {
    return (a->high.some && b->low.some && a->high.milli < b->low.milli) ||
           (b->high.some && a->low.some && b->high.milli < a->low.milli);
}

int64_t told_number_size(const ToldNumber *a) {
    return a->low.some ? a->low.milli : a->high.milli;
}
