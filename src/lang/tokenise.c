#include "lang/tokenise.h"

#include <utf8proc.h>

typedef struct Scan {
    const TokenTables *tables;
    Str text;
    uint32_t start, end;   /* the paragraph */
    uint32_t chunk, until; /* the piece between white space that is being read */
    bool address;          /* the piece may hold a net address */
    bool single_open;      /* a single quotation mark is open */
    Arena *arena;
    Tokens *out;
    bool failed;
} Scan;

/* ---- characters */

static uint32_t at(const Scan *s, uint32_t i) {
    return char_at(s->text, i, s->until);
}

static uint32_t after(const Scan *s, uint32_t i) {
    unsigned len;
    utf8_at(s->text, i, &len);
    return i + len;
}

static uint32_t before(const Scan *s, uint32_t i) {
    unsigned len;
    return i > s->chunk ? utf8_before(s->text, i, &len) : 0;
}

static bool is_word(uint32_t c) {
    if (c < 0x80) return utf8_is_letter(c) || utf8_is_digit(c) || c == '_';
    utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);
    return k <= UTF8PROC_CATEGORY_NO || (k >= UTF8PROC_CATEGORY_CF && !utf8_is_space(c));
}

static bool is_letter(uint32_t c) {
    return is_word(c) && !utf8_is_digit(c) && c != '_';
}

static uint32_t skip_digits(const Scan *s, uint32_t i) {
    while (utf8_is_digit(at(s, i))) i++;
    return i;
}

static uint32_t skip_word(const Scan *s, uint32_t i) {
    while (is_word(at(s, i))) i = after(s, i);
    return i;
}

/* The first character behind the white space from `i` on, within the paragraph; 0 at its end. */
static uint32_t next_char(const Scan *s, uint32_t i) {
    uint32_t c;
    while ((c = char_at(s->text, i, s->end)) && utf8_is_space(c)) i = after(s, i);
    return c;
}

static Str piece(const Scan *s, uint32_t from, uint32_t to) {
    return str_cut(s->text, (Span){from, to});
}

/* ---- giving words out */

static void put(Scan *s, uint32_t from, uint32_t to, bool clitic) {
    if (from >= to) return;
    Token *t = list_push(s->arena, s->out, Token);
    if (!t) {
        s->failed = true;
        return;
    }
    t->span = (Span){from, to};
    t->form = piece(s, from, to);
    t->norm = token_norm(s->arena, t->form);
    t->flags = token_flags(t->form);
    s->failed |= !t->norm.p;
    unsigned len;
    if (!clitic && (from == s->start || utf8_is_space(utf8_before(s->text, from, &len))))
        t->flags |= TOKEN_SPACE_BEFORE;
    if (clitic) t->flags |= TOKEN_CLITIC;
}

/* Where the clitic of a word from `from` to `to` begins; `to` when there is none. */
static uint32_t clitic_start(const Scan *s, uint32_t from, uint32_t to) {
    static const Str clitics[] = {STR("n't"), STR("'s"), STR("'re"), STR("'ve"),
                                  STR("'ll"), STR("'m"), STR("'d"),  STR("`s")};
    for (size_t k = 0; k < sizeof clitics / sizeof *clitics; k++) {
        uint32_t i = to;
        size_t left = clitics[k].n;
        while (left && i > from) {
            unsigned len;
            uint32_t c = utf8_before(s->text, i, &len);
            char want = clitics[k].p[left - 1];
            bool same =
                want == '\'' ? is_apostrophe(c) : c < 0x80 && (c | 32) == (uint32_t)(want | 32);
            if (!same) break;
            i -= len;
            left--;
        }
        if (!left && i > from) return i;
    }
    return to;
}

/* A word that may be several: contractions by their row, clitics by their ending. */
static void put_word(Scan *s, uint32_t from, uint32_t to) {
    uint32_t row = token_row(s->tables->contractions, piece(s, from, to));
    if (row) {
        Str parts = table_cell(s->tables->contractions, row - 1, s->tables->parts), part;
        uint32_t i = from;
        while (str_split(&parts, ' ', &part)) {
            uint32_t j = i;
            for (size_t k = 0; k < part.n && j < to; k++) j = after(s, j);
            if (!parts.n) j = to;
            put(s, i, j, i > from);
            i = j;
        }
        return;
    }
    uint32_t cut[3], cuts = 0, end = to; /* wouldn't've has two */
    while (cuts < 3) {
        uint32_t c = clitic_start(s, from, end);
        if (c == end) break;
        cut[cuts++] = end = c;
    }
    put(s, from, end, false);
    while (cuts--) {
        put(s, end, cuts ? cut[cuts - 1] : to, true);
        end = cuts ? cut[cuts - 1] : to;
    }
}

/* ---- net addresses */

static bool starts_at(const Scan *s, uint32_t i, const char *what) {
    size_t n = strlen(what);
    return i + n <= s->until && str_eq_nocase(piece(s, i, i + (uint32_t)n), str_of(what));
}

/* The piece's end without the punctuation that belongs to the sentence. */
static uint32_t address_end(const Scan *s, uint32_t from) {
    uint32_t i = s->until;
    while (i > from) {
        unsigned len;
        uint32_t c = utf8_before(s->text, i, &len);
        if (!strchr(".,;:!?)]>'\"*", c < 0x80 ? (int)c : '*')) break;
        i -= len;
    }
    return i;
}

static uint32_t address_at(const Scan *s, uint32_t from) {
    if (starts_at(s, from, "http://") || starts_at(s, from, "https://") ||
        starts_at(s, from, "ftp://") || starts_at(s, from, "www."))
        return address_end(s, from);
    uint32_t i = from;
    while (i < s->until && i - from < ADDRESS_LOCAL_MAX &&
           (is_word(at(s, i)) || strchr(".+-%", (int)(at(s, i) < 0x80 ? at(s, i) : '@'))))
        i = after(s, i);
    if (i == from || at(s, i) != '@' || !is_word(at(s, i + 1))) return from;
    for (i++; is_word(at(s, i)) || ((at(s, i) == '.' || at(s, i) == '-') && is_word(at(s, i + 1)));)
        i = after(s, i);
    return i;
}

/* ---- numbers */

/* Digits in groups parted by spaces, "98 500": the end of the last group, or `i`. */
static uint32_t spaced_groups(const Scan *s, uint32_t from, uint32_t i) {
    if (i - from > 3 || s->text.p[from] == '0') return i;
    for (;;) {
        unsigned len = 0;
        uint32_t gap = i < s->end ? utf8_at(s->text, i, &len) : 0;
        if (gap != ' ' && gap != 0xA0 && gap != 0x202F && gap != 0x2009) return i;
        uint32_t k = i + len, n = 0;
        while (n < 4 && utf8_is_digit(char_at(s->text, k + n, s->end))) n++;
        uint32_t c = char_at(s->text, k + n, s->end);
        bool more = c == ',' || c == '.' || c == ':' || c == '/' || c == '-';
        if (n != 3 || is_word(c) || (more && utf8_is_digit(char_at(s->text, k + n + 1, s->end))))
            return i;
        i = k + n;
    }
}

/* 713-853-3989 and 345-9945 are one word, 1969-1970 and 3-4 are three. */
static uint32_t telephone_end(const Scan *s, uint32_t from) {
    uint32_t i = from, groups = 0, last = 0, first = 0;
    for (;;) {
        uint32_t end = skip_digits(s, i);
        last = end - i;
        if (!groups++) first = last;
        i = end;
        if (groups == TELEPHONE_GROUPS_MAX || at(s, i) != '-' || !utf8_is_digit(at(s, i + 1)))
            break;
        i++;
    }
    bool one = groups >= 3 || (groups == 2 && first == 3 && last == 4);
    return one && !is_word(at(s, i)) ? i : from;
}

/* Whether en/word_parts has it as a piece of this kind. */
static bool is_piece(const Scan *s, const char *kind, uint32_t from, uint32_t to) {
    char buffer[TOKEN_LOOK_MAX];
    Str key = to > from ? token_look(piece(s, from, to), buffer) : S("");
    for (uint32_t r = 0; key.n && (r = table_find(s->tables->pieces, key, r));)
        if (str_is(table_cell(s->tables->pieces, r - 1, s->tables->piece_kind), kind)) return true;
    return false;
}

/* The end of the figure that begins at `from`; what is left behind it is words of their own. */
static uint32_t number_end(Scan *s, uint32_t from) {
    uint32_t telephone = telephone_end(s, from);
    if (telephone > from) return telephone;
    uint32_t i = from;
    if (strchr("+-.", s->text.p[i])) i++;
    uint32_t first = i;
    i = skip_digits(s, i);
    uint32_t spaced = spaced_groups(s, first, i);
    if (spaced > s->until) { /* the next pieces are part of it */
        s->until = spaced;
        while (s->until < s->end && !utf8_is_space(char_at(s->text, s->until, s->end)))
            s->until = after(s, s->until);
    }
    i = spaced;
    while (i < s->until && strchr(".,:/", s->text.p[i]) && utf8_is_digit(at(s, i + 1)))
        i = skip_digits(s, i + 1);
    uint32_t letters = i;
    while (is_word(at(s, letters))) letters = after(s, letters);
    if (letters == i || is_piece(s, "unit", i, letters)) return i;
    return letters;
}

/* ---- words */

/* Whether what stands between the dot at `dot` and the next break is one word with what precedes:
 * example.com, report.doc, v2.1; `end` is then its end. */
static bool dot_inside(const Scan *s, uint32_t from, uint32_t dot, uint32_t *end) {
    uint32_t right = dot + 1, to = skip_word(s, right);
    if (to == right || abbreviation_kind(s->tables, piece(s, from, right)) == STOP_NUMBER)
        return false;
    *end = to;
    if (utf8_is_digit(at(s, right))) return true;
    bool capital = utf8_is_upper(at(s, right));
    bool left_upper = utf8_is_upper(char_at(s->text, from, s->until));
    if (is_piece(s, "ending", right, to)) return !capital || left_upper;
    return !capital && !token_row(s->tables->closed, piece(s, right, to));
}

/* U.S., a.m., Ph.D.: the end of the dotted letters that begin at `from`, or `from`. */
static uint32_t dotted_end(const Scan *s, uint32_t from) {
    uint32_t i = from, letters = 0;
    while (is_letter(at(s, i)) && at(s, after(s, i)) == '.' && letters < TOKEN_LOOK_MAX / 8) {
        i = after(s, i) + 1;
        letters++;
    }
    if (letters == 0) return from;
    if (is_letter(at(s, i)) && !is_word(at(s, after(s, i))) && at(s, after(s, i)) != '\'') {
        return letters ? after(s, i) : from; /* U.S without its last dot */
    }
    if (letters >= 2) return i;
    return from;
}

static uint32_t known_dotted_end(const Scan *s, uint32_t from) {
    uint32_t i = skip_word(s, from);
    uint32_t best = from;
    for (int dots = 0; dots < 2 && at(s, i) == '.'; dots++) {
        if (dots && abbreviation_kind(s->tables, piece(s, from, i + 1)) != STOP_NONE) best = i + 1;
        i = skip_word(s, i + 1);
        if (i - from > TOKEN_LOOK_MAX) break;
    }
    return best;
}

/* Whether the dot behind the word from `from` to `dot` is the word's own. */
static bool own_stop(const Scan *s, uint32_t from, uint32_t dot) {
    if (dot - from > TOKEN_LOOK_MAX || at(s, dot + 1) == '.') return false;
    uint32_t next = next_char(s, dot + 1), first = at(s, from);
    bool closes = next == 0;
    switch (abbreviation_kind(s->tables, piece(s, from, dot + 1))) {
    case STOP_TITLE:
        return utf8_is_upper(first) ? utf8_is_upper(next) || utf8_is_digit(next)
                                    : utf8_is_upper(next) && dot - from > 1;
    case STOP_NUMBER: return utf8_is_digit(next);
    case STOP_LATIN: return !closes && !utf8_is_upper(next);
    case STOP_PLACE: {
        Str last = s->out->n ? s->out->v[s->out->n - 1].form : S("");
        return utf8_is_upper(first) && (str_eq(last, S(",")) || utf8_is_digit(next));
    }
    case STOP_MAY_END: return true;
    case STOP_SHORT: return utf8_is_lower(next) || utf8_is_digit(next) || next == ',';
    case STOP_NONE:
    case STOP_COUNT: break;
    }
    bool item = from == s->start && dot - from <= 3 && !closes; /* "2." before an item of a list */
    bool digits = skip_digits(s, from) == dot;
    if (item && digits && next_char(s, dot + 1) && dot + 1 == s->until) return true;
    if (after(s, from) != dot || !utf8_is_upper(first) || !utf8_is_upper(next)) return false;
    const Token *last = s->out->n ? &s->out->v[s->out->n - 1] : NULL; /* an initial */
    return first != 'I' || (last && (last->flags & TOKEN_CAPITAL) && last->span.start >= s->start);
}

/* The end of the word that begins at `from`, hyphens behind prefixes and inner dots included. */
static uint32_t word_end(Scan *s, uint32_t from) {
    uint32_t i = dotted_end(s, from);
    if (i == from) i = known_dotted_end(s, from);
    if (i == from) i = skip_word(s, from);
    for (uint32_t part = from, end; i < s->until;) {
        uint32_t c = at(s, i), next = at(s, after(s, i));
        if (is_apostrophe(c) && is_letter(next)) {
            i = skip_word(s, after(s, i));
        } else if (c == '&' && is_letter(next) && utf8_is_letter(before(s, i))) {
            i = skip_word(s, i + 1);
        } else if (is_hyphen(c) && is_word(next) && is_piece(s, "prefix", part, i)) {
            part = after(s, i);
            i = skip_word(s, part);
        } else if (c == '.' && dot_inside(s, from, i, &end)) {
            i = end;
        } else {
            break;
        }
    }
    return i;
}

static uint32_t scan_word(Scan *s, uint32_t from) {
    uint32_t end = word_end(s, from);
    if (at(s, end) == '.' && own_stop(s, from, end)) end++;
    uint32_t c = at(s, end), last = before(s, end);
    bool closes = is_apostrophe(c) && !is_word(at(s, after(s, end)));
    put_word(s, from, end);
    if (closes && (last | 32) == 's' && !s->single_open &&
        end - from > 1) { /* the voters' choice */
        uint32_t to = after(s, end);
        put(s, end, to, true);
        return to;
    }
    return end;
}

/* ---- everything else */

static bool runs(uint32_t c) {
    return c < 0x80 && c && strchr(".-!?*=_~#+<>$'`|", (int)c);
}

static uint32_t punctuation_end(const Scan *s, uint32_t from) {
    uint32_t c = at(s, from), i = after(s, from);
    bool mark = c == '!' || c == '?';
    if (!runs(c)) return i;
    for (uint32_t n = 1, d; n < PUNCTUATION_RUN_MAX; n++, i++)
        if (!((d = at(s, i)) == c || (mark && (d == '!' || d == '?')))) break;
    bool pair = c == '\'' || c == '`' || c == '<' || c == '>';
    return pair && i > from + 2 ? from + 2 : i;
}

/* :) and its like, where they end the piece. */
static uint32_t emoticon_end(const Scan *s, uint32_t from) {
    uint32_t i = from, c = at(s, i);
    if (from > s->chunk || !c || c >= 0x80 || !strchr(":;=8", (int)c)) return from;
    c = at(s, ++i);
    if (c == '-' || c == 'o' || c == '\'') c = at(s, ++i);
    if (!c || c >= 0x80 || !strchr(")(DPp/|]", (int)c)) return from;
    while (at(s, i) == c) i++;
    return i == s->until ? i : from;
}

/* '72, '60s, 'em: an apostrophe that belongs to what follows. */
static uint32_t apostrophe_word_end(const Scan *s, uint32_t from) {
    uint32_t i = after(s, from), end = skip_word(s, i);
    uint32_t digits = skip_digits(s, i) - i;
    bool year = digits == 2 && (end == i + 2 || (end == i + 3 && at(s, i + 2) == 's'));
    if (year || (end > i && token_row(s->tables->contractions, piece(s, from, end)))) return end;
    return from;
}

static void note_single(Scan *s, uint32_t c, uint32_t from, uint32_t end) {
    uint32_t last = before(s, from);
    if (c == 0x2018 || (c == '\'' && end == from + 1 && !is_word(last) && is_word(at(s, end))))
        s->single_open = true;
    else if (is_apostrophe(c))
        s->single_open = false;
}

static uint32_t scan_token(Scan *s, uint32_t from) {
    uint32_t c = at(s, from), next = at(s, after(s, from)), end;
    if (s->address && is_word(c) && (end = address_at(s, from)) > from) {
        put(s, from, end, false);
        return end;
    }
    bool sign = (c == '+' || c == '-') && from == s->chunk;
    if (utf8_is_digit(c) ||
        (utf8_is_digit(next) && (sign || (c == '.' && !is_word(before(s, from)))))) {
        end = number_end(s, from);
        if (at(s, end) == '.' && own_stop(s, from, end)) end++;
        if (is_apostrophe(at(s, end)) && is_letter(at(s, after(s, end)))) {
            end = skip_word(s, after(s, end));
            put_word(s, from, end);
        } else {
            put(s, from, end, false);
        }
        return end;
    }
    if (is_word(c)) return scan_word(s, from);
    end = from;
    if ((c == '@' || c == '#') && from == s->chunk && is_letter(next)) end = skip_word(s, from + 1);
    if (end == from && is_apostrophe(c)) end = apostrophe_word_end(s, from);
    if (end == from) end = emoticon_end(s, from);
    if (end == from) {
        end = punctuation_end(s, from);
        note_single(s, c, from, end);
    }
    put(s, from, end, false);
    return end;
}

StCode tokenise(const TokenTables *t, Str text, Span paragraph, Arena *a, Tokens *out, StErr *err) {
    Scan s = {.tables = t,
              .text = text,
              .start = paragraph.start,
              .end = paragraph.end,
              .arena = a,
              .out = out};
    for (uint32_t i = s.start; i < s.end && !s.failed;) {
        if (utf8_is_space(char_at(text, i, s.end))) {
            i = after(&s, i);
            continue;
        }
        s.chunk = s.until = i;
        s.address = false;
        uint32_t c;
        while ((c = char_at(text, s.until, s.end)) && !utf8_is_space(c)) {
            s.address |= c == '@' || c == '/' || ((c | 32) == 'w');
            s.until = after(&s, s.until);
        }
        while (i < s.until && !s.failed) i = scan_token(&s, i);
    }
    return s.failed ? st_fail(err, ST_NOMEM, 0, "out of memory") : ST_OK;
}
