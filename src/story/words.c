#include "story/words.h"

#include "base/utf8.h"

enum { STEM_LETTERS = 4 }; /* so short a word keeps its ending */

/* FNV-1a, 64 bits */
static const uint64_t hash_start = 0xcbf29ce484222325u, hash_prime = 0x100000001b3u;

static bool next_block(WordReader *r) {
    const Blocks *blocks = &r->doc->blocks;
    if (blocks->n == 0 && r->block == 0) {
        r->block = 1;
        r->at = 0;
        r->end = (uint32_t)r->doc->text.n;
        return true;
    }
    while (r->block < blocks->n) {
        const Block *b = &blocks->v[r->block++];
        if (b->kind != BLOCK_HEADLINE && b->kind != BLOCK_PARAGRAPH) continue;
        r->at = b->span.start;
        r->end = b->span.end;
        return true;
    }
    return false;
}

static bool is_word(uint32_t c) {
    return utf8_is_letter(c) || utf8_is_digit(c);
}

static unsigned char lower(char c) {
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static uint64_t hash_of(Str word) {
    uint64_t hash = hash_start;
    for (size_t i = 0; i < word.n; i++) hash = (hash ^ lower(word.p[i])) * hash_prime;
    return hash;
}

static bool ends_in(Str word, const char *ending) {
    size_t n = strlen(ending);
    for (size_t i = 0; i < n; i++)
        if (word.n < n || lower(word.p[word.n - n + i]) != (unsigned char)ending[i]) return false;
    return true;
}

/* A wrong stem does no harm as long as each form of a word has the same one. */
static uint64_t hash_of_stem(Str word, uint64_t hash, uint32_t letters) {
    if (letters <= STEM_LETTERS || !ends_in(word, "s")) return hash;
    if (ends_in(word, "ss") || ends_in(word, "us") || ends_in(word, "is")) return hash;
    if (ends_in(word, "ies")) return (hash_of((Str){word.p, word.n - 3}) ^ 'y') * hash_prime;
    bool hissing = ends_in(word, "ses") || ends_in(word, "xes") || ends_in(word, "zes");
    return hash_of((Str){word.p, word.n - (hissing ? 2 : 1)});
}

/* Reads one word that starts at or after *at; false when there is none before `end`. */
static bool scan_word(Str text, uint32_t *at, uint32_t end, Word *out) {
    unsigned len = 1;
    uint32_t c = 0;
    *out = (Word){.letters = 0};
    while (*at < end && !is_word(c = utf8_at(text, *at, &len))) *at += len;
    if (*at >= end) return false;
    uint32_t start = *at;
    out->at = start;
    out->number = utf8_is_digit(c);
    for (; *at < end && is_word(utf8_at(text, *at, &len)); *at += len) out->letters++;
    Str word = {text.p + start, *at - start};
    out->hash = hash_of(word);
    out->stem = hash_of_stem(word, out->hash, out->letters);
    return true;
}

bool word_next(WordReader *r, Word *out) {
    for (;;) {
        if (r->at < r->end && scan_word(r->doc->text, &r->at, r->end, out)) return true;
        if (!next_block(r)) return false;
    }
}

bool word_scan(Str text, uint32_t *at, Word *out) {
    return scan_word(text, at, (uint32_t)text.n, out);
}

uint64_t word_hash(Str word) {
    uint32_t at = 0;
    Word w;
    return word_scan(word, &at, &w) ? w.hash : hash_start;
}
