#include "extract/figures.h"

enum { OTHERS_BACK = 16 }; /* counts looked back at for what "others" are */

/* ---- shared by the parts */

bool figures_list_has(Str list, Str word) {
    Str piece;
    while (str_split(&list, ' ', &piece))
        if (str_eq(piece, word)) return true;
    return false;
}

uint32_t figures_kind(const FigureScan *f, uint32_t measure_row) {
    if (!measure_row) return 0;
    Str measure = table_cell(f->tables.measures, measure_row - 1, MEASURE_NAME);
    return table_find(f->tables.kinds, measure, 0);
}

Str figures_kind_cell(const FigureScan *f, uint32_t measure_row, int column) {
    uint32_t kind = figures_kind(f, measure_row);
    return kind ? table_cell(f->tables.kinds, kind - 1, column) : S("");
}

uint32_t figures_rank(const FigureScan *f, uint32_t measure_row) {
    uint64_t rank = 0;
    str_to_u64(figures_kind_cell(f, measure_row, KIND_RANK), &rank);
    return (uint32_t)rank;
}

Count *figures_count_at(const FigureScan *f, uint32_t token) {
    if (token == TOKEN_NONE) return NULL;
    uint32_t at = f->count_at[token];
    return at ? &f->counts.v[at - 1] : NULL;
}

Count *figures_push(FigureScan *f, TokenRange range) {
    Count *c = list_push(f->x->arena, &f->counts, Count);
    if (!c) return NULL;
    *c = (Count){.range = range,
                 .number = range.first,
                 .after = range.end,
                 .phrase_end = range.end,
                 .head = TOKEN_NONE,
                 .trigger = TOKEN_NONE};
    return c;
}

/* ---- what is counted */

Str figures_unit_cell(const FigureScan *f, uint32_t row, int column) {
    return row ? table_cell(f->tables.units, row - 1, column) : S("");
}

bool figures_is_person(const FigureScan *f, uint32_t unit_row) {
    return str_eq(figures_unit_cell(f, unit_row, UNIT_NAME), S("person"));
}

uint32_t figures_unit_of(const FigureScan *f, uint32_t first, uint32_t head) {
    for (uint32_t i = first; i <= head; i++) {
        Phrase m = figures_match_key(f, f->tables.units, i, head + 1 - i);
        if (m.row && i + m.words == head + 1) return m.row;
        m = figures_match_norm(f, f->tables.units, i, head + 1 - i);
        if (m.row && i + m.words == head + 1) return m.row;
    }
    /* "Azerbaijanis", "Kurds" */
    if (f->parse->tokens.v[head].upos != UPOS_PROPN) return 0;
    bool people = table_find(f->tables.demonyms, f->norms[head], 0) ||
                  table_find(f->tables.peoples, f->norms[head], 0);
    return people ? table_find(f->tables.units, S("person"), 0) : 0;
}

bool figures_shot_at(const FigureScan *f, uint32_t i) {
    if (i == f->sentence.first || (!figures_word(f, i, "shot") && !figures_word(f, i, "hurt")))
        return false;
    const Token *b = &f->parse->tokens.v[i - 1];
    return token_is_noun(b) && figures_is_person(f, figures_unit_of(f, i - 1, i - 1));
}

static bool is_adjective(const Token *t) {
    return t->upos == UPOS_ADJ || t->xpos == XPOS_VBN || t->xpos == XPOS_VBG ||
           t->xpos == XPOS_JJR || t->xpos == XPOS_JJS;
}

static bool is_joint(const FigureScan *f, uint32_t i) {
    const Token *t = &f->parse->tokens.v[i];
    return figures_word(f, i, "-") && !(t->flags & TOKEN_SPACE_BEFORE);
}

/* From adjectives and participles on to a noun, or not: "23 wounded in" has none; behind "the
 * number of" a noun must come, whatever a tagger takes "newly displaced" for. */
static bool leads_to_noun(const FigureScan *f, uint32_t i, uint32_t end, bool slot) {
    const Token *t = f->parse->tokens.v;
    for (; i < end; i++) {
        if (token_is_noun(&t[i])) return true;
        bool goes_on = (slot && t[i].xpos == XPOS_VBD) || is_adjective(&t[i]) || is_joint(f, i) ||
                       t[i].upos == UPOS_CCONJ ||
                       (t[i].upos == UPOS_NUM && i + 1 < end && is_joint(f, i + 1)) ||
                       (t[i].upos == UPOS_ADV && t[i].xpos != XPOS_WRB);
        if (!goes_on || t[i].upos == UPOS_CCONJ) {
            bool joins = t[i].upos == UPOS_CCONJ && i + 1 < end && is_adjective(&t[i + 1]);
            if (!joins) return false;
        }
    }
    return false;
}

/* Determiners and owners that open the whole of "seven of the nine", "30 of Oresk's 90". */
static uint32_t skip_owner(const FigureScan *f, uint32_t i, uint32_t end) {
    const Token *t = f->parse->tokens.v;
    uint32_t k = i;
    while (k < end && (token_is_noun(&t[k]) || t[k].xpos == XPOS_DT || is_joint(f, k) ||
                       t[k].upos == UPOS_ADJ))
        k++;
    if (k < end && k > i && t[k].xpos == XPOS_POS) return k + 1;
    while (i < end && (t[i].xpos == XPOS_DT || t[i].xpos == XPOS_PRPS || t[i].xpos == XPOS_PDT))
        i++;
    return i;
}

static bool is_pronoun_whole(const FigureScan *f, uint32_t i) {
    return figures_word(f, i, "them") || figures_word(f, i, "whom") ||
           figures_word(f, i, "which") || figures_word(f, i, "these") || figures_word(f, i, "us");
}

static bool is_other(const FigureScan *f, uint32_t i) {
    return figures_word(f, i, "other") || figures_word(f, i, "others");
}

/* "400 others" are what was counted before them. */
static void resolve_others(const FigureScan *f, Count *c) {
    if (c->head == TOKEN_NONE || !is_other(f, c->head)) return;
    for (uint32_t k = f->counts.n - 1; k > f->first && k + OTHERS_BACK > f->counts.n; k--) {
        const Count *before = &f->counts.v[k - 1];
        if (before->head == TOKEN_NONE || before->money || before->share) continue;
        c->unit_row = before->unit_row;
        return;
    }
}

/* "Not one civilian", "30 elderly": what taggers take for an adjective. */
static bool is_group_adjective(const FigureScan *f, uint32_t i) {
    if (f->parse->tokens.v[i].upos != UPOS_ADJ) return false;
    return figures_unit_cell(f, figures_unit_of(f, i, i), UNIT_GROUP).n > 0;
}

/* "Took 11 prisoner": what they became, not what they are. */
static bool is_captive(const FigureScan *f, const Count *c, uint32_t i) {
    return figures_word_in(f, i, LIST_BECOMES_CAPTIVE) && figures_most(c) > 1000;
}

/* "10 TRADE UNION MEMBERS": among capitals a tagger's name between two nouns is none. */
static bool is_name_inside(const FigureScan *f, uint32_t head, uint32_t i, uint32_t end) {
    const Token *t = f->parse->tokens.v;
    if (!(t[head].flags & TOKEN_CAPITAL)) return false;
    while (i < end && t[i].upos == UPOS_PROPN) i++;
    return i < end && t[i].upos == UPOS_NOUN && !f->x->time_at[i];
}

/* "20,000 head of cattle", "30 members of parliament": a unit of several words goes on behind the
 * noun. */
static void read_long_unit(const FigureScan *f, Count *c, uint32_t end) {
    Phrase m = figures_match_key(f, f->tables.units, c->head, end - c->head);
    if (m.words < 3) m = figures_match_norm(f, f->tables.units, c->head, end - c->head);
    if (m.words < 3 || !figures_word(f, c->head + 1, "of")) return;
    c->unit_row = m.row;
    c->phrase_end = c->head + m.words;
}

/* Over the words of a noun phrase from i on; sets head and phrase_end. */
void figures_read_nouns(const FigureScan *f, Count *c, uint32_t i, uint32_t end) {
    const Token *t = f->parse->tokens.v;
    uint32_t first = i, stop = i + FIGURES_PHRASE_MAX < end ? i + FIGURES_PHRASE_MAX : end;
    for (; i < stop; i++) {
        if (f->x->time_at[i] && !(i + 1 < stop && is_joint(f, i + 1)) && !is_joint(f, i)) break;
        if (c->head != TOKEN_NONE && figures_shot_at(f, i)) break;
        if (is_captive(f, c, i)) break;
        if (token_is_noun(&t[i])) {
            bool name_after_noun = c->head != TOKEN_NONE && t[i].upos == UPOS_PROPN &&
                                   t[c->head].upos == UPOS_NOUN && !is_joint(f, i - 1);
            if (name_after_noun && !is_name_inside(f, c->head, i, stop)) break;
            c->head = i;
        } else if (c->head != TOKEN_NONE && !is_joint(f, i)) {
            /* "mud-and-thatch homes" goes on, "mud and straw" does not */
            if (!is_joint(f, i - 1)) break;
        } else if (is_group_adjective(f, i) && !leads_to_noun(f, i, stop, c->slot)) {
            c->head = i;
            break;
        } else if (!is_joint(f, i) && !leads_to_noun(f, i, stop, c->slot)) {
            /* "400 others", "12 more" */
            if (figures_word(f, i, "more") || figures_word(f, i, "other") ||
                figures_word(f, i, "others") || figures_word(f, i, "further"))
                c->phrase_end = i + 1;
            break;
        }
    }
    if (c->head != TOKEN_NONE) {
        c->phrase_end = c->head + 1;
        c->unit_row = figures_unit_of(f, first, c->head);
        read_long_unit(f, c, end);
        resolve_others(f, c);
    }
}

void figures_read_phrase(const FigureScan *f, Count *c, uint32_t end) {
    uint32_t i = c->range.end;
    while (i < end && (figures_word(f, i, "more") || figures_word(f, i, "other") ||
                       figures_word(f, i, "additional") || figures_word(f, i, "further")))
        c->phrase_end = ++i;
    if (figures_word_in(f, i, LIST_QUOTE_MARK) && i + 1 < end &&
        token_is_noun(&f->parse->tokens.v[i + 1]))
        i++; /* "more than a hundred" boys */
    if (figures_word(f, i, "of")) {
        if (is_pronoun_whole(f, i + 1)) {
            c->partitive = true;
            c->phrase_end = i + 2;
            return;
        }
        uint32_t whole = skip_owner(f, i + 1, end);
        if (whole == i + 1 && !c->share && c->quantifier != QUANT_VAGUE) return;
        c->partitive = whole != i + 1 || c->share;
        i = whole;
        while (i < end &&
               (f->parse->tokens.v[i].upos == UPOS_NUM || f->parse->tokens.v[i].upos == UPOS_ADV))
            i++;
    } else if (c->share) {
        i = skip_owner(f, i, end);
    }
    figures_read_nouns(f, c, i, end);
    /* "seven of the nineteen are" */
    if (c->partitive && c->head == TOKEN_NONE && c->phrase_end < i) c->phrase_end = i;
}

/* ---- quantifiers */

static uint32_t quantifier_row(const FigureScan *f, Phrase m, const char *side) {
    for (uint32_t r = m.row; r; r = table_find(f->tables.quantifiers, m.key, r))
        if (str_is(table_cell(f->tables.quantifiers, r - 1, QUANTIFIER_SIDE), side)) return r;
    return 0;
}

static bool is_filler(const FigureScan *f, uint32_t i) {
    return figures_word_in(f, i, LIST_FIGURE_FILLER);
}

/* The longest quantifier that ends right before `end`; moves *end to where it begins. */
static uint32_t quantifier_before(const FigureScan *f, uint32_t *end) {
    for (uint32_t n = 6; n; n--) {
        if (*end < f->sentence.first + n) continue;
        Phrase m = figures_match_norm(f, f->tables.quantifiers, *end - n, n);
        uint32_t row = m.row && m.words == n ? quantifier_row(f, m, "before") : 0;
        if (row) {
            *end -= n;
            return row;
        }
    }
    return 0;
}

/* "n+1..": each side an n, n+1, n-1 or nothing. Shares have no next one. */
static Number bound_of(Str side, Number n, bool share) {
    if (side.n == 0 || side.p[0] != 'n') return (Number){0};
    int64_t by = str_eq(side, S("n+1")) ? 1000 : str_eq(side, S("n-1")) ? -1000 : 0;
    return (Number){n.milli + (share ? 0 : by), true};
}

static void apply_quantifier(const FigureScan *f, Count *c, uint32_t row) {
    Str bounds = table_cell(f->tables.quantifiers, row - 1, QUANTIFIER_BOUNDS);
    int q = WORD_FIND(QUANT, table_cell(f->tables.quantifiers, row - 1, QUANTIFIER_NAME));
    size_t dots = str_find(bounds, S(".."));
    if (q < 0 || dots == SIZE_MAX || c->quantifier != QUANT_EXACT) return;
    c->quantifier = (Quantifier)q;
    c->low = bound_of((Str){bounds.p, dots}, c->value, c->share);
    c->high = bound_of(str_from(bounds, dots + 2), c->value, c->share);
}

/* "nearly all of the area's former 120,000 residents" */
static uint32_t all_of_before(const FigureScan *f, uint32_t *start) {
    const Token *t = f->parse->tokens.v;
    uint32_t i = *start;
    for (int n = 0; n < 6 && i > f->sentence.first; n++, i--) {
        uint32_t end = i;
        uint32_t row = figures_word(f, i - 1, "all") ? 0 : quantifier_before(f, &end);
        if (row && n && end + 1 < i && figures_word(f, end + 1, "all")) {
            *start = end;
            return row;
        }
        const Token *b = &t[i - 1];
        bool passes = b->upos == UPOS_DET || b->upos == UPOS_ADJ || token_is_noun(b) ||
                      b->xpos == XPOS_POS || b->xpos == XPOS_PRPS || figures_word(f, i - 1, "of");
        if (!passes) return 0;
    }
    return 0;
}

/* "All but three of the 46 were saved": three are those who were not. */
static bool is_all_but(const FigureScan *f, const Count *c) {
    uint32_t first = c->range.first;
    return first >= f->sentence.first + 2 && !c->share && figures_word(f, first - 1, "but") &&
           figures_word(f, first - 2, "all");
}

void figures_read_quantifier(const FigureScan *f, Count *c) {
    uint32_t start = c->range.first, row = 0;
    if (is_all_but(f, c)) {
        c->all_but = true;
        c->range.first -= 2;
        return;
    }
    for (int n = 0; n < 2; n++) { /* "at least an estimated": the outer one counts */
        uint32_t at = start;
        if (!row && at > f->sentence.first && is_filler(f, at - 1)) at--;
        uint32_t more = quantifier_before(f, &at);
        if (!more) break;
        start = at;
        Str name = table_cell(f->tables.quantifiers, more - 1, QUANTIFIER_NAME);
        if (!row || !str_eq(name, S("exact"))) row = more;
    }
    if (!row) row = all_of_before(f, &start);
    if (start < c->range.first) c->range.first = start;
    Phrase m =
        figures_match_norm(f, f->tables.quantifiers, c->range.end, f->sentence.end - c->range.end);
    uint32_t after = m.row ? quantifier_row(f, m, "after") : 0;
    if (after) c->range.end += m.words;
    if (row || after) apply_quantifier(f, c, row ? row : after);
    if (c->phrase_end < c->range.end) c->phrase_end = c->range.end;
}

/* "between 30 and 40", "from 30 to 40" where no word of change makes the first the old one. */
bool figures_read_between(FigureScan *f, Count *c, uint32_t end) {
    bool between = c->number > f->sentence.first && figures_word(f, c->number - 1, "between");
    if (!between || !figures_word(f, c->range.end, "and")) return false;
    NumberRead r = number_read(f->tables.numbers, f->parse->tokens.v, c->range.end + 1, end);
    if (!r.words || r.range || r.low.milli <= c->low.milli) return false;
    number_lend_scale(f->tables.numbers, f->parse->tokens.v, c->range.end + 1, r.words,
                      r.high.milli, &c->low.milli);
    c->range = (TokenRange){c->number - 1, c->range.end + 1 + r.words};
    c->after = c->phrase_end = c->range.end;
    c->high = r.high;
    c->quantifier = QUANT_BETWEEN;
    c->value = (Number){0};
    return true;
}
