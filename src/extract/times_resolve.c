#include "extract/times.h"

/* What is known while the expressions of a document are gone through in order. */
typedef struct Resolver {
    Arena *arena;
    Day published; /* 0 not known */
    Interval date; /* the date mentioned last */
    Interval told; /* the last one that was not ahead: where the story is */
    Ref told_at;
    Interval quarter; /* the quarter mentioned last */
    Ref date_at;      /* its record, 1 is the first */
    uint32_t date_sentence, quarter_sentence;
} Resolver;

/* One expression's answer. */
typedef struct Answer {
    TimexType type;
    Str value;
    Days days;
    TimeBasis basis;
    Interval interval; /* grain UNIT_NONE: none */
    Relative relative;
    bool is_relative;
} Answer;

/* ---- which year, which week: the nearest one, and the tense decides how near counts */

static int32_t direction_of(const Timex *t) {
    if (t->deixis != TIME_DEIXIS_NONE && t->deixis) return t->deixis;
    return t->tense == TENSE_PAST ? -1 : t->tense == TENSE_FUTURE ? 1 : 0;
}

/* How badly a candidate fits: its distance, five times that when it lies on the wrong side. */
static int64_t misfit(Days candidate, Day published, int32_t direction) {
    if (candidate.from <= published && published <= candidate.to) return 0;
    bool later = candidate.from > published;
    int64_t distance = later ? candidate.from - published : published - candidate.to;
    bool wrong = (direction < 0 && later) || (direction > 0 && !later);
    return distance * (wrong ? 5 : 1) * 2 + later; /* of equals the earlier */
}

static Interval interval_of_year(const Timex *t, int32_t year) {
    static const char *const seasons[] = {"SP", "SU", "FA", "WI"};
    if (t->holiday.n) return (Interval){UNIT_DAY, holiday_day(t->holiday, year)};
    if (t->month && t->day) return (Interval){UNIT_DAY, day_of(year, t->month, t->day)};
    if (t->month) return (Interval){UNIT_MONTH, day_of(year, t->month, 1)};
    if (t->quarter) return (Interval){UNIT_QUARTER, day_of(year, t->quarter * 3 - 2, 1)};
    if (t->half) return (Interval){UNIT_HALF, day_of(year, t->half * 6 - 5, 1)};
    for (int32_t s = 0; s < 4 && t->season.n; s++)
        if (str_eq(t->season, str_of(seasons[s])))
            return (Interval){UNIT_SEASON, day_of(year, 3 + 3 * s, 1)};
    return (Interval){UNIT_YEAR, day_of(year, 1, 1)};
}

/* Strict: "last June" said in June is the one before. */
Interval timex_nearest(const Timex *t, Day published) {
    int y, m, d;
    day_split(published, &y, &m, &d);
    int32_t direction = t->deixis == 0 ? 0 : direction_of(t);
    if (t->fiscal || (t->quarter && !direction)) direction = -1;
    Interval best = {UNIT_NONE, 0};
    int64_t best_misfit = INT64_MAX;
    for (int32_t year = y - 1; year <= y + 1; year++) {
        Interval i = interval_of_year(t, year);
        if (!i.from) continue;
        Days days = interval_days(i);
        bool current = days.from <= published && published <= days.to;
        bool strict = t->deixis == -1 || t->deixis == 1;
        if (strict && (current || (t->deixis < 0) != (days.to < published))) continue;
        int64_t bad = misfit(days, published, direction);
        if (bad < best_misfit) best_misfit = bad, best = i;
    }
    return best;
}

static bool has_calendar(const Timex *t) {
    return t->month || t->quarter || t->half || t->season.n || t->holiday.n;
}

/* Friday on or before the day, or on or after it. */
static Day weekday_near(Day from, int32_t weekday, int32_t direction) {
    int32_t forward = (weekday - day_weekday(from) + 7) % 7;
    return direction > 0 ? from + forward : from - (7 - forward) % 7;
}

/* ---- text of what is not known */

static Str season_or_unknown(const Timex *t, Arena *a) {
    if (t->month && t->day) return arena_format(a, "XXXX-%02d-%02d", t->month, t->day);
    if (t->month) return arena_format(a, "XXXX-%02d", t->month);
    if (t->quarter) return arena_format(a, "XXXX-Q%d", t->quarter);
    if (t->half) return arena_format(a, "XXXX-H%d", t->half);
    if (t->season.n) return arena_format(a, "XXXX-%.*s", STR_ARG(t->season));
    if (t->holiday.n == 5) return arena_format(a, "XXXX-%.*s", STR_ARG(t->holiday));
    if (t->weekday) return arena_format(a, "XXXX-WXX-%d", t->weekday);
    return S("XXXX-XX-XX");
}

/* The part of the day or the clock at the end of a value. */
static Str with_time(const Timex *t, Str value, Arena *a) {
    if (t->clock >= 0)
        return arena_format(a, "%.*sT%02d:%02d", STR_ARG(value), t->clock / 60, t->clock % 60);
    if (t->part.n) return arena_format(a, "%.*sT%.*s", STR_ARG(value), STR_ARG(t->part));
    return value;
}

/* ---- early, mid, late: a third of it; "earlier this month" ends and "later this month" begins
 * today */

static Days edge_days(const Timex *t, Days days, Day published) {
    if (!t->edged || !days.from || days.to - days.from < 2) return days;
    bool current = published && days.from <= published && published <= days.to;
    if (current && t->kind == TIMEX_KIND_UNIT && t->edge < 0) return (Days){days.from, published};
    if (current && t->kind == TIMEX_KIND_UNIT && t->edge > 0) return (Days){published, days.to};
    Day third = (days.to - days.from + 1) / 3;
    if (t->edge < 0) return (Days){days.from, days.from + third};
    if (t->edge > 0) return (Days){days.to - third, days.to};
    return (Days){days.from + third, days.to - third};
}

static void answer_interval(const Resolver *r, const Timex *t, Interval i, Answer *out) {
    out->interval = i;
    out->value = i.grain ? interval_value(i, r->arena) : S("XXXX-XX-XX");
    out->days = edge_days(t, interval_days(i), r->published);
}

static void answer_relative(Answer *out, Ref anchor, TimeUnit unit, int32_t offset,
                            int32_t weekday) {
    if (unit == UNIT_SESSION) unit = UNIT_DAY;
    out->basis = TIME_BASIS_RELATIVE;
    out->is_relative = true;
    out->relative = (Relative){anchor, str_of(time_unit_words[unit]), offset, weekday};
}

/* ---- the kinds */

static void resolve_weekday(const Resolver *r, const Timex *t, Answer *out) {
    int32_t direction = direction_of(t) > 0 ? 1 : -1;
    bool strict = t->deixis == -1 || t->deixis == 1;
    Day base = t->anchored ? r->date.from : r->published;
    int32_t offset = strict || direction > 0 ? direction : 0;
    answer_relative(out, t->anchored ? r->date_at : 0, UNIT_DAY, offset, t->weekday);
    Interval i = {UNIT_DAY, 0};
    if (base && t->unit == UNIT_WEEK)
        i.from = interval_step(interval_at(UNIT_WEEK, base), t->deixis).from + t->weekday - 1;
    else if (base)
        i.from = weekday_near(base + (strict ? direction : 0), t->weekday, direction);
    answer_interval(r, t, i, out);
    if (!base) out->value = season_or_unknown(t, r->arena);
}

/* Clocks and parts of days without a day: the day mentioned last in the sentence, else today. */
static void resolve_part(const Resolver *r, const Timex *t, Answer *out) {
    bool beside = r->date_at && r->date_sentence == t->sentence;
    Interval date = beside ? r->date : r->told;
    Ref at = beside ? r->date_at : t->anchored ? r->told_at : 0;
    bool anchored = at && date.grain == UNIT_DAY;
    int32_t step = t->deixis == TIME_DEIXIS_NONE ? 0 : t->deixis;
    answer_relative(out, anchored ? at : 0, UNIT_DAY, step, 0);
    Day base = anchored ? date.from : r->published;
    answer_interval(r, t, interval_step((Interval){UNIT_DAY, base}, step), out);
}

static bool resolve_long(const Resolver *r, const Timex *t, Answer *out) {
    int32_t year = t->decade >= 100 ? t->decade * 10 : t->decade ? 1900 + t->decade * 10 : 0;
    TimeUnit grain = t->decade ? UNIT_DECADE : UNIT_CENTURY;
    if (t->century) year = t->century > 1 ? (t->century - 1) * 100 : 1;
    if (!year) return false;
    answer_interval(r, t, interval_at(grain, day_of(year, 1, 1)), out);
    return true;
}

static void resolve_date(const Resolver *r, const Timex *t, Answer *out) {
    if (resolve_long(r, t, out)) return;
    int32_t year = t->year;
    int y = 0, m, d;
    if (!year && t->unit == UNIT_YEAR && t->deixis != TIME_DEIXIS_NONE) {
        Day base = t->anchored ? r->date.from : r->published;
        if (base) day_split(base, &y, &m, &d);
        year = y ? y + t->deixis : 0;
        out->basis = TIME_BASIS_RELATIVE;
    }
    if (year) {
        answer_interval(r, t, interval_of_year(t, year), out);
        return;
    }
    if (has_calendar(t)) {
        out->basis = TIME_BASIS_INFERRED;
        if (r->published) answer_interval(r, t, timex_nearest(t, r->published), out);
        if (!out->interval.from) {
            out->interval = (Interval){t->day ? UNIT_DAY : UNIT_MONTH, 0};
            out->value = season_or_unknown(t, r->arena);
        }
        return;
    }
    if (t->weekday)
        resolve_weekday(r, t, out);
    else
        resolve_part(r, t, out);
}

static void resolve_unit(const Resolver *r, const Timex *t, Answer *out) {
    int32_t step = t->deixis == TIME_DEIXIS_NONE ? 0 : t->deixis;
    bool ref_quarter = t->unit == UNIT_QUARTER && r->quarter.from;
    if (t->count) { /* the same quarter of other years: "the year-ago quarter" */
        Interval q =
            ref_quarter ? interval_step(r->quarter, -4 * t->count) : (Interval){UNIT_QUARTER, 0};
        answer_interval(r, t, q, out);
        answer_relative(out, r->date_at, UNIT_YEAR, -t->count, 0);
        if (!q.from && r->published)
            answer_interval(r, t, interval_step(interval_at(UNIT_YEAR, r->published), -t->count),
                            out);
        return;
    }
    if (t->year) {
        Interval i = {UNIT_YEAR, day_of(t->year, 1, 1)};
        int y, m, d;
        if (ref_quarter) {
            day_split(r->quarter.from, &y, &m, &d);
            i = (Interval){UNIT_QUARTER, day_of(t->year, m, 1)};
        }
        answer_interval(r, t, i, out);
        return;
    }
    if (t->month && r->published) { /* the week of March 6 */
        Timex day = *t;
        day.deixis = TIME_DEIXIS_NONE;
        Interval i = timex_nearest(&day, r->published);
        answer_interval(r, t, interval_at(t->unit, i.from), out);
        out->basis = TIME_BASIS_INFERRED;
        return;
    }
    bool anchored = t->anchored && r->date_at && (r->date.from || !r->published);
    Day base = anchored ? r->date.from : r->published;
    if (ref_quarter && (t->anchored || t->deixis == TIME_DEIXIS_NONE)) base = r->quarter.from;
    answer_relative(out, anchored ? r->date_at : 0, t->unit, step, 0);
    Interval i = interval_step(interval_at(t->unit, base), step);
    /* "over the weekend", said on a Monday */
    bool bare = t->unit == UNIT_WEEKEND && t->deixis == TIME_DEIXIS_NONE && i.from > base;
    if (bare && t->tense != TENSE_FUTURE) i = interval_step(i, -1);
    if (base && t->day) i = (Interval){UNIT_DAY, interval_days(i).to}; /* year-end */
    answer_interval(r, t, i, out);
}

static void resolve_offset(const Resolver *r, const Timex *t, Answer *out) {
    out->basis = TIME_BASIS_RELATIVE;
    if (t->count == TIME_SEVERAL && t->unit >= UNIT_DAY) {
        out->value = t->deixis < 0 ? S("PAST_REF") : S("FUTURE_REF");
        return;
    }
    bool anchored = t->anchored && r->date_at && (r->date.from || !r->published);
    Day base = anchored ? r->date.from : r->published;
    TimeUnit unit = t->unit;
    int32_t n = t->count;
    if (unit == UNIT_DECADE) unit = UNIT_YEAR, n *= 10;
    if (unit == UNIT_CENTURY) unit = UNIT_YEAR, n *= 100;
    if (unit == UNIT_FORTNIGHT) unit = UNIT_WEEK, n *= 2;
    if (unit < UNIT_DAY) n = unit == UNIT_HOUR && n > 0 ? n / 24 : 0, unit = UNIT_DAY;
    answer_relative(out, anchored ? r->date_at : 0, unit, t->deixis * n, 0);
    bool quarter = unit == UNIT_YEAR && r->quarter.from && r->quarter_sentence + 1 >= t->sentence;
    Interval i = quarter ? interval_step(r->quarter, t->deixis * n * 4)
                         : interval_step(interval_at(unit, base), t->deixis * n);
    answer_interval(r, t, i, out);
}

static void resolve_day(const Resolver *r, const Timex *t, Answer *out) {
    Str text = t->text;
    bool back = text.n && text.p[0] == '-';
    int32_t offset = text.n > (size_t)back ? text.p[back] - '0' : 0;
    if (back) offset = -offset;
    Str part = str_from(text, (size_t)back + 1);
    answer_relative(out, 0, UNIT_DAY, offset, 0);
    answer_interval(r, t, interval_step((Interval){UNIT_DAY, r->published}, offset), out);
    if (part.n && !t->part.n && t->clock < 0) {
        out->value = arena_join(r->arena, out->value, part);
        out->type = TIMEX_TIME;
    }
}

static Str duration_value(const Timex *t, Arena *a) {
    static const struct {
        const char *prefix, *letter, *half;
        int32_t times;
    } forms[UNIT_COUNT] = {
        [UNIT_SECOND] = {"PT", "S", "", 1},   [UNIT_MINUTE] = {"PT", "M", "30S", 1},
        [UNIT_HOUR] = {"PT", "H", "30M", 1},  [UNIT_SESSION] = {"P", "D", "", 1},
        [UNIT_DAY] = {"P", "D", "T12H", 1},   [UNIT_WEEKEND] = {"P", "WE", "", 1},
        [UNIT_WEEK] = {"P", "W", "", 1},      [UNIT_FORTNIGHT] = {"P", "W", "", 2},
        [UNIT_MONTH] = {"P", "M", "", 1},     [UNIT_QUARTER] = {"P", "Q", "", 1},
        [UNIT_HALF] = {"P", "M", "", 6},      [UNIT_SEASON] = {"P", "M", "", 3},
        [UNIT_YEAR] = {"P", "Y", "6M", 1},    [UNIT_DECADE] = {"P", "Y", "", 10},
        [UNIT_CENTURY] = {"P", "Y", "", 100}, [UNIT_MILLENNIUM] = {"P", "Y", "", 1000},
    };
    if (t->count == TIME_SEVERAL && t->unit >= UNIT_DAY) {
        const char *letter = t->unit == UNIT_CENTURY ? "C" : forms[t->unit].letter;
        return arena_format(a, "%sX%s", forms[t->unit].prefix, letter);
    }
    if (t->half_more && !t->count)
        return t->unit == UNIT_DECADE
                   ? S("P5Y")
                   : arena_format(a, "P%s%s", t->unit == UNIT_HOUR ? "T" : "", forms[t->unit].half);
    int64_t n = (int64_t)t->count * forms[t->unit].times;
    if (t->half_more && t->unit == UNIT_DECADE) n += 5;
    return arena_format(a, "%s%lld%s%s", forms[t->unit].prefix, (long long)n, forms[t->unit].letter,
                        t->half_more ? forms[t->unit].half : "");
}

/* "the past two weeks" has its days, "two weeks" has none. */
static void resolve_duration(const Resolver *r, const Timex *t, Answer *out) {
    out->type = TIMEX_DURATION;
    out->value = duration_value(t, r->arena);
    if (t->deixis == TIME_DEIXIS_NONE || !t->deixis || t->count <= 0 || t->unit < UNIT_DAY) return;
    answer_relative(out, 0, t->unit, t->deixis * t->count, 0);
    int y, m, d;
    if (!r->published || t->anchored) return;
    day_split(r->published, &y, &m, &d);
    Interval at = interval_at(t->unit, r->published);
    Day into = r->published - at.from;
    Day other = interval_step(at, t->deixis * t->count).from;
    if (!other) return;
    other += into;
    out->days = other < r->published ? (Days){other, r->published} : (Days){r->published, other};
}

static void resolve_set(const Resolver *r, const Timex *t, Answer *out) {
    out->type = TIMEX_SET;
    Timex plain = *t;
    plain.each = false;
    if (t->text.n)
        out->value = t->text;
    else if (t->weekday || t->month || t->season.n || t->part.n)
        out->value = with_time(t, season_or_unknown(t, r->arena), r->arena);
    else {
        if (!plain.count || !t->each) plain.count = 1;
        out->value = duration_value(&plain, r->arena);
    }
}

static void resolve_ref(const Timex *t, Answer *out) {
    out->value = t->text;
    out->basis = TIME_BASIS_RELATIVE;
    if (t->text.n && t->text.p[0] == 'P' && str_find_char(t->text, '_') == SIZE_MAX)
        out->type = TIMEX_DURATION;
}

static void resolve(const Resolver *r, const Timex *t, Answer *out) {
    switch (t->kind) {
    case TIMEX_KIND_DATE: resolve_date(r, t, out); break;
    case TIMEX_KIND_UNIT: resolve_unit(r, t, out); break;
    case TIMEX_KIND_OFFSET: resolve_offset(r, t, out); break;
    case TIMEX_KIND_DAY: resolve_day(r, t, out); break;
    case TIMEX_KIND_DURATION: resolve_duration(r, t, out); return;
    case TIMEX_KIND_SET: resolve_set(r, t, out); return;
    default: resolve_ref(t, out); return;
    }
    if (t->day_to && out->days.from) out->days.to = out->days.from + t->day_to - t->day;
    if (t->part.n || t->clock >= 0) {
        out->type = TIMEX_TIME;
        out->value = with_time(t, out->value, r->arena);
    }
}

/* What later expressions may be anchored to. Decades and centuries are background, not anchors. */
static void remember(Resolver *r, const Timex *t, const Answer *a, uint32_t index) {
    if (!a->interval.grain || a->interval.grain > UNIT_YEAR) return;
    r->date = a->interval;
    r->date_at = index + 1;
    r->date_sentence = t->sentence;
    if (t->tense != TENSE_FUTURE && a->interval.grain == UNIT_DAY)
        r->told = a->interval, r->told_at = index + 1;
    if (a->interval.grain == UNIT_QUARTER && a->interval.from && !t->count) {
        r->quarter = a->interval;
        r->quarter_sentence = t->sentence;
    }
}

StCode times_resolve(const Timexes *in, Day published, Arena *a, Time *out) {
    Resolver r = {.arena = a, .published = published};
    for (uint32_t i = 0; i < in->n; i++) {
        const Timex *t = &in->v[i];
        Answer answer = {0};
        resolve(&r, t, &answer);
        if (!answer.value.p) return ST_NOMEM;
        out[i] = (Time){.head.span = t->span,
                        .timex = answer.type,
                        .value = answer.value,
                        .days = answer.days,
                        .basis = answer.basis};
        if (answer.is_relative) {
            out[i].relative = arena_new(a, Relative, 1);
            if (!out[i].relative) return ST_NOMEM;
            *out[i].relative = answer.relative;
        }
        remember(&r, t, &answer, i);
    }
    return ST_OK;
}
