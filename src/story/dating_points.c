/* What clues give to a day of publication or take from it. A point is half a bit: two points
 * more, and the day is twice as likely.
 *
 *   src  the tables follow how far behind (ahead of) its report a day lies that news names, as
 *        counted in dated news of several kinds
 */
#include "story/dating.h"

enum {
    OUTSIDE = 16,   /* taken for a day outside what the document itself allows, */
    NOT_YET = 9,    /* before one that it tells as past, */
    NO_MORE = 7,    /* after one that it tells as to come, */
    NOT_THERE = 4,  /* before what another one tells the day of */
    WEEK_AHEAD = 8, /* a date told with its weekday is one of the days ahead */
    SINCE_DAYS = 2, /* "since 3 May" is not told on that day or the next */
    BY_NAME = 4,    /* for a day that would be called today or yesterday */
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

static int32_t newest_points(int32_t back) {
    static const int32_t points[] = {6, 5, 2, -1, -3, -4, -5}; /* by days back to that weekday */
    return points[back];
}

static int32_t said_points(int32_t back) {
    static const int32_t points[] = {2, 1, 0, -2, -3, -3, -3};
    return points[back];
}

/* By days back to the newest weekday of a report that says "yesterday" or "today" as well. */
static int32_t deixis_points(const Relative *rel, int32_t back) {
    static const int32_t today[] = {-3, 1, 2, 1, 1, 1, 1}, yesterday[] = {-6, -2, 2, 2, 1, 1, 1};
    return (rel->offset < 0 ? yesterday : today)[back];
}

/* By days to it. */
static int32_t ahead_points(Day day, int weekday, bool next) {
    static const int32_t points[] = {0, 4, 4, 3, 2, 1, 0}, week[] = {3, 2, 2, 2, 2, 3, 3};
    return (next ? week : points)[(weekday - day_weekday(day) + 7) % 7];
}

static int32_t future_points(Day named, Day day, bool weekday) {
    static const Reach rows[] = {{0, 0}, {7, 5}, {14, 3}, {28, 1}, {42, -1}, {90, -3}, {0, -5}};
    if (named < day) return -NO_MORE; /* "today", one would say on the day itself */
    if (weekday && named - day > WEEK_AHEAD && named - day <= 28) return -1;
    return reach_points(rows, sizeof rows / sizeof *rows, named - day);
}

static int32_t since_day_points(int32_t back) {
    static const Reach rows[] = {{1, 5},  {2, 4},  {4, 3},   {7, 2},
                                 {14, 0}, {30, 0}, {60, -1}, {0, -2}};
    return back < 0 ? -NOT_YET : reach_points(rows, sizeof rows / sizeof *rows, back);
}

int32_t clue_lag_points(int32_t lag) {
    static const Reach rows[] = {{2, 0},   {4, -1},  {8, -2},   {16, -3},
                                 {32, -4}, {64, -5}, {128, -6}, {0, -7}};
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
    case CLUE_TIE: return overlap(here, anchor) ? (int32_t)c->weight : -(int32_t)c->weight / 2;
    case CLUE_NOT_BEFORE: return anchor.from <= day ? 0 : -NOT_THERE;
    case CLUE_OVER: return here.to <= anchor.from ? -OUTSIDE : 1;
    case CLUE_BEGAN: return overlap(here, anchor) ? (int32_t)c->weight : -1;
    case CLUE_COPY: return copy_points(day - anchor.from);
    case CLUE_AMID: return here.to < anchor.from ? -4 : 0;
    case CLUE_COUNTED:
    case CLUE_SINCE:
    case CLUE_AFTER: return since_points(here, anchor, c->days, (int32_t)c->weight);
    default: return 0;
    }
}

/* By days in the right order. */
static int32_t order_points(int32_t days, uint32_t weight) {
    return days < 0 ? -3 * (int32_t)weight : days == 0 ? -(int32_t)weight : weight > 1;
}

/* Of several days the last. */
static Day past_day(const Clue *c, int year, Day published) {
    Day named = clue_day(c, year, published);
    return named ? named + c->more : c->days.to;
}

int32_t clue_points(const Clue *c, Day day, Days anchor, int year) {
    Day named = clue_day(c, year, day);
    switch (c->kind) {
    case CLUE_RANGE: return range_points(c->days, c->weight, day);
    case CLUE_WEEKDAY:
        if (c->over && day_weekday(day) == c->weekday) return -2;
        return newest_points((day_weekday(day) - c->weekday + 7) % 7);
    case CLUE_TODAY: return day_weekday(day) == c->weekday ? OUTSIDE : -OUTSIDE;
    case CLUE_AHEAD: return ahead_points(day, c->weekday, c->next);
    case CLUE_DATELINE: return named ? dateline_points(named, day) : 0;
    case CLUE_PAST:
        named = past_day(c, year, day);
        return named ? since_day_points(day - named) : 0;
    case CLUE_DEIXIS: return 0;
    case CLUE_COUNTED:
        return anchored_points(c, day, clue_when(c->other_time, false, day, year), year);
    case CLUE_FUTURE: return named ? future_points(named, day, c->weekday) : 0;
    case CLUE_LATER: return anchor.from ? order_points(day - anchor.from, c->weight) : 0;
    case CLUE_EARLIER: return anchor.from ? order_points(anchor.from - day, c->weight) : 0;
    default: return anchored_points(c, day, anchor, year);
    }
}

/* ---- what a document's own clues give together */

/* "Yesterday" where a document says so, else "today"; NULL where it says neither. */
static const Relative *said_deixis(const Clues *clues) {
    const Relative *said = NULL;
    for (uint32_t i = 0; i < clues->n; i++) {
        const Clue *c = &clues->v[i];
        if (c->kind == CLUE_DEIXIS && (!said || c->time->relative->offset < said->offset))
            said = c->time->relative;
    }
    return said;
}

/* How far that lies behind is weighed with the beginning. */
static bool names_beginning(const Clues *clues, const Time *t) {
    for (uint32_t i = 0; i < clues->n; i++)
        if (clues->v[i].kind == CLUE_BEGAN && clues->v[i].time == t &&
            clues->v[i].weight >= CLUE_BEGAN_SURE)
            return true;
    return false;
}

/* Quoted ones count only where there are no others. */
static bool all_quoted(const Clues *clues) {
    for (uint32_t i = 0; i < clues->n; i++)
        if (clues->v[i].kind == CLUE_WEEKDAY && !clues->v[i].quoted) return false;
    return true;
}

/* Where the weekdays told lie before a day; the newest is of the news, older ones only have to lie
 * before. */
static int32_t weekday_points(const Clues *clues, Day day) {
    int32_t newest = 7, said = 7, points = 0;
    bool seen[7] = {false}, quoted = all_quoted(clues);
    for (uint32_t i = 0; i < clues->n; i++) {
        const Clue *c = &clues->v[i];
        if (c->kind != CLUE_WEEKDAY || (c->quoted && !quoted)) continue;
        int32_t back = (day_weekday(day) - c->weekday + 7) % 7;
        if (c->over && back == 0) points -= 2;
        if (c->over) continue;
        if (back < newest) newest = back;
        if (c->said && back < said) said = back;
        if (!seen[back] && back > 2) points--;
        seen[back] = true;
    }
    if (newest == 7) return points;
    const Relative *deixis = said_deixis(clues);
    if (deixis) points += deixis_points(deixis, newest);
    return points + newest_points(newest) + (said < 7 ? said_points(said) : 0);
}

/* Likewise with dates. */
static int32_t past_points(const Clues *clues, Day day, int year) {
    int32_t newest = INT32_MAX, points = 0;
    const Relative *deixis = said_deixis(clues);
    for (uint32_t i = 0; i < clues->n; i++) {
        const Clue *c = &clues->v[i];
        Day named = c->kind == CLUE_PAST ? past_day(c, year, day) : 0;
        if (named && day < named)
            points += since_day_points(-1);
        else if (named && c->over)
            points -= day - named < SINCE_DAYS ? BY_NAME : 0;
        else if (named && day - named < newest && !names_beginning(clues, c->time))
            newest = day - named;
        if (named && deixis && day - named <= -deixis->offset) points -= BY_NAME;
    }
    return newest < INT32_MAX ? points + since_day_points(newest) : points;
}

/* Of several days that something may be counted from, one is it. */
static int32_t counted_points(const Clues *clues, Day day, int year) {
    int32_t most = 0;
    for (uint32_t i = 0; i < clues->n; i++) {
        const Clue *c = &clues->v[i];
        if (c->kind != CLUE_COUNTED) continue;
        int32_t points = anchored_points(c, day, clue_when(c->other_time, false, day, year), year);
        if (points > most) most = points;
    }
    return most;
}

int32_t clues_points(const Clues *clues, Day day, int year) {
    int32_t points = 0;
    Day written = day;
    for (uint32_t i = 0; i < clues->n; i++) {
        const Clue *c = &clues->v[i];
        Day named = c->kind == CLUE_DATELINE ? clue_day(c, year, day) : 0;
        if (named && named == day - 1) written = named; /* printed a day later */
    }
    for (uint32_t i = 0; i < clues->n; i++) {
        const Clue *c = &clues->v[i];
        if (c->kind < CLUE_DEIXIS && c->kind != CLUE_WEEKDAY && c->kind != CLUE_PAST)
            points += clue_points(c, c->kind == CLUE_TODAY ? written : day, (Days){0, 0}, year);
    }
    points += counted_points(clues, day, year);
    return points + weekday_points(clues, written) + past_points(clues, day, year);
}
