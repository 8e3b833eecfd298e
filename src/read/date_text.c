#include "read/date_text.h"

#include "base/utf8.h"

/* A run of digits or of letters. */
typedef struct Piece {
    Span at;
    uint32_t number, digits; /* digits 0: a word */
    int month;               /* of a word, 0 none */
} Piece;

enum { PIECES_MAX = 96, YEAR_MIN = 1970, YEAR_MAX = 2100 };

static int month_of(Reading *r, const Table *months, int column, Str word) {
    if (word.n < 3 || word.n > 24) return 0;
    uint32_t row = table_find(months, reading_fold(r, word), 0);
    uint64_t month = 0;
    return row && str_to_u64(table_cell(months, row - 1, column), &month) ? (int)month : 0;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static Piece number_at(Str s, uint32_t at) {
    Piece p = {.at = {at, at}};
    while (p.at.end < s.n && is_digit(s.p[p.at.end])) {
        if (p.digits < 9) p.number = p.number * 10 + (uint32_t)(s.p[p.at.end] - '0');
        p.digits++;
        p.at.end++;
    }
    return p;
}

static uint32_t pieces_split(Reading *r, Str s, Piece *out) {
    const Table *months = tables_get(r->tables, "world/months");
    int column = table_column(months, "month");
    uint32_t n = 0;
    for (uint32_t at = 0; at < s.n && n < PIECES_MAX;) {
        unsigned len;
        uint32_t c = utf8_at(s, at, &len);
        if (utf8_is_digit(c)) {
            out[n++] = number_at(s, at);
            at = out[n - 1].at.end;
        } else if (utf8_is_letter(c)) {
            Piece p = {.at = {at, at}};
            while (p.at.end < s.n && utf8_is_letter(utf8_at(s, p.at.end, &len))) p.at.end += len;
            p.month = month_of(r, months, column, str_cut(s, p.at));
            out[n++] = p;
            at = p.at.end;
        } else {
            at += len;
        }
    }
    return n;
}

static int year_of(Piece p) {
    if (p.digits == 4 && p.number >= YEAR_MIN && p.number < YEAR_MAX) return (int)p.number;
    if (p.digits == 2) return (int)p.number + (p.number >= 70 ? 1900 : 2000);
    return 0;
}

/* "14 November, 08:30", "3 May 10h": no year. */
static bool is_hour(Str s, Piece p) {
    Str behind = str_from(s, p.at.end);
    if (p.digits > 2 || !behind.n) return false;
    bool minutes = behind.n > 2 && (behind.p[0] == ':' || behind.p[0] == '.') &&
                   is_digit(behind.p[1]) && is_digit(behind.p[2]);
    return minutes || behind.p[0] == 'h' || behind.p[0] == 'H';
}

/* Nothing but `between` marks and spaces stand between two pieces. */
static bool joined(Str s, Piece x, Piece y, const char *between) {
    for (uint32_t i = x.at.end; i < y.at.start; i++)
        if (!memchr(between, s.p[i], strlen(between))) return false;
    return true;
}

static bool is_filler(Str s, Piece p) {
    static const Str words[] = {STR("de"), STR("del"), STR("of"), STR("st"), STR("nd"),
                                STR("rd"), STR("th"),  STR("er"), STR("the")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq_nocase(str_cut(s, p.at), words[i])) return true;
    return false;
}

/* The next piece that is no filler, `n` at the end. */
static uint32_t skip_fillers(Str s, const Piece *p, uint32_t n, uint32_t i) {
    while (i < n && !p[i].digits && is_filler(s, p[i])) i++;
    return i;
}

/* "20 September 2023", "September 20, 2023", "2023 September 20": three pieces, one a month. */
static Day named_month(Str s, const Piece *p, uint32_t n, uint32_t i, uint32_t *last) {
    uint32_t j = skip_fillers(s, p, n, i + 1), k = skip_fillers(s, p, n, j + 1);
    if (k >= n || k - i > 5 || is_hour(s, p[k])) return 0;
    *last = k;
    static const char marks[] = " ,./-|\t\n\r\xC2\xA0\xC2\xBA\xAA'";
    for (uint32_t x = i; x < k; x++)
        if (!joined(s, p[x], p[x + 1], marks)) return 0;
    if (p[j].month && p[i].digits && p[k].digits) {
        if (p[i].digits <= 2) return day_of(year_of(p[k]), p[j].month, (int)p[i].number);
        return day_of(year_of(p[i]), p[j].month, p[k].digits <= 2 ? (int)p[k].number : 0);
    }
    if (p[i].month && p[j].digits && p[j].digits <= 2 && p[k].digits == 4)
        return day_of(year_of(p[k]), p[i].month, (int)p[j].number);
    return 0;
}

static Day numeric(Str s, const Piece *p, uint32_t n, uint32_t i, bool month_first) {
    if (i + 2 >= n || !p[i].digits || !p[i + 1].digits || !p[i + 2].digits) return 0;
    char mark = s.p[p[i].at.end];
    if (p[i].at.end + 1 != p[i + 1].at.start || p[i + 1].at.end + 1 != p[i + 2].at.start ||
        s.p[p[i + 1].at.end] != mark || !memchr("-./", mark, 3))
        return 0;
    int x = (int)p[i].number, y = (int)p[i + 1].number, z = (int)p[i + 2].number;
    if (p[i].digits == 4 && p[i + 1].digits <= 2 && p[i + 2].digits <= 2)
        return year_of(p[i]) ? day_of(x, y, z) : 0;
    if (p[i].digits > 2 || p[i + 1].digits > 2 || (p[i + 2].digits != 4 && p[i + 2].digits != 2))
        return 0;
    if (p[i + 2].digits == 2 && p[i].digits + p[i + 1].digits < 3) return 0;
    int year = year_of(p[i + 2]);
    if (!year) return 0;
    bool month_leads = y > 12 || (x <= 12 && mark == '/' && month_first);
    return month_leads ? day_of(year, x, y) : day_of(year, y, x);
}

static Day packed(const Piece *p) {
    if (p->digits != 8) return 0;
    uint32_t v = p->number, year = v / 10000;
    return year >= YEAR_MIN && year < YEAR_MAX
               ? day_of((int)year, (int)(v / 100 % 100), (int)(v % 100))
               : 0;
}

Day date_text_find(Reading *r, Str text, bool month_first, Span *where) {
    Span ignored;
    if (!where) where = &ignored;
    if (text.n > DATE_TEXT_MAX) {
        text.n = DATE_TEXT_MAX;
        text.n = utf8_valid_until(text);
    }
    Piece p[PIECES_MAX];
    uint32_t n = pieces_split(r, text, p);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t last = i + 2;
        Day day = numeric(text, p, n, i, month_first);
        if (!day) day = named_month(text, p, n, i, &last);
        if (!day) day = packed(&p[last = i]);
        if (day) {
            *where = (Span){p[i].at.start, p[last].at.end};
            return day;
        }
    }
    return 0;
}

Day date_url_find(Reading *r, Str url) {
    if (url.n > DATE_TEXT_MAX) {
        url.n = DATE_TEXT_MAX;
        url.n = utf8_valid_until(url);
    }
    Piece p[PIECES_MAX];
    uint32_t n = pieces_split(r, url, p);
    for (uint32_t i = 0; i < n; i++) {
        Day day = 0;
        if (i + 2 < n && p[i].digits == 4 && p[i + 2].digits && p[i + 2].digits <= 2 &&
            p[i].at.end + 1 == p[i + 1].at.start && p[i + 1].at.end + 1 == p[i + 2].at.start &&
            year_of(p[i])) {
            int month = p[i + 1].digits == 0   ? p[i + 1].month
                        : p[i + 1].digits <= 2 ? (int)p[i + 1].number
                                               : 0;
            day = day_of(year_of(p[i]), month, (int)p[i + 2].number);
        }
        if (!day) day = packed(&p[i]);
        if (day) return day;
    }
    return 0;
}
