/* When the undated documents were published, worked out from the whole story. Every clue is soft:
 * it gives points to the days it fits and takes some from those it does not, and what speaks
 * against the chosen day is kept as well as what speaks for it.
 *
 *   src  weekday arithmetic over ISO weeks; the clues are those of extract's times (TIMEX3)
 */
#include "story/dating.h"

#include "extract/times_redate.h"

#include <stdlib.h>

enum {
    ROUNDS = 4,       /* documents are placed in turn, each beside the others */
    DAYS_BEFORE = 14, /* looked at before the first day named … */
    DAYS_AFTER = 28,  /* … and after the last */
    DAYS_MAX = 400,   /* days looked at in all */
    YEARS_MAX = 8,
    YEARS_TRIED = 4,      /* from the last that a text names on */
    YEAR_SURE = 500,      /* per mille: a document's own answer is taken for its year */
    POINTS_OUTSIDE = 8,   /* taken for a day outside what the document itself allows */
    NEAR_DAYS = 1,        /* from report to report of one story, nothing to wonder at */
    SHIFT_WORK = 1 << 14, /* joint shifts are tried on so many documents in all */
    SHIFT_ROUNDS = 8
};

typedef struct Choice {
    Day day; /* 0: nothing tells */
    int32_t score;
    uint32_t share;   /* per mille, against the other days */
    uint64_t shifted; /* weight of days it would have if more than itself moved */
    Days best;        /* days with the same score around it */
} Choice;

typedef struct Placing {
    Making *m;
    Clues *clues; /* by document */
    Choice *chosen;
    Day *before;  /* days while a shift is tried */
    bool *open;   /* by document: to be dated */
    Day from, to; /* days looked at */
    int32_t gaps[DAYS_MAX + 1];
    int year;
} Placing;

/* ---- what a day is worth */

static int32_t weekday_points(Day day, int weekday, bool over) {
    static const int32_t points[] = {6, 5, 4, 3, 1, -1, -2}; /* by days back to that weekday */
    int back = (day_weekday(day) - weekday + 7) % 7;
    return over && back == 0 ? -1 : points[back];
}

/* By days to it. */
static int32_t ahead_points(Day day, int weekday) {
    static const int32_t points[] = {0, 4, 4, 3, 2, 1, 0};
    return points[(weekday - day_weekday(day) + 7) % 7];
}

/* A date told with its weekday is one of the days ahead. */
static int32_t future_points(Day named, Day day, bool weekday) {
    enum { WEEK_AHEAD = 8 };
    if (weekday && named - day > WEEK_AHEAD && named - day <= 28) return 1;
    if (day >= named) return day > named ? -6 : 1; /* "today", one would say on the day itself */
    return named - day <= 7    ? 5
           : named - day <= 14 ? 4
           : named - day <= 28 ? 2
           : named - day <= 42 ? -2
                               : -4;
}

/* A day told as past. */
static int32_t past_points(Day named, Day day) {
    return day < named ? -POINTS_OUTSIDE : day - named <= 2 ? 2 : day - named <= 7 ? 1 : 0;
}

static int32_t dateline_points(Day named, Day day) {
    static const int32_t points[] = {8, 5};
    return day >= named && day <= named + 1 ? points[day - named] : -2 * POINTS_OUTSIDE;
}

/* As much as the document's own answer is worth. */
static int32_t range_points(Days days, uint32_t probability, Day day) {
    bool outside = (days.from && day < days.from) || (days.to && day > days.to);
    int32_t points = outside ? -POINTS_OUTSIDE : days.from && days.to ? 2 : 0;
    return points * (int32_t)probability / 1000;
}

static bool overlap(Days a, Days b) {
    return a.from <= b.to && b.from <= a.to;
}

static int32_t copy_points(int32_t apart) {
    return apart == 0 ? 6 : apart == 1 ? 4 : apart == -1 || apart == 2 ? 2 : -2;
}

/* `days` hold at least and at most so many; the middle of them fits best. */
static int32_t since_points(Days here, Days anchor, Days days) {
    int32_t middle = (days.from + days.to) / 2;
    if (overlap(here, (Days){anchor.from + middle, anchor.to + middle})) return 5;
    return overlap(here, (Days){anchor.from + days.from, anchor.to + days.to}) ? 4 : 0;
}

/* Clues that compare a time of the document, or its day, with that of their anchor. */
static int32_t anchored_points(const Clue *c, Day day, Days anchor, int year) {
    Days here = c->time ? clue_when(c->time, c->planned, day, year) : (Days){day, day};
    if (!anchor.from || !here.from) return 0;
    switch (c->kind) {
    case CLUE_TIE: return overlap(here, anchor) ? 4 : -2;
    case CLUE_NOT_BEFORE: return past_points(anchor.from, day);
    case CLUE_OVER: return here.to <= anchor.from ? -POINTS_OUTSIDE : 1;
    case CLUE_WEEK: return overlap(here, anchor) ? 2 : -2;
    case CLUE_COPY: return copy_points(day - anchor.from);
    case CLUE_ONSET: return day < anchor.from ? -4 : day - anchor.from <= 2 ? 1 : 0;
    case CLUE_AMID: return here.to < anchor.from ? -3 : 0;
    case CLUE_SINCE: return since_points(here, anchor, c->days);
    default: return 0;
    }
}

/* By days in the right order. */
static int32_t order_points(int32_t days, uint32_t weight) {
    return days < 0 ? -2 * (int32_t)weight : days > 0 && weight > 1 ? 1 : 0;
}

int32_t clue_points(const Clue *c, Day day, Days anchor, int year) {
    Day named = clue_day(c, year, day);
    switch (c->kind) {
    case CLUE_RANGE: return range_points(c->days, c->weight, day);
    case CLUE_WEEKDAY: return weekday_points(day, c->weekday, c->over);
    case CLUE_TODAY: return day_weekday(day) == c->weekday ? 12 : -12;
    case CLUE_AHEAD: return ahead_points(day, c->weekday);
    case CLUE_DATELINE: return named ? dateline_points(named, day) : 0;
    case CLUE_PAST:
        if (!named) named = c->days.to;
        return named ? past_points(named, day) : 0;
    case CLUE_FUTURE: return named ? future_points(named, day, c->weekday) : 0;
    case CLUE_LATER: return anchor.from ? order_points(day - anchor.from, c->weight) : 0;
    case CLUE_EARLIER: return anchor.from ? order_points(anchor.from - day, c->weight) : 0;
    default: return anchored_points(c, day, anchor, year);
    }
}

static Days anchor_days(const Placing *p, const Clue *c) {
    Day other = p->chosen[c->other].day;
    if (!c->other_time) return other ? (Days){other + c->offset, other + c->offset} : (Days){0, 0};
    return clue_when(c->other_time, c->other_planned, other, p->year);
}

/* The day a document was written on: that of its dateline, where it was printed a day later. */
static Day writing_day(const Placing *p, uint32_t doc, Day day) {
    for (uint32_t i = 0; i < p->clues[doc].n; i++) {
        const Clue *c = &p->clues[doc].v[i];
        Day named = c->kind == CLUE_DATELINE ? clue_day(c, p->year, day) : 0;
        if (named && named == day - 1) return named;
    }
    return day;
}

static int32_t points_of(const Placing *p, uint32_t doc, const Clue *c, Day day) {
    if (c->kind == CLUE_WEEKDAY || c->kind == CLUE_TODAY) day = writing_day(p, doc, day);
    return clue_points(c, day, anchor_days(p, c), p->year);
}

/* Days from each day looked at to the nearest other document that has a day. */
static void measure_gaps(Placing *p, uint32_t doc) {
    int32_t n = p->to - p->from + 1, gap = DAYS_MAX;
    for (int32_t i = 0; i < n; i++) p->gaps[i] = DAYS_MAX;
    for (uint32_t d = 0; d < p->m->docs.n; d++) {
        Day day = d == doc ? 0 : p->chosen[d].day;
        if (day >= p->from && day <= p->to) p->gaps[day - p->from] = 0;
    }
    for (int32_t i = 0; i < n; i++) gap = p->gaps[i] = p->gaps[i] < gap + 1 ? p->gaps[i] : gap + 1;
    for (int32_t i = n; i-- > 0;) gap = p->gaps[i] = p->gaps[i] < gap + 1 ? p->gaps[i] : gap + 1;
}

/* Reports of one story lie near each other; a point is taken for each threefold of the gap. */
static int32_t gap_points(int32_t gap) {
    int32_t points = 0;
    if (gap >= DAYS_MAX) return 0;
    for (int32_t reach = NEAR_DAYS; gap > reach; reach *= 3) points--;
    return points;
}

static int32_t score_day(const Placing *p, uint32_t doc, Day day) {
    int32_t score = 0, weekdays = 0, count = 0;
    for (uint32_t i = 0; i < p->clues[doc].n; i++) {
        const Clue *c = &p->clues[doc].v[i];
        int32_t points = points_of(p, doc, c, day);
        if (c->kind == CLUE_WEEKDAY)
            weekdays += points, count++;
        else
            score += points;
    }
    if (count) score += 2 * weekdays / count; /* many mentions of one weekday are one clue */
    return score + gap_points(p->gaps[day - p->from]);
}

/* A power of two for every point, so that shares need no floating point. */
static uint64_t weight_of(int32_t score, int32_t best) {
    int32_t behind = best - score;
    return behind > 30 ? 0 : 1ull << (30 - behind);
}

/* Clues are not independent, and some are misread: what is not nearly sure is less sure than the
 * points of all days say. */
static uint32_t sober_share(uint32_t share) {
    return (share + share * share / 1000) / 2;
}

static void choose_day(Placing *p, uint32_t doc) {
    Choice best = {0};
    measure_gaps(p, doc);
    for (Day day = p->from; day <= p->to; day++) {
        int32_t score = score_day(p, doc, day);
        if (!best.day || score > best.score) best = (Choice){.day = day, .score = score};
    }
    uint64_t all = 0;
    for (Day day = p->from; day <= p->to; day++)
        all += weight_of(score_day(p, doc, day), best.score);
    best.best = (Days){best.day, best.day};
    while (best.best.to < p->to && score_day(p, doc, best.best.to + 1) == best.score)
        best.best.to++;
    uint64_t own = weight_of(0, 0) * (uint64_t)(best.best.to - best.best.from + 1);
    all += p->chosen[doc].shifted;
    best.share = all ? sober_share((uint32_t)(own * 1000 / all)) : 0;
    best.shifted = p->chosen[doc].shifted;
    p->chosen[doc] = best;
}

/* ---- documents that hang together move together */

static const int32_t shifts[] = {7, -7, 14, -14, 28, -28, 1, -1};
enum { SHIFTS = sizeof shifts / sizeof *shifts };

static int32_t total_score(Placing *p) {
    int32_t total = 0;
    for (uint32_t d = 0; d < p->m->docs.n; d++) {
        if (!p->open[d] || !p->chosen[d].day || !p->clues[d].n) continue;
        measure_gaps(p, d);
        total += score_day(p, d, p->chosen[d].day);
    }
    return total;
}

/* Moves the open documents of `cut` and of all days after it (before it); false, and nothing moved,
 * when one would leave the days looked at. */
static bool shift_from(Placing *p, Day cut, bool after, int32_t by) {
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t d = 0; d < p->m->docs.n; d++) {
            Day day = p->chosen[d].day;
            bool moves = p->open[d] && day && (after ? p->before[d] >= cut : p->before[d] <= cut);
            if (!moves) continue;
            if (pass == 0 && (day + by < p->from || day + by > p->to)) return false;
            if (pass == 1) p->chosen[d].day += by;
        }
    }
    return true;
}

static void remember_days(Placing *p) {
    for (uint32_t d = 0; d < p->m->docs.n; d++) p->before[d] = p->chosen[d].day;
}

static void recall_days(Placing *p) {
    for (uint32_t d = 0; d < p->m->docs.n; d++) p->chosen[d].day = p->before[d];
}

/* Tries one shift; what it would bring in all. The documents stay where they were. */
static int32_t try_shift(Placing *p, Day cut, bool after, int32_t by) {
    if (!shift_from(p, cut, after, by)) return INT32_MIN;
    int32_t total = total_score(p);
    recall_days(p);
    return total;
}

/* Every so many documents' day is a place to cut at, so that large stories take no longer. */
static uint32_t cut_step(const Placing *p) {
    uint64_t work = (uint64_t)p->m->docs.n * p->m->docs.n * SHIFTS * 2;
    return (uint32_t)(work / SHIFT_WORK) + 1;
}

typedef struct Shift {
    Day cut;
    bool after;
    int32_t by, total;
} Shift;

/* A shift that fits nearly as well is another day for all that it moves; each document keeps the
 * likeliest. */
static void note_shift(Placing *p, const Shift *s, int32_t total) {
    uint64_t weight = weight_of(s->total < total ? s->total : total, total);
    for (uint32_t d = 0; d < p->m->docs.n; d++) {
        bool moves = p->open[d] && (s->after ? p->before[d] >= s->cut : p->before[d] <= s->cut);
        if (moves && weight > p->chosen[d].shifted) p->chosen[d].shifted = weight;
    }
}

/* The best of all shifts. With `weigh` each document notes the weight of the shifts it would move
 * in. */
static Shift best_shift(Placing *p, int32_t total, bool weigh) {
    Shift best = {.total = INT32_MIN};
    uint32_t step = cut_step(p);
    remember_days(p);
    for (uint32_t d = 0; d < p->m->docs.n; d += step) {
        if (!p->open[d] || !p->before[d]) continue;
        for (uint32_t i = 0; i < 2 * SHIFTS; i++) {
            Shift s = {.cut = p->before[d], .after = i % 2 == 0, .by = shifts[i / 2]};
            s.total = try_shift(p, s.cut, s.after, s.by);
            if (s.total > best.total) best = s;
            if (weigh && s.total > INT32_MIN && (s.by > 1 || s.by < -1)) note_shift(p, &s, total);
        }
    }
    return best;
}

/* Moves documents jointly while that fits better, and looks at each of them again. */
static void shift_all(Placing *p) {
    for (int round = 0; round < SHIFT_ROUNDS; round++) {
        int32_t total = total_score(p);
        Shift s = best_shift(p, total, false);
        if (s.total <= total) return;
        shift_from(p, s.cut, s.after, s.by);
        for (uint32_t d = 0; d < p->m->docs.n; d++)
            if (p->open[d] && p->clues[d].n) choose_day(p, d);
    }
}

/* Places every open document, for one year; how well all clues fit together. */
static int32_t place_all(Placing *p) {
    for (uint32_t d = 0; d < p->m->docs.n; d++)
        if (p->open[d]) p->chosen[d] = (Choice){0};
    for (int round = 0; round < ROUNDS; round++)
        for (uint32_t d = 0; d < p->m->docs.n; d++)
            if (p->open[d] && p->clues[d].n) choose_day(p, d);
    shift_all(p);
    return total_score(p);
}

/* ---- which days and years */

static bool days_to_look_at(Placing *p) {
    Day first = 0, last = 0;
    for (uint32_t d = 0; d < p->m->docs.n; d++) {
        Day own = p->open[d] ? 0 : p->chosen[d].day;
        for (uint32_t i = 0; i <= p->clues[d].n; i++) {
            const Clue *c = i < p->clues[d].n ? &p->clues[d].v[i] : NULL;
            bool named =
                c && (c->kind == CLUE_DATELINE || c->kind == CLUE_PAST || c->kind == CLUE_FUTURE);
            Day day = !c ? own : named ? clue_day(c, p->year, 0) : 0;
            if (!day) continue;
            if ((!first || day < first) && !(c && c->planned)) first = day;
            if (day > last) last = day;
        }
    }
    p->from = first - DAYS_BEFORE;
    p->to = last + DAYS_AFTER;
    if (p->to - p->from > DAYS_MAX) p->from = p->to - DAYS_MAX;
    return first > 0 && p->from > 0;
}

static void note_year(int years[YEARS_MAX], uint32_t *n, Day day) {
    int year, month, of_month;
    if (!day) return;
    day_split(day, &year, &month, &of_month);
    for (uint32_t i = 0; i < *n; i++)
        if (years[i] == year) return;
    if (*n < YEARS_MAX) years[(*n)++] = year;
}

/* What a document alone allows, where that is within a year: it may well be the year it speaks of. */
static Day own_day(const Published *own) {
    bool one = own && own->days.from && own->days.to && own->days.to - own->days.from < 60;
    return one ? own->days.from : 0;
}

/* Years that documents are known to be of, else the last year that a text names and the three after
 * it: news that speaks of a war "in 2020" is of then or a little later, and weekdays tell which. */
static uint32_t candidate_years(const Placing *p, int years[YEARS_MAX]) {
    uint32_t n = 0;
    Day last = 0;
    for (uint32_t d = 0; d < p->m->docs.n; d++) note_year(years, &n, p->chosen[d].day);
    for (uint32_t d = 0; d < p->m->docs.n; d++) {
        const Published *own = p->m->docs.v[d]->doc.published;
        Day day = own_day(own);
        if (day && own->probability >= YEAR_SURE) note_year(years, &n, day);
        if (day > last) last = day;
        const Times *times = &p->m->docs.v[d]->times;
        for (uint32_t i = 0; i < times->n; i++)
            if (times->v[i].days.from > last && times->v[i].basis == TIME_BASIS_EXPLICIT)
                last = times->v[i].days.from;
    }
    if (n || !last) return n;
    for (int32_t i = 0; i < YEARS_TRIED; i++) note_year(years, &n, last + i * 366);
    return n;
}

/* ---- what is written */

/* What all clues at one place of the text give together; 0 at a place that was had before. */
static int32_t points_at(const Placing *p, uint32_t doc, uint32_t at, Day day) {
    const Clues *clues = &p->clues[doc];
    Span span = clues->v[at].span;
    int32_t points = 0;
    for (uint32_t i = 0; i < clues->n; i++) {
        if (clues->v[i].span.start != span.start || clues->v[i].span.end != span.end) continue;
        if (i < at) return 0;
        points += points_of(p, doc, &clues->v[i], day);
    }
    return points;
}

static StCode put_evidence(Placing *p, uint32_t doc, Day day, Dating *out) {
    Making *m = p->m;
    const Document *d = &m->docs.v[doc]->doc;
    const Clues *clues = &p->clues[doc];
    TextMap map;
    TRY_MEM(text_map_make(d->text, m->arena, &map) == ST_OK, m->err);
    for (uint32_t i = 0; i < clues->n; i++) {
        Span span = clues->v[i].span;
        int32_t points = span_some(span) ? points_at(p, doc, i, day) : 0;
        if (!points) continue;
        Evidence *slot = list_push(m->arena, points > 0 ? &out->evidence : &out->against, Evidence);
        TRY_MEM(slot, m->err);
        *slot = (Evidence){d->id, (int32_t)text_map_point(&map, span.start),
                           (int32_t)text_map_point(&map, span.end)};
    }
    return ST_OK;
}

/* The document's relative times, now that the day they hang on is known. */
static StCode put_times(Making *m, uint32_t doc, Day day, Dating *out) {
    const Times *times = &m->docs.v[doc]->times;
    Time *dated = arena_new(m->arena, Time, times->n);
    TRY_MEM(dated && times_redate(times, day, m->arena, dated) == ST_OK, m->err);
    for (uint32_t i = 0; i < times->n; i++) {
        if (days_some(times->v[i].days) || !dated[i].days.from || !dated[i].days.to) continue;
        m->time_days[doc][i] = dated[i].days;
        DatedTime *slot = list_push(m->arena, &out->times, DatedTime);
        TRY_MEM(slot, m->err);
        *slot = (DatedTime){dated[i].head.id, dated[i].value, dated[i].days};
    }
    return ST_OK;
}

static StCode put_dating(Placing *p, uint32_t doc) {
    Making *m = p->m;
    const Choice *c = &p->chosen[doc];
    const Document *d = &m->docs.v[doc]->doc;
    Dating *out = list_push(m->arena, &m->story->datings, Dating);
    TRY_MEM(out, m->err);
    *out = (Dating){.story = m->story->id, .doc = d->id, .days = c->best, .probability = c->share};
    out->id = making_id(m, 'w', d->id);
    TRY_MEM(out->id.p, m->err);
    m->days[doc] = c->best;
    TRY(put_evidence(p, doc, c->day, out));
    return put_times(m, doc, c->day, out);
}

/* What is known: stated dates stay, inferred ones are looked at again. */
static StCode begin(Placing *p) {
    Making *m = p->m;
    uint32_t n = m->docs.n;
    p->clues = arena_new(m->arena, Clues, n);
    p->chosen = arena_new(m->arena, Choice, n);
    p->before = arena_new(m->arena, Day, n);
    p->open = arena_new(m->arena, bool, n);
    m->time_days = arena_new(m->arena, Days *, n);
    TRY_MEM(p->clues && p->chosen && p->before && p->open && m->time_days, m->err);
    for (uint32_t d = 0; d < n; d++) {
        m->time_days[d] = arena_new(m->arena, Days, m->docs.v[d]->times.n);
        TRY_MEM(m->time_days[d], m->err);
        const Published *own = m->docs.v[d]->doc.published;
        p->open[d] = !own || own->basis == PUBLISHED_INFERRED;
        if (own) m->days[d] = own->days;
        if (own && !p->open[d]) p->chosen[d] = (Choice){.day = own->days.from};
    }
    return clues_find(m, p->open, p->clues);
}

StCode story_date_documents(Making *m) {
    Placing p = {.m = m};
    TRY(begin(&p));
    int years[YEARS_MAX] = {0}, best_year = 0;
    uint32_t count = candidate_years(&p, years);
    int32_t best = 0;
    for (uint32_t i = 0; i < count; i++) {
        p.year = years[i];
        if (!days_to_look_at(&p)) continue;
        int32_t total = place_all(&p);

        if (best_year && (total < best || (total == best && p.year > best_year))) continue;
        best = total;
        best_year = p.year;
    }
    if (!best_year) return ST_OK;
    p.year = best_year;
    days_to_look_at(&p);
    best_shift(&p, place_all(&p), true);
    for (uint32_t d = 0; d < m->docs.n; d++)
        if (p.open[d] && p.clues[d].n) choose_day(&p, d);
    for (uint32_t d = 0; d < m->docs.n; d++)
        if (p.open[d] && p.chosen[d].day && m->docs.v[d]->times.n) TRY(put_dating(&p, d));
    return ST_OK;
}
