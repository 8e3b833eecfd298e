#include "extract/claims_parts.h"

/* "who later said": the pronoun is the source in the text, its noun is who it stands for. */
static uint32_t relative_before(const Parse *p, const VerbGroup *g) {
    TokenRange s = clause_sentence(p, g->verb);
    uint32_t i = g->range.first;
    while (i > s.first && p->tokens.v[i - 1].xpos == XPOS_RB) i--;
    if (i == s.first || !is_relative_word(&p->tokens.v[i - 1])) return TOKEN_NONE;
    return i - 1;
}

/* "The head of the fund, Iln, said": a name or phrase between commas is an apposition, trees or no.
 */
static uint32_t apposition_end(const Parse *p, uint32_t end, uint32_t cue) {
    const Token *t = p->tokens.v;
    uint32_t to = cue;
    while (to > end && (t[to - 1].xpos == XPOS_COMMA || t[to - 1].xpos == XPOS_RB)) to--;
    if (end + 1 >= to || to - end > ASIDE_MAX) return end;
    bool comma = false;
    for (uint32_t i = end; i < to; i++) {
        bool finite = t[i].xpos == XPOS_VBD || t[i].xpos == XPOS_VBZ || t[i].xpos == XPOS_VBP;
        if (finite || t[i].xpos == XPOS_MD || is_relative_word(&t[i])) return end;
        comma = comma || (t[i].xpos == XPOS_COMMA && i + 1 < to &&
                          (token_is_noun(&t[i + 1]) || t[i + 1].xpos == XPOS_DT));
    }
    return comma ? to : end;
}

/* The phrase of a head, cut where the cue begins and at quotations. */
static TokenRange phrase_of(const Claiming *c, uint32_t head, TokenRange cue) {
    TokenRange r = clause_noun_phrase(c->p, head);
    if (r.end < cue.first) r.end = apposition_end(c->p, r.end, cue.first);
    if (head < cue.first && r.end > cue.first) r.end = cue.first;
    if (head >= cue.end && r.first < cue.end) r.first = cue.end;
    while (r.end > head + 1 && c->x->time_at[r.end - 1]) { /* "Iln on Friday" */
        r.end--;
        if (r.end > head + 1 && c->p->tokens.v[r.end - 1].upos == UPOS_ADP) r.end--;
    }
    for (uint32_t i = r.first; i < r.end; i++) {
        const Quotation *q = quotes_at(&c->quotes, i);
        if (q && q->range.end <= head) { /* "… “by the army,” the ministry" */
            r.first = q->range.end;
            continue;
        }
        if (!q || range_has(q->range, head) || q->range.first <= r.first) continue;
        if (q->range.first > head) r.end = q->range.first;
        break;
    }
    return content_trim(c->p, r);
}

/* "praised X and accused Y": a conjunct has the source of the cue before it. */
static const Draft *joined_to(const Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    TokenRange s = clause_sentence(c->p, cue->head);
    uint32_t i = cue->group.range.first;
    while (i > s.first && t[i - 1].xpos == XPOS_RB) i--;
    if (i == s.first || t[i - 1].xpos != XPOS_CC || !cue->group.finite) return NULL;
    for (uint32_t k = i; k > s.first; k--) {
        Ref at = c->cue_of[k - 1];
        if (!at || !token_is_verb(&t[k - 1])) continue;
        const Draft *d = &c->drafts.v[at - 1];
        VerbGroup g = clause_verb_group(c->p, k - 1);
        if (range_some(d->source) && g.finite && g.tense == cue->group.tense && !g.passive &&
            (g.modal == TOKEN_NONE) == (cue->group.modal == TOKEN_NONE))
            return d;
    }
    return NULL;
}

/* Of two speakers in a sentence the outer one: who tells of the other, else the first. */
static bool is_outside(const Draft *d, const Draft *other) {
    for (uint32_t i = 0; i < d->content.n; i++)
        if (range_has(d->content.v[i], other->cue_head)) return true;
    for (uint32_t i = 0; i < other->content.n; i++)
        if (range_has(other->content.v[i], d->cue_head)) return false;
    return d->cue_head < other->cue_head;
}

/* "…, adding that": trees hang such a participle on any noun; it goes with who speaks in the main
 * clause, the outermost cue of the sentence so far. */
static const Draft *spoken_before(const Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    TokenRange s = clause_sentence(c->p, cue->head);
    uint32_t i = cue->group.range.first;
    while (i > s.first && (t[i - 1].xpos == XPOS_RB || t[i - 1].xpos == XPOS_CC)) i--;
    if (i == s.first || t[i - 1].xpos != XPOS_COMMA || !is_participle(c, cue)) return NULL;
    const Draft *first = NULL;
    for (uint32_t k = c->drafts.n; k > 0; k--) {
        const Draft *d = &c->drafts.v[k - 1];
        if (d->cue_head == TOKEN_NONE || d->cue_head < s.first || d->cue_head >= cue->head)
            continue;
        if (!d->speaks || !range_some(d->source) || t[d->source.first].xpos == XPOS_WP ||
            t[d->source.first].xpos == XPOS_WDT ||
            quotes_at(&c->quotes, d->cue_head) != quotes_at(&c->quotes, cue->head))
            continue;
        if (!first || is_outside(d, first)) first = d;
    }
    return first;
}

/* "Iln, who said …, denied": what the pronoun says ends before the main clause goes on. */
static bool is_relative_source(const Claiming *c, const Draft *d) {
    const Token *t = &c->p->tokens.v[d->source.first];
    return d->source.end == d->source.first + 1 && (t->xpos == XPOS_WP || t->xpos == XPOS_WDT);
}

/* "said X and accused", "said X, adding": where one content ends and a cue without a subject of its
 * own follows, it has the source of that content. */
static const Draft *draft_ending_before(const Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    TokenRange s = clause_sentence(c->p, cue->head);
    uint32_t low = cue->range.first, high = cue->range.first;
    while (low > s.first && high - low < 3 &&
           (t[low - 1].xpos == XPOS_CC || t[low - 1].xpos == XPOS_COMMA ||
            t[low - 1].xpos == XPOS_RB || str_eq(t[low - 1].norm, S("while")) ||
            str_eq(t[low - 1].norm, S("as"))))
        low--;
    if (low == high) return NULL;
    const Draft *outermost = NULL;
    for (uint32_t i = c->drafts.n; i > 0; i--) {
        const Draft *d = &c->drafts.v[i - 1];
        if (d->cue_head == TOKEN_NONE || d->cue_head < s.first) break;
        if (!d->content.n || !range_some(d->source) || d->weight < CLAIM_WEIGHT_MIN) continue;
        uint32_t end = d->content.v[d->content.n - 1].end;
        if (end < low || end >= high || is_relative_source(c, d)) continue;
        /* "the firm, which Oresk calls a sham, said": back in the main clause */
        if (d->relative && cue->group.finite && t[cue->range.first - 1].xpos == XPOS_COMMA)
            continue;
        if (!outermost || is_outside(d, outermost)) outermost = d;
    }
    return outermost;
}

void source_of_verb(const Claiming *c, const Cue *cue, bool of_quote, TokenRange *range,
                    uint32_t *head) {
    *range = (TokenRange){0, 0};
    bool nobody = cue->person == PERSON_SUBJECT, passive = cue->group.passive;
    const Draft *joined = passive || nobody ? NULL : draft_ending_before(c, cue);
    if (!joined) joined = spoken_before(c, cue);
    if (!joined) joined = joined_to(c, cue);
    *head = TOKEN_NONE;
    if (nobody) return;
    if (joined) {
        *range = joined->source;
        *head = joined->source_head;
        return;
    }
    *head = claims_speaker(c, cue, of_quote);
    uint32_t pronoun = cue->group.passive ? TOKEN_NONE : relative_before(c->p, &cue->group);
    if (pronoun != TOKEN_NONE) {
        *range = (TokenRange){pronoun, pronoun + 1};
        if (*head == TOKEN_NONE) *head = pronoun;
        return;
    }
    if (*head != TOKEN_NONE) *range = phrase_of(c, *head, cue->range);
}

void claims_share_sources(Claiming *c) {
    const Token *t = c->p->tokens.v;
    for (uint32_t i = 0; i < c->drafts.n; i++) {
        Draft *d = &c->drafts.v[i];
        Cue cue;
        if (d->frame != FRAME_QUOTE || d->cue_head == TOKEN_NONE || !d->row) continue;
        if (!cue_at(&c->cues, c->p, d->cue_head, &cue) || cue.word != CUE_VERB) continue;
        uint32_t k = cue.group.range.first, first = clause_sentence(c->p, k).first;
        while (k > first && t[k - 1].xpos == XPOS_RB) k--;
        bool participle = k > first && t[k - 1].xpos == XPOS_COMMA && is_participle(c, &cue);
        if (k == first || (t[k - 1].xpos != XPOS_CC && !participle)) continue;
        TokenRange source = d->source;
        uint32_t head = d->source_head;
        source_of_verb(c, &cue, true, &d->source, &d->source_head);
        if (range_some(d->source)) continue;
        d->source = source;
        d->source_head = head;
    }
}

/* "Oresk's claim", "his claim": what stands before the apostrophe, or the pronoun. */
static uint32_t genitive_before(const Parse *p, uint32_t noun, TokenRange *range) {
    const Token *t = p->tokens.v;
    TokenRange chunk = clause_noun_chunk(p, noun);
    for (uint32_t i = noun; i > chunk.first; i--) {
        const Token *b = &t[i - 1];
        if (b->xpos == XPOS_PRPS) {
            *range = (TokenRange){i - 1, i};
            return i - 1;
        }
        if (b->xpos != XPOS_POS || i - 1 == chunk.first) continue;
        *range = (TokenRange){chunk.first, i - 1};
        return i - 2;
    }
    return TOKEN_NONE;
}

bool source_is_of_noun(const Claiming *c, uint32_t of, uint32_t end) {
    const Token *t = c->p->tokens.v;
    if (of + 2 >= end || !token_is_word(&t[of], "of")) return false;
    TokenRange who = clause_noun_chunk(c->p, of + 1);
    return who.end < end && token_is_word(&t[who.end], "that") &&
           c->x->actor_at[clause_noun_head(c->p, who)];
}

void source_of_noun(const Claiming *c, const Cue *cue, TokenRange *range, uint32_t *head) {
    static const Str prepositions[] = {STR("by"), STR("from"), STR("of")};
    int many = source_is_of_noun(c, cue->range.end, clause_sentence(c->p, cue->head).end) ? 3 : 2;
    *range = (TokenRange){0, 0};
    *head = genitive_before(c->p, cue->head, range);
    for (int i = 0; *head == TOKEN_NONE && i < many; i++) {
        uint32_t by = clause_oblique(c->p, cue->head, prepositions[i]);
        /* close by, so that it is the noun's and not the verb's */
        if (by == TOKEN_NONE || by < cue->head || by > cue->head + 6) continue;
        *head = by;
        *range = phrase_of(c, by, cue->range);
    }
    if (*head != TOKEN_NONE) return;
    /* "made a claim", "issued a warning": the verb's subject */
    uint32_t verb = clause_verb_of(c->p, cue->head);
    if (verb == TOKEN_NONE || verb > cue->head) return;
    if (clause_object(c->p, verb) != cue->head) return;
    if (token_lemma_in(&c->p->tokens.v[verb], LIST_WITHDRAWING)) return;
    /* "rejected the accusation that": somebody else's; "told an inquiry that": who is told */
    Cue outer;
    if (cue_at(&c->cues, c->p, verb, &outer) &&
        (outer.stance == STANCE_DENY || outer.stance == STANCE_REJECT ||
         outer.stance == STANCE_CONFIRM || outer.person == PERSON_ADDRESSEE))
        return;
    *head = clause_agent(c->p, verb);
    if (*head != TOKEN_NONE) *range = phrase_of(c, *head, (TokenRange){verb, cue->head + 1});
}
