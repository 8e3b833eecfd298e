#include "story/phrases.h"

#include "base/utf8.h"

typedef struct Words {
    Str v[PHRASE_WORDS_MAX];
    uint32_t n;
} Words;

static bool is_word_byte(char c) {
    unsigned char u = (unsigned char)c;
    return u >= 0x80 || (u >= 'a' && u <= 'z') || (u >= '0' && u <= '9') || u == '.';
}

/* "attack's" is "attack", "'s"; a full stop at the end of a word is none of it unless the word has
 * another ("u.n."). */
static void split_words(Str folded, Words *out) {
    out->n = 0;
    for (size_t i = 0; i < folded.n && out->n < PHRASE_WORDS_MAX;) {
        size_t start = i;
        while (i < folded.n && is_word_byte(folded.p[i])) i++;
        if (i == start && folded.p[i] == '\'' && i + 1 < folded.n && folded.p[i + 1] == 's')
            i += 2;
        else if (i == start)
            i++;
        Str word = {folded.p + start, i - start};
        if (word.n > 1 && word.p[word.n - 1] == '.' &&
            str_find_char((Str){word.p, word.n - 1}, '.') == SIZE_MAX)
            word.n--;
        if (word.p[0] != ' ') out->v[out->n++] = word;
    }
}

/* A row of the phrase whose cell this is; any where `column` is -1. */
static uint32_t row_with(const Table *t, Phrase p, int column, Str cell) {
    uint32_t row = p.row;
    while (row && column >= 0 && !str_eq(table_cell(t, row - 1, column), cell))
        row = table_find(t, p.key, row);
    return row;
}

uint32_t phrase_first_of(const Table *t, Str text, int column, Str cell, Arena *a) {
    Str folded = t ? utf8_fold(a, text) : (Str){NULL, 0};
    if (!folded.n) return 0;
    Words words;
    split_words(folded, &words);
    for (uint32_t i = 0; i < words.n; i++) {
        Phrase p = table_match(t, words.v + i, words.n - i);
        uint32_t row = row_with(t, p, column, cell);
        if (row) return row;
    }
    return 0;
}

uint32_t phrase_first(const Table *t, Str text, Arena *a) {
    return phrase_first_of(t, text, -1, S(""), a);
}

uint32_t phrase_next(const Table *t, Str text, Arena *a, size_t *at, size_t *end) {
    char *lower = t && text.n ? arena_new(a, char, text.n) : NULL;
    if (!lower) return 0;
    Words words;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        lower[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    Str folded = {lower, text.n};
    split_words(folded, &words);
    for (uint32_t i = 0; i < words.n; i++) {
        size_t start = (size_t)(words.v[i].p - folded.p);
        Phrase p = start >= *end ? table_match(t, words.v + i, words.n - i) : (Phrase){0};
        if (!p.row) continue;
        const Str *last = &words.v[i + p.words - 1];
        *at = start;
        *end = (size_t)(last->p - folded.p) + last->n;
        return p.row;
    }
    return 0;
}
