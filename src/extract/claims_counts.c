#include "extract/claims_parts.h"

/* Who gives a count its number: "put the people driven from home at 12,000", "put it at 120,000", "raised
 * to nine its toll of the dead". Between the verb and the number stands what is counted, which may be
 * long, or nothing; what is raised or lowered must be named a count. */

enum { COUNT_REACH = 20, NUMBER_OPENERS = 4 };

static bool is_number(const Token *t) {
    return t->upos == UPOS_NUM && !token_is_punct(t);
}

/* Past "at 12,000", "to at least nine" at a token; the token itself where nothing of the kind is. */
static uint32_t past_given_number(const Claiming *c, uint32_t i, uint32_t end) {
    const Token *t = c->p->tokens.v;
    if (!token_in(&t[i], LIST_NUMBER_GIVEN_BY)) return i;
    uint32_t k = i + 1;
    while (k < end && k <= i + NUMBER_OPENERS && token_in(&t[k], LIST_NUMBER_OPENER)) k++;
    if (k >= end || !is_number(&t[k]) || c->x->time_at[k]) return i;
    while (k < end && is_number(&t[k])) k++;
    return k;
}

/* Where what the verb says ends: behind its number and the count that it is of; 0 where it has none. */
static uint32_t given_end(const Claiming *c, uint32_t from, uint32_t end, bool any_noun) {
    const Token *t = c->p->tokens.v;
    uint32_t number = 0, last = from;
    bool counted = any_noun;
    for (uint32_t i = from; i < end && i < from + COUNT_REACH; i++) {
        bool stops = token_is_finite(&t[i]) || t[i].xpos == XPOS_MD || t[i].xpos == XPOS_STOP ||
                     t[i].xpos == XPOS_COMMA || t[i].xpos == XPOS_COLON || quotes_at(&c->quotes, i);
        if (stops) break;
        uint32_t after = number ? i : past_given_number(c, i, end);
        if (after > i) {
            number = last = after;
            i = after - 1;
            continue;
        }
        if (!token_in(&t[i], LIST_COUNT_NAME)) continue;
        counted = true;
        if (number) last = clause_noun_phrase(c->p, i).end;
    }
    return number && counted ? (last > number ? last : number) : 0;
}

static bool is_somebody(const Claiming *c, uint32_t head) {
    if (head == TOKEN_NONE) return false;
    const Actor *a = records_actor(c->x->out, c->x->actor_at[head]);
    return (a && a->kind != ACTOR_POPULATION) || token_in(&c->p->tokens.v[head], LIST_TELLER) ||
           c->p->tokens.v[head].xpos == XPOS_PRP;
}

static StCode give(Claiming *c, uint32_t verb) {
    const Token *t = c->p->tokens.v;
    bool puts = str_eq(t[verb].lemma, S("put"));
    uint32_t end = clause_sentence(c->p, verb).end, head;
    uint32_t to = given_end(c, verb + 1, end, puts);
    Cue cue;
    TokenRange source;
    if (!to) return ST_OK;
    cue_bare(&c->cues, c->p, verb, &cue);
    if (!cue.group.finite || cue.group.passive || cue.group.modal != TOKEN_NONE) return ST_OK;
    source_of_verb(c, &cue, false, &source, &head);
    if (!is_somebody(c, head) || head > verb) return ST_OK;
    Draft *d = draft_new(c, &cue, FRAME_OBJECT, CLAIM_WEIGHT_SURE);
    TRY_MEM(d, c->x->err);
    d->source = source;
    d->source_head = head;
    TRY_MEM(draft_content(c, d, (TokenRange){verb + 1, to}), c->x->err);
    return ST_OK;
}

StCode claims_of_counts(Claiming *c, uint32_t sentence) {
    const Sentence *s = &c->p->sentences.v[sentence];
    const Token *t = c->p->tokens.v;
    for (uint32_t i = s->first; s->coded && i + 2 < s->first + s->count; i++) {
        bool taken = c->cue_of[i] && !c->drafts.v[c->cue_of[i] - 1].dropped;
        if (taken || !token_is_verb(&t[i]) || !token_lemma_in(&t[i], LIST_GIVES_NUMBER)) continue;
        TRY(give(c, i));
    }
    return ST_OK;
}
