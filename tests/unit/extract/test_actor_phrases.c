/* Who is meant by a phrase on a day: actor_phrases.tsv, whose head says how it is written. Each is
 * the subject of one sentence; what counts is the actor that the sentence's event has for its
 * agent. */
#include "extract_of.h"
#include "tsv_rows.h"

enum { COLUMNS = 5, PHRASES_AT_LEAST = 400, RIGHT_PER_MILLE = 950 };

typedef struct ActorPhrase {
    Str words, date, country, sectors, kind;
} ActorPhrase;

static bool sectors_right(Str cell, Strs have) {
    bool not_these = cell.p[0] == '!';
    if (not_these) cell = str_from(cell, 1);
    bool any = str_eq(cell, S("*"));
    for (uint32_t i = 0; i < have.n; i++) any |= tsv_allows(cell, have.v[i]);
    return any != not_these;
}

static const Actor *agent_of(const Records *r) {
    for (uint32_t i = 0; i < r->events.n; i++)
        if (r->events.v[i].class == CLASS_REJECT && r->events.v[i].agents.n)
            return records_actor(r, r->events.v[i].agents.v[0].actor);
    return NULL;
}

static void print_miss(ActorPhrase p, const Actor *a) {
    printf("[%.*s] %.*s (%.*s): %.*s %.*s, have", STR_ARG(p.kind), STR_ARG(p.words),
           STR_ARG(p.date), STR_ARG(p.country), STR_ARG(p.sectors));
    if (!a) printf(" no actor");
    if (a) printf(" %.*s", STR_ARG(a->country));
    for (uint32_t i = 0; a && i < a->sectors.n; i++) printf(" %.*s", STR_ARG(a->sectors.v[i]));
    printf("\n");
}

static bool phrase_right(ExtractOf *e, ActorPhrase p) {
    char text[2 * TSV_LINE_MAX];
    Day day = day_parse(p.date);
    assert_true(day);
    snprintf(text, sizeof text, "%.*s rejected the proposal on Tuesday.", STR_ARG(p.words));
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = (char)(text[0] - 'a' + 'A');
    const Actor *a = agent_of(extract_of(e, text, day));
    bool right = str_eq(p.country, S("none")) ? !a
                                              : a && tsv_allows(p.country, a->country) &&
                                                    sectors_right(p.sectors, a->sectors);
    if (!right) print_miss(p, a);
    return right;
}

static void test_actor_phrases(void **state) {
    (void)state;
    ExtractOf e;
    TsvRows t;
    uint32_t n = 0, right = 0;
    extract_of_open(&e);
    tsv_open(&t, SOURCE_DIR "/tests/unit/extract/actor_phrases.tsv");
    for (; tsv_next(&t, COLUMNS); n++)
        right +=
            phrase_right(&e, (ActorPhrase){t.cell[0], t.cell[1], t.cell[2], t.cell[3], t.cell[4]});
    extract_of_close(&e);
    printf("actor phrases: %u of %u right\n", right, n);
    assert_true(n >= PHRASES_AT_LEAST);
    assert_true(right * 1000 >= n * RIGHT_PER_MILLE);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_actor_phrases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
