#include "extract/times.h"

/* ---- patterns: what may follow what; the longest that fits wins, the first of equals */

enum { PATTERN_MAX = 10, COUNT_MAX = 1000000 };

typedef struct Element {
    TimeRoles roles; /* any of these */
    bool optional;
} Element;

typedef struct Pattern {
    TimexKind kind;
    Element e[PATTERN_MAX]; /* ended by roles 0 */
} Pattern;

#define B(a) TIME_BIT(a)
#define N(a)                                                                                       \
    { B(a), false }
#define N2(a, b)                                                                                   \
    { B(a) | B(b), false }
#define N3(a, b, c)                                                                                \
    { B(a) | B(b) | B(c), false }
#define O(a)                                                                                       \
    { B(a), true }
#define O2(a, b)                                                                                   \
    { B(a) | B(b), true }
#define O3(a, b, c)                                                                                \
    { B(a) | B(b) | B(c), true }
#define UNITS_ N2(UNIT, UNITS)
#define DATE(...)                                                                                  \
    {                                                                                              \
        TIMEX_KIND_DATE, {                                                                         \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }
#define WHOLE(...)                                                                                 \
    {                                                                                              \
        TIMEX_KIND_UNIT, {                                                                         \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }
#define OFFSET(...)                                                                                \
    {                                                                                              \
        TIMEX_KIND_OFFSET, {                                                                       \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }
#define DAYS(...)                                                                                  \
    {                                                                                              \
        TIMEX_KIND_DAY, {                                                                          \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }
#define DURATION(...)                                                                              \
    {                                                                                              \
        TIMEX_KIND_DURATION, {                                                                     \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }
#define SET(...)                                                                                   \
    {                                                                                              \
        TIMEX_KIND_SET, {                                                                          \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }
#define NOTHING(...)                                                                               \
    {                                                                                              \
        TIMEX_KIND_NONE, {                                                                         \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }
#define REF(...)                                                                                   \
    {                                                                                              \
        TIMEX_KIND_REF, {                                                                          \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }

static const Pattern patterns[] = {
    /* days: Saturday, April 25, 1998; 19 September; 2023-09-20 */
    DATE(O(DEIXIS), N(MONTH), O(THE), N(DAY)),
    DATE(O(DEIXIS), N(MONTH), O(THE), N(DAY), O2(COMMA, OF), N(YEAR)),
    DATE(O(DEIXIS), N(WEEKDAY), O(COMMA), N(MONTH), O(THE), N(DAY)),
    DATE(O(DEIXIS), N(WEEKDAY), O(COMMA), N(MONTH), O(THE), N(DAY), O2(COMMA, OF), N(YEAR)),
    DATE(O(THE), N(DAY), O(OF), N(MONTH)),
    DATE(O(THE), N(DAY), O(OF), N(MONTH), O2(COMMA, OF), N(YEAR)),
    DATE(N(WEEKDAY), O(COMMA), O(THE), N(DAY), O(OF), N(MONTH)),
    DATE(N(WEEKDAY), O(COMMA), O(THE), N(DAY), O(OF), N(MONTH), O2(COMMA, OF), N(YEAR)),
    DATE(N(DAY), N3(HYPHEN, TO, AND), N(DAY), O(OF), N(MONTH)),
    DATE(N(DAY), N3(HYPHEN, TO, AND), N(DAY), O(OF), N(MONTH), O2(COMMA, OF), N(YEAR)),
    DATE(N(MONTH), N(DAY), N2(HYPHEN, TO), N(DAY)),
    DATE(N(MONTH), N(DAY), N2(HYPHEN, TO), N(DAY), O(COMMA), N(YEAR)),
    DATE(N(ISO)),
    DATE(N(WEEKDAY), O(COMMA), N(ISO)),
    DATE(N(YEAR), N(HYPHEN), N(COUNT), N(HYPHEN), N(COUNT)),
    DATE(O2(DEIXIS, FOLLOW), N(WEEKDAY)),
    DATE(O2(DEIXIS, FOLLOW), N(WEEKDAY), N(PART)),
    DATE(N(WEEKDAY), N(DEIXIS), N(UNIT)),
    DATE(O(THE), N(PART), N(OF), N(MONTH), N(DAY)),
    DATE(O(THE), N(PART), O2(OF, ON), N(WEEKDAY)),
    DATE(O(THE), N(PART), N(OF), N(DAY), N(MONTH)),
    DATE(N(MONTH), N(DAY), N(PART)),
    /* months and years: August 1988, last June, June last year, the year 2000, fiscal 1988 */
    DATE(O2(DEIXIS, FOLLOW), N(MONTH)),
    DATE(N(MONTH), O2(COMMA, OF), N(YEAR)),
    DATE(N(MONTH), O2(COMMA, OF), N2(DEIXIS, FOLLOW), N(UNIT)),
    DATE(N(MONTH), O2(COMMA, OF), N(SAME), N(UNIT)),
    DATE(N(YEAR)),
    DATE(O(THE), N(UNIT), N(YEAR)),
    DATE(O(THE), N(FISCAL), O(UNIT), N(YEAR)),
    /* quarters and halves: the third quarter of 1990, this year's third quarter, Q3 2020 */
    DATE(O(FISCAL), O(HYPHEN), N(ORD), O(HYPHEN), N(QUARTER)),
    DATE(O(THE), O(FISCAL), O(HYPHEN), N(ORD), N(QUARTER)),
    DATE(O2(THE, POSS), O(FISCAL), O(HYPHEN), N(ORD), O(HYPHEN), N(QUARTER), N(OF), O(FISCAL),
         N(YEAR)),
    DATE(O(THE), O(FISCAL), N(ORD), N(QUARTER), O(OF), N2(DEIXIS, SAME), N(UNIT)),
    DATE(O(THE), N(FISCAL), N(YEAR), N(ORD), N(QUARTER)),
    DATE(O(THE), N(YEAR), O(FISCAL), N(ORD), N(QUARTER)),
    DATE(N(DEIXIS), N(UNIT), N(GENITIVE), O(FISCAL), N(ORD), N(QUARTER)),
    DATE(N(QTOKEN)),
    DATE(N(QTOKEN), O2(COMMA, OF), N(YEAR)),
    DATE(O(THE), N(ORD), O(HYPHEN), N(HALF)),
    DATE(O(THE), N(ORD), O(HYPHEN), N(HALF), O(OF), N(YEAR)),
    DATE(O(THE), N(ORD), O(HYPHEN), N(HALF), O(OF), N2(DEIXIS, SAME), N(UNIT)),
    WHOLE(N(DEIXIS), N(UNIT), N(GENITIVE), N2(QUARTER, PERIOD)),
    WHOLE(O(THE), N(YEAR), N2(QUARTER, PERIOD)),
    WHOLE(O(THE), O(LIKE), N(UNIT), O(HYPHEN), N2(AGO, SHIFT), N2(QUARTER, PERIOD)),
    WHOLE(O(THE), N(LIKE), N2(QUARTER, PERIOD), N(DEIXIS), N(UNIT)),
    WHOLE(O(THE), N(QUARTER), N(A), N(UNIT), N2(AGO, SHIFT)),
    /* seasons, decades, centuries, holidays */
    DATE(O(THE), N2(DEIXIS, FOLLOW), N(SEASON)),
    DATE(N(SAME), N(SEASON)),
    DATE(O(THE), O(EDGE), O(HYPHEN), N(SEASON), O2(OF, COMMA), N(YEAR)),
    DATE(O(THE), N(SEASON), N(OF), N2(DEIXIS, SAME), N(UNIT)),
    DATE(N(THE), O(EDGE), O(HYPHEN), N(SEASON)),
    DATE(N(EDGE), O(HYPHEN), N(SEASON)),
    DATE(O(THE), N(DECADE)),
    DATE(O(THE), N(ORD), O(HYPHEN), N(UNIT)),
    DATE(O2(DEIXIS, FOLLOW), N(HOLIDAY)),
    DATE(O2(THE, DEIXIS), N(HOLIDAY), O2(COMMA, OF), N(YEAR)),
    /* parts of days and clocks: last night, 5 p.m. EST, 4 in the morning */
    DATE(O(THE), N3(DEIXIS, SAME, FOLLOW), N(PART)),
    DATE(N(THE), N(PART)),
    DATE(O(THE), N(EDGE), O(HYPHEN), N(PART)),
    DATE(N(CLOCK), O(AMPM), O(ZONE)),
    DATE(N(COUNT), N2(AMPM, OCLOCK), O(ZONE)),
    DATE(N(COUNT), N(ZONE)), /* 1250 GMT */
    DATE(N2(COUNT, CLOCK), O(OCLOCK), N(IN), N(THE), N(PART)),
    DAYS(N(DAYREF)),
    DAYS(N(DAYREF), N(PART)),
    DAYS(O(EDGE), O(HYPHEN), N(PART), N(DAYREF)),
    /* whole units: last week, the following year, that quarter, the latest period */
    WHOLE(O(THE), N2(DEIXIS, FOLLOW), O(FISCAL), UNITS_),
    WHOLE(N2(SAME, LATEST), O(FISCAL), N3(UNIT, PERIOD, QUARTER)),
    WHOLE(N(THE), N2(LATEST, LIKE), O(FISCAL), N3(UNIT, PERIOD, QUARTER)),
    WHOLE(N(THE), O2(FISCAL, MORE), N(UNIT)),
    WHOLE(O(THE), N(UNIT), N(OF), N(MONTH), N(DAY)),
    WHOLE(O(THE), N(YEAR_END)),
    /* offsets: two years ago, a day later, year-ago, in … from now */
    OFFSET(O(APPROX), N3(COUNT, QUANT, A), O(MORE), UNITS_, N3(AGO, SHIFT, HENCE)),
    OFFSET(O(APPROX), N2(COUNT, A), O(FRACTION), UNITS_, N(AND), N(A), N(HALF), N2(AGO, SHIFT)),
    OFFSET(O(APPROX), N(COUNT), N2(TO, OR), N(COUNT), UNITS_, N3(AGO, SHIFT, HENCE)),
    OFFSET(N(UNIT), N(HYPHEN), N2(AGO, SHIFT)),
    OFFSET(N(UNITS), N3(AGO, SHIFT, HENCE)),
    OFFSET(N(THE), N(UNIT), N(SHIFT)),
    /* durations: nearly two months, the past three years, two and a half years, decades-long */
    DURATION(O(THE), O(APPROX), N2(COUNT, QUANT), O(MORE), UNITS_),
    DURATION(O(APPROX), N2(COUNT, QUANT), O(HYPHEN), UNITS_),
    DURATION(O(APPROX), N(A), O(MORE), N(UNIT)),
    DURATION(O2(APPROX, A), N2(COUNT, QUANT), O(HYPHEN), UNITS_, O(HYPHEN), N2(LONG, PERIOD)),
    NOTHING(O(APPROX), N(COUNT), N3(TO, OR, HYPHEN), N(COUNT), UNITS_, O(HYPHEN), N(OLD)),
    NOTHING(O3(APPROX, A, THE), N(COUNT), O(HYPHEN), UNITS_, O(HYPHEN), N(OLD)), /* ages */
    DURATION(O(THE), N(DEIXIS), O(APPROX), N2(COUNT, QUANT), O(MORE), UNITS_),
    DURATION(O2(THE, POSS), N(ORD), N2(COUNT, QUANT), UNITS_),
    DURATION(O(APPROX), N(COUNT), N3(TO, OR, HYPHEN), N(COUNT), O(HYPHEN), UNITS_),
    DURATION(O(THE), O(DEIXIS), O(APPROX), N(COUNT), N(FRACTION), UNITS_),
    DURATION(O(THE), O(DEIXIS), O(APPROX), N2(COUNT, A), N(AND), N(A), N(HALF), UNITS_),
    DURATION(O(APPROX), N2(COUNT, A), UNITS_, N(AND), N(A), N(HALF)),
    DURATION(O(APPROX), N(HALF_OF), N(UNIT)),
    DURATION(O(APPROX), N(UNITS)),
    DURATION(N(UNITS), N(OR), N(UNITS)),
    DURATION(UNITS_, O(HYPHEN), N(LONG)),
    /* sets: every Monday, daily, twice a week */
    SET(N(EACH), O(COUNT), UNITS_),
    SET(N(EACH), N3(WEEKDAY, MONTH, PART)),
    SET(N(EACH), N(SEASON)),
    SET(N(EACH), N(WEEKDAY), N(PART)),
    SET(N(FREQ)),
    SET(N(WEEKDAYS)),
    SET(O(COUNT), N(TIMES), N2(A, EACH), N(UNIT)),
    /* references: now, recently, the near future, coming months */
    REF(N(REF)),
    REF(O(THE), N(VAGUE)),
};

/* ---- matching */

typedef struct Capture {
    uint32_t word[PATTERN_MAX]; /* index, or UINT32_MAX for an element passed over */
    uint32_t end;
} Capture;

/* Depth is bounded by PATTERN_MAX. Optional elements are tried first with, then without. */
static bool match_from(const Pattern *p, uint32_t e, const TimeWords *w, uint32_t at, Capture *c) {
    if (e == PATTERN_MAX || !p->e[e].roles) {
        c->end = at;
        return true;
    }
    if (at < w->n && (w->v[at].roles & p->e[e].roles)) {
        c->word[e] = at;
        if (match_from(p, e + 1, w, at + 1, c)) return true;
    }
    if (!p->e[e].optional) return false;
    c->word[e] = UINT32_MAX;
    return match_from(p, e + 1, w, at, c);
}

static void timex_count(Timex *t, const TimeWord *w, TimeRoles roles) {
    if (t->count) return; /* "two to three weeks" is two */
    if (roles & TIME_BIT(QUANT))
        t->count = w->value ? w->value : TIME_SEVERAL;
    else
        t->count = w->value < COUNT_MAX ? w->value : COUNT_MAX;
}

static void timex_unit(Timex *t, const TimeWord *w, TimeRoles roles) {
    if (t->kind == TIMEX_KIND_DATE && !(roles & TIME_BIT(QUARTER)) && t->unit) return;
    t->unit = (TimeUnit)w->value;
}

/* What the word says as the element it fills. */
static void timex_field(Timex *t, const TimeWord *w, TimeRoles asked) {
    TimeRoles roles = w->roles & asked;
    if (roles & TIME_BIT(MONTH)) t->month = w->value;
    if (roles & (TIME_BIT(WEEKDAY) | TIME_BIT(WEEKDAYS))) t->weekday = w->value;
    if (roles & TIME_BIT(DAY)) *(t->day ? &t->day_to : &t->day) = w->value;
    if (roles & TIME_BIT(YEAR)) t->year = w->value;
    if (roles & TIME_BIT(ORD)) t->ordinal = w->value;
    if (roles & TIME_BIT(DECADE)) t->decade = w->value;
    if (roles & TIME_BIT(SEASON)) t->season = w->text;
    if (roles & TIME_BIT(PART)) t->part = w->text;
    if (roles & TIME_BIT(HOLIDAY)) t->holiday = w->text;
    if (roles & (TIME_BIT(UNIT) | TIME_BIT(UNITS) | TIME_BIT(QUARTER))) timex_unit(t, w, roles);
    if (roles & (TIME_BIT(COUNT) | TIME_BIT(QUANT) | TIME_BIT(A))) timex_count(t, w, roles);
    if (roles & (TIME_BIT(DEIXIS) | TIME_BIT(FOLLOW))) t->deixis = w->value;
    if (roles & (TIME_BIT(SAME) | TIME_BIT(LATEST) | TIME_BIT(LIKE))) t->deixis = 0;
    if (roles & (TIME_BIT(FOLLOW) | TIME_BIT(SAME) | TIME_BIT(LATEST))) t->anchored = true;
    if (roles & (TIME_BIT(PERIOD) | TIME_BIT(LIKE))) t->anchored = true;
    if (roles & TIME_BIT(AGO)) t->deixis = -1;
    if (roles & TIME_BIT(HENCE)) t->deixis = 1;
    if (roles & TIME_BIT(SHIFT)) t->deixis = w->value, t->anchored = true;
    if (roles & (TIME_BIT(FISCAL))) t->fiscal = true;
    if (roles & TIME_BIT(EACH)) t->each = true;
    if (roles & TIME_BIT(EDGE)) t->edge = w->value, t->edged = true;
    if (roles & (TIME_BIT(DAYREF) | TIME_BIT(REF) | TIME_BIT(VAGUE) | TIME_BIT(FREQ)))
        t->text = w->text;
    if (roles & TIME_BIT(FRACTION)) t->half_more = true;
    if (roles & TIME_BIT(HALF_OF)) t->half_more = true;
    if (roles & TIME_BIT(YEAR_END)) t->unit = UNIT_YEAR, t->edge = 1, t->edged = true, t->day = 31;
    if (roles & TIME_BIT(CLOCK)) t->clock = w->value;
    if (roles & TIME_BIT(AMPM)) {
        int32_t minutes = t->clock >= 0 ? t->clock : t->count * 60;
        t->clock = minutes % 720 + w->value;
    }
    if (roles & TIME_BIT(OCLOCK)) t->clock = t->count * 60;
    if (roles & TIME_BIT(ZONE)) t->zone = true;
    if (roles & TIME_BIT(ISO)) day_split(w->value, &t->year, &t->month, &t->day);
}

/* ---- the patterns of one word */

enum { PATTERNS = sizeof patterns / sizeof *patterns };
_Static_assert((int)PATTERNS <= (int)TIME_PATTERNS_MAX, "a bit for each pattern");

static void set_add(PatternSet *s, uint32_t i) {
    s->bits[i / 64] |= UINT64_C(1) << i % 64;
}

static void index_pattern(PatternIndex *index, uint32_t i) {
    uint32_t required = 0;
    TimeRoles first = 0;
    for (uint32_t e = 0; e < PATTERN_MAX && patterns[i].e[e].roles; e++) {
        if (!required) first |= patterns[i].e[e].roles;
        required += !patterns[i].e[e].optional;
    }
    if (required <= 1) set_add(&index->alone, i);
    for (; first; first &= first - 1) set_add(&index->starts[__builtin_ctzll(first)], i);
}

void timex_patterns_index(PatternIndex *out) {
    *out = (PatternIndex){0};
    for (uint32_t i = 0; i < PATTERNS; i++) index_pattern(out, i);
}

static PatternSet patterns_at(const PatternIndex *index, const TimeWords *w, uint32_t at) {
    PatternSet set = {{0}};
    for (TimeRoles left = w->v[at].roles; left; left &= left - 1)
        for (uint32_t k = 0; k < TIME_PATTERNS_MAX / 64; k++)
            set.bits[k] |= index->starts[__builtin_ctzll(left)].bits[k];
    bool last = at + 1 >= w->n || !w->v[at + 1].roles;
    for (uint32_t k = 0; last && k < TIME_PATTERNS_MAX / 64; k++)
        set.bits[k] &= index->alone.bits[k];
    return set;
}

/* The expression of one pattern at `at`; how many words, 0 when it does not fit or is not longer.
 */
static uint32_t match_pattern(const Pattern *p, const TimeWords *w, uint32_t at,
                              uint32_t longer_than, Timex *out) {
    Capture c;
    if (!match_from(p, 0, w, at, &c) || c.end - at <= longer_than) return 0;
    Timex t = {.kind = p->kind, .clock = TIME_CLOCK_NONE, .deixis = TIME_DEIXIS_NONE};
    for (uint32_t e = 0; e < PATTERN_MAX && p->e[e].roles; e++)
        if (c.word[e] != UINT32_MAX) timex_field(&t, &w->v[c.word[e]], p->e[e].roles);
    if (!timex_fits(&t, w, at, c.end)) return 0;
    *out = t;
    return c.end - at;
}

static uint32_t match_base(const PatternIndex *index, const TimeWords *w, uint32_t at, Timex *out) {
    uint32_t best = 0;
    if (at >= w->n) return 0;
    PatternSet set = patterns_at(index, w, at);
    for (uint32_t k = 0; k < TIME_PATTERNS_MAX / 64; k++)
        for (uint64_t left = set.bits[k]; left; left &= left - 1) {
            uint32_t i = k * 64 + (uint32_t)__builtin_ctzll(left);
            uint32_t n = match_pattern(&patterns[i], w, at, best, out);
            if (n) best = n;
        }
    return best;
}

/* "early", "the end of", "sometime": words taken before a date, 0 for none. */
static uint32_t match_edge(const TimeWords *w, uint32_t at, Timex *t) {
    static const Pattern edges[] = {
        DATE(O(THE), N(EDGE), O2(HYPHEN, OF), O2(OF, THE)),
        DATE(O(THE), N(EDGE_NOUN), N(OF), O(THE)),
        DATE(O(THE), N(EDGE), N(ON)),
        DATE(N(SOME_TIME)),
    };
    uint32_t best = 0;
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        Capture c;
        if (!match_from(&edges[i], 0, w, at, &c) || c.end - at <= best) continue;
        best = c.end - at;
        for (uint32_t k = at; k < c.end; k++)
            if (w->v[k].roles & (TIME_BIT(EDGE) | TIME_BIT(EDGE_NOUN)))
                t->edge = w->v[k].value, t->edged = true;
    }
    return best;
}

static bool takes_edge(const Timex *t) {
    return t->kind == TIMEX_KIND_DATE || t->kind == TIMEX_KIND_UNIT || t->kind == TIMEX_KIND_DAY;
}

/* A clock before its day: "5 p.m. EST, Nov. 6", "midnight Friday". */
static uint32_t match_clock_day(const PatternIndex *index, const TimeWords *w, uint32_t at,
                                Timex *clock) {
    uint32_t gap = 0;
    if (time_words_followed(w, at, TIME_BIT(COMMA))) gap++;
    if (time_words_followed(w, at + gap, TIME_BIT(ON))) gap++;
    Timex day;
    uint32_t n = match_base(index, w, at + gap, &day);
    bool fits =
        n && day.clock < 0 && !day.part.n &&
        (day.kind == TIMEX_KIND_DAY || (day.kind == TIMEX_KIND_DATE && (day.weekday || day.day)));
    if (!fits) return 0;
    bool late =
        str_ends(day.text, S("AF")) || str_ends(day.text, S("EV")) || str_ends(day.text, S("NI"));
    day.clock = clock->clock + (late && clock->clock > 0 && clock->clock < 720 ? 720 : 0);
    day.zone = clock->zone;
    *clock = day;
    return gap + n;
}

static uint32_t match_with_edge(const PatternIndex *index, const TimeWords *w, uint32_t at,
                                Timex *out) {
    Timex edge = {0}, inner;
    uint32_t n = match_edge(w, at, &edge);
    uint32_t more = n ? match_base(index, w, at + n, &inner) : 0;
    if (!more && n && (w->v[at + n - 1].roles & TIME_BIT(THE))) { /* the end of the year */
        n--;
        more = match_base(index, w, at + n, &inner);
    }
    if (!more || !takes_edge(&inner)) return 0;
    bool modifier = inner.year && more == 1 && (w->v[at + n - 1].roles & TIME_BIT(THE));
    if (modifier) return 0; /* the end of the 2020 war */
    /* "the early 1980s", but in "the early Sunday attack" the article is the attack's */
    bool article =
        (w->v[at].roles & TIME_BIT(THE)) && !time_words_have(w, at, at + n, TIME_BIT(EDGE_NOUN));
    if (article && (inner.weekday || inner.month || inner.kind == TIMEX_KIND_DAY)) return 0;
    inner.edge = edge.edge;
    inner.edged = edge.edged;
    *out = inner;
    return n + more;
}

uint32_t timex_match(const PatternIndex *index, const TimeWords *words, uint32_t at, Timex *out) {
    Timex edged;
    uint32_t n = match_base(index, words, at, out);
    uint32_t m = match_with_edge(index, words, at, &edged);
    if (m > n) {
        *out = edged;
        n = m;
    }
    if (n && out->kind == TIMEX_KIND_DATE && out->clock >= 0 && !out->weekday && !out->day)
        n += match_clock_day(index, words, at + n, out);
    if (n) {
        out->span = (Span){words->v[at].span.start, words->v[at + n - 1].span.end};
        out->token = words->v[at].token;
    }
    return n;
}
