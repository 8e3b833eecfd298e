#include "lang/lemmatiser.h"

uint64_t lemma_key(const Token *t, const WordView *view, uint32_t ending) {
    uint64_t h = hash_mix(ending + 1u, (uint64_t)t->xpos);
    uint32_t seen = ending == LEMMA_WHOLE_CASED ? TOKEN_CLITIC | TOKEN_CAPITAL : TOKEN_CLITIC;
    if (ending > LEMMA_ENDING_MAX) return hash_mix(hash_mix(h, view->word), t->flags & seen);
    bool first = (view->joins & 4) != 0;
    bool capital = view->shape == SHAPE_UPPER || view->shape == SHAPE_MIXED ||
                   (view->shape == SHAPE_CAPITAL && !first);
    h = hash_mix(h, capital);
    size_t n = ending < t->norm.n ? ending : t->norm.n;
    for (size_t i = t->norm.n - n; i < t->norm.n; i++)
        h = hash_mix(h, (unsigned char)t->norm.p[i] + 1u);
    return h;
}

Str lemma_apply(const Token *t, LemmaRule rule, Str add, Arena *a) {
    Str base = rule.keeps_case ? t->form : t->norm;
    base.n -= rule.cut < base.n ? rule.cut : base.n;
    if (!base.n && !add.n) return t->norm;
    return add.n ? arena_join(a, base, add) : base;
}

static uint32_t rule_at(const Lemmatiser *l, uint64_t key) {
    uint32_t mask = l->head->slots - 1, i = (uint32_t)key & mask;
    uint32_t check = (uint32_t)(key >> 32) | 1u;
    while (l->slots[i].check && l->slots[i].check != check) i = (i + 1) & mask;
    return l->slots[i].check ? l->slots[i].rule : UINT32_MAX;
}

/* 98,500 is 98500. */
static Str without_commas(Str norm, Arena *a) {
    size_t comma = str_find_char(norm, ',');
    if (comma >= norm.n) return norm;
    char *p = arena_take(a, 1, norm.n, 1);
    Str out = {p, 0};
    if (!p) return out;
    for (size_t i = 0; i < norm.n; i++)
        if (norm.p[i] != ',') p[out.n++] = norm.p[i];
    return out;
}

/* What a verb is whose lemma was guessed from its ending: "looted" may have come out as "loote",
 * "boycotted" as "boycot". The irregular ones stand in a table; else the first that is a known
 * word, else as it was. */
static Str known_verb(const Lemmatiser *l, Str norm, Str lemma, Arena *a) {
    uint32_t row = l->forms ? table_find(l->forms, norm, 0) : 0;
    if (row) return table_cell(l->forms, row - 1, table_column(l->forms, "verb"));
    if (!l->net || lemma.n < 3 || lemma.n == norm.n || net_knows(l->net, lemma)) return lemma;
    Str less = {lemma.p, lemma.n - 1}, last = str_from(lemma, lemma.n - 1);
    if (net_knows(l->net, less)) return less;
    const Str more[] = {S("e"), last};
    for (int i = 0; i < 2; i++) {
        Str longer = arena_join(a, lemma, more[i]);
        if (!longer.p || net_knows(l->net, longer)) return longer;
    }
    return lemma;
}

Str lemmatiser_run(const Lemmatiser *l, const Token *t, const WordView *view, Arena *a) {
    if (view->shape == SHAPE_DIGIT && t->xpos == XPOS_CD) return without_commas(t->norm, a);
    uint32_t rule = rule_at(l, lemma_key(t, view, LEMMA_WHOLE_CASED));
    if (rule == UINT32_MAX) rule = rule_at(l, lemma_key(t, view, LEMMA_WHOLE));
    bool guessed = rule == UINT32_MAX;
    for (uint32_t k = LEMMA_ENDING_MAX + 1; rule == UINT32_MAX && k-- > 0;)
        if (k <= t->norm.n) rule = rule_at(l, lemma_key(t, view, k));
    if (rule == UINT32_MAX) return t->upos == UPOS_PROPN ? t->form : t->norm;
    LemmaRule r = l->rules[rule];
    Str lemma = lemma_apply(t, r, (Str){l->text + r.add_at, r.add_n}, a);
    bool verb = guessed && t->upos == UPOS_VERB && lemma.p;
    return verb ? known_verb(l, t->norm, lemma, a) : lemma;
}

StCode lemmatiser_open(Str part, Lemmatiser *out, StErr *err) {
    *out = (Lemmatiser){0};
    const LemmaHead *h = (const void *)part.p;
    StCode bad = st_fail(err, ST_BAD_FORMAT, 0, "the model's lemmatiser is damaged");
    if (part.n < sizeof *h || !h->slots || (h->slots & (h->slots - 1)) || h->text % 4) return bad;
    uint64_t need = sizeof *h + (uint64_t)h->rules * sizeof(LemmaRule) +
                    (uint64_t)h->slots * sizeof(LemmaSlot) + h->text;
    if (part.n != need) return bad;
    Lemmatiser l = {.head = h, .rules = (const void *)(h + 1)};
    l.slots = (const void *)(l.rules + h->rules);
    l.text = (const void *)(l.slots + h->slots);
    uint32_t empty = 0;
    for (uint32_t i = 0; i < h->rules; i++)
        if (l.rules[i].add_at > h->text || l.rules[i].add_n > h->text - l.rules[i].add_at)
            return bad;
    for (uint32_t i = 0; i < h->slots; i++) {
        if (l.slots[i].rule >= h->rules) return bad;
        empty += l.slots[i].check == 0;
    }
    if (!empty) return bad;
    *out = l;
    if (err) *err = (StErr){0};
    return ST_OK;
}
