/* What a numeral can be in a time expression, by its characters alone. */
#include "extract/times.h"

#include "base/utf8.h"

bool time_digits(Str s, int32_t *out) {
    uint64_t v;
    if (s.n > 9 || !str_to_u64(s, &v)) return false;
    *out = (int32_t)v;
    return true;
}

static void word_count(TimeWord *w, int32_t value) {
    w->roles |= TIME_BIT(COUNT);
    w->value = value;
    if (value >= 1 && value <= 31) w->roles |= TIME_BIT(DAY);
}

/* 10:35, 17:00 */
static bool read_clock(Str s, TimeWord *w) {
    size_t colon = str_find_char(s, ':');
    int32_t h, m;
    if (colon == SIZE_MAX || colon + 3 != s.n ||
        !time_digits(str_cut(s, (Span){0, (uint32_t)colon}), &h) ||
        !time_digits(str_from(s, colon + 1), &m) || h > 24 || m > 59)
        return false;
    w->roles |= TIME_BIT(CLOCK);
    w->value = h * 60 + m;
    return true;
}

/* 8am, 5:30pm */
static bool read_clock_suffix(Str s, TimeWord *w) {
    bool pm = str_ends(s, S("pm")) || str_ends(s, S("p.m."));
    if (!pm && !str_ends(s, S("am")) && !str_ends(s, S("a.m."))) return false;
    size_t n = s.p[s.n - 1] == '.' ? 4 : 2;
    Str number = str_cut(s, (Span){0, (uint32_t)(s.n - n)});
    int32_t h;
    TimeWord clock = {0};
    if (!read_clock(number, &clock)) {
        if (!time_digits(number, &h) || h < 1 || h > 12) return false;
        clock.value = h * 60;
    }
    w->roles |= TIME_BIT(CLOCK);
    w->value = clock.value % 720 + (pm ? 720 : 0);
    return true;
}

/* 08/07/98, 8/7/1998, 20.09.2023: day first where there are dots or the month is out of range. */
static bool read_date(Str s, TimeWord *w) {
    char sep = str_find_char(s, '/') != SIZE_MAX ? '/' : '.';
    Str parts[4], rest = s;
    int32_t v[3];
    size_t n = 0;
    while (n < 4 && str_split(&rest, sep, &parts[n])) n++;
    if (n != 3) return false;
    for (size_t i = 0; i < 3; i++)
        if (!parts[i].n || parts[i].n > 4 || !time_digits(parts[i], &v[i])) return false;
    if (parts[0].n > 2 || parts[1].n > 2 || (parts[2].n != 4 && parts[2].n != 2)) return false;
    if (parts[2].n == 2) v[2] += sep == '.' ? -9999 : v[2] < 50 ? 2000 : 1900;
    bool day_first = sep == '.' || v[0] > 12;
    Day d = day_of(v[2], day_first ? v[1] : v[0], day_first ? v[0] : v[1]);
    w->roles |= d ? TIME_BIT(ISO) : 0;
    w->value = d;
    return d != 0;
}

/* 1st, 20th */
static bool read_ordinal(Str s, TimeWord *w) {
    static const Str ends[] = {STR("st"), STR("nd"), STR("rd"), STR("th")};
    int32_t v;
    for (size_t i = 0; i < 4; i++)
        if (str_ends(s, ends[i]) && time_digits(str_cut(s, (Span){0, (uint32_t)s.n - 2}), &v)) {
            w->roles |= TIME_BIT(ORD) | (v >= 1 && v <= 31 ? TIME_BIT(DAY) : 0);
            w->value = v;
            return true;
        }
    return false;
}

/* 1990s, 90s after an apostrophe, '90s */
static bool read_decade(Str s, bool apostrophe, TimeWord *w) {
    if (s.n && s.p[0] == '\'') {
        apostrophe = true;
        s = str_from(s, 1);
    }
    int32_t v;
    if (!str_ends(s, S("s")) || !time_digits(str_cut(s, (Span){0, (uint32_t)s.n - 1}), &v) ||
        v % 10)
        return false;
    if (!(s.n == 5 && v >= 1000 && v < 2100) && !(s.n == 3 && apostrophe)) return false;
    w->roles |= TIME_BIT(DECADE);
    w->value = v / 10;
    return true;
}

/* "98,500": grouped digits. */
static bool read_grouped(Str s, int32_t *out) {
    int64_t v = 0;
    size_t since = 0;
    bool comma = false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ',' && i && (!comma || since == 3))
            comma = true, since = 0;
        else if (utf8_is_digit((unsigned char)s.p[i]) && v < 100000000)
            v = v * 10 + s.p[i] - '0', since++;
        else
            return false;
    }
    *out = (int32_t)v;
    return !comma || since == 3;
}

void time_word_numeral(Str s, bool apostrophe, TimeWord *w) {
    int32_t v;
    Day iso = day_parse(s);
    if (iso) {
        w->roles |= TIME_BIT(ISO);
        w->value = iso;
        return;
    }
    if (time_digits(s, &v)) {
        word_count(w, v);
        if (s.n == 4 && v >= 1000 && v <= 2100) w->roles |= TIME_BIT(YEAR);
        if (s.n == 2 && apostrophe) {
            w->roles = TIME_BIT(YEAR);
            w->value = v + (v < 50 ? 2000 : 1900);
        }
        return;
    }
    if (str_eq(s, S("1/2")) || str_eq(s, S("½"))) {
        w->roles |= TIME_BIT(FRACTION);
        return;
    }
    if (read_clock(s, w) || read_clock_suffix(s, w) || read_ordinal(s, w) ||
        read_decade(s, apostrophe, w) || read_date(s, w))
        return;
    if (read_grouped(s, &v)) word_count(w, v);
}
