#include "extract/world.h"

#include "base/map.h"
#include "base/utf8.h"

/* Tells apart the words of the document, so that tables are asked but once for each. */
static StCode number_words(World *w, Arena *a, StErr *err) {
    Map seen = {.arena = a};
    uint32_t *word_of = arena_new(a, uint32_t, w->n);
    TRY_MEM(word_of, err);
    for (uint32_t i = 0; i < w->n; i++) {
        uint32_t *at = map_at(&seen, w->norms[i]);
        TRY_MEM(at, err);
        if (!*at) *at = ++w->word_count;
        word_of[i] = *at - 1;
    }
    w->word_of = word_of;
    w->words = arena_new(a, WorldWord, w->word_count);
    TRY_MEM(w->words, err);
    return ST_OK;
}

StCode world_open(const Tables *tables, const Parse *p, Arena *a, World *out, StErr *err) {
    static const char *const files[WORLD_KINDS] = {
#define X(name, file) [WORLD_##name] = (file),
        WORLD_LIST(X)
#undef X
    };
    *out = (World){.arena = a, .tokens = p->tokens.v, .n = p->tokens.n};
    for (int k = 0; k < WORLD_KINDS; k++) {
        out->table[k] = tables_get(tables, files[k]);
        out->country[k] = table_column(out->table[k], "country");
        out->sectors[k] = table_column(out->table[k], "sectors");
        out->kind[k] = table_column(out->table[k], "kind");
    }
    Str *norms = arena_new(a, Str, p->tokens.n);
    TRY_MEM(norms, err);
    for (uint32_t i = 0; i < p->tokens.n; i++) norms[i] = p->tokens.v[i].norm;
    out->norms = norms;
    return number_words(out, a, err);
}

uint32_t world_begin_kinds(const World *w, uint32_t kinds, uint32_t token) {
    WorldWord *word = &w->words[w->word_of[token]];
    uint32_t ask = kinds & ~word->asked;
    if (ask) {
        word->asked |= ask;
        for (; ask; ask &= ask - 1) {
            int kind = __builtin_ctz(ask);
            bool may = table_may(w->table[kind], w->tokens[token].norm_tables);
            if (may && table_begins(w->table[kind], w->norms[token])) word->begins |= 1u << kind;
        }
    }
    return word->begins & kinds;
}

bool world_begins(const World *w, WorldKind kind, uint32_t token) {
    return world_begin_kinds(w, 1u << kind, token);
}

/* How an alias is written: what a text must show to be meant by it. */
typedef enum Written { WRITTEN_ANY, WRITTEN_CAPITAL, WRITTEN_UPPER, WRITTEN_SO } Written;

static Written alias_written(Str alias) {
    uint32_t upper = 0, lower = 0;
    bool first = false;
    for (size_t i = 0; i < alias.n;) {
        unsigned len;
        uint32_t c = utf8_at(alias, i, &len);
        first = first || (i == 0 && utf8_is_upper(c));
        upper += utf8_is_upper(c);
        lower += utf8_is_lower(c);
        i += len;
    }
    if (upper > 1 && lower == 0) return WRITTEN_UPPER;
    /* "LeT" is not "Let" */
    if (upper > 1 && alias.n <= 4 && str_find_char(alias, ' ') == SIZE_MAX) return WRITTEN_SO;
    return first ? WRITTEN_CAPITAL : WRITTEN_ANY;
}

static bool alias_is(const World *w, Str alias, Str key) {
    bool ascii = true;
    for (size_t i = 0; i < alias.n && ascii; i++) ascii = (unsigned char)alias.p[i] < 0x80;
    if (ascii) return str_eq_nocase(alias, key);
    return str_eq(utf8_fold(w->arena, alias), key);
}

/* The alias of a row that `key` is the fold of. */
static Str alias_find(const World *w, const Table *t, uint32_t row, Str key) {
    Str rest = table_cell(t, row - 1, 0), piece;
    while (str_split(&rest, '|', &piece))
        if (alias_is(w, piece, key)) return piece;
    return key;
}

static bool is_function_word(const Token *t) {
    switch (t->xpos) {
    case XPOS_PRP:
    case XPOS_PRPS:
    case XPOS_WP:
    case XPOS_WPS:
    case XPOS_WDT:
    case XPOS_WRB:
    case XPOS_DT:
    case XPOS_IN:
    case XPOS_CC:
    case XPOS_MD:
    case XPOS_TO: return true;
    default: return t->upos == UPOS_AUX;
    }
}

bool world_is_loud(const World *w, uint32_t at) {
    for (uint32_t i = at > 3 ? at - 3 : 0; i < at + 4 && i < w->n; i++)
        if (i != at && w->tokens[i].flags & TOKEN_UPPER && w->tokens[i].form.n > 3 &&
            w->tokens[i].sentence == w->tokens[at].sentence)
            return true;
    return false;
}

/* A noun of at least three letters with hardly a vowel: an acronym, whatever stands around it. */
static bool is_unspeakable(const Token *t) {
    uint32_t vowels = 0;
    bool nominal = t->upos == UPOS_NOUN || t->upos == UPOS_ADJ || t->upos == UPOS_X;
    for (size_t i = 0; i < t->norm.n; i++) {
        char c = t->norm.p[i];
        vowels += c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
    }
    return nominal && t->norm.n >= 3 && vowels * 4 <= t->norm.n;
}

static bool written_fits(const World *w, Written how, uint32_t at, uint32_t words) {
    const Token *t = &w->tokens[at];
    if (how == WRITTEN_ANY) return true;
    if (!(t->flags & TOKEN_CAPITAL)) return false;
    if (how == WRITTEN_CAPITAL) return words > 1 || !is_function_word(t) || t->upos == UPOS_PROPN;
    bool upper =
        (t->flags & TOKEN_UPPER) || str_find_char(t->form, '.') != SIZE_MAX || t->form.n == 1;
    if (!upper) return false;
    /* among other capitals the form tells nothing: WHO SAID IT; but FMLN is no word */
    bool loud = world_is_loud(w, at);
    return words > 1 || !loud || t->upos == UPOS_PROPN || is_unspeakable(t);
}

WorldHit world_match(const World *w, WorldKind kind, uint32_t at, uint32_t end) {
    const Table *t = w->table[kind];
    uint32_t most = at < end && world_begins(w, kind, at) ? end - at : 0;
    while (most) {
        Phrase p = table_match(t, w->norms + at, most);
        if (!p.row) break;
        for (uint32_t r = p.row; r; r = table_find(t, p.key, r)) {
            Str alias = alias_find(w, t, r, p.key);
            Written how = alias_written(alias);
            if (how == WRITTEN_SO && !str_eq(alias, w->tokens[at].form)) continue;
            /* "UN" is not the town of Un */
            bool upper = w->tokens[at].flags & TOKEN_UPPER && w->tokens[at].form.n <= 5;
            if (kind == WORLD_CITY && p.words == 1 && upper && !world_is_loud(w, at)) continue;
            if (written_fits(w, how, at, p.words)) return (WorldHit){kind, r, p.words, p.key};
        }
        most = p.words - 1;
    }
    return (WorldHit){WORLD_NONE, 0, 0, {NULL, 0}};
}

WorldHit world_match_any(const World *w, uint32_t kinds, uint32_t at, uint32_t end) {
    WorldHit best = {WORLD_NONE, 0, 0, {NULL, 0}};
    for (kinds = at < end ? world_begin_kinds(w, kinds, at) : 0; kinds; kinds &= kinds - 1) {
        WorldHit h = world_match(w, (WorldKind)__builtin_ctz(kinds), at, end);
        if (h.words > best.words) best = h;
    }
    return best;
}

uint32_t world_word(const World *w, WorldKind kind, Str norm) {
    return norm.n <= TABLE_KEY_MAX ? table_find(w->table[kind], norm, 0) : 0;
}

Str world_cell(const World *w, WorldHit hit, const char *column) {
    if (!hit.row) return (Str){NULL, 0};
    return table_cell(w->table[hit.kind], hit.row - 1, table_column(w->table[hit.kind], column));
}

StCode world_sectors(const World *w, WorldHit h, Strs *out) {
    *out = (Strs){NULL, 0};
    if (!h.row) return ST_OK;
    Str rest = table_cell(w->table[h.kind], h.row - 1, w->sectors[h.kind]), piece;
    while (str_split(&rest, ',', &piece)) {
        if (!piece.n) continue;
        Str *s = list_push(w->arena, out, Str);
        if (!s) return ST_NOMEM;
        *s = piece;
    }
    return ST_OK;
}

Str world_name(const World *w, WorldHit h) {
    Str rest = h.row ? table_cell(w->table[h.kind], h.row - 1, 0) : (Str){NULL, 0};
    Str piece = {NULL, 0};
    if (rest.p) str_split(&rest, '|', &piece);
    return piece;
}

/* The row of an ISO code, alpha-2 or alpha-3, in world/country_codes. */
static uint32_t code_row(const World *w, Str code) {
    char lower[3];
    if (code.n != 2 && code.n != 3) return 0;
    for (size_t i = 0; i < code.n; i++) lower[i] = (char)(code.p[i] | 0x20);
    return table_find(w->table[WORLD_CODE], (Str){lower, code.n}, 0);
}

Str world_iso3(const World *w, Str country) {
    uint32_t r = code_row(w, country);
    return r ? table_cell(w->table[WORLD_CODE], r - 1, w->country[WORLD_CODE]) : (Str){NULL, 0};
}

WorldHit world_country_row(const World *w, Str iso3) {
    WorldHit none = {WORLD_NONE, 0, 0, {NULL, 0}};
    uint32_t code = code_row(w, iso3);
    if (!code) return none;
    Str key = utf8_fold(w->arena, table_cell(w->table[WORLD_CODE], code - 1,
                                             table_column(w->table[WORLD_CODE], "name")));
    uint32_t r = key.p ? table_find(w->table[WORLD_COUNTRY], key, 0) : 0;
    return r ? (WorldHit){WORLD_COUNTRY, r, 1, iso3} : none;
}
