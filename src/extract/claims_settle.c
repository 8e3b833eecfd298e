#include "extract/claims_parts.h"

static uint32_t content_tokens(const Draft *d) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < d->content.n; i++) n += d->content.v[i].end - d->content.v[i].first;
    return n;
}

static bool content_has(const Draft *d, uint32_t token) {
    for (uint32_t i = 0; i < d->content.n; i++)
        if (range_has(d->content.v[i], token)) return true;
    return false;
}

static int longer_first(const void *a, const void *b) {
    const Draft *const *x = a, *const *y = b;
    uint32_t nx = content_tokens(*x), ny = content_tokens(*y);
    if (nx != ny) return nx > ny ? -1 : 1;
    return (*x)->order < (*y)->order ? -1 : (*x)->order > (*y)->order;
}

StCode claims_cover(Claiming *c, Ref *cover) {
    Draft **by_length = arena_new(c->x->arena, Draft *, c->drafts.n);
    TRY_MEM(by_length, c->x->err);
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->drafts.n; i++)
        if (!c->drafts.v[i].dropped) by_length[n++] = &c->drafts.v[i];
    if (n) qsort(by_length, n, sizeof *by_length, longer_first);
    if (c->p->tokens.n) memset(cover, 0, c->p->tokens.n * sizeof *cover);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < by_length[i]->content.n; k++) {
            TokenRange r = by_length[i]->content.v[k];
            for (uint32_t t = r.first; t < r.end; t++) cover[t] = by_length[i]->order;
        }
    return ST_OK;
}

bool claims_said_by_noun(const Claiming *c, const Draft *outer, const Draft *noun) {
    if (outer->frame != FRAME_OBJECT || !outer->row || outer->stance != STANCE_ASSERT) return false;
    if (!token_is_noun(&c->p->tokens.v[noun->cue_head]) || !noun->speech) return false;
    return range_has(clause_noun_chunk(c->p, outer->content.v[0].first), noun->cue_head);
}

bool claims_said_by_wishing(const Claiming *c, const Draft *outer, const Draft *inner) {
    const Token *t = c->p->tokens.v;
    if (outer->speech || outer->frame != FRAME_TO || !inner->speech || !outer->content.n)
        return false;
    bool wishes =
        token_lemma_in(&t[outer->cue_head], LIST_SAYING_WISH) ||
        (str_eq(t[outer->cue_head].lemma, S("like")) && outer->cue.first < outer->cue_head);
    uint32_t i = outer->content.v[0].first + 1; /* past "to" */
    while (i < inner->cue_head && t[i].xpos == XPOS_RB) i++;
    return wishes && !outer->negated && i == inner->cue_head;
}

/* "issued a denial": the noun says what is done. */
static void take_stance(const Claiming *c, Draft *d) {
    Cue noun;
    if (d->frame != FRAME_OBJECT || !d->row || !d->content.n) return;
    uint32_t head = clause_noun_head(c->p, clause_noun_chunk(c->p, d->content.v[0].first));
    if (d->stance != STANCE_ASSERT || !token_lemma_in(&c->p->tokens.v[d->cue_head], LIST_SENDING))
        return;
    if (cue_at(&c->cues, c->p, head, &noun) && noun.word == CUE_NOUN && noun.speech)
        d->stance = noun.stance;
}

/* A cue inside another's content that shares its source from outside is part of that content:
 * "vowed to say nothing" is one attribution. */
StCode claims_settle(Claiming *c) {
    for (uint32_t i = 0; i < c->drafts.n; i++) {
        Draft *d = &c->drafts.v[i];
        if (!d->content.n) d->dropped = true;
    }
    Ref *cover = arena_new(c->x->arena, Ref, c->p->tokens.n);
    TRY_MEM(cover, c->x->err);
    TRY(claims_cover(c, cover));
    for (uint32_t i = 0; i < c->drafts.n; i++) {
        Draft *d = &c->drafts.v[i];
        if (d->dropped || d->cue_head == TOKEN_NONE || !cover[d->cue_head]) continue;
        Draft *outer = &c->drafts.v[cover[d->cue_head] - 1];
        if (outer == d || !range_some(d->source)) continue;
        bool shared = range_some(outer->source) && outer->source.first == d->source.first;
        if (content_has(outer, d->source.first) && !shared) continue;
        bool outer_goes = claims_said_by_noun(c, outer, d) || claims_said_by_wishing(c, outer, d);
        (outer_goes ? outer : d)->dropped = true;
    }
    for (uint32_t i = 0; i < c->drafts.n; i++) take_stance(c, &c->drafts.v[i]);
    return ST_OK;
}
