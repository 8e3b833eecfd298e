#include "lang/rough_tag.h"

typedef struct EndingRow {
    Str ending;
    Upos upos;
    Xpos xpos;
} EndingRow;

/* The first that fits. */
static const EndingRow ending_rows[] = {
    {STR("ness"), UPOS_NOUN, XPOS_NN}, {STR("ment"), UPOS_NOUN, XPOS_NN},
    {STR("tion"), UPOS_NOUN, XPOS_NN}, {STR("sion"), UPOS_NOUN, XPOS_NN},
    {STR("ity"), UPOS_NOUN, XPOS_NN},  {STR("ing"), UPOS_VERB, XPOS_VBG},
    {STR("ed"), UPOS_VERB, XPOS_VBD},  {STR("ly"), UPOS_ADV, XPOS_RB},
    {STR("ous"), UPOS_ADJ, XPOS_JJ},   {STR("ful"), UPOS_ADJ, XPOS_JJ},
    {STR("ive"), UPOS_ADJ, XPOS_JJ},   {STR("able"), UPOS_ADJ, XPOS_JJ},
    {STR("al"), UPOS_ADJ, XPOS_JJ},    {STR("ic"), UPOS_ADJ, XPOS_JJ},
    {STR("ss"), UPOS_NOUN, XPOS_NN},   {STR("s"), UPOS_NOUN, XPOS_NNS},
};

static int word_index(const char *const *words, int count, Str word) {
    for (int i = 0; i < count; i++)
        if (str_eq(word, str_of(words[i]))) return i;
    return 0;
}

static Xpos punctuation_xpos(Str norm) {
    switch (norm.p[0]) {
    case ',': return XPOS_COMMA;
    case '.':
    case '!':
    case '?': return XPOS_STOP;
    case '(':
    case '[':
    case '{': return XPOS_OPEN;
    case ')':
    case ']':
    case '}': return XPOS_CLOSE;
    case '"':
    case '\'': return XPOS_QUOTE_CLOSE;
    case '-': return norm.n == 1 ? XPOS_HYPH : XPOS_COMMA;
    default: return XPOS_COLON;
    }
}

static void tag_open_class(Token *t, bool first) {
    if (t->flags & TOKEN_CAPITAL && !first) {
        t->upos = UPOS_PROPN;
        t->xpos = XPOS_NNP;
        return;
    }
    t->upos = UPOS_NOUN;
    t->xpos = XPOS_NN;
    for (size_t i = 0; i < sizeof ending_rows / sizeof *ending_rows; i++) {
        const EndingRow *row = &ending_rows[i];
        if (t->norm.n <= row->ending.n + 2 || !str_ends(t->norm, row->ending)) continue;
        t->upos = row->upos;
        t->xpos = row->xpos;
        return;
    }
}

/* Plurals and the endings of verbs, where nothing is written differently for them. */
static Str rough_lemma(const Token *t, Arena *a) {
    Str w = t->norm;
    if (t->xpos == XPOS_NNS && str_ends(w, S("ies")))
        return arena_join(a, (Str){w.p, w.n - 3}, S("y"));
    if (t->xpos == XPOS_NNS || t->xpos == XPOS_VBZ) return (Str){w.p, w.n - 1};
    if (t->xpos == XPOS_VBD || t->xpos == XPOS_VBN) return (Str){w.p, w.n - 2};
    if (t->xpos == XPOS_VBG) return (Str){w.p, w.n - 3};
    return t->upos == UPOS_PROPN ? t->form : w;
}

static void tag_word(const TokenTables *tables, Token *t, bool first) {
    uint32_t c = char_at(t->form, 0, (uint32_t)t->form.n);
    uint32_t row = t->norm.n <= TOKEN_LOOK_MAX ? table_find(tables->closed, t->norm, 0) : 0;
    bool possessive = (t->flags & TOKEN_CLITIC) && (t->norm.p[0] == '\'' || t->norm.p[0] == '`') &&
                      (t->norm.n == 1 || str_ends(t->norm, S("s")));
    if (possessive) {
        t->upos = UPOS_PART;
        t->xpos = XPOS_POS;
        t->lemma = S("'s");
    } else if (row) {
        t->upos = (Upos)word_index(UPOS_words, UPOS_COUNT,
                                   table_cell(tables->closed, row - 1, tables->closed_upos));
        t->xpos = (Xpos)word_index(XPOS_words, XPOS_COUNT,
                                   table_cell(tables->closed, row - 1, tables->closed_xpos));
        t->lemma = table_cell(tables->closed, row - 1, tables->closed_lemma);
    } else if (t->flags & TOKEN_DIGIT) {
        t->upos = UPOS_NUM;
        t->xpos = XPOS_CD;
    } else if (utf8_is_punct(c)) {
        t->upos = c == '%' || c == '#' || c == '&' ? UPOS_SYM : UPOS_PUNCT;
        t->xpos = punctuation_xpos(t->norm.n ? t->norm : t->form);
    } else if (!utf8_is_letter(c)) {
        t->upos = UPOS_SYM;
        t->xpos = XPOS_DOLLAR;
    } else {
        tag_open_class(t, first);
    }
}

StCode rough_tag(const TokenTables *tables, Tokens *w, const Sentence *s, Arena *a, StErr *err) {
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        Token *t = &w->v[i];
        tag_word(tables, t, i == s->first);
        if (!t->lemma.p) t->lemma = rough_lemma(t, a);
        TRY_MEM(t->lemma.p, err);
    }
    return ST_OK;
}
