/* Statement against statement, side by side in one document: "there was an explosion", "there had
 * been no explosion". Only a flat "there is no X" counts, and the other must say X.
 */
#include "story/relations.h"

#include "base/utf8.h"

enum { WORD_MIN = 4, STATEMENT_WORDS = 60, NEAR_CLAIMS = 24, NOT_BEFORE = 3, SENTENCES_APART = 2 };

typedef struct Words {
    Str v[STATEMENT_WORDS];
    uint32_t n;
} Words;

static bool is_letter(char c) {
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || c == '\'';
}

static void split(Making *m, const Document *d, const Claim *c, Words *out) {
    out->n = 0;
    for (uint32_t i = 0; i < c->content.n; i++) {
        Str s = utf8_fold(m->arena, document_cut(d, c->content.v[i]));
        for (size_t at = 0; at < s.n && out->n < STATEMENT_WORDS;) {
            size_t start = at;
            while (at < s.n && is_letter(s.p[at])) at++;
            if (at > start) out->v[out->n++] = (Str){s.p + start, at - start};
            at += at == start;
        }
    }
}

static bool is_one_of(Str word, const char *const *list) {
    for (; *list; list++)
        if (str_eq(word, str_of(*list))) return true;
    return false;
}

static bool negates(Str word) {
    static const char *const list[] = {"no", "not", "never", NULL};
    return is_one_of(word, list) || str_ends(word, S("n't")) || str_ends(word, S("n’t"));
}

/* "no longer", "not only", "no comment": nothing is denied, or nothing that could be said again. */
static bool idle(Str word) {
    static const char *const list[] = {
        "longer",  "only",   "doubt",    "comment", "immediate", "immediately", "further",
        "matter",  "always", "clear",    "known",   "enough",    "other",       "necessarily",
        "least",   "later",  "allow",    "allowed", "accept",    "tolerate",    "expect",
        "believe", "think",  "possible", NULL};
    return is_one_of(word, list);
}

static bool is_in(const Making *m, const char *table, Str word) {
    const Table *t = tables_get(m->tables, table);
    return t && table_find(t, word, 0);
}

/* A thing that can be there or not, or a disaster that can have been or not. */
static bool tells(const Making *m, Str word) {
    static const char *const tables[] = {"en/objects", "en/disaster_nouns", "en/weapons"};
    if (word.n < WORD_MIN || idle(word)) return false;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        for (size_t cut = 0; cut <= 2; cut++) /* mines, losses */
            if ((cut == 0 || word.p[word.n - 1] == 's') &&
                is_in(m, tables[i], (Str){word.p, word.n - cut}))
                return true;
    return false;
}

/* "mine" and "mines" are one word. */
static bool same_word(Str a, Str b) {
    if (a.n > b.n) {
        Str longer = a;
        a = b;
        b = longer;
    }
    return str_starts(b, a) &&
           (b.n == a.n || str_eq(str_from(b, a.n), S("s")) || str_eq(str_from(b, a.n), S("es")));
}

/* "There were", "there had been" right before. */
static bool is_there(const Words *w, uint32_t at) {
    enum { VERB_WORDS = 3 };
    for (uint32_t k = at > VERB_WORDS ? at - VERB_WORDS : 0; k < at; k++)
        if (str_eq(w->v[k], S("there"))) return true;
    return false;
}

/* The word that a statement flatly denies: the first of the two behind "no" that tells something.
 */
static Str denied_word(const Making *m, const Words *w) {
    enum { BEHIND = 2 };
    for (uint32_t i = 0; i + 1 < w->n; i++) {
        Str word = {NULL, 0};
        if (!str_eq(w->v[i], S("no")) || !is_there(w, i)) continue;
        for (uint32_t k = i + 1; k < w->n && k <= i + BEHIND && !idle(w->v[k]); k++) {
            if (tells(m, w->v[k])) word = w->v[k];
            if (word.n) break;
        }
        if (word.n) return word;
    }
    return (Str){NULL, 0};
}

/* Whether a statement says the word, and not that it is not so. */
static bool says(const Words *w, Str word) {
    for (uint32_t i = 0; i < w->n; i++) {
        if (!same_word(word, w->v[i])) continue;
        bool negated = false;
        for (uint32_t k = i > NOT_BEFORE ? i - NOT_BEFORE : 0; k < i; k++)
            negated |= negates(w->v[k]);
        if (!negated) return true;
    }
    return false;
}

static bool may_state(const Making *m, const Item *i) {
    const Claim *c = making_claim(m, i);
    bool states = c->stance == STANCE_ASSERT || c->stance == STANCE_ACCUSE;
    return c->speech && states && i->speaker && c->content.n;
}

static bool overlap(const Claim *x, const Claim *y) {
    for (uint32_t i = 0; i < x->content.n; i++)
        for (uint32_t k = 0; k < y->content.n; k++)
            if (span_overlaps(x->content.v[i], y->content.v[k])) return true;
    return false;
}

static StCode relate_flat(Making *m, uint32_t at, Str word, Pairs *pairs) {
    const Item *a = &m->items.v[at];
    const Records *r = m->docs.v[a->doc];
    uint32_t from = a->ref > NEAR_CLAIMS ? a->ref - NEAR_CLAIMS : 1;
    for (Ref ref = from; ref <= r->claims.n && ref <= a->ref + NEAR_CLAIMS; ref++) {
        uint32_t other = ref == a->ref ? 0 : making_item(m, a->doc, RECORD_CLAIM, ref);
        if (!other) continue;
        const Item *b = &m->items.v[other - 1];
        Words w;
        if (!may_state(m, b) || sentences_apart(m, a, b) > SENTENCES_APART ||
            overlap(making_claim(m, a), making_claim(m, b)))
            continue;
        split(m, &r->doc, making_claim(m, b), &w);
        if (!says(&w, word)) continue;
        Pair p = {.a = at, .b = other - 1, .type = RELATION_CONTRADICTS};
        p.compared.same = FIELD_BIT(AS_OF);
        p.compared.differs = FIELD_BIT(SPEAKER) | FIELD_BIT(POLARITY);
        return pairs_add(m, pairs, p);
    }
    return ST_OK;
}

StCode relate_statements(Making *m, Pairs *pairs) {
    for (uint32_t i = 0; i < m->items.n; i++) {
        const Item *a = &m->items.v[i];
        if (a->kind != RECORD_CLAIM || !may_state(m, a)) continue;
        Words w;
        split(m, &m->docs.v[a->doc]->doc, making_claim(m, a), &w);
        Str word = denied_word(m, &w);
        if (word.n) TRY(relate_flat(m, i, word, pairs));
    }
    return ST_OK;
}
