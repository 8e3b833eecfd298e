#include "check.h"

#include "lang/conllu.h"

static void test_write(void **state) {
    (void)state;
    Token words[] = {
        {.span = {0, 2},
         .form = S("É"),
         .lemma = S("É"),
         .upos = UPOS_PROPN,
         .xpos = XPOS_NNP,
         .deprel = DEP_NSUBJ,
         .head = 2},
        {.span = {3, 5},
         .form = S("do"),
         .lemma = S("do"),
         .upos = UPOS_AUX,
         .xpos = XPOS_VBP,
         .deprel = DEP_ROOT},
        {.span = {5, 8},
         .form = S("n't"),
         .lemma = S("not"),
         .upos = UPOS_PART,
         .xpos = XPOS_RB,
         .deprel = DEP_ADVMOD,
         .head = 2,
         .flags = TOKEN_CLITIC},
        {.span = {8, 9}, .form = S("."), .lemma = S("."), .upos = UPOS_PUNCT, .xpos = XPOS_STOP},
        {.span = {11, 13}, .form = S("Hi"), .upos = UPOS_INTJ},
    };
    Sentence sentences[] = {{.span = {0, 9}, .first = 0, .count = 4},
                            {.span = {11, 13}, .first = 4, .count = 1}};
    Parse p = {{words, 5}, {sentences, 2}};
    Document doc = {.id = S("d1"), .text = S("É don't.\n\nHi")};
    Arena a = {0};
    Text out = {.arena = &a};
    check_ok(conllu_write(&doc, &p, &a, &out), NULL);
    check_str(text_str(&out), "# newdoc id = d1\n# newpar\n# sent_id = d1-1\n# text = É don't.\n"
                              "1\tÉ\tÉ\tPROPN\tNNP\t_\t2\tnsubj\t_\tTokenRange=0:1\n"
                              "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=2:7\n"
                              "2\tdo\tdo\tAUX\tVBP\t_\t0\troot\t_\t_\n"
                              "3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_\n"
                              "4\t.\t.\tPUNCT\t.\t_\t_\t_\t_\tTokenRange=7:8\n\n"
                              "# newpar\n# sent_id = d1-2\n# text = Hi\n"
                              "1\tHi\t_\tINTJ\t_\t_\t_\t_\t_\tTokenRange=10:12\n\n");
    arena_drop(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_write)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
