#include "read/text_blocks.h"
#include "base/utf8.h"

enum { WRAP_MIN = 45, WRAP_MAX = 120 };

/* The line that begins at `at`, without its end; `next` is where the next one begins. */
static Span line_at(Str text, size_t at, size_t *next) {
    size_t end = at;
    while (end < text.n && text.p[end] != '\n' && text.p[end] != '\r') end++;
    *next = end + (end < text.n);
    if (*next < text.n && text.p[end] == '\r' && text.p[*next] == '\n') ++*next;
    return (Span){(uint32_t)at, (uint32_t)end};
}

/* Without white space, no-break and zero-width ones too. */
static Span span_trim(Str text, Span s) {
    unsigned len;
    while (s.start < s.end && utf8_is_space(utf8_at(text, s.start, &len))) s.start += len;
    while (s.start < s.end && utf8_is_space(utf8_before(text, s.end, &len))) s.end -= len;
    return s;
}

static bool ends_sentence(Str text, Span s) {
    return memchr(".!?:\"')", text.p[s.end - 1], 7) || (unsigned char)text.p[s.end - 1] >= 0x80;
}

/* Are paragraphs broken over several lines? Most lines that another follows are then long, none is
 * very long, and few end a sentence. */
static bool is_wrapped(Str text) {
    uint32_t joints = 0, soft = 0;
    Span before = {0, 0};
    for (size_t at = 0, next; at < text.n; at = next) {
        Span line = span_trim(text, line_at(text, at, &next));
        if (span_len(line) > WRAP_MAX) return false;
        if (span_some(line) && span_some(before)) {
            joints++;
            soft += span_len(before) >= WRAP_MIN && !ends_sentence(text, before);
        }
        before = line;
    }
    return joints >= 3 && soft * 2 > joints;
}

static StCode line_push(Reading *r, Lines *out, Span span) {
    if (!span_some(span)) return ST_OK;
    Line *line = list_push(r->arena, out, Line);
    TRY_MEM(line, r->err);
    *line = (Line){.span = span, .kind = BLOCK_PARAGRAPH};
    return ST_OK;
}

/* "became\nhomeless": a line in small letters behind one that ends no sentence goes on with it. */
static bool goes_on(Str text, Span before, Span line) {
    if (!span_some(before) || !span_some(line) || ends_sentence(text, before)) return false;
    char first = text.p[line.start];
    return first >= 'a' && first <= 'z';
}

StCode lines_split(Reading *r, Lines *out) {
    Str text = r->doc->text;
    bool wrapped = is_wrapped(text);
    Span open = {0, 0};
    for (size_t at = 0, next; at < text.n; at = next) {
        Span line = span_trim(text, line_at(text, at, &next));
        bool joins = span_some(open) && (wrapped || goes_on(text, open, line));
        if (joins && span_some(line)) {
            open.end = line.end;
            continue;
        }
        TRY(line_push(r, out, open));
        open = line; /* a blank one opens nothing */
    }
    return line_push(r, out, open);
}
