/* Attributions by nouns and adjectives: "its claim that …", "a warning of …", "is confident that …". */
#include "extract/claims_parts.h"

static bool opens_clause(const Token *t) {
    return (token_is_word(t, "that") && t->xpos != XPOS_DT) || token_is_word(t, "whether");
}

/* "an appeal by the Red Cross for blood": past who makes it. */
static uint32_t past_author(const Claiming *c, uint32_t at, uint32_t end) {
    const Token *t = c->p->tokens.v;
    bool of = source_is_of_noun(c, at, end);
    if (!of && !token_is_word(&t[at], "by") && !token_is_word(&t[at], "from")) return at;
    if (!token_is_nominal(&t[at + 1]) && t[at + 1].xpos != XPOS_DT) return at;
    uint32_t after = clause_noun_chunk(c->p, at + 1).end;
    return after + 1 < end ? after : at;
}

/* Its claim that …; a warning of …; the demand to … */
StCode claims_of_noun(Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    TokenRange s = clause_sentence(c->p, cue->head);
    uint32_t at = cue->range.end, start = TOKEN_NONE, weight = 0;
    Frame frame = FRAME_CLAUSE;
    if (at + 1 >= s.end) return ST_OK;
    at = past_author(c, at, s.end);
    /* "its claim on Friday that": times stand between */
    uint32_t after = content_skip_adverbials(c, at, s.end);
    uint32_t that = opens_clause(&t[at])                       ? at
                    : after < s.end && opens_clause(&t[after]) ? after
                                                               : TOKEN_NONE;
    if (that != TOKEN_NONE) {
        start = that;
        weight = cue_weight(cue, FRAME_CLAUSE);
    } else if (token_is_word(&t[at], "to") && t[at + 1].xpos == XPOS_VB) {
        start = at;
        weight = cue_weight(cue, FRAME_TO);
        frame = FRAME_TO;
    } else {
        weight = cue_weight_pp(cue, t[at].norm);
        start = at + 1;
        frame = FRAME_PP;
    }
    if (cue_too_rare(c, weight)) return ST_OK;
    TokenRange source;
    uint32_t head;
    source_of_noun(c, cue, &source, &head);
    if (head == TOKEN_NONE) return ST_OK;
    if (frame == FRAME_PP && cue_is_deed(c, cue, head, (TokenRange){start, s.end})) return ST_OK;
    Draft *d = draft_new(c, cue, frame, weight);
    TRY_MEM(d, c->x->err);
    d->source = source;
    d->source_head = head;
    if (frame == FRAME_PP) {
        d->cue.end = start;
        d->preposition = at;
    }
    if (source.first < at && source.end > at && source.first > cue->head) d->source.end = at;
    uint32_t end = frame == FRAME_PP ? content_phrase_end(c, start) : content_clause_end(c, start);
    end = content_before_main(c, cue->head, start, end);
    TRY_MEM(draft_content(c, d, (TokenRange){start, end}), c->x->err);
    return ST_OK;
}

/* He is confident that …; they were ready to … */
StCode claims_of_adjective(Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    TokenRange s = clause_sentence(c->p, cue->head);
    uint32_t at = cue->range.end;
    if (at + 1 >= s.end) return ST_OK;
    Frame frame = FRAME_CLAUSE;
    uint32_t start = at, weight = 0;
    if (token_is_word(&t[at], "to") && t[at + 1].xpos == XPOS_VB) {
        frame = FRAME_TO;
        weight = cue_weight(cue, FRAME_TO);
    } else if (cue_weight_pp(cue, t[at].norm)) {
        frame = FRAME_PP;
        start = at + 1;
        weight = cue_weight_pp(cue, t[at].norm);
    } else if (opens_clause(&t[at]) || content_is_clause(c, at, s.end)) {
        weight = cue_weight(cue, FRAME_CLAUSE);
    }
    if (cue_too_rare(c, weight)) return ST_OK;
    TokenRange source;
    uint32_t head;
    source_of_verb(c, cue, false, &source, &head);
    if (head == TOKEN_NONE) return ST_OK;
    Draft *d = draft_new(c, cue, frame, weight);
    TRY_MEM(d, c->x->err);
    d->source = source;
    d->source_head = head;
    if (frame == FRAME_PP) d->preposition = at;
    uint32_t end = frame == FRAME_PP ? content_phrase_end(c, start) : content_clause_end(c, start);
    TRY_MEM(draft_content(c, d, (TokenRange){start, end}), c->x->err);
    return ST_OK;
}
