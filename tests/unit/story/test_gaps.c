#include "story_of.h"

static uint32_t gaps_of(const Maker *k, GapKind kind) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < k->stories.v[0].gaps.n; i++)
        n += k->stories.v[0].gaps.v[i].kind == kind;
    return n;
}

static const char text[] =
    "Northland asked Southland to open the road. Southland vowed to send rice. They said "
    "hundreds fled Oresk. Northland refused.";

typedef struct Scene {
    Records *r;
    Ref north, south, town;
} Scene;

static Scene put_scene(Maker *k) {
    Scene s = {.r = put_doc(k, "a1", "2024-03-01", text)};
    s.north = put_actor(k, s.r, "Northland", ACTOR_STATE, "NTL", "GOV");
    s.south = put_actor(k, s.r, "Southland", ACTOR_STATE, "STL", "GOV");
    s.town = put_place(k, s.r, "Oresk", "NTL", PRECISION_POINT);
    return s;
}

static void test_what_stays_open(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Scene s = put_scene(&k);
    Ref demand = put_claim(&k, s.r, s.north, STANCE_REQUEST, "open the road");
    s.r->claims.v[demand - 1].addressee = s.south;
    put_claim(&k, s.r, s.north, STANCE_PROMISE, "send rice");
    Ref lost = put_claim(&k, s.r, 0, STANCE_ASSERT, "fled Oresk");
    s.r->claims.v[lost - 1].source->state = SOURCE_UNRESOLVED;
    s.r->claims.v[lost - 1].source->span = span_of(s.r, "They");
    Figure *f =
        put_figure(&k, s.r, "hundreds", "displaced", QUANT_VAGUE, -1, 200, 999, NULL, s.town, 0);
    f->bounds = BOUND_RULE;
    make_stories(&k);
    assert_int_equal(gaps_of(&k, GAP_UNANSWERED_DEMAND), 1);
    assert_int_equal(gaps_of(&k, GAP_UNVERIFIED_PROMISE), 1);
    assert_int_equal(gaps_of(&k, GAP_LOST_SPEAKER), 1);
    assert_int_equal(gaps_of(&k, GAP_UNSTATED_NUMBER), 1);
    assert_int_equal(gaps_of(&k, GAP_OPEN_DISPUTE), 0);
    maker_close(&k);
}

static void test_what_is_answered(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Scene s = put_scene(&k);
    Ref demand = put_claim(&k, s.r, s.south, STANCE_DEMAND, "open the road");
    s.r->claims.v[demand - 1].addressee = s.north;
    Event *refusal = put_event(&k, s.r, "refused", CLASS_REJECT, NULL, s.north, 0, 0, NULL);
    (void)refusal;
    put_figure(&k, s.r, "hundreds", "displaced", QUANT_EXACT, 300, 300, 300, NULL, s.town, 0);
    make_stories(&k);
    assert_int_equal(k.stories.v[0].gaps.n, 0);
    maker_close(&k);
}

/* What a report says itself that nobody knows: its sentence, and a copy's not again. */
static void test_stated_unknown(void **state) {
    (void)state;
    static const struct {
        const char *reason, *text;
        uint32_t gaps;
    } rows[] = {
        {"nobody could confirm it", "The toll in Oresk could not be independently verified.", 1},
        {"a word of it is no phrase of it", "The known toll in Oresk was clear to all who verify.",
         0},
        {"hands in innocence", "In Oresk no group has claimed responsibility for the blast.", 1},
        {"capitals", "IT WAS NOT IMMEDIATELY CLEAR HOW MANY DIED IN ORESK.", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        put_doc(&k, "a1", "2024-03-01", rows[i].text);
        put_doc(&k, "b2", "2024-03-01", rows[i].text);
        make_stories(&k);
        if (gaps_of(&k, GAP_STATED_UNKNOWN) != rows[i].gaps) fail_msg("%s", rows[i].reason);
        if (rows[i].gaps) {
            const Gap *gap = &k.stories.v[0].gaps.v[0];
            assert_int_equal(gap->evidence.n, 1);
            assert_int_equal(gap->evidence.v[0].start, 0);
            assert_int_equal(gap->evidence.v[0].end, strlen(rows[i].text));
        }
        maker_close(&k);
    }
}

/* One line a happening and day, history first, speech left out. */
static void test_timeline(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Scene s = put_scene(&k);
    put_event(&k, s.r, "send rice", CLASS_AID, NULL, s.south, s.north, s.town, "2024-03-01");
    put_event(&k, s.r, "send", CLASS_AID, NULL, s.south, s.north, s.town, "2024-03-01");
    put_event(&k, s.r, "fled", CLASS_DISPLACE, NULL, 0, s.north, s.town, "2024-02-28");
    put_event(&k, s.r, "refused", CLASS_REJECT, NULL, s.north, s.south, 0, "2024-03-01");
    put_event(&k, s.r, "open", CLASS_ASSAULT, NULL, s.north, s.south, s.town, "2011-06-01");
    Figure *f =
        put_figure(&k, s.r, "hundreds", "displaced", QUANT_EXACT, 300, 300, 300, NULL, s.town, 0);
    f->as_of = arena_new(&k.a, AsOf, 1);
    Day d = day_of(2024, 2, 29);
    *f->as_of = (AsOf){{d, d}, AS_OF_STATED};
    make_stories(&k);
    static const struct {
        const char *label;
        uint32_t items;
        bool background;
    } want[] = {
        {"Northland attacked Southland in Oresk", 1, true},
        {"flight of Northland (Oresk)", 1, false},
        {"displaced, people, Oresk: 300", 1, false},
        {"Southland aided Northland in Oresk", 2, false},
    };
    const Timelines *t = &k.stories.v[0].timelines;
    assert_int_equal(t->n, sizeof want / sizeof *want);
    for (uint32_t i = 0; i < t->n; i++) {
        check_str(t->v[i].label, want[i].label);
        assert_int_equal(t->v[i].items.n, want[i].items);
        assert_int_equal(t->v[i].background, want[i].background);
    }
    maker_close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_stays_open),
        cmocka_unit_test(test_what_is_answered),
        cmocka_unit_test(test_stated_unknown),
        cmocka_unit_test(test_timeline),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
