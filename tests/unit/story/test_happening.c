#include "check.h"

#include "story/happening.h"

static void test_words(void **state) {
    (void)state;
    static const struct {
        const char *reason;
        Happening h;
        const char *want;
    } rows[] = {
        {"a doer and whom it was done to",
         {.class = CLASS_ASSAULT, .agent = STR("Northland"), .recipient = STR("Southland")},
         "Northland attacked Southland"},
        {"a mode has its own verb; the place comes last",
         {.class = CLASS_ASSAULT,
          .mode = STR("heavy-weapons"),
          .agent = STR("Northland"),
          .thing = STR("schools"),
          .place = STR("Oresk")},
         "Northland shelled schools in Oresk"},
        {"nobody is known to have done it",
         {.class = CLASS_ASSAULT, .recipient = STR("Southland"), .place = STR("Oresk")},
         "attack on Southland in Oresk"},
        {"a mode the table has no row for is told by its class",
         {.class = CLASS_ASSAULT, .mode = STR("new"), .agent = STR("Northland")},
         "Northland attacked"},
        {"what is planned is not told as done",
         {.class = CLASS_CONSULT,
          .mode = STR("visit"),
          .modality = MODALITY_PLANNED,
          .agent = STR("the envoy"),
          .place = STR("Oresk")},
         "visit by the envoy to Oresk (planned)"},
        {"who visits without a host visits the place",
         {.class = CLASS_CONSULT,
          .mode = STR("visit"),
          .agent = STR("the envoy"),
          .place = STR("Oresk")},
         "the envoy visited Oresk"},
        {"what did not happen",
         {.class = CLASS_ASSAULT,
          .polarity = POLARITY_NEGATIVE,
          .agent = STR("Northland"),
          .recipient = STR("Southland")},
         "no attack by Northland on Southland"},
        {"a place is not said twice",
         {.class = CLASS_ASSAULT,
          .agent = STR("Northland"),
          .recipient = STR("Oresk"),
          .place = STR("Oresk")},
         "Northland attacked Oresk"},
        {"the place of what is said is the matter's",
         {.class = CLASS_REQUEST,
          .agent = STR("Northland"),
          .recipient = STR("the court"),
          .place = STR("Oresk")},
         "Northland asked the court"},
        {"a word of the trigger is closer than class and mode",
         {.class = CLASS_RETREAT,
          .mode = STR("disarm"),
          .trigger = STR("announced surrender"),
          .agent = STR("the fighters")},
         "the fighters surrendered"},
        {"the same word of another class changes nothing",
         {.class = CLASS_AID, .trigger = STR("surrendered"), .agent = STR("Northland")},
         "Northland gave aid"},
        {"where a movement goes",
         {.class = CLASS_DISPLACE,
          .trigger = STR("fled"),
          .agent = STR("residents"),
          .place = STR("Oresk"),
          .way = STR("to")},
         "residents fled to Oresk"},
        {"a flight's place is neither from nor to",
         {.class = CLASS_DISPLACE, .agent = STR("residents"), .place = STR("Oresk")},
         "residents fled or moved (Oresk)"},
        {"a disaster by its trigger",
         {.class = CLASS_DISASTER, .trigger = STR("flash floods"), .place = STR("Oresk")},
         "floods in Oresk"},
        {"a disaster by the words before its trigger",
         {.class = CLASS_DISASTER, .trigger = STR("burst"), .before = STR("an earth dam burst")},
         "dam burst"},
        {"a disease by the words behind its trigger",
         {.class = CLASS_DISASTER,
          .trigger = STR("outbreak"),
          .after = STR("outbreak of Marburg fever in"),
          .place = STR("Oresk")},
         "Marburg fever in Oresk"},
        {"who takes a seat of power makes a coup",
         {.class = CLASS_COERCE,
          .mode = STR("seize"),
          .trigger = STR("seized"),
          .object = STR("the presidential palace"),
          .place = STR("Oresk")},
         "coup in Oresk"},
        {"the seat is not whom it was against",
         {.class = CLASS_COERCE,
          .mode = STR("seize"),
          .trigger = STR("seized"),
          .object = STR("the presidential palace"),
          .recipient = STR("presidential palace"),
          .thing = STR("offices"),
          .place = STR("Oresk")},
         "coup in Oresk"},
        {"who takes anything else does not",
         {.class = CLASS_COERCE,
          .mode = STR("seize"),
          .trigger = STR("seized"),
          .object = STR("the presidential yacht"),
          .place = STR("Oresk")},
         "seizure in Oresk"},
        {"a disaster whose trigger says nothing",
         {.class = CLASS_DISASTER, .trigger = STR("catastrophe")},
         "disaster"},
    };
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Str have = happening_words(tables, &rows[i].h, &a);
        if (!str_eq(have, str_of(rows[i].want)))
            fail_msg("%s: have \"%.*s\", want \"%s\"", rows[i].reason, STR_ARG(have), rows[i].want);
        arena_drop(&a);
    }
    check_str(happening_thing(tables, S("post")), "military posts");
    check_str(happening_thing(tables, S("unheard of")), "");
    tables_close(tables);
}

/* What a crisis is told by weighs more than what comes with every one. */
static void test_weights(void **state) {
    (void)state;
    static const Happening falling[] = {
        {.class = CLASS_COERCE, .mode = STR("seize"), .trigger = STR("coup")},
        {.class = CLASS_DISASTER, .trigger = STR("quake")},
        {.class = CLASS_ASSAULT},
        {.class = CLASS_PROTEST},
        {.class = CLASS_COERCE},
        {.class = CLASS_COERCE, .mode = STR("arrest")},
        {.class = CLASS_CASUALTY},
        {.class = CLASS_ACCUSE},
    };
    Tables *tables;
    StErr err = {0};
    Arena a = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    for (size_t i = 0; i + 1 < sizeof falling / sizeof *falling; i++)
        if (happening_weight(tables, &falling[i], &a) <=
            happening_weight(tables, &falling[i + 1], &a))
            fail_msg("row %zu weighs no more than the next", i);
    assert_int_equal(happening_weight(tables, &(Happening){.class = CLASS_ACCUSE}, &a), 0);
    arena_drop(&a);
    tables_close(tables);
}

static void test_ways(void **state) {
    (void)state;
    static const struct {
        const char *reason, *text, *place, *want;
    } rows[] = {
        {"right before the name", "Thousands fled to Oresk.", "Oresk", "to"},
        {"only what describes the place stands between",
         "Thousands fled from the flooded northern district of Oresk.", "Oresk", "from"},
        {"a verb stands between", "They fled to see Oresk.", "Oresk", ""},
        {"a mark stands between", "They were told where to, Oresk being full.", "Oresk", ""},
        {"the leaving is the verb's", "Families leaving Oresk fled.", "Oresk", "from"},
        {"the name opens the sentence", "Oresk's residents fled.", "Oresk", ""},
    };
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Document doc = {.text = str_of(rows[i].text)};
        uint32_t at = (uint32_t)str_find(doc.text, str_of(rows[i].place));
        uint32_t fled = (uint32_t)str_find(doc.text, S("fled"));
        Span mention = {at, at + (uint32_t)strlen(rows[i].place)};
        Place place = {.mentions = {&mention, 1}};
        Span trigger = fled < doc.text.n ? (Span){fled, fled + 4} : (Span){0, 1};
        Str have = happening_way(tables, &doc, &place, (Span){0, (uint32_t)doc.text.n}, trigger);
        if (!str_eq(have, str_of(rows[i].want)))
            fail_msg("%s: have \"%.*s\", want \"%s\"", rows[i].reason, STR_ARG(have), rows[i].want);
    }
    tables_close(tables);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_words), cmocka_unit_test(test_weights),
                                       cmocka_unit_test(test_ways)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
