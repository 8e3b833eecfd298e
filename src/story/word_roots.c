#include "story/word_roots.h"

#include "story/statement.h"

enum { LEFT_MIN = 4 /* letters without a silent ending */ };

static Str without_ending(const Making *m, Str word) {
    const Table *t = tables_get(m->tables, "en/root_endings");
    int letters = table_column(t, "letters");
    for (uint32_t row = 0; t && row < table_rows(t); row++) {
        Str ending = table_cell(t, row, 0);
        uint64_t least = 0;
        str_to_u64(table_cell(t, row, letters), &least);
        if (str_ends(word, ending) && word.n - ending.n >= least)
            return (Str){word.p, word.n - ending.n};
    }
    return word;
}

/* "Shipp", "alarme", "irregularity": what endings double, drop or turn. */
static Str without_tail(Str s) {
    char last = s.n > LEFT_MIN ? s.p[s.n - 1] : 0;
    bool silent = last == 'e' || last == 'y' || last == 'i';
    bool twice = last && last == s.p[s.n - 2];
    return silent || twice ? (Str){s.p, s.n - 1} : s;
}

Str word_root(const Making *m, Str word) {
    Str root = making_cell(m, "en/word_roots", word, "root");
    if (root.n) return root;
    Str base = statement_word_base(m, word);
    root = making_cell(m, "en/word_roots", base, "root");
    return root.n ? root : without_tail(without_ending(m, base));
}
