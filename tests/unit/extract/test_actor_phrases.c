/* Who is meant by a phrase on a day: actor_phrases.tsv, whose head says how it is written. Each is
 * the subject of one sentence; what counts is the actor that the sentence's event has for its
 * agent. */
#include "extract_of.h"

#include <stdio.h>
#include <string.h>

enum { LINE_MAX_BYTES = 256, COLUMNS = 5, PHRASES_AT_LEAST = 400, RIGHT_PER_MILLE = 950 };

typedef struct ActorPhrase {
    Str words, date, country, sectors, kind;
} ActorPhrase;

static bool phrase_read(const char *line, ActorPhrase *out) {
    Str cell[COLUMNS], rest = str_trim(str_of(line));
    if (!rest.n || rest.p[0] == '#') return false;
    for (int i = 0; i < COLUMNS; i++) {
        const char *tab = memchr(rest.p, '\t', rest.n);
        assert_true(tab || i == COLUMNS - 1);
        cell[i] = tab ? (Str){rest.p, (size_t)(tab - rest.p)} : rest;
        rest = str_from(rest, cell[i].n + (tab != NULL));
    }
    *out = (ActorPhrase){cell[0], cell[1], cell[2], cell[3], cell[4]};
    return true;
}

/* Is `value` one of a cell's, "-" standing for none? */
static bool cell_allows(Str cell, Str value) {
    if (!value.n) value = S("-");
    while (cell.n) {
        const char *comma = memchr(cell.p, ',', cell.n);
        Str one = comma ? (Str){cell.p, (size_t)(comma - cell.p)} : cell;
        if (str_eq(one, S("*")) || str_eq(one, value)) return true;
        cell = str_from(cell, one.n + (comma != NULL));
    }
    return false;
}

static bool sectors_right(Str cell, Strs have) {
    bool not_these = cell.p[0] == '!';
    if (not_these) cell = str_from(cell, 1);
    bool any = str_eq(cell, S("*"));
    for (uint32_t i = 0; i < have.n; i++) any |= cell_allows(cell, have.v[i]);
    return any != not_these;
}

static const Actor *agent_of(const Records *r) {
    for (uint32_t i = 0; i < r->events.n; i++)
        if (r->events.v[i].class == CLASS_REJECT && r->events.v[i].agents.n)
            return records_actor(r, r->events.v[i].agents.v[0].actor);
    return NULL;
}

static bool phrase_right(ExtractOf *e, ActorPhrase p) {
    char text[2 * LINE_MAX_BYTES];
    Day day = day_parse(p.date);
    assert_true(day);
    snprintf(text, sizeof text, "%.*s rejected the proposal on Tuesday.", STR_ARG(p.words));
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = (char)(text[0] - 'a' + 'A');
    const Actor *a = agent_of(extract_of(e, text, day));
    if (str_eq(p.country, S("none"))) {
        if (!a) return true;
        printf("%.*s: no actor is meant, have %.*s\n", STR_ARG(p.words), STR_ARG(a->name));
        return false;
    }
    if (a && cell_allows(p.country, a->country) && sectors_right(p.sectors, a->sectors))
        return true;
    printf("[%.*s] %.*s (%.*s): %.*s %.*s, have", STR_ARG(p.kind), STR_ARG(p.words),
           STR_ARG(p.date), STR_ARG(p.country), STR_ARG(p.sectors));
    if (!a) printf(" no actor");
    if (a) printf(" %.*s", STR_ARG(a->country));
    for (uint32_t i = 0; a && i < a->sectors.n; i++) printf(" %.*s", STR_ARG(a->sectors.v[i]));
    printf("\n");
    return false;
}

static void test_actor_phrases(void **state) {
    (void)state;
    ExtractOf e;
    extract_of_open(&e);
    FILE *f = fopen(SOURCE_DIR "/tests/unit/extract/actor_phrases.tsv", "r");
    assert_non_null(f);
    char line[LINE_MAX_BYTES];
    uint32_t n = 0, right = 0;
    while (fgets(line, sizeof line, f)) {
        ActorPhrase p;
        if (!phrase_read(line, &p)) continue;
        n++;
        right += phrase_right(&e, p);
    }
    fclose(f);
    extract_of_close(&e);
    printf("actor phrases: %u of %u right\n", right, n);
    assert_true(n >= PHRASES_AT_LEAST);
    assert_true(right * 1000 >= n * RIGHT_PER_MILLE);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_actor_phrases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
