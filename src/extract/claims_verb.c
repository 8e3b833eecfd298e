#include "extract/claims_around.h"

#include "extract/number.h"

bool around_opens_phrase(const Token *t) {
    return token_is_nominal(t) || t->xpos == XPOS_DT || t->xpos == XPOS_PRPS ||
           t->xpos == XPOS_JJ || t->xpos == XPOS_JJS || t->xpos == XPOS_JJR || t->xpos == XPOS_CD ||
           t->xpos == XPOS_PDT || t->xpos == XPOS_DOLLAR || t->xpos == XPOS_VBG ||
           token_is_word(t, "both") || token_is_word(t, "either");
}

/* A phrase with its of-phrases, but no apposition: who is told. */
static TokenRange person_at(const Claiming *c, const Cue *cue, uint32_t i, uint32_t end) {
    const Token *t = c->p->tokens.v;
    if (i >= end || !around_opens_phrase(&t[i]) || t[i].xpos == XPOS_VBG) return (TokenRange){i, i};
    TokenRange r = {i, clause_noun_chunk(c->p, i).end};
    bool asks_of =
        cue->person == PERSON_TARGET && cue_weight_pp(cue, S("of")); /* "accused Oresk of" */
    /* "her supporters", where "her" was taken for an object */
    if (r.end < end && token_is_noun(&t[r.end])) r.end = clause_noun_chunk(c->p, r.end).end;
    while (r.end + 1 < end &&
           ((token_is_word(&t[r.end], "of") && !asks_of) || t[r.end].xpos == XPOS_CC) &&
           around_opens_phrase(&t[r.end + 1]))
        r.end = clause_noun_chunk(c->p, r.end + 1).end;
    return r;
}

static Around look_around(const Claiming *c, const Cue *cue) {
    Around a = {.cue = cue, .at = cue->range.end};
    for (int f = 0; f < FRAME_COUNT; f++) a.weight[f] = cue_weight(cue, (Frame)f);
    a.sentence = clause_sentence(c->p, cue->head);
    const Quotation *q = quotes_at(&c->quotes, cue->head);
    if (q && q->range.end < a.sentence.end) a.sentence.end = q->range.end;
    if (q && q->range.first > a.sentence.first) a.sentence.first = q->range.first + 1;
    source_of_verb(c, cue, false, &a.source, &a.source_head);
    a.inverted = range_some(a.source) && a.source.first >= cue->range.end && !cue->group.passive &&
                 !is_opening_participle(c, cue);
    if (a.inverted) a.at = a.source.end;
    a.after = content_skip_adverbials(c, a.at, a.sentence.end);
    a.person = person_at(c, cue, a.at, a.sentence.end);
    a.after_person = content_skip_adverbials(c, a.person.end, a.sentence.end);
    return a;
}

/* "whom", "which", "that" before the subject of the cue: "the man whom the police call". */
uint32_t around_relative_before(const Claiming *c, const Around *a) {
    const Token *t = c->p->tokens.v;
    uint32_t first = a->source.first;
    if (a->inverted || !range_some(a->source) || first >= a->cue->range.first) return TOKEN_NONE;
    if (first <= a->sentence.first) return TOKEN_NONE;
    while (first > a->sentence.first + 1 && t[first - 1].xpos == XPOS_RB) first--;
    const Token *who = &t[first - 1];
    bool relative = who->xpos == XPOS_WDT || who->xpos == XPOS_WP || token_is_word(who, "that");
    return relative ? first - 1 : TOKEN_NONE;
}

Draft *around_draft(Claiming *c, const Around *a, Frame frame, uint32_t weight) {
    Draft *d = draft_new(c, a->cue, frame, weight);
    if (!d) return NULL;
    d->source = a->source;
    d->source_head = a->source_head;
    d->relative = around_relative_before(c, a) != TOKEN_NONE;
    return d;
}

static uint32_t person_head(const Claiming *c, const Around *a) {
    if (a->cue->group.passive) return clause_subject(c->p, a->cue->head);
    if (!range_some(a->person)) return TOKEN_NONE;
    /* the last noun before "of": "supporters" of "her supporters" */
    uint32_t head = a->person.first;
    for (uint32_t i = head; i < a->person.end; i++) {
        if (token_is_word(&c->p->tokens.v[i], "of") || c->p->tokens.v[i].xpos == XPOS_CC) break;
        if (token_is_nominal(&c->p->tokens.v[i])) head = i;
    }
    return head;
}

static void set_person(const Claiming *c, const Around *a, Draft *d) {
    uint32_t head = person_head(c, a);
    if (a->cue->person == PERSON_ADDRESSEE) d->addressee = head;
    if (a->cue->person == PERSON_TARGET) d->target = head;
}

/* "The unit is accused of arson", "the talks seem to fail": who it is about belongs to it. */
static StCode add_subject(Claiming *c, const Around *a, Draft *d) {
    if (!a->cue->group.passive && a->cue->person != PERSON_SUBJECT) return ST_OK;
    /* "Asked about it, Iln left" */
    if (!a->cue->group.finite && c->p->tokens.v[a->cue->head].deprel == DEP_ADVCL) return ST_OK;
    uint32_t head = clause_subject(c->p, a->cue->head);
    if (head == TOKEN_NONE || head >= a->cue->range.first) return ST_OK;
    TokenRange r = clause_noun_phrase(c->p, head);
    if (r.end > a->cue->range.first) r.end = a->cue->range.first;
    TRY_MEM(draft_content(c, d, r), c->x->err);
    return ST_OK;
}

StCode around_add(Claiming *c, const Around *a, Frame frame, uint32_t weight, TokenRange content,
                  bool with_person) {
    if (cue_too_rare(c, weight)) return ST_OK;
    Draft *d = around_draft(c, a, frame, weight);
    TRY_MEM(d, c->x->err);
    if (with_person) set_person(c, a, d);
    if (frame == FRAME_TO && d->stance == STANCE_ASK) d->stance = STANCE_REQUEST;
    if (frame == FRAME_TO && d->stance == STANCE_ASSERT && a->cue->person == PERSON_ADDRESSEE)
        d->stance = STANCE_DEMAND; /* "told them to" */
    if (frame == FRAME_TO && d->stance == STANCE_CONFIRM)
        d->stance = STANCE_PROMISE; /* "agreed to" */
    if (frame == FRAME_TO || frame == FRAME_PP) TRY(add_subject(c, a, d));
    TRY_MEM(draft_content(c, d, content), c->x->err);
    return ST_OK;
}

/* Where a fronted content may begin: the sentence, or the clause after the last one's claim. */
static uint32_t fronted_start(const Claiming *c, const Around *a, uint32_t before) {
    uint32_t start = a->sentence.first;
    for (uint32_t i = start; i < before; i++)
        if (token_is_word(&c->p->tokens.v[i], ";")) start = i + 1;
    return content_aside_start(c, start, before);
}

static bool is_break(const Token *t) {
    return t->xpos == XPOS_COMMA || t->xpos == XPOS_QUOTE_CLOSE || token_is_word(t, "\"") ||
           t->xpos == XPOS_HYPH || token_is_word(t, "-") || token_is_word(t, "--");
}

/* What may follow "Ten had died, the ministry said". */
static bool ends_fronted(const Token *t) {
    return t->xpos == XPOS_STOP || t->xpos == XPOS_CC || t->xpos == XPOS_COMMA ||
           t->xpos == XPOS_CLOSE || token_is_word(t, ";") || is_break(t) || t->upos == UPOS_SCONJ;
}

static bool has_verb(const Parse *p, uint32_t from, uint32_t to) {
    for (; from < to; from++)
        if (token_is_verb(&p->tokens.v[from]) || p->tokens.v[from].xpos == XPOS_MD) return true;
    return false;
}

static bool is_relative_source(const Claiming *c, const Around *a) {
    const Token *t = &c->p->tokens.v[a->source.first];
    return a->source.end == a->source.first + 1 && (t->xpos == XPOS_WP || t->xpos == XPOS_WDT);
}

/* "They left, he said, and had taken the guns": the verb goes with the one before the cue; a new cue is
 * the speaker's. */
static bool goes_on_with_same(const Claiming *c, const Around *a, uint32_t joint) {
    const Token *t = c->p->tokens.v;
    uint32_t i = joint + 1;
    while (i < a->sentence.end && t[i].xpos == XPOS_RB) i++;
    /* "…, they say, but he is well" */
    if (i + 1 < a->sentence.end && t[i].xpos == XPOS_PRP && token_is_finite(&t[i + 1])) i++;
    Cue cue;
    return i < a->sentence.end && token_is_finite(&t[i]) && !a->inverted &&
           !(cue_at(&c->cues, c->p, i, &cue) && cue.speech);
}

/* "Nonsense,", "Not so,", "No," before "he said": all that is said. */
static bool is_verdict(const Claiming *c, uint32_t from, uint32_t to) {
    enum { VERDICT_TOKENS = 4 };
    const Token *t = c->p->tokens.v;
    if (to <= from || to - from > VERDICT_TOKENS) return false;
    for (uint32_t i = from; i < to; i++)
        if (token_in(&t[i], LIST_REBUTTAL) || token_in(&t[i], LIST_YES_OR_NO) ||
            token_is_word(&t[i], "not"))
            return true;
    return false;
}

/* "40,000," or "at least 60 dead," before "says the committee": all that is said. */
static bool is_number_alone(const Claiming *c, uint32_t from, uint32_t to) {
    enum { NUMBER_TOKENS = 6 };
    const Token *t = c->p->tokens.v;
    uint32_t i = from;
    if (to <= from || to - from > NUMBER_TOKENS) return false;
    for (uint32_t k = from; k < to; k++) /* "ten minutes later" is when */
        if (c->x->time_at[k]) return false;
    if (token_in(&t[i], LIST_QUOTE_MARK)) i++;
    while (i < to && token_in(&t[i], LIST_COUNT_BOUND)) i++;
    const Table *numbers = tables_get(c->x->tables, "en/numbers");
    return i < to && numbers && number_read(numbers, t, i, to).words > 0;
}

/* "Not so, says the operator: the gates were open": what stands before and what the colon opens. */
static StCode inverted_colon(Claiming *c, const Around *a, uint32_t colon, uint32_t left) {
    Draft *d = around_draft(c, a, FRAME_CLAUSE, a->weight[FRAME_CLAUSE]);
    TRY_MEM(d, c->x->err);
    TokenRange front = {fronted_start(c, a, left), left};
    TokenRange back = {colon + 1, a->sentence.end};
    TRY_MEM(draft_content(c, d, front) && draft_content(c, d, back), c->x->err);
    return ST_OK;
}

/* "When he hears the figure," before "he laughs": when it was said, not what. */
static bool is_adverbial_clause(const Claiming *c, uint32_t from, uint32_t to) {
    const Token *t = c->p->tokens.v;
    if (!token_in(&t[from], LIST_SUBORDINATOR) || t[from].xpos == XPOS_WDT) return false;
    uint32_t verbs = 0;
    for (uint32_t i = from; i < to; i++) {
        if (i + 1 < to && (t[i].xpos == XPOS_COMMA || token_is_word(&t[i], "-"))) return false;
        verbs += token_is_finite(&t[i]) && (!i || t[i - 1].xpos != XPOS_MD);
    }
    return verbs == 1;
}

/* "It was the army", before "he said, that burned it"; also behind "he turns it round:". */
static bool ends_in_cleft(const Claiming *c, uint32_t from, uint32_t to) {
    const Token *t = c->p->tokens.v;
    for (uint32_t i = to; i-- > from;) {
        if (i + 1 >= to || !token_is_word(&t[i], "it") || !str_eq(t[i + 1].lemma, S("be")))
            continue;
        return i == from || is_break(&t[i - 1]) || token_is_word(&t[i - 1], ":") ||
               t[i - 1].xpos == XPOS_CC || t[i - 1].upos == UPOS_SCONJ;
    }
    return false;
}

/* Ten had died, the ministry said. The bridge, she said, was mined. As he said, … */
static StCode fronted(Claiming *c, const Around *a) {
    const Token *t = c->p->tokens.v;
    uint32_t end = a->sentence.end, left = a->cue->range.first;
    if (range_some(a->source) && a->source.first < left) left = a->source.first;
    if (!a->inverted && a->source.first >= a->cue->range.first) return ST_OK;
    /* "Iln lost, who added to her lead" */
    if (is_relative_source(c, a)) return ST_OK;
    /* "… and reminded them": what stands before is not its content */
    uint32_t head = a->cue->range.first;
    while (head > a->sentence.first && t[head - 1].xpos == XPOS_RB) head--;
    if (head > a->sentence.first && t[head - 1].xpos == XPOS_CC) return ST_OK;
    bool as = left > a->sentence.first && token_is_word(&t[left - 1], "as");
    if (as) left--;
    bool begins = left <= a->sentence.first ||
                  (left == a->sentence.first + 1 && token_is_word(&t[left - 1], "\""));
    if (!as && (begins || !is_break(&t[left - 1]))) return ST_OK;
    /* "…, he told reporters." */
    bool told = a->cue->person == PERSON_ADDRESSEE && range_some(a->person);
    uint32_t next = told ? a->after_person : a->after;
    bool goes_on = next < end && t[next].xpos == XPOS_COMMA && next + 1 < end;
    if (next < end && !goes_on && !a->inverted && !ends_fronted(&t[next])) return ST_OK;
    if (a->weight[FRAME_CLAUSE] < CLAIM_WEIGHT_MIN || !a->cue->group.finite) return ST_OK;
    /* "Not so, says the operator: the gates were open" */
    if (a->inverted && next + 1 < end && token_is_word(&t[next], ":"))
        return inverted_colon(c, a, next, left);
    /* "At day's end, however, Iln said": no clause */
    bool headline = c->p->sentences.v[t[a->cue->head].sentence].block == BLOCK_HEADLINE;
    if (!as && !goes_on && !headline && !has_verb(c->p, fronted_start(c, a, left), left) &&
        !is_verdict(c, fronted_start(c, a, left), left) &&
        !is_number_alone(c, fronted_start(c, a, left), left))
        return ST_OK;
    if (!as && !goes_on && !begins && is_adverbial_clause(c, fronted_start(c, a, left), left))
        return ST_OK;
    Draft *d = around_draft(c, a, FRAME_CLAUSE, a->weight[FRAME_CLAUSE]);
    TRY_MEM(d, c->x->err);
    if (!begins) {
        TokenRange front = {fronted_start(c, a, left), left};
        TRY_MEM(draft_content(c, d, front), c->x->err);
    }
    /* "…, he said, but “we will wait”" */
    bool quoted = goes_on && t[next + 1].xpos == XPOS_CC && next + 2 < end &&
                  (quotes_at(&c->quotes, next + 2) || goes_on_with_same(c, a, next + 1));
    quoted = quoted || (goes_on && is_relative_word(&t[next + 1]) &&
                        ends_in_cleft(c, fronted_start(c, a, left), left));
    bool participle =
        goes_on && (t[next + 1].xpos == XPOS_VBG || t[next + 1].xpos == XPOS_CC ||
                    t[next + 1].xpos == XPOS_WP || t[next + 1].xpos == XPOS_WDT ||
                    /* "said Iln, a teacher": an apposition, where a whole clause stands before */
                    (a->inverted && !token_is_finite(&t[next + 1]) &&
                     around_has_finite(c->p, fronted_start(c, a, left), left)));
    if (goes_on && (!participle || quoted)) {
        TokenRange back = {next + 1, content_clause_end(c, next + 1)};
        TRY_MEM(draft_content(c, d, back), c->x->err);
    }
    return ST_OK;
}

/* "Asked if it had fallen, Iln …" */
static bool is_opening(const Around *a) {
    const VerbGroup *g = &a->cue->group;
    return g->passive && !g->finite && a->cue->range.first == a->sentence.first;
}

/* "when he says …", "who said …": a clause inside another. */
static bool is_subordinate(const Claiming *c, const Around *a) {
    const Token *t = c->p->tokens.v;
    uint32_t first = a->cue->range.first;
    if (range_some(a->source) && a->source.first < first) first = a->source.first;
    if (is_relative_source(c, a)) return true;
    if (first <= a->sentence.first || a->inverted) return false;
    /* ", which officials said had …," */
    if (t[first - 1].xpos == XPOS_WDT || t[first - 1].xpos == XPOS_WP) return true;
    return token_in(&t[first - 1], LIST_SUBORDINATOR);
}

/* said despite that it would …; says, win or lose, he … : whatever stands first, a clause follows
 */
enum { LOOSE_WEIGHT_MIN = 85 };

static StCode loose_clause(Claiming *c, const Around *a) {
    const Token *t = c->p->tokens.v;
    if (a->weight[FRAME_CLAUSE] < CLAIM_WEIGHT_SURE || !a->cue->group.finite || a->inverted ||
        a->cue->group.passive || a->source_head == TOKEN_NONE)
        return ST_OK;
    uint32_t start = a->at, end = a->sentence.end;
    /* a noun phrase right after the cue is its object unless nearly all it has are clauses */
    if (start < end && around_opens_phrase(&t[start]) && a->weight[FRAME_CLAUSE] < LOOSE_WEIGHT_MIN)
        return ST_OK;
    /* "after the talks concluded, Iln left", "not all he says is true" */
    if (start < end &&
        ((c->subordinate && t[start].xpos == XPOS_COMMA) || t[start].xpos == XPOS_MD ||
         str_eq(t[start].lemma, S("be")) || str_eq(t[start].lemma, S("have"))))
        return ST_OK;
    while (start < end && (t[start].xpos == XPOS_COMMA || token_is_word(&t[start], "-"))) start++;
    bool noun = false, verb = false;
    for (uint32_t i = start; i < end && i < start + CLAUSE_REACH && !verb; i++) {
        noun = noun || token_is_nominal(&t[i]);
        verb = noun && (t[i].xpos == XPOS_MD || t[i].xpos == XPOS_VBD || t[i].xpos == XPOS_VBZ ||
                        t[i].xpos == XPOS_VBP);
    }
    if (!verb) return ST_OK;
    return around_add(c, a, FRAME_CLAUSE, a->weight[FRAME_CLAUSE],
                      (TokenRange){start, content_clause_end(c, start)}, false);
}

StCode claims_of_verb(Claiming *c, const Cue *cue) {
    if (c->cue_of[cue->head]) return ST_OK;
    c->tense = cue->group.tense;
    c->participle = is_participle(c, cue);
    c->subordinate = false;
    Around a = look_around(c, cue);
    c->opening = is_opening(&a) || is_opening_participle(c, cue);
    bool aside = cue->group.passive && !cue->group.finite && cue->range.first > a.sentence.first &&
                 c->p->tokens.v[cue->range.first - 1].xpos == XPOS_COMMA;
    c->subordinate = c->opening || aside || is_subordinate(c, &a);
    StCode code = ST_OK;
    /* the surer constructions first: "…, he told reporters" has no object, nor has "say the
     * economy, jobs and all, is first" */
    bool clauses = a.weight[FRAME_CLAUSE] >= LOOSE_WEIGHT_MIN;
    uint32_t object_least = clauses ? CLAIM_WEIGHT_SURE : CLAIM_WEIGHT_MIN;
    if (claims_short_answer(c, &a, &code) || claims_colon_after(c, &a, &code) ||
        claims_infinitive_after(c, &a, &code) ||
        claims_preposition_after(c, &a, CLAIM_WEIGHT_MIN, &code) ||
        claims_gapped_relative(c, &a, &code) || claims_named_relative(c, &a, &code) ||
        claims_clause_after(c, &a, &code) || claims_object_of(c, &a, object_least, &code))
        return code;
    bool subordinate = c->subordinate;
    c->subordinate = false;
    uint32_t before = c->drafts.n;
    TRY(fronted(c, &a));
    c->subordinate = subordinate;
    if (c->drafts.n == before) TRY(loose_clause(c, &a));
    if (c->drafts.n > before || claims_preposition_after(c, &a, 0, &code)) return code;
    claims_object_of(c, &a, 0, &code);
    return code;
}
