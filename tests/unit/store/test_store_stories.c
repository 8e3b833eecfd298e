/* Stories of a store over made documents: the same in any order of arrival, brought up to date when
 * one is added, and small in memory. */
#include "check.h"

#include "made_records.h"
#include "store/marks.h"
#include "store/store_parts.h"
#include "story/copies.h"
#include "story/grouping.h"

#include <stdlib.h>

enum { DOCUMENTS = 120, SEED = 7 };

typedef struct Fixture {
    Arena a;
    Tables *tables;
    MadeWords words;
    Made made[DOCUMENTS + 1];
} Fixture;

static int set_up(void **state) {
    Fixture *f = calloc(1, sizeof *f);
    StErr err = {0};
    check_ok(tables_open(TABLES_BLOB, &f->tables, &err), &err);
    assert_int_equal(made_words_open(&f->a, &f->words), ST_OK);
    for (uint32_t i = 0; i <= DOCUMENTS; i++)
        assert_int_equal(made_document(&f->words, SEED, i * 9, &f->a, &f->made[i]), ST_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    Fixture *f = *state;
    tables_close(f->tables);
    arena_drop(&f->a);
    free(f);
    return 0;
}

static Store *open_store(Fixture *f) {
    Store *s;
    StErr err = {0};
    /* in memory, but a store as any other */
    check_ok(store_open(":memory:", STORE_MAKE, &s, &err), &err);
    check_ok(store_use(s, f->tables, &err), &err);
    return s;
}

static void add_one(Fixture *f, Store *s, uint32_t i) {
    Added added;
    StErr err = {0};
    check_ok(store_begin(s, &err), &err);
    check_ok(store_add(s, &f->made[i].records, &f->a, &added, &err), &err);
    check_ok(store_commit(s, &err), &err);
}

static StoredStories stories_of(Fixture *f, Store *s) {
    StoredStories list;
    StErr err = {0};
    check_ok(store_refresh(s, &err), &err);
    check_ok(store_stories(s, &f->a, &list, &err), &err);
    return list;
}

static void same_stories(const StoredStories *x, const StoredStories *y) {
    assert_int_equal(x->n, y->n);
    for (uint32_t i = 0; i < x->n; i++) {
        assert_true(str_eq(x->v[i].id, y->v[i].id));
        assert_true(str_eq(x->v[i].line, y->v[i].line));
    }
}

static void test_any_order(void **state) {
    Fixture *f = *state;
    Store *forth = open_store(f), *back = open_store(f);
    for (uint32_t i = 0; i < DOCUMENTS; i++) add_one(f, forth, i);
    for (uint32_t i = DOCUMENTS; i-- > 0;) add_one(f, back, i);
    StoredStories x = stories_of(f, forth), y = stories_of(f, back);
    assert_true(x.n > 10);
    same_stories(&x, &y);
    /* one more: as if it had been there from the start */
    stories_of(f, forth);
    add_one(f, forth, DOCUMENTS);
    add_one(f, back, DOCUMENTS);
    x = stories_of(f, forth);
    y = stories_of(f, back);
    same_stories(&x, &y);
    store_close(forth);
    store_close(back);
}

/* What one story is told from is what grouping gave it. */
static void test_told(void **state) {
    Fixture *f = *state;
    Store *s = open_store(f);
    for (uint32_t i = 0; i < DOCUMENTS; i++) add_one(f, s, i);
    StoredStories list = stories_of(f, s);
    uint32_t documents = 0;
    for (uint32_t i = 0; i < list.n; i++) {
        Told told;
        StErr err = {0};
        check_ok(store_tell(s, list.v[i].id, &f->a, &told, &err), &err);
        assert_int_equal(told.docs.n, list.v[i].documents);
        assert_int_equal(told.stories.n, 1);
        assert_true(str_eq(told.stories.v[0].id, list.v[i].id));
        documents += told.docs.n;
    }
    assert_int_equal(documents, DOCUMENTS);
    /* nothing changed: nothing is made again, the rows are the same */
    StoredStories again = stories_of(f, s);
    same_stories(&list, &again);
    store_close(s);
}

/* Among many, one is placed without grouping the rest; the stories are those of a grouping of all.
 */
static void test_placed(void **state) {
    Fixture *f = *state;
    Store *placed = open_store(f), *grouped = open_store(f);
    StErr err = {0};
    store_place_from(placed, 10);
    for (uint32_t i = 0; i < DOCUMENTS; i++) add_one(f, placed, i);
    stories_of(f, placed);
    for (uint32_t i = 0; i <= DOCUMENTS; i++) add_one(f, grouped, i);
    add_one(f, placed, DOCUMENTS);
    StoredStories x = stories_of(f, placed), y = stories_of(f, grouped);
    same_stories(&x, &y);
    Moves moves;
    check_ok(store_regroup(placed, &f->a, &moves, &err), &err);
    assert_int_equal(moves.n, 0); /* placing had found what grouping all finds */
    x = stories_of(f, placed);
    same_stories(&x, &y);
    /* one that goes leaves its story, and the others alone */
    for (uint32_t i = 0; i < 2; i++) {
        Store *s = i ? grouped : placed;
        check_ok(store_begin(s, &err), &err);
        check_ok(store_remove(s, f->made[5].records.doc.id, &err), &err);
        check_ok(store_commit(s, &err), &err);
    }
    x = stories_of(f, placed);
    y = stories_of(f, grouped);
    same_stories(&x, &y);
    store_close(placed);
    store_close(grouped);
}

static void execute(Store *s, const char *sql) {
    StErr err = {0};
    check_ok(store_execute(s, sql, &err), &err);
}

/* Documents that stand in a story of their own go back where they belong, and it says why. */
static void test_regroup_tells_moves(void **state) {
    Fixture *f = *state;
    Store *s = open_store(f);
    StErr err = {0};
    Moves moves;
    for (uint32_t i = 0; i < DOCUMENTS; i++) add_one(f, s, i);
    StoredStories before = stories_of(f, s);
    uint32_t most = 0; /* the story with most documents */
    for (uint32_t i = 0; i < before.n; i++)
        if (before.v[i].documents > before.v[most].documents) most = i;
    assert_true(before.v[most].documents > 2);
    char sql[200];
    snprintf(sql, sizeof sql,
             "UPDATE member SET story = 'sgone' WHERE document = (SELECT max(leader) FROM member"
             " WHERE story = '%.*s' AND leader = document)",
             STR_ARG(before.v[most].id));
    execute(s, sql);
    check_ok(store_regroup(s, &f->a, &moves, &err), &err);
    assert_int_equal(moves.n, 2); /* what was there, and what came to it */
    bool told = false;
    for (uint32_t i = 0; i < moves.n; i++) {
        assert_true(str_eq(moves.v[i].after, before.v[most].id));
        if (!str_eq(moves.v[i].before, S("sgone"))) continue;
        told = true;
        assert_int_equal(moves.v[i].documents, 1);
        assert_true(str_starts(moves.v[i].reason, S("alike by ")));
    }
    assert_true(told);
    StoredStories after = stories_of(f, s);
    same_stories(&before, &after);
    store_close(s);
}

/* Digests of another program are made anew before anything is grouped by them. */
static void test_old_digests_are_made_anew(void **state) {
    Fixture *f = *state;
    Store *s = open_store(f);
    for (uint32_t i = 0; i < DOCUMENTS; i++) add_one(f, s, i);
    StoredStories before = stories_of(f, s);
    execute(s, "UPDATE digest SET version = 0, shingles = x'', profile = x'0102030405'");
    execute(s, "UPDATE state SET value = 0 WHERE name = 'digests'");
    execute(s, "DELETE FROM member");
    StoredStories after = stories_of(f, s);
    same_stories(&before, &after);
    bool found;
    int64_t old;
    StErr err = {0};
    check_ok(
        store_ask(s, &err, "SELECT count(*) FROM digest WHERE version = 0", 0, NULL, &found, &old),
        &err);
    assert_int_equal(old, 0);
    store_close(s);
}

/* Each document but one is bound to another of its story, and the bond names both. */
static void test_bonds(void **state) {
    Fixture *f = *state;
    Store *s = open_store(f);
    StErr err = {0};
    for (uint32_t i = 0; i < DOCUMENTS; i++) add_one(f, s, i);
    StoredStories list = stories_of(f, s);
    for (uint32_t i = 0; i < list.n; i++) {
        Told told;
        check_ok(store_tell(s, list.v[i].id, &f->a, &told, &err), &err);
        const Story *story = &told.stories.v[0];
        uint32_t joined = 0;
        for (uint32_t k = 0; k < story->bonds.n; k++) {
            joined += story->bonds.v[k].kind == BOND_JOINED;
            assert_true(str_starts(story->bonds.v[k].reason, S("alike by ")));
        }
        assert_int_equal(joined, story->independent - 1);
    }
    store_close(s);
}

/* Where a mark stands after the text around it has changed. */
static void test_marks_find_their_place(void **state) {
    Fixture *f = *state;
    const Records *r = &f->made[3].records;
    assert_true(r->figures.n > 1);
    for (Ref ref = 1; ref <= r->figures.n; ref++) {
        MarkPlace place;
        assert_int_equal(mark_place_of(r, RECORD_FIGURE, ref, &f->a, &place), ST_OK);
        assert_true(str_eq(mark_place_find(&place, r, &f->a), r->figures.v[ref - 1].head.id));
        /* neither its words nor its sentence are there */
        place.sentence = S("a sentence that is nowhere");
        place.quote = S("words that are nowhere");
        assert_null(mark_place_find(&place, r, &f->a).p);
    }
}

/* A record of a document of one sentence or two, on the words "said". */
static Records told(Arena *a, const char *text, Span *sentences, uint32_t n) {
    Records r = {.doc = {.id = S("d1"), .text = str_of(text)}};
    r.doc.sentences = (Spans){sentences, n};
    for (size_t at = 0, from = 0;
         (at = str_find(str_from(r.doc.text, from), S("said"))) != SIZE_MAX; from += at + 4) {
        Claim *c = list_push(a, &r.claims, Claim);
        *c = (Claim){.head = {.id = arena_format(a, "c%u", r.claims.n),
                              .span = {(uint32_t)(from + at), (uint32_t)(from + at + 4)}}};
    }
    return r;
}

/* An edited sentence keeps what was rejected in it, and not what was accepted as its words. */
static void test_marks_and_edited_sentences(void **state) {
    (void)state;
    static const struct {
        const char *reason, *text;
        Verdict verdict;
        const char *found;
    } rows[] = {
        {"a word was added", "They said no. Northland said loudly that the road is open.",
         VERDICT_REJECT, "c2"},
        {"what was accepted is to be read again",
         "They said no. Northland said loudly that the road is open.", VERDICT_ACCEPT, NULL},
        {"nothing was edited", "They said no. Northland said that the road is open.",
         VERDICT_ACCEPT, "c2"},
        {"another sentence", "They said no. Southland said it sent rice and beans up north.",
         VERDICT_REJECT, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena a = {0};
        Span once[] = {{0, 37}}, twice[] = {{0, 13}, {14, (uint32_t)strlen(rows[i].text)}};
        Records old = told(&a, "Northland said that the road is open.", once, 1);
        Records now = told(&a, rows[i].text, twice, 2);
        Mark mark = {.verdict = rows[i].verdict};
        MarkPlace *place = list_push(&a, &mark.places, MarkPlace);
        assert_int_equal(mark_place_of(&old, RECORD_CLAIM, 1, &a, place), ST_OK);
        Records *docs[] = {&now};
        Reviews reviews;
        assert_int_equal(marks_find(&(Marks){&mark, 1}, &(RecordsList){docs, 1}, &a, &reviews),
                         ST_OK);
        if (!str_eq(place->id, str_of(rows[i].found)))
            fail_msg("%s: %.*s", rows[i].reason, STR_ARG(place->id));
        arena_drop(&a);
    }
}

/* Grouping needs a few kilobytes of a document, and no more for many than for few. */
static void test_digests_are_small(void **state) {
    Fixture *f = *state;
    Arena a = {0};
    ProfileMaker maker;
    assert_int_equal(profile_maker_open(f->tables, &a, &maker), ST_OK);
    size_t before = a.taken;
    for (uint32_t i = 0; i < DOCUMENTS; i++) {
        Shingles shingles;
        Profile profile;
        assert_int_equal(shingles_make(&f->made[i].records.doc, &a, &shingles), ST_OK);
        assert_int_equal(profile_make(&maker, &f->made[i].records, &a, &profile), ST_OK);
    }
    assert_true((a.taken - before) / DOCUMENTS < 4000);
    arena_drop(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_order),
        cmocka_unit_test(test_told),
        cmocka_unit_test(test_placed),
        cmocka_unit_test(test_regroup_tells_moves),
        cmocka_unit_test(test_old_digests_are_made_anew),
        cmocka_unit_test(test_bonds),
        cmocka_unit_test(test_marks_find_their_place),
        cmocka_unit_test(test_marks_and_edited_sentences),
        cmocka_unit_test(test_digests_are_small),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
