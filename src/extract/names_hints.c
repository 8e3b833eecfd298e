#include "extract/names_hints.h"

#include "base/map.h"

enum { LARGE_CITY = 100000 };

typedef struct Finder {
    const Parse *p;
    const World *w;
    NameHints *out;
    Map lower, upper; /* words of the document in lower case; with a capital amid a sentence */
} Finder;

/* Capitals tell nothing where most words have them. */
static bool is_loud(const Parse *p, const Sentence *s) {
    uint32_t capital = 0, all = 0, upper = 0;
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        const Token *t = &p->tokens.v[i];
        if (t->form.n < 4 || t->flags & TOKEN_DIGIT) continue;
        all++;
        capital += (t->flags & TOKEN_CAPITAL) != 0;
        upper += (t->flags & TOKEN_UPPER) != 0;
    }
    if (upper * 2 > all && all > 3) return true;
    /* a headline has no full stop; a sentence with one may be full of names */
    const Token *last = s->count ? &p->tokens.v[s->first + s->count - 1] : NULL;
    bool stop = last && last->form.n == 1 && last->form.p[0] == '.';
    return all > 4 && (stop ? capital == all : capital * 10 >= all * 8);
}

static bool is_mark(const Token *t) {
    return t->form.n && !(t->flags & (TOKEN_CAPITAL | TOKEN_DIGIT)) &&
           (unsigned char)t->form.p[0] < 0x80 && !(t->form.p[0] >= 'a' && t->form.p[0] <= 'z');
}

/* The first word of a sentence, or of a quotation, is capitalised whatever it is. */
static bool opens(const Parse *p, const Sentence *s, uint32_t i) {
    if (i == s->first) return true;
    const Token *before = &p->tokens.v[i - 1];
    return is_mark(before) && !str_eq(before->norm, S(",")) && !str_eq(before->norm, S("-")) &&
           !str_eq(before->norm, S("(")) && !(before->flags & TOKEN_CLITIC);
}

static void learn_case(Finder *f) {
    for (uint32_t k = 0; k < f->p->sentences.n; k++) {
        const Sentence *s = &f->p->sentences.v[k];
        for (uint32_t i = s->first; i < s->first + s->count && !f->out->loud[k]; i++) {
            const Token *t = &f->p->tokens.v[i];
            if (t->flags & TOKEN_CAPITAL) {
                if (!opens(f->p, s, i)) map_set(&f->upper, t->norm, 1);
            } else if (!is_mark(t)) {
                map_set(&f->lower, t->norm, 1);
            }
        }
    }
}

/* The kinds of en/name_parts, a bit each. */
static uint64_t part_bits(const World *w, Str norm) {
    static const char *const kinds[] = {"organisation", "company",   "place_after", "place_before",
                                        "thing",        "direction", "time",        NULL};
    const Table *t = w->table[WORLD_PART];
    uint64_t bits = 0;
    if (norm.n > TABLE_KEY_MAX) return 0;
    for (uint32_t r = 0; (r = table_find(t, norm, r));)
        for (int k = 0; kinds[k]; k++)
            if (str_eq(table_cell(t, r - 1, w->kind[WORLD_PART]), str_of(kinds[k])))
                bits |= 1ull << (HINT_PART + k);
    return bits;
}

static void mark_lists(Finder *f, const Sentence *s, uint32_t i) {
    static const WorldKind kinds[] = {
#define X(name) WORLD_##name,
        HINT_LIST(X)
#undef X
    };
    bool capital = f->p->tokens.v[i].flags & TOKEN_CAPITAL;
    for (int k = 0; k < HINT_LISTS; k++) {
        if (!capital && k != HINT_TITLE && k != HINT_BODY && k != HINT_POPULATION) continue;
        WorldHit h = world_match(f->w, kinds[k], i, s->first + s->count);
        for (uint32_t j = 0; j < h.words; j++)
            f->out->of[i + j] |= j ? hint_goes_on(k) : hint_begins(k);
        uint64_t people = 0;
        if (k == HINT_CITY && h.row && str_to_u64(world_cell(f->w, h, "population"), &people) &&
            people >= LARGE_CITY)
            f->out->of[i] |= 1ull << HINT_LARGE;
    }
}

static void mark_word(Finder *f, const Sentence *s, uint32_t i, bool loud) {
    const Token *t = &f->p->tokens.v[i];
    uint64_t bits = part_bits(f->w, t->norm);
    if (world_word(f->w, WORLD_GIVEN, t->norm)) bits |= 1ull << HINT_GIVEN;
    if (world_word(f->w, WORLD_SURNAME, t->norm)) bits |= 1ull << HINT_SURNAME;
    if (world_word(f->w, WORLD_PLAIN, t->norm)) bits |= 1ull << HINT_PLAIN;
    if (world_word(f->w, WORLD_CUE, t->lemma.n ? t->lemma : t->norm)) bits |= 1ull << HINT_CUE;
    if (map_get(&f->lower, t->norm)) bits |= 1ull << HINT_LOWER;
    if (map_get(&f->upper, t->norm)) bits |= 1ull << HINT_UPPER;
    if (opens(f->p, s, i)) bits |= 1ull << HINT_OPENS;
    if (loud) bits |= 1ull << HINT_LOUD;
    f->out->of[i] |= bits;
}

StCode name_hints_find(const Parse *p, const World *w, Arena *a, NameHints *out, StErr *err) {
    Finder f = {p, w, out, {.arena = a}, {.arena = a}};
    *out = (NameHints){arena_new(a, uint64_t, p->tokens.n), arena_new(a, bool, p->sentences.n)};
    TRY_MEM(out->of && out->loud, err);
    for (uint32_t k = 0; k < p->sentences.n; k++) out->loud[k] = is_loud(p, &p->sentences.v[k]);
    learn_case(&f);
    TRY_MEM(!f.lower.failed && !f.upper.failed, err);
    for (uint32_t k = 0; k < p->sentences.n; k++) {
        const Sentence *s = &p->sentences.v[k];
        for (uint32_t i = s->first; i < s->first + s->count; i++) {
            if (!is_mark(&p->tokens.v[i])) mark_lists(&f, s, i);
            mark_word(&f, s, i, out->loud[k]);
        }
    }
    return ST_OK;
}
