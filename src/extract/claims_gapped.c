#include "extract/claims_parts.h"

/* "Police counted 8,000 marchers, the organisers 40,000", "the mayor speaks of 63 dead, the ministry of
 * at least 41": of the second nothing is written but who tells it and the number. Somebody must have
 * told a number in the same sentence before. */

enum { GAP_BOUND_TOKENS = 4 }; /* "no more than", "at least about" */

static bool is_number(const Token *t) {
    return t->upos == UPOS_NUM && !token_is_punct(t);
}

static bool closes(const Claiming *c, uint32_t i, uint32_t end) {
    const Token *t = c->p->tokens.v;
    return i >= end || t[i].upos == UPOS_PUNCT || t[i].upos == UPOS_CCONJ;
}

/* From the first word that bounds the number on: "no more than 9,000"; TOKEN_NONE where other words
 * stand between it and whoever tells it. */
static uint32_t phrase_start(const Claiming *c, uint32_t number, uint32_t first) {
    const Token *t = c->p->tokens.v;
    uint32_t i = number;
    for (uint32_t n = 0; n <= GAP_BOUND_TOKENS && i > first; n++, i--) {
        const Token *b = &t[i - 1];
        bool least = t[i].xpos == XPOS_JJS || t[i].xpos == XPOS_RBS; /* "at least" */
        if (!least && token_in(b, LIST_GAP_CASE)) return i;
        if (token_is_noun(b)) return i;
        bool bounds = b->upos == UPOS_ADV || b->upos == UPOS_ADJ || b->upos == UPOS_ADP ||
                      b->upos == UPOS_DET || b->upos == UPOS_SCONJ;
        if (!bounds) return TOKEN_NONE;
    }
    return TOKEN_NONE;
}

/* Who alone opens a part of the sentence and ends before `end`; no tokens where nobody does. */
static TokenRange teller_before(const Claiming *c, uint32_t end, uint32_t first) {
    const TokenRange none = {0, 0};
    const Token *t = c->p->tokens.v;
    if (end > first && token_in(&t[end - 1], LIST_GAP_CASE)) end--;
    if (end <= first + 1 || !token_is_noun(&t[end - 1])) return none;
    TokenRange chunk = clause_noun_chunk(c->p, end - 1);
    if (chunk.end < end || chunk.first <= first) return none;
    chunk.end = end; /* a number may be taken for part of it */
    const Actor *a = records_actor(c->x->out, c->x->actor_at[end - 1]);
    bool somebody = (a && a->kind != ACTOR_POPULATION) || token_in(&t[end - 1], LIST_TELLER);
    return somebody && token_in(&t[chunk.first - 1], LIST_GAP_OPENER) ? chunk : none;
}

/* Speech whose content holds a number, before a token of its sentence. */
static bool number_told_before(const Claiming *c, uint32_t first, uint32_t before) {
    for (uint32_t i = first; i < before; i++) {
        const Draft *d = c->cue_of[i] ? &c->drafts.v[c->cue_of[i] - 1] : NULL;
        if (!d || d->dropped || !d->speech || !range_some(d->source)) continue;
        for (uint32_t k = 0; k < d->content.n; k++)
            for (uint32_t n = d->content.v[k].first; n < d->content.v[k].end && n < before; n++)
                if (is_number(&c->p->tokens.v[n])) return true;
    }
    return false;
}

static StCode tell(Claiming *c, TokenRange source, TokenRange content) {
    Draft *d = draft_new(c, NULL, FRAME_SET, CLAIM_WEIGHT_SURE);
    TRY_MEM(d, c->x->err);
    d->source = source;
    d->source_head = source.end - 1;
    d->cue_head = content.first;
    TRY_MEM(draft_content(c, d, content), c->x->err);
    return ST_OK;
}

StCode claims_of_gapped(Claiming *c, uint32_t sentence) {
    const Sentence *s = &c->p->sentences.v[sentence];
    const Token *t = c->p->tokens.v;
    uint32_t end = s->first + s->count;
    for (uint32_t i = s->first; s->coded && i < end; i++) {
        if (!is_number(&t[i])) continue;
        uint32_t after = i + 1;
        while (after < end && is_number(&t[after])) after++;
        uint32_t from = closes(c, after, end) ? phrase_start(c, i, s->first) : TOKEN_NONE;
        TokenRange who = from == TOKEN_NONE ? (TokenRange){0, 0} : teller_before(c, from, s->first);
        if (range_some(who) && number_told_before(c, s->first, who.first))
            TRY(tell(c, who, (TokenRange){from, after}));
        i = after - 1;
    }
    return ST_OK;
}
