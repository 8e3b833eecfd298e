#include "extract/claims_parts.h"

/* Quotations that name nobody go to who spoke last: in the same paragraph to the same claim, as a
 * paragraph of their own after one that ended in speech to the same speaker, and after one that
 * told of somebody to whom it told of. */

typedef struct Loose {
    Claiming *c;
    Ref *last;           /* per token: 1 + the last draft of speech so far */
    uint32_t *paragraph; /* per token */
} Loose;

/* "11:26 “Nobody told us.”": in a report by the minute. */
static bool is_stamped(const Claiming *c, uint32_t first) {
    const Token *t = c->p->tokens.v;
    return first && t[first - 1].flags & TOKEN_DIGIT &&
           clause_sentence(c->p, first).first + 1 == first &&
           quotes_paragraph_at(c->p, c->x->out->doc.text, first - 1);
}

/* Words before it in its sentence that no cue could hide among: "But “…”", "And then, “…”". */
static bool begins_sentence(const Claiming *c, uint32_t first) {
    const Token *t = c->p->tokens.v;
    for (uint32_t i = clause_sentence(c->p, first).first; i < first; i++)
        if (t[i].xpos != XPOS_CC && t[i].xpos != XPOS_RB && t[i].xpos != XPOS_UH &&
            !token_is_punct(&t[i]))
            return false;
    return true;
}

/* "“The risk,” said Iln, who runs the port, “is that …”": the quotation goes on behind its cue. */
static Ref split_by_cue(const Claiming *c, uint32_t quotation) {
    const Token *t = c->p->tokens.v;
    TokenRange here = c->quotes.v[quotation].range;
    Ref to = quotation ? c->quote_of[quotation - 1] : 0;
    if (!to || t[here.first - 1].xpos != XPOS_COMMA) return 0;
    TokenRange before = c->quotes.v[quotation - 1].range;
    const Draft *d = &c->drafts.v[to - 1];
    if (t[before.end - 2].xpos != XPOS_COMMA || d->cue_head == TOKEN_NONE || !range_some(d->cue) ||
        d->cue_head < before.end || d->cue_head > here.first || here.first - before.end > ASIDE_MAX)
        return 0;
    return t[before.first].sentence == t[here.first].sentence ? to : 0;
}

/* Who the sentence before a paragraph told of, when it is somebody who can speak. */
static uint32_t told_of(const Claiming *c, uint32_t first) {
    const Parse *p = c->p;
    const Sentence *s = &p->sentences.v[p->tokens.v[first - 1].sentence];
    for (uint32_t i = s->first; s->coded && i < s->first + s->count; i++) {
        if (p->tokens.v[i].deprel != DEP_ROOT || !token_is_verb(&p->tokens.v[i])) continue;
        uint32_t who = clause_subject(p, i);
        const Actor *a = who == TOKEN_NONE ? NULL : records_actor(c->x->out, c->x->actor_at[who]);
        return a && a->kind == ACTOR_PERSON ? who : TOKEN_NONE;
    }
    return TOKEN_NONE;
}

static StCode give_to_source(Claiming *c, uint32_t quotation, TokenRange source, uint32_t head,
                             uint32_t weight) {
    TokenRange q = c->quotes.v[quotation].range;
    Draft *d = draft_new(c, NULL, FRAME_QUOTE, weight);
    TRY_MEM(d, c->x->err);
    d->source = source;
    d->source_head = head;
    d->cue_head = q.first;
    return quotation_give(c, quotation, c->drafts.n, q);
}

/* "“We lost the whole winter.” — Ana Duarte, fish seller": who signs, in the same paragraph or the next. */
static TokenRange signature(const Claiming *c, const Quotation *q) {
    enum { SIGNATURE_TOKENS = 16 };
    const TokenRange none = {0, 0};
    const Token *t = c->p->tokens.v;
    uint32_t n = c->p->tokens.n, i = q->range.end;
    bool dash = i < n && (token_is_word(&t[i], "-") || token_is_word(&t[i], "--") ||
                          token_is_word(&t[i], "—") || token_is_word(&t[i], "–"));
    if (!dash || !q->closed || i + 1 >= n || t[i + 1].upos != UPOS_PROPN) return none;
    uint32_t end = clause_sentence(c->p, i + 1).end;
    if (end > i + SIGNATURE_TOKENS) return none;
    if (end < n && !quotes_paragraph_at(c->p, c->x->out->doc.text, end)) return none;
    for (uint32_t k = i + 1; k < end; k++)
        if (token_is_verb(&t[k]) || t[k].xpos == XPOS_MD || quotes_at(&c->quotes, k)) return none;
    return content_trim(c->p, (TokenRange){i + 1, end});
}

static bool is_question(const Claiming *c, const Quotation *q) {
    for (uint32_t i = q->range.first; i < q->range.end; i++)
        if (token_is_word(&c->p->tokens.v[i], "?")) return true;
    return false;
}

/* "“And they, how many?” the general asked. “We saw eleven.”": he goes on and asks no more; what a
 * reporter asks ("we asked") somebody else answers. */
static StCode go_on(Claiming *c, uint32_t quotation, Ref to) {
    const Draft *d = &c->drafts.v[to - 1];
    const Quotation *q = &c->quotes.v[quotation];
    if (d->stance != STANCE_ASK || is_question(c, q))
        return quotation_give(c, quotation, to, q->range);
    const Token *who = &c->p->tokens.v[d->source.first];
    bool reporter = token_in(who, LIST_FIRST_PLURAL) || token_is_word(who, "i");
    if (!range_some(d->source) || reporter) return ST_OK;
    return give_to_source(c, quotation, d->source, d->source_head, d->weight);
}

static StCode attribute_loose(Loose *w, uint32_t i) {
    Claiming *c = w->c;
    const Parse *p = c->p;
    const Quotation *q = &c->quotes.v[i];
    uint32_t first = q->range.first;
    Ref split = split_by_cue(c, i);
    if (split) return quotation_give(c, i, split, q->range);
    bool stamped = is_stamped(c, first);
    if (!quotes_is_speech(p, q) || !(stamped || begins_sentence(c, first))) return ST_OK;
    TokenRange signs = signature(c, q);
    if (range_some(signs))
        return give_to_source(c, i, signs, clause_noun_head(c->p, signs), CLAIM_WEIGHT_SURE);
    Ref to = i && q->follows && c->quote_of[i - 1] ? c->quote_of[i - 1]
             : first                               ? w->last[first - 1]
                                                   : 0;
    /* words after it would name its own speaker, found or not */
    bool whole = q->range.end == p->tokens.n ||
                 p->tokens.v[q->range.end].sentence != p->tokens.v[q->range.end - 1].sentence;
    const Draft *d = to ? &c->drafts.v[to - 1] : NULL;
    uint32_t far = d ? w->paragraph[first] - w->paragraph[d->cue_head] : UINT32_MAX;
    if (!whole && far) return ST_OK;
    bool next = d && i && c->quote_of[i - 1] == to &&
                w->paragraph[first] - w->paragraph[c->quotes.v[i - 1].range.end - 1] <= 1;
    if (far == 0 || next) return go_on(c, i, to);
    if (!(q->opens_paragraph || stamped) || !first) return ST_OK;
    if (far == 1) return give_to_source(c, i, d->source, d->source_head, d->weight);
    uint32_t who = told_of(c, first);
    if (who == TOKEN_NONE) return ST_OK;
    return give_to_source(c, i, clause_noun_phrase(p, who), who, CLAIM_WEIGHT_SURE);
}

static bool is_speech_at(const Claiming *c, uint32_t token) {
    const Draft *d = c->cue_of[token] ? &c->drafts.v[c->cue_of[token] - 1] : NULL;
    return d && d->speech && !d->dropped && !quotes_at(&c->quotes, token) &&
           (d->frame == FRAME_SET || d->frame == FRAME_QUOTE ||
            (d->frame == FRAME_CLAUSE && d->speaks));
}

StCode claims_of_loose_quotes(Claiming *c) {
    const Parse *p = c->p;
    Loose w = {c, arena_new(c->x->arena, Ref, p->tokens.n),
               arena_new(c->x->arena, uint32_t, p->tokens.n)};
    TRY_MEM(w.last && w.paragraph, c->x->err);
    uint32_t paragraph = 0;
    for (uint32_t i = 0; i < p->tokens.n; i++) {
        if (quotes_paragraph_at(p, c->x->out->doc.text, i)) paragraph++;
        w.paragraph[i] = paragraph;
        w.last[i] = is_speech_at(c, i) ? c->cue_of[i] : i ? w.last[i - 1] : 0;
    }
    for (uint32_t i = 0; i < c->quotes.n; i++) {
        uint32_t first = c->quotes.v[i].range.first;
        if (c->quote_of[i] || !p->sentences.v[p->tokens.v[first].sentence].coded) continue;
        TRY(attribute_loose(&w, i));
    }
    return ST_OK;
}
