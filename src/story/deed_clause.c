#include "story/deed_clause.h"

#include "base/utf8.h"
#include "know/word_lists.h"

enum {
    NOT_BEFORE = 5,  /* words before a deed in which "not" or "without" undoes it */
    OPENING = 2,     /* words of a clause in which "no soldier", "none of them" undoes it */
    BEHIND_WORDS = 2 /* the same behind it: "abducted nobody" */
};

static bool ends_clause(char c) {
    return c == ',' || c == ';' || c == ':' || c == '.' || c == '"' || c == '(' || c == '\n';
}

static Str word_at(Str text, uint32_t end, uint32_t from) {
    uint32_t start = end;
    while (start > from && text.p[start - 1] != ' ' && !ends_clause(text.p[start - 1])) start--;
    return (Str){text.p + start, end - start};
}

/* Where the clause of a deed begins: behind a mark, or at "that", "while", "but". */
static uint32_t clause_from(const Telling *t, uint32_t at) {
    Str text = t->r->doc.text;
    uint32_t from = at;
    while (from > t->words.start) {
        char c = text.p[from - 1];
        if (ends_clause(c)) break;
        if (c == ' ') {
            from--;
            continue;
        }
        Str word = word_at(text, from, t->words.start);
        Str folded = utf8_fold(t->m->arena, word);
        if (word_is_in(t->m->tables, folded, LIST_CLAUSE_BREAK)) break;
        from -= (uint32_t)word.n;
    }
    return from;
}

static uint32_t clause_to(const Telling *t, uint32_t at) {
    Str text = t->r->doc.text;
    while (at < t->words.end && !ends_clause(text.p[at])) at++;
    return at;
}

Span deed_clause(const Telling *t, Span at) {
    return (Span){clause_from(t, at.start), clause_to(t, at.end)};
}

void deed_clause_words(const Telling *t, Span span, Statement *out) {
    out->n = 0;
    if (span.end > span.start) statement_of_span(t->m, &t->r->doc, span, out);
}

static bool undoes(const Making *m, Str word) {
    return statement_word_negates(word) || word_is_in(m->tables, word, LIST_DEED_UNDONE);
}

/* "Not one of them", "not a single shot", "never did a soldier". */
static bool opens_with_none(const Statement *s) {
    if (s->n > 2 && str_eq(s->v[0], S("not")))
        return str_eq(s->v[1], S("one")) || str_eq(s->v[1], S("a")) || str_eq(s->v[1], S("an"));
    return s->n > 1 && str_eq(s->v[0], S("never"));
}

bool deed_is_undone(const Telling *t, Span at, Span clause) {
    Statement before, behind;
    deed_clause_words(t, (Span){clause.start, at.start}, &before);
    deed_clause_words(t, (Span){at.end, clause.end}, &behind);
    if (before.n && word_is_in(t->m->tables, before.v[before.n - 1], LIST_DEFINITE)) return false;
    if (opens_with_none(&before)) return true;
    for (uint32_t i = 0; i < before.n; i++) {
        bool near = before.n - i <= NOT_BEFORE;
        bool opens = i < OPENING && word_is_in(t->m->tables, before.v[i], LIST_NO_SUBJECT);
        if (opens || (near && undoes(t->m, before.v[i]))) return true;
    }
    for (uint32_t i = 0; i < behind.n && i < BEHIND_WORDS; i++)
        if (word_is_in(t->m->tables, behind.v[i], LIST_NO_SUBJECT)) return true;
    return false;
}

bool deed_is_supposed(const Telling *t, Span at, Span clause) {
    Statement before;
    deed_clause_words(t, (Span){clause.start, at.start}, &before);
    for (uint32_t i = 0; i < before.n; i++)
        if (statement_word_modal(before.v[i])) return true;
    bool to = before.n && str_eq(before.v[before.n - 1], S("to"));
    bool undone = before.n > 1 && undoes(t->m, before.v[before.n - 2]);
    return to && !undone;
}

bool deed_is_so_far(const Telling *t, Span clause) {
    Statement s;
    deed_clause_words(t, clause, &s);
    for (uint32_t i = 0; i < s.n; i++)
        if (word_is_in(t->m->tables, s.v[i], LIST_DEED_SO_FAR)) return true;
    return false;
}

bool deed_is_of_some(const Telling *t, Span at, Span clause) {
    Statement s;
    deed_clause_words(t, (Span){clause.start, at.start}, &s);
    for (uint32_t i = 0; i < s.n; i++) {
        bool number = making_cell(t->m, "en/numbers", s.v[i], "kind").n ||
                      (s.v[i].p[0] >= '0' && s.v[i].p[0] <= '9');
        if ((number && !str_eq(s.v[i], S("one"))) ||
            word_is_in(t->m->tables, s.v[i], LIST_PARTIAL_COUNT) ||
            word_is_in(t->m->tables, s.v[i], LIST_OTHER_HAPPENING))
            return true;
    }
    return false;
}

bool deed_is_own(const Telling *t, Span at, Span clause) {
    Statement s;
    deed_clause_words(t, (Span){clause.start, at.start}, &s);
    return s.n && (str_eq(s.v[0], S("we")) || str_eq(s.v[0], S("i")));
}
