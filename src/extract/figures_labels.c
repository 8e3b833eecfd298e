/* The manner of communiqués and situation reports: a label names the number behind it, "Dead: 43",
 * "killed - 43", "cases 87, deaths 6", "In shelters: 1,250 people", and brackets hold the parts of
 * the number before them, "21 dead (9 women, 12 men)".
 *
 *   in   a sentence whose numbers are measured by its verbs and nouns
 *   out  labelled numbers with the measure and the unit of their label
 */
#include "extract/figures.h"

enum {
    LABEL_WORDS = 4,
    LIST_REACH = 10,    /* tokens from a label without verb to its number */
    BRACKETS_REACH = 24 /* tokens of one bracket */
};

static bool has_verb(const FigureScan *f) {
    for (uint32_t i = f->sentence.first; i < f->sentence.end; i++) {
        Xpos x = f->parse->tokens.v[i].xpos;
        if (x == XPOS_VBD || x == XPOS_VBZ || x == XPOS_VBP || x == XPOS_MD) return true;
    }
    return false;
}

static bool is_dash(const FigureScan *f, uint32_t i) {
    return figures_word(f, i, ":") || figures_word(f, i, "-") || figures_word(f, i, "--") ||
           figures_word(f, i, "–") || figures_word(f, i, "—") || figures_word(f, i, "=");
}

/* A count that a label may name. */
static bool is_countable(const Count *c) {
    return !c->dropped && !c->money && !c->share && !c->slot && c->by < COUNTED_MENTION;
}

static void set_measure(const FigureScan *f, Count *c, uint32_t row, uint32_t trigger) {
    c->measure_row = row;
    c->rank = figures_rank(f, row);
    c->trigger = trigger;
    c->weak = figures_is_weak(f, row);
    c->negated = false;
}

/* The row of these words that may stand as a label; 0 for none. */
static uint32_t naming_row(const FigureScan *f, Phrase m, bool dash) {
    static const char *const ways[] = {"label", "state", "self", "object"};
    size_t n = sizeof ways / sizeof *ways - (dash ? 0 : 1); /* "Rescued: 21" */
    for (size_t w = 0; w < n; w++)
        for (uint32_t r = m.row; r; r = table_find(f->tables.measures, m.key, r)) {
            Str stands = table_cell(f->tables.measures, r - 1, MEASURE_STANDS);
            if (figures_list_has(stands, str_of(ways[w])) && figures_rank(f, r)) return r;
        }
    return 0;
}

uint32_t figures_name_before(const FigureScan *f, uint32_t end, bool dash, uint32_t *first) {
    for (uint32_t n = LABEL_WORDS; n; n--) {
        if (end < f->sentence.first + n) continue;
        Phrase found[] = {figures_match_norm(f, f->tables.measures, end - n, n),
                          figures_match_key(f, f->tables.measures, end - n, n)};
        for (size_t k = 0; k < 2; k++) {
            bool participle = dash && str_ends(f->norms[end - 1], S("ed"));
            uint32_t row = found[k].words == n ? naming_row(f, found[k], participle) : 0;
            if (!row) continue;
            *first = end - n;
            return row;
        }
    }
    return 0;
}

/* "Twelve dead 44 hurt": the word belongs to the number before it. */
static bool belongs_before(const FigureScan *f, uint32_t first) {
    if (first == f->sentence.first) return false;
    return f->count_at[first - 1] || f->parse->tokens.v[first - 1].upos == UPOS_NUM;
}

/* "Evacuated in the province: 7,850": where they are counted, and not what. */
static bool is_whereabouts(const FigureScan *f, uint32_t i) {
    uint32_t first = clause_noun_chunk(f->parse, i).first;
    return first > f->sentence.first && figures_word_in(f, first - 1, LIST_LOCATIVE);
}

/* What the words of a label say is counted: "Damaged houses: 91". */
static void read_label_unit(const FigureScan *f, Count *c) {
    if (c->head != TOKEN_NONE) return;
    uint32_t at = c->range.first;
    for (uint32_t i = at; i > f->sentence.first && at - i < LIST_REACH; i--) {
        if (i < at && (figures_word(f, i - 1, ",") || figures_word(f, i - 1, ";"))) return;
        if (i - 1 == c->trigger || is_whereabouts(f, i - 1))
            continue; /* "Households displaced: 512" */
        uint32_t unit = figures_unit_of(f, i - 1, i - 1);
        Str name = figures_unit_cell(f, unit, UNIT_NAME);
        bool counted =
            figures_is_person(f, unit) || str_eq(name, S("household")) || str_eq(name, S("item"));
        if (!counted) continue;
        c->unit_row = unit;
        c->head = i - 1;
        return;
    }
}

/* "Dead 15, wounded 31": the word right before a number names it, whatever stands further on. */
static bool name_by_last_words(FigureScan *f, Count *c, bool listed) {
    uint32_t end = c->range.first, first = 0;
    bool dash = end > f->sentence.first && is_dash(f, end - 1);
    if (c->head != TOKEN_NONE && !dash) return false;
    uint32_t row = figures_name_before(f, dash ? end - 1 : end, dash, &first);
    if (!row || belongs_before(f, first)) return false;
    bool own = c->measure_row && c->trigger != TOKEN_NONE && c->trigger >= first;
    bool behind = own && c->trigger >= c->phrase_end;
    bool apart = behind && c->phrase_end < f->sentence.end &&
                 f->parse->tokens.v[c->phrase_end].upos == UPOS_PUNCT;
    bool item = listed && first > f->sentence.first && figures_word(f, first - 1, ",") &&
                c->head == TOKEN_NONE; /* "deaths 6, recovered 41" */
    if (own && !apart && !item) return false;
    if (c->head != TOKEN_NONE && !figures_may_measure(f, c, row)) return false;
    set_measure(f, c, row, first);
    return true;
}

/* A verb names nothing where it is a noun ("fire crews: 210") or asks for an object ("has revised"). */
static bool may_name(const FigureScan *f, uint32_t row, uint32_t i) {
    Str stands = table_cell(f->tables.measures, row - 1, MEASURE_STANDS);
    bool verb = figures_list_has(stands, S("object")) || figures_list_has(stands, S("subject"));
    bool noun = figures_list_has(stands, S("state")) || figures_list_has(stands, S("self"));
    if (!verb || noun) return true;
    Str with = table_cell(f->tables.measures, row - 1, MEASURE_WITH);
    return with.n == 0 && token_is_verb(&f->parse->tokens.v[i]);
}

/* The best of all words of a label before a number. */
static void name_by_label(FigureScan *f, Count *c) {
    uint32_t at = c->range.first;
    for (uint32_t i = at; i > f->sentence.first && at - i < LIST_REACH;) {
        i--;
        const Count *other = figures_count_at(f, i);
        if (other && other != c && !other->slot) return;
        Phrase found[] = {figures_match_key(f, f->tables.measures, i, at - i),
                          figures_match_norm(f, f->tables.measures, i, at - i)};
        for (size_t k = 0; k < 2; k++) {
            uint32_t row = found[k].row;
            if (!row || figures_rank(f, row) <= c->rank || !may_name(f, row, i)) continue;
            if (c->head != TOKEN_NONE && !figures_may_measure(f, c, row)) continue;
            set_measure(f, c, row, i);
        }
    }
}

/* Lists have no verbs: "Damaged houses 91", "Evacuation, total people: 36"; before a colon there
 * may be one: "People evacuated since Monday: 36". */
static void read_list(FigureScan *f) {
    bool verb = has_verb(f), listed = false;
    for (uint32_t k = f->first; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k];
        if (!is_countable(c)) continue;
        uint32_t first = c->range.first;
        bool colon = first > f->sentence.first && figures_word(f, first - 1, ":");
        bool named = c->measure_row && c->trigger < first && colon;
        if (name_by_last_words(f, c, listed) || named) {
            listed = true;
            read_label_unit(f, c);
        } else if (!c->measure_row && (colon || (!verb && c->head == TOKEN_NONE))) {
            name_by_label(f, c);
            if (c->measure_row) read_label_unit(f, c);
        }
    }
}

/* "3 cases in Vask": a place of its own stands right behind. */
static bool has_own_place(const FigureScan *f, const Count *c) {
    for (uint32_t i = c->phrase_end; i < f->sentence.end; i++) {
        if (f->parse->tokens.v[i].upos == UPOS_PUNCT) return false;
        if (f->x->place_at[i]) return true;
    }
    return false;
}

/* "Oresk city: 571 cases, 12 deaths": what the place before the colon counts. */
static void read_place(FigureScan *f) {
    uint32_t i = f->sentence.first;
    while (i < f->sentence.end && f->parse->tokens.v[i].upos == UPOS_PUNCT) i++;
    Ref place = i < f->sentence.end ? f->x->place_at[i] : 0;
    if (!place) return;
    while (i < f->sentence.end && f->x->place_at[i] == place) i++;
    if (!figures_word(f, i, ":") && figures_word_in(f, i, LIST_EXTENT)) i++;
    if (!figures_word(f, i, ":")) return;
    for (uint32_t k = f->first; k < f->counts.n; k++) {
        Count *c = &f->counts.v[k];
        if (is_countable(c) && !c->place && !has_own_place(f, c)) c->place = place;
    }
}

/* Where the brackets that open right behind a count close; 0 where none do. */
static uint32_t brackets_end(const FigureScan *f, const Count *c, uint32_t *open) {
    uint32_t i = c->phrase_end;
    if (c->trigger != TOKEN_NONE && c->trigger >= i && c->trigger < i + LABEL_WORDS)
        i = c->trigger + 1;
    *open = i;
    if (!figures_word(f, i, "(")) return 0;
    for (uint32_t n = 0; n < BRACKETS_REACH && i < f->sentence.end; n++, i++)
        if (figures_word(f, i, ")")) return i;
    return 0;
}

/* "21 dead (9 women, 12 men)" are parts; "640 families displaced (3,210 people)" are the same. */
static void read_brackets(FigureScan *f) {
    for (uint32_t k = f->first; k < f->counts.n; k++) {
        const Count *whole = &f->counts.v[k];
        if (!is_countable(whole) || !whole->measure_row || whole->whole) continue;
        uint32_t open, end = brackets_end(f, whole, &open);
        for (uint32_t p = k + 1; end && p < f->counts.n; p++) {
            Count *c = &f->counts.v[p];
            if (c->range.first <= open) continue;
            if (c->range.first >= end) break;
            if (!is_countable(c) || c->measure_row || !c->unit_row || c->by == COUNTED_NEGATION)
                continue;
            if (!figures_may_measure(f, c, whole->measure_row)) continue;
            bool alike = figures_is_person(f, c->unit_row) ==
                         (whole->unit_row == 0 || figures_is_person(f, whole->unit_row));
            figures_inherit(c, whole);
            if (alike && figures_most(c) < figures_most(whole)) c->whole = k + 1;
        }
    }
}

void figures_read_labels(FigureScan *f) {
    read_list(f);
    read_place(f);
    read_brackets(f);
}
