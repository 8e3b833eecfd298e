/* Many threads with one sitrep give what one thread gives. Run it under the preset `tsan` too. */
#include "check.h"

#include "sitrep.h"

#include <pthread.h>

enum { THREADS = 8, TEXTS = 5, ROUNDS = 2 };

static const char *const texts[TEXTS] = {
    "PORT ADA (Reuters) - At least 23 people, including eight children, were killed on Monday when "
    "a dam broke near Port Ada in Brazil, the Health Ministry said.",
    "<html><head><title>Strike</title></head><body><p>Teachers went on strike in Lagos, Nigeria, "
    "said Ada Obi, who heads the union. The government denied that talks had failed. About 3,000 "
    "marched through the city on 4 March 2021.</p></body></html>",
    "{\"id\":\"7\",\"text\":\"Troops seized the airport near Khartoum, witnesses said. The army "
    "accused the rebels of shelling a hospital.\",\"published\":\"2023-04-15\"}",
    "Le président a annoncé que les troupes quitteraient la ville dans les prochains jours.",
    "The United Nations warned that 1.5 million people need food. It said aid would reach them "
    "next week. Nobody was hurt, the mayor told reporters on Tuesday.",
};

typedef struct Output {
    char *p;
    size_t n;
} Output;

typedef struct Worker {
    pthread_t thread;
    const sitrep *s;
    const Output *want;
    unsigned first;  /* each begins with another text */
    unsigned unlike; /* outputs that were not the same */
} Worker;

static sitrep_code extract(const sitrep *s, unsigned which, Output *out, sitrep_error *err) {
    sitrep_input in = {.bytes = texts[which],
                       .size = strlen(texts[which]),
                       .kind = which == 2 ? SITREP_JSON : SITREP_AUTO,
                       .path = "one.txt"};
    return sitrep_extract(s, &in, &out->p, &out->n, err);
}

static void *work(void *context) {
    Worker *w = context;
    for (unsigned i = 0; i < TEXTS * ROUNDS; i++) {
        unsigned which = (w->first + i) % TEXTS;
        Output have;
        if (extract(w->s, which, &have, NULL) != SITREP_OK ||
            !str_eq((Str){have.p, have.n}, (Str){w->want[which].p, w->want[which].n}))
            w->unlike++;
        sitrep_free(have.p);
    }
    return NULL;
}

static void test_one_extractor_for_all(void **state) {
    (void)state;
    sitrep *s;
    sitrep_error err = {0};
    Output want[TEXTS];
    Worker workers[THREADS];
    if (sitrep_open(DATA_FOLDER, &s, &err) != SITREP_OK) fail_msg("%s", err.what);
    for (unsigned i = 0; i < TEXTS; i++) {
        if (extract(s, i, &want[i], &err) != SITREP_OK) fail_msg("text %u: %s", i, err.what);
        assert_true(want[i].n > 100);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        workers[i] = (Worker){.s = s, .want = want, .first = i};
        assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
        assert_int_equal(workers[i].unlike, 0);
    }
    for (unsigned i = 0; i < TEXTS; i++) sitrep_free(want[i].p);
    sitrep_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_extractor_for_all)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
