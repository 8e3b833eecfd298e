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
        cmocka_unit_test(test_places),      cmocka_unit_test(test_country),
        cmocka_unit_test(test_modes),       cmocka_unit_test(test_news),
        cmocka_unit_test(test_not_told),    cmocka_unit_test(test_references),
        cmocka_unit_test(test_accusations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
