/* How many of what in a text: figure_sentences.tsv, whose head says how it is written. */
#include "extract_of.h"
#include "tsv_rows.h"

enum { COLUMNS = 2, FIGURES_MAX = 64, FOUND_PER_MILLE = 950, RIGHT_PER_MILLE = 950 };

static bool is_number(Str cell, Number n) {
    char text[32];
    snprintf(text, sizeof text, n.milli % 1000 ? "%lld.%03lld" : "%lld", (long long)n.milli / 1000,
             (long long)n.milli % 1000);
    return n.some && str_eq(cell, str_of(text));
}

/* "30" or "30..40" */
static bool has_number(Str cell, const Figure *f) {
    size_t dots = str_find(cell, S(".."));
    if (dots == SIZE_MAX) return is_number(cell, f->value);
    return is_number((Str){cell.p, dots}, f->low) && is_number(str_from(cell, dots + 2), f->high);
}

static bool is_word_true(Str word, const Figure *f) {
    if (str_eq(word, S("part"))) return f->part_of != 0;
    if (str_eq(word, S("cumulative"))) return f->scope == SCOPE_CUMULATIVE;
    if (str_eq(word, str_of(STATUS_words[f->status]))) return true;
    return str_eq(word, f->unit) || str_eq(word, str_of(QUANT_words[f->quantifier]));
}

/* Does a figure fit what is wanted of it, "killed at_least 30 household"? */
static bool fits(Str wanted, const Figure *f) {
    Str word, quantifier = str_of(QUANT_words[f->quantifier]);
    bool exact = f->quantifier == QUANT_EXACT, asserted = f->status == STATUS_ASSERTED;
    if (!str_split(&wanted, ' ', &word) || !str_eq(word, f->measure)) return false;
    while (str_split(&wanted, ' ', &word)) {
        bool digit = word.p[0] >= '0' && word.p[0] <= '9';
        if (digit ? !has_number(word, f) : !is_word_true(word, f)) return false;
        exact |= str_eq(word, quantifier);
        asserted |= str_eq(word, str_of(STATUS_words[f->status]));
    }
    return exact && asserted;
}

static bool count(ExtractOf *e, Str wanted, Str sentence, uint32_t *found, uint32_t *of) {
    char text[TSV_LINE_MAX];
    bool used[FIGURES_MAX] = {false}, right = true;
    snprintf(text, sizeof text, "%.*s", STR_ARG(sentence));
    const Records *r = extract_of(e, text, 0);
    assert_true(r->figures.n <= FIGURES_MAX);
    for (Str one; !str_eq(wanted, S("-")) && str_split(&wanted, ';', &one);) {
        uint32_t i = 0;
        one = str_trim(one);
        bool open = str_starts(one, S("?"));
        if (open) one = str_trim(str_from(one, 1));
        while (i < r->figures.n && (used[i] || !fits(one, &r->figures.v[i]))) i++;
        bool hit = i < r->figures.n;
        if (hit) used[i] = true;
        *found += hit && !open;
        *of += !open;
        right &= hit || open;
    }
    for (uint32_t i = 0; i < r->figures.n; i++) right &= used[i] || r->figures.v[i].measure.n == 0;
    return right;
}

static void test_figure_sentences(void **state) {
    (void)state;
    ExtractOf e;
    TsvRows t;
    uint32_t n = 0, right = 0, found = 0, of = 0;
    extract_of_open(&e);
    tsv_open(&t, SOURCE_DIR "/tests/unit/extract/figure_sentences.tsv");
    for (; tsv_next(&t, COLUMNS); n++) {
        if (count(&e, t.cell[0], t.cell[1], &found, &of)) {
            right++;
            continue;
        }
        printf("%.*s\n   want %.*s\n", STR_ARG(t.cell[1]), STR_ARG(t.cell[0]));
        for (uint32_t i = 0; i < e.records.figures.n; i++) {
            const Figure *f = &e.records.figures.v[i];
            printf("   %.*s %s %lld %lld..%lld %.*s%s %s\n", STR_ARG(f->measure),
                   QUANT_words[f->quantifier], (long long)f->value.milli / 1000,
                   (long long)f->low.milli / 1000, (long long)f->high.milli / 1000,
                   STR_ARG(f->unit), f->part_of ? " part" : "", STATUS_words[f->status]);
        }
    }
    extract_of_close(&e);
    printf("figure sentences: figures %u of %u, sentences %u of %u\n", found, of, right, n);
    assert_true(n > 0);
    assert_true(found * 1000 >= of * FOUND_PER_MILLE);
    assert_true(right * 1000 >= n * RIGHT_PER_MILLE);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_figure_sentences)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
