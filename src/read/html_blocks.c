#include "read/html_blocks.h"

#include "base/utf8.h"

enum { HINT_BITS = 5 };

typedef struct Collector {
    Reading *r;
    HtmlTree *tree;
    HtmlBlocks *out;
    uint32_t at;    /* the open element */
    uint32_t block; /* the element the open block began in */
    uint32_t start; /* of the open block in the text */
    uint32_t links, bold, tagged, hinted[HINT_BITS];
    uint32_t anchors; /* open links */
    uint32_t bolds;   /* open elements of bold letters */
    uint32_t breaks;  /* line breaks since the last text */
    bool gap, starved;
} Collector;

static bool is_inline(GumboTag tag) {
    switch (tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_B:
    case GUMBO_TAG_I:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_U:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_S:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_ACRONYM:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_RUBY:
    case GUMBO_TAG_NOBR:
    case GUMBO_TAG_STRIKE: return true;
    default: return false;
    }
}

/* Elements whose inside nobody reads. */
static bool is_unread(GumboTag tag) {
    switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_MAP:
    case GUMBO_TAG_DATALIST: return true;
    default: return false;
    }
}

static bool is_bold(GumboTag tag) {
    return tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG;
}

static bool is_noise_tag(GumboTag tag) {
    return tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_FOOTER || tag == GUMBO_TAG_ASIDE ||
           tag == GUMBO_TAG_MENU;
}

static bool is_hidden(const GumboNode *n) {
    if (html_attribute(n, "hidden").p) return true;
    Str style = html_attribute(n, "style");
    if (!style.p) return false;
    size_t at = str_find_nocase(style, S("display"));
    if (at == SIZE_MAX) return false;
    style = str_from(style, at);
    size_t end = str_find_char(style, ';');
    if (end != SIZE_MAX) style.n = end;
    return str_find_nocase(style, S("none")) != SIZE_MAX;
}

/* ---- blocks */

static void block_open(Collector *c) {
    c->start = (uint32_t)c->out->text.n;
    c->links = c->bold = c->tagged = c->breaks = 0;
    memset(c->hinted, 0, sizeof c->hinted);
    c->gap = false;
    c->block = c->at;
    while (c->block && is_inline(c->out->elements.v[c->block].node->v.element.tag))
        c->block = c->out->elements.v[c->block].parent;
}

static void block_close(Collector *c) {
    uint32_t end = (uint32_t)c->out->text.n, n = end - c->start;
    if (n) {
        HtmlBlock *b = list_push(&c->tree->scratch, &c->out->blocks, HtmlBlock);
        c->starved = c->starved || !b;
        if (b) {
            *b = (HtmlBlock){.element = c->block,
                             .text = {c->start, end},
                             .links = c->links,
                             .bold = c->bold,
                             .noise_tag = c->tagged * 2 > n};
            for (int i = 0; i < HINT_BITS; i++)
                if (c->hinted[i] * 2 > n) b->hints |= 1u << i;
        }
        text_add_char(&c->out->text, '\n'); /* so that no run goes over two blocks */
    }
    block_open(c);
}

/* Adds the bytes of a character that stands at `raw` in the page (SIZE_MAX: not there as it is). */
static void add_bytes(Collector *c, Str bytes, size_t raw) {
    const HtmlElement *e = &c->out->elements.v[c->at];
    uint32_t n = (uint32_t)bytes.n, at = (uint32_t)c->out->text.n;
    text_add(&c->out->text, bytes);
    c->links += c->anchors ? n : 0;
    c->bold += c->bolds ? n : 0;
    c->tagged += e->noise_tag ? n : 0;
    for (int i = 0; i < HINT_BITS; i++) c->hinted[i] += e->hints >> i & 1 ? n : 0;
    if (raw == SIZE_MAX) return;
    SourceMap *map = &c->out->map;
    SourceRun *last = map->n ? &map->v[map->n - 1] : NULL;
    if (last && last->text_start + last->length == at && last->raw_start + last->length == raw) {
        last->length += n;
        return;
    }
    SourceRun *run = list_push(&c->tree->scratch, map, SourceRun);
    c->starved = c->starved || !run;
    if (run) *run = (SourceRun){at, (uint32_t)raw, n};
}

/* The text of a node beside its source: where both have the same bytes they run together, and a
 * character reference is stepped over by the byte that follows it. */
typedef struct Source {
    Str raw;
    size_t at, base;
    bool lost;
} Source;

static Source source_of(const Collector *c, const GumboText *text) {
    Str raw = {text->original_text.data, text->original_text.length};
    Str page = c->tree->page;
    bool inside = raw.p && raw.p >= page.p && raw.p + raw.n <= page.p + page.n;
    return (Source){.raw = raw, .base = inside ? (size_t)(raw.p - page.p) : 0, .lost = !inside};
}

/* The offset in the page of a decoded character, SIZE_MAX when it is not written there as it is. */
static size_t source_step(Source *s, Str bytes, char next) {
    if (s->lost) return SIZE_MAX;
    Str rest = str_from(s->raw, s->at);
    bool same = str_starts(rest, bytes);
    if (!rest.n || (rest.p[0] != '&' && !same)) {
        s->lost = true;
        return SIZE_MAX;
    }
    if (rest.p[0] != '&') {
        size_t at = s->base + s->at;
        s->at += bytes.n;
        return at;
    }
    size_t n = 1;
    while (n < rest.n && n < 40 &&
           (rest.p[n] == '#' || (unsigned char)(rest.p[n] - '0') < 10 ||
            (unsigned char)((rest.p[n] | 32) - 'a') < 26))
        n++;
    bool ended = n < rest.n && rest.p[n] == ';';
    if (same && n == 1) { /* an ampersand as it is */
        s->at++;
        return s->base + s->at - 1;
    }
    if (!ended && next != '\0' && n < rest.n && rest.p[n] != next) s->lost = true;
    s->at += n + ended;
    return SIZE_MAX;
}

static void add_text(Collector *c, const GumboNode *node) {
    Str s = str_of(node->v.text.text);
    Source source = source_of(c, &node->v.text);
    for (size_t i = 0; i < s.n;) {
        unsigned len;
        uint32_t point = utf8_at(s, i, &len);
        Str bytes = {s.p + i, len};
        i += len;
        size_t raw = source_step(&source, bytes, i < s.n ? s.p[i] : '\0');
        if (point < 0x80 ? utf8_is_space(point) : point == 0x200B || point == 0xFEFF) {
            c->gap = c->gap || point < 0x80;
            continue;
        }
        if (point == 0) continue;
        if (c->breaks > 1) block_close(c);
        bool first = c->out->text.n == c->start;
        if (first) block_open(c);
        if (!first && (c->gap || c->breaks)) add_bytes(c, S(" "), SIZE_MAX);
        c->gap = false;
        c->breaks = 0;
        add_bytes(c, bytes, raw);
    }
}

/* ---- the walk */

static bool element_enter(Collector *c, const GumboNode *n) {
    GumboTag tag = n->v.element.tag;
    if (tag == GUMBO_TAG_BR) {
        c->breaks++;
        return false;
    }
    if (is_unread(tag) || is_hidden(n)) return false;
    if (!is_inline(tag)) block_close(c);
    HtmlElement *e = list_push(&c->tree->scratch, &c->out->elements, HtmlElement);
    if (!e) {
        c->starved = true;
        return false;
    }
    uint32_t index = c->out->elements.n - 1;
    const HtmlElement *parent = &c->out->elements.v[c->at];
    unsigned own = html_hints(c->r, n);
    bool whole = tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_MAIN ||
                 tag == GUMBO_TAG_ARTICLE;
    if (whole || own & HINT_CONTENT) own &= ~(unsigned)HINT_NOISE;
    if (tag == GUMBO_TAG_FIGCAPTION) own |= HINT_CAPTION;
    *e = (HtmlElement){.node = n, .parent = c->at, .first = c->out->blocks.n, .own = own};
    /* those of the block-level elements are handed down when it is known how much they hold */
    e->hints =
        is_inline(tag) ? own | (is_inline(parent->node->v.element.tag) ? parent->hints : 0) : 0;
    e->noise_tag = is_noise_tag(tag) || (index && parent->noise_tag);
    c->anchors += tag == GUMBO_TAG_A;
    c->bolds += is_bold(tag);
    c->at = index;
    return true;
}

static void element_leave(Collector *c, const GumboNode *n) {
    GumboTag tag = n->v.element.tag;
    if (!is_inline(tag)) block_close(c);
    c->anchors -= tag == GUMBO_TAG_A;
    c->bolds -= is_bold(tag);
    HtmlElement *e = &c->out->elements.v[c->at];
    e->end = c->out->blocks.n;
    e->last = c->out->elements.n;
    c->at = e->parent;
    if (!is_inline(tag)) block_open(c);
}

static bool node_enter(Collector *c, const GumboNode *n) {
    if (n->type == GUMBO_NODE_ELEMENT) return element_enter(c, n);
    if (n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_CDATA)
        add_text(c, n);
    else if (n->type == GUMBO_NODE_WHITESPACE)
        c->gap = true;
    return false;
}

StCode html_blocks_collect(Reading *r, HtmlTree *tree, HtmlBlocks *out) {
    *out = (HtmlBlocks){.text = {.arena = &tree->scratch}};
    Collector c = {.r = r, .tree = tree, .out = out};
    const GumboNode *n = tree->root;
    while (n && !c.starved) {
        bool inside = node_enter(&c, n);
        const GumboVector *below = html_children(n);
        if (inside && below->length) {
            n = below->data[0];
            continue;
        }
        if (inside) element_leave(&c, n);
        for (;;) { /* up to the first that has a sibling */
            if (n == tree->root) {
                n = NULL;
                break;
            }
            const GumboVector *row = html_children(n->parent);
            if (n->index_within_parent + 1 < row->length) {
                n = row->data[n->index_within_parent + 1];
                break;
            }
            n = n->parent;
            element_leave(&c, n);
        }
    }
    if (c.starved || out->text.failed) return st_fail(r->err, ST_NOMEM, 0, "out of memory");
    return ST_OK;
}
