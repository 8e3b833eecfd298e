#include "lang/lang.h"

#include "lang/paragraph.h"
#include "lang/rough_tag.h"
#include "lang/sentence.h"
#include "lang/tokenise.h"

#include <stdlib.h>

#define WORD(P, name, word) word,
const char *const UPOS_words[UPOS_COUNT] = {UPOS_LIST(WORD, UPOS)};
const char *const XPOS_words[XPOS_COUNT] = {XPOS_LIST(WORD, XPOS)};
const char *const DEP_words[DEP_COUNT] = {DEP_LIST(WORD, DEP)};

struct Lang {
    TokenTables tables;
};

StCode lang_open(const Tables *tables, const char *model, Lang **out, StErr *err) {
    (void)model;
    *out = calloc(1, sizeof **out);
    TRY_MEM(*out, err);
    token_tables_open(tables, &(*out)->tables);
    return ST_OK;
}

void lang_close(Lang *l) {
    free(l);
}

/* utf8_fold, without a copy where the form is its own fold. */
static Str norm_of(Arena *a, Str form) {
    bool same = true, ascii = true;
    for (size_t i = 0; i < form.n; i++) {
        unsigned char c = (unsigned char)form.p[i];
        ascii &= c < 0x80;
        same &= !(c >= 'A' && c <= 'Z') && c != '`' && c > ' ';
    }
    if (!ascii) return utf8_fold(a, form);
    if (same) return form;
    if (str_find_char(form, ' ') < form.n) return utf8_fold(a, form);
    char *p = arena_take(a, 1, form.n, 1);
    if (!p) return (Str){NULL, 0};
    for (size_t i = 0; i < form.n; i++) {
        char c = form.p[i];
        p[i] = (char)(c == '`' ? '\'' : c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return (Str){p, form.n};
}

static StCode parse_paragraph(const Lang *l, Str text, const Block *p, Arena *a, Parse *out,
                              StErr *err) {
    uint32_t first = out->tokens.n, sentence = out->sentences.n;
    TRY(tokenise(&l->tables, text, p->span, a, &out->tokens, err));
    for (uint32_t i = first; i < out->tokens.n; i++) {
        out->tokens.v[i].norm = norm_of(a, out->tokens.v[i].form);
        TRY_MEM(out->tokens.v[i].norm.p, err);
    }
    TRY(sentences_split(&l->tables, text, &out->tokens, first, p->kind, a, &out->sentences, err));
    quotes_mark(&out->tokens, first);
    for (; sentence < out->sentences.n; sentence++)
        TRY(rough_tag(&l->tables, &out->tokens, &out->sentences.v[sentence], a, err));
    return ST_OK;
}

static StCode parse_text(const Lang *l, Document *doc, Arena *a, Parse *out, StErr *err) {
    if (doc->text.n > UINT32_MAX / 2) return st_fail(err, ST_LIMIT, 0, "text of more than 2 GiB");
    size_t valid = utf8_valid_until(doc->text);
    if (valid < doc->text.n) return st_fail(err, ST_BAD_TEXT, valid, "text is not UTF-8");
    Blocks paragraphs;
    TRY(paragraphs_find(doc, a, &paragraphs, err));
    for (uint32_t i = 0; i < paragraphs.n; i++)
        TRY(parse_paragraph(l, doc->text, &paragraphs.v[i], a, out, err));
    for (uint32_t i = 0; i < out->sentences.n; i++) {
        Span *span = list_push(a, &doc->sentences, Span);
        TRY_MEM(span, err);
        *span = out->sentences.v[i].span;
    }
    return ST_OK;
}

StCode lang_parse(const Lang *l, Document *doc, Arena *a, Parse *out, StErr *err) {
    *out = (Parse){0};
    doc->sentences = (Spans){0};
    StCode code = parse_text(l, doc, a, out, err);
    if (code != ST_OK) {
        *out = (Parse){0};
        doc->sentences = (Spans){0};
    }
    return code;
}
