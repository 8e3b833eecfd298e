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

static void make_one(Maker *k, Story *story) {
    StErr err = {0};
    for (uint32_t d = 0; d < k->docs.n; d++)
        assert_int_equal(records_assign_ids(k->docs.v[d], &k->a), ST_OK);
    check_ok(story_make(&k->docs, NULL, k->tables, NULL, &k->a, story, &err), &err);
    k->stories = (Stories){.v = story, .n = 1};
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
         STANCE_ASSERT, RELATION_AGREES},
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
        {"what both say is no thing that both speak of", "the port had not been looted",
         "gunmen had looted the depot", NULL, STANCE_ASSERT, NOTHING},
        {"said of one thing", "the depot had not been looted", "gunmen had looted the depot", NULL,
         STANCE_ASSERT, RELATION_CONTRADICTS},
        {"where the thing follows, nor the words before it",
         "there were no fighters in the hospital", "fighters were in the market", NULL,
         STANCE_ASSERT, NOTHING},
        {"the thing follows", "there were no fighters in the hospital",
         "rebels were in the hospital", NULL, STANCE_ASSERT, RELATION_CONTRADICTS},
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
        {"one thing by its name, two by whose it is", "the strike at the mine is over",
         "the strike of the railwaymen would go on", NULL, STANCE_ASSERT, NOTHING},
        {"called what it is not", "the paper is genuine", "the paper a forgery", NULL,
         STANCE_ASSERT, RELATION_CONTRADICTS},
        {"a short noun", "that chlorine gas had been used in Oresk",
         "that no gas had been used in Oresk", NULL, STANCE_ASSERT, RELATION_CONTRADICTS},
        {"a deed by other words", "the soldiers opened fire on the crowd",
         "the soldiers did not use their weapons", NULL, STANCE_ASSERT, RELATION_CONTRADICTS},
        {"two causes of one death", "the teacher was run over by a car",
         "the teacher was shot in the chest", NULL, STANCE_ASSERT, RELATION_CONTRADICTS},
        {"it was not the one: it may be any other", "the teacher was not shot in the chest",
         "the teacher had a heart attack", NULL, STANCE_ASSERT, NOTHING},
        {"a verb and the thing it is done with", "the strikers were unarmed",
         "the strikers carried two rifles and a pistol", NULL, STANCE_ASSERT, RELATION_CONTRADICTS},
        {"the same deed suffered", "the strike at the mine was peaceful",
         "stones were thrown during the strike at the mine", NULL, STANCE_ASSERT,
         RELATION_CONTRADICTS},
        {"another doer of what one can have done", "the blast was caused by a boiler",
         "a bomb had caused the blast", NULL, STANCE_ASSERT, RELATION_CONTRADICTS},
        {"it was he who did it", "the guards broke the truce",
         "it was the strikers that broke the truce", NULL, STANCE_ASSERT, RELATION_CONTRADICTS},
        {"another thing that was caused", "the blast was caused by a boiler",
         "lightning had caused the fire", NULL, STANCE_ASSERT, NOTHING},
        {"doers that may be one", "the fire was set by unknown men", "strikers had set the fire",
         NULL, STANCE_ASSERT, NOTHING},
        {"what may have caused it", "the blast was caused by a boiler",
         "a bomb may have caused the blast", NULL, STANCE_ASSERT, NOTHING},
        {"nobody did what was done to it", "the dam had been inspected twice",
         "nobody had inspected the dam", NULL, STANCE_ASSERT, RELATION_CONTRADICTS},
        {"this one did not, others may have", "the dam had been inspected twice",
         "the mayor had not inspected the dam", NULL, STANCE_ASSERT, NOTHING},
        {"none of it, in two ways", "oxygen had run out in the ward",
         "there was no oxygen in the ward", NULL, STANCE_ASSERT, NOTHING},
        {"one state by two words", "the exits of the mill were locked",
         "all doors of the mill had been bolted", NULL, STANCE_ASSERT, RELATION_AGREES},
        {"many deeds tell that it was not calm", "stones were thrown in Oresk",
         "shops were looted in Oresk", NULL, STANCE_ASSERT, NOTHING},
        {"how some others are", "three miners are alive in the pit",
         "the miners in the pit are alive", NULL, STANCE_ASSERT, NOTHING},
        {"one thing told twice", "the company sold the copper to the mill",
         "the copper was sold to the mill by the company", NULL, STANCE_ASSERT, RELATION_AGREES},
        {"told of another doer", "rebels sold the copper to the mill",
         "the company sold the copper to the mill", NULL, STANCE_ASSERT, NOTHING},
        {"told of another thing", "the company sold the copper to the mill",
         "the company sold the timber to the mill", NULL, STANCE_ASSERT, NOTHING},
        {"told with another number", "the company sold the mill four ships",
         "the company sold the mill nine ships", NULL, STANCE_ASSERT, NOTHING},
        {"told of a man, of a woman", "he sold the copper of the company to the mill",
         "she sold the copper of the company to the mill", NULL, STANCE_ASSERT, NOTHING},
        {"what only stands in one place", "there is enough water in the camp",
         "food in the camp is short", NULL, STANCE_ASSERT, NOTHING},
        {"how it was in another year", "there are enough boats",
         "in 2015 there were not enough boats", NULL, STANCE_ASSERT, NOTHING},
        {"what is only wanted", "the miners are held in a barracks",
         "the miners want to be released", NULL, STANCE_ASSERT, NOTHING},
        {"what is not known", "the floors of the mill were illegal",
         "it is not known whether the floors of the mill had been permitted", NULL, STANCE_ASSERT,
         NOTHING},
        {"what would follow", "the bridge is open",
         "tolls will be paid back if the bridge is blocked", NULL, STANCE_ASSERT, NOTHING},
        {"speakers by a pronoun", "the union was paid in full", "they have not been paid", NULL,
         STANCE_ASSERT, NOTHING},
        {"a speaker by a pronoun", "the rail company was paid in full", "it has not been paid",
         NULL, STANCE_ASSERT, RELATION_CONTRADICTS},
        {"only taken for granted", "the guards were unarmed",
         "the widow of one of the guards, who was armed with a rifle, thanked the doctors", NULL,
         STANCE_ASSERT, NOTHING},
        {"disputed in so many words", "the alarm at the mine had been switched off",
         "that the alarm at the mine had been switched off", NULL, STANCE_REJECT, RELATION_DENIES},
        {"there was none of a thing", "no alteration of tally sheets was found",
         "a recount had found altered tally sheets", NULL, STANCE_ASSERT, RELATION_CONTRADICTS},
        {"nor ever any of it", "the union had never received any warning of the leak",
         "the staff were warned of the leak in May", NULL, STANCE_ASSERT, RELATION_CONTRADICTS},
        {"of something else", "no alteration of tally sheets was found",
         "clerks found an alteration of their contracts", NULL, STANCE_ASSERT, NOTHING},
        {"elsewhere", "the clerks found no signature in the register",
         "the clerks had found a signature in the ledger", NULL, STANCE_ASSERT, NOTHING},
        {"nor was it so for the other", "no alarm was raised at the dam",
         "the alarm at the dam had not rung", NULL, STANCE_ASSERT, NOTHING},
        {"only asked for", "there was no inspection of the dam",
         "it had demanded an inspection of the dam", NULL, STANCE_ASSERT, NOTHING},
        {"none yet, and later one", "no agreement on wages has been reached",
         "an agreement on wages was reached", "2024-03-09", STANCE_ASSERT, NOTHING},
        {"his had none, others may", "the driver had no permit for the dam",
         "a permit for the dam was given to the mill", NULL, STANCE_ASSERT, NOTHING},
        {"denied as a whole", "a warning of the leak was sent",
         "at no time was there any warning of the leak", NULL, STANCE_ASSERT, RELATION_CONTRADICTS},
        {"a state denied so", "the bridge at Oresk was blocked",
         "at no moment has the bridge at Oresk been blocked", NULL, STANCE_ASSERT,
         RELATION_CONTRADICTS},
        {"not one of a thing", "forms from Oresk were altered by clerks",
         "not one form from Oresk was altered by clerks", NULL, STANCE_ASSERT,
         RELATION_CONTRADICTS},
        {"guaranteed for now", "the hospital had run out of serum",
         "that serum is not lacking in the hospital", NULL, STANCE_PROMISE, RELATION_CONTRADICTS},
        {"promised for later", "the hospital had run out of serum",
         "that serum will not be lacking in the hospital", NULL, STANCE_PROMISE, NOTHING},
        {"worked, and could not", "the sirens at the dam worked as designed",
         "the batteries were flat of the sirens at the dam", NULL, STANCE_ASSERT,
         RELATION_CONTRADICTS},
        {"a denied request denies nothing", "the police arrested a teacher for the murder",
         "bail to the teacher arrested", NULL, STANCE_DENY, NOTHING},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        say(&k, "d1", "Miners Union", "2024-03-01", STANCE_ASSERT, rows[i].a);
        say(&k, "d2", "Rail Company", rows[i].later ? rows[i].later : "2024-03-01", rows[i].stance,
            rows[i].b);
        Story story = {0};
        make_one(&k, &story);
        int type = relation_of(&k);
        if (type != rows[i].type) fail_msg("%s: %d", rows[i].reason, type);
        maker_close(&k);
    }
}

/* "Southland rejected the accusations", of what another report says Northland accuses it of. */
static void test_charges(void **state) {
    (void)state;
    static const struct {
        const char *reason, *answer;
        bool burdens;
        int type;
    } rows[] = {
        {"the charge that burdens him", "the accusations", true, RELATION_DENIES},
        {"a charge that burdens nobody", "the accusations", false, -1},
        {"no charge is rejected", "the offer of a truce", true, -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        Records *r = put_doc(&k, "d1", "2024-03-01", "Northland accused Southland of hacking");
        Ref north = put_actor(&k, r, "Northland", ACTOR_STATE, "NTL", "GOV");
        Ref south = put_actor(&k, r, "Southland", ACTOR_STATE, "STL", "GOV");
        put_claim(&k, r, north, STANCE_ACCUSE, "hacking");
        r->claims.v[0].target = rows[i].burdens ? south : 0;
        char text[80];
        snprintf(text, sizeof text, "Southland rejected %s", rows[i].answer);
        r = put_doc(&k, "d2", "2024-03-02", text);
        south = put_actor(&k, r, "Southland", ACTOR_STATE, "STL", "GOV");
        put_claim(&k, r, south, STANCE_REJECT, rows[i].answer);
        Story story = {0};
        make_one(&k, &story);
        if (relation_of(&k) != rows[i].type) fail_msg("%s: %d", rows[i].reason, relation_of(&k));
        maker_close(&k);
    }
}

/* Two sentences, each with a count of the dead. */
static void test_beside(void **state) {
    (void)state;
    static const struct {
        const char *reason, *text, *second;
        int64_t value;
        int type;
    } rows[] = {
        {"two parties, one sentence after the other",
         "The doctors counted 19 bodies. The junta said four died.", "four", 4,
         RELATION_CONTRADICTS},
        {"told by the way",
         "The doctors counted 19 bodies. The junta spoke of Oresk, where four died.", "four", 4,
         -1},
        {"one of them is somebody", "The doctors counted 19 bodies. The junta said one died.",
         "one", 1, -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        Records *r = put_doc(&k, "d1", "2024-03-01", rows[i].text);
        uint32_t stop = span_of(r, "bodies.").end;
        *list_push(&k.a, &r->doc.sentences, Span) = (Span){stop + 1, r->doc.sentences.v[0].end};
        r->doc.sentences.v[0].end = stop + 1;
        Ref doctors = put_actor(&k, r, "The doctors", ACTOR_GROUP, "", "HLH");
        Ref junta = put_actor(&k, r, "The junta", ACTOR_ORGANISATION, "", "MIL");
        Ref a = put_claim(&k, r, doctors, STANCE_ASSERT, "19 bodies");
        Ref b = put_claim(&k, r, junta, STANCE_ASSERT, str_from(r->doc.text, stop + 1 + 10).p);
        Figure *f = put_figure(&k, r, "19", "killed", QUANT_EXACT, 19, 19, 19, NULL, 0, a);
        f->scope = SCOPE_CUMULATIVE;
        f->sentence = r->doc.sentences.v[0];
        f = put_figure(&k, r, rows[i].second, "killed", QUANT_EXACT, rows[i].value, rows[i].value,
                       rows[i].value, NULL, 0, b);
        f->scope = SCOPE_INCIDENT;
        f->sentence = r->doc.sentences.v[1];
        Story story = {0};
        make_one(&k, &story);
        if (relation_of(&k) != rows[i].type) fail_msg("%s: %d", rows[i].reason, relation_of(&k));
        maker_close(&k);
    }
}

/* The accused speaks in the next sentence and blames, whoever it is. */
static void test_accused_speaks(void **state) {
    (void)state;
    static const struct {
        const char *reason, *answer;
        int type;
    } rows[] = {
        {"others have done it", "vandals had burned the mill", RELATION_ACCUSES_BACK},
        {"his own deed", "he had burned the mill", -1},
        {"nothing is blamed", "the mill was built of wood", -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[120];
        snprintf(text, sizeof text,
                 "Miners Union accused Rail Company of arson. Rail Company said %s.",
                 rows[i].answer);
        Maker k;
        maker_open(&k);
        Records *r = put_doc(&k, "d1", "2024-03-01", text);
        uint32_t stop = span_of(r, "arson.").end;
        *list_push(&k.a, &r->doc.sentences, Span) = (Span){stop + 1, r->doc.sentences.v[0].end};
        r->doc.sentences.v[0].end = stop + 1;
        Ref union_ = put_actor(&k, r, "Miners Union", ACTOR_ORGANISATION, "", "LAB");
        Ref company = put_actor(&k, r, "Rail Company", ACTOR_ORGANISATION, "", "BUS");
        put_claim(&k, r, union_, STANCE_ACCUSE, "arson");
        put_claim(&k, r, company, STANCE_ASSERT, rows[i].answer);
        r->claims.v[0].target = company;
        for (uint32_t c = 0; c < 2; c++) r->claims.v[c].sentence = r->doc.sentences.v[c];
        r->claims.v[0].source->span = span_of(r, "Miners Union");
        r->claims.v[1].source->span = span_of(r, "Rail Company");
        Story story = {0};
        make_one(&k, &story);
        if (relation_of(&k) != rows[i].type) fail_msg("%s: %d", rows[i].reason, relation_of(&k));
        maker_close(&k);
    }
}

/* Two of three parties are against one: they agree where they share what they say. */
static void test_who_sides_with_whom(void **state) {
    (void)state;
    static const struct {
        const char *reason, *third;
        uint32_t agreements;
    } rows[] = {
        {"the same of one bridge", "lorries blocked the bridge at Oresk", 1},
        {"of another thing", "the school at Lund was blocked", 0},
        {"with the first", "the bridge at Oresk is open to lorries", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        say(&k, "a1", "Port Authority", "2024-03-01", STANCE_ASSERT, "the bridge at Oresk is open");
        say(&k, "b2", "Drivers Union", "2024-03-01", STANCE_ASSERT,
            "the bridge at Oresk was blocked");
        say(&k, "c3", "Relief Agency", "2024-03-01", STANCE_ASSERT, rows[i].third);
        Story story = {0};
        make_one(&k, &story);
        uint32_t n = 0;
        for (uint32_t r = 0; r < story.relations.n; r++)
            n += story.relations.v[r].type == RELATION_AGREES;
        if (n != rows[i].agreements) fail_msg("%s: %u of %u", rows[i].reason, n, story.relations.n);
        maker_close(&k);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_accounts),
        cmocka_unit_test(test_charges),
        cmocka_unit_test(test_who_sides_with_whom),
        cmocka_unit_test(test_beside),
        cmocka_unit_test(test_accused_speaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
