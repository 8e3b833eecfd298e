#include "read/words.h"

#include "base/utf8.h"

static bool is_outer(uint32_t c) {
    return c != '@' && c != '#' && c != '&' && utf8_is_punct(c);
}

/* The class of the mark that follows a word. */
static char mark_of(uint32_t c) {
    switch (c) {
    case ':':
    case 0xFF1A: return ':';
    case '|':
    case 0x2022:
    case 0x00B7:
    case '/':
    case 0x00BB:
    case 0x203A: return '|';
    case '-':
    case '_':
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015: return '-';
    case ',':
    case ';': return ',';
    case '.':
    case '!':
    case '?':
    case 0x2026: return '.';
    default: return ' ';
    }
}

static Str fold_word(Arena *a, Str s, char *ascii) {
    bool plain = true;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        plain = plain && (unsigned char)c < 0x80;
        ascii[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c == '`' ? '\'' : c);
    }
    return plain ? (Str){ascii, s.n} : utf8_fold(a, s);
}

/* Cuts punctuation off both ends; the first mark after the word is its `after`. */
static Span trim_word(Str text, Span s, char *after) {
    unsigned len;
    *after = ' ';
    while (s.start < s.end && is_outer(utf8_at(text, s.start, &len))) s.start += len;
    while (s.start < s.end) {
        uint32_t c = utf8_before(text, s.end, &len);
        if (!is_outer(c) && c != '|') break;
        if (mark_of(c) != ' ') *after = mark_of(c);
        s.end -= len;
    }
    return s;
}

static Span next_chunk(Str text, uint32_t *at, uint32_t end) {
    unsigned len;
    while (*at < end && utf8_is_space(utf8_at(text, *at, &len))) *at += len;
    Span s = {*at, *at};
    while (*at < end && !utf8_is_space(utf8_at(text, *at, &len))) {
        *at += len;
        if (text.p[*at - 1] == '/') break; /* "AFP/dpa" is two words */
    }
    s.end = *at;
    return s;
}

bool words_split(Arena *a, Str text, Span piece, uint32_t most, Words *out) {
    uint32_t cap = span_len(piece) / 2 + 1 < most ? span_len(piece) / 2 + 1 : most;
    *out =
        (Words){arena_new(a, Str, cap), arena_new(a, Span, cap), arena_new(a, char, cap), 0, false};
    char *ascii = arena_new(a, char, span_len(piece));
    if (!out->norm || !out->at || !out->after || !ascii) return false;
    for (uint32_t at = piece.start; at < piece.end;) {
        Span chunk = next_chunk(text, &at, piece.end);
        if (!span_some(chunk)) break;
        char after;
        Span word = trim_word(text, chunk, &after);
        if (!span_some(word)) { /* a mark of its own belongs to the word before it */
            unsigned len;
            char mark = mark_of(utf8_at(text, chunk.start, &len));
            if (out->n && out->after[out->n - 1] == ' ') out->after[out->n - 1] = mark;
            continue;
        }
        if (out->n == cap) {
            out->more = true;
            break;
        }
        Str norm = fold_word(a, str_cut(text, word), ascii + (word.start - piece.start));
        if (!norm.p) return false;
        if (!norm.n) continue;
        out->norm[out->n] = norm;
        out->at[out->n] = word;
        out->after[out->n++] = after;
    }
    return true;
}
