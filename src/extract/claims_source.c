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

/* "The head of the fund, Iln, said": a name or phrase between commas is an apposition, trees or no.
 */
static uint32_t apposition_end(const Parse *p, uint32_t end, uint32_t cue) {
    const Token *t = p->tokens.v;
    uint32_t to = cue;
    while (to > end && (t[to - 1].xpos == XPOS_COMMA || t[to - 1].xpos == XPOS_RB)) to--;
    if (end + 1 >= to || to - end > ASIDE_MAX) return end;
    bool comma = false;
    for (uint32_t i = end; i < to; i++) {
        bool finite = t[i].xpos == XPOS_VBD || t[i].xpos == XPOS_VBZ || t[i].xpos == XPOS_VBP;
        if (finite || t[i].xpos == XPOS_MD || is_relative(&t[i])) return end;
        comma = comma || (t[i].xpos == XPOS_COMMA && i + 1 < to &&
                          (token_is_noun(&t[i + 1]) || t[i + 1].xpos == XPOS_DT));
    }
    return comma ? to : end;
}

/* The phrase of a head, cut where the cue begins and at quotations. */
static TokenRange phrase_of(const Claiming *c, uint32_t head, TokenRange cue) {
    TokenRange r = clause_noun_phrase(c->p, head);
    if (r.end < cue.first) r.end = apposition_end(c->p, r.end, cue.first);
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

/* Nobody inside a quotation says what stands outside it, and a subject follows its verb only where
 * nothing but a stop or a quotation stands before the verb. */
static bool is_apart(const Claiming *c, uint32_t head, const Cue *cue) {
    const Quotation *q = quotes_at(&c->quotes, head);
    if (q && !range_has(q->range, cue->head)) return true;
    if (c->x->time_at[head]) return true;
    if (head < cue->range.first) return false;
    uint32_t first = cue->range.first;
    bool begins = first == clause_sentence(c->p, first).first;
    return !cue->group.finite || !(begins || token_is_punct(&c->p->tokens.v[first - 1]));
}

/* A name or pronoun right before a finite cue is its subject, whatever the tree makes of the rest.
 */
static bool is_beside(const Claiming *c, const Cue *cue) {
    TokenRange s = clause_sentence(c->p, cue->head);
    uint32_t i = cue->group.range.first;
    if (i == s.first || !cue->group.finite) return false;
    const Token *t = &c->p->tokens.v[i - 1];
    if (c->x->time_at[i - 1]) return false;
    if (t->upos == UPOS_PROPN || t->xpos == XPOS_PRP) return true;
    if (!token_is_noun(t)) return false;
    TokenRange chunk = clause_noun_chunk(c->p, i - 1);
    return chunk.first == s.first || token_is_punct(&c->p->tokens.v[chunk.first - 1]);
}

/* "praised X and accused Y": a conjunct has the source of the cue before it. */
static const Draft *joined_to(const Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    TokenRange s = clause_sentence(c->p, cue->head);
    uint32_t i = cue->group.range.first;
    while (i > s.first && t[i - 1].xpos == XPOS_RB) i--;
    if (i == s.first || t[i - 1].xpos != XPOS_CC || !cue->group.finite) return NULL;
    for (uint32_t k = i; k > s.first; k--) {
        Ref at = c->cue_of[k - 1];
        if (!at || !token_is_verb(&t[k - 1])) continue;
        const Draft *d = &c->drafts.v[at - 1];
        VerbGroup g = clause_verb_group(c->p, k - 1);
        if (range_some(d->source) && g.finite && g.tense == cue->group.tense && !g.passive)
            return d;
    }
    return NULL;
}

static uint32_t speaker(const Claiming *c, const Cue *cue, bool near_first) {
    uint32_t verb = cue->group.verb;
    if (cue->group.passive) return clause_agent(c->p, verb);
    near_first = near_first || is_beside(c, cue);
    for (int i = 0; i < 2; i++) {
        bool near = near_first == (i == 0);
        uint32_t head = near ? clause_subject_near(c->p, verb) : clause_subject(c->p, verb);
        if (head != TOKEN_NONE && !is_apart(c, head, cue)) return head;
    }
    return TOKEN_NONE;
}

void source_of_verb(const Claiming *c, const Cue *cue, bool of_quote, TokenRange *range,
                    uint32_t *head) {
    *range = (TokenRange){0, 0};
    const Draft *joined = joined_to(c, cue);
    if (joined) {
        *range = joined->source;
        *head = joined->source_head;
        return;
    }
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
