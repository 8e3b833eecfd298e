/* Numbers that somebody keeps in a list: "seven names in it", "157 names in its register". They count
 * what was counted before.
 */
#include "extract/figures.h"

/* A register that the sentence told of before. */
bool figures_has_register(const FigureScan *f, uint32_t before) {
    for (uint32_t i = f->sentence.first; i < before; i++)
        if (figures_word_in(f, i, LIST_REGISTER)) return true;
    return false;
}

/* "In its register", "on it": where a number is kept, and no more than who counts. */
static uint32_t skip_register(const FigureScan *f, uint32_t i) {
    enum { OWNER_WORDS = 2 }; /* "on the mayor's list" */
    const Token *t = f->parse->tokens.v;
    if (i + 1 >= f->sentence.end || !(figures_word(f, i, "in") || figures_word(f, i, "on")))
        return i;
    if (figures_word(f, i + 1, "it")) return figures_has_register(f, i) ? i + 2 : i;
    if (t[i + 1].xpos != XPOS_PRPS && t[i + 1].upos != UPOS_DET) return i;
    for (uint32_t k = i + 2; k < f->sentence.end && k <= i + 2 + OWNER_WORDS; k++)
        if (figures_word_in(f, k, LIST_REGISTER)) return k + 1;
    return i;
}

/* "Seven names in it", "157 names in its register", "only 121 in its list" */
bool figures_is_registered(const FigureScan *f, const Count *c, uint32_t after) {
    bool name = str_eq(figures_unit_cell(f, c->unit_row, UNIT_CLASS), S("name"));
    bool alone = c->head == TOKEN_NONE && !c->unit_row;
    uint32_t end = skip_register(f, after);
    return (name || alone) && !c->measure_row && end > after && figures_ends_clause(f, end);
}
