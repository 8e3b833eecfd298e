#include "extract/claims_parts.h"
#include "extract/issuer.h"

enum { BULLET_BYTES = 3 };

/* What a body's own paper says and nobody in it: each such sentence is a claim of the issuer's, without
 * a cue, as a quotation that names nobody is its speaker's. */

/* "The brakes showed no defect", "the detectors registered nothing": what a thing tells, the paper
 * tells. */
static bool is_told_by_thing(const Claiming *c, const Draft *d) {
    if (d->source_head == TOKEN_NONE) return false;
    const Token *t = &c->p->tokens.v[d->source_head];
    const Table *channels = tables_get(c->x->tables, "en/channels");
    bool paper = channels && table_find(channels, t->lemma, 0);
    return t->upos == UPOS_NOUN && !c->x->actor_at[d->source_head] && !paper &&
           !token_in(t, LIST_TELLER);
}

/* "I reported it by telephone": who talks says so himself. */
static bool is_own(const Claiming *c, const Draft *d) {
    return range_some(d->source) && token_in(&c->p->tokens.v[d->source.first], LIST_FIRST_PERSON);
}

/* Whether somebody in the text says what the sentence says: its main verb, or a phrase like
 * "according to". */
static bool is_attributed(const Claiming *c, const Sentence *s) {
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        const Draft *d = c->cue_of[i] ? &c->drafts.v[c->cue_of[i] - 1] : NULL;
        if (!d || !d->speech || !d->content.n || is_told_by_thing(c, d) || is_own(c, d)) continue;
        if (d->frame == FRAME_SET && d->relative) continue; /* ", according to which …," */
        /* "certain media have published that …": told, if too seldom said so to be a claim */
        if (d->dropped && (d->frame != FRAME_CLAUSE || d->unsaid)) continue;
        if (d->speaks || d->frame == FRAME_SET || d->frame == FRAME_QUOTE) return true;
    }
    /* a quotation given to somebody */
    const Quotation *q = quotes_at(&c->quotes, s->first);
    return q && c->quote_of[q - c->quotes.v];
}

/* A verb, a number, or what a label and a colon say of a thing: "Stocks of serum: sufficient". */
static bool tells_something(const Claiming *c, const Sentence *s) {
    const Token *t = c->p->tokens.v;
    bool colon = false;
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        if (token_is_verb(&t[i]) || t[i].xpos == XPOS_CD) return true;
        if (colon && t[i].upos == UPOS_ADJ) return true;
        colon = t[i].xpos == XPOS_COLON && i > s->first;
    }
    return false;
}

/* Past the sign of a list: "- The vessel was surveyed", "* Serum ran out". */
static uint32_t past_bullet(const Claiming *c, const Sentence *s) {
    const Token *t = c->p->tokens.v;
    uint32_t i = s->first, end = s->first + s->count;
    while (i + 1 < end && t[i].form.n <= BULLET_BYTES && !(t[i].flags & TOKEN_DIGIT) &&
           t[i].upos != UPOS_NUM && (t[i].upos == UPOS_PUNCT || t[i].upos == UPOS_SYM) &&
           !quotes_at(&c->quotes, i))
        i++;
    return i;
}

/* "Leave the shops shut.", "Let the governor come.": asked for, and not told as so. */
static bool is_command(const Claiming *c, uint32_t first) {
    const Token *t = &c->p->tokens.v[first];
    if (token_is_word(t, "let")) return true;
    return t->xpos == XPOS_VB && t->deprel == DEP_ROOT && clause_subject(c->p, first) == TOKEN_NONE;
}

static Stance stance_told(const Claiming *c, uint32_t first, uint32_t end) {
    if (token_is_word(&c->p->tokens.v[end - 1], "?")) return STANCE_ASK;
    return is_command(c, first) ? STANCE_DEMAND : STANCE_ASSERT;
}

/* "I reported the first case" is no claim besides the sentence's. */
static void drop_own(Claiming *c, const Sentence *s) {
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        Draft *d = c->cue_of[i] ? &c->drafts.v[c->cue_of[i] - 1] : NULL;
        if (d && d->speech && d->stance == STANCE_ASSERT && is_own(c, d)) d->dropped = true;
    }
}

StCode claims_tell_sentence(Claiming *c, const Sentence *s, TokenRange who, uint32_t head) {
    uint32_t end = s->first + s->count;
    if (!s->coded || s->block != BLOCK_PARAGRAPH || is_attributed(c, s) || !tells_something(c, s))
        return ST_OK;
    drop_own(c, s);
    Draft *d = draft_new(c, NULL, FRAME_SET, CLAIM_WEIGHT_SURE);
    TRY_MEM(d, c->x->err);
    d->source = who;
    d->source_head = head;
    d->cue_head = past_bullet(c, s);
    d->stance = stance_told(c, d->cue_head, end);
    TRY_MEM(draft_content(c, d, (TokenRange){d->cue_head, end}), c->x->err);
    return ST_OK;
}

StCode claims_of_issuer(Claiming *c) {
    Issuer who = issuer_find(c->x);
    if (!who.actor) return ST_OK;
    for (uint32_t i = c->p->tokens.v[who.body].sentence; i < c->p->sentences.n; i++) {
        const Sentence *s = &c->p->sentences.v[i];
        if (!claims_in_turn(c, s->first)) TRY(claims_tell_sentence(c, s, who.name, who.head));
    }
    return ST_OK;
}
