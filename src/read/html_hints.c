#include "read/html_hints.h"

enum { HINT_WORDS_MAX = 24, HINT_BYTES_MAX = 512 };

static unsigned hint_of(Str use) {
    static const struct {
        Str use;
        unsigned bit;
    } rows[] = {{STR("noise"), HINT_NOISE},
                {STR("content"), HINT_CONTENT},
                {STR("byline"), HINT_BYLINE},
                {STR("date"), HINT_DATE},
                {STR("caption"), HINT_CAPTION}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_eq(use, rows[i].use)) return rows[i].bit;
    return 0;
}

static bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

/* One name of a class list, "articleBody" or "article-body", as words in lower case. */
static uint32_t split_name(Str name, char *buffer, Str *words) {
    uint32_t n = 0;
    size_t used = 0;
    bool open = false;
    for (size_t i = 0; i < name.n && used < HINT_BYTES_MAX; i++) {
        char c = name.p[i];
        bool letter = is_lower(c) || is_upper(c) || (unsigned char)c >= 0x80;
        bool turn = is_upper(c) && i && is_lower(name.p[i - 1]);
        if (!letter || turn) open = false;
        if (!letter) continue;
        if (!open) {
            if (n == HINT_WORDS_MAX) break;
            words[n++] = (Str){buffer + used, 0};
            open = true;
        }
        buffer[used++] = (char)(is_upper(c) ? c + 32 : c);
        words[n - 1].n++;
    }
    return n;
}

static unsigned hints_of_name(const Table *t, int use, Str name) {
    char buffer[HINT_BYTES_MAX];
    Str words[HINT_WORDS_MAX];
    uint32_t n = split_name(name, buffer, words);
    unsigned hints = 0;
    for (uint32_t i = 0; i < n;) {
        Phrase p = table_match(t, words + i, n - i);
        for (uint32_t r = 0; p.row && (r = table_find(t, p.key, r));)
            hints |= hint_of(table_cell(t, r - 1, use));
        i += p.row ? p.words : 1;
    }
    return hints;
}

unsigned html_hints(Reading *r, const GumboNode *n) {
    static const char *const names[] = {"class", "id",          "itemprop",       "rel",
                                        "role",  "data-testid", "data-component", "property"};
    const Table *t = tables_get(r->tables, "world/html_hints");
    int use = table_column(t, "use");
    unsigned hints = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Str rest = html_attribute(n, names[i]), one;
        while (rest.n && str_split(&rest, ' ', &one)) hints |= hints_of_name(t, use, one);
    }
    return hints;
}
