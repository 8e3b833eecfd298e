#include "story_of.h"

#include "story/beliefs.h"

static Time *put_time(Maker *k, Records *r, const char *words, const char *value) {
    Time *t = list_push(&k->a, &r->times, Time);
    *t = (Time){.head.span = span_of(r, words), .value = str_of(value)};
    return t;
}

static void put_relative(Maker *k, Records *r, const char *words, const char *unit, int offset,
                         int weekday) {
    Time *t = put_time(k, r, words, "XXXX-WXX");
    t->basis = TIME_BASIS_RELATIVE;
    t->relative = arena_new(&k->a, Relative, 1);
    *t->relative = (Relative){.unit = str_of(unit), .offset = offset, .weekday = weekday};
}

static Days days(const char *from, const char *to) {
    return (Days){day_parse(str_of(from)), day_parse(str_of(to))};
}

static void test_when(void **state) {
    (void)state;
    static const struct {
        const char *reason, *value, *unit;
        int offset, weekday;
        bool planned;
        const char *from, *to;
    } rows[] = {
        {"a day without its year", "XXXX-09-19", NULL, 0, 0, false, "2023-09-19", "2023-09-19"},
        {"Tuesday, told on a Friday", "XXXX-WXX-2", "day", 0, 2, false, "2023-09-26", "2023-09-26"},
        {"Friday, told on a Friday", "XXXX-WXX-5", "day", 0, 5, false, "2023-09-29", "2023-09-29"},
        {"last Friday, told on a Friday", "XXXX-WXX-5", "day", -1, 5, false, "2023-09-22",
         "2023-09-22"},
        {"Tuesday, planned", "XXXX-WXX-2", "day", 0, 2, true, "2023-10-03", "2023-10-03"},
        {"yesterday", "XXXX-XX-XX", "day", -1, 0, false, "2023-09-28", "2023-09-28"},
        {"last week", "XXXX-WXX", "week", -1, 0, false, "2023-09-18", "2023-09-24"},
        {"this weekend", "XXXX-WXX-WE", "weekend", 0, 0, false, "2023-09-30", "2023-10-01"},
        {"last month", "XXXX-XX", "month", -1, 0, false, "2023-08-01", "2023-08-31"},
        {"a month tells no day", "XXXX-02", NULL, 0, 0, false, NULL, NULL},
    };
    Day published = day_of(2023, 9, 29); /* a Friday */
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Relative r = {
            .unit = str_of(rows[i].unit), .offset = rows[i].offset, .weekday = rows[i].weekday};
        Time t = {.value = str_of(rows[i].value), .relative = rows[i].unit ? &r : NULL};
        Days have = clue_when(&t, rows[i].planned, published, 2023);
        Days want = rows[i].from ? days(rows[i].from, rows[i].to) : (Days){0, 0};
        if (have.from != want.from || have.to != want.to) fail_msg("%s", rows[i].reason);
    }
}

static const char early[] =
    "Northland began its offensive at Oresk on 19 September, early, and Southland fled. "
    "A council is scheduled for 21 September. Mayor Ana Lund stays in 2020 stone.";
static const char later_text[] =
    "The offensive Northland began at Oresk on Tuesday is over, said Ana Lund on Thursday; "
    "Southland counts its own.";

static Records *put_report(Maker *k, const char *id, const char *text) {
    Records *r = put_doc(k, id, NULL, text);
    size_t stop = str_find_char(r->doc.text, '.') + 1;
    r->doc.sentences.n = 0;
    *list_push(&k->a, &r->doc.sentences, Span) = (Span){0, (uint32_t)stop};
    if (stop < r->doc.text.n) {
        size_t next = str_find_char(str_from(r->doc.text, stop), '.') + 1 + stop;
        *list_push(&k->a, &r->doc.sentences, Span) = (Span){(uint32_t)stop, (uint32_t)next};
        *list_push(&k->a, &r->doc.sentences, Span) =
            (Span){(uint32_t)next, (uint32_t)r->doc.text.n};
    }
    Ref north = put_actor(k, r, "Northland", ACTOR_STATE, "NTL", "GOV");
    put_actor(k, r, "Southland", ACTOR_STATE, "STL", "GOV");
    put_actor(k, r, "Ana Lund", ACTOR_PERSON, "STL", "GOV");
    Ref town = put_place(k, r, "Oresk", "STL", PRECISION_POINT);
    put_event(k, r, "offensive", CLASS_ASSAULT, NULL, north, 0, town, NULL);
    return r;
}

/* One report names the day, the other only the weekday of the same offensive. */
static void test_two_reports_date_each_other(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Records *a = put_report(&k, "a1", early), *b = put_report(&k, "b2", later_text);
    Time *year = put_time(&k, a, "2020", "2020");
    year->days = days("2020-01-01", "2020-12-31");
    a->doc.published = arena_new(&k.a, Published, 1);
    *a->doc.published = (Published){days("2023-09-19", "2023-09-25"), PUBLISHED_INFERRED, 600, {0}};
    put_time(&k, a, "19 September", "XXXX-09-19");
    put_time(&k, a, "21 September", "XXXX-09-21");
    put_relative(&k, b, "Tuesday", "day", 0, 2);
    put_relative(&k, b, "Thursday", "day", 0, 4);
    make_stories(&k);
    assert_int_equal(k.stories.n, 1);
    const Datings *d = &k.stories.v[0].datings;
    assert_int_equal(d->n, 2);
    const Dating *first = &d->v[0], *second = &d->v[1];
    assert_true(first->days.from >= day_of(2023, 9, 19) && first->days.to <= day_of(2023, 9, 20));
    assert_int_equal(second->days.from, day_of(2023, 9, 21));
    assert_int_equal(second->days.to, day_of(2023, 9, 21));
    if (second->probability <= 200) fail_msg("%u", second->probability);
    assert_true(second->probability <= 1000);
    assert_true(second->evidence.n >= 2);
    assert_int_equal(second->times.n, 2);
    check_str(second->times.v[0].value, "2023-09-19");
    assert_int_equal(first->evidence.v[0].start, (int)span_of(a, "19 September").start);
    maker_close(&k);
}

static void test_stated_dates_stay(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Records *a = put_report(&k, "a1", early);
    a->doc.published = arena_new(&k.a, Published, 1);
    *a->doc.published = (Published){days("2023-09-22", "2023-09-22"), PUBLISHED_META, 1000, {0}};
    put_time(&k, a, "19 September", "XXXX-09-19");
    make_stories(&k);
    assert_int_equal(k.stories.v[0].datings.n, 0);
    assert_int_equal(k.stories.v[0].days.to, day_of(2023, 9, 22));
    maker_close(&k);
}

static Clue clue_of(ClueKind kind, const Time *t) {
    return (Clue){.kind = kind, .time = t, .weekday = 2, .days = {9, 11}, .weight = 3};
}

/* What a clue gives to a Friday, 29 September, by the day of its anchor. */
static void test_points(void **state) {
    (void)state;
    static const struct {
        const char *reason, *value, *unit;
        int offset, weekday;
        ClueKind kind;
        const char *anchor;
        int sign;
    } rows[] = {
        {"Tuesday was three days ago", "XXXX-WXX-2", "day", 0, 2, CLUE_WEEKDAY, "", -1},
        {"a Friday, not the Tuesday it says it is", NULL, NULL, 0, 0, CLUE_TODAY, "", -1},
        {"Tuesday is in four days", "XXXX-WXX-2", "day", 1, 2, CLUE_AHEAD, "", 1},
        {"filed the day before", "XXXX-09-28", NULL, 0, 0, CLUE_DATELINE, "", 1},
        {"filed a week before, and not printed", "XXXX-09-22", NULL, 0, 0, CLUE_DATELINE, "", -1},
        {"filed the day after", "XXXX-09-30", NULL, 0, 0, CLUE_DATELINE, "", -1},
        {"told as past two days before", "XXXX-10-01", NULL, 0, 0, CLUE_PAST, "", -1},
        {"to come, in two days", "XXXX-10-01", NULL, 0, 0, CLUE_FUTURE, "", 1},
        {"to come, but two days ago", "XXXX-09-27", NULL, 0, 0, CLUE_FUTURE, "", -1},
        {"yesterday is the day the other tells", "XXXX", "day", -1, 0, CLUE_TIE, "2023-09-28", 1},
        {"yesterday is not", "XXXX", "day", -1, 0, CLUE_TIE, "2023-09-25", -1},
        {"happened before it was told", NULL, NULL, 0, 0, CLUE_NOT_BEFORE, "2023-09-27", 0},
        {"told before it happened", NULL, NULL, 0, 0, CLUE_NOT_BEFORE, "2023-10-02", -1},
        {"over on Tuesday, begun a week before", "XXXX", "day", 0, 2, CLUE_OVER, "2023-09-19", 1},
        {"over on Tuesday, begun on that day", "XXXX", "day", 0, 2, CLUE_OVER, "2023-09-26", -1},
        {"ten days after", NULL, NULL, 0, 0, CLUE_SINCE, "2023-09-19", 1},
        {"no ten days after", NULL, NULL, 0, 0, CLUE_SINCE, "2023-09-25", 0},
        {"it began last week", "XXXX-WXX", "week", -1, 0, CLUE_BEGAN, "2023-09-19", 1},
        {"it did not", "XXXX-WXX", "week", -1, 0, CLUE_BEGAN, "2023-09-26", -1},
        {"it began last month", "XXXX-XX", "month", -1, 0, CLUE_BEGAN, "2023-08-31", 1},
        {"ten days after it began", NULL, NULL, 0, 0, CLUE_AFTER, "2023-09-19", 1},
        {"a weekday of before it began", "XXXX", "day", 0, 2, CLUE_AMID, "2023-09-28", -1},
        {"a copy of the same day", NULL, NULL, 0, 0, CLUE_COPY, "2023-09-29", 1},
        {"a copy of a week later", NULL, NULL, 0, 0, CLUE_COPY, "2023-09-22", -1},
        {"a larger count, and later", NULL, NULL, 0, 0, CLUE_LATER, "2023-09-22", 1},
        {"a larger count, and earlier", NULL, NULL, 0, 0, CLUE_LATER, "2023-10-02", -1},
        {"a smaller count, and later", NULL, NULL, 0, 0, CLUE_EARLIER, "2023-09-22", -1},
        {"the anchor is not known", NULL, NULL, 0, 0, CLUE_LATER, "", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Relative r = {
            .unit = str_of(rows[i].unit), .offset = rows[i].offset, .weekday = rows[i].weekday};
        Time t = {.value = str_of(rows[i].value), .relative = rows[i].unit ? &r : NULL};
        Clue c = clue_of(rows[i].kind, rows[i].value ? &t : NULL);
        Day anchor = day_parse(str_of(rows[i].anchor));
        int32_t points = clue_points(&c, day_of(2023, 9, 29), (Days){anchor, anchor}, 2023);
        if ((points > 0) - (points < 0) != rows[i].sign)
            fail_msg("%s: %d points", rows[i].reason, (int)points);
    }
}

/* What a document's own clues give together: more to one day than to another. In 2023, 26 September
 * was a Tuesday. */
static void test_own_clues(void **state) {
    (void)state;
    Relative tuesday = {.unit = S("day"), .weekday = 2},
             yesterday = {.unit = S("day"), .offset = -1}, today = {.unit = S("day")};
    Time on_tuesday = {.relative = &tuesday}, day_before = {.relative = &yesterday},
         this_day = {.relative = &today}, date = {.value = S("XXXX-09-19")};
    Clue weekday = {.kind = CLUE_WEEKDAY, .weekday = 2, .time = &on_tuesday};
    Clue monday = {.kind = CLUE_WEEKDAY, .weekday = 1, .time = &on_tuesday, .quoted = true};
    Clue before = {.kind = CLUE_DEIXIS, .time = &day_before};
    Clue now = {.kind = CLUE_DEIXIS, .time = &this_day};
    Clue past = {.kind = CLUE_PAST, .time = &date}, since = past, range = past;
    since.over = true;
    range.more = 6;
    Clue counted = {.kind = CLUE_COUNTED, .other_time = &date, .days = {9, 11}, .weight = 4};
    const struct {
        const char *reason;
        Clue clues[2];
        const char *more, *less;
    } rows[] = {
        {"Tuesday is told on Tuesday", {weekday}, "2023-09-26", "2023-09-28"},
        {"but not by who says yesterday", {weekday, before}, "2023-09-28", "2023-09-26"},
        {"nor on the day after", {weekday, before}, "2023-09-28", "2023-09-27"},
        {"nor by who says today", {weekday, now}, "2023-09-27", "2023-09-26"},
        {"the Monday of somebody else", {weekday, monday}, "2023-09-26", "2023-09-25"},
        {"a date is told soon", {past}, "2023-09-20", "2023-09-26"},
        {"today is not called by its date", {past, now}, "2023-09-20", "2023-09-19"},
        {"it is not so since yesterday", {since}, "2023-09-26", "2023-09-20"},
        {"a range is over", {range}, "2023-09-26", "2023-09-20"},
        {"ten days after the date", {counted}, "2023-09-29", "2023-09-26"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Clue v[2] = {rows[i].clues[0], rows[i].clues[1]};
        Clues clues = {.v = v, .n = rows[i].clues[1].time ? 2 : 1};
        int32_t more = clues_points(&clues, day_parse(str_of(rows[i].more)), 2023);
        int32_t less = clues_points(&clues, day_parse(str_of(rows[i].less)), 2023);
        if (more <= less) fail_msg("%s: %d and %d", rows[i].reason, (int)more, (int)less);
    }
}

/* A report of 12 September, a Tuesday, tells of the flood of that day; what the other one says of
 * its own day. */
static void test_told_days(void **state) {
    (void)state;
    static const struct {
        const char *reason, *text, *words, *unit;
        int weekday, told; /* weekday of the answer */
    } rows[] = {
        {"headed with a place and its day", "Oresk, Sunday. The flood went down, Ana Lund said.",
         "Sunday", "day", 7, 7},
        {"the first day", "First day of the flood at Oresk. Ana Lund counts boats at noon.", NULL,
         NULL, 0, 2},
        {"the day it entered",
         "The flood of Oresk has entered third day on Thursday, Ana Lund said.", "Thursday", "day",
         4, 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        for (int doc = 0; doc < 2; doc++) {
            Records *r =
                put_doc(&k, doc ? "b2" : "a1", doc ? NULL : "2023-09-12",
                        doc ? rows[i].text
                            : "The flood at Oresk, of which Ana Lund spoke, began on Tuesday.");
            Ref town = put_place(&k, r, "Oresk", "STL", PRECISION_POINT);
            put_actor(&k, r, "Ana Lund", ACTOR_PERSON, "STL", "GOV");
            put_event(&k, r, "flood", CLASS_DISASTER, NULL, 0, 0, town, NULL);
            if (!doc)
                put_time(&k, r, "Tuesday", "2023-09-12")->days = days("2023-09-12", "2023-09-12");
            else if (rows[i].words)
                put_relative(&k, r, rows[i].words, rows[i].unit, 0, rows[i].weekday);
        }
        make_stories(&k);
        assert_int_equal(k.stories.n, 1);
        const Datings *d = &k.stories.v[0].datings;
        if (d->n != 1) fail_msg("%s: %u datings", rows[i].reason, (unsigned)d->n);
        if (day_weekday(d->v[0].days.from) != rows[i].told)
            fail_msg("%s: day %d", rows[i].reason, (int)d->v[0].days.from);
        maker_close(&k);
    }
}

/* "Tomorrow, Sunday" was written on a Saturday, whatever other weekdays are told. */
static void test_tomorrow_weekday(void **state) {
    (void)state;
    static const char *const texts[] = {
        "The flood of Oresk took Tuesday's market, says Ana Lund; a mass is held tomorrow, Sunday.",
        "The flood of Oresk took Tuesday's market, says Ana Lund; a mass is held on Sunday."};
    for (size_t i = 0; i < 2; i++) {
        Maker k;
        maker_open(&k);
        Records *r = put_doc(&k, "a1", "2023-09-12", "A flood came to Oresk, Ana Lund said.");
        put_event(&k, r, "flood", CLASS_DISASTER, NULL, 0, 0,
                  put_place(&k, r, "Oresk", "STL", PRECISION_POINT), NULL);
        put_actor(&k, r, "Ana Lund", ACTOR_PERSON, "STL", "GOV");
        r = put_doc(&k, "b2", NULL, texts[i]);
        put_event(&k, r, "flood", CLASS_DISASTER, NULL, 0, 0,
                  put_place(&k, r, "Oresk", "STL", PRECISION_POINT), NULL);
        put_actor(&k, r, "Ana Lund", ACTOR_PERSON, "STL", "GOV");
        put_relative(&k, r, "Tuesday", "day", 0, 2);
        put_relative(&k, r, "Sunday", "day", 0, 7);
        make_stories(&k);
        assert_int_equal(k.stories.n, 1);
        Day day = k.stories.v[0].datings.v[0].days.from;
        assert_int_equal(day_weekday(day) == 6, i == 0);
        maker_close(&k);
    }
}

/* Later and larger: an undated toll finds its place between two dated ones. */
static void test_tolls_grow(void **state) {
    (void)state;
    static const struct {
        const char *id, *day, *toll, *text;
        int count;
    } rows[] = {
        {"a1", "2023-09-13", "Eleven",
         "Eleven people of Oresk were killed by the flood on Tuesday, Ana Lund said.", 11},
        {"b2", NULL, "Thirty",
         "Ana Lund put the dead of Oresk at Thirty on Friday; the flood is going down.", 30},
        {"c3", "2023-09-20", "Forty",
         "Oresk mourns its Forty dead. The flood took them in their sleep, says Ana Lund.", 40},
    };
    Maker k;
    maker_open(&k);
    for (size_t i = 0; i < 3; i++) {
        Records *r = put_doc(&k, rows[i].id, rows[i].day, rows[i].text);
        Ref town = put_place(&k, r, "Oresk", "STL", PRECISION_POINT);
        put_actor(&k, r, "Ana Lund", ACTOR_PERSON, "STL", "GOV");
        put_event(&k, r, "flood", CLASS_DISASTER, NULL, 0, 0, town, NULL);
        Figure *f = put_figure(&k, r, rows[i].toll, "killed", QUANT_EXACT, rows[i].count,
                               rows[i].count, rows[i].count, NULL, town, 0);
        f->scope = SCOPE_INCIDENT;
        if (!rows[i].day) put_relative(&k, r, "Friday", "day", 0, 5);
    }
    make_stories(&k);
    assert_int_equal(k.stories.n, 1);
    assert_int_equal(k.stories.v[0].datings.n, 1);
    assert_int_equal(k.stories.v[0].datings.v[0].days.from, day_of(2023, 9, 15));
    maker_close(&k);
}

/* "In its third week": from the beginning that a dated report tells. */
static void test_counted_weeks(void **state) {
    (void)state;
    static const char *const texts[] = {
        "The flood at Oresk, of which Ana Lund spoke, began on Tuesday.",
        "The flood at Oresk, of which Ana Lund spoke on Friday, is in its third week."};
    Maker k;
    maker_open(&k);
    for (int i = 0; i < 2; i++) {
        Records *r = put_doc(&k, i ? "b2" : "a1", i ? NULL : "2023-09-13", texts[i]);
        Ref town = put_place(&k, r, "Oresk", "STL", PRECISION_POINT);
        put_actor(&k, r, "Ana Lund", ACTOR_PERSON, "STL", "GOV");
        put_event(&k, r, "flood", CLASS_DISASTER, NULL, 0, 0, town, NULL);
        if (i) put_relative(&k, r, "Friday", "day", 0, 5);
        if (!i) put_time(&k, r, "Tuesday", "2023-09-12")->days = days("2023-09-12", "2023-09-12");
    }
    make_stories(&k);
    assert_int_equal(k.stories.n, 1);
    assert_int_equal(k.stories.v[0].datings.n, 1);
    Day day = k.stories.v[0].datings.v[0].days.from;
    if (day < day_of(2023, 9, 26) || day > day_of(2023, 10, 4)) fail_msg("day %d", (int)day);
    maker_close(&k);
}

/* The story began on a Monday; who tells of that again and of a Wednesday writes on or after the
 * Wednesday. */
static void test_old_weekday(void **state) {
    (void)state;
    static const char *const texts[] = {
        "The flood at Oresk, of which Ana Lund spoke, began on Monday.",
        "Monday took the lower town of Oresk. Ana Lund counted its flood on Wednesday."};
    Maker k;
    maker_open(&k);
    for (int i = 0; i < 2; i++) {
        Records *r = put_doc(&k, i ? "b2" : "a1", i ? NULL : "2023-09-12", texts[i]);
        Ref town = put_place(&k, r, "Oresk", "STL", PRECISION_POINT);
        put_actor(&k, r, "Ana Lund", ACTOR_PERSON, "STL", "GOV");
        put_event(&k, r, "flood", CLASS_DISASTER, NULL, 0, 0, town, NULL);
        if (!i) put_time(&k, r, "Monday", "2023-09-11")->days = days("2023-09-11", "2023-09-11");
        if (i) put_relative(&k, r, "Monday", "day", 0, 1);
        if (i) put_relative(&k, r, "Wednesday", "day", 0, 3);
    }
    make_stories(&k);
    assert_int_equal(k.stories.n, 1);
    assert_int_equal(k.stories.v[0].datings.n, 1);
    Day day = k.stories.v[0].datings.v[0].days.from;
    if (day != day_of(2023, 9, 13)) fail_msg("day %d", (int)day);
    maker_close(&k);
}

/* "In 2016" is of then or of a year after: the one in which 14 March was a Tuesday. */
static void test_year_by_weekday(void **state) {
    (void)state;
    static const struct {
        const char *text, *day, *value, *year;
        int named, published;
    } rows[] = {
        {"ORESK, March 14 (Agency) A flood came to Oresk on Tuesday, more than in all of 2016, Ana "
         "Lund said.",
         "March 14", "XXXX-03-14", "2016", 2016, 2017},
        {"ORESK, Oct. 13 (Agency) A flood came to Oresk on Tuesday, the first since that of 2011, "
         "Ana Lund said.",
         "Oct. 13", "XXXX-10-13", "2011", 2011, 2015},
    };
    for (size_t i = 0; i < 2; i++) {
        Maker k;
        maker_open(&k);
        Records *r = put_doc(&k, "a1", NULL, rows[i].text);
        *list_push(&k.a, &r->doc.blocks, Block) = (Block){BLOCK_DATELINE, {0, 24}};
        *list_push(&k.a, &r->doc.blocks, Block) =
            (Block){BLOCK_PARAGRAPH, {25, (uint32_t)r->doc.text.n}};
        put_time(&k, r, rows[i].day, rows[i].value);
        put_relative(&k, r, "Tuesday", "day", 0, 2);
        int year = rows[i].named;
        put_time(&k, r, rows[i].year, rows[i].year)->days =
            (Days){day_of(year, 1, 1), day_of(year, 12, 31)};
        make_stories(&k);
        assert_int_equal(k.stories.v[0].datings.n, 1);
        int found, month, day;
        day_split(k.stories.v[0].datings.v[0].days.from, &found, &month, &day);
        assert_int_equal(found, rows[i].published);
        maker_close(&k);
    }
}

/* The dated report is the last: what the others count from lies before it, and they with it. */
static void test_beginning_is_worked_out(void **state) {
    (void)state;
    static const struct {
        const char *id, *day, *text;
    } rows[] = {
        {"a1", NULL, "The flood at Oresk, of which Ana Lund spoke, began on Monday."},
        {"b2", NULL, "Friday was the fifth day of the flood at Oresk, Ana Lund said."},
        {"c3", "2023-09-18", "Monday's flood at Oresk: a week after it, Ana Lund is tired."},
    };
    Maker k;
    maker_open(&k);
    for (int i = 0; i < 3; i++) {
        Records *r = put_doc(&k, rows[i].id, rows[i].day, rows[i].text);
        Ref town = put_place(&k, r, "Oresk", "STL", PRECISION_POINT);
        put_actor(&k, r, "Ana Lund", ACTOR_PERSON, "STL", "GOV");
        put_event(&k, r, "flood", CLASS_DISASTER, NULL, 0, 0, town, NULL);
        if (i == 0) put_relative(&k, r, "Monday", "day", 0, 1);
        if (i == 1) put_relative(&k, r, "Friday", "day", 0, 5);
        if (i < 2) continue;
        Time *week = put_time(&k, r, "a week", "P1W");
        week->timex = TIMEX_DURATION;
    }
    make_stories(&k);
    assert_int_equal(k.stories.n, 1);
    const Datings *d = &k.stories.v[0].datings;
    assert_int_equal(d->n, 2);
    assert_int_equal(d->v[0].days.from, day_of(2023, 9, 11));
    assert_int_equal(d->v[1].days.from, day_of(2023, 9, 15));
    maker_close(&k);
}

/* A report of years before tells nothing of the day, and does no harm. */
static void test_old_report(void **state) {
    (void)state;
    static const struct {
        const char *id, *day, *text;
    } rows[] = {
        {"a1", "2019-03-01", "The flood at Oresk, of which Ana Lund spoke, began on Monday."},
        {"b2", "2023-09-12", "The flood at Oresk, of which Ana Lund spoke, began on Monday."},
        {"c3", NULL, "The flood at Oresk went down on Wednesday, Ana Lund said."},
    };
    Maker k;
    maker_open(&k);
    for (int i = 0; i < 3; i++) {
        Records *r = put_doc(&k, rows[i].id, rows[i].day, rows[i].text);
        Ref town = put_place(&k, r, "Oresk", "STL", PRECISION_POINT);
        put_actor(&k, r, "Ana Lund", ACTOR_PERSON, "STL", "GOV");
        put_event(&k, r, "flood", CLASS_DISASTER, NULL, 0, 0, town, NULL);
        if (i == 2) put_relative(&k, r, "Wednesday", "day", 0, 3);
    }
    make_stories(&k);
    for (uint32_t i = 0; i < k.stories.n; i++)
        if (k.stories.v[i].datings.n)
            assert_int_equal(day_weekday(k.stories.v[i].datings.v[0].days.from), 3);
    maker_close(&k);
}

/* A weight and its logarithm are there and back the same, as near as parts of a point allow. */
static void test_belief_weights(void **state) {
    (void)state;
    static const int32_t logs[] = {0, -1, -64, -128, -1000, -4000};
    for (size_t i = 0; i < sizeof logs / sizeof *logs; i++)
        assert_int_equal(belief_log(belief_weight(logs[i])), logs[i]);
    assert_int_equal(belief_weight(0), 1ull << 40);
    assert_int_equal(belief_weight(-128), 1ull << 39);
    assert_int_equal(belief_weight(-1000000), 0);
}

static void test_nothing_to_go_by(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Records *a = put_report(&k, "a1", later_text);
    put_relative(&k, a, "Tuesday", "day", 0, 2);
    make_stories(&k);
    assert_int_equal(k.stories.v[0].datings.n, 0); /* a weekday alone is no date */
    maker_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_when),
        cmocka_unit_test(test_two_reports_date_each_other),
        cmocka_unit_test(test_stated_dates_stay),
        cmocka_unit_test(test_points),
        cmocka_unit_test(test_own_clues),
        cmocka_unit_test(test_told_days),
        cmocka_unit_test(test_tomorrow_weekday),
        cmocka_unit_test(test_tolls_grow),
        cmocka_unit_test(test_counted_weeks),
        cmocka_unit_test(test_old_weekday),
        cmocka_unit_test(test_year_by_weekday),
        cmocka_unit_test(test_beginning_is_worked_out),
        cmocka_unit_test(test_old_report),
        cmocka_unit_test(test_belief_weights),
        cmocka_unit_test(test_nothing_to_go_by),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
