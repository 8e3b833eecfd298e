#include "read/html_tree.h"

#include "base/utf8.h"

#include <setjmp.h>

/* ---- bounds before the parser runs */

/* Elements that the parser closes by itself, or that have no inside: they do not nest. */
static bool does_not_nest(Str name) {
    static const Str names[] = {
        STR("p"),    STR("li"),     STR("br"),    STR("img"),      STR("hr"),      STR("input"),
        STR("td"),   STR("tr"),     STR("th"),    STR("meta"),     STR("link"),    STR("dd"),
        STR("dt"),   STR("option"), STR("base"),  STR("col"),      STR("area"),    STR("source"),
        STR("wbr"),  STR("embed"),  STR("param"), STR("track"),    STR("tbody"),   STR("thead"),
        STR("body"), STR("html"),   STR("head"),  STR("optgroup"), STR("colgroup")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_nocase(name, names[i])) return true;
    return false;
}

static bool is_letter(char c) {
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Past the end of the text of an element whose inside holds no tags. */
static size_t skip_raw(Str s, size_t at, Str name) {
    while (at < s.n) {
        const char *close = memchr(s.p + at, '<', s.n - at);
        if (!close) return s.n;
        at = (size_t)(close - s.p) + 1;
        if (at + name.n < s.n && s.p[at] == '/' && str_eq_nocase((Str){s.p + at + 1, name.n}, name))
            return at - 1;
    }
    return s.n;
}

/* The greatest number of elements open at once, near enough. */
static size_t depth_of(Str s) {
    size_t depth = 0, most = 0;
    for (size_t at = 0; at < s.n;) {
        const char *open = memchr(s.p + at, '<', s.n - at);
        if (!open) break;
        at = (size_t)(open - s.p) + 1;
        bool closing = at < s.n && s.p[at] == '/';
        at += closing;
        size_t from = at;
        while (at < s.n && (is_letter(s.p[at]) || (s.p[at] >= '0' && s.p[at] <= '9'))) at++;
        Str name = {s.p + from, at - from};
        if (!name.n || does_not_nest(name)) continue;
        if (closing) {
            depth -= depth > 0;
            continue;
        }
        if (++depth > most) most = depth;
        if (str_eq_nocase(name, S("script")) || str_eq_nocase(name, S("style")))
            at = skip_raw(s, at, name);
    }
    return most;
}

/* ---- gumbo on an arena: it checks no allocation, so that running out leaves it by a jump */

typedef struct Jump {
    Arena *arena;
    jmp_buf out;
} Jump;

static void *take(void *context, size_t n) {
    Jump *j = context;
    void *p = arena_take(j->arena, 1, n, _Alignof(max_align_t));
    if (!p) longjmp(j->out, 1);
    return p;
}

static void keep(void *context, void *p) {
    (void)context;
    (void)p;
}

static const GumboNode *parse(Str page, Arena *scratch) {
    Jump j = {.arena = scratch};
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = take;
    options.deallocator = keep;
    options.userdata = &j;
    options.max_errors = 0;
    if (setjmp(j.out)) return NULL;
    const GumboOutput *out = gumbo_parse_with_options(&options, page.p, page.n);
    return out ? out->root : NULL;
}

StCode html_tree_parse(Str page, HtmlTree *out, StErr *err) {
    *out = (HtmlTree){.page = page};
    if (page.n > HTML_BYTES_MAX)
        return st_fail(err, ST_LIMIT, HTML_BYTES_MAX, "the page is larger than %d MiB",
                       HTML_BYTES_MAX >> 20);
    if (depth_of(page) > HTML_DEPTH_MAX)
        return st_fail(err, ST_LIMIT, 0, "the page nests elements more than %d deep",
                       HTML_DEPTH_MAX);
    out->scratch.limit = (page.n + 4096) * HTML_MEMORY;
    out->root = parse(page, &out->scratch);
    if (out->root) return ST_OK;
    bool bounded = out->scratch.taken + out->scratch.limit / 8 > out->scratch.limit;
    html_tree_drop(out);
    return bounded ? st_fail(err, ST_LIMIT, 0, "the page takes too much memory to parse")
                   : st_fail(err, ST_NOMEM, 0, "out of memory");
}

void html_tree_drop(HtmlTree *t) {
    arena_drop(&t->scratch);
    *t = (HtmlTree){0};
}

/* ---- nodes */

const GumboVector *html_children(const GumboNode *n) {
    if (n->type == GUMBO_NODE_ELEMENT || n->type == GUMBO_NODE_TEMPLATE)
        return &n->v.element.children;
    return n->type == GUMBO_NODE_DOCUMENT ? &n->v.document.children : NULL;
}

const GumboNode *html_next(const GumboNode *n, const GumboNode *root, bool over) {
    const GumboVector *below = html_children(n);
    if (!over && below && below->length) return below->data[0];
    while (n != root) {
        const GumboVector *row = html_children(n->parent);
        size_t i = n->index_within_parent + 1;
        if (i < row->length) return row->data[i];
        n = n->parent;
    }
    return NULL;
}

bool html_is(const GumboNode *n, GumboTag tag) {
    return n->type == GUMBO_NODE_ELEMENT && n->v.element.tag == tag;
}

Str html_attribute(const GumboNode *n, const char *name) {
    if (n->type != GUMBO_NODE_ELEMENT) return (Str){NULL, 0};
    const GumboAttribute *a = gumbo_get_attribute(&n->v.element.attributes, name);
    return a ? str_of(a->value) : (Str){NULL, 0};
}

static bool holds_no_text(const GumboNode *n) {
    return html_is(n, GUMBO_TAG_SCRIPT) || html_is(n, GUMBO_TAG_STYLE) ||
           html_is(n, GUMBO_TAG_NOSCRIPT);
}

Str html_text(const GumboNode *n, Arena *a, size_t most) {
    Text t = {.arena = a};
    bool gap = false;
    for (const GumboNode *at = n; at && t.n < most; at = html_next(at, n, holds_no_text(at))) {
        if (at->type == GUMBO_NODE_ELEMENT && !html_is(at, GUMBO_TAG_A)) gap = true;
        if (at->type != GUMBO_NODE_TEXT && at->type != GUMBO_NODE_WHITESPACE) continue;
        Str s = str_of(at->v.text.text);
        for (size_t i = 0; i < s.n && t.n < most;) {
            unsigned len;
            uint32_t c = utf8_at(s, i, &len);
            if (utf8_is_space(c)) {
                gap = true;
            } else {
                if (gap && t.n) text_add_char(&t, ' ');
                gap = false;
                text_add(&t, (Str){s.p + i, len});
            }
            i += len;
        }
    }
    return t.failed ? (Str){NULL, 0} : t.p ? text_str(&t) : S("");
}
