#include "extract/times.h"

/* Months from year 1, so that they can be counted across years. */
static int32_t month_index(Day d, int *day) {
    int y, m, unused;
    day_split(d, &y, &m, day ? day : &unused);
    return y * 12 + m - 1;
}

static Day month_first(int32_t index) {
    return index < 12 ? 0 : day_of(index / 12, index % 12 + 1, 1);
}

static int32_t months_of(TimeUnit grain) {
    switch (grain) {
    case UNIT_MONTH: return 1;
    case UNIT_QUARTER:
    case UNIT_SEASON: return 3;
    case UNIT_HALF: return 6;
    case UNIT_YEAR: return 12;
    case UNIT_DECADE: return 120;
    case UNIT_CENTURY: return 1200;
    case UNIT_MILLENNIUM: return 12000;
    default: return 0;
    }
}

static int32_t days_of(TimeUnit grain) {
    return grain == UNIT_WEEK || grain == UNIT_WEEKEND ? 7 : grain == UNIT_FORTNIGHT ? 14 : 1;
}

Interval interval_at(TimeUnit grain, Day day) {
    if (!day) return (Interval){grain, 0};
    int32_t months = months_of(grain);
    if (months) {
        int32_t shift = grain == UNIT_SEASON ? 2 : 0; /* seasons begin in March, June, … */
        int32_t index = month_index(day, NULL) - shift;
        Day from = month_first(index - index % months + shift);
        return (Interval){grain, from ? from : 1};
    }
    if (grain == UNIT_WEEKEND) return (Interval){grain, day - day_weekday(day) + 6};
    if (grain == UNIT_WEEK || grain == UNIT_FORTNIGHT)
        return (Interval){grain, day - day_weekday(day) + 1};
    return (Interval){grain < UNIT_DAY ? UNIT_DAY : grain, day};
}

Interval interval_step(Interval i, int32_t steps) {
    if (!i.from || steps < -10000 || steps > 10000) return (Interval){i.grain, 0};
    int32_t months = months_of(i.grain);
    Day to = months ? month_first(month_index(i.from, NULL) + months * steps)
                    : i.from + days_of(i.grain) * steps;
    return (Interval){i.grain, to > 0 && to <= DAY_MAX ? to : 0};
}

Days interval_days(Interval i) {
    if (!i.from) return (Days){0, 0};
    if (i.grain == UNIT_WEEKEND) return (Days){i.from, i.from + 1};
    Day next = interval_step(i, 1).from;
    return (Days){i.from, next ? next - 1 : DAY_MAX};
}

/* ISO 8601: the week's year is that of its Thursday. */
static Str week_value(Day monday, const char *suffix, Arena *a) {
    int y, m, d;
    day_split(monday + 3, &y, &m, &d);
    int week = (monday + 3 - day_of(y, 1, 1)) / 7 + 1;
    return arena_format(a, "%04d-W%02d%s", y, week, suffix);
}

static const char *const unknown_values[UNIT_COUNT] = {
    [UNIT_SESSION] = "XXXX-XX-XX", [UNIT_DAY] = "XXXX-XX-XX",     [UNIT_WEEKEND] = "XXXX-WXX-WE",
    [UNIT_WEEK] = "XXXX-WXX",      [UNIT_FORTNIGHT] = "XXXX-WXX", [UNIT_MONTH] = "XXXX-XX",
    [UNIT_QUARTER] = "XXXX-QX",    [UNIT_HALF] = "XXXX-HX",       [UNIT_SEASON] = "XXXX-XX",
    [UNIT_YEAR] = "XXXX",          [UNIT_DECADE] = "XXX",         [UNIT_CENTURY] = "XX",
    [UNIT_MILLENNIUM] = "X",
};

Str interval_value(Interval i, Arena *a) {
    static const char *const seasons[] = {"SP", "SU", "FA", "WI"};
    if (!i.from) return str_of(unknown_values[i.grain] ? unknown_values[i.grain] : "XXXX-XX-XX");
    int y, m, d;
    day_split(i.from, &y, &m, &d);
    switch (i.grain) {
    case UNIT_WEEKEND: return week_value(i.from - 5, "-WE", a);
    case UNIT_WEEK:
    case UNIT_FORTNIGHT: return week_value(i.from, "", a);
    case UNIT_MONTH: return arena_format(a, "%04d-%02d", y, m);
    case UNIT_QUARTER: return arena_format(a, "%04d-Q%d", y, (m - 1) / 3 + 1);
    case UNIT_HALF: return arena_format(a, "%04d-H%d", y, (m - 1) / 6 + 1);
    case UNIT_SEASON: return arena_format(a, "%04d-%s", y, seasons[(m - 3) / 3 % 4]);
    case UNIT_YEAR: return arena_format(a, "%04d", y);
    case UNIT_DECADE: return arena_format(a, "%03d", y / 10);
    case UNIT_CENTURY: return arena_format(a, "%02d", y / 100);
    case UNIT_MILLENNIUM: return arena_format(a, "%d", y / 1000);
    default: return arena_format(a, "%04d-%02d-%02d", y, m, d);
    }
}

/* ---- holidays */

/* Easter Sunday of the Gregorian calendar; src: Meeus/Jones/Butcher. */
static Day easter(int32_t y) {
    int32_t a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
    int32_t g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
    int32_t l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
    int32_t n = h + l - 7 * m + 114;
    return day_of(y, n / 31, n % 31 + 1);
}

static int32_t number_at(Str s, size_t from, size_t to) {
    uint64_t v = 0;
    return from <= to && to <= s.n &&
                   str_to_u64(str_cut(s, (Span){(uint32_t)from, (uint32_t)to}), &v)
               ? (int32_t)v
               : 0;
}

/* MM-DD, MM-w+n, MM-w-1, E+n, E-n */
Day holiday_day(Str rule, int32_t year) {
    if (year < 1 || year > 9998 || rule.n < 3) return 0;
    if (rule.p[0] == 'E') {
        int32_t n = number_at(rule, 2, rule.n);
        return easter(year) + (rule.p[1] == '-' ? -n : n);
    }
    int32_t month = number_at(rule, 0, 2);
    if (rule.n == 5) return day_of(year, month, number_at(rule, 3, 5));
    if (rule.n != 6 || month < 1 || month > 12) return 0;
    int32_t weekday = number_at(rule, 3, 4), nth = number_at(rule, 5, 6);
    if (rule.p[4] == '-') {
        Day last = day_of(year, month, days_in_month(year, month));
        return last - (day_weekday(last) - weekday + 7) % 7;
    }
    Day first = day_of(year, month, 1);
    return first + (weekday - day_weekday(first) + 7) % 7 + 7 * (nth - 1);
}
