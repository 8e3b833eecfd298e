#include "verb_swaps.h"

#include "trainer.h"

enum { SWAP_PER_MILLE = 700, TRIES = 10, LETTERS_MIN = 3 };

typedef struct VerbForms {
    Str plain, third, past, participle, gerund;
} VerbForms;
LIST_OF(VerbForms, VerbList);

static bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* "stop": one vowel, and one consonant behind it that is written twice before an ending. */
static bool doubles_last(Str v) {
    uint32_t vowels = 0;
    for (size_t i = 0; i < v.n; i++) vowels += is_vowel(v.p[i]) || (i && v.p[i] == 'y');
    char last = v.p[v.n - 1];
    return vowels == 1 && is_vowel(v.p[v.n - 2]) && !is_vowel(last) && last != 'w' && last != 'x' &&
           last != 'y';
}

/* The verb before -ed and -ing, and with "e" what comes before -d. */
static Str stem(Str v, bool before_ed, Arena *a) {
    char last = v.p[v.n - 1], before = v.p[v.n - 2];
    if (last == 'e' && before != 'e' && before != 'y' && before != 'o') return (Str){v.p, v.n - 1};
    if (last == 'e' && before_ed) return (Str){v.p, v.n - 1};
    if (last == 'y' && !is_vowel(before) && before_ed)
        return arena_join(a, (Str){v.p, v.n - 1}, S("i"));
    return doubles_last(v) ? arena_join(a, v, (Str){v.p + v.n - 1, 1}) : v;
}

static Str third_person(Str v, Arena *a) {
    char last = v.p[v.n - 1];
    if (last == 'y' && !is_vowel(v.p[v.n - 2])) return arena_join(a, (Str){v.p, v.n - 1}, S("ies"));
    bool hisses =
        last == 's' || last == 'x' || last == 'z' || str_ends(v, S("ch")) || str_ends(v, S("sh"));
    return arena_join(a, v, hisses ? S("es") : S("s"));
}

static VerbForms forms_of(const Table *irregular, Str verb, Arena *a) {
    VerbForms f = {.plain = verb, .third = third_person(verb, a)};
    int verbs = table_column(irregular, "verb");
    for (uint32_t row = 0; (row = table_find(irregular, verb, row)) != 0;) {
        if (!str_eq(table_cell(irregular, row - 1, verbs), verb)) continue;
        f.past = table_cell(irregular, row - 1, table_column(irregular, "past"));
        f.participle = table_cell(irregular, row - 1, table_column(irregular, "participle"));
        f.gerund = table_cell(irregular, row - 1, table_column(irregular, "gerund"));
    }
    if (!f.past.n) f.past = f.participle = arena_join(a, stem(verb, true, a), S("ed"));
    if (!f.gerund.n) f.gerund = arena_join(a, stem(verb, false, a), S("ing"));
    if (!f.third.p || !f.past.p || !f.gerund.p) give_up("out of memory");
    return f;
}

static bool is_plain_word(Str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < 'a' || s.p[i] > 'z') return false;
    return s.n >= LETTERS_MIN;
}

/* A verb of saying, thinking, asking: such ask for clauses of their own, and in a frame without one
 * the net would unlearn that. */
static bool governs_clauses(const Tables *tables, Str verb) {
    const Table *cues = tables_get(tables, "en/cues");
    for (uint32_t r = 0; cues && (r = table_find(cues, verb, r)) != 0;)
        if (str_eq(table_cell(cues, r - 1, table_column(cues, "word")), S("verb"))) return true;
    return false;
}

/* The single words among the keys of the table's rows whose `column` has `value`. */
static void add_verbs(const Tables *tables, const char *name, const char *column, Str value,
                      KeyMap *seen, Arena *a, VerbList *out) {
    const Table *t = tables_get(tables, name), *irregular = tables_get(tables, "en/verb_forms");
    if (!t || !irregular) give_up("the tables have no verbs");
    for (uint32_t row = 0; row < table_rows(t); row++) {
        if (!str_eq(table_cell(t, row, table_column(t, column)), value)) continue;
        Str keys = table_cell(t, row, 0), key;
        while (str_split(&keys, '|', &key)) {
            uint32_t had = seen->n;
            if (!is_plain_word(key) || governs_clauses(tables, key) ||
                key_put(seen, str_hash(key)) <= had)
                continue;
            VerbForms *f = list_push(a, out, VerbForms);
            if (!f) give_up("out of memory");
            *f = forms_of(irregular, key, a);
        }
    }
}

static Str form_for(const VerbForms *f, Xpos xpos) {
    switch (xpos) {
    case XPOS_VBD: return f->past;
    case XPOS_VBN: return f->participle;
    case XPOS_VBG: return f->gerund;
    case XPOS_VBZ: return f->third;
    case XPOS_VB:
    case XPOS_VBP: return f->plain;
    default: return (Str){NULL, 0};
    }
}

/* Not where the tree tells more of the verb than that it has a subject and an object. */
static bool may_be_other(const Example *e, uint32_t at) {
    const Token *t = &e->words[at];
    if (t->upos != UPOS_VERB || t->flags & (TOKEN_CAPITAL | TOKEN_CLITIC) ||
        !is_plain_word(t->norm))
        return false;
    for (uint32_t i = 0; i < e->n; i++) {
        if (e->words[i].head != at + 1) continue;
        Deprel d = e->words[i].deprel;
        if (d == DEP_CCOMP || d == DEP_XCOMP || d == DEP_COMPOUND_PRT || d == DEP_IOBJ ||
            d == DEP_FIXED || d == DEP_CSUBJ)
            return false;
    }
    return true;
}

/* False when no verb of it was exchanged. */
static bool swap(const Example *from, const VerbList *verbs, uint32_t *next, Random *random,
                 Arena *a, Example *out) {
    *out = *from;
    bool any = false;
    for (uint32_t i = 0; i < from->n; i++) {
        if (!may_be_other(from, i) || !random_chance(random, SWAP_PER_MILLE)) continue;
        const VerbForms *f = &verbs->v[*next];
        Str form = form_for(f, from->words[i].xpos);
        if (!form.n) continue;
        if (!any) {
            out->words = arena_new(a, Token, from->n);
            out->views = arena_new(a, WordView, from->n);
            out->gold = arena_new(a, uint8_t, from->n);
            if (!out->words || !out->views || !out->gold) give_up("out of memory");
            memcpy(out->words, from->words, from->n * sizeof *from->words);
            any = true;
        }
        out->words[i].form = out->words[i].norm = form;
        out->words[i].lemma = f->plain;
        *next = (*next + 1) % verbs->n; /* each comes as often as the others */
    }
    if (any) example_view(out, words_caseless(out->words, out->n));
    return any;
}

uint32_t verb_swaps_add(Examples *all, const Tables *tables, uint32_t count, uint64_t seed,
                        Arena *a) {
    VerbList verbs = {0};
    KeyMap seen = {0};
    add_verbs(tables, "en/events", "pos", S("v"), &seen, a, &verbs);
    add_verbs(tables, "en/operators", "pos", S("v"), &seen, a, &verbs);
    key_drop(&seen);
    Random random = {seed * 17 + 3};
    uint32_t had = all->n, added = 0, next = 0;
    for (uint64_t tries = 0; added < count && tries < (uint64_t)count * TRIES; tries++) {
        Example swapped, *e;
        if (!swap(&all->v[random_below(&random, had)], &verbs, &next, &random, a, &swapped))
            continue;
        if (!(e = list_push(a, all, Example))) give_up("out of memory");
        *e = swapped;
        added++;
    }
    return added;
}
