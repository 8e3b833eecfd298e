/* The field learns labels that are known, and from sets of labels those that fit what it knows. */
#include "check.h"

#include "names_crf.h"

enum { ITEMS = 40, WORDS = 3, FEATURES = 3 };

static uint32_t set_of(uint8_t label) {
    return 1u << label;
}

/* Sentences "of X said": feature 2 is X; every second one says only that X has some name's label.
 */
static void make(Namings *all, uint8_t label) {
    const uint32_t any = (1u << NAMER_LABELS) - 2;
    *all = (Namings){.n = ITEMS, .words = ITEMS * WORDS, .features = ITEMS * WORDS};
    all->items = take(ITEMS, sizeof *all->items);
    all->allowed = take(ITEMS * WORDS, sizeof *all->allowed);
    all->open = take(ITEMS * WORDS, sizeof *all->open);
    all->starts = take(ITEMS * WORDS + 1, sizeof *all->starts);
    all->ids = take(ITEMS * WORDS, sizeof *all->ids);
    for (uint32_t i = 0; i < ITEMS; i++) {
        uint32_t at = i * WORDS;
        all->items[i] = (NameItem){WORDS, at, i % 2 == 0, false};
        for (uint32_t k = 0; k < WORDS; k++) {
            all->starts[at + k] = at + k;
            all->ids[at + k] = k + 1;
            all->open[at + k] = true;
            all->allowed[at + k] = k == 1 ? i % 2 ? any : set_of(label) : 1;
        }
    }
    all->starts[ITEMS * WORDS] = ITEMS * WORDS;
}

static uint8_t best_of(const NameField *f, uint32_t feature) {
    uint8_t best = 0;
    for (uint8_t k = 1; k < NAMER_LABELS; k++)
        if (f->weights[feature * NAMER_LABELS + k] > f->weights[feature * NAMER_LABELS + best])
            best = k;
    return best;
}

static void test_learns(void **state) {
    (void)state;
    static const struct {
        const char *why;
        bool entities_only;
        float tree_share;
    } rows[] = {{"from what is known", true, 0}, {"from sets as well", false, 0.5f}};
    uint8_t label = namer_label(NAMER_PLACE, NAMER_ALONE);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Namings all;
        make(&all, label);
        NameField f = names_field_make(FEATURES);
        NameLearning how = {4, rows[i].entities_only, 0.1f, 0, rows[i].tree_share, 1};
        names_field_learn(&f, &all, &how);
        if (best_of(&f, 2) != label || best_of(&f, 1) || best_of(&f, 3))
            fail_msg("%s: %u", rows[i].why, best_of(&f, 2));
        names_field_drop(&f);
        namings_drop(&all);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_learns)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
