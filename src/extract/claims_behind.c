/* Contents that stand behind their verb: clauses with "that" or without, infinitives, prepositions,
 * objects, short answers, and relative clauses around it.
 */
#include "extract/claims_around.h"

static bool opens_clause(const Token *t) {
    if (t->xpos == XPOS_WP || t->xpos == XPOS_WRB || t->xpos == XPOS_WDT) return true;
    return (token_is_word(t, "that") && t->xpos != XPOS_DT) || token_is_word(t, "whether") ||
           token_is_word(t, "if");
}

/* "at least 30", "more than a hundred" */
static bool opens_count(const Claiming *c, uint32_t i, uint32_t end) {
    const Token *t = c->p->tokens.v;
    uint32_t k = i;
    while (k < end && k < i + 3 && token_in(&t[k], LIST_NUMBER_OPENER)) k++;
    return k > i && k < end && t[k].xpos == XPOS_CD;
}

/* `sure`: the cue asks for one so often that "to comment" is one where the tagger sees a noun. */
static bool opens_infinitive(const Parse *p, uint32_t i, uint32_t end, bool sure) {
    const Token *t = p->tokens.v;
    if (i < end && token_is_word(&t[i], "not")) i++;
    if (i + 1 >= end || !token_is_word(&t[i], "to")) return false;
    i++;
    while (i + 1 < end && t[i].xpos == XPOS_RB) i++;
    return t[i].xpos == XPOS_VB || (t[i].xpos == XPOS_TO && i + 1 < end) ||
           (sure && t[i].xpos == XPOS_NN);
}

bool around_has_finite(const Parse *p, uint32_t from, uint32_t to) {
    for (; from < to; from++)
        if (token_is_finite(&p->tokens.v[from])) return true;
    return false;
}

/* The end of a clause that begins at `start`, as words and, where there is one, the tree see it. */
static uint32_t clause_end(const Claiming *c, const Around *a, uint32_t start) {
    uint32_t end = content_clause_end(c, start);
    uint32_t hangs = clause_hanging_end(c->p, start, end, a->cue->head);
    const Quotation *q = hangs < end ? quotes_at(&c->quotes, hangs) : NULL;
    if (!q || q->range.first >= hangs || q->range.first < start) end = hangs;
    return content_before_main(c, a->cue->head, start, end);
}

/* "told crews in Portburg, Oresk, that": between who is told and the clause nothing but nouns and where
 * they are; the "that", or TOKEN_NONE. */
static uint32_t that_behind_person(const Claiming *c, const Around *a) {
    const Token *t = c->p->tokens.v;
    if (a->cue->person != PERSON_ADDRESSEE || !range_some(a->person)) return TOKEN_NONE;
    for (uint32_t i = a->person.end; i < a->sentence.end && i < a->person.end + CUE_GAP_MAX; i++) {
        if (token_is_word(&t[i], "that") && t[i].xpos == XPOS_IN) return i;
        if (t[i].upos != UPOS_ADP && t[i].upos != UPOS_PROPN && t[i].upos != UPOS_NOUN &&
            t[i].upos != UPOS_DET && t[i].upos != UPOS_ADJ && t[i].xpos != XPOS_COMMA &&
            t[i].upos != UPOS_NUM && !c->x->time_at[i])
            break;
    }
    return TOKEN_NONE;
}

static uint32_t phrase_end(const Claiming *c, const Around *a, uint32_t start) {
    return content_before_outer(c, a->cue->head, start, content_phrase_end(c, start));
}

static uint32_t infinitive_end(const Claiming *c, const Around *a, uint32_t start) {
    uint32_t end = content_infinitive_end(c, start, clause_end(c, a, start));
    return content_before_outer(c, a->cue->head, start, end);
}

/* "said at a hall in Oresk, during the count, that": a that-clause of the cue's, however far. */
static uint32_t that_after(const Claiming *c, const Around *a) {
    const Token *t = c->p->tokens.v;
    uint32_t end = a->sentence.end, left = a->cue->range.first;
    if (range_some(a->source) && a->source.first < left) left = a->source.first;
    bool aside = left > a->sentence.first && t[left - 1].xpos == XPOS_COMMA;
    for (uint32_t i = a->at; i < end && i < a->at + ASIDE_MAX; i++) {
        /* "He hoped, she said, that …" */
        if (aside && t[i].xpos == XPOS_COMMA) return TOKEN_NONE;
        if (quotes_at(&c->quotes, i) != quotes_at(&c->quotes, a->cue->head)) return TOKEN_NONE;
        if (t[i].xpos == XPOS_STOP || token_is_word(&t[i], ";")) return TOKEN_NONE;
        if (token_is_word(&t[i], "that") && t[i].xpos == XPOS_IN &&
            clause_governor(c->p, i) == a->cue->head)
            return i;
    }
    return that_behind_person(c, a);
}

/* "a bomb | officials said was planted": the noun right before who says so. */
static TokenRange noun_before_source(const Claiming *c, const Around *a) {
    const Token *t = c->p->tokens.v;
    const TokenRange none = {0, 0};
    uint32_t first = a->source.first;
    if (a->inverted || !range_some(a->source) || first >= a->cue->range.first ||
        first <= a->sentence.first || !token_is_noun(&t[first - 1]) || c->x->time_at[first - 1])
        return none;
    TokenRange noun = clause_noun_chunk(c->p, first - 1);
    return noun.end == first ? noun : none;
}

/* "a drone that the army said was shot down": the pronoun is the subject of what is said. */
bool claims_gapped_relative(Claiming *c, const Around *a, StCode *code) {
    const Token *t = c->p->tokens.v;
    uint32_t at = a->at, pronoun = around_relative_before(c, a);
    if (!a->cue->group.finite || at >= a->sentence.end) return false;
    TokenRange relative =
        pronoun == TOKEN_NONE ? noun_before_source(c, a) : (TokenRange){pronoun, pronoun + 1};
    if (!range_some(relative)) return false;
    if (pronoun == TOKEN_NONE && (!token_is_finite(&t[at]) || !a->cue->speech)) return false;
    /* taggers expect no past tense there: "that officials said discriminated" */
    if (!token_is_finite(&t[at]) && t[at].xpos != XPOS_VBN) return false;
    if (a->weight[FRAME_CLAUSE] < CLAIM_WEIGHT_MIN) return false;
    Draft *d = around_draft(c, a, FRAME_CLAUSE, a->weight[FRAME_CLAUSE]);
    bool room = d && draft_content(c, d, relative) &&
                draft_content(c, d, (TokenRange){at, content_clause_end(c, at)});
    if (!room) *code = st_fail(c->x->err, ST_NOMEM, 0, "out of memory");
    return true;
}

enum { NAMING_WEIGHT = 97 }; /* hardly anything else stands so */

/* "the man whom the police call the ringleader": the pronoun is called what follows. */
bool claims_named_relative(Claiming *c, const Around *a, StCode *code) {
    const Token *t = c->p->tokens.v;
    uint32_t relative = around_relative_before(c, a), at = a->at;
    if (relative == TOKEN_NONE || token_is_word(&t[relative], "that") || a->cue->group.infinitive ||
        !token_lemma_in(&t[a->cue->head], LIST_NAMING) || at >= a->sentence.end ||
        (!around_opens_phrase(&t[at]) && !quotes_at(&c->quotes, at)))
        return false;
    uint32_t end = content_before_outer(c, a->cue->head, at, content_phrase_end(c, at));
    for (uint32_t i = at; i < end; i++)
        if (t[i].xpos == XPOS_COMMA && !quotes_at(&c->quotes, i)) end = i;
    Draft *d = around_draft(c, a, FRAME_OBJECT, NAMING_WEIGHT);
    bool room = d && draft_content(c, d, (TokenRange){relative, relative + 1}) &&
                draft_content(c, d, (TokenRange){at, end});
    if (!room) *code = st_fail(c->x->err, ST_NOMEM, 0, "out of memory");
    return true;
}

/* With "that" a construction is an attribution twice as surely as its clauses are at large. */
static uint32_t clause_weight(const Claiming *c, const Around *a, uint32_t start) {
    uint32_t w = a->weight[FRAME_CLAUSE];
    const Token *t = &c->p->tokens.v[start];
    return w && a->cue->speech && token_is_word(t, "that") && t->xpos == XPOS_IN ? (w + 100) / 2
                                                                                 : w;
}

/* said that …, told her whether …, announced the plan had failed */
bool claims_clause_after(Claiming *c, const Around *a, StCode *code) {
    const Token *t = c->p->tokens.v;
    uint32_t end = a->sentence.end, start = TOKEN_NONE, that = that_after(c, a);
    bool person = false;
    if (a->after < end && opens_clause(&t[a->after]))
        start = a->after;
    else if (range_some(a->person) && a->cue->person != PERSON_NONE && a->after_person < end &&
             (opens_clause(&t[a->after_person]) || content_is_clause(c, a->after_person, end))) {
        start = a->after_person;
        person = true;
    } else if (a->after < end && content_is_clause(c, a->after, end))
        start = a->after;
    else if (a->at < a->after && content_is_clause(c, a->at, end))
        start = a->at;
    if (that != TOKEN_NONE && (start == TOKEN_NONE || that < start)) {
        start = that;
        person = range_some(a->person) && a->person.end <= that;
    }
    if (start == TOKEN_NONE || a->inverted) return false;
    /* "issued a statement saying the port was closed" */
    bool saying = a->cue->range.end > a->cue->head + 1 && t[start].xpos == XPOS_VBG;
    if (saying && start == a->cue->range.end && start + 1 < end) start++;
    *code =
        around_add(c, a, FRAME_CLAUSE, clause_weight(c, a, start),
                   (TokenRange){start, clause_end(c, a, start)}, person || a->cue->group.passive);
    return true;
}

/* "said no", "says yes to the plan" */
bool claims_short_answer(Claiming *c, const Around *a, StCode *code) {
    const Token *t = c->p->tokens.v;
    uint32_t at = a->at, end = a->sentence.end;
    if (at >= end || !token_in(&t[at], LIST_YES_OR_NO) || a->inverted || !a->cue->speech ||
        a->weight[FRAME_QUOTE] < CLAIM_WEIGHT_SURE || a->source_head == TOKEN_NONE)
        return false;
    bool to = at + 2 < end && token_is_word(&t[at + 1], "to");
    if (!to && at + 1 < end && !token_is_punct(&t[at + 1]) && t[at + 1].xpos != XPOS_CC)
        return false;
    uint32_t stop = to ? phrase_end(c, a, at + 2) : at + 1;
    *code = around_add(c, a, FRAME_CLAUSE, a->weight[FRAME_CLAUSE], (TokenRange){at, stop}, false);
    if (*code == ST_OK && c->drafts.n && token_is_word(&t[at], "no"))
        c->drafts.v[c->drafts.n - 1].stance = STANCE_REJECT;
    return true;
}

/* "said on Monday: the bridge was open", "has flatly denied: no tank crossed": all that the colon
 * opens; whoever denies by it says what is so. */
bool claims_colon_after(Claiming *c, const Around *a, StCode *code) {
    const Token *t = c->p->tokens.v;
    uint32_t end = a->sentence.end, weight = a->weight[FRAME_QUOTE];
    bool person = a->cue->person == PERSON_ADDRESSEE && range_some(a->person);
    uint32_t colon = person ? a->after_person : a->after;
    if (a->inverted || !a->cue->group.finite || a->cue->group.passive || !a->cue->speech ||
        weight < CLAIM_WEIGHT_SURE || a->source_head == TOKEN_NONE)
        return false;
    if (colon + 2 >= end || !token_is_word(&t[colon], ":") || quotes_at(&c->quotes, colon + 1))
        return false;
    *code = around_add(c, a, FRAME_CLAUSE, weight, (TokenRange){colon + 1, end}, person);
    Draft *d = *code == ST_OK && c->drafts.n ? &c->drafts.v[c->drafts.n - 1] : NULL;
    if (d && (d->stance == STANCE_DENY || d->stance == STANCE_REJECT)) d->stance = STANCE_ASSERT;
    return true;
}

/* vowed to …, urged Oresk to … */
bool claims_infinitive_after(Claiming *c, const Around *a, StCode *code) {
    uint32_t end = a->sentence.end, start = TOKEN_NONE;
    bool sure = a->weight[FRAME_TO] >= CLAIM_WEIGHT_SURE;
    bool person = a->cue->group.passive;
    if (opens_infinitive(c->p, a->at, end, sure))
        start = a->at;
    else if (opens_infinitive(c->p, a->after, end, sure))
        start = a->after;
    else if (range_some(a->person) && opens_infinitive(c->p, a->after_person, end, sure)) {
        start = a->person.first;
        person = true;
    }
    if (start == TOKEN_NONE || a->inverted) return false;
    /* "reaffirmed its will to talk": the infinitive is the object's */
    if (a->weight[FRAME_TO] < CLAIM_WEIGHT_MIN && a->weight[FRAME_OBJECT] >= CLAIM_WEIGHT_SURE)
        return false;
    *code = around_add(c, a, FRAME_TO, a->weight[FRAME_TO],
                       (TokenRange){start, infinitive_end(c, a, start)}, person);
    return true;
}

/* "was blamed by Oresk for": past who did it. */
static uint32_t past_agent(const Claiming *c, uint32_t from, uint32_t end) {
    if (from + 1 >= end || !token_is_word(&c->p->tokens.v[from], "by")) return from;
    uint32_t after = clause_noun_chunk(c->p, from + 1).end;
    while (after + 1 < end && token_is_word(&c->p->tokens.v[after], "of"))
        after = clause_noun_chunk(c->p, after + 1).end;
    return after;
}

/* "accused Iln, the head of the fund, of": past the commas, where the cue's preposition follows. */
static uint32_t past_apposition(const Claiming *c, const Around *a, uint32_t comma, uint32_t end) {
    const Token *t = c->p->tokens.v;
    for (uint32_t i = comma + 1; i + 1 < end && i < comma + ASIDE_MAX; i++) {
        if (token_is_verb(&t[i]) || quotes_at(&c->quotes, i)) return comma;
        if (t[i].xpos == XPOS_COMMA && cue_weight_pp(a->cue, t[i + 1].norm)) return i + 1;
    }
    return comma;
}

/* warned of …, accused Y of …, blamed Y for …; where that is an attribution at least so often */
bool claims_preposition_after(Claiming *c, const Around *a, uint32_t least, StCode *code) {
    const Token *t = c->p->tokens.v;
    uint32_t end = a->sentence.end, from = a->at, start;
    /* "said on the first day that" */
    if (a->after > a->at && a->after < end && token_is_word(&t[a->after], "that")) return false;
    while (from < end && t[from].xpos == XPOS_RB) from++;
    if (from < end && c->x->time_at[from] && !a->cue->group.passive) { /* "spoke yesterday of" */
        uint32_t late = from;
        while (late < end && c->x->time_at[late]) late++;
        if (late < end && cue_weight_pp(a->cue, t[late].norm)) from = late;
    }
    if (a->cue->group.passive) from = past_agent(c, from, end);
    /* "asked on Friday about" */
    if (a->cue->group.passive && from < end && !cue_weight_pp(a->cue, t[from].norm))
        from = content_skip_adverbials(c, from, end);
    uint32_t weight = from < end ? cue_weight_pp(a->cue, t[from].norm) : 0;
    bool person = a->cue->group.passive;
    start = from + 1;
    if (!weight && range_some(a->person) && a->person.end < end) {
        from = range_some(a->cue->apart) ? a->cue->apart.end : a->person.end;
        /* "accused Oresk on Tuesday of": */
        if (!cue_weight_pp(a->cue, t[from].norm)) from = content_skip_adverbials(c, from, end);
        if (from < end && t[from].xpos == XPOS_COMMA) from = past_apposition(c, a, from, end);
        weight = from < end ? cue_weight_pp(a->cue, t[from].norm) : 0;
        start = a->person.first;
        person = true;
    }
    if (!weight || a->inverted || from + 1 >= end || weight < least || c->x->time_at[start])
        return false;
    uint32_t before = c->drafts.n;
    *code =
        around_add(c, a, FRAME_PP, weight, (TokenRange){start, phrase_end(c, a, from + 1)}, person);
    if (c->drafts.n > before && (!person || a->cue->group.passive))
        c->drafts.v[before].cue.end = from + 1;
    if (c->drafts.n > before) c->drafts.v[before].preposition = from;
    /* "pointed the finger at Oresk" */
    if (c->drafts.n > before && !person && a->cue->person == PERSON_TARGET &&
        a->cue->range.end > a->cue->head + 1)
        c->drafts.v[before].target = clause_noun_head(c->p, clause_noun_chunk(c->p, from + 1));
    return true;
}

enum {
    PART_WEIGHT = 25
}; /* words quoted inside a phrase are an attribution that much less often */

/* Words taken over inside a phrase: "declared a determination to “go on”". */
static bool holds_quotation(const Claiming *c, TokenRange r) {
    for (uint32_t i = r.first + 1; i < r.end; i++) {
        const Quotation *q = quotes_at(&c->quotes, i);
        if (q && q->range.first == i) return true;
    }
    return false;
}

/* "spoke last week", not "called last week's raid a crime". */
static bool is_time_phrase(const Claiming *c, TokenRange r) {
    TokenRange chunk = clause_noun_chunk(c->p, r.first);
    if (chunk.first < r.first) chunk.first = r.first;
    return c->x->time_at[r.first] && c->x->time_at[clause_noun_head(c->p, chunk)];
}

/* "rejected with contempt | the claim", "denies in strong terms | having used them": the object behind
 * how it was said. */
static uint32_t object_behind_way(const Claiming *c, const Around *a) {
    const Token *t = c->p->tokens.v;
    uint32_t at = a->at, end = a->sentence.end;
    Stance stance = a->cue->stance;
    bool answers = stance == STANCE_DENY || stance == STANCE_REJECT || stance == STANCE_CONFIRM;
    if (at >= end || t[at].upos != UPOS_ADP || !answers || a->cue->group.passive ||
        cue_weight_pp(a->cue, t[at].norm) || at + 1 >= end)
        return at;
    uint32_t next = clause_noun_chunk(c->p, at + 1).end;
    if (next >= end || next == at + 1 || c->x->time_at[next]) return at;
    bool object = t[next].xpos == XPOS_DT || t[next].xpos == XPOS_PRPS ||
                  (t[next].xpos == XPOS_VBG && next + 1 < end && token_is_verb(&t[next + 1]));
    return object ? next : at;
}

/* "Nobody has been dismissed": people are sent away, not rejected. */
static bool is_somebody(const Claiming *c, TokenRange r) {
    uint32_t head = clause_noun_head(c->p, r);
    const Actor *a = records_actor(c->x->out, c->x->actor_at[head]);
    bool name = !a && c->p->tokens.v[head].upos == UPOS_PROPN && !c->x->place_at[head];
    return name || (a && (a->kind == ACTOR_PERSON || a->kind == ACTOR_POPULATION)) ||
           token_in(&c->p->tokens.v[head], LIST_TOLD_NOBODY) ||
           c->p->tokens.v[head].xpos == XPOS_PRP;
}

/* denied the report; something Oresk denies; the report was denied by Oresk; where that is an
 * attribution at least so often */
bool claims_object_of(Claiming *c, const Around *a, uint32_t least, StCode *code) {
    const Token *t = c->p->tokens.v;
    if (a->inverted) return false;
    TokenRange content = {0, 0};
    const Quotation *q = a->at < a->sentence.end ? quotes_at(&c->quotes, a->at) : NULL;
    uint32_t object = clause_patient(c->p, a->cue->head), at = object_behind_way(c, a);
    if (!a->cue->group.passive && at < a->sentence.end &&
        (around_opens_phrase(&t[at]) || opens_count(c, at, a->sentence.end) ||
         (q && q->range.first == at)))
        content = (TokenRange){at, phrase_end(c, a, at)};
    else if (object != TOKEN_NONE && token_is_nominal(&t[object]) &&
             (a->cue->group.passive || object < a->cue->range.first))
        content = clause_noun_phrase(c->p, object);
    if (!range_some(content) || is_time_phrase(c, content)) return false;
    bool quotes = holds_quotation(c, content) || (q && q->range.first == content.first);
    if (!quotes && cue_is_deed(c, a->cue, a->source_head, content)) return true;
    uint32_t weight = a->weight[FRAME_OBJECT];
    bool words = q && q->range.first == content.first && content.first + 1 < a->sentence.end &&
                 (t[content.first + 1].flags & TOKEN_CAPITAL);
    uint32_t quoted = a->weight[FRAME_QUOTE];
    if (!words)
        quoted = holds_quotation(c, content) && quoted > PART_WEIGHT ? quoted - PART_WEIGHT : 0;
    if (quoted > weight) weight = quoted;
    /* nobody is named: "the orders issued in May" report no speech */
    bool nameless = a->cue->group.passive && a->source_head == TOKEN_NONE;
    if (nameless && (!a->cue->group.finite || weight < CLAIM_WEIGHT_SURE)) return false;
    if (nameless && a->cue->stance == STANCE_REJECT && is_somebody(c, content)) return false;
    if (cue_too_rare(c, weight) || weight < least) return false;
    uint32_t before = c->drafts.n;
    *code = around_add(c, a, FRAME_OBJECT, weight, content, true);
    /* "has been called a traitor" */
    bool named = a->cue->group.passive && a->cue->group.finite && c->drafts.n > before &&
                 a->at < a->sentence.end && content.end <= a->cue->range.first &&
                 ((around_opens_phrase(&t[a->at]) && !c->x->time_at[a->at]) ||
                  (q && q->range.first == a->at));
    if (*code == ST_OK && named &&
        !draft_content(c, &c->drafts.v[before], (TokenRange){a->at, phrase_end(c, a, a->at)}))
        *code = st_fail(c->x->err, ST_NOMEM, 0, "out of memory");
    return true;
}
