#include "extract/claims_parts.h"
#include "extract/issuer.h"

/* What a body's own paper says and nobody in it: each such sentence is a claim of the issuer's, without
 * a cue, as a quotation that names nobody is its speaker's. */

/* Whether somebody in the text says what the sentence says: its main verb, or a phrase like
 * "according to". */
static bool is_attributed(const Claiming *c, const Sentence *s) {
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        const Draft *d = c->cue_of[i] ? &c->drafts.v[c->cue_of[i] - 1] : NULL;
        if (!d || !d->speech || !d->content.n) continue;
        /* "certain media have published that …": told, if too seldom said so to be a claim */
        if (d->dropped && (d->frame != FRAME_CLAUSE || d->unsaid)) continue;
        if (d->speaks || d->frame == FRAME_SET || d->frame == FRAME_QUOTE) return true;
    }
    /* a quotation given to somebody */
    const Quotation *q = quotes_at(&c->quotes, s->first);
    return q && c->quote_of[q - c->quotes.v];
}

static bool tells_something(const Claiming *c, const Sentence *s) {
    const Token *t = c->p->tokens.v;
    for (uint32_t i = s->first; i < s->first + s->count; i++)
        if (token_is_verb(&t[i]) || t[i].xpos == XPOS_CD) return true;
    return false;
}

StCode claims_of_issuer(Claiming *c) {
    Issuer who = issuer_find(c->x);
    if (!who.actor) return ST_OK;
    for (uint32_t i = c->p->tokens.v[who.body].sentence; i < c->p->sentences.n; i++) {
        const Sentence *s = &c->p->sentences.v[i];
        if (!s->coded || s->block != BLOCK_PARAGRAPH || is_attributed(c, s) ||
            !tells_something(c, s))
            continue;
        Draft *d = draft_new(c, NULL, FRAME_SET, CLAIM_WEIGHT_SURE);
        TRY_MEM(d, c->x->err);
        d->source = who.name;
        d->source_head = who.head;
        d->cue_head = s->first;
        TRY_MEM(draft_content(c, d, (TokenRange){s->first, s->first + s->count}), c->x->err);
    }
    return ST_OK;
}
