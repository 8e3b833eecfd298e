#include "base/str.h"

/* Words are short: a call into the library would take longer than hashing them. */
#define XXH_INLINE_ALL
#include <xxhash.h>

int str_cmp(Str a, Str b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

size_t str_find(Str s, Str what) {
    if (what.n == 0) return 0;
    if (s.n < what.n) return SIZE_MAX;
    const char *p = memmem(s.p, s.n, what.p, what.n);
    return p ? (size_t)(p - s.p) : SIZE_MAX;
}

size_t str_find_char(Str s, char c) {
    const char *p = s.n ? memchr(s.p, c, s.n) : NULL;
    return p ? (size_t)(p - s.p) : SIZE_MAX;
}

static char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool str_eq_nocase(Str a, Str b) {
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (ascii_lower(a.p[i]) != ascii_lower(b.p[i])) return false;
    return true;
}

size_t str_find_nocase(Str s, Str what) {
    if (s.n < what.n) return SIZE_MAX;
    for (size_t i = 0; i + what.n <= s.n; i++)
        if (str_eq_nocase((Str){s.p + i, what.n}, what)) return i;
    return SIZE_MAX;
}

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

Str str_trim(Str s) {
    while (s.n && is_space(s.p[0])) s = (Str){s.p + 1, s.n - 1};
    while (s.n && is_space(s.p[s.n - 1])) s.n--;
    return s;
}

bool str_split(Str *rest, char sep, Str *piece) {
    if (rest->n == 0) return false;
    size_t at = str_find_char(*rest, sep);
    if (at == SIZE_MAX) at = rest->n;
    *piece = (Str){rest->p, at};
    *rest = str_from(*rest, at + 1);
    return true;
}

bool str_to_u64(Str s, uint64_t *out) {
    uint64_t v = 0;
    if (s.n == 0) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        if (__builtin_mul_overflow(v, 10u, &v)) return false;
        if (__builtin_add_overflow(v, (uint64_t)(s.p[i] - '0'), &v)) return false;
    }
    *out = v;
    return true;
}

uint64_t str_hash(Str s) {
    return XXH3_64bits(s.p ? s.p : "", s.n);
}
