#include "base/utf8.h"

#include <utf8proc.h>

size_t utf8_valid_until(Str s) {
    const unsigned char *p = (const unsigned char *)s.p;
    size_t i = 0;
    while (i < s.n) {
        if (p[i] < 0x80) {
            i++;
            continue;
        }
        size_t len = p[i] >= 0xF0 ? 4 : p[i] >= 0xE0 ? 3 : 2;
        if (p[i] < 0xC2 || p[i] > 0xF4 || i + len > s.n) return i;
        for (size_t k = 1; k < len; k++)
            if ((p[i + k] & 0xC0) != 0x80) return i;
        if ((p[i] == 0xE0 && p[i + 1] < 0xA0) || (p[i] == 0xED && p[i + 1] > 0x9F) ||
            (p[i] == 0xF0 && p[i + 1] < 0x90) || (p[i] == 0xF4 && p[i + 1] > 0x8F))
            return i;
        i += len;
    }
    return s.n;
}

uint32_t utf8_wide_at(Str s, size_t at, unsigned *len) {
    const unsigned char *p = (const unsigned char *)s.p + at;
    if (p[0] < 0xE0) return *len = 2, (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    if (p[0] < 0xF0) return *len = 3, (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    return *len = 4,
           (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
}

uint32_t utf8_before(Str s, size_t at, unsigned *len) {
    size_t i = at - 1;
    while (i > 0 && ((unsigned char)s.p[i] & 0xC0) == 0x80) i--;
    return utf8_at(s, i, len);
}

static utf8proc_category_t category(uint32_t c) {
    return utf8proc_category((utf8proc_int32_t)c);
}

bool utf8_wide_upper(uint32_t c) {
    return category(c) == UTF8PROC_CATEGORY_LU || category(c) == UTF8PROC_CATEGORY_LT;
}

bool utf8_wide_lower(uint32_t c) {
    return category(c) == UTF8PROC_CATEGORY_LL;
}

bool utf8_wide_letter(uint32_t c) {
    utf8proc_category_t k = category(c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

bool utf8_wide_space(uint32_t c) {
    return c == 0x85 || category(c) == UTF8PROC_CATEGORY_ZS || c == 0x2028 || c == 0x2029 ||
           c == 0x200B || c == 0xFEFF;
}

bool utf8_is_punct(uint32_t c) {
    static const char marks[] = "!\"#%&'()*,-./:;?@[\\]_{}";
    if (c < 0x80) return c && strchr(marks, (int)c);
    utf8proc_category_t k = category(c);
    return k >= UTF8PROC_CATEGORY_PC && k <= UTF8PROC_CATEGORY_PO;
}

void utf8_add(Text *t, uint32_t c) {
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t)c, bytes);
    if (n > 0) text_add(t, (Str){(const char *)bytes, (size_t)n});
}

static bool is_control(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

void utf8_add_printable(Text *t, Str s) {
    size_t done = 0;
    unsigned len;
    for (size_t i = 0; i < s.n; i += len) {
        uint32_t c = utf8_at(s, i, &len);
        if (!is_control(c)) continue;
        text_add(t, (Str){s.p + done, i - done});
        if (utf8_is_space(c))
            text_add_char(t, ' ');
        else
            utf8_add(t, 0xFFFD);
        done = i + len;
    }
    if (done < s.n) text_add(t, (Str){s.p + done, s.n - done});
}

/* What compatibility decomposition leaves apart and newswire mixes up. */
static Str fold_special(uint32_t c) {
    switch (c) {
    case 0x0259:
    case 0x018F: return S("a");
    case 0x0131:
    case 0x0130: return S("i");
    case 0x00DF: return S("ss");
    case 0x00F8:
    case 0x00D8: return S("o");
    case 0x0142:
    case 0x0141: return S("l");
    case 0x0111:
    case 0x0110:
    case 0x00F0: return S("d");
    case 0x00E6:
    case 0x00C6: return S("ae");
    case 0x0153:
    case 0x0152: return S("oe");
    case 0x00FE:
    case 0x00DE: return S("th");
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x02BC:
    case 0x02BB:
    case 0x0060:
    case 0x00B4: return S("'");
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x00AB:
    case 0x00BB: return S("\"");
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212: return S("-");
    case 0x00AD:
    case 0x200B:
    case 0x200C:
    case 0x200D:
    case 0xFEFF: return S("");
    default: return (Str){NULL, 0};
    }
}

static void fold_one(Text *t, uint32_t c) {
    Str special = fold_special(c);
    if (special.p) {
        text_add(t, special);
        return;
    }
    utf8proc_int32_t parts[32];
    int boundary = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char(
        (utf8proc_int32_t)c, parts, 32,
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD, &boundary);
    for (utf8proc_ssize_t i = 0; i < n && i < 32; i++) {
        uint32_t part = (uint32_t)parts[i];
        Str again = fold_special(part);
        if (again.p)
            text_add(t, again);
        else
            utf8_add(t, part);
    }
}

static bool is_ascii(Str s) {
    unsigned char all = 0;
    for (size_t i = 0; i < s.n; i++) all |= (unsigned char)s.p[i];
    return all < 0x80;
}

static char fold_ascii(char c) {
    return (char)(c == '`' ? '\'' : c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* Most words: no byte more than there were. */
static Str ascii_fold(Arena *a, Str s) {
    char *p = arena_new(a, char, s.n);
    size_t n = 0;
    bool gap = false;
    if (!p) return (Str){NULL, 0};
    for (size_t i = 0; i < s.n; i++) {
        if (utf8_is_space((unsigned char)s.p[i])) {
            gap = n > 0;
            continue;
        }
        if (gap) p[n++] = ' ';
        gap = false;
        p[n++] = fold_ascii(s.p[i]);
    }
    return (Str){p, n};
}

Str utf8_fold(Arena *a, Str s) {
    if (is_ascii(s)) return ascii_fold(a, s);
    Text t = {.arena = a};
    bool gap = false;
    for (size_t i = 0; i < s.n;) {
        unsigned len;
        uint32_t c = utf8_at(s, i, &len);
        i += len;
        if (c != 0x200B && c != 0xFEFF && utf8_is_space(c)) {
            gap = t.n > 0;
            continue;
        }
        if (gap) text_add_char(&t, ' ');
        gap = false;
        if (c < 0x80)
            text_add_char(&t, fold_ascii((char)c));
        else
            fold_one(&t, c);
    }
    if (t.failed) return (Str){NULL, 0};
    return t.p ? text_str(&t) : S("");
}

enum { MAP_STEP = 64 };

static bool is_start(char c) {
    return ((unsigned char)c & 0xC0) != 0x80;
}

StCode text_map_make(Str text, Arena *a, TextMap *out) {
    *out = (TextMap){.text = text};
    uint32_t steps = (uint32_t)(text.n / MAP_STEP + 1);
    uint32_t *points = arena_new(a, uint32_t, steps);
    if (!points) return ST_NOMEM;
    uint32_t total = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (i % MAP_STEP == 0) points[i / MAP_STEP] = total;
        total += is_start(text.p[i]);
    }
    if (text.n % MAP_STEP == 0) points[text.n / MAP_STEP] = total;
    out->total = total;
    out->points = total == text.n ? NULL : points;
    return ST_OK;
}

uint32_t text_map_point(const TextMap *m, uint32_t byte) {
    if (byte > m->text.n) byte = (uint32_t)m->text.n;
    if (!m->points) return byte;
    uint32_t point = m->points[byte / MAP_STEP];
    for (uint32_t i = byte - byte % MAP_STEP; i < byte; i++) point += is_start(m->text.p[i]);
    return point;
}

uint32_t text_map_byte(const TextMap *m, uint32_t point) {
    if (point >= m->total) return (uint32_t)m->text.n;
    if (!m->points) return point;
    uint32_t low = 0, high = (uint32_t)(m->text.n / MAP_STEP);
    while (low < high) { /* last step with points <= point */
        uint32_t mid = (low + high + 1) / 2;
        if (m->points[mid] <= point)
            low = mid;
        else
            high = mid - 1;
    }
    uint32_t at = m->points[low], i = low * MAP_STEP;
    for (;; i++) {
        if (!is_start(m->text.p[i])) continue;
        if (at == point) return i;
        at++;
    }
}
