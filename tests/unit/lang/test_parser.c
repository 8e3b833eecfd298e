/* The trained model as a whole: its file, and what must hold of every tree. */
#include "check.h"

#include "base/utf8.h"
#include "know/tables.h"
#include "lang/lang.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define MODEL SOURCE_DIR "/model/sitrep.model"

static Tables *tables;
static Lang *lang;

static int open_all(void **state) {
    (void)state;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    check_ok(lang_open(tables, MODEL, &lang, &err), &err);
    return 0;
}

static int close_all(void **state) {
    (void)state;
    lang_close(lang);
    tables_close(tables);
    return 0;
}

static void parse(Str text, Arena *a, Parse *p) {
    Document doc = {.text = text};
    StErr err = {0};
    check_ok(lang_parse(lang, &doc, a, p, &err), &err);
}

/* One word under the root, every other word under one of its own sentence, no circle. */
static void check_trees(const Parse *p) {
    for (uint32_t i = 0; i < p->sentences.n; i++) {
        const Sentence *s = &p->sentences.v[i];
        uint32_t roots = 0;
        for (uint32_t k = s->first; k < s->first + s->count; k++) {
            const Token *t = &p->tokens.v[k];
            assert_true(t->deprel != DEP_NONE);
            assert_int_equal(t->head == 0, t->deprel == DEP_ROOT);
            roots += t->head == 0;
            uint32_t at = k + 1, steps = 0;
            while (at && steps++ <= s->count) {
                assert_true(at > s->first && at <= s->first + s->count);
                at = p->tokens.v[at - 1].head;
            }
            assert_true(steps <= s->count);
        }
        assert_int_equal(roots, 1);
    }
}

static const char *const texts[] = {
    "Gunmen killed at least 12 people in two villages on Monday, the governor said.",
    "“We will not leave,” he told reporters, “until the army withdraws.”",
    "Floods displaced 98,500 people. No aid has arrived.",
    "((((((((((((((((",
    ". . . . .",
    "a",
    "The",
    "-",
    "😀 中文 текст",
    "killed killed killed killed",
    "(NLF) (PKK) said",
    "The Front (NLF) (PKK) [ELN] and (ANC) (SPD) (CDU) (CSU) (FDP) (PDS) (BUND) (KPD) said it.",
    "The Front (NLF)"};

static void test_every_sentence_has_a_tree(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Arena a = {0};
        Parse p;
        parse(str_of(texts[i]), &a, &p);
        assert_true(p.sentences.n > 0);
        check_trees(&p);
        arena_drop(&a);
    }
}

static void test_long_sentences(void **state) {
    (void)state;
    Arena a = {0};
    Text t = {.arena = &a};
    for (int i = 0; i < 3000; i++) text_add_c(&t, i % 7 ? "(word " : "and, ");
    Parse p;
    parse(text_str(&t), &a, &p);
    check_trees(&p);
    arena_drop(&a);
}

static const char *const twins[] = {
    "guerrillas attacked a patrol in the northern province and killed three soldiers.",
    "the ministry said on monday that the rebels had fired rockets at a hospital.",
    "a report published by the news agency says that a column attacked the farm 2 days ago."};

/* An ALL-CAPITALS wire has the trees of its lower-case twin. */
static void test_capitals(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++) {
        Arena a = {0};
        Parse lower, upper;
        Str text = str_of(twins[i]), loud = arena_copy(&a, text);
        char *c = arena_take(&a, 1, text.n, 1);
        for (size_t k = 0; k < loud.n; k++) {
            char x = text.p[k];
            c[k] = (char)(x >= 'a' && x <= 'z' ? x - 32 : x);
        }
        loud.p = c;
        parse(text, &a, &lower);
        parse(loud, &a, &upper);
        assert_int_equal(lower.tokens.n, upper.tokens.n);
        for (uint32_t k = 0; k < lower.tokens.n; k++) {
            assert_int_equal(lower.tokens.v[k].xpos, upper.tokens.v[k].xpos);
            assert_int_equal(lower.tokens.v[k].head, upper.tokens.v[k].head);
            assert_int_equal(lower.tokens.v[k].deprel, upper.tokens.v[k].deprel);
        }
        arena_drop(&a);
    }
}

/* A short name in brackets changes nothing in the tree around it and hangs on the name before it. */
static void test_asides(void **state) {
    (void)state;
    static const struct {
        const char *reason, *with, *without;
        uint32_t open, name; /* where the bracket stands, and the word that it explains */
    } rows[] = {
        {"before a spokesman",
         "A National Liberation Front (NLF) spokesman in Oresk blamed the army.",
         "A National Liberation Front spokesman in Oresk blamed the army.", 4, 3},
        {"square, in capitals", "THE NATIONAL LIBERATION FRONT [NLF] KILLED TWO SOLDIERS.",
         "THE NATIONAL LIBERATION FRONT KILLED TWO SOLDIERS.", 4, 3},
        {"a name that ends in another", "The Housing Authority of New Oresk (HANO) met on Monday.",
         "The Housing Authority of New Oresk met on Monday.", 6, 2},
    };
    enum { ASIDE = 3 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Parse with, without;
        parse(str_of(rows[i].with), &a, &with);
        parse(str_of(rows[i].without), &a, &without);
        check_trees(&with);
        assert_int_equal(with.tokens.n, without.tokens.n + ASIDE);
        uint32_t open = rows[i].open;
        for (uint32_t k = 0; k < without.tokens.n; k++) {
            uint32_t head = without.tokens.v[k].head;
            const Token *t = &with.tokens.v[k < open ? k : k + ASIDE];
            if (t->head != (head > open ? head + ASIDE : head)) fail_msg("%s", rows[i].reason);
        }
        if (with.tokens.v[open + 1].head != 1 + rows[i].name) fail_msg("%s", rows[i].reason);
        assert_int_equal(with.tokens.v[open + 1].deprel, DEP_APPOS);
        assert_int_equal(with.tokens.v[open].head, open + 2);
        assert_int_equal(with.tokens.v[open + 2].head, open + 2);
        arena_drop(&a);
    }
}

/* Curly or straight, the same tree. */
static void test_marks(void **state) {
    (void)state;
    Arena a = {0};
    Parse curly, straight;
    parse(S("“We don’t know – yet,” the minister’s aide said."), &a, &curly);
    parse(S("\"We don't know - yet,\" the minister's aide said."), &a, &straight);
    assert_int_equal(curly.tokens.n, straight.tokens.n);
    for (uint32_t k = 0; k < curly.tokens.n; k++)
        assert_int_equal(curly.tokens.v[k].head, straight.tokens.v[k].head);
    arena_drop(&a);
}

/* Any damage is found on opening: every part of the file is summed. */
static void test_damaged_model(void **state) {
    (void)state;
    FILE *f = fopen(MODEL, "rb");
    assert_non_null(f);
    fseek(f, 0, SEEK_END);
    size_t n = (size_t)ftell(f);
    rewind(f);
    char *bytes = malloc(n);
    assert_int_equal(fread(bytes, 1, n, f), n);
    fclose(f);
    char path[] = "/tmp/sitrep-model-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    const size_t at[] = {0, 9, 13, 20, 26, 100, n / 2, n - 1};
    for (size_t i = 0; i <= sizeof at / sizeof *at; i++) {
        bool cut = i == sizeof at / sizeof *at;
        if (!cut) bytes[at[i]] ^= 0x10;
        assert_int_equal(ftruncate(fd, 0), 0);
        assert_int_equal(pwrite(fd, bytes, cut ? n - 64 : n, 0), cut ? n - 64 : n);
        if (!cut) bytes[at[i]] ^= 0x10;
        Lang *l = NULL;
        StErr err = {0};
        assert_int_equal(lang_open(tables, path, &l, &err), ST_BAD_FORMAT);
        assert_null(l);
    }
    close(fd);
    unlink(path);
    free(bytes);
    Lang *l = NULL;
    StErr err = {0};
    assert_int_equal(lang_open(tables, "/no/such/model", &l, &err), ST_IO);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_sentence_has_a_tree),
                                       cmocka_unit_test(test_long_sentences),
                                       cmocka_unit_test(test_capitals),
                                       cmocka_unit_test(test_asides),
                                       cmocka_unit_test(test_marks),
                                       cmocka_unit_test(test_damaged_model)};
    return cmocka_run_group_tests(tests, open_all, close_all);
}
