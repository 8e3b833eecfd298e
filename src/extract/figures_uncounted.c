/* Numbers that count nothing: of names, ages, addresses, notes, parts of words. */
#include "extract/figures.h"

static bool is_label(const FigureScan *f, uint32_t before) {
    return table_find(f->tables.labels, f->norms[before], 0) != 0;
}

static bool glued(const FigureScan *f, uint32_t i) {
    return i < f->sentence.end && !(f->parse->tokens.v[i].flags & TOKEN_SPACE_BEFORE);
}

static bool is_person_word(const FigureScan *f, uint32_t i) {
    const Token *t = &f->parse->tokens.v[i];
    return t->flags & TOKEN_CAPITAL || figures_is_person(f, figures_unit_of(f, i, i));
}

/* "Iln, 26, said", "kills man, 18", "Orm (20)", "between the ages of 11 and 15" */
static bool is_age_word(const FigureScan *f, uint32_t i) {
    return figures_word(f, i, "age") || figures_word(f, i, "aged") || figures_word(f, i, "ages");
}

/* "A boy of five", "a man of 60,": one person; "children under five", "women over 80": many. Nothing
 * is counted behind it. */
static bool is_age_of(const FigureScan *f, uint32_t i, uint32_t after) {
    if (i < f->sentence.first + 2) return false;
    const Token *t = f->parse->tokens.v;
    bool of = figures_word(f, i - 1, "of");
    bool bound = figures_word(f, i - 1, "under") || figures_word(f, i - 1, "over");
    if (!of && !bound) return false;
    uint32_t unit = figures_unit_of(f, i - 2, i - 2);
    bool noun = bound ? t[i - 2].xpos == XPOS_NNS && figures_is_person(f, unit)
                      : token_is_noun(&t[i - 2]) && figures_persons(f, i - 2, &unit) == 1 && unit;
    return noun &&
           (after >= f->sentence.end || !(token_is_noun(&t[after]) || t[after].upos == UPOS_ADJ));
}

static bool is_age(const FigureScan *f, uint32_t i, uint32_t after) {
    uint64_t years;
    uint32_t first = f->sentence.first;
    if (is_age_of(f, i, after)) return true;
    if (i < first + 2 || !str_to_u64(f->norms[i], &years) || years > FIGURES_AGE_MAX) return false;
    /* "ages 3 and 5", "between the ages of 11 and 15", "in age from 46 to 73" */
    if (is_age_word(f, i - 1) || is_age_word(f, i - 2) ||
        (i >= first + 4 && is_age_word(f, i - 4) &&
         (figures_word(f, i - 3, "of") || figures_word(f, i - 3, "from"))))
        return true;
    if (after != i + 1 || !is_person_word(f, i - 2)) return false;
    if (f->parse->tokens.v[i - 2].xpos == XPOS_NNS) return false; /* "212 lives, 89 of them" */
    if (figures_word(f, i - 1, "(")) return figures_word(f, after, ")");
    if (!figures_word(f, i - 1, ",")) return false;
    /* "Iln, 24 was shot", "Iln, 24 who"; "in Oresk, 24 were" */
    if (figures_word_in(f, after, LIST_AGE_TAIL)) return true;
    bool noun = figures_is_person(f, figures_unit_of(f, i - 2, i - 2));
    if (noun && after < f->sentence.end && f->parse->tokens.v[after].upos == UPOS_PROPN)
        return true; /* "kills man, 18 Jose Iln" */
    return after >= f->sentence.end || figures_word(f, after, ",") || figures_word(f, after, ".") ||
           figures_word(f, after, ";") || figures_word(f, after, ")");
}

/* "[12]": a note; "(22)" at the head of a sentence belongs to the one before it. */
static bool is_note(const FigureScan *f, uint32_t i, uint32_t after) {
    if (i == f->sentence.first) return false;
    bool round = i == f->sentence.first + 1 && figures_word(f, i - 1, "(");
    return (round && figures_word(f, after, ")")) ||
           (figures_word(f, i - 1, "[") && figures_word(f, after, "]"));
}

/* "Precinct 5 was": a number behind a name that counts nothing behind it. */
static bool is_name_number(const FigureScan *f, uint32_t i, uint32_t after) {
    const Token *t = f->parse->tokens.v;
    if (i == f->sentence.first || t[i - 1].upos != UPOS_PROPN || !(t[i].flags & TOKEN_DIGIT))
        return false;
    if (table_find(f->tables.measures, f->keys[i - 1], 0)) return false; /* "Kills 5" */
    if (after >= f->sentence.end) return true;
    return t[after].upos == UPOS_AUX || t[after].upos == UPOS_PUNCT || t[after].upos == UPOS_ADP;
}

/* "The cooperative 10 de Abril", "Plaza 25 de Mayo": a day that something is named after. */
static bool is_day_name(const FigureScan *f, uint32_t after) {
    return after + 1 < f->sentence.end && figures_word_in(f, after, LIST_NAME_LINK) &&
           f->parse->tokens.v[after + 1].flags & TOKEN_CAPITAL;
}

/* "27 had died, four more than the hospitals counted": how far two counts are apart. */
static bool is_difference(const FigureScan *f, uint32_t after) {
    return figures_word(f, after + 1, "than") &&
           (figures_word(f, after, "more") || figures_word(f, after, "fewer") ||
            figures_word(f, after, "less"));
}

/* "A third body": one more, and no share of it. */
static bool is_ordinal(const FigureScan *f, uint32_t i, uint32_t after, const NumberRead *r) {
    bool article = figures_word(f, i, "a") || figures_word(f, i, "the");
    return r->share && r->by_word && article && after < f->sentence.end &&
           f->parse->tokens.v[after].xpos == XPOS_NN;
}

bool figures_counts_nothing(const FigureScan *f, uint32_t i, const NumberRead *r) {
    const Token *t = f->parse->tokens.v;
    uint32_t after = i + r->words;
    if (i > f->sentence.first && is_label(f, i - 1)) return true;
    /* 30-year, 200-strong, H5N1-like, 12:30, 9/11, 3rd */
    if (glued(f, after) && (figures_word(f, after, "-") || figures_word(f, after, ":") ||
                            figures_word(f, after, "/") || figures_word(f, after, "'s") ||
                            figures_word(f, after, "th")))
        return true;
    if (i > f->sentence.first && glued(f, i) &&
        (figures_word(f, i - 1, "-") || figures_word(f, i - 1, ":") ||
         figures_word(f, i - 1, "/") || figures_word(f, i - 1, ".") || figures_word(f, i - 1, "#")))
        return true;
    if (is_day_name(f, after) || is_ordinal(f, i, after, r)) return true;
    if (figures_is_place_number(f, i, after)) return false; /* neither an age nor a name's */
    if (is_difference(f, after)) return true;
    if (is_age(f, i, after) || is_note(f, i, after) || is_name_number(f, i, after)) return true;
    /* "sixteen year-old" */
    if ((figures_word(f, after, "year") || figures_word(f, after, "years") ||
         figures_word(f, after, "month") || figures_word(f, after, "months")) &&
        (figures_word(f, after + 1, "-") || figures_word(f, after + 1, "old") ||
         figures_word(f, after + 1, "of")))
        return true;
    /* "Three Rivers": a number word with a capital inside a sentence of small letters */
    return r->by_word && i > f->sentence.first && t[i].upos == UPOS_PROPN && r->words == 1 &&
           after < f->sentence.end && t[after].upos == UPOS_PROPN &&
           !figures_unit_of(f, after, after);
}
