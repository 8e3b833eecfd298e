#include "extract/claims_parts.h"

bool content_is_dash(const Token *t) {
    return (token_is_word(t, "-") || token_is_word(t, "--")) && (t->flags & TOKEN_SPACE_BEFORE);
}

TokenRange content_trim(const Parse *p, TokenRange r) {
    const Token *t = p->tokens.v;
    while (range_some(r) && (t[r.first].xpos == XPOS_COMMA || t[r.first].xpos == XPOS_STOP ||
                             t[r.first].xpos == XPOS_COLON))
        r.first++;
    while (range_some(r) && (t[r.end - 1].xpos == XPOS_COMMA || t[r.end - 1].xpos == XPOS_STOP ||
                             t[r.end - 1].xpos == XPOS_COLON))
        r.end--;
    return r;
}

/* A new attribution with the same source, or one of the outlet's, that ends a content:
 * ", adding that", "and called on", ", according to", ", the ministry said". */
static bool begins_other_cue(const Claiming *c, uint32_t at, uint32_t end) {
    const Token *t = c->p->tokens.v;
    bool comma = token_is_comma(&t[at]) || quotes_at(&c->quotes, at), joined = false;
    uint32_t i = comma ? at + 1 : at;
    if (i < end && t[i].xpos == XPOS_CC) {
        joined = true;
        i++;
    }
    if (i < end && (token_is_word(&t[i], "while") || token_is_word(&t[i], "as"))) {
        joined = true;
        i++;
    }
    while (i < end && (t[i].xpos == XPOS_RB)) i++;
    if (i >= end) return false;
    if (token_is_word(&t[i], "according")) return true;
    Cue cue;
    if (!token_is_verb(&t[i])) return false;
    while (i < end && token_is_verb(&t[i]) &&
           (!cue_at(&c->cues, c->p, i, &cue) || cue.word != CUE_VERB)) {
        i++;
        while (i < end && t[i].xpos == XPOS_RB) i++;
    }
    if (i >= end || !token_is_verb(&t[i]) || !cue.speech) return false;
    uint32_t weight = cue_weight(&cue, FRAME_CLAUSE);
    if (weight < CLAIM_WEIGHT_MIN && cue_weight(&cue, FRAME_OBJECT) < CLAIM_WEIGHT_MIN)
        return false;
    if (t[i].xpos == XPOS_VBG && (comma || (joined && c->participle))) return true;
    return joined && cue.group.finite && cue.group.tense == c->tense;
}

/* ", but Velmar said": a clause with a cue and a subject of its own. */
static bool begins_other_source(const Claiming *c, uint32_t comma, uint32_t end) {
    enum { SUBJECT_TOKENS = 14 };
    const Token *t = c->p->tokens.v;
    uint32_t i = comma + 1;
    if (i >= end || (t[i].xpos != XPOS_CC && !token_is_word(&t[i], "while"))) return false;
    bool noun = false;
    for (i++; i < end && i < comma + SUBJECT_TOKENS; i++) {
        if (token_is_comma(&t[i]) || token_is_word(&t[i], "that")) return false;
        noun = noun || token_is_nominal(&t[i]) || t[i].xpos == XPOS_CD;
        if (t[i].xpos == XPOS_MD) return false;
        if (!token_is_verb(&t[i])) continue;
        Cue cue;
        if (!cue_at(&c->cues, c->p, i, &cue)) {
            if ((str_eq(t[i].lemma, S("have")) || str_eq(t[i].lemma, S("be")))) continue;
            return false;
        }
        return noun && cue.word == CUE_VERB && cue.speech && cue.group.finite &&
               cue_weight(&cue, FRAME_CLAUSE) >= CLAIM_WEIGHT_SURE;
    }
    return false;
}

/* ", the ministry said" before the end or a comma: a parenthesis. */
static bool begins_parenthesis(const Claiming *c, uint32_t comma, uint32_t end) {
    const Token *t = c->p->tokens.v;
    for (uint32_t i = comma + 1; i < end && i < comma + 16; i++) {
        if (token_is_comma(&t[i]) || t[i].xpos == XPOS_CC) return false;
        if (!token_is_verb(&t[i])) continue;
        Cue cue;
        if (!cue_at(&c->cues, c->p, i, &cue) || cue.word != CUE_VERB || !cue.group.finite)
            return false;
        if (cue_weight(&cue, FRAME_CLAUSE) < CLAIM_WEIGHT_MIN) return false;
        uint32_t k = content_skip_adverbials(c, cue.range.end, end);
        return k >= end || token_is_comma(&t[k]) || t[k].xpos == XPOS_STOP;
    }
    return false;
}

/* A quotation inside which nothing is looked at; the token after it, or `i`. */
uint32_t content_past_quote(const Claiming *c, uint32_t i) {
    const Quotation *q = quotes_at(&c->quotes, i);
    return q && q->range.first == i ? q->range.end : i;
}

/* After a quotation that ended its own sentence: "… lead to a dead end,” adding". */
static bool quote_ended(const Claiming *c, uint32_t end) {
    const Token *t = &c->p->tokens.v[end - 2];
    const Quotation *q = quotes_at(&c->quotes, end - 1);
    return q && q->closed && (t->xpos == XPOS_COMMA || t->xpos == XPOS_STOP);
}

/* After a quotation that ended with a stop of its own: another sentence, or another cue. */
static bool begins_anew(const Claiming *c, uint32_t after, uint32_t end) {
    const Token *t = c->p->tokens.v;
    const Token *stop = &t[after - 2];
    if (stop->xpos == XPOS_STOP && (t[after].flags & TOKEN_CAPITAL)) return true;
    if (t[after].xpos == XPOS_VBG) return true; /* "…,” referring to Oresk" */
    return begins_other_cue(c, after - 1, end) || begins_parenthesis(c, after - 1, end) ||
           begins_other_source(c, after - 1, end);
}

/* "said it had fallen: “…,” she added", "(“…,” she added)": a quotation with another cue. */
bool content_is_set_apart(const Token *before) {
    return before->xpos == XPOS_COLON || before->xpos == XPOS_OPEN || content_is_dash(before);
}

/* The token after the dash that closes the aside this one opens, 0 without one. */
static uint32_t past_dashes(const Claiming *c, uint32_t dash, uint32_t end) {
    for (uint32_t i = dash + 1; i < end && i < dash + ASIDE_MAX; i++)
        if (content_is_dash(&c->p->tokens.v[i])) return i + 1;
    return 0;
}

uint32_t content_aside_start(const Claiming *c, uint32_t start, uint32_t before) {
    const Token *t = c->p->tokens.v;
    uint32_t bracket = start, dash = start;
    for (uint32_t i = start; i < before; i++) {
        if (t[i].xpos == XPOS_OPEN) bracket = i + 1;
        if (t[i].xpos == XPOS_CLOSE) bracket = start;
        if (content_is_dash(&t[i]) && !quotes_at(&c->quotes, i))
            dash = dash == start ? i + 1 : start;
    }
    return bracket > dash ? bracket : dash;
}

/* "… — a plan of last year's": a single dash before what the outlet adds. */
static bool opens_gloss(const Claiming *c, uint32_t at, uint32_t end) {
    const Token *t = c->p->tokens.v;
    return at < end && (t[at].xpos == XPOS_DT || t[at].xpos == XPOS_PRP);
}

/* ", though voters are split": after a comma the outlet sets something against what was said. */
static bool opens_contrast(const Claiming *c, uint32_t at, uint32_t end) {
    return at < end && token_in(&c->p->tokens.v[at], LIST_CONTRAST);
}

/* "and Velmar left", "it had": a clause with a subject of its own, after a comma. */
bool content_opens_own_clause(const Claiming *c, uint32_t i, uint32_t end) {
    const Token *t = c->p->tokens.v;
    if (i < end && t[i].xpos == XPOS_CC) i++;
    while (i < end && t[i].xpos == XPOS_RB) i++;
    return i < end &&
           (token_is_nominal(&t[i]) || t[i].xpos == XPOS_DT || t[i].xpos == XPOS_EX ||
            t[i].xpos == XPOS_PRPS) &&
           content_is_clause(c, i, end);
}

/* ", which had stood for ten years.": what the outlet adds, unless the clause goes on behind it. */
static bool opens_last_relative(const Claiming *c, uint32_t at, uint32_t end) {
    const Token *t = c->p->tokens.v;
    if (at >= end || t[at].xpos != XPOS_WDT) return false;
    for (uint32_t i = at + 1; i + 1 < end; i++)
        if (token_is_comma(&t[i]) && token_is_finite(&t[i + 1])) return false;
    return true;
}

/* "on condition of anonymity": how it was said. */
static bool is_anonymity(const Token *t, uint32_t i, uint32_t end) {
    if (!token_is_word(&t[i], "on") && !token_is_word(&t[i], "under")) return false;
    for (uint32_t k = i + 1; k < end && k < i + 5; k++)
        if (token_is_word(&t[k], "anonymity")) return true;
    return false;
}

/* "that the mayor, though tired, | would": the comma that closes an aside right behind the subject, whose
 * verb follows; the comma that opens it is `open`. 0 without one. */
static uint32_t subject_aside(const Claiming *c, uint32_t start, uint32_t end, uint32_t *open) {
    const Token *t = c->p->tokens.v;
    uint32_t i = start;
    if (token_is_word(&t[i], "that") && t[i].xpos == XPOS_IN) i++;
    if (i >= end || (!token_is_nominal(&t[i]) && t[i].xpos != XPOS_DT && t[i].xpos != XPOS_JJ &&
                     t[i].xpos != XPOS_PRPS))
        return 0;
    *open = clause_noun_chunk(c->p, i).end;
    while (*open + 1 < end && token_is_word(&t[*open], "of"))
        *open = clause_noun_chunk(c->p, *open + 1).end;
    if (*open >= end || !token_is_comma(&t[*open])) return 0;
    for (uint32_t k = *open + 1; k + 1 < end && k < *open + ASIDE_MAX; k++) {
        if (quotes_at(&c->quotes, k) || t[k].xpos == XPOS_COLON) return 0;
        if (token_is_comma(&t[k]) && (token_is_finite(&t[k + 1]) || t[k + 1].xpos == XPOS_VB))
            return k;
        if (token_is_comma(&t[k]) && t[k + 1].xpos != XPOS_RB) return 0;
    }
    return 0;
}

uint32_t content_clause_end(const Claiming *c, uint32_t start) {
    const Token *t = c->p->tokens.v;
    TokenRange s = clause_sentence(c->p, start);
    const Quotation *inside = quotes_at(&c->quotes, start);
    if (inside && inside->range.first < start)
        if (s.end > inside->range.end) s.end = inside->range.end - (inside->closed ? 1 : 0);
    uint32_t brackets = 0;
    uint32_t open = 0, close = inside ? 0 : subject_aside(c, start, s.end, &open);
    for (uint32_t i = start; i < s.end; i++) {
        if (close && i == open) i = close + 1;
        uint32_t after = content_past_quote(c, i);
        if (after > i) {
            if (i > start + 1 && content_is_set_apart(&t[i - 1]) &&
                c->quote_of[quotes_index(&c->quotes, i)])
                return i - 1;
            if (after >= s.end || (quote_ended(c, after) && begins_anew(c, after, s.end)))
                return after;
            i = after - 1;
            continue;
        }
        if (token_is_word(&t[i], ";")) return i;
        if (t[i].xpos == XPOS_CLOSE && !brackets) return i;
        if (i > start && is_anonymity(t, i, s.end)) return i;
        brackets += t[i].xpos == XPOS_OPEN;
        brackets -= t[i].xpos == XPOS_CLOSE;
        if (content_is_dash(&t[i]) && i > start + 1) {
            uint32_t aside = past_dashes(c, i, s.end);
            if (!aside && opens_gloss(c, i + 1, s.end)) return i;
            if (aside) i = aside - 1;
            continue;
        }
        if (token_is_comma(&t[i]) && i > start + 1 && opens_contrast(c, i + 1, s.end)) return i;
        /* "said it was “open” as he left" */
        if (i > start + 2 && token_is_word(&t[i], "as") && quotes_at(&c->quotes, i - 1) &&
            !quotes_at(&c->quotes, i) && i + 1 < s.end && t[i + 1].xpos == XPOS_PRP)
            return i;
        if (token_is_comma(&t[i]) && i > start + 1 && !inside &&
            opens_last_relative(c, i + 1, s.end))
            return i;
        if (c->subordinate && token_is_comma(&t[i]) && i > start + 1 &&
            (!c->opening || content_opens_own_clause(c, i + 1, s.end)))
            return i;
        if ((token_is_comma(&t[i]) || t[i].xpos == XPOS_CC) && i > start + 1) {
            if (begins_other_cue(c, i, s.end)) return i;
            if (token_is_comma(&t[i]) &&
                (begins_parenthesis(c, i, s.end) || begins_other_source(c, i, s.end)))
                return i;
        }
    }
    return s.end;
}

/* "Asked if it had fallen, Iln said …", "despite its claim that it held, Velmar left": the comma
 * before the clause that the cue's own opens. */
static uint32_t before_governor(const Claiming *c, uint32_t cue, uint32_t start, uint32_t end) {
    enum { CLIMB_MAX = 32 };
    const Token *t = c->p->tokens.v;
    uint32_t up = cue;
    for (int n = 0; n < CLIMB_MAX && up <= cue; n++) {
        if (!t[up].head) return end;
        up = t[up].head - 1;
    }
    if (up <= start || up >= end) return end;
    uint32_t subject = token_is_verb(&t[up]) ? clause_subject(c->p, up) : up;
    uint32_t i = token_is_verb(&t[up]) ? clause_verb_group(c->p, up).range.first : up;
    if (subject != TOKEN_NONE && subject > start && subject < i)
        i = clause_noun_chunk(c->p, subject).first;
    while (i > start + 1 && !token_is_comma(&t[i - 1])) {
        if (token_is_verb(&t[i - 1]) && token_is_finite(&t[i - 1])) return end;
        i--;
    }
    return i > start + 1 && !quotes_at(&c->quotes, i - 1) ? i - 1 : end;
}

/* "Its claim that the dam held | surprised Oresk": behind the verb of what is claimed another one with
 * nothing between that could open a clause. */
static uint32_t before_second_verb(const Claiming *c, uint32_t cue, uint32_t start, uint32_t end) {
    const Token *t = c->p->tokens.v;
    if (!token_is_noun(&t[cue])) return end;
    for (uint32_t i = clause_sentence(c->p, cue).first; i < cue; i++)
        if (token_is_finite(&t[i])) return end;
    bool verb = false;
    for (uint32_t i = start; i < end; i++) {
        if (quotes_at(&c->quotes, i)) return end;
        if (!token_is_finite(&t[i])) {
            bool opens = i > start && (token_is_comma(&t[i]) || t[i].xpos == XPOS_CC ||
                                       content_is_dash(&t[i]) || is_relative_word(&t[i]) ||
                                       t[i].upos == UPOS_SCONJ || t[i].xpos == XPOS_WRB);
            if (opens) return end;
            continue;
        }
        Cue inner;
        if (verb) return i;
        if (cue_at(&c->cues, c->p, i, &inner) && inner.speech) return end;
        verb = true;
        /* "had been lost" */
        while (i + 1 < end && (token_is_verb(&t[i + 1]) || t[i + 1].xpos == XPOS_RB) &&
               (!token_is_finite(&t[i + 1]) || str_eq(t[i].lemma, S("have")) ||
                str_eq(t[i].lemma, S("be"))))
            i++;
    }
    return end;
}

/* "those calling for calm", "what they saw as neglect", "who back the plan": a clause that a noun has. */
static bool is_in_relative(const Claiming *c, uint32_t cue) {
    const Token *t = c->p->tokens.v;
    uint32_t first = clause_sentence(c->p, cue).first;
    uint32_t i = token_is_verb(&t[cue]) ? clause_verb_group(c->p, cue).range.first : cue;
    if (i == first) return false;
    const Token *b = &t[i - 1];
    if (t[i].xpos == XPOS_VBG || t[i].xpos == XPOS_VBN)
        return b->xpos == XPOS_NNS || b->xpos == XPOS_NN || b->xpos == XPOS_DT;
    if (is_relative_word(b)) return true;
    if (!token_is_nominal(b) || !token_is_verb(&t[cue])) return false;
    uint32_t who = clause_noun_chunk(c->p, i - 1).first;
    return who > first && (t[who - 1].xpos == XPOS_WP || t[who - 1].xpos == XPOS_WDT);
}

/* The next verb with no subject but what the clause hangs on: "those calling for calm | were few". */
uint32_t content_before_outer(const Claiming *c, uint32_t cue, uint32_t start, uint32_t end) {
    const Token *t = c->p->tokens.v;
    if (!is_in_relative(c, cue)) return end;
    for (uint32_t i = start; i < end; i++) {
        if (quotes_at(&c->quotes, i) != quotes_at(&c->quotes, cue) || token_is_comma(&t[i]) ||
            is_relative_word(&t[i]) || t[i].upos == UPOS_SCONJ || t[i].xpos == XPOS_WRB)
            return end;
        if (!token_is_finite(&t[i]) || i <= start + 1) continue;
        uint32_t verb = i;
        while (verb > start + 1 && t[verb - 1].xpos == XPOS_RB) verb--;
        if (!token_is_nominal(&t[verb - 1])) return end;
        uint32_t noun = clause_noun_chunk(c->p, verb - 1).first;
        /* "the plan Oresk made": a noun beside a noun has a clause of its own */
        bool own = noun > start && (token_is_nominal(&t[noun - 1]) || token_is_verb(&t[noun - 1]));
        return own && t[noun - 1].xpos != XPOS_VB && t[noun - 1].xpos != XPOS_VBG ? end : verb;
    }
    return end;
}

uint32_t content_before_main(const Claiming *c, uint32_t cue, uint32_t start, uint32_t end) {
    const Token *t = c->p->tokens.v;
    end = before_governor(c, cue, start, end);
    end = before_second_verb(c, cue, start, end);
    uint32_t noun = cue;
    if (t[cue].deprel == DEP_ACL || t[cue].deprel == DEP_ACL_RELCL)
        noun = t[cue].head ? t[cue].head - 1 : cue;
    if (t[noun].deprel != DEP_NSUBJ && t[noun].deprel != DEP_NSUBJ_PASS) return end;
    uint32_t verb = t[noun].head ? t[noun].head - 1 : TOKEN_NONE;
    if (verb == TOKEN_NONE || verb <= start || verb >= end) return end;
    if (token_is_verb(&t[verb])) verb = clause_verb_group(c->p, verb).range.first;
    return verb > start ? verb : end;
}

/* A participle, or "and", "but" and a verb. */
static bool goes_on_with_verb(const Claiming *c, uint32_t i, uint32_t end) {
    const Token *t = c->p->tokens.v;
    bool joined = i < end && t[i].xpos == XPOS_CC;
    i += joined;
    while (i < end && t[i].xpos == XPOS_RB) i++;
    return i < end && (t[i].xpos == XPOS_VBG || (joined && token_is_finite(&t[i])));
}

bool content_is_clause(const Claiming *c, uint32_t start, uint32_t end) {
    const Token *t = c->p->tokens.v;
    bool noun = false;
    uint32_t commas = 0;
    if (start >= end || t[start].xpos == XPOS_IN || t[start].xpos == XPOS_TO) return false;
    if (token_in(&t[start], LIST_OBJECT_PRONOUN)) return false;
    for (uint32_t i = start; i < end && i < start + CLAUSE_REACH; i++) {
        /* "who has endorsed Iln, said", "ideology, a feeling shared by all": not its verb */
        if (token_is_finite(&t[i]))
            return noun && (!(commas % 2) || (commas > 2 && token_is_comma(&t[i - 1])));
        /* "rejected the offer and says": the second verb goes with the first, not with the offer */
        if (t[i].xpos == XPOS_CC && i + 1 < end && token_is_finite(&t[i + 1])) return false;
        if (token_is_nominal(&t[i]) || t[i].xpos == XPOS_EX || t[i].xpos == XPOS_CD ||
            t[i].xpos == XPOS_DT || t[i].xpos == XPOS_VBG)
            noun = true;
        if (t[i].xpos == XPOS_WDT || t[i].xpos == XPOS_WP || t[i].xpos == XPOS_WRB ||
            t[i].xpos == XPOS_STOP || t[i].xpos == XPOS_COLON || t[i].xpos == XPOS_TO ||
            (t[i].upos == UPOS_SCONJ) || token_is_word(&t[i], "that"))
            return false;
        commas += token_is_comma(&t[i]);
        /* "praised Oresk, saying it was …", "praised it, but also used …": another clause's verb */
        if (token_is_comma(&t[i]) && goes_on_with_verb(c, i + 1, end)) return false;
        /* "found ten bodies in it, the mayor said": the verb is another's */
        if (token_is_comma(&t[i]) && (!noun || begins_parenthesis(c, i, end))) return false;
    }
    return false;
}
