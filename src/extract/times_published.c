#include "extract/times.h"

/* When an undated document was published, from what it says itself. Every clue adds weight to a
 * stretch of days; the days that gather most are the answer. A clue that does not fit the answer
 * lowers its probability. */

enum {
    CLUES_MAX = 64,   /* more say no more */
    YEARS_BEFORE = 1, /* of the latest year named … */
    YEARS_AFTER = 6,  /* … to how long after it */
    NEAR = 14,
    MIDDLING = 60,
    FAR = 180,
    ELSEWHERE = 30 /* days from the answer that count as another one */
};

typedef struct Weights {
    int32_t *change; /* by day: weight here less weight the day before */
    Day from;
    int32_t days;
} Weights;

typedef struct Clue {
    Span span;
    Days holds; /* the days it speaks for most */
} Clue;

typedef struct Inference {
    Weights w;
    Clue clues[CLUES_MAX];
    uint32_t n;
    int32_t total; /* weight that the answer could have at most */
    int32_t year;  /* the latest named */
    Day floor;     /* nothing is earlier, when nothing else is known */
    bool recent;   /* some clue bounds it from both sides */
} Inference;

static void weigh(Inference *f, Days days, int32_t weight) {
    Day from = days.from < f->w.from ? f->w.from : days.from;
    Day end = days.to >= f->w.from + f->w.days ? f->w.from + f->w.days : days.to + 1;
    if (from >= end) return;
    f->w.change[from - f->w.from] += weight;
    f->w.change[end - f->w.from] -= weight;
}

static void note(Inference *f, const Timex *t, Days holds, int32_t weight) {
    f->total += weight;
    if (f->n < CLUES_MAX) f->clues[f->n++] = (Clue){t->span, holds};
}

/* News names a day without its year when it is near; the nearer the likelier. */
static void weigh_near(Inference *f, Day day, int32_t side) {
    static const struct { int32_t reach, weight; } steps[] = {{NEAR, 2}, {MIDDLING, 1}, {FAR, 1}};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        Days d = {side > 0 ? day - steps[i].reach : day, side < 0 ? day + steps[i].reach : day};
        weigh(f, d, steps[i].weight);
    }
}

static int32_t side_of(const Timex *t) {
    return t->tense == TENSE_FUTURE ? 1 : t->tense == TENSE_NONE ? 0 : -1;
}

static int32_t last_year(const Inference *f) {
    return f->year + YEARS_AFTER;
}

/* 20 September: near that day in whatever year. With its weekday only some years have it. */
static void clue_day(Inference *f, const Timex *t) {
    for (int32_t y = f->year - YEARS_BEFORE; y <= last_year(f); y++) {
        Day day = day_of(y, t->month, t->day);
        if (!day || (t->weekday && day_weekday(day) != t->weekday)) continue;
        weigh_near(f, day, side_of(t));
        if (t->weekday) weigh(f, (Days){day - NEAR, day + NEAR}, 4);
    }
    note(f, t, (Days){0, 0}, t->weekday ? 8 : 4);
    f->recent = true;
}

/* 20 September 2023. The first of January is when things take effect, before or after the report.
 */
static void clue_date(Inference *f, const Timex *t) {
    Day day = day_of(t->year, t->month, t->day ? t->day : 1);
    Day end = t->day ? day : day + days_in_month(t->year, t->month) - 1;
    bool effect = t->day == 1 && t->month == 1;
    int32_t side = effect ? 0 : side_of(t);
    Days holds = {side > 0 ? day - 2 * FAR : day, side < 0   ? DAY_MAX
                                                  : side > 0 ? end
                                                             : day + 2 * FAR};
    if (!side) holds.from = day - 2 * FAR;
    weigh(f, holds, effect ? 1 : 3);
    Days near = {side < 0 ? day : day - (effect ? FAR : MIDDLING),
                 side > 0 ? end : end + (effect ? FAR : MIDDLING)};
    weigh(f, near, 1);
    note(f, t, holds, effect ? 2 : 4);
    if (side < 0 && day > f->floor) f->floor = day;
    f->recent = true;
}

static void clue_year(Inference *f, const Timex *t) {
    Day first = day_of(t->year, 1, 1), last = day_of(t->year, 12, 31);
    Days holds = {first, DAY_MAX};
    if (side_of(t) > 0)
        holds = (Days){first - 2 * FAR, last};
    else if (first > f->floor)
        f->floor = first;
    weigh(f, holds, 2);
    note(f, t, holds, 2);
}

/* "the 2020 war" … "three years ago": published in 2023 when both mean the same. */
static void clue_years_ago(Inference *f, const Timex *ago, const Timexes *in) {
    int32_t best = 0, best_count = 0;
    for (uint32_t i = 0; i < in->n; i++) {
        int32_t year = in->v[i].year, count = 0;
        if (!year || side_of(&in->v[i]) > 0) continue;
        for (uint32_t k = 0; k < in->n && k < CLUES_MAX; k++) count += in->v[k].year == year;
        if (year + ago->count < f->year || year + ago->count > last_year(f)) continue;
        if (count > best_count || (count == best_count && year > best))
            best = year, best_count = count;
    }
    if (!best) return;
    Days year = {day_of(best + ago->count, 1, 1), day_of(best + ago->count, 12, 31)};
    int32_t weight = best_count > 3 ? 5 : 2 + best_count;
    weigh(f, year, weight);
    note(f, ago, year, weight);
    f->recent = true;
}

static void clue_of(Inference *f, const Timex *t, const Timexes *in) {
    bool round = t->count % 10 == 0 || t->count > YEARS_AFTER * 2; /* "30 years ago" is no count */
    if (t->kind == TIMEX_KIND_OFFSET && t->unit == UNIT_YEAR && t->deixis < 0 && !t->anchored &&
        t->count > 1 && !round)
        clue_years_ago(f, t, in);
    if (t->kind != TIMEX_KIND_DATE || t->deixis != TIME_DEIXIS_NONE || t->fiscal) return;
    if (t->year && t->month)
        clue_date(f, t);
    else if (t->year && !t->quarter && !t->half)
        clue_year(f, t);
    else if (t->month && t->day)
        clue_day(f, t);
}

/* ---- the answer */

typedef struct Best {
    Days days;
    int32_t weight, elsewhere; /* the best weight of days well away from it */
} Best;

static void best_days(Inference *f, Best *out) {
    int32_t sum = 0;
    *out = (Best){{0, 0}, 0, 0};
    for (int32_t i = 0; i < f->w.days; i++) {
        sum += f->w.change[i];
        f->w.change[i] = sum;
        Day day = f->w.from + i;
        if (sum > out->weight)
            *out = (Best){{day, day}, sum, 0};
        else if (sum == out->weight && out->days.to == day - 1)
            out->days.to = day;
    }
    for (int32_t i = 0; i < f->w.days; i++) {
        Day day = f->w.from + i;
        bool away = day < out->days.from - ELSEWHERE || day > out->days.to + ELSEWHERE;
        if (away && f->w.change[i] > out->elsewhere) out->elsewhere = f->w.change[i];
    }
}

/* How much of the clues' weight the answer has, how many clues there are (one alone is right about
 * every second time), and how far ahead of the next best it is. */
static uint32_t probability_of(const Inference *f, const Best *b) {
    int64_t here = (int64_t)b->weight * b->weight, there = (int64_t)b->elsewhere * b->elsewhere;
    here *= here, there *= there;
    int64_t fit = 1000 * (int64_t)b->weight / (f->total ? f->total : 1);
    int64_t most = 1000 * (int64_t)f->n / (f->n + 1);
    return (uint32_t)((fit < most ? fit : most) * here / (here + there + 1));
}

static bool clue_fits(const Clue *c, Days answer) {
    if (!c->holds.from && !c->holds.to) return true;
    return c->holds.from <= answer.to && answer.from <= c->holds.to;
}

static StCode make_published(const Extraction *x, const Inference *f, Days days,
                             uint32_t probability, Published **out) {
    Published *p = arena_new(x->arena, Published, 1);
    TRY_MEM(p, x->err);
    *p = (Published){.days = days, .basis = PUBLISHED_INFERRED, .probability = probability};
    for (uint32_t i = 0; i < f->n; i++) {
        Days answer = {days.from, days.to ? days.to : DAY_MAX};
        if (!clue_fits(&f->clues[i], answer)) continue;
        Span *s = list_push(x->arena, &p->evidence, Span);
        TRY_MEM(s, x->err);
        *s = f->clues[i].span;
    }
    *out = p;
    return ST_OK;
}

static int32_t latest_year(const Timexes *in) {
    int32_t year = 0;
    for (uint32_t i = 0; i < in->n; i++) {
        const Timex *t = &in->v[i];
        bool ahead = t->kind != TIMEX_KIND_DATE || (side_of(t) > 0 && !t->month);
        if (!ahead && !t->fiscal && t->year > year && t->year >= 1900 && t->year < 2100)
            year = t->year;
    }
    return year;
}

StCode times_infer_published(const Extraction *x, const Timexes *in, Published **out) {
    *out = NULL;
    Inference f = {.year = latest_year(in)};
    if (!f.year) return ST_OK; /* without any year no year can be known */
    f.w.from = day_of(f.year - YEARS_BEFORE, 1, 1);
    f.w.days = day_of(last_year(&f), 12, 31) - f.w.from + 1;
    f.w.change = arena_new(x->arena, int32_t, (size_t)f.w.days + 1);
    TRY_MEM(f.w.change, x->err);
    for (uint32_t i = 0; i < in->n && f.n < CLUES_MAX; i++) clue_of(&f, &in->v[i], in);
    if (!f.n) return ST_OK;
    if (!f.recent) /* only years gone by: not before the latest of them */
        return f.floor ? make_published(x, &f, (Days){f.floor, 0}, 900, out) : ST_OK;
    Best best;
    best_days(&f, &best);
    if (!best.weight) return ST_OK;
    return make_published(x, &f, best.days, probability_of(&f, &best), out);
}
