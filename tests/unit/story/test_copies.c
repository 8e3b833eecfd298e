#include "check.h"

#include "story/copies.h"

#include <stdio.h>

/* Texts of made-up words, always the same: word `n` of stock `s`. */
static void add_words(Text *t, unsigned stock, unsigned from, unsigned to) {
    for (unsigned i = from; i < to; i++) {
        uint64_t h = (uint64_t)(stock * 100003u + i) * 0x9e3779b97f4a7c15u;
        text_format(t, "%c%c%c%c%u%s", 'a' + (char)(h >> 60 & 15), 'a' + (char)(h >> 52 & 15),
                    'a' + (char)(h >> 44 & 15), 'a' + (char)(h >> 36 & 15),
                    (unsigned)(h >> 20 & 255), i % 14 == 13 ? ". " : " ");
    }
}

typedef struct Set {
    Arena a;
    RecordsList docs;
    uint32_t *leaders;
} Set;

static uint32_t put_text(Set *s, Text t) {
    Records *r = arena_new(&s->a, Records, 1);
    r->doc.text = text_str(&t);
    *list_push(&s->a, &s->docs, Records *) = r;
    return s->docs.n - 1;
}

static Text text_in(Set *s) {
    return (Text){.arena = &s->a};
}

static void fold(Set *s) {
    StErr err = {0};
    check_ok(copies_find(&s->docs, &s->a, &s->leaders, &err), &err);
}

static bool folded(const Set *s, uint32_t a, uint32_t b) {
    return s->leaders[a] == s->leaders[b];
}

static void test_what_is_a_copy(void **state) {
    (void)state;
    Set s = {0};
    Text wire = text_in(&s), again = text_in(&s), cut = text_in(&s), longer = text_in(&s);
    Text quoting = text_in(&s), other = text_in(&s), merged = text_in(&s);
    add_words(&wire, 1, 0, 180);
    uint32_t a = put_text(&s, wire);
    add_words(&again, 9, 0, 12); /* another lede, the rest with a few figures changed */
    add_words(&again, 1, 10, 90);
    text_add_c(&again, "98500 ");
    add_words(&again, 1, 91, 180);
    uint32_t b = put_text(&s, again);
    add_words(&cut, 1, 0, 70);
    uint32_t c = put_text(&s, cut);
    add_words(&longer, 2, 0, 300);
    add_words(&longer, 1, 0, 180);
    add_words(&longer, 2, 300, 420);
    uint32_t d = put_text(&s, longer);
    add_words(&quoting, 3, 0, 200); /* one statement of 45 words quoted in both */
    add_words(&quoting, 1, 40, 85);
    uint32_t e = put_text(&s, quoting);
    add_words(&other, 4, 0, 180);
    uint32_t f = put_text(&s, other);
    add_words(&merged, 4, 0, 175);
    add_words(&merged, 5, 0, 150);
    uint32_t g = put_text(&s, merged);
    Text second = text_in(&s);
    add_words(&second, 5, 0, 150);
    uint32_t h = put_text(&s, second);
    fold(&s);
    assert_true(folded(&s, a, b));
    assert_true(folded(&s, a, c));
    assert_true(folded(&s, a, d));
    assert_int_equal(s.leaders[a], d); /* the longest leads */
    assert_false(folded(&s, a, e));
    assert_false(folded(&s, a, f));
    assert_true(folded(&s, f, g));
    assert_false(folded(&s, f, h)); /* the article merged from two wires does not tie them */
    arena_drop(&s.a);
}

/* Print `p` of wire `w`: cut at either end, with a lede of its own, a figure changed, and a
 * statement that the next wire quotes too. The last print is merged from two wires. */
static Text reprint(Set *s, unsigned w, unsigned p, unsigned prints) {
    Text t = text_in(s);
    bool merged = p + 1 == prints;
    unsigned end = merged ? 110 : p % 3 == 1 ? 150 : 220;
    if (p % 2) add_words(&t, 100000 + w * prints + p, 0, 25);
    add_words(&t, w, p % 4 == 3 ? 12 : 0, 60 + p);
    text_format(&t, "%u ", 1000 + p);
    add_words(&t, 50000 + w / 2, 0, 25);
    add_words(&t, w, 61 + p, end);
    if (merged) add_words(&t, w + 1, 110, 220);
    return t;
}

/* Reprints of 1,250 wires: no two wires become one text, and nearly all prints of one do. */
static void test_generated_reprints(void **state) {
    (void)state;
    enum { WIRES = 1250, PRINTS = 8 };
    Set s = {0};
    for (unsigned w = 0; w < WIRES; w++)
        for (unsigned p = 0; p < PRINTS; p++) put_text(&s, reprint(&s, w, p, PRINTS));
    assert_int_equal(s.docs.n, 10000);
    fold(&s);
    uint32_t pairs = 0, found = 0, wrong = 0;
    for (uint32_t i = 0; i < s.docs.n; i++) {
        wrong += s.leaders[i] / PRINTS != i / PRINTS;
        if (i % PRINTS == PRINTS - 1) continue; /* a merged one may stand alone */
        pairs++;
        found += s.leaders[i] == s.leaders[i / PRINTS * PRINTS];
    }
    if (wrong * 100 > s.docs.n) fail_msg("%u of %u in another wire's text", wrong, s.docs.n);
    if (found * 100 < pairs * 99) fail_msg("%u of %u prints found", found, pairs);
    arena_drop(&s.a);
}

static void test_short_and_empty(void **state) {
    (void)state;
    Set s = {0};
    for (int i = 0; i < 3; i++) {
        Text t = text_in(&s);
        if (i) text_add_c(&t, "Flood hits the lower town");
        put_text(&s, t);
    }
    Text t = text_in(&s);
    text_add_c(&t, "Flood hits the upper town");
    put_text(&s, t);
    fold(&s);
    assert_int_equal(s.leaders[0], 0);
    assert_int_equal(s.leaders[1], s.leaders[2]);
    assert_int_equal(s.leaders[3], 3);
    arena_drop(&s.a);
}

#ifdef SITREP_FAULTS
static void test_memory_faults(void **state) {
    (void)state;
    Set s = {0};
    for (unsigned i = 0; i < 3; i++) {
        Text t = text_in(&s);
        add_words(&t, 7, i, 100);
        put_text(&s, t);
    }
    for (long n = 1; n < 400; n++) {
        StErr err = {0};
        st_fault_after = n;
        StCode code = copies_find(&s.docs, &s.a, &s.leaders, &err);
        bool through = st_fault_after > 0;
        st_fault_after = -1;
        if (code != ST_OK) assert_int_equal(code, ST_NOMEM);
        if (code != ST_OK) assert_null(s.leaders);
        if (through) break;
        assert_int_not_equal(n, 399);
    }
    arena_drop(&s.a);
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_a_copy),
        cmocka_unit_test(test_generated_reprints),
        cmocka_unit_test(test_short_and_empty),
#ifdef SITREP_FAULTS
        cmocka_unit_test(test_memory_faults),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
