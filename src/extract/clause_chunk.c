#include "extract/clause_modes.h"

enum {
    HOPS_MAX = 6, /* of "…, appositions, …" and "… of … of …" */
    OBJECT_REACH = 12,
    OBLIQUE_REACH = 24
};

static bool is_relative(const Token *t) {
    return t->xpos == XPOS_WDT || t->xpos == XPOS_WP || t->xpos == XPOS_WPS || t->xpos == XPOS_WRB;
}

static bool is_preposition(const Token *t) {
    if (t->xpos != XPOS_IN && t->xpos != XPOS_TO) return false;
    return token_in(t, LIST_CHUNK_PREPOSITION);
}

/* Ends a noun phrase: a noun, a name, a pronoun, a number, "others", "many". */
static bool ends_phrase(const Token *t) {
    return token_is_nominal(t) || t->xpos == XPOS_CD || t->xpos == XPOS_WP ||
           (t->xpos == XPOS_DT && !token_is_word(t, "the") && !token_is_word(t, "a") &&
            !token_is_word(t, "an")) ||
           t->xpos == XPOS_JJ || t->xpos == XPOS_JJS;
}

uint32_t chunk_head_ending_at(const Parse *p, uint32_t last) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_window(p, last);
    uint32_t head = last;
    TokenRange c = clause_noun_chunk(p, last);
    for (int n = 0; n < HOPS_MAX && c.first >= s.first + 2 && is_preposition(&t[c.first - 1]);
         n++) {
        uint32_t before = c.first - 2;
        if (t[before].xpos == XPOS_CLOSE) { /* "Iln (Oresk) on Friday said" */
            while (before > s.first && t[before].xpos != XPOS_OPEN) before--;
            if (before > s.first) before--;
        }
        if (!token_is_noun(&t[before]) && t[before].xpos != XPOS_CD) break;
        /* "for weeks in Geneva the envoy": only "of" and names tie phrases for sure */
        head = before;
        c = clause_noun_chunk(p, before);
    }
    return head;
}

/* From the comma that closes an apposition, aside or relative clause to the word before the comma
 * that opens it, past an age as well ("Iln, 58, who left, said"); TOKEN_NONE when there is none. */
static uint32_t before_aside(const Parse *p, uint32_t comma) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_window(p, comma);
    for (uint32_t i = comma; i > s.first + 1; i--) {
        if (!token_is_comma(&t[i - 1])) continue;
        bool age = t[i - 2].xpos == XPOS_CD && i >= s.first + 4 && token_is_comma(&t[i - 3]);
        if (age) i -= 2;
        uint32_t before = i - 2;
        if (t[before].xpos == XPOS_CLOSE) /* "Iln (Oresk), the mayor," */
            while (before > s.first + 1 && t[before + 1].xpos != XPOS_OPEN) before--;
        return ends_phrase(&t[before]) ? before : TOKEN_NONE;
    }
    return TOKEN_NONE;
}

static uint32_t previous_verb(const Parse *p, uint32_t from, bool finite) {
    TokenRange s = clause_window(p, from);
    for (uint32_t i = from; i > s.first; i--) {
        const Token *t = &p->tokens.v[i - 1];
        if (!token_is_verb(t)) continue;
        if (!finite || clause_verb_group(p, i - 1).finite) return i - 1;
    }
    return TOKEN_NONE;
}

/* "said Iln, the mayor": a name right after a verb that nothing precedes but a quotation mark or a
 * comma. */
uint32_t chunk_subject_inverted(const Parse *p, uint32_t verb) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_window(p, verb);
    if (verb + 1 >= s.end || (verb > s.first && !token_is_punct(&t[verb - 1]))) return TOKEN_NONE;
    if (t[verb].xpos == XPOS_VBG || t[verb].xpos == XPOS_VB) return TOKEN_NONE;
    uint32_t i = verb + 1;
    while (i < s.end && (t[i].xpos == XPOS_DT || t[i].xpos == XPOS_JJ || t[i].xpos == XPOS_PRPS ||
                         t[i].xpos == XPOS_CD))
        i++;
    if (i >= s.end || !token_is_nominal(&t[i])) return TOKEN_NONE;
    TokenRange c = clause_noun_chunk(p, i);
    return c.end - 1;
}

/* The subject that a verb shares with the one before it: participles, infinitives, conjuncts. */
static uint32_t shared_subject(const Parse *p, const VerbGroup *g, int depth) {
    const Token *t = p->tokens.v;
    uint32_t before = g->range.first - 1;
    uint32_t other = previous_verb(p, g->range.first, !g->infinitive);
    if (other == TOKEN_NONE || depth == 0) return TOKEN_NONE;
    if (g->infinitive && before > other + 1 && token_is_nominal(&t[before - 1])) return before - 1;
    VerbGroup og = clause_verb_group(p, other);
    if (og.range.first == clause_window(p, other).first) return chunk_subject_inverted(p, other);
    uint32_t last = og.range.first - 1;
    if (ends_phrase(&t[last])) return chunk_head_ending_at(p, last);
    if (token_is_comma(&t[last])) {
        uint32_t w = before_aside(p, last);
        return w == TOKEN_NONE ? chunk_subject_inverted(p, other) : chunk_head_ending_at(p, w);
    }
    return shared_subject(p, &og, depth - 1);
}

static uint32_t antecedent(const Parse *p, uint32_t pronoun) {
    TokenRange s = clause_window(p, pronoun);
    uint32_t i = pronoun;
    while (i > s.first &&
           (token_is_comma(&p->tokens.v[i - 1]) || is_preposition(&p->tokens.v[i - 1])))
        i--;
    if (i == s.first || !ends_phrase(&p->tokens.v[i - 1])) return TOKEN_NONE;
    return i - 1;
}

uint32_t chunk_subject(const Parse *p, uint32_t verb) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_window(p, verb);
    VerbGroup g = clause_verb_group(p, verb);
    uint32_t i = g.range.first;
    if (i == s.first) return chunk_subject_inverted(p, verb);
    bool bare = !g.finite || g.infinitive;
    if (bare) {
        /* "the unit accused of": a reduced relative hangs on the noun before it */
        if (g.passive && token_is_noun(&t[i - 1])) return i - 1;
        return shared_subject(p, &g, HOPS_MAX);
    }
    for (int n = 0; n < HOPS_MAX; n++) {
        const Token *b = &t[i - 1];
        if (is_relative(b) || (token_is_word(b, "that") && b->xpos != XPOS_DT)) {
            uint32_t a = antecedent(p, i - 1);
            return a == TOKEN_NONE && b->xpos == XPOS_WP ? i - 1 : a;
        }
        if (ends_phrase(b)) return chunk_head_ending_at(p, i - 1);
        if (token_is_comma(b)) {
            uint32_t w = before_aside(p, i - 1);
            if (w == TOKEN_NONE) return chunk_subject_inverted(p, verb);
            i = w + 1;
        } else if (b->xpos == XPOS_CC) {
            return shared_subject(p, &g, HOPS_MAX);
        } else if (b->xpos == XPOS_CLOSE) { /* "Iln (Oresk) said" */
            while (i > s.first && t[i - 1].xpos != XPOS_OPEN) i--;
            if (i > s.first) i--;
        } else if (b->xpos == XPOS_RB || b->xpos == XPOS_HYPH) {
            i--;
        } else {
            return chunk_subject_inverted(p, verb);
        }
        if (i == s.first) return TOKEN_NONE;
    }
    return TOKEN_NONE;
}

/* The noun that a phrase right after the verb ends in. */
static uint32_t noun_after(const Parse *p, uint32_t verb) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_window(p, verb);
    uint32_t i = verb + 1;
    while (i < s.end && (t[i].xpos == XPOS_RP || t[i].xpos == XPOS_RB)) i++;
    for (; i < s.end && i < verb + OBJECT_REACH; i++) {
        if (token_is_nominal(&t[i]))
            return t[i].xpos == XPOS_PRP ? i : chunk_last_head(p, clause_noun_chunk(p, i));
        if (token_is_verb(&t[i]) && t[i].xpos != XPOS_VBN && t[i].xpos != XPOS_VBG) break;
        if (t[i].xpos == XPOS_IN || t[i].xpos == XPOS_TO || t[i].xpos == XPOS_MD ||
            (token_is_punct(&t[i]) && t[i].xpos != XPOS_QUOTE_OPEN) || is_relative(&t[i]))
            break;
    }
    return TOKEN_NONE;
}

uint32_t chunk_object(const Parse *p, uint32_t verb) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_window(p, verb);
    uint32_t noun = noun_after(p, verb);
    if (noun != TOKEN_NONE && noun != chunk_subject(p, verb)) return noun;
    /* "photos that he held up" */
    uint32_t first = clause_verb_group(p, verb).range.first;
    if (first == s.first || !token_is_nominal(&t[first - 1])) return TOKEN_NONE;
    TokenRange c = clause_noun_chunk(p, first - 1);
    if (c.first == s.first || !is_relative(&t[c.first - 1])) return TOKEN_NONE;
    return antecedent(p, c.first - 1);
}

uint32_t chunk_oblique(const Parse *p, uint32_t head, Str preposition) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_window(p, head);
    for (uint32_t i = head + 1; i < s.end && i < head + OBLIQUE_REACH; i++) {
        if (token_is_verb(&t[i]) && t[i].xpos != XPOS_VBG && t[i].xpos != XPOS_VBN) break;
        if (t[i].xpos == XPOS_STOP || t[i].xpos == XPOS_COLON || t[i].xpos == XPOS_MD) break;
        if (!str_eq(t[i].norm, preposition)) continue;
        for (uint32_t k = i + 1; k < s.end && k < i + 8; k++) {
            if (!token_is_nominal(&t[k])) continue;
            TokenRange c = clause_noun_chunk(p, k);
            return chunk_last_head(p, c);
        }
    }
    return TOKEN_NONE;
}

static bool ends_clause(const Token *t) {
    return t->xpos == XPOS_STOP || t->xpos == XPOS_COLON || t->xpos == XPOS_COMMA ||
           t->xpos == XPOS_QUOTE_OPEN || t->xpos == XPOS_QUOTE_CLOSE || t->upos == UPOS_SCONJ ||
           is_relative(t);
}

/* A clause runs from its subject's side of the verb to where the next finite clause begins. */
TokenRange chunk_clause(const Parse *p, uint32_t verb) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_window(p, verb), r = clause_verb_group(p, verb).range;
    while (r.first > s.first && !ends_clause(&t[r.first - 1])) r.first--;
    while (r.end < s.end && !ends_clause(&t[r.end])) r.end++;
    return r;
}

uint32_t chunk_verb_of(const Parse *p, uint32_t token) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_window(p, token);
    if (token_is_verb(&t[token])) {
        /* the last of an auxiliary's group */
        uint32_t i = token;
        while (i + 1 < s.end && (token_is_verb(&t[i + 1]) || t[i + 1].xpos == XPOS_RB)) i++;
        while (!token_is_verb(&t[i])) i--;
        return i;
    }
    uint32_t left = token, right = token;
    while (left > s.first && !token_is_verb(&t[left]) && !ends_clause(&t[left - 1])) left--;
    if (token_is_verb(&t[left])) return chunk_verb_of(p, left);
    while (right < s.end && !token_is_verb(&t[right]) && !ends_clause(&t[right])) right++;
    return right < s.end && token_is_verb(&t[right]) ? chunk_verb_of(p, right) : TOKEN_NONE;
}

/* A phrase and what follows it: of-phrases, then an apposition closed by a comma. */
static uint32_t phrase_end(const Parse *p, uint32_t end, TokenRange s) {
    const Token *t = p->tokens.v;
    for (int n = 0; n < HOPS_MAX && end + 1 < s.end; n++) {
        uint32_t next = end + 1;
        if (!is_preposition(&t[end])) {
            if (t[end].xpos != XPOS_CC || token_is_word(&t[end], "but")) break;
        }
        while (next < s.end && (t[next].xpos == XPOS_QUOTE_OPEN)) next++;
        if (next >= s.end) break;
        TokenRange c = clause_noun_chunk(p, next);
        if (c.end == next + 1 && !token_is_nominal(&t[next]) && t[next].xpos != XPOS_CD) break;
        end = c.end;
    }
    return end;
}

TokenRange chunk_noun_phrase(const Parse *p, uint32_t token) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_window(p, token), r = clause_noun_chunk(p, token);
    if (t[token].xpos == XPOS_PRP) return r;
    r.end = phrase_end(p, r.end, s);
    /* "Iln, mayor of Oresk, said": an apposition is a phrase between commas */
    if (r.end + 1 < s.end && token_is_comma(&t[r.end])) {
        TokenRange c = clause_noun_chunk(p, r.end + 1);
        bool noun = token_is_noun(&t[c.end - 1]);
        uint32_t end = phrase_end(p, c.end, s);
        if (noun && (end == s.end || token_is_comma(&t[end]) || t[end].xpos == XPOS_STOP))
            r.end = end;
    }
    return r;
}
