/* Who is said to have done something in the lines in short. */
#include "check.h"

#include "report/composing.h"

typedef struct Row {
    const char *reason, *name;
    ActorKind kind;
    const char *sector;
    EventClass class;
    const char *mode;
    const char *land; /* of the place; "?" where two claim it */
    const char *line; /* NULL: none */
} Row;

static Span at(const Document *d, const char *part) {
    size_t start = str_find(d->text, str_of(part));
    assert_true(start != SIZE_MAX);
    return (Span){(uint32_t)start, (uint32_t)(start + strlen(part))};
}

/* "… struck in Oresk." of a party of Northland, whose side the story knows. */
static void make(Arena *a, const Row *row, Records *r, Story *story) {
    Str text = arena_format(a, "%s struck in Oresk on Monday.", row->name);
    r->doc = (Document){.id = S("d1"), .text = text};
    Span all = {0, (uint32_t)text.n};
    *list_push(a, &r->doc.sentences, Span) = all;
    *list_push(a, &r->doc.blocks, Block) = (Block){BLOCK_HEADLINE, all};
    Actor *actor = list_push(a, &r->actors, Actor);
    *actor = (Actor){.head = {.id = S("d1.a"), .span = at(&r->doc, row->name)},
                     .name = str_of(row->name),
                     .kind = row->kind,
                     .country = S("NOR")};
    *list_push(a, &actor->sectors, Str) = str_of(row->sector);
    bool disputed = strcmp(row->land, "?") == 0;
    *list_push(a, &r->places, Place) =
        (Place){.head = {.id = S("d1.p"), .span = at(&r->doc, "Oresk")},
                .name = S("Oresk"),
                .country = disputed ? S("NOR") : str_of(row->land),
                .precision = PRECISION_POINT,
                .disputed = disputed};
    Event *e = list_push(a, &r->events, Event);
    *e = (Event){.head = {.id = S("d1.e"), .span = at(&r->doc, "struck")},
                 .class = row->class,
                 .mode = str_of(row->mode),
                 .sentence = all,
                 .place = 1};
    *list_push(a, &e->agents, Role) = (Role){1, actor->head.span};
    *list_push(a, &story->docs, Str) = r->doc.id;
    Entity *who = list_push(a, &story->entities, Entity);
    *who = (Entity){.id = S("n1"), .name = actor->name, .side = S("s1")};
    *list_push(a, &who->members, Str) = actor->head.id;
    *list_push(a, &story->sides, Side) = (Side){.id = S("s1"), .name = S("Northland")};
    story->independent = 1;
}

static void check_row(const Tables *tables, const Row *row) {
    Arena a = {0};
    Records r = {0}, *list[] = {&r};
    Story story = {0};
    make(&a, row, &r, &story);
    ReportOptions options = {.tables = tables};
    Report report = {0};
    Composing c;
    assert_true(composing_begin(&c, &(RecordsList){list, 1}, &options, &a, &report));
    composing_enter(&c, &story);
    compose_short_deeds(&c, false);
    assert_false(c.failed);
    Str line = report.lines.n ? report.lines.v[0].cells[0] : S("");
    if (!str_is(line, row->line ? row->line : ""))
        fail_msg("%s: \"%.*s\"", row->reason, STR_ARG(line));
    arena_drop(&a);
}

static void test_doers(void **state) {
    (void)state;
    static const Row rows[] = {
        {"abroad a state's army is the state", "Northern troops", ACTOR_GROUP, "MIL", CLASS_ASSAULT,
         "", "SUD", "Northland attacked in Oresk"},
        {"where two claim the land as well", "Northern troops", ACTOR_GROUP, "MIL", CLASS_ASSAULT,
         "", "?", "Northland attacked in Oresk"},
        {"at home it is the body that acts", "Riot police", ACTOR_ORGANISATION, "COP",
         CLASS_ASSAULT, "", "NOR", "Riot police attacked in Oresk"},
        {"a bare word is told by its kind", "Troops", ACTOR_GROUP, "MIL", CLASS_ASSAULT, "", "NOR",
         "The army attacked in Oresk"},
        {"arrests are the work of the authorities", "Northland", ACTOR_STATE, "GOV", CLASS_COERCE,
         "arrest", "NOR", "The authorities made arrests in Oresk"},
        {"what else a state does at home it does as one", "Northland", ACTOR_STATE, "GOV",
         CLASS_ASSAULT, "", "NOR", "Northland attacked in Oresk"},
        {"officials who confer at home are no news", "Interior Ministry", ACTOR_ORGANISATION, "GOV",
         CLASS_CONSULT, "", "NOR", NULL},
    };
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_row(tables, &rows[i]);
    tables_close(tables);
}

/* Who was carried off and got away has not fled. */
static void test_captives(void **state) {
    (void)state;
    static const Row row = {
        "", "Northern students", ACTOR_POPULATION, "CVL", CLASS_DISPLACE, "", "NOR", NULL};
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    for (int carried_off = 0; carried_off < 2; carried_off++) {
        Arena a = {0};
        Records r = {0}, *list[] = {&r};
        Story story = {0};
        make(&a, &row, &r, &story);
        Event *e = list_push(&a, &r.events, Event);
        *e = (Event){.head = {.id = S("d1.f"), .span = at(&r.doc, "Monday")},
                     .class = CLASS_ASSAULT,
                     .mode = S("abduct"),
                     .sentence = r.doc.sentences.v[0]};
        if (carried_off) *list_push(&a, &e->recipients, Role) = (Role){1, {0, 1}};
        ReportOptions options = {.tables = tables};
        Report report = {0};
        Composing c;
        assert_true(composing_begin(&c, &(RecordsList){list, 1}, &options, &a, &report));
        composing_enter(&c, &story);
        compose_short_deeds(&c, false);
        bool fled = false;
        for (uint32_t i = 0; i < report.lines.n; i++)
            fled |= str_find(report.lines.v[i].cells[0], S("displaced")) != SIZE_MAX;
        assert_int_equal(fled, !carried_off);
        arena_drop(&a);
    }
    tables_close(tables);
}

/* Who did it is in dispute: the line names him only as what the accuser says. */
static void test_disputed(void **state) {
    (void)state;
    static const struct {
        DisputeStatus status;
        Stance stance;
        const char *line;
    } rows[] = {
        {DISPUTE_DENIED, STANCE_ASSERT,
         "Attack in Oresk; by Northland according to Southland, which is disputed"},
        {DISPUTE_OPEN, STANCE_ASSERT, "Northland attacked in Oresk, according to Southland"},
        {DISPUTE_DENIED, STANCE_DENY, ""},
    };
    static const Row row = {"", "Northland", ACTOR_STATE, "GOV", CLASS_ASSAULT, "", "SUD", NULL};
    Tables *tables;
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &tables, &err), &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Records r = {0}, *list[] = {&r};
        Story story = {0};
        make(&a, &row, &r, &story);
        *list_push(&a, &r.actors, Actor) = (Actor){
            .head.id = S("d1.b"), .name = S("Southland"), .kind = ACTOR_STATE, .known = S("S")};
        Claim *said = list_push(&a, &r.claims, Claim);
        *said = (Claim){.head.id = S("d1.c"), .speech = true, .stance = rows[i].stance};
        said->source = arena_new(&a, ClaimSource, 1);
        *said->source = (ClaimSource){.actor = 2, .span = {0, 1}};
        r.events.v[0].claim = 1;
        Dispute *d = list_push(&a, &story.disputes, Dispute);
        *d = (Dispute){.question = S("Who?"), .status = rows[i].status};
        Position *p = list_push(&a, &d->positions, Position);
        *p = (Position){.position = S("yes")};
        *list_push(&a, &p->items, Str) = S("d1.c");
        ReportOptions options = {.tables = tables};
        Report report = {0};
        Composing c;
        assert_true(composing_begin(&c, &(RecordsList){list, 1}, &options, &a, &report));
        composing_enter(&c, &story);
        compose_short_deeds(&c, false);
        assert_false(c.failed);
        check_str(report.lines.n ? report.lines.v[0].cells[0] : S(""), rows[i].line);
        arena_drop(&a);
    }
    tables_close(tables);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_doers),
                                       cmocka_unit_test(test_disputed),
                                       cmocka_unit_test(test_captives)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
