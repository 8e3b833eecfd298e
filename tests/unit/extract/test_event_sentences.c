/* Who did what to whom in a sentence: event_sentences.tsv, whose head says how it is written. */
#include "extract_of.h"
#include "tsv_rows.h"

enum { COLUMNS = 4, CLASS_PER_MILLE = 900, FULL_PER_MILLE = 850 };

typedef struct EventSentence {
    Str class, agents, recipients, text;
} EventSentence;

/* Does one of the actors have one of these countries or sectors? */
static bool roles_right(const Records *r, const Roles *roles, Str cell) {
    if (str_eq(cell, S("-"))) return true;
    for (uint32_t i = 0; i < roles->n; i++) {
        const Actor *a = records_actor(r, roles->v[i].actor);
        if (!a) continue;
        if (a->country.n && tsv_allows(cell, a->country)) return true;
        for (uint32_t k = 0; k < a->sectors.n; k++)
            if (tsv_allows(cell, a->sectors.v[k])) return true;
    }
    return false;
}

/* Told as a fact; a refusal is one, too. */
static bool is_told(const Event *e) {
    return e->modality == MODALITY_ACTUAL &&
           (e->polarity == POLARITY_POSITIVE || e->class == CLASS_REJECT);
}

/* "!ASSAULT" is right where no such event is told. */
static bool is_untold(const Records *r, Str classes) {
    for (uint32_t i = 0; i < r->events.n; i++)
        if (is_told(&r->events.v[i]) &&
            tsv_allows(classes, str_of(CLASS_words[r->events.v[i].class])))
            return false;
    return true;
}

static void count(ExtractOf *e, EventSentence s, uint32_t *class_right, uint32_t *full_right) {
    char text[TSV_LINE_MAX];
    snprintf(text, sizeof text, "%.*s", STR_ARG(s.text));
    const Records *r = extract_of(e, text, 0);
    bool class = false, full = false;
    if (s.class.n && s.class.p[0] == '!') class = full = is_untold(r, str_from(s.class, 1));
    for (uint32_t i = 0; i < r->events.n; i++) {
        const Event *v = &r->events.v[i];
        if (!is_told(v) || !tsv_allows(s.class, str_of(CLASS_words[v->class]))) continue;
        class = true;
        full |=
            roles_right(r, &v->agents, s.agents) && roles_right(r, &v->recipients, s.recipients);
        /* who agrees with whom may change places */
        full |= roles_right(r, &v->agents, s.recipients) && roles_right(r, &v->agents, s.agents);
    }
    *class_right += class;
    *full_right += full;
    if (!full) printf("%s %.*s\n", class ? "roles" : "CLASS", STR_ARG(s.text));
}

static void test_event_sentences(void **state) {
    (void)state;
    ExtractOf e;
    TsvRows t;
    uint32_t n = 0, class_right = 0, full_right = 0;
    extract_of_open(&e);
    tsv_open(&t, SOURCE_DIR "/tests/unit/extract/event_sentences.tsv");
    for (; tsv_next(&t, COLUMNS); n++)
        count(&e, (EventSentence){t.cell[0], t.cell[1], t.cell[2], t.cell[3]}, &class_right,
              &full_right);
    extract_of_close(&e);
    printf("event sentences: class %u, with both sides %u of %u\n", class_right, full_right, n);
    assert_true(n > 0);
    assert_true(class_right * 1000 >= n * CLASS_PER_MILLE);
    assert_true(full_right * 1000 >= n * FULL_PER_MILLE);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_event_sentences)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
