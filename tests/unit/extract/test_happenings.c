/* What several sentences tell of one happening: place, means, background. Texts are invented. */
#include "extract_of.h"

static ExtractOf e;

/* The n-th event with that trigger (from 1), or NULL. */
static const Event *event_named(const Records *r, const char *trigger, int n) {
    for (uint32_t i = 0; i < r->events.n; i++)
        if (str_eq(document_cut(&r->doc, r->events.v[i].head.span), str_of(trigger)) && !--n)
            return &r->events.v[i];
    return NULL;
}

typedef struct PlaceRow {
    const char *why, *text, *trigger, *place; /* name of the place; NULL none */
} PlaceRow;

static void test_places(void **state) {
    (void)state;
    static const PlaceRow rows[] = {
        {"what a preposition brings", "Gunmen attacked a bus in Basra on Friday.", "attacked",
         "Basrah"},
        {"inside what somebody says",
         "A spokesman said that rebels attacked a convoy near Mosul on Friday.", "attacked",
         "Mosul"},
        {"where it is said is not where it happens",
         "Rebels attacked a convoy, a spokesman said in Geneva.", "attacked", NULL},
        {"the speaker's own place", "The minister denied in Paris that troops shelled a market.",
         "shelled", NULL},
        {"a body's town is none", "The Nairobi police killed a robber.", "killed", NULL},
        {"an envoy's post is none",
         "Gunmen killed the ambassador to Bogota, his family said on Friday.", "killed", NULL},
        {"a capital that acts is none",
         "Soldiers attacked a village despite calls for Kinshasa to hold them back.", "attacked",
         NULL},
        {"nor one that has something", "Militiamen attacked a village with Khartoum's support.",
         "attacked", NULL},
        {"the finest of those that hold one another",
         "Two engineers were kidnapped in Colombia from a site near the town of Medellin.",
         "kidnapped", "Medellín"},
        {"what explains a town stands behind it",
         "In Aleppo, the largest city of Syria, shells killed four people.", "killed", "Aleppo"},
        {"the first of those that only place it",
         "Gunmen shot a judge in the Miraflores neighbourhood of Lima.", "shot", "Miraflores"},
        {"the capital by its country",
         "The minister flew to Lima. A bomb exploded in the Peruvian capital on Friday.",
         "exploded", "Lima"},
        {"the town whose police tell of it",
         "The Lahore police reported that gunmen had killed a trader.", "killed", "Lahore"},
        {"whose it is, and not where", "Militants attacked the Russian embassy.", "attacked", NULL},
        {"the next sentence tells on",
         "A bomb exploded in Lahore on Friday. Six people were killed and a shop was destroyed.",
         "killed", "Lahore"},
        {"the attack that was told of",
         "Gunmen attacked a hotel in Mombasa. The minister was abroad. Talks had failed. Militants "
         "claimed responsibility for the attack.",
         "attack", "Mombasa"},
        {"another attack is elsewhere",
         "Gunmen attacked a hotel in Mombasa. In another attack two people were killed.", "attack",
         NULL},
        {"a street is in the town that is named with it",
         "A bomb went off on Abad Street in San Salvador on Friday.", "went off", "San Salvador"},
        {"or that another sentence names",
         "Gunmen attacked a bank in Mombasa on Friday. Two guards were killed on Kilindi Street.",
         "killed", "Mombasa"},
        {"or that the report is written from",
         "LIMA, March 3 (Reuters) - A bomb went off at the Hotel Bolivar on Friday.", "went off",
         "Lima"},
        {"a farm is not in the town that the report is from",
         "LIMA, March 3 (Reuters) - Gunmen killed a mayor on the Esperanza farm on Friday.",
         "killed", NULL},
        {"far from a town is not in it",
         "A trader was killed on Friday about 300 km northwest of Lima.", "killed", NULL},
        {"but near it is", "A trader was killed on Friday, 3 km from Basra.", "killed", "Basrah"},
        {"a village before the province that only places it",
         "Rebels arrived in the village of Zwemar, in the province of Badakhshan, and shot nine "
         "farmers.",
         "shot", "Zwemar"},
        {"a village told after its country",
         "Gunmen kidnapped 31 people in Colombia on Friday. The incident took place in the "
         "village of Zwemar.",
         "kidnapped", "Zwemar"},
        {"but no quarter in place of a town that others tell of, too",
         "Bombs killed 24 people in Kano on Friday. The blasts hit the village of Zwemar.",
         "killed", "Kano"},
        {"what stands behind 'according to' and no verb of saying",
         "According to the report, soldiers arrived in Mosul on Friday and burned several houses.",
         "burned", "Mosul"},
        {"not all over the country that another names",
         "Gunmen attacked a hotel in Mombasa. Meanwhile, militants killed a teacher in Lamu.",
         "killed", "Lamu"},
    };
    extract_of_open(&e);
    uint32_t failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Records *r = extract_of(&e, rows[i].text, day_of(2023, 3, 4));
        const Event *v = event_named(r, rows[i].trigger, 1);
        const Place *p = v ? records_place(r, v->place) : NULL;
        /* a wider place that is filled in has no mention of its own */
        bool none = !p || p->precision == PRECISION_COUNTRY;
        bool right = v && (rows[i].place ? p && str_eq(p->name, str_of(rows[i].place)) : none);
        if (!right)
            print_message("%s: %.*s\n", rows[i].why,
                          STR_ARG(p ? p->name : S(v ? "-" : "no event")));
        failed += !right;
    }
    extract_of_close(&e);
    if (failed) fail_msg("%u rows", failed);
}

static void test_country(void **state) {
    (void)state;
    extract_of_open(&e);
    const Records *r = extract_of(
        &e,
        "Kenya mourned on Friday. Gunmen killed four people, the Kenyan government said. Kenya's "
        "president flew home.",
        0);
    const Event *v = event_named(r, "killed", 1);
    assert_non_null(v);
    const Place *p = records_place(r, v->place);
    assert_non_null(p);
    assert_true(str_eq(p->country, S("KEN")) && p->precision == PRECISION_COUNTRY);
    /* nor abroad, where the report is from a place that no table knows */
    r = extract_of(
        &e,
        "ZWEMAR, April 7 (Reuters) - France sent tents. French soldiers came. France and "
        "French doctors help. The storm left 26 people homeless.",
        0);
    v = event_named(r, "homeless", 1);
    assert_non_null(v);
    assert_null(records_place(r, v->place));
    /* never where the land is disputed */
    r = extract_of(&e,
                   "Azerbaijan blamed nobody. Azerbaijani troops were near. Karabakh was quiet. "
                   "Gunmen killed four people.",
                   0);
    v = event_named(r, "killed", 1);
    assert_non_null(v);
    p = records_place(r, v->place);
    assert_true(!p || !str_eq(p->country, S("AZE")) || p->precision != PRECISION_COUNTRY);
    extract_of_close(&e);
}

typedef struct ModeRow {
    const char *why, *text, *trigger, *mode;
} ModeRow;

static void test_modes(void **state) {
    (void)state;
    static const ModeRow rows[] = {
        {"the attack was the bomb",
         "A bomb exploded outside a bank in Lima. Rebels have claimed responsibility for the "
         "attack.",
         "attack", "explosives"},
        {"whom it killed", "A car bomb went off in Kabul. Nine people were killed.", "killed",
         "explosives"},
        {"dynamite that the sentence names",
         "Seven banks in Medellin were the target of attacks in which dynamite was used.",
         "attacks", "explosives"},
        {"another attack has its own",
         "A bomb exploded in Lima. In another attack a man was killed.", "attack", ""},
    };
    extract_of_open(&e);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Records *r = extract_of(&e, rows[i].text, 0);
        const Event *v = event_named(r, rows[i].trigger, 1);
        if (!v || !str_eq(v->mode, str_of(rows[i].mode)))
            fail_msg("%s: %.*s", rows[i].why, STR_ARG(v ? v->mode : S("no event")));
    }
    extract_of_close(&e);
}

typedef struct NewsRow {
    const char *why, *text, *trigger;
    Modality modality;
    bool background;
} NewsRow;

static void test_news(void **state) {
    (void)state;
    static const NewsRow rows[] = {
        {"a war that goes on is what news happen in",
         "The minister spoke of roads, prices and the war against the rebels.", "war",
         MODALITY_ACTUAL, true},
        {"fighting that broke out is news", "Fighting between two militias broke out on Friday.",
         "Fighting", MODALITY_ACTUAL, false},
        {"a habit is none", "The rebels kidnap businessmen for money.", "kidnap", MODALITY_ACTUAL,
         true},
        {"a total over years is none",
         "More than 70,000 people have been killed in ten years of war.", "war", MODALITY_ACTUAL,
         true},
        {"what a noun is for", "The army won the right to attack villages.", "attack",
         MODALITY_PLANNED, false},
        {"the modal of the verb before", "Soldiers may raid the camp and kill the refugees.",
         "kill", MODALITY_POSSIBLE, false},
        {"what ought to be", "The court asked that all weapons be seized.", "seized",
         MODALITY_DEMANDED, false},
        {"many, nobody in particular", "They have killed many people.", "killed", MODALITY_ACTUAL,
         true},
        {"attacks in general", "Terrorist attacks by the rebels have alarmed the bishops.",
         "Terrorist attacks", MODALITY_ACTUAL, true},
        {"years summed up", "Northland and Southland have fought two wars over the valley.",
         "fought", MODALITY_ACTUAL, true},
        {"places counted are no years", "Rebels have fought soldiers in two towns since Monday.",
         "fought", MODALITY_ACTUAL, false},
        {"somebody in particular", "They have killed a judge.", "killed", MODALITY_ACTUAL, false},
        {"how many", "They have killed nine villagers.", "killed", MODALITY_ACTUAL, false},
        {"what goes on in a country is nothing in particular",
         "Peru has been the target of bloody attacks.", "attacks", MODALITY_ACTUAL, true},
        {"the toll of many", "The army has killed 70,000 people.", "killed", MODALITY_ACTUAL, true},
        {"a campaign is what news happen in",
         "The minister spoke of prices and the offensive against the rebels.", "offensive",
         MODALITY_ACTUAL, true},
        {"once, in the simple past", "Rebels attacked villages.", "attacked", MODALITY_ACTUAL,
         false},
        {"a place of its own", "They have attacked villagers near Mosul.", "attacked",
         MODALITY_ACTUAL, false},
        {"what is told on of one in particular",
         "Gunmen shot a judge. They have also wounded people.", "wounded", MODALITY_ACTUAL, false},
        {"the killing of people in general", "The killing of children is a crime.", "killing",
         MODALITY_ACTUAL, true},
        {"again and again", "The bishops deplored the constant raids on villages near Mosul.",
         "raids", MODALITY_ACTUAL, true},
        {"a past that looks like the present", "Rebels set off a bomb near a bank.", "set off",
         MODALITY_ACTUAL, false},
        {"what a question takes for granted", "What of the bombs that went off near Mosul?",
         "went off", MODALITY_ACTUAL, false},
        {"what a question asks", "Did a bomb go off near Mosul?", "go off", MODALITY_HYPOTHETICAL,
         false},
        {"what somebody uses to do it", "The army used planes to shell a school.", "shell",
         MODALITY_ACTUAL, false},
        {"what happened days before in another land",
         "A fire killed 41 workers in Karachi, five days after a factory fire in Bangladesh.",
         "factory fire", MODALITY_ACTUAL, true},
        {"and what it is set beside is news",
         "A fire killed 41 workers in Karachi, five days after a factory fire in Bangladesh.",
         "fire", MODALITY_ACTUAL, false},
        {"the worst since", "It was the deadliest attack since a bombing near Mosul killed 141.",
         "bombing", MODALITY_ACTUAL, true},
        {"what it is unlike",
         "Unlike the attack near Mosul, which hurt 49 people, the bombing near Basra killed one.",
         "attack", MODALITY_ACTUAL, true},
        {"nor is that history", "A year after gunmen shot a judge, police killed a man near Basra.",
         "killed", MODALITY_ACTUAL, false},
        {"but that is", "A year after gunmen shot a judge, police killed a man near Basra.", "shot",
         MODALITY_ACTUAL, true},
        {"days after what all know of",
         "Two days after the quake killed 90 people near Mosul, a clinic was shelled.", "quake",
         MODALITY_ACTUAL, false},
        {"nobody claims it, and it happened",
         "Nobody has claimed responsibility for the attack in Kabul.", "attack", MODALITY_ACTUAL,
         false},
    };
    extract_of_open(&e);
    uint32_t failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Records *r = extract_of(&e, rows[i].text, 0);
        const Event *v = event_named(r, rows[i].trigger, 1);
        bool right = v && v->modality == rows[i].modality && v->background == rows[i].background &&
                     v->polarity == POLARITY_POSITIVE;
        if (!right)
            print_message("%s: %s\n", rows[i].why, v ? MODALITY_words[v->modality] : "no event");
        failed += !right;
    }
    extract_of_close(&e);
    if (failed) fail_msg("%u rows", failed);
}

/* Counts and places on the two sides of an aside do not mix. */
static void test_asides(void **state) {
    (void)state;
    extract_of_open(&e);
    const Records *r = extract_of(&e,
                                  "A fire killed 41 workers in Karachi, five days after a factory "
                                  "fire in Bangladesh killed 112 people.",
                                  0);
    uint32_t seen = 0;
    for (uint32_t i = 0; i < r->figures.n; i++) {
        const Figure *f = &r->figures.v[i];
        const Event *v = records_event(r, f->event);
        const Place *p = records_place(r, f->place);
        int64_t value = f->value.milli / 1000;
        if (value != 41 && value != 112) continue;
        assert_non_null(v);
        assert_non_null(p);
        check_str(p->name, value == 41 ? "Karachi" : "Bangladesh");
        assert_int_equal(v->background, value == 112);
        seen++;
    }
    assert_int_equal(seen, 2);
    extract_of_close(&e);
}

/* On which day: that of the deed, not of what the words beside it name or tell. */
static void test_days(void **state) {
    (void)state;
    static const struct {
        const char *why, *text, *trigger, *day; /* "" none */
    } rows[] = {
        {"its own", "Gunmen killed a judge on 2 March.", "killed", "2023-03-02"},
        {"a clock is no year", "Gunmen killed a judge at 1830 on 2 March.", "killed", "2023-03-02"},
        {"the day of something else", "Gunmen killed a judge who watched the 2 March elections.",
         "killed", ""},
        {"what happened in it happened then", "Gunmen killed a judge during the 2 March elections.",
         "killed", "2023-03-02"},
        {"the day of the telling", "The rebels today claimed responsibility for the attack.",
         "attack", ""},
        {"a day still to come", "Gunmen killed a judge who was to retire on 9 March.", "killed",
         ""},
        {"about a clock", "Gunmen killed a judge at about 1830 on 2 March.", "killed",
         "2023-03-02"},
        {"since when", "Gunmen have killed nine judges since 27 February.", "killed", ""},
        {"by hearsay", "According to farmers, on 1 March soldiers killed a judge.", "killed",
         "2023-03-01"},
    };
    extract_of_open(&e);
    uint32_t failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Event *v =
            event_named(extract_of(&e, rows[i].text, day_of(2023, 3, 4)), rows[i].trigger, 1);
        Day day = v && v->time && v->time->precision == WHEN_DAY ? v->time->days.from : 0;
        Day wanted = *rows[i].day ? day_parse(str_of(rows[i].day)) : 0;
        if (!v || day != wanted) print_message("%s: %s\n", rows[i].why, v ? "another day" : "-");
        failed += !v || day != wanted;
    }
    extract_of_close(&e);
    if (failed) fail_msg("%u rows", failed);
}

/* What a body does is of public life where its kind says so. */
static void test_dealings(void **state) {
    (void)state;
    static const struct {
        const char *text, *trigger;
        bool told;
    } rows[] = {
        {"The bloc agreed to lift the ban.", "agreed to", true},
        {"The council met on Friday.", "met", true},
        {"The firm agreed to a takeover.", "agreed to", false},
    };
    extract_of_open(&e);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!!event_named(extract_of(&e, rows[i].text, 0), rows[i].trigger, 1) != rows[i].told)
            fail_msg("%s", rows[i].text);
    extract_of_close(&e);
}

/* Police who search a house attack nobody, and bombs that fall from the air are no bombing of the
 * fight around them. */
static void test_codes(void **state) {
    (void)state;
    static const struct {
        const char *text, *trigger;
        EventClass class;
        const char *mode;
    } rows[] = {
        {"Police raided a farm and arrested two men.", "raided", CLASS_COERCE, ""},
        {"Rebels raided a farm and killed two men.", "raided", CLASS_ASSAULT, ""},
        {"Air force planes bombed the village.", "bombed", CLASS_ASSAULT, "aerial"},
        {"Terrorists bombed a bank.", "bombed", CLASS_ASSAULT, "explosives"},
        {"A car full of dynamite exploded near a bank.", "exploded", CLASS_ASSAULT, "explosives"},
        {"Soldiers surrounded the town.", "surrounded", CLASS_COERCE, "restrict"},
        {"A bomb exploded in Cali. There was fighting near the bank.", "fighting", CLASS_ASSAULT,
         ""},
    };
    extract_of_open(&e);
    uint32_t failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Event *v = event_named(extract_of(&e, rows[i].text, 0), rows[i].trigger, 1);
        bool right = v && v->class == rows[i].class && str_eq(v->mode, str_of(rows[i].mode));
        if (!right) print_message("%s\n", rows[i].text);
        failed += !right;
    }
    extract_of_close(&e);
    if (failed) fail_msg("%u rows", failed);
}

/* "The crime" is the attack told of before, and nothing where none was. */
static void test_references(void **state) {
    (void)state;
    extract_of_open(&e);
    const Records *r = extract_of(&e,
                                  "Gunmen kidnapped a teacher on Friday. The minister was away. "
                                  "The incident took place in Mombasa.",
                                  day_of(2023, 3, 4));
    const Event *v = event_named(r, "incident", 1);
    assert_non_null(v);
    assert_true(v->class == CLASS_ASSAULT && str_eq(v->mode, S("abduct")) && !v->background);
    const Place *p = records_place(r, v->place);
    assert_true(p && str_eq(p->name, S("Mombasa")));
    r = extract_of(&e, "The minister was away. The incident took place in Mombasa.", 0);
    assert_null(event_named(r, "incident", 1));
    extract_of_close(&e);
}

/* Who says that somebody is behind a deed accuses him. */
static void test_accusations(void **state) {
    (void)state;
    extract_of_open(&e);
    const Records *r = extract_of(
        &e, "A bomb went off in Lima. The army said that rebels were responsible for the attack.",
        0);
    const Event *v = event_named(r, "attack", 1);
    const Claim *c = v ? records_claim(r, v->claim) : NULL;
    assert_true(c && c->stance == STANCE_ACCUSE && c->target);
    r = extract_of(&e, "A bomb went off in Lima. The army said that rebels staged the attack.", 0);
    v = event_named(r, "attack", 1);
    c = v ? records_claim(r, v->claim) : NULL;
    assert_true(c && c->stance == STANCE_ASSERT);
    extract_of_close(&e);
}

static void test_not_told(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"Colombia is fighting drug trafficking with foreign help.", "fighting"},
        {"Mr Rahman took over the ministry from his brother in May.", "took over"},
        {"In its communiques the group attacked the plan.", "attacked"},
        {"The wounded were flown to a hospital.", "wounded"},
        {"Several stolen cars were found and a boat was seized.", "found"},
    };
    extract_of_open(&e);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Event *v = event_named(extract_of(&e, rows[i][0], 0), rows[i][1], 1);
        if (v && (v->class == CLASS_ASSAULT || v->class == CLASS_COERCE))
            fail_msg("%s", rows[i][0]);
    }
    extract_of_close(&e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),     cmocka_unit_test(test_country),
        cmocka_unit_test(test_modes),      cmocka_unit_test(test_news),
        cmocka_unit_test(test_asides),     cmocka_unit_test(test_not_told),
        cmocka_unit_test(test_references), cmocka_unit_test(test_accusations),
        cmocka_unit_test(test_days),       cmocka_unit_test(test_codes),
        cmocka_unit_test(test_dealings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
