#include "know/word_lists.h"

#include "base/map.h"
#include "base/utf8.h"

#include <stdlib.h>

static const char *const names[WORD_LIST_COUNT] = {
#define X(list, name) [LIST_##list] = (name),
    WORD_LISTS(X)
#undef X
};

LIST_OF(WordSet, WordSets);

struct WordLists {
    Arena arena;
    Map of; /* folded word: 1 + index into sets */
    WordSets sets;
};

static StCode add_word(WordLists *l, Str word, unsigned list, StErr *err) {
    Str key = utf8_fold(&l->arena, str_trim(word));
    TRY_MEM(key.p, err);
    key = arena_copy(&l->arena, key);
    TRY_MEM(key.p, err);
    uint32_t *set = map_at(&l->of, key);
    TRY_MEM(set, err);
    if (!*set) {
        TRY_MEM(list_push(&l->arena, &l->sets, WordSet), err);
        *set = l->sets.n;
    }
    l->sets.v[*set - 1].bits[list / 64] |= UINT64_C(1) << list % 64;
    return ST_OK;
}

static StCode add_row(WordLists *l, Str words, Str list, StErr *err) {
    unsigned number = 0;
    while (number < WORD_LIST_COUNT && !str_eq(list, str_of(names[number]))) number++;
    if (number == WORD_LIST_COUNT)
        return st_fail(err, ST_BAD_FORMAT, 0, "en/word_lists: nothing asks for the list \"%.*s\"",
                       STR_ARG(list));
    Str word;
    while (str_split(&words, '|', &word)) TRY(add_word(l, word, number, err));
    return ST_OK;
}

static StCode read_rows(WordLists *l, const Table *t, StErr *err) {
    int list = table_column(t, "list");
    for (uint32_t row = 0; row < table_rows(t); row++)
        TRY(add_row(l, table_cell(t, row, 0), table_cell(t, row, list), err));
    return ST_OK;
}

StCode word_lists_open(const Tables *t, WordLists **out, StErr *err) {
    *out = NULL;
    WordLists *l = calloc(1, sizeof *l);
    TRY_MEM(l, err);
    l->of.arena = &l->arena;
    StCode code = read_rows(l, tables_get(t, "en/word_lists"), err);
    if (code != ST_OK) {
        word_lists_close(l);
        return code;
    }
    *out = l;
    return ST_OK;
}

void word_lists_close(WordLists *l) {
    if (!l) return;
    arena_drop(&l->arena);
    free(l);
}

const WordSet *word_lists_of(const WordLists *l, Str word) {
    uint32_t set = l ? map_get(&l->of, word) : 0;
    return set ? &l->sets.v[set - 1] : NULL;
}
