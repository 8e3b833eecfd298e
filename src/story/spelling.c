#include "story/spelling.h"

#include "base/utf8.h"
#include "know/word_lists.h"

enum { SPELLING_MAX = 4 }; /* letters of the longest spelling in the table */

static bool is_kept(char c) {
    unsigned char u = (unsigned char)c;
    return u >= 0x80 || (u >= 'a' && u <= 'z') || (u >= '0' && u <= '9') || u == ' ';
}

/* The sound of the longest spelling at the front of `rest`, and its length in bytes. */
static Str sound_at(const Table *t, Str rest, size_t *len) {
    for (size_t n = rest.n < SPELLING_MAX ? rest.n : SPELLING_MAX; t && n > 0; n--) {
        if (rest.p[0] == ' ' || rest.p[n - 1] == ' ') continue;
        uint32_t row = table_find(t, (Str){rest.p, n}, 0);
        if (!row) continue;
        *len = n;
        return table_cell(t, row - 1, 1);
    }
    *len = 1;
    return is_kept(rest.p[0]) ? (Str){rest.p, 1} : S("");
}

Str spelling_sounds(const Tables *tables, Str folded, Arena *a) {
    const Table *t = tables ? tables_get(tables, "world/transliterations") : NULL;
    Text out = {.arena = a};
    for (size_t i = 0, len; i < folded.n; i += len) {
        Str sound = sound_at(t, str_from(folded, i), &len);
        for (size_t k = 0; k < sound.n; k++)
            if (out.n == 0 || out.p[out.n - 1] != sound.p[k] || (unsigned char)sound.p[k] >= 0x80)
                text_add_char(&out, sound.p[k]);
    }
    if (out.failed) return (Str){NULL, 0};
    return out.p ? text_str(&out) : S("");
}

bool spelling_near(Str a, Str b) {
    if (a.n > b.n) {
        Str swap = a;
        a = b;
        b = swap;
    }
    if (b.n - a.n > 1) return false;
    size_t i = 0;
    while (i < a.n && a.p[i] == b.p[i]) i++;
    Str rest = str_from(a, i);
    return str_eq(rest, str_from(b, i)) || str_eq(rest, str_from(b, i + 1)) ||
           str_eq(str_from(a, i + 1), str_from(b, i + 1));
}

Str spelling_last_word(Str folded) {
    size_t at = folded.n;
    while (at > 0 && folded.p[at - 1] != ' ') at--;
    return str_from(folded, at);
}

uint32_t spelling_words(Str folded) {
    uint32_t words = folded.n > 0;
    for (size_t i = 0; i < folded.n; i++) words += folded.p[i] == ' ';
    return words;
}

/* Two words and more, all of them in capitals. */
static bool is_loud(Str name) {
    bool letter = false;
    for (size_t i = 0; i < name.n; i++) {
        if (name.p[i] >= 'a' && name.p[i] <= 'z') return false;
        letter |= name.p[i] >= 'A' && name.p[i] <= 'Z';
    }
    return letter && str_find_char(name, ' ') != SIZE_MAX;
}

Str spelling_quiet(const Tables *tables, Str name, Arena *a) {
    enum { ACRONYM = 3 };
    Text out = {.arena = a};
    Str rest = name, word;
    if (!is_loud(name)) return name;
    for (bool first = true; str_split(&rest, ' ', &word); first = false) {
        Str folded = utf8_fold(a, word);
        bool small = word_is_in(tables, folded, LIST_NAME_SMALL),
             keep = word.n <= ACRONYM && !small && !word_is_in(tables, folded, LIST_NAME_SHORT);
        if (!first) text_add_char(&out, ' ');
        for (size_t i = 0; i < word.n; i++) {
            char c = word.p[i];
            bool begins = i == 0 ? first || !small : word.p[i - 1] == '-';
            bool lower = c >= 'A' && c <= 'Z' && !keep && !begins;
            text_add_char(&out, lower ? (char)(c - 'A' + 'a') : c);
        }
    }
    return out.failed ? (Str){NULL, 0} : text_str(&out);
}

Str spelling_plain(Str words, Arena *a) {
    enum { ACRONYM = 3 };
    Text out = {.arena = a};
    Str rest = words, word;
    for (size_t i = 0; i < words.n; i++)
        if (words.p[i] >= 'a' && words.p[i] <= 'z') return words;
    for (bool first = true; str_split(&rest, ' ', &word); first = false) {
        if (!first) text_add_char(&out, ' ');
        for (size_t i = 0; i < word.n; i++) {
            char c = word.p[i];
            bool lower = c >= 'A' && c <= 'Z' && (word.n > ACRONYM || !first);
            text_add_char(&out, lower ? (char)(c - 'A' + 'a') : c);
        }
    }
    if (out.failed) return (Str){NULL, 0};
    return out.p ? text_str(&out) : words;
}

static bool has_word(Str text, Str word) {
    Str next;
    while (str_split(&text, ' ', &next))
        if (str_eq(next, word)) return true;
    return false;
}

uint32_t spelling_shared(Str a, Str b) {
    uint32_t shared = 0, words = 0, others = 0;
    Str rest = a, word;
    while (str_split(&rest, ' ', &word)) {
        words++;
        shared += has_word(b, word);
    }
    rest = b;
    while (str_split(&rest, ' ', &word)) others++;
    if (others > words) words = others;
    return words ? shared * 100 / words : 0;
}
