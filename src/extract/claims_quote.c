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
        bool last = i > from + 1 &&
                    (i + 1 == end || t[i + 1].xpos == XPOS_STOP || t[i + 1].xpos == XPOS_COMMA);
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
            /* "“…,” Iln was quoted as saying" */
            if (i + 2 < end && claims_quoting_verb(c, i + 2) == i)
                return cue_at(&c->cues, c->p, i + 2, cue);
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
    uint32_t gap = colon ? ASIDE_MAX : CUE_GAP_MAX, low = i > first + gap ? i - gap : first;
    /* "said on “Morning News,” that": a title */
    if (!colon && adjacent && i > first &&
        (t[i - 1].xpos == XPOS_POS || token_is_word(&t[i - 1], "on") ||
         token_is_word(&t[i - 1], "at")))
        clause = true;
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
        bool goes_on = to + 1 < c->p->tokens.n && adjacent &&
                       (!(t[to + 1].flags & TOKEN_CAPITAL) || t[to - 1].xpos == XPOS_DT);
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
    if (c->x->time_at[s.first] || t[s.first].flags & TOKEN_DIGIT) s.first++; /* "11:02 Iln: “…”" */
    TokenRange asked = claims_asked_before(c, s, colon);
    if (range_some(asked)) return asked;
    for (uint32_t k = s.first; k + 1 < colon; k++)
        if ((t[k].xpos == XPOS_HYPH || t[k].xpos == XPOS_COLON) &&
            (t[k].flags & TOKEN_SPACE_BEFORE))
            s.first = k + 1;
    if (token_is_word(&t[s.first], "this")) return none; /* "This time: “…”" */
    if (colon - s.first > SPEAKER_WORDS || !token_is_noun(&t[colon - 1])) return none;
    for (uint32_t k = s.first; k < colon; k++)
        if (token_is_verb(&t[k]) || t[k].xpos == XPOS_MD) return none;
    return (TokenRange){s.first, colon};
}

static StCode after_label(Claiming *c, uint32_t i, TokenRange label) {
    TokenRange q = c->quotes.v[i].range;
    uint32_t colon = q.first - 1;
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
    bool trails = token_is_word(&t[at - 2], "...") || token_is_word(&t[at - 2], "…");
    if (!q->closed || at >= c->p->tokens.n || (t[at - 2].xpos != XPOS_STOP && !trails))
        return false;
    if (token_is_word(&t[at - 2], ".") || quotes_paragraph_at(c->p, c->x->out->doc.text, at))
        return false;
    TokenRange s = clause_sentence(c->p, at);
    if (s.first != at || !cue_after(c, at, s.end, cue)) return false;
    uint32_t k = content_skip_adverbials(c, cue->range.end, s.end);
    /* "asked reporters" */
    if (k < s.end && cue->person == PERSON_ADDRESSEE &&
        (token_is_nominal(&t[k]) || t[k].xpos == XPOS_DT || t[k].xpos == XPOS_JJ))
        k = content_skip_adverbials(c, clause_noun_chunk(c->p, k).end, s.end);
    /* "Trump said of the firm in May, when …" */
    if (k + 1 < s.end && (token_is_word(&t[k], "of") || token_is_word(&t[k], "about")))
        k = content_skip_adverbials(c, clause_noun_chunk(c->p, k + 1).end, s.end);
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

/* "chanted “peace now”": words that are no sentence, right behind a verb that hardly has anything else.
 */
static bool cue_beside(const Claiming *c, TokenRange s, const Quotation *q, Cue *cue) {
    enum { BESIDE_WEIGHT = 84 };
    const Token *t = c->p->tokens.v;
    uint32_t i = q->range.first, next = q->range.end;
    if (i > s.first && (t[i - 1].xpos == XPOS_COMMA || token_is_word(&t[i - 1], ":"))) i--;
    if (!q->closed || i == s.first || !token_is_verb(&t[i - 1])) return false;
    if (t[q->range.first + 1].xpos == XPOS_RB) return false; /* "went on “well”" */
    if (!cue_at(&c->cues, c->p, i - 1, cue) || cue->word != CUE_VERB || cue->range.end != i ||
        cue->group.passive || cue_weight(cue, FRAME_QUOTE) < BESIDE_WEIGHT)
        return false;
    return next >= s.end || token_is_punct(&t[next]) || token_in(&t[next], LIST_CUE_TAIL);
}

/* "On “Morning News,” the envoy said the talks had failed": what the cue says stands behind it. */
static bool has_own_content(const Claiming *c, const Cue *cue, uint32_t end) {
    const Token *t = c->p->tokens.v;
    uint32_t k = content_skip_adverbials(c, cue->range.end, end);
    for (int n = 0; n < 2 && k < end; n++) {
        if (token_is_word(&t[k], "that") || token_is_word(&t[k], "whether") ||
            token_is_word(&t[k], "if") || t[k].xpos == XPOS_WRB || content_is_clause(c, k, end))
            return true;
        if (k + 1 < end && t[k].xpos == XPOS_TO) return t[k + 1].xpos == XPOS_VB;
        if (cue->person != PERSON_ADDRESSEE) return false;
        k = content_skip_adverbials(c, clause_noun_chunk(c->p, k).end, end);
    }
    return false;
}

/* Of a quotation that its cue follows: the words up to who says it ("“We held” the bridge for a week,
 * he said"), and a clause that goes on behind ("“We are worried,” he said, that it may fall"). */
static StCode round_off(Claiming *c, Draft *d, const Quotation *q) {
    const Token *t = c->p->tokens.v;
    uint32_t left = d->cue.first, end = clause_sentence(c->p, d->cue_head).end;
    TokenRange *last = &d->content.v[d->content.n - 1];
    if (range_some(d->source) && d->source.first < left && d->source.first >= q->range.end)
        left = d->source.first;
    bool stopped = t[q->range.end - 2].xpos == XPOS_COMMA || t[q->range.end - 2].xpos == XPOS_STOP;
    bool joins = left > q->range.end + 1 && t[left - 1].xpos == XPOS_COMMA &&
                 t[q->range.end].xpos != XPOS_COMMA;
    if (q->closed && !stopped && joins && last->end <= left)
        *last = content_trim(c->p, (TokenRange){last->first, left});
    uint32_t from = d->source.end > d->cue.end ? d->source.end : d->cue.end;
    uint32_t next = content_skip_adverbials(c, from, end);
    while (next < end && t[next].xpos == XPOS_COMMA) next++;
    if (next + 1 < end && token_is_word(&t[next], "that") && t[next].xpos == XPOS_IN)
        TRY_MEM(draft_content(c, d, (TokenRange){next, content_clause_end(c, next)}), c->x->err);
    return ST_OK;
}

static StCode give_behind(Claiming *c, uint32_t i, const Cue *cue) {
    TRY(give_to_cue(c, i, cue, with_lead(c, i)));
    return round_off(c, &c->drafts.v[c->quote_of[i] - 1], &c->quotes.v[i]);
}

/* "asked them to “pray” for the town": the words behind a quotation that is no whole sentence belong to it. */
static uint32_t goes_on_end(const Claiming *c, uint32_t i) {
    const Token *t = c->p->tokens.v;
    const Quotation *q = &c->quotes.v[i];
    uint32_t next = q->range.end, end = clause_sentence(c->p, next - 1).end;
    if (!q->closed || next >= end || token_is_punct(&t[next - 2]) ||
        content_skip_adverbials(c, next, end) > next ||
        (t[next].xpos != XPOS_DT && t[next].xpos != XPOS_NN && t[next].xpos != XPOS_NNS &&
         t[next].xpos != XPOS_PRPS && !token_is_word(&t[next], "of")))
        return next;
    return content_clause_end(c, q->range.first);
}

/* "The gates are shut, he said, but “we will wait”": what stands before the cue is said as well. */
static StCode give_around(Claiming *c, uint32_t i, const Cue *cue, TokenRange s) {
    const Token *t = c->p->tokens.v;
    TokenRange q = c->quotes.v[i].range, source;
    uint32_t head, left = cue->range.first, at = cue->range.end;
    source_of_verb(c, cue, true, &source, &head);
    if (range_some(source) && source.first < left) left = source.first;
    bool within = !c->cue_of[cue->head] && left > s.first + 2 && t[left - 1].xpos == XPOS_COMMA &&
                  at < q.first && t[at].xpos == XPOS_COMMA && cue->group.finite &&
                  q.first + 1 < c->p->tokens.n && !(t[q.first + 1].flags & TOKEN_CAPITAL);
    /* "including, he said, “…”": the words go on what stands before */
    within = within && t[left - 2].xpos != XPOS_VBG && t[left - 2].xpos != XPOS_IN;
    bool verb = false;
    for (uint32_t k = s.first; within && k < left; k++) {
        verb = verb || (token_is_verb(&t[k]) && t[k].xpos != XPOS_VBG);
        if (c->cue_of[k]) within = false;
    }
    if (!within || !verb) return give_to_cue(c, i, cue, (TokenRange){q.first, goes_on_end(c, i)});
    uint32_t end = content_clause_end(c, at + 1);
    TRY(give_to_cue(c, i, cue, (TokenRange){s.first, left}));
    return quotation_give(c, i, c->quote_of[i], (TokenRange){at, end > q.end ? end : q.end});
}

/* "The report makes that clear: “…”": the main verb before a colon. */
static bool bare_before_colon(const Claiming *c, TokenRange s, uint32_t to, Cue *cue) {
    const Token *t = c->p->tokens.v;
    if (to < s.first + 2 || !token_is_word(&t[to - 1], ":")) return false;
    for (uint32_t i = s.first; i < to; i++) {
        if (!token_is_verb(&t[i]) || c->cue_of[i]) continue;
        uint32_t root = t[i].deprel == DEP_COP && t[i].head ? t[i].head - 1 : i;
        if (t[root].deprel != DEP_ROOT) continue;
        cue_bare(&c->cues, c->p, i, cue);
        uint32_t who = clause_subject(c->p, root);
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
    Cue cue = {0};
    TokenRange last = clause_sentence(p, q->range.end - 1), s = clause_sentence(p, q->range.first);
    if (!quotes_is_speech(p, q))
        return cue_beside(c, s, q, &cue) ? give_to_cue(c, i, &cue, q->range) : ST_OK;
    uint32_t at = q->range.end;
    while (at < last.end && t[at].xpos == XPOS_COMMA) at++;
    if (at < last.end && token_is_word(&t[at], "according")) return according_to(c, i, at);
    TokenRange label = label_before(c, i, s);
    /* "Gunfire in Oresk: ‘a plot’, says minister" */
    bool behind = at < last.end && t[at - 1].xpos == XPOS_COMMA &&
                  cue_after(c, at, last.end, &cue) && cue.group.finite;
    if (range_some(label) && !behind) return after_label(c, i, label);
    Cue front = {0};
    Lead lead =
        q->range.first > s.first ? cue_before(c, s.first, q->range.first, &front) : LEAD_NONE;
    if (lead == LEAD_CLAUSE) return ST_OK;
    bool joined = at < last.end && t[at].xpos == XPOS_CC;
    bool apart = q->range.first > s.first && content_is_set_apart(&t[q->range.first - 1]);
    bool own = lead == LEAD_NONE || (apart && ends_in_comma(c, q));
    if (at < last.end && own && !joined && cue_after(c, at, last.end, &cue)) {
        bool title = q->range.first > s.first && !apart && has_own_content(c, &cue, last.end);
        return title ? ST_OK : give_behind(c, i, &cue);
    }
    if (lead == LEAD_NONE && at >= last.end && cue_in_next(c, q, &cue))
        return give_to_cue(c, i, &cue, q->range);
    if (lead == LEAD_CUE) return give_around(c, i, &front, s);
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
