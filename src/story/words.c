#include "story/words.h"

#include "base/utf8.h"

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

/* Reads one word that starts at or after *at; false when there is none before `end`. */
static bool scan_word(Str text, uint32_t *at, uint32_t end, Word *out) {
    unsigned len = 1;
    *out = (Word){.hash = hash_start};
    while (*at < end) {
        uint32_t c = utf8_at(text, *at, &len);
        if (!is_word(c)) {
            if (out->letters) return true;
            *at += len;
            continue;
        }
        if (!out->letters) out->number = utf8_is_digit(c);
        for (unsigned i = 0; i < len; i++) {
            unsigned char byte = (unsigned char)text.p[*at + i];
            if (byte >= 'A' && byte <= 'Z') byte = (unsigned char)(byte + 32);
            out->hash = (out->hash ^ byte) * hash_prime;
        }
        out->letters++;
        *at += len;
    }
    return out->letters > 0;
}

bool word_next(WordReader *r, Word *out) {
    for (;;) {
        if (r->at < r->end && scan_word(r->doc->text, &r->at, r->end, out)) return true;
        if (!next_block(r)) return false;
    }
}

uint64_t word_hash(Str word) {
    uint32_t at = 0;
    Word w;
    scan_word(word, &at, (uint32_t)word.n, &w);
    return w.hash;
}
