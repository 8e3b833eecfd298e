#include "lang/word_view.h"

#include "base/utf8.h"

enum { VIEW_BYTES_MAX = 64 }; /* of a longer word only this much is seen */

bool words_caseless(const Token *words, uint32_t n) {
    bool upper = false, lower = false;
    for (uint32_t i = 0; i < n; i++) {
        Str f = words[i].form;
        for (size_t k = 0; k < f.n && !(upper && lower);) {
            unsigned len;
            uint32_t c = utf8_at(f, k, &len);
            upper |= utf8_is_upper(c);
            lower |= utf8_is_lower(c);
            k += len;
        }
        if (upper && lower) return false;
    }
    return true;
}

static Shape shape_of(const Token *t, bool caseless) {
    if (t->flags & TOKEN_DIGIT) return SHAPE_DIGIT;
    bool upper = false, lower = false, other = false;
    for (size_t k = 0; k < t->form.n;) {
        unsigned len;
        uint32_t c = utf8_at(t->form, k, &len);
        if (k && utf8_is_upper(c)) upper = true;
        if (utf8_is_lower(c))
            lower = true;
        else if (utf8_is_letter(c) && !utf8_is_upper(c))
            other = true;
        k += len;
    }
    bool capital = (t->flags & TOKEN_CAPITAL) != 0;
    if (!upper && !lower && !capital && !other) return SHAPE_OTHER;
    if (caseless) return SHAPE_CASELESS;
    if (upper) return lower ? SHAPE_MIXED : SHAPE_UPPER;
    return capital ? SHAPE_CAPITAL : SHAPE_LOWER;
}

/* The folded form with figures made alike, and marks that are written several ways. */
static Str plain(const Token *t, char buffer[VIEW_BYTES_MAX]) {
    Str w = t->norm;
    if (str_eq(w, S("''"))) w = S("\"");
    if (w.n > 1 && w.p[0] == '-' && str_ends(w, S("--"))) w = S("-");
    if (str_eq(w, S("--"))) w = S("-");
    if (w.n > VIEW_BYTES_MAX) w.n = VIEW_BYTES_MAX;
    for (size_t i = 0; i < w.n; i++)
        buffer[i] = (char)(w.p[i] >= '0' && w.p[i] <= '9' ? '0' : w.p[i]);
    return (Str){buffer, w.n};
}

static uint64_t hash_bytes(Str s) {
    uint64_t h = s.n;
    for (size_t i = 0; i < s.n; i++) h = hash_mix(h, (unsigned char)s.p[i] + 1u);
    return h;
}

void words_view(const Token *words, uint32_t n, bool caseless, WordView *out) {
    for (uint32_t i = 0; i < n; i++) {
        char buffer[VIEW_BYTES_MAX];
        Str w = plain(&words[i], buffer);
        WordView *v = &out[i];
        v->word = str_hash(w);
        for (size_t k = 1; k <= SUFFIX_MAX; k++) {
            size_t cut = k < w.n ? k : w.n;
            v->suffix[k - 1] = hash_bytes((Str){w.p + w.n - cut, cut});
        }
        for (size_t k = 1; k <= PREFIX_MAX; k++)
            v->prefix[k - 1] = hash_bytes((Str){w.p, k < w.n ? k : w.n});
        v->shape = (uint8_t)shape_of(&words[i], caseless);
        bool joined = i > 0 && !(words[i].flags & TOKEN_SPACE_BEFORE);
        bool joins = i + 1 < n && !(words[i + 1].flags & TOKEN_SPACE_BEFORE);
        v->joins = (uint8_t)(joined | joins << 1 | (i == 0) << 2);
    }
}
