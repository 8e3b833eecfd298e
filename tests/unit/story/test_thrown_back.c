#include "story_of.h"

enum { NOTHING = -1 };

/* Who says it, and of what trade. */
typedef struct Party {
    const char *name, *sector;
} Party;

static const Party UNION = {"Miners Union", "LAB"}, COMPANY = {"Rail Company", "BUS"},
                   ARMY = {"Northland Army", "MIL"}, REBELS = {"Hill Front", "REB"},
                   WITNESS = {"Relief Agency", "NGO"};

/* A report of its own. */
static void say(Maker *k, const char *id, const Party *who, const char *day, Stance stance,
                const char *text) {
    Str whole = arena_format(&k->a, "%s: %s", who->name, text);
    Records *r = put_doc(k, id, day, whole.p);
    Ref actor = put_actor(k, r, who->name, ACTOR_ORGANISATION, "", who->sector);
    put_claim(k, r, actor, stance, text);
    r->claims.v[0].source->span = span_of(r, who->name);
    r->claims.v[0].sentence = r->doc.sentences.v[0];
    const char *blow = strstr(text, "opened fire");
    if (!blow) return;
    Event *e = put_event(k, r, "opened fire", CLASS_ASSAULT, "firearms", 0, 0, 0, NULL);
    e->claim = 1;
    *list_push(&k->a, &r->claims.v[0].about, About) = (About){RECORD_EVENT, 1};
}

static int made(Maker *k) {
    StErr err = {0};
    Story story = {0};
    for (uint32_t d = 0; d < k->docs.n; d++)
        assert_int_equal(records_assign_ids(k->docs.v[d], &k->a), ST_OK);
    check_ok(story_make(&k->docs, NULL, k->tables, NULL, &k->a, &story, &err), &err);
    return story.relations.n ? (int)story.relations.v[0].type : NOTHING;
}

/* Two reports. */
static void test_other_reports(void **state) {
    (void)state;
    static const struct {
        const char *reason;
        const Party *first;
        const char *said;
        const Party *second;
        const char *answer;
        int type;
    } rows[] = {
        {"it is they who", &COMPANY, "strikers had broken the gate of the mill", &UNION,
         "it was the owners who broke the gate", RELATION_ACCUSES_BACK},
        {"of another thing", &COMPANY, "strikers had broken the gate of the mill", &UNION,
         "it was the owners who sold the pit", NOTHING},
        {"somebody else did it", &COMPANY, "strikers had broken the gate of the mill", &UNION,
         "it was a storm that took the roof", NOTHING},
        {"said to the other", &COMPANY, "the miners had stolen the coal", &UNION,
         "the coal is in your pocket, company", RELATION_ACCUSES_BACK},
        {"who only replied, and who began", &ARMY,
         "its patrol had come under fire at Oresk and had only replied", &REBELS,
         "Northland Army opened fire at Oresk on a patrol", RELATION_ACCUSES_BACK},
        {"a witness accuses nobody back", &ARMY,
         "its patrol had come under fire at Oresk and had only replied", &WITNESS,
         "Northland Army opened fire at Oresk on a patrol", NOTHING},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        say(&k, "a1", rows[i].first, "2024-03-01", STANCE_ASSERT, rows[i].said);
        say(&k, "b2", rows[i].second, "2024-03-02", STANCE_ASSERT, rows[i].answer);
        int type = made(&k);
        if (type != rows[i].type) fail_msg("%s: %d", rows[i].reason, type);
        maker_close(&k);
    }
}

/* Two sentences of one report. */
static void test_next_sentence(void **state) {
    (void)state;
    static const struct {
        const char *reason, *said, *answer;
        int type;
    } rows[] = {
        {"the others' men have done it", "foremen had hung rags over the alarms",
         "the blast was set off by a worker", RELATION_ACCUSES_BACK},
        {"nobody is blamed", "foremen had hung lamps in the yard", "a worker had opened the door",
         NOTHING},
        {"their own men", "workers had hung rags over the alarms",
         "the blast was set off by a manager", NOTHING},
        {"help is no charge", "foremen had helped with the lamps",
         "the blast was set off by a worker", NOTHING},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[200];
        snprintf(text, sizeof text, "Miners Union said %s. Rail Company said %s.", rows[i].said,
                 rows[i].answer);
        Maker k;
        maker_open(&k);
        Records *r = put_doc(&k, "d1", "2024-03-01", text);
        uint32_t stop = span_of(r, rows[i].said).end;
        *list_push(&k.a, &r->doc.sentences, Span) = (Span){stop + 2, r->doc.sentences.v[0].end};
        r->doc.sentences.v[0].end = stop + 2;
        Ref miners = put_actor(&k, r, UNION.name, ACTOR_ORGANISATION, "", UNION.sector);
        Ref company = put_actor(&k, r, COMPANY.name, ACTOR_ORGANISATION, "", COMPANY.sector);
        put_claim(&k, r, miners, STANCE_ASSERT, rows[i].said);
        put_claim(&k, r, company, STANCE_ASSERT, rows[i].answer);
        for (uint32_t c = 0; c < 2; c++) r->claims.v[c].sentence = r->doc.sentences.v[c];
        r->claims.v[0].source->span = span_of(r, UNION.name);
        r->claims.v[1].source->span = span_of(r, COMPANY.name);
        int type = made(&k);
        if (type != rows[i].type) fail_msg("%s: %d", rows[i].reason, type);
        maker_close(&k);
    }
}

/* "He denied it and said that the governor had forged the receipts." */
static void test_behind_denial(void **state) {
    (void)state;
    static const struct {
        const char *reason, *instead;
        int type;
    } rows[] = {
        {"blames another", "the governor had forged the receipts", RELATION_ACCUSES_BACK},
        {"tells of himself", "Rail Company had forged nothing at all", NOTHING},
        {"blames nobody", "the receipts were in a safe", NOTHING},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[200];
        snprintf(
            text, sizeof text,
            "Miners Union accused Rail Company of fraud. Rail Company denied this and said %s.",
            rows[i].instead);
        Maker k;
        maker_open(&k);
        Records *r = put_doc(&k, "d1", "2024-03-01", text);
        uint32_t stop = span_of(r, "fraud.").end;
        *list_push(&k.a, &r->doc.sentences, Span) = (Span){stop + 1, r->doc.sentences.v[0].end};
        r->doc.sentences.v[0].end = stop + 1;
        Ref miners = put_actor(&k, r, UNION.name, ACTOR_ORGANISATION, "", UNION.sector);
        Ref company = put_actor(&k, r, COMPANY.name, ACTOR_ORGANISATION, "", COMPANY.sector);
        Ref charge = put_claim(&k, r, miners, STANCE_ACCUSE, "Rail Company of fraud");
        put_claim(&k, r, company, STANCE_DENY, "this");
        Ref instead = put_claim(&k, r, company, STANCE_ASSERT, rows[i].instead);
        r->claims.v[0].target = company;
        for (uint32_t c = 0; c < 3; c++) {
            r->claims.v[c].sentence = r->doc.sentences.v[c > 0];
            r->claims.v[c].source->span = c ? (Span){stop + 1, stop + 13} : span_of(r, UNION.name);
        }
        StErr err = {0};
        Story story = {0};
        assert_int_equal(records_assign_ids(r, &k.a), ST_OK);
        check_ok(story_make(&k.docs, NULL, k.tables, NULL, &k.a, &story, &err), &err);
        int type = NOTHING;
        for (uint32_t n = 0; n < story.relations.n; n++) {
            const Relation *s = &story.relations.v[n];
            if (str_eq(s->a, r->claims.v[instead - 1].head.id) &&
                str_eq(s->b, r->claims.v[charge - 1].head.id))
                type = (int)s->type;
        }
        if (type != rows[i].type) fail_msg("%s: %d", rows[i].reason, type);
        maker_close(&k);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_other_reports),
        cmocka_unit_test(test_next_sentence),
        cmocka_unit_test(test_behind_denial),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
