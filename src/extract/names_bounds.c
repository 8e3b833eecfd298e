#include "extract/names_bounds.h"

enum {
    PLACE_KINDS = 1u << WORLD_COUNTRY | 1u << WORLD_REGION | 1u << WORLD_DIVISION |
                  1u << WORLD_CAPITAL | 1u << WORLD_CITY | 1u << WORLD_COUNTY |
                  1u << WORLD_DISTRICT,
    KNOWN_KINDS = PLACE_KINDS | 1u << WORLD_ORGANISATION | 1u << WORLD_GROUP,
    BACK_MAX = 2,   /* words that a table's name may begin before the tagger's */
    BYNAME_MAX = 3, /* words of a by-name */
    SUBJECT_MAX = 4 /* words of what a body is for, behind "and" */
};

static bool is_free(const Names *n, const NameRange *r, uint32_t at) {
    return at >= r->floor && at < r->roof && !n->name_at[at];
}

static bool is_word(const World *w, uint32_t at, const char *word) {
    return str_is(w->norms[at], word);
}

/* "Petersburg" of "St. Petersburg", "Bosnia" of "Bosnia and Herzegovina": a name that tables know
 * as part of a longer one is that. */
static void widen_known(const Names *n, NameRange *r) {
    const World *w = &n->world;
    WorldHit h = world_match_any(w, KNOWN_KINDS, r->first, r->roof);
    bool capital = w->tokens[r->first + h.words - !!h.words].flags & TOKEN_CAPITAL;
    if (h.words > r->end - r->first && (capital || world_is_body(h.kind)))
        r->end = r->first + h.words;
    for (uint32_t back = 1; back <= BACK_MAX && back <= r->first - r->floor; back++) {
        if (!is_free(n, r, r->first - back)) return;
        h = world_match_any(w, KNOWN_KINDS, r->first - back, r->end);
        if (h.words != r->end - r->first + back) continue;
        r->first -= back;
        return;
    }
}

bool names_particle(const World *w, const NameRange *r, uint32_t at) {
    uint32_t next = at + 1;
    if (at < r->floor || w->tokens[at].flags & TOKEN_CAPITAL) return false;
    if (next < r->roof && is_word(w, next, "-")) next++;
    return next < r->roof && w->tokens[next].flags & TOKEN_CAPITAL &&
           names_part_is(w, at, "particle");
}

/* A word that may be a person's among capitals: no plain word, and the tree ties it to others so. */
static bool is_flat_name(const World *w, uint32_t at) {
    return w->tokens[at].upos == UPOS_PROPN && !world_word(w, WORLD_PLAIN, w->norms[at]);
}

/* "JOSE MANUEL" of "JOSE MANUEL PACAS CASTRO", "ALVARENGA" of "ELMER ALVARENGA": among capitals only
 * the tree tells how long a person of many names is called. */
static void widen_flat(const Names *n, NameRange *r) {
    const World *w = &n->world;
    const Token *t = w->tokens;
    while (is_free(n, r, r->end) && t[r->end].deprel == DEP_FLAT && is_flat_name(w, r->end) &&
           t[r->end].head > r->first && t[r->end].head <= r->end)
        r->end++;
    while (r->first > r->floor && is_free(n, r, r->first - 1) && t[r->first].deprel == DEP_FLAT &&
           is_flat_name(w, r->first - 1) && !n->nouns[r->first - 1].hit.row &&
           (t[r->first].head == r->first || t[r->first - 1].head == t[r->first].head))
        r->first--;
}

/* "al-Sadr", "bin Laden", "van der Berg"; "A. Noel Kramer" */
static void widen_person(const Names *n, NameRange *r) {
    const World *w = &n->world;
    for (;;) {
        uint32_t at = r->first;
        if (at >= r->floor + 2 && is_word(w, at - 1, "-")) at--;
        if (at == r->floor || !is_free(n, r, at - 1)) return;
        const Token *t = &w->tokens[at - 1];
        bool initial =
            at == r->first && t->flags & TOKEN_CAPITAL && t->form.n == 2 && t->form.p[1] == '.';
        if (!initial && !names_part_is(w, at - 1, "particle")) return;
        if (!initial && t->flags & TOKEN_CAPITAL && at == r->first) return;
        r->first = at - 1;
    }
}

static bool is_capital_word(const Names *n, const NameRange *r, uint32_t at) {
    const Token *t = &n->world.tokens[at];
    return is_free(n, r, at) && t->flags & TOKEN_CAPITAL && t->upos == UPOS_PROPN;
}

static bool is_quote(const Token *t) {
    return t->xpos == XPOS_QUOTE_OPEN || t->xpos == XPOS_QUOTE_CLOSE;
}

static bool is_in_byname(const Names *n, const NameRange *r, uint32_t at) {
    const Token *t = &n->world.tokens[at];
    bool word = t->upos == UPOS_PROPN || t->upos == UPOS_NOUN || t->upos == UPOS_ADJ;
    return is_free(n, r, at) && (word || t->upos == UPOS_DET);
}

/* "Jose "Chepe" Lobos": over a by-name in quotation marks to the rest of the name. */
static void widen_over_byname(const Names *n, NameRange *r) {
    const Token *t = n->world.tokens;
    uint32_t at = r->end;
    if (at >= r->roof || !is_quote(&t[at])) return;
    for (at++; at - r->end <= BYNAME_MAX && is_in_byname(n, r, at);) at++;
    if (at - r->end < 2 || at >= r->roof || !is_quote(&t[at])) return;
    for (at++; is_capital_word(n, r, at);) r->end = ++at;
}

/* "Google, Inc."; answers whether there is such a form */
static bool widen_company(const Names *n, NameRange *r) {
    const World *w = &n->world;
    uint32_t at = r->end + (r->end < r->roof && is_word(w, r->end, ","));
    if (!is_free(n, r, at) || !(w->tokens[at].flags & TOKEN_CAPITAL) ||
        !names_part_is(w, at, "company"))
        return false;
    r->end = at + 1;
    return true;
}

/* Does a name of its own begin here, or a title? */
static bool is_other(const Names *n, const NameRange *r, uint32_t at) {
    const Noun *noun = &n->nouns[at];
    bool title = noun->hit.row && noun->hit.kind == WORLD_TITLE;
    return title || noun->people.row || world_match_any(&n->world, KNOWN_KINDS, at, r->roof).row;
}

/* "Department of Health" of "Department of Health and Human Services": unless what stands behind
 * "and" is known for something else, or is a body of its own. */
static void widen_subject(const Names *n, NameRange *r) {
    const World *w = &n->world;
    uint32_t of = r->first + 1;
    while (of < r->end && !is_word(w, of, "of") && !is_word(w, of, "for")) of++;
    if (of + 1 >= r->end || !names_part_is(w, of - 1, "subjects")) return;
    if (world_match_any(w, KNOWN_KINDS, of + 1, r->end).row) return;
    if (!is_free(n, r, r->end) || !(is_word(w, r->end, "and") || is_word(w, r->end, "&"))) return;
    uint32_t end = r->end + 1;
    while (end < r->roof && end - r->end <= SUBJECT_MAX && is_free(n, r, end) &&
           w->tokens[end].flags & TOKEN_CAPITAL && !(w->tokens[end].flags & TOKEN_CLITIC)) {
        if (is_other(n, r, end) || names_part_is(w, end, "subjects")) return;
        end++;
    }
    if (end > r->end + 1 && end - r->end <= SUBJECT_MAX) r->end = end;
}

NamerKind names_widen(const Names *n, NamerKind kind, NameRange *r) {
    widen_known(n, r);
    if (widen_company(n, r)) return NAMER_ORGANISATION;
    if (kind == NAMER_PERSON) {
        widen_person(n, r);
        widen_over_byname(n, r);
        if (world_is_loud(&n->world, r->first)) widen_flat(n, r);
    }
    if (kind == NAMER_ORGANISATION) widen_subject(n, r);
    return kind;
}

/* ---- among capitals */

/* The longest group that tables know in a name: of three words and more, or an acronym. */
static WorldHit group_in(const World *w, const Name *name, uint32_t *at) {
    enum { LEAST_WORDS = 3 };
    WorldHit best = {WORLD_NONE, 0, 0, {NULL, 0}};
    for (uint32_t i = name->first; i < name->end; i++) {
        WorldHit h = world_match(w, WORLD_GROUP, i, name->end);
        bool acronym = h.words == 1 && i == name->first && w->tokens[i].form.n > 2;
        if (h.words <= best.words || (h.words < LEAST_WORDS && !acronym)) continue;
        best = h;
        *at = i;
    }
    return best;
}

StCode names_trim(Extraction *x, Names *n) {
    const World *w = &n->world;
    for (uint32_t i = 0; i < n->list.n; i++) {
        Name *name = &n->list.v[i];
        uint32_t at = 0, own = n->name_at[name->first];
        if (name->type != NAME_ORGANISATION || name->known.row || own != i + 1 ||
            !world_is_loud(w, name->first))
            continue;
        WorldHit h = group_in(w, name, &at);
        if (!h.row || h.words == name->end - name->first) continue;
        for (uint32_t k = name->first; k < name->end; k++) n->name_at[k] = 0;
        name->first = name->title = at;
        name->end = at + h.words;
        name->known = h;
        name->sure = 3;
        for (uint32_t k = name->first; k < name->end; k++) n->name_at[k] = i + 1;
        TRY_MEM(names_key(x->arena, w->tokens, name->first, name->end, &name->key) == ST_OK,
                x->err);
    }
    return ST_OK;
}
