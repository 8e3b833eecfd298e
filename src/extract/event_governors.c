#include "extract/event_making.h"

enum {
    MODIFIER_REACH = 20,   /* tokens from a noun to a verb that hangs on it */
    INFINITIVE_REACH = 14, /* tokens from "to" back to the word that asks for it */
    CHAIN_MAX = 5          /* "the site of the start of a wave of attacks" */
};

typedef struct Climb {
    const EventMaking *m;
    TokenRange s; /* the sentence */
    Governor *out;
    uint32_t n;
} Climb;

static const Token *at(const Climb *c, uint32_t i) {
    return &c->m->p->tokens.v[i];
}

static void add(Climb *c, uint32_t token, Str arc) {
    if (c->n == GOVERNORS_MAX || token == TOKEN_NONE) return;
    c->out[c->n++] = (Governor){token, arc};
}

static bool is_preposition(const Token *t) {
    return t->xpos == XPOS_IN || t->xpos == XPOS_TO;
}

static const EventWord *operator_at(const Climb *c, uint32_t token) {
    const EventWord *w = event_word_at(c->m, token);
    return w && w->operator_key.p && range_has(w->operator_range, token) ? w : NULL;
}

/* ---- with a tree */

static Str case_of(const Climb *c, uint32_t noun) {
    for (uint32_t i = c->s.first; i < c->s.end; i++) {
        Deprel d = at(c, i)->deprel;
        if (at(c, i)->head == noun + 1 && (d == DEP_CASE || d == DEP_MARK)) return at(c, i)->norm;
    }
    return (Str){NULL, 0};
}

static bool is_passive(const Climb *c, uint32_t verb) {
    return token_is_verb(at(c, verb)) && event_is_passive(c->m, verb);
}

static Str tree_arc(const Climb *c, uint32_t i, uint32_t up) {
    switch (at(c, i)->deprel) {
    case DEP_OBJ: return S("obj");
    case DEP_NSUBJ: return is_passive(c, up) ? S("obj") : S("subj");
    case DEP_NSUBJ_PASS: return S("obj");
    case DEP_OBL_AGENT: return S("by");
    case DEP_OBL:
    case DEP_NMOD: return case_of(c, i);
    case DEP_XCOMP:
    case DEP_CCOMP:
    case DEP_CSUBJ: return S("comp");
    case DEP_ADVCL: {
        Str word = case_of(c, i);
        return str_eq(word, S("to")) ? S("purpose") : word;
    }
    case DEP_ACL: {
        Str word = case_of(c, i);
        return str_eq(word, S("to")) || str_eq(word, S("that")) ? S("comp") : word;
    }
    case DEP_AMOD: return S("mod");
    default: return (Str){NULL, 0};
    }
}

/* "ruled out | sending troops": a gerund right behind a verb is what the verb is about, whatever
 * the tree calls it; "was shaken by tremors" is "tremors shook". */
static Str mend_arc(const Climb *c, uint32_t i, uint32_t up, Str arc) {
    const EventWord *w = operator_at(c, up);
    if (!w || !token_is_verb(at(c, up))) return arc;
    Deprel d = at(c, i)->deprel;
    if (d == DEP_OBL_AGENT && !event_operator_row(c->m, w, arc) &&
        event_operator_row(c->m, w, S("subj")))
        return S("subj");
    bool behind = i == w->operator_range.end || i == up + 1;
    if (d == DEP_ADVCL && !arc.n && behind && at(c, i)->xpos == XPOS_VBG) return S("comp");
    return arc;
}

/* The preposition may be part of the phrase ("called for"), and a purpose may be what the word asks
 * for ("sent troops to fight"). */
static void tree_add(Climb *c, uint32_t up, Str arc) {
    const EventWord *w = operator_at(c, up);
    if (!arc.n) return;
    if (w && str_eq(arc, S("purpose")) && event_operator_row(c->m, w, S("comp"))) arc = S("comp");
    bool last =
        w && w->operator_range.end > up + 1 && str_eq(at(c, w->operator_range.end - 1)->norm, arc);
    if (last && !event_operator_row(c->m, w, arc)) arc = S("obj");
    if (!w && str_eq(arc, S("purpose")))
        add(c, up, arc);
    else
        add(c, w ? w->head : up, arc);
}

static void tree_governors(Climb *c, uint32_t i) {
    Str own = {NULL,
               0}; /* the arc of the word itself: "accused Oresk of arson" may hang on Oresk */
    for (int n = 0; n < CHAIN_MAX; n++) {
        if (!at(c, i)->head) return;
        uint32_t up = at(c, i)->head - 1;
        Deprel d = at(c, i)->deprel;
        /* a relative clause is told whatever it hangs on */
        if (d == DEP_ACL_RELCL || d == DEP_ADVCL_RELCL) return;
        /* what is coordinated hangs where the first does */
        if (d != DEP_CONJ && d != DEP_APPOS && d != DEP_FLAT && d != DEP_COMPOUND) {
            Str arc = mend_arc(c, i, up, tree_arc(c, i, up));
            tree_add(c, up, arc);
            if (own.n && token_is_verb(at(c, up))) tree_add(c, up, own);
            if (!own.n) own = arc;
            if (token_is_verb(at(c, up))) return;
        }
        i = up;
    }
}

/* ---- without */

/* The verb to the left whose clause the phrase stands in. */
static uint32_t verb_before(const Climb *c, uint32_t i) {
    for (; i > c->s.first; i--) {
        const Token *t = at(c, i - 1);
        if (token_is_verb(t)) return i - 1;
        if (t->xpos == XPOS_STOP || t->xpos == XPOS_COLON || t->upos == UPOS_SCONJ) break;
    }
    return TOKEN_NONE;
}

static uint32_t verb_after(const Climb *c, uint32_t i) {
    for (; i < c->s.end; i++) {
        const Token *t = at(c, i);
        if (token_is_verb(t)) {
            while (i + 1 < c->s.end &&
                   (token_is_verb(at(c, i + 1)) || at(c, i + 1)->xpos == XPOS_RB))
                i++;
            while (!token_is_verb(at(c, i))) i--;
            return i;
        }
        if (t->xpos == XPOS_STOP || t->xpos == XPOS_COLON) break;
    }
    return TOKEN_NONE;
}

static void governed_as_subject(Climb *c, uint32_t noun) {
    uint32_t v = verb_after(c, noun + 1);
    if (v == TOKEN_NONE) return;
    uint32_t s = clause_subject(c->m->p, v);
    if (s != noun) return;
    const EventWord *w = operator_at(c, v);
    add(c, w ? w->head : v, is_passive(c, v) ? S("obj") : S("subj"));
}

/* The word right before a phrase: a preposition on a noun or verb, or a verb whose object it is. */
static void chunk_noun_governors(Climb *c, uint32_t noun) {
    uint32_t i = clause_noun_chunk(c->m->p, noun).first;
    for (int n = 0; n < CHAIN_MAX && i > c->s.first; n++) {
        const Token *b = at(c, i - 1);
        const EventWord *w = operator_at(c, i - 1);
        const EventWord *e = event_word_at(c->m, i - 1);
        if (!w && e && e->range.end == i && e->pos == 'v') w = e;
        if (w && (w == e || w->operator_range.end == i) && w->pos != 'n') {
            add(c, w->head, S("obj"));
            break;
        }
        if (b->xpos == XPOS_QUOTE_OPEN || b->xpos == XPOS_QUOTE_CLOSE || b->xpos == XPOS_RB ||
            b->xpos == XPOS_RP) {
            i--;
        } else if (is_preposition(b) && i >= c->s.first + 2) {
            uint32_t j = i - 2;
            bool nominal = token_is_noun(at(c, j)) || at(c, j)->upos == UPOS_ADJ;
            w = operator_at(c, j);
            if (nominal || w) add(c, w ? w->head : j, b->norm);
            uint32_t v = token_is_verb(at(c, j)) ? j : verb_before(c, j + 1);
            const EventWord *wv = v == TOKEN_NONE ? NULL : operator_at(c, v);
            add(c, wv ? wv->head : v, b->norm);
            break;
        } else if (token_is_verb(b)) {
            add(c, i - 1, S("obj"));
            break;
        } else if (b->xpos == XPOS_CC && i >= c->s.first + 2 && token_is_noun(at(c, i - 2))) {
            i = clause_noun_chunk(c->m->p, i - 2).first;
        } else {
            break;
        }
    }
    if (!c->n) governed_as_subject(c, noun);
}

/* Back from `i` to the operator that has `arc` inside. */
static bool operator_before(Climb *c, uint32_t i, Str arc) {
    for (uint32_t n = 0; i > c->s.first && n < INFINITIVE_REACH; i--, n++) {
        const Token *t = at(c, i - 1);
        const EventWord *w = operator_at(c, i - 1);
        if (w && event_operator_row(c->m, w, arc)) {
            add(c, w->head, arc);
            return true;
        }
        if (t->xpos == XPOS_STOP || t->xpos == XPOS_COLON || t->upos == UPOS_SCONJ) break;
        if (token_is_verb(t) && !w && t->xpos != XPOS_VBG) break;
    }
    return false;
}

/* "feared (that) the dam would burst": the word before the clause. */
static void governors_of_clause(Climb *c, uint32_t verb) {
    uint32_t subject = clause_subject(c->m->p, verb);
    if (subject == TOKEN_NONE || subject > verb) return;
    uint32_t i = clause_noun_chunk(c->m->p, subject).first;
    if (i > c->s.first && str_eq(at(c, i - 1)->norm, S("that"))) i--;
    if (i == c->s.first) return;
    const EventWord *w = operator_at(c, i - 1);
    if (w && event_operator_row(c->m, w, S("comp"))) add(c, w->head, S("comp"));
}

static void chunk_verb_governors(Climb *c, uint32_t verb) {
    VerbGroup g = clause_verb_group(c->m->p, verb);
    uint32_t first = g.range.first;
    /* "to attack and seize": the second hangs where the first does */
    if (first > c->s.first && at(c, first - 1)->xpos == XPOS_CC && !g.finite) {
        uint32_t other = verb_before(c, first - 1);
        if (other != TOKEN_NONE && first - other <= INFINITIVE_REACH) {
            g = clause_verb_group(c->m->p, other);
            first = g.range.first;
        }
    }
    if (first == c->s.first) return;
    const Token *b = at(c, first - 1);
    if (g.infinitive) {
        if (!operator_before(c, first - 1, S("comp"))) add(c, first - 1, S("purpose"));
    } else if (!g.finite && is_preposition(b)) {
        operator_before(c, first - 1, b->norm);
    } else if (!g.finite && token_is_verb(b)) {
        const EventWord *w = operator_at(c, first - 1);
        if (w) add(c, w->head, event_operator_row(c->m, w, S("obj")) ? S("obj") : S("comp"));
    } else if (!g.finite && operator_at(c, first - 1)) {
        add(c, operator_at(c, first - 1)->head, S("obj"));
    } else if (g.finite) {
        governors_of_clause(c, g.verb);
    }
}

/* The nearest operator before that asks for "for". */
static uint32_t accuser_before(const Climb *c, uint32_t i) {
    for (uint32_t n = 0; i > c->s.first && n < MODIFIER_REACH; i--, n++) {
        const EventWord *w = operator_at(c, i - 1);
        if (w && event_operator_row(c->m, w, S("for"))) return w->head;
        if (at(c, i - 1)->xpos == XPOS_STOP) break;
    }
    return TOKEN_NONE;
}

uint32_t arc_governors(const EventMaking *m, const EventWord *w, Governor out[GOVERNORS_MAX]) {
    Climb c = {m, clause_sentence(m->p, w->head), out, 0};
    /* an attribute that colours it stands in its own phrase */
    TokenRange chunk = clause_noun_chunk(m->p, w->head);
    for (uint32_t i = w->range.first; w->pos == 'n' && i > chunk.first; i--) {
        const EventWord *o = event_word_at(m, i - 1);
        if (o && event_operator_row(m, o, S("mod"))) add(&c, o->head, S("mod"));
    }
    if (clause_has_tree(m->p, w->head))
        tree_governors(&c, w->head);
    else if (w->pos == 'n')
        chunk_noun_governors(&c, w->head);
    else
        chunk_verb_governors(&c, w->head);
    /* "blamed the Oresk (OR) fighters for the raid": whatever the tree hangs it on */
    if (w->pos == 'n' && chunk.first > c.s.first &&
        str_eq(at(&c, chunk.first - 1)->norm, S("for")) && clause_has_tree(m->p, w->head))
        add(&c, accuser_before(&c, chunk.first - 1), S("for"));
    return c.n;
}

uint32_t arc_modifiers(const EventMaking *m, const EventWord *w, Governor out[GOVERNORS_MAX]) {
    Climb c = {m, clause_sentence(m->p, w->head), out, 0};
    if (w->pos != 'n' || !clause_has_tree(m->p, w->head)) return 0;
    uint32_t end = w->range.end + MODIFIER_REACH;
    for (uint32_t i = w->range.end; i < c.s.end && i < end; i++) {
        const Token *t = at(&c, i);
        if (t->head != w->head + 1 || (t->deprel != DEP_ACL && t->deprel != DEP_ACL_RELCL))
            continue;
        const EventWord *o = operator_at(&c, i);
        if (!o || o == w || !token_is_verb(t)) continue;
        bool suffers = is_passive(&c, i) || clause_subject(m->p, i) != w->head;
        if (t->deprel == DEP_ACL && t->xpos == XPOS_VBG) suffers = false;
        if (clause_verb_group(m->p, i).infinitive) continue;
        add(&c, o->head, suffers ? S("obj") : S("subj"));
    }
    return c.n;
}
