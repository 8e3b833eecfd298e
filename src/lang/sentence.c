#include "lang/sentence.h"

typedef enum End { END_NONE, END_STOP, END_MARK, END_DOTS, END_OWN_STOP } End;

static uint32_t first_char(Str s) {
    return char_at(s, 0, (uint32_t)s.n);
}

static bool is_single(const Token *t, uint32_t c) {
    unsigned len;
    return utf8_at(t->form, 0, &len) == c && len == t->form.n;
}

/* ---- quotation marks */

typedef enum Mark { MARK_NONE, MARK_OPEN, MARK_CLOSE, MARK_EITHER } Mark;

static Mark double_mark(const Token *t) {
    if (str_eq(t->form, S("``"))) return MARK_OPEN;
    if (str_eq(t->form, S("\"")) || str_eq(t->form, S("''"))) return MARK_EITHER;
    if (is_single(t, 0x201C) || is_single(t, 0xAB)) return MARK_OPEN;
    if (is_single(t, 0x201E)) return MARK_OPEN;
    return is_single(t, 0x201D) || is_single(t, 0xBB) ? MARK_CLOSE : MARK_NONE;
}

static Mark single_mark(const Tokens *w, uint32_t i) {
    const Token *t = &w->v[i];
    if (t->flags & TOKEN_CLITIC) return MARK_NONE;
    if (is_single(t, 0x2018) || is_single(t, '`')) return MARK_OPEN;
    if (is_single(t, 0x2019)) return MARK_CLOSE;
    if (!is_single(t, '\'')) return MARK_NONE;
    bool gap_after = i + 1 == w->n || (w->v[i + 1].flags & TOKEN_SPACE_BEFORE);
    return (t->flags & TOKEN_SPACE_BEFORE) && !gap_after ? MARK_OPEN : MARK_CLOSE;
}

static void flag_quoted(Tokens *w, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) w->v[i].flags |= TOKEN_QUOTED;
}

void quotes_mark(Tokens *w, uint32_t first) {
    uint32_t open = UINT32_MAX, single = UINT32_MAX;
    for (uint32_t i = first; i < w->n; i++) {
        Mark m = double_mark(&w->v[i]);
        if (open == UINT32_MAX) {
            if (m == MARK_OPEN || m == MARK_EITHER) open = i;
        } else if (m == MARK_CLOSE || m == MARK_EITHER ||
                   (m == MARK_OPEN && is_single(&w->v[open], 0x201E))) {
            flag_quoted(w, open, i + 1);
            open = UINT32_MAX;
        }
        m = single_mark(w, i);
        if (m == MARK_OPEN)
            single = i;
        else if (m == MARK_CLOSE && single != UINT32_MAX) {
            flag_quoted(w, single, i + 1);
            single = UINT32_MAX;
        }
    }
    if (open != UINT32_MAX) flag_quoted(w, open, w->n);
}

/* ---- where sentences end */

static bool all_of(Str s, char c) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != c) return false;
    return s.n > 0;
}

static End end_of(const Token *t) {
    Str f = t->form;
    if (str_eq(f, S("."))) return END_STOP;
    if (is_single(t, 0x2026) || (f.n > 1 && all_of(f, '.'))) return END_DOTS;
    if (f.p[0] == '!' || f.p[0] == '?' || is_single(t, 0x3002)) return END_MARK;
    if (f.n > 1 && f.p[f.n - 1] == '.' && !(t->flags & TOKEN_CLITIC)) return END_OWN_STOP;
    return END_NONE;
}

static bool is_quote(const Token *t) {
    return double_mark(t) != MARK_NONE || is_single(t, '\'') || is_single(t, 0x2019) ||
           is_single(t, 0x2018);
}

static bool is_open_bracket(const Token *t) {
    return is_single(t, '(') || is_single(t, '[') || is_single(t, '{');
}

/* Behind a sentence's end: what still belongs to it. */
static bool closes(const Token *t) {
    if (t->flags & TOKEN_SPACE_BEFORE) return false;
    if (is_single(t, ')') || is_single(t, ']') || is_single(t, '}')) return true;
    Mark m = double_mark(t);
    return m == MARK_CLOSE || m == MARK_EITHER || is_single(t, '\'') || is_single(t, 0x2019);
}

/* A capitalised word that seldom goes on a sentence behind an abbreviation: The, In, He. */
static bool begins_sentence(const TokenTables *tables, const Token *t) {
    if (!(t->flags & TOKEN_CAPITAL) || t->form.n > TOKEN_LOOK_MAX) return false;
    uint32_t row = table_find(tables->closed, t->norm, 0);
    Str upos = row ? table_cell(tables->closed, row - 1, tables->closed_upos) : S("");
    bool sure = str_eq(upos, S("DET")) || str_eq(upos, S("PRON"));
    return sure || (row && !(t->flags & TOKEN_UPPER) && !str_eq(upos, S("NUM")) &&
                    !str_eq(upos, S("AUX")) && !str_eq(upos, S("ADJ")) && !str_eq(upos, S("VERB")));
}

/* Whether the sentence ends between tokens at `at` and `next`, both in the paragraph. */
static bool ends_between(const TokenTables *tables, const Tokens *w, uint32_t at, uint32_t next) {
    const Token *t = &w->v[at];
    End end = end_of(t);
    const Token *n = &w->v[next];
    while (next + 1 < w->n && (is_quote(n) || is_open_bracket(n))) n = &w->v[++next];
    uint32_t c = first_char(n->form);
    bool capital = utf8_is_upper(c), gap = (w->v[at + 1].flags & TOKEN_SPACE_BEFORE) != 0;
    bool closed = false; /* "… in it.” he said", "Iln (D-Ore.) said" */
    for (uint32_t i = at + 1; i < next && closes(&w->v[i]); i++) {
        closed = true;
        gap = (w->v[i + 1].flags & TOKEN_SPACE_BEFORE) != 0;
    }
    if (!gap) return end != END_NONE && end != END_OWN_STOP && end != END_DOTS && capital;
    switch (end) {
    case END_STOP: return capital || !utf8_is_lower(c) || !closed;
    case END_MARK: return !utf8_is_lower(c);
    case END_DOTS: return capital;
    case END_OWN_STOP: {
        StopKind kind = abbreviation_kind(tables, t->form);
        if (kind == STOP_TITLE || kind == STOP_NUMBER || kind == STOP_LATIN) return false;
        if (t->form.n == 2) return false; /* an initial, or an item's number */
        return begins_sentence(tables, n);
    }
    case END_NONE: break;
    }
    return false;
}

static StCode add(Tokens *w, Span words, BlockKind block, Arena *a, Sentences *out, StErr *err) {
    Sentence *s = list_push(a, out, Sentence);
    TRY_MEM(s, err);
    *s = (Sentence){.span = {w->v[words.start].span.start, w->v[words.end - 1].span.end},
                    .first = words.start,
                    .count = words.end - words.start,
                    .block = block,
                    .coded =
                        block == BLOCK_HEADLINE || block == BLOCK_PARAGRAPH || block == BLOCK_CELL};
    for (uint32_t i = words.start; i < words.end; i++) w->v[i].sentence = out->n - 1;
    return ST_OK;
}

/* How good a place behind word `i` is to cut a sentence that is too long. */
static int cut_rank(const Tokens *w, uint32_t i) {
    const Token *t = &w->v[i];
    if (w->v[i + 1].flags & TOKEN_CLITIC) return 0;
    if (is_single(t, ';') || end_of(t) != END_NONE) return 4;
    if (is_single(t, ':') || is_single(t, 0x2014) || is_single(t, 0x2013) ||
        str_eq(t->form, S("--")))
        return 3;
    return is_single(t, ',') ? 2 : 1;
}

static StCode add_cut(Tokens *w, uint32_t from, uint32_t to, BlockKind block, Arena *a,
                      Sentences *out, StErr *err) {
    while (to - from > SENTENCE_WORDS_MAX) {
        uint32_t best = from + SENTENCE_WORDS_MAX;
        int rank = 0;
        for (uint32_t i = from + SENTENCE_WORDS_MAX - 1; i >= from + SENTENCE_WORDS_MAX / 2; i--) {
            if (cut_rank(w, i) <= rank) continue;
            rank = cut_rank(w, i);
            best = i + 1;
        }
        TRY(add(w, (Span){from, best}, block, a, out, err));
        from = best;
    }
    return add(w, (Span){from, to}, block, a, out, err);
}

StCode sentences_split(const TokenTables *tables, Tokens *w, uint32_t first, BlockKind block,
                       Arena *a, Sentences *out, StErr *err) {
    uint32_t from = first;
    for (uint32_t i = first; i + 1 < w->n;) {
        uint32_t next = i + 1;
        if (end_of(&w->v[i]) == END_NONE) {
            i = next;
            continue;
        }
        while (next < w->n && closes(&w->v[next])) next++;
        /* "… left. Gen. Iln stayed": the next word's own stop is no second end of this sentence */
        End after = next < w->n ? end_of(&w->v[next]) : END_STOP;
        if ((after == END_NONE || after == END_OWN_STOP) && ends_between(tables, w, i, next)) {
            TRY(add_cut(w, from, next, block, a, out, err));
            from = next;
        }
        i = next;
    }
    return from < w->n ? add_cut(w, from, w->n, block, a, out, err) : ST_OK;
}
