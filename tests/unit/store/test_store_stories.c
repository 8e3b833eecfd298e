/* Stories of a store over made documents: the same in any order of arrival, brought up to date when
 * one is added, and small in memory. */
#include "check.h"

#include "made_records.h"
#include "store/marks.h"
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
    check_ok(store_open(":memory:", true, &s, &err), &err);
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
    check_ok(store_regroup(placed, &err), &err);
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
        cmocka_unit_test(test_marks_find_their_place),
        cmocka_unit_test(test_digests_are_small),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
