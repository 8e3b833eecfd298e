#include "extract/clause_modes.h"

enum { CLIMB_MAX = 64 }; /* arcs followed upwards before giving up */

static uint32_t parent(const Parse *p, uint32_t i) {
    return p->tokens.v[i].head ? p->tokens.v[i].head - 1 : TOKEN_NONE;
}

static bool is_name_part(Deprel d) {
    return d == DEP_FLAT || d == DEP_COMPOUND || d == DEP_FIXED || d == DEP_GOESWITH;
}

/* The head of the name or compound that `i` is part of. */
static uint32_t whole_of(const Parse *p, uint32_t i) {
    for (int n = 0; n < CLIMB_MAX && is_name_part(p->tokens.v[i].deprel); n++) {
        uint32_t up = parent(p, i);
        if (up == TOKEN_NONE) break;
        i = up;
    }
    return i;
}

typedef bool KeepsArc(Deprel d);

/* Whether `i` hangs on `head`, over arcs that `keeps` allows. */
static bool hangs_on(const Parse *p, uint32_t i, uint32_t head, KeepsArc *keeps) {
    for (int n = 0; n < CLIMB_MAX; n++) {
        if (i == head) return true;
        if (keeps && !keeps(p->tokens.v[i].deprel)) return false;
        i = parent(p, i);
        if (i == TOKEN_NONE) return false;
    }
    return false;
}

/* The run of tokens around `head` that hang on it. */
static TokenRange subtree(const Parse *p, uint32_t head, KeepsArc *keeps) {
    TokenRange s = clause_window(p, head), r = {head, head + 1};
    while (r.first > s.first && hangs_on(p, r.first - 1, head, keeps)) r.first--;
    while (r.end < s.end && hangs_on(p, r.end, head, keeps)) r.end++;
    return r;
}

/* Arcs inside a source as annotators of news draw it: no relative clause, no participle clause. */
static bool keeps_in_phrase(Deprel d) {
    switch (d) {
    case DEP_ACL_RELCL:
    case DEP_ACL:
    case DEP_ADVCL:
    case DEP_ADVCL_RELCL:
    case DEP_PARATAXIS:
    case DEP_CCOMP:
    case DEP_NSUBJ:
    case DEP_NSUBJ_PASS:
    case DEP_CSUBJ:
    case DEP_COP:
    case DEP_AUX:
    case DEP_AUX_PASS:
    case DEP_MARK:
    case DEP_DISCOURSE: return false;
    default: return true;
    }
}

static bool has_opening(const Parse *p, TokenRange r) {
    for (uint32_t i = r.first; i < r.end; i++)
        if (p->tokens.v[i].xpos == XPOS_OPEN) return true;
    return false;
}

TokenRange tree_noun_phrase(const Parse *p, uint32_t token) {
    const Token *t = p->tokens.v;
    token = whole_of(p, token);
    for (int n = 0; n < CLIMB_MAX; n++) { /* from "the" to its noun */
        Deprel d = t[token].deprel;
        if (d != DEP_DET && d != DEP_AMOD && d != DEP_NUMMOD && d != DEP_CASE) break;
        token = whole_of(p, parent(p, token));
    }
    TokenRange r = subtree(p, token, keeps_in_phrase);
    for (;;) { /* prepositions, conjunctions and stops at the edges belong to what is outside */
        const Token *a = &t[r.first], *z = &t[r.end - 1];
        if (r.first < token &&
            (token_is_punct(a) || a->deprel == DEP_CASE || a->deprel == DEP_FIXED ||
             a->deprel == DEP_CC || a->deprel == DEP_ADVMOD))
            r.first++;
        else if (r.end - 1 > token && z->xpos == XPOS_CLOSE && has_opening(p, r))
            return r; /* "Iln (Oresk)" */
        else if (r.end - 1 > token && (token_is_punct(z) || z->deprel == DEP_CC))
            r.end--;
        else
            return r;
    }
}

static uint32_t child(const Parse *p, uint32_t head, Deprel a, Deprel b) {
    TokenRange s = clause_window(p, head);
    for (uint32_t i = s.first; i < s.end; i++) {
        const Token *t = &p->tokens.v[i];
        if (t->head == head + 1 && (t->deprel == a || t->deprel == b)) return i;
    }
    return TOKEN_NONE;
}

/* The subject among a verb's arcs. A tree may have two where it is wrong: then the noun nearest to
 * the verb counts, "the de facto ombudsman said". */
static uint32_t subject_child(const Parse *p, uint32_t verb) {
    TokenRange s = clause_window(p, verb);
    uint32_t first = TOKEN_NONE, nearest = TOKEN_NONE;
    for (uint32_t i = s.first; i < s.end; i++) {
        const Token *t = &p->tokens.v[i];
        if (t->head != verb + 1 || (t->deprel != DEP_NSUBJ && t->deprel != DEP_NSUBJ_PASS))
            continue;
        if (first == TOKEN_NONE) first = i;
        if (token_is_nominal(t) && (i < verb || nearest == TOKEN_NONE)) nearest = i;
    }
    return nearest != TOKEN_NONE ? nearest : first;
}

static bool is_relative_pronoun(const Token *t) {
    return t->xpos == XPOS_WDT || t->xpos == XPOS_WP ||
           (str_eq(t->norm, S("that")) && t->xpos != XPOS_DT);
}

/* The object may be what a relative clause hangs on: "photos that he showed", "something he
 * denies". */
uint32_t tree_object(const Parse *p, uint32_t verb) {
    const Token *t = p->tokens.v;
    uint32_t o = child(p, verb, DEP_OBJ, DEP_OBJ);
    if (o != TOKEN_NONE && !is_relative_pronoun(&t[o])) return o;
    if (t[verb].deprel != DEP_ACL_RELCL) return TOKEN_NONE;
    uint32_t s = subject_child(p, verb);
    bool gap = o != TOKEN_NONE || (s != TOKEN_NONE && !is_relative_pronoun(&t[s]));
    return gap ? parent(p, verb) : TOKEN_NONE;
}

/* "with the *town* already burning": the subject of a participle stands before it behind "with". */
static uint32_t subject_behind_with(const Parse *p, uint32_t verb) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_sentence(p, verb);
    uint32_t i = verb;
    if (t[verb].xpos != XPOS_VBG && t[verb].xpos != XPOS_VBN) return TOKEN_NONE;
    while (i > s.first && (t[i - 1].xpos == XPOS_RB || t[i - 1].deprel == DEP_AUX ||
                           t[i - 1].deprel == DEP_AUX_PASS))
        i--;
    if (i == s.first || !token_is_noun(&t[i - 1])) return TOKEN_NONE;
    TokenRange c = clause_noun_chunk(p, i - 1);
    bool with = c.first > s.first && c.end == i && str_eq(t[c.first - 1].norm, S("with"));
    return with ? i - 1 : TOKEN_NONE;
}

/* "gathered, calling on him to resign, | and clashed": what is finite is coordinated with what is
 * finite, whatever the tree hangs it on. */
static uint32_t finite_before(const Parse *p, uint32_t v) {
    const Token *t = p->tokens.v;
    uint32_t up = parent(p, v);
    bool finite = t[v].xpos == XPOS_VBD || t[v].xpos == XPOS_VBZ;
    if (!finite || up == TOKEN_NONE || (t[up].xpos != XPOS_VB && t[up].xpos != XPOS_VBG)) return up;
    VerbGroup g = clause_verb_group(p, up);
    if (!g.infinitive && t[up].xpos == XPOS_VB) return up;
    uint32_t i = up;
    for (int n = 0; n < CLIMB_MAX && i != TOKEN_NONE; n++, i = parent(p, i)) {
        Xpos x = t[i].xpos;
        if (x == XPOS_VBD || x == XPOS_VBZ || x == XPOS_VBP || x == XPOS_VBN) return i;
    }
    return up;
}

static bool is_gerund(const Parse *p, uint32_t v) {
    uint32_t copula = child(p, v, DEP_COP, DEP_COP);
    return p->tokens.v[v].xpos == XPOS_VBG ||
           (copula != TOKEN_NONE && p->tokens.v[copula].xpos == XPOS_VBG);
}

/* "accused | him | of hitting a child and of being a thief", "kept them from leaving": who is
 * accused or kept does it; TOKEN_NONE where the one who governs it does ("replied by …"). */
static uint32_t subject_of_gerund(const Parse *p, uint32_t v) {
    const Token *t = p->tokens.v;
    uint32_t up = parent(p, v), mark = child(p, v, DEP_CASE, DEP_MARK);
    if (mark == TOKEN_NONE) mark = child(p, v, DEP_MARK, DEP_MARK);
    if (mark == TOKEN_NONE || up == TOKEN_NONE || !is_gerund(p, v)) return TOKEN_NONE;
    if (!token_in(&t[mark], LIST_OBJECT_GERUND) || !token_is_verb(&t[up]) || is_gerund(p, up))
        return TOKEN_NONE;
    uint32_t object = tree_object(p, up);
    return object != TOKEN_NONE && object < v ? object : TOKEN_NONE;
}

/* One step towards the clause whose subject is this one's too, or the subject itself in *found. */
static uint32_t subject_step(const Parse *p, uint32_t v, uint32_t *found) {
    const Token *t = p->tokens.v;
    uint32_t up = parent(p, v);
    *found = subject_child(p, v);
    if (*found != TOKEN_NONE) {
        if (is_relative_pronoun(&t[*found]) && up != TOKEN_NONE && t[v].deprel == DEP_ACL_RELCL)
            *found = up;
        return TOKEN_NONE;
    }
    if (t[v].deprel == DEP_ADVCL) *found = subject_behind_with(p, v);
    bool hangs = t[v].deprel == DEP_ADVCL || t[v].deprel == DEP_CONJ;
    if (hangs && *found == TOKEN_NONE) *found = subject_of_gerund(p, v);
    if (*found != TOKEN_NONE) return TOKEN_NONE;
    switch (t[v].deprel) {
    case DEP_ACL: {
        /* "Oresk's refusal to talk": Oresk; "made an attempt to talk": who made it */
        bool to = v && t[v - 1].xpos == XPOS_TO && up != TOKEN_NONE;
        uint32_t owner = to ? child(p, up, DEP_NMOD_POSS, DEP_NMOD_POSS) : TOKEN_NONE;
        uint32_t governor = to ? parent(p, up) : TOKEN_NONE;
        bool made =
            governor != TOKEN_NONE && t[up].deprel == DEP_OBJ && token_is_verb(&t[governor]);
        if (owner == TOKEN_NONE && made) return governor;
        *found = owner == TOKEN_NONE ? up : owner;
        return TOKEN_NONE;
    }
    case DEP_ACL_RELCL: *found = up; return TOKEN_NONE;
    case DEP_XCOMP: {
        uint32_t object = up == TOKEN_NONE ? TOKEN_NONE : child(p, up, DEP_OBJ, DEP_IOBJ);
        if (object == TOKEN_NONE) return up;
        *found = object;
        return TOKEN_NONE;
    }
    case DEP_CONJ: return finite_before(p, v);
    case DEP_ADVCL:
    case DEP_CCOMP:
    case DEP_PARATAXIS: return up;
    default: return TOKEN_NONE;
    }
}

uint32_t tree_subject(const Parse *p, uint32_t verb) {
    uint32_t found = TOKEN_NONE;
    for (int n = 0; n < CLIMB_MAX && verb != TOKEN_NONE; n++) {
        verb = subject_step(p, verb, &found);
        if (found != TOKEN_NONE) return found;
    }
    return TOKEN_NONE;
}

uint32_t tree_oblique(const Parse *p, uint32_t head, Str preposition) {
    TokenRange s = clause_window(p, head);
    const Token *t = p->tokens.v;
    for (uint32_t i = s.first; i < s.end; i++) {
        uint32_t noun = t[i].deprel == DEP_CASE ? parent(p, i) : TOKEN_NONE;
        if (noun == TOKEN_NONE || !str_eq(t[i].norm, preposition)) continue;
        if (parent(p, noun) == head) return noun;
        /* the preposition's noun often hangs on the object: "accused Y of Z" */
        uint32_t object = parent(p, noun);
        if (noun > head && object != TOKEN_NONE && t[object].deprel == DEP_OBJ &&
            parent(p, object) == head && !str_eq(preposition, S("of")))
            return noun;
    }
    return TOKEN_NONE;
}

TokenRange tree_clause(const Parse *p, uint32_t verb) {
    const Token *t = p->tokens.v;
    TokenRange r = subtree(p, verb, NULL);
    while (r.first < verb && token_is_punct(&t[r.first])) r.first++;
    while (r.end - 1 > verb && token_is_punct(&t[r.end - 1])) r.end--;
    return r;
}

static bool opens_part(const Token *t) {
    bool spaced = (t->flags & TOKEN_SPACE_BEFORE) != 0;
    return t->xpos == XPOS_COMMA || t->xpos == XPOS_COLON || (t->xpos == XPOS_HYPH && spaced);
}

/* How the part of the sentence that `i` stands in hangs on `governor` or what is above it. */
static Deprel branch(const Parse *p, uint32_t i, uint32_t governor) {
    for (int n = 0; n < CLIMB_MAX; n++) {
        uint32_t up = parent(p, i);
        if (up == TOKEN_NONE || hangs_on(p, governor, up, NULL)) break;
        i = up;
    }
    return p->tokens.v[i].deprel;
}

static bool is_joined(Deprel d) {
    return d == DEP_CONJ;
}

uint32_t tree_hanging_end(const Parse *p, uint32_t start, uint32_t end, uint32_t governor) {
    const Token *t = p->tokens.v;
    TokenRange s = clause_window(p, start);
    if (end > s.end) return end;
    uint32_t root = start, up;
    for (int n = 0; n < CLIMB_MAX; n++) {
        up = parent(p, root);
        if (up == TOKEN_NONE || up < start || up >= end) break;
        root = up;
    }
    if (hangs_on(p, governor, root, NULL)) return end;
    for (uint32_t i = start + 1; i < end; i++) {
        if (!opens_part(&t[i])) continue;
        /* the comma itself hangs anywhere: what it opens decides */
        uint32_t next = i;
        while (next + 1 < end && (token_is_punct(&t[next]) || t[next].xpos == XPOS_CC)) next++;
        if (hangs_on(p, next, root, NULL) || !is_joined(branch(p, next, governor))) continue;
        /* trees are unsure where a conjunct without a subject hangs, so only one with its own ends
         * the clause: ", but he left" */
        if (token_is_nominal(&t[next]) || t[next].xpos == XPOS_DT || t[next].xpos == XPOS_PRPS)
            return i;
    }
    return end;
}

uint32_t tree_governor(const Parse *p, uint32_t opener) {
    uint32_t head = p->tokens.v[opener].deprel == DEP_MARK ? parent(p, opener) : TOKEN_NONE;
    return head == TOKEN_NONE ? TOKEN_NONE : parent(p, head);
}

uint32_t tree_verb_of(const Parse *p, uint32_t token) {
    uint32_t i = token;
    for (int n = 0; n < CLIMB_MAX && i != TOKEN_NONE; n++) {
        const Token *t = &p->tokens.v[i];
        if (token_is_verb(t) && t->deprel != DEP_AUX && t->deprel != DEP_AUX_PASS &&
            t->deprel != DEP_COP && t->deprel != DEP_AMOD)
            return i;
        i = parent(p, i);
    }
    return TOKEN_NONE;
}
