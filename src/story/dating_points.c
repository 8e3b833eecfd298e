/* What one clue gives to a day of publication or takes from it. A point is half a bit: two points
 * more, and the day is twice as likely.
 *
 *   src  the tables follow how far behind (ahead of) its report a day lies that news names, as
 *        counted in dated news of several kinds
 */
#include "story/dating.h"

enum {
    OUTSIDE = 16,   /* taken for a day outside what the document itself allows */
    WEEK_AHEAD = 8, /* a date told with its weekday is one of the days ahead */
    COPY_NEAR = 2
};

/* Points by reach: those of the first row that holds the distance. */
typedef struct Reach {
    int32_t days, points;
} Reach;

static int32_t reach_points(const Reach *rows, size_t n, int32_t days) {
    for (size_t i = 0; i + 1 < n; i++)
        if (days <= rows[i].days) return rows[i].points;
    return rows[n - 1].points;
}

int32_t clue_weekday_points(int32_t back) {
    static const int32_t points[] = {6, 5, 2, -1, -3, -4, -5}; /* by days back to that weekday */
    return points[back];
}

int32_t clue_said_points(int32_t back) {
    static const int32_t points[] = {2, 1, 0, -2, -3, -3, -3};
    return points[back];
}

/* By days to it. */
static int32_t ahead_points(Day day, int weekday) {
    static const int32_t points[] = {0, 4, 4, 3, 2, 1, 0};
    return points[(weekday - day_weekday(day) + 7) % 7];
}

static int32_t future_points(Day named, Day day, bool weekday) {
    static const Reach rows[] = {{0, 0}, {7, 5}, {14, 3}, {28, 1}, {42, -1}, {90, -3}, {0, -5}};
    if (named < day) return -OUTSIDE + 4; /* "today", one would say on the day itself */
    if (weekday && named - day > WEEK_AHEAD && named - day <= 28) return -1;
    return reach_points(rows, sizeof rows / sizeof *rows, named - day);
}

int32_t clue_past_points(int32_t back) {
    static const Reach rows[] = {{1, 5},  {2, 4},   {4, 3},   {7, 2},
                                 {14, 0}, {30, -1}, {60, -2}, {0, -3}};
    return back < 0 ? -OUTSIDE : reach_points(rows, sizeof rows / sizeof *rows, back);
}

int32_t clue_lag_points(int32_t lag) {
    static const Reach rows[] = {{2, 0},   {5, -1},  {10, -2},  {21, -3},
                                 {45, -4}, {90, -5}, {180, -6}, {0, -7}};
    return lag < 0 ? -8 : reach_points(rows, sizeof rows / sizeof *rows, lag);
}

static int32_t dateline_points(Day named, Day day) {
    static const int32_t points[] = {12, 8};
    return day >= named && day <= named + 1 ? points[day - named] : -2 * OUTSIDE;
}

/* As much as the document's own answer is worth. */
static int32_t range_points(Days days, uint32_t probability, Day day) {
    bool outside = (days.from && day < days.from) || (days.to && day > days.to);
    int32_t points = outside ? -OUTSIDE : days.from && days.to ? 2 : 0;
    return points * (int32_t)probability / 1000;
}

static bool overlap(Days a, Days b) {
    return a.from <= b.to && b.from <= a.to;
}

static int32_t copy_points(int32_t apart) {
    return apart == 0                                 ? 10
           : apart == 1                               ? 7
           : apart >= -1 && apart <= COPY_NEAR        ? 3
           : apart > COPY_NEAR && apart <= WEEK_AHEAD ? -2
                                                      : -5;
}

/* `days` hold at least and at most so many; the middle of them fits best. */
static int32_t since_points(Days here, Days anchor, Days days, int32_t weight) {
    int32_t middle = (days.from + days.to) / 2;
    if (overlap(here, (Days){anchor.from + middle, anchor.to + middle})) return weight;
    return overlap(here, (Days){anchor.from + days.from, anchor.to + days.to}) ? weight - 1 : 0;
}

/* Clues that compare a time of the document, or its day, with that of their anchor. */
static int32_t anchored_points(const Clue *c, Day day, Days anchor, int year) {
    Days here = c->time ? clue_when(c->time, c->planned, day, year) : (Days){day, day};
    if (!anchor.from || !here.from) return 0;
    switch (c->kind) {
    case CLUE_TIE: return overlap(here, anchor) ? 5 : -2;
    case CLUE_NOT_BEFORE: return anchor.from <= day ? 0 : -OUTSIDE;
    case CLUE_OVER: return here.to <= anchor.from ? -OUTSIDE : 1;
    case CLUE_BEGAN: return overlap(here, anchor) ? (int32_t)c->weight : -1;
    case CLUE_COPY: return copy_points(day - anchor.from);
    case CLUE_AMID: return here.to < anchor.from ? -4 : 0;
    case CLUE_SINCE:
    case CLUE_AFTER: return since_points(here, anchor, c->days, (int32_t)c->weight);
    default: return 0;
    }
}

/* By days in the right order. */
static int32_t order_points(int32_t days, uint32_t weight) {
    return days < 0 ? -3 * (int32_t)weight : days == 0 ? -(int32_t)weight : weight > 1;
}

int32_t clue_points(const Clue *c, Day day, Days anchor, int year) {
    Day named = clue_day(c, year, day);
    switch (c->kind) {
    case CLUE_RANGE: return range_points(c->days, c->weight, day);
    case CLUE_WEEKDAY:
        if (c->over && day_weekday(day) == c->weekday) return -2;
        return clue_weekday_points((day_weekday(day) - c->weekday + 7) % 7);
    case CLUE_TODAY: return day_weekday(day) == c->weekday ? OUTSIDE : -OUTSIDE;
    case CLUE_AHEAD: return ahead_points(day, c->weekday);
    case CLUE_DATELINE: return named ? dateline_points(named, day) : 0;
    case CLUE_PAST:
        if (!named) named = c->days.to;
        return named ? clue_past_points(day - named) : 0;
    case CLUE_FUTURE: return named ? future_points(named, day, c->weekday) : 0;
    case CLUE_LATER: return anchor.from ? order_points(day - anchor.from, c->weight) : 0;
    case CLUE_EARLIER: return anchor.from ? order_points(anchor.from - day, c->weight) : 0;
    default: return anchored_points(c, day, anchor, year);
    }
}
