#include "story_of.h"

#include <jansson.h>

static void put_report(Maker *k, const char *id, const char *day, char manner, int killed) {
    static const char *const texts[] = {
        "Shelling hit Oresk at dawn. Northland blamed Southland; one person in three fled. Mayor Ana Lund wept.",
        "Southland denied shelling Oresk. Northland said two of three streets burned, mayor Ana Lund among the burned.",
        "In Oresk, Ana Lund counted three ruined streets; Northland and Southland trade blame for one dawn.",
    };
    Records *r = put_doc(k, id, day, texts[manner - 'a']);
    Ref north = put_actor(k, r, "Northland", ACTOR_STATE, "NTL", "GOV");
    Ref south = put_actor(k, r, "Southland", ACTOR_STATE, "STL", "GOV");
    put_actor(k, r, "Ana Lund", ACTOR_PERSON, "NTL", "GOV");
    Ref town = put_place(k, r, "Oresk", "NTL", PRECISION_POINT);
    Ref claim = put_claim(k, r, north, STANCE_ACCUSE, "one");
    r->claims.v[claim - 1].target = south;
    put_figure(k, r, "three", "killed", QUANT_EXACT, killed, killed, killed, NULL, town, claim);
    put_event(k, r, "Oresk", CLASS_ASSAULT, "heavy-weapons", south, north, town, "2024-03-01");
}

static void put_all(Maker *k, const int *order, int n) {
    for (int i = 0; i < n; i++) {
        switch (order[i]) {
        case 0: put_report(k, "a1", "2024-03-01", 'a', 3); break;
        case 1: put_report(k, "b2", "2024-03-02", 'b', 5); break;
        case 2: put_report(k, "c3", NULL, 'c', 5); break;
        default: {
            Records *r =
                put_doc(k, "d4", "2024-03-02", "Quake shakes Karvat; nobody hurt, says Sumbria.");
            Ref at = put_place(k, r, "Karvat", "SMB", PRECISION_POINT);
            put_event(k, r, "Quake", CLASS_DISASTER, NULL, 0, 0, at, "2024-03-02");
        }
        }
    }
}

static void test_any_order_gives_the_same_bytes(void **state) {
    (void)state;
    static const int orders[][4] = {{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}, {1, 3, 0, 2}};
    Maker first;
    maker_open(&first);
    put_all(&first, orders[0], 4);
    make_stories(&first);
    assert_int_equal(first.stories.n, 2);
    Str want = write_stories(&first);
    for (size_t i = 1; i < sizeof orders / sizeof *orders; i++) {
        Maker k;
        maker_open(&k);
        put_all(&k, orders[i], 4);
        make_stories(&k);
        Str have = write_stories(&k);
        assert_int_equal(have.n, want.n);
        assert_memory_equal(have.p, want.p, want.n);
        maker_close(&k);
    }
    maker_close(&first);
}

/* Every line is JSON, every id is given once, and every id that is named is one of a record. */
static void test_lines_hold_together(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    put_all(&k, (const int[]){0, 1, 2, 3}, 4);
    make_stories(&k);
    Str lines = write_stories(&k), line;
    Map ids = {.arena = &k.a};
    uint32_t n = 0, kinds[8] = {0};
    static const char *const words[] = {"story", "entity", "side", "fact", "relation", "timeline"};
    while (str_split(&lines, '\n', &line)) {
        json_error_t error;
        json_t *json = json_loadb(line.p, line.n, 0, &error);
        if (!json) fail_msg("%s", error.text);
        const char *id = json_string_value(json_object_get(json, "id"));
        assert_non_null(id);
        Str copy = arena_copy(&k.a, str_of(id));
        assert_int_equal(map_get(&ids, copy), 0);
        map_set(&ids, copy, ++n);
        const char *record = json_string_value(json_object_get(json, "record"));
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            kinds[i] += !strcmp(words[i], record);
        json_decref(json);
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!kinds[i]) fail_msg("no %s", words[i]);
    maker_close(&k);
}

static void test_facts(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    put_all(&k, (const int[]){0, 1}, 2);
    make_stories(&k);
    const Story *s = &k.stories.v[0];
    const Fact *toll = &s->facts.v[0];
    check_str(toll->label, "killed, people, Oresk");
    assert_int_equal(toll->items.n, 2);
    assert_int_equal(toll->low.milli, 3000);
    assert_int_equal(toll->high.milli, 5000);
    assert_int_equal(toll->latest.milli, 5000);
    assert_int_equal(toll->independent, 1); /* Northland says it, in two reports */
    assert_int_equal(toll->by_side.n, 1);
    check_str(s->title, "Oresk: shelling by Southland");
    maker_close(&k);
}

/* Each of two who are named is one victim; the same name twice is the same one. */
static void test_named_victims(void **state) {
    (void)state;
    static const char *const names[] = {"Ana Lund", "Dan Berg"};
    static const char *const texts[] = {"Gunmen from Karvat killed Ana Lund in Oresk at noon.",
                                        "Gunmen from Karvat killed Dan Berg in Oresk at noon."};
    for (int other = 0; other < 2; other++) {
        Maker k;
        maker_open(&k);
        for (int i = 0; i < 2; i++) {
            int who = i && other;
            Records *r = put_doc(&k, i ? "b2" : "a1", "2024-03-01", texts[who]);
            put_actor(&k, r, names[who], ACTOR_PERSON, "NTL", NULL);
            Ref town = put_place(&k, r, "Oresk", "NTL", PRECISION_POINT);
            put_place(&k, r, "Karvat", "NTL", PRECISION_POINT);
            Figure *f =
                put_figure(&k, r, names[who], "killed", QUANT_EXACT, 1, 1, 1, NULL, town, 0);
            f->counted_by = COUNTED_MENTION;
        }
        make_stories(&k);
        assert_int_equal(k.stories.n, 1);
        const Facts *facts = &k.stories.v[0].facts;
        assert_int_equal(facts->n, other ? 2 : 1);
        check_str(facts->v[0].label, "killed, Ana Lund, Oresk");
        maker_close(&k);
    }
}

/* A reprint's officials are those of the text that it reprints: one voice. */
static void test_a_copy_is_no_voice(void **state) {
    (void)state;
    static const char text[] =
        "Hospital officials in Oresk said three people were killed when shells fell on the market "
        "at noon, the worst day the town has seen since the siege was lifted in early spring. "
        "Stalls burned until the evening and the road to the river stayed shut to all but carts.";
    Maker k;
    maker_open(&k);
    for (int i = 0; i < 2; i++) {
        Records *r = put_doc(&k, i ? "b2" : "a1", "2024-03-01", text);
        Ref who = put_actor(&k, r, "Hospital officials", ACTOR_GROUP, "NTL", "HLH");
        r->actors.v[who - 1].mentions.v[0].how = HOW_NOMINAL;
        Ref town = put_place(&k, r, "Oresk", "NTL", PRECISION_POINT);
        Ref claim = put_claim(&k, r, who, STANCE_ASSERT, "three people were killed");
        put_figure(&k, r, "three", "killed", QUANT_EXACT, 3, 3, 3, NULL, town, claim);
    }
    make_stories(&k);
    assert_int_equal(k.stories.v[0].independent, 1);
    const Fact *toll = &k.stories.v[0].facts.v[0];
    assert_int_equal(toll->items.n, 2);
    assert_int_equal(toll->independent, 1);
    maker_close(&k);
}

/* What one side accuses another of stands in no title, and the same told by the outlet does. */
static void test_title_tells_no_accusation(void **state) {
    (void)state;
    for (int accused = 0; accused < 2; accused++) {
        Maker k;
        maker_open(&k);
        Records *r = put_doc(&k, "a1", "2024-03-01", "Mirel accused Southland of shelling Oresk.");
        Ref mirel = put_actor(&k, r, "Mirel", ACTOR_PERSON, "NLD", "GOV");
        Ref southland = put_actor(&k, r, "Southland", ACTOR_STATE, "SLD", "GOV");
        Ref oresk = put_place(&k, r, "Oresk", "NLD", PRECISION_POINT);
        Ref claim = put_claim(&k, r, mirel, STANCE_ACCUSE, "Southland of shelling Oresk");
        Event *e =
            put_event(&k, r, "shelling", CLASS_ASSAULT, NULL, southland, 0, oresk, "2024-03-01");
        if (accused) e->claim = claim;
        make_stories(&k);
        Str title = k.stories.v[0].title;
        bool told = str_find(title, S("Southland")) < title.n;
        assert_int_equal(told, !accused);
        maker_close(&k);
    }
}

/* Of two reports that tell of a shelling, one names who did it: the title does not. Nor does it say
 * that a country's own state made arrests. */
static void test_title_names_whom_two_reports_name(void **state) {
    (void)state;
    static const struct {
        const char *reason, *country, *title;
        EventClass class;
        const char *mode;
        int named;
    } rows[] = {
        {"told by one", "SLD", "Oresk: shelling", CLASS_ASSAULT, "heavy-weapons", 1},
        {"by both", "SLD", "Oresk: shelling by Southland", CLASS_ASSAULT, "heavy-weapons", 2},
        {"abroad", "SLD", "Oresk: arrest by Southland", CLASS_COERCE, "arrest", 2},
        {"at home", "NLD", "Oresk: arrest", CLASS_COERCE, "arrest", 2},
    };
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
        Maker k;
        maker_open(&k);
        static const char *const texts[] = {"Southland is shelling Oresk town since noon.",
                                            "In Oresk town shelling by Southland went on."};
        for (int i = 0; i < 2; i++) {
            Records *r = put_doc(&k, i ? "b2" : "a1", "2024-03-01", texts[i]);
            Ref southland = put_actor(&k, r, "Southland", ACTOR_STATE, rows[row].country, "GOV");
            Ref oresk = put_place(&k, r, "Oresk", "NLD", PRECISION_POINT);
            put_event(&k, r, "shelling", rows[row].class, rows[row].mode,
                      i < rows[row].named ? southland : 0, 0, oresk, "2024-03-01");
        }
        make_stories(&k);
        assert_int_equal(k.stories.n, 1);
        if (!str_is(k.stories.v[0].title, rows[row].title)) fail_msg("%s", rows[row].reason);
        maker_close(&k);
    }
}

/* A story of one report has that report's headline. */
static void test_title_of_one_report(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    Records *r = put_doc(&k, "a1", "2024-03-01", "Southland is shelling Oresk town since noon.");
    r->doc.title = S("Guns over Oresk");
    Ref oresk = put_place(&k, r, "Oresk", "NLD", PRECISION_POINT);
    put_event(&k, r, "shelling", CLASS_ASSAULT, "heavy-weapons", 0, 0, oresk, "2024-03-01");
    make_stories(&k);
    check_str(k.stories.v[0].title, "Guns over Oresk");
    maker_close(&k);
}

/* "Blast kills 12" above "twelve were killed, Northland said": one figure, and Northland's. */
static void test_headline_tells_a_figure_again(void **state) {
    (void)state;
    static const struct {
        const char *reason, *words;
        int64_t value;
        uint32_t told;
    } rows[] = {
        {"the text's own figure", "12", 12, 1},
        {"another one", "14", 14, 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        Records *r =
            put_doc(&k, "a1", "2024-03-01",
                    "Oresk blast kills 12 or 14. Northland said twelve were killed in Oresk.");
        *list_push(&k.a, &r->doc.blocks, Block) = (Block){BLOCK_HEADLINE, {0, 27}};
        *list_push(&k.a, &r->doc.blocks, Block) = (Block){BLOCK_PARAGRAPH, {28, 71}};
        Ref north = put_actor(&k, r, "Northland", ACTOR_STATE, "NTL", "GOV");
        Ref oresk = put_place(&k, r, "Oresk", "NTL", PRECISION_POINT);
        Ref claim = put_claim(&k, r, north, STANCE_ASSERT, "twelve were killed");
        int64_t v = rows[i].value;
        put_figure(&k, r, rows[i].words, "killed", QUANT_EXACT, v, v, v, NULL, oresk, 0);
        put_figure(&k, r, "twelve", "killed", QUANT_EXACT, 12, 12, 12, NULL, oresk, claim);
        make_stories(&k);
        uint32_t told = 0;
        for (uint32_t f = 0; f < k.stories.v[0].facts.n; f++)
            told += k.stories.v[0].facts.v[f].items.n;
        if (told != rows[i].told) fail_msg("%s", rows[i].reason);
        maker_close(&k);
    }
}

#ifdef SITREP_FAULTS
/* Every allocation fails in turn: an error, nothing made, nothing lost. */
static void test_memory_faults(void **state) {
    (void)state;
    Maker k;
    maker_open(&k);
    put_all(&k, (const int[]){0, 1, 3}, 3);
    make_stories(&k);
    for (long n = 1;; n += 1 + n / 50) {
        StErr err = {0};
        Stories out;
        Arena a = {0};
        st_fault_after = n;
        StCode code = stories_make(&k.docs, k.tables, &a, &out, &err);
        bool through = st_fault_after > 0;
        st_fault_after = -1;
        arena_drop(&a);
        if (code != ST_OK) assert_int_equal(code, ST_NOMEM);
        if (code != ST_OK) assert_null(out.v);
        if (through) break;
    }
    maker_close(&k);
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_order_gives_the_same_bytes),
        cmocka_unit_test(test_lines_hold_together),
        cmocka_unit_test(test_facts),
        cmocka_unit_test(test_named_victims),
        cmocka_unit_test(test_a_copy_is_no_voice),
        cmocka_unit_test(test_title_tells_no_accusation),
        cmocka_unit_test(test_title_names_whom_two_reports_name),
        cmocka_unit_test(test_title_of_one_report),
        cmocka_unit_test(test_headline_tells_a_figure_again),
#ifdef SITREP_FAULTS
        cmocka_unit_test(test_memory_faults),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
