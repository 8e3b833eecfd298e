#include "extract/clause_modes.h"

Span clause_span(const Parse *p, TokenRange r) {
    if (!range_some(r)) return (Span){0, 0};
    return (Span){p->tokens.v[r.first].span.start, p->tokens.v[r.end - 1].span.end};
}

TokenRange clause_sentence(const Parse *p, uint32_t token) {
    const Sentence *s = &p->sentences.v[p->tokens.v[token].sentence];
    return (TokenRange){s->first, s->first + s->count};
}

TokenRange clause_window(const Parse *p, uint32_t token) {
    TokenRange s = clause_sentence(p, token);
    if (token - s.first > CLAUSE_REACH) s.first = token - CLAUSE_REACH;
    if (s.end - token > CLAUSE_REACH) s.end = token + CLAUSE_REACH;
    return s;
}

/* One token of a parsed sentence has no head, so two are enough to know. */
bool clause_has_tree(const Parse *p, uint32_t token) {
    TokenRange s = clause_sentence(p, token);
    for (uint32_t i = s.first; i < s.end && i < s.first + 2; i++)
        if (p->tokens.v[i].deprel != DEP_NONE) return true;
    return false;
}

bool token_is_noun(const Token *t) {
    return t->xpos == XPOS_NN || t->xpos == XPOS_NNS || t->xpos == XPOS_NNP || t->xpos == XPOS_NNPS;
}

bool token_is_nominal(const Token *t) {
    return token_is_noun(t) || t->xpos == XPOS_PRP;
}

bool token_is_verb(const Token *t) {
    return t->xpos >= XPOS_VB && t->xpos <= XPOS_VBZ;
}

bool token_is_finite(const Token *t) {
    return t->xpos == XPOS_MD || t->xpos == XPOS_VBD || t->xpos == XPOS_VBZ || t->xpos == XPOS_VBP;
}

bool token_is_punct(const Token *t) {
    return t->upos == UPOS_PUNCT;
}

bool token_is_comma(const Token *t) {
    return t->xpos == XPOS_COMMA;
}

/* ---- noun chunks: the same in both modes, for trees are least sure inside names */

static bool inside_chunk(const Token *t) {
    switch (t->xpos) {
    case XPOS_NN:
    case XPOS_NNS:
    case XPOS_NNP:
    case XPOS_NNPS:
    case XPOS_JJ:
    case XPOS_JJR:
    case XPOS_JJS:
    case XPOS_CD:
    case XPOS_POS:
    case XPOS_HYPH:
    case XPOS_DOLLAR:
    case XPOS_AFX:
    case XPOS_FW:
    case XPOS_ADD:
    case XPOS_GW: return true;
    default: return false;
    }
}

static bool opens_chunk(const Token *t) {
    return t->xpos == XPOS_DT || t->xpos == XPOS_PRPS || t->xpos == XPOS_PDT || t->xpos == XPOS_WPS;
}

/* A participle stands inside a chunk only between its words: "the wounded man". */
static bool participle_inside(const Token *t) {
    return t[0].xpos == XPOS_VBN || t[0].xpos == XPOS_VBG || t[0].xpos == XPOS_RB;
}

static uint32_t chunk_left(const Parse *p, TokenRange s, uint32_t i) {
    const Token *t = p->tokens.v;
    while (i > s.first) {
        const Token *b = &t[i - 1];
        if (opens_chunk(b)) {
            i--;
            if (i > s.first && t[i - 1].xpos == XPOS_PDT) i--;
            /* "all of the men" and "the men's" go on; a determiner else is where it begins */
            return i;
        }
        if (inside_chunk(b)) {
            i--;
        } else if (participle_inside(b) && i >= s.first + 2 &&
                   (opens_chunk(&t[i - 2]) || t[i - 2].xpos == XPOS_POS)) {
            i--;
        } else {
            break;
        }
    }
    while (t[i].xpos == XPOS_POS && i + 1 < s.end) i++;
    return i;
}

TokenRange clause_noun_chunk(const Parse *p, uint32_t token) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_window(p, token);
    if (!inside_chunk(&t[token]) && !opens_chunk(&t[token])) return (TokenRange){token, token + 1};
    uint32_t end = token + 1;
    while (end < s.end &&
           (inside_chunk(&t[end]) ||
            (opens_chunk(&t[end - 1]) && (participle_inside(&t[end]) || opens_chunk(&t[end])))))
        end++;
    while (end > token + 1 && t[end - 1].xpos == XPOS_HYPH) end--;
    /* "Oresk's" before a verb is "Oresk is": the clitic belongs to no chunk then */
    if (end > token + 1 && t[end - 1].xpos == XPOS_POS) end--;
    return (TokenRange){opens_chunk(&t[token]) ? token : chunk_left(p, s, token), end};
}

uint32_t chunk_last_head(const Parse *p, TokenRange c) {
    for (uint32_t i = c.end; i > c.first; i--)
        if (token_is_nominal(&p->tokens.v[i - 1])) return i - 1;
    return c.end - 1;
}

uint32_t clause_noun_head(const Parse *p, TokenRange phrase) {
    if (!range_some(phrase)) return TOKEN_NONE;
    const Token *t = p->tokens.v;
    for (uint32_t i = phrase.first; i < phrase.end; i++) {
        if (clause_has_tree(p, i)) {
            uint32_t head = t[i].head ? t[i].head - 1 : TOKEN_NONE;
            if (!range_has(phrase, head)) return i;
            continue;
        }
        if (!inside_chunk(&t[i]) && !token_is_nominal(&t[i])) continue;
        TokenRange c = clause_noun_chunk(p, i);
        if (c.end > phrase.end) c.end = phrase.end;
        return chunk_last_head(p, (TokenRange){i, c.end});
    }
    return phrase.end - 1;
}

/* ---- verb groups: runs of auxiliaries and adverbs, which tags show as well as trees */

static bool is_auxiliary(const Token *t) {
    return t->xpos == XPOS_MD || (token_lemma_in(t, LIST_AUXILIARY) && token_is_verb(t));
}

static bool is_negation(const Token *t) {
    return str_eq(t->norm, S("not")) || str_eq(t->norm, S("n't")) || str_eq(t->norm, S("never"));
}

static bool inside_group(const Token *t) {
    return is_auxiliary(t) || str_eq(t->norm, S("since")) || t->xpos == XPOS_RB ||
           t->xpos == XPOS_RBR || is_negation(t);
}

static void read_auxiliary(const Token *t, uint32_t at, VerbGroup *g) {
    if (is_negation(&t[at])) g->negated = true;
    if (str_eq(t[at].norm, S("longer")) && at && str_eq(t[at - 1].norm, S("no"))) g->negated = true;
    if (t[at].xpos == XPOS_MD) {
        bool future = str_eq(t[at].lemma, S("will")) || str_eq(t[at].norm, S("'ll")) ||
                      str_eq(t[at].lemma, S("shall"));
        if (future)
            g->tense = TENSE_FUTURE;
        else
            g->modal = at;
        g->finite = true;
        return;
    }
    if (!token_is_verb(&t[at])) return;
    if (t[at].xpos == XPOS_VBD || t[at].xpos == XPOS_VBP || t[at].xpos == XPOS_VBZ) {
        g->finite = true;
        if (g->tense == TENSE_NONE) g->tense = t[at].xpos == XPOS_VBD ? TENSE_PAST : TENSE_PRESENT;
    }
    if (str_eq(t[at].lemma, S("have"))) g->perfect = true;
}

VerbGroup clause_verb_group(const Parse *p, uint32_t verb) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_window(p, verb);
    VerbGroup g = {.range = {verb, verb + 1}, .verb = verb, .modal = TOKEN_NONE};
    uint32_t first = verb;
    for (; first > s.first; first--) {
        /* "has, however, said" */
        bool aside = first >= s.first + 4 && t[first - 1].xpos == XPOS_COMMA &&
                     t[first - 2].xpos == XPOS_RB && t[first - 3].xpos == XPOS_COMMA &&
                     is_auxiliary(&t[first - 4]);
        if (aside) first -= 3;
        if (!inside_group(&t[first - 1])) break;
        /* an auxiliary to the left of a finite verb is another clause's */
        if (t[first].xpos == XPOS_MD) break;
        if (is_auxiliary(&t[first - 1]) && (t[verb].xpos == XPOS_VBD || t[verb].xpos == XPOS_VBZ))
            break;
    }
    bool helped = false, be = false;
    for (uint32_t i = first; i < verb; i++) {
        read_auxiliary(t, i, &g);
        if (token_is_verb(&t[i])) {
            helped = true;
            be = str_eq(t[i].lemma, S("be")) || str_eq(t[i].lemma, S("get"));
        }
    }
    if (!helped && !g.finite && t[verb].xpos == XPOS_VBD) g.tense = TENSE_PAST;
    if (!helped && (t[verb].xpos == XPOS_VBZ || t[verb].xpos == XPOS_VBP) && !g.finite)
        g.tense = TENSE_PRESENT;
    g.finite = g.finite || t[verb].xpos == XPOS_VBD || t[verb].xpos == XPOS_VBZ ||
               t[verb].xpos == XPOS_VBP;
    /* "some voters say": a plain form after its subject is taken for a present */
    bool plain = t[verb].xpos == XPOS_VB && !helped && !g.finite && first > s.first;
    if (plain && (token_is_nominal(&t[first - 1]) || t[first - 1].xpos == XPOS_WP)) {
        g.finite = true;
        g.tense = TENSE_PRESENT;
    }
    g.progressive = be && t[verb].xpos == XPOS_VBG;
    g.passive = t[verb].xpos == XPOS_VBN && (be || !g.perfect);
    g.perfect = g.perfect && t[verb].xpos != XPOS_VB;
    g.infinitive = !g.finite && first > s.first && t[first - 1].xpos == XPOS_TO;
    g.range.first = first;
    return g;
}

/* ---- what needs the tree, if there is one */

TokenRange clause_noun_phrase(const Parse *p, uint32_t token) {
    return clause_has_tree(p, token) ? tree_noun_phrase(p, token) : chunk_noun_phrase(p, token);
}

/* "In the village of Tarka a teacher, Amina Iln, | was struck |": where the tree hangs the subject on a
 * noun before it, a main verb with an auxiliary right behind a noun has that one. */
static uint32_t subject_lost(const Parse *p, uint32_t verb) {
    VerbGroup g = clause_verb_group(p, verb);
    if (p->tokens.v[verb].deprel != DEP_ROOT || !g.finite || g.range.first == verb)
        return TOKEN_NONE;
    uint32_t who = chunk_subject(p, verb);
    return who != TOKEN_NONE && who < verb && token_is_noun(&p->tokens.v[who]) ? who : TOKEN_NONE;
}

uint32_t clause_subject(const Parse *p, uint32_t verb) {
    if (!clause_has_tree(p, verb)) return chunk_subject(p, verb);
    uint32_t who = tree_subject(p, verb);
    if (who != TOKEN_NONE && p->tokens.v[who].xpos != XPOS_VB) return who;
    uint32_t near = subject_lost(p, verb);
    return near == TOKEN_NONE ? who : near;
}

uint32_t clause_subject_near(const Parse *p, uint32_t verb) {
    return chunk_subject(p, verb);
}

uint32_t clause_subject_inverted(const Parse *p, uint32_t verb) {
    return chunk_subject_inverted(p, verb);
}

uint32_t clause_object(const Parse *p, uint32_t verb) {
    return clause_has_tree(p, verb) ? tree_object(p, verb) : chunk_object(p, verb);
}

uint32_t clause_oblique(const Parse *p, uint32_t head, Str preposition) {
    return clause_has_tree(p, head) ? tree_oblique(p, head, preposition)
                                    : chunk_oblique(p, head, preposition);
}

TokenRange clause_range(const Parse *p, uint32_t verb) {
    return clause_has_tree(p, verb) ? tree_clause(p, verb) : chunk_clause(p, verb);
}

uint32_t clause_governor(const Parse *p, uint32_t opener) {
    return clause_has_tree(p, opener) ? tree_governor(p, opener) : TOKEN_NONE;
}

uint32_t clause_verb_of(const Parse *p, uint32_t token) {
    return clause_has_tree(p, token) ? tree_verb_of(p, token) : chunk_verb_of(p, token);
}

uint32_t clause_hanging_end(const Parse *p, uint32_t start, uint32_t end, uint32_t governor) {
    return start < end && clause_has_tree(p, start) ? tree_hanging_end(p, start, end, governor)
                                                    : end;
}

uint32_t clause_agent(const Parse *p, uint32_t verb) {
    if (clause_verb_group(p, verb).passive) return clause_oblique(p, verb, S("by"));
    return clause_subject(p, verb);
}

uint32_t clause_patient(const Parse *p, uint32_t verb) {
    if (clause_verb_group(p, verb).passive) return clause_subject(p, verb);
    return clause_object(p, verb);
}

uint32_t clause_token_from(const Parse *p, uint32_t byte) {
    uint32_t low = 0, high = p->tokens.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (p->tokens.v[middle].span.end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
