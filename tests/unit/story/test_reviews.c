/* What people decide bears on the stories: set aside, merged, split. */
#include "story_of.h"

#include "record/record_drop.h"

/* Two reports of one flood: a count of each, said by the same mayor. */
static void put_reports(Maker *k) {
    static const char *const ids[] = {"aa", "bb"}, *const days[] = {"2024-05-02", "2024-05-03"};
    static const char *const texts[] = {
        "The river flooded Oresk. Mayor Iln Tarov said 12 people were killed in Oresk.",
        "Floodwater rose in Oresk again. Mayor Iln Tarov said 15 people were killed in Oresk.",
    };
    static const char *const counts[] = {"12", "15"};
    for (int i = 0; i < 2; i++) {
        Records *r = put_doc(k, ids[i], days[i], texts[i]);
        Ref place = put_place(k, r, "Oresk", "VLM", PRECISION_POINT);
        Ref mayor = put_actor(k, r, "Iln Tarov", ACTOR_PERSON, "VLM", "GOV");
        Ref claim = put_claim(k, r, mayor, STANCE_ASSERT,
                              i ? "15 people were killed" : "12 people were killed");
        int64_t n = i ? 15 : 12;
        put_figure(k, r, counts[i], "killed", QUANT_EXACT, n, n, n, NULL, place, claim);
    }
    for (uint32_t i = 0; i < k->docs.n; i++)
        assert_int_equal(records_assign_ids(k->docs.v[i], &k->a), ST_OK);
}

static Str id_of(Maker *k, uint32_t doc, RecordKind kind) {
    return records_head(k->docs.v[doc], kind, 1)->id;
}

static void put_id(Maker *k, Strs *list, Str id) {
    *list_push(&k->a, list, Str) = id;
}

/* One review over two ids: left has the first document's, right the second's. */
static Reviews review_of(Maker *k, Verdict verdict, Str left, Str right) {
    Reviews r = {0};
    Review *v = list_push(&k->a, &r.list, Review);
    *v = (Review){.mark = 1, .verdict = verdict, .by = S("Ann")};
    put_id(k, &v->left, left);
    if (right.n) put_id(k, &v->right, right);
    assert_int_equal(reviews_index(&r, &k->a), ST_OK);
    return r;
}

static void make_reviewed(Maker *k, const Reviews *r) {
    StErr err = {0};
    check_ok(stories_make_reviewed(&k->docs, k->tables, r, &k->a, &k->stories, &err), &err);
}

static uint32_t figure_facts(const Story *s) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->facts.n; i++) n += s->facts.v[i].kind == FACT_FIGURE;
    return n;
}

static void test_without_reviews(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    put_reports(&k);
    make_reviewed(&k, NULL);
    assert_int_equal(k.stories.n, 1);
    assert_int_equal(figure_facts(&k.stories.v[0]), 1);
    assert_int_equal(k.stories.v[0].relations.n, 1);
    maker_close(&k);
}

static void test_set_aside(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    put_reports(&k);
    Reviews r = review_of(&k, VERDICT_REJECT, id_of(&k, 0, RECORD_FIGURE), S(""));
    make_reviewed(&k, &r);
    const Story *s = &k.stories.v[0];
    assert_int_equal(figure_facts(s), 1);
    assert_int_equal(s->facts.v[0].items.n, 1);
    assert_true(str_eq(s->facts.v[0].items.v[0], id_of(&k, 1, RECORD_FIGURE)));
    assert_int_equal(s->relations.n, 0);
    /* the records themselves stay as they are */
    assert_int_equal(k.docs.v[0]->figures.n, 1);
    maker_close(&k);
}

/* A claim takes along what only it says. */
static void test_claim_set_aside(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    put_reports(&k);
    Map ids = {.arena = &k.a};
    map_set(&ids, id_of(&k, 0, RECORD_CLAIM), 1);
    Records without;
    uint32_t dropped;
    assert_int_equal(records_without(k.docs.v[0], &ids, &k.a, &without, &dropped), ST_OK);
    assert_int_equal(dropped, 2);
    assert_int_equal(without.claims.n, 0);
    assert_int_equal(without.figures.n, 0);
    assert_int_equal(without.actors.n, 1);
    maker_close(&k);
}

/* References lead where they led; those to what is left out are none. */
static void test_references_turn(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Records *r = put_doc(&k, "aa", "2024-05-02", "Oresk and Karvat flooded, 12 and 15 killed.");
    Ref first = put_place(&k, r, "Oresk", "VLM", PRECISION_POINT);
    Ref second = put_place(&k, r, "Karvat", "VLM", PRECISION_POINT);
    put_figure(&k, r, "12", "killed", QUANT_EXACT, 12, 12, 12, NULL, first, 0);
    put_figure(&k, r, "15", "killed", QUANT_EXACT, 15, 15, 15, NULL, second, 0)->part_of = 1;
    put_event(&k, r, "flooded", CLASS_DISASTER, NULL, 0, 0, second, NULL);
    *list_push(&k.a, &r->events.v[0].figures, Ref) = 1;
    *list_push(&k.a, &r->events.v[0].figures, Ref) = 2;
    assert_int_equal(records_assign_ids(r, &k.a), ST_OK);
    Map ids = {.arena = &k.a};
    map_set(&ids, r->places.v[0].head.id, 1);
    map_set(&ids, r->figures.v[0].head.id, 1);
    Records without;
    uint32_t dropped;
    assert_int_equal(records_without(r, &ids, &k.a, &without, &dropped), ST_OK);
    assert_int_equal(dropped, 2);
    assert_int_equal(without.figures.n, 1);
    assert_int_equal(without.figures.v[0].place, 1);
    check_str(records_place(&without, without.figures.v[0].place)->name, "Karvat");
    assert_int_equal(without.figures.v[0].part_of, 0);
    assert_int_equal(without.events.v[0].figures.n, 1);
    assert_int_equal(without.events.v[0].figures.v[0], 1);
    assert_int_equal(r->events.v[0].figures.n, 2);
    maker_close(&k);
}

static void test_pair_set_aside(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    put_reports(&k);
    Reviews r =
        review_of(&k, VERDICT_REJECT, id_of(&k, 0, RECORD_FIGURE), id_of(&k, 1, RECORD_FIGURE));
    make_reviewed(&k, &r);
    assert_int_equal(k.stories.v[0].relations.n, 0);
    assert_int_equal(k.stories.v[0].facts.v[0].items.n, 2);
    maker_close(&k);
}

static void test_fact_split(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    put_reports(&k);
    Reviews r =
        review_of(&k, VERDICT_SPLIT, id_of(&k, 0, RECORD_FIGURE), id_of(&k, 1, RECORD_FIGURE));
    make_reviewed(&k, &r);
    assert_int_equal(figure_facts(&k.stories.v[0]), 2);
    maker_close(&k);
}

static uint32_t named(const Story *s, const char *name) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->entities.n; i++) n += str_eq(s->entities.v[i].name, str_of(name));
    return n;
}

static void test_entities(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    put_reports(&k);
    Reviews r =
        review_of(&k, VERDICT_SPLIT, id_of(&k, 0, RECORD_ACTOR), id_of(&k, 1, RECORD_ACTOR));
    make_reviewed(&k, NULL);
    assert_int_equal(named(&k.stories.v[0], "Iln Tarov"), 1);
    make_reviewed(&k, &r);
    assert_int_equal(named(&k.stories.v[0], "Iln Tarov"), 2);
    /* two names that nothing in the texts ties */
    k.docs.v[1]->actors.v[0].name = S("The Old Fox");
    r = review_of(&k, VERDICT_MERGE, id_of(&k, 0, RECORD_ACTOR), id_of(&k, 1, RECORD_ACTOR));
    make_reviewed(&k, NULL);
    assert_int_equal(named(&k.stories.v[0], "The Old Fox"), 1);
    make_reviewed(&k, &r);
    assert_int_equal(named(&k.stories.v[0], "Iln Tarov") + named(&k.stories.v[0], "The Old Fox"),
                     1);
    maker_close(&k);
}

static void test_stories(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    put_reports(&k);
    Reviews split = review_of(&k, VERDICT_SPLIT, S("aa"), S("bb"));
    make_reviewed(&k, &split);
    assert_int_equal(k.stories.n, 2);
    /* and two that nothing ties are one by decree */
    Records *r = put_doc(&k, "cc", "2024-08-09", "Striking miners closed the road to Zamar.");
    put_place(&k, r, "Zamar", "QQQ", PRECISION_POINT);
    assert_int_equal(records_assign_ids(r, &k.a), ST_OK);
    make_reviewed(&k, NULL);
    assert_int_equal(k.stories.n, 2);
    Reviews merge = review_of(&k, VERDICT_MERGE, S("aa"), S("cc"));
    make_reviewed(&k, &merge);
    assert_int_equal(k.stories.n, 1);
    assert_int_equal(k.stories.v[0].docs.n, 3);
    maker_close(&k);
}

/* The later of two reviews holds. */
static void test_later_holds(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    put_reports(&k);
    Str id = id_of(&k, 0, RECORD_FIGURE);
    Reviews r = review_of(&k, VERDICT_REJECT, id, S(""));
    Review *v = list_push(&k.a, &r.list, Review);
    *v = (Review){.mark = 2, .verdict = VERDICT_ACCEPT, .by = S("Bob")};
    put_id(&k, &v->left, id);
    assert_int_equal(reviews_index(&r, &k.a), ST_OK);
    assert_int_equal(map_get(&r.set_aside, id), 0);
    assert_int_equal(map_get(&r.accepted, id), 2);
    maker_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_reviews), cmocka_unit_test(test_set_aside),
        cmocka_unit_test(test_claim_set_aside), cmocka_unit_test(test_references_turn),
        cmocka_unit_test(test_pair_set_aside),  cmocka_unit_test(test_fact_split),
        cmocka_unit_test(test_entities),        cmocka_unit_test(test_stories),
        cmocka_unit_test(test_later_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
