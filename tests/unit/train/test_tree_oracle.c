/* The oracle's promise: following any of its best moves from the start makes the gold tree. */
#include "check.h"

#include "tree_oracle.h"

static unsigned count_best(const TreeState *s, const GoldTree *g, bool best[MOVES]) {
    bool possible[KINDS];
    unsigned count = 0;
    oracle_moves(s, g, possible, best);
    for (uint32_t m = 0; m < MOVES; m++) {
        assert_true(!best[m] || possible[move_kind(m)]);
        count += best[m];
    }
    return count;
}

static void follow(const GoldTree *g, unsigned pick) {
    TreeState s;
    bool best[MOVES];
    tree_begin(&s, g->n);
    while (!tree_done(&s)) {
        uint32_t move = 0;
        if (!tree_must_end(&s)) {
            unsigned count = count_best(&s, g, best);
            assert_true(count > 0);
            unsigned skip = pick++ % count;
            while (!best[move] || skip-- > 0) assert_true(++move < MOVES);
        }
        tree_move(&s, move_kind(move), move_label(move));
    }
    for (int i = 0; i < g->n; i++) {
        assert_int_equal(s.words[i].head, g->head[i]);
        if (g->head[i] < g->n) assert_int_equal(s.words[i].label, g->label[i]);
    }
}

static void test_gold_is_reached(void **state) {
    (void)state;
    static const Ref heads[][7] = {
        {2, 0, 2, 6, 6, 3, 2}, {0, 1, 2, 3, 4, 5, 6}, {2, 3, 4, 5, 6, 7, 0}, {3, 3, 7, 3, 6, 4, 0}};
    for (size_t k = 0; k < 4; k++) {
        Token words[7] = {{.head = 0}};
        for (uint32_t i = 0; i < 7; i++) {
            words[i].head = heads[k][i];
            words[i].deprel = heads[k][i] ? (Deprel)(2 + i) : DEP_ROOT;
        }
        GoldTree g;
        gold_tree(words, 7, &g);
        for (unsigned pick = 0; pick < 20; pick++) follow(&g, pick);
    }
}

/* A word shifted too early has lost its head for good; the rest can still be had. */
static void test_after_a_mistake(void **state) {
    (void)state;
    Token words[3] = {{.head = 2, .deprel = DEP_DET},
                      {.head = 3, .deprel = DEP_NSUBJ},
                      {.head = 0, .deprel = DEP_ROOT}};
    GoldTree g;
    gold_tree(words, 3, &g);
    TreeState s;
    bool best[MOVES];
    const uint32_t left = move_of(MOVE_LEFT);
    tree_begin(&s, 3);
    tree_move(&s, MOVE_SHIFT, 0);
    assert_int_equal(count_best(&s, &g, best), 1);
    assert_true(best[left + label_of(DEP_DET)]);
    tree_move(&s, MOVE_SHIFT, 0); /* the mistake: "det" should have gone left */
    count_best(&s, &g, best);
    assert_true(best[left + label_of(DEP_NSUBJ)]);
    assert_false(best[left + label_of(DEP_OBJ)]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_gold_is_reached),
                                       cmocka_unit_test(test_after_a_mistake)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
