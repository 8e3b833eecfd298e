/* The oracle's promise: following any of its best moves from the start makes the gold tree. */
#include "check.h"

#include "tree_oracle.h"

static void follow(const GoldTree *g, unsigned pick) {
    TreeState s;
    bool possible[MOVES], best[MOVES];
    tree_begin(&s, g->n);
    while (!tree_done(&s)) {
        uint32_t move = MOVE_SHIFT;
        if (!tree_must_end(&s)) {
            int count = oracle_moves(&s, g, possible, best);
            assert_true(count > 0);
            int skip = (int)(pick++ % (unsigned)count);
            for (move = 0; !best[move] || skip-- > 0; move++) assert_true(move < MOVES);
            assert_true(possible[move]);
        }
        tree_move(&s, move);
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
    bool possible[MOVES], best[MOVES];
    tree_begin(&s, 3);
    tree_move(&s, MOVE_SHIFT);
    assert_int_equal(oracle_moves(&s, &g, possible, best), 1);
    assert_true(best[move_left(label_of(DEP_DET))]);
    tree_move(&s, MOVE_SHIFT); /* the mistake: "det" should have gone left */
    oracle_moves(&s, &g, possible, best);
    assert_true(best[move_left(label_of(DEP_NSUBJ))]);
    assert_false(best[move_left(label_of(DEP_OBJ))]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_gold_is_reached),
                                       cmocka_unit_test(test_after_a_mistake)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
