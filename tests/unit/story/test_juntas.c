/* Which soldiers are a party apart from their state. */
#include "story_of.h"

typedef struct Row {
    const char *reason, *trigger, *sector;
    Modality modality;
    bool apart;
} Row;

static const Row rows[] = {
    {"who seized power is the state no longer", "seized power", "MIL", MODALITY_ACTUAL, true},
    {"a plan overthrows nobody", "seized power", "MIL", MODALITY_PLANNED, false},
    {"a bridge is not the state", "seized a bridge", "MIL", MODALITY_ACTUAL, false},
    {"nor is he apart who has it already", "seized power", "GOV", MODALITY_ACTUAL, false},
};

static Str side_of(const Story *s, const char *name) {
    for (uint32_t i = 0; i < s->entities.n; i++)
        if (str_is(s->entities.v[i].name, name)) return s->entities.v[i].side;
    return S("");
}

static void test_sides(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        Records *r = put_doc(&k, "d1", "2024-03-02",
                             "Colonel Ana Lund seized power and seized a bridge. The military "
                             "council and Northland spoke.");
        Ref who = put_actor(&k, r, "Ana Lund", ACTOR_PERSON, "NTL", rows[i].sector);
        Ref council = put_actor(&k, r, "military council", ACTOR_ORGANISATION, "NTL", "MIL");
        Ref land = put_actor(&k, r, "Northland", ACTOR_STATE, "NTL", "GOV");
        Event *e = put_event(&k, r, rows[i].trigger, CLASS_COERCE, "", who, 0, 0, NULL);
        e->modality = rows[i].modality;
        put_claim(&k, r, who, STANCE_ASSERT, "power");
        put_claim(&k, r, council, STANCE_ASSERT, "bridge");
        put_claim(&k, r, land, STANCE_ASSERT, "spoke");
        make_stories(&k);
        const Story *s = &k.stories.v[0];
        bool apart = !str_eq(side_of(s, "Ana Lund"), side_of(s, "Northland"));
        bool one = str_eq(side_of(s, "Ana Lund"), side_of(s, "military council"));
        if (apart != rows[i].apart || one != rows[i].apart) fail_msg("%s", rows[i].reason);
        maker_close(&k);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sides)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
