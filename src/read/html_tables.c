#include "read/html_tables.h"

#include "base/utf8.h"

enum {
    COLUMNS_MAX = 32,
    CELL_MAX = 160,  /* bytes of a cell */
    ROWS_MIN = 2,    /* of words and numbers */
    ROWSPAN_MAX = 64 /* rows that one cell goes down */
};

typedef struct Row {
    uint32_t width;  /* columns */
    uint32_t filled; /* cells with text */
    uint32_t links, bytes;
    bool heads; /* of nothing but <th> */
    bool data;  /* words, and a number behind them */
    bool words;
    bool broken; /* a cell too long, too many columns */
} Row;

typedef struct Shape {
    uint32_t rows, data, width, like; /* rows, those with data, the widest, as wide as it */
    uint32_t links, bytes;
} Shape;

/* By column, how many rows more a cell above goes down. */
typedef uint8_t Pending[COLUMNS_MAX];

static bool is_cell(const HtmlElement *e) {
    return html_is(e->node, GUMBO_TAG_TD) || html_is(e->node, GUMBO_TAG_TH);
}

static uint32_t attribute_number(const HtmlElement *e, const char *name, uint32_t most) {
    uint64_t n = 1;
    Str value = html_attribute(e->node, name);
    if (!value.p || !str_to_u64(str_trim(value), &n) || n < 1) return 1;
    return n > most ? most : (uint32_t)n;
}

/* "84", "1,200", "+12", "84 (9)", "12*"; no "15:00", "3 March 2021" */
static bool is_number(Str s, bool *words) {
    uint32_t digits = 0, letters = 0;
    bool clock = false;
    unsigned len;
    for (size_t i = 0; i < s.n; i += len) {
        uint32_t c = utf8_at(s, i, &len);
        digits += utf8_is_digit(c);
        letters += utf8_is_letter(c);
        clock = clock || c == ':' || c == '/';
    }
    bool opens = s.n && !utf8_is_letter(utf8_at(s, 0, &len));
    bool number = digits && letters <= digits && opens && !clock;
    *words = !number && letters > 1;
    return number;
}

static void cell_read(const HtmlBlocks *b, const HtmlElement *cell, Row *row) {
    if (cell->end <= cell->first) return;
    Span all = {b->blocks.v[cell->first].text.start, b->blocks.v[cell->end - 1].text.end};
    bool words;
    row->filled++;
    row->bytes += span_len(all);
    row->broken = row->broken || span_len(all) > CELL_MAX;
    if (row->broken) return;
    for (uint32_t i = cell->first; i < cell->end; i++) row->links += b->blocks.v[i].links;
    bool number = is_number(str_cut(text_str(&b->text), all), &words);
    row->data = row->data || (number && row->words);
    row->words = row->words || words;
}

static void cell_mark(HtmlBlocks *b, const HtmlElement *cell, uint32_t table, uint32_t tr,
                      uint32_t column) {
    for (uint32_t i = cell->first; i < cell->end; i++) {
        b->blocks.v[i].table = table;
        b->blocks.v[i].row = tr;
        b->blocks.v[i].column = column;
    }
}

/* Passes over the columns from *at that cells above fill. */
static void pass_pending(Pending pending, uint32_t *at) {
    for (; *at < COLUMNS_MAX && pending[*at]; ++*at) pending[*at]--;
}

/* Reads a row, or marks its cells as those of `table` where that is not 0. */
static Row row_read(HtmlBlocks *b, uint32_t tr, Pending pending, uint32_t table) {
    Row row = {.heads = true};
    uint32_t column = 0;
    for (uint32_t i = tr + 1; i < b->elements.v[tr].last; i = b->elements.v[i].last) {
        const HtmlElement *e = &b->elements.v[i];
        if (!is_cell(e)) continue;
        pass_pending(pending, &column);
        uint32_t wide = attribute_number(e, "colspan", COLUMNS_MAX);
        uint32_t deep = attribute_number(e, "rowspan", ROWSPAN_MAX);
        if (column + wide > COLUMNS_MAX) {
            row.broken = true;
            break;
        }
        row.heads = row.heads && html_is(e->node, GUMBO_TAG_TH);
        cell_read(b, e, &row);
        if (table) cell_mark(b, e, table, tr, column);
        for (; wide; wide--) pending[column++] = (uint8_t)(deep - 1);
    }
    row.width = column;
    for (; column < COLUMNS_MAX; column++)
        if (pending[column]) {
            pending[column]--;
            row.width = column + 1;
        }
    return row;
}

static bool shape_read(HtmlBlocks *b, uint32_t table, Shape *out) {
    Pending pending = {0};
    *out = (Shape){0};
    for (uint32_t i = table + 1; i < b->elements.v[table].last; i++) {
        if (html_is(b->elements.v[i].node, GUMBO_TAG_TABLE)) return false;
        if (!html_is(b->elements.v[i].node, GUMBO_TAG_TR)) continue;
        Row row = row_read(b, i, pending, 0);
        if (row.broken) return false;
        if (!row.filled) continue;
        out->rows++;
        out->data += row.data;
        out->links += row.links;
        out->bytes += row.bytes;
        if (row.width > out->width) {
            out->width = row.width;
            out->like = 0;
        }
        out->like += row.width == out->width;
    }
    return true;
}

static bool is_data(const Shape *s) {
    return s->width > 1 && s->data >= ROWS_MIN && s->data * 2 >= s->rows &&
           s->like * 3 >= s->rows * 2 && s->links * 2 <= s->bytes;
}

static void table_mark(HtmlBlocks *b, uint32_t table, uint32_t width) {
    Pending read = {0}, mark = {0};
    bool seen = false; /* a row of data: what stands above it are heads */
    for (uint32_t i = table + 1; i < b->elements.v[table].last; i++) {
        if (!html_is(b->elements.v[i].node, GUMBO_TAG_TR)) continue;
        Row row = row_read(b, i, read, 0);
        bool kept = row.width == width && row.filled > 1 && (row.data || row.heads || !seen);
        row_read(b, i, mark, kept ? table : 0);
        seen = seen || row.data;
    }
}

void html_tables_mark(HtmlBlocks *b) {
    Shape shape;
    for (uint32_t i = 0; i < b->elements.n; i++)
        if (html_is(b->elements.v[i].node, GUMBO_TAG_TABLE) && shape_read(b, i, &shape) &&
            is_data(&shape))
            table_mark(b, i, shape.width);
}
