#include "read/text_blocks.h"

static bool is_blank(Str line) {
    return str_trim(line).n == 0;
}

/* The line that begins at `at`, without its end; `next` is where the next one begins. */
static Span line_at(Str text, size_t at, size_t *next) {
    size_t end = at;
    while (end < text.n && text.p[end] != '\n' && text.p[end] != '\r') end++;
    *next = end + (end < text.n);
    if (*next < text.n && text.p[end] == '\r' && text.p[*next] == '\n') ++*next;
    return (Span){(uint32_t)at, (uint32_t)end};
}

static Span span_trim(Str text, Span s) {
    Str cut = str_trim(str_cut(text, s));
    uint32_t start = (uint32_t)(cut.p - text.p);
    return (Span){start, start + (uint32_t)cut.n};
}

StCode text_blocks_find(Reading *r) {
    Str text = r->doc->text;
    Span block = {0, 0};
    for (size_t at = 0, next; at < text.n; at = next) {
        Span line = line_at(text, at, &next);
        if (is_blank(str_cut(text, line))) {
            TRY(reading_add_block(r, BLOCK_PARAGRAPH, block));
            block = (Span){0, 0};
            continue;
        }
        line = span_trim(text, line);
        block = (Span){span_some(block) ? block.start : line.start, line.end};
    }
    return reading_add_block(r, BLOCK_PARAGRAPH, block);
}
