/* Who speaks by a verb: its subject, where the sentence shows one, however far off and on whichever
 * side; the words beside the verb are asked first where trees of quotations are seldom right. */
#include "extract/claims_parts.h"

static bool is_of(const Token *t) {
    return str_eq(t->norm, S("of"));
}

bool is_participle(const Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    bool having = token_is_word(&t[cue->group.range.first], "having") && cue->group.perfect;
    return cue->word == CUE_VERB && (t[cue->head].xpos == XPOS_VBG || having) &&
           !cue->group.finite && !cue->group.infinitive;
}

bool is_opening_participle(const Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    TokenRange s = clause_sentence(c->p, cue->head);
    uint32_t i = cue->group.range.first;
    if (!is_participle(c, cue)) return false;
    while (i > s.first && (t[i - 1].xpos == XPOS_RB || t[i - 1].upos == UPOS_SCONJ ||
                           t[i - 1].xpos == XPOS_IN || t[i - 1].xpos == XPOS_CC))
        i--;
    return i == s.first;
}

/* "at the time said": no subject, whatever the tree says. */
static bool in_phrase_of_place(const Claiming *c, uint32_t head) {
    TokenRange chunk = clause_noun_chunk(c->p, head), s = clause_sentence(c->p, head);
    if (chunk.first == s.first || c->p->tokens.v[chunk.first - 1].upos != UPOS_ADP) return false;
    /* "at least ten said", "four in ten say" */
    if (token_is_word(&c->p->tokens.v[chunk.first], "least") ||
        token_is_word(&c->p->tokens.v[chunk.first], "most") ||
        (c->p->tokens.v[head].xpos == XPOS_CD && chunk.first > s.first + 1 &&
         c->p->tokens.v[chunk.first - 2].xpos == XPOS_CD))
        return false;
    return token_in(&c->p->tokens.v[chunk.first - 1], LIST_PHRASE_OF_PLACE);
}

/* Nobody inside a quotation says what stands outside it, and a subject follows its verb only where
 * nothing but a stop or a quotation stands before the verb. */
static bool is_apart(const Claiming *c, uint32_t head, const Cue *cue) {
    const Quotation *q = quotes_at(&c->quotes, head);
    if (q && !range_has(q->range, cue->head)) return true;
    if (c->x->time_at[head]) return true;
    uint32_t first = cue->range.first;
    bool begins = first == clause_sentence(c->p, first).first;
    if (head < first) return in_phrase_of_place(c, head);
    /* "Denying the report, Iln left" */
    if (is_opening_participle(c, cue)) return false;
    return !cue->group.finite || !(begins || token_is_punct(&c->p->tokens.v[first - 1]));
}

/* "survivors interviewed by Iln described": what "by" and a participle open is no subject. */
static bool is_doer(const Claiming *c, uint32_t head) {
    const Token *t = c->p->tokens.v;
    uint32_t by = clause_noun_chunk(c->p, head).first;
    return by >= clause_sentence(c->p, head).first + 2 && token_is_word(&t[by - 1], "by") &&
           t[by - 2].xpos == XPOS_VBN;
}

/* A name or pronoun right before a finite cue is its subject, whatever the tree makes of the rest; past
 * a bracket ("Iln (Oresk) said"), and nouns joined to it where nothing else is before them. */
static bool is_beside(const Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    TokenRange s = clause_sentence(c->p, cue->head);
    uint32_t i = cue->group.range.first;
    if (i == s.first || !cue->group.finite) return false;
    if (t[i - 1].xpos == XPOS_CLOSE)
        while (i > s.first + 1 && t[i].xpos != XPOS_OPEN) i--;
    if (c->x->time_at[i - 1]) return false;
    if (is_doer(c, i - 1)) return false;
    if (t[i - 1].upos == UPOS_PROPN || t[i - 1].xpos == XPOS_PRP) return true;
    if (!token_is_noun(&t[i - 1])) return false;
    TokenRange chunk = clause_noun_chunk(c->p, i - 1);
    while (chunk.first > s.first + 1 && t[chunk.first - 1].xpos == XPOS_CC &&
           token_is_noun(&t[chunk.first - 2]))
        chunk = clause_noun_chunk(c->p, chunk.first - 2);
    return chunk.first == s.first || token_is_punct(&t[chunk.first - 1]);
}

/* "The mill is safe, | insists its foreman": a clause before the verb, and not a noun's alone. */
static bool tells_before(const Claiming *c, uint32_t first, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    bool verb = false;
    for (uint32_t i = first; i < cue->group.range.first; i++) {
        if (is_relative_word(&t[i])) return false;
        verb = verb || t[i].xpos == XPOS_VBD || t[i].xpos == XPOS_VBZ || t[i].xpos == XPOS_VBP ||
               t[i].xpos == XPOS_MD;
    }
    return verb;
}

/* ", said Iln | on leaving |,", ", says a source | by text |.": how or when, behind who says it. */
static uint32_t past_manner(const Claiming *c, uint32_t i, uint32_t end) {
    const Token *t = c->p->tokens.v;
    if (i + 1 >= end || t[i].xpos != XPOS_IN || is_of(&t[i])) return i;
    bool doing = t[i + 1].xpos == XPOS_VBG; /* "on leaving", "on leaving the court" */
    if (doing && i + 2 < end && t[i + 2].xpos != XPOS_DT) return i + 2;
    i += doing;
    TokenRange chunk = clause_noun_chunk(c->p, i + 1);
    return chunk.first == i + 1 && token_is_nominal(&t[chunk.end - 1]) ? chunk.end : i;
}

/* ", said Doyle and others, would be clear": a comma before the verb and its subject between it and
 * the next one. */
static bool is_inverted(const Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    TokenRange s = clause_sentence(c->p, cue->head);
    uint32_t i = cue->range.end;
    if (!cue->group.finite || cue->group.range.first == s.first || i + 1 >= s.end) return false;
    if (cue->person == PERSON_ADDRESSEE || t[cue->group.range.first - 1].xpos != XPOS_COMMA ||
        cue_weight(cue, FRAME_QUOTE) < 90)
        return false;
    bool opens = token_is_noun(&t[i]) || t[i].xpos == XPOS_DT || t[i].xpos == XPOS_JJ ||
                 t[i].xpos == XPOS_CD || (t[i].xpos == XPOS_PRPS && tells_before(c, s.first, cue));
    i += t[i].xpos == XPOS_PRPS;
    if (c->x->time_at[i] || !opens || token_in(&t[i], LIST_SAID_THING)) return false;
    while (i < s.end &&
           (token_is_noun(&t[i]) || t[i].xpos == XPOS_DT || t[i].xpos == XPOS_JJ ||
            t[i].xpos == XPOS_CC || t[i].xpos == XPOS_CD || t[i].xpos == XPOS_POS || is_of(&t[i])))
        i++;
    if (c->x->actor_at[i - 1] || t[i - 1].upos == UPOS_PROPN) i = past_manner(c, i, s.end);
    return i >= s.end || t[i].xpos == XPOS_COMMA || t[i].xpos == XPOS_STOP || t[i].xpos == XPOS_WP;
}

uint32_t claims_quoting_verb(const Claiming *c, uint32_t cue) {
    enum { NAME_TOKENS = 12 };
    const Token *t = c->p->tokens.v;
    uint32_t first = clause_sentence(c->p, cue).first;
    if (cue == first || t[cue].xpos != XPOS_VBG || !str_eq(t[cue - 1].norm, S("as")))
        return TOKEN_NONE;
    for (uint32_t i = cue - 1; i > first && i + NAME_TOKENS > cue - 1; i--)
        if (token_is_verb(&t[i - 1]) &&
            (str_eq(t[i - 1].lemma, S("quote")) || str_eq(t[i - 1].lemma, S("cite"))))
            return i - 1;
    return TOKEN_NONE;
}

/* "Iln (Oresk) on Friday said", "two of them in Oresk - said": the noun before brackets, times and
 * phrases of place. */
static uint32_t before_adjuncts(const Claiming *c, const Cue *cue) {
    enum { ADJUNCTS_MAX = 6 };
    const Token *t = c->p->tokens.v;
    uint32_t first = clause_sentence(c->p, cue->head).first, i = cue->group.range.first;
    for (int n = 0; n < ADJUNCTS_MAX && i > first; n++) {
        const Token *b = &t[i - 1];
        if (b->xpos == XPOS_RB || b->xpos == XPOS_HYPH || c->x->time_at[i - 1]) {
            i--;
        } else if (b->xpos == XPOS_CLOSE) {
            while (i > first && t[i - 1].xpos != XPOS_OPEN) i--;
            if (i > first) i--;
        } else if (b->upos == UPOS_ADP && i < cue->group.range.first) {
            i--;
        } else if (token_is_nominal(b) || b->xpos == XPOS_CD) {
            if (!in_phrase_of_place(c, i - 1)) return i - 1;
            i = clause_noun_chunk(c->p, i - 1).first;
        } else {
            break;
        }
    }
    return TOKEN_NONE;
}

/* "Representatives of the republic of Oresk said": the noun beside the verb may be the last of the
 * subject's phrase. */
static uint32_t whole_subject(const Claiming *c, const Cue *cue, uint32_t head) {
    uint32_t subject = clause_subject(c->p, cue->group.verb);
    if (subject == TOKEN_NONE || subject >= head || head >= cue->range.first) return head;
    if (is_apart(c, subject, cue) || !range_has(clause_noun_phrase(c->p, subject), head))
        return head;
    for (uint32_t i = subject; i < head; i++)
        if (c->p->tokens.v[i].xpos == XPOS_COMMA || token_is_verb(&c->p->tokens.v[i])) return head;
    return subject;
}

/* "Denying the report, Iln left": the phrase behind the comma. */
static uint32_t behind_opening(const Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    TokenRange s = clause_sentence(c->p, cue->head);
    uint32_t i = cue->range.end;
    while (i < s.end && t[i].xpos != XPOS_COMMA) i++;
    if (i + 2 >= s.end) return TOKEN_NONE;
    TokenRange chunk = clause_noun_chunk(c->p, i + 1);
    uint32_t head = clause_noun_head(c->p, chunk);
    return token_is_nominal(&t[head]) ? head : TOKEN_NONE;
}

/* The subject of the nearest finite verb before `from` that has one, of this tense if asked. */
static uint32_t subject_before(const Claiming *c, uint32_t from, Tense tense) {
    const Token *t = c->p->tokens.v;
    TokenRange s = clause_sentence(c->p, from);
    for (uint32_t i = from; i > s.first; i--) {
        const Quotation *q = quotes_at(&c->quotes, i - 1);
        if (is_relative_word(&t[i - 1])) return TOKEN_NONE;
        if (q != quotes_at(&c->quotes, from)) { /* "summed it up as “bad,” and said" */
            if (!q || q->range.first <= s.first) return TOKEN_NONE;
            i = q->range.first + 1;
            continue;
        }
        if (!token_is_verb(&t[i - 1])) continue;
        VerbGroup g = clause_verb_group(c->p, i - 1);
        if (!g.finite || (tense != TENSE_NONE && g.tense != tense)) continue;
        uint32_t subject = clause_subject(c->p, i - 1);
        if (subject != TOKEN_NONE && subject < i - 1) return subject;
    }
    return TOKEN_NONE;
}

/* "took the floor and joked", "went on by saying", "with Iln yelling": whose verb it is where no
 * tree says so. */
static uint32_t shared_subject(const Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    uint32_t first = clause_sentence(c->p, cue->head).first, i = cue->group.range.first;
    while (i > first && t[i - 1].xpos == XPOS_RB) i--;
    if (i == first) return TOKEN_NONE;
    if (cue->group.finite && t[i - 1].xpos == XPOS_CC)
        return subject_before(c, i - 1, cue->group.tense);
    if (!is_participle(c, cue)) return TOKEN_NONE;
    if (t[i - 1].upos == UPOS_ADP || t[i - 1].upos == UPOS_SCONJ)
        return subject_before(c, i - 1, TENSE_NONE);
    return TOKEN_NONE;
}

/* On a noun, or on a verb that is neither the main one nor a relative clause's. */
static bool hangs_low(const Token *t, uint32_t participle) {
    if (t[participle].deprel == DEP_ACL) return true;
    const Token *up = t[participle].head ? &t[t[participle].head - 1] : NULL;
    return t[participle].deprel == DEP_ADVCL && up && up->head && up->deprel != DEP_ACL_RELCL &&
           up->deprel != DEP_CONJ && up->deprel != DEP_CCOMP && up->deprel != DEP_PARATAXIS;
}

/* "Iln shared a list of towns, writing “…”": a participle behind a comma goes with the main verb,
 * whatever noun a tree hangs it on. */
static uint32_t main_subject(const Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    TokenRange s = clause_sentence(c->p, cue->head);
    uint32_t i = cue->group.range.first;
    while (i > s.first && t[i - 1].xpos == XPOS_RB) i--;
    if (i == s.first || t[i - 1].xpos != XPOS_COMMA || !is_participle(c, cue) || !cue->speech ||
        !hangs_low(t, cue->head))
        return TOKEN_NONE;
    for (uint32_t k = s.first; k < i; k++) {
        if (t[k].deprel != DEP_ROOT || !token_is_verb(&t[k])) continue;
        uint32_t who = clause_subject(c->p, k);
        bool good = who != TOKEN_NONE && who < k && token_is_nominal(&t[who]) &&
                    !c->x->time_at[who] &&
                    quotes_at(&c->quotes, who) == quotes_at(&c->quotes, cue->head);
        return good ? who : TOKEN_NONE;
    }
    return TOKEN_NONE;
}

/* "Lo, who was there, told | the commission | that": whoever stands behind a verb that is said to
 * somebody, and before what is said, is told it. */
static bool is_told(const Claiming *c, const Cue *cue, uint32_t head) {
    const Token *t = c->p->tokens.v;
    uint32_t end = clause_sentence(c->p, head).end, after = clause_noun_chunk(c->p, head).end;
    return cue->person == PERSON_ADDRESSEE && after < end && t[after].xpos == XPOS_IN &&
           token_is_word(&t[after], "that");
}

/* "Iln, the Director | of Health |, who was present, said": whose office it is, not what it is of. */
static TokenRange person_of(const Claiming *c, TokenRange chunk, uint32_t first) {
    while (chunk.first > first + 1 && is_of(&c->p->tokens.v[chunk.first - 1])) {
        TokenRange up = clause_noun_chunk(c->p, chunk.first - 2);
        const Actor *a = records_actor(c->x->out, c->x->actor_at[up.end - 1]);
        bool name = c->p->tokens.v[up.end - 1].upos == UPOS_PROPN;
        if (!name && (!a || a->kind != ACTOR_PERSON)) break;
        chunk = up;
    }
    return chunk;
}

/* Past an aside that a comma closes before the verb, to the noun whose relative clause it is: "Iln,
 * who has backed Velmar, said". */
static uint32_t before_relative(const Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    uint32_t first = clause_sentence(c->p, cue->head).first, i = cue->group.range.first;
    while (i > first && c->x->time_at[i - 1]) i--; /* "Iln, whose town fell, last year called" */
    if (i < first + 4 || t[i - 1].xpos != XPOS_COMMA || !cue->group.finite) return TOKEN_NONE;
    uint32_t low = i > first + ASIDE_MAX ? i - ASIDE_MAX : first + 1;
    for (uint32_t k = i - 2; k > low; k--) {
        if (quotes_at(&c->quotes, k)) return TOKEN_NONE;
        if (t[k].xpos != XPOS_WP && !token_is_word(&t[k], "whose")) continue;
        uint32_t noun = k - 1;
        if (t[noun].xpos == XPOS_COMMA) noun--;
        if (t[noun].xpos == XPOS_CLOSE)
            while (noun > first && t[noun].xpos != XPOS_OPEN) noun--;
        if (noun > first && t[noun].xpos == XPOS_OPEN) noun--;
        /* "Lo, who was there, told": a short name is an interjection to a tagger */
        if (noun == first && t[noun].xpos == XPOS_UH) return noun;
        if (!token_is_noun(&t[noun])) return TOKEN_NONE;
        return clause_noun_head(c->p, person_of(c, clause_noun_chunk(c->p, noun), first));
    }
    return TOKEN_NONE;
}

/* "with Iln reportedly yelling": a participle's own subject. */
static uint32_t absolute_subject(const Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    uint32_t first = clause_sentence(c->p, cue->head).first, i = cue->group.range.first;
    while (i > first && t[i - 1].xpos == XPOS_RB) i--;
    if (i == first || !is_participle(c, cue) || !token_is_nominal(&t[i - 1])) return TOKEN_NONE;
    uint32_t who = clause_noun_chunk(c->p, i - 1).first;
    return who > first && str_eq(t[who - 1].norm, S("with")) ? i - 1 : TOKEN_NONE;
}

/* "“…,” said another.", "“…,” wrote one" */
static bool is_counted_behind(const Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    TokenRange s = clause_sentence(c->p, cue->head);
    uint32_t i = cue->range.end;
    if (i >= s.end || !cue->group.finite || (t[i].xpos != XPOS_DT && t[i].xpos != XPOS_CD))
        return false;
    return i + 1 >= s.end || t[i + 1].xpos == XPOS_STOP || t[i + 1].xpos == XPOS_COMMA ||
           is_of(&t[i + 1]);
}

/* "Oresk radio quoted the mayor as saying", "the mayor was quoted as saying": whose words they are.
 */
static uint32_t quoted_speaker(const Claiming *c, const Cue *cue) {
    uint32_t quoting = claims_quoting_verb(c, cue->head);
    return quoting == TOKEN_NONE ? TOKEN_NONE : clause_patient(c->p, quoting);
}

/* "Most said", "Another said", "Nearly all say": a word that counts people stands for them. */
static uint32_t counted_before(const Claiming *c, const Cue *cue) {
    uint32_t i = cue->group.range.first;
    if (i == clause_sentence(c->p, i).first) return TOKEN_NONE;
    const Token *t = &c->p->tokens.v[i - 1];
    return t->xpos == XPOS_CD || token_in(t, LIST_COUNTED_PEOPLE) ? i - 1 : TOKEN_NONE;
}

/* "No medicine has come, the camp's head, Iln, said": the title and the name between commas before
 * the verb, which trees hang on what stands before them. */
static uint32_t titled_before(const Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    TokenRange s = clause_sentence(c->p, cue->head);
    uint32_t i = cue->group.range.first;
    if (!cue->group.finite || i < s.first + 5 || t[i - 1].xpos != XPOS_COMMA) return TOKEN_NONE;
    if (t[i - 2].xpos == XPOS_CD && t[i - 3].xpos == XPOS_COMMA) i -= 2; /* "Iln, 43, said" */
    if (t[i - 2].upos != UPOS_PROPN) return TOKEN_NONE;
    TokenRange name = clause_noun_chunk(c->p, i - 2);
    if (name.first < s.first + 3 || t[name.first - 1].xpos != XPOS_COMMA) return TOKEN_NONE;
    TokenRange title = clause_noun_chunk(c->p, name.first - 2);
    while (title.first > s.first + 1 && is_of(&t[title.first - 1]))
        title.first = clause_noun_chunk(c->p, title.first - 2).first;
    if (title.first == s.first || t[title.first - 1].xpos != XPOS_COMMA) return TOKEN_NONE;
    uint32_t head = clause_noun_head(c->p, clause_noun_chunk(c->p, title.first));
    return t[head].upos == UPOS_NOUN ? head : TOKEN_NONE;
}

/* "who has backed it, said Velmar had left": the noun behind the verb has a verb of its own. */
static bool speaks_next(const Claiming *c, uint32_t head) {
    const Token *t = c->p->tokens.v;
    uint32_t end = clause_sentence(c->p, head).end, i = clause_noun_chunk(c->p, head).end;
    while (i < end && t[i].xpos == XPOS_RB) i++;
    return i < end && (t[i].xpos == XPOS_MD || t[i].xpos == XPOS_VBD || t[i].xpos == XPOS_VBZ ||
                       t[i].xpos == XPOS_VBP);
}

/* "Iln, mayor of Oresk, called the plan a farce": only verbs of saying have their subject behind them.
 */
static bool is_object_behind(const Claiming *c, const Cue *cue) {
    enum { INVERTING_WEIGHT = 60 };
    const Token *t = c->p->tokens.v;
    uint32_t i = cue->range.first;
    return cue->row && i > clause_sentence(c->p, i).first && t[i - 1].xpos == XPOS_COMMA &&
           !quotes_at(&c->quotes, i - 1) && i > 1 && !quotes_at(&c->quotes, i - 2) &&
           cue_weight(cue, FRAME_QUOTE) < INVERTING_WEIGHT;
}

/* "farmers angry at what they saw as neglect by Oresk gathered, chanting slogans": Oresk is told of and
 * does not chant; the first noun of the sentence then, as the subject of all of it. */
static uint32_t outside_contents(const Claiming *c, const Cue *cue, uint32_t head) {
    TokenRange s = clause_sentence(c->p, cue->head);
    uint32_t i = cue->group.range.first;
    bool trails = i > s.first && c->p->tokens.v[i - 1].xpos == XPOS_COMMA && is_participle(c, cue);
    for (uint32_t k = c->drafts.n; trails && k > 0; k--) {
        const Draft *d = &c->drafts.v[k - 1];
        if (d->cue_head == TOKEN_NONE || d->cue_head < s.first) break;
        if (!d->content.n || d->frame == FRAME_CLAUSE || d->frame == FRAME_QUOTE) continue;
        TokenRange r = d->content.v[d->content.n - 1];
        if (!range_has(r, head) || range_has(r, cue->head) || r.end + 1 >= i) continue;
        uint32_t first = clause_noun_head(c->p, clause_noun_chunk(c->p, s.first));
        return first < d->cue.first && token_is_nominal(&c->p->tokens.v[first]) ? first : head;
    }
    return head;
}

/* "Iln, the only mayor to stay in Oresk, told": the name before the apposition. */
static uint32_t named_before(const Claiming *c, const Cue *cue, uint32_t head) {
    const Token *t = c->p->tokens.v;
    uint32_t first = clause_sentence(c->p, head).first;
    uint32_t who = clause_noun_chunk(c->p, head).first, verb = cue->group.range.first;
    if (head >= verb || who < first + 2 || verb <= first || t[who - 1].xpos != XPOS_COMMA ||
        t[verb - 1].xpos != XPOS_COMMA || t[who].xpos != XPOS_DT || t[who - 2].upos != UPOS_PROPN)
        return head;
    TokenRange name = clause_noun_chunk(c->p, who - 2);
    bool begins = name.first == first ||
                  (token_is_punct(&t[name.first - 1]) && !quotes_at(&c->quotes, name.first - 1));
    for (uint32_t i = head; i < verb; i++) begins = begins && !quotes_at(&c->quotes, i);
    return begins ? clause_noun_head(c->p, name) : head;
}

/* "a letter assuring residents": a paper says what the one who sends it says. */
static uint32_t sender_of(const Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    uint32_t first = clause_sentence(c->p, cue->head).first, i = cue->group.range.first;
    while (i > first && c->x->time_at[i - 1]) i--; /* "issued a report this month charging" */
    if (!is_participle(c, cue) || i == first || !token_is_noun(&t[i - 1])) return TOKEN_NONE;
    const Table *channels = tables_get(c->x->tables, "en/channels");
    if (!channels || !table_find(channels, t[i - 1].lemma, 0)) return TOKEN_NONE;
    uint32_t verb = t[i - 1].deprel == DEP_OBJ && t[i - 1].head ? t[i - 1].head - 1 : TOKEN_NONE;
    if (verb == TOKEN_NONE || verb >= i || !token_lemma_in(&t[verb], LIST_SENDING))
        return TOKEN_NONE;
    uint32_t who = clause_subject(c->p, verb);
    return who != TOKEN_NONE && who < verb ? who : TOKEN_NONE;
}

/* Who stands behind "by"; not "by breakfast", which stands before the verb, nor "won by 62,417". */
static uint32_t agent_of_passive(const Claiming *c, uint32_t verb) {
    uint32_t who = clause_verb_group(c->p, verb).passive ? clause_agent(c->p, verb)
                                                         : clause_oblique(c->p, verb, S("by"));
    if (who == TOKEN_NONE || who < verb || c->x->time_at[who]) return TOKEN_NONE;
    return c->p->tokens.v[who].upos == UPOS_NUM ? TOKEN_NONE : who;
}

/* "Iln left hours after | the utility | said that": what stands between a word that opens a clause and
 * the verb is its subject, though trees see a noun after a preposition. */
static uint32_t subject_behind_opener(const Claiming *c, const Cue *cue) {
    const Token *t = c->p->tokens.v;
    uint32_t first = clause_sentence(c->p, cue->head).first, i = cue->group.range.first;
    if (!cue->group.finite || i < first + 3 || !token_is_noun(&t[i - 1]) || c->x->time_at[i - 1])
        return TOKEN_NONE;
    TokenRange chunk = clause_noun_chunk(c->p, i - 1);
    if (chunk.first < first + 2 || !token_in(&t[chunk.first - 1], LIST_CLAUSE_OR_NOUN))
        return TOKEN_NONE;
    bool finite = false;
    if (range_has(chunk, clause_subject(c->p, cue->group.verb))) return TOKEN_NONE;
    for (uint32_t k = first; k + 1 < chunk.first; k++) {
        if (is_relative_word(&t[k])) return TOKEN_NONE;
        finite = finite || token_is_finite(&t[k]);
    }
    return finite ? clause_noun_head(c->p, chunk) : TOKEN_NONE;
}

uint32_t claims_speaker(const Claiming *c, const Cue *cue, bool near_first) {
    uint32_t verb = cue->group.verb, quoted = quoted_speaker(c, cue);
    if (quoted != TOKEN_NONE) return quoted;
    if (cue->group.passive) return agent_of_passive(c, verb);
    bool beside = is_beside(c, cue);
    uint32_t closing = cue->group.finite ? cue_speaker_closing(c->p, cue) : TOKEN_NONE;
    if (closing != TOKEN_NONE && c->x->actor_at[closing] && !c->x->time_at[closing]) return closing;
    uint32_t opened = subject_behind_opener(c, cue);
    if (opened != TOKEN_NONE) return opened;
    uint32_t sender = sender_of(c, cue);
    if (sender != TOKEN_NONE) return sender;
    uint32_t behind_aside = beside ? TOKEN_NONE : before_relative(c, cue);
    if (behind_aside != TOKEN_NONE && !is_apart(c, behind_aside, cue))
        return named_before(c, cue, behind_aside);
    uint32_t own = absolute_subject(c, cue);
    if (own != TOKEN_NONE) return own;
    if (!beside && is_inverted(c, cue)) {
        uint32_t behind = clause_subject_inverted(c->p, verb);
        if (behind != TOKEN_NONE) return behind;
        return clause_noun_head(c->p, clause_noun_chunk(c->p, cue->range.end));
    }
    uint32_t main = main_subject(c, cue);
    if (main != TOKEN_NONE) return main;
    uint32_t titled = titled_before(c, cue);
    if (titled != TOKEN_NONE) return titled;
    bool plain =
        cue->group.finite && c->p->tokens.v[verb].xpos == XPOS_VB; /* "Iln, who …, put it" */
    near_first = (near_first && !plain) || beside;
    for (int i = 0; i < 2; i++) {
        bool near = near_first == (i == 0);
        uint32_t head = near ? clause_subject_near(c->p, verb) : clause_subject(c->p, verb);
        bool behind = head != TOKEN_NONE && head > cue->head;
        if (behind && !is_opening_participle(c, cue) &&
            (speaks_next(c, head) || is_object_behind(c, cue) || is_told(c, cue, head)))
            head = TOKEN_NONE;
        if (head != TOKEN_NONE && !is_apart(c, head, cue))
            return named_before(c, cue, outside_contents(c, cue, whole_subject(c, cue, head)));
    }
    if (is_opening_participle(c, cue)) return behind_opening(c, cue);
    if (near_first && is_counted_behind(c, cue)) return cue->range.end;
    uint32_t aside = before_relative(c, cue);
    if (aside != TOKEN_NONE && !is_apart(c, aside, cue)) return aside;
    uint32_t shared = shared_subject(c, cue);
    if (shared != TOKEN_NONE && !is_apart(c, shared, cue)) return shared;
    if (!cue->group.finite) return TOKEN_NONE;
    uint32_t noun = before_adjuncts(c, cue);
    return noun == TOKEN_NONE ? counted_before(c, cue) : noun;
}
