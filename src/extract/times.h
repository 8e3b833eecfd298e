/* Time expressions: what the files times*.c share.
 *
 *   in   the words of one document's coded sentences
 *   out  Timex: one expression as the text puts it, before any date is known; from it and the day
 *        of publication times_resolve makes the record
 *   own  all in the extraction's arena; the list of expressions is in text order, never overlapping
 *   src  TimeML 1.2.1 annotation guidelines (TIMEX3); TempEval-3
 */
#ifndef SITREP_EXTRACT_TIMES_H
#define SITREP_EXTRACT_TIMES_H

#include "extract/clause.h"
#include "extract/extraction.h"

/* What a word can be in a time expression: the classes of tables/en/times.tsv, then those of
 * numerals. */
#define TIME_ROLES(X)                                                                              \
    X(MONTH, "month")                                                                              \
    X(WEEKDAY, "weekday")                                                                          \
    X(WEEKDAYS, "weekdays")                                                                        \
    X(UNIT, "unit")                                                                                \
    X(UNITS, "units")                                                                              \
    X(YEAR_END, "year-end")                                                                        \
    X(PERIOD, "period")                                                                            \
    X(HALF, "half")                                                                                \
    X(PART, "part")                                                                                \
    X(SEASON, "season")                                                                            \
    X(DEIXIS, "deixis")                                                                            \
    X(FOLLOW, "follow")                                                                            \
    X(SAME, "same")                                                                                \
    X(LATEST, "latest")                                                                            \
    X(LIKE, "like")                                                                                \
    X(EDGE, "edge")                                                                                \
    X(EDGE_NOUN, "edge-noun")                                                                      \
    X(SOME_TIME, "some-time")                                                                      \
    X(AGO, "ago")                                                                                  \
    X(SHIFT, "shift")                                                                              \
    X(HENCE, "hence")                                                                              \
    X(APPROX, "approx")                                                                            \
    X(MORE, "more")                                                                                \
    X(QUANT, "quant")                                                                              \
    X(HALF_OF, "half-of")                                                                          \
    X(EACH, "each")                                                                                \
    X(FREQ, "freq")                                                                                \
    X(TIMES, "times")                                                                              \
    X(DAYREF, "dayref")                                                                            \
    X(REF, "ref")                                                                                  \
    X(VAGUE, "vague")                                                                              \
    X(THE, "the")                                                                                  \
    X(A, "a")                                                                                      \
    X(POSS, "poss")                                                                                \
    X(GENITIVE, "genitive")                                                                        \
    X(OF, "of")                                                                                    \
    X(ON, "on")                                                                                    \
    X(IN, "in")                                                                                    \
    X(AT, "at")                                                                                    \
    X(AND, "and")                                                                                  \
    X(OR, "or")                                                                                    \
    X(TO, "to")                                                                                    \
    X(PREP, "prep")                                                                                \
    X(COMMA, "comma")                                                                              \
    X(HYPHEN, "hyphen")                                                                            \
    X(FISCAL, "fiscal")                                                                            \
    X(OLD, "old")                                                                                  \
    X(LONG, "long")                                                                                \
    X(AMPM, "ampm")                                                                                \
    X(OCLOCK, "oclock")                                                                            \
    X(ZONE, "zone")                                                                                \
    X(CLOCK, "clock")                                                                              \
    X(DECADE, "decade")                                                                            \
    X(HOLIDAY, "holiday")                                                                          \
    X(COUNT, "count")                                                                              \
    X(ORD, "ordinal")                                                                              \
    X(DAY, "day of month")                                                                         \
    X(YEAR, "year")                                                                                \
    X(QUARTER, "quarter")                                                                          \
    X(ISO, "date")                                                                                 \
    X(FRACTION, "fraction")                                                                        \
    X(QTOKEN, "q")

typedef enum TimeRole {
#define X(name, word) TIME_##name,
    TIME_ROLES(X)
#undef X
        TIME_ROLE_COUNT
} TimeRole;

typedef uint64_t TimeRoles; /* a bit for each role */
#define TIME_BIT(role) (UINT64_C(1) << TIME_##role)

/* Units from the short to the long; those from day on are also the grain of a date. */
typedef enum TimeUnit {
    UNIT_NONE,
    UNIT_SECOND,
    UNIT_MINUTE,
    UNIT_HOUR,
    UNIT_SESSION,
    UNIT_DAY,
    UNIT_WEEKEND,
    UNIT_WEEK,
    UNIT_FORTNIGHT,
    UNIT_MONTH,
    UNIT_QUARTER,
    UNIT_HALF,
    UNIT_SEASON,
    UNIT_YEAR,
    UNIT_DECADE,
    UNIT_CENTURY,
    UNIT_MILLENNIUM,
    UNIT_COUNT
} TimeUnit;
extern const char *const time_unit_words[UNIT_COUNT];

/* A token, a piece of a hyphenated token, or a phrase of the table. */
typedef struct TimeWord {
    Span span;
    uint32_t token; /* its first token */
    TimeRoles roles;
    int32_t value; /* of the numeral, the month, … */
    Str text;      /* the table's value where that is not a number */
} TimeWord;
LIST_OF(TimeWord, TimeWords);

enum { TIME_PATTERNS_MAX = 128 };

/* Which patterns a word can begin, so that most words try none. */
typedef struct PatternSet {
    uint64_t bits[TIME_PATTERNS_MAX / 64];
} PatternSet;

typedef struct PatternIndex {
    PatternSet starts[TIME_ROLE_COUNT]; /* patterns that a word of that role may begin */
    PatternSet alone;                   /* those that one word can fill */
} PatternIndex;

void timex_patterns_index(PatternIndex *out);

/* The words of one sentence. `room` holds at least as many as its tokens have pieces. */
typedef struct TimeTables {
    const Table *times, *numbers, *holidays;
    int class_column, value_column, when_column, number_value, number_kind, holiday_date;
    uint8_t *class_of_row; /* 1 + role of a row of `times`, 0 not looked up yet */
    Str *norms;            /* room for table_match */
    uint32_t room;
    PatternIndex index;
} TimeTables;

StCode time_tables_open(Extraction *x, TimeTables *out);
StCode time_words_make(Extraction *x, TimeTables *t, const Sentence *s, TimeWords *out);

/* Up to nine digits and nothing else. */
bool time_digits(Str s, int32_t *out);
/* Adds to `w` what the numeral may be: count, day of month, year, clock, date, ordinal, decade.
 * `apostrophe`: one stands before it ('98). */
void time_word_numeral(Str s, bool apostrophe, TimeWord *w);

typedef enum TimexKind {
    TIMEX_KIND_NONE,
    TIMEX_KIND_DATE,     /* year, month, day, weekday, season, quarter: what is given */
    TIMEX_KIND_UNIT,     /* last week, this month, that year */
    TIMEX_KIND_OFFSET,   /* two years ago, a day later */
    TIMEX_KIND_DAY,      /* today, yesterday, tonight */
    TIMEX_KIND_DURATION, /* three days, the past two weeks */
    TIMEX_KIND_SET,      /* every Monday, daily */
    TIMEX_KIND_REF       /* now, recently, soon */
} TimexKind;

enum { TIME_CLOCK_NONE = -1, TIME_SEVERAL = -1, TIME_DEIXIS_NONE = 99 };

/* One expression as it stands in the text. Zero (or the NONE of the field) is not said. */
typedef struct Timex {
    TimexKind kind;
    Span span;
    uint32_t token, sentence;
    Tense tense;
    int32_t year, month, day, weekday, quarter, half, decade, century, ordinal;
    int32_t day_to; /* of 5-8 March the 8 */
    Str season, part, holiday, text;
    int32_t clock; /* minutes of the day, or TIME_CLOCK_NONE */
    TimeUnit unit;
    int32_t count;  /* of units; TIME_SEVERAL for several; of a DAY its offset */
    bool half_more; /* … and a half */
    int32_t deixis; /* -1 last, 0 this, 1 next, or TIME_DEIXIS_NONE */
    bool anchored;  /* to the date mentioned before: that year, a day later */
    bool fiscal, zone, each;
    int32_t edge; /* -1 early, 1 late; 0 with `edged` is the middle */
    bool edged;
} Timex;
LIST_OF(Timex, Timexes);

/* The longest expression that begins at word `at`; how many words it took, 0 for none. */
uint32_t timex_match(const PatternIndex *index, const TimeWords *words, uint32_t at, Timex *out);

/* Whether words [at, end), which a pattern took, are a time; settles what the pattern leaves open
 * (the half, the clock, the tense of "past years"). */
bool timex_fits(Timex *t, const TimeWords *words, uint32_t at, uint32_t end);
/* Has one of words [from, to) one of the roles; has the word at `end` one. */
bool time_words_have(const TimeWords *words, uint32_t from, uint32_t to, TimeRoles roles);
bool time_words_followed(const TimeWords *words, uint32_t end, TimeRoles roles);

/* The records of all expressions, given the day of publication (0 not known): value, days, basis
 * and relative. `out` has as many as `in`; Relative.anchor counts in it from 1. */
StCode times_resolve(const Timexes *in, Day published, Arena *a, Time *out);

/* A stretch of the calendar: the day, week, month … that begins on `from`. */
typedef struct Interval {
    TimeUnit grain;
    Day from;
} Interval;

/* The interval of that grain which holds `day` (the weekend: of the same week); `steps` further on.
 */
Interval interval_at(TimeUnit grain, Day day);
Interval interval_step(Interval i, int32_t steps);
Days interval_days(Interval i);
/* Its TIMEX3 value; one that is not known is written with X: XXXX-WXX, XXXX-XX. */
Str interval_value(Interval i, Arena *a);
/* A date without its year, in the year that the day of publication, tense and deixis make
 * likeliest. */
Interval timex_nearest(const Timex *t, Day published);
/* The day a holiday falls on, by its rule in tables/en/holidays.tsv; 0 for no such rule. */
Day holiday_day(Str rule, int32_t year);

/* What the document itself tells of its day of publication; NULL in *out where it tells nothing. */
StCode times_infer_published(const Extraction *x, const Timexes *in, Published **out);

#endif
