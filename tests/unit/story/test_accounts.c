#include "story_of.h"

/* Two parties, each of whom says a sentence in a report of its own. */
static void say(Maker *k, const char *id, const char *party, const char *day, Stance stance,
                const char *text) {
    char *whole = arena_new(&k->a, char, strlen(party) + strlen(text) + 8);
    snprintf(whole, strlen(party) + strlen(text) + 8, "%s: %s", party, text);
    Records *r = put_doc(k, id, day, whole);
    Ref who = put_actor(k, r, party, ACTOR_ORGANISATION, "", "NGO");
    put_claim(k, r, who, stance, text);
    r->claims.v[0].source->span = span_of(r, party);
    r->claims.v[0].sentence = r->doc.sentences.v[0];
}

static int relation_of(const Maker *k) {
    int type = -1;
    for (uint32_t i = 0; i < k->stories.n; i++)
        for (uint32_t n = 0; n < k->stories.v[i].relations.n; n++)
            type = (int)k->stories.v[i].relations.v[n].type;
    return type;
}

static void test_accounts(void **state) {
    (void)state;
    enum { NOTHING = -1 };
    static const struct {
        const char *reason;
        const char *a, *b;
        const char *later; /* day of b, where it is another */
        Stance stance;     /* of b */
        int type;
    } rows[] = {
        {"two states of one thing", "the bridge at Oresk is open",
         "the bridge at Oresk was blocked", NULL, STANCE_ASSERT, RELATION_CONTRADICTS},
        {"a thing by another word", "all doors were open", "the exits had been locked", NULL,
         STANCE_ASSERT, RELATION_CONTRADICTS},
        {"no vehicle can cross what is open", "the bridge is open to traffic",
         "no vehicle can cross the bridge", NULL, STANCE_ASSERT, RELATION_CONTRADICTS},
        {"negated, it is the same state", "the bridge is open", "the bridge was not blocked", NULL,
         STANCE_ASSERT, NOTHING},
        {"another bridge", "the northern bridge is open", "the southern bridge is closed", NULL,
         STANCE_ASSERT, NOTHING},
        {"another thing", "the bridge is open", "the school is closed", NULL, STANCE_ASSERT,
         NOTHING},
        {"a week later it may have changed", "the bridge is open", "the bridge is closed",
         "2024-03-08", STANCE_ASSERT, NOTHING},
        {"a word that only stands before a noun says no state", "the bridge is closed",
         "an open question is who built the bridge", NULL, STANCE_ASSERT, NOTHING},
        {"what may be", "the dam is intact", "the dam could be breached", NULL, STANCE_ASSERT,
         NOTHING},
        {"some of them, others of them", "some villages are cut off",
         "some villages are accessible", NULL, STANCE_ASSERT, NOTHING},
        {"nobody hurt is a count", "nobody was hurt on the bridge", "a man on the bridge was hurt",
         NULL, STANCE_ASSERT, NOTHING},
        {"said and not", "the strikers fired on the crowd at the mine",
         "the strikers at the mine had not fired on the crowd", NULL, STANCE_ASSERT,
         RELATION_CONTRADICTS},
        {"a denial of what was told elsewhere", "the strikers fired on the crowd at the mine",
         "that the strikers had fired on the crowd", NULL, STANCE_DENY, RELATION_DENIES},
        {"a denial of something else", "the strikers fired on the crowd at the mine",
         "that the company had lost money", NULL, STANCE_DENY, NOTHING},
        {"a denied request denies nothing", "the police arrested a teacher for the murder",
         "bail to the teacher arrested", NULL, STANCE_DENY, NOTHING},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        say(&k, "d1", "Miners Union", "2024-03-01", STANCE_ASSERT, rows[i].a);
        say(&k, "d2", "Rail Company", rows[i].later ? rows[i].later : "2024-03-01", rows[i].stance,
            rows[i].b);
        StErr err = {0};
        Story story = {0};
        for (uint32_t d = 0; d < k.docs.n; d++)
            assert_int_equal(records_assign_ids(k.docs.v[d], &k.a), ST_OK);
        check_ok(story_make(&k.docs, NULL, k.tables, NULL, &k.a, &story, &err), &err);
        k.stories = (Stories){.v = &story, .n = 1};
        int type = relation_of(&k);
        if (type != rows[i].type) fail_msg("%s: %d", rows[i].reason, type);
        maker_close(&k);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_accounts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
