/* News of every day tells of no event: quiet_sentences.tsv. */
#include "extract_of.h"
#include "tsv_rows.h"

enum { QUIET_PER_MILLE = 800 };

static bool is_quiet(ExtractOf *e, Str sentence) {
    char text[TSV_LINE_MAX];
    snprintf(text, sizeof text, "%.*s", STR_ARG(sentence));
    const Records *r = extract_of(e, text, 0);
    for (uint32_t i = 0; i < r->events.n; i++)
        printf("%s %.*s\n", CLASS_words[r->events.v[i].class], STR_ARG(sentence));
    return r->events.n == 0;
}

static void test_quiet_sentences(void **state) {
    (void)state;
    ExtractOf e;
    TsvRows t;
    uint32_t n = 0, quiet = 0;
    extract_of_open(&e);
    tsv_open(&t, SOURCE_DIR "/tests/unit/extract/quiet_sentences.tsv");
    for (; tsv_next(&t, 1); n++) quiet += is_quiet(&e, t.cell[0]);
    extract_of_close(&e);
    printf("quiet sentences: %u of %u\n", quiet, n);
    assert_true(n > 0);
    assert_true(quiet * 1000 >= n * QUIET_PER_MILLE);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_quiet_sentences)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
