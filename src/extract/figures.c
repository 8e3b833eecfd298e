/* The stage: every sentence's numbers are found, measured and related, then the document settles
 * what one sentence cannot, then the records are made.
 */
#include "extract/figures.h"

#include <stdlib.h>

static StCode open_tables(FigureScan *f) {
    const Tables *t = f->x->tables;
    f->tables = (FigureTables){
        tables_get(t, "en/numbers"),     tables_get(t, "en/vague"),
        tables_get(t, "en/quantifiers"), tables_get(t, "en/units"),
        tables_get(t, "en/measures"),    tables_get(t, "en/measure_kinds"),
        tables_get(t, "en/labels"),      tables_get(t, "en/figure_cues"),
        tables_get(t, "world/demonyms"), tables_get(t, "world/peoples"),
    };
    return ST_OK;
}

static bool is_known(const FigureScan *f, Str word) {
    return table_find(f->tables.units, word, 0) || table_find(f->tables.measures, word, 0);
}

/* What the tables are asked with: the lemma; where it is no word of theirs, as in headlines, upper
 * case, participles that serve as adjectives, or without a model, the form with an ending cut off,
 * if that is one. */
static Str key_of(const FigureScan *f, const Token *t, uint32_t *tables) {
    static const char *const endings[] = {"d", "ed", "s", "es", "ing"};
    bool lemma = t->upos == UPOS_NOUN || t->upos == UPOS_VERB || t->upos == UPOS_AUX;
    Str key = lemma && t->lemma.n ? t->lemma : t->norm;
    *tables = lemma && t->lemma.n ? t->lemma_tables : t->norm_tables;
    if ((!lemma && t->upos != UPOS_PROPN && t->upos != UPOS_ADJ) || (lemma && is_known(f, key)))
        return key;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        Str ending = str_of(endings[i]);
        Str cut = {t->norm.p, t->norm.n - (t->norm.n > ending.n ? ending.n : 0)};
        if (cut.n <= 2 || !str_ends(t->norm, ending) || !is_known(f, cut)) continue;
        *tables = 0;
        return cut;
    }
    return key;
}

static StCode make_keys(FigureScan *f) {
    uint32_t n = f->parse->tokens.n;
    f->keys = arena_new(f->x->arena, Str, n);
    f->norms = arena_new(f->x->arena, Str, n);
    f->count_at = arena_new(f->x->arena, uint32_t, n);
    f->key_tables = arena_new(f->x->arena, uint32_t, n);
    TRY_MEM(f->keys && f->norms && f->count_at && f->key_tables, f->x->err);
    for (uint32_t i = 0; i < n; i++) {
        const Token *t = &f->parse->tokens.v[i];
        f->norms[i] = t->norm;
        f->keys[i] = key_of(f, t, &f->key_tables[i]);
    }
    return ST_OK;
}

/* A number that nothing measures is kept where it counts people, homes, shares or money. */
static bool is_kept(const FigureScan *f, const Count *c) {
    if (c->dropped) return false;
    if (c->measure_row || c->money) return true;
    if (c->by == COUNTED_NEGATION || c->quantifier == QUANT_VAGUE) return false;
    if (c->share) return c->head != TOKEN_NONE || c->base;
    if (c->head == TOKEN_NONE || !c->unit_row) return false;
    Str unit = table_cell(f->tables.units, c->unit_row - 1, UNIT_NAME);
    return str_eq(unit, S("person")) || str_eq(unit, S("household"));
}

static StCode emit(FigureScan *f, Count *c) {
    Figure *out = list_push(f->x->arena, &f->x->out->figures, Figure);
    TRY_MEM(out, f->x->err);
    c->figure = f->x->out->figures.n;
    out->head.span = clause_span(f->parse, c->range);
    head_made(&out->head, f->tables.measures, c->measure_row);
    head_made(&out->head, f->tables.units, c->unit_row);
    if (c->measure_row)
        out->measure = table_cell(f->tables.measures, c->measure_row - 1, MEASURE_NAME);
    if (c->money && !out->measure.n) out->measure = S("money");
    out->value = c->value;
    out->low = c->low;
    out->high = c->high;
    out->quantifier = c->quantifier;
    out->bounds = c->bounds;
    out->counted_by = c->by;
    for (uint32_t i = c->range.first; i < c->phrase_end; i++)
        if (!f->x->figure_at[i] || i < c->after) f->x->figure_at[i] = c->figure;
    return figures_context(f, c, out);
}

/* By sentence and place: mentions are found after the numbers of their sentence. */
static int by_place(const void *a, const void *b) {
    const Count *const *x = a, *const *y = b;
    if ((*x)->range.first != (*y)->range.first)
        return (*x)->range.first < (*y)->range.first ? -1 : 1;
    if ((*x)->range.end != (*y)->range.end) return (*x)->range.end < (*y)->range.end ? -1 : 1;
    return *x < *y ? -1 : *x > *y;
}

static StCode emit_all(FigureScan *f) {
    Count **order = arena_new(f->x->arena, Count *, f->counts.n);
    TRY_MEM(order, f->x->err);
    uint32_t n = 0;
    for (uint32_t k = 0; k < f->counts.n; k++)
        if (is_kept(f, &f->counts.v[k])) order[n++] = &f->counts.v[k];
    qsort(order, n, sizeof *order, by_place);
    for (uint32_t k = 0; k < n; k++) {
        f->sentence = clause_sentence(f->parse, order[k]->number);
        TRY(emit(f, order[k]));
    }
    for (uint32_t k = 0; k < n; k++) {
        Figure *out = records_figure(f->x->out, order[k]->figure);
        if (order[k]->whole) out->part_of = f->counts.v[order[k]->whole - 1].figure;
        if (order[k]->base) out->share_of = f->counts.v[order[k]->base - 1].figure;
    }
    return ST_OK;
}

StCode extract_figures(Extraction *x) {
    FigureScan f = {.x = x, .parse = &x->parse};
    TRY(open_tables(&f));
    TRY(make_keys(&f));
    for (uint32_t s = 0; s < x->parse.sentences.n; s++) {
        const Sentence *sentence = &x->parse.sentences.v[s];
        if (sentence->block != BLOCK_CELL) f.table.open = false;
        if (!sentence->coded || !sentence->count) continue;
        f.sentence = (TokenRange){sentence->first, sentence->first + sentence->count};
        f.first = f.counts.n;
        f.several = false;
        TRY(figures_scan_sentence(&f));
        TRY(figures_measure_sentence(&f));
        if (sentence->block == BLOCK_CELL) figures_read_cell(&f, s);
        figures_relate_sentence(&f);
        TRY(figures_add_members(&f));
        TRY(figures_sum_lists(&f));
    }
    figures_spread_totals(&f);
    TRY(figures_victims(&f));
    TRY(figures_settle(&f));
    TRY(figures_sum_victims(&f));
    return emit_all(&f);
}
