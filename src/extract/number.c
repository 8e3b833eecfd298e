#include "extract/number.h"

enum { NUMBER_MILLI = 1000, GROUP_DIGITS = 3, SHARE_OF_MAX = 1000 };
#define NUMBER_MILLI_MAX INT64_C(1000000000000000000)

typedef enum Kind { KIND_NO, CARDINAL, TEN, SCALE, GROUP, ORDINAL, FRACTION } Kind;

typedef struct Words {
    const Table *numbers;
    const Token *tokens;
    uint32_t to;
} Words;

/* ---- digits */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static size_t digits_at(Str s, size_t at) {
    size_t n = 0;
    while (at + n < s.n && is_digit(s.p[at + n])) n++;
    return n;
}

/* Bytes of a mark that parts groups at `at`: , . ' or one of the no-break and thin spaces. */
static size_t mark_at(Str s, size_t at, char *mark) {
    if (at >= s.n) return 0;
    *mark = s.p[at];
    if (*mark == ',' || *mark == '.' || *mark == '\'' || *mark == ' ') return 1;
    *mark = ' ';
    if (str_starts(str_from(s, at), S("\xc2\xa0"))) return 2;
    if (str_starts(str_from(s, at), S("\xe2\x80\x89"))) return 3;
    if (str_starts(str_from(s, at), S("\xe2\x80\xaf"))) return 3;
    return 0;
}

static bool push_digits(int64_t *v, Str s, size_t at, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (*v > NUMBER_MILLI_MAX / 10) return false;
        *v = *v * 10 + (s.p[at + i] - '0');
    }
    return true;
}

/* Up to three decimals count; what is finer is cut. */
static bool add_decimals(Str s, size_t at, int64_t *milli) {
    size_t n = digits_at(s, at);
    if (!n || at + n != s.n) return false;
    int64_t part = 0;
    for (size_t i = 0; i < GROUP_DIGITS; i++) part = part * 10 + (i < n ? s.p[at + i] - '0' : 0);
    *milli += part;
    return true;
}

bool number_digits(Str s, bool decimal, int64_t *milli) {
    size_t first = digits_at(s, 0), at = first;
    char mark = 0, mark_then = 0;
    int64_t whole = 0;
    if (!first || !push_digits(&whole, s, 0, first)) return false;
    for (size_t skip; at < s.n; at += skip + digits_at(s, at + skip)) {
        skip = mark_at(s, at, &mark);
        size_t n = digits_at(s, at + skip), end = at + skip + n;
        if (!skip || !n || (mark_then && mark_then != mark)) break;
        bool last = end == s.n;
        /* 12,34,567 too: Indian groups have two digits but for the last */
        bool group = first <= GROUP_DIGITS && s.p[0] != '0' &&
                     (n == GROUP_DIGITS || (n == 2 && !last && mark == ',' && first <= 2));
        if (!group || (decimal && last && !mark_then && mark != ' ')) break;
        if (!push_digits(&whole, s, at + skip, n)) return false;
        mark_then = mark;
    }
    if (whole > NUMBER_MILLI_MAX / NUMBER_MILLI) return false;
    *milli = whole * NUMBER_MILLI;
    if (at == s.n) return true;
    size_t skip = mark_at(s, at, &mark);
    if (skip != 1 || (mark != '.' && mark != ',') || mark == mark_then) return false;
    return add_decimals(s, at + 1, milli);
}

/* ---- words */

static Kind kind_of(const Words *w, Str word, int64_t *value) {
    static const struct {
        Str word;
        Kind kind;
    } kinds[] = {{STR("cardinal"), CARDINAL}, {STR("ten"), TEN},
                 {STR("scale"), SCALE},       {STR("group"), GROUP},
                 {STR("ordinal"), ORDINAL},   {STR("fraction"), FRACTION}};
    uint32_t row = table_find(w->numbers, word, 0);
    uint64_t v;
    if (!row || !str_to_u64(table_cell(w->numbers, row - 1, 1), &v)) return KIND_NO;
    *value = (int64_t)v;
    Str kind = table_cell(w->numbers, row - 1, 2);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_eq(kinds[i].word, kind)) return kinds[i].kind;
    return KIND_NO;
}

static Str word_at(const Words *w, uint32_t i) {
    return i < w->to ? w->tokens[i].norm : S("");
}

static bool is_word(const Words *w, uint32_t i, const char *word) {
    return str_is(word_at(w, i), word);
}

static bool spaced(const Words *w, uint32_t i) {
    return i < w->to && (w->tokens[i].flags & TOKEN_SPACE_BEFORE);
}

static Kind kind_at(const Words *w, uint32_t i, int64_t *value) {
    if (i >= w->to || !table_may(w->numbers, w->tokens[i].norm_tables)) return KIND_NO;
    return kind_of(w, w->tokens[i].norm, value);
}

static bool multiply(int64_t *v, int64_t by) {
    return !__builtin_mul_overflow(*v, by, v) && *v <= NUMBER_MILLI_MAX;
}

/* "twenty-three" as one token; as three it is read by small_words. */
static bool hyphened(const Words *w, Str word, int64_t *value) {
    size_t at = str_find_char(word, '-');
    if (at == SIZE_MAX) return false;
    int64_t ten, one;
    if (kind_of(w, (Str){word.p, at}, &ten) != TEN) return false;
    if (kind_of(w, str_from(word, at + 1), &one) != CARDINAL || one < 1 || one > 9) return false;
    *value = ten + one;
    return true;
}

/* One to ninety-nine in words; answers the tokens taken. */
static uint32_t small_words(const Words *w, uint32_t i, int64_t *value) {
    int64_t v = 0, more = 0;
    if (i < w->to && hyphened(w, w->tokens[i].norm, value)) return 1;
    Kind kind = kind_at(w, i, &v);
    *value = v;
    if (kind == CARDINAL) return 1;
    if (kind != TEN) return 0;
    uint32_t n = is_word(w, i + 1, "-") ? 2 : 1;
    if (kind_at(w, i + n, &more) == CARDINAL && more >= 1 && more <= 9) {
        *value = v + more;
        return n + 1;
    }
    return 1;
}

/* Scale words after a number, as in "200 thousand"; "dozen" too. */
static uint32_t scales(const Words *w, uint32_t i, int64_t *milli) {
    uint32_t n = 0;
    int64_t by;
    for (Kind kind; (kind = kind_at(w, i + n, &by)) == SCALE || kind == GROUP; n++)
        if (!multiply(milli, by)) return n;
    return n;
}

/* A letter right behind digits, "1.2m" or "60k". */
static uint32_t suffix(const Words *w, uint32_t i, int64_t *milli) {
    static const struct {
        const char *word;
        int64_t by;
    } suffixes[] = {{"k", 1000}, {"m", 1000000}, {"b", 1000000000}};
    if (spaced(w, i)) return 0;
    for (size_t s = 0; s < sizeof suffixes / sizeof *suffixes; s++)
        if (is_word(w, i, suffixes[s].word)) return multiply(milli, suffixes[s].by) ? 1 : 0;
    return 0;
}

static bool all_digits(Str s, size_t least, size_t most) {
    return s.n >= least && s.n <= most && digits_at(s, 0) == s.n;
}

/* "98 500", and the slip "61, 000": groups in tokens of their own. */
static uint32_t spaced_groups(const Words *w, uint32_t i, int64_t *milli) {
    if (!all_digits(word_at(w, i), 1, GROUP_DIGITS) || w->tokens[i].norm.p[0] == '0') return 0;
    uint32_t n = 1;
    for (;; n++) {
        bool slip = is_word(w, i + n, ",") && !spaced(w, i + n) && word_at(w, i + n + 1).n &&
                    word_at(w, i + n + 1).p[0] == '0';
        uint32_t g = i + n + slip;
        int64_t group;
        if (!spaced(w, g) || !all_digits(word_at(w, g), GROUP_DIGITS, GROUP_DIGITS)) break;
        if (!number_digits(S("1"), false, &group) || !multiply(milli, NUMBER_MILLI)) break;
        int64_t v = 0;
        push_digits(&v, w->tokens[g].norm, 0, GROUP_DIGITS);
        *milli += v * NUMBER_MILLI;
        n += slip;
    }
    return n > 1 ? n : 0;
}

/* "two and a half million": the half, in thousandths of what stands before the scale. */
static uint32_t and_a_half(const Words *w, uint32_t i, int64_t *milli) {
    if (!is_word(w, i, "and") || !is_word(w, i + 1, "a") || !is_word(w, i + 2, "half")) return 0;
    *milli += NUMBER_MILLI / 2;
    return 3;
}

static uint32_t read_digits(const Words *w, uint32_t i, int64_t *milli) {
    int64_t by;
    Str s = word_at(w, i);
    if (!s.n || !is_digit(s.p[0])) return 0;
    Kind next = kind_at(w, i + 1, &by);
    bool decimal = next == SCALE || next == GROUP;
    uint32_t n = 1;
    if (!number_digits(s, decimal, milli)) return 0;
    uint32_t groups = spaced_groups(w, i, milli);
    if (groups) n = groups;
    n += and_a_half(w, i + n, milli);
    uint32_t more = scales(w, i + n, milli);
    return n + (more ? more : suffix(w, i + n, milli));
}

/* "half a million", "a dozen", "a hundred": what may stand for one before a scale. */
static uint32_t one_before_scale(const Words *w, uint32_t i, int64_t *milli) {
    bool half = is_word(w, i, "half");
    uint32_t n = half ? 1 : 0;
    int64_t by;
    if (!is_word(w, i + n, "a") && !is_word(w, i + n, "an")) return 0;
    Kind kind = kind_at(w, i + n + 1, &by);
    if (kind != SCALE && kind != GROUP) return 0;
    *milli = half ? NUMBER_MILLI / 2 : NUMBER_MILLI;
    return n + 1;
}

/* "two hundred and fifty thousand three hundred": parts fall in size. */
static uint32_t read_words(const Words *w, uint32_t i, int64_t *milli) {
    int64_t total = 0, current = 0, by, floor = NUMBER_MILLI_MAX;
    uint32_t n = one_before_scale(w, i, &current);
    if (!n) {
        n = small_words(w, i, &current);
        if (!n) return 0;
        current *= NUMBER_MILLI;
        n += and_a_half(w, i + n, &current);
    }
    for (;;) {
        Kind kind = kind_at(w, i + n, &by);
        if (kind == SCALE || kind == GROUP) {
            if (!multiply(&current, by)) return 0;
            if (by >= NUMBER_MILLI) {
                if (by >= floor) return n;
                floor = by;
                total += current;
                current = 0;
            }
            n++;
            continue;
        }
        bool and = is_word(w, i + n, "and");
        int64_t small;
        uint32_t more = small_words(w, i + n + and, &small);
        bool fits = more && small > 0 && (current == 0 || current % (100 * NUMBER_MILLI) == 0) &&
                    (total || current) && (total || current >= 100 * NUMBER_MILLI);
        if (!fits) break;
        current += small * NUMBER_MILLI;
        n += and+more;
    }
    *milli = total + current;
    return n;
}

static uint32_t read_simple(const Words *w, uint32_t i, int64_t *milli, bool *by_word) {
    uint32_t n = read_digits(w, i, milli);
    *by_word = !n;
    return n ? n : read_words(w, i, milli);
}

/* ---- shares and ranges */

/* "third" after a number or an article is a share only with "of"; "thirds" always. */
static uint32_t fraction_at(const Words *w, uint32_t i, int64_t times, int64_t *milli) {
    uint32_t hyphen = is_word(w, i, "-");
    int64_t parts = 0, ordinal = 0;
    uint32_t n = hyphen + 1;
    if (kind_at(w, i + hyphen, &parts) != FRACTION &&
        !(kind_at(w, i + hyphen, &ordinal) == ORDINAL && (parts = ordinal) > 2))
        return 0;
    Str word = word_at(w, i + hyphen);
    bool plural = word.p[word.n - 1] == 's';
    bool base = is_word(w, i + n, "of") || is_word(w, i + n, "the") || is_word(w, i + n, "its");
    bool half = parts == 2;
    if (times >= parts || (!plural && !base && !half)) return 0;
    *milli = times * 100 * NUMBER_MILLI / parts;
    return n;
}

static uint32_t read_share(const Words *w, uint32_t i, int64_t *milli) {
    uint32_t n = 0;
    if (is_word(w, i, "half")) {
        bool base = is_word(w, i + 1, "of") || is_word(w, i + 1, "the") ||
                    is_word(w, i + 1, "its") || is_word(w, i + 1, "their");
        *milli = 50 * NUMBER_MILLI;
        return base ? 1 : 0;
    }
    if (is_word(w, i, "a")) {
        n = fraction_at(w, i + 1, 1, milli);
        return n ? n + 1 : 0;
    }
    Str word = word_at(w, i);
    size_t hyphen = str_find_char(word, '-');
    int64_t times, parts, small;
    if (hyphen != SIZE_MAX && kind_of(w, (Str){word.p, hyphen}, &times) == CARDINAL &&
        kind_of(w, str_from(word, hyphen + 1), &parts) == FRACTION && times < parts) {
        *milli = times * 100 * NUMBER_MILLI / parts;
        return 1;
    }
    n = small_words(w, i, &small);
    uint32_t more = n ? fraction_at(w, i + n, small, milli) : 0;
    return more ? n + more : 0;
}

/* "one in five", "9 out of 10", "95 in every hundred" */
static uint32_t read_ratio(const Words *w, uint32_t i, uint32_t n, int64_t a, int64_t *milli) {
    bool out_of = is_word(w, i + n, "out") && is_word(w, i + n + 1, "of");
    bool every =
        is_word(w, i + n, "in") && (is_word(w, i + n + 1, "every") || is_word(w, i + n + 1, "the"));
    uint32_t of = out_of || every ? 2 : 1;
    if (of == 1 && !is_word(w, i + n, "in")) return 0;
    int64_t b;
    bool by_word;
    uint32_t more = read_simple(w, i + n + of, &b, &by_word);
    if (!more && every && is_word(w, i + n + of, "hundred")) {
        more = 1; /* "78 in the hundred" */
        b = 100 * NUMBER_MILLI;
    }
    /* "killed two in three attacks" */
    bool usual = a == NUMBER_MILLI || b == 10 * NUMBER_MILLI || b == 100 * NUMBER_MILLI;
    if (more && of == 1 && !usual) return 0;
    if (!more || b <= a || b > SHARE_OF_MAX * NUMBER_MILLI || b % NUMBER_MILLI) return 0;
    *milli = a * 100 / (b / NUMBER_MILLI);
    return n + of + more;
}

bool number_lend_scale(const Table *numbers, const Token *tokens, uint32_t from, uint32_t words,
                       int64_t high, int64_t *low) {
    Words w = {numbers, tokens, from + words};
    int64_t by;
    if (words < 2 || kind_at(&w, from + words - 1, &by) != SCALE || *low >= high / by) return false;
    return multiply(low, by);
}

/* The other end of "30 to 40"; a scale at the end holds for both ("2 to 3 million"). */
static uint32_t read_range(const Words *w, uint32_t i, int64_t *low, int64_t *high) {
    uint32_t n = is_word(w, i, "-") || is_word(w, i, "to") || is_word(w, i, "or") ? 1 : 0;
    bool or = n && is_word(w, i, "or");
    bool by_word;
    uint32_t more = n ? read_simple(w, i + n, high, &by_word) : 0;
    if (!more) return 0;
    number_lend_scale(w->numbers, w->tokens, i + n, more, *high, low);
    /* "two or three" are neighbours; "30 or 400" is no range */
    if (*low >= *high || (or &&*high - *low > NUMBER_MILLI)) return 0;
    return n + more;
}

NumberRead number_read(const Table *numbers, const Token *tokens, uint32_t from, uint32_t to) {
    Words w = {numbers, tokens, to};
    NumberRead out = {0};
    int64_t low = 0, high = 0;
    uint32_t n = read_share(&w, from, &low);
    out.share = n > 0;
    out.by_word = true;
    if (!n) {
        n = read_simple(&w, from, &low, &out.by_word);
        if (!n) return (NumberRead){0};
        uint32_t ratio = read_ratio(&w, from, n, low, &high);
        if (ratio) {
            n = ratio;
            low = high;
            out.share = true;
        }
    }
    high = low;
    uint32_t more = out.share ? 0 : read_range(&w, from + n, &low, &high);
    out.range = more > 0;
    if (!more) high = low;
    out.words = n + more;
    out.low = (Number){low, true};
    out.high = (Number){high, true};
    return out;
}
