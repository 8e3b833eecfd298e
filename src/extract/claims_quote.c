#include "extract/claims_parts.h"

static bool is_wh(const Token *t) {
    return t->xpos == XPOS_WP || t->xpos == XPOS_WDT || t->xpos == XPOS_WRB;
}

/* The first cue from `from` on that words in quotation marks may hang on; verbs of relative clauses
 * are passed over, another verb ends the search. */
static bool cue_after(const Claiming *c, uint32_t from, uint32_t end, Cue *cue) {
    enum { NAME_TOKENS = 8 };
    const Token *t = c->p->tokens.v;
    bool relative = false;
    for (uint32_t i = from; i < end && i < from + ASIDE_MAX; i++) {
        if (is_wh(&t[i])) relative = true;
        bool after_name = i > from && (t[i - 1].xpos == XPOS_PRP || t[i - 1].upos == UPOS_PROPN);
        /* "…,” the two write." */
        bool last = i > from + 1 && (i + 1 == end || t[i + 1].xpos == XPOS_STOP);
        after_name = after_name || last;
        if (after_name && !relative && t[i].upos != UPOS_PROPN &&
            cue_as_verb(&c->cues, c->p, i, cue) &&
            cue_weight(cue, FRAME_QUOTE) >= CLAIM_WEIGHT_SURE)
            return true;
        const Quotation *q = quotes_at(&c->quotes, i);
        if (q && (quotes_is_speech(c->p, q) || q->range.end - q->range.first > NAME_TOKENS))
            return false;
        if (q) {
            i = q->range.end - 1;
            continue;
        }
        if (!token_is_verb(&t[i]) && t[i].xpos != XPOS_MD) continue;
        if (cue_at(&c->cues, c->p, i, cue) && cue->word == CUE_VERB &&
            cue_weight(cue, FRAME_QUOTE) >= CLAIM_WEIGHT_MIN &&
            (cue->group.finite || cue->group.passive)) {
            if (!relative) return true;
            /* "said Iln, who added" has passed its own; "Iln, who runs the port, said" not yet */
        }
        if (cue->group.finite && !relative && t[i].xpos != XPOS_VBN && t[i].xpos != XPOS_VBG &&
            !str_eq(t[i].lemma, S("be")) && !str_eq(t[i].lemma, S("have")) && t[i].xpos != XPOS_MD)
            return false;
        if (relative && t[i].xpos != XPOS_MD) {
            while (i + 1 < end && t[i].xpos != XPOS_COMMA) i++;
            relative = false;
        }
    }
    return false;
}

/* What stands before a quotation: nothing, a cue that it hangs on, or a clause that it is part of.
 */
typedef enum Lead { LEAD_NONE, LEAD_CUE, LEAD_CLAUSE } Lead;

static bool has_noun(const Claiming *c, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        if (token_is_nominal(&c->p->tokens.v[i])) return true;
    return false;
}

/* The cue before `to`, with nothing between but who is told, when and where; at a colon, the last
 * cue of the sentence. */
static Lead cue_before(const Claiming *c, uint32_t first, uint32_t to, Cue *cue) {
    const Token *t = c->p->tokens.v;
    uint32_t i = to;
    bool colon = false, clause = false;
    while (i > first && token_is_punct(&t[i - 1]) && !quotes_at(&c->quotes, i - 1)) {
        colon = colon || token_is_word(&t[i - 1], ":");
        i--;
    }
    bool adjacent = i == to;
    uint32_t low = i > first + CUE_GAP_MAX ? i - CUE_GAP_MAX : first;
    for (; i > low; i--) {
        const Token *k = &t[i - 1];
        if (!colon && quotes_at(&c->quotes, i - 1)) return LEAD_NONE;
        clause = clause || (!colon && (token_is_word(k, "that") || is_wh(k)));
        if (!token_is_verb(k)) continue;
        bool good = cue_at(&c->cues, c->p, i - 1, cue) && cue->word == CUE_VERB &&
                    cue_weight(cue, FRAME_QUOTE) >= CLAIM_WEIGHT_MIN;
        /* "accused Velmar of a “planned attack,”": the words in quotation marks are only a part */
        bool part = !colon && i < to && !token_is_punct(&t[to - 1]) && i != to &&
                    (cue->person != PERSON_ADDRESSEE || t[to - 1].xpos == XPOS_DT ||
                     t[to - 1].xpos == XPOS_IN);
        if (good && part && cue->person != PERSON_NONE) clause = true;
        /* "says the road “is mined”": the quotation goes on what stands before it */
        bool goes_on = to + 1 < c->p->tokens.n && !(t[to + 1].flags & TOKEN_CAPITAL) && adjacent;
        if (good && goes_on && cue->person == PERSON_NONE &&
            has_noun(c, content_skip_adverbials(c, cue->range.end, to), to))
            clause = true;
        if (good) return clause ? LEAD_CLAUSE : LEAD_CUE;
        if (!colon && k->xpos != XPOS_VBG && k->xpos != XPOS_VBN) return LEAD_NONE;
    }
    return LEAD_NONE;
}

StCode quotation_give(Claiming *c, uint32_t quotation, Ref draft, TokenRange content) {
    c->quote_of[quotation] = draft;
    TRY_MEM(draft_content(c, &c->drafts.v[draft - 1], content), c->x->err);
    return ST_OK;
}

static StCode give_to_cue(Claiming *c, uint32_t quotation, const Cue *cue, TokenRange content) {
    Ref at = c->cue_of[cue->head];
    if (!at) {
        Draft *d = draft_new(c, cue, FRAME_QUOTE, cue_weight(cue, FRAME_QUOTE));
        TRY_MEM(d, c->x->err);
        source_of_verb(c, cue, true, &d->source, &d->source_head);
        if (cue->person == PERSON_ADDRESSEE) {
            uint32_t o = clause_object(c->p, cue->head);
            if (o != d->source_head) d->addressee = o;
        }
        at = c->drafts.n;
    }
    return quotation_give(c, quotation, at, content);
}

/* The whole of a sentence that ends in the quotation, when it begins before it. */
static TokenRange with_lead(const Claiming *c, uint32_t quotation) {
    TokenRange q = c->quotes.v[quotation].range, s = clause_sentence(c->p, q.first);
    if (q.first == s.first || content_is_set_apart(&c->p->tokens.v[q.first - 1])) return q;
    /* what another draft has taken is not led in by this one */
    for (uint32_t i = s.first; i < q.first; i++)
        if (c->cue_of[i] || token_is_word(&c->p->tokens.v[i], ":")) return q;
    return (TokenRange){s.first, q.end};
}

static StCode according_to(Claiming *c, uint32_t quotation, uint32_t at) {
    uint32_t before = c->drafts.n, taken;
    TRY(claims_of_phrase(c, at, &taken));
    if (c->drafts.n > before) c->quote_of[quotation] = c->drafts.n;
    return ST_OK;
}

/* "Iln: “Nobody slept.”", "Poll of the day - Iln: “…”": a name and a colon; the words before it. */
static TokenRange label_before(const Claiming *c, uint32_t i, TokenRange s) {
    enum { SPEAKER_WORDS = 12 };
    const TokenRange none = {0, 0};
    const Token *t = c->p->tokens.v;
    TokenRange q = c->quotes.v[i].range;
    if (q.first < s.first + 2 || c->cue_of[q.first - 1] || !token_is_word(&t[q.first - 1], ":"))
        return none;
    uint32_t colon = q.first - 1;
    for (uint32_t k = s.first; k + 1 < colon; k++)
        if ((t[k].xpos == XPOS_HYPH || t[k].xpos == XPOS_COLON) &&
            (t[k].flags & TOKEN_SPACE_BEFORE))
            s.first = k + 1;
    if (colon - s.first > SPEAKER_WORDS || !token_is_noun(&t[colon - 1])) return none;
    for (uint32_t k = s.first; k < colon; k++)
        if (token_is_verb(&t[k]) || t[k].xpos == XPOS_MD) return none;
    return (TokenRange){s.first, colon};
}

static StCode after_label(Claiming *c, uint32_t i, TokenRange label) {
    TokenRange q = c->quotes.v[i].range;
    uint32_t colon = label.end;
    Draft *d = draft_new(c, NULL, FRAME_SET, 80);
    TRY_MEM(d, c->x->err);
    d->cue = (TokenRange){colon, q.first};
    d->cue_head = colon;
    d->source = content_trim(c->p, label);
    d->source_head = clause_noun_head(c->p, d->source);
    c->cue_of[colon] = c->drafts.n;
    return quotation_give(c, i, c->drafts.n, q);
}

/* "“Who sleeps?” Iln asked.": the question ends a sentence, and its cue is the next one. */
static bool cue_in_next(const Claiming *c, const Quotation *q, Cue *cue) {
    const Token *t = c->p->tokens.v;
    uint32_t at = q->range.end;
    if (!q->closed || at >= c->p->tokens.n || t[at - 2].xpos != XPOS_STOP) return false;
    if (token_is_word(&t[at - 2], ".") || quotes_paragraph_at(c->p, c->x->out->doc.text, at))
        return false;
    TokenRange s = clause_sentence(c->p, at);
    if (s.first != at || !cue_after(c, at, s.end, cue)) return false;
    uint32_t k = content_skip_adverbials(c, cue->range.end, s.end);
    /* "asked reporters" */
    if (k < s.end && cue->person == PERSON_ADDRESSEE &&
        (token_is_nominal(&t[k]) || t[k].xpos == XPOS_DT || t[k].xpos == XPOS_JJ))
        k = content_skip_adverbials(c, clause_noun_chunk(c->p, k).end, s.end);
    return k >= s.end || t[k].xpos == XPOS_STOP || t[k].xpos == XPOS_COMMA;
}

/* "“…,” Iln began", "“…,” a man boomed.": behind a comma or a question in quotation marks any verb
 * that ends the sentence or the clause is a verb of saying. */
static bool bare_after(const Claiming *c, const Quotation *q, uint32_t at, uint32_t end, Cue *cue) {
    const Token *t = c->p->tokens.v, *stop = &t[q->range.end - 2];
    if (!q->closed ||
        (stop->xpos != XPOS_COMMA && !token_is_word(stop, "?") && !token_is_word(stop, "!")))
        return false;
    if (at >= end || (!token_is_nominal(&t[at]) && t[at].xpos != XPOS_DT && t[at].xpos != XPOS_JJ))
        return false;
    uint32_t verb =
        clause_noun_phrase(c->p, clause_noun_head(c->p, clause_noun_chunk(c->p, at))).end;
    while (verb < end && t[verb].xpos == XPOS_RB) verb++;
    if (verb >= end || !token_is_verb(&t[verb])) return false;
    cue_bare(&c->cues, c->p, verb, cue);
    uint32_t next = content_skip_adverbials(c, verb + 1, end);
    return cue->group.finite && cue->group.tense != TENSE_NONE && !cue->group.passive &&
           (next >= end || t[next].xpos == XPOS_STOP || t[next].xpos == XPOS_COMMA);
}

/* "The report makes that clear: “…”": the main verb before a colon. */
static bool bare_before_colon(const Claiming *c, TokenRange s, uint32_t to, Cue *cue) {
    const Token *t = c->p->tokens.v;
    if (to < s.first + 2 || !token_is_word(&t[to - 1], ":")) return false;
    for (uint32_t i = s.first; i < to; i++) {
        if (!token_is_verb(&t[i]) || c->cue_of[i] || t[i].deprel != DEP_ROOT) continue;
        cue_bare(&c->cues, c->p, i, cue);
        uint32_t who = clause_subject(c->p, i);
        return cue->group.finite && !cue->group.passive && who != TOKEN_NONE && who < i &&
               token_is_nominal(&t[who]) && !token_is_word(&t[who], "it");
    }
    return false;
}

/* A cue behind the quotation that has the comma before it: "said it was over: “…,” he added". */
static bool ends_in_comma(const Claiming *c, const Quotation *q) {
    return q->closed && c->p->tokens.v[q->range.end - 2].xpos == XPOS_COMMA;
}

static StCode attribute(Claiming *c, uint32_t i) {
    const Parse *p = c->p;
    const Token *t = p->tokens.v;
    const Quotation *q = &c->quotes.v[i];
    if (q->follows && i && c->quote_of[i - 1])
        return quotation_give(c, i, c->quote_of[i - 1], q->range);
    if (!quotes_is_speech(p, q)) return ST_OK;
    Cue cue = {0};
    TokenRange last = clause_sentence(p, q->range.end - 1), s = clause_sentence(p, q->range.first);
    uint32_t at = q->range.end;
    while (at < last.end && t[at].xpos == XPOS_COMMA) at++;
    if (at < last.end && token_is_word(&t[at], "according")) return according_to(c, i, at);
    TokenRange label = label_before(c, i, s);
    if (range_some(label)) return after_label(c, i, label);
    Cue front = {0};
    Lead lead =
        q->range.first > s.first ? cue_before(c, s.first, q->range.first, &front) : LEAD_NONE;
    if (lead == LEAD_CLAUSE) return ST_OK;
    bool joined = at < last.end && t[at].xpos == XPOS_CC;
    bool apart = q->range.first > s.first && content_is_set_apart(&t[q->range.first - 1]);
    bool own = lead == LEAD_NONE || (apart && ends_in_comma(c, q));
    if (at < last.end && own && !joined && cue_after(c, at, last.end, &cue))
        return give_to_cue(c, i, &cue, with_lead(c, i));
    if (lead == LEAD_NONE && at >= last.end && cue_in_next(c, q, &cue))
        return give_to_cue(c, i, &cue, q->range);
    if (lead == LEAD_CUE) return give_to_cue(c, i, &front, q->range);
    if (at < last.end && !joined && bare_after(c, q, at, last.end, &cue))
        return give_to_cue(c, i, &cue, with_lead(c, i));
    if (bare_before_colon(c, s, q->range.first, &cue)) return give_to_cue(c, i, &cue, q->range);
    /* "Iln went on:", then the quotation as a paragraph of its own */
    if (q->range.first != s.first || !s.first || !token_is_word(&t[s.first - 1], ":")) return ST_OK;
    TokenRange before = clause_sentence(p, s.first - 1);
    if (cue_before(c, before.first, before.end, &cue) == LEAD_CUE ||
        bare_before_colon(c, before, before.end, &cue))
        return give_to_cue(c, i, &cue, q->range);
    return ST_OK;
}

StCode claims_of_quotes(Claiming *c) {
    for (uint32_t i = 0; i < c->quotes.n; i++) {
        uint32_t first = c->quotes.v[i].range.first;
        if (!c->p->sentences.v[c->p->tokens.v[first].sentence].coded) continue;
        TRY(attribute(c, i));
    }
    return ST_OK;
}
