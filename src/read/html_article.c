#include "read/html_article.h"

#include "base/utf8.h"
#include "read/html_choose.h"
#include "read/html_meta.h"
#include "read/outlet.h"

enum { CAPTION_MAX = 600 };

typedef struct Writer {
    Reading *r;
    const HtmlBlocks *b;
    Lines *lines;
    Text text;
    uint32_t run; /* of the page's map, the first that may still matter */
} Writer;

static StCode line_add(Writer *w, uint32_t start, BlockKind kind, bool fixed) {
    Line *line = list_push(w->r->arena, w->lines, Line);
    TRY_MEM(line, w->r->err);
    *line = (Line){.span = {start, (uint32_t)w->text.n}, .kind = kind, .fixed = fixed};
    return ST_OK;
}

/* The runs of the map that fall into `from`, moved to where its text now begins. */
static StCode map_copy(Writer *w, Span from, uint32_t to) {
    const SourceMap *map = &w->b->map;
    uint32_t low = 0, high = map->n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const SourceRun *run = &map->v[middle];
        if (run->text_start + run->length <= from.start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < map->n && map->v[low].text_start < from.end; low++) {
        SourceRun run = map->v[low];
        uint32_t skip = run.text_start < from.start ? from.start - run.text_start : 0;
        uint32_t end = run.text_start + run.length;
        if (end > from.end) end = from.end;
        SourceRun *copy = list_push(w->r->arena, &w->r->doc->source_map, SourceRun);
        TRY_MEM(copy, w->r->err);
        *copy = (SourceRun){to + run.text_start + skip - from.start, run.raw_start + skip,
                            end - run.text_start - skip};
    }
    return ST_OK;
}

static StCode span_write(Writer *w, Span span, BlockKind kind, bool fixed) {
    uint32_t start = (uint32_t)w->text.n;
    text_add(&w->text, str_cut(text_str(&w->b->text), span));
    TRY(map_copy(w, span, start));
    return line_add(w, start, kind, fixed);
}

static StCode paragraph_write(Writer *w, Span span, BlockKind kind, bool fixed) {
    if (w->text.n) text_add(&w->text, S("\n\n"));
    return span_write(w, span, kind, fixed);
}

/* A row of a table is one line, with as many tabs before a cell as there are columns to it. */
static StCode cell_write(Writer *w, const HtmlBlock *block, const HtmlBlock *before) {
    bool goes_on = before && before->row == block->row;
    uint32_t column = goes_on ? before->column : 0;
    if (!goes_on && w->text.n) text_add(&w->text, S("\n\n"));
    if (goes_on && column == block->column) text_add_char(&w->text, ' ');
    for (; column < block->column; column++) text_add_char(&w->text, '\t');
    return span_write(w, block->text, BLOCK_CELL, true);
}

/* The block that says the title, UINT32_MAX when none does. */
static uint32_t title_block(Writer *w) {
    Str title = reading_fold(w->r, w->r->doc->title);
    uint32_t seen = 0;
    for (uint32_t i = 0; i < w->b->blocks.n && title.n && seen < 400; i++) {
        const HtmlBlock *block = &w->b->blocks.v[i];
        Str text = str_cut(text_str(&w->b->text), block->text);
        if (text.n > title.n * 4 + 8 || text.n + 40 < title.n) continue;
        seen++;
        if (str_eq(reading_fold(w->r, text), title)) return i;
    }
    return UINT32_MAX;
}

static StCode title_write(Writer *w, uint32_t *block) {
    *block = title_block(w);
    if (*block != UINT32_MAX)
        return paragraph_write(w, w->b->blocks.v[*block].text, BLOCK_HEADLINE, true);
    if (!w->r->doc->title.n) return ST_OK;
    text_add(&w->text, w->r->doc->title);
    return line_add(w, 0, BLOCK_HEADLINE, true);
}

static StCode article_write(Writer *w) {
    uint32_t title;
    TRY(title_write(w, &title));
    Str shown = reading_fold(w->r, w->r->doc->title);
    const HtmlBlock *before = NULL; /* the cell written last */
    for (uint32_t i = 0; i < w->b->blocks.n; i++) {
        const HtmlBlock *block = &w->b->blocks.v[i];
        if (block->drop || i == title) continue;
        if (block->row) {
            TRY(cell_write(w, block, before));
            before = block;
            continue;
        }
        Str text = str_cut(text_str(&w->b->text), block->text);
        if (shown.n && text.n < shown.n * 2 && str_eq(reading_fold(w->r, text), shown)) continue;
        bool caption = block->hints & HINT_CAPTION && text.n <= CAPTION_MAX;
        TRY(paragraph_write(w, block->text, caption ? BLOCK_CAPTION : BLOCK_PARAGRAPH, caption));
    }
    if (w->text.failed) return st_fail(w->r->err, ST_NOMEM, 0, "out of memory");
    w->r->doc->text = text_str(&w->text);
    return ST_OK;
}

/* What the page says, where nobody better has said it. */
static StCode describe(Reading *r, const HtmlMeta *m) {
    Document *d = r->doc;
    if (!d->title.p) d->title = m->title;
    if (!d->uri.p) d->uri = m->url;
    if (!d->byline.p) d->byline = m->author;
    Str known = outlet_of_url(r, m->url);
    if (!d->outlet.p && known.n) d->outlet = known;
    if (!d->outlet.p && m->site.n) d->outlet = m->site;
    if (!m->day || d->published) return ST_OK;
    d->published = arena_new(r->arena, Published, 1);
    TRY_MEM(d->published, r->err);
    *d->published = (Published){{m->day, m->day}, m->basis, 1000, {0}};
    return ST_OK;
}

static StCode tree_read(Reading *r, HtmlTree *tree, Lines *lines) {
    HtmlBlocks b;
    HtmlMeta meta;
    TRY(html_blocks_collect(r, tree, &b));
    TRY(html_choose(r, tree, &b));
    TRY(html_meta_find(r, tree, &b, &meta));
    TRY(describe(r, &meta));
    Writer w = {.r = r, .b = &b, .lines = lines, .text = {.arena = r->arena}};
    TRY(article_write(&w));
    if (r->doc->text.n) return ST_OK;
    return st_fail(r->err, ST_NOT_FOUND, 0, "there is no text in the page");
}

StCode html_article_read(Reading *r, Str page, Lines *lines) {
    HtmlTree tree;
    TRY(html_tree_parse(page, &tree, r->err));
    StCode code = tree_read(r, &tree, lines);
    html_tree_drop(&tree);
    return code;
}
