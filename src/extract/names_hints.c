#include "extract/names_hints.h"

#include "extract/names.h"

enum { LARGE_CITY = 100000, UNCASED_MIN = 4, ASKED = 63 /* a bit that is no hint */ };

/* The lemma that a word had last, and whether it is a word of saying: hardly ever another. */
typedef struct SaidWord {
    Str lemma;
    bool cue;
} SaidWord;

typedef struct Finder {
    const Parse *p;
    const World *w;
    NameHints *out;
    uint64_t *words; /* per word of the document: what holds of it wherever it stands */
    SaidWord *said;  /* per word */
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
           !token_opens(before) && !(before->flags & TOKEN_CLITIC);
}

static void learn_case(Finder *f) {
    for (uint32_t k = 0; k < f->p->sentences.n; k++) {
        const Sentence *s = &f->p->sentences.v[k];
        for (uint32_t i = s->first; i < s->first + s->count && !f->out->loud[k]; i++) {
            const Token *t = &f->p->tokens.v[i];
            uint64_t *word = &f->words[f->w->word_of[i]];
            if (t->flags & TOKEN_CAPITAL) {
                if (!opens(f->p, s, i)) *word |= 1ull << HINT_UPPER;
            } else if (!is_mark(t)) {
                *word |= 1ull << HINT_LOWER;
            }
        }
    }
}

/* The kinds of en/name_parts, a bit each. */
static uint64_t part_bits(const World *w, Str norm) {
    static const char *const kinds[] = {"organisation", "company",  "place_after",
                                        "place_before", "thing",    "direction",
                                        "time",         "particle", NULL};
    const Table *t = w->table[WORLD_PART];
    uint64_t bits = 0;
    if (norm.n > TABLE_KEY_MAX) return 0;
    for (uint32_t r = 0; (r = table_find(t, norm, r));)
        for (int k = 0; kinds[k]; k++)
            if (str_is(table_cell(t, r - 1, w->kind[WORLD_PART]), kinds[k]))
                bits |= 1ull << (HINT_PART + k);
    return bits;
}

/* Bits of lists of single words. */
static uint64_t word_bits(const World *w, Str norm) {
    uint64_t bits = part_bits(w, norm);
    if (world_word(w, WORLD_GIVEN, norm)) bits |= 1ull << HINT_GIVEN;
    if (world_word(w, WORLD_SURNAME, norm)) bits |= 1ull << HINT_SURNAME;
    if (world_word(w, WORLD_PLAIN, norm)) bits |= 1ull << HINT_PLAIN;
    return bits | 1ull << ASKED;
}

/* "al-Shabaab", "bin Laden": written small, and yet a name begins there. */
static bool is_particle(const Finder *f, const Sentence *s, uint32_t i) {
    const Token *t = f->p->tokens.v;
    uint32_t next = i + 1, end = s->first + s->count;
    if (next < end && str_eq(t[next].norm, S("-"))) next++;
    return next < end && t[next].flags & TOKEN_CAPITAL && !(t[i].flags & TOKEN_CAPITAL) &&
           f->words[f->w->word_of[i]] >> (HINT_PART + 7) & 1;
}

static void mark_lists(Finder *f, const Sentence *s, uint32_t i, bool capital) {
    static const WorldKind kinds[] = {
#define X(name) WORLD_##name,
        HINT_LIST(X)
#undef X
    };
    static const uint32_t small = 1u << WORLD_TITLE | 1u << WORLD_BODY | 1u << WORLD_POPULATION;
    static const uint32_t all = 0
#define X(name) | 1u << WORLD_##name
        HINT_LIST(X)
#undef X
        ;
    uint32_t begins = world_begin_kinds(f->w, capital ? all : small, i);
    for (int k = 0; begins && k < HINT_LISTS; k++) {
        if (!(begins >> kinds[k] & 1)) continue;
        WorldHit h = world_match(f->w, kinds[k], i, s->first + s->count);
        for (uint32_t j = 0; j < h.words; j++)
            f->out->of[i + j] |= j ? hint_goes_on(k) : hint_begins(k);
        uint64_t people = 0;
        if (k == HINT_CITY && h.row && str_to_u64(world_cell(f->w, h, "population"), &people) &&
            people >= LARGE_CITY)
            f->out->of[i] |= 1ull << HINT_LARGE;
    }
}

/* Names of world/well_known, a bit for each kind. */
static void mark_well_known(Finder *f, const Sentence *s, uint32_t i) {
    static const char *const kinds[] = {"company", "chain", "team",   "press", "school",
                                        "product", "sight", "person", "faith", NULL};
    WorldHit h = world_match(f->w, WORLD_WELL, i, s->first + s->count);
    const Table *t = f->w->table[WORLD_WELL];
    for (uint32_t r = h.row; r; r = table_find(t, h.key, r))
        for (int k = 0; kinds[k]; k++)
            if (str_is(table_cell(t, r - 1, f->w->kind[WORLD_WELL]), kinds[k]))
                f->out->of[i] |= 1ull << (HINT_WELL + k);
    for (uint32_t j = 1; j < h.words; j++) f->out->of[i + j] |= 1ull << HINT_WELL_GOES_ON;
}

/* "kerala" in a letter that has no capitals. */
WorldHit name_hints_uncased(const World *w, uint32_t at, uint32_t end) {
    static const WorldKind kinds[] = {WORLD_COUNTRY, WORLD_DIVISION, WORLD_CAPITAL, WORLD_CITY};
    WorldHit none = {WORLD_NONE, 0, 0, {NULL, 0}};
    uint32_t begins =
        1u << WORLD_COUNTRY | 1u << WORLD_DIVISION | 1u << WORLD_CAPITAL | 1u << WORLD_CITY;
    if (w->norms[at].n < UNCASED_MIN || !(begins = world_begin_kinds(w, begins, at))) return none;
    if (world_word(w, WORLD_PLAIN, w->norms[at]) || names_part_is(w, at, "small")) return none;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (!(begins >> kinds[k] & 1)) continue;
        Phrase p = table_match(w->table[kinds[k]], w->norms + at, end - at);
        uint64_t people = LARGE_CITY;
        WorldHit h = {kinds[k], p.row, p.words, p.key};
        if (kinds[k] == WORLD_CITY && p.row)
            people = str_to_u64(world_cell(w, h, "population"), &people) ? people : 0;
        if (p.row && people >= LARGE_CITY) return h;
    }
    return none;
}

static void mark_uncased(Finder *f, const Sentence *s, uint32_t i) {
    WorldHit h = name_hints_uncased(f->w, i, s->first + s->count);
    for (uint32_t j = 0; j < h.words; j++) f->out->of[i + j] |= 1ull << HINT_UNCASED;
}

static bool is_cue(Finder *f, uint32_t i) {
    const Token *t = &f->p->tokens.v[i];
    SaidWord *said = &f->said[f->w->word_of[i]];
    Str lemma = t->lemma.n ? t->lemma : t->norm;
    if (!said->lemma.p || !str_eq(said->lemma, lemma))
        *said = (SaidWord){lemma, world_word(f->w, WORLD_CUE, lemma) != 0};
    return said->cue;
}

static void mark_word(Finder *f, const Sentence *s, uint32_t i, bool loud) {
    const Token *t = &f->p->tokens.v[i];
    uint64_t *word = &f->words[f->w->word_of[i]];
    if (!(*word & 1ull << ASKED)) *word |= word_bits(f->w, t->norm);
    uint64_t bits = *word & ~(1ull << ASKED);
    if (is_cue(f, i)) bits |= 1ull << HINT_CUE;
    if (opens(f->p, s, i)) bits |= 1ull << HINT_OPENS;
    if (loud) bits |= 1ull << HINT_LOUD;
    f->out->of[i] |= bits;
}

StCode name_hints_find(const Parse *p, const World *w, Arena *a, NameHints *out, StErr *err) {
    Finder f = {p, w, out, arena_new(a, uint64_t, w->word_count),
                arena_new(a, SaidWord, w->word_count)};
    *out = (NameHints){arena_new(a, uint64_t, p->tokens.n), arena_new(a, bool, p->sentences.n)};
    TRY_MEM(out->of && out->loud && f.words && f.said, err);
    for (uint32_t k = 0; k < p->sentences.n; k++) out->loud[k] = is_loud(p, &p->sentences.v[k]);
    learn_case(&f);
    for (uint32_t k = 0; k < p->sentences.n; k++) {
        const Sentence *s = &p->sentences.v[k];
        for (uint32_t i = s->first; i < s->first + s->count; i++) {
            const Token *t = &p->tokens.v[i];
            mark_word(&f, s, i, out->loud[k]);
            if (is_mark(t)) continue;
            bool capital = t->flags & TOKEN_CAPITAL || is_particle(&f, s, i);
            mark_lists(&f, s, i, capital);
            if (capital)
                mark_well_known(&f, s, i);
            else
                mark_uncased(&f, s, i);
        }
    }
    return ST_OK;
}
