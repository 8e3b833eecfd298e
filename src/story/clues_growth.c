/* Counts that only grow, as clues to which of two documents is the later one. */
#include "story/dating.h"

enum {
    TIES_MAX = 12,     /* of one count */
    COUNTS_MAX = 4096, /* of one story that are compared */
    LATER_WEIGHT = 1,
    OWN_LATER_WEIGHT = 2 /* both counts are of one side */
};

typedef struct Count {
    uint32_t doc, side;
    uint32_t place; /* 1 + entity, finer than a country; 0 none */
    Str family, group;
    int64_t least, most;
    Span span;
    bool before; /* "had put it at 90": an older count */
} Count;
LIST_OF(Count, Counts);

/* The counts of one thing in each document, as a range: those below half of the largest are of
 * parts. */
static StCode put_count(Making *m, Counts *out, Count c) {
    for (uint32_t i = out->n; i-- > 0 && out->v[i].doc == c.doc;) {
        Count *x = &out->v[i];
        if (!str_eq(x->family, c.family) || !str_eq(x->group, c.group)) continue;
        if (c.most > x->most) {
            c.least = x->before || x->least * 2 < c.most ? c.most : x->least;
            *x = c;
        } else if (!c.before && c.most * 2 >= x->most && c.most < x->least) {
            x->least = c.most;
        }
        return ST_OK;
    }
    if (out->n == COUNTS_MAX) return ST_OK;
    Count *slot = list_push(m->arena, out, Count);
    TRY_MEM(slot, m->err);
    *slot = c;
    return ST_OK;
}

/* "Five of its ten dead": some of those whom the next number counts. */
static bool is_share(const Making *m, const Records *r, const Figure *f) {
    Str rest = str_from(r->doc.text, f->head.span.end), word = {NULL, 0};
    if (!str_starts(rest, S(" of "))) return false;
    rest = str_from(rest, S(" of ").n);
    str_split(&rest, ' ', &word); /* whose */
    str_split(&rest, ' ', &word);
    uint64_t n;
    return str_to_u64(word, &n) || making_cell(m, "en/numbers", word, "value").n;
}

static StCode find_counts(Making *m, Counts *out) {
    const Table *growing = tables_get(m->tables, "en/growing");
    int kind = table_column(growing, "kind"), apart = table_column(growing, "groups");
    for (uint32_t d = 0; d < m->docs.n; d++) {
        const Records *r = m->docs.v[d];
        for (uint32_t i = 0; i < r->figures.n; i++) {
            const Figure *f = &r->figures.v[i];
            const Claim *claim = records_claim(r, f->claim);
            bool total = f->scope == SCOPE_CUMULATIVE || f->scope == SCOPE_INCIDENT;
            uint32_t row = growing ? table_find(growing, f->measure, 0) : 0;
            if (!total || !f->value.some || f->part_of || f->status != STATUS_ASSERTED ||
                f->value.milli <= 1000 || !row)
                continue;
            /* of those who fled it is the whole that is told with it: "28,000 of 120,000 people" */
            bool harm = table_cell(growing, row - 1, apart).n > 0;
            if (harm && is_share(m, r, f)) continue;
            Count c = {.doc = d, .least = f->value.milli, .most = f->value.milli};
            c.family = table_cell(growing, row - 1, kind);
            c.span = f->head.span;
            const Place *p = records_place(r, f->place);
            if (p && p->precision != PRECISION_COUNTRY) c.place = making_place(m, d, f->place);
            c.before = claim && str_starts(document_cut(&r->doc, claim->cue), S("had "));
            if (f->population && f->population->groups.n && harm)
                c.group = f->population->groups.v[0];
            if (claim && claim->source)
                c.side = making_side(m, making_actor(m, d, claim->source->actor));
            TRY(put_count(m, out, c));
        }
    }
    return ST_OK;
}

/* The larger count of the same thing is the later one, surely so where one side states both. */
StCode clues_find_growth(Making *m, const bool *open, const uint32_t *voice, Clues *by_document) {
    Counts all = {0};
    TRY(find_counts(m, &all));
    for (uint32_t i = 0; i < all.n; i++) {
        const Count *a = &all.v[i];
        uint32_t ties = 0;
        for (uint32_t k = 0; open[a->doc] && k < all.n && ties < TIES_MAX; k++) {
            const Count *b = &all.v[k];
            bool later = a->least > b->most, earlier = a->most < b->least;
            if (voice[b->doc] != b->doc || voice[a->doc] == b->doc || (!later && !earlier) ||
                !str_eq(a->family, b->family) || !str_eq(a->group, b->group) ||
                (a->place && b->place && a->place != b->place))
                continue;
            ties++;
            Clue c = {.kind = later ? CLUE_LATER : CLUE_EARLIER,
                      .span = a->span,
                      .other = b->doc,
                      .weight = a->side && a->side == b->side ? OWN_LATER_WEIGHT : LATER_WEIGHT};
            if (a->side && b->side && a->side != b->side) continue; /* they may just differ */
            TRY(clues_add(m, &by_document[a->doc], c));
        }
    }
    return ST_OK;
}
