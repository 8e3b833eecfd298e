#include "check.h"

#include "lang/namer.h"

enum { WORDS = 3 };

static uint8_t label(NamerKind kind, NamerPlace place) {
    return namer_label(kind, place);
}

static void test_labels_fit_together(void **state) {
    (void)state;
    static NamerSteps steps;
    NamerBack back[WORDS];
    uint8_t labels[WORDS];
    const uint8_t first = label(NAMER_PERSON, NAMER_FIRST);
    const uint8_t last = label(NAMER_PERSON, NAMER_LAST);
    const uint8_t place_last = label(NAMER_PLACE, NAMER_LAST);
    struct {
        const char *why;
        struct {
            uint32_t word;
            uint8_t label;
            int32_t score;
        } scores[3];
        uint32_t allowed[WORDS];
        uint8_t want[WORDS];
    } rows[] = {
        {"nothing said: no name", {{0}}, {~0u, ~0u, ~0u}, {0, 0, 0}},
        {"a first word alone is none", {{0, first, 5}}, {~0u, 1, ~0u}, {0, 0, 0}},
        {"a first word wants a last",
         {{0, first, 5}, {1, last, 1}},
         {~0u, ~0u, ~0u},
         {first, last, 0}},
        {"of the same kind",
         {{0, first, 5}, {1, place_last, 9}},
         {~0u, ~0u, 1},
         {label(NAMER_PLACE, NAMER_FIRST), place_last, 0}},
        {"no name goes beyond the end", {{2, first, 5}}, {~0u, ~0u, ~0u}, {0, 0, 0}},
        {"only what is allowed",
         {{1, label(NAMER_PLACE, NAMER_ALONE), 5}},
         {~0u, 1u << label(NAMER_PERSON, NAMER_ALONE), ~0u},
         {0, label(NAMER_PERSON, NAMER_ALONE), 0}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        NamerScores scores[WORDS] = {{0}};
        for (int k = 0; k < 3; k++)
            scores[rows[i].scores[k].word][rows[i].scores[k].label] += rows[i].scores[k].score;
        namer_decode((const int32_t(*)[NAMER_LABELS + 1]) steps, (const NamerScores *)scores,
                     rows[i].allowed, WORDS, back, labels);
        for (uint32_t k = 0; k < WORDS; k++)
            if (labels[k] != rows[i].want[k])
                fail_msg("%s: word %u is %u", rows[i].why, k, labels[k]);
    }
}

enum { SLOT_BITS = 2 };

/* A part with one feature: the word "x" alone is a place. */
typedef struct SmallPart {
    NamerHead head;
    uint32_t word;
    uint32_t slots[1 << SLOT_BITS];
    uint16_t checks[1 << SLOT_BITS];
    uint8_t class;
    int8_t rows[2][NAMER_ROW]; /* none, then the feature's */
} SmallPart;

static void make_part(SmallPart *p, uint64_t feature) {
    memset(p, 0, sizeof *p);
    p->head.labels = NAMER_LABELS;
    p->head.words = 1;
    p->head.slot_bits = SLOT_BITS;
    p->head.rows = 2;
    p->word = 77;
    p->class = 9;
    p->slots[namer_slot(feature, SLOT_BITS)] = 1;
    p->checks[namer_slot(feature, SLOT_BITS)] = namer_check(feature);
    p->rows[1][label(NAMER_PLACE, NAMER_ALONE) - 1] = 50;
}

static Str part_bytes(const SmallPart *p) {
    return (Str){(const char *)p, offsetof(SmallPart, rows) + sizeof p->rows};
}

static void test_part(void **state) {
    (void)state;
    static SmallPart part;
    WordView views[2] = {{.word = 77ull << 32, .shape = SHAPE_CAPITAL}, {.word = 5}};
    NamerWord words[2] = {{&views[0], 0, 9}, {&views[1], 0, 0}};
    uint64_t features[NAMER_FEATURES_MAX], hints[2] = {0};
    uint8_t labels[2];
    Namer namer;
    StErr err = {0};
    uint32_t n = namer_features(words, 2, 0, features);
    assert_true(n > 10 && n <= NAMER_FEATURES_MAX);
    make_part(&part, features[1]); /* the word itself */
    check_ok(namer_open(part_bytes(&part), &namer, &err), &err);
    assert_int_equal(namer_class(&namer, 77ull << 32), 9);
    assert_int_equal(namer_class(&namer, 78ull << 32), 0);
    namer_run(&namer, views, hints, 2, 0, labels);
    assert_int_equal(labels[0], label(NAMER_PLACE, NAMER_ALONE));
    assert_int_equal(labels[1], 0);
    check_ok(namer_open((Str){NULL, 0}, &namer, &err), &err);
    assert_null(namer.head);
}

static void test_many_words(void **state) {
    (void)state;
    enum { MANY = NAMER_WORDS_MAX * 2 + 1 };
    static SmallPart part;
    static WordView views[MANY];
    static uint64_t hints[MANY];
    static uint8_t labels[MANY];
    memset(labels, 0xff, sizeof labels);
    make_part(&part, 1);
    Namer namer;
    StErr err = {0};
    check_ok(namer_open(part_bytes(&part), &namer, &err), &err);
    namer_run(&namer, views, hints, MANY, 0, labels);
    for (uint32_t i = 0; i < MANY; i++) assert_true(labels[i] < NAMER_LABELS);
}

/* Every feature fits: all hints at once, in a run of capitals. */
static void test_features_fit(void **state) {
    (void)state;
    WordView views[5] = {{0}};
    NamerWord words[5];
    uint64_t features[NAMER_FEATURES_MAX];
    for (int i = 0; i < 5; i++) {
        views[i].shape = SHAPE_CAPITAL;
        words[i] = (NamerWord){&views[i], ~0ull, 1};
    }
    for (uint32_t i = 0; i < 5; i++)
        assert_true(namer_features(words, 5, i, features) <= NAMER_FEATURES_MAX);
}

/* Words that cannot stand in a name are not looked at. */
static void test_may_name(void **state) {
    (void)state;
    enum { MOST = 6, TOLD = 1 };
    static const struct {
        const char *why;
        const char *shapes; /* C capital, l lower, u lower but told of, d digit, o other */
        uint8_t joins[MOST];
        const char *want;
    } rows[] = {
        {"a capital, and nothing beside it", "lClll", {0}, "_C___"},
        {"what stands between two capitals", "CllCl", {0}, "CllC_"},
        {"three words between", "ClllC", {0}, "ClllC"},
        {"too far apart", "CllllC", {0}, "C____C"},
        {"a word that tables tell of", "lullll", {0}, "_u____"},
        {"a number behind a name, none before it", "dCdl", {0}, "_Cd_"},
        {"joined to a capital: al-Assad", "lloC", {0, 2, 3, 1}, "_loC"},
        {"joined behind one: Yahoo!", "Col", {2, 1, 0}, "Co_"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        WordView views[MOST] = {{0}};
        NamerWord words[MOST];
        uint32_t n = (uint32_t)strlen(rows[i].shapes);
        for (uint32_t k = 0; k < n; k++) {
            char c = rows[i].shapes[k];
            views[k].shape = c == 'C'   ? SHAPE_CAPITAL
                             : c == 'd' ? SHAPE_DIGIT
                             : c == 'o' ? SHAPE_OTHER
                                        : SHAPE_LOWER;
            views[k].joins = rows[i].joins[k];
            words[k] = (NamerWord){&views[k], c == 'u' ? TOLD : 0, 0};
        }
        for (uint32_t k = 0; k < n; k++)
            if (namer_may_name(words, n, k, TOLD) != (rows[i].want[k] != '_'))
                fail_msg("%s: word %u", rows[i].why, k);
    }
}

/* A full table would be searched for ever. */
static void test_slots_all_taken(void **state) {
    (void)state;
    static SmallPart part;
    Namer namer;
    StErr err = {0};
    make_part(&part, 12345);
    for (int s = 0; s < 1 << SLOT_BITS; s++) part.checks[s] = 1;
    assert_int_equal(namer_open(part_bytes(&part), &namer, &err), ST_BAD_FORMAT);
}

static void test_damaged(void **state) {
    (void)state;
    static SmallPart part;
    Namer namer;
    for (int what = 0; what < 6; what++) {
        make_part(&part, 12345);
        Str bytes = part_bytes(&part);
        switch (what) {
        case 0: bytes.n--; break;
        case 1: part.head.labels++; break;
        case 2: part.head.rows++; break;
        case 3: part.slots[1] = 2; break;
        case 4: part.head.slot_bits = 31; break;
        default: part.head.words = 1u << 30; break;
        }
        StErr err = {0};
        if (namer_open(bytes, &namer, &err) != ST_BAD_FORMAT) fail_msg("damage %d is opened", what);
        assert_null(namer.head);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_labels_fit_together),
                                       cmocka_unit_test(test_part),
                                       cmocka_unit_test(test_many_words),
                                       cmocka_unit_test(test_features_fit),
                                       cmocka_unit_test(test_may_name),
                                       cmocka_unit_test(test_slots_all_taken),
                                       cmocka_unit_test(test_damaged)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
