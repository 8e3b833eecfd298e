/* Which claims a report tells, and how it tells them. */
#include "check.h"

#include "report/composing.h"

static const char text[] =
    "Northland asked the Council to order Southland to leave. The agency said the ministry said all "
    "was calm. A family said the road was open. Southland denied the charge. They saw smoke. "
    "The agency accused Prime Minister Ana Lund, the owner, of having locked the gates. The ministry "
    "promised President Bo Carr that all would be paid. A family blamed him and Bo Lind, Ed and Jo.";

typedef struct Scene {
    Arena a;
    Records r;
    Records *list[1];
    RecordsList docs;
    Tables *tables;
    ReportOptions options;
    Report report;
    Composing c;
} Scene;

static Span at(const Scene *s, const char *part) {
    size_t start = str_find(s->r.doc.text, str_of(part));
    assert_true(start != SIZE_MAX);
    return (Span){(uint32_t)start, (uint32_t)(start + strlen(part))};
}

static Ref actor(Scene *s, const char *name, ActorKind kind, const char *country, MentionHow how) {
    Actor *x = list_push(&s->a, &s->r.actors, Actor);
    *x = (Actor){
        .head.span = at(s, name), .name = str_of(name), .kind = kind, .country = str_of(country)};
    *list_push(&s->a, &x->mentions, Mention) = (Mention){at(s, name), how};
    return s->r.actors.n;
}

static Claim *claim(Scene *s, Ref who, const char *source, const char *cue, Stance stance,
                    const char *content) {
    Claim *x = list_push(&s->a, &s->r.claims, Claim);
    *x = (Claim){.head.span = at(s, content), .cue = at(s, cue), .stance = stance, .speech = true};
    x->source = arena_new(&s->a, ClaimSource, 1);
    *x->source = (ClaimSource){at(s, source), who, who ? SOURCE_NAMED : SOURCE_UNRESOLVED};
    *list_push(&s->a, &x->content, Span) = at(s, content);
    return x;
}

enum { ASKS, ORDERS, RELAYS, SAYS, FAMILY, DENIES, ACCUSES, PROMISES, BLAMES, CLAIMS };

static void scene_open(Scene *s) {
    StErr err = {0};
    *s = (Scene){.r.doc = {.id = S("d1"), .text = S(text)}};
    check_ok(tables_open(TABLES_BLOB, &s->tables, &err), &err);
    Ref north = actor(s, "Northland", ACTOR_STATE, "NTL", HOW_METONYM);
    Ref council = actor(s, "the Council", ACTOR_ORGANISATION, NULL, HOW_NAME);
    Ref south = actor(s, "Southland", ACTOR_STATE, "STL", HOW_METONYM);
    Ref agency = actor(s, "The agency", ACTOR_ORGANISATION, NULL, HOW_NAME);
    Ref ministry = actor(s, "the ministry", ACTOR_ORGANISATION, "NTL", HOW_NAME);
    Ref family = actor(s, "A family", ACTOR_POPULATION, NULL, HOW_NOMINAL);
    claim(s, north, "Northland", "asked", STANCE_ASK, "the Council to order Southland to leave");
    s->r.claims.v[ASKS].addressee = council;
    claim(s, council, "the Council", "order", STANCE_DEMAND, "Southland to leave");
    claim(s, agency, "The agency", "said", STANCE_ASSERT, "the ministry said all was calm");
    claim(s, ministry, "the ministry", "said all", STANCE_ASSERT, "all was calm");
    claim(s, family, "A family", "said the road", STANCE_ASSERT, "the road was open");
    claim(s, south, "Southland denied", "denied", STANCE_DENY, "the charge");
    *list_push(&s->a, &s->r.claims.v[DENIES].answers, Ref) = ASKS + 1;
    Ref owner = actor(s, "Ana Lund", ACTOR_PERSON, NULL, HOW_NAME);
    Ref carr = actor(s, "Bo Carr", ACTOR_PERSON, NULL, HOW_NAME);
    Ref lind = actor(s, "Bo Lind", ACTOR_PERSON, NULL, HOW_NAME);
    s->r.actors.v[owner - 1].title = S("Prime Minister");
    s->r.actors.v[carr - 1].title = S("President");
    claim(s, agency, "The agency accused", "accused", STANCE_ACCUSE,
          "Prime Minister Ana Lund, the owner, of having locked the gates")
        ->target = owner;
    claim(s, ministry, "The ministry promised", "promised", STANCE_PROMISE,
          "President Bo Carr that all would be paid")
        ->addressee = carr;
    claim(s, agency, "A family blamed", "blamed", STANCE_ACCUSE, "him and Bo Lind, Ed and Jo")
        ->target = lind;
    s->list[0] = &s->r;
    s->docs = (RecordsList){s->list, 1};
    s->options = (ReportOptions){.tables = s->tables};
    assert_true(composing_begin(&s->c, &s->docs, &s->options, &s->a, &s->report));
}

static void scene_close(Scene *s) {
    tables_close(s->tables);
    arena_drop(&s->a);
}

static void test_standing(void **state) {
    (void)state;
    static const struct {
        const char *reason;
        int claim;
        bool stands;
    } rows[] = {
        {"a request is told", ASKS, true},
        {"what somebody is asked to order is not ordered", ORDERS, false},
        {"who only passes on what is told itself is not told", RELAYS, false},
        {"what is passed on is told", SAYS, true},
        {"somebody nobody could find again is not told", FAMILY, false},
        {"a denial is told, however short", DENIES, true},
    };
    Scene s;
    scene_open(&s);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (statement_stands(&s.c, &s.r, &s.r.claims.v[rows[i].claim]) != rows[i].stands)
            fail_msg("%s", rows[i].reason);
    assert_int_equal(statement_outermost(&s.r, ORDERS + 1), ASKS + 1);
    assert_int_equal(statement_outermost(&s.r, SAYS + 1), SAYS + 1);
    assert_int_equal(statement_outermost(&s.r, 0), 0);
    scene_close(&s);
}

/* The WHO is somebody, "who" is not. */
static void test_capitals_are_a_name(void **state) {
    (void)state;
    Scene s;
    scene_open(&s);
    Ref says = SAYS + 1;
    Actor *ministry = &s.r.actors.v[s.r.claims.v[SAYS].source->actor - 1];
    ministry->country = S("");
    ministry->name = S("who");
    check_str(words_of_speaker(&s.c, &s.r, VOICE_CLAIM, says), "source not named");
    ministry->name = S("WHO");
    check_str(words_of_speaker(&s.c, &s.r, VOICE_CLAIM, says), "WHO");
    scene_close(&s);
}

/* A part of a sentence states nothing, unless it is quoted. */
static void test_fragments(void **state) {
    (void)state;
    Scene s;
    scene_open(&s);
    Claim *says = &s.r.claims.v[SAYS];
    says->content.v[0] = at(&s, "to leave");
    assert_false(statement_stands(&s.c, &s.r, says));
    says->quote = QUOTE_DIRECT;
    assert_true(statement_stands(&s.c, &s.r, says));
    scene_close(&s);
}

static void test_telling(void **state) {
    (void)state;
    Scene s;
    scene_open(&s);
    check_str(words_of_statement(&s.c, &s.r, &s.r.claims.v[ASKS], 20),
              " asked Council: “to order Southland to leave”");
    check_str(words_of_statement(&s.c, &s.r, &s.r.claims.v[SAYS], 20), ": “all was calm”");
    check_str(words_of_statement(&s.c, &s.r, &s.r.claims.v[DENIES], 20),
              " denied what Northland says: “to order Southland to leave”");
    check_str(words_of_statement(&s.c, &s.r, &s.r.claims.v[ACCUSES], 20),
              " accused Ana Lund: “having locked the gates”");
    check_str(words_of_statement(&s.c, &s.r, &s.r.claims.v[PROMISES], 20),
              " promised Bo Carr: “all would be paid”");
    check_str(words_of_statement(&s.c, &s.r, &s.r.claims.v[BLAMES], 20),
              " blamed Bo Lind: “him and Bo Lind, Ed and Jo”"); /* not he alone */
    s.r.claims.v[DENIES].answers.n = 0;                         /* nothing says what it denies */
    check_str(words_of_statement(&s.c, &s.r, &s.r.claims.v[DENIES], 20), " denied: “the charge”");
    assert_false(s.c.failed);
    scene_close(&s);
}

/* "Called the strike illegal" keeps its verb; what somebody only said needs none. */
static void test_own_verbs(void **state) {
    (void)state;
    static const struct {
        const char *text, *cue, *content, *want;
    } rows[] = {
        {"Ana Lund called the strike illegal.", "called", "the strike illegal",
         " called: “the strike illegal”"},
        {"Ana Lund has put the number at 40.", "has put", "the number at 40",
         " put: “the number at 40”"},
        {"Ana Lund said all was calm.", "said", "all was calm", ": “all was calm”"},
    };
    Scene s;
    scene_open(&s);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Records r = {.doc = {.id = S("d2"), .text = str_of(rows[i].text)}};
        s.r.doc.text = r.doc.text;
        Span content = at(&s, rows[i].content);
        Claim said = {.cue = at(&s, rows[i].cue),
                      .stance = STANCE_ASSERT,
                      .speech = true,
                      .content = {&content, 1}};
        check_str(words_of_statement(&s.c, &r, &said, 20), rows[i].want);
    }
    scene_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_standing), cmocka_unit_test(test_capitals_are_a_name),
        cmocka_unit_test(test_fragments), cmocka_unit_test(test_telling),
        cmocka_unit_test(test_own_verbs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
