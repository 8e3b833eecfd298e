/* Verbs that a tagger took for something else: what the tree is after finite_verbs_mend. */
#include "parse_of.h"

#include "extract/extraction.h"

static Tables *tables;

static int open_tables(void **state) {
    (void)state;
    StErr err = {0};
    return tables_open(TABLES_BLOB, &tables, &err) == ST_OK ? 0 : -1;
}

static int close_tables(void **state) {
    (void)state;
    tables_close(tables);
    return 0;
}

/* `subject` NULL: the word stays what it was. */
static const struct {
    const char *why, *parse, *verb, *subject;
} rows[] = {
    {"an attribute right behind a noun is a verb",
     "Oresk/NNP/4/nmod on/IN/3/case Monday/NNP/1/nmod rejected=reject/VBN/5/amod calls/NNS/0/root "
     "././5/punct",
     "rejected", "Oresk"},
    {"what describes the only noun of a full sentence is its verb",
     "Flames/NNS/0/root raced=race/VBN/1/acl through/IN/5/case the/DT/5/det town/NN/2/obl "
     "././1/punct",
     "raced", "Flames"},
    {"also behind the end of what belongs to that noun",
     "The/DT/2/det highway/NN/0/root linking/VBG/2/acl Portburg/NNP/3/obj reopened=reopen/VBN/4/acl "
     "on/IN/7/case Monday/NNP/5/obl ././2/punct",
     "reopened", "highway"},
    {"what a preposition opens with is no subject",
     "In/IN/3/case the/DT/3/det evening/NN/0/root crowds/NNS/3/appos gathered=gather/VBN/4/acl "
     "outside/IN/7/case shops/NNS/5/obl ././3/punct",
     "gathered", "crowds"},
    {"a verb coordinated with it is no other verb",
     "Crowds/NNS/0/root gathered=gather/VBN/1/acl and/CC/4/cc clashed=clash/VBD/1/conj "
     "././1/punct",
     "gathered", "Crowds"},
    {"a noun on a noun may be the subject",
     "OF/NNP/0/root Front/NNP/3/compound units/NNS/1/nmod placed=place/VBN/3/acl bombs/NNS/4/obj "
     "././1/punct",
     "placed", "units"},
    {"a plural with a subject and an object is a present",
     "Firms/NNS/2/nsubj points=point/NNS/0/root the/DT/4/det finger/NN/2/obj ././2/punct", "points",
     "Firms"},
    {"a plural that closes a parenthesis, too",
     "Oresk/NNP/2/nsubj left/VBD/0/root ,/,/6/punct the/DT/6/det paper/NN/6/compound "
     "reads=read/NNS/2/parataxis ././2/punct",
     "reads", "paper"},
    {"also behind a name between commas",
     "Oresk/NNP/7/nsubj ,/,/4/punct Iln/NNP/4/compound notes=note/NNS/1/appos ,/,/1/punct is/VBZ/7/cop "
     "quiet/JJ/0/root ././7/punct",
     "notes", "Iln"},
    {"but not the plural of a list",
     "Oresk/NNP/2/nsubj sent/VBD/0/root letters/NNS/2/obj ,/,/5/punct notes=note/NNS/3/conj ././2/punct",
     "notes", NULL},
    {"an adjective made of a verb, where there is no other",
     "Oresk/NNP/3/compound regained=regained/JJ/3/amod control/NN/0/root of/IN/5/case "
     "Velmar/NNP/3/nmod ././3/punct",
     "regained", "Oresk"},
    {"none where there is another",
     "Oresk/NNP/3/compound armed=armed/JJ/3/amod groups/NNS/4/nsubj left/VBD/0/root ././4/punct",
     "armed", NULL},
    {"a headline has no full stop",
     "Soldier/NN/0/root killed=kill/VBN/1/acl in/IN/4/case raid/NN/2/obl", "killed", NULL},
    {"whom it is done by stands behind it",
     "Bridges/NNS/0/root shelled=shell/VBN/1/acl by/IN/4/case Velmar/NNP/2/obl "
     "././1/punct",
     "shelled", NULL},
    {"there is a verb already",
     "Men/NNS/5/nsubj arrested=arrest/VBN/1/acl in/IN/4/case Oresk/NNP/2/obl left=leave/VBD/0/root "
     "././5/punct",
     "arrested", NULL},
    {"what has a subject and no auxiliary is active",
     "Aides/NNS/2/nsubj argued=argue/VBN/0/root that/IN/5/mark Oresk/NNP/5/nsubj lost=lose/VBD/2/ccomp "
     "././2/punct",
     "argued", "Aides"},
    {"an auxiliary makes it passive or perfect",
     "Aides/NNS/3/nsubj have=have/VBP/3/aux argued=argue/VBN/0/root ././3/punct", "argued", NULL},
    {"who suffers stands before, who does it behind",
     "Aides/NNS/2/nsubj accused=accuse/VBN/0/root by/IN/4/case Oresk/NNP/2/obl ././2/punct",
     "accused", NULL},
    {"behind what somebody is, between commas",
     "Iln/NNP/0/root ,/,/4/punct a/DT/4/det farmer/NN/1/appos ,/,/6/punct called=call/VBN/1/acl "
     "for/IN/8/case calm/NN/6/obl ././1/punct",
     "called", "Iln"},
    {"a noun has no subject", "The/DT/2/det dam/NN/3/nsubj burst/NN/0/root ././3/punct", "burst",
     "dam"},
    {"but where something is said to be it",
     "It/PRP/4/nsubj was=be/VBD/4/cop a/DT/4/det burst/NN/0/root ././4/punct", "burst", NULL},
};

static void test_finite_mend(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Records out = {0};
        Extraction x = {.tables = tables, .arena = &a, .out = &out};
        x.parse = parse_of(&a, rows[i].parse, &out.doc);
        uint32_t verb = parse_of_find(&x.parse, rows[i].verb);
        Token before = x.parse.tokens.v[verb];
        finite_verbs_mend(&x);
        const Token *t = x.parse.tokens.v;
        if (!rows[i].subject) {
            if (t[verb].xpos != before.xpos || t[verb].head != before.head)
                fail_msg("%s: mended", rows[i].why);
        } else {
            const Token *subject = &t[parse_of_find(&x.parse, rows[i].subject)];
            bool finite = t[verb].xpos == XPOS_VBD || t[verb].xpos == XPOS_VBZ;
            if (!finite || subject->head != verb + 1 || subject->deprel != DEP_NSUBJ)
                fail_msg("%s: not mended", rows[i].why);
        }
        arena_drop(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_finite_mend)};
    return cmocka_run_group_tests(tests, open_tables, close_tables);
}
