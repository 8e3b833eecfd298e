#include "extract/claims_parts.h"

static bool is_relative(const Token *t) {
    return t->xpos == XPOS_WDT || t->xpos == XPOS_WP ||
           (str_eq(t->norm, S("that")) && t->xpos != XPOS_DT && t->xpos != XPOS_NN);
}

/* "who later said": the pronoun is the source in the text, its noun is who it stands for. */
static uint32_t relative_before(const Parse *p, const VerbGroup *g) {
    TokenRange s = clause_sentence(p, g->verb);
    uint32_t i = g->range.first;
    while (i > s.first && p->tokens.v[i - 1].xpos == XPOS_RB) i--;
    if (i == s.first || !is_relative(&p->tokens.v[i - 1])) return TOKEN_NONE;
    return i - 1;
}

/* The phrase of a head, cut where the cue begins and at quotations. */
static TokenRange phrase_of(const Claiming *c, uint32_t head, TokenRange cue) {
    TokenRange r = clause_noun_phrase(c->p, head);
    if (head < cue.first && r.end > cue.first) r.end = cue.first;
    if (head >= cue.end && r.first < cue.end) r.first = cue.end;
    for (uint32_t i = r.first; i < r.end; i++) {
        const Quotation *q = quotes_at(&c->quotes, i);
        if (!q || range_has(q->range, head) || q->range.first <= r.first) continue;
        if (q->range.first > head) r.end = q->range.first;
        break;
    }
    return content_trim(c->p, r);
}

/* Nobody inside a quotation says what stands outside it. */
static bool is_apart(const Claiming *c, uint32_t head, uint32_t cue) {
    const Quotation *q = quotes_at(&c->quotes, head);
    return q && !range_has(q->range, cue);
}

static uint32_t speaker(const Claiming *c, const Cue *cue, bool near_first) {
    uint32_t verb = cue->group.verb;
    if (cue->group.passive) return clause_agent(c->p, verb);
    for (int i = 0; i < 2; i++) {
        bool near = near_first == (i == 0);
        uint32_t head = near ? clause_subject_near(c->p, verb) : clause_subject(c->p, verb);
        if (head != TOKEN_NONE && !is_apart(c, head, cue->head)) return head;
    }
    return TOKEN_NONE;
}

void source_of_verb(const Claiming *c, const Cue *cue, bool of_quote, TokenRange *range,
                    uint32_t *head) {
    *range = (TokenRange){0, 0};
    *head = speaker(c, cue, of_quote);
    uint32_t pronoun = cue->group.passive ? TOKEN_NONE : relative_before(c->p, &cue->group);
    if (pronoun != TOKEN_NONE) {
        *range = (TokenRange){pronoun, pronoun + 1};
        if (*head == TOKEN_NONE) *head = pronoun;
        return;
    }
    if (*head != TOKEN_NONE) *range = phrase_of(c, *head, cue->range);
}

/* "Oresk's claim", "his claim": what stands before the apostrophe, or the pronoun. */
static uint32_t genitive_before(const Parse *p, uint32_t noun, TokenRange *range) {
    const Token *t = p->tokens.v;
    TokenRange chunk = clause_noun_chunk(p, noun);
    for (uint32_t i = noun; i > chunk.first; i--) {
        const Token *b = &t[i - 1];
        if (b->xpos == XPOS_PRPS) {
            *range = (TokenRange){i - 1, i};
            return i - 1;
        }
        if (b->xpos != XPOS_POS || i - 1 == chunk.first) continue;
        *range = (TokenRange){chunk.first, i - 1};
        return i - 2;
    }
    return TOKEN_NONE;
}

void source_of_noun(const Claiming *c, const Cue *cue, TokenRange *range, uint32_t *head) {
    static const Str prepositions[] = {STR("by"), STR("from")};
    *range = (TokenRange){0, 0};
    *head = genitive_before(c->p, cue->head, range);
    for (int i = 0; *head == TOKEN_NONE && i < 2; i++) {
        uint32_t by = clause_oblique(c->p, cue->head, prepositions[i]);
        /* close by, so that it is the noun's and not the verb's */
        if (by == TOKEN_NONE || by < cue->head || by > cue->head + 6) continue;
        *head = by;
        *range = phrase_of(c, by, cue->range);
    }
    if (*head != TOKEN_NONE) return;
    /* "made a claim", "issued a warning": the verb's subject */
    uint32_t verb = clause_verb_of(c->p, cue->head);
    if (verb == TOKEN_NONE || verb > cue->head) return;
    if (clause_object(c->p, verb) != cue->head) return;
    *head = clause_agent(c->p, verb);
    if (*head != TOKEN_NONE) *range = phrase_of(c, *head, (TokenRange){verb, cue->head + 1});
}
