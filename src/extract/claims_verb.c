#include "extract/claims_parts.h"

/* What one verb has around it, found once and shared by the constructions below. */
typedef struct Around {
    const Cue *cue;
    uint32_t weight[FRAME_COUNT];
    TokenRange sentence, source;
    uint32_t source_head;
    uint32_t at;       /* the first token after the cue */
    uint32_t after;    /* the same past adverbs and times */
    TokenRange person; /* a noun phrase right after the cue */
    uint32_t after_person;
    bool inverted;
} Around;

static bool opens_clause(const Token *t) {
    if (t->xpos == XPOS_WP || t->xpos == XPOS_WRB || t->xpos == XPOS_WDT) return true;
    return (token_is_word(t, "that") && t->xpos != XPOS_DT) || token_is_word(t, "whether") ||
           token_is_word(t, "if");
}

static bool opens_phrase(const Token *t) {
    return token_is_nominal(t) || t->xpos == XPOS_DT || t->xpos == XPOS_PRPS ||
           t->xpos == XPOS_JJ || t->xpos == XPOS_JJS || t->xpos == XPOS_JJR || t->xpos == XPOS_CD ||
           t->xpos == XPOS_PDT || t->xpos == XPOS_DOLLAR || t->xpos == XPOS_VBG ||
           token_is_word(t, "both") || token_is_word(t, "either");
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

/* A phrase with its of-phrases, but no apposition: who is told. */
static TokenRange person_at(const Claiming *c, const Cue *cue, uint32_t i, uint32_t end) {
    const Token *t = c->p->tokens.v;
    if (i >= end || !opens_phrase(&t[i]) || t[i].xpos == XPOS_VBG) return (TokenRange){i, i};
    TokenRange r = {i, clause_noun_chunk(c->p, i).end};
    bool asks_of =
        cue->person == PERSON_TARGET && cue_weight_pp(cue, S("of")); /* "accused Oresk of" */
    /* "her supporters", where "her" was taken for an object */
    if (r.end < end && token_is_noun(&t[r.end])) r.end = clause_noun_chunk(c->p, r.end).end;
    while (r.end + 1 < end &&
           ((token_is_word(&t[r.end], "of") && !asks_of) || t[r.end].xpos == XPOS_CC) &&
           opens_phrase(&t[r.end + 1]))
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
static uint32_t relative_before_source(const Claiming *c, const Around *a) {
    const Token *t = c->p->tokens.v;
    uint32_t first = a->source.first;
    if (a->inverted || !range_some(a->source) || first >= a->cue->range.first) return TOKEN_NONE;
    if (first <= a->sentence.first) return TOKEN_NONE;
    while (first > a->sentence.first + 1 && t[first - 1].xpos == XPOS_RB) first--;
    const Token *who = &t[first - 1];
    bool relative = who->xpos == XPOS_WDT || who->xpos == XPOS_WP || token_is_word(who, "that");
    return relative ? first - 1 : TOKEN_NONE;
}

static Draft *draft_around(Claiming *c, const Around *a, Frame frame, uint32_t weight) {
    Draft *d = draft_new(c, a->cue, frame, weight);
    if (!d) return NULL;
    d->source = a->source;
    d->source_head = a->source_head;
    d->relative = relative_before_source(c, a) != TOKEN_NONE;
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

static StCode add(Claiming *c, const Around *a, Frame frame, uint32_t weight, TokenRange content,
                  bool with_person) {
    if (cue_too_rare(c, weight)) return ST_OK;
    Draft *d = draft_around(c, a, frame, weight);
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

static bool is_finite(const Token *t) {
    return t->xpos == XPOS_MD || t->xpos == XPOS_VBD || t->xpos == XPOS_VBZ || t->xpos == XPOS_VBP;
}

static bool has_finite(const Parse *p, uint32_t from, uint32_t to) {
    for (; from < to; from++)
        if (is_finite(&p->tokens.v[from])) return true;
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
static bool gapped_relative(Claiming *c, const Around *a, StCode *code) {
    const Token *t = c->p->tokens.v;
    uint32_t at = a->at, pronoun = relative_before_source(c, a);
    if (!a->cue->group.finite || at >= a->sentence.end) return false;
    TokenRange relative =
        pronoun == TOKEN_NONE ? noun_before_source(c, a) : (TokenRange){pronoun, pronoun + 1};
    if (!range_some(relative)) return false;
    if (pronoun == TOKEN_NONE && (!is_finite(&t[at]) || !a->cue->speech)) return false;
    /* taggers expect no past tense there: "that officials said discriminated" */
    if (!is_finite(&t[at]) && t[at].xpos != XPOS_VBN) return false;
    if (a->weight[FRAME_CLAUSE] < CLAIM_WEIGHT_MIN) return false;
    Draft *d = draft_around(c, a, FRAME_CLAUSE, a->weight[FRAME_CLAUSE]);
    bool room = d && draft_content(c, d, relative) &&
                draft_content(c, d, (TokenRange){at, content_clause_end(c, at)});
    if (!room) *code = st_fail(c->x->err, ST_NOMEM, 0, "out of memory");
    return true;
}

enum { NAMING_WEIGHT = 97 }; /* hardly anything else stands so */

/* "the man whom the police call the ringleader": the pronoun is called what follows. */
static bool named_relative(Claiming *c, const Around *a, StCode *code) {
    const Token *t = c->p->tokens.v;
    uint32_t relative = relative_before_source(c, a), at = a->at;
    if (relative == TOKEN_NONE || token_is_word(&t[relative], "that") || a->cue->group.infinitive ||
        !token_lemma_in(&t[a->cue->head], LIST_NAMING) || at >= a->sentence.end ||
        (!opens_phrase(&t[at]) && !quotes_at(&c->quotes, at)))
        return false;
    uint32_t end = content_before_outer(c, a->cue->head, at, content_phrase_end(c, at));
    for (uint32_t i = at; i < end; i++)
        if (t[i].xpos == XPOS_COMMA && !quotes_at(&c->quotes, i)) end = i;
    Draft *d = draft_around(c, a, FRAME_OBJECT, NAMING_WEIGHT);
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
static bool clause_after(Claiming *c, const Around *a, StCode *code) {
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
    *code = add(c, a, FRAME_CLAUSE, clause_weight(c, a, start),
                (TokenRange){start, clause_end(c, a, start)}, person || a->cue->group.passive);
    return true;
}

/* "said no", "says yes to the plan" */
static bool short_answer(Claiming *c, const Around *a, StCode *code) {
    const Token *t = c->p->tokens.v;
    uint32_t at = a->at, end = a->sentence.end;
    if (at >= end || !token_in(&t[at], LIST_YES_OR_NO) || a->inverted || !a->cue->speech ||
        a->weight[FRAME_QUOTE] < CLAIM_WEIGHT_SURE || a->source_head == TOKEN_NONE)
        return false;
    bool to = at + 2 < end && token_is_word(&t[at + 1], "to");
    if (!to && at + 1 < end && !token_is_punct(&t[at + 1]) && t[at + 1].xpos != XPOS_CC)
        return false;
    uint32_t stop = to ? phrase_end(c, a, at + 2) : at + 1;
    *code = add(c, a, FRAME_CLAUSE, a->weight[FRAME_CLAUSE], (TokenRange){at, stop}, false);
    if (*code == ST_OK && c->drafts.n && token_is_word(&t[at], "no"))
        c->drafts.v[c->drafts.n - 1].stance = STANCE_REJECT;
    return true;
}

/* vowed to …, urged Oresk to … */
static bool infinitive_after(Claiming *c, const Around *a, StCode *code) {
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
    *code = add(c, a, FRAME_TO, a->weight[FRAME_TO],
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
static bool preposition_after(Claiming *c, const Around *a, uint32_t least, StCode *code) {
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
    *code = add(c, a, FRAME_PP, weight, (TokenRange){start, phrase_end(c, a, from + 1)}, person);
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

/* denied the report; something Oresk denies; the report was denied by Oresk; where that is an
 * attribution at least so often */
static bool object_of(Claiming *c, const Around *a, uint32_t least, StCode *code) {
    const Token *t = c->p->tokens.v;
    if (a->inverted) return false;
    TokenRange content = {0, 0};
    const Quotation *q = a->at < a->sentence.end ? quotes_at(&c->quotes, a->at) : NULL;
    uint32_t object = clause_patient(c->p, a->cue->head), at = object_behind_way(c, a);
    if (!a->cue->group.passive && at < a->sentence.end &&
        (opens_phrase(&t[at]) || opens_count(c, at, a->sentence.end) ||
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
    if (cue_too_rare(c, weight) || weight < least) return false;
    uint32_t before = c->drafts.n;
    *code = add(c, a, FRAME_OBJECT, weight, content, true);
    /* "has been called a traitor" */
    bool named =
        a->cue->group.passive && a->cue->group.finite && c->drafts.n > before &&
        a->at < a->sentence.end && content.end <= a->cue->range.first &&
        ((opens_phrase(&t[a->at]) && !c->x->time_at[a->at]) || (q && q->range.first == a->at));
    if (*code == ST_OK && named &&
        !draft_content(c, &c->drafts.v[before], (TokenRange){a->at, phrase_end(c, a, a->at)}))
        *code = st_fail(c->x->err, ST_NOMEM, 0, "out of memory");
    return true;
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
    if (i + 1 < a->sentence.end && t[i].xpos == XPOS_PRP && is_finite(&t[i + 1])) i++;
    Cue cue;
    return i < a->sentence.end && is_finite(&t[i]) && !a->inverted &&
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

/* "Not so, says the operator: the gates were open": what stands before and what the colon opens. */
static StCode inverted_colon(Claiming *c, const Around *a, uint32_t colon, uint32_t left) {
    Draft *d = draft_around(c, a, FRAME_CLAUSE, a->weight[FRAME_CLAUSE]);
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
        verbs += is_finite(&t[i]) && (!i || t[i - 1].xpos != XPOS_MD);
    }
    return verbs == 1;
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
        !is_verdict(c, fronted_start(c, a, left), left))
        return ST_OK;
    if (!as && !goes_on && !begins && is_adverbial_clause(c, fronted_start(c, a, left), left))
        return ST_OK;
    Draft *d = draft_around(c, a, FRAME_CLAUSE, a->weight[FRAME_CLAUSE]);
    TRY_MEM(d, c->x->err);
    if (!begins) {
        TokenRange front = {fronted_start(c, a, left), left};
        TRY_MEM(draft_content(c, d, front), c->x->err);
    }
    /* "…, he said, but “we will wait”" */
    bool quoted = goes_on && t[next + 1].xpos == XPOS_CC && next + 2 < end &&
                  (quotes_at(&c->quotes, next + 2) || goes_on_with_same(c, a, next + 1));
    /* "It was the army, he said, that burned it" */
    uint32_t front_first = fronted_start(c, a, left);
    bool cleft = front_first + 1 < left && token_is_word(&t[front_first], "it") &&
                 str_eq(t[front_first + 1].lemma, S("be"));
    quoted = quoted || (cleft && goes_on && is_relative_word(&t[next + 1]));
    bool participle =
        goes_on && (t[next + 1].xpos == XPOS_VBG || t[next + 1].xpos == XPOS_CC ||
                    t[next + 1].xpos == XPOS_WP || t[next + 1].xpos == XPOS_WDT ||
                    /* "said Iln, a teacher": an apposition, where a whole clause stands before */
                    (a->inverted && !is_finite(&t[next + 1]) &&
                     has_finite(c->p, fronted_start(c, a, left), left)));
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
    if (start < end && opens_phrase(&t[start]) && a->weight[FRAME_CLAUSE] < LOOSE_WEIGHT_MIN)
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
    return add(c, a, FRAME_CLAUSE, a->weight[FRAME_CLAUSE],
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
    if (short_answer(c, &a, &code) || infinitive_after(c, &a, &code) ||
        preposition_after(c, &a, CLAIM_WEIGHT_MIN, &code) || gapped_relative(c, &a, &code) ||
        named_relative(c, &a, &code) || clause_after(c, &a, &code) ||
        object_of(c, &a, object_least, &code))
        return code;
    bool subordinate = c->subordinate;
    c->subordinate = false;
    uint32_t before = c->drafts.n;
    TRY(fronted(c, &a));
    c->subordinate = subordinate;
    if (c->drafts.n == before) TRY(loose_clause(c, &a));
    if (c->drafts.n > before || preposition_after(c, &a, 0, &code)) return code;
    object_of(c, &a, 0, &code);
    return code;
}
