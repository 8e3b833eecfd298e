/* Plain text to blocks. One letter a block: h headline, d dateline, y byline, c credit, k caption,
 * p paragraph, b boilerplate. */
#include "check.h"

#include "read/read.h"

static Tables *tables;

typedef struct Row {
    const char *why;
    Str text;
    const char *kinds;
    const char *agencies; /* parted by spaces */
} Row;

static void check_blocks(const Document *d, const char *why) {
    uint32_t floor = 0;
    for (uint32_t i = 0; i < d->blocks.n; i++) {
        Span s = d->blocks.v[i].span;
        if (s.start < floor || s.end <= s.start || s.end > d->text.n) fail_msg("%s: spans", why);
        floor = s.end;
    }
}

static void check_row(const Row *row) {
    Arena a = {0};
    Document d;
    Str notice;
    StErr err;
    Input in = {.bytes = row->text, .kind = INPUT_TEXT};
    check_ok(read_document(&in, tables, &a, &d, &notice, &err), &err);
    check_blocks(&d, row->why);
    char kinds[64] = "", agencies[128] = "";
    for (uint32_t i = 0; i < d.blocks.n && i < 60; i++) kinds[i] = "hdyckptb"[d.blocks.v[i].kind];
    for (uint32_t i = 0; i < d.agencies.n; i++) {
        size_t at = strlen(agencies);
        snprintf(agencies + at, sizeof agencies - at, "%s%.*s", i ? " " : "",
                 STR_ARG(d.agencies.v[i]));
    }
    if (strcmp(kinds, row->kinds) != 0)
        fail_msg("%s: blocks %s, want %s", row->why, kinds, row->kinds);
    if (strcmp(agencies, row->agencies) != 0)
        fail_msg("%s: agencies \"%s\", want \"%s\"", row->why, agencies, row->agencies);
    arena_drop(&a);
}

#define BODY  "Water rose through the night in three districts and families moved to the school.\n"
#define BODY2 "Officials said the bridge to the market town could not be used before the weekend.\n"

static void test_datelines(void **state) {
    (void)state;
    static const Row rows[] = {
        {"city and agency", STR("BAKU (Reuters) \xE2\x80\x93 " BODY), "dp", "Reuters"},
        {"city, country and agency", STR("KHARTOUM, Sudan (AP) \xE2\x80\x94 " BODY), "dp", "AP"},
        {"city, date and agency", STR("GENEVA, 3 March (Xinhua) - " BODY), "dp", "Xinhua"},
        {"bare city", STR("PARIS - " BODY), "dp", ""},
        {"two cities", STR("JERUSALEM/GAZA, Oct 9 (Reuters) - " BODY), "dp", "Reuters"},
        {"agency alone", STR("(Reuters) - " BODY), "dp", "Reuters"},
        {"two agencies", STR("KABUL (AFP/DPA) -- " BODY), "dp", "AFP dpa"},
        {"colon after a city", STR("ISLAMABAD: " BODY), "dp", ""},
        {"small letters with an agency", STR("Kyiv (dpa) - " BODY), "dp", "dpa"},
        {"small letters with a date", STR("Nairobi, 5 May 2024 \xE2\x80\x93 " BODY), "dp", ""},
        {"city and region, small letters", STR("Beirut, Lebanon \xE2\x80\x93 " BODY), "dp", ""},
        {"capitals all through, wrapped, with a tag",
         STR("   SAN SALVADOR, 3 JAN 90 (DPA) -- [TEXT] THE ARMY SAID TODAY THAT\nTHE BRIDGE OVER THE "
             "RIVER IS OPEN AGAIN AND THAT THE PEOPLE OF THE\nVALLEY MAY GO BACK TO THEIR HOUSES, "
             "WHICH THEY HAD LEFT WHEN THE\nWATER CAME.\n"),
         "dp", "dpa"},
        {"a line of its own", STR("NAIROBI, Kenya (AP) _\n\n" BODY), "dp", "AP"},
        {"a whole date and a full stop", STR("Kampala, 29 April 2016. " BODY), "dp", ""},
        {"a whole date and a colon", STR("Addis Ababa, 15 March 2018: " BODY), "dp", ""},
        {"a date alone and a full stop", STR("22 March 2013. " BODY), "dp", ""},
        {"a number that ends a sentence is no date", STR("Kampala counted 2016. " BODY), "p", ""},
        {"a line of place and date", STR("COMMUNIQUE\n\nLom\xC3\xA9, 10 September 2021\n\n" BODY),
         "hdp", ""},
        {"a line of number and date", STR("Bulletin\nIssue 7 | 30 April 2019\n\n" BODY), "hdp", ""},
        {"a date and an hour", STR("Floods\nSituation as of 10 September 2021, 18:00\n\n" BODY),
         "hdp", ""},
        {"a headline with a date in it",
         STR("Survivors remember the fire of 12 March 1984\n\n" BODY), "hp", ""},
        {"a dash in a sentence", STR("The mayor - a doctor - said so. " BODY), "p", ""},
        {"a label is no place", STR("UPDATE: " BODY), "p", ""},
        {"a person and a dash",
         STR("Smith \xE2\x80\x94 the mayor since May \xE2\x80\x94 agreed.\n"), "p", ""},
        {"capitals all through and no date", STR("THE ARMY SAID - THE BRIDGE IS OPEN.\n"), "p", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_row(&rows[i]);
}

static void test_noise(void **state) {
    (void)state;
    static const Row rows[] = {
        {"shortcodes", STR("Flood cuts road in the valley\n[ad_1]\n" BODY BODY2 "[ad_2]\n"),
         "hbppb", ""},
        {"credits in brackets", STR(BODY BODY2 "(Reporting by A. Writer; Editing by B. Editor)\n"),
         "ppc", ""},
        {"credits that name agencies", STR(BODY BODY2 "With reporting by AFP, AP, and Reuters\n"),
         "ppc", "AFP AP Reuters"},
        {"agency at the end of the last line",
         STR(BODY "The road is closed until Sunday, police said. (AFP)\n"), "ppc", "AFP"},
        {"an appeal of several paragraphs",
         STR(BODY BODY2
             "Dear reader,\nOur work is free for all, and so we ask you to support us as "
             "a member with a donation.\nSUPPORT US.\nFROM AS LITTLE AS 5 EUROS\n"),
         "ppbbbb", ""},
        {"after an appeal the article goes on", STR(BODY "Subscribe to our newsletter\n" BODY2),
         "pbp", ""},
        {"video of the day", STR(BODY BODY2 "Video of the day"), "ppb", ""},
        {"a list of links",
         STR(BODY BODY2 "Related articles\nFlood: what we know\nMayor under fire\n"), "ppbbb", ""},
        {"a caption with its credit",
         STR("Flood cuts road in the valley\n\nMap of the valley / Photo: A. Name / Alamy\n\n" BODY),
         "hkp", ""},
        {"copyright", STR(BODY BODY2 "\xC2\xA9 2023 The Associated Press. All rights reserved.\n"),
         "ppb", "AP"},
        {"byline and dateline",
         STR("Flood cuts road in the valley\nBy Jane Doe and John Roe\nPARIS - " BODY BODY2),
         "hydpp", ""},
        {"a sentence that begins with By",
         STR(BODY "By the time help came, the village was under water.\n"), "pp", ""},
        {"a quotation that asks for donations",
         STR(BODY "\"Please donate to those who lost their homes,\" the mayor said.\n"), "pp", ""},
        {"support as news", STR(BODY "Support for the government fell, a poll showed.\n"), "pp",
         ""},
        {"sources as news", STR(BODY "Sources said the dam was safe.\n"), "pp", ""},
        {"a line of publication", STR("Flood cuts road\nPublished: 20 September 2023\n" BODY BODY2),
         "hdpp", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_row(&rows[i]);
}

static void test_fields(void **state) {
    (void)state;
    Arena a = {0};
    Document d;
    Str notice;
    StErr err;
    Input in = {.bytes = S("Flood cuts road in the valley | Daily Trust\nBy Jane Doe, Reuters\n"
                           "Published: September 20, 2023 10:15\n" BODY BODY2),
                .kind = INPUT_TEXT};
    check_ok(read_document(&in, tables, &a, &d, &notice, &err), &err);
    check_str(d.title, "Flood cuts road in the valley");
    check_str(d.outlet, "Daily Trust");
    check_str(d.byline, "Jane Doe, Reuters");
    assert_non_null(d.published);
    assert_int_equal(d.published->basis, PUBLISHED_STATED);
    assert_int_equal(d.published->days.to, day_of(2023, 9, 20));
    check_str(document_cut(&d, d.published->evidence.v[0]), "September 20, 2023");
    assert_false(d.truncated);
    arena_drop(&a);
}

/* Where a text says when it was published, and where it does not. */
static void test_stated_days(void **state) {
    (void)state;
    static const struct {
        const char *why;
        Str text;
        int year, month, day; /* 0: none */
    } rows[] = {
        {"an hour in words behind it, a weekday before it",
         STR("FLOOD RELIEF\nNote 4. Oresk, Friday 3 May 2019, 19:00 hours\n" BODY BODY2), 2019, 5,
         3},
        {"an hour is no year",
         STR("FLOOD RELIEF\nNote 4. Oresk, Friday 3 May, 08:30 hours\n" BODY BODY2), 0, 0, 0},
        {"set off by a wide space", STR("PRESS RELEASE      3 May 2019\n" BODY BODY2), 2019, 5, 3},
        {"told as that of an update",
         STR("Emergency appeal: valley floods - update of 3 May 2019\n" BODY BODY2), 2019, 5, 3},
        {"a note at the end", STR("Flood\n" BODY BODY2 "(City Radio, 03.05.2019)\n"), 2019, 5, 3},
        {"a part of a note",
         STR("Flood\n" BODY BODY2 "(from our man; published on 3 May 2019; put right later)\n"),
         2019, 5, 3},
        {"a note of when something was", STR("Flood\n" BODY BODY2 "(It broke on 3 May 2019)\n"), 0,
         0, 0},
        {"a note inside",
         STR("Flood\n" BODY BODY BODY2 BODY2 "(City Radio, 03.05.2019)\n" BODY BODY2), 0, 0, 0},
        {"a headline that ends in the day of what it tells",
         STR("The bridge that broke on 3 May 2019\n" BODY BODY2), 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Document d;
        Str notice;
        StErr err;
        Input in = {.bytes = rows[i].text, .kind = INPUT_TEXT};
        check_ok(read_document(&in, tables, &a, &d, &notice, &err), &err);
        Day have = d.published ? d.published->days.from : 0;
        if (have != (rows[i].year ? day_of(rows[i].year, rows[i].month, rows[i].day) : 0))
            fail_msg("%s: day %d", rows[i].why, (int)have);
        arena_drop(&a);
    }
}

static void test_truncated(void **state) {
    (void)state;
    static const struct {
        const char *why;
        Str text;
        bool want;
    } rows[] = {
        {"whole", STR(BODY BODY2), false},
        {"begins with a pronoun", STR("He said the dam was safe.\n" BODY2), true},
        {"first sentence ends with he said",
         STR("People should stay away from the river, he said. The dam is safe.\n" BODY2), true},
        {"the speaker was named", STR("The mayor said the dam was safe, and he said it twice.\n"),
         false},
        {"begins in lower case", STR("and the dam was safe.\n" BODY2), true},
        {"ends without a stop", STR(BODY "Officials said the bridge to the market town could\n"),
         true},
        {"ends in dots", STR(BODY "Officials said the bridge to the market town could...\n"), true},
        {"a headline before the pronoun",
         STR("Mayor speaks of flood\n\nHe said it was bad.\n" BODY), false},
        {"ends with a quotation", STR(BODY "\"We will all come back to it,\" he said, \"soon.\"\n"),
         false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Document d;
        Str notice;
        StErr err;
        Input in = {.bytes = rows[i].text, .kind = INPUT_TEXT};
        check_ok(read_document(&in, tables, &a, &d, &notice, &err), &err);
        if (d.truncated != rows[i].want) fail_msg("%s", rows[i].why);
        arena_drop(&a);
    }
}

static int open_tables(void **state) {
    (void)state;
    StErr err;
    return tables_open(TABLES_BLOB, &tables, &err) == ST_OK ? 0 : -1;
}

static int close_tables(void **state) {
    (void)state;
    tables_close(tables);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_datelines), cmocka_unit_test(test_noise),
        cmocka_unit_test(test_fields),    cmocka_unit_test(test_stated_days),
        cmocka_unit_test(test_truncated),
    };
    return cmocka_run_group_tests_name("text_blocks", tests, open_tables, close_tables);
}
