#include "read/date_line.h"

#include "know/word_lists.h"
#include "read/date_text.h"

enum {
    WORDS_MAX = 12,
    NOTE_BYTES_MAX = 90, /* of one part of a note in brackets */
    OPENING = 14         /* bytes before the date of a line that is little else */
};

/* The run of letters or digits that `s` ends with, folded; what stands before it is left in `s`. */
static Str last_word(Reading *r, Str *s) {
    size_t end, start;
    while (s->n && s->p[s->n - 1] == ' ') s->n--;
    for (end = start = s->n; start && s->p[start - 1] != ' '; start--) {
    }
    Str word = {s->p + start, end - start};
    s->n = start;
    return reading_fold(r, word);
}

static bool is_listed(const Reading *r, Str word, WordList list) {
    return word.n && word_is_in(r->tables, word, list);
}

/* Only an hour stands behind the date: "12 August 2022, 20:00", "14 June 2017 (1700H)", "18 January
 * 2018, 19:00 hours". */
static bool is_hour(Reading *r, Str s) {
    static const char between[] = " ,:.-()";
    for (size_t at = 0, end; at < s.n; at = end + 1) {
        while (at < s.n && s.p[at] >= '0' && s.p[at] <= '9') at++;
        for (end = at; end < s.n && !memchr(between, s.p[end], sizeof between - 1); end++) {
        }
        Str word = {s.p + at, end - at};
        if (word.n && !is_listed(r, reading_fold(r, word), LIST_HOUR_UNIT)) return false;
    }
    return true;
}

/* "Date", "as of", "update of". */
static bool ends_in_label(Reading *r, Str before) {
    Str rest = before, last = last_word(r, &rest), first = last_word(r, &rest);
    char both[48];
    if (is_listed(r, last, LIST_DATE_LABEL)) return true;
    if (!first.n || first.n + 1 + last.n > sizeof both) return false;
    int n = snprintf(both, sizeof both, "%.*s %.*s", STR_ARG(first), STR_ARG(last));
    return n > 0 && is_listed(r, (Str){both, (size_t)n}, LIST_DATE_LABEL);
}

/* The date is set off from what stands before it, its weekday apart, or that says what it is. */
static bool is_set_off(Reading *r, Str before) {
    Str rest = before;
    if (is_listed(r, last_word(r, &rest), LIST_DAY_NAME)) before = rest;
    bool wide = str_ends(before, S("  ")) || str_ends(before, S("\t"));
    while (before.n && memchr(" \t", before.p[before.n - 1], 2)) before.n--;
    if (!before.n || wide || memchr(",|:-/(", before.p[before.n - 1], 6)) return true;
    if (str_ends(before, S("\xE2\x80\x93")) || str_ends(before, S("\xE2\x80\x94"))) return true;
    return ends_in_label(r, before);
}

static bool ends_in_date(Reading *r, Str s) {
    Span at;
    return date_text_find(r, s, false, &at) && is_hour(r, str_from(s, at.end)) &&
           is_set_off(r, (Str){s.p, at.start});
}

/* "(from our correspondent; published on 2 February 2018; corrected a day later)" */
static bool is_dated_note(Reading *r, Str s) {
    if (s.n < 2 || s.p[0] != '(' || s.p[s.n - 1] != ')') return false;
    Str rest = {s.p + 1, s.n - 2}, part;
    while (str_split(&rest, ';', &part))
        if (part.n <= NOTE_BYTES_MAX && ends_in_date(r, part)) return true;
    return false;
}

bool date_line_is(Reading *r, const Words *w, Span line, LinePlace place) {
    Span at;
    Str s = str_cut(r->doc->text, line);
    if (place != LINE_INSIDE && is_dated_note(r, s)) return true;
    if (w->n > WORDS_MAX || !date_text_find(r, s, false, &at)) return false;
    if (place == LINE_HEAD && ends_in_date(r, s)) return true;
    return span_len(at) * 2 >= s.n && at.start < OPENING;
}
