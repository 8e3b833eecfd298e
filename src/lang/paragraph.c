#include "lang/paragraph.h"

static uint32_t line_end(Str text, uint32_t at, uint32_t end) {
    const char *nl = at < end ? memchr(text.p + at, '\n', end - at) : NULL;
    return nl ? (uint32_t)(nl - text.p) : end;
}

static bool is_blank(Str text, uint32_t at, uint32_t end) {
    return str_trim(str_cut(text, (Span){at, end})).n == 0;
}

static StCode add(Blocks *out, Arena *a, BlockKind kind, uint32_t from, uint32_t to, StErr *err) {
    if (from >= to) return ST_OK;
    Block *b = list_push(a, out, Block);
    TRY_MEM(b, err);
    *b = (Block){kind, {from, to}};
    return ST_OK;
}

/* "became / homeless": small letters go on with a line that ends no sentence. */
static bool goes_on(Str line, Str after) {
    if (!line.n || !after.n || after.p[0] < 'a' || after.p[0] > 'z') return false;
    char last = line.p[line.n - 1];
    return !memchr(".!?:\"')", last, 7) && (unsigned char)last < 0x80;
}

/* Bytes of the line up to `at`, its indent and what another block has of it included. */
static uint32_t line_length(Str text, uint32_t at) {
    uint32_t from = at;
    while (from && text.p[from - 1] != '\n') from--;
    while (at > from && (text.p[at - 1] == ' ' || text.p[at - 1] == '\r')) at--;
    return at - from;
}

/* Whether the line's end before `next` was put there for want of room. */
static bool is_wrapped(Str text, Span line, uint32_t next, uint32_t end, uint32_t width) {
    Str after = str_trim(str_cut(text, (Span){next, end}));
    if (goes_on(str_trim(str_cut(text, line)), after)) return true;
    if (width < WRAP_WIDTH_MIN || width > WRAP_WIDTH_MAX) return false;
    size_t space = str_find_char(after, ' ');
    size_t word = space < after.n ? space : after.n;
    return line_length(text, line.end) + 1 + word > width - width / WRAP_SLACK;
}

/* Lines without a blank one between them. */
static StCode split_lines(Str text, BlockKind kind, Span part, uint32_t width, Arena *a,
                          Blocks *out, StErr *err) {
    uint32_t from = part.start;
    for (uint32_t i = part.start; i < part.end;) {
        uint32_t end = line_end(text, i, part.end), next = end < part.end ? end + 1 : end;
        uint32_t next_end = line_end(text, next, part.end);
        if (next >= part.end || !is_wrapped(text, (Span){i, end}, next, next_end, width)) {
            TRY(add(out, a, kind, from, end, err));
            from = next;
        }
        i = next;
    }
    return add(out, a, kind, from, part.end, err);
}

static StCode split_block(Str text, Block block, uint32_t width, Arena *a, Blocks *out,
                          StErr *err) {
    uint32_t from = block.span.start;
    for (uint32_t i = block.span.start; i < block.span.end;) {
        uint32_t end = line_end(text, i, block.span.end);
        bool blank = is_blank(text, i, end);
        if (blank) TRY(split_lines(text, block.kind, (Span){from, i}, width, a, out, err));
        i = end < block.span.end ? end + 1 : end;
        if (blank) from = i;
    }
    return split_lines(text, block.kind, (Span){from, block.span.end}, width, a, out, err);
}

/* Bytes of the text's widest line. */
static uint32_t text_width(Str text) {
    uint32_t width = 0, end = (uint32_t)text.n;
    for (uint32_t i = 0, stop; i < end; i = stop + 1) {
        stop = line_end(text, i, end);
        uint32_t n = (uint32_t)str_trim(str_cut(text, (Span){i, stop})).n;
        if (n > width) width = n;
    }
    return width;
}

StCode paragraphs_find(const Document *doc, Arena *a, Blocks *out, StErr *err) {
    *out = (Blocks){0};
    Block whole = {BLOCK_PARAGRAPH, {0, (uint32_t)doc->text.n}};
    Blocks blocks = doc->blocks.n ? doc->blocks : (Blocks){&whole, 1};
    uint32_t width = text_width(doc->text);
    for (uint32_t i = 0; i < blocks.n; i++)
        TRY(split_block(doc->text, blocks.v[i], width, a, out, err));
    return ST_OK;
}
