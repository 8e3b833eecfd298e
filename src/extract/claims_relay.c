#include "extract/claims_parts.h"

#include "record/sectors.h"

/* Relays: who passes a claim on, from the source towards the outlet. */

static bool is_relaying(const Token *t) {
    if (t->xpos != XPOS_VBN && t->xpos != XPOS_VBD) return false;
    return token_lemma_in(t, LIST_RELAYING);
}

static StCode push(Claiming *c, Claim *claim, Ref actor, TokenRange r, Str channel) {
    Span span = clause_span(c->p, r);
    for (uint32_t i = 0; i < claim->via.n; i++)
        if (span_overlaps(claim->via.v[i].span, span)) return ST_OK;
    Via *via = list_push(c->x->arena, &claim->via, Via);
    TRY_MEM(via, c->x->err);
    *via = (Via){actor, span, channel};
    return ST_OK;
}

/* "in a statement quoted by Russian agencies", "as cited by TASS" */
static StCode relayed_by(Claiming *c, Claim *claim, TokenRange window) {
    const Token *t = c->p->tokens.v;
    for (uint32_t i = window.first; i + 2 < window.end; i++) {
        if (!is_relaying(&t[i]) || !token_is_word(&t[i + 1], "by")) continue;
        TokenRange r = clause_noun_phrase(c->p, i + 2);
        if (r.first < i + 2) r.first = i + 2;
        uint32_t head = clause_noun_head(c->p, r);
        TRY(push(c, claim, c->x->actor_at[head], r, t[i].lemma));
    }
    return ST_OK;
}

/* "Oresk radio quoted the mayor as saying", "the mayor was quoted by Oresk radio as saying" */
static StCode quoting(Claiming *c, Claim *claim, const Draft *d) {
    uint32_t verb = claims_quoting_verb(c, d->cue_head);
    uint32_t who = verb == TOKEN_NONE ? TOKEN_NONE : clause_agent(c->p, verb);
    if (who == TOKEN_NONE) return ST_OK;
    return push(c, claim, c->x->actor_at[who], clause_noun_phrase(c->p, who),
                c->p->tokens.v[verb].lemma);
}

bool claims_is_media(const Claiming *c, Ref actor) {
    const Actor *a = records_actor(c->x->out, actor);
    return a && sectors_any(&a->sectors, SECTOR(MED));
}

/* "told Oresk radio": whom the outlet has it from, not who was to hear it. */
static StCode told_media(Claiming *c, Claim *claim, const Draft *d) {
    Ref told = d->addressee == TOKEN_NONE ? 0 : c->x->actor_at[d->addressee];
    const Actor *a = records_actor(c->x->out, told);
    if (!a || a->kind != ACTOR_ORGANISATION || !claims_is_media(c, told)) return ST_OK;
    return push(c, claim, told, clause_noun_phrase(c->p, d->addressee), (Str){NULL, 0});
}

static bool opens_channel(const Token *t) {
    return token_in(t, LIST_CHANNEL_LEAD);
}

/* "on Telegram", "in an interview with Oresk radio" */
static StCode channel_of(Claiming *c, Claim *claim, const Draft *d, TokenRange window) {
    enum { CHANNEL_WORDS = 3 };
    const Table *table = tables_get(c->x->tables, "en/channels");
    const Token *t = c->p->tokens.v;
    if (!table) return ST_OK;
    int column = table_column(table, "channel");
    for (uint32_t i = window.first; i < window.end; i++) {
        if (!token_is_noun(&t[i]) && t[i].xpos != XPOS_JJ && t[i].xpos != XPOS_VBN) continue;
        if (range_has(d->source, i)) continue;
        Str words[CHANNEL_WORDS];
        uint32_t n = 0;
        for (; n < CHANNEL_WORDS && i + n < window.end; n++) words[n] = t[i + n].norm;
        Phrase found = table_match(table, words, n);
        TokenRange chunk = clause_noun_chunk(c->p, i);
        if (!found.row || chunk.first == window.first - 1 || !chunk.first) continue;
        if (!opens_channel(&t[chunk.first - 1]) &&
            !(d->addressee != TOKEN_NONE && range_has(chunk, d->addressee)))
            continue;
        TokenRange r = {i, i + found.words};
        Ref actor = 0;
        if (r.end + 1 < window.end &&
            (token_is_word(&t[r.end], "with") || token_is_word(&t[r.end], "to"))) {
            TokenRange who = clause_noun_chunk(c->p, r.end + 1);
            actor = c->x->actor_at[who.end - 1];
            if (actor) r.end = who.end;
        }
        return push(c, claim, actor, r, table_cell(table, found.row - 1, column));
    }
    return ST_OK;
}

/* The claim that holds another whole is its relay: "…, he said, TASS reported". */
static StCode outer_relays(Claiming *c, Claim *claim, const Draft *d, const Ref *cover) {
    enum { RELAYS_MAX = 4 };
    uint32_t at = d->cue_head;
    for (int n = 0; n < RELAYS_MAX && at != TOKEN_NONE && cover[at]; n++) {
        const Draft *outer = &c->drafts.v[cover[at] - 1];
        bool says =
            outer->speech && (outer->stance == STANCE_ASSERT || outer->stance == STANCE_CONFIRM);
        if (outer == d || !says || !range_some(outer->source)) return ST_OK;
        Ref actor = outer->source_head == TOKEN_NONE ? 0 : c->x->actor_at[outer->source_head];
        if (actor && claim->source && actor == claim->source->actor)
            return ST_OK; /* nobody relays himself */
        TRY(push(c, claim, actor, outer->source, (Str){NULL, 0}));
        at = outer->cue_head;
    }
    return ST_OK;
}

StCode claims_relay(Claiming *c, const Draft *d, const Ref *cover, Claim *claim) {
    if (d->cue_head == TOKEN_NONE || !range_some(d->cue)) return ST_OK;
    TokenRange window = clause_sentence(c->p, d->cue_head);
    /* what is said is not how it is said */
    for (uint32_t i = 0; i < d->content.n; i++) {
        TokenRange r = d->content.v[i];
        if (r.first >= d->cue.end && r.first < window.end) window.end = r.first;
        if (r.end <= d->cue.first && r.end > window.first) window.first = r.end;
    }
    TRY(quoting(c, claim, d));
    TRY(told_media(c, claim, d));
    TRY(relayed_by(c, claim, window));
    TRY(channel_of(c, claim, d, window));
    return outer_relays(c, claim, d, cover);
}
