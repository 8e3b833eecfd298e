#include "story_of.h"

/* A deed that a claim of one report tells, and its denial in another's. */
typedef struct Row {
    const char *reason;
    const char *yes, *no;
    const char *doer_yes, *doer_no; /* in these words, or NULL */
    const char *later;              /* day of the second, where it is another */
    Stance stance;                  /* of the second */
    int type;
} Row;

enum { NOTHING = -1 };

static void say(Maker *k, const char *id, const char *party, const char *day, const char *doer,
                Stance stance, const char *text) {
    size_t size = strlen(party) + strlen(text) + 8;
    char *whole = arena_new(&k->a, char, size);
    snprintf(whole, size, "%s: %s.", party, text);
    Records *r = put_doc(k, id, day, whole);
    Ref who = put_actor(k, r, party, ACTOR_ORGANISATION, "", "NGO");
    if (doer) {
        put_actor(k, r, doer, ACTOR_GROUP, "", "MIL");
        r->actors.v[1].mentions.v[0].how = HOW_NOMINAL;
    }
    put_claim(k, r, who, stance, text);
    r->claims.v[0].source->span = span_of(r, party);
    r->claims.v[0].sentence = r->doc.sentences.v[0];
}

static int relation_of(Maker *k) {
    Story story = {0};
    StErr err = {0};
    for (uint32_t d = 0; d < k->docs.n; d++)
        assert_int_equal(records_assign_ids(k->docs.v[d], &k->a), ST_OK);
    check_ok(story_make(&k->docs, NULL, k->tables, NULL, &k->a, &story, &err), &err);
    return story.relations.n ? (int)story.relations.v[0].type : NOTHING;
}

static void test_deeds(void **state) {
    (void)state;
    static const Row rows[] = {
        {"no word is shared but what the deed was done to",
         "the sentries pulled the trigger on the herders at the well",
         "nobody had fired on the herders at the well", "the sentries", NULL, NULL, STANCE_ASSERT,
         RELATION_CONTRADICTS},
        {"what is done with it", "the sentries whipped the herders in the barn",
         "the herders in the barn had not been mistreated", "the sentries", NULL, NULL,
         STANCE_ASSERT, RELATION_CONTRADICTS},
        {"not the other way round", "the herders in the barn had been mistreated",
         "the sentries had not whipped the herders in the barn", NULL, "the sentries", NULL,
         STANCE_ASSERT, NOTHING},
        {"a deed left undone", "the sentries pulled the trigger on the herders at the well",
         "the sentries refrained from firing on the herders at the well", "the sentries",
         "the sentries", NULL, STANCE_ASSERT, RELATION_CONTRADICTS},
        {"a denial", "the sentries pulled the trigger on the herders at the well",
         "that the sentries had fired on the herders at the well", "the sentries", "the sentries",
         NULL, STANCE_DENY, RELATION_DENIES},
        {"only promised", "the sentries pulled the trigger on the herders at the well",
         "the sentries would not fire on the herders at the well", "the sentries", "the sentries",
         NULL, STANCE_ASSERT, NOTHING},
        {"never before the verb", "the sentries pulled the trigger on the herders at the well",
         "never did the sentries fire on the herders at the well", "the sentries", "the sentries",
         NULL, STANCE_ASSERT, RELATION_CONTRADICTS},
        {"not one", "the sentries whipped the herders in the barn",
         "not one of the herders had ever been mistreated in the barn", "the sentries", NULL, NULL,
         STANCE_ASSERT, RELATION_CONTRADICTS},
        {"what is taken for granted", "the sentries whipped the herders in the barn",
         "the elders did not regret the whipping of the herders in the barn", "the sentries",
         "the elders", NULL, STANCE_ASSERT, NOTHING},
        {"reports that it was so are false",
         "the sentries pulled the trigger on the herders at the well",
         "reports that the sentries had fired on the herders at the well are false", "the sentries",
         "the sentries", NULL, STANCE_REJECT, RELATION_CONTRADICTS},
        {"many deeds in one word, of one thing in one place",
         "the sentries had mounted a gun on the roof of the convent",
         "no weapon had been placed on the roof of the convent", "the sentries", NULL, NULL,
         STANCE_ASSERT, RELATION_CONTRADICTS},
        {"and of another", "the sentries had mounted a gun on the roof of the convent",
         "no aerial had been placed in the convent", "the sentries", NULL, NULL, STANCE_ASSERT,
         NOTHING},
        {"of some of them", "the sentries whipped the herders in the barn",
         "three of the herders in the barn had not been mistreated", "the sentries", NULL, NULL,
         STANCE_ASSERT, NOTHING},
        {"nothing else ties the two", "the sentries pulled the trigger on the herders at the well",
         "no smuggler had fired on the ferry", "the sentries", NULL, NULL, STANCE_ASSERT, NOTHING},
        {"who fired was armed", "the sentries pulled the trigger on the herders at the well",
         "the sentries at the well carried no weapons near the herders", "the sentries",
         "the sentries", NULL, STANCE_ASSERT, RELATION_CONTRADICTS},
        {"what burns is destroyed", "the sentries torched the barn of the herders",
         "nobody destroyed the barn of the herders", "the sentries", NULL, NULL, STANCE_ASSERT,
         RELATION_CONTRADICTS},
        {"by whom, is not told", "the barn of the herders had been burned down",
         "the sentries had not torched the barn of the herders", NULL, "the sentries", NULL,
         STANCE_ASSERT, NOTHING},
        {"paid since", "the money was paid to the drivers of the lorries",
         "the drivers of the lorries had not been paid", NULL, NULL, "2024-02-26", STANCE_ASSERT,
         NOTHING},
        {"both deny it", "the sentries had not fired on the herders at the well",
         "nobody fired on the herders at the well", "the sentries", NULL, NULL, STANCE_ASSERT,
         RELATION_AGREES},
        {"told by both", "the sentries whipped the herders in the barn",
         "the sentries had flogged the herders in the barn", "the sentries", "the sentries", NULL,
         STANCE_ASSERT, RELATION_AGREES},
        {"a week later it may be another time", "the sentries whipped the herders in the barn",
         "the sentries had flogged the herders in the barn", "the sentries", "the sentries",
         "2024-03-06", STANCE_ASSERT, NOTHING},
        {"a noun is no deed", "the sentries came under fire on the hill at the well",
         "the sentries fired on the herders on the hill at the well", "the sentries",
         "the sentries", NULL, STANCE_ASSERT, NOTHING},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        say(&k, "d1", "Shepherds League", "2024-03-01", rows[i].doer_yes, STANCE_ASSERT,
            rows[i].yes);
        say(&k, "d2", "Frontier Office", rows[i].later ? rows[i].later : "2024-03-01",
            rows[i].doer_no, rows[i].stance, rows[i].no);
        int type = relation_of(&k);
        if (type != rows[i].type) fail_msg("%s: %d", rows[i].reason, type);
        maker_close(&k);
    }
}

/* Two deeds of one word, done by two: what is said of the one denies nothing of the other. */
static void test_other_doer(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Records *r = put_doc(&k, "d1", "2024-03-01", "Northland: its own guards fired on the ferry.");
    Ref north = put_actor(&k, r, "Northland", ACTOR_STATE, "NTL", "GOV");
    put_actor(&k, r, "its own guards", ACTOR_GROUP, "NTL", "MIL");
    put_claim(&k, r, north, STANCE_ASSERT, "its own guards fired on the ferry");
    r->claims.v[0].source->span = span_of(r, "Northland");
    r = put_doc(&k, "d2", "2024-03-01", "Southland: its guards had not fired on the ferry.");
    Ref south = put_actor(&k, r, "Southland", ACTOR_STATE, "STL", "GOV");
    put_actor(&k, r, "its guards", ACTOR_GROUP, "STL", "MIL");
    put_claim(&k, r, south, STANCE_ASSERT, "its guards had not fired on the ferry");
    r->claims.v[0].source->span = span_of(r, "Southland");
    assert_int_equal(relation_of(&k), NOTHING);
    maker_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deeds),
        cmocka_unit_test(test_other_doer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
