#include "story_of.h"

/* Three parties and the people between them. */
typedef struct Cast {
    Records *r;
    Ref north, south, rebels, town;
} Cast;

static Cast put_report(Maker *k, const char *id, const char *day, const char *text) {
    Cast c = {.r = put_doc(k, id, day, text)};
    c.north = put_actor(k, c.r, "Northland", ACTOR_STATE, "NTL", "GOV");
    c.south = put_actor(k, c.r, "Southland", ACTOR_STATE, "STL", "GOV");
    c.rebels = put_actor(k, c.r, "Oresk council", ACTOR_ORGANISATION, "NTL", "REB");
    c.town = put_place(k, c.r, "Oresk", "NTL", PRECISION_AREA);
    return c;
}

static const char words[] =
    "Oresk council, Northland and Southland spoke of Oresk. one two three four five six seven eight nine ten "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen";

static const Relation *between(const Maker *k, Str a, Str b) {
    const Story *s = &k->stories.v[0];
    for (uint32_t i = 0; i < s->relations.n; i++) {
        const Relation *r = &s->relations.v[i];
        if ((str_eq(r->a, a) && str_eq(r->b, b)) || (str_eq(r->a, b) && str_eq(r->b, a))) return r;
    }
    return NULL;
}

/* Two figures, each said by a party of its own document. */
typedef struct Said {
    char party; /* n s r, or o for the outlet */
    const char *day, *measure;
    Quantifier q;
    int64_t value, low, high;
    const char *group;
    const char *from, *to; /* the period */
    const char *mode;      /* of the event it belongs to */
    Scope scope;
    bool nowhere, mention;
} Said;

static void put_said(Maker *k, const char *id, const Said *s, const char *text) {
    Cast c = put_report(k, id, s->day, text);
    Ref who = s->party == 'n'   ? c.north
              : s->party == 's' ? c.south
              : s->party == 'r' ? c.rebels
                                : 0;
    Ref claim = who ? put_claim(k, c.r, who, STANCE_ASSERT, "spoke of") : 0;
    Figure *f = put_figure(k, c.r, "two", s->measure, s->q, s->value, s->low, s->high, s->group,
                           s->nowhere ? 0 : c.town, claim);
    f->scope = s->scope;
    if (s->mention) f->counted_by = COUNTED_MENTION;
    if (s->from) {
        f->period = arena_new(&k->a, Days, 1);
        *f->period = (Days){day_parse(str_of(s->from)), day_parse(str_of(s->to))};
    }
    if (s->mode) {
        put_event(k, c.r, "three", CLASS_ASSAULT, s->mode, 0, 0, c.town, NULL);
        f->event = c.r->events.n;
    }
}

static void test_figures(void **state) {
    (void)state;
    enum { NOTHING = -1 };
    static const struct {
        const char *reason;
        Said a, b;
        int type, change;
    } rows[] = {
        {"one side, later, more",
         {'s', "2024-03-01", "crossed_border", QUANT_MORE_THAN, 98500, 98501, .high = -1},
         {'s', "2024-03-03", "crossed_border", QUANT_MORE_THAN, 100000, 100001, .high = -1},
         RELATION_REVISES,
         CHANGE_GROWTH},
        {"tolls far apart in one place grow",
         {'s', "2024-03-01", "killed", QUANT_EXACT, 4, 4, .high = 4},
         {'s', "2024-03-03", "killed", QUANT_EXACT, 192, 192, .high = 192},
         RELATION_REVISES,
         CHANGE_GROWTH},
        {"a text tells later of more than a side did",
         {'s', "2024-03-01", "killed", QUANT_AT_LEAST, 11, 11, .high = -1},
         {'o', "2024-03-03", "killed", QUANT_EXACT, 26, 26, .high = 26},
         RELATION_REVISES,
         CHANGE_GROWTH},
        {"a war goes on: more is told of more of it",
         {'s', "2024-03-01", "killed", QUANT_EXACT, 11, 11, 11, .mode = ""},
         {'o', "2024-03-03", "killed", QUANT_EXACT, 26, 26, 26, .mode = ""},
         RELATION_DIFFERENT_SCOPE,
         0},
        {"without a place or day nothing says they are one",
         {'s', "2024-03-01", "killed", QUANT_EXACT, 4, 4, 4, .nowhere = true},
         {'s', "2024-03-03", "killed", QUANT_EXACT, 192, 192, 192, .nowhere = true},
         NOTHING,
         0},
        {"one side, later, less",
         {'s', "2024-03-01", "killed", QUANT_EXACT, 30, 30, .high = 30},
         {'s', "2024-03-03", "killed", QUANT_EXACT, 25, 25, .high = 25},
         RELATION_REVISES,
         CHANGE_CORRECTION},
        {"two killed, none harmed",
         {'r', "2024-03-01", "killed", QUANT_EXACT, 2, 2, 2, .group = "civilian"},
         {'n', "2024-03-07", "casualties", QUANT_NO, 0, 0, 0, .group = "civilian"},
         RELATION_CONTRADICTS,
         0},
        {"none at first, then two",
         {'n', "2024-03-01", "casualties", QUANT_NO, 0, 0, 0, .group = "civilian"},
         {'r', "2024-03-07", "killed", QUANT_EXACT, 2, 2, 2, .group = "civilian"},
         RELATION_DIFFERENT_SCOPE,
         0},
        {"nobody harmed says nothing of soldiers",
         {'r', "2024-03-01", "killed", QUANT_EXACT, 2, 2, 2, .group = "military"},
         {'n', "2024-03-07", "casualties", QUANT_NO, 0, 0, 0, .group = "civilian"},
         NOTHING,
         0},
        {"civilians and people",
         {'r', "2024-03-01", "killed", QUANT_EXACT, 2, 2, 2, .group = "civilian"},
         {'s', "2024-03-02", "killed", QUANT_MORE_THAN, 200, 201, .high = -1},
         RELATION_DIFFERENT_SCOPE,
         0},
        {"the first day and the whole",
         {'r', "2024-03-02", "killed", QUANT_NEARLY, 30, -1, 30, .from = "2024-03-01",
          .to = "2024-03-01"},
         {'s', "2024-03-02", "killed", QUANT_MORE_THAN, 200, 201, -1, .from = "2024-03-01",
          .to = "2024-03-02"},
         RELATION_DIFFERENT_SCOPE,
         0},
        {"the toll rose between",
         {'r', "2024-03-02", "killed", QUANT_NEARLY, 30, -1, .high = 30},
         {'s', "2024-03-04", "killed", QUANT_MORE_THAN, 200, 201, .high = -1},
         RELATION_DIFFERENT_SCOPE,
         0},
        {"same day, two sides, bounds that exclude each other",
         {'n', "2024-03-02", "killed", QUANT_EXACT, 12, 12, .high = 12},
         {'s', "2024-03-02", "killed", QUANT_AT_LEAST, 40, 40, .high = -1},
         RELATION_CONTRADICTS,
         0},
        {"the same, but one speaker is not known",
         {'n', "2024-03-02", "killed", QUANT_EXACT, 12, 12, .high = 12},
         {'o', "2024-03-02", "killed", QUANT_AT_LEAST, 40, 40, .high = -1},
         RELATION_OPEN,
         0},
        {"about has no bounds",
         {'n', "2024-03-02", "killed", QUANT_ABOUT, 12, -1, .high = -1},
         {'s', "2024-03-02", "killed", QUANT_AT_LEAST, 40, 40, .high = -1},
         NOTHING,
         0},
        {"two sides, one number",
         {'n', "2024-03-02", "killed", QUANT_EXACT, 12, 12, .high = 12},
         {'s', "2024-03-03", "killed", QUANT_EXACT, 12, 12, .high = 12},
         RELATION_AGREES,
         0},
        {"more exact, and near",
         {'n', "2024-03-02", "killed", QUANT_AT_LEAST, 200, 200, .high = -1},
         {'s', "2024-03-02", "killed", QUANT_EXACT, 217, 217, .high = 217},
         RELATION_REFINES,
         0},
        {"an explosion and a shelling",
         {'n', "2024-03-02", "killed", QUANT_EXACT, 2, 2, 2, .mode = "explosives"},
         {'s', "2024-03-02", "killed", QUANT_EXACT, 5, 5, 5, .mode = "heavy-weapons"},
         RELATION_DIFFERENT_SCOPE,
         0},
        {"one incident and all of them",
         {'n', "2024-03-02", "killed", QUANT_EXACT, 2, 2, 2, .scope = SCOPE_INCIDENT},
         {'s', "2024-03-02", "killed", QUANT_EXACT, 50, 50, 50, .scope = SCOPE_CUMULATIVE},
         RELATION_DIFFERENT_SCOPE,
         0},
        {"no troops, ten thousand: of which day is not said",
         {'s', "2024-03-02", "present", QUANT_NO, 0, 0, 0, .group = "military",
          .scope = SCOPE_STOCK},
         {'n', "2024-03-04", "present", QUANT_MORE_THAN, 10000, 10001, -1, .group = "combatant",
          .scope = SCOPE_STOCK},
         RELATION_OPEN,
         0},
        {"no troops, ten thousand: of one day",
         {'s', "2024-03-02", "present", QUANT_NO, 0, 0, 0, .group = "military",
          .scope = SCOPE_STOCK},
         {'n', "2024-03-02", "present", QUANT_MORE_THAN, 10000, 10001, -1, .group = "military",
          .scope = SCOPE_STOCK},
         RELATION_CONTRADICTS,
         0},
        {"a fortnight apart, and no period",
         {'n', "2024-03-02", "killed", QUANT_EXACT, 12, 12, .high = 12},
         {'s', "2024-03-29", "killed", QUANT_EXACT, 40, 40, .high = 40},
         NOTHING,
         0},
        {"one killed here, one killed there",
         {'n', "2024-03-02", "missing", QUANT_EXACT, 1, 1, .high = 1, .nowhere = true},
         {'s', "2024-03-05", "missing", QUANT_EXACT, 1, 1, .high = 1, .nowhere = true},
         NOTHING,
         0},
        {"a man who is mentioned is no toll",
         {'n', "2024-03-02", "killed", QUANT_EXACT, 1, 1, .high = 1, .mention = true},
         {'s', "2024-03-02", "killed", QUANT_EXACT, 40, 40, .high = 40},
         NOTHING,
         0},
        {"who fled and who was evacuated are one crowd",
         {'s', "2024-03-01", "displaced", QUANT_EXACT, 900, 900, .high = 900},
         {'s', "2024-03-04", "evacuated", QUANT_EXACT, 1450, 1450, .high = 1450},
         RELATION_REVISES,
         CHANGE_GROWTH},
        {"a total of nearly as many is that of the one occurrence",
         {'s', "2024-03-01", "killed", QUANT_EXACT, 24, 24, 24, .scope = SCOPE_INCIDENT},
         {'s', "2024-03-04", "killed", QUANT_EXACT, 29, 29, 29, .scope = SCOPE_CUMULATIVE},
         RELATION_REVISES,
         CHANGE_GROWTH},
        {"a fever counts on, be it called a total or not",
         {'s', "2024-03-01", "infected", QUANT_EXACT, 20, 20, 20, .scope = SCOPE_INCIDENT},
         {'s', "2024-03-09", "infected", QUANT_EXACT, 80, 80, 80, .scope = SCOPE_CUMULATIVE},
         RELATION_REVISES,
         CHANGE_GROWTH},
        {"in March is not against the first of March",
         {'s', "2024-03-01", "killed", QUANT_EXACT, 24, 24, 24, .from = "2024-03-01",
          .to = "2024-03-01"},
         {'s', "2024-03-04", "killed", QUANT_EXACT, 29, 29, 29, .from = "2024-03-01",
          .to = "2024-03-31"},
         RELATION_REVISES,
         CHANGE_GROWTH},
        {"one number of students and of people",
         {'o', "2024-03-01", "killed", QUANT_EXACT, 36, 36, 36, .group = "student"},
         {'s', "2024-03-02", "killed", QUANT_EXACT, 36, 36, .high = 36},
         RELATION_AGREES,
         0},
        {"gunmen here, suspects there",
         {'o', "2024-03-01", "killed", QUANT_EXACT, 9, 9, 9, .group = "combatant"},
         {'s', "2024-03-01", "killed", QUANT_EXACT, 9, 9, 9, .group = "suspect"},
         RELATION_AGREES,
         0},
        {"as many police as students",
         {'o', "2024-03-01", "injured", QUANT_EXACT, 12, 12, 12, .group = "police"},
         {'s', "2024-03-01", "injured", QUANT_EXACT, 12, 12, 12, .group = "student"},
         NOTHING,
         0},
        {"one rare number, and two names for what happened",
         {'o', "2024-03-01", "killed", QUANT_EXACT, 23, 23, 23, .mode = "explosives"},
         {'s', "2024-03-02", "killed", QUANT_EXACT, 23, 23, 23, .mode = "beat"},
         RELATION_AGREES,
         0},
        {"a small number, and two names for what happened",
         {'o', "2024-03-01", "killed", QUANT_EXACT, 2, 2, 2, .mode = "explosives", .nowhere = true},
         {'s', "2024-03-02", "killed", QUANT_EXACT, 2, 2, 2, .mode = "beat", .nowhere = true},
         NOTHING,
         0},
        {"247 is 250 as one says it",
         {'o', "2024-03-01", "killed", QUANT_EXACT, 247, 247, .high = 247},
         {'s', "2024-03-02", "killed", QUANT_EXACT, 250, 250, .high = 250},
         RELATION_AGREES,
         0},
        {"20 is not 22 as one says it",
         {'o', "2024-03-01", "killed", QUANT_EXACT, 20, 20, .high = 20},
         {'s', "2024-03-02", "killed", QUANT_EXACT, 22, 22, .high = 22},
         RELATION_REVISES,
         CHANGE_GROWTH},
        {"each side counts its own soldiers",
         {'n', "2024-03-01", "killed", QUANT_EXACT, 3, 3, 3, .group = "military", .nowhere = true},
         {'s', "2024-03-01", "killed", QUANT_EXACT, 3, 3, 3, .group = "military", .nowhere = true},
         NOTHING,
         0},
        {"nobody takes two students for all the dead",
         {'o', "2024-03-01", "killed", QUANT_EXACT, 2, 2, 2, .group = "student"},
         {'s', "2024-03-01", "killed", QUANT_EXACT, 40, 40, .high = 40},
         NOTHING,
         0},
        {"twelve students and all the dead",
         {'o', "2024-03-01", "killed", QUANT_EXACT, 12, 12, 12, .group = "student"},
         {'s', "2024-03-01", "killed", QUANT_EXACT, 40, 40, .high = 40},
         RELATION_DIFFERENT_SCOPE,
         0},
        {"other measures",
         {'n', "2024-03-02", "killed", QUANT_EXACT, 2, 2, .high = 2},
         {'s', "2024-03-02", "injured", QUANT_EXACT, 50, 50, .high = 50},
         NOTHING,
         0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        put_said(&k, "a1", &rows[i].a, words);
        put_said(
            &k, "b2", &rows[i].b,
            "Oresk saw Northland and Southland in two minds; three spoke of Oresk council, says this.");
        make_stories(&k);
        assert_int_equal(k.stories.n, 1);
        const Relation *r =
            between(&k, k.docs.v[0]->figures.v[0].head.id, k.docs.v[1]->figures.v[0].head.id);
        int have = r ? (int)r->type : NOTHING;
        if (have != rows[i].type)
            fail_msg("%s: have %s, %.*s", rows[i].reason, r ? RELATION_words[r->type] : "nothing",
                     r ? (int)r->reason.n : 0, r ? r->reason.p : "");
        if (r && (int)r->change != rows[i].change) fail_msg("%s: change", rows[i].reason);
        maker_close(&k);
    }
}

/* Two numbers of one document by one unnamed hand are two things. */
static void test_one_document(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Cast c = put_report(&k, "a1", "2024-03-01", words);
    put_figure(&k, c.r, "one", "killed", QUANT_EXACT, 3, 3, 3, NULL, c.town, 0);
    put_figure(&k, c.r, "two", "killed", QUANT_EXACT, 7, 7, 7, NULL, c.town, 0);
    make_stories(&k);
    assert_int_equal(k.stories.v[0].relations.n, 0);
    assert_int_equal(k.stories.v[0].facts.n, 2);
    maker_close(&k);
}

static const Dispute *dispute_of(const Maker *k, const char *question) {
    const Disputes *d = &k->stories.v[0].disputes;
    for (uint32_t i = 0; i < d->n; i++)
        if (str_eq(d->v[i].question, str_of(question))) return &d->v[i];
    return NULL;
}

/* "Three, and not five": five is what the other says, whichever day it was. */
static void test_rejected_number(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Said five = {'n', "2024-03-01", "killed", QUANT_EXACT, 5, 5, 5, .group = NULL};
    put_said(&k, "a1", &five, words);
    Cast c = put_report(&k, "b2", "2024-03-04",
                        "Oresk saw Northland and Southland in two minds; three spoke of five.");
    Ref claim = put_claim(&k, c.r, c.south, STANCE_ASSERT, "three spoke of five");
    put_figure(&k, c.r, "three", "killed", QUANT_EXACT, 3, 3, 3, NULL, c.town, claim);
    Figure *rejected =
        put_figure(&k, c.r, "five", "killed", QUANT_EXACT, 5, 5, 5, NULL, c.town, claim);
    rejected->status = STATUS_DENIED;
    make_stories(&k);
    Str three = c.r->figures.v[0].head.id;
    const Relation *r = between(&k, three, k.docs.v[0]->figures.v[0].head.id);
    assert_non_null(r);
    assert_int_equal(r->type, RELATION_CONTRADICTS);
    r = between(&k, three, rejected->head.id);
    assert_non_null(r);
    assert_int_equal(r->type, RELATION_CONTRADICTS);
    for (uint32_t i = 0; i < k.stories.v[0].facts.n; i++)
        for (uint32_t n = 0; n < k.stories.v[0].facts.v[i].items.n; n++)
            assert_false(str_eq(k.stories.v[0].facts.v[i].items.v[n], rejected->head.id));
    maker_close(&k);
}

/* Of 23 wounded eight are children: not the same thing, and never added. */
static void test_part_and_whole(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Cast c = put_report(&k, "a1", "2024-03-01", words);
    put_figure(&k, c.r, "one", "injured", QUANT_EXACT, 23, 23, 23, NULL, c.town, 0);
    put_figure(&k, c.r, "five", "injured", QUANT_EXACT, 8, 8, 8, "child", c.town, 0);
    c.r->figures.v[1].part_of = 1;
    make_stories(&k);
    const Relation *r = between(&k, c.r->figures.v[0].head.id, c.r->figures.v[1].head.id);
    assert_non_null(r);
    assert_int_equal(r->type, RELATION_DIFFERENT_SCOPE);
    maker_close(&k);
}

/* In one sentence two parties give two numbers. */
static void test_two_speakers_of_one_document(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Cast c = put_report(&k, "a1", "2024-03-01", words);
    Ref first = put_claim(&k, c.r, c.north, STANCE_ASSERT, "one two");
    Ref second = put_claim(&k, c.r, c.south, STANCE_ASSERT, "five six");
    put_figure(&k, c.r, "one", "killed", QUANT_EXACT, 12, 12, 12, NULL, 0, first);
    put_figure(&k, c.r, "five", "killed", QUANT_EXACT, 9, 9, 9, NULL, 0, second);
    make_stories(&k);
    const Relation *r = between(&k, c.r->figures.v[0].head.id, c.r->figures.v[1].head.id);
    assert_non_null(r);
    assert_int_equal(r->type, RELATION_CONTRADICTS);
    maker_close(&k);
}

static void test_flat_statements(void **state) {
    (void)state;
    static const struct {
        const char *reason, *said, *denied;
        bool related;
    } rows[] = {
        {"it is there, it is not", "there was an explosion", "there had been no explosion", true},
        {"one and several of it", "the army left mines behind", "there were no mines", true},
        {"both say it is not", "there was no explosion", "there had been no explosion", false},
        {"what is no thing that could be there", "there was a doubt", "there was no doubt", false},
        {"not flatly", "there was an explosion", "no report spoke of an explosion", false},
        {"of something else", "there was an explosion", "there were no mines", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        Str text = arena_format(
            &k.a, "Southland told of it at Oresk: %s; Northland said to the Oresk council: %s!",
            rows[i].said, rows[i].denied);
        Cast c = put_report(&k, "a1", "2024-03-01", text.p);
        Ref said = put_claim(&k, c.r, c.south, STANCE_ASSERT, rows[i].said);
        Ref denial = put_claim(&k, c.r, c.north, STANCE_ASSERT, rows[i].denied);
        make_stories(&k);
        const Relation *r =
            between(&k, c.r->claims.v[said - 1].head.id, c.r->claims.v[denial - 1].head.id);
        if ((r && r->type == RELATION_CONTRADICTS) != rows[i].related)
            fail_msg("%s", rows[i].reason);
        maker_close(&k);
    }
}

/* What the one says and the other answers in the next breath. */
static void test_rejoinders(void **state) {
    (void)state;
    enum { NOTHING = -1 };
    static const struct {
        const char *reason, *said, *answer;
        Stance said_as, answered_as;
        int type;
    } rows[] = {
        {"denied this", "troops had burned the mill", "this", STANCE_ASSERT, STANCE_DENY,
         RELATION_DENIES},
        {"denied having received it", "it sent a letter in May", "having received it",
         STANCE_ASSERT, STANCE_DENY, RELATION_DENIES},
        {"a deal that is rejected is no charge", "it had offered a deal", "the deal", STANCE_ASSERT,
         STANCE_REJECT, NOTHING},
        {"one verb of one subject, in another form", "he had fallen from a crane",
         "he did not fall", STANCE_ASSERT, STANCE_ASSERT, RELATION_CONTRADICTS},
        {"of another subject", "she had fallen from a crane", "he did not fall", STANCE_ASSERT,
         STANCE_ASSERT, NOTHING},
        {"what may be is not set against what is not", "he could have fallen", "he did not fall",
         STANCE_ASSERT, STANCE_ASSERT, NOTHING},
        {"what is asked is not said", "whether he had fallen", "he did not fall", STANCE_ASSERT,
         STANCE_ASSERT, NOTHING},
        {"blame thrown back", "Southland of ignoring the order",
         "the guards of Northland had been asleep", STANCE_ACCUSE, STANCE_ASSERT,
         RELATION_ACCUSES_BACK},
        {"it is somebody else who did it", "Southland of ignoring the order",
         "it is the mayor who slept", STANCE_ACCUSE, STANCE_ASSERT, RELATION_ACCUSES_BACK},
        {"it is nobody else", "Southland of ignoring the order", "it is a large town",
         STANCE_ACCUSE, STANCE_ASSERT, NOTHING},
        {"accused in turn", "Southland of ignoring the order", "them in turn of lying",
         STANCE_ACCUSE, STANCE_ACCUSE, RELATION_ACCUSES_BACK},
        {"called untrue", "troops had burned the mill", "this untrue", STANCE_ASSERT, STANCE_ASSERT,
         RELATION_DENIES},
        {"all of it denied", "troops had burned the mill",
         "the claims did not correspond to reality", STANCE_ASSERT, STANCE_REJECT, RELATION_DENIES},
        {"denied of something else", "troops had burned the mill",
         "reports of a curfew in the port are false", STANCE_ASSERT, STANCE_REJECT, NOTHING},
        {"a plan is rejected", "it had offered a truce", "a truce", STANCE_ASSERT, STANCE_REJECT,
         NOTHING},
        {"what would be done is no blame", "Southland of ignoring the order",
         "it would ask why Northland had been asleep", STANCE_ACCUSE, STANCE_ASSERT, NOTHING},
        {"no blame in it", "Southland had seen the order", "Northland had sent two letters",
         STANCE_ASSERT, STANCE_ASSERT, NOTHING},
        {"blame that is none of the accuser's", "Southland had lied about it",
         "the weather was to blame", STANCE_ASSERT, STANCE_ASSERT, NOTHING},
        {"two counts of one thing", "312 stations were open", "there were 240 such stations",
         STANCE_ASSERT, STANCE_ASSERT, RELATION_CONTRADICTS},
        {"counts of two things", "312 stations were open", "there were two such bridges",
         STANCE_ASSERT, STANCE_ASSERT, NOTHING},
        {"about as many", "about 312 stations were open", "there were 300 such stations",
         STANCE_ASSERT, STANCE_ASSERT, NOTHING},
        {"days of a month", "it began on 27 January", "it began on 4 January", STANCE_ASSERT,
         STANCE_ASSERT, NOTHING},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        Str text = arena_format(&k.a, "Northland told of it at Oresk: %s; Southland said: %s!",
                                rows[i].said, rows[i].answer);
        Cast c = put_report(&k, "a1", "2024-03-01", text.p);
        Ref said = put_claim(&k, c.r, c.north, rows[i].said_as, rows[i].said);
        Ref answer = put_claim(&k, c.r, c.south, rows[i].answered_as, rows[i].answer);
        if (rows[i].said_as == STANCE_ACCUSE) c.r->claims.v[said - 1].target = c.south;
        Span content = c.r->claims.v[answer - 1].content.v[0];
        size_t at = str_find(document_cut(&c.r->doc, content), S("Northland"));
        if (at != SIZE_MAX) {
            uint32_t start = content.start + (uint32_t)at;
            Actor *north = &c.r->actors.v[c.north - 1];
            *list_push(&k.a, &north->mentions, Mention) = (Mention){{start, start + 9}, HOW_NAME};
        }
        make_stories(&k);
        const Relation *r =
            between(&k, c.r->claims.v[said - 1].head.id, c.r->claims.v[answer - 1].head.id);
        int have = r ? (int)r->type : NOTHING;
        if (have != rows[i].type)
            fail_msg("%s: have %s", rows[i].reason, r ? RELATION_words[r->type] : "nothing");
        maker_close(&k);
    }
}

/* "No mines" here, "no trace of mines" there, and mines found in a third report. */
static void test_flat_statements_of_reports(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Cast a = put_report(&k, "a1", "2024-03-01",
                        "Northland said to Southland at Oresk there were no mines; Oresk council.");
    Cast b = put_report(&k, "b2", "2024-03-02",
                        "Southland told Northland it left mines at Oresk, Oresk council heard.");
    Cast c = put_report(&k, "c3", "2024-03-03",
                        "Oresk council found no trace of mines at Oresk, Northland and Southland.");
    put_claim(&k, a.r, a.north, STANCE_ASSERT, "there were no mines");
    put_claim(&k, b.r, b.south, STANCE_ASSERT, "it left mines at Oresk");
    put_claim(&k, c.r, c.rebels, STANCE_ASSERT, "found no trace of mines at Oresk");
    make_stories(&k);
    Str no = a.r->claims.v[0].head.id, yes = b.r->claims.v[0].head.id,
        none = c.r->claims.v[0].head.id;
    const Relation *r = between(&k, no, yes);
    assert_non_null(r);
    assert_int_equal(r->type, RELATION_CONTRADICTS);
    r = between(&k, none, yes);
    assert_non_null(r);
    assert_int_equal(r->type, RELATION_CONTRADICTS);
    r = between(&k, no, none);
    assert_non_null(r);
    assert_int_equal(r->type, RELATION_AGREES);
    maker_close(&k);
}

/* Each accuses the other of having begun it, in other words. */
static void test_who_began_it(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Cast c = put_report(&k, "a1", "2024-03-01",
                        "Northland blames Southland for sabotage at Oresk; Southland accuses "
                        "Northland of an unprovoked attack, says the Oresk council.");
    Ref first = put_claim(&k, c.r, c.north, STANCE_ACCUSE, "sabotage at Oresk");
    c.r->claims.v[first - 1].target = c.south;
    Ref back = put_claim(&k, c.r, c.south, STANCE_ACCUSE, "an unprovoked attack");
    c.r->claims.v[back - 1].target = c.north;
    make_stories(&k);
    const Relation *r = between(&k, c.r->claims.v[0].head.id, c.r->claims.v[1].head.id);
    assert_non_null(r);
    assert_int_equal(r->type, RELATION_ACCUSES_BACK);
    const Dispute *d = dispute_of(&k, "What set it off, who broke the peace?");
    assert_non_null(d);
    assert_int_equal(d->status, DISPUTE_ACCUSED_ON_BOTH_SIDES);
    maker_close(&k);
}

/* An attack is the other's deed, either says. */
static void test_attack_thrown_back(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Cast c = put_report(&k, "a1", "2024-03-01", words);
    Ref claims[] = {put_claim(&k, c.r, c.north, STANCE_ASSERT, "one two"),
                    put_claim(&k, c.r, c.south, STANCE_ASSERT, "five six")};
    const char *const triggers[] = {"one", "five"};
    for (int i = 0; i < 2; i++) {
        Event *e = put_event(&k, c.r, triggers[i], CLASS_ASSAULT, NULL, i ? c.north : c.south, 0,
                             c.town, NULL);
        e->claim = claims[i];
        *list_push(&k.a, &c.r->claims.v[claims[i] - 1].about, About) =
            (About){RECORD_EVENT, c.r->events.n};
    }
    make_stories(&k);
    const Relation *r = between(&k, c.r->claims.v[0].head.id, c.r->claims.v[1].head.id);
    assert_non_null(r);
    assert_int_equal(r->type, RELATION_ACCUSES_BACK);
    maker_close(&k);
}

/* "We shelled nobody", beside a shelling without a doer, near by. */
static void test_own_deed_denied(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Cast c = put_report(&k, "a1", "2024-03-01", words);
    Ref yes = put_claim(&k, c.r, c.north, STANCE_ASSERT, "one two"),
        no = put_claim(&k, c.r, c.south, STANCE_ASSERT, "five six");
    Event *fell = put_event(&k, c.r, "one", CLASS_ASSAULT, "heavy-weapons", 0, 0, c.town, NULL);
    fell->claim = yes;
    Event *shelled =
        put_event(&k, c.r, "five", CLASS_ASSAULT, "heavy-weapons", c.south, 0, 0, NULL);
    shelled->claim = no;
    shelled->polarity = POLARITY_NEGATIVE;
    make_stories(&k);
    const Relation *r = between(&k, c.r->events.v[0].head.id, c.r->events.v[1].head.id);
    assert_non_null(r);
    assert_int_equal(r->type, RELATION_CONTRADICTS);
    maker_close(&k);
}

static void test_disputes_of_figures(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Said yes = {'r', "2024-03-01", "killed", QUANT_EXACT, 2, 2, 2, .group = "civilian"};
    Said no = {'n', "2024-03-07", "casualties", QUANT_NO, 0, 0, 0, .group = "civilian"};
    put_said(&k, "a1", &yes, words);
    put_said(&k, "b2", &no,
             "Oresk saw Northland and Southland in two minds; three spoke of Oresk council.");
    make_stories(&k);
    const Dispute *d = dispute_of(&k, "Were civilians harmed in Oresk?");
    assert_non_null(d);
    assert_int_equal(d->status, DISPUTE_CONTRADICTION);
    assert_int_equal(d->positions.n, 2);
    check_str(d->positions.v[0].position, "yes: 2 killed");
    check_str(d->positions.v[1].position, "no");
    maker_close(&k);
}

/* Accused, denied, accused back. */
static void test_accusations(void **state) {
    (void)state;
    static const char accusing[] =
        "Southland accuses Northland of ethnic cleansing in Oresk, whose Oresk council fled.";
    static const char denying[] =
        "Northland denies ethnic cleansing and says Southland did ethnic cleansing once; "
        "Oresk council and Oresk wait.";
    Maker k;
    maker_open(&k);
    Cast a = put_report(&k, "a1", "2024-03-01", accusing);
    Ref first = put_claim(&k, a.r, a.south, STANCE_ACCUSE, "ethnic cleansing");
    a.r->claims.v[first - 1].target = a.north;
    Cast b = put_report(&k, "b2", "2024-03-02", denying);
    put_claim(&k, b.r, b.north, STANCE_DENY, "ethnic cleansing");
    Ref back = put_claim(&k, b.r, b.north, STANCE_ACCUSE, "ethnic cleansing once");
    b.r->claims.v[back - 1].target = b.south;
    make_stories(&k);
    Str accusation = a.r->claims.v[0].head.id;
    const Relation *denial = between(&k, b.r->claims.v[0].head.id, accusation);
    assert_non_null(denial);
    assert_int_equal(denial->type, RELATION_DENIES);
    const Relation *again = between(&k, b.r->claims.v[1].head.id, accusation);
    assert_non_null(again);
    assert_int_equal(again->type, RELATION_ACCUSES_BACK);
    const Dispute *d = dispute_of(&k, "Is it ethnic cleansing?");
    assert_non_null(d);
    assert_int_equal(d->status, DISPUTE_ACCUSED_ON_BOTH_SIDES);
    assert_int_equal(d->positions.n, 3);
    maker_close(&k);
}

/* What a document ties itself: a denial of what burdens the denier, not of any other word. */
static void test_answers(void **state) {
    (void)state;
    static const struct {
        const char *reason, *said, *denied;
        Stance said_as, denied_as;
        bool related;
    } rows[] = {
        {"the allegation", "shelled the dam", "the allegation", STANCE_ACCUSE, STANCE_DENY, true},
        {"in the same words", "shelling of the dam", "that any shelling of a dam took place",
         STANCE_ASSERT, STANCE_DENY, true},
        {"of something else", "shelling of the dam", "that its envoys had been bribed in secret",
         STANCE_ASSERT, STANCE_DENY, false},
        {"an appeal rejected", "shelling of the dam", "an appeal over the shelling of the dam",
         STANCE_ASSERT, STANCE_REJECT, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        Str text = arena_format(
            &k.a, "Southland told of it at Oresk: %s. Northland denied to the Oresk council: %s.",
            rows[i].said, rows[i].denied);
        Cast c = put_report(&k, "a1", "2024-03-01", text.p);
        Ref said = put_claim(&k, c.r, c.south, rows[i].said_as, rows[i].said);
        Ref denial = put_claim(&k, c.r, c.north, rows[i].denied_as, rows[i].denied);
        *list_push(&k.a, &c.r->claims.v[denial - 1].answers, Ref) = said;
        make_stories(&k);
        if ((k.stories.v[0].relations.n > 0) != rows[i].related) fail_msg("%s", rows[i].reason);
        maker_close(&k);
    }
}

static void test_most_left_most_stayed(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Cast c = put_report(&k, "a1", "2024-03-01", words);
    put_figure(&k, c.r, "one", "remaining", QUANT_MORE_THAN, 50, 50, -1, NULL, 0, 0)->unit =
        S("percent");
    put_figure(&k, c.r, "two", "crossed_border", QUANT_NEARLY, 100, -1, 100, NULL, 0, 0)->unit =
        S("percent");
    make_stories(&k);
    const Story *s = &k.stories.v[0];
    assert_int_equal(s->relations.n, 1);
    assert_int_equal(s->relations.v[0].type, RELATION_SELF_CONTRADICTION);
    assert_int_equal(s->disputes.n, 1);
    assert_int_equal(s->disputes.v[0].status, DISPUTE_SELF_CONTRADICTION);
    maker_close(&k);
}

static void test_announced_then_done(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Cast a = put_report(&k, "a1", "2024-03-01", words);
    put_event(&k, a.r, "three", CLASS_CONSULT, "visit", a.south, 0, a.town, "2024-03-03")
        ->modality = MODALITY_PLANNED;
    Cast b = put_report(&k, "b2", "2024-03-03",
                        "Southland saw Northland in Oresk council; three went to Oresk.");
    put_event(&k, b.r, "three", CLASS_CONSULT, "visit", b.south, 0, b.town, "2024-03-03");
    make_stories(&k);
    const Relation *r = between(&k, a.r->events.v[0].head.id, b.r->events.v[0].head.id);
    assert_non_null(r);
    assert_int_equal(r->type, RELATION_REALISES);
    check_str(r->b, a.r->events.v[0].head.id.p); /* what was announced */
    assert_int_equal(k.stories.v[0].timelines.n, 2);
    maker_close(&k);
}

/* Those who were to be freed were freed; of the dead who were feared nothing was announced. */
static void test_announced_number(void **state) {
    (void)state;
    static const struct {
        const char *measure;
        int64_t freed;
        bool realised;
    } rows[] = {{"released", 46, true}, {"released", 31, false}, {"killed", 46, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        Cast a = put_report(&k, "a1", "2024-03-01", words);
        put_figure(&k, a.r, "one", rows[i].measure, QUANT_EXACT, 46, 46, 46, NULL, a.town, 0)
            ->status = STATUS_PROJECTED;
        Cast b = put_report(&k, "b2", "2024-03-03",
                            "Southland saw Northland in Oresk council; three went to Oresk.");
        int64_t freed = rows[i].freed;
        put_figure(&k, b.r, "three", rows[i].measure, QUANT_EXACT, freed, freed, freed, NULL,
                   b.town, 0);
        make_stories(&k);
        const Relation *r = between(&k, a.r->figures.v[0].head.id, b.r->figures.v[0].head.id);
        if ((r && r->type == RELATION_REALISES) != rows[i].realised || (r && !rows[i].realised))
            fail_msg("%s %d", rows[i].measure, (int)freed);
        maker_close(&k);
    }
}

/* An inspection that found nothing damaged, and a power station hit: what was looked at is not
 * known to be the same. */
static void test_finding_is_open(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Cast a = put_report(&k, "a1", "2024-03-01", words);
    Ref claim = put_claim(&k, a.r, a.south, STANCE_ACCUSE, "spoke of");
    Event *e = put_event(&k, a.r, "three", CLASS_ASSAULT, NULL, a.north, 0, a.town, NULL);
    *list_push(&k.a, &e->objects, Object) = (Object){.kind = S("power")};
    e->claim = claim;
    Cast b = put_report(&k, "b2", "2024-03-09",
                        "Oresk council, Northland and Southland saw three go on to Oresk.");
    Ref un = put_actor(&k, b.r, "Oresk", ACTOR_ORGANISATION, NULL, "IGO");
    Ref report = put_claim(&k, b.r, un, STANCE_ASSERT, "saw three");
    Event *found = put_event(&k, b.r, "three", CLASS_FINDING, NULL, un, 0, b.town, NULL);
    found->polarity = POLARITY_NEGATIVE;
    found->claim = report;
    *list_push(&k.a, &found->objects, Object) = (Object){.kind = S("hospital")};
    make_stories(&k);
    const Relation *r = between(&k, a.r->events.v[0].head.id, b.r->events.v[0].head.id);
    assert_non_null(r);
    assert_int_equal(r->type, RELATION_OPEN);
    assert_non_null(dispute_of(&k, "Was civilian infrastructure hit in Oresk?"));
    maker_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures),
        cmocka_unit_test(test_one_document),
        cmocka_unit_test(test_rejected_number),
        cmocka_unit_test(test_part_and_whole),
        cmocka_unit_test(test_two_speakers_of_one_document),
        cmocka_unit_test(test_flat_statements),
        cmocka_unit_test(test_rejoinders),
        cmocka_unit_test(test_flat_statements_of_reports),
        cmocka_unit_test(test_who_began_it),
        cmocka_unit_test(test_attack_thrown_back),
        cmocka_unit_test(test_own_deed_denied),
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_disputes_of_figures),
        cmocka_unit_test(test_accusations),
        cmocka_unit_test(test_most_left_most_stayed),
        cmocka_unit_test(test_announced_then_done),
        cmocka_unit_test(test_announced_number),
        cmocka_unit_test(test_finding_is_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
