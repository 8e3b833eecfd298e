#include "parse_of.h"

#include "extract/extraction.h"

/* The fields of claims beyond source, cue and content. Names are actors: Oresk 1, Velmar 2, Radio
 * 3, Iln 4. `want`, a claim a line: stance, source, target or addressee, via, answers. */
static const char *const actor_names[] = {"Oresk", "Velmar", "Radio", "Iln"};

static const struct {
    const char *why, *parse, *want;
} rows[] = {
    {"an accusation has a target", "Oresk/NNP accused=accuse/VBD Velmar/NNP of/IN arson/NN ./.",
     "accuse Oresk target Velmar\n"},
    {"a demand has an addressee", "Oresk/NNP urged=urge/VBD Velmar/NNP to/TO withdraw/VB ./.",
     "demand Oresk to Velmar\n"},
    {"who is accused denies it",
     "Oresk/NNP accused=accuse/VBD Velmar/NNP of/IN arson/NN ./. // Velmar/NNP denied=deny/VBD "
     "the/DT allegation/NN ./.",
     "accuse Oresk target Velmar\ndeny Velmar answers 1\n"},
    {"the accusation may come later, in the same words",
     "Velmar/NNP rejected=reject/VBD accusations=accusation/NNS of/IN arson/NN ./. // Oresk/NNP "
     "accused=accuse/VBD Velmar/NNP of/IN arson/NN ./.",
     "reject Velmar answers 2\naccuse Oresk target Velmar\n"},
    {"a bare statement becomes an allegation when it is denied",
     "Oresk/NNP said=say/VBD shells/NNS had=have/VBD hit=hit/VBN the/DT port/NN ./. // "
     "Velmar/NNP denied=deny/VBD the/DT claim/NN ./.",
     "assert Oresk\ndeny Velmar answers 1\n"},
    {"what shall be done is no allegation, what was said before it is",
     "Oresk/NNP said=say/VBD shells/NNS had=have/VBD hit=hit/VBN the/DT port/NN ./. // Oresk/NNP "
     "said=say/VBD it/PRP would/MD sue=sue/VB ./. // Velmar/NNP denied=deny/VBD the/DT claim/NN "
     "./.",
     "assert Oresk\nassert Oresk\ndeny Velmar answers 1\n"},
    {"nobody answers himself",
     "Oresk/NNP said=say/VBD shells/NNS had=have/VBD hit=hit/VBN the/DT port/NN ./. // Oresk/NNP "
     "denied=deny/VBD the/DT claim/NN ./.",
     "assert Oresk\ndeny Oresk\n"},
    {"an unrelated denial answers nothing",
     "Oresk/NNP accused=accuse/VBD Velmar/NNP of/IN arson/NN ./. // Iln/NNP denied=deny/VBD "
     "rumours/NNS of/IN a/DT tax/NN ./.",
     "accuse Oresk target Velmar\ndeny Iln\n"},
    {"a denial denied is no denial", "Velmar/NNP did=do/VBD not/RB deny/VB the/DT report/NN ./.",
     "assert Velmar\n"},
    {"who passes it on is a relay",
     "Ten/CD had=have/VBD died=die/VBN ,/, Oresk/NNP said=say/VBD ,/, according/VBG to/IN "
     "Radio/NNP ./.",
     "assert Oresk via Radio\nassert Radio\n"},
    {"quoted by",
     "Oresk/NNP ,/, quoted=quote/VBN by/IN Radio/NNP ,/, said=say/VBD ten/CD had=have/VBD "
     "died=die/VBN ./.",
     "assert Oresk via Radio quote\n"},
    {"a channel",
     "Oresk/NNP said=say/VBD on/IN Telegram/NNP that/IN ten/CD had=have/VBD died=die/VBN ./.",
     "assert Oresk via - telegram\n"},
};

static Ref actor_of(Str form) {
    for (Ref i = 0; i < sizeof actor_names / sizeof *actor_names; i++)
        if (str_eq(form, str_of(actor_names[i]))) return i + 1;
    return 0;
}

static void add_actor(Text *out, const char *role, const Records *r, Ref actor) {
    if (!actor) return;
    text_format(out, " %s%.*s", role, STR_ARG(r->actors.v[actor - 1].name));
}

static Str claims_text(const Records *r, Arena *a) {
    Text out = {.arena = a};
    text_add_c(&out, "");
    for (uint32_t i = 0; i < r->claims.n; i++) {
        const Claim *c = &r->claims.v[i];
        text_add_c(&out, STANCE_words[c->stance]);
        if (c->source) add_actor(&out, "", r, c->source->actor);
        add_actor(&out, "target ", r, c->target);
        add_actor(&out, "to ", r, c->addressee);
        for (uint32_t k = 0; k < c->via.n; k++) {
            const Via *v = &c->via.v[k];
            text_add_c(&out, " via ");
            text_add(&out, v->actor ? r->actors.v[v->actor - 1].name : S("-"));
            if (v->channel.n) text_format(&out, " %.*s", STR_ARG(v->channel));
        }
        for (uint32_t k = 0; k < c->answers.n; k++)
            text_format(&out, " answers %u", c->answers.v[k]);
        text_add_char(&out, '\n');
    }
    return text_str(&out);
}

static void test_fields(void **state) {
    const Tables *tables = *state;
    int failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Records records = {0};
        StErr err = {0};
        Extraction x = {.tables = tables, .arena = &a, .out = &records, .err = &err};
        x.parse = parse_of(&a, rows[i].parse, &records.doc);
        Ref **covers[] = {&x.time_at, &x.place_at, &x.actor_at, &x.figure_at, &x.claim_at};
        for (size_t k = 0; k < 5; k++) *covers[k] = arena_new(&a, Ref, x.parse.tokens.n);
        for (size_t k = 0; k < sizeof actor_names / sizeof *actor_names; k++)
            list_push(&a, &records.actors, Actor)->name = str_of(actor_names[k]);
        for (uint32_t k = 0; k < x.parse.tokens.n; k++)
            x.actor_at[k] = actor_of(x.parse.tokens.v[k].form);
        check_ok(extract_claims(&x), &err);
        Str have = claims_text(&records, &a);
        if (!str_eq(have, str_of(rows[i].want))) {
            print_message("%s:\n have\n%.*s want\n%s\n", rows[i].why, STR_ARG(have), rows[i].want);
            failed++;
        }
        arena_drop(&a);
    }
    assert_int_equal(failed, 0);
}

/* claim_at names the innermost claim. */
static void test_cover(void **state) {
    Arena a = {0};
    Records records = {0};
    StErr err = {0};
    Extraction x = {.tables = *state, .arena = &a, .out = &records, .err = &err};
    x.parse = parse_of(&a,
                       "Oresk/NNP said=say/VBD that/IN Velmar/NNP had=have/VBD denied=deny/VBN "
                       "the/DT report/NN ./.",
                       &records.doc);
    Ref **covers[] = {&x.time_at, &x.place_at, &x.actor_at, &x.figure_at, &x.claim_at};
    for (size_t k = 0; k < 5; k++) *covers[k] = arena_new(&a, Ref, x.parse.tokens.n);
    check_ok(extract_claims(&x), &err);
    assert_int_equal(records.claims.n, 2);
    assert_int_equal(x.claim_at[parse_of_find(&x.parse, "Oresk")], 0);
    assert_int_equal(x.claim_at[parse_of_find(&x.parse, "Velmar")], 1);
    assert_int_equal(x.claim_at[parse_of_find(&x.parse, "report")], 2);
    arena_drop(&a);
}

static int setup(void **state) {
    Tables *t;
    StErr err = {0};
    if (tables_open(TABLES_BLOB, &t, &err) != ST_OK) return -1;
    *state = t;
    return 0;
}

static int teardown(void **state) {
    tables_close(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_cover),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
