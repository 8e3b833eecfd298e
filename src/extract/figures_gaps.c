/* A number whose clause leaves out all but who tells it or where it is of: "Police counted 8,000
 * marchers, the organisers 40,000", "In Oresk, 52 dead; in Vask, 11; in Orm, none", "412 cases (Oresk
 * 300, Vask 112)". It counts what the number before it counts.
 */
#include "extract/figures.h"

enum {
    GAP_TIMES = 20,     /* so many times another number is no other count of the same */
    POSTCODE_DIGITS = 5 /* "Vask 37404" */
};

static bool opens_part(const FigureScan *f, uint32_t first) {
    if (first == f->sentence.first) return false;
    return figures_word_in(f, first - 1, LIST_GAP_OPENER);
}

static bool closes_part(const FigureScan *f, uint32_t i) {
    return i >= f->sentence.end || f->parse->tokens.v[i].upos == UPOS_PUNCT ||
           figures_word(f, i, "and") || figures_word(f, i, "but");
}

/* The number counted before it in the sentence, of about its size: 1 + its place; 0 for none. */
static uint32_t number_before(const FigureScan *f, uint32_t index) {
    const Count *c = &f->counts.v[index];
    for (uint32_t k = index; k > f->first; k--) {
        const Count *b = &f->counts.v[k - 1];
        if (b->slot || b->range.first > c->range.first) continue;
        if (!b->measure_row || b->dropped || b->money || b->share || b->outer) return 0;
        if (b->by >= COUNTED_MENTION) return 0;
        int64_t x = figures_most(c), y = figures_most(b);
        bool near = c->by == COUNTED_NEGATION || c->place || y <= x * GAP_TIMES;
        return near && x <= y * GAP_TIMES ? k : 0;
    }
    return 0;
}

bool figures_is_teller(const FigureScan *f, uint32_t i) {
    bool somebody = f->x->actor_at[i] || figures_is_person(f, figures_unit_of(f, i, i)) ||
                    figures_word_in(f, i, LIST_TELLER);
    return somebody && token_is_noun(&f->parse->tokens.v[i]);
}

/* "; the organisers 40,000": somebody alone before it. */
static bool is_of_teller(const FigureScan *f, uint32_t at) {
    uint32_t head = at - 1;
    if (!figures_is_teller(f, head)) return false;
    TokenRange chunk = clause_noun_chunk(f->parse, head);
    return chunk.first <= head && opens_part(f, chunk.first);
}

/* The place is its own: no other number of the sentence is of it. */
static void claim_place(FigureScan *f, uint32_t index) {
    uint32_t at = f->counts.v[index].range.first;
    for (uint32_t i = at; i > f->sentence.first && !figures_word_in(f, i - 1, LIST_GAP_OPENER); i--)
        if (f->x->place_at[i - 1] && !f->count_at[i - 1]) f->count_at[i - 1] = index + 1;
}

/* The place that alone stands before it, "Oresk 300", "Oresk: 300", "in Oresk, 300"; 0 for none. */
static Ref place_before(const FigureScan *f, uint32_t at) {
    uint32_t end = at;
    bool mark = figures_word(f, at - 1, ",") || figures_word(f, at - 1, ":");
    if (mark) end--;
    if (end == f->sentence.first || !f->x->place_at[end - 1]) return 0;
    Ref place = f->x->place_at[end - 1];
    uint32_t first = end - 1;
    while (first > f->sentence.first && f->x->place_at[first - 1] == place) first--;
    bool in = first > f->sentence.first && f->parse->tokens.v[first - 1].upos == UPOS_ADP;
    if (mark && !in && figures_word(f, at - 1, ",")) return 0;
    return opens_part(f, in ? first - 1 : first) ? place : 0;
}

/* "(Oresk 702, Vask 316": names in brackets, each with its number, are places that nobody knows. */
static bool is_listed(const FigureScan *f, uint32_t at, uint32_t after) {
    const Token *t = f->parse->tokens.v;
    if (t[at - 1].upos != UPOS_PROPN || at < f->sentence.first + 2) return false;
    bool first = figures_word(f, at - 2, "(") && figures_word(f, after, ",") &&
                 after + 2 < f->sentence.end && t[after + 1].upos == UPOS_PROPN &&
                 t[after + 2].upos == UPOS_NUM;
    bool last = after >= f->sentence.end || figures_word(f, after, ")") ||
                figures_word(f, after, ",") || figures_word(f, after, ".");
    bool next = figures_word(f, at - 2, ",") && t[at - 3].upos == UPOS_NUM && last;
    return first || next;
}

bool figures_is_place_number(const FigureScan *f, uint32_t at, uint32_t after) {
    bool code = f->norms[at].n >= POSTCODE_DIGITS && str_to_u64(f->norms[at], &(uint64_t){0});
    if (at > f->sentence.first + 2 && is_listed(f, at, after)) return true;
    return !code && at > f->sentence.first && closes_part(f, after) && place_before(f, at) != 0;
}

/* "1,018 (Oresk 702, Vask 316)": parts of what stands before the bracket. */
static uint32_t whole_of(const FigureScan *f, uint32_t before, uint32_t at) {
    const Count *b = &f->counts.v[before - 1];
    if (b->whole) return b->whole;
    for (uint32_t i = b->phrase_end; i < at; i++)
        if (figures_word(f, i, "(")) return before;
    return 0;
}

void figures_carry_gaps(FigureScan *f) {
    for (uint32_t k = f->first + 1; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k];
        uint32_t at = c->range.first;
        bool bare = !c->measure_row && !c->dropped && !c->money && !c->share && !c->slot &&
                    c->head == TOKEN_NONE && !c->unit_row && at > f->sentence.first;
        if (!bare || !closes_part(f, c->range.end)) continue;
        Ref place = place_before(f, at);
        bool listed = at > f->sentence.first + 2 && is_listed(f, at, c->range.end);
        if (!place && !listed && !is_of_teller(f, at)) continue;
        c->place = place;
        uint32_t before = number_before(f, k);
        if (!before) continue;
        figures_go_on(f, c, before);
        if (place) claim_place(f, k);
        uint32_t whole = place || listed ? whole_of(f, before, at) : 0;
        if (whole && figures_most(c) <= figures_most(&f->counts.v[whole - 1])) c->whole = whole;
    }
}
