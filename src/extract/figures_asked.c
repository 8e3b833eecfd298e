/* What a number alone is of where nothing was counted right before it: the question that it answers,
 * "How many marched? 40,000, says the committee", or the march that was told of.
 */
#include "extract/figures.h"

enum {
    ASKED_BACK = 1, /* sentences to the question; what follows the first answer goes on with that */
    ASKED_COUNTS = 4, /* counts looked back at for it */
    TOPIC_BACK = 3,   /* sentences to the march that a number is of */
    TOPIC_LEAST = 300 /* people: fewer make no crowd */
};

static uint32_t sentence_of(const FigureScan *f, const Count *c) {
    return f->parse->tokens.v[c->number].sentence;
}

uint32_t figures_asked_before(const FigureScan *f, uint32_t index) {
    uint32_t own = sentence_of(f, &f->counts.v[index]);
    for (uint32_t k = index; k > 0 && index - k < ASKED_COUNTS; k--) {
        const Count *b = &f->counts.v[k - 1];
        if (own - sentence_of(f, b) > ASKED_BACK) return 0;
        if (b->asked) return k;
        if (!b->dropped && b->measure_row) return 0;
    }
    return 0;
}

/* "Forty," says the foreman when asked his age. */
static bool is_asked_here(const FigureScan *f) {
    for (uint32_t i = f->sentence.first; i < f->sentence.end; i++)
        if (figures_word(f, i, "asked")) return true;
    return false;
}

bool figures_is_answer(const FigureScan *f, const Count *c) {
    uint32_t first = f->sentence.first;
    if (is_asked_here(f)) return false;
    if (figures_word_in(f, first, LIST_QUOTE_MARK)) first++;
    return c->range.first == first && f->x->claim_at[c->number] != 0;
}

/* "The dead", "dead people": those to whom it happened, and not that it did. */
static bool is_of_people(const FigureScan *f, uint32_t i) {
    const Token *t = f->parse->tokens.v;
    bool owned = i > 0 && (t[i - 1].upos == UPOS_DET || t[i - 1].xpos == XPOS_PRPS);
    bool people =
        i + 1 < f->parse->tokens.n && figures_is_person(f, figures_unit_of(f, i + 1, i + 1));
    bool noun = i + 1 < f->parse->tokens.n && token_is_noun(&t[i + 1]);
    return people || (owned && !noun);
}

/* A row of the word at token i that tells of what a number alone may be; 0. */
static uint32_t topic_at(const FigureScan *f, uint32_t i) {
    for (uint32_t r = 0; (r = table_find(f->tables.measures, f->keys[i], r)) != 0;)
        if (str_is(table_cell(f->tables.measures, r - 1, MEASURE_STANDS), "topic")) return r;
    return 0;
}

/* The row that says what is counted, where a march, or the dead, were told of shortly before. A march
 * is told of longer, but few make none. */
static uint32_t topic_before(const FigureScan *f, const Count *c) {
    uint32_t own = sentence_of(f, c);
    for (uint32_t i = c->number; i > 0; i--) {
        uint32_t back = own - f->parse->tokens.v[i - 1].sentence;
        if (back > TOPIC_BACK) return 0;
        uint32_t row = topic_at(f, i - 1);
        bool harm = str_eq(figures_kind_cell(f, row, KIND_SINGULAR), S("yes"));
        bool crowd = !harm && figures_most(c) >= TOPIC_LEAST * (int64_t)1000;
        if (row && (harm ? back == 1 && is_of_people(f, i - 1) : crowd)) return row;
    }
    return 0;
}

bool figures_carry_topic(FigureScan *f, Count *c) {
    uint32_t row = topic_before(f, c);
    if (!row) return false;
    c->measure_row = row;
    c->rank = figures_rank(f, row);
    return true;
}

/* "How many people were in the church?", and of a crowd "How many were on the bridge?": they were
 * there. */
bool figures_carry_asked(FigureScan *f, Count *c, uint32_t asked) {
    const Count *b = &f->counts.v[asked - 1];
    if (figures_carry_topic(f, c)) return true;
    if (b->measure_row) return false;
    bool crowd = b->head == TOKEN_NONE && figures_most(c) >= TOPIC_LEAST * (int64_t)1000;
    if (!crowd && !figures_is_person(f, b->unit_row)) return true;
    c->measure_row = table_find(f->tables.measures, S("be there"), 0);
    c->rank = figures_rank(f, c->measure_row);
    return true;
}
