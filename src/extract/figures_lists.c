/* "The mayor, his wife and four guards were killed": where some of a list are counted and others
 * only told of, they are parts of their sum, which no number states, and so are men, women and
 * children; of "six people, four men and two women," the list are parts of the number before it.
 * Other stated numbers, "four soldiers and two miners", are left as they are stated; single persons alone are summed with the document's
 * victims.
 */
#include "extract/figures.h"

enum {
    LIST_MAX = 16, /* members of one list */
    GAP_MAX = 10   /* tokens between two members: "two guards from the town of Oresk and" */
};

static bool is_member(const FigureScan *f, const Count *c) {
    bool counts = c->measure_row && !c->dropped && !c->money && !c->share && !c->slot &&
                  !c->negated && !c->partitive && !c->whole && !c->outer;
    bool stated = c->quantifier == QUANT_EXACT && c->value.milli >= 1000 &&
                  c->by != COUNTED_NEGATION && c->trigger != TOKEN_NONE;
    bool person = c->by == COUNTED_MENTION || figures_is_person(f, c->unit_row);
    return counts && stated && person &&
           str_eq(figures_kind_cell(f, c->measure_row, KIND_SINGULAR), S("yes"));
}

static bool is_joint(const FigureScan *f, uint32_t i) {
    return f->parse->tokens.v[i].xpos == XPOS_CC || figures_word(f, i, "plus") ||
           figures_word(f, i, "then") || figures_word(f, i, "&");
}

/* Nothing but nouns from one member to the next; `and` when they are joined by more than a comma.
 */
static bool goes_on(const FigureScan *f, const Count *a, const Count *b, bool *and) {
    uint32_t from = a->phrase_end, to = b->range.first;
    bool alike = figures_kind(f, a->measure_row) == figures_kind(f, b->measure_row);
    *and = false;
    if (!alike || from >= to || to - from > GAP_MAX) return false;
    for (uint32_t i = from; i < to; i++) {
        if (token_is_verb(&f->parse->tokens.v[i]) || figures_word(f, i, ":")) return false;
        *and |= is_joint(f, i);
    }
    bool comma = figures_word(f, to - 1, ",") || figures_word(f, to - 1, ";");
    return *and || (comma && a->trigger == b->trigger);
}

/* The members of the sentence in text order. */
static uint32_t find_members(const FigureScan *f, uint32_t *members) {
    uint32_t n = 0;
    for (uint32_t k = f->first; k < f->counts.n && n < LIST_MAX; k++) {
        if (!is_member(f, &f->counts.v[k])) continue;
        uint32_t i = n++, at = f->counts.v[k].range.first;
        for (; i && f->counts.v[members[i - 1]].range.first > at; i--) members[i] = members[i - 1];
        members[i] = k;
    }
    return n;
}

static void make_parts(FigureScan *f, const uint32_t *parts, uint32_t n, uint32_t whole) {
    for (uint32_t i = 0; i < n; i++) f->counts.v[parts[i]].whole = whole + 1;
}

static StCode add_sum(FigureScan *f, const uint32_t *parts, uint32_t n, int64_t milli) {
    const Count first = f->counts.v[parts[0]], last = f->counts.v[parts[n - 1]];
    Count *c = figures_push(f, (TokenRange){first.range.first, last.phrase_end});
    TRY_MEM(c, f->x->err);
    c->number = first.number;
    c->after = first.range.first; /* its words stay those of its parts */
    c->unit_row = table_find(f->tables.units, S("person"), 0);
    c->value = c->low = c->high = (Number){milli, true};
    c->by = COUNTED_LIST;
    c->measure_row = first.measure_row;
    c->rank = first.rank;
    c->trigger = first.trigger;
    c->weak = first.weak;
    c->several = first.several;
    make_parts(f, parts, n, f->counts.n - 1);
    return ST_OK;
}

/* "Two men and three girls" are five people; soldiers and miners are counted apart. */
static bool is_crowd(const FigureScan *f, const Count *c) {
    Str group = figures_unit_cell(f, c->unit_row, UNIT_GROUP);
    return str_eq(group, S("man")) || str_eq(group, S("woman")) || str_eq(group, S("child"));
}

/* One list: the parts of its first number, of their sum, or, where only a comma joins two and the
 * second may explain the first, nothing. */
static StCode close_list(FigureScan *f, const uint32_t *parts, uint32_t n, bool and) {
    int64_t sum = 0;
    bool written = false, told = false, crowd = true;
    for (uint32_t i = 0; i < n; i++) {
        const Count *c = &f->counts.v[parts[i]];
        sum += c->value.milli;
        written |= c->by < COUNTED_MENTION && c->value.milli > 1000;
        told |= c->by == COUNTED_MENTION;
        crowd &= is_crowd(f, c);
    }
    if (n < 2 || !written || !(told || crowd || n > 2)) return ST_OK;
    int64_t first = f->counts.v[parts[0]].value.milli, rest = sum - first;
    if (first == rest && (n > 2 || !and)) {
        make_parts(f, parts + 1, n - 1, parts[0]);
        return ST_OK;
    }
    bool explains = !and&&first >= rest;
    return explains || !(told || crowd) ? ST_OK : add_sum(f, parts, n, sum);
}

/* "Four are dead: a guard and three shepherds": the list behind the colon tells who the four are. */
static bool tells_who(FigureScan *f, const uint32_t *parts, uint32_t n, uint32_t before) {
    const Count *whole = &f->counts.v[before], *first = &f->counts.v[parts[0]];
    uint32_t at = first->range.first;
    while (at > f->sentence.first && f->parse->tokens.v[at - 1].upos == UPOS_DET) at--;
    bool colon = at > f->sentence.first && figures_word(f, at - 1, ":");
    int64_t sum = 0;
    for (uint32_t i = 0; i < n; i++) sum += f->counts.v[parts[i]].value.milli;
    bool alike = figures_kind(f, whole->measure_row) == figures_kind(f, first->measure_row);
    if (!colon || !alike || whole->whole || sum != whole->value.milli || n < 2) return false;
    make_parts(f, parts, n, before);
    return true;
}

StCode figures_sum_lists(FigureScan *f) {
    uint32_t members[LIST_MAX], n = find_members(f, members), first = 0;
    bool and = false;
    for (uint32_t i = 1; i <= n; i++) {
        bool joins = false;
        if (i < n && goes_on(f, &f->counts.v[members[i - 1]], &f->counts.v[members[i]], &joins)) {
            and |= joins;
            continue;
        }
        bool told =
            first && i > first && tells_who(f, members + first, i - first, members[first - 1]);
        if (!told) TRY(close_list(f, members + first, i - first, and));
        first = i;
        and = false;
    }
    return ST_OK;
}
