#include "base/utf8.h"
#include "report/report_lines.h"

#include <utf8proc.h>

enum { ROW_INDENT = 3, WHEN_COLUMN = 16 };

typedef struct Page {
    Text *out;
    Arena *a;
    unsigned width;
    bool color;
} Page;

static unsigned text_width(Str s) {
    unsigned width = 0;
    for (size_t i = 0; i < s.n;) {
        unsigned len;
        int w = utf8proc_charwidth((utf8proc_int32_t)utf8_at(s, i, &len));
        width += w > 0 ? (unsigned)w : 0;
        i += len;
    }
    return width;
}

static void spaces(Page *p, unsigned n) {
    while (n-- > 0) text_add_char(p->out, ' ');
}

/* Bytes of `s` that fit into `width` columns, cut at a space where there is one. */
static size_t fit(Str s, unsigned width) {
    unsigned used = 0;
    size_t last_space = 0, i = 0;
    while (i < s.n) {
        unsigned len;
        int w = utf8proc_charwidth((utf8proc_int32_t)utf8_at(s, i, &len));
        if (used + (w > 0 ? (unsigned)w : 0) > width) return last_space ? last_space : i ? i : len;
        if (s.p[i] == ' ') last_space = i;
        used += w > 0 ? (unsigned)w : 0;
        i += len;
    }
    return s.n;
}

LIST_OF(Str, Wrapped);

static Wrapped wrap(Page *p, Str s, unsigned width) {
    Wrapped lines = {NULL, 0};
    while (s.n) {
        size_t n = fit(s, width);
        Str *line = list_push(p->a, &lines, Str);
        if (!line) {
            p->out->failed = true;
            return lines;
        }
        *line = (Str){s.p, n};
        s = str_from(s, n);
        while (s.n && s.p[0] == ' ') s = str_from(s, 1);
    }
    return lines;
}

static Str cites_text(Page *p, const Cites *cites) {
    Text t = {.arena = p->a};
    for (uint32_t i = 0; i < cites->n; i++) {
        text_add_c(&t, i ? " [" : "[");
        cite_text(cites->v[i], &t);
        text_add_char(&t, ']');
    }
    p->out->failed = p->out->failed || t.failed;
    return text_str(&t);
}

static Str accepted_text(Page *p, Str cites) {
    Str marked = arena_format(p->a, ACCEPTED_MARK " %.*s", STR_ARG(cites));
    p->out->failed = p->out->failed || !marked.p;
    return marked.p ? marked : cites;
}

/* Columns side by side, each wrapped; citations at the right edge of the last line, or below. */
static void columns(Page *p, const Str *cells, const unsigned *at, unsigned n, Str cites) {
    Wrapped parts[LINE_CELLS];
    unsigned rows = 0;
    for (unsigned c = 0; c < n; c++) {
        unsigned end = c + 1 < n ? at[c + 1] - 1 : p->width;
        parts[c] = wrap(p, cells[c], end > at[c] + 4 ? end - at[c] : 4);
        if (parts[c].n > rows) rows = parts[c].n;
    }
    unsigned used = 0;
    for (unsigned r = 0; r < rows; r++) {
        used = 0;
        for (unsigned c = 0; c < n; c++) {
            if (r >= parts[c].n) continue;
            spaces(p, at[c] - used);
            text_add(p->out, parts[c].v[r]);
            used = at[c] + text_width(parts[c].v[r]);
        }
        if (r + 1 < rows) text_add_char(p->out, '\n');
    }
    unsigned need = text_width(cites);
    if (need && used + 2 + need > p->width) {
        text_add_char(p->out, '\n');
        used = 0;
        Wrapped lines = wrap(p, cites, p->width - ROW_INDENT);
        for (uint32_t i = 0; i + 1 < lines.n; i++) {
            spaces(p, p->width - text_width(lines.v[i]));
            text_add(p->out, lines.v[i]);
            text_add_char(p->out, '\n');
        }
        if (lines.n) {
            cites = lines.v[lines.n - 1];
            need = text_width(cites);
        }
    }
    if (need) {
        spaces(p, p->width - used - need);
        text_add(p->out, cites);
    }
    text_add_char(p->out, '\n');
}

static void styled(Page *p, const char *style, Str s) {
    if (p->color) text_format(p->out, "\033[%sm", style);
    text_add(p->out, s);
    if (p->color) text_add_c(p->out, "\033[0m");
}

static void group(Page *p, const Line *line) {
    Wrapped lines = wrap(p, line->cells[0], p->width - ROW_INDENT);
    unsigned used = 0;
    for (uint32_t i = 0; i < lines.n; i++) {
        if (i) text_add_c(p->out, "\n  ");
        text_add_char(p->out, ' ');
        styled(p, "1", lines.v[i]);
        used = (i ? 3 : 1) + text_width(lines.v[i]);
    }
    unsigned need = text_width(line->tag);
    if (need && used + 2 + need <= p->width)
        spaces(p, p->width - used - need);
    else if (need) {
        text_add_char(p->out, '\n');
        spaces(p, p->width > need ? p->width - need : ROW_INDENT);
    }
    if (need) styled(p, "33", line->tag);
    text_add_char(p->out, '\n');
    if (line->cites.n)
        columns(p, &(Str){"", 0}, &(unsigned){ROW_INDENT}, 1, cites_text(p, &line->cites));
}

static void render_line(Page *p, const Line *line) {
    Str cites = cites_text(p, &line->cites);
    if (line_accepted(line)) cites = accepted_text(p, cites);
    /* what | when | who; the first column takes what is left of the width */
    unsigned who = p->width * 6 / 10;
    unsigned row_at[] = {ROW_INDENT, who > WHEN_COLUMN + 12 ? who - WHEN_COLUMN : 12, who};
    unsigned meta_at[] = {0, 9};
    unsigned note_at[] = {ROW_INDENT}, bullet_at[] = {1, ROW_INDENT};
    switch (line->kind) {
    case LINE_TITLE:
        styled(p, "1", line->cells[0]);
        text_add_c(p->out, "\n");
        break;
    case LINE_META: columns(p, line->cells, meta_at, 2, cites); break;
    case LINE_SECTION:
        text_add_char(p->out, '\n');
        styled(p, "1;36", line->cells[0]);
        if (line->cells[1].n) {
            text_add_c(p->out, "   ");
            text_add(p->out, line->cells[1]);
        }
        text_add_char(p->out, '\n');
        break;
    case LINE_GROUP: group(p, line); break;
    case LINE_ROW: columns(p, line->cells, row_at, 3, cites); break;
    case LINE_BULLET: columns(p, (Str[]){S("•"), line->cells[0]}, bullet_at, 2, cites); break;
    case LINE_NOTE: columns(p, line->cells, note_at, 1, cites); break;
    }
}

/* A line as a terminal may show it. */
static Line printable_line(Page *p, const Line *line) {
    Line copy = *line;
    Str *parts[] = {&copy.cells[0], &copy.cells[1], &copy.cells[2], &copy.tag};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        Text t = {.arena = p->a};
        utf8_add_printable(&t, *parts[i]);
        *parts[i] = text_str(&t);
        p->out->failed = p->out->failed || t.failed;
    }
    return copy;
}

void report_render_text(const Report *r, const ReportOptions *options, Arena *a, Text *out) {
    Page p = {out, a, options->width, options->color};
    if (p.width < REPORT_WIDTH_MIN) p.width = REPORT_WIDTH_MIN;
    if (p.width > REPORT_WIDTH_MAX) p.width = REPORT_WIDTH_MAX;
    for (uint32_t i = 0; i < r->lines.n; i++) {
        Line line = printable_line(&p, &r->lines.v[i]);
        render_line(&p, &line);
    }
}
