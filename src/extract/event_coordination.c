/* Phrases and what is coordinated with them. */
#include "extract/event_arcs.h"

void arc_heads_add(Heads *h, uint32_t token) {
    if (token == TOKEN_NONE || h->n == HEADS_MAX) return;
    for (uint32_t i = 0; i < h->n; i++)
        if (h->v[i] == token) return;
    h->v[h->n++] = token;
}

uint32_t arc_chunk_head(const EventMaking *m, uint32_t at) {
    TokenRange c = clause_noun_chunk(m->p, at);
    for (uint32_t i = c.end; i > c.first; i--)
        if (token_is_nominal(arc_token(m, i - 1))) return i - 1;
    return arc_token(m, at)->xpos == XPOS_CD || arc_token(m, at)->xpos == XPOS_DT ? c.end - 1
                                                                                  : TOKEN_NONE;
}

bool arc_is_and(const Token *t) {
    return t->xpos == XPOS_CC && !str_eq(t->norm, S("but")) && !str_eq(t->norm, S("yet"));
}

static bool has_finite_verb_at(const EventMaking *m, uint32_t i, uint32_t end) {
    while (i < end && arc_token(m, i)->xpos == XPOS_RB) i++;
    if (i >= end) return false;
    Xpos x = arc_token(m, i)->xpos;
    return x == XPOS_MD || x == XPOS_VBD || x == XPOS_VBZ || x == XPOS_VBP;
}

/* "…, B and C": what follows a phrase; nothing when it turns out to be the next clause's subject.
 */
static void coordinated_after(const EventMaking *m, uint32_t head, bool of_verb, Heads *out) {
    TokenRange s = clause_sentence(m->p, head);
    uint32_t end = clause_noun_chunk(m->p, head).end, found[HEADS_MAX], n = 0;
    bool closed = false;
    while (n < HEADS_MAX && !closed) {
        uint32_t i = end;
        bool comma = i < s.end && arc_token(m, i)->xpos == XPOS_COMMA;
        i += comma;
        closed = i < s.end && arc_is_and(arc_token(m, i));
        i += closed;
        if (i >= s.end || (!comma && !closed)) break;
        uint32_t next = arc_chunk_head(m, i);
        if (next == TOKEN_NONE) break;
        end = clause_noun_chunk(m->p, i).end;
        if (of_verb && closed && has_finite_verb_at(m, end, s.end)) break;
        found[n++] = next;
    }
    for (uint32_t i = 0; closed && i < n; i++) arc_heads_add(out, found[i]);
}

/* "A, B and …": what stands before a phrase that a verb follows. */
static uint32_t coordinated_before(const EventMaking *m, uint32_t head, uint32_t out[HEADS_MAX]) {
    TokenRange s = clause_sentence(m->p, head);
    uint32_t first = clause_noun_chunk(m->p, head).first, n = 0;
    while (n < HEADS_MAX && first > s.first + 1) {
        const Token *joint = arc_token(m, first - 1);
        bool list = n && joint->xpos == XPOS_COMMA;
        if (!arc_is_and(joint) && !list) break;
        uint32_t before = first - 2;
        if (arc_token(m, before)->xpos == XPOS_COMMA && before > s.first) before--;
        if (!token_is_nominal(arc_token(m, before))) break;
        out[n++] = before;
        first = clause_noun_chunk(m->p, before).first;
    }
    /* "shelled Oresk and Velmar fled": a verb's object is no conjunct */
    if (n && first > s.first && token_is_verb(arc_token(m, first - 1))) return 0;
    return n;
}

static void tree_coordinated(const EventMaking *m, uint32_t head, Heads *out) {
    TokenRange s = clause_sentence(m->p, head);
    arc_heads_add(out, head);
    for (uint32_t i = head + 1; i < s.end; i++)
        if (arc_token(m, i)->deprel == DEP_CONJ && arc_token(m, i)->head == head + 1)
            arc_heads_add(out, i);
}

/* Is a nominal no part of another phrase, as far as the tree knows? */
static bool stands_free(const Token *t) {
    return t->deprel == DEP_NSUBJ || t->deprel == DEP_NSUBJ_PASS || t->deprel == DEP_ROOT ||
           t->deprel == DEP_PARATAXIS || t->deprel == DEP_DEP;
}

void arc_coordinated(const EventMaking *m, uint32_t head, bool of_verb, Heads *out) {
    if (head == TOKEN_NONE) return;
    uint32_t before[HEADS_MAX], n = coordinated_before(m, head, before);
    if (clause_has_tree(m->p, head)) {
        /* "two Oreski engineers and a Velmari were kidnapped": a tree may hang the first elsewhere
         */
        while (n)
            if (stands_free(arc_token(m, before[--n]))) arc_heads_add(out, before[n]);
        tree_coordinated(m, head, out);
        return;
    }
    while (n) arc_heads_add(out, before[--n]);
    arc_heads_add(out, head);
    coordinated_after(m, head, of_verb, out);
}
