#include "read/encoding.h"

#include "base/utf8.h"

/* What one look over the bytes tells about them. */
typedef struct Census {
    size_t control, high, letters; /* letters: ASCII ones */
    size_t sequences, broken;      /* whole UTF-8 sequences, bytes that belong to none */
    size_t undefined;              /* bytes that Windows-1252 has no character for */
    bool nul;
} Census;

/* Length of the valid sequence at `i`, 0 when there is none. */
static size_t sequence_at(Str s, size_t i) {
    size_t n = s.n - i < 4 ? s.n - i : 4;
    for (size_t len = 2; len <= n; len++)
        if (utf8_valid_until((Str){s.p + i, len}) == len) return len;
    return 0;
}

static Census census_take(Str s) {
    Census c = {0};
    for (size_t i = 0; i < s.n; i++) {
        unsigned char b = (unsigned char)s.p[i];
        if (b == 0) c.nul = true;
        if (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f') c.control++;
        if (b < 0x80) {
            c.letters += (b | 32) >= 'a' && (b | 32) <= 'z';
            continue;
        }
        size_t len = sequence_at(s, i);
        if (len) {
            c.sequences++;
            i += len - 1;
            continue;
        }
        c.broken++;
        c.high += b >= 0xC0;
        c.undefined += b == 0x81 || b == 0x8D || b == 0x8F || b == 0x90 || b == 0x9D;
    }
    return c;
}

static StCode convert_utf16(Str s, bool big, Arena *a, Str *out, StErr *err) {
    Text t = {.arena = a};
    for (size_t i = 0; i + 1 < s.n; i += 2) {
        uint32_t x = (unsigned char)s.p[i], y = (unsigned char)s.p[i + 1];
        uint32_t c = big ? x << 8 | y : y << 8 | x;
        if (c >= 0xD800 && c <= 0xDBFF && i + 3 < s.n) {
            uint32_t u = (unsigned char)s.p[i + 2], v = (unsigned char)s.p[i + 3];
            uint32_t low = big ? u << 8 | v : v << 8 | u;
            if (low >= 0xDC00 && low <= 0xDFFF) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        if (c == 0) return st_fail(err, ST_BAD_TEXT, i, "this is a binary file, not text");
        utf8_add(&t, c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c);
    }
    if (t.failed) return st_fail(err, ST_NOMEM, 0, "out of memory");
    *out = text_str(&t);
    return ST_OK;
}

static StCode convert_windows_1252(Str s, Arena *a, Str *out, StErr *err) {
    static const uint16_t upper[32] = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    Text t = {.arena = a};
    for (size_t i = 0, from = 0; i <= s.n; i++) {
        unsigned char b = i < s.n ? (unsigned char)s.p[i] : 0x80;
        if (b < 0x80) continue;
        text_add(&t, (Str){s.p + from, i - from});
        if (i < s.n) utf8_add(&t, b < 0xA0 ? upper[b - 0x80] : b);
        from = i + 1;
    }
    if (t.failed) return st_fail(err, ST_NOMEM, 0, "out of memory");
    *out = text_str(&t);
    return ST_OK;
}

static StCode replace_broken(Str s, Arena *a, Str *out, StErr *err) {
    Text t = {.arena = a};
    while (s.n) {
        size_t good = utf8_valid_until(s);
        text_add(&t, (Str){s.p, good});
        s = str_from(s, good);
        if (!s.n) break;
        text_add(&t, S("\xEF\xBF\xBD"));
        size_t bad = 1;
        while (bad < s.n && (s.p[bad] & 0x80) && !sequence_at(s, bad)) bad++;
        s = str_from(s, bad);
    }
    if (t.failed) return st_fail(err, ST_NOMEM, 0, "out of memory");
    *out = text_str(&t);
    return ST_OK;
}

static StCode decode_unmarked(Str s, Arena *a, Str *out, Str *notice, StErr *err) {
    Census c = census_take(s);
    if (c.nul || c.control > s.n / 64 + 4)
        return st_fail(err, ST_BAD_TEXT, 0, "this is a binary file, not text");
    if (c.broken == 0) {
        *out = s;
        return ST_OK;
    }
    if (c.sequences >= c.broken) {
        *notice = arena_format(a, "%zu bytes that are not UTF-8 were replaced", c.broken);
        TRY_MEM(notice->p, err);
        return replace_broken(s, a, out, err);
    }
    /* Western text is ASCII for the most part; other 8-bit alphabets are not. */
    if (c.undefined || c.high > c.letters / 2 + 4)
        return st_fail(err, ST_BAD_TEXT, utf8_valid_until(s),
                       "the encoding is not UTF-8, UTF-16 or Windows-1252; convert it, for "
                       "example with iconv");
    *notice = S("decoded as Windows-1252");
    return convert_windows_1252(s, a, out, err);
}

StCode encoding_decode(Str bytes, Arena *a, Str *out, Str *notice, StErr *err) {
    *out = *notice = S("");
    StCode code = ST_OK;
    if (str_starts(bytes, S("\xEF\xBB\xBF"))) bytes = str_from(bytes, 3);
    if (str_starts(bytes, S("\xFF\xFE")) || str_starts(bytes, S("\xFE\xFF"))) {
        *notice = S("decoded as UTF-16");
        code = convert_utf16(str_from(bytes, 2), bytes.p[0] == '\xFE', a, out, err);
    } else {
        code = decode_unmarked(bytes, a, out, notice, err);
    }
    if (code == ST_OK && str_trim(*out).n == 0)
        code = st_fail(err, ST_NOT_FOUND, 0, "there is no text in it");
    if (code != ST_OK) *out = *notice = S("");
    return code;
}
