#include "extract/times_redate.h"

#include "extract/times.h"

static TimeUnit unit_of(Str word) {
    for (uint32_t u = 1; u < UNIT_COUNT; u++)
        if (str_eq(word, str_of(time_unit_words[u]))) return (TimeUnit)u;
    return UNIT_DAY;
}

/* "TNI" of "XXXX-WXX-5TNI". */
static Str time_part(Str value) {
    size_t at = str_find_char(value, 'T');
    return at == SIZE_MAX ? S("") : str_from(value, at);
}

static int32_t two_digits(Str s, size_t at) {
    uint64_t v = 0;
    if (at + 2 > s.n || !str_to_u64(str_cut(s, (Span){(uint32_t)at, (uint32_t)at + 2}), &v))
        return 0;
    return (int32_t)v;
}

/* A value without its year as the expression it came from: XXXX-09-20, XXXX-09, XXXX-Q3, XXXX-SU.
 */
static bool timex_of_value(Str value, Timex *out) {
    *out = (Timex){.kind = TIMEX_KIND_DATE, .deixis = TIME_DEIXIS_NONE, .tense = TENSE_PAST};
    if (value.n < 7 || !str_starts(value, S("XXXX-"))) return false;
    bool digit = value.p[6] >= '0' && value.p[6] <= '9';
    if (value.p[5] == 'Q' && digit)
        out->quarter = value.p[6] - '0';
    else if (value.p[5] == 'H' && digit)
        out->half = value.p[6] - '0';
    else if (digit)
        out->month = two_digits(value, 5), out->day = two_digits(value, 8);
    else
        out->season = str_cut(value, (Span){5, 7});
    return out->quarter || out->half || out->month || value.p[5] != 'X';
}

static void put(Interval i, Arena *a, Time *t) {
    if (!i.from) return;
    Str part = time_part(t->value);
    t->value = part.n ? arena_join(a, interval_value(i, a), part) : interval_value(i, a);
    t->days = interval_days(i);
}

static void redate_relative(const Relative *r, Day base, Arena *a, Time *t) {
    Interval i = interval_step(interval_at(unit_of(r->unit), base), r->offset);
    if (r->weekday && i.from) {
        int32_t forward = (r->weekday - day_weekday(i.from) + 7) % 7;
        i.from = r->offset > 0 ? i.from + forward : i.from - (7 - forward) % 7;
    }
    put(i, a, t);
}

StCode times_redate(const Times *in, Day published, Arena *a, Time *out) {
    for (uint32_t i = 0; i < in->n; i++) {
        Time *t = &out[i];
        *t = in->v[i];
        bool placed = t->timex == TIMEX_DATE || t->timex == TIMEX_TIME;
        if (days_some(t->days) || !placed) continue;
        const Relative *r = t->relative;
        Timex timex;
        if (r) {
            bool earlier =
                r->anchor && r->anchor <= i; /* anchors stand before what hangs on them */
            Day base = earlier ? out[r->anchor - 1].days.from : published;
            if (base) redate_relative(r, base, a, t);
        } else if (timex_of_value(t->value, &timex)) {
            put(timex_nearest(&timex, published), a, t);
        }
        if (!t->value.p) return ST_NOMEM;
    }
    return ST_OK;
}
