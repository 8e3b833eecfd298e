#include "extract/claims_parts.h"

#include <stdio.h>

/* Whether a draft is an attribution: the odds of its construction (en/cues), shifted by where it
 * stands (en/cue_contexts). A sum of log-odds.
 *
 *   unit hundredths of the natural logarithm of the odds
 */

enum {
    PERCENT = 100,
    PERCENT_HALF = 50,
    WORDS_LOG_MAX = 6 /* 64 tokens and more are one length */
};

/* ln(p / (100 - p)) of 50 to 99 percent. */
static const int16_t logits[] = {0,   4,   8,   12,  16,  20,  24,  28,  32,  36,  41,  45,  49,
                                 53,  58,  62,  66,  71,  75,  80,  85,  90,  94,  99,  105, 110,
                                 115, 121, 127, 132, 139, 145, 152, 159, 166, 173, 182, 190, 199,
                                 209, 220, 231, 244, 259, 275, 294, 318, 348, 389, 460};

static int logit_of(uint32_t percent) {
    if (percent < 1) percent = 1;
    if (percent > 99) percent = 99;
    return percent < PERCENT_HALF ? -logits[100 - percent - PERCENT_HALF]
                                  : logits[percent - PERCENT_HALF];
}

static void push(Contexts *o, const char *name, Str value) {
    if (o->n == CONTEXTS_MAX) return;
    char *text = o->text[o->n];
    int n = snprintf(text, CONTEXT_BYTES, "%s%s%.*s", name, value.n ? " " : "", STR_ARG(value));
    if (n <= 0 || n >= CONTEXT_BYTES) return;
    for (int i = 0; i < n; i++) /* as keys of tables are */
        if (text[i] >= 'A' && text[i] <= 'Z') text[i] = (char)(text[i] - 'A' + 'a');
    o->n++;
}

static void push_tag(Contexts *o, const char *name, const Parse *p, uint32_t token, uint32_t of) {
    bool there = token != TOKEN_NONE && token < p->tokens.n &&
                 p->tokens.v[token].sentence == p->tokens.v[of].sentence;
    push(o, name, there ? str_of(XPOS_words[p->tokens.v[token].xpos]) : S("none"));
}

/* Words that news of anything has in common. */
static bool is_function_word(const Token *t) {
    switch (t->xpos) {
    case XPOS_DT:
    case XPOS_EX:
    case XPOS_IN:
    case XPOS_PRP:
    case XPOS_PRPS:
    case XPOS_TO:
    case XPOS_WDT:
    case XPOS_WP:
    case XPOS_WRB: return true;
    default: return false;
    }
}

static void push_speaker(const Claiming *c, const Draft *d, Contexts *o) {
    push_tag(o, "speaker", c->p, d->source_head, d->cue_head);
    if (d->source_head == TOKEN_NONE) return;
    const Token *t = &c->p->tokens.v[d->source_head];
    if (is_function_word(t)) push(o, "speaker_word", t->norm);
}

static const char *const tense_words[] = {"none", "present", "past", "future"};

static void push_verb(const Claiming *c, const Draft *d, Contexts *o) {
    if (!token_is_verb(&c->p->tokens.v[d->cue_head])) return;
    VerbGroup g = clause_verb_group(c->p, d->cue_head);
    push(o, "tense", str_of(tense_words[g.tense]));
    if (g.passive) push(o, "passive", S(""));
    if (g.infinitive) push(o, "infinitive", S(""));
    if (g.modal != TOKEN_NONE) push(o, "modal", S(""));
    if (g.negated) push(o, "negated", S(""));
    if (g.perfect) push(o, "perfect", S(""));
    if (g.progressive) push(o, "progressive", S(""));
}

static void push_content(const Claiming *c, const Draft *d, Contexts *o) {
    static const char *const lengths[] = {"1", "2", "4", "8", "16", "32", "64"};
    uint32_t words = 0, size = 0;
    bool quoting = false;
    for (uint32_t i = 0; i < d->content.n; i++) {
        TokenRange r = d->content.v[i];
        words += r.end - r.first;
        for (uint32_t k = r.first; k < r.end && !quoting; k++)
            quoting = quotes_at(&c->quotes, k) != NULL;
    }
    while (words > 1 && size < WORDS_LOG_MAX) {
        words /= 2;
        size++;
    }
    push(o, "words", str_of(lengths[size]));
    if (quoting) push(o, "quoting", S(""));
    const Token *first = &c->p->tokens.v[d->content.v[0].first];
    if (is_function_word(first)) push(o, "opens", first->norm);
}

static void read_contexts(const Claiming *c, const Draft *d, Contexts *o) {
    const Parse *p = c->p;
    const Token *t = p->tokens.v;
    o->n = 0;
    push(o, d->speech ? "speech" : "thought", table_cell(c->cues.table, d->row - 1, c->cues.word));
    push_speaker(c, d, o);
    push_verb(c, d, o);
    push_content(c, d, o);
    push(o, "relation", str_of(DEP_words[t[d->cue_head].deprel]));
    push_tag(o, "before", p, d->cue.first ? d->cue.first - 1 : TOKEN_NONE, d->cue_head);
    push_tag(o, "after", p, d->cue.end, d->cue_head);
    if (str_eq(t[clause_sentence(p, d->cue_head).end - 1].norm, S("?"))) push(o, "question", S(""));
}

static int32_t shift_of(const Claiming *c, const char *context, Frame frame) {
    uint32_t row = table_find(c->contexts, str_of(context), 0);
    int32_t n = row ? table_number(c->contexts, row - 1, c->context_of[frame]) : TABLE_NUMBER_NONE;
    return n == TABLE_NUMBER_NONE ? 0 : n;
}

static int32_t odds_of(const Claiming *c, const Draft *d) {
    Contexts o;
    int32_t sum = logit_of(d->weight) * shift_of(c, "weight", d->frame) / PERCENT;
    read_contexts(c, d, &o);
    for (uint32_t i = 0; i < o.n; i++) sum += shift_of(c, o.text[i], d->frame);
    return sum;
}

static bool is_inside(const Ref *cover, TokenRange r) {
    for (uint32_t i = r.first; i < r.end; i++)
        if (!cover[i]) return false;
    return range_some(r);
}

/* What is told inside a quotation or another's speech stands elsewhere than the gold could teach.
 */
static bool is_told_inside(const Claiming *c, const Draft *d, const Ref *cover) {
    if (quotes_at(&c->quotes, d->cue_head)) return true;
    return is_inside(cover, d->source) && is_inside(cover, d->cue) &&
           is_inside(cover, d->content.v[0]);
}

/* Denials are few and short ("denied it"), accusations often nobody's ("is accused of arson"), and
 * what is disputed hangs on them: they go by the cue alone. */
static bool is_disputing(const Draft *d) {
    enum { DENIAL_WEIGHT_MIN = 35 };
    if (d->stance == STANCE_DENY && d->speech) return d->weight >= DENIAL_WEIGHT_MIN;
    /* "Asked about it, Iln left": nobody need be named */
    if (d->stance == STANCE_ASK && d->source_head == TOKEN_NONE)
        return d->frame != FRAME_OBJECT && d->weight >= CLAIM_WEIGHT_SURE;
    return d->stance == STANCE_ACCUSE && d->frame == FRAME_PP && d->weight >= CLAIM_WEIGHT_SURE;
}

/* "Nobody has explained it": it is not said. */
static bool is_nobodys(const Claiming *c, const Draft *d) {
    if (!range_some(d->source) || d->frame == FRAME_SET) return false;
    const Token *t = &c->p->tokens.v[d->source.first];
    return token_in(t, LIST_TOLD_NOBODY);
}

StCode claims_weigh(Claiming *c) {
    Ref *cover = arena_new(c->x->arena, Ref, c->p->tokens.n);
    TRY_MEM(cover, c->x->err);
    for (uint32_t i = 0; i < c->drafts.n; i++) {
        Draft *d = &c->drafts.v[i];
        int32_t least = d->speech ? CLAIM_ODDS_MIN : CLAIM_ODDS_MIN_THOUGHT;
        d->dropped = !d->content.n || d->unsaid || is_nobodys(c, d) ||
                     (d->row && !is_disputing(d) && odds_of(c, d) < least);
    }
    TRY(claims_cover(c, cover));
    for (uint32_t i = 0; i < c->drafts.n; i++) {
        Draft *d = &c->drafts.v[i];
        if (!d->row || !d->content.n || d->unsaid || is_nobodys(c, d)) continue;
        Ref outer = cover[d->cue_head];
        bool noun = outer && claims_said_by_noun(c, &c->drafts.v[outer - 1], d);
        if (noun || is_told_inside(c, d, cover))
            d->dropped = d->weight < CLAIM_WEIGHT_MIN && !is_disputing(d);
    }
    return ST_OK;
}
