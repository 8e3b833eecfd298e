#include "extract/claims_parts.h"

/* Which claims a denial, rejection or confirmation answers. */

enum {
    ANSWER_REACH = 24, /* claims looked at on either side */
    ANSWER_WORDS = 24, /* of a content that are compared */
    ANSWER_SCORE_MIN = 4,
    SCORE_TARGET = 4,
    SCORE_ACCUSE = 3,
    SCORE_WORD = 2,
    SCORE_BEFORE = 1,
    SENTENCES_FAR = 6,
    CHARGE_FAR = 2,
    PLAN_WORDS = 8 /* of a content, before its verb */
};

static bool is_accusing_noun(const Token *t) {
    return token_in(t, LIST_ACCUSING) || token_lemma_in(t, LIST_ACCUSING);
}

static bool is_content_word(const Token *t) {
    return token_is_noun(t) || t->xpos == XPOS_VBG || t->xpos == XPOS_VBN || t->xpos == XPOS_VBD;
}

/* The content's first noun phrase names an accusation and no more, or stands for one. */
static bool is_anaphoric(const Parse *p, const Draft *d) {
    TokenRange r = d->content.v[0];
    for (uint32_t i = r.first; i < r.end && i < r.first + 4; i++)
        if (is_accusing_noun(&p->tokens.v[i])) return true;
    return false;
}

static uint32_t words_shared(const Parse *p, const Draft *a, const Draft *b) {
    uint32_t n = 0;
    TokenRange x = a->content.v[0], y = b->content.v[0];
    if (x.end - x.first > ANSWER_WORDS) x.end = x.first + ANSWER_WORDS;
    if (y.end - y.first > ANSWER_WORDS) y.end = y.first + ANSWER_WORDS;
    for (uint32_t i = x.first; i < x.end; i++) {
        const Token *w = &p->tokens.v[i];
        if (!is_content_word(w) || is_accusing_noun(w)) continue;
        for (uint32_t k = y.first; k < y.end; k++)
            if (is_content_word(&p->tokens.v[k]) && str_eq_nocase(w->lemma, p->tokens.v[k].lemma)) {
                n++;
                break;
            }
    }
    return n;
}

/* "his party would go to court": what shall be done is nobody's charge. */
static bool tells_plan(const Parse *p, const Draft *d) {
    TokenRange r = d->content.v[0];
    for (uint32_t i = r.first; i < r.end && i < r.first + PLAN_WORDS; i++) {
        if (token_is_finite(&p->tokens.v[i])) return p->tokens.v[i].xpos == XPOS_MD;
    }
    return false;
}

typedef struct Answering {
    const Claiming *c;
    Draft *const *drafts; /* in the order of the claims */
    const Claim *claims;
} Answering;

static bool holds(const Draft *outer, const Draft *inner) {
    for (uint32_t i = 0; i < outer->content.n; i++)
        if (range_has(outer->content.v[i], inner->cue_head)) return true;
    return false;
}

static Ref source_actor(const Claim *c) {
    return c->source ? c->source->actor : 0;
}

static int score(const Answering *w, uint32_t denial, uint32_t other, bool anaphoric) {
    const Claim *d = &w->claims[denial], *o = &w->claims[other];
    const Parse *p = w->c->p;
    bool before = other < denial;
    /* not what it is told in, nor what it tells */
    if (holds(w->drafts[other], w->drafts[denial]) || holds(w->drafts[denial], w->drafts[other]))
        return 0;
    if (source_actor(d) && source_actor(d) == source_actor(o)) return 0;
    if (o->stance != STANCE_ACCUSE && o->stance != STANCE_ASSERT && o->stance != STANCE_WARN)
        return 0;
    uint32_t a = p->tokens.v[w->drafts[denial]->content.v[0].first].sentence;
    uint32_t b = p->tokens.v[w->drafts[other]->content.v[0].first].sentence;
    uint32_t far = a > b ? a - b : b - a;
    int s = (int)words_shared(p, w->drafts[denial], w->drafts[other]) * SCORE_WORD;
    if (s > 3 * SCORE_WORD) s = 3 * SCORE_WORD;
    bool accuses = o->stance == STANCE_ACCUSE;
    bool target = o->target && o->target == source_actor(d);
    /* "Kenya accused Oresk of arson. Oresk denied any part in it." */
    bool charged = accuses && target && before && d->stance == STANCE_DENY && far <= CHARGE_FAR;
    if (!s && !anaphoric && !charged) return 0;
    if (!s && !before) return 0;
    if (!s && far > SENTENCES_FAR) return 0;
    /* "denied the allegations" right after a bare statement makes an allegation of it */
    if (!s && !accuses && !(before && far <= 3 && o->speech)) return 0;
    if (!s && !accuses && tells_plan(p, w->drafts[other])) return 0;
    if (accuses)
        s += SCORE_ACCUSE;
    else if (!s)
        s += SCORE_ACCUSE - 1;
    if (target) s += SCORE_TARGET;
    if (before) s += SCORE_BEFORE;
    if (far <= 3) s += 2;
    return s;
}

static StCode answer(const Answering *w, uint32_t i, uint32_t n, Claim *claim) {
    bool anaphoric = is_anaphoric(w->c->p, w->drafts[i]);
    uint32_t low = i > ANSWER_REACH ? i - ANSWER_REACH : 0;
    uint32_t high = i + ANSWER_REACH < n ? i + ANSWER_REACH : n;
    uint32_t best = n, nearest = UINT32_MAX;
    int best_score = ANSWER_SCORE_MIN - 1;
    for (uint32_t k = low; k < high; k++) {
        if (k == i) continue;
        int s = score(w, i, k, anaphoric);
        uint32_t far = k < i ? i - k : k - i;
        if (s < best_score || (s == best_score && far >= nearest)) continue;
        if (s < ANSWER_SCORE_MIN) continue;
        best = k;
        best_score = s;
        nearest = far;
    }
    if (best == n) return ST_OK;
    Ref *ref = list_push(w->c->x->arena, &claim->answers, Ref);
    TRY_MEM(ref, w->c->x->err);
    *ref = best + 1;
    return ST_OK;
}

StCode claims_answer(Claiming *c, Draft *const *drafts, uint32_t n) {
    Claim *claims = c->x->out->claims.v;
    Answering w = {c, drafts, claims};
    for (uint32_t i = 0; i < n; i++) {
        Stance s = claims[i].stance;
        if (s != STANCE_DENY && s != STANCE_REJECT && s != STANCE_CONFIRM) continue;
        TRY(answer(&w, i, n, &claims[i]));
    }
    return ST_OK;
}
