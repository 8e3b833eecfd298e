/* What a pattern alone cannot say: whether the words it took are a time, and which. */
#include "extract/times.h"

bool time_words_have(const TimeWords *w, uint32_t from, uint32_t to, TimeRoles roles) {
    for (uint32_t i = from; i < to; i++)
        if (w->v[i].roles & roles) return true;
    return false;
}

bool time_words_followed(const TimeWords *w, uint32_t end, TimeRoles roles) {
    return end < w->n && (w->v[end].roles & roles);
}

/* "at 10:35", but "1:36" of a film is its length. */
static bool clock_stands_at(const TimeWords *w, uint32_t at) {
    TimeRoles before = TIME_BIT(AT) | TIME_BIT(PREP) | TIME_BIT(APPROX) | TIME_BIT(TO) |
                       TIME_BIT(ON) | TIME_BIT(DAY) | TIME_BIT(YEAR) | TIME_BIT(WEEKDAY) |
                       TIME_BIT(AND);
    return at && (w->v[at - 1].roles & before);
}

/* "from 1710 to 2250": no year is so far ahead. */
static bool opens_hours(const TimeWords *w, uint32_t end) {
    enum { LAST_YEAR = 2100, LAST_CLOCK = 2359 };
    return end + 1 < w->n && (w->v[end].roles & TIME_BIT(TO)) &&
           (w->v[end + 1].roles & TIME_BIT(COUNT)) && w->v[end + 1].value > LAST_YEAR &&
           w->v[end + 1].value <= LAST_CLOCK;
}

/* "at 1830", "at about 1830": a clock of 24 hours and no year. */
static void year_is_clock(Timex *t, const TimeWords *w, uint32_t at, uint32_t end) {
    int32_t v = t->year;
    bool alone = end - at == 1 && at && (w->v[at].roles & TIME_BIT(COUNT));
    uint32_t before = at && at > 1 && (w->v[at - 1].roles & TIME_BIT(APPROX)) ? at - 2 : at - 1;
    if (!alone || v / 100 > 23 || v % 100 > 59) return;
    if (!(w->v[before].roles & TIME_BIT(AT)) && !opens_hours(w, end)) return;
    t->year = 0;
    t->clock = v / 100 * 60 + v % 100;
}

static bool date_fits(Timex *t, const TimeWords *w, uint32_t at, uint32_t end) {
    year_is_clock(t, w, at, end);
    int32_t length = t->month ? days_in_month(t->year ? t->year : 2000, t->month) : 31;
    if (t->day > length || t->day_to > length || (t->day_to && t->day_to <= t->day)) return false;
    if (t->ordinal) {
        if (time_words_have(w, at, end, TIME_BIT(HALF))) return (t->half = t->ordinal) <= 2;
        if (time_words_have(w, at, end, TIME_BIT(QUARTER))) return (t->quarter = t->ordinal) <= 4;
        if (t->unit == UNIT_CENTURY) return (t->century = t->ordinal) <= 21;
        return t->month != 0 && t->day == t->ordinal;
    }
    if (time_words_have(w, at, at + 1, TIME_BIT(QTOKEN))) t->quarter = w->v[at].value;
    /* "the evening" is a time only where something happens in it */
    if (t->part.n && end - at == 2 && (w->v[at].roles & TIME_BIT(THE)) && !t->edged)
        return at && (w->v[at - 1].roles & (TIME_BIT(IN) | TIME_BIT(PREP))) && (t->anchored = true);
    if (t->part.n && t->deixis == 1 && time_words_have(w, at, at + 1, TIME_BIT(THE)))
        t->anchored = true;
    if (time_words_have(w, at, end, TIME_BIT(IN)) && t->clock < 0 && t->part.n) {
        t->clock = t->count * 60;
        if (t->clock > 720 || !t->count) return false;
    }
    if (t->part.n && t->clock >= 0 && t->clock < 720 && !str_eq(t->part, S("MO")) &&
        !(str_eq(t->part, S("NI")) && t->clock < 360))
        t->clock += 720;
    if (t->zone && t->clock < 0)
        t->clock = t->count % 100 < 60 ? t->count / 100 * 60 + t->count % 100 : 9999;
    if (end - at == 1 && t->clock >= 0 && t->clock % 720) return clock_stands_at(w, at);
    return t->clock <= 1440;
}

/* 2023-09-20 in pieces: no space between, and a day there is. */
static bool iso_fits(Timex *t, const TimeWords *w, uint32_t at) {
    for (uint32_t i = at; i < at + 4; i++)
        if (w->v[i].span.end != w->v[i + 1].span.start) return false;
    t->month = w->v[at + 2].value;
    t->day = w->v[at + 4].value;
    t->count = 0;
    return day_of(t->year, t->month, t->day) != 0;
}

static bool unit_fits(Timex *t, const TimeWords *w, uint32_t at, uint32_t end) {
    bool bare =
        end - at == 2 && (w->v[at].roles & TIME_BIT(THE)) && !(w->v[at].roles & TIME_BIT(DEIXIS));
    if (time_words_have(w, at, end, TIME_BIT(PERIOD)) && !t->unit) t->unit = UNIT_QUARTER;
    if (bare && time_words_followed(w, end, TIME_BIT(PREP))) return false; /* the year before */
    if (bare)
        return t->unit == UNIT_WEEKEND || t->unit == UNIT_YEAR || t->unit == UNIT_QUARTER ||
               t->unit == UNIT_MONTH || t->unit == UNIT_WEEK;
    if (t->month && t->unit != UNIT_WEEK) return false;
    if (time_words_have(w, at, end, TIME_BIT(UNITS)) && t->deixis) { /* past years */
        t->kind = TIMEX_KIND_REF;
        t->text = t->deixis < 0 ? S("PAST_REF") : S("FUTURE_REF");
    }
    if (t->unit < UNIT_SESSION) return false;
    if (t->unit == UNIT_DAY && t->deixis != TIME_DEIXIS_NONE &&
        time_words_have(w, at, at + 1, TIME_BIT(THE)))
        t->anchored = true;
    return true;
}

static bool duration_fits(Timex *t, const TimeWords *w, uint32_t at, uint32_t end) {
    if (time_words_have(w, at, end, TIME_BIT(HALF))) t->half_more = true;
    bool parts = !t->ordinal && t->count >= 0 && t->count < 4; /* three quarters of … */
    if (t->unit == UNIT_QUARTER && parts && time_words_followed(w, end, TIME_BIT(OF))) return false;
    if (end - at == 1 && t->unit < UNIT_HOUR) return false; /* "minutes" */
    if (!t->count && !t->half_more)
        t->count = time_words_have(w, at, end, TIME_BIT(UNITS)) ? TIME_SEVERAL : 1;
    return t->unit != UNIT_NONE;
}

/* "the year" of "the year-earlier period" */
static bool cut_at_hyphen(const TimeWords *w, uint32_t end) {
    return time_words_followed(w, end, TIME_BIT(HYPHEN)) &&
           w->v[end].span.start == w->v[end - 1].span.end;
}

bool timex_fits(Timex *t, const TimeWords *w, uint32_t at, uint32_t end) {
    if (t->kind != TIMEX_KIND_DATE && t->kind != TIMEX_KIND_REF && cut_at_hyphen(w, end))
        return false;
    switch (t->kind) {
    case TIMEX_KIND_DATE:
        if (end - at == 5 && time_words_have(w, at + 1, at + 2, TIME_BIT(HYPHEN)) &&
            time_words_have(w, at, at + 1, TIME_BIT(YEAR)))
            return iso_fits(t, w, at);
        return date_fits(t, w, at, end);
    case TIMEX_KIND_UNIT: return unit_fits(t, w, at, end);
    case TIMEX_KIND_OFFSET:
        if (time_words_have(w, at, end, TIME_BIT(HALF))) t->half_more = true;
        if (!t->count) t->count = time_words_have(w, at, end, TIME_BIT(UNITS)) ? TIME_SEVERAL : 1;
        return t->unit != UNIT_NONE;
    case TIMEX_KIND_DURATION: return duration_fits(t, w, at, end);
    default: return true;
    }
}
