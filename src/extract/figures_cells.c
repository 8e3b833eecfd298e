/* Tables: the number of a cell has its measure from the head of its column, "Dead", or of its row,
 * and its place from the words before it in the row, or from the head of the column where the rows
 * are measures. What stands behind "Total" is the whole of the cells above it.
 *
 *   in   one cell after another, each a sentence of its own; tabs and line breaks between them
 *   out  the numbers of a cell with what the heads say of them
 *   note a head that names two measures, money, or a number ("thousands") says nothing
 */
#include "extract/figures.h"

/* What the words of one cell say of the numbers beside or below it. */
typedef struct CellHead {
    uint32_t measure, trigger; /* 1 + row of en/measures, and the word it is told by */
    uint32_t unit, noun;       /* 1 + row of en/units, and its word; 0 */
    bool share;
} CellHead;

static TokenRange range_of(const FigureScan *f, uint32_t sentence) {
    const Sentence *s = &f->parse->sentences.v[sentence];
    return (TokenRange){s->first, s->first + s->count};
}

/* A number of things that the cells do not count one by one: "USD", "in thousands". */
static bool scales(const FigureScan *f, uint32_t i) {
    if (f->x->time_at[i]) return false;
    uint32_t unit = table_find(f->tables.units, f->norms[i], 0);
    uint32_t vague = table_find(f->tables.vague, f->norms[i], 0);
    uint64_t low = 0; /* "thousands"; "no." counts */
    if (vague && str_to_u64(table_cell(f->tables.vague, vague - 1, VAGUE_LOW), &low) && low)
        return true;
    return str_eq(figures_unit_cell(f, unit, UNIT_NAME), S("money")) ||
           number_read(f->tables.numbers, f->parse->tokens.v, i, f->sentence.end).words;
}

static void read_unit(const FigureScan *f, CellHead *out) {
    for (uint32_t i = f->sentence.end; i > f->sentence.first && !out->unit; i--) {
        uint32_t unit = figures_unit_of(f, i - 1, i - 1);
        Str name = figures_unit_cell(f, unit, UNIT_NAME);
        out->share = out->share || str_eq(name, S("percent"));
        if (!figures_is_person(f, unit) && !str_eq(name, S("household")) &&
            !str_eq(name, S("item")))
            continue;
        out->unit = unit;
        out->noun = i - 1;
    }
}

/* Answers whether the cell names one measure. */
static bool head_read(FigureScan *f, uint32_t sentence, CellHead *out) {
    TokenRange own = f->sentence;
    *out = (CellHead){0};
    f->sentence = range_of(f, sentence);
    bool one = true;
    for (uint32_t end = f->sentence.end; end > f->sentence.first && one; end--) {
        uint32_t first = 0, row = figures_name_before(f, end, true, &first);
        one = !scales(f, end - 1);
        if (!row) continue;
        one = one && (!out->measure || figures_kind(f, out->measure) == figures_kind(f, row));
        out->measure = row;
        out->trigger = first;
        end = first + 1;
    }
    read_unit(f, out);
    f->sentence = own;
    return one && out->measure;
}

/* The head of the column, else the words before the cell in its row. */
static bool find_head(FigureScan *f, uint32_t column, CellHead *out) {
    const CellTable *t = &f->table;
    if (t->heads[column] && head_read(f, t->heads[column] - 1, out)) return true;
    for (uint32_t i = column; i; i--)
        if (t->row[i - 1] && head_read(f, t->row[i - 1] - 1, out)) return true;
    return false;
}

static Ref place_in(const FigureScan *f, uint32_t sentence) {
    TokenRange r = range_of(f, sentence);
    for (uint32_t i = r.first; i < r.end; i++)
        if (f->x->place_at[i]) return f->x->place_at[i];
    return 0;
}

static Ref find_place(const FigureScan *f, uint32_t column) {
    const CellTable *t = &f->table;
    Ref place = 0;
    for (uint32_t i = column; i && !place; i--)
        if (t->row[i - 1]) place = place_in(f, t->row[i - 1] - 1);
    return place || !t->heads[column] ? place : place_in(f, t->heads[column] - 1);
}

static void bind(FigureScan *f, Count *c, uint32_t column) {
    CellHead head;
    c->column = column + 1;
    c->place = find_place(f, column);
    if (c->measure_row || !find_head(f, column, &head)) return;
    if (c->head != TOKEN_NONE && !figures_may_measure(f, c, head.measure)) return;
    c->measure_row = head.measure;
    c->rank = figures_rank(f, head.measure);
    c->trigger = head.trigger;
    c->weak = figures_is_weak(f, head.measure);
    c->share = c->share || head.share;
    if (c->head != TOKEN_NONE || !head.unit || c->share) return;
    c->unit_row = head.unit;
    bool told = head.noun == head.trigger && figures_is_person(f, head.unit);
    if (!told) c->head = head.noun; /* "Dead" says no more than the measure */
}

static bool is_total(const FigureScan *f, uint32_t column) {
    for (uint32_t k = 0; k < column; k++) {
        if (!f->table.row[k]) continue;
        TokenRange r = range_of(f, f->table.row[k] - 1);
        for (uint32_t i = r.first; i < r.end; i++)
            if (token_in(&f->parse->tokens.v[i], LIST_TABLE_TOTAL)) return true;
    }
    return false;
}

/* The cells of the column above are parts of its total. */
static void close_column(FigureScan *f, uint32_t whole) {
    const Count *total = &f->counts.v[whole];
    for (uint32_t k = f->table.first; k < whole; k++) {
        Count *c = &f->counts.v[k];
        if (c->column == total->column && !c->whole && c->measure_row == total->measure_row &&
            figures_most(c) < figures_most(total))
            c->whole = whole + 1;
    }
}

/* "84", "~30": the cell opens with a number. */
static bool opens_with_number(const FigureScan *f) {
    uint32_t i = f->sentence.first;
    const Token *t = f->parse->tokens.v;
    if (i + 1 < f->sentence.end && (t[i].upos == UPOS_PUNCT || t[i].upos == UPOS_SYM)) i++;
    return t[i].form.n && t[i].form.p[0] >= '0' && t[i].form.p[0] <= '9';
}

/* A row without numbers has the heads of those below it. */
static void open_row(FigureScan *f) {
    CellTable *t = &f->table;
    for (uint32_t i = 0; i < FIGURES_COLUMNS; i++) {
        if (!t->numbers && t->row[i]) t->heads[i] = t->row[i];
        t->row[i] = 0;
    }
    if (t->total) t->first = t->total; /* what stands above is summed */
    t->total = 0;
    t->numbers = false;
    t->column = 0;
}

/* Where the cell stands, by what parts it from the one before. */
static void step(FigureScan *f, Span cell) {
    CellTable *t = &f->table;
    Str text = f->x->out->doc.text;
    uint32_t from = t->open ? t->end : cell.start;
    if (!t->open) {
        *t = (CellTable){.open = true, .first = f->first};
        while (from && text.p[from - 1] == '\t') from--;
    }
    for (uint32_t i = from; i < cell.start; i++) {
        if (text.p[i] == '\n') open_row(f);
        t->column += text.p[i] == '\t';
    }
    t->end = cell.end;
}

void figures_read_cell(FigureScan *f, uint32_t sentence) {
    CellTable *t = &f->table;
    step(f, f->parse->sentences.v[sentence].span);
    if (t->column >= FIGURES_COLUMNS) return;
    if (!t->row[t->column]) t->row[t->column] = sentence + 1;
    bool number = opens_with_number(f);
    for (uint32_t k = f->first; k < f->counts.n && !number; k++) /* words of heads count nothing */
        f->counts.v[k].dropped |= f->counts.v[k].by != COUNTED_NUMERAL;
    if (!t->column || !number) return;
    t->numbers = true;
    bool total = is_total(f, t->column);
    for (uint32_t k = f->first; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k];
        if (c->dropped || c->slot || c->money || c->by != COUNTED_NUMERAL || c->whole) continue;
        bind(f, c, t->column);
        if (!total) continue;
        close_column(f, k);
        t->total = f->counts.n;
    }
}
