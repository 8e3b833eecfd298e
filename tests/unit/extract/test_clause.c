#include "parse_of.h"

#include "extract/clause.h"

/* Sentences with their trees; every row is asked with the tree and again without it. */
enum { WITH_TREE = 1, WITHOUT = 2, BOTH = 3 };

static const char relative[] =
    "The/DT/2/det envoy/NN/14/nsubj of/IN/4/case Oresk/NNP/2/nmod ,/,/7/punct "
    "who/WP/7/nsubj called=call/VBD/2/acl:relcl for/IN/9/case talks/NNS/7/obl ,/,/7/punct "
    "has=have/VBZ/14/aux not/RB/14/advmod yet/RB/14/advmod accused=accuse/VBN/0/root "
    "Velmar/NNP/14/obj of/IN/17/case arson/NN/14/obl ././14/punct";
static const char participle[] =
    "The/DT/2/det general/NN/3/nsubj thanked=thank/VBD/0/root crews/NNS/3/obj ,/,/6/punct "
    "adding=add/VBG/3/advcl that/IN/10/mark roads/NNS/10/nsubj were=be/VBD/10/aux:pass "
    "mined=mine/VBN/6/ccomp ././3/punct";
static const char passive[] =
    "Three/CD/2/nummod bridges/NNS/4/nsubj:pass were=be/VBD/4/aux:pass shelled=shell/VBN/0/root "
    "by/IN/8/case Velmar/NNP/8/nmod:poss 's/POS/6/case army/NN/4/obl:agent ././4/punct";
static const char control[] =
    "Oresk/NNP/3/nsubj has=have/VBZ/3/aux told=tell/VBN/0/root troops/NNS/3/obj to/TO/6/mark "
    "leave=leave/VB/3/xcomp and/CC/8/cc vowed=vow/VBD/3/conj to/TO/10/mark answer/VB/8/xcomp";
static const char inverted[] =
    "\"/``/3/punct Nobody/NN/3/nsubj slept=sleep/VBD/6/ccomp ,/,/6/punct "
    "\"/''/6/punct said=say/VBD/0/root Iln/NNP/6/nsubj ,/,/9/punct "
    "mayor/NN/7/appos of/IN/11/case Oresk/NNP/9/nmod ././6/punct";
static const char twice[] =
    "The/DT/2/det de/FW/5/nsubj facto/FW/2/flat ombudsman/NN/5/nsubj said=say/VBD/0/root ././5/punct";

static const struct {
    const char *why, *parse, *verb;
    int modes;
    const char *subject, *agent, *patient;
} roles[] = {
    {"a relative clause stands between", relative, "accused", BOTH, "envoy", "envoy", "Velmar"},
    {"who is the envoy", relative, "called", WITH_TREE, "envoy", "envoy", NULL},
    {"a participle shares the subject", participle, "adding", BOTH, "general", "general", NULL},
    {"a clause in a clause", participle, "mined", BOTH, "roads", NULL, "roads"},
    {"passive with agent", passive, "shelled", BOTH, "bridges", "army", "bridges"},
    {"the object leaves", control, "leave", BOTH, "troops", "troops", NULL},
    {"a conjunct shares it", control, "vowed", BOTH, "Oresk", "Oresk", NULL},
    {"two subjects in a wrong tree", twice, "said", WITH_TREE, "ombudsman", "ombudsman", NULL},
    {"verb before subject", inverted, "said", BOTH, "Iln", "Iln", NULL},
};

static void strip_tree(Parse *p) {
    for (uint32_t i = 0; i < p->tokens.n; i++) {
        p->tokens.v[i].head = 0;
        p->tokens.v[i].deprel = DEP_NONE;
    }
}

static void expect(const Parse *p, uint32_t have, const char *want, const char *why, int mode) {
    const char *how = mode == WITH_TREE ? "tree" : "chunks";
    if (!want) {
        if (have != TOKEN_NONE)
            fail_msg("%s (%s): have \"%.*s\", want none", why, how,
                     STR_ARG(p->tokens.v[have].form));
        return;
    }
    if (have == TOKEN_NONE) fail_msg("%s (%s): have none, want \"%s\"", why, how, want);
    if (!str_eq(p->tokens.v[have].form, str_of(want)))
        fail_msg("%s (%s): have \"%.*s\", want \"%s\"", why, how, STR_ARG(p->tokens.v[have].form),
                 want);
}

static void test_roles(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        for (int mode = WITH_TREE; mode <= WITHOUT; mode++) {
            if (!(roles[i].modes & mode)) continue;
            Arena a = {0};
            Document doc = {0};
            Parse p = parse_of(&a, roles[i].parse, &doc);
            if (mode == WITHOUT) strip_tree(&p);
            uint32_t v = parse_of_find(&p, roles[i].verb);
            expect(&p, clause_subject(&p, v), roles[i].subject, roles[i].why, mode);
            expect(&p, clause_agent(&p, v), roles[i].agent, roles[i].why, mode);
            expect(&p, clause_patient(&p, v), roles[i].patient, roles[i].why, mode);
            arena_drop(&a);
        }
}

static void test_noun_phrases(void **state) {
    (void)state;
    static const struct {
        const char *why, *parse, *noun, *want;
    } rows[] = {
        {"no relative clause", relative, "envoy", "The envoy of Oresk"},
        {"genitive", passive, "army", "Velmar 's army"},
        {"apposition", inverted, "Iln", "Iln , mayor of Oresk"},
        {"number", passive, "bridges", "Three bridges"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int mode = WITH_TREE; mode <= WITHOUT; mode++) {
            Arena a = {0};
            Document doc = {0};
            Parse p = parse_of(&a, rows[i].parse, &doc);
            if (mode == WITHOUT) strip_tree(&p);
            TokenRange r = clause_noun_phrase(&p, parse_of_find(&p, rows[i].noun));
            Str have = str_cut(doc.text, clause_span(&p, r));
            if (!str_eq(have, str_of(rows[i].want)))
                fail_msg("%s (%d): have \"%.*s\"", rows[i].why, mode, STR_ARG(have));
            assert_int_equal(clause_noun_head(&p, r), parse_of_find(&p, rows[i].noun));
            arena_drop(&a);
        }
}

static void test_verb_groups(void **state) {
    (void)state;
    static const struct {
        const char *why, *parse, *verb;
        Tense tense;
        bool passive, negated, perfect, infinitive, finite, modal;
    } rows[] = {
        {"has not yet accused", relative, "accused", TENSE_PRESENT, 0, 1, 1, 0, 1, 0},
        {"were mined", participle, "mined", TENSE_PAST, 1, 0, 0, 0, 1, 0},
        {"adding", participle, "adding", TENSE_NONE, 0, 0, 0, 0, 0, 0},
        {"to leave", control, "leave", TENSE_NONE, 0, 0, 0, 1, 0, 0},
        {"will not answer", "It/PRP will/MD n't/RB answer/VB", "answer", TENSE_FUTURE, 0, 1, 0, 0,
         1, 0},
        {"may have been hit", "It/PRP may/MD have/VB been=be/VBN hit/VBN", "hit", TENSE_NONE, 1, 0,
         1, 0, 1, 1},
        {"the accused unit", "units/NNS accused=accuse/VBN of/IN arson/NN", "accused", TENSE_NONE,
         1, 0, 0, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Document doc = {0};
        Parse p = parse_of(&a, rows[i].parse, &doc);
        VerbGroup g = clause_verb_group(&p, parse_of_find(&p, rows[i].verb));
        if (g.tense != rows[i].tense || g.passive != rows[i].passive ||
            g.negated != rows[i].negated || g.perfect != rows[i].perfect ||
            g.infinitive != rows[i].infinitive || g.finite != rows[i].finite ||
            (g.modal != TOKEN_NONE) != rows[i].modal)
            fail_msg("%s: tense %d passive %d negated %d perfect %d infinitive %d finite %d",
                     rows[i].why, g.tense, g.passive, g.negated, g.perfect, g.infinitive, g.finite);
        arena_drop(&a);
    }
}

static void test_obliques(void **state) {
    (void)state;
    for (int mode = WITH_TREE; mode <= WITHOUT; mode++) {
        Arena a = {0};
        Document doc = {0};
        Parse p = parse_of(&a, relative, &doc);
        if (mode == WITHOUT) strip_tree(&p);
        uint32_t accused = parse_of_find(&p, "accused");
        expect(&p, clause_oblique(&p, accused, S("of")), "arson", "accuse Y of Z", mode);
        expect(&p, clause_oblique(&p, accused, S("for")), NULL, "not after it", mode);
        expect(&p, clause_verb_of(&p, parse_of_find(&p, "yet")), "accused", "verb of", mode);
        arena_drop(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roles),
        cmocka_unit_test(test_noun_phrases),
        cmocka_unit_test(test_verb_groups),
        cmocka_unit_test(test_obliques),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
