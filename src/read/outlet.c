#include "read/outlet.h"

Str url_host(Str url) {
    size_t at = str_find(url, S("://"));
    if (at == SIZE_MAX) return S("");
    Str host = str_from(url, at + 3);
    for (size_t i = 0; i < host.n; i++)
        if (memchr("/:?#", host.p[i], 4)) host.n = i;
    for (size_t i = 0; i < 2; i++) {
        static const Str fronts[] = {STR("www."), STR("m.")};
        if (str_starts(host, fronts[i])) host = str_from(host, fronts[i].n);
    }
    return host;
}

Str outlet_of_url(Reading *r, Str url) {
    const Table *t = tables_get(r->tables, "world/outlets");
    Str host = reading_fold(r, url_host(url));
    /* en.example.org belongs to example.org */
    while (host.n) {
        uint32_t row = table_find(t, host, 0);
        if (row) return table_cell(t, row - 1, table_column(t, "name"));
        size_t dot = str_find_char(host, '.');
        if (dot == SIZE_MAX) break;
        host = str_from(host, dot + 1);
    }
    return (Str){NULL, 0};
}

/* The last mark that parts a headline from the name of its outlet. */
static bool last_mark(Str s, size_t *at, size_t *len, bool *strong) {
    static const struct {
        Str mark;
        bool strong;
    } rows[] = {{STR(" | "), true},  {STR(" :: "), true}, {STR(" » "), true},  {STR(" · "), true},
                {STR(" • "), true},  {STR(" « "), true},  {STR(" - "), false}, {STR(" – "), false},
                {STR(" — "), false}, {STR(" / "), false}, {STR(" ― "), false}, {STR(" : "), false}};
    for (size_t i = s.n; i-- > 1;) {
        if (s.p[i] != ' ') continue;
        for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
            Str mark = rows[k].mark;
            if (mark.n > i + 1 || !str_eq((Str){s.p + i + 1 - mark.n, mark.n}, mark)) continue;
            *at = i + 1 - mark.n;
            *len = mark.n;
            *strong = rows[k].strong;
            return *at > 0;
        }
    }
    return false;
}

static bool looks_like_host(Str s) {
    static const Str ends[] = {STR(".com"), STR(".org"),  STR(".net"), STR(".co.uk"), STR(".info"),
                               STR(".de"),  STR(".news"), STR(".tv"),  STR(".com.au")};
    if (str_find_char(s, ' ') != SIZE_MAX) return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (s.n > ends[i].n && str_eq_nocase(str_from(s, s.n - ends[i].n), ends[i])) return true;
    return false;
}

static uint32_t count_words(Str s) {
    uint32_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] != ' ' && (i == 0 || s.p[i - 1] == ' ');
    return n;
}

/* Letters and digits only, so that "Daily-Times" is "dailytimes.com"'s name. */
static Str squeeze(Reading *r, Str s) {
    Str folded = reading_fold(r, s);
    char *p = arena_new(r->arena, char, folded.n);
    size_t n = 0;
    r->starved = r->starved || !p;
    for (size_t i = 0; p && i < folded.n; i++)
        if ((unsigned char)folded.p[i] >= 0x80 || (folded.p[i] >= 'a' && folded.p[i] <= 'z') ||
            (folded.p[i] >= '0' && folded.p[i] <= '9'))
            p[n++] = folded.p[i];
    return (Str){p, n};
}

static bool names_site(Reading *r, Str piece, Str site) {
    Str x = squeeze(r, piece), y = squeeze(r, site);
    if (x.n < 3 || y.n < 3) return false;
    return str_find(y, x) != SIZE_MAX || str_find(x, y) != SIZE_MAX;
}

/* "Headline - wistv.com - Columbia, South Carolina": all from the host on is the outlet's. */
static Str cut_at_host(Str title) {
    for (size_t at = 3; at + 4 < title.n; at++) {
        if (title.p[at - 1] != ' ' || !memchr("-|:", title.p[at - 2], 3)) continue;
        Str word = str_from(title, at);
        size_t space = str_find_char(word, ' ');
        if (space != SIZE_MAX && space > 4) word.n = space - (word.p[space - 1] == ',');
        if (looks_like_host(word)) {
            while (at > 1 && memchr(" -|:", title.p[at - 1], 4)) at--;
            return (Str){title.p, at};
        }
    }
    return title;
}

Str title_without_outlet(Reading *r, Str title, Str site, Str *outlet) {
    const Table *t = tables_get(r->tables, "world/outlets");
    title = cut_at_host(title);
    for (int i = 0; i < 3; i++) {
        size_t at, len;
        bool strong;
        if (!last_mark(title, &at, &len, &strong)) break;
        Str piece = str_trim(str_from(title, at + len)), head = str_trim((Str){title.p, at});
        Str key = reading_fold(r, piece);
        uint32_t row = table_find(t, key, 0);
        bool short_one = strong && count_words(piece) <= 4 && count_words(head) > 3 &&
                         count_words(head) > count_words(piece);
        if (!row && !looks_like_host(piece) && !names_site(r, piece, site) && !short_one) break;
        if (row)
            *outlet = table_cell(t, row - 1, table_column(t, "name"));
        else if (!outlet->p && !short_one)
            *outlet = piece;
        title = head;
    }
    return title;
}
