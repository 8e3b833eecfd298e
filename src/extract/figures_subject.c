/* A number alone that is said of a phrase elsewhere: of a subject, "Boats held since January are now
 * 133", "people who fled stand at 4,300", or of an object, "put the army's dead at 60". What measures
 * within that phrase measures the number.
 */
#include "extract/figures.h"

enum {
    VERB_TO_NUMBER = 6, /* "stand now at around 133" */
    OBJECT_REACH = 8    /* "put the army's dead in the valley at 60" */
};

/* "Stand", "have reached", "number": verbs that give a count its number. */
static bool brings_number(const FigureScan *f, uint32_t i) {
    if (figures_word_in(f, i, LIST_SUBJECT_NUMBERS)) return true;
    for (uint32_t r = 0; (r = table_find(f->tables.cues, f->keys[i], r)) != 0;)
        if (str_is(table_cell(f->tables.cues, r - 1, CUE_SAYS), "change")) return true;
    return false;
}

/* Nothing stands behind it that it could count; "were 23 and 25" are ages. */
static bool is_alone(const FigureScan *f, const Count *c) {
    if (c->head != TOKEN_NONE || c->unit_row || c->money || c->share || c->partitive) return false;
    const Token *t = f->parse->tokens.v;
    uint32_t after = c->range.end;
    if (after >= f->sentence.end || f->x->time_at[after]) return true;
    bool two = figures_word(f, after, "and") && after + 1 < f->sentence.end &&
               t[after + 1].upos == UPOS_NUM;
    bool ends = t[after].upos == UPOS_PUNCT || t[after].upos == UPOS_ADP ||
                t[after].upos == UPOS_SCONJ || t[after].upos == UPOS_CCONJ;
    return ends && !two && !figures_word(f, after, "of");
}

/* Of whom or what the number is said; TOKEN_NONE. */
static uint32_t subject_of(const FigureScan *f, const Count *c) {
    if (!clause_has_tree(f->parse, c->number)) return TOKEN_NONE;
    uint32_t subject = clause_subject(f->parse, c->number);
    uint32_t v = clause_verb_of(f->parse, c->number);
    bool brings = v != TOKEN_NONE && v < c->number && c->number - v <= VERB_TO_NUMBER;
    if (subject == TOKEN_NONE && brings && brings_number(f, v))
        subject = clause_subject(f->parse, v);
    /* "Arrests since Monday stand at 312" */
    if (subject != TOKEN_NONE && subject >= f->sentence.first + 2 && f->x->time_at[subject] &&
        f->parse->tokens.v[subject - 1].upos == UPOS_ADP &&
        token_is_noun(&f->parse->tokens.v[subject - 2]))
        subject -= 2;
    bool before = subject != TOKEN_NONE && subject < c->range.first;
    return before && range_has(f->sentence, subject) && !f->x->time_at[subject] ? subject
                                                                                : TOKEN_NONE;
}

/* "Put the army's dead at 60": of whom the number is given; TOKEN_NONE. */
static uint32_t object_of(const FigureScan *f, const Count *c) {
    uint32_t at = c->range.first;
    if (at < f->sentence.first + 3 || !figures_word(f, at - 1, "at")) return TOKEN_NONE;
    for (uint32_t i = at - 2; i > f->sentence.first && at - i < OBJECT_REACH; i--) {
        if (f->parse->tokens.v[i].upos == UPOS_PUNCT || f->count_at[i]) return TOKEN_NONE;
        if (figures_word_in(f, i - 1, LIST_FIGURE_PUT)) return at - 2;
    }
    return TOKEN_NONE;
}

/* Many, by its words: "boats", "the wounded", "those". */
static bool is_many(const FigureScan *f, uint32_t head) {
    const Token *t = &f->parse->tokens.v[head];
    if (t->xpos == XPOS_NNS || t->xpos == XPOS_NNPS || figures_word(f, head, "those")) return true;
    bool definite =
        head > f->sentence.first && (f->parse->tokens.v[head - 1].xpos == XPOS_POS ||
                                     figures_word_in(f, head - 1, LIST_SUBJECT_DEFINITE));
    return definite && (t->upos == UPOS_ADJ || t->xpos == XPOS_VBN ||
                        figures_word_in(f, head, LIST_COLLECTIVE));
}

StCode figures_scan_subjects(FigureScan *f) {
    uint32_t n = f->counts.n;
    for (uint32_t k = f->first; k < n; k++) {
        const Count *c = &f->counts.v[k];
        if (c->slot || !is_alone(f, c)) continue;
        uint32_t head = object_of(f, c), at = c->number;
        if (head == TOKEN_NONE) head = subject_of(f, c);
        if (head == TOKEN_NONE || f->count_at[head]) continue;
        TokenRange chunk = clause_noun_chunk(f->parse, head);
        if (chunk.first > head || chunk.end > at || !is_many(f, head)) continue;
        Count *slot = figures_push(f, (TokenRange){chunk.first, chunk.first});
        TRY_MEM(slot, f->x->err);
        slot->slot = true;
        slot->filler = at;
        slot->phrase_end = head + 1;
        bool noun = token_is_noun(&f->parse->tokens.v[head]);
        if (noun) slot->head = head;
        if (noun) slot->unit_row = figures_unit_of(f, chunk.first, head);
        for (uint32_t i = chunk.first; i <= head; i++)
            if (!f->count_at[i]) f->count_at[i] = f->counts.n;
    }
    return ST_OK;
}
