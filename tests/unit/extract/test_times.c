#include "check.h"

#include "extract/extract.h"
#include "extract/times.h"
#include "extract/times_redate.h"
#include "know/tables.h"

#include <stdio.h>

static Tables *tables;
static Lang *lang;
static Extractor *extractor;

static int open_all(void **state) {
    (void)state;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    check_ok(lang_open(tables, NULL, &lang, &err), &err);
    check_ok(extractor_open(tables, lang, &extractor, &err), &err);
    return 0;
}

static int close_all(void **state) {
    (void)state;
    extractor_close(extractor);
    lang_close(lang);
    tables_close(tables);
    return 0;
}

/* A document of one paragraph; `published` may be "". */
static StCode extract_text(Str text, const char *published, Arena *a, Records *out, StErr *err) {
    Document doc = {.text = text, .id = S("d"), .lang = S("en")};
    Block *b = list_push(a, &doc.blocks, Block);
    if (!b) return ST_NOMEM;
    *b = (Block){BLOCK_PARAGRAPH, {0, (uint32_t)text.n}};
    Published p = {.probability = 1000};
    p.days.from = p.days.to = day_parse(str_of(published));
    if (p.days.from) {
        doc.published = arena_new(a, Published, 1);
        if (!doc.published) return ST_NOMEM;
        *doc.published = p;
    }
    return extract_document(extractor, &doc, a, out, err);
}

/* "text|TYPE|value; …" of all times. */
static Str show(const Records *r, Arena *a) {
    Text t = {.arena = a};
    for (uint32_t i = 0; i < r->times.n; i++) {
        const Time *time = &r->times.v[i];
        if (i) text_add_c(&t, "; ");
        text_add(&t, str_cut(r->doc.text, time->head.span));
        text_format(&t, "|%s|%.*s", TIMEX_words[time->timex], STR_ARG(time->value));
    }
    text_add_c(&t, "");
    return text_str(&t);
}

typedef struct Row {
    const char *reason, *published, *text, *want;
} Row;

static void check_rows(const Row *rows, size_t n) {
    for (size_t i = 0; i < n; i++) {
        Arena a = {0};
        Records r;
        StErr err = {0};
        check_ok(extract_text(str_of(rows[i].text), rows[i].published, &a, &r, &err), &err);
        Str have = show(&r, &a);
        if (!str_eq(have, str_of(rows[i].want)))
            fail_msg("%s: have \"%.*s\", want \"%s\"", rows[i].reason, STR_ARG(have), rows[i].want);
        arena_drop(&a);
    }
}
#define CHECK_ROWS(rows) check_rows((rows), sizeof(rows) / sizeof *(rows))

/* 2023-09-29 is a Friday. */
static const Row date_rows[] = {
    {"a full date", "", "It fell on March 26, 1996.", "March 26, 1996|DATE|1996-03-26"},
    {"day first", "", "They signed on 5 March 2001.", "5 March 2001|DATE|2001-03-05"},
    {"ordinal and of", "", "Since the 5th of May, 1999, it held.",
     "the 5th of May, 1999|DATE|1999-05-05"},
    {"the comma before a month is not its own", "2023-09-29", "In Oresk, August 21 was quiet.",
     "August 21|DATE|2023-08-21"},
    {"ISO", "", "Updated 2023-09-20 by staff.", "2023-09-20|DATE|2023-09-20"},
    {"month and year", "", "The August 1988 truce failed.", "August 1988|DATE|1988-08"},
    {"past tense: the last one", "2023-03-04", "She resigned in December.",
     "December|DATE|2022-12"},
    {"future: the next one", "2023-03-04", "She will resign in December.", "December|DATE|2023-12"},
    {"last June is strict", "2023-06-20", "It closed last June.", "last June|DATE|2022-06"},
    {"of that year", "2023-06-20", "It began in 1998. By June of that year it was over.",
     "1998|DATE|1998; June of that year|DATE|1998-06"},
    {"middle of a month", "2023-09-29", "It came in mid-September.", "mid-September|DATE|2023-09"},
    {"early on", "2023-09-29", "He spoke early on September 20.",
     "early on September 20|DATE|2023-09-20"},
    {"decade, season, century", "", "In the late 1980s, the summer of 1992 and the 20th century.",
     "the late 1980s|DATE|198; the summer of 1992|DATE|1992-SU; the 20th century|DATE|19"},
    {"quarters", "1989-11-02", "The third quarter fell from the third quarter of 1988.",
     "The third quarter|DATE|1989-Q3; the third quarter of 1988|DATE|1988-Q3"},
    {"the year of the war, not the end of the year", "", "It came at the end of the 2020 war.",
     "2020|DATE|2020"},
    {"holidays", "2023-01-10", "Shelling went on at Christmas.", "Christmas|DATE|2022-12-25"},
    {"upper case", "1990-04-20", "THE BOMB WENT OFF ON 12 MARCH 1990, IN MAY 1989 NONE DID.",
     "12 MARCH 1990|DATE|1990-03-12; MAY 1989|DATE|1989-05"},
};
static void test_dates(void **state) {
    (void)state;
    CHECK_ROWS(date_rows);
}

static const Row relative_rows[] = {
    {"past weekday", "2023-09-29", "He said on Tuesday it was over.", "Tuesday|DATE|2023-09-26"},
    {"the day itself", "2023-09-29", "The ministry said on Friday.", "Friday|DATE|2023-09-29"},
    {"future weekday", "2023-09-29", "They will meet on Monday.", "Monday|DATE|2023-10-02"},
    {"until looks ahead", "2023-09-29", "They held it until Monday.", "Monday|DATE|2023-10-02"},
    {"last Friday is not today", "2023-09-29", "It began last Friday.",
     "last Friday|DATE|2023-09-22"},
    {"evening", "2023-09-29", "They crossed by Thursday evening.",
     "Thursday evening|TIME|2023-09-28TEV"},
    {"yesterday, last night", "2023-10-01", "Yesterday was calm, last night was not.",
     "Yesterday|DATE|2023-09-30; last night|TIME|2023-09-30TNI"},
    {"week", "2023-09-29", "Fighting eased last week.", "last week|DATE|2023-W38"},
    {"its genitive is outside", "2023-09-29", "This week's vote was lost.",
     "This week|DATE|2023-W39"},
    {"weekend said on Monday", "2023-10-02", "They fled over the weekend.",
     "the weekend|DATE|2023-W39-WE"},
    {"earlier this month", "2023-09-29", "It was hit earlier this month.",
     "earlier this month|DATE|2023-09"},
    {"ago", "2023-09-29", "It stopped three years ago and 10 days ago.",
     "three years ago|DATE|2020; 10 days ago|DATE|2023-09-19"},
    {"a day later hangs on the date before", "2023-09-29",
     "It began on 19 September. Just a day later they gave up.",
     "19 September|DATE|2023-09-19; a day later|DATE|2023-09-20"},
    {"the next day", "2023-09-29", "It began on 19 September. The next day it ended.",
     "19 September|DATE|2023-09-19; The next day|DATE|2023-09-20"},
    {"a clock of 24 hours", "1989-10-30", "It began at 1830 on 2 October.",
     "1830 on 2 October|TIME|1989-10-02T18:30"},
    {"clock and day", "1989-10-30", "It ends at 5 p.m. EST, Nov. 6.",
     "5 p.m. EST, Nov. 6|TIME|1989-11-06T17:00"},
    {"a clock and its afternoon", "2013-07-09", "At 3:45 this afternoon it fell.",
     "3:45 this afternoon|TIME|2013-07-09T15:45"},
    {"military clocks want a zone", "2013-07-09", "At 1250 GMT it fell.",
     "1250 GMT|TIME|2013-07-09T12:50"},
    {"the evening of what was told, not of what is planned", "2023-09-20",
     "They struck on September 19. The council will meet on September 21. In the evening crowds met.",
     "September 19|DATE|2023-09-19; September 21|DATE|2023-09-21; the evening|TIME|2023-09-19TEV"},
    {"the article of the attack", "2023-09-29", "It followed the early Friday attack.",
     "early Friday|DATE|2023-09-29"},
    {"no date of publication: what is known stays", "",
     "He said on Friday that last week was calm.",
     "Friday|DATE|XXXX-WXX-5; last week|DATE|XXXX-WXX"},
    {"month and day without year", "", "It began on 19 September.", "19 September|DATE|XXXX-09-19"},
};
static void test_relative(void **state) {
    (void)state;
    CHECK_ROWS(relative_rows);
}

static const Row duration_rows[] = {
    {"words", "", "It took twenty-three days.", "twenty-three days|DURATION|P23D"},
    {"hyphen without article", "", "The eight-year war ended.", "eight-year|DURATION|P8Y"},
    {"bounds belong to it", "", "It lasted nearly two months.", "nearly two months|DURATION|P2M"},
    {"vague", "", "After several years and a few weeks.",
     "several years|DURATION|PXY; a few weeks|DURATION|PXW"},
    {"a half more", "", "They waited two and a half years.", "two and a half years|DURATION|P2Y6M"},
    {"decades are years", "", "They ruled for three decades.", "three decades|DURATION|P30Y"},
    {"hours", "", "It took less than 24 hours.", "less than 24 hours|DURATION|PT24H"},
    {"the past", "2023-09-29", "In the past two weeks.", "the past two weeks|DURATION|P2W"},
    {"sets", "", "They met every Monday and daily.", "every Monday|SET|XXXX-WXX-1; daily|SET|P1D"},
    {"references", "", "It is now calm, officials recently said.",
     "now|DATE|PRESENT_REF; recently|DATE|PAST_REF"},
};
static void test_durations(void **state) {
    (void)state;
    CHECK_ROWS(duration_rows);
}

/* Words and numbers that look like times and are none. */
static const Row not_rows[] = {
    {"may and march are verbs", "2023-09-29", "Troops may march to the second city.", ""},
    {"sun and sat", "2023-09-29", "They sat in the sun.", ""},
    {"counts", "", "Some 2000 people fled, 1998 others stayed.", ""},
    {"money", "", "It cost $1990 in all.", ""},
    {"running times", "2023-09-29", "The film (1:36) and a video, 02:37 long.", ""},
    {"scores", "", "They voted 89-52, with 11 abstentions.", ""},
    {"ages", "", "A 6-year-old boy and a man, 37 years old, died.", ""},
    {"rates", "", "They lose 3,000 head a year.", ""},
    {"the fall of a town", "", "Since the fall of Oresk.", ""},
    {"parts", "", "Three quarters of the town burned.", ""},
};
static void test_no_times(void **state) {
    (void)state;
    CHECK_ROWS(not_rows);
}

static void test_relative_records(void **state) {
    (void)state;
    Arena a = {0};
    Records r;
    StErr err = {0};
    Str text = S("It began on 19 September. Just a day later they gave up, he said on Friday. Two "
                 "weeks ago it was calm.");
    check_ok(extract_text(text, "", &a, &r, &err), &err);
    assert_int_equal(r.times.n, 4);
    const Relative *later = r.times.v[1].relative, *friday = r.times.v[2].relative;
    const Relative *ago = r.times.v[3].relative;
    assert_null(r.times.v[0].relative);
    assert_int_equal(r.times.v[0].basis, TIME_BASIS_INFERRED);
    assert_int_equal(later->anchor, 1);
    check_str(later->unit, "day");
    assert_int_equal(later->offset, 1);
    assert_int_equal(friday->anchor, 0);
    assert_int_equal(friday->weekday, 5);
    assert_int_equal(ago->offset, -2);
    check_str(ago->unit, "week");
    assert_int_equal(r.times.v[3].basis, TIME_BASIS_RELATIVE);
    arena_drop(&a);
}

static void test_days(void **state) {
    (void)state;
    static const struct {
        const char *reason, *text, *from, *to;
    } rows[] = {
        {"a week", "It eased last week.", "2023-09-18", "2023-09-24"},
        {"earlier this month ends today", "It eased earlier this month.", "2023-09-01",
         "2023-09-29"},
        {"a month's last third", "It eased in late August.", "2023-08-21", "2023-08-31"},
        {"the past days", "It eased in the past three days.", "2023-09-26", "2023-09-29"},
        {"a decade", "It eased in the 1990s.", "1990-01-01", "1999-12-31"},
        {"from day to day", "It eased on 5-8 March.", "2023-03-05", "2023-03-08"},
        {"the same, month first", "It eased on Sept. 19 to 21.", "2023-09-19", "2023-09-21"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Records r;
        StErr err = {0};
        check_ok(extract_text(str_of(rows[i].text), "2023-09-29", &a, &r, &err), &err);
        char from[11], to[11];
        assert_int_equal(r.times.n, 1);
        day_format(r.times.v[0].days.from, from);
        day_format(r.times.v[0].days.to, to);
        if (strcmp(from, rows[i].from) != 0 || strcmp(to, rows[i].to) != 0)
            fail_msg("%s: %s to %s", rows[i].reason, from, to);
        arena_drop(&a);
    }
}

static void test_published(void **state) {
    (void)state;
    static const struct {
        const char *reason, *text, *from, *to; /* "" unknown; from NULL: nothing known */
        uint32_t least, most;
    } rows[] = {
        {"no year, nothing", "He said on Friday that it began on September 20.", NULL, NULL, 0, 0},
        {"a year gone by is a lower bound", "The 2020 war killed thousands.", "2020-01-01", "", 900,
         900},
        {"between what was and what will be",
         "The 2020 war ended just three years ago. He spoke on September 19 and early on September "
         "20. The council will meet on September 21. The 2020 truce failed.",
         "2023-09-20", "2023-09-21", 550, 950},
        {"weekday and day of month pick the year",
         "The 2020 war ended. It was hit on Wednesday, September 20. It was hit again on Thursday, "
         "September 21.",
         "2023-09-21", "2023-10-04", 500, 950},
        {"what does not fit lowers it",
         "The 2020 war ended just three years ago. He spoke on September 19 and on September 20. "
         "The council met on March 2.",
         "2023-09-20", "2023-10-03", 100, 540},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Records r;
        StErr err = {0};
        check_ok(extract_text(str_of(rows[i].text), "", &a, &r, &err), &err);
        const Published *p = r.doc.published;
        if (!rows[i].from) {
            if (p) fail_msg("%s: something known", rows[i].reason);
            arena_drop(&a);
            continue;
        }
        if (!p) fail_msg("%s: nothing known", rows[i].reason);
        char from[11], to[11] = "";
        day_format(p->days.from, from);
        if (p->days.to) day_format(p->days.to, to);
        if (strcmp(from, rows[i].from) != 0 || strcmp(to, rows[i].to) != 0 ||
            p->probability < rows[i].least || p->probability > rows[i].most)
            fail_msg("%s: %s to %s, %u", rows[i].reason, from, to, p->probability);
        assert_int_equal(p->basis, PUBLISHED_INFERRED);
        assert_true(p->evidence.n > 0);
        arena_drop(&a);
    }
}

/* An undated document redated has what the dated one has. */
static void test_redate(void **state) {
    (void)state;
    static const char *const texts[] = {
        "He said on Tuesday that last week was calm. Yesterday was not, last night least of all.",
        "It began on 19 September. Just a day later they gave up. The next day they left.",
        "This weekend and this month are quiet. It was hit two weeks ago and three years ago.",
        "In February 2022 it began, in March it was over, the third quarter was calm, last year too.",
        "They crossed by Thursday evening, 100 in three days. The 1990s were calm. Now it is not.",
    };
    Day published = day_of(2023, 9, 29);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Arena a = {0};
        Records open, dated;
        StErr err = {0};
        check_ok(extract_text(str_of(texts[i]), "", &a, &open, &err), &err);
        check_ok(extract_text(str_of(texts[i]), "2023-09-29", &a, &dated, &err), &err);
        assert_int_equal(open.times.n, dated.times.n);
        Time *again = arena_new(&a, Time, open.times.n);
        check_ok(times_redate(&open.times, published, &a, again), &err);
        for (uint32_t k = 0; k < dated.times.n; k++) {
            const Time *want = &dated.times.v[k];
            bool same = str_eq(again[k].value, want->value) &&
                        again[k].days.from == want->days.from && again[k].days.to == want->days.to;
            if (!same && want->timex != TIMEX_DURATION)
                fail_msg("%s: \"%.*s\" not \"%.*s\"", texts[i], STR_ARG(again[k].value),
                         STR_ARG(want->value));
        }
        arena_drop(&a);
    }
}

static void test_calendar(void **state) {
    (void)state;
    Arena a = {0};
    Day d = day_of(2024, 1, 1); /* a Monday */
    check_str(interval_value(interval_at(UNIT_WEEK, d - 1), &a), "2023-W52");
    check_str(interval_value(interval_at(UNIT_WEEK, d), &a), "2024-W01");
    check_str(interval_value(interval_at(UNIT_WEEK, day_of(2021, 1, 3)), &a), "2020-W53");
    check_str(interval_value(interval_at(UNIT_WEEKEND, d), &a), "2024-W01-WE");
    check_str(interval_value(interval_at(UNIT_QUARTER, d), &a), "2024-Q1");
    check_str(interval_value(interval_at(UNIT_SEASON, d), &a), "2023-WI");
    check_str(interval_value(interval_at(UNIT_DECADE, d), &a), "202");
    check_str(interval_value(interval_step(interval_at(UNIT_MONTH, d), -1), &a), "2023-12");
    check_str(interval_value(interval_step(interval_at(UNIT_DAY, 1), -5), &a), "XXXX-XX-XX");
    assert_int_equal(interval_step(interval_at(UNIT_CENTURY, d), 9999).from, 0);
    assert_int_equal(holiday_day(S("E+0"), 2024), day_of(2024, 3, 31));
    assert_int_equal(holiday_day(S("E-2"), 2023), day_of(2023, 4, 7));
    assert_int_equal(holiday_day(S("11-4+4"), 2023), day_of(2023, 11, 23));
    assert_int_equal(holiday_day(S("05-1-1"), 2023), day_of(2023, 5, 29));
    assert_int_equal(holiday_day(S("13-1-1"), 2023), 0);
    assert_int_equal(holiday_day(S(""), 2023), 0);
    arena_drop(&a);
}

/* Numbers past every limit, dashes without end: an answer, not a crash. */
static void test_hostile(void **state) {
    (void)state;
    static const char *const texts[] = {
        "999999999 centuries ago and 99999999999999999999 years later.",
        "-----1-1-1-1-----day-day-day-ago-ago-",
        "the the the early early the end of the end of the year of the year",
        "99:99 a.m. 13 p.m. 0 p.m. 00/00/00 31.31.3131 32nd of May the 99th century",
        "nineteen hundred thousand million and and five hundred hundred years",
        "a year a year a year a year and a half and a half ago ago",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Arena a = {0};
        Records r;
        StErr err = {0};
        check_ok(extract_text(str_of(texts[i]), i % 2 ? "0001-01-02" : "9999-12-30", &a, &r, &err),
                 &err);
        uint32_t floor = 0;
        for (uint32_t k = 0; k < r.times.n; k++) {
            assert_true(r.times.v[k].head.span.start >= floor);
            floor = r.times.v[k].head.span.end;
            assert_true(floor <= r.doc.text.n);
        }
        arena_drop(&a);
    }
}

#ifdef SITREP_FAULTS
static void test_memory_faults(void **state) {
    (void)state;
    Str text =
        S("The 2020 war ended three years ago. He said on Friday, September 20, a day later.");
    for (long n = 1;; n++) {
        Arena a = {0};
        Records r;
        StErr err = {0};
        st_fault_after = n;
        StCode c = extract_text(text, "", &a, &r, &err);
        st_fault_after = -1;
        arena_drop(&a);
        assert_true(c == ST_OK || c == ST_NOMEM);
        if (c == ST_OK) break;
        assert_true(n < 100000);
    }
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_relative),
        cmocka_unit_test(test_durations),
        cmocka_unit_test(test_no_times),
        cmocka_unit_test(test_relative_records),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_published),
        cmocka_unit_test(test_redate),
        cmocka_unit_test(test_calendar),
        cmocka_unit_test(test_hostile),
#ifdef SITREP_FAULTS
        cmocka_unit_test(test_memory_faults),
#endif
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
