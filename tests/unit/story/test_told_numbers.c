#include "story_of.h"

#include "story/told_numbers.h"

/* The first number of what Northland says; bounds in thousandths, -1 where one is open. */
static void test_numbers(void **state) {
    (void)state;
    static const struct {
        const char *reason, *said;
        uint32_t count;
        int64_t low, high;
    } rows[] = {
        {"digits", "14 villages are cut off", 1, 14000, 14000},
        {"a comma parts thousands", "106,500 doses arrived", 1, 106500000, 106500000},
        {"so does a point", "100.000 marched", 1, 100000000, 100000000},
        {"a point before fewer digits parts tenths", "it stood at 8.2 metres", 1, 8200, 8200},
        {"words", "thirty-one lorries crossed", 1, 31000, 31000},
        {"a scale behind digits", "1.5 million voted", 1, 1500000000, 1500000000},
        {"a scale behind an article", "a million voted", 1, 1000000000, 1000000000},
        {"hundreds and tens", "three hundred and ten came", 1, 310000, 310000},
        {"a range", "between 45,000 and 50,000 came", 1, 45000000, 50000000},
        {"a range without a word before it", "25,000 to 40,000 came", 1, 25000000, 40000000},
        {"open above", "at least 12 wells ran dry", 1, 12000, -1},
        {"open below", "no more than 20 wells ran dry", 1, -1, 20000},
        {"about allows a tenth", "about 100 wells ran dry", 1, 90000, 110000},
        {"two numbers", "12 wells and 30 pumps", 2, 12000, 12000},
        {"a year is none", "in 2014 the wells ran dry", 0, 0, 0},
        {"nor a day of a month", "on 4 May the wells ran dry", 0, 0, 0},
        {"nor a time of day", "at 14:10 the wells ran dry", 0, 0, 0},
        {"nor one, who may be anybody", "one of the wells ran dry", 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Maker k;
        maker_open(&k);
        Str text = arena_format(&k.a, "Northland told of it: %s.", rows[i].said);
        Records *r = put_doc(&k, "a1", "2024-03-01", text.p);
        Ref who = put_actor(&k, r, "Northland", ACTOR_STATE, "NTL", "GOV");
        Ref claim = put_claim(&k, r, who, STANCE_ASSERT, rows[i].said);
        Making m = {.tables = k.tables, .arena = &k.a, .docs = k.docs};
        Item item = {.kind = RECORD_CLAIM, .ref = claim};
        ToldNumbers told;
        told_numbers_read(&m, &item, &told);
        const ToldNumber *x = &told.v[0];
        bool low = rows[i].low < 0 ? !x->low.some : x->low.milli == rows[i].low;
        bool high = rows[i].high < 0 ? !x->high.some : x->high.milli == rows[i].high;
        if (told.count != rows[i].count || (told.count && !(low && high)))
            fail_msg("%s: have %u, %lld to %lld", rows[i].reason, told.count,
                     (long long)x->low.milli, (long long)x->high.milli);
        maker_close(&k);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_numbers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
