/* How much of two texts' words is the same. */
#include "check.h"

#include "story/spelling.h"

static void test_shared(void **state) {
    (void)state;
    static const struct {
        const char *reason, *a, *b;
        uint32_t share;
    } rows[] = {
        {"the same", "to open the road", "to open the road", 100},
        {"one word of four", "to open the road", "to open the bridge", 75},
        {"the longer one counts", "to open", "to open the road", 50},
        {"in any order", "the road to open", "to open the road", 100},
        {"nothing", "", "", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t have = spelling_shared(str_of(rows[i].a), str_of(rows[i].b));
        if (have != rows[i].share) fail_msg("%s: %u", rows[i].reason, have);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shared)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
