#include "extract/actors_merge.h"

static bool take_mention(Actor *from, Span at, Mention *out) {
    for (uint32_t i = 0; i < from->mentions.n; i++) {
        if (!span_has(from->mentions.v[i].span, at)) continue;
        *out = from->mentions.v[i];
        for (uint32_t k = i + 1; k < from->mentions.n; k++)
            from->mentions.v[k - 1] = from->mentions.v[k];
        from->mentions.n--;
        return true;
    }
    return false;
}

/* In text order. */
static StCode put_mention(Extraction *x, Actor *to, Mention one) {
    TRY_MEM(list_push(x->arena, &to->mentions, Mention), x->err);
    uint32_t k = to->mentions.n - 1;
    for (; k && to->mentions.v[k - 1].span.start > one.span.start; k--)
        to->mentions.v[k] = to->mentions.v[k - 1];
    to->mentions.v[k] = one;
    return ST_OK;
}

StCode actors_move_mention(ActorMoves *m, TokenRange range, uint32_t head, Ref to) {
    Extraction *x = m->x;
    if (!m->went) {
        m->n = x->out->actors.n;
        m->went = arena_new(x->arena, Ref, m->n + 1);
        TRY_MEM(m->went, x->err);
    }
    Ref old = x->actor_at[head];
    if (old == to) return ST_OK;
    const Token *t = x->parse.tokens.v;
    bool pronoun = t[head].xpos == XPOS_PRP || t[head].xpos == XPOS_PRPS;
    Mention mention = {{t[range.first].span.start, t[range.end - 1].span.end},
                       pronoun ? HOW_PRONOUN : HOW_NOMINAL};
    Actor *from = records_actor(x->out, old);
    if (from && take_mention(from, t[head].span, &mention)) m->went[old] = to;
    for (uint32_t i = range.first; i < range.end; i++)
        if (x->actor_at[i] == old) x->actor_at[i] = to;
    return put_mention(x, records_actor(x->out, to), mention);
}

static void rename_roles(Roles *roles, const Ref *now) {
    for (uint32_t i = 0; i < roles->n; i++) roles->v[i].actor = now[roles->v[i].actor];
}

static void rename_claim(Claim *c, const Ref *now) {
    if (c->source) c->source->actor = now[c->source->actor];
    c->target = now[c->target];
    c->addressee = now[c->addressee];
    for (uint32_t i = 0; i < c->via.n; i++) c->via.v[i].actor = now[c->via.v[i].actor];
}

static void rename_all(Extraction *x, const Ref *now) {
    Records *r = x->out;
    for (uint32_t i = 0; i < r->actors.n; i++)
        r->actors.v[i].represents = now[r->actors.v[i].represents];
    for (uint32_t i = 0; i < x->parse.tokens.n; i++) x->actor_at[i] = now[x->actor_at[i]];
    for (uint32_t i = 0; i < r->claims.n; i++) rename_claim(&r->claims.v[i], now);
    for (uint32_t i = 0; i < r->events.n; i++) {
        rename_roles(&r->events.v[i].agents, now);
        rename_roles(&r->events.v[i].recipients, now);
    }
}

StCode actors_close_moves(ActorMoves *m) {
    Extraction *x = m->x;
    Actors *all = &x->out->actors;
    Ref *now = arena_new(x->arena, Ref, all->n + 1);
    TRY_MEM(now, x->err);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < all->n; i++) {
        if (!all->v[i].mentions.n) continue;
        all->v[kept++] = all->v[i];
        now[i + 1] = kept;
    }
    /* an actor's mentions went to one that has some, so one step leads there */
    for (uint32_t i = 0; i < all->n && m->went && i < m->n; i++)
        if (!now[i + 1] && m->went[i + 1]) now[i + 1] = now[m->went[i + 1]];
    all->n = kept;
    rename_all(x, now);
    return ST_OK;
}
