#include "story/deed_words.h"

#include "base/utf8.h"

enum { WORDS = 6, STEMS = 8, STEM_MIN = 3 };

typedef struct Stems {
    Str v[STEMS];
    uint32_t n;
} Stems;

static bool in_word(char c) {
    unsigned char u = (unsigned char)c;
    return u >= 0x80 || (u >= 'a' && u <= 'z') || (u >= '0' && u <= '9') || u == '\'';
}

static void add_stem(Stems *s, Str stem) {
    if (stem.n >= STEM_MIN && s->n < STEMS) s->v[s->n++] = stem;
}

/* Without an ending: "burned", "using" (use), "stopped", "beats". */
static void add_cut(const Making *m, Stems *s, Str word, Str ending) {
    if (!str_ends(word, ending) || word.n <= ending.n) return;
    Str stem = {word.p, word.n - ending.n};
    add_stem(s, stem);
    bool doubled = stem.n > STEM_MIN && stem.p[stem.n - 1] == stem.p[stem.n - 2];
    if (doubled) add_stem(s, (Str){stem.p, stem.n - 1});
    Str with_e = arena_format(m->arena, "%.*se", STR_ARG(stem));
    if (with_e.p && !str_eq(ending, S("s"))) add_stem(s, with_e);
}

/* "Carried", "buries". */
static void add_y(const Making *m, Stems *s, Str word, Str ending) {
    if (!str_ends(word, ending) || word.n <= ending.n) return;
    Str stem = arena_format(m->arena, "%.*sy", STR_ARG(((Str){word.p, word.n - ending.n})));
    if (stem.p) add_stem(s, stem);
}

/* The word as it stands, and the verbs that it may be a form of. */
static void stems_of(const Making *m, Str word, Stems *out) {
    Str verb = making_cell(m, "en/verb_forms", word, "verb");
    out->n = 0;
    add_stem(out, word);
    if (verb.n) add_stem(out, verb);
    add_y(m, out, word, S("ied"));
    add_y(m, out, word, S("ies"));
    add_cut(m, out, word, S("ed"));
    add_cut(m, out, word, S("ing"));
    add_cut(m, out, word, S("s"));
}

/* The words of a folded text from a place on, as far as one clause goes. */
static uint32_t split(Str text, size_t at, Str out[WORDS]) {
    uint32_t n = 0;
    while (at < text.n && n < WORDS) {
        size_t start = at;
        while (at < text.n && in_word(text.p[at])) at++;
        if (at == start && text.p[at] == '-') at++; /* the tables' words have it between two */
        if (at == start) break;
        out[n++] = (Str){text.p + start, at - start};
        if (at < text.n && text.p[at] == ' ') at++;
    }
    return n;
}

static Phrase match_at(const Making *m, const Table *t, Str *words, uint32_t n) {
    Stems stems;
    Phrase best = {0};
    stems_of(m, words[0], &stems);
    for (uint32_t i = 0; i < stems.n; i++) {
        if (!table_begins(t, stems.v[i])) continue;
        words[0] = stems.v[i];
        Phrase found = table_match(t, words, n);
        if (found.row && found.words > best.words) best = found;
    }
    return best;
}

uint32_t deed_words_next(const Making *m, Str text, size_t *at, size_t *end) {
    const Table *t = tables_get(m->tables, "en/deeds");
    char *lower = t && text.n ? arena_new(m->arena, char, text.n) : NULL;
    if (!lower) return 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        lower[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    Str folded = {lower, text.n};
    for (size_t i = *end; i < text.n; i++) {
        if (!in_word(lower[i]) || (i > 0 && in_word(lower[i - 1]))) continue;
        Str words[WORDS], first[WORDS];
        uint32_t n = split(folded, i, words);
        memcpy(first, words, sizeof first);
        Phrase found = match_at(m, t, first, n);
        if (!found.row) continue;
        *at = i;
        *end = (size_t)(words[found.words - 1].p - folded.p) + words[found.words - 1].n;
        return found.row;
    }
    return 0;
}
