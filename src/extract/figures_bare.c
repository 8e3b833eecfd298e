/* A number that stands alone goes on with what was counted before it: "Nurses count 41 dead; the
 * commissioner says that there were 24", "six were hurt, the union said; none according to the
 * police", "three, and not five".
 */
#include "extract/figures.h"

enum {
    BARE_BACK = 2,      /* sentences to what was counted before */
    BARE_COUNTS = 16,   /* counts looked back at */
    BARE_TIMES = 20,    /* so many times another number is no other count of the same */
    SUBJECT_REACH = 9,  /* tokens from "the figure" to its number */
    ELLIPSIS_RANK = 15, /* "1,200 had": measures below may come of the auxiliary */
    CUE_REACH = 4,
    BUT_REACH = 8,  /* tokens from "not 12" to "but 15" and its number */
    SAME_LEAST = 5, /* people: "the three" may be any three */
    WHOLE_BACK = 4  /* sentences to what "the nineteen" are */
};

bool figures_ends_clause(const FigureScan *f, uint32_t i) {
    return i >= f->sentence.end || f->parse->tokens.v[i].upos == UPOS_PUNCT ||
           figures_word_in(f, i, LIST_CLAUSE_END);
}

static bool is_be(const FigureScan *f, uint32_t i) {
    return figures_word_in(f, i, LIST_BE);
}

/* "There were 24", "the figure, he says, is 24" */
static bool is_complement(const FigureScan *f, uint32_t at) {
    if (at == f->sentence.first) return false;
    uint32_t be = at - 1;
    if (figures_word(f, be, "only") && be > f->sentence.first) be--;
    if (!is_be(f, be)) return false;
    for (uint32_t i = be; i > f->sentence.first && be - i < SUBJECT_REACH; i--)
        if (figures_word_in(f, i - 1, LIST_TOLL_SUBJECT)) return true;
    return false;
}

/* "Only", "until Sunday": what stands behind a number alone and is of another clause. */
static uint32_t skip_time(const FigureScan *f, uint32_t i) {
    if (figures_word(f, i, "only") || figures_word(f, i, "alone")) i++;
    uint32_t at = i;
    if (at < f->sentence.end && f->parse->tokens.v[at].upos == UPOS_ADP) at++;
    if (at >= f->sentence.end || !f->x->time_at[at]) return i;
    while (at < f->sentence.end && f->x->time_at[at]) at++;
    return at;
}

/* "A figure of 120,000 for the city", "the figure of 39 leaves out": it counts nothing else. */
static bool is_of_somewhere(const FigureScan *f, uint32_t i) {
    return i < f->sentence.end && (figures_word_in(f, i, LIST_FIGURE_FOR) || f->x->place_at[i] ||
                                   token_is_verb(&f->parse->tokens.v[i]));
}

/* "In Oresk", and not "in uniform" */
static bool leads_to_place(const FigureScan *f, uint32_t i) {
    enum { PLACE_REACH = 3 }; /* "in the town of Oresk" */
    for (uint32_t k = i; k < f->sentence.end && k <= i + PLACE_REACH; k++)
        if (f->x->place_at[k]) return true;
    return false;
}

/* "Spoke of 40,000 people": no more than a number alone. */
static bool is_crowd(const FigureScan *f, const Count *c) {
    if (c->head == TOKEN_NONE || c->measure_row || !figures_is_person(f, c->unit_row)) return false;
    return figures_word_in(f, c->head, LIST_CROWD) && c->head == c->after;
}

/* The words right before a number, times left out: "spoke on Monday of 19,000". */
static uint32_t words_before(const FigureScan *f, uint32_t at, Str *out) {
    uint32_t n = 0;
    for (uint32_t i = at; i > f->sentence.first && n < CUE_REACH; i--) {
        bool of_time = f->parse->tokens.v[i - 1].upos == UPOS_ADP && i < at && f->x->time_at[i];
        if (!f->x->time_at[i - 1] && !of_time) out[CUE_REACH - ++n] = f->keys[i - 1];
    }
    return n;
}

/* "sticks to nine", "put them at 24", "spoke of 19,000": a cue that ends right before it. */
static bool is_told_again(const FigureScan *f, uint32_t at) {
    Str words[CUE_REACH];
    uint32_t n = words_before(f, at, words);
    for (uint32_t i = CUE_REACH - n; i < CUE_REACH; i++) {
        Phrase m = table_match(f->tables.cues, &words[i], CUE_REACH - i);
        if (i + m.words != CUE_REACH) continue;
        for (uint32_t r = m.row; r; r = table_find(f->tables.cues, m.key, r))
            if (str_eq(table_cell(f->tables.cues, r - 1, CUE_SAYS), S("again"))) return true;
    }
    return false;
}

/* "The mayor speaks of 63 dead, the ministry of 41", "put at 63 by the mayor, at 41 by": the second
 * stands behind the same word as the first. */
static bool is_gapped(const FigureScan *f, uint32_t index) {
    const Count *c = &f->counts.v[index], *b = index > f->first ? c - 1 : NULL;
    if (!b || b->dropped || !b->measure_row || c->range.first == f->sentence.first) return false;
    if (b->range.first == f->sentence.first) return false;
    uint32_t at = c->range.first - 1, before = b->range.first - 1;
    bool same = str_eq(f->norms[at], f->norms[before]);
    return same && (figures_word(f, at, "of") || figures_word(f, at, "at"));
}

/* "The company said 1,200 had." */
static bool is_ellipsis(const FigureScan *f, uint32_t after) {
    return figures_word_in(f, after, LIST_ELLIPSIS) && figures_ends_clause(f, after + 1) &&
           !figures_word(f, after + 1, "according");
}

/* "There were never nine" */
static bool is_denied(const FigureScan *f, const Count *c) {
    uint32_t at = c->range.first;
    bool no = at > f->sentence.first + 1 &&
              (figures_word(f, at - 1, "never") || figures_word(f, at - 1, "not"));
    return no && is_complement(f, at - 1) && figures_ends_clause(f, c->phrase_end);
}

/* "Three, and not five" */
static bool is_rejected(const FigureScan *f, const Count *c) {
    return c->range.first > f->sentence.first && figures_word(f, c->range.first - 1, "not") &&
           figures_ends_clause(f, c->phrase_end);
}

/* "Not 12 but 15 miners died" */
static bool is_replaced(const FigureScan *f, uint32_t index) {
    const Count *c = &f->counts.v[index], *next = c + 1;
    if (c->range.first == f->sentence.first || index + 1 >= f->counts.n) return false;
    if (!figures_word(f, c->range.first - 1, "not") || next->range.first <= c->range.end)
        return false;
    return figures_word(f, next->range.first - 1, "but") &&
           next->range.first - c->phrase_end <= BUT_REACH;
}

/* "17 and not five people had fallen ill": the second is rejected, and says what the first counts. */
static bool is_put_right(const FigureScan *f, uint32_t index) {
    const Count *c = &f->counts.v[index], *next = c + 1;
    if (index + 1 >= f->counts.n || next->slot || next->range.first < c->range.end + 2)
        return false;
    bool bare = c->head == TOKEN_NONE && !c->unit_row && !c->money && !c->share;
    return bare && figures_word(f, next->range.first - 1, "not") &&
           (figures_word(f, next->range.first - 2, "and") ||
            figures_word(f, next->range.first - 2, ",")) &&
           next->range.first - c->range.end == 2 && next->measure_row;
}

/* "Not all the 312 want to go home": how many is not said. */
static bool is_not_all(const FigureScan *f, const Count *c) {
    uint32_t at = c->range.first;
    return at > f->sentence.first && figures_word(f, at, "all") && figures_word(f, at - 1, "not");
}

/* The number that takes its place says what it counted. */
static void reject_replaced(FigureScan *f) {
    for (uint32_t k = f->first; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k];
        c->dropped |= is_not_all(f, c);
        if (c->dropped || c->slot) continue;
        if (is_put_right(f, k)) {
            if (!c->measure_row) figures_inherit(c, c + 1);
            c->unit_row = c[1].unit_row;
            c[1].negated = true;
        }
        if (!is_replaced(f, k)) continue;
        if (!c->measure_row && c[1].measure_row) figures_inherit(c, c + 1);
        if (!c->unit_row) c->unit_row = c[1].unit_row;
        c->negated = c->measure_row != 0;
    }
}

/* "; none according to the police" */
static bool is_none(const FigureScan *f, const Count *c) {
    return c->by == COUNTED_NEGATION && figures_word(f, c->number, "none") &&
           figures_word(f, c->after, "according");
}

static int64_t size_of(const Count *c) {
    return c->value.some ? c->value.milli : c->low.some ? c->low.milli : c->high.milli;
}

/* What one occurrence does to people. */
static bool is_harm(const FigureScan *f, const Count *c) {
    if (c->trigger != TOKEN_NONE && figures_word(f, c->trigger, "toll")) return true;
    return str_eq(figures_kind_cell(f, c->measure_row, KIND_SINGULAR), S("yes"));
}

/* The count that a number alone may be of: 1 + its place; 0 where there is none. */
static uint32_t counted_before(const FigureScan *f, uint32_t index, uint32_t sentences) {
    const Count *c = &f->counts.v[index];
    uint32_t own = f->parse->tokens.v[c->number].sentence, last = 0;
    for (uint32_t k = index; k > 0 && index - k < BARE_COUNTS; k--) {
        const Count *b = &f->counts.v[k - 1];
        if (own - f->parse->tokens.v[b->number].sentence > sentences) break;
        if (!b->measure_row || b->dropped || b->money || b->share || b->outer) continue;
        if (b->by == COUNTED_NEGATION || b->by == COUNTED_MENTION || b->by == COUNTED_LIST)
            continue;
        int64_t x = size_of(c), y = size_of(b);
        bool near = c->by == COUNTED_NEGATION || (x <= y * BARE_TIMES && y <= x * BARE_TIMES);
        if (near && !last) last = k;
        if (near && x == y) return k; /* the very number that was told before */
    }
    return last;
}

/* "The university's experts, from a photograph: between 55,000 and 65,000": told by whoever opens the
 * sentence. */
static bool is_headed(const FigureScan *f, uint32_t at) {
    if (at > f->sentence.first && figures_word_in(f, at - 1, LIST_QUOTE_MARK)) at--;
    if (at <= f->sentence.first + 1 || !figures_word(f, at - 1, ":")) return false;
    if (figures_has_register(f, at)) return true; /* "have a list of those who came out: 65" */
    bool teller = false, aside = false;
    for (uint32_t i = f->sentence.first; i < at; i++) {
        if (token_is_verb(&f->parse->tokens.v[i])) return false;
        aside |= f->parse->tokens.v[i].upos == UPOS_PUNCT;
        teller |= !aside && figures_is_teller(f, i);
    }
    return teller;
}

/* "The strikers say 95 percent of the schools are shut; the ministry says 40." */
static bool is_share_again(const FigureScan *f, uint32_t index) {
    const Count *c = &f->counts.v[index], *b = index > f->first ? c - 1 : NULL;
    return b && b->share && b->measure_row && !b->dropped && b->value.some && c->value.some &&
           c->value.milli <= 100 * (int64_t)1000;
}

void figures_carry_bare(FigureScan *f) {
    reject_replaced(f);
    for (uint32_t k = f->first; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k];
        if (c->dropped || c->money || c->share || c->slot || c->partitive || c->outer) continue;
        uint32_t after = c->phrase_end > c->range.end ? c->phrase_end : c->range.end;
        bool registered = figures_is_registered(f, c, after), crowd = is_crowd(f, c);
        if (!crowd && !registered && (c->head != TOKEN_NONE || c->unit_row)) continue;
        bool ellipsis = is_ellipsis(f, after);
        bool again = is_told_again(f, c->range.first);
        if (c->measure_row && !((ellipsis || again) && c->rank < ELLIPSIS_RANK)) continue;
        bool denied = is_denied(f, c), rejected = denied || is_rejected(f, c);
        bool alone =
            figures_ends_clause(f, skip_time(f, after)) || (again && is_of_somewhere(f, after));
        bool headed = alone && is_headed(f, c->range.first);
        bool told = headed || (alone && (is_complement(f, c->range.first) || again ||
                                         is_gapped(f, k) || figures_is_answer(f, c)));
        if (!ellipsis && !rejected && !registered && !is_none(f, c) && !told) continue;
        if (crowd &&
            (!again || !(figures_ends_clause(f, skip_time(f, after)) || leads_to_place(f, after))))
            continue;
        if (!crowd && is_share_again(f, k)) {
            figures_inherit(c, c - 1);
            c->share = true;
            continue;
        }
        uint32_t asked = rejected ? 0 : figures_asked_before(f, k);
        uint32_t back = rejected && !denied ? 0 : BARE_BACK;
        uint32_t before = asked ? asked : counted_before(f, k, back);
        if (!before && (again || headed)) figures_carry_topic(f, c);
        if (!before || (asked && figures_carry_asked(f, c, asked))) continue;
        const Count *b = &f->counts.v[before - 1];
        if (crowd && !figures_may_measure(f, c, b->measure_row)) continue;
        uint32_t unit = c->unit_row;
        figures_go_on(f, c, before);
        c->trigger = TOKEN_NONE;
        if (crowd) c->unit_row = unit;
        c->negated = rejected;
    }
}

/* ---- parts of what was counted before */

/* The count of sentences before that `test` value and measure fit, 1 + its place: one of at least
 * `least`, exactly so many where `exact`, of the kind of `row` unless that is 0. */
static uint32_t whole_before(const FigureScan *f, uint32_t index, int64_t least, bool exact,
                             uint32_t row) {
    uint32_t own = f->parse->tokens.v[f->counts.v[index].number].sentence;
    for (uint32_t k = index; k > 0 && index - k < BARE_COUNTS; k--) {
        const Count *b = &f->counts.v[k - 1];
        if (own - f->parse->tokens.v[b->number].sentence > WHOLE_BACK) return 0;
        if (!b->measure_row || b->dropped || b->money || b->share || b->whole || b->slot) continue;
        if (b->by == COUNTED_NEGATION || !is_harm(f, b)) continue;
        if (row && figures_kind(f, row) != figures_kind(f, b->measure_row)) continue;
        if (exact ? size_of(b) == least : size_of(b) >= least) return k;
    }
    return 0;
}

/* "Seven of the nineteen are civilians": the nineteen were counted before. */
static void carry_part(FigureScan *f, uint32_t index) {
    Count *inner = &f->counts.v[index], *c = &f->counts.v[inner->outer - 1];
    bool the =
        inner->number > f->sentence.first && figures_word_in(f, inner->number - 1, LIST_DEFINITE);
    if (!the || inner->measure_row || c->measure_row || c->share || inner->head != TOKEN_NONE)
        return;
    uint32_t whole = whole_before(f, inner->outer - 1, size_of(inner), true, 0);
    if (!whole) return;
    figures_inherit(c, &f->counts.v[whole - 1]);
    c->unit_row = f->counts.v[whole - 1].unit_row;
    c->whole = whole;
    inner->dropped = true;
}

/* "Four of the dead had been shot": of the dead counted before. */
static void find_dead_of(FigureScan *f, uint32_t index) {
    Count *c = &f->counts.v[index];
    uint32_t what = c->after + 2;
    if (!c->partitive || c->whole || !c->measure_row || what >= f->sentence.end) return;
    uint32_t row = table_find(f->tables.measures, f->norms[what], 0);
    if (!row || !figures_word(f, c->after, "of") || !figures_word(f, c->after + 1, "the")) return;
    bool alike = figures_kind(f, row) == figures_kind(f, c->measure_row);
    if (!alike && !c->weak) return;
    c->measure_row = row; /* shot, and dead */
    c->rank = figures_rank(f, row);
    c->weak = false;
    c->whole = whole_before(f, index, size_of(c) + 1, false, c->measure_row);
}

/* "Two nurses are among the dead", "three of his men were among them". */
static void find_among(FigureScan *f, uint32_t index) {
    Count *c = &f->counts.v[index];
    uint32_t i = c->phrase_end;
    if (c->measure_row || c->head == TOKEN_NONE || !figures_is_person(f, c->unit_row)) return;
    if (i < f->sentence.end && is_be(f, i)) i++;
    if (!figures_word(f, i, "among")) return;
    bool them = figures_word(f, i + 1, "them"), the = figures_word(f, i + 1, "the");
    uint32_t row =
        the && i + 2 < f->sentence.end ? table_find(f->tables.measures, f->norms[i + 2], 0) : 0;
    if (!them && !(row && figures_may_measure(f, c, row))) return;
    uint32_t whole = whole_before(f, index, size_of(c), false, row);
    if (!whole && !row) return;
    if (whole) figures_inherit(c, &f->counts.v[whole - 1]);
    c->measure_row = whole ? c->measure_row : row;
    c->rank = figures_rank(f, c->measure_row);
    if (!them) c->trigger = i + 2;
    c->whole = whole;
}

/* "Of the dead, nine are women": a part of those counted before, as the words at the front say. */
static void find_of_the_dead(FigureScan *f, uint32_t index) {
    Count *c = &f->counts.v[index];
    uint32_t first = f->sentence.first, comma = first + 3;
    if (c->measure_row || c->head != TOKEN_NONE || !figures_word(f, first, "of")) return;
    if (!figures_word(f, first + 1, "the") || !figures_word(f, comma, ",")) return;
    if (c->range.first != comma + 1 || !is_be(f, c->range.end)) return;
    uint32_t row = table_find(f->tables.measures, f->norms[comma - 1], 0);
    if (!row || !figures_may_measure(f, c, row)) return;
    c->measure_row = row;
    c->rank = figures_rank(f, row);
    c->trigger = comma - 1;
    c->whole = whole_before(f, index, size_of(c) + 1, false, row);
}

/* "The 46 schoolgirls", "the 46 that parents have named": who was counted before, and as many. */
static void find_the_same(FigureScan *f, uint32_t index) {
    Count *c = &f->counts.v[index];
    uint32_t first = c->range.first;
    bool the = first > f->sentence.first && figures_word_in(f, first - 1, LIST_SAME_NUMBER);
    bool people = c->head == TOKEN_NONE ? !c->unit_row : figures_is_person(f, c->unit_row);
    if (!the || c->measure_row || c->share || c->outer || c->partitive || !people) return;
    if (!c->value.some || size_of(c) < SAME_LEAST * (int64_t)1000) return;
    for (uint32_t k = index; k > 0; k--) {
        const Count *b = &f->counts.v[k - 1];
        bool same = b->measure_row && !b->dropped && !b->share && !b->money && !b->slot &&
                    b->by < COUNTED_MENTION && !b->negated && b->value.some &&
                    size_of(b) == size_of(c) && b->trigger != b->head;
        bool person = !b->unit_row || figures_is_person(f, b->unit_row);
        if (!same || !person || !figures_may_measure(f, c, b->measure_row)) continue;
        c->measure_row = b->measure_row;
        c->rank = b->rank;
        c->weak = b->weak;
        return;
    }
}

void figures_carry_parts(FigureScan *f) {
    for (uint32_t k = f->first; k < f->counts.n; k++) {
        const Count *c = &f->counts.v[k];
        if (c->dropped || c->money || c->slot) continue;
        if (c->outer)
            carry_part(f, k);
        else
            find_dead_of(f, k);
        find_among(f, k);
        find_of_the_dead(f, k);
        find_the_same(f, k);
    }
}
