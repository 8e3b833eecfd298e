#include "extract/quotes.h"

enum { SPEECH_WORDS = 4, QUOTED_TOKENS_MAX = 2000 };

typedef enum Mark { MARK_NONE, MARK_OPEN, MARK_CLOSE, MARK_EITHER } Mark;

static Mark double_mark(const Token *t) {
    /* two straight apostrophes stand for either mark where a keyboard's limits are kept */
    if (str_eq(t->form, S("\"")) || str_eq(t->form, S("''"))) return MARK_EITHER;
    if (str_eq(t->form, S("“")) || str_eq(t->form, S("«")) || str_eq(t->form, S("„")) ||
        str_eq(t->form, S("``")))
        return MARK_OPEN;
    return str_eq(t->form, S("”")) || str_eq(t->form, S("»")) ? MARK_CLOSE : MARK_NONE;
}

/* A straight mark opens after a space and before a word. */
static Mark either(const Token *t, bool space_after) {
    bool before = (t->flags & TOKEN_SPACE_BEFORE) != 0;
    if (before && !space_after) return MARK_OPEN;
    return !before && space_after ? MARK_CLOSE : MARK_EITHER;
}

static Mark single_mark(const Token *t, bool space_after) {
    if (t->flags & TOKEN_CLITIC) return MARK_NONE;
    if (str_eq(t->form, S("‘")) || str_eq(t->form, S("`"))) return MARK_OPEN;
    bool straight = str_eq(t->form, S("'"));
    if (!straight && !str_eq(t->form, S("’"))) return MARK_NONE;
    Mark m = either(t, space_after);
    if (!straight && m == MARK_OPEN) return MARK_NONE; /* "’90s" */
    return m == MARK_EITHER ? MARK_CLOSE : m;
}

static bool space_after(const Parse *p, uint32_t i) {
    return i + 1 == p->tokens.n || (p->tokens.v[i + 1].flags & TOKEN_SPACE_BEFORE);
}

static Mark mark_at(const Parse *p, uint32_t i, bool singles) {
    const Token *t = &p->tokens.v[i];
    Mark m = double_mark(t);
    if (m == MARK_EITHER) return either(t, space_after(p, i));
    if (m != MARK_NONE || !singles) return m;
    return single_mark(t, space_after(p, i));
}

bool quotes_paragraph_at(const Parse *p, Str text, uint32_t token) {
    if (!token) return true;
    const Token *t = p->tokens.v;
    if (p->sentences.v[t[token].sentence].first != token) return false;
    Str gap = str_cut(text, (Span){t[token - 1].span.end, t[token].span.start});
    return str_find_char(gap, '\n') != SIZE_MAX;
}

static bool has_doubles(const Parse *p) {
    for (uint32_t i = 0; i < p->tokens.n; i++)
        if (double_mark(&p->tokens.v[i]) != MARK_NONE) return true;
    return false;
}

static StCode add(Quotations *out, Quotation q, Arena *a, StErr *err) {
    if (q.range.end - q.range.first < 2) return ST_OK;
    Quotation *new = list_push(a, out, Quotation);
    TRY_MEM(new, err);
    *new = q;
    return ST_OK;
}

StCode quotes_find(const Parse *p, Str text, Arena *a, Quotations *out, StErr *err) {
    *out = (Quotations){0};
    bool no_doubles = !has_doubles(p), open = false, left_open = false;
    Quotation q = {0};
    for (uint32_t i = 0; i < p->tokens.n; i++) {
        bool begins = quotes_paragraph_at(p, text, i);
        if (begins || (open && i - q.range.first > QUOTED_TOKENS_MAX)) {
            if (open) {
                q.range.end = i;
                TRY(add(out, q, a, err));
            }
            left_open = open && begins;
            open = false;
        }
        bool headline = p->sentences.v[p->tokens.v[i].sentence].block == BLOCK_HEADLINE;
        Mark m = mark_at(p, i, no_doubles || headline);
        /* “…“ he said: a closing mark of the wrong kind */
        if (open && m == MARK_OPEN && i > q.range.first + 1 && space_after(p, i) &&
            !(p->tokens.v[i].flags & TOKEN_SPACE_BEFORE))
            m = MARK_CLOSE;
        if (!open && (m == MARK_OPEN || m == MARK_EITHER)) {
            q = (Quotation){
                .range = {i, i + 1}, .opens_paragraph = begins, .follows = begins && left_open};
            open = true;
        } else if (open && (m == MARK_CLOSE || m == MARK_EITHER)) {
            q.range.end = i + 1;
            q.closed = true;
            TRY(add(out, q, a, err));
            open = left_open = false;
        }
    }
    if (!open) return ST_OK;
    q.range.end = p->tokens.n;
    return add(out, q, a, err);
}

const Quotation *quotes_at(const Quotations *q, uint32_t token) {
    uint32_t low = 0, high = q->n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (q->v[mid].range.end <= token)
            low = mid + 1;
        else
            high = mid;
    }
    return low < q->n && range_has(q->v[low].range, token) ? &q->v[low] : NULL;
}

uint32_t quotes_index(const Quotations *q, uint32_t token) {
    const Quotation *found = quotes_at(q, token);
    return found ? (uint32_t)(found - q->v) : q->n;
}

bool quotes_is_speech(const Parse *p, const Quotation *q) {
    const Token *t = p->tokens.v;
    uint32_t first = q->range.first + 1, last = q->range.end - (q->closed ? 2 : 1);
    if (first > last) return false;
    bool verb = false, stop = t[last].xpos == XPOS_STOP || t[last].xpos == XPOS_COMMA ||
                              str_eq(t[last].norm, S("-")) || !q->closed;
    for (uint32_t i = first; i <= last && i < first + CLAUSE_REACH; i++)
        verb = verb || (token_is_verb(&t[i]) && t[i].xpos != XPOS_VBG) || t[i].xpos == XPOS_MD;
    uint32_t words = last - first + 1;
    bool capital = (t[first].flags & TOKEN_CAPITAL) != 0;
    if (stop && (capital || words >= SPEECH_WORDS)) return true;
    return verb && words >= SPEECH_WORDS && capital;
}
