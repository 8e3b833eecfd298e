#include "read/html_choose.h"

#include "base/utf8.h"
#include "read/html_tables.h"

enum {
    LONG_BLOCK = 80,   /* bytes of a block that is prose by its length */
    SHORT_BLOCK = 30,  /* of one that may be, by its tag */
    GOOD_MIN = 250,    /* of an article */
    STAY = 92,         /* % of the parent's score that a child must have to be the article */
    STAY_NAMED = 50,   /* of one that names itself the content */
    NAMED_MIN = 60,    /* % of the best score */
    NOISE_MAX = 40,    /* % of the page's text that an element of noise may hold */
    CAPTION_MAX = 500, /* bytes below an element of captions */
    TABLE_LOOK = 64,   /* blocks passed over from a table to the text beside it */
    BOLD_MIN = 12,     /* bytes of a headline in bold letters */
    BOLD_MAX = 160,
    HINTED_MAX = 160 /* bytes of a byline or a line of date, and below an element of them */
};

static GumboTag tag_of(const HtmlBlocks *b, const HtmlBlock *block) {
    return b->elements.v[block->element].node->v.element.tag;
}

static bool is_heading(GumboTag t) {
    return t == GUMBO_TAG_H1 || t == GUMBO_TAG_H2 || t == GUMBO_TAG_H3 || t == GUMBO_TAG_H4 ||
           t == GUMBO_TAG_H5 || t == GUMBO_TAG_H6;
}

static bool is_prose_tag(GumboTag t) {
    return t == GUMBO_TAG_P || t == GUMBO_TAG_BLOCKQUOTE || t == GUMBO_TAG_PRE ||
           t == GUMBO_TAG_DD || t == GUMBO_TAG_LI || is_heading(t);
}

static bool is_noise(const HtmlBlock *block, int mode) {
    unsigned hints = HINT_CAPTION | HINT_BYLINE | HINT_DATE;
    if (mode < 1 && block->hints & HINT_NOISE) return true;
    if (mode < 2 && block->noise_tag) return true;
    return mode < 2 && block->hints & hints && span_len(block->text) <= HINTED_MAX;
}

static int64_t block_score(const HtmlBlocks *b, const HtmlBlock *block, int mode) {
    int64_t n = span_len(block->text), links = block->links;
    if (block->row) return 0; /* tables lead to no article: scores and prices are tables, too */
    if (mode == 3) return n >= LONG_BLOCK && links * 3 < n ? n : 0;
    if (is_noise(block, mode)) return 0;
    if (links * 2 > n) return -((n < 200 ? n : 200) / 2) - 10;
    if (n >= LONG_BLOCK) return n - 2 * links;
    return is_prose_tag(tag_of(b, block)) && n >= SHORT_BLOCK && links == 0 ? n / 2 : -10;
}

/* Scores of all elements; the sum of what is good. */
static StCode score_elements(Reading *r, HtmlTree *tree, HtmlBlocks *b, int mode, int64_t *good) {
    int64_t *before = arena_new(&tree->scratch, int64_t, b->blocks.n + 1);
    TRY_MEM(before, r->err);
    *good = 0;
    for (uint32_t i = 0; i < b->blocks.n; i++) {
        int64_t score = block_score(b, &b->blocks.v[i], mode);
        before[i + 1] = before[i] + score;
        if (score > 0) *good += score;
    }
    for (uint32_t i = 0; i < b->elements.n; i++) {
        HtmlElement *e = &b->elements.v[i];
        e->score = e->end > e->first ? before[e->end] - before[e->first] : 0;
    }
    return ST_OK;
}

static bool is_named(const HtmlElement *e) {
    return e->own & HINT_CONTENT || html_is(e->node, GUMBO_TAG_ARTICLE) ||
           html_is(e->node, GUMBO_TAG_MAIN);
}

/* The best element that names itself the content, else the root. */
static uint32_t start_element(const HtmlBlocks *b) {
    uint32_t best = 0;
    int64_t most = 0, named = 0;
    for (uint32_t i = 0; i < b->elements.n; i++)
        if (b->elements.v[i].score > most) most = b->elements.v[i].score;
    for (uint32_t i = 0; i < b->elements.n; i++) {
        const HtmlElement *e = &b->elements.v[i];
        if (!is_named(e) || e->score <= named || e->score * 100 < most * NAMED_MIN) continue;
        named = e->score;
        best = i;
    }
    return best;
}

/* From `at` down to the smallest element that still has nearly all of the text. */
static uint32_t descend(const HtmlBlocks *b, uint32_t at) {
    for (;;) {
        uint32_t best = at;
        int64_t most = 0;
        for (uint32_t i = at + 1; i < b->elements.v[at].last; i = b->elements.v[i].last)
            if (b->elements.v[i].score > most) most = b->elements.v[best = i].score;
        if (best == at) return at;
        int64_t stay = is_named(&b->elements.v[best]) ? STAY_NAMED : STAY;
        if (most * 100 < b->elements.v[at].score * stay) return at;
        at = best;
    }
}

static bool ends_sentence(Str s) {
    unsigned len;
    while (s.n) {
        uint32_t c = utf8_before(s, s.n, &len);
        if (c == '.' || c == '!' || c == '?' || c == 0x2026 || c == ':') return true;
        if (utf8_is_letter(c) || utf8_is_digit(c) || utf8_is_space(c)) return false;
        s.n -= len;
    }
    return false;
}

/* Is the next text beside a table, rows and headings passed over, that of an article? */
static bool stands_in_text(const HtmlBlocks *b, uint32_t table) {
    const HtmlElement *e = &b->elements.v[table];
    uint32_t first = e->first, end = e->end;
    for (uint32_t looked = 0, at = table; at; at = e->parent) {
        e = &b->elements.v[at];
        const HtmlElement *around = &b->elements.v[e->parent];
        while (first > around->first || end < around->end) {
            const HtmlBlock *block = &b->blocks.v[first > around->first ? --first : end++];
            if (++looked > TABLE_LOOK) return false;
            if (!block->row && !is_heading(tag_of(b, block))) return around->score > 0;
        }
    }
    return false;
}

/* A link list, a scrap between the parts of the page, or noise by its name. */
static bool is_scrap(const HtmlBlocks *b, const HtmlBlock *block, int mode) {
    uint32_t n = span_len(block->text), links = block->links;
    GumboTag tag = tag_of(b, block);
    if (mode < 1 && block->hints & HINT_NOISE) return true;
    if (mode < 2 && block->noise_tag) return true;
    if (block->hints & (HINT_BYLINE | HINT_DATE) && n <= HINTED_MAX) return true;
    if (!block->row && (links * 10 > n * 7 || (links * 2 > n && n < 120))) return true;
    if (block->row || is_prose_tag(tag) || block->hints & HINT_CAPTION) return false;
    return n < 40 && !ends_sentence(str_cut(text_str(&b->text), block->text));
}

/* Rows of tables outside the text; those inside stay whole. */
static void drop_tables(HtmlBlocks *b, uint32_t first, uint32_t end) {
    uint32_t table = 0;
    bool keep = false;
    for (uint32_t i = first; i < end; i++) {
        HtmlBlock *block = &b->blocks.v[i];
        if (!block->row) continue;
        if (block->table != table) keep = stands_in_text(b, block->table);
        table = block->table;
        block->drop = block->drop || !keep;
    }
}

/* Old pages have no element for the headline: a line in bold letters right before the text. */
static void keep_bold_headline(HtmlBlocks *b, uint32_t first, uint32_t end) {
    uint32_t i = first;
    while (i < end && b->blocks.v[i].drop) i++;
    if (i == first || i == end || is_heading(tag_of(b, &b->blocks.v[i]))) return;
    HtmlBlock *before = &b->blocks.v[i - 1];
    uint32_t n = span_len(before->text);
    unsigned noise = HINT_NOISE | HINT_BYLINE | HINT_DATE | HINT_CAPTION;
    if (before->bold < n - n / 4 || before->links || before->hints & noise || before->noise_tag)
        return;
    before->drop = n < BOLD_MIN || n > BOLD_MAX;
}

/* Headings that stand before nothing, and scraps at both ends. */
static void trim(HtmlBlocks *b, uint32_t first, uint32_t end) {
    bool text_after = false;
    for (uint32_t i = end; i-- > first;) {
        HtmlBlock *block = &b->blocks.v[i];
        if (block->drop) continue;
        bool heading = is_heading(tag_of(b, block)) &&
                       !(span_len(block->text) >= 60 &&
                         ends_sentence(str_cut(text_str(&b->text), block->text)));
        if (heading && !text_after) block->drop = true;
        text_after = !heading;
    }
}

/* Hands the hints of elements down to their blocks. A name that would call most of the page noise,
 * or a whole story a caption, was meant otherwise. */
static void hand_down(HtmlBlocks *b) {
    for (uint32_t i = 0; i < b->elements.n; i++) {
        HtmlElement *e = &b->elements.v[i];
        uint32_t bytes = 0;
        unsigned own = e->own & ~(unsigned)HINT_CONTENT;
        if (e->end > e->first)
            bytes = b->blocks.v[e->end - 1].text.end - b->blocks.v[e->first].text.start;
        if (own & HINT_NOISE && e->score * 100 > b->elements.v[0].score * NOISE_MAX)
            own &= ~(unsigned)HINT_NOISE;
        if (bytes > CAPTION_MAX) own &= ~(unsigned)HINT_CAPTION;
        if (bytes > HINTED_MAX) own &= ~(unsigned)(HINT_BYLINE | HINT_DATE);
        e->hints |= own | (i ? b->elements.v[e->parent].hints : 0);
    }
    for (uint32_t i = 0; i < b->blocks.n; i++)
        b->blocks.v[i].hints |= b->elements.v[b->blocks.v[i].element].hints;
}

StCode html_choose(Reading *r, HtmlTree *tree, HtmlBlocks *b) {
    int64_t all, good = 0;
    if (!b->elements.n) return ST_OK;
    TRY(score_elements(r, tree, b, 3, &all)); /* of all good text, whatever its name */
    html_tables_mark(b);
    hand_down(b);
    TRY(score_elements(r, tree, b, 2, &all));
    int mode = 0;
    for (; mode < 2; mode++) {
        TRY(score_elements(r, tree, b, mode, &good));
        if (good >= GOOD_MIN && good * 100 >= all * 30) break;
    }
    if (mode == 2) TRY(score_elements(r, tree, b, mode, &good));
    uint32_t chosen = descend(b, start_element(b));
    const HtmlElement *e = &b->elements.v[chosen];
    for (uint32_t i = 0; i < b->blocks.n; i++) {
        HtmlBlock *block = &b->blocks.v[i];
        block->drop = i < e->first || i >= e->end || is_scrap(b, block, mode);
    }
    drop_tables(b, e->first, e->end);
    keep_bold_headline(b, e->first, e->end);
    trim(b, e->first, e->end);
    return ST_OK;
}
