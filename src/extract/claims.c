#include "extract/claims_parts.h"

#include "base/utf8.h"

static StCode draft_sentence(Claiming *c, uint32_t sentence) {
    const Sentence *s = &c->p->sentences.v[sentence];
    if (!s->coded) return ST_OK;
    TRY(claims_of_colon(c, sentence));
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        uint32_t taken = 0;
        if (c->cue_of[i]) continue;
        TRY(claims_of_phrase(c, i, &taken));
        if (taken) {
            i += taken - 1;
            continue;
        }
        Cue cue;
        if (!cue_at(&c->cues, c->p, i, &cue)) continue;
        c->tense = TENSE_NONE;
        c->opening = c->subordinate = c->participle = false;
        switch (cue.word) {
        case CUE_VERB: TRY(claims_of_verb(c, &cue)); break;
        case CUE_NOUN: TRY(claims_of_noun(c, &cue)); break;
        case CUE_ADJECTIVE: TRY(claims_of_adjective(c, &cue)); break;
        }
        i = cue.range.end - 1;
    }
    return ST_OK;
}

StCode claims_draft(Claiming *c, Extraction *x) {
    TRY(claims_open(c, x));
    TRY(claims_find_turns(c));
    TRY(claims_of_quotes(c));
    for (uint32_t i = 0; i < c->p->sentences.n; i++) TRY(draft_sentence(c, i));
    claims_share_sources(c);
    TRY(claims_mark_unsaid(c));
    TRY(claims_weigh(c));
    TRY(claims_of_loose_quotes(c));
    for (uint32_t i = 0; i < c->p->sentences.n; i++) TRY(claims_of_counts(c, i));
    for (uint32_t i = 0; i < c->p->sentences.n; i++) TRY(claims_of_gapped(c, i));
    TRY(claims_of_transcript(c));
    TRY(claims_of_issuer(c));
    return claims_settle(c);
}

/* ---- drafts to records */

static uint32_t letters(Str text) {
    uint32_t n = 0;
    unsigned len;
    for (size_t i = 0; i < text.n; i += len) {
        uint32_t ch = utf8_at(text, i, &len);
        n += utf8_is_letter(ch) || utf8_is_digit(ch);
    }
    return n;
}

/* By the share of letters between quotation marks, as annotators of PolNeAR count it. */
static Quote quote_of(const Claiming *c, const Draft *d) {
    uint32_t all = 0, quoted = 0;
    for (uint32_t i = 0; i < d->content.n; i++)
        for (uint32_t k = d->content.v[i].first; k < d->content.v[i].end; k++) {
            uint32_t n = letters(c->p->tokens.v[k].form);
            all += n;
            if (quotes_at(&c->quotes, k)) quoted += n;
        }
    if (quoted * 100 > all * 98) return QUOTE_DIRECT;
    return quoted * 100 < all * 2 ? QUOTE_INDIRECT : QUOTE_MIXED;
}

static SourceState source_state(const Claiming *c, const Draft *d, Ref actor) {
    const Token *t = c->p->tokens.v;
    const Actor *a = records_actor(c->x->out, actor);
    if (a)
        for (uint32_t i = 0; i < a->mentions.n; i++)
            if (a->mentions.v[i].how == HOW_NAME || a->mentions.v[i].how == HOW_METONYM)
                return SOURCE_NAMED;
    for (uint32_t i = d->source.first; i < d->source.end; i++)
        if (t[i].upos == UPOS_PROPN) return SOURCE_NAMED;
    uint32_t n = d->source.end - d->source.first;
    bool pronoun = n == 1 && !token_is_noun(&t[d->source.first]);
    return pronoun ? SOURCE_UNRESOLVED : SOURCE_UNNAMED;
}

static Ref actor_of(const Extraction *x, uint32_t token) {
    return token == TOKEN_NONE ? 0 : x->actor_at[token];
}

/* A denial that is denied and the like; "did not say" says nothing of the kind. */
static Stance stance_of(const Draft *d) {
    if (!d->negated) return d->stance;
    switch (d->stance) {
    case STANCE_DENY:
    case STANCE_REJECT: return STANCE_ASSERT;
    case STANCE_CONFIRM:
    case STANCE_PROMISE: return STANCE_REJECT;
    default: return d->stance;
    }
}

/* The time nearest to the cue that stands outside every content of the sentence. */
static Days *said_on(const Claiming *c, const Draft *d, const Ref *cover) {
    const Extraction *x = c->x;
    if (d->cue_head == TOKEN_NONE) return NULL;
    TokenRange s = clause_sentence(c->p, d->cue_head);
    Ref best = 0;
    uint32_t distance = CUE_GAP_MAX;
    for (uint32_t i = s.first; i < s.end; i++) {
        uint32_t far = i > d->cue_head ? i - d->cue_head : d->cue_head - i;
        if (!x->time_at[i] || far >= distance || cover[i] == d->order) continue;
        if (cover[i] && cover[i] != cover[d->cue_head]) continue;
        const Time *time = records_time(x->out, x->time_at[i]);
        if (time->timex != TIMEX_DATE || !days_some(time->days)) continue;
        best = x->time_at[i];
        distance = far;
    }
    if (!best) return NULL;
    Days *days = arena_new(x->arena, Days, 1);
    if (days) *days = records_time(x->out, best)->days;
    return days;
}

static StCode fill_claim(Claiming *c, const Draft *d, const Ref *cover, Claim *out) {
    Extraction *x = c->x;
    uint32_t anchor = d->cue_head == TOKEN_NONE ? d->content.v[0].first : d->cue_head;
    *out = (Claim){.speech = d->speech, .stance = stance_of(d), .quote = quote_of(c, d)};
    if (claims_rebuts(c, d)) out->stance = STANCE_REJECT;
    out->sentence = c->p->sentences.v[c->p->tokens.v[anchor].sentence].span;
    out->cue = clause_span(c->p, d->cue);
    head_made(&out->head, c->cues.table, d->row);
    head_made(&out->head, c->hearsay, d->hearsay);
    out->head.span = span_some(out->cue) ? out->cue : clause_span(c->p, d->content.v[0]);
    if (range_some(d->source)) {
        out->source = arena_new(x->arena, ClaimSource, 1);
        TRY_MEM(out->source, x->err);
        Ref actor = actor_of(x, d->source_head);
        *out->source =
            (ClaimSource){clause_span(c->p, d->source), actor, source_state(c, d, actor)};
    }
    for (uint32_t i = 0; i < d->content.n; i++) {
        Span *s = list_push(x->arena, &out->content, Span);
        TRY_MEM(s, x->err);
        *s = clause_span(c->p, d->content.v[i]);
    }
    out->target = actor_of(x, d->target);
    out->addressee = actor_of(x, d->addressee);
    out->said_on = said_on(c, d, cover);
    return ST_OK;
}

static int by_text(const void *a, const void *b) {
    const Draft *const *x = a, *const *y = b;
    uint32_t sx = (*x)->cue_head, sy = (*y)->cue_head;
    if (sx != sy) return sx < sy ? -1 : 1;
    return (*x)->order < (*y)->order ? -1 : (*x)->order > (*y)->order;
}

StCode extract_claims(Extraction *x) {
    Claiming c = {0};
    TRY(claims_draft(&c, x));
    Draft **kept = arena_new(x->arena, Draft *, c.drafts.n);
    Ref *cover = arena_new(x->arena, Ref, c.p->tokens.n);
    Ref *claim_of = arena_new(x->arena, Ref, c.drafts.n + 1);
    TRY_MEM(kept && cover && claim_of, x->err);
    uint32_t n = 0;
    for (uint32_t i = 0; i < c.drafts.n; i++)
        if (!c.drafts.v[i].dropped) kept[n++] = &c.drafts.v[i];
    if (n) qsort(kept, n, sizeof *kept, by_text);
    TRY(claims_cover(&c, cover));
    for (uint32_t i = 0; i < n; i++) {
        Claim *claim = list_push(x->arena, &x->out->claims, Claim);
        TRY_MEM(claim, x->err);
        TRY(fill_claim(&c, kept[i], cover, claim));
        claim_of[kept[i]->order] = x->out->claims.n;
    }
    for (uint32_t i = 0; i < n; i++) TRY(claims_relay(&c, kept[i], cover, &x->out->claims.v[i]));
    for (uint32_t i = 0; i < c.p->tokens.n; i++) x->claim_at[i] = claim_of[cover[i]];
    return claims_answer(&c, kept, n);
}
