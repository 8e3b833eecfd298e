#include "extract/claims_parts.h"

/* What somebody is asked, expected or sure to say has not been said: "asked the court to order …",
 * "hopes that the army will admit …", "if the union says …". It is no claim of theirs; what it
 * holds belongs to the claim it stands in.
 *
 *   src  R. Sauri and J. Pustejovsky, "FactBank" (2009): events under modal and other predicates
 */

typedef struct Mood {
    bool open;   /* infinitive, future, or under may, should, …: it may come true */
    bool past;   /* told as done */
    bool future; /* will, would */
} Mood;

static Mood mood_of(const Parse *p, uint32_t verb) {
    VerbGroup g = clause_verb_group(p, verb);
    bool bare = p->tokens.v[verb].xpos == XPOS_VB && g.tense == TENSE_NONE;
    bool future = g.tense == TENSE_FUTURE;
    return (Mood){.open = !g.perfect && (g.infinitive || bare || future || g.modal != TOKEN_NONE),
                  .past = g.perfect || g.tense == TENSE_PAST,
                  .future = future};
}

/* Speech and thought that put nothing forward as done. */
static bool is_wish(const Draft *d) {
    switch (d->stance) {
    case STANCE_DEMAND:
    case STANCE_REQUEST:
    case STANCE_ASK:
    case STANCE_PROMISE:
    case STANCE_THREATEN:
    case STANCE_WARN: return true;
    default: return !d->speech;
    }
}

/* To say that one will guarantee, and to guarantee, are the same. */
static bool is_given_by_saying(const Draft *d) {
    return d->stance == STANCE_PROMISE || d->stance == STANCE_THREATEN;
}

static bool is_unsaid_in(const Claiming *c, const Draft *d, const Draft *outer) {
    Mood m = mood_of(c->p, d->cue_head);
    /* a subjunctive looks like a present: "demanded that the company admit" */
    if (outer->stance == STANCE_DEMAND && !m.past) return true;
    if (!m.open || m.past) return false;
    if (m.future && is_given_by_saying(d)) return false;
    return m.future || is_wish(outer) || outer->negated || outer->frame == FRAME_TO;
}

/* "if Iln says": the word before the cue and its source. */
static bool is_conditional(const Claiming *c, const Draft *d) {
    const Token *t = c->p->tokens.v;
    uint32_t first = d->cue.first, from = clause_sentence(c->p, d->cue_head).first;
    if (range_some(d->source) && d->source.first < first && d->source.first >= from)
        first = d->source.first;
    if (first == from) return false;
    const Token *before = &t[first - 1];
    bool even = first - 1 > from &&
                (str_eq(t[first - 2].norm, S("even")) || str_eq(t[first - 2].norm, S("as")));
    return !even && (str_eq(before->norm, S("if")) || str_eq(before->norm, S("unless")));
}

/* "Let them deny it.": called for. */
static bool is_let(const Claiming *c, const Draft *d) {
    uint32_t first = clause_sentence(c->p, d->cue_head).first;
    return first < d->cue_head && token_is_word(&c->p->tokens.v[first], "let") &&
           c->p->tokens.v[d->cue_head].xpos == XPOS_VB;
}

StCode claims_mark_unsaid(Claiming *c) {
    Ref *cover = arena_new(c->x->arena, Ref, c->p->tokens.n);
    TRY_MEM(cover, c->x->err);
    TRY(claims_cover(c, cover));
    for (uint32_t i = 0; i < c->drafts.n; i++) {
        Draft *d = &c->drafts.v[i];
        if (!d->row || d->cue_head == TOKEN_NONE || !token_is_verb(&c->p->tokens.v[d->cue_head]))
            continue;
        Ref outer = cover[d->cue_head];
        bool inside = outer && outer != d->order;
        bool unsaid = inside && is_unsaid_in(c, d, &c->drafts.v[outer - 1]) &&
                      !claims_said_by_wishing(c, &c->drafts.v[outer - 1], d);
        d->unsaid = unsaid || is_conditional(c, d) || is_let(c, d);
    }
    return ST_OK;
}
