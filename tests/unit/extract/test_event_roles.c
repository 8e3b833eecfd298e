/* Who stands in the roles of an event, from whole texts. Texts are invented. */
#include "extract_of.h"

enum { LINE_MAX_BYTES = 512 };

static ExtractOf e;

typedef struct Line {
    char p[LINE_MAX_BYTES];
    size_t n;
} Line;

static void put(Line *l, const char *label, Str words) {
    int n = snprintf(l->p + l->n, sizeof l->p - l->n, "%s%s=%.*s", l->n ? " " : "", label,
                     STR_ARG(words));
    l->n += n > 0 && l->n + (size_t)n < sizeof l->p ? (size_t)n : 0;
}

static const Event *event_of(const Records *r, const char *trigger) {
    for (uint32_t i = 0; i < r->events.n; i++)
        if (str_eq(document_cut(&r->doc, r->events.v[i].head.span), str_of(trigger)))
            return &r->events.v[i];
    return NULL;
}

/* "[mode] by=… to=… what=…" */
static void render(const Records *r, const Event *v, Line *l) {
    l->n = 0;
    l->p[0] = 0;
    if (v->mode.n) put(l, "mode", v->mode);
    for (uint32_t i = 0; i < v->agents.n; i++)
        put(l, "by", document_cut(&r->doc, v->agents.v[i].span));
    for (uint32_t i = 0; i < v->recipients.n; i++)
        put(l, "to", document_cut(&r->doc, v->recipients.v[i].span));
    for (uint32_t i = 0; i < v->objects.n; i++)
        put(l, "what", document_cut(&r->doc, v->objects.v[i].span));
    if (v->polarity == POLARITY_NEGATIVE) put(l, "not", S("so"));
}

typedef struct RoleRow {
    const char *why, *text, *trigger, *want;
} RoleRow;

static void test_roles(void **state) {
    (void)state;
    static const RoleRow rows[] = {
        {"how many is no part of who", "Gunmen killed three priests in the town.", "killed",
         "mode=firearms by=Gunmen to=priests"},
        {"a thing keeps its number", "Rebels destroyed two bridges near the border.", "destroyed",
         "mode=destroy by=Rebels what=two bridges"},
        {"a number alone stands for those before it",
         "Gunmen attacked the camp. Several villagers were killed and at least 15 wounded.",
         "wounded", "to=15"},
        {"what is thrown is not what is hit", "Demonstrators threw stones at a bank.", "threw",
         "mode=primitive by=Demonstrators to=bank"},
        {"the tree finds one of a long subject",
         "A colonel, two lieutenants, a corporal and three soldiers were kidnapped on Friday.",
         "kidnapped", "mode=abduct to=colonel to=soldiers to=lieutenants to=corporal"},
        {"members of a body act, and it through them",
         "The post was attacked by members of the National Liberation Army.", "attacked",
         "by=members by=members what=post"},
        {"a predicate names the doer",
         "The colonel was the mastermind of the murder of the priest.", "murder",
         "mode=targeted by=colonel to=priest"},
        {"whose work it was", "The attack on the bank was the work of guerrillas.", "attack",
         "by=guerrillas to=bank"},
        {"who repudiates a murder neither did nor denies it",
         "The unions repudiated the murder of the teacher.", "murder", "mode=targeted to=teacher"},
        {"a clause of his own parts nobody from his verb",
         "Sources said that Juan Perez, who was working at the station, was killed.", "killed",
         "to=Juan Perez"},
        {"a name behind what he is", "Gunmen killed university rector Juan Perez.", "killed",
         "mode=firearms by=Gunmen to=university rector Juan Perez"},
        {"whose house is hit is hit", "Gunmen attacked the residence of Juan Perez.", "attacked",
         "mode=firearms by=Gunmen to=Juan Perez what=residence"},
        {"what stands before its owner is left to it", "A bomb went off at Juan Perez's house.",
         "went off", "mode=explosives to=Juan Perez what=house"},
        {"any word of a phrase may have the doer",
         "The minister was shot dead by a hooded man riding a motorcycle.", "shot dead",
         "mode=firearms by=hooded man to=minister"},
        {"who those are that it befell",
         "Those who were kidnapped are Jose Martinez, 55, and Luis Rossi, 35.", "kidnapped",
         "mode=abduct to=Jose Martinez to=Luis Rossi"},
        {"the wounded are told by name or kind", "The wounded include a child and a woman.",
         "wounded", "to=child to=woman"},
        {"windows are of a house",
         "A bomb went off in the town. The blast shattered the windows of a bank.", "blast",
         "mode=explosives to=bank"},
        {"who admits that others did it did not",
         "The president admitted that soldiers were responsible for the murder of the priest.",
         "murder", "mode=targeted by=soldiers to=priest"},
        {"what stands behind with is the subject of its participle",
         "Velmar opened fire with the town already starving after being blockaded.", "blockaded",
         "mode=restrict what=town"},
    };
    extract_of_open(&e);
    uint32_t failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Records *r = extract_of(&e, rows[i].text, 0);
        const Event *v = event_of(r, rows[i].trigger);
        Line have = {{0}, 0};
        if (v) render(r, v, &have);
        if (v && !strcmp(have.p, rows[i].want)) continue;
        print_message("%s:\n  have %s\n  want %s\n", rows[i].why, v ? have.p : "no event",
                      rows[i].want);
        failed++;
    }
    extract_of_close(&e);
    if (failed) fail_msg("%u rows", failed);
}

typedef struct ModeRow {
    const char *why, *text, *trigger, *mode, *cameo;
} ModeRow;

/* To take arms is one thing, to take a town another, and an embassy a third. */
static void test_seizures(void **state) {
    (void)state;
    static const ModeRow rows[] = {
        {"arms, whoever takes them", "The rebels seized 30 rifles.", "seized", "", "171"},
        {"goods, by those who may", "Police seized a truck at the border.", "seized", "", "171"},
        {"goods, by those who may not", "Gunmen seized a truck at the border.", "seized", "seize",
         "171"},
        {"the verb says so", "The court confiscated his house.", "confiscated", "", "171"},
        {"ground", "The rebels captured two villages.", "captured", "", "192"},
        {"a building", "Gunmen occupied the embassy.", "occupied", "seize", NULL},
        {"a house that is searched", "Police raided the house of the minister.", "raided", "",
         "171"},
    };
    extract_of_open(&e);
    uint32_t failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Records *r = extract_of(&e, rows[i].text, 0);
        const Event *v = event_of(r, rows[i].trigger);
        if (v && str_eq(v->mode, str_of(rows[i].mode)) &&
            (!rows[i].cameo || str_eq(v->cameo, str_of(rows[i].cameo))))
            continue;
        print_message("%s: %.*s %.*s\n", rows[i].why, STR_ARG(v ? v->mode : S("no event")),
                      STR_ARG(v ? v->cameo : S("")));
        failed++;
    }
    extract_of_close(&e);
    if (failed) fail_msg("%u rows", failed);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_roles),
                                       cmocka_unit_test(test_seizures)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
