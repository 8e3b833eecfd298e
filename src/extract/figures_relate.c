#include "extract/figures.h"

enum { PART_REACH = 5, TOTAL_REACH = 6, COUNTS_BACK = 32, BRACKETS_REACH = 16 };

static bool says(const FigureScan *f, Phrase m, const char *what) {
    for (uint32_t r = m.row; r; r = table_find(f->tables.cues, m.key, r))
        if (str_is(table_cell(f->tables.cues, r - 1, CUE_SAYS), what)) return true;
    return false;
}

/* A cue that ends at or shortly before `end`; answers where it begins, TOKEN_NONE without one. */
static uint32_t cue_before(const FigureScan *f, uint32_t end, uint32_t reach, const char *what) {
    for (uint32_t i = end; i > f->sentence.first && end - i < reach;) {
        i--;
        Phrase by_key = figures_match_key(f, f->tables.cues, i, end - i);
        if (by_key.row && says(f, by_key, what)) return i;
        Phrase by_norm = figures_match_norm(f, f->tables.cues, i, end - i);
        if (by_norm.row && says(f, by_norm, what)) return i;
    }
    return TOKEN_NONE;
}

void figures_inherit(Count *c, const Count *from) {
    c->measure_row = from->measure_row;
    c->rank = from->rank;
    c->trigger = from->trigger;
    c->negated = from->negated;
    c->weak = from->weak;
}

void figures_go_on(FigureScan *f, Count *c, uint32_t before) {
    const Count *b = &f->counts.v[before - 1];
    figures_inherit(c, b);
    c->unit_row = b->unit_row;
    c->same_as = b->head == TOKEN_NONE && b->same_as ? b->same_as : before;
}

static bool same_kind_of_thing(const FigureScan *f, const Count *a, const Count *b) {
    if (a->head == TOKEN_NONE || b->head == TOKEN_NONE) return true;
    return figures_is_person(f, a->unit_row) == figures_is_person(f, b->unit_row);
}

/* Past "(five Lurs and one Oresker)". */
static uint32_t skip_brackets(const FigureScan *f, uint32_t from, uint32_t to) {
    bool round = figures_word(f, from, "(");
    if (!round && !figures_word(f, from, "[")) return from;
    for (uint32_t i = from; i < to && i - from < BRACKETS_REACH; i++)
        if (figures_word(f, i, round ? ")" : "]")) return i + 1;
    return from;
}

/* Only commas and conjunctions from one phrase to the next. */
static bool joined(const FigureScan *f, uint32_t from, uint32_t to) {
    from = skip_brackets(f, from, to);
    if (from >= to || to - from > 4) return false;
    for (uint32_t i = from; i < to; i++) {
        const Token *t = &f->parse->tokens.v[i];
        bool links = figures_word(f, i, ",") || t->xpos == XPOS_CC || figures_word(f, i, "plus") ||
                     figures_word(f, i, "as") || figures_word(f, i, "well");
        if (!links) return false;
    }
    return true;
}

static bool followed_by_verb(const FigureScan *f, const Count *c) {
    uint32_t i = c->phrase_end;
    if (i >= f->sentence.end) return false;
    const Token *t = &f->parse->tokens.v[i];
    return token_is_verb(t) || t->upos == UPOS_AUX;
}

/* No word says what happened to them but at most their own: "two hostages". */
static bool unmeasured(const Count *c) {
    return !c->measure_row || (c->weak && c->trigger == c->head);
}

/* "Of 320 patients, 280 died", "of the 31 dead" */
static bool is_whole_of(const FigureScan *f, const Count *c) {
    uint32_t first = c->range.first;
    if (first > f->sentence.first && figures_word(f, first - 1, "the")) first--;
    return first > f->sentence.first && figures_word(f, first - 1, "of") &&
           (first < f->sentence.first + 2 || figures_word(f, first - 2, ",") ||
            figures_word(f, first - 2, "out"));
}

static bool is_case(const FigureScan *f, const Count *c) {
    return str_eq(figures_unit_cell(f, c->unit_row, UNIT_CLASS), S("case"));
}

/* Deaths and recoveries beside cases. */
static bool tells_of_disease(const FigureScan *f, const Count *c) {
    Str measure =
        c->measure_row ? table_cell(f->tables.measures, c->measure_row - 1, MEASURE_NAME) : S("");
    return !is_case(f, c) && (str_eq(measure, S("killed")) || str_eq(measure, S("recovered")));
}

/* "24 deaths and 51 cases": who was ill, not who died. */
static void count_cases(const FigureScan *f, Count *c) {
    c->measure_row = table_find(f->tables.measures, S("new case"), 0);
    c->rank = figures_rank(f, c->measure_row);
    c->weak = false;
}

/* "200 killed, including 10 civilians, and 400 wounded": a part of what stands before it. */
static bool is_part_behind(const FigureScan *f, uint32_t index) {
    return index > f->first && f->counts.v[index - 1].measure_row &&
           cue_before(f, f->counts.v[index].range.first, PART_REACH, "part") != TOKEN_NONE;
}

/* "killed two soldiers and three civilians", "two soldiers and three civilians were killed" */
static void share_with_joined(FigureScan *f) {
    for (uint32_t k = f->first + 1; k < f->counts.n; k++) {
        Count *a = &f->counts.v[k - 1], *b = &f->counts.v[k];
        if (a->dropped || b->dropped || !joined(f, a->phrase_end, b->range.first)) continue;
        bool left = a->measure_row && a->trigger < b->range.first && a->trigger != TOKEN_NONE;
        bool fits = same_kind_of_thing(f, a, b) ||
                    (left && b->unit_row && figures_may_measure(f, b, a->measure_row));
        if (!fits || a->by == COUNTED_NEGATION) continue;
        if (unmeasured(b) && left && !followed_by_verb(f, b)) figures_inherit(b, a);
        if (is_case(f, b) && tells_of_disease(f, a)) count_cases(f, b);
    }
    for (uint32_t k = f->counts.n; k > f->first + 1; k--) {
        Count *a = &f->counts.v[k - 2], *b = &f->counts.v[k - 1];
        if (a->dropped || !joined(f, a->phrase_end, b->range.first)) continue;
        bool right = b->measure_row && b->trigger >= b->phrase_end && b->trigger != TOKEN_NONE;
        if (is_whole_of(f, a) || is_part_behind(f, k - 2)) continue;
        /* "1,100 firefighters and 14 aircraft were deployed" */
        bool fits = same_kind_of_thing(f, a, b) ||
                    (right && a->unit_row && figures_may_measure(f, a, b->measure_row));
        if (right && unmeasured(a) && fits) figures_inherit(a, b);
        if (is_case(f, a) && unmeasured(a) && tells_of_disease(f, b)) count_cases(f, a);
    }
}

/* "And the navy picked up 53 of them": something of its own happened to them. */
static bool is_object(const FigureScan *f, const Count *c) {
    uint32_t i = c->range.first;
    if (i > f->sentence.first && f->parse->tokens.v[i - 1].upos == UPOS_ADP) i--;
    const Token *t = f->parse->tokens.v;
    return i > f->sentence.first && t[i - 1].upos == UPOS_VERB && t[i - 1].xpos != XPOS_VBG;
}

/* "17 wounded, four by bullets", "fifteen hurt, two seriously": some of the number before. */
static bool is_some_of_before(const FigureScan *f, uint32_t index) {
    const Count *c = &f->counts.v[index];
    uint32_t at = c->range.first, next = c->phrase_end;
    if (c->head != TOKEN_NONE || at < f->sentence.first + 2 || !figures_word(f, at - 1, ","))
        return false;
    const Count *b = &f->counts.v[index - 1];
    bool right_before = b->measure_row && (b->phrase_end == at - 1 || b->trigger + 2 == at);
    return right_before && figures_word_in(f, next, LIST_HURT_HOW) &&
           figures_most(b) > figures_most(c);
}

/* "23 wounded, including at least eight children" */
static void find_wholes(FigureScan *f) {
    for (uint32_t k = f->first + 1; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k];
        if (c->dropped) continue;
        uint32_t cue = cue_before(f, c->range.first, PART_REACH, "part");
        bool of_them = c->partitive && c->head == TOKEN_NONE;
        if (cue == TOKEN_NONE && !of_them && !is_some_of_before(f, k)) continue;
        for (uint32_t w = k; w > f->first && k - w < COUNTS_BACK; w--) {
            Count *whole = &f->counts.v[w - 1];
            if (whole->dropped || whole->money || whole->range.first > c->range.first) continue;
            if (figures_most(whole) < figures_most(c) || !whole->measure_row || whole->whole)
                continue;
            bool same = !c->measure_row || c->measure_row == whole->measure_row ||
                        figures_kind(f, c->measure_row) == figures_kind(f, whole->measure_row);
            bool some = cue != TOKEN_NONE && c->head == TOKEN_NONE && !c->unit_row;
            if (some) c->unit_row = whole->unit_row; /* "980 families, of which 400 are hosted" */
            if (!same) break;
            if (!c->measure_row && is_object(f, c)) break;
            if (!c->measure_row) figures_inherit(c, whole);
            c->whole = w;
            break;
        }
    }
}

/* "Of the 31 dead, 12 were women and five were children" */
static void find_fronted_wholes(FigureScan *f) {
    for (uint32_t k = f->first + 1; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k], *before = c - 1;
        if (c->dropped || c->measure_row || c->share || c->money || c->head != TOKEN_NONE) continue;
        uint32_t whole = before->whole ? before->whole : k;
        Count *w = &f->counts.v[whole - 1];
        if (!is_whole_of(f, w) || !w->measure_row || w->dropped) continue;
        if (figures_most(w) < figures_most(c)) continue;
        figures_inherit(c, w);
        c->whole = whole;
    }
}

/* "All but three of the 46 were saved": 43 were; without the 46 nobody knows how many. */
static void take_off_rest(FigureScan *f) {
    for (uint32_t k = f->first; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k];
        if (!c->all_but) continue;
        const Count *inner = NULL;
        for (uint32_t w = k + 1; w < f->counts.n && !inner; w++)
            if (f->counts.v[w].outer == k + 1) inner = &f->counts.v[w];
        bool rest =
            inner && inner->value.some && c->value.some && inner->value.milli > c->value.milli;
        c->dropped = !rest;
        if (!rest) continue;
        c->value.milli = inner->value.milli - c->value.milli;
        c->low = c->high = c->value;
        c->by = COUNTED_LIST;
    }
}

/* "seven of the nine": a part of the nine if both are measured alike. */
static void find_partitives(FigureScan *f) {
    for (uint32_t k = f->first; k < f->counts.n; k++) {
        Count *inner = &f->counts.v[k];
        if (!inner->outer) continue;
        Count *outer = &f->counts.v[inner->outer - 1];
        if (outer->share) outer->base = k + 1;
        if (!outer->share && !outer->measure_row && inner->trigger != TOKEN_NONE &&
            inner->trigger >= inner->phrase_end) { /* "two of nine miners killed" */
            figures_inherit(outer, inner);
            Xpos who = inner->phrase_end < f->sentence.end
                           ? f->parse->tokens.v[inner->phrase_end].xpos
                           : XPOS_NONE;
            if (who == XPOS_WP || who == XPOS_WDT) { /* "one of the two who died" */
                outer->whole = k + 1;
                continue;
            }
            inner->measure_row = inner->rank = 0;
            inner->trigger = TOKEN_NONE;
            inner->negated = inner->weak = false;
        }
        bool same = inner->measure_row &&
                    figures_kind(f, inner->measure_row) == figures_kind(f, outer->measure_row);
        if (!outer->share && same && figures_most(inner) >= figures_most(outer))
            outer->whole = k + 1;
    }
}

static uint32_t last_measured(const FigureScan *f, uint32_t before) {
    for (uint32_t k = before; k > 0 && before - k < COUNTS_BACK; k--) {
        const Count *c = &f->counts.v[k - 1];
        if (c->measure_row && !c->dropped && !c->money && !c->share && c->by != COUNTED_NEGATION)
            return k;
    }
    return 0;
}

/* "bringing the total to 45": a number alone behind such words goes on with what was counted last.
 */
static void carry_totals(FigureScan *f) {
    for (uint32_t k = f->first; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k];
        if (c->measure_row || c->dropped || c->money || c->share || c->head != TOKEN_NONE) continue;
        if (cue_before(f, c->range.first, TOTAL_REACH, "total") == TOKEN_NONE) continue;
        uint32_t last = last_measured(f, k);
        if (last) figures_inherit(c, &f->counts.v[last - 1]);
    }
}

/* "Most of the city's 120,000 residents": only articles and owners between the share and its whole. */
static bool is_right_behind(const FigureScan *f, const Count *share, const Count *whole) {
    if (whole->range.first < share->range.end || whole->range.first - share->range.end > 4)
        return false;
    for (uint32_t i = share->range.end; i < whole->range.first; i++) {
        const Token *t = &f->parse->tokens.v[i];
        bool owner =
            t->upos == UPOS_DET || t->xpos == XPOS_PRPS || t->xpos == XPOS_POS || token_is_noun(t);
        if (!owner) return false;
    }
    return true;
}

/* What happened to the share did not happen to its whole: "most of the 120,000 have fled". */
static void take_measure(Count *share, Count *whole) {
    bool own = whole->trigger == whole->head; /* "120,000 residents" */
    if (!whole->measure_row || own) return;
    figures_inherit(share, whole);
    whole->measure_row = whole->rank = 0;
    whole->trigger = TOKEN_NONE;
    whole->negated = whole->weak = false;
}

/* "Nearly all of the 120,000 residents have fled": the share in words and the number that it is of
 * suffered the same. */
static bool share_of_next(FigureScan *f, uint32_t k) {
    Count *c = &f->counts.v[k], *next = k + 1 < f->counts.n ? c + 1 : NULL;
    if (c->quantifier != QUANT_VAGUE || c->head != TOKEN_NONE || !next || next->dropped ||
        next->share || next->money)
        return false;
    bool behind = is_right_behind(f, c, next);
    if (next->range.first > c->range.first && !behind) return false;
    if (behind)
        take_measure(c, next);
    else if (c->rank > next->rank)
        figures_inherit(next, c);
    else if (!c->measure_row)
        figures_inherit(c, next);
    c->base = k + 2;
    c->head = next->head;
    c->unit_row = next->unit_row;
    return true;
}

/* "And is 30 percent contained": how far something has gone, and no share of what was counted. */
static bool is_share_of_deed(const FigureScan *f, const Count *c) {
    uint32_t next = c->phrase_end;
    if (c->head != TOKEN_NONE || next >= f->sentence.end) return false;
    const Token *t = &f->parse->tokens.v[next];
    return t->xpos == XPOS_VBN || t->upos == UPOS_ADJ;
}

/* A share without a measure of its own has that of the whole it is given of. */
static void find_bases(FigureScan *f) {
    for (uint32_t k = f->first; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k];
        if (!c->share || c->base || c->dropped || share_of_next(f, k)) continue;
        if (c->quantifier == QUANT_VAGUE || is_share_of_deed(f, c)) continue;
        for (uint32_t w = k; w > f->first && k - w < COUNTS_BACK; w--) {
            Count *before = &f->counts.v[w - 1];
            if (before->share || before->money || !before->measure_row || before->dropped) continue;
            if (!c->measure_row) figures_inherit(c, before);
            break;
        }
    }
}

/* "40 displaced in Oresk and 30 in Vask" */
static void fill_gaps(FigureScan *f) {
    for (uint32_t k = f->first + 1; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k], *before = &f->counts.v[k - 1];
        uint32_t first = c->range.first;
        if (c->measure_row || c->dropped || c->money || c->share || c->head != TOKEN_NONE) continue;
        if (!before->measure_row || before->dropped || before->money || before->share) continue;
        bool joins = figures_word(f, first - 1, "and") || figures_word(f, first - 1, ",");
        bool place = c->phrase_end < f->sentence.end &&
                     f->parse->tokens.v[c->phrase_end].upos == UPOS_ADP &&
                     !figures_word(f, c->phrase_end, "of");
        if (joins && place) figures_inherit(c, before);
    }
}

/* "Along with two others", "together with", "alongside" */
static bool in_company(const FigureScan *f, uint32_t at) {
    if (at < f->sentence.first + 2) return false;
    bool with = figures_word(f, at - 1, "with") &&
                (figures_word(f, at - 2, "along") || figures_word(f, at - 2, "together"));
    return with || figures_word_in(f, at - 1, LIST_COMPANY);
}

/* "Rivera was shot dead along with two others": who is told of with them suffered the same. */
static void share_with_company(FigureScan *f) {
    for (uint32_t k = f->first + 1; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k];
        uint32_t at = c->range.first;
        bool person = figures_is_person(f, c->unit_row);
        if (!in_company(f, at) || !unmeasured(c) || c->dropped || !person) continue;
        for (uint32_t w = f->first; w < f->counts.n; w++) {
            const Count *other = &f->counts.v[w];
            bool before = other->measure_row && !other->dropped && other->range.first < at &&
                          other->trigger != TOKEN_NONE && other->trigger < at;
            if (before && figures_may_measure(f, c, other->measure_row)) figures_inherit(c, other);
        }
    }
}

/* "four shootings left two dead and seven hurt": the total of all of them. */
static void mark_several(FigureScan *f) {
    for (uint32_t k = f->first; f->several && k < f->counts.n; k++) {
        Count *c = &f->counts.v[k];
        bool harm = str_eq(figures_kind_cell(f, c->measure_row, KIND_SCOPE), S("incident"));
        c->several = harm && figures_most(c) > 1000 && c->by < COUNTED_MENTION;
    }
}

void figures_relate_sentence(FigureScan *f) {
    share_with_joined(f);
    fill_gaps(f);
    share_with_company(f);
    figures_read_labels(f);
    find_wholes(f);
    find_fronted_wholes(f);
    take_off_rest(f);
    find_partitives(f);
    carry_totals(f);
    figures_carry_gaps(f);
    figures_carry_bare(f);
    fill_gaps(f); /* of what was carried */
    figures_carry_parts(f);
    find_bases(f);
    mark_several(f);
}
