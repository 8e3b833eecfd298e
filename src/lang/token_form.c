/* What a word says by itself, wherever it stands: its letters, and its rows in the tables that cut
 * words.
 */
#include "lang/tokenise.h"

#define STOP_WORD(P, name, word) word,
const char *const STOP_words[STOP_COUNT] = {STOP_KINDS(STOP_WORD, STOP)};

void token_tables_open(const Tables *tables, TokenTables *out) {
    *out = (TokenTables){
        .abbreviations = tables_get(tables, "en/abbreviations"),
        .contractions = tables_get(tables, "en/contractions"),
        .pieces = tables_get(tables, "en/word_parts"),
        .closed = tables_get(tables, "en/closed_class"),
        .lists = tables_word_lists(tables),
    };
    out->stop_kind = table_column(out->abbreviations, "kind");
    out->piece_kind = table_column(out->pieces, "kind");
    out->parts = table_column(out->contractions, "parts");
    out->closed_upos = table_column(out->closed, "upos");
    out->closed_xpos = table_column(out->closed, "xpos");
    out->closed_lemma = table_column(out->closed, "lemma");
}

Str token_look(Str word, char buffer[TOKEN_LOOK_MAX]) {
    size_t n = 0;
    for (size_t i = 0; i < word.n && n < TOKEN_LOOK_MAX; n++) {
        char c = word.p[i++];
        if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
        if (i + 1 < word.n && memcmp(word.p + i - 1, "\xE2\x80\x99", 3) == 0) {
            c = '\'';
            i += 2;
        }
        buffer[n] = c;
    }
    return word.n <= TOKEN_LOOK_MAX ? (Str){buffer, n} : S("");
}

uint32_t token_row(const Table *t, Str word) {
    char buffer[TOKEN_LOOK_MAX];
    Str key = token_look(word, buffer);
    return key.n ? table_find(t, key, 0) : 0;
}

StopKind abbreviation_kind(const TokenTables *t, Str word) {
    uint32_t row = token_row(t->abbreviations, word);
    Str kind = row ? table_cell(t->abbreviations, row - 1, t->stop_kind) : S("");
    for (int k = STOP_NONE + 1; k < STOP_COUNT; k++)
        if (str_is(kind, STOP_words[k])) return (StopKind)k;
    return STOP_NONE;
}

uint32_t token_flags(Str form) {
    bool lower = false, digit = false;
    uint32_t upper = 0, flags = 0;
    for (size_t i = 0; i < form.n;) {
        unsigned len;
        uint32_t c = utf8_at(form, i, &len);
        if (utf8_is_upper(c)) {
            upper++;
            if (i == 0) flags |= TOKEN_CAPITAL;
        }
        lower |= utf8_is_lower(c);
        digit |= utf8_is_digit(c);
        i += len;
    }
    if (upper > 1 && !lower) flags |= TOKEN_UPPER;
    return digit ? flags | TOKEN_DIGIT : flags;
}

Str token_norm(Arena *a, Str form) {
    bool same = true, ascii = true;
    for (size_t i = 0; i < form.n; i++) {
        unsigned char c = (unsigned char)form.p[i];
        ascii &= c < 0x80 && c > ' ';
        same &= !(c >= 'A' && c <= 'Z') && c != '`';
    }
    if (!ascii) return utf8_fold(a, form);
    if (same) return form;
    char *p = arena_take(a, 1, form.n, 1);
    if (!p) return (Str){NULL, 0};
    for (size_t i = 0; i < form.n; i++) {
        char c = form.p[i];
        p[i] = (char)(c == '`' ? '\'' : c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return (Str){p, form.n};
}
