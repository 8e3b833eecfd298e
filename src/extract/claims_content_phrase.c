/* How far a content reaches that is no clause: infinitives and phrases; and what stands before one
 * that belongs to neither, adverbs, times, "in a statement".
 */
#include "extract/claims_parts.h"

static bool is_time(const Claiming *c, uint32_t i) {
    return c->x->time_at[i] || token_in(&c->p->tokens.v[i], LIST_SAYING_DAY);
}

/* "a 2013 memo", "the recent violence": a time inside a noun's own phrase. */
static bool modifies(const Claiming *c, uint32_t i, uint32_t end) {
    const Token *t = c->p->tokens.v;
    uint32_t k = i;
    while (k && is_time(c, k) && t[k].xpos != XPOS_DT) k--;
    bool opened = t[k].xpos == XPOS_DT || t[k].xpos == XPOS_JJ || t[k].xpos == XPOS_PRPS ||
                  t[k].xpos == XPOS_POS;
    while (i < end && is_time(c, i)) i++;
    bool noun = i < end && (token_is_noun(&t[i]) || t[i].xpos == XPOS_JJ || t[i].xpos == XPOS_POS ||
                            t[i].xpos == XPOS_HYPH);
    return noun && (opened || t[i].xpos == XPOS_POS || t[i - 1].xpos == XPOS_CD ||
                    t[i - 1].xpos == XPOS_JJ); /* "in recent raids" */
}

/* "by reminding voters", "in an interview", "on Telegram": how it was said. */
static bool is_way(const Claiming *c, uint32_t i, uint32_t end) {
    const Token *t = c->p->tokens.v;
    if (token_is_word(&t[i], "by") && t[i + 1].xpos == XPOS_VBG) return true;
    const Table *channels = tables_get(c->x->tables, "en/channels");
    if (!channels || t[i].xpos != XPOS_IN ||
        !(token_is_word(&t[i], "in") || token_is_word(&t[i], "on") || token_is_word(&t[i], "at") ||
          token_is_word(&t[i], "during") || token_is_word(&t[i], "via")))
        return false;
    TokenRange chunk = clause_noun_chunk(c->p, i + 1);
    if (chunk.end > end || !range_some(chunk)) return false;
    for (uint32_t k = chunk.first; k < chunk.end; k++)
        if (claims_is_media(c, c->x->actor_at[k])) return true;
    return table_find(channels, t[chunk.end - 1].lemma, 0) ||
           table_find(channels, t[chunk.end - 1].norm, 0);
}

/* "to have seized a post and destroyed a tank", "of being robbed and beaten": behind a participle the
 * form that may be one goes on; behind "to seize" it is another verb of the sentence. */
static bool joins_participle(const Token *t, uint32_t start, uint32_t joint) {
    Xpos next = t[joint + 1].xpos;
    if (next != XPOS_VBD && next != XPOS_VBN) return false;
    for (uint32_t i = joint; i > start; i--) {
        if (!token_is_verb(&t[i - 1])) continue;
        uint32_t k = i - 1;
        while (k > start && t[k - 1].xpos == XPOS_RB) k--;
        bool helped = k && (str_eq(t[k - 1].lemma, S("have")) || str_eq(t[k - 1].lemma, S("be")));
        return helped && (t[i - 1].xpos == XPOS_VBN || t[i - 1].xpos == XPOS_VBD);
    }
    return false;
}

/* "and moved tanks": a past tense, even where the tagger sees a participle. */
static bool begins_past(const Token *t, uint32_t start, uint32_t joint, uint32_t end) {
    if (joins_participle(t, start, joint)) return false;
    if (token_is_finite(&t[joint + 1])) return true;
    return t[joint + 1].xpos == XPOS_VBN && joint + 2 < end &&
           str_ends(t[joint + 1].norm, S("ed")) &&
           (token_is_nominal(&t[joint + 2]) || t[joint + 2].xpos == XPOS_DT ||
            t[joint + 2].xpos == XPOS_PRPS || t[joint + 2].xpos == XPOS_CD) &&
           token_is_nominal(&t[joint - 1]);
}

uint32_t content_infinitive_end(const Claiming *c, uint32_t start, uint32_t end) {
    const Token *t = c->p->tokens.v;
    for (uint32_t i = start + 1; i + 1 < end; i++) {
        uint32_t after = content_past_quote(c, i);
        if (after > i) {
            i = after - 1;
            continue;
        }
        if (t[i].upos == UPOS_SCONJ || t[i].xpos == XPOS_WDT || t[i].xpos == XPOS_WP ||
            token_is_word(&t[i], "that"))
            return end;
        if (t[i].xpos == XPOS_CC && begins_past(t, start, i, end)) return i;
        if (token_is_comma(&t[i]) &&
            (t[i + 1].xpos == XPOS_VBD || content_opens_own_clause(c, i + 1, end)))
            return i;
    }
    return end;
}

/* "dispute it and | speak | of arson": joined to a present. */
static bool is_plural_present(const Token *t, uint32_t verb) {
    return t[verb].deprel == DEP_CONJ && t[verb].head && t[t[verb].head - 1].xpos == XPOS_VBP;
}

/* "and put the dead at nine": a past that looks like the present, unless "to" or "would" governs it. */
static bool joins_past_alike(const Token *t, uint32_t start, uint32_t joint, uint32_t end) {
    if (joint + 2 >= end || t[joint + 1].xpos != XPOS_VB ||
        (!token_in(&t[joint + 1], LIST_PAST_ALIKE) && !is_plural_present(t, joint + 1)))
        return false;
    for (uint32_t i = start; i < joint; i++)
        if (t[i].xpos == XPOS_MD || t[i].xpos == XPOS_TO) return false;
    return true;
}

/* "asked for water and Iln gave", "called him a liar and he left": one noun or pronoun and its verb. */
static bool opens_short_clause(const Claiming *c, uint32_t i, uint32_t end) {
    const Token *t = c->p->tokens.v;
    if (!token_is_nominal(&t[i]) && t[i].xpos != XPOS_DT) return false;
    uint32_t k = clause_noun_chunk(c->p, i).end;
    while (k < end && t[k].xpos == XPOS_RB) k++;
    return k < end && token_is_finite(&t[k]) && t[k].xpos != XPOS_VBP;
}

uint32_t content_phrase_end(const Claiming *c, uint32_t start) {
    const Token *t = c->p->tokens.v;
    uint32_t end = content_clause_end(c, start);
    bool clause = false; /* one has been opened inside the phrase */
    for (uint32_t i = start; i < end; i++) {
        uint32_t after = content_past_quote(c, i);
        if (after > i) {
            i = after - 1;
            continue;
        }
        clause = clause || t[i].upos == UPOS_SCONJ || t[i].xpos == XPOS_WDT ||
                 t[i].xpos == XPOS_WP || token_is_word(&t[i], "that");
        if (i == start) continue;
        if (!clause && t[i].xpos == XPOS_CC && i + 1 < end &&
            ((token_is_finite(&t[i + 1]) && !joins_participle(t, start, i)) ||
             joins_past_alike(t, start, i, end) || opens_short_clause(c, i + 1, end)))
            return i;
        /* "denounced it as arson" is one phrase */
        bool role = token_is_word(&t[i], "as") && t[i].deprel == DEP_CASE;
        if (token_in(&t[i], LIST_CLAUSE_OUTSIDE) && !role) return i;
        if (is_time(c, i) && !modifies(c, i, end)) return t[i - 1].xpos == XPOS_IN ? i - 1 : i;
        if (t[i].xpos == XPOS_COLON || content_is_dash(&t[i])) return i;
        if (!token_is_comma(&t[i])) {
            bool means = t[start].xpos == XPOS_VBG && token_is_word(&t[i], "by");
            if (i + 1 < end && !means && is_way(c, i, end)) return i;
            continue;
        }
        if (content_opens_own_clause(c, i + 1, end)) return i;
        /* a list goes on: ", and", or another comma or "and" before the next verb */
        uint32_t k = i + 1;
        while (k < end && !token_is_comma(&t[k]) && !token_is_finite(&t[k]) &&
               t[k].xpos != XPOS_CC && t[k].xpos != XPOS_VBG && t[k].xpos != XPOS_WDT &&
               t[k].xpos != XPOS_WP)
            k++;
        if (k >= end || (t[k].xpos != XPOS_CC && !token_is_comma(&t[k]))) return i;
        if (k == i + 1 && token_is_word(&t[k], "but")) return i;
    }
    return end;
}

/* In a statement, on Twitter, at a briefing, to reporters, during a visit to X. */
static bool opens_adverbial(const Token *t) {
    return (t->xpos == XPOS_IN || t->xpos == XPOS_TO) && token_in(t, LIST_ADVERBIAL_LEAD);
}

/* Adverbs that go with saying, not with what is said: "publicly", "also"; not "more", "only". */
static bool is_manner(const Token *t) {
    return t->xpos == XPOS_RB && (str_ends(t->norm, S("ly")) || token_in(t, LIST_MANNER)) &&
           !token_is_word(t, "only") && !token_is_word(t, "nearly") &&
           !token_is_word(t, "roughly") && !token_is_word(t, "approximately");
}

/* One adverb, time or prepositional phrase; `i` itself when there is none. */
static uint32_t skip_one(const Claiming *c, uint32_t i, uint32_t end) {
    const Token *t = c->p->tokens.v;
    if (is_time(c, i) || is_manner(&t[i])) return i + 1;
    bool next = i + 1 < end;
    /* ", however," */
    if (t[i].xpos == XPOS_COMMA && i + 2 < end && t[i + 1].xpos == XPOS_RB &&
        token_is_comma(&t[i + 2]))
        return i + 3;
    if (next &&
        (token_is_word(&t[i], "last") || token_is_word(&t[i], "this") ||
         token_is_word(&t[i], "late")) &&
        (t[i + 1].xpos == XPOS_NN || t[i + 1].xpos == XPOS_NNP))
        return i + 2;
    if (!next || !opens_adverbial(&t[i])) return i;
    if (t[i].xpos == XPOS_TO && token_is_verb(&t[i + 1])) return i;
    if (is_time(c, i + 1)) return i + 2;
    TokenRange chunk = clause_noun_chunk(c->p, i + 1);
    if (chunk.end == i + 2 && !token_is_nominal(&t[i + 1]) && t[i + 1].xpos != XPOS_CD) return i;
    /* "to the leaders of the two parties": of-phrases go along */
    uint32_t after = chunk.end;
    while (after + 1 < end && token_is_word(&t[after], "of"))
        after = clause_noun_chunk(c->p, after + 1).end;
    /* "on the radio's “Morning Hour”" */
    const Quotation *title =
        after < end && t[after - 1].xpos == XPOS_POS ? quotes_at(&c->quotes, after) : NULL;
    if (title && title->range.first == after && title->range.end <= end) return title->range.end;
    return after;
}

uint32_t content_skip_adverbials(const Claiming *c, uint32_t from, uint32_t end) {
    uint32_t i = from;
    while (i < end && i < from + CUE_GAP_MAX) {
        uint32_t after = skip_one(c, i, end);
        if (after == i) break;
        i = after;
    }
    return i < end ? i : end;
}
