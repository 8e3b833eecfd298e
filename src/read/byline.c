#include "read/byline.h"

#include "base/utf8.h"

enum { BYLINE_WORDS_MAX = 18 };

typedef struct BylineTable {
    const Table *table;
    int use;
} BylineTable;

/* Words of the phrase with that use at `i`, 0 when there is none. */
static uint32_t match_use(const BylineTable *t, const Words *w, uint32_t i, Str use) {
    Phrase p;
    for (uint32_t n = w->n - i; (p = table_match(t->table, w->norm + i, n)).row; n = p.words - 1)
        for (uint32_t r = 0; (r = table_find(t->table, p.key, r));)
            if (str_eq(table_cell(t->table, r - 1, t->use), use)) return p.words;
    return 0;
}

static bool is_capital(Str text, Span at) {
    unsigned len;
    return utf8_is_upper(utf8_at(text, at.start, &len));
}

/* Where the names end: the last word before a bar, a digit or an address. 0 when a word stands
 * there that no byline has. */
static uint32_t names_end(const Reading *r, const BylineTable *t, const Words *w, uint32_t from,
                          uint32_t *names, bool *role) {
    const Table *agencies = tables_get(r->tables, "world/agencies");
    uint32_t i = from;
    while (i < w->n) {
        uint32_t n = match_use(t, w, i, S("role"));
        if (n) {
            *role = true;
        } else if ((n = table_match(agencies, w->norm + i, w->n - i).words) &&
                   is_capital(r->doc->text, w->at[i])) {
            *role = *role || i > from;
        } else if (utf8_is_digit((unsigned char)w->norm[i].p[0]) || w->norm[i].p[0] == '@' ||
                   str_find_char(w->norm[i], '@') != SIZE_MAX) {
            return i; /* a date, a handle, an address follow the names */
        } else if (!(n = match_use(t, w, i, S("word")))) {
            if (!is_capital(r->doc->text, w->at[i])) return 0;
            ++*names;
            n = 1;
        }
        i += n;
        if (w->after[i - 1] == '|' && i - from >= 2) return i;
    }
    return i;
}

Span byline_find(const Reading *r, const Words *w) {
    const Table *table = tables_get(r->tables, "en/bylines");
    BylineTable t = {table, table_column(table, "use")};
    if (w->n == 0 || w->n > BYLINE_WORDS_MAX || w->more) return (Span){0, 0};
    char last = w->after[w->n - 1];
    if (last == '.' && w->norm[w->n - 1].n > 3) return (Span){0, 0};
    if (last == '-' || last == ':') return (Span){0, 0};
    uint32_t from = match_use(&t, w, 0, S("opener")), names = 0;
    bool role = false;
    if (from == w->n) return (Span){0, 0};
    if (!from && (w->at[0].start > 0 && memchr("[(\"", r->doc->text.p[w->at[0].start - 1], 3)))
        return (Span){0, 0};
    uint32_t end = names_end(r, &t, w, from, &names, &role);
    if (end <= from) return (Span){0, 0};
    bool named = names >= 1 && names <= 12;
    /* without "by", a name alone proves nothing: a role or an agency must stand beside it */
    bool two = w->n >= 2 && names >= 2 && names <= 6 && role && w->n <= 9;
    bool staff = role && end - from <= 6 && is_capital(r->doc->text, w->at[from]) && names <= 3;
    if (from ? !(named || role) : !(two || staff)) return (Span){0, 0};
    return (Span){w->at[from].start, w->at[end - 1].end};
}
